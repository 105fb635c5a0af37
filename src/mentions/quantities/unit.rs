//! What stands after a number and says what it measures: per cent, units, currencies, "years old".

use super::Measure;
use crate::lexicon::{Dimension, currency_name, dollars_of, unit};
use crate::mentions::pieces::Piece;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    /// What is measured.
    pub measure: Measure,
    /// How many of the measure's own unit one is.
    pub factor: f64,
    /// What is added after that: -17.8 for degrees Fahrenheit.
    pub shift: f64,
    /// One past its last piece.
    pub end: usize,
}

impl Unit {
    fn new(measure: Measure, factor: f64, end: usize) -> Self {
        Self { measure, factor, shift: 0.0, end }
    }
}

impl From<Dimension> for Measure {
    fn from(dimension: Dimension) -> Self {
        match dimension {
            Dimension::Duration => Self::Duration,
            Dimension::Length => Self::Length,
            Dimension::Area => Self::Area,
            Dimension::Volume => Self::Volume,
            Dimension::Mass => Self::Mass,
            Dimension::Speed => Self::Speed,
        }
    }
}

/// The unit that begins at piece `at`, right after a number of `size` (over a hyphen or not).
pub(super) fn unit_at(pieces: &[Piece<'_>], at: usize, size: f64) -> Option<Unit> {
    let hyphen = pieces.get(at)?.is_dash() && pieces[at].glued;
    let at = if hyphen { at + 1 } else { at };
    let lower = |at: usize| pieces.get(at).map(|it| it.lower);
    let piece = pieces.get(at)?;
    if pieces[at - 1].sentence != piece.sentence || (hyphen && !piece.glued) {
        return None;
    }
    // "119 - years": a hyphen that lost its place.
    if piece.lower == "-" && !piece.glued && pieces.get(at + 1).is_some_and(|it| !it.glued) {
        return measured(pieces, at + 1, true);
    }
    let after = skip_dash(pieces, at + 1);
    match piece.lower {
        "%" | "percent" | "pc" | "pct" | "pct." => {
            return match lower(after) {
                Some("point" | "points") => Some(Unit::new(Measure::PercentPoint, 1.0, after + 1)),
                _ => Some(Unit::new(Measure::Percent, 1.0, at + 1)),
            };
        }
        "per" if lower(after) == Some("cent") => return Some(Unit::new(Measure::Percent, 1.0, after + 1)),
        "percentage" if matches!(lower(after), Some("point" | "points")) => return Some(Unit::new(Measure::PercentPoint, 1.0, after + 1)),
        "magnitude" => return Some(Unit::new(Measure::Magnitude, 1.0, at + 1)),
        "on" if lower(at + 1) == Some("the") && lower(at + 2) == Some("richter") => return Some(Unit::new(Measure::Magnitude, 1.0, at)),
        "square" | "sq" | "sq." => {
            let (dimension, size) = unit(lower(after)?)?;
            return if dimension == Dimension::Length { Some(Unit::new(Measure::Area, size * size, after + 1)) } else { None };
        }
        "cubic" => {
            let (dimension, size) = unit(lower(after)?)?;
            return if dimension == Dimension::Length { Some(Unit::new(Measure::Volume, size.powi(3) * 1_000.0, after + 1)) } else { None };
        }
        "nautical" if matches!(lower(after), Some("mile" | "miles")) => return Some(Unit::new(Measure::Length, 1_852.0, after + 1)),
        "°" | "degrees" | "degree" | "deg" => return degrees(pieces, at),
        _ => {}
    }
    money(pieces, at, size).or_else(|| measured(pieces, at, hyphen))
}

/// One past a hyphen at `at`, else `at`.
fn skip_dash(pieces: &[Piece<'_>], at: usize) -> usize {
    if pieces.get(at).is_some_and(|it| it.is_dash() && it.glued) { at + 1 } else { at }
}

fn degrees(pieces: &[Piece<'_>], at: usize) -> Option<Unit> {
    match pieces.get(at + 1)?.lower {
        "celsius" | "c" | "centigrade" => Some(Unit::new(Measure::Temperature, 1.0, at + 2)),
        "fahrenheit" | "f" => Some(fahrenheit(at + 2)),
        _ => None,
    }
}

/// Degrees Fahrenheit as degrees Celsius.
fn fahrenheit(end: usize) -> Unit {
    Unit { measure: Measure::Temperature, factor: 5.0 / 9.0, shift: -160.0 / 9.0, end }
}

/// "dollars", "US dollars", "euros". A "pound" is money after a scale word and where "sterling" follows; a sum of pounds
/// below ten thousand without a sign is a weight more often than not ("200 pounds").
fn money(pieces: &[Piece<'_>], at: usize, size: f64) -> Option<Unit> {
    let word = pieces[at].lower;
    let next = pieces.get(at + 1).map(|it| it.lower);
    if let Some((currency, part)) = currency_name(word) {
        return match word {
            "pound" | "pounds" if size < 10_000.0 && next != Some("sterling") => None,
            // "won" is a verb, "rand" and "quid" are names as well: they are money after a scale word.
            "won" | "rand" if size < 1_000.0 => None,
            _ => Some(Unit::new(Measure::Money(currency), part, at + 1)),
        };
    }
    if let Some("dollar" | "dollars") = next {
        return dollars_of(word).map(|currency| Unit::new(Measure::Money(currency), 1.0, at + 2));
    }
    if let (Some(middle), Some("dollar" | "dollars")) = (next, pieces.get(at + 2).map(|it| it.lower)) {
        let land = match (word, middle) {
            ("hong", "kong") => "hong kong",
            ("new", "zealand") => "new zealand",
            _ => return None,
        };
        return dollars_of(land).map(|currency| Unit::new(Measure::Money(currency), 1.0, at + 3));
    }
    None
}

fn measured(pieces: &[Piece<'_>], at: usize, hyphen: bool) -> Option<Unit> {
    let word = pieces[at].lower;
    // "31.5C", "90F".
    match pieces[at].text.trim_end_matches('.') {
        "C" if pieces[at].glued && !hyphen => return Some(Unit::new(Measure::Temperature, 1.0, at + 1)),
        "F" if pieces[at].glued && !hyphen => return Some(fahrenheit(at + 1)),
        _ => {}
    }
    let lower = |at: usize| pieces.get(at).map(|it| it.lower);
    let (dimension, size) = match (word, pieces[at].text) {
        // "100m" is a hundred metres, a million only where the caller has seen that it is.
        ("m", "m") if pieces[at].glued => (Dimension::Length, 1.0),
        ("g", "g") if pieces[at].glued => (Dimension::Mass, 0.001),
        _ => unit(word)?,
    };
    let after = skip_dash(pieces, at + 1);
    match dimension {
        Dimension::Duration => {
            let joined = after != at + 1;
            match lower(after) {
                Some("old" | "olds") => return Some(Unit::new(Measure::Age, size / crate::lexicon::YEAR_DAYS, after + 1)),
                Some("of") if lower(after + 1) == Some("age") => {
                    return Some(Unit::new(Measure::Age, size / crate::lexicon::YEAR_DAYS, after + 2));
                }
                // "four second-half goals", "two second-placed sides": the ordinal.
                _ if word == "second" && joined && !hyphen => return None,
                _ => {}
            }
        }
        Dimension::Length => {
            if let (Some("per" | "an" | "a" | "/"), Some((Dimension::Duration, time))) =
                (lower(after), hour_or_second(lower(skip_dash(pieces, after + 1))))
            {
                return Some(Unit::new(Measure::Speed, size / (time * 86_400.0), skip_dash(pieces, after + 1) + 1));
            }
        }
        _ => {}
    }
    Some(Unit::new(dimension.into(), size, at + 1))
}

fn hour_or_second(word: Option<&str>) -> Option<(Dimension, f64)> {
    match word? {
        "hour" | "h" => unit("hour"),
        "second" | "s" => unit("second"),
        _ => None,
    }
}
