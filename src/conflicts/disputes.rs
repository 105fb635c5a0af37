//! From values in their contexts to disputed facts: which two values are about one thing, and which difference is explained.
//!
//! Two values of different articles are in dispute when all of this holds:
//!
//! 1. their contexts are alike ([`Fact::same_fact`]): the event is matched before the value;
//! 2. neither is explained away: no compatible partner of one stands in the other's article, in a context nearly as alike;
//! 3. no further article tells both, in contexts that differ: then they are two facts;
//! 4. each is the other's best match: no other value of that article fits the context better.
//!
//! Disputes that share a value are one fact; values of further articles that agree with one side in a like context join it. The
//! surest come first, and no article may give one fact two values: "girls of 12 and 15" beside "a girl of 14" is no one girl.

use std::collections::BTreeMap;
use std::hash::Hash;

use super::groups::Groups;
use super::linked::{Entry, Key, Members, key};
use super::trace::{self, Passed};
use crate::facts::{Context, Likeness, Place};
use crate::lexicon::Stem;

/// A compatible partner this near to the disputed one's likeness explains a difference away.
const PARTNER_PART: f32 = 0.9;

/// From here on two values are taken to be of one thing. Of the pairs between a half and this, in news that nobody tuned for, none was.
const SAME_FACT: f32 = 0.55;

/// From here on two values that agree are taken to be of one thing: what joins a report, or tells its sides apart, may be less sure.
const AGREEING: f32 = 0.5;

/// Below this, two values have nothing to do with each other, not even to explain a difference.
pub(super) const UNLIKELY: f32 = 0.4;

/// A word in more contexts of one bucket than this finds no partners: in a bundle of thousands of articles it tells none apart, and
/// looking at every pair would take minutes.
const COMMONPLACE: usize = 256;

/// Within one article only contexts this alike tell of one thing; an author who contradicts himself is rarer than one who tells
/// two numbers of like things.
const SELF_CONTRADICTION: f32 = 0.9;

/// A disputed fact: items with two or more values that cannot all be right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dispute {
    /// The items that take part, ascending.
    pub(super) items: Vec<usize>,
    /// How sure, [`SAME_FACT`] to 1: of its surest pair.
    pub(super) sureness: f32,
    /// The surest pair.
    pub(super) pair: (usize, usize),
    /// Items that agree with both sides, ascending: "over 10" beside 12 and 15.
    pub(super) fitting: Vec<usize>,
}

/// Something said of a fact that others may dispute.
pub(super) trait Fact: PartialEq {
    /// What it is a value of: only values of one bucket are compared.
    fn bucket(&self) -> impl Hash;

    /// The words round it.
    fn context(&self) -> &Context;

    /// What ties it to its clause, ascending: items that share a tie are looked at, whatever words they share.
    fn ties(&self) -> &[Stem] {
        &[]
    }

    /// Where it stands.
    fn told_at(&self) -> Place;

    /// Whether both can be right.
    fn compatible(&self, other: &Self) -> bool;

    /// How sure it is that both are about one thing, 0 to 1; below [`SAME_FACT`] is no.
    fn same_fact(&self, other: &Self, likeness: &Likeness) -> f32;
}

/// How an item stands to another that may be about the same thing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Partner {
    compatible: bool,
    score: f32,
}

impl<F: Fact> Entry for F {
    type Link = Partner;
    const COMMONPLACE: usize = COMMONPLACE;

    fn keys(&self, keys: &mut Vec<Key>) {
        let words = self.context().words.iter().map(|word| word.concept);
        keys.extend(words.chain(self.ties().iter().copied()).map(|word| key((self.bucket(), word))));
    }

    fn link(&self, other: &Self, one_article: bool) -> Option<Partner> {
        if one_article {
            return None;
        }
        let likeness = self.context().likeness(other.context());
        let score = self.same_fact(other, &likeness);
        if score < SAME_FACT {
            let Likeness { part, near_part, .. } = likeness;
            trace::pass_alike(&likeness, self.told_at(), other.told_at(), Passed::Unlike { part, near_part });
        }
        (UNLIKELY <= score).then(|| Partner { compatible: self.compatible(other), score })
    }
}

/// The disputed facts of a group, in the order of their first item.
pub(super) fn disputed<F: Fact>(members: &Members<'_, F>) -> Vec<Dispute> {
    let facts = &members.entries;
    let told = Told {
        articles: &members.articles,
        partners: &members.links,
        compatible: &|one, two| facts[one].compatible(facts[two]),
        same_fact: &|one, two| facts[one].same_fact(facts[two], &facts[one].context().likeness(facts[two].context())),
        place: &|at| facts[at].told_at(),
    };
    told.disputes()
}

/// What is said, in story order; all indexes are into it.
struct Told<'t> {
    /// The article of each.
    articles: &'t [u32],
    /// Of each those in other articles that are likely about the same thing, ascending.
    partners: &'t [Vec<(usize, Partner)>],
    /// See [`Fact`].
    compatible: &'t dyn Fn(usize, usize) -> bool,
    /// See [`Fact`].
    same_fact: &'t dyn Fn(usize, usize) -> f32,
    /// See [`Fact`].
    place: &'t dyn Fn(usize) -> Place,
}

impl Told<'_> {
    fn disputes(&self) -> Vec<Dispute> {
        let partners = self.partners;
        let mut disputed: Vec<(usize, usize, f32)> = Vec::new();
        let pass = |one: usize, two: usize, why: Passed| trace::pass((self.place)(one), (self.place)(two), why);
        for (one, its) in partners.iter().enumerate() {
            for &(two, Partner { score, compatible }) in its.iter().filter(|(two, it)| one < *two && SAME_FACT <= it.score) {
                if compatible {
                    pass(one, two, Passed::BothRight);
                    continue;
                }
                // Of `one`'s partners in `two`'s article: one that agrees explains the difference, one that fits better takes the match.
                let settled = |one: usize, two: usize| {
                    let mut others = partners[one].iter().filter(|(it, _)| self.articles[*it] == self.articles[two]);
                    let (settling, partner) =
                        others.find(|(_, it)| if it.compatible { PARTNER_PART * score <= it.score } else { score < it.score })?;
                    let place = (self.place)(*settling);
                    Some(if partner.compatible { Passed::ExplainedBy(place) } else { Passed::FitsBetter(place) })
                };
                let apart = || self.told_apart(one, two).map(|it| Passed::ToldApart((self.place)(it)));
                match settled(one, two).or_else(|| settled(two, one)).or_else(apart) {
                    Some(why) => pass(one, two, why),
                    None => disputed.push((one, two, score)),
                }
            }
        }
        let (disputed, fitting, groups) = self.grouped(disputed);
        let mut found: BTreeMap<usize, Dispute> = BTreeMap::new();
        for (one, two, score) in disputed {
            let dispute = found.entry(groups.root(one)).or_insert(Dispute {
                items: Vec::new(),
                sureness: 0.0,
                pair: (one, two),
                fitting: Vec::new(),
            });
            if dispute.sureness < score {
                dispute.sureness = score;
                dispute.pair = (one, two);
            }
        }
        for at in 0..partners.len() {
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

    /// The disputed pairs joined to facts, the surest first: the pairs that hold, the items that agree with both sides of one (a
    /// side, the item), and the groups.
    #[expect(clippy::type_complexity, reason = "three lists of one step")]
    fn grouped(&self, mut disputed: Vec<(usize, usize, f32)>) -> (Vec<(usize, usize, f32)>, Vec<(usize, usize)>, Groups) {
        let mut groups = Groups::new(self.articles.len());
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // False where an article would then give one fact two values.
        let mut join = |groups: &mut Groups, one: usize, two: usize| {
            let (one, two) = (groups.root(one), groups.root(two));
            if one == two {
                return true;
            }
            let of = |root: usize| members.get(&root).cloned().unwrap_or_else(|| vec![root]);
            let (mut here, there) = (of(one), of(two));
            let two_values = |one: usize, two: usize| self.articles[one] == self.articles[two] && !(self.compatible)(one, two);
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
                trace::pass((self.place)(one), (self.place)(two), Passed::TwoValues);
            }
            joined
        });
        let mut fitting: Vec<(usize, usize)> = Vec::new();
        for &(one, two, _) in &disputed {
            for (at, against) in [(one, two), (two, one)] {
                for agreeing in self.agreeing(at) {
                    if (self.compatible)(agreeing, against) {
                        fitting.push((at, agreeing));
                    } else {
                        join(&mut groups, at, agreeing);
                    }
                }
            }
        }
        (disputed, fitting, groups)
    }

    /// The partners of an item that agree with it.
    fn agreeing(&self, of: usize) -> impl Iterator<Item = usize> {
        self.partners[of].iter().filter(|(_, it)| it.compatible && AGREEING <= it.score).map(|(at, _)| *at)
    }

    /// Where a further article tells both: it holds a partner of each that agrees with it, in contexts that are not alike. The
    /// partner of the first.
    fn told_apart(&self, one: usize, two: usize) -> Option<usize> {
        let together = |one: usize, two: usize| one != two && self.articles[one] == self.articles[two];
        let apart = |one: usize| self.agreeing(two).any(|two| together(one, two) && (self.same_fact)(one, two) < SELF_CONTRADICTION);
        self.agreeing(one).find(|&it| apart(it))
    }
}
