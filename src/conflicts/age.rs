//! One person, two ages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::kept::Keeper;
use super::keyed::{Keyed, Speech};
use super::linked::key;
use super::measured::Numbers;
use super::roll::Change;
use super::severity;
use super::trace::{self, Passed};
use super::{Check, Conflict, Input, Statement};
use crate::bundle::{IsoDate, Severity};
use crate::facts::{AgeStated, AgeTime, PersonKey};
use crate::mentions::Measure;

pub(super) const CHECK: Check = Check {
    code: "age",
    summary: "A person's age differs between articles.",
    help: include_str!("../../tests/specs/age.md"),
    example: "“Marsh, 71, appealed” in one, “Marsh, 61, appealed” in another",
    severity: Severity::Warning,
    keep: || Box::new(Ages::default()),
};

/// Days in a year, to tell how much older somebody is in a later article.
const YEAR_DAYS: i32 = 365;
/// Articles this near each other tell of one week's news; a birthday seldom falls between them.
const SAME_WEEK_DAYS: i32 = 7;

/// What is known of the ages of a story.
struct Ages {
    of_persons: Keyed<PersonKey, Arc<Conflict>>,
    /// See [`is_beside_no_name`].
    told_alike: Numbers,
}

impl Default for Ages {
    fn default() -> Self {
        let told_alike = Numbers::new(CHECK.code, |measure| measure == Measure::Age, |_, _| "age".to_owned());
        Self { of_persons: Keyed::default(), told_alike }
    }
}

impl Keeper for Ages {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let persons = |article: u32| {
            let mut persons: Speech<PersonKey> = Speech::new();
            for age in &input.facts.articles[article as usize].ages {
                persons.entry(age.person).or_default().push((key((age.years, age.when)), age.place.span));
            }
            persons
        };
        self.of_persons.update(change, persons, [], |&person, articles| of_person(input, person, articles).map(|it| change.told(it)));
        found.extend(self.of_persons.reports().cloned());
        let mut told_alike = Vec::new();
        self.told_alike.conflicts(input, change, &mut told_alike);
        found.extend(told_alike.into_iter().filter(|it| is_beside_no_name(input, it)));
    }
}

/// The report on the ages that these articles give somebody.
fn of_person(input: &Input<'_>, person: PersonKey, articles: &[u32]) -> Option<Conflict> {
    let given = articles.iter().flat_map(|&article| &input.facts.articles[article as usize].ages);
    let all: Vec<&AgeStated> = given.filter(|it| it.person == person).collect();
    // An article that tells of two moments of a life ("was 18 then, is 24 now") is no witness to one of them.
    let told_twice = told_twice(&all);
    let ages: Vec<&AgeStated> = all.into_iter().filter(|it| !told_twice.contains_key(&it.place.article)).collect();
    let both_told =
        |one: &AgeStated, other: &AgeStated| told_twice.values().any(|years| years.contains(&one.years) && years.contains(&other.years));
    let of_one_time = |one: &AgeStated, other: &AgeStated| (one.when == AgeTime::Then) == (other.when == AgeTime::Then);
    let differ = |one: &AgeStated, other: &AgeStated| {
        let one_time = !both_told(one, other) && of_one_time(one, other);
        let years = if one_time { unexplained(input, one, other) } else { 0 };
        if years == 0 {
            trace::pass(one.place, other.place, if one_time { Passed::BothRight } else { Passed::OtherTime });
        }
        years
    };
    let mut compared = ages.clone();
    // A text may tell one age a thousand times; who asks, asks of each.
    if !trace::is_asked() {
        let mut told = BTreeSet::new();
        compared.retain(|it| told.insert((it.place.article, it.years, it.when == AgeTime::Then)));
    }
    let gravest = compared.iter().flat_map(|one| compared.iter().map(|other| differ(one, other))).max().filter(|years| 0 < *years)?;
    let statements =
        ages.iter().map(|age| Statement { place: age.place, value: age.years.to_string(), shown: age.years.to_string() }).collect();
    let name = &input.facts.people[person].name;
    Some(Conflict {
        kind: CHECK.code,
        // One year may be a birthday between two interviews.
        severity: severity::of(severity::BIRTHDAY_YEARS < gravest),
        confidence: if gravest == 1 { 0.5 } else { 0.8 },
        subject: format!("{name}'s age"),
        reason: format!("each gives an age to {name}, and the dates of the articles do not explain the difference"),
        remark: None,
        statements,
        settled: None,
    })
}

/// Whether one at least of some ages in sentences told alike stands beside no name: "a 52-year-old walker", "Orme, 57, was walking".
fn is_beside_no_name(input: &Input<'_>, conflict: &Conflict) -> bool {
    let person_of = |it: &Statement| {
        let ages = &input.facts.articles[it.place.article as usize].ages;
        ages.iter().find(|age| age.place.span.overlaps(it.place.span)).map(|age| age.person)
    };
    let persons: Vec<Option<PersonKey>> = conflict.statements.iter().map(person_of).collect();
    let one_person = persons.iter().flatten().collect::<BTreeSet<_>>().len() <= 1;
    let years = |it: &Statement| it.value.split(' ').next().and_then(|years| years.parse::<f64>().ok());
    let (low, high) = conflict.statements.iter().filter_map(years).fold((f64::MAX, 0.0_f64), |(low, high), it| (low.min(it), high.max(it)));
    // Two people are two ages; one person with two named ages was judged above; a birthday is one year.
    one_person && persons.contains(&None) && 1.0 < high - low
}

/// Years by which two ages differ more than the dates of their articles explain; 0 where they may both be right.
fn unexplained(input: &Input<'_>, one: &AgeStated, other: &AgeStated) -> u16 {
    let years = one.years.abs_diff(other.years);
    let day = |age: &AgeStated| {
        let article = input.read.story.article(age.place.article);
        article.published.as_ref().or(article.updated.as_ref()).and_then(|date| day_number(&date.value))
    };
    match (day(one), day(other)) {
        (Some(here), Some(there)) => {
            let apart = (here - there).abs();
            let passed = (apart / YEAR_DAYS) as u16;
            if years <= passed + u16::from(SAME_WEEK_DAYS < apart) { 0 } else { years - passed }
        }
        // Without dates a birthday may lie between the articles.
        _ if years <= 1 && one.place.article != other.place.article => 0,
        _ => years,
    }
}

/// The day of an ISO 8601 date in days from a fixed one. `None` for a year or month alone.
fn day_number(date: &str) -> Option<i32> {
    let day = IsoDate::parse(date)?.day()?;
    Some(day.since(jiff::civil::date(2000, 1, 1)).ok()?.get_days())
}

/// The ages of each article that gives two, one of them of another time: it tells of two moments of a life.
fn told_twice(ages: &[&AgeStated]) -> BTreeMap<u32, BTreeSet<u16>> {
    let by_article = ages.chunk_by(|one, other| one.place.article == other.place.article);
    // Two ages of today are a slip.
    let then = |ages: &&[&AgeStated]| ages.iter().any(|it| it.years != ages[0].years) && !ages.iter().all(|it| it.when == AgeTime::Today);
    by_article.filter(then).map(|ages| (ages[0].place.article, ages.iter().map(|it| it.years).collect())).collect()
}
