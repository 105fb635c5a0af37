//! One change of one article in per cent and in percentage points: "rose 1.5 per cent", "the rise of 1.5 percentage points".

use super::inside::twins;
use super::kept::Inside;
use super::{Check, Conflict, Input};
use crate::bundle::Severity;
use crate::facts::Measured;
use crate::mentions::Measure;

pub(super) const CHECK: Check = Check {
    code: "points",
    summary: "One article gives one change in per cent and in percentage points.",
    help: include_str!("../../tests/specs/points.md"),
    example: "“the rate rose 1.5 per cent” / “the rise of 1.5 percentage points in the rate” in one article",
    severity: Severity::Warning,
    keep: || Box::new(Inside::new(run)),
};

fn run(input: &Input<'_>, article: u32, conflicts: &mut Vec<Conflict>) {
    let slip = |one: &Measured, two: &Measured| {
        let measures = [one.quantity.measure, two.quantity.measure];
        measures.contains(&Measure::Percent)
            && measures.contains(&Measure::PercentPoint)
            && one.quantity.low.total_cmp(&two.quantity.low).is_eq()
    };
    for twin in twins(input, article, slip) {
        conflicts.push(twin.conflict(
            input,
            CHECK.code,
            "unit of one change",
            "one article gives one number in per cent and in percentage points",
        ));
    }
}
