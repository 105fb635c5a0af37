//! One beginning, told as two.

use super::moments::{self, Event, Pair, Plain, Telling, Times};
use super::severity;
use super::{Check, Conflict, Input};
use crate::bundle::Severity;
use crate::facts::{Grain, Happening};
use crate::mentions::Relation;

pub(super) const CHECK: Check = Check {
    code: "since",
    summary: "One thing began at two times.",
    help: include_str!("../../tests/specs/since.md"),
    example: "“the first visit in 17 years” / “the first visit since 2012”",
    severity: Severity::Warning,
    keep: || Box::new(Times::<Beginning>::default()),
};

/// The part of the words near the time that two statements of one beginning share.
const ALIKE: f32 = 0.6;
/// Below this weight of shared words a full overlap says little: two names, or three plain words.
const LEAST_SHARED: f32 = 5.0;

/// Since when something is so.
struct Beginning;

impl Telling for Beginning {
    fn is_meant(happening: &Happening) -> bool {
        is_beginning(happening)
    }

    fn is_one(first: &Event<Self>, second: &Event<Self>, pair: &Pair) -> bool {
        is_one_beginning(first, second, pair)
    }
}

impl Plain for Beginning {
    fn conflict(input: &Input<'_>, members: &[&Happening], likeness: f32) -> Conflict {
        let exact = members.iter().all(|it| !it.ago) && likeness >= severity::ONE_BEGINNING;
        let severity = severity::of(exact);
        let confidence = f64::from(0.4 + 0.5 * likeness.min(1.0)) - if exact { 0.0 } else { 0.1 };
        let reason = "both tell since when the same thing is so, and the times do not meet".to_owned();
        let mut conflict = moments::conflict(input, CHECK.code, members, severity, confidence, reason);
        conflict.subject.insert_str(0, "since ");
        conflict
    }
}

/// Whether the time says since when something is so. Days are left to `date`: "since Friday" is news, not background.
fn is_beginning(happening: &Happening) -> bool {
    (happening.relation == Relation::Since || happening.ago) && happening.moment.grain >= Grain::Month
}

fn is_one_beginning(first: &Happening, second: &Happening, pair: &Pair) -> bool {
    // "the start of the war over 15 months ago" and "since February 2022, when it brought war": the lasting thing is the same,
    // whatever else the sentences tell.
    if first.begins.iter().any(|class| second.begins.contains(class)) {
        return true;
    }
    let likeness = &pair.likeness;
    if likeness.other_names || likeness.near_part < ALIKE || likeness.near_shared < LEAST_SHARED {
        return false;
    }
    // "The museum has been open since 1932" lies all in "Voorn has led the museum since 2016": without a common verb both
    // sentences must be covered.
    let heavier = first.context.near_weight.max(second.context.near_weight);
    (first.deed.is_some() && first.deed == second.deed) || likeness.near_shared >= heavier * ALIKE
}
