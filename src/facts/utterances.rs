//! Which quotations of different articles are one utterance, and where their words differ.

use std::ops::Range;

use super::{Quotation, QuotedWord, Seam};
use crate::lexicon::Stem;

/// A stretch of an utterance that two quotations share.
#[derive(Debug, Clone, PartialEq)]
pub struct SameUtterance {
    /// Indices of the two quotations; `one < other`.
    pub one: usize,
    /// See `one`.
    pub other: usize,
    /// Runs of equal words, in order: (first word in `one`, first word in `other`, how many).
    pub runs: Vec<(usize, usize, usize)>,
    /// Where their words differ, in order. Empty when one is a part of the other.
    pub changes: Vec<Change>,
    /// Equal words.
    pub equal: usize,
    /// Equal words as a part of the stretch that both quote, 0 to 1.
    pub part: f64,
}

/// A place where two quotations of one utterance differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words in the first; empty where it has none.
    pub one: Range<usize>,
    /// The words in the second.
    pub other: Range<usize>,
}

/// Runs of this many equal words make two quotations worth a look.
const SHINGLE_WORDS: usize = 3;
/// A run of words that stands in more different quotations than this is a phrase of the day, and says nothing of two of them.
pub const COMMON_SHINGLE: usize = 40;
/// The most words that may differ in one place. Real changes of wording are one to four words; more are a sentence left out or
/// another one put in.
const CHANGED_WORDS: usize = 5;
/// The fewest equal words in one utterance. "I know he is a big fan" is said by two people of a third.
const EQUAL_WORDS: usize = 6;
/// The least part of the stretch that must be equal. Below it two sentences share a formula.
const EQUAL_PART: f64 = 0.6;
/// The least weight of the equal words: two words that say something.
const EQUAL_WEIGHT: f32 = 2.0;

/// The runs of words that two quotations share when they are worth a look. One with nothing but function words is none.
pub fn shingles(quotation: &Quotation) -> impl Iterator<Item = [Stem; SHINGLE_WORDS]> + '_ {
    let telling = quotation.words.windows(SHINGLE_WORDS).filter(|run| run.iter().any(|word| 0 < word.weight));
    telling.map(|run| [run[0].norm, run[1].norm, run[2].norm])
}

/// The stretches that two quotations share where they are one utterance, whole or in part; with the indices they come with.
pub fn same_utterance((one, first): (usize, &Quotation), (other, second): (usize, &Quotation)) -> Vec<SameUtterance> {
    let (a, b) = (&first.words[..], &second.words[..]);
    let mut runs = Vec::new();
    // Of equally long runs the first counts, so the two are always taken in one order, whichever article comes first.
    if a.iter().map(|word| word.norm).le(b.iter().map(|word| word.norm)) {
        equal_runs((a, b), (0..a.len(), 0..b.len()), (false, false), &mut runs);
    } else {
        equal_runs((b, a), (0..b.len(), 0..a.len()), (false, false), &mut runs);
        runs = runs.into_iter().map(|(at_b, at_a, len)| (at_a, at_b, len)).collect();
    }
    // One long quotation may share several stretches with the other, with a sentence of its own between them.
    stretches(a, b, &runs)
        .into_iter()
        .filter_map(|runs| {
            let (changes, equal, part) = judge(first, second, runs)?;
            Some(SameUtterance { one, other, runs: runs.to_vec(), changes, equal, part })
        })
        .collect()
}

/// Runs of equal words in a part of each quotation, in order: the longest first, then what is left on either side. `beside`
/// tells whether a run stands right before the parts, and right behind them.
fn equal_runs(
    (a, b): (&[QuotedWord], &[QuotedWord]),
    (within_a, within_b): (Range<usize>, Range<usize>),
    beside: (bool, bool),
    runs: &mut Vec<(usize, usize, usize)>,
) {
    if within_a.is_empty() || within_b.is_empty() {
        return;
    }
    let Some((at_a, at_b, len)) = longest_run(a, b, &within_a, &within_b) else { return };
    // One word alone counts in a narrow gap between two runs, or next to a run, or where both begin a sentence before a run or
    // end one behind it; elsewhere it is chance.
    const NARROW_WORDS: usize = 8;
    const NEXT_WORDS: usize = 2;
    let narrow = within_a.len() <= NARROW_WORDS && within_b.len() <= NARROW_WORDS;
    let seam = |words: &[QuotedWord], at: usize| words.get(at).is_none_or(|word| word.before != Seam::Within);
    let (end_a, end_b) = (at_a + len, at_b + len);
    let counts = match beside {
        (true, true) => narrow,
        (false, true) => {
            let next = within_a.end - end_a <= NEXT_WORDS && within_b.end - end_b <= NEXT_WORDS;
            next || narrow && (at_a == 0 || seam(a, at_a)) && (at_b == 0 || seam(b, at_b))
        }
        (true, false) => {
            let next = at_a - within_a.start <= NEXT_WORDS && at_b - within_b.start <= NEXT_WORDS;
            next || narrow && seam(a, end_a) && seam(b, end_b)
        }
        (false, false) => false,
    };
    let says = a[at_a..at_a + len].iter().any(|word| 0 < word.weight);
    if !(counts || len > 2 || (len == 2 && says)) {
        return;
    }
    equal_runs((a, b), (within_a.start..at_a, within_b.start..at_b), (beside.0, true), runs);
    runs.push((at_a, at_b, len));
    equal_runs((a, b), (at_a + len..within_a.end, at_b + len..within_b.end), (true, beside.1), runs);
}

/// The longest run of equal words; of equally long ones the first. `None` without one equal word.
fn longest_run(a: &[QuotedWord], b: &[QuotedWord], within_a: &Range<usize>, within_b: &Range<usize>) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    let mut before = vec![0_usize; within_b.len() + 1];
    let mut current = vec![0_usize; within_b.len() + 1];
    for at_a in within_a.clone() {
        for (column, at_b) in within_b.clone().enumerate() {
            let len = if a[at_a].norm == b[at_b].norm { before[column] + 1 } else { 0 };
            current[column + 1] = len;
            if len > best.map_or(0, |it| it.2) {
                best = Some((at_a + 1 - len, at_b + 1 - len, len));
            }
        }
        std::mem::swap(&mut before, &mut current);
    }
    best
}

/// The runs cut where more differs than one change of wording, or where a whole sentence stands in one quotation only.
fn stretches<'r>(a: &[QuotedWord], b: &[QuotedWord], runs: &'r [(usize, usize, usize)]) -> Vec<&'r [(usize, usize, usize)]> {
    let mut stretches = Vec::new();
    let mut from = 0;
    for at in 1..runs.len() {
        let (gap_a, gap_b) = gap(runs[at - 1], runs[at]);
        let wide = gap_a.len().max(gap_b.len()) > CHANGED_WORDS;
        if wide || (gap_b.is_empty() && is_sentences(a, &gap_a)) || (gap_a.is_empty() && is_sentences(b, &gap_b)) {
            stretches.push(&runs[from..at]);
            from = at;
        }
    }
    if from < runs.len() {
        stretches.push(&runs[from..]);
    }
    stretches
}

/// What lies between two runs, in either quotation.
fn gap(before: (usize, usize, usize), after: (usize, usize, usize)) -> (Range<usize>, Range<usize>) {
    (before.0 + before.2..after.0, before.1 + before.2..after.1)
}

/// Whether `words` are one sentence or more, with a seam before and after them.
fn is_sentences(all: &[QuotedWord], words: &Range<usize>) -> bool {
    let seam = |at: usize| all.get(at).is_none_or(|word| word.before != Seam::Within);
    !words.is_empty() && seam(words.start) && seam(words.end)
}

/// The changes within a stretch, its equal words and their part of it. `None` when it is no utterance that both quote.
fn judge(first: &Quotation, second: &Quotation, runs: &[(usize, usize, usize)]) -> Option<(Vec<Change>, usize, f64)> {
    let (a, b) = (&first.words[..], &second.words[..]);
    let (&head, &tail) = (runs.first()?, runs.last()?);
    let equal: usize = runs.iter().map(|run| run.2).sum();
    let weight: f32 = runs.iter().flat_map(|&(at, _, len)| &a[at..at + len]).map(|word| f32::from(word.weight)).sum();
    // One word less will do where a whole quotation lies within the stretch: nothing in it speaks against it.
    let whole = (head.0 == 0 && tail.0 + tail.2 == a.len()) || (head.1 == 0 && tail.1 + tail.2 == b.len());
    if equal + usize::from(whole) < EQUAL_WORDS || weight < EQUAL_WEIGHT {
        return None;
    }
    let mut changes: Vec<Change> = Vec::new();
    let mut unlike = 0;
    // What both have before the stretch and after it, in the same sentence, differs as well: two sentences that end alike.
    let (before_a, before_b) = (sentence_start(a, head.0)..head.0, sentence_start(b, head.1)..head.1);
    let (after_a, after_b) = (tail.0 + tail.2..sentence_end(a, tail.0 + tail.2), tail.1 + tail.2..sentence_end(b, tail.1 + tail.2));
    unlike += before_a.len().min(before_b.len()) + after_a.len().min(after_b.len());
    // A first or last word changed: both begin, or end, one or two words beyond the stretch and neither is cut there.
    const EDGE_WORDS: usize = 2;
    let edge = |one: &Range<usize>, other: &Range<usize>| one.len() == other.len() && !one.is_empty() && one.len() <= EDGE_WORDS;
    if edge(&before_a, &before_b) && equal >= EQUAL_WORDS {
        changes.push(Change { one: before_a, other: before_b });
    }
    for pair in runs.windows(2) {
        let (one, other) = gap(pair[0], pair[1]);
        unlike += one.len().max(other.len());
        changes.push(Change { one, other });
    }
    let ends = |quotation: &Quotation, at: usize| at < quotation.words.len() || quotation.closed;
    if edge(&after_a, &after_b) && equal >= EQUAL_WORDS && ends(first, after_a.end) && ends(second, after_b.end) {
        changes.push(Change { one: after_a, other: after_b });
    }
    let part = equal as f64 / (equal + unlike) as f64;
    // Two people who say much the same are two utterances; where nearly every word is equal, one paper has the wrong speaker.
    const ONE_MOUTH: f64 = 0.8;
    let two_people = first.named_person().zip(second.named_person()).is_some_and(|(here, there)| here != there);
    if two_people && part < ONE_MOUTH {
        return None;
    }
    (EQUAL_PART <= part).then_some((changes, equal, part))
}

/// Back from word `at` to the first word of its sentence or piece.
fn sentence_start(words: &[QuotedWord], at: usize) -> usize {
    (0..=at.min(words.len().saturating_sub(1))).rev().find(|&it| words[it].before != Seam::Within).unwrap_or(0).min(at)
}

/// From word `at` on to the end of its sentence or piece; `at` itself when a new one begins there.
fn sentence_end(words: &[QuotedWord], at: usize) -> usize {
    (at..words.len()).find(|&it| words[it].before != Seam::Within).unwrap_or(words.len())
}
