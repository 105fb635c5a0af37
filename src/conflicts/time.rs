//! One event, two times of day.

use super::date::is_one_deed;
use super::moments::{self, Event, Pair, Plain, Telling, Times};
use super::severity;
use super::{Check, Conflict, Input};
use crate::bundle::Severity;
use crate::facts::{Grain, Happening, Of};
use crate::mentions::Relation;

pub(super) const CHECK: Check = Check {
    code: "time",
    summary: "One event has two times of day.",
    help: include_str!("../../tests/specs/time.md"),
    example: "“struck the pier at 11 a.m.” / “struck the pier around 2 p.m.”",
    severity: Severity::Warning,
    keep: || Box::new(Times::<TimeOfDay>::default()),
};

/// Words near the times that two statements with one verb share, as a part of the lighter: from here on they tell of one event.
/// What happens twice a day (a tremor, a patrol, a shot) shares about half.
const ONE_VERB: f32 = 0.6;
/// Below this weight of shared words a full overlap is one of two thin sentences: a name and a plain word.
const LEAST_SHARED: f32 = 5.0;
/// Two sentences that share this part of all their words are one sentence in two hands.
const ONE_SENTENCE: f32 = 0.8;
/// The least weight of it: five names.
const LEAST_SENTENCE: f32 = 20.0;

/// Events with a time of day.
struct TimeOfDay;

impl Telling for TimeOfDay {
    fn is_meant(happening: &Happening) -> bool {
        is_time_of_day(happening)
    }

    fn is_one(first: &Event<Self>, second: &Event<Self>, pair: &Pair) -> bool {
        is_one_event(first, second, pair)
    }
}

impl Plain for TimeOfDay {
    fn conflict(input: &Input<'_>, members: &[&Happening], likeness: f32) -> Conflict {
        let clocks = || members.iter().filter_map(|it| it.moment.clock);
        // "Friday night" is no clock that somebody read; of two zones one may be meant as the other.
        let exact = clocks().all(|it| it.first == it.last) && clocks().all(|it| Some(it.zone) == clocks().next().map(|it| it.zone));
        let severity = severity::of(exact && severity::ONE_EVENT <= likeness);
        let reason = "the words round these times tell of one event, and it cannot have been at both".to_owned();
        moments::conflict(input, CHECK.code, members, severity, f64::from(0.3 + 0.5 * likeness.min(1.0)), reason)
    }
}

/// Whether it is the time of day of an event: no beginning, no end, nothing that somebody says of another day.
fn is_time_of_day(happening: &Happening) -> bool {
    happening.moment.grain == Grain::Hour && happening.relation == Relation::On && happening.of == Of::Event && !happening.quoted
}

fn is_one_event(first: &Happening, second: &Happening, pair: &Pair) -> bool {
    let likeness = &pair.likeness;
    // Two days are two events, or a matter of the date.
    let other_day = matches!((first.moment.days, second.moment.days), (Some(one), Some(other)) if one != other);
    if first.tense != second.tense || likeness.other_names || other_day || first.deed != second.deed || first.deed.is_none() {
        return false;
    }
    let sentence = ONE_SENTENCE <= likeness.part && LEAST_SENTENCE <= likeness.shared;
    let near = ONE_VERB <= likeness.near_part && LEAST_SHARED <= likeness.near_shared && 0 < likeness.names;
    sentence || near || is_one_deed(first.deed, &pair.done)
}

#[cfg(test)]
mod tests {
    use crate::fixture::snapshot;

    #[test]
    fn a_time_zone_that_goes_from_the_header_goes_from_the_times() {
        let text = |zone: &str| {
            format!("--- article fastwire\npublished: 2025-08-20\n{zone}\nPresident Mara Odell arrived in Tamir around 2am for talks.\n")
        };
        let (with, without) = (text("timezone: Asia/Ho_Chi_Minh\n"), text(""));
        let (told, untold) = (snapshot(&with), snapshot(&without));
        assert_ne!(told.facts, untold.facts);
        assert_eq!(told.edited(0, &without).facts, untold.facts);
        assert_eq!(untold.edited(0, &with).facts, told.facts);
    }
}
