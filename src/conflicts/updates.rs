//! Counts that grow while an event goes on: a later report that knows of more is an update of the earlier one.

use super::Input;
use super::measured::Number;
use super::slips::is_slip;
use super::trace::{self, Passed};
use crate::bundle::IsoDate;
use crate::facts::{ContextWord, Measured};
use crate::lexicon::{concept, is_growing_deed, stem};
use crate::mentions::{Measure, Precision};

/// How far the order of the reports explains a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Growth {
    /// Not at all.
    No,
    /// The numbers grow from report to report, and nothing else differs.
    Only,
    /// What is left agrees.
    Explains,
}

/// Takes out of `items` (indexes into `measured`) what a later report outgrew that gave no number yet: "at least nine killed" and
/// "several killed" at dawn are no side against 23 at noon. Then tells how far the order of the reports explains what is left.
pub(super) fn take_out(input: &Input<'_>, measured: &[&Number], items: &mut Vec<usize>) -> Growth {
    if !items.iter().all(|&at| grows(measured[at])) {
        return Growth::No;
    }
    let outgrown = |at: usize| {
        let update = items.iter().find(|&&other| is_update(input, measured[at], measured[other]));
        let Some(&update) = update.filter(|_| is_loose(measured[at])) else { return false };
        trace::pass(measured[at].place, measured[update].place, Passed::Update);
        true
    };
    let left: Vec<usize> = items.iter().copied().filter(|&at| !outgrown(at)).collect();
    *items = left;
    let pairs = || items.iter().flat_map(|&one| items.iter().map(move |&two| (measured[one], measured[two])));
    let mut differing = pairs().filter(|(one, two)| !one.quantity.compatible(&two.quantity)).peekable();
    if differing.peek().is_none() {
        return Growth::Explains;
    }
    if differing.all(|(one, two)| is_update(input, one, two) || is_update(input, two, one)) { Growth::Only } else { Growth::No }
}

/// "The count grew: 23 in Continental, then 41 in Relief", in the order of the reports. `None` for fewer than two reports.
pub(super) fn order(input: &Input<'_>, measured: &[&Number], items: &[usize]) -> Option<String> {
    let mut told: Vec<&Number> = items.iter().map(|&at| measured[at]).collect();
    told.sort_by(|one, two| one.quantity.low.total_cmp(&two.quantity.low));
    told.dedup_by(|one, two| one.quantity.low.total_cmp(&two.quantity.low).is_eq());
    let one = |it: &&Number| format!("{} in {}", it.shown(input.read), input.read.story.article(it.place.article).label());
    let told: Vec<String> = told.iter().map(one).collect();
    (1 < told.len()).then(|| format!("Later reports give more: {}", told.join(", then ")))
}

/// Whether a quantity is a lower bound or a word for a few or many: "at least nine", "several".
fn is_loose(it: &Measured) -> bool {
    let quantity = &it.quantity;
    quantity.precision == Precision::AtLeast || quantity.precision == Precision::About && 2.0 * quantity.low <= quantity.high
}

/// Whether the number of a quantity grows while an event goes on: people killed, injured, arrested; votes while they are counted.
fn grows(it: &Measured) -> bool {
    let votes = || [stem("votes"), stem("ballots")].map(concept);
    it.quantity.measure == Measure::Count
        && (it.relations.iter().any(|&tie| is_growing_deed(tie)) || it.head.is_some_and(|head| votes().contains(&head)))
        || matches!(it.quantity.measure, Measure::Count | Measure::Area) && it.context.words.iter().any(is_damage)
}

/// Whether a word of a number's sentence tells of damage or of what is called off, which more of is known with each report: "burned
/// 9,000 hectares", "23 houses destroyed", "180 flights were cancelled".
fn is_damage(word: &ContextWord) -> bool {
    let damage = || ["affected", "burned", "cancelled", "damaged", "destroyed", "evacuated", "flooded"].map(|it| concept(stem(it)));
    damage().contains(&word.concept)
}

/// Whether `new` stands in a later report than `old` and is more; two digits that changed places are a slip, not growth.
fn is_update(input: &Input<'_>, old: &Number, new: &Number) -> bool {
    old.quantity.high < new.quantity.low && is_later(input, old.place.article, new.place.article) && !is_slip(old, new)
}

/// Whether article `new` was written after article `old`: by the minute where both give one, else by the day.
fn is_later(input: &Input<'_>, old: u32, new: u32) -> bool {
    if let (Some(old), Some(new)) = (minute(input, old), minute(input, new)) {
        return old < new;
    }
    let day = |article: u32| input.facts.timeline.days.get(article as usize).copied().flatten();
    matches!((day(old), day(new)), (Some(old), Some(new)) if old < new)
}

/// The minute an article was published, counted in UTC. `None` without day, time and offset.
fn minute(input: &Input<'_>, article: u32) -> Option<i64> {
    let article = input.read.story.article(article);
    let date = IsoDate::parse(&article.published.as_ref().or(article.updated.as_ref())?.value)?;
    let days = date.day()?.since(jiff::civil::date(2000, 1, 1)).ok()?.get_days();
    Some(i64::from(days) * 1_440 + i64::from(date.minutes?) - i64::from(date.offset?))
}
