//! A date of one article with a weekday that it is not: "Thursday, November 14, 2025", which is a Friday.

use jiff::civil::{Date, Weekday};

use super::kept::Inside;
use super::{Check, Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Happening, Place};
use crate::lexicon::{month_name, weekday, weekday_name};
use crate::text::Span;

pub(super) const CHECK: Check = Check {
    code: "weekday",
    summary: "A date stands beside a weekday that it is not.",
    help: include_str!("../../tests/specs/weekday.md"),
    example: "“Thursday, November 14, 2025”, which is a Friday",
    severity: Severity::Warning,
    keep: || Box::new(Inside::new(run)),
};

/// A date without a year is taken to be the one nearest to the article's own, if it is this near: beyond, "Friday, June 3" may be
/// told of any year.
const NEAR_DAYS: i32 = 120;

fn run(input: &Input<'_>, article: u32, conflicts: &mut Vec<Conflict>) {
    for happening in &input.facts.articles[article as usize].happenings {
        let Some((date, written)) = date(input, happening) else { continue };
        let Some((weekday_at, date_at)) = halves(input, happening.place) else { continue };
        if date.weekday() == written {
            continue;
        }
        let right = weekday_name(date.weekday());
        let day = format!("{} {} {}", date.day(), month_name(date.month()), date.year());
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: if happening.quoted { Severity::Information } else { Severity::Warning },
            confidence: 0.9,
            subject: "weekday and date".to_owned(),
            reason: format!("{day} is a {right}"),
            remark: None,
            statements: vec![
                Statement { place: weekday_at, value: weekday_name(written).to_owned(), shown: weekday_name(written).to_owned() },
                Statement { place: date_at, value: right.to_owned(), shown: format!("{day}, a {right},") },
            ],
            settled: None,
        });
    }
}

/// The day that a time names and the weekday written beside it. `None` where the year is neither written nor near.
fn date(input: &Input<'_>, happening: &Happening) -> Option<(Date, Weekday)> {
    let moment = &happening.moment;
    let (month, day, weekday) = (moment.month?, moment.day?, moment.weekday?);
    if let Some(year) = moment.year {
        return Some((Date::new(year, month, day).ok()?, weekday));
    }
    let own = input.facts.timeline.days.get(happening.place.article as usize).copied().flatten()?;
    let days = |date: &Date| date.since(own).map_or(i32::MAX, |span| span.get_days().abs());
    let nearest = (own.year() - 1..=own.year() + 1).filter_map(|year| Date::new(year, month, day).ok()).min_by_key(days)?;
    (days(&nearest) <= NEAR_DAYS).then_some((nearest, weekday))
}

/// The weekday of a written date, and the rest of it. `None` where they do not stand side by side.
fn halves(input: &Input<'_>, place: Place) -> Option<(Place, Place)> {
    let words = input.read.text(place);
    let at = |from: usize, to: usize| Place { article: place.article, span: Span::new(from as u32, to as u32).shifted(place.span.start) };
    let ends = words.find(|c: char| !c.is_alphabetic())?;
    if weekday(&words[..ends].to_lowercase()).is_some() {
        let rest = ends + words[ends..].find(char::is_alphanumeric)?;
        return Some((at(0, ends), at(rest, words.len())));
    }
    let begins = words.rfind(|c: char| !c.is_alphabetic())? + 1;
    weekday(&words[begins..].to_lowercase())?;
    let rest = words[..begins].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    (0 < rest).then(|| (at(begins, words.len()), at(0, rest)))
}
