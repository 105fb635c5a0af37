//! Sentences and the times read from them.

use super::{Relation, TimeMention, When};
use crate::mentions::ParagraphReading;

fn read(text: &str) -> Vec<TimeMention> {
    ParagraphReading::read(text).times.into_vec()
}

/// The words of each time, with its relation where it is not "on".
fn check(text: &str, expected: &[&str]) {
    let reading = ParagraphReading::read(text);
    let told: Vec<String> = reading
        .times
        .iter()
        .map(|it| {
            let words = reading.prose.span(it.tokens.start as usize, it.tokens.end as usize - 1).of(text);
            if it.relation == Relation::On { words.to_owned() } else { format!("{words} {:?}", it.relation) }
        })
        .collect();
    assert_eq!(told, expected, "{text}");
}

fn when(text: &str) -> When {
    let mut found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0).when
}

fn day(year: Option<i16>, month: i8, day: i8) -> When {
    When::Day { year, month, day, weekday: None }
}

#[test]
fn dates_in_every_order() {
    assert_eq!(when("He left on June 20."), day(None, 6, 20));
    assert_eq!(when("He left on Nov. 12, 2013."), day(Some(2013), 11, 12));
    assert_eq!(when("He left on 20 June 2024."), day(Some(2024), 6, 20));
    assert_eq!(when("He left on the 31st of December."), day(None, 12, 31));
    assert_eq!(when("on April 29th"), day(None, 4, 29));
    assert_eq!(when("on 2024-06-20"), day(Some(2024), 6, 20));
    let thursday = Some(jiff::civil::Weekday::Thursday);
    assert_eq!(when("on Thursday, June 20, the"), When::Day { year: None, month: 6, day: 20, weekday: thursday });
    assert_eq!(when("on Thursday 20 June 2024"), When::Day { year: Some(2024), month: 6, day: 20, weekday: thursday });
}

#[test]
fn months_seasons_years_and_decades() {
    assert_eq!(when("since February of 2022"), When::Month { year: Some(2022), month: 2, turn: 0 });
    assert_eq!(when("in September this year"), When::Month { year: None, month: 9, turn: 0 });
    assert_eq!(when("last June"), When::Month { year: None, month: 6, turn: -1 });
    assert_eq!(when("in May"), When::Month { year: None, month: 5, turn: 0 });
    assert_eq!(when("the summer of 2011"), When::Season { season: crate::lexicon::Season::Summer, year: Some(2011), turn: 0 });
    assert_eq!(when("dating back to the 1950s"), When::Decade { year: 1950 });
    assert_eq!(when("of imports between 1995 and 2023"), When::Years { first: 1995, last: 2023 });
    assert_eq!(when("the 2012-13 season"), When::Years { first: 2012, last: 2013 });
    assert_eq!(when("a 2008 event in Brindle"), When::Year { year: 2008 });
    assert_eq!(when("late 2022"), When::Year { year: 2022 });
}

#[test]
fn relations() {
    check("He has led it since 2003 and until Friday.", &["2003 Since", "Friday Until"]);
    check("between May 1, 2005, and Dec. 8, 2006", &["May 1, 2005 Since", "Dec. 8, 2006 Until"]);
    check("By Monday, after June 3 and before 2010", &["Monday By", "June 3 After", "2010 Before"]);
}

#[test]
fn spans_back() {
    let When::Ago { days_min, days_max, .. } = when("It began over 15 months ago.") else { panic!() };
    assert!((456.0..457.0).contains(&days_min) && (684.0..686.0).contains(&days_max));
    check("It was her first visit in 24 years.", &["24 years"]);
    check("They will meet again in 24 years. Prices fell in two years.", &[]);
    check("It began over 15 months ago.", &["over 15 months ago"]);
    check("a year ago, two-and-a-half years ago", &["a year ago", "two-and-a-half years ago"]);
}

#[test]
fn clock_times() {
    assert_eq!(when("around 2am"), When::Clock { minutes: 120, zone: None });
    assert_eq!(when("at 7pm GMT"), When::Clock { minutes: 1_140, zone: Some(0) });
    assert_eq!(when("at 4:30 a.m. local time"), When::Clock { minutes: 270, zone: None });
    assert_eq!(when("12: 48PM"), When::Clock { minutes: 768, zone: None });
    assert_eq!(when("19:30 BST"), When::Clock { minutes: 1_170, zone: Some(60) });
    assert_eq!(when("0735 GMT"), When::Clock { minutes: 455, zone: Some(0) });
    check("They won 3:2 with 12 minutes left.", &[]);
}

#[test]
fn relative_days() {
    check("yesterday, tonight, last night, this morning, next week", &["yesterday", "tonight", "last night", "this morning", "next week"]);
    check("Friday last week and last Friday, every Friday", &["Friday last week", "last Friday"]);
}

#[test]
fn names_and_verbs_are_no_times() {
    for text in [
        "She may March to Brindle.",
        "The Sunday Herald said May Orr won.",
        "Black Friday sales",
        "April Dunn met August Orr.",
        "a $2000 prize for 1945 people",
        "the Sept. 11 attacks",
        "Sun and Sat were words.",
    ] {
        check(text, &[]);
    }
}
