//! Numbers that reports of one event always give: how many were killed, were on board, were arrested, how many agreements were
//! signed. Two sentences need not share much to tell of the same ones.
//!
//! A slot is what is measured or counted, with the word that ties it to its clause: a price, a sentence, people on board. It is one
//! fact across two articles when each article gives it one value throughout, and the articles tell one story.

use std::collections::BTreeMap;

use crate::facts::{Facts, Likeness, Measured};
use crate::lexicon::{Stem, is_deed, tie};
use crate::mentions::{Measure, Precision};

/// What makes two numbers one slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// The nearest word: "picked up six seats", "a 66-year-old walker".
    Likely,
    /// A tie or deed that a story has one of: a price, a sentence, the people on board.
    Known,
}

/// A slot of an article: the article, what is measured, the counted thing, what ties the number to its clause.
type Slot = (u32, Measure, Option<Stem>, Stem);

/// The slots of a list of quantities.
pub(super) struct Slots {
    /// The quantities that fill each slot.
    filled: BTreeMap<Slot, Vec<usize>>,
}

impl Slots {
    /// The slots that `measured` fills; indexes in answers are into it.
    pub(super) fn new(measured: &[&Measured]) -> Self {
        let mut filled: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, it) in measured.iter().enumerate() {
            for slot in slots(it) {
                filled.entry(slot).or_default().push(at);
            }
        }
        Self { filled }
    }

    /// The slot that both fill, the only value for it in their articles, where the articles tell one story.
    pub(super) fn same(&self, facts: &Facts, measured: &[&Measured], one: usize, two: usize, likeness: &Likeness) -> Option<Bond> {
        let (here, there) = (measured[one], measured[two]);
        if here.quantity.measure != there.quantity.measure || here.head != there.head {
            return None;
        }
        // "stole $2 million in Brenna", "stole $3 million in Vikholm": two thefts of one story.
        let names = |it: &Measured| it.context.words.iter().any(|word| word.name);
        if here.quantity.measure != Measure::Count && likeness.names == 0 && names(here) && names(there) {
            return None;
        }
        let only = |at: usize, slot: Slot| {
            self.filled.get(&slot).is_some_and(|all| {
                all.contains(&at) && all.iter().all(|&other| measured[at].quantity.compatible(&measured[other].quantity))
            })
        };
        let shared = slots(here)
            .filter(|&slot| only(one, slot) && only(two, (there.place.article, slot.1, slot.2, slot.3)))
            .map(|slot| if tie(slot.3).is_some() || slot.1 == Measure::Count && is_deed(slot.3) { Bond::Known } else { Bond::Likely })
            .max()?;
        facts.one_story(here.place.article, there.place.article).then_some(shared)
    }
}

/// The slots that a quantity fills. One that will be or is denied fills none, nor does a range: "sentences of six to 75 years" are
/// several. A thing is counted, or the number has a unit.
fn slots(it: &Measured) -> impl Iterator<Item = Slot> + '_ {
    let none = it.further || it.claim.open || it.claim.denied || it.quantity.precision == Precision::Range;
    let fills = !none && (it.quantity.measure != Measure::Count || it.head.is_some());
    let ties: &[Stem] = if fills { &it.relations } else { &[] };
    ties.iter().map(|&tie| (it.place.article, it.quantity.measure, it.head, tie))
}
