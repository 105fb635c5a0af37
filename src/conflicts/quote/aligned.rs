//! Short quotations in sentences that articles tell alike: candidates for what stands in them and beside them.

use std::sync::Arc;

use super::{fragments, objects};
use crate::conflicts::Input;
use crate::conflicts::linked::{Entry, Key, Members, key};
use crate::conflicts::moved::Said;
use crate::facts::{ArticleFacts, Context, Likeness, Quotation};
use crate::text::Span;

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

/// A short, closed quotation, held on to, with the sentence round it.
pub(super) struct Fragment {
    facts: Arc<ArticleFacts>,
    at: usize,
    context: Context,
    /// Its paragraph (body bytes).
    paragraph: Span,
    /// All that its article quotes, as one number.
    quoted: Key,
}

impl Fragment {
    /// The fragments of an article (an index into the story's), in text order.
    pub(super) fn of_article(input: &Input<'_>, article: u32) -> Vec<Self> {
        let facts = &input.facts.articles[article as usize];
        let short = |it: &Quotation| it.closed && it.pieces.len() == 1 && it.words.len() <= FRAGMENT_WORDS;
        let fragments = facts.quotations.iter().enumerate().filter(|(_, it)| short(it));
        let quoted = key(facts.quotations.iter().map(|it| it.words.iter().map(|it| it.norm).collect::<Vec<_>>()).collect::<Vec<_>>());
        let paragraphs = &input.read.readings[article as usize].paragraphs;
        let fragment = |(at, it): (usize, &Quotation)| Self {
            facts: Arc::clone(facts),
            at,
            context: context(input, it),
            paragraph: paragraphs[it.sentence.paragraph as usize].span,
            quoted,
        };
        fragments.map(fragment).collect()
    }

    /// What is quoted.
    pub(super) fn quotation(&self) -> &Quotation {
        &self.facts.quotations[self.at]
    }
}

impl PartialEq for Fragment {
    fn eq(&self, other: &Self) -> bool {
        self.context == other.context
    }
}

impl Entry for Fragment {
    type Link = Likeness;
    const COMMONPLACE: usize = COMMON_WORD;
    const SHARED_KEYS: usize = TELLING_WORDS;
    const TWINS: bool = true;

    fn keys(&self, keys: &mut Vec<Key>) {
        keys.extend(self.context.words.iter().filter(|word| TELLING_WEIGHT <= word.weight).map(|word| Key::from(word.concept.0)));
    }

    fn said(&self) -> Vec<Said> {
        let quotation = self.quotation();
        let piece = quotation.pieces.iter().map(|it| (0, it.span));
        piece.chain([(key((self.quoted, quotation.person(), quotation.named_person())), self.paragraph)]).collect()
    }

    fn link(&self, other: &Self, one_article: bool) -> Option<Likeness> {
        if one_article {
            return None;
        }
        let likeness = self.context.likeness(&other.context);
        (fragments::is_same_sentence(likeness) || objects::is_alike(likeness)).then_some(likeness)
    }
}

/// The pairs of a group, ascending.
pub(super) fn pairs(group: &Members<'_, Fragment>) -> Vec<Aligned> {
    let of_one = |(one, links): (usize, &Vec<(usize, Likeness)>)| {
        let later = links.iter().filter(move |(other, _)| one < *other);
        later.map(move |&(other, likeness)| Aligned { one, other, likeness }).collect::<Vec<_>>()
    };
    group.links.iter().enumerate().flat_map(of_one).collect()
}

fn context(input: &Input<'_>, quotation: &Quotation) -> Context {
    let reading = &input.read.readings[quotation.article() as usize];
    let paragraph = &reading.paragraphs[quotation.sentence.paragraph as usize];
    let text = paragraph.span.of(&input.read.story.article(quotation.article()).body.text);
    Context::of(text, &paragraph.reading, quotation.sentence.sentence as usize, &quotation.tokens)
}
