//! Numbers with their unit or counted thing, as intervals.

use std::ops::Range;

use crate::lexicon::Stem;
use crate::prose::Prose;
use crate::text::Span;

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// "15".
    Exact,
    /// "about 15", "around a dozen", "dozens".
    About,
    /// "over 15", "more than 15", "at least 15".
    AtLeast,
    /// "up to 15", "fewer than 15", "nearly 15".
    AtMost,
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
    /// A person's or thing's age in years: "aged 71", "71-year-old", "Orlov, 71,".
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
}

impl Quantity {
    /// The values it can stand for, both ends inside: "over 10" is 10 to 15, "around a dozen" 10 to 14. Pragmatic, not logical:
    /// a bound without a soft end would agree with everything.
    pub fn interval(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

/// The quantities of one paragraph, in text order.
pub(super) fn quantities(_paragraph: &str, _prose: &Prose) -> Vec<Quantity> {
    Vec::new()
}
