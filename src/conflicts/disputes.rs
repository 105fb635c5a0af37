//! From values in their contexts to disputed facts: which two values are about one thing, and which difference is explained.
//!
//! Two values of different articles are in dispute when all of this holds:
//!
//! 1. their contexts are alike ([`Judge`]): the event is matched before the value;
//! 2. neither is explained away: no compatible partner of one stands in the other's article, in a context nearly as alike;
//! 3. no further article tells both, in contexts that differ: then they are two facts;
//! 4. each is the other's best match: no other value of that article fits the context better.
//!
//! Disputes that share a value are one fact; values of further articles that agree with one side in a like context join it. The
//! surest come first, and no article may give one fact two values: "girls of 12 and 15" beside "a girl of 14" is no one girl.

use std::collections::BTreeMap;

use super::groups::Groups;
use super::trace::{self, Passed};
use crate::facts::{Context, Likeness, Place};
use crate::lexicon::Stem;

/// A value in its context.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a, K> {
    /// Its article.
    pub(super) article: u32,
    /// What it is a value of: only items of one bucket are compared.
    pub(super) bucket: K,
    /// The words round it.
    pub(super) context: &'a Context,
    /// What ties it to its clause, ascending: items that share a tie are looked at, whatever words they share.
    pub(super) ties: &'a [Stem],
}

/// A compatible partner this near to the disputed one's likeness explains a difference away.
const PARTNER_PART: f32 = 0.9;

/// From here on two values are taken to be of one thing.
const SAME_FACT: f32 = 0.5;

/// Below this, two values have nothing to do with each other, not even to explain a difference.
pub(super) const UNLIKELY: f32 = 0.4;

/// A word in more contexts of one bucket than this finds no partners: in a bundle of thousands of articles it tells none apart, and
/// looking at every pair would take minutes.
const COMMONPLACE: usize = 256;

/// Within one article only contexts this alike tell of one thing; an author who contradicts himself is rarer than one who tells
/// two numbers of like things.
const SELF_CONTRADICTION: f32 = 0.9;

/// How two items of a list are judged; the arguments index the list.
pub(super) struct Judge<'j> {
    /// Whether both can be right.
    pub(super) compatible: &'j dyn Fn(usize, usize) -> bool,
    /// How sure it is that they are about one thing, 0 to 1; below 0.5 is no.
    pub(super) same_fact: &'j dyn Fn(usize, usize, &Likeness) -> f32,
    /// Where an item stands.
    pub(super) place: &'j dyn Fn(usize) -> Place,
}

/// A disputed fact: items with two or more values that cannot all be right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dispute {
    /// The items that take part, ascending.
    pub(super) items: Vec<usize>,
    /// How sure, 0.5 to 1: of its surest pair.
    pub(super) sureness: f32,
    /// The surest pair.
    pub(super) pair: (usize, usize),
    /// Items that agree with both sides, ascending: "over 10" beside 12 and 15.
    pub(super) fitting: Vec<usize>,
}

/// The disputed facts among `items`, in the order of their first item.
pub(super) fn disputes<K: Ord + Copy>(items: &[Item<'_, K>], judge: &Judge<'_>) -> Vec<Dispute> {
    let partners = partners(items, judge);
    let mut disputed: Vec<(usize, usize, f32)> = Vec::new();
    let pass = |one: usize, two: usize, why: Passed| trace::pass((judge.place)(one), (judge.place)(two), why);
    for (one, its) in partners.iter().enumerate() {
        for partner in its.iter().filter(|it| one < it.item && SAME_FACT <= it.score) {
            let (two, score) = (partner.item, partner.score);
            if partner.compatible {
                pass(one, two, Passed::BothRight);
                continue;
            }
            // Of `one`'s partners in `two`'s article: one that agrees explains the difference, one that fits better takes the match.
            let settled = |one: usize, two: usize| {
                let mut others = partners[one].iter().filter(|it| items[it.item].article == items[two].article);
                let settling = others.find(|it| if it.compatible { PARTNER_PART * score <= it.score } else { score < it.score })?;
                let place = (judge.place)(settling.item);
                Some(if settling.compatible { Passed::ExplainedBy(place) } else { Passed::FitsBetter(place) })
            };
            let apart = || told_apart(items, judge, &partners, one, two).map(|it| Passed::ToldApart((judge.place)(it)));
            match settled(one, two).or_else(|| settled(two, one)).or_else(apart) {
                Some(why) => pass(one, two, why),
                None => disputed.push((one, two, score)),
            }
        }
    }
    let (disputed, fitting, groups) = grouped(items, judge, &partners, disputed);
    let mut found: BTreeMap<usize, Dispute> = BTreeMap::new();
    for (one, two, score) in disputed {
        let dispute =
            found.entry(groups.root(one)).or_insert(Dispute { items: Vec::new(), sureness: 0.0, pair: (one, two), fitting: Vec::new() });
        if dispute.sureness < score {
            dispute.sureness = score;
            dispute.pair = (one, two);
        }
    }
    for at in 0..items.len() {
        if let Some(dispute) = found.get_mut(&groups.root(at)) {
            dispute.items.push(at);
        }
    }
    for (at, item) in fitting {
        if let Some(dispute) = found.get_mut(&groups.root(at)).filter(|it| !it.items.contains(&item)) {
            dispute.fitting.push(item);
        }
    }
    for dispute in found.values_mut() {
        dispute.fitting.sort_unstable();
        dispute.fitting.dedup();
    }
    let mut sorted: Vec<Dispute> = found.into_values().collect();
    sorted.sort_by(|a, b| a.items.cmp(&b.items));
    sorted
}

/// The disputed pairs joined to facts, the surest first: the pairs that hold, the items that agree with both sides of one (a side,
/// the item), and the groups.
#[expect(clippy::type_complexity, reason = "three lists of one step")]
fn grouped<K: Ord + Copy>(
    items: &[Item<'_, K>],
    judge: &Judge<'_>,
    partners: &[Vec<Partner>],
    mut disputed: Vec<(usize, usize, f32)>,
) -> (Vec<(usize, usize, f32)>, Vec<(usize, usize)>, Groups) {
    let mut groups = Groups::new(items.len());
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    // False where an article would then give one fact two values.
    let mut join = |groups: &mut Groups, one: usize, two: usize| {
        let (one, two) = (groups.root(one), groups.root(two));
        if one == two {
            return true;
        }
        let of = |root: usize| members.get(&root).cloned().unwrap_or_else(|| vec![root]);
        let (mut here, there) = (of(one), of(two));
        let two_values = |one: usize, two: usize| items[one].article == items[two].article && !(judge.compatible)(one, two);
        if here.iter().any(|&one| there.iter().any(|&two| two_values(one, two))) {
            return false;
        }
        here.extend(there);
        groups.join(one, two);
        members.insert(groups.root(one), here);
        true
    };
    disputed.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    disputed.retain(|&(one, two, _)| {
        let joined = join(&mut groups, one, two);
        if !joined {
            trace::pass((judge.place)(one), (judge.place)(two), Passed::TwoValues);
        }
        joined
    });
    let mut fitting: Vec<(usize, usize)> = Vec::new();
    for &(one, two, _) in &disputed {
        for (at, against) in [(one, two), (two, one)] {
            for agreeing in partners[at].iter().filter(|it| it.compatible && SAME_FACT <= it.score) {
                if (judge.compatible)(agreeing.item, against) {
                    fitting.push((at, agreeing.item));
                } else {
                    join(&mut groups, at, agreeing.item);
                }
            }
        }
    }
    (disputed, fitting, groups)
}

/// Where a further article tells both: it holds a partner of each that agrees with it, in contexts that are not alike. The partner of
/// the first.
fn told_apart<K: Ord + Copy>(items: &[Item<'_, K>], judge: &Judge<'_>, partners: &[Vec<Partner>], one: usize, two: usize) -> Option<usize> {
    let agreeing = |of: usize| partners[of].iter().filter(|it| it.compatible && SAME_FACT <= it.score).map(|it| it.item);
    agreeing(one).find(|&one| {
        agreeing(two).any(|two| {
            one != two && items[one].article == items[two].article && {
                let likeness = items[one].context.likeness(items[two].context);
                (judge.same_fact)(one, two, &likeness) < SELF_CONTRADICTION
            }
        })
    })
}

/// An item that may be about the same thing as another.
struct Partner {
    item: usize,
    compatible: bool,
    score: f32,
}

/// The words and ties that items of one bucket find each other by.
fn keys<'a, K>(item: &Item<'a, K>) -> impl Iterator<Item = Stem> + use<'a, K> {
    item.context.words.iter().map(|word| word.concept).chain(item.ties.iter().copied())
}

/// Of each item its likely partners in other articles, ascending.
fn partners<K: Ord + Copy>(items: &[Item<'_, K>], judge: &Judge<'_>) -> Vec<Vec<Partner>> {
    let mut sharing: BTreeMap<(K, Stem), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        for word in keys(item) {
            sharing.entry((item.bucket, word)).or_default().push(at);
        }
    }
    let mut partners: Vec<Vec<Partner>> = items.iter().map(|_| Vec::new()).collect();
    let mut others: Vec<usize> = Vec::new();
    for (one, item) in items.iter().enumerate() {
        others.clear();
        for word in keys(item) {
            let of_word = sharing.get(&(item.bucket, word)).map_or(&[][..], Vec::as_slice);
            if of_word.len() <= COMMONPLACE {
                others.extend(of_word.iter().copied().filter(|&two| one < two && items[two].article != item.article));
            }
        }
        others.sort_unstable();
        others.dedup();
        for &two in &others {
            let likeness = item.context.likeness(items[two].context);
            let score = (judge.same_fact)(one, two, &likeness);
            if score < SAME_FACT {
                let Likeness { part, near_part, .. } = likeness;
                trace::pass_alike(&likeness, (judge.place)(one), (judge.place)(two), Passed::Unlike { part, near_part });
            }
            if UNLIKELY <= score {
                let compatible = (judge.compatible)(one, two);
                partners[one].push(Partner { item: two, compatible, score });
                partners[two].push(Partner { item: one, compatible, score });
            }
        }
    }
    partners
}
