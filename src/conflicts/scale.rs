//! One number of one article with two scales: "$5.7 billion for the wall", "the $5.7 million".

use super::inside::twins;
use super::kept::Inside;
use super::{Check, Conflict, Input};
use crate::bundle::Severity;
use crate::facts::Measured;
use crate::mentions::Measure;

pub(super) const CHECK: Check = Check {
    code: "scale",
    summary: "One article gives one number as millions and as billions.",
    help: include_str!("../../tests/specs/scale.md"),
    example: "“a loan of $5.7 billion” / “the $5.7 million loan” in one article",
    severity: Severity::Warning,
    keep: || Box::new(Inside::new(run)),
};

fn run(input: &Input<'_>, article: u32, conflicts: &mut Vec<Conflict>) {
    let slip = |one: &Measured, two: &Measured| {
        let comparable = one.quantity.measure == two.quantity.measure && one.head == two.head;
        let summed = matches!(one.quantity.measure, Measure::Money(_)) || one.head.is_some();
        let (low, high) = (one.quantity.low.min(two.quantity.low), one.quantity.low.max(two.quantity.low));
        // Both are written with their scale: thousands are seldom told for millions.
        comparable && summed && 1e6 <= low && [1e3, 1e6].iter().any(|scale| (high / low / scale - 1.0).abs() < 1e-9)
    };
    for twin in twins(input, article, slip) {
        conflicts.push(twin.conflict(input, CHECK.code, "scale of one number", "one article gives one number with two scales"));
    }
}
