//! Two times of one thing: what `date` and `since` share. Finds the pairs that tell of one thing, lets pass what a partner
//! explains, and puts the rest together to one report a fact.

use std::collections::{BTreeMap, BTreeSet};

use super::trace::{self, Passed};
use super::{Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Happening, Likeness};

/// Two happenings that tell of one thing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// Index into the happenings.
    pub one: usize,
    /// Index into the happenings, of another article.
    pub other: usize,
    /// How much they share.
    pub likeness: Likeness,
    /// How much of what stands round their deed they share; of two deeds, nothing.
    pub done: Likeness,
    /// Whether both can be right.
    pub agrees: bool,
}

impl Pair {
    /// How well they fit, 0 to 1: by the words round the times or by those round the deeds, whichever are more alike.
    fn fit(&self) -> f32 {
        self.likeness.near_part.max(self.done.near_part)
    }
}

/// So many of its weightiest words a happening is found by.
const KEYS: usize = 8;
/// A word that so many happenings share finds nothing: every pair of them has rarer words or is no pair.
const MOST_SHARED: usize = 120;

/// Every pair of happenings of two articles that share a telling word, among `chosen`; ascending.
pub(super) fn pairs(happenings: &[&Happening], chosen: &[usize]) -> Vec<Pair> {
    let mut by_word: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &at in chosen {
        let mut keys: BTreeSet<u32> = happenings[at].begins.iter().map(|class| class.0).collect();
        for context in [&happenings[at].context, &happenings[at].participants] {
            let mut words: Vec<_> = context.words.iter().collect();
            words.sort_by(|a, b| (b.weight * b.nearness).total_cmp(&(a.weight * a.nearness)).then(a.concept.cmp(&b.concept)));
            keys.extend(words.into_iter().take(KEYS).map(|word| word.concept.0));
        }
        for key in keys {
            by_word.entry(key).or_default().push(at);
        }
    }
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    for bucket in by_word.values().filter(|bucket| bucket.len() <= MOST_SHARED) {
        for (at, &one) in bucket.iter().enumerate() {
            found.extend(
                bucket[at + 1..]
                    .iter()
                    .filter(|&&other| happenings[one].place.article != happenings[other].place.article)
                    .map(|&other| (one, other)),
            );
        }
    }
    found
        .into_iter()
        .map(|(one, other)| {
            let (first, second) = (happenings[one], happenings[other]);
            let one_deed = first.deed.is_some() && first.deed == second.deed;
            let done = if one_deed { first.participants.likeness(&second.participants) } else { Likeness::default() };
            Pair { one, other, likeness: first.context.likeness(&second.context), done, agrees: first.moment.agrees(&second.moment) }
        })
        .collect()
}

/// A pair's difference is explained when one side has a partner in the other's article that tells of the same thing about as well
/// and agrees: then the other time is of something else.
const AS_WELL: f32 = 0.85;

/// The conflicting ones of `same` that no agreeing pair explains away.
pub(super) fn unexplained<'p>(happenings: &[&Happening], all: &[Pair], same: &'p [Pair]) -> Vec<&'p Pair> {
    // By (happening, article of the partner): how well the best agreeing partner fits, and the best with another verb.
    let mut partner: BTreeMap<(usize, u32), (f32, f32)> = BTreeMap::new();
    for pair in all.iter().filter(|it| it.agrees && can_differ(happenings, it)) {
        let one_deed = happenings[pair.one].deed == happenings[pair.other].deed;
        for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
            let best = partner.entry((one, happenings[other].place.article)).or_default();
            let slot = if one_deed { &mut best.0 } else { &mut best.1 };
            *slot = slot.max(pair.fit());
        }
    }
    let unexplained: Vec<&Pair> = same
        .iter()
        .filter(|pair| !pair.agrees)
        .filter(|pair| {
            let one_deed = happenings[pair.one].deed == happenings[pair.other].deed;
            [(pair.one, pair.other), (pair.other, pair.one)].into_iter().all(|(one, other)| {
                let (with_deed, without) = partner.get(&(one, happenings[other].place.article)).copied().unwrap_or_default();
                // "a 2008 raid" does not explain away "a 2008 conviction" unless it fits better all the same.
                let without = if one_deed { without * AS_WELL } else { without };
                with_deed.max(without) < pair.fit() * AS_WELL
            })
        })
        .collect();
    if trace::is_asked() {
        tell(happenings, all, same, &unexplained);
    }
    unexplained
}

/// Says of each pair that conflicts with nothing why that is.
fn tell(happenings: &[&Happening], all: &[Pair], same: &[Pair], unexplained: &[&Pair]) {
    let is = |one: &Pair, other: &Pair| (one.one, one.other) == (other.one, other.other);
    for pair in all.iter().filter(|pair| !unexplained.iter().any(|it| is(it, pair))) {
        let (one, two) = (happenings[pair.one].place, happenings[pair.other].place);
        let Likeness { part, near_part, .. } = pair.likeness;
        match () {
            () if !same.iter().any(|it| is(it, pair)) => trace::pass_alike(&pair.likeness, one, two, Passed::Unlike { part, near_part }),
            () if pair.agrees => trace::pass(one, two, Passed::BothRight),
            () => trace::pass(one, two, Passed::Explained),
        }
    }
}

/// Whether the times of a pair could have differed at all. "In July" and "2007", neither with an article's date, agree on nothing.
fn can_differ(happenings: &[&Happening], pair: &Pair) -> bool {
    let (one, other) = (&happenings[pair.one].moment, &happenings[pair.other].moment);
    one.grain == other.grain || (one.days.is_some() && other.days.is_some())
}

/// One disputed time: the happenings that take part, ascending.
pub(super) fn disputes(happenings: &[&Happening], same: &[Pair], conflicting: &[&Pair]) -> Vec<Vec<usize>> {
    let mut groups: Vec<BTreeSet<usize>> = Vec::new();
    for pair in conflicting {
        let (mut joined, rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.contains(&pair.one) || group.contains(&pair.other));
        groups = rest;
        let mut group: BTreeSet<usize> = [pair.one, pair.other].into();
        while let Some(other) = joined.pop() {
            group.extend(other);
        }
        groups.push(group);
    }
    // Who says the same as one side takes part; once an article, and only articles with no word in the matter yet.
    for group in &mut groups {
        let articles: BTreeSet<u32> = group.iter().map(|&at| happenings[at].place.article).collect();
        let mut more: BTreeMap<u32, (f32, usize)> = BTreeMap::new();
        for pair in same.iter().filter(|it| it.agrees) {
            for (inside, outside) in [(pair.one, pair.other), (pair.other, pair.one)] {
                let article = happenings[outside].place.article;
                if group.contains(&inside) && !articles.contains(&article) {
                    let best = more.entry(article).or_insert((0.0, outside));
                    if pair.likeness.near_part > best.0 {
                        *best = (pair.likeness.near_part, outside);
                    }
                }
            }
        }
        group.extend(more.into_values().map(|(_, at)| at));
    }
    groups.into_iter().map(|group| group.into_iter().collect()).collect()
}

/// The report of one dispute.
pub(super) fn conflict(
    input: &Input<'_>,
    kind: &'static str,
    happenings: &[&Happening],
    members: &[usize],
    severity: Severity,
    confidence: f64,
    reason: String,
) -> Conflict {
    let statements = members
        .iter()
        .map(|&at| {
            let happening = &happenings[at];
            let words = input.read.text(happening.place);
            Statement { place: happening.place, value: happening.moment.normal(), shown: happening.moment.shown(words) }
        })
        .collect();
    Conflict { kind, severity, confidence, subject: subject(input, happenings, members), reason, remark: None, statements, settled: None }
}

/// What the times are of: the shortest of what is told beside one of them that names who and what; by the story's order.
fn subject(input: &Input<'_>, happenings: &[&Happening], members: &[usize]) -> String {
    let told = members.iter().map(|&at| {
        let happening = &happenings[at];
        let words: Vec<&str> = happening.told.places.iter().flat_map(|&place| input.read.text(place).split_whitespace()).collect();
        (!happening.told.whole, words.len() < 3, words.join(" "))
    });
    told.min_by_key(|(partial, short, words)| (*partial, *short, words.len()))
        .map(|(_, _, words)| format!("when “{words}”"))
        .unwrap_or_default()
}
