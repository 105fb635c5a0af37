//! One thing, measured differently.

use std::sync::Arc;

use super::kept::Keeper;
use super::measured::Numbers;
use super::roll::Change;
use super::terms::Terms;
use super::{Check, Conflict, Input};
use crate::bundle::Severity;
use crate::facts::Measured;
use crate::mentions::Measure;

pub(super) const CHECK: Check = Check {
    code: "measure",
    summary: "A length, weight, speed, span of time or magnitude is given differently.",
    example: "“drifted for six hours” / “drifted for nine hours”",
    help: "Reports a distance, size, weight, speed, temperature, magnitude or span of time that articles give differently for one thing.\n\
\n\
Units are converted first: ten kilometres and six miles agree. Let pass: rounding, approximation, and measures of different things.\n\
\n\
A sentence that somebody was given, or may be, is told of one person, whatever else the sentences share: “life” and “20 years” differ.",
    severity: Severity::Warning,
    keep: || Box::new(Measures { numbers: Numbers::new(CHECK.code, is_wanted, subject), terms: Terms::default() }),
};

/// What is known of measures.
struct Measures {
    numbers: Numbers,
    terms: Terms,
}

impl Keeper for Measures {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let before = found.len();
        self.numbers.conflicts(input, change, found);
        let mut terms = Vec::new();
        self.terms.conflicts(input, change, &mut terms);
        // What sentences alike tell already needs no second report.
        terms.retain(|it| !it.statements.iter().any(|it| super::tells(&found[before..], it.place)));
        found.extend(terms);
    }
}

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
