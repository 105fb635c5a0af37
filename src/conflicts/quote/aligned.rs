//! Short quotations in sentences that articles tell alike: candidates for what stands in them and beside them.

use std::collections::BTreeMap;

use crate::conflicts::Input;
use crate::facts::{Context, Likeness, Quotation};
use crate::lexicon::Stem;

/// Longer quotations have words enough of their own to be known by.
const FRAGMENT_WORDS: usize = 8;
/// A word that stands by more fragments than this is what the whole story is about, and says nothing of two sentences.
const COMMON_WORD: usize = 60;
/// A word weighs this much when it says something: names and words that are not among the commonest.
const TELLING_WEIGHT: f32 = 2.0;
/// This many telling words in common make two sentences worth a look.
const TELLING_WORDS: usize = 3;

/// Two short quotations of different articles in sentences that share words.
pub(super) struct Aligned {
    /// Indices of the two quotations; `one < other`.
    pub(super) one: usize,
    /// See `one`.
    pub(super) other: usize,
    /// How far the sentences round them tell the same.
    pub(super) likeness: Likeness,
}

/// Pairs of short, closed quotations whose sentences share telling words, by index.
pub(super) fn pairs(input: &Input<'_>) -> Vec<Aligned> {
    let quotations: &[&Quotation] = &input.facts.quotations().collect::<Vec<_>>();
    let contexts: BTreeMap<usize, Context> = quotations
        .iter()
        .enumerate()
        .filter(|(_, it)| it.closed && it.pieces.len() == 1 && it.words.len() <= FRAGMENT_WORDS)
        .map(|(at, it)| (at, context(input, it)))
        .collect();
    let mut holders: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (&at, context) in &contexts {
        for word in context.words.iter().filter(|word| TELLING_WEIGHT <= word.weight) {
            holders.entry(word.concept).or_default().push(at);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holding in holders.values().filter(|it| it.len() <= COMMON_WORD) {
        for (nth, &one) in holding.iter().enumerate() {
            for &other in &holding[nth + 1..] {
                if quotations[one].article() != quotations[other].article() {
                    *shared.entry((one, other)).or_default() += 1;
                }
            }
        }
    }
    shared
        .into_iter()
        .filter(|&(_, words)| TELLING_WORDS <= words)
        .map(|((one, other), _)| Aligned { one, other, likeness: contexts[&one].likeness(&contexts[&other]) })
        .collect()
}

fn context(input: &Input<'_>, quotation: &Quotation) -> Context {
    let reading = &input.read.readings[quotation.article() as usize];
    let paragraph = &reading.paragraphs[quotation.sentence.paragraph as usize];
    let text = paragraph.span.of(&input.read.story.article(quotation.article()).body.text);
    Context::of(text, &paragraph.reading, quotation.sentence.sentence as usize, &quotation.tokens)
}
