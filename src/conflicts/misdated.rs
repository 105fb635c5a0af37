//! One day of a month with two weekdays: "Friday, November 14" and "Thursday, November 14".

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::severity;
use super::{Conflict, Input, Statement, date};
use crate::facts::Happening;
use crate::lexicon::{month_name, weekday_name};

/// A day of a month: month, day of month.
type Day = (i8, i8);

/// Reports days that articles give two weekdays. Whatever happens on it, a day has one.
pub(super) fn find(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    let mut named: BTreeMap<Day, Vec<&Happening>> = BTreeMap::new();
    for happening in input.facts.happenings() {
        let moment = &happening.moment;
        if let (Some(month), Some(day), Some(_)) = (moment.month, moment.day, moment.weekday) {
            named.entry((month, day)).or_default().push(happening);
        }
    }
    for ((month, day), named) in named {
        // An article without a date tells of the same year as the others of its story; two known years are two days.
        let known: BTreeSet<Date> = named.iter().filter_map(|it| Some(it.moment.days?.0)).collect();
        let weekdays: BTreeSet<_> = named.iter().filter_map(|it| it.moment.weekday.map(weekday_name)).collect();
        let articles: BTreeSet<u32> = named.iter().map(|it| it.place.article).collect();
        if 1 < known.len() || weekdays.len() < 2 || articles.len() < 2 {
            continue;
        }
        let certain = named.iter().all(|it| it.moment.days.is_some() && !it.quoted);
        let statements = named.iter().map(|it| Statement {
            place: it.place,
            value: it.moment.weekday.map(weekday_name).unwrap_or_default().to_owned(),
            shown: input.read.text(it.place).split_whitespace().collect::<Vec<_>>().join(" "),
        });
        let day_of_month = format!("{day} {}", month_name(month));
        conflicts.push(Conflict {
            kind: date::CHECK.code,
            severity: severity::of(certain),
            confidence: if certain { 0.9 } else { 0.75 },
            subject: format!("weekday of {day_of_month}"),
            reason: "one day of one year has one weekday".to_owned(),
            remark: known.first().map(|date| format!("{day_of_month} {} is a {}", date.year(), weekday_name(date.weekday()))),
            statements: statements.collect(),
            settled: None,
        });
    }
}
