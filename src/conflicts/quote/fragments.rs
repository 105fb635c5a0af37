//! A few quoted words in a sentence that another article tells in the same words, with other words quoted.

use std::collections::BTreeMap;
use std::ops::Range;

use super::aligned::Aligned;
use super::{CHECK, Difference, difference, place, quoted, tells};
use crate::conflicts::groups::Groups;
use crate::conflicts::{Conflict, Input, Statement, severity};
use crate::facts::{Likeness, Quotation};
use crate::lexicon::Stem;
use crate::text::single_spaced;

/// Reports fragments of a group that differ, one report a sentence.
pub(super) fn run(input: &Input<'_>, quotations: &[&Quotation], pairs: &[Aligned]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    // A group of fragments by its first: equal ones in aligned sentences and differing ones.
    let mut joined = Groups::new(quotations.len());
    let mut differing: Vec<(usize, usize, Difference, Likeness)> = Vec::new();
    for pair in pairs {
        let (one, other) = (quotations[pair.one], quotations[pair.other]);
        let equal = norms(one).eq(norms(other));
        if equal && !is_same_sentence(pair.likeness) {
            continue;
        }
        if !equal {
            let Some(kind) = changed(input, pair, one, other) else { continue };
            differing.push((pair.one, pair.other, kind, pair.likeness));
        }
        joined.join(pair.one, pair.other);
    }
    let mut groups: BTreeMap<usize, Vec<(usize, usize, Difference, Likeness)>> = BTreeMap::new();
    for it in differing {
        groups.entry(joined.root(it.0)).or_default().push(it);
    }
    for (group, changes) in groups {
        let kind = changes.iter().map(|it| it.2).max().unwrap_or(Difference::Small);
        let members = (0..quotations.len()).filter(|&at| joined.root(at) == group);
        let mut statements: Vec<Statement> = Vec::new();
        for at in members {
            let quotation = quotations[at];
            let words = changes.iter().find_map(|it| (it.0 == at || it.1 == at).then(|| other_words(quotations, it, at)));
            let Some(place) = place(quotation, &shown(quotation, words, kind)) else { continue };
            let value: String = single_spaced(input.read.text(place));
            statements.push(Statement { place, value: value.to_lowercase(), shown: quoted(input.read.text(place)) });
        }
        // Where the whole sentence is told alike, the words inside the marks were meant to be the same.
        let sure = kind == Difference::Wording && changes.iter().all(|it| severity::SAME_WORDS <= it.3.part);
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: severity::of(sure),
            confidence: if sure { 0.8 } else { 0.6 },
            subject: "quotation differs".to_owned(),
            reason: "the sentences round these words tell the same: one of the two is not what was said".to_owned(),
            remark: None,
            statements,
            settled: None,
        });
    }
    conflicts
}

fn norms(quotation: &Quotation) -> impl DoubleEndedIterator<Item = Stem> + '_ {
    quotation.words.iter().map(|word| word.norm)
}

/// Whether the sentences round two fragments tell the same thing, in mostly the same words.
pub(super) fn is_same_sentence(likeness: Likeness) -> bool {
    // Three names or six common words, and more than half of what the shorter sentence says, above all near the fragment.
    8.0 <= likeness.shared && 0.55 <= likeness.part && 0.55 <= likeness.near_part && !likeness.other_names
}

/// How two fragments differ, when they were meant to be the same words. `None` for anything else.
fn changed(input: &Input<'_>, pair: &Aligned, one: &Quotation, other: &Quotation) -> Option<Difference> {
    if !is_same_sentence(pair.likeness) || one.named_person().zip(other.named_person()).is_some_and(|(here, there)| here != there) {
        return None;
    }
    // Either article quotes the other's words elsewhere: two utterances, or a part of a longer one.
    let quotes = |article: u32, words: &Quotation| {
        let words: Vec<Stem> = norms(words).collect();
        input.facts.articles[article as usize].quotations.iter().any(|it| {
            let all: Vec<Stem> = norms(it).collect();
            all.windows(words.len()).any(|run| run == words) || words.windows(all.len()).any(|run| run == all)
        })
    };
    if quotes(other.article(), one) || quotes(one.article(), other) {
        return None;
    }
    let (here, there) = ends_apart(one, other);
    let equal = one.words.len() - here.len();
    // Two words each may differ, and half of the longer must be equal; "of scant comfort", "of scant usefulness".
    const CHANGED_WORDS: usize = 2;
    let mostly_equal = here.len().max(there.len()) <= CHANGED_WORDS && one.words.len().max(other.words.len()) <= 2 * equal && 1 < equal;
    if !mostly_equal || !tells(input, (one, &here), (other, &there)) {
        return None;
    }
    Some(difference(input, (one, &here), (other, &there)))
}

/// The words in which two fragments differ: what is left between their equal beginnings and ends.
fn ends_apart(one: &Quotation, other: &Quotation) -> (Range<usize>, Range<usize>) {
    let head = norms(one).zip(norms(other)).take_while(|(a, b)| a == b).count();
    let most = one.words.len().min(other.words.len()) - head;
    let tail = norms(one).rev().zip(norms(other).rev()).take_while(|(a, b)| a == b).count().min(most);
    (head..one.words.len() - tail, head..other.words.len() - tail)
}

/// The words of `at`, one of a differing pair, that differ from the other's.
fn other_words(quotations: &[&Quotation], pair: &(usize, usize, Difference, Likeness), at: usize) -> Range<usize> {
    let (one, other) = ends_apart(quotations[pair.0], quotations[pair.1]);
    if pair.0 == at { one } else { other }
}

/// The words that a statement marks: the whole fragment where it is short, else the differing words with one on either side
/// where there would be none.
fn shown(quotation: &Quotation, words: Option<Range<usize>>, kind: Difference) -> Range<usize> {
    const WHOLE_WORDS: usize = 4;
    match words {
        Some(words) if !words.is_empty() && (kind == Difference::Letter || WHOLE_WORDS < quotation.words.len()) => words,
        Some(words) if WHOLE_WORDS < quotation.words.len() => words.start.saturating_sub(1)..(words.end + 1).min(quotation.words.len()),
        _ => 0..quotation.words.len(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_conflicts;

    #[test]
    fn a_word_of_a_fragment_in_one_sentence() {
        check_conflicts(
            "
--- article herald

The Norland ministry said joint tolls between Westmark and Ostia were “of scant comfort”, while one harbour pilot accused Westmark of theft.
                                                                       ^^^^^^^^^^^^^^^^ against quote
--- article post

The Norland ministry said joint tolls of Westmark with Ostia were “of scant usefulness”, while one harbour pilot accused Westmark of theft.
                                                                   ^^^^^^^^^^^^^^^^^^^ quote: quotation differs: “of scant usefulness” here, “of scant comfort” in herald
",
        );
    }

    #[test]
    fn fragments_of_other_sentences_are_left_alone() {
        check_conflicts(
            "
--- article herald

The Norland ministry said joint tolls between Westmark and Ostia were “of scant comfort” on Friday.

--- article post

The harbour was “of scant usefulness” to the farmers of the Ostia valley, the ministry said.
",
        );
    }
}
