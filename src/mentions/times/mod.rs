//! Days, dates, years, clock times and spans of time, as written. `facts` resolves them against the article's date.

use std::ops::Range;

use jiff::civil::Weekday;

use crate::prose::Prose;

/// How the time stands to what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// "on Friday", "in 2020", or no preposition.
    On,
    /// "since 2020", "from Friday".
    Since,
    /// "until Friday".
    Until,
    /// "before Friday".
    Before,
    /// "after Friday".
    After,
    /// "by Friday".
    By,
}

/// A time as written.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// "Friday", "last Friday" (-1), "next Friday" (1).
    Weekday {
        /// The day of the week.
        weekday: Weekday,
        /// "last" is -1, "this" or nothing 0, "next" 1.
        week: i8,
    },
    /// "today" (0), "yesterday" (-1), "tomorrow" (1).
    Relative {
        /// Days from the article's own.
        days: i16,
    },
    /// "June 20", "20 June 2024", "Thursday, June 20".
    Day {
        /// The year, where written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// The weekday, where written.
        weekday: Option<Weekday>,
    },
    /// "June", "June 2024", "last June" (-1), "next June" (1).
    Month {
        /// The year, where written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// "last" is -1, "this" or nothing 0, "next" 1.
        turn: i8,
    },
    /// "2024", "last year" as a relative one.
    Year {
        /// The year as written.
        year: i16,
    },
    /// "last year" (-1), "this year" (0), "next year" (1).
    RelativeYear {
        /// Years from the article's own.
        years: i8,
    },
    /// "the 1950s".
    Decade {
        /// Its first year.
        year: i16,
    },
    /// "15 months ago", "over two years ago", "in 24 years" (the last time so long ago): a span back from the article's date.
    Ago {
        /// Fewest days back.
        days_min: f64,
        /// Most days back.
        days_max: f64,
        /// Days in the unit it was written in: 1, 7, 30.44, 365.25.
        unit_days: f64,
    },
    /// "2am", "7pm GMT", "4:30 a.m. local time".
    Clock {
        /// Minutes after midnight as written.
        minutes: i16,
        /// Minutes east of UTC, where a zone is written and known.
        zone: Option<i16>,
    },
}

/// A time that the text names.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    /// Its words, without the preposition.
    pub tokens: Range<u32>,
    /// What it says.
    pub when: When,
    /// How it stands to what is told.
    pub relation: Relation,
}

/// The times of one paragraph, in text order.
pub(super) fn times(_paragraph: &str, _prose: &Prose) -> Vec<TimeMention> {
    Vec::new()
}
