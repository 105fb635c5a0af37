//! One sum, given differently.

use super::measured::Numbers;
use super::{Check, Input};
use crate::bundle::Severity;
use crate::facts::Measured;
use crate::mentions::Measure;

pub(super) const CHECK: Check = Check {
    code: "money",
    summary: "The same sum of money is given differently.",
    example: "“a $3.5 million grant” / “a $5.3 million grant”",
    help: "Reports a price, fine, prize or other sum that articles give differently in one currency.\n\
\n\
Let pass: sums in different currencies (Copydesk converts units, never currencies), rounding (“$3.5 billion” beside \
“$3.47 billion”), parts of a total, sums of different plans.",
    severity: Severity::Warning,
    keep: || Box::new(Numbers::new(CHECK.code, is_wanted, subject)),
};

fn is_wanted(measure: Measure) -> bool {
    matches!(measure, Measure::Money(_))
}

fn subject(_: &Input<'_>, _: &Measured) -> String {
    "sum of money".to_owned()
}
