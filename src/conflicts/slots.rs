//! Numbers that reports of one event always give: how many were killed, were on board, were arrested, how many agreements were
//! signed. Two sentences need not share much to tell of the same ones.
//!
//! A slot is what is measured or counted, with the word that ties it to its clause: a price, a sentence, people on board. It is one
//! fact across two articles when each article gives it one value throughout, and the articles tell one story.

use std::collections::BTreeMap;

use super::measured::Number;
use crate::facts::{Likeness, Measured};
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

/// What is measured, the counted thing, what ties the number to its clause.
type Slot = (Measure, Option<Stem>, Stem);

/// Of each of an article's quantities the ties by which it fills a slot for which the article gives no other value; ascending.
pub(super) fn only_values(measured: &[&Measured]) -> Vec<Vec<Stem>> {
    let mut filled: BTreeMap<Slot, Vec<&Measured>> = BTreeMap::new();
    for &it in measured {
        for slot in slots(it) {
            filled.entry(slot).or_default().push(it);
        }
    }
    // "Exports, $29 billion, rose by a tenth; imports, worth $19 billion, fell": where a sentence lists sums, a word ties its own alone.
    let listed = |it: &Measured| {
        let beside = |other: &&Measured| other.sentence == it.sentence && other.quantity.measure == it.quantity.measure;
        !matches!(it.quantity.measure, Measure::Count | Measure::Age)
            && measured.iter().copied().any(|other| beside(&other) && !it.quantity.compatible(&other.quantity))
    };
    let is_only = |it: &Measured, slot: &Slot| !listed(it) && filled[slot].iter().all(|other| it.quantity.compatible(&other.quantity));
    measured.iter().map(|it| slots(it).filter(|slot| is_only(it, slot)).map(|slot| slot.2).collect()).collect()
}

/// The slot that both fill, the only value for it in their articles, where the articles tell one story.
pub(super) fn same_slot(here: &Number, there: &Number, likeness: &Likeness) -> Option<Bond> {
    let measure = here.quantity.measure;
    if measure != there.quantity.measure || here.head != there.head {
        return None;
    }
    // "stole $2 million in Brenna", "stole $3 million in Vikholm": two thefts of one story.
    let names = |it: &Measured| it.context.words.iter().any(|word| word.name);
    if measure != Measure::Count && likeness.names == 0 && names(here) && names(there) {
        return None;
    }
    let known = |word: Stem| tie(word).is_some() || measure == Measure::Count && is_deed(word);
    let shared = here.only_by.iter().filter(|word| there.only_by.contains(word));
    let bond = shared.map(|&word| if known(word) { Bond::Known } else { Bond::Likely }).max()?;
    here.one_story(there).then_some(bond)
}

/// The slots that a quantity fills. One that will be or is denied fills none, nor does a range: "sentences of six to 75 years" are
/// several. A thing is counted, or the number has a unit.
fn slots(it: &Measured) -> impl Iterator<Item = Slot> + '_ {
    let none = it.further || it.claim.open || it.claim.denied || it.quantity.precision == Precision::Range;
    let fills = !none && (it.quantity.measure != Measure::Count || it.head.is_some());
    let ties: &[Stem] = if fills { &it.relations } else { &[] };
    ties.iter().map(|&tie| (it.quantity.measure, it.head, tie))
}
