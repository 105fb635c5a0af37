//! Numbers with their unit or counted thing, as intervals.

mod bends;
mod head;
mod label;
pub(super) mod number;
mod read;
mod unit;

use std::ops::Range;

use super::TimeMention;
use super::pieces::Piece;
use crate::lexicon::Stem;
use crate::prose::Prose;
use crate::text::{Span, single_spaced};

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// "15".
    Exact,
    /// "about 15", "around a dozen"; loose words such as "dozens" and "several", whose ends are then apart.
    About,
    /// "over 15", "more than 15", "at least 15".
    AtLeast,
    /// "up to 15", "fewer than 15", "as many as 15".
    AtMost,
    /// "nearly 15", "almost 15", "just under 15".
    Nearly,
    /// "10 to 15", "between 10 and 15".
    Range,
}

/// What is measured. Two quantities compare only with one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Things that are counted; the thing is in [`Quantity::counted`].
    Count,
    /// A sum of money in this currency (ISO 4217; `"USD"` for a bare dollar sign).
    Money(&'static str),
    /// Per cent.
    Percent,
    /// Percentage points.
    PercentPoint,
    /// A person's or thing's age in years: "aged 71", "71-year-old", "Marlow, 71,".
    Age,
    /// A span of time in days.
    Duration,
    /// A length or distance in metres.
    Length,
    /// An area in square metres.
    Area,
    /// A volume in litres.
    Volume,
    /// A mass in kilograms.
    Mass,
    /// A speed in metres per second.
    Speed,
    /// A temperature in degrees Celsius.
    Temperature,
    /// An earthquake's magnitude.
    Magnitude,
    /// A score or a vote count written as two numbers: "3-1", "396-9"; compared as written.
    Score,
    /// "third", "21st", "No. 2": kept apart from counts.
    Ordinal,
    /// A number in a name or model: "Boeing 737", "G7", "Route 66". Never compared.
    Label,
}

impl Measure {
    /// What stands after a bare number of this measure in a normalised value.
    fn suffix(self) -> &'static str {
        match self {
            Self::Count | Self::Money(_) | Self::Score => "",
            Self::Percent => " %",
            Self::PercentPoint => " points",
            Self::Age => " years old",
            Self::Duration => " days",
            Self::Length => " m",
            Self::Area => " m2",
            Self::Volume => " l",
            Self::Mass => " kg",
            Self::Speed => " m/s",
            Self::Temperature => " C",
            Self::Magnitude => " magnitude",
            Self::Ordinal => ".",
            Self::Label => " (name)",
        }
    }
}

/// The counted thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The stem of its head noun ("agreements" of "cooperation agreements").
    pub stem: Stem,
    /// The token of its head noun.
    pub token: u32,
}

/// A number, with what it measures, as the values it can stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number with its approximator, sign and unit, without the counted thing: "around a dozen", "$3.5 billion", "12 km".
    pub tokens: Range<u32>,
    /// The number alone, as written (paragraph bytes): "dozen", "3.5", "12".
    pub number: Span,
    /// The value as written in the measure's unit; a range's lower end.
    pub low: f64,
    /// The same; a range's upper end.
    pub high: f64,
    /// Half a unit of the last digit that carries meaning, in the measure's unit: 0.05 for "3.5", 50 for "1,200", 0.5 for "15".
    pub rounding: f64,
    /// How exactly it is meant.
    pub precision: Precision,
    /// What is measured.
    pub measure: Measure,
    /// The counted thing, where there is one.
    pub counted: Option<Counted>,
    /// Stems of the words between the number and the counted thing, in text order: "cooperation" in "a dozen cooperation agreements".
    pub modifiers: Vec<Stem>,
}

/// How far "about" reaches to either side of the number: "around a dozen" is used for 10 to 14.
const ABOUT: f64 = 0.15;
/// How far up "over" and "at least" reach: nobody writes "over 10" of 16.
const OVER: f64 = 1.5;
/// How far down "up to" and "fewer than" reach.
const UP_TO: f64 = 0.6;
/// How far down "nearly" and "almost" reach.
const NEARLY: f64 = 0.85;

/// From "dozens" up a vague word has no upper end; "several" and "a couple of" have one.
const VAGUE_FROM: f64 = 20.0;

impl Quantity {
    /// The values it can stand for, both ends inside: "over 10" is 10 to 15, "around a dozen" 10 to 14. Pragmatic, not logical:
    /// a bound without a soft end would agree with everything.
    pub fn interval(&self) -> (f64, f64) {
        match self.precision {
            Precision::Exact | Precision::Range => (self.low, self.high),
            // "dozens", "thousands": at least that many, and nobody knows how many more.
            Precision::About if self.low < self.high && VAGUE_FROM <= self.low => (self.low, f64::INFINITY),
            Precision::About if self.low < self.high => (self.low, self.high),
            Precision::About => {
                let reach = (self.low * ABOUT).abs();
                let (low, high) = (self.low - reach, self.high + reach);
                // Things come whole: 10.2 to 13.8 of them are 10 to 14.
                if self.measure == Measure::Count && self.low >= 10.0 { (low.floor(), high.ceil()) } else { (low, high) }
            }
            Precision::AtLeast => (self.low, self.high * OVER),
            Precision::AtMost => (self.low * UP_TO, self.high),
            Precision::Nearly => (self.low * NEARLY, self.high),
        }
    }

    /// Whether both can be said of one thing: their intervals meet once the coarser rounding of the two is allowed for, so that
    /// "$3.5 billion" and "$3.47 billion" agree. `false` when they do not measure the same.
    pub fn compatible(&self, other: &Self) -> bool {
        if self.measure != other.measure {
            return false;
        }
        if self.measure == Measure::Score {
            // "won 3-1" and "lost 1-3" tell one game from its two sides.
            let turned = (other.high, other.low);
            return (self.low, self.high) == (other.low, other.high) || (self.low, self.high) == turned;
        }
        let slack = self.rounding.max(other.rounding) * (1.0 + 1e-9);
        if self.precision == Precision::Range && other.precision == Precision::Range {
            // Two ranges of one thing have the same ends: "10 to 12" is not "10 to 18", though they share a part.
            return (self.low - other.low).abs() <= slack && (self.high - other.high).abs() <= slack;
        }
        let (low, high) = self.interval();
        let (other_low, other_high) = other.interval();
        low - other_high <= slack && other_low - high <= slack
    }

    /// How a message names it: "about 12", "over 10", "$3.5 billion", "15". `words` is the text of its tokens.
    pub fn shown(&self, words: &str) -> String {
        if self.measure == Measure::Age && self.precision == Precision::Exact && self.low.fract() == 0.0 {
            return figure(self.low);
        }
        if self.measure != Measure::Count {
            return single_spaced(words);
        }
        let number = match self.precision {
            Precision::Range => format!("{} to {}", figure(self.low), figure(self.high)),
            // A loose word has no better name than itself.
            Precision::About if self.low < self.high => return words.to_lowercase(),
            _ => figure(self.low),
        };
        let at_least = words.get(..8).is_some_and(|it| it.eq_ignore_ascii_case("at least"));
        match self.precision {
            Precision::Exact | Precision::Range => number,
            Precision::About => format!("about {number}"),
            Precision::AtLeast if at_least => format!("at least {number}"),
            Precision::AtLeast => format!("over {number}"),
            Precision::AtMost => format!("up to {number}"),
            Precision::Nearly => format!("nearly {number}"),
        }
    }

    /// The value in the measure's own unit: equal values give equal strings.
    pub fn normal(&self) -> String {
        let number = if self.measure == Measure::Score {
            format!("{}-{}", plain(self.low), plain(self.high))
        } else if self.low < self.high {
            format!("{}..{}", plain(self.low), plain(self.high))
        } else {
            plain(self.low)
        };
        let bend = match self.precision {
            Precision::Exact | Precision::Range => "",
            Precision::About => "~",
            Precision::AtLeast => ">=",
            Precision::AtMost => "<=",
            Precision::Nearly => "<~",
        };
        let currency = if let Measure::Money(code) = self.measure { format!("{code} ") } else { String::new() };
        format!("{bend}{currency}{number}{}", self.measure.suffix())
    }
}

/// A number without noise: four places at most, none where it is whole.
fn plain(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    format!("{rounded}")
}

/// A number for readers: "12", "1,247", "3.5 million".
fn figure(value: f64) -> String {
    for (size, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if value >= size {
            return format!("{} {name}", plain(value / size));
        }
    }
    let text = plain(value);
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, _)| (whole, &text[whole.len()..]));
    if whole.len() <= 3 {
        return text;
    }
    let (thousands, rest) = whole.split_at(whole.len() - 3);
    format!("{thousands},{rest}{fraction}")
}

/// The quantities of one paragraph, in text order; `lower` is the paragraph with ASCII letters in lower case. The words of `times`
/// are left out: "June 20" holds no count.
pub(super) fn quantities(paragraph: &str, lower: &str, prose: &Prose, pieces: &[Piece<'_>], times: &[TimeMention]) -> Vec<Quantity> {
    read::read(&read::Reader { paragraph, lower, prose, pieces, times })
}

#[cfg(test)]
mod tests;
