//! One utterance, quoted in other words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

mod aligned;
mod classes;
mod fragments;
mod objects;
mod retold;
mod speakers;

use aligned::Fragment;
use classes::{Classes, Utterance};
use retold::Retellings;

use super::kept::Keeper;
use super::linked::{Linked, Members, Stale};
use super::moved::{Moved, Report};
use super::roll::Change;
use super::severity;
use super::trace::{self, Passed};
use super::{Check, Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Place, Quotation, QuotedWord, SameUtterance, Seam};
use crate::lexicon::{plain, stem, weight};
use crate::text::{Span, single_spaced};

pub(super) const CHECK: Check = Check {
    code: "quote",
    summary: "One utterance is quoted in different words.",
    help: include_str!("../../../tests/specs/quote.md"),
    example: "“We will close the harbour” in one, “We will clear the harbour” in another",
    severity: Severity::Warning,
    keep: || Box::new(Quotes::default()),
};

/// Two changes with at most this many equal words between them are told as one: they are read in one glance,
const NEAR_WORDS: usize = 6;
/// as long as what is marked then is a phrase: from the first changed word to the last no more than this. Changes with one equal word
/// between them, or none, are one whatever their length.
const PHRASE_WORDS: usize = 8;

/// What is known of the quotations of a story.
#[derive(Default)]
struct Quotes {
    classes: Classes,
    utterances: Linked<Utterance, (Telling, Arc<Conflict>)>,
    fragments: Linked<Fragment, (Telling, Arc<Conflict>)>,
    retold: Retellings,
}

/// What a report on a quotation tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// Its words, which are given otherwise elsewhere.
    Wording,
    /// The words of a fragment: no news where its wording is told already.
    Fragment,
    /// Who says it, or of what it is said.
    About,
}

impl Report for Telling {
    fn follow(&mut self, _moved: &Moved) -> bool {
        true
    }
}

impl Keeper for Quotes {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let (again, articles) = self.classes.update(input, change);
        let classes = &self.classes;
        let utterances = |article| Utterance::of_article(input, change, classes, article);
        let report = |group: &Members<'_, Utterance>| utterance(input, change, classes, group);
        let stale = Stale { articles: classes.standing_for(change, &again), is: &|it: &Utterance| again.contains(&it.class) };
        self.utterances.update(change, &articles, utterances, &stale, report);
        let report = |group: &Members<'_, Fragment>| {
            let quotations: Vec<&Quotation> = group.entries.iter().map(|it| it.quotation()).collect();
            let pairs = aligned::pairs(group);
            let fragments = fragments::run(input, &quotations, &pairs).into_iter().map(|it| (Telling::Fragment, change.told(it)));
            let objects = objects::run(input, &quotations, &pairs).into_iter().map(|it| (Telling::About, change.told(it)));
            fragments.chain(objects).collect()
        };
        self.fragments.update(change, &change.turn.changed, |article| Fragment::of_article(input, article), &Stale::none(), report);
        self.tell(found);
        self.retold.conflicts(input, change, found);
    }
}

impl Quotes {
    /// Adds what is reported.
    fn tell(&self, found: &mut Vec<Arc<Conflict>>) {
        found.extend(self.utterances.reports().map(|(_, it)| Arc::clone(it)));
        // Fragments are few beside all that is quoted.
        let mut told: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
        for statement in self.fragments.reports().flat_map(|(_, it)| &it.statements) {
            told.entry(statement.place.article).or_default();
        }
        let any = !told.is_empty();
        let worded = self.utterances.reports().filter(|(telling, _)| any && *telling == Telling::Wording);
        for Statement { place, .. } in worded.flat_map(|(_, it)| &it.statements) {
            if let Some(spans) = told.get_mut(&place.article) {
                spans.push(place.span);
            }
        }
        let is_told =
            |it: &Statement| told.get(&it.place.article).is_some_and(|spans| spans.iter().any(|span| span.overlaps(it.place.span)));
        let new = self.fragments.reports().filter(|(telling, it)| *telling != Telling::Fragment || !it.statements.iter().any(is_told));
        found.extend(new.map(|(_, it)| Arc::clone(it)));
    }
}

/// Reports where the words of a group's quotations differ, and who is said to say them.
fn utterance(input: &Input<'_>, change: &Change<'_>, classes: &Classes, group: &Members<'_, Utterance>) -> Vec<(Telling, Arc<Conflict>)> {
    // The quotations with their copies, in story order; the first of each class stands for it.
    let copies = group.entries.iter().map(|it| classes.copies(change, it.class));
    let mut places: Vec<(u32, usize, usize)> =
        copies.enumerate().flat_map(|(class, places)| places.into_iter().map(move |(article, at)| (article, at, class))).collect();
    places.sort_unstable();
    let quotations: Vec<&Quotation> =
        places.iter().map(|&(article, at, _)| &input.facts.articles[article as usize].quotations[at]).collect();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); group.entries.len()];
    for (at, &(.., class)) in places.iter().enumerate() {
        members[class].push(at);
    }
    let mut pairs: Vec<SameUtterance> = Vec::new();
    for (one, links) in group.links.iter().enumerate() {
        for (other, link) in links.iter().filter(|(other, _)| one < *other) {
            let (one, other) = (members[one][0], members[*other][0]);
            pairs.extend(link.iter().map(|it| SameUtterance { one, other, ..it.clone() }));
        }
    }
    let copies: BTreeMap<usize, Vec<usize>> = members.into_iter().map(|all| (all[0], all)).collect();
    for pair in &mut pairs {
        let (one, other) = (quotations[pair.one], quotations[pair.other]);
        let differ = !pair.changes.is_empty();
        pair.changes.retain(|change| tells(input, (one, &change.one), (other, &change.other)));
        if pair.changes.is_empty() {
            trace::pass(one.pieces[0], other.pieces[0], if differ { Passed::HouseStyle } else { Passed::BothRight });
        }
    }
    if trace::is_asked() {
        for all in copies.values() {
            for (nth, &one) in all.iter().enumerate() {
                for &other in &all[nth + 1..] {
                    trace::pass(quotations[one].pieces[0], quotations[other].pieces[0], Passed::HouseStyle);
                }
            }
        }
    }
    let wording = wording(input, &quotations, &copies, &pairs).into_iter().map(|it| (Telling::Wording, change.told(it)));
    let speakers = speakers::run(input, &quotations, &copies, &pairs).into_iter().map(|it| (Telling::About, change.told(it)));
    wording.chain(speakers).collect()
}

/// Reports where the words of one utterance differ.
fn wording(input: &Input<'_>, quotations: &[&Quotation], copies: &BTreeMap<usize, Vec<usize>>, pairs: &[SameUtterance]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let mut told: Vec<Place> = Vec::new();
    // The quotation that differs from most others is the one they are laid against, of two such the longer.
    let mut differing: BTreeMap<usize, usize> = BTreeMap::new();
    for at in pairs.iter().filter(|pair| !pair.changes.is_empty()).flat_map(|pair| [pair.one, pair.other]) {
        *differing.entry(at).or_default() += 1;
    }
    let mut pivots: Vec<(usize, usize)> = differing.into_iter().collect();
    let norms = |at: usize| quotations[at].words.iter().map(|word| word.norm).collect::<Vec<_>>();
    pivots.sort_by_cached_key(|&(at, others)| (std::cmp::Reverse((others, quotations[at].words.len())), norms(at)));
    for (pivot, _) in pivots {
        let mut beside: Vec<Beside> = Vec::new();
        for pair in pairs {
            if pair.one == pivot {
                let changes = pair.changes.iter().map(|it| it.one.clone()).collect();
                beside.push(Beside { quotation: pair.other, runs: pair.runs.clone(), changes, part: pair.part });
            } else if pair.other == pivot {
                let runs = pair.runs.iter().map(|&(a, b, len)| (b, a, len)).collect();
                let changes = pair.changes.iter().map(|it| it.other.clone()).collect();
                beside.push(Beside { quotation: pair.one, runs, changes, part: pair.part });
            }
        }
        if beside.iter().all(|it| it.changes.is_empty()) {
            continue;
        }
        for slot in slots(&beside) {
            let Some(conflict) = conflict(input, quotations, copies, pivot, &beside, &slot) else { continue };
            // Laid against another quotation, the same places differ again.
            let again = |place: Place| told.iter().any(|it| it.article == place.article && it.span.overlaps(place.span));
            if conflict.statements.iter().all(|it| again(it.place)) {
                continue;
            }
            told.extend(conflict.statements.iter().map(|it| it.place));
            conflicts.push(conflict);
        }
    }
    conflicts
}

/// A quotation laid against another one, the pivot.
struct Beside {
    /// The quotation.
    quotation: usize,
    /// Runs of equal words: (in the pivot, in it, how many).
    runs: Vec<(usize, usize, usize)>,
    /// Where the pivot's words differ from it.
    changes: Vec<Range<usize>>,
    /// Equal words as a part of the stretch that both quote.
    part: f64,
}

/// The pivot's words that any quotation differs in, near changes joined into one.
fn slots(beside: &[Beside]) -> Vec<Range<usize>> {
    let mut changes: Vec<Range<usize>> = beside.iter().flat_map(|it| it.changes.iter().cloned()).collect();
    changes.sort_by_key(|it| (it.start, it.end));
    let slots = joined(changes, |last, change| change.start <= last.end + 1);
    joined(slots, |last, change| change.start <= last.end + NEAR_WORDS && change.end <= last.start + PHRASE_WORDS)
}

/// Ranges in ascending order, each joined to the one before where `near` says so.
fn joined(changes: Vec<Range<usize>>, near: fn(&Range<usize>, &Range<usize>) -> bool) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for change in changes {
        match joined.last_mut() {
            Some(last) if near(last, &change) => last.end = last.end.max(change.end),
            _ => joined.push(change),
        }
    }
    joined
}

/// The report on one slot of an utterance. `None` when the articles that quote it there agree, or one gives it both ways.
fn conflict(
    input: &Input<'_>,
    quotations: &[&Quotation],
    copies: &BTreeMap<usize, Vec<usize>>,
    pivot: usize,
    beside: &[Beside],
    slot: &Range<usize>,
) -> Option<Conflict> {
    let mut versions: Vec<(usize, Range<usize>, f64)> = vec![(pivot, slot.clone(), 1.0)];
    versions.extend(beside.iter().filter_map(|it| it.across(slot, quotations[it.quotation]).map(|words| (it.quotation, words, it.part))));
    if versions.len() < 2 {
        return None;
    }
    // Where one has no word at all, a word on either side is shown with it, in every version.
    let bare = versions.iter().any(|(_, words, _)| words.is_empty());
    let mut statements: Vec<(Statement, usize)> = Vec::new();
    let mut readable: BTreeMap<String, String> = BTreeMap::new();
    for (at, words, _) in &versions {
        for &copy in &copies[at] {
            let quotation = quotations[copy];
            let shown = if bare { words.start.saturating_sub(1)..(words.end + 1).min(quotation.words.len()) } else { words.clone() };
            let place = place(quotation, &shown)?;
            let text = input.read.text(place);
            let key: String = shown.clone().map(|it| normal(input, quotation, it)).collect();
            let plain = single_spaced(text);
            let first = readable.entry(key.clone()).or_insert_with(|| plain.clone());
            // Of several spellings of one wording the same one stands for all, whichever article comes first.
            *first = plain.min(std::mem::take(first));
            statements.push((Statement { place, value: key, shown: quoted(text) }, *at));
        }
    }
    // An article that gives it both ways quotes two utterances, or knows of both.
    let both = |article: u32| {
        let mut values = statements.iter().filter(|(it, _)| it.place.article == article).map(|(it, _)| &it.value);
        let first = values.next();
        values.any(|it| Some(it) != first)
    };
    let undecided: BTreeSet<u32> = statements.iter().map(|(it, _)| it.place.article).filter(|&it| both(it)).collect();
    statements.retain(|(it, _)| !undecided.contains(&it.place.article));
    let values: BTreeSet<&str> = statements.iter().map(|(it, _)| it.value.as_str()).collect();
    if values.len() < 2 {
        return None;
    }
    for (statement, _) in &mut statements {
        statement.value.clone_from(&readable[&statement.value]);
    }
    let mut kinds: Vec<Difference> = Vec::new();
    for (at, words, _) in &versions[1..] {
        kinds.push(difference(input, (quotations[pivot], slot), (quotations[*at], words)));
    }
    let kind = kinds.iter().copied().max()?;
    let closed = versions.iter().all(|(at, ..)| quotations[*at].closed);
    let part = versions.iter().map(|(.., part)| *part).fold(1.0, f64::min);
    let sure = closed && f64::from(severity::SAME_WORDS) <= part && kind == Difference::Wording;
    let reason = match kind {
        Difference::Letter => "the same words, but for a letter: one of them is probably misspelt",
        Difference::Small => "the same words round a small change: one of the two is not what was said",
        Difference::Wording => "the same words on both sides of the change: one of the two is not what was said",
    };
    Some(Conflict {
        kind: CHECK.code,
        severity: severity::of(sure),
        confidence: if sure { 0.9 } else { 0.6 },
        subject: "quotation differs".to_owned(),
        reason: reason.to_owned(),
        remark: None,
        statements: statements.into_iter().map(|(it, _)| it).collect(),
        settled: None,
    })
}

impl Beside {
    /// Its words that stand where the pivot has `slot`. `None` where it does not quote that far, or leaves words out there.
    fn across(&self, slot: &Range<usize>, quotation: &Quotation) -> Option<Range<usize>> {
        let edge = self.changes.iter().any(|it| it.start == slot.start || it.end == slot.end);
        let before = self.runs.iter().rev().find(|&&(pivot, ..)| pivot < slot.start);
        let after = self.runs.iter().find(|&&(pivot, _, len)| slot.end < pivot + len);
        let start = match before {
            Some(&(pivot, own, len)) if slot.start <= pivot + len => own + (slot.start - pivot),
            Some(&(_, own, len)) => own + len,
            // A change of the first words: it begins where its sentence does.
            None if edge => {
                let &(_, own, _) = self.runs.first()?;
                (0..own).rev().find(|&it| quotation.words[it].before != Seam::Within).unwrap_or(0)
            }
            None => return None,
        };
        let end = match after {
            Some(&(pivot, own, _)) if pivot <= slot.end => own + (slot.end - pivot),
            Some(&(_, own, _)) => own,
            None if edge => {
                let &(_, own, len) = self.runs.last()?;
                (own + len..quotation.words.len()).find(|&it| quotation.words[it].before != Seam::Within).unwrap_or(quotation.words.len())
            }
            None => return None,
        };
        (start <= end && !left_out(&quotation.words, &(start..end))).then_some(start..end)
    }
}

/// Whether the text says that words may be missing in `words` or at their edges.
fn left_out(all: &[QuotedWord], words: &Range<usize>) -> bool {
    (words.start..=words.end).filter_map(|at| all.get(at)).any(|word| word.before == Seam::Gap)
}

/// How grave a difference in wording is, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Difference {
    /// A letter: one is probably misspelt.
    Letter,
    /// Words that change little: "the" for "this", a "just" left out.
    Small,
    /// Another word.
    Wording,
}

/// Whether a change of words says anything: not when words are left out as the text says, when it is house style, a word
/// doubled or a sentence joined to the next.
fn tells(input: &Input<'_>, one: (&Quotation, &Range<usize>), other: (&Quotation, &Range<usize>)) -> bool {
    if left_out(&one.0.words, one.1) || left_out(&other.0.words, other.1) {
        return false;
    }
    let join = |(quotation, words): (&Quotation, &Range<usize>)| words.clone().map(|at| normal(input, quotation, at)).collect::<String>();
    if join(one) == join(other) || is_abbreviated(input, one, other) || is_abbreviated(input, other, one) {
        return false;
    }
    let (short, long) = if one.1.len() <= other.1.len() { (one, other) } else { (other, one) };
    let words = |(quotation, words): (&Quotation, &Range<usize>)| words.clone().map(|at| normal(input, quotation, at)).collect::<Vec<_>>();
    let (short_words, long_words) = (words(short), words(long));
    // Whether a sentence ends, or a tag stands, somewhere in the words or at their edges.
    let seam = |(quotation, words): (&Quotation, &Range<usize>)| {
        (words.start..=words.end).any(|at| quotation.words.get(at).is_none_or(|word| word.before != Seam::Within))
    };
    let joins = |words: &[String]| words.iter().all(|word| matches!(word.as_str(), "and" | "but" | "so" | "or" | "because" | "then"));
    if joins(&short_words) && (joins(&long_words) || is_sentences(long.0, long.1)) && (seam(short) || seam(long)) {
        return false;
    }
    if !short_words.is_empty() {
        return true;
    }
    // At a tag a quotation may be cut: '"We left," she said, "at noon"' may have been longer.
    let tag = |(quotation, words): (&Quotation, &Range<usize>)| {
        (words.start..=words.end).filter_map(|at| quotation.words.get(at)).any(|word| word.before == Seam::Tag)
    };
    let around = [long.1.start.checked_sub(1), Some(long.1.end)];
    let around: Vec<String> =
        around.into_iter().flatten().filter(|&at| at < long.0.words.len()).map(|at| normal(input, long.0, at)).collect();
    let doubled = long_words.iter().all(|word| around.contains(word));
    let noise = long_words.iter().all(|word| matches!(word.as_str(), "uh" | "um" | "er" | "ah" | "eh" | "mr" | "mrs" | "ms" | "dr"));
    !(doubled || noise || tag(short) || tag(long))
}

/// Whether one word is the initials of the other words: "NHS" for "National Health Service".
fn is_abbreviated(input: &Input<'_>, short: (&Quotation, &Range<usize>), long: (&Quotation, &Range<usize>)) -> bool {
    let initials = || long.1.clone().filter_map(|at| normal(input, long.0, at).chars().next()).collect::<String>();
    short.1.len() == 1 && long.1.len() > 1 && normal(input, short.0, short.1.start) == initials()
}

/// Whether `words` are whole sentences.
fn is_sentences(quotation: &Quotation, words: &Range<usize>) -> bool {
    let seam = |at: usize| quotation.words.get(at).is_none_or(|word| word.before != Seam::Within);
    !words.is_empty() && seam(words.start) && seam(words.end)
}

fn difference(input: &Input<'_>, one: (&Quotation, &Range<usize>), other: (&Quotation, &Range<usize>)) -> Difference {
    let words = |(quotation, words): (&Quotation, &Range<usize>)| words.clone().map(|at| normal(input, quotation, at)).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    if let ([one], [other]) = (&one[..], &other[..])
        && is_misspelling(one, other)
    {
        return Difference::Letter;
    }
    let only_here = |these: &[String], those: &[String]| these.iter().filter(|it| !those.contains(it)).cloned().collect::<Vec<_>>();
    let (one_only, other_only) = (only_here(&one, &other), only_here(&other, &one));
    let small = |word: &String| !is_negation(word) && (weight(stem(word)) == 0.0 || HEDGES.binary_search(&word.as_str()).is_ok());
    if one_only.iter().chain(&other_only).all(small) { Difference::Small } else { Difference::Wording }
}

/// Words that strengthen or soften and are the first to fall in a transcript. Sorted.
const HEDGES: &[&str] = &[
    "absolutely",
    "actually",
    "almost",
    "certainly",
    "clearly",
    "definitely",
    "frankly",
    "honestly",
    "indeed",
    "just",
    "kind",
    "likely",
    "maybe",
    "obviously",
    "ok",
    "perhaps",
    "possibly",
    "pretty",
    "probably",
    "quite",
    "rather",
    "really",
    "simply",
    "sort",
    "think",
    "totally",
    "truly",
    "very",
    "well",
];

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "no" | "never" | "nobody" | "nothing" | "none" | "neither" | "nor" | "without")
}

/// Whether one word is the other with one letter wrong, and no word that people use: "secuity". Where both are words, or
/// both are rare, the letter is a change of wording; a figure is never a slip: 1978 is not 1987.
fn is_misspelling(one: &str, other: &str) -> bool {
    /// Shorter words turn into each other by one letter.
    const LEAST_LETTERS: usize = 4;
    /// What a word weighs that no list of common words has.
    const UNKNOWN: f32 = 4.0;
    let unknown = |word: &str| UNKNOWN <= weight(stem(word));
    let figure = |word: &str| word.contains(|it: char| it.is_ascii_digit());
    one.len().min(other.len()) >= LEAST_LETTERS
        && !figure(one)
        && !figure(other)
        && (unknown(one) || unknown(other))
        && stem(one) != stem(other)
        && one_letter_apart(one, other)
}

/// Whether one letter is wrong, missing, added, or two neighbours are swapped.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let tail = one[head..].iter().rev().zip(other[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&one[head..one.len() - tail], &other[head..other.len() - tail]);
    match (left, right) {
        ([] | [_], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// A quoted word in one spelling.
fn normal(input: &Input<'_>, quotation: &Quotation, at: usize) -> String {
    let place = Place { article: quotation.article(), span: quotation.words[at].span };
    quotation.words[at].form().map_or_else(|| plain(input.read.text(place)), str::to_owned)
}

/// Where `words` stand. `None` for no words.
fn place(quotation: &Quotation, words: &Range<usize>) -> Option<Place> {
    let (first, last) = (quotation.words.get(words.start)?, quotation.words.get(words.end.checked_sub(1)?)?);
    (first.span.start < last.span.end).then(|| Place { article: quotation.article(), span: Span::new(first.span.start, last.span.end) })
}

/// Words as a message shows them.
fn quoted(text: &str) -> String {
    format!("“{}”", single_spaced(text))
}
