//! One thing, counted differently.

use super::measured::Numbers;
use super::{Check, Input};
use crate::bundle::Severity;
use crate::facts::Measured;
use crate::lexicon::{concept, stem};
use crate::mentions::Measure;
use crate::text::single_spaced;

pub(super) const CHECK: Check = Check {
    code: "count",
    summary: "The same things are counted differently.",
    example: "“nine agreements” / “14 agreements”",
    help: "Reports a number of things that articles give differently: “nine agreements were signed” in one, “14 agreements” in another.\n\
\n\
The event is matched before the number: the sentences must share their subject, and no other sentence of either article may explain \
the difference. Let pass: “about a dozen” beside 13, “more than 60” beside 63, parts of a total, running totals of different \
events, numbers in names and models.",
    severity: Severity::Warning,
    keep: || Box::new(Numbers::new(CHECK.code, is_wanted, subject)),
};

fn is_wanted(measure: Measure) -> bool {
    matches!(measure, Measure::Count | Measure::Score)
}

/// "number of cooperation agreements".
fn subject(input: &Input<'_>, one: &Measured) -> String {
    let whole = input.read.text(one.place);
    let figure = input.read.text(one.figure);
    let thing = whole.strip_prefix(figure).map(str::trim).filter(|thing| !thing.is_empty());
    match thing {
        _ if one.quantity.measure == Measure::Score => "score or vote".to_owned(),
        Some(thing) => {
            let thing = thing.strip_prefix("of ").unwrap_or(thing);
            format!("number of {}", single_spaced(thing))
        }
        // "58 were injured".
        None if one.head.is_some_and(|it| it == concept(stem("people"))) => "number of people".to_owned(),
        None => "number".to_owned(),
    }
}
