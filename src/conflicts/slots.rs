//! Numbers that reports of one event always give: how many were killed, were on board, were arrested, how many agreements were
//! signed. Two sentences need not share much to tell of the same ones.
//!
//! A slot is a kind of thing with a deed right beside its number. It is one fact across two articles when each article gives it
//! one value throughout, and the articles tell one story: they share a fair part of the names round their numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::Measured;
use crate::lexicon::Stem;
use crate::mentions::Measure;

/// Names that two articles on one event share at least.
const SHARED_NAMES: usize = 3;
/// The same as a part of the names of the article that has fewer.
const SHARED_PART: f32 = 0.3;

/// The slots of a list of quantities.
pub(super) struct Slots {
    /// By article, head and deed: the quantities that fill the slot.
    filled: BTreeMap<(u32, Stem, Stem), Vec<usize>>,
    /// By article: the names round its numbers.
    names: BTreeMap<u32, BTreeSet<Stem>>,
}

impl Slots {
    /// The slots that `measured` fills; indexes in answers are into it.
    pub(super) fn new(measured: &[&Measured]) -> Self {
        let mut filled: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut names: BTreeMap<u32, BTreeSet<Stem>> = BTreeMap::new();
        for (at, it) in measured.iter().enumerate() {
            let article = it.place.article;
            names.entry(article).or_default().extend(it.context.words.iter().filter(|word| word.name).map(|word| word.concept));
            if let (Measure::Count, Some(head), false) = (it.quantity.measure, it.head, it.claim.open || it.claim.denied) {
                for &deed in &it.context.deeds {
                    filled.entry((article, head, deed)).or_default().push(at);
                }
            }
        }
        Self { filled, names }
    }

    /// Whether both fill one slot, the only value for it in their articles, and the articles tell one story.
    pub(super) fn same(&self, measured: &[&Measured], one: usize, two: usize) -> bool {
        let (here, there) = (measured[one], measured[two]);
        let (Some(head), true) = (here.head, here.head == there.head) else { return false };
        let only = |at: usize, deed: Stem| {
            self.filled.get(&(measured[at].place.article, head, deed)).is_some_and(|all| {
                all.contains(&at) && all.iter().all(|&other| measured[at].quantity.compatible(&measured[other].quantity))
            })
        };
        here.context.deeds.iter().any(|&deed| only(one, deed) && only(two, deed)) && self.one_story(here.place.article, there.place.article)
    }

    fn one_story(&self, one: u32, two: u32) -> bool {
        let (Some(one), Some(two)) = (self.names.get(&one), self.names.get(&two)) else { return false };
        let shared = one.intersection(two).count();
        SHARED_NAMES <= shared && SHARED_PART * one.len().min(two.len()) as f32 <= shared as f32
    }
}
