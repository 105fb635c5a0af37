//! What the checks on numbers share: one thing, measured differently.

use std::collections::BTreeMap;

use super::disputes::{Dispute, Item, Judge, disputes};
use super::slots::Slots;
use super::{Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Likeness, Measured};
use crate::lexicon::Stem;
use crate::mentions::{Measure, Precision};

/// How sure two numbers in one slot are of one thing, where their sentences say no more: worth telling, never a warning.
const SAME_SLOT: f32 = 0.55;

/// Every dispute among the quantities that `wanted` lets through, as conflicts of `kind`.
pub(super) fn conflicts(
    input: &Input<'_>,
    kind: &'static str,
    wanted: fn(Measure) -> bool,
    subject: fn(&Input<'_>, &Measured) -> String,
    found: &mut Vec<Conflict>,
) {
    let measured: Vec<&Measured> = input.facts.measured().filter(|it| wanted(it.quantity.measure)).collect();
    let items: Vec<Item<'_, _>> =
        measured.iter().map(|it| Item { article: it.place.article, bucket: bucket(it), context: &it.context }).collect();
    let mut counts: BTreeMap<(u32, _), usize> = BTreeMap::new();
    for it in &measured {
        *counts.entry((it.place.article, bucket(it))).or_default() += 1;
    }
    let alone = |it: &Measured| counts.get(&(it.place.article, bucket(it))) == Some(&1);
    let slots = Slots::new(&measured);
    let judge = Judge {
        compatible: &|one, two| measured[one].quantity.compatible(&measured[two].quantity),
        same_fact: &|one, two, likeness| {
            let (here, there) = (measured[one], measured[two]);
            let slot = same_order(here, there) && slots.same(&measured, one, two);
            same_fact(input, here, there, alone(here) && alone(there), slot, likeness)
        },
    };
    for dispute in disputes(&items, &judge) {
        found.push(conflict(input, kind, subject, &measured, &dispute));
    }
}

/// What the number is of: one measure (currencies are never converted), one kind of counted thing, said to be so or to come.
fn bucket(it: &Measured) -> (Measure, Option<Stem>, bool) {
    (it.quantity.measure, it.head, it.claim.open)
}

/// Whether the larger number is at most three times the smaller: a slip, a later count or a rounding, seldom another thing.
fn same_order(one: &Measured, two: &Measured) -> bool {
    let (one, two) = (one.quantity.low.max(1.0), two.quantity.low.max(1.0));
    one.max(two) <= 3.0 * one.min(two)
}

/// How sure it is that the two measure one thing, 0 to 1; `alone` where each article has one such number only. The terms were set
/// by reading pairs of real news, true and false; `docs/engine.md` has the figures.
fn same_fact(input: &Input<'_>, one: &Measured, two: &Measured, alone: bool, slot: bool, likeness: &Likeness) -> f32 {
    if likeness.opposed || likeness.other_deeds {
        return 0.0;
    }
    // "three victims were taken to hospital", "the two other victims": a part beside the whole.
    if one.further != two.further {
        return 0.0;
    }
    // "In 2020 a smaller ferry …": an earlier year than the article's own tells of an earlier event.
    let earlier = |it: &Measured| {
        let written = input.facts.timeline.days.get(it.place.article as usize).copied().flatten();
        written.is_some_and(|day| it.years.iter().any(|&year| year < day.year()))
    };
    if one.years.is_empty() && earlier(two) || two.years.is_empty() && earlier(one) {
        return 0.0;
    }
    let same_year = one.years.iter().any(|year| two.years.binary_search(year).is_ok());
    if !one.years.is_empty() && !two.years.is_empty() && !same_year {
        return 0.0;
    }
    let mut sum = -4.4 + 3.0 * likeness.near_part + 2.0 * likeness.part + 0.12 * likeness.shared.min(25.0);
    if likeness.other_names {
        sum -= 0.7;
    }
    // "the mayor's plan costs 5 million", "the opposition's 7 million": sentences about other people tell of other things.
    let same_person = one.persons.iter().any(|person| two.persons.binary_search(person).is_ok());
    if !one.persons.is_empty() && !two.persons.is_empty() && !same_person {
        sum -= 1.0;
    }
    // Where the dates of the articles are unknown, a year still speaks for another event.
    if one.years.is_empty() != two.years.is_empty() {
        sum -= 1.0;
    }
    match one.quantity.measure {
        // The counted thing, or a percentage's rarity, is a part of the match; where each article counts the thing once, a larger one.
        Measure::Count if one.head.is_some() => sum += if alone && same_order(one, two) { 1.0 } else { 0.4 },
        Measure::Percent | Measure::PercentPoint | Measure::Score => sum += 0.4,
        // What lasted is seldom named beside how long: one story has many spans of time.
        Measure::Duration => sum -= 0.4,
        _ => {}
    }
    // Of two ranges that share an end, the other end is what differs.
    let range = one.quantity.precision == Precision::Range && two.quantity.precision == Precision::Range;
    if range && (one.quantity.low == two.quantity.low) != (one.quantity.high == two.quantity.high) {
        sum += 1.0;
    }
    if one.claim.quoted != two.claim.quoted {
        sum -= 0.4;
    }
    let sureness = 1.0 / (1.0 + (-sum).exp());
    if slot { sureness.max(SAME_SLOT) } else { sureness }
}

/// "over 10 in Norlys fits both", for the first statement that does.
fn fits_both(input: &Input<'_>, measured: &[&Measured], dispute: &Dispute) -> Option<String> {
    let fitting = measured[*dispute.fitting.first()?];
    Some(format!("‘{}’ in {} fits both", fitting.shown(input.read), input.read.story.article(fitting.place.article).label()))
}

fn conflict(
    input: &Input<'_>,
    kind: &'static str,
    subject: fn(&Input<'_>, &Measured) -> String,
    measured: &[&Measured],
    dispute: &Dispute,
) -> Conflict {
    let exact = measured[dispute.pair.0].is_exact() && measured[dispute.pair.1].is_exact();
    let statements = dispute
        .items
        .iter()
        .map(|&at| {
            let it = measured[at];
            Statement { place: it.place, value: it.quantity.normal(), shown: it.shown(input.read) }
        })
        .collect();
    let (one, two) = (measured[dispute.pair.0], measured[dispute.pair.1]);
    let subject = subject(input, if one.place <= two.place { one } else { two });
    Conflict {
        kind,
        severity: if exact && 0.7 <= dispute.sureness { Severity::Warning } else { Severity::Information },
        confidence: f64::from(dispute.sureness),
        reason: format!("both sentences tell of the same thing and give {} and {}", one.shown(input.read), two.shown(input.read)),
        subject,
        remark: fits_both(input, measured, dispute),
        statements,
        settled: None,
    }
}
