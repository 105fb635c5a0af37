//! Days of the week and of the month, months, seasons, years, decades.

use super::{Found, When, before};
use crate::lexicon::{month, number_word, season, weekday};
use crate::mentions::pieces::Piece;

/// The date whose first word is piece `at`.
pub(super) fn date(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let piece = &pieces[at];
    if piece.is_number() {
        return iso(pieces, at).or_else(|| day_first(pieces, at)).or_else(|| year(pieces, at));
    }
    if piece.is_capitalised() {
        // "Last year it rose": capitals inside a sentence are names.
        let opens = before(pieces, at, 1).is_none() && matches!(piece.lower, "last" | "next" | "this");
        let turned = || if opens { turned(pieces, at) } else { None };
        return on_weekday(pieces, at).or_else(|| month_first(pieces, at)).or_else(|| in_month(pieces, at, 0)).or_else(turned);
    }
    match piece.lower {
        "today" | "tonight" => Some((When::Relative { days: 0 }, at + 1)),
        "yesterday" => Some((When::Relative { days: -1 }, at + 1)),
        "tomorrow" => Some((When::Relative { days: 1 }, at + 1)),
        "last" | "next" | "this" => turned(pieces, at),
        "between" | "from" => years_between(pieces, at),
        _ => in_season(pieces, at, 0),
    }
}

/// Words beside a weekday that make it part of a name: "the Sunday Herald", "Black Friday".
const DAY_NAMES_BEFORE: &[&str] =
    &["ash", "black", "bloody", "cyber", "easter", "fat", "giving", "good", "holy", "maundy", "palm", "ruby", "sheffield", "super"];
const DAY_NAMES_AFTER: &[&str] = &["express", "herald", "mail", "mirror", "post", "star", "sun", "telegraph", "times", "world"];

fn day_of_week(pieces: &[Piece<'_>], at: usize) -> Option<jiff::civil::Weekday> {
    let piece = pieces.get(at)?;
    let weekday = weekday(piece.lower)?;
    // "Sat", "Sun" and "Wed" are words: short forms need their stop or a date behind.
    let full = piece.lower.ends_with("day");
    let short = piece.lower.ends_with('.')
        || pieces.get(at + 1).is_some_and(|it| matches!(it.text, "." | ","))
            && (1..=3).any(|n| pieces.get(at + n).is_some_and(|it| month(it.lower).is_some() || it.is_number()));
    if !piece.is_capitalised() || !(full || short) {
        return None;
    }
    let named_before = before(pieces, at, 1).is_some_and(|it| DAY_NAMES_BEFORE.contains(&it)) && pieces[at - 1].is_capitalised();
    // "every Friday" is no day.
    let habit = before(pieces, at, 1).is_some_and(|it| matches!(it, "every" | "each"));
    let named_after = pieces.get(at + 1).is_some_and(|it| it.is_capitalised() && DAY_NAMES_AFTER.contains(&it.lower));
    let mail_on = before(pieces, at, 1) == Some("on") && before(pieces, at, 2) == Some("mail");
    (!named_before && !named_after && !habit && !mail_on).then_some(weekday)
}

/// "Friday", "Friday last week", "Thursday, June 20", "Saturday 3 August 2013".
fn on_weekday(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let weekday = day_of_week(pieces, at)?;
    let lower = |at: usize| pieces.get(at).map(|it| it.lower);
    let mut after = at + 1;
    while matches!(lower(after), Some("," | "." | "(" | "the" | "morning" | "afternoon" | "evening" | "night")) {
        after += 1;
    }
    if let Some(piece) = pieces.get(after).filter(|it| it.sentence == pieces[at].sentence || it.is_number()) {
        let dated = if piece.is_number() { day_first(pieces, after) } else { month_first(pieces, after) };
        if let Some((When::Day { year, month, day, .. }, end)) = dated {
            return Some((When::Day { year, month, day, weekday: Some(weekday) }, end));
        }
    }
    let of = usize::from(lower(at + 1) == Some("of"));
    match (lower(at + 1 + of), lower(at + 2 + of)) {
        (Some("last"), Some("week")) => Some((When::Weekday { weekday, week: -1 }, at + 3 + of)),
        (Some("next"), Some("week")) => Some((When::Weekday { weekday, week: 1 }, at + 3 + of)),
        (Some("this"), Some("week")) => Some((When::Weekday { weekday, week: 0 }, at + 3 + of)),
        _ => Some((When::Weekday { weekday, week: 0 }, at + 1)),
    }
}

/// "last Friday", "this morning", "next year", "last June", "this spring".
fn turned(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let turn: i8 = match pieces[at].lower {
        "last" => -1,
        "next" => 1,
        _ => 0,
    };
    let next = pieces.get(at + 1)?;
    if let Some(weekday) = day_of_week(pieces, at + 1) {
        // "last Friday, June 14" says the day itself.
        return match on_weekday(pieces, at + 1) {
            Some(found @ (When::Day { .. }, _)) => Some(found),
            _ => Some((When::Weekday { weekday, week: turn }, at + 2)),
        };
    }
    match (next.lower, turn) {
        ("week", _) => Some((When::RelativeWeek { weeks: turn }, at + 2)),
        ("month", _) => Some((When::RelativeMonth { months: turn }, at + 2)),
        ("year", _) => Some((When::RelativeYear { years: turn }, at + 2)),
        ("night" | "evening", -1) => Some((When::Relative { days: -1 }, at + 2)),
        ("morning" | "afternoon" | "evening", 0) => Some((When::Relative { days: 0 }, at + 2)),
        _ if month(next.lower).is_some() => match month_first(pieces, at + 1) {
            Some(found @ (When::Day { .. }, _)) => Some(found),
            _ => in_month(pieces, at + 1, turn),
        },
        _ => in_season(pieces, at + 1, turn),
    }
}

/// A year in digits at `at`, after "of" or a comma or nothing: (year, one past it).
fn year_after(pieces: &[Piece<'_>], at: usize) -> Option<(i16, usize)> {
    let lower = |at: usize| pieces.get(at).map(|it| it.lower);
    let skipped = usize::from(matches!(lower(at), Some("," | "of")));
    if let Some(year) = pieces.get(at + skipped).and_then(as_year) {
        return Some((year, at + skipped + 1));
    }
    None
}

fn as_year(piece: &Piece<'_>) -> Option<i16> {
    let plain = piece.is_number() && piece.text.len() == 4 && piece.text.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = if plain { piece.text.parse().ok()? } else { return None };
    (1_000..=2_100).contains(&year).then_some(year)
}

fn as_day(piece: &Piece<'_>) -> Option<i8> {
    let day: i8 = if piece.is_number() && piece.text.len() <= 2 { piece.text.parse().ok()? } else { return None };
    (1..=31).contains(&day).then_some(day)
}

/// One past "st", "nd", "rd", "th" glued to a number.
fn past_ending(pieces: &[Piece<'_>], at: usize) -> usize {
    let ending = pieces.get(at).is_some_and(|it| it.glued && matches!(it.lower, "st" | "nd" | "rd" | "th"));
    at + usize::from(ending)
}

/// "2024-06-20".
fn iso(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let year = as_year(&pieces[at])?;
    let [dash, month, second, day] = pieces.get(at + 1..at + 5)? else { return None };
    if !(dash.is_dash() && second.is_dash() && dash.glued && month.glued && day.glued && month.text.len() == 2 && day.text.len() == 2) {
        return None;
    }
    let month: i8 = month.text.parse().ok().filter(|it| (1..=12).contains(it))?;
    Some((When::Day { year: Some(year), month, day: as_day(day)?, weekday: None }, at + 5))
}

/// "20 June 2024", "31st of December".
fn day_first(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let day = as_day(&pieces[at])?;
    let mut after = past_ending(pieces, at + 1);
    let of = pieces.get(after).is_some_and(|it| it.lower == "of");
    if of && after == at + 1 {
        return None;
    }
    after += usize::from(of);
    let name = pieces.get(after).filter(|it| it.is_capitalised())?;
    let month = month(name.lower)?;
    // "20 May councillors" is not written; "12 March on" is a number and a verb only at a sentence's start.
    let stop = usize::from(pieces.get(after + 1).is_some_and(|it| it.text == "." && it.glued && name.text.len() == 3));
    let (year, end) = year_after(pieces, after + 1 + stop).map_or((None, after + 1), |(year, end)| (Some(year), end));
    Some((When::Day { year, month, day, weekday: None }, end))
}

/// "June 20", "Nov. 12, 2013", "April 29th".
fn month_first(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let name = pieces.get(at).filter(|it| it.is_capitalised())?;
    let month = month(name.lower)?;
    let stop = usize::from(pieces.get(at + 1).is_some_and(|it| it.text == "." && it.glued));
    let day_at = at + 1 + stop;
    let day = as_day(pieces.get(day_at)?)?;
    let after = past_ending(pieces, day_at + 1);
    // "June 20-22": several days, none of them named.
    if pieces.get(after).is_some_and(|it| it.is_dash() && it.glued) && pieces.get(after + 1).is_some_and(|it| it.glued && it.is_number()) {
        return Some((When::Month { year: year_after(pieces, after + 2).map(|it| it.0), month, turn: 0 }, after + 2));
    }
    let (year, end) = year_after(pieces, after).map_or((None, after), |(year, end)| (Some(year), end));
    // "the Sept. 11 attacks" is what they are called.
    if month == 9 && day == 11 && pieces.get(end).is_some_and(|it| it.lower.starts_with("attack") || it.lower.starts_with("terror")) {
        return None;
    }
    Some((When::Day { year, month, day, weekday: None }, end))
}

/// "June", "June 2024", "June of 2024". Months that are words or names too ("May", "March", "April", "August", "June") need
/// a preposition or a year beside them.
fn in_month(pieces: &[Piece<'_>], at: usize, turn: i8) -> Option<Found> {
    let name = pieces.get(at).filter(|it| it.is_capitalised())?;
    let month = month(name.lower)?;
    let short = !matches!(name.lower, "may") && name.text.trim_end_matches('.').len() <= 4 && name.lower != "june" && name.lower != "july";
    let stop = usize::from(pieces.get(at + 1).is_some_and(|it| it.text == "." && it.glued && short));
    if let Some((year, end)) = year_after(pieces, at + 1 + stop) {
        return Some((When::Month { year: Some(year), month, turn: 0 }, end));
    }
    // "September this year", "November last year".
    if let (Some(word), Some("year")) = (pieces.get(at + 1).map(|it| it.lower), pieces.get(at + 2).map(|it| it.lower)) {
        match word {
            "this" => return Some((When::Month { year: None, month, turn: 0 }, at + 3)),
            "last" => return Some((When::Month { year: None, month, turn: -1 }, at + 3)),
            "next" => return Some((When::Month { year: None, month, turn: 1 }, at + 3)),
            _ => {}
        }
    }
    if short && stop == 0 && !name.lower.ends_with('.') {
        return None;
    }
    let prepared = turn != 0
        || before(pieces, at, 1).is_some_and(|it| {
            matches!(
                it,
                "in" | "since"
                    | "until"
                    | "till"
                    | "by"
                    | "of"
                    | "from"
                    | "early"
                    | "late"
                    | "mid"
                    | "during"
                    | "to"
                    | "before"
                    | "after"
                    | "this"
            )
        })
        || (before(pieces, at, 1) == Some("-") && before(pieces, at, 2) == Some("mid"));
    let next = pieces.get(at + 1);
    // "in April Jones's house", "of March Hill".
    let named = next.is_some_and(|it| it.is_capitalised() && it.sentence == name.sentence)
        || next.is_some_and(|it| it.kind == crate::prose::Kind::Possessive);
    let ambiguous = matches!(name.lower, "may" | "march" | "april" | "august" | "june");
    (prepared && !(ambiguous && named)).then_some((When::Month { year: None, month, turn }, at + 1))
}

/// "summer of 2011", "this spring", "in the summer".
fn in_season(pieces: &[Piece<'_>], at: usize, turn: i8) -> Option<Found> {
    let piece = pieces.get(at)?;
    let season = season(piece.lower)?;
    if let Some((year, end)) = year_after(pieces, at + 1) {
        return Some((When::Season { season, year: Some(year), turn: 0 }, end));
    }
    let told = before(pieces, at, 1).is_some_and(|it| matches!(it, "this" | "last" | "next"));
    told.then_some((When::Season { season, year: None, turn }, at + 1))
}

/// "2024", "the 1950s", "2012-13".
fn year(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let year = as_year(&pieces[at])?;
    let glued = pieces[at].glued;
    let word = |n| before(pieces, at, n);
    let next = pieces.get(at + 1).filter(|it| it.sentence == pieces[at].sentence);
    if next.is_some_and(|it| it.glued && (it.lower == "s" || it.kind == crate::prose::Kind::Possessive)) && year % 10 == 0 {
        return Some((When::Decade { year }, at + 2));
    }
    // "$2000", "MH2010", "/2010": no year; "(2010" and "mid-2010" are.
    if glued && !matches!(word(1), Some("(" | "-" | "[" | "\"" | "'" | "‘" | "“" | "–" | "—")) {
        return None;
    }
    if let Some(last) =
        next.filter(|it| (it.is_dash() || it.text == "/") && it.glued).and_then(|_| pieces.get(at + 2)).filter(|it| it.glued)
        && let Some(last) = last_year(year, last)
    {
        return Some((When::Years { first: year, last }, at + 3));
    }
    let prepared = word(1).is_some_and(|it| {
        matches!(
            it,
            "in" | "since"
                | "of"
                | "by"
                | "until"
                | "till"
                | "during"
                | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "around"
                | "circa"
                | "year"
                | "from"
                | "("
                | "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "their"
                | "its"
                | "and"
                | "to"
                | "through"
                | "or"
                | "'s"
        )
    });
    // "2,000 people" is written "2000 people" as well; a year stands before a plural only behind such a word.
    let counted = next.is_some_and(|it| {
        crate::lexicon::unit(it.lower).is_some()
            || crate::lexicon::currency_name(it.lower).is_some()
            || number_word(it.lower).is_some()
            || matches!(it.lower, "people" | "men" | "women" | "children" | "%" | "percent" | "per")
            || (!prepared && it.lower.len() > 3 && it.lower.ends_with('s') && !it.is_capitalised())
    });
    let modern = (1_900..=2_100).contains(&year);
    (!counted
        && (prepared || modern)
        && (modern || word(1).is_some_and(|it| matches!(it, "in" | "since" | "of" | "until" | "by" | "from"))))
    .then_some((When::Year { year }, at + 1))
}

/// The last year of a span that begins in `first`: "13" or "2013" after "2012".
fn last_year(first: i16, piece: &Piece<'_>) -> Option<i16> {
    let last = match piece.text.len() {
        4 => as_year(piece)?,
        2 => {
            let digits: i16 = piece.text.parse().ok()?;
            first - first % 100 + digits
        }
        _ => return None,
    };
    (first < last).then_some(last)
}

/// "between 1995 and 2023", "from 1990 to 1991".
fn years_between(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let first = as_year(pieces.get(at + 1)?)?;
    let joint = if pieces[at].lower == "between" { "and" } else { "to" };
    if pieces.get(at + 2)?.lower != joint {
        return None;
    }
    let last = as_year(pieces.get(at + 3)?)?;
    (first <= last).then_some((When::Years { first, last }, at + 4))
}
