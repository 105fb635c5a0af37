//! One share, given differently.

use super::measured::Numbers;
use super::{Check, Input};
use crate::bundle::Severity;
use crate::facts::Measured;
use crate::mentions::Measure;

pub(super) const CHECK: Check = Check {
    code: "percent",
    summary: "The same percentage is given differently.",
    example: "“turnout was 61 per cent” / “turnout of 16%”",
    help: "Reports a percentage that articles give differently for one thing.\n\
\n\
Let pass: rounding, “more than 80 per cent” beside 83, two polls, and per cent beside percentage points.",
    severity: Severity::Warning,
    keep: || Box::new(Numbers::new(CHECK.code, is_wanted, subject)),
};

fn is_wanted(measure: Measure) -> bool {
    matches!(measure, Measure::Percent | Measure::PercentPoint)
}

fn subject(_: &Input<'_>, _: &Measured) -> String {
    "percentage".to_owned()
}
