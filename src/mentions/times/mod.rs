//! Days, dates, years, clock times and spans of time, as written. `facts` resolves them against the article's date.

mod clock;
mod dates;
mod spans;

use std::ops::Range;

use jiff::civil::Weekday;

use super::pieces::Piece;
use crate::lexicon::{Hints, Season, bend_before};

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

/// A narrower part of what the words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// "early May", "the start of 2020".
    Early,
    /// "mid-May".
    Middle,
    /// "late May", "the end of 2020".
    Late,
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
    /// "2024".
    Year {
        /// The year as written.
        year: i16,
    },
    /// "between 1995 and 2023", "2012-13": one span.
    Years {
        /// Its first year.
        first: i16,
        /// Its last year.
        last: i16,
    },
    /// "the summer of 2011", "this spring", "last summer" (-1).
    Season {
        /// Of the northern year.
        season: Season,
        /// The year, where written.
        year: Option<i16>,
        /// "last" is -1, "this" or nothing 0, "next" 1.
        turn: i8,
    },
    /// "last week" (-1), "this week" (0), "next week" (1).
    RelativeWeek {
        /// Weeks from the article's own.
        weeks: i8,
    },
    /// "last month" (-1), "this month" (0), "next month" (1).
    RelativeMonth {
        /// Months from the article's own.
        months: i8,
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
    /// The part of the month, season, year or decade that is meant, where the text says so.
    pub part: Option<Part>,
}

/// What was found and one past its last piece.
type Found = (When, usize);

/// The times of one paragraph, in text order.
pub(super) fn times(pieces: &[Piece<'_>]) -> Vec<TimeMention> {
    let mut times = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if !pieces[at].is_number_or(Hints::TIME) {
            at += 1;
            continue;
        }
        let found = dates::date(pieces, at).or_else(|| clock::clock(pieces, at)).or_else(|| spans::span(pieces, at));
        let Some((when, end)) = found else {
            at += 1;
            continue;
        };
        let (from, part) = part_before(pieces, at, &when);
        let mut relation = relation_before(pieces, from, &when);
        // "between May 1 and May 9": a span from the first to the second.
        if before(pieces, from, 1) == Some("between") {
            relation = Relation::Since;
        } else if before(pieces, from, 1) == Some("and") && times.last().is_some_and(|it: &TimeMention| it.relation == Relation::Since) {
            relation = Relation::Until;
        }
        times.push(TimeMention { tokens: pieces[from].token..pieces[end - 1].token + 1, when, relation, part });
        at = end;
    }
    times
}

/// The word `n` before piece `at`, in its sentence.
fn before<'p>(pieces: &[Piece<'p>], at: usize, n: usize) -> Option<&'p str> {
    let piece = pieces[at.checked_sub(n)?];
    (piece.sentence == pieces[at].sentence).then_some(piece.lower)
}

/// The words before a time that belong to it: (first piece with them, the part of the time that they name). Days and clock times have none:
/// "early Friday" is Friday.
fn part_before(pieces: &[Piece<'_>], at: usize, when: &When) -> (usize, Option<Part>) {
    if matches!(when, When::Ago { .. }) {
        // "over 15 months ago".
        return (at - bend_before(|n| before(pieces, at, n)).map_or(0, |(_, words)| words), None);
    }
    if !matches!(
        when,
        When::Month { .. }
            | When::Year { .. }
            | When::Season { .. }
            | When::Decade { .. }
            | When::RelativeYear { .. }
            | When::RelativeMonth { .. }
    ) {
        return (at, None);
    }
    let word = |n| before(pieces, at, n);
    match (word(1), word(2)) {
        (Some("early"), _) => (at - 1, Some(Part::Early)),
        (Some("late"), _) => (at - 1, Some(Part::Late)),
        (Some("-"), Some("mid")) => (at - 2, Some(Part::Middle)),
        (Some("mid"), _) => (at - 1, Some(Part::Middle)),
        (Some("of"), Some("end" | "close")) => (at, Some(Part::Late)),
        (Some("of"), Some("start" | "beginning")) => (at, Some(Part::Early)),
        _ => (at, None),
    }
}

/// How the time stands to what is told, by the preposition before it.
fn relation_before(pieces: &[Piece<'_>], at: usize, when: &When) -> Relation {
    let word = |n| before(pieces, at, n);
    // "since about 2010", "since the summer of 2011", "since at least 2010".
    let skipped = match word(1) {
        Some("the" | "last" | "this" | "early" | "late") => 1,
        _ => bend_before(word).map_or(0, |(_, words)| words),
    };
    match word(1 + skipped) {
        Some("since") => Relation::Since,
        // "from midnight" begins something, "the message from Friday" is only of that day.
        Some("from") if matches!(when, When::Clock { .. } | When::Month { .. }) => Relation::Since,
        Some("until" | "till" | "through") => Relation::Until,
        Some("before") => Relation::Before,
        Some("after") => Relation::After,
        Some("by") => Relation::By,
        _ => Relation::On,
    }
}

#[cfg(test)]
mod tests;
