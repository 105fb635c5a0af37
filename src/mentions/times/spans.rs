//! Spans back from the article's date: "15 months ago", "the first in 24 years".

use super::{Found, When, before};
use crate::lexicon::{Bend, Dimension, bend_before, unit};
use crate::mentions::pieces::Piece;
use crate::mentions::quantities::number::number;

/// Within so many words before "in 24 years" something has to say that this is the first or the greatest since.
const REACH: usize = 14;

/// Words that count from the last time something was so.
const SINCE_THEN: &[&str] =
    &["biggest", "coldest", "deadliest", "first", "highest", "hottest", "largest", "longest", "lowest", "only", "worst"];

/// The span whose first word (its number) is piece `at`. Its tokens begin with the approximator, which the caller has passed:
/// "over 15 months ago" is found at "15".
pub(super) fn span(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let (low, high, unit_at) = match number(pieces, at) {
        Some(number) => (number.low, number.high, number.end),
        None if matches!(pieces[at].lower, "a" | "an") => (1.0, 1.0, at + 1),
        None if pieces[at].lower == "decades" => (2.0, 9.0, at),
        None if matches!(pieces[at].lower, "years" | "months" | "weeks" | "days") => (2.0, 9.0, at),
        None => return None,
    };
    let unit_at = unit_at + usize::from(pieces.get(unit_at).is_some_and(|it| it.is_dash() && it.glued));
    let (Dimension::Duration, unit_days) = unit(pieces.get(unit_at)?.lower)? else { return None };
    if unit_days < 1.0 || pieces[unit_at].sentence != pieces[at].sentence {
        return None;
    }
    let end = unit_at + 1;
    let ago = pieces.get(end).is_some_and(|it| it.lower == "ago");
    if !(ago || (is_first_in(pieces, at) && pieces[at].lower != "a")) {
        return None;
    }
    let bend = bend_before(|n| before(pieces, at, n)).map_or(Bend::Plain, |it| it.0);
    // The same reach as a quantity's: "over 15 months" goes up to half as much again. A bare number is good to half a unit, and a
    // loose unit such as "a year ago" to a quarter.
    let (low, high) = match bend {
        Bend::AtLeast => (low, high * 1.5),
        Bend::AtMost => (low * 0.6, high),
        Bend::Nearly => (low * 0.85, high),
        Bend::About => (low * 0.85 - 0.5, high * 1.15 + 0.5),
        Bend::Plain => (low - 0.5, high + 0.5),
    };
    let when = When::Ago { days_min: low.max(0.0) * unit_days, days_max: high * unit_days, unit_days };
    Some((when, end + usize::from(ago)))
}

/// Whether "in" with "first", "last" or a superlative before stands before the number at `at`: "his first visit in 24 years",
/// "the worst storm in a decade". "In 24 years" alone may be the future.
fn is_first_in(pieces: &[Piece<'_>], at: usize) -> bool {
    let bend = bend_before(|n| before(pieces, at, n)).map_or(0, |it| it.1);
    let Some(from) = at.checked_sub(bend).filter(|&from| before(pieces, from, 1) == Some("in")) else { return false };
    (2..=REACH).map_while(|n| before(pieces, from, n)).any(|word| SINCE_THEN.contains(&word))
}
