//! One day of a month with two weekdays: "Friday, November 14" and "Thursday, November 14".

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::severity;
use super::{Conflict, Input, Statement, date};
use crate::facts::Happening;
use crate::lexicon::{month_name, weekday_name};
use crate::text::single_spaced;

/// A day of a month: month, day of month.
pub(super) type Day = (i8, i8);

/// The day that a happening gives with its weekday; `None` where it gives not both.
pub(super) fn day(happening: &Happening) -> Option<Day> {
    let moment = &happening.moment;
    moment.weekday.and(moment.month.zip(moment.day))
}

/// The report on a day to which these articles give two weekdays. Whatever happens on it, a day has one.
pub(super) fn conflict(input: &Input<'_>, of: Day, articles: &[u32]) -> Option<Conflict> {
    let (month, day_of_month) = of;
    let happenings = articles.iter().flat_map(|&article| &input.facts.articles[article as usize].happenings);
    let named: Vec<&Happening> = happenings.filter(|it| day(it) == Some(of)).collect();
    // An article without a date tells of the same year as the others of its story; two known years are two days.
    let known: BTreeSet<Date> = named.iter().filter_map(|it| Some(it.moment.days?.0)).collect();
    let weekdays: BTreeSet<_> = named.iter().filter_map(|it| it.moment.weekday.map(weekday_name)).collect();
    let articles: BTreeSet<u32> = named.iter().map(|it| it.place.article).collect();
    if 1 < known.len() || weekdays.len() < 2 || articles.len() < 2 {
        return None;
    }
    let certain = named.iter().all(|it| it.moment.days.is_some() && !it.quoted);
    let statements = named.iter().map(|it| Statement {
        place: it.place,
        value: it.moment.weekday.map(weekday_name).unwrap_or_default().to_owned(),
        shown: single_spaced(input.read.text(it.place)),
    });
    let day_of_month = format!("{day_of_month} {}", month_name(month));
    Some(Conflict {
        kind: date::CHECK.code,
        severity: severity::of(certain),
        confidence: if certain { 0.9 } else { 0.75 },
        subject: format!("weekday of {day_of_month}"),
        reason: "one day of one year has one weekday".to_owned(),
        remark: known.first().map(|date| format!("{day_of_month} {} is a {}", date.year(), weekday_name(date.weekday()))),
        statements: statements.collect(),
        settled: None,
    })
}
