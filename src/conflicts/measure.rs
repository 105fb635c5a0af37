//! One thing, measured differently.

use super::measured::Numbers;
use super::{Check, Input};
use crate::bundle::Severity;
use crate::facts::Measured;
use crate::mentions::Measure;

pub(super) const CHECK: Check = Check {
    code: "measure",
    summary: "A length, weight, speed, span of time or magnitude is given differently.",
    example: "“drifted for six hours” / “drifted for nine hours”",
    help: "Reports a distance, size, weight, speed, temperature, magnitude or span of time that articles give differently for one thing.\n\
\n\
Units are converted first: ten kilometres and six miles agree. Let pass: rounding, approximation, and measures of different things.",
    severity: Severity::Warning,
    keep: || Box::new(Numbers::new(CHECK.code, is_wanted, subject)),
};

fn is_wanted(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Duration
            | Measure::Length
            | Measure::Area
            | Measure::Volume
            | Measure::Mass
            | Measure::Speed
            | Measure::Temperature
            | Measure::Magnitude
    )
}

fn subject(_: &Input<'_>, one: &Measured) -> String {
    match one.quantity.measure {
        Measure::Duration => "length of time",
        Measure::Length => "distance or size",
        Measure::Area => "area",
        Measure::Volume => "volume",
        Measure::Mass => "weight",
        Measure::Speed => "speed",
        Measure::Temperature => "temperature",
        _ => "magnitude",
    }
    .to_owned()
}
