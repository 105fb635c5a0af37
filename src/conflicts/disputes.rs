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

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::Hash;

use super::groups::Groups;
use super::linked::{Entry, Key, Members, key};
use super::moved::Said;
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

/// Spreads the words of a bucket over all keys: 2 to the power of 64, divided by the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

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

    /// See [`Entry::said`].
    fn said(&self) -> Vec<Said>;

    /// A key of all that [`Fact::compatible`] looks at: in a group of hundreds few values differ.
    fn value(&self) -> Key;

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

impl Partner {
    /// Whether it says of the same thing what can be right as well.
    fn agrees(self) -> bool {
        self.compatible && AGREEING <= self.score
    }
}

impl<F: Fact> Entry for F {
    type Link = Partner;
    const COMMONPLACE: usize = COMMONPLACE;
    const TWINS: bool = true;

    fn keys(&self, keys: &mut Vec<Key>) {
        let words = self.context().words.iter().map(|word| word.concept);
        let bucket = key(self.bucket());
        keys.extend(words.chain(self.ties().iter().copied()).map(|word| bucket ^ u64::from(word.0).wrapping_mul(SPREAD)));
    }

    fn said(&self) -> Vec<Said> {
        Fact::said(self)
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
        shared: shared(&members.articles),
        values: Values::of(facts),
        is_apart: &|one, two| facts[one].same_fact(facts[two], &facts[one].context().likeness(facts[two].context())) < SELF_CONTRADICTION,
        apart: RefCell::default(),
        place: &|at| facts[at].told_at(),
    };
    told.disputes()
}

/// Of each item whether its article has another one.
fn shared(articles: &[u32]) -> Vec<bool> {
    articles.chunk_by(|one, other| one == other).flat_map(|it| it.iter().map(|_| 1 < it.len())).collect()
}

/// The values of the items, each kept once: whether two can both be right is asked once.
struct Values<'f, F> {
    /// Of each value the first item that has it.
    first: Vec<&'f F>,
    /// Of each item its value.
    of: Vec<usize>,
    /// What was asked of two values: `None` for what was not.
    compatible: RefCell<Vec<Option<bool>>>,
}

impl<'f, F: Fact> Values<'f, F> {
    fn of(facts: &[&'f F]) -> Self {
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        let mut first: Vec<&F> = Vec::new();
        let of = facts.iter().map(|&it| {
            *known.entry(it.value()).or_insert_with(|| {
                first.push(it);
                first.len() - 1
            })
        });
        let of = of.collect();
        let compatible = RefCell::new(vec![None; first.len() * first.len()]);
        Self { first, of, compatible }
    }

    /// Whether what two items say can both be right.
    fn compatible(&self, one: usize, two: usize) -> bool {
        let (one, two) = (self.of[one], self.of[two]);
        let compatible = || self.first[one].compatible(self.first[two]);
        *self.compatible.borrow_mut()[one * self.first.len() + two].get_or_insert_with(compatible)
    }
}

/// What is said, in story order; all indexes are into it.
struct Told<'t, F> {
    /// The article of each.
    articles: &'t [u32],
    /// Of each those in other articles that are likely about the same thing, ascending.
    partners: &'t [Vec<(usize, Partner)>],
    /// Of each whether its article says more: only then can the article explain a difference.
    shared: Vec<bool>,
    values: Values<'t, F>,
    /// Whether two items of one article are two things.
    is_apart: &'t dyn Fn(usize, usize) -> bool,
    /// What was asked of that.
    apart: RefCell<BTreeMap<(usize, usize), bool>>,
    /// See [`Fact`].
    place: &'t dyn Fn(usize) -> Place,
}

/// A pair of items that cannot both be right, and how sure it is that they are of one thing.
type Pair = (usize, usize, f32);

impl<F: Fact> Told<'_, F> {
    fn disputes(&self) -> Vec<Dispute> {
        let (disputed, fitting, groups) = self.grouped(self.disputed());
        let mut found: BTreeMap<usize, Dispute> = BTreeMap::new();
        for (one, two, sureness) in disputed {
            // The surest come first.
            let dispute = || Dispute { items: Vec::new(), sureness, pair: (one, two), fitting: Vec::new() };
            found.entry(groups.root(one)).or_insert_with(dispute);
        }
        for at in 0..self.partners.len() {
            if let Some(dispute) = found.get_mut(&groups.root(at)) {
                dispute.items.push(at);
            }
        }
        for (at, item) in fitting {
            if let Some(dispute) = found.get_mut(&groups.root(at)).filter(|it| it.items.binary_search(&item).is_err()) {
                dispute.fitting.push(item);
            }
        }
        for dispute in found.values_mut() {
            dispute.fitting.sort_unstable();
            dispute.fitting.dedup();
        }
        // A group's root is its first item.
        found.into_values().collect()
    }

    /// The pairs in dispute, ascending.
    fn disputed(&self) -> Vec<Pair> {
        let mut disputed: Vec<Pair> = Vec::new();
        let asked = trace::is_asked();
        let pass = |one: usize, two: usize, why: Passed| trace::pass((self.place)(one), (self.place)(two), why);
        let agreeing: Vec<Vec<usize>> =
            (0..self.partners.len()).map(|it| self.agreeing(it).filter(|&it| self.shared[it]).collect()).collect();
        for (one, its) in self.partners.iter().enumerate() {
            for &(two, Partner { score, compatible }) in its.iter().filter(|(two, it)| one < *two && SAME_FACT <= it.score) {
                if compatible {
                    if asked {
                        pass(one, two, Passed::BothRight);
                    }
                    continue;
                }
                let apart = || self.told_apart(&agreeing[one], &agreeing[two]).map(|it| Passed::ToldApart((self.place)(it)));
                match self.settled(one, two, score).or_else(|| self.settled(two, one, score)).or_else(apart) {
                    Some(why) => pass(one, two, why),
                    None => disputed.push((one, two, score)),
                }
            }
        }
        disputed
    }

    /// Of `one`'s partners in `two`'s article: one that agrees explains the difference, one that fits better takes the match.
    fn settled(&self, one: usize, two: usize, score: f32) -> Option<Passed> {
        if !self.shared[two] {
            return None;
        }
        let article = self.articles[two];
        let partners = &self.partners[one];
        let others = partners[partners.partition_point(|(it, _)| self.articles[*it] < article)..].iter();
        let mut others = others.take_while(|(it, _)| self.articles[*it] == article);
        let (settling, partner) = others.find(|(_, it)| if it.compatible { PARTNER_PART * score <= it.score } else { score < it.score })?;
        let place = (self.place)(*settling);
        Some(if partner.compatible { Passed::ExplainedBy(place) } else { Passed::FitsBetter(place) })
    }

    /// The disputed pairs joined to facts, the surest first: the pairs that hold, the items that agree with both sides of one (a
    /// side, the item), and the groups.
    fn grouped(&self, mut disputed: Vec<Pair>) -> (Vec<Pair>, Vec<(usize, usize)>, Groups) {
        let count = self.articles.len();
        let mut groups = Groups::new(count);
        // Of each group, by its root, the items that an article may contradict.
        let mut members: Vec<Vec<usize>> = (0..count).map(|it| if self.shared[it] { vec![it] } else { Vec::new() }).collect();
        // False where an article would then give one fact two values.
        let mut join = |groups: &mut Groups, one: usize, two: usize| {
            let (one, two) = (groups.root(one), groups.root(two));
            if one == two {
                return true;
            }
            let two_values = |one: usize, two: usize| self.articles[one] == self.articles[two] && !self.values.compatible(one, two);
            if members[one].iter().any(|&one| members[two].iter().any(|&two| two_values(one, two))) {
                return false;
            }
            groups.join(one, two);
            let joined = std::mem::take(&mut members[one.max(two)]);
            members[one.min(two)].extend(joined);
            true
        };
        disputed.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        disputed.retain(|&(one, two, _)| {
            let joined = join(&mut groups, one, two);
            if !joined {
                trace::pass((self.place)(one), (self.place)(two), Passed::TwoValues);
            }
            joined
        });
        // What agrees with an item against one value does so against that value again: it has joined it, or never will.
        let mut known = vec![false; count * self.values.first.len()];
        let mut fits: Vec<Vec<bool>> = self.partners.iter().map(|it| vec![false; it.len()]).collect();
        let mut fitting: Vec<(usize, usize)> = Vec::new();
        for &(one, two, _) in &disputed {
            for (at, against) in [(one, two), (two, one)] {
                if std::mem::replace(&mut known[at * self.values.first.len() + self.values.of[against]], true) {
                    continue;
                }
                for (&(agreeing, partner), fits) in self.partners[at].iter().zip(&mut fits[at]) {
                    if !partner.agrees() {
                        continue;
                    }
                    if !self.values.compatible(agreeing, against) {
                        join(&mut groups, at, agreeing);
                    } else if !std::mem::replace(fits, true) {
                        fitting.push((at, agreeing));
                    }
                }
            }
        }
        (disputed, fitting, groups)
    }

    /// The partners of an item that agree with it.
    fn agreeing(&self, of: usize) -> impl Iterator<Item = usize> {
        self.partners[of].iter().filter(|(_, it)| it.agrees()).map(|(at, _)| *at)
    }

    /// Where a further article tells both: it holds a partner of each that agrees with it, in contexts that are not alike. Of those of
    /// the one (`ones`) and of the other (`twos`), both ascending and of articles that say more, the first.
    fn told_apart(&self, ones: &[usize], mut twos: &[usize]) -> Option<usize> {
        for &one in ones {
            let article = self.articles[one];
            twos = &twos[twos.partition_point(|&it| self.articles[it] < article)..];
            let together = twos.iter().take_while(|&&it| self.articles[it] == article);
            let is_apart = |two: usize| *self.apart.borrow_mut().entry((one, two)).or_insert_with(|| (self.is_apart)(one, two));
            if together.filter(|&&two| one != two).any(|&two| is_apart(two)) {
                return Some(one);
            }
        }
        None
    }
}
