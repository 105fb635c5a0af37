//! One annotated fact, two values.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kept::Keeper;
use super::keyed::{Keyed, Speech};
use super::linked::{Key, key};
use super::roll::Change;
use super::severity;
use super::trace::{self, Passed};
use super::{Check, Conflict, Input, Statement};
use crate::bundle::{Annotation, Bound, IsoDate, Number, Severity, Story, Unit, Value};
use crate::facts::{Grain, People, Place, moment, tense};
use crate::lexicon::Dimension;
use crate::mentions::{Measure, Paragraph, Precision, Quantity, TimeMention, When};
use crate::text::{Span, single_spaced};

pub(super) const CHECK: Check = Check {
    code: "fact",
    summary: "One fact, marked by the desk, has two values.",
    example: "`[15 documents]{fact=signed}` / `[12 documents]{fact=signed}`",
    help: "\
Reports statements that are marked as one fact and cannot both be right. `[15 documents]{fact=signed}` says that these words
state the fact `signed`; its value is read from the words, or given: `[a dozen or so]{fact=signed value=\"10..14\"}`. A section
`--- fact signed` with a `value` counts as one more statement.

Values that can both be right are let pass: `about 12` beside `13`, `more than 80 per cent` beside `80 per cent`, `June 2024`
beside `20 June 2024`, six miles beside ten kilometres. So is a value that cannot be read from its words: give it.

It is a note when one of the two is approximate.",
    severity: Severity::Warning,
    keep: || Box::new(Facts::default()),
};

/// What somebody says of a fact.
struct Said {
    place: Place,
    value: Value,
    shown: String,
    /// Whether the desk wrote the value, rather than it being read from the words.
    given: bool,
}

impl Said {
    /// What is said and shown, as one number.
    fn told(&self) -> Key {
        key((format!("{:?}", self.value), &self.shown, self.given))
    }

    /// Whether the two cannot both be right. A value read from words and one of another sort are not compared: more probably
    /// the words were not understood.
    fn disputes(&self, other: &Self) -> bool {
        let one_sort = std::mem::discriminant(&self.value) == std::mem::discriminant(&other.value);
        let year_and_date = matches!((&self.value, &other.value), (Value::Number(_), Value::Date(_)) | (Value::Date(_), Value::Number(_)));
        (one_sort || year_and_date || (self.given && other.given)) && !self.value.compatible(&other.value)
    }
}

/// What is known of annotated facts.
#[derive(Default)]
struct Facts {
    told: Keyed<String, Arc<Conflict>>,
    /// The records of facts: which voice each is (the first behind the articles is their number), and what it says.
    records: BTreeMap<String, Vec<(u32, String)>>,
    people: Arc<People>,
}

impl Keeper for Facts {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let records = records(input.read.story);
        let turned = records.keys().chain(self.records.keys()).filter(|it| records.get(*it) != self.records.get(*it));
        // A value may be somebody whom no article names.
        let met = !Arc::ptr_eq(&self.people, &input.facts.people);
        let stale: Vec<String> = turned.chain(self.told.subjects().filter(|_| met)).cloned().collect();
        self.people = Arc::clone(&input.facts.people);
        self.records = records;
        let records = &self.records;
        let facts = |article| {
            let mut facts: Speech<String> = Speech::new();
            for (key, said) in of_article(input, article, |_| true) {
                facts.entry(key.to_owned()).or_default().push((said.told(), said.place.span));
            }
            facts
        };
        self.told.update(change, facts, stale, |key, articles| {
            let mut said: Vec<Said> = Vec::new();
            for &article in articles {
                said.extend(of_article(input, article, |it| it == key).map(|it| it.1));
            }
            for (voice, written) in records.get(key).into_iter().flatten() {
                let place = Place { article: *voice, span: Span::new(0, written.len() as u32) };
                said.extend(Value::parse(written).ok().map(|value| given(input, place, value, written)));
            }
            conflict(key, said).map(|it| change.told(it))
        });
        found.extend(self.told.reports().cloned());
    }
}

/// The report on what is said of a fact. `None` where all can be right.
fn conflict(key: &str, said: Vec<Said>) -> Option<Conflict> {
    let disputed = |sure: bool| {
        let exact = |it: &Said| !sure || it.value.is_exact();
        said.iter().enumerate().any(|(at, one)| exact(one) && said[at + 1..].iter().any(|other| exact(other) && one.disputes(other)))
    };
    if trace::is_asked() {
        tell_agreeing(&said);
    }
    if !disputed(false) {
        return None;
    }
    let sure = disputed(true);
    Some(Conflict {
        kind: CHECK.code,
        severity: severity::of(sure),
        confidence: if sure { 0.95 } else { 0.8 },
        subject: subject(key),
        reason: format!("all are marked as the fact {key}, and their values cannot all be right"),
        remark: None,
        statements: said.into_iter().map(|it| Statement { place: it.place, value: it.value.normal(), shown: it.shown }).collect(),
        settled: None,
    })
}

/// Says of statements that do not dispute each other why that is.
fn tell_agreeing(said: &[Said]) {
    for (at, one) in said.iter().enumerate() {
        for other in said[at + 1..].iter().filter(|other| !one.disputes(other)) {
            let one_sort = std::mem::discriminant(&one.value) == std::mem::discriminant(&other.value);
            trace::pass(one.place, other.place, if one_sort { Passed::BothRight } else { Passed::OtherMeasure });
        }
    }
}

/// A fact's key as a reader sees it: "agreements signed" for `agreements-signed`.
pub(super) fn subject(key: &str) -> String {
    key.replace(['-', '_'], " ")
}

/// What an article (an index into the story's) says of the facts whose keys are wanted, with these, in text order. The others are not
/// read: an article of thousands of facts is asked once for each.
fn of_article<'a>(input: &Input<'a>, article: u32, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = (&'a str, Said)> {
    let story = input.read.story;
    let annotations = if story.compared(article) { &*story.article(article).annotations } else { &[] };
    annotations.iter().filter_map(move |annotation| {
        let key = annotation.fact.as_ref().filter(|it| wanted(&it.value))?;
        Some((&*key.value, annotated(input, Place { article, span: annotation.span }, annotation)?))
    })
}

/// The records of a story by the key of their fact, each with its voice.
fn records(story: &Story) -> BTreeMap<String, Vec<(u32, String)>> {
    let mut records: BTreeMap<String, Vec<(u32, String)>> = BTreeMap::new();
    for (voice, (_, _, article)) in (story.articles.len() as u32..).zip(&story.records) {
        records.entry(article.id.as_str().to_owned()).or_default().push((voice, article.body.text.as_str().to_owned()));
    }
    records
}

/// What an annotation says: the value it gives, else what its words say. `None` when that cannot be read.
fn annotated(input: &Input<'_>, place: Place, annotation: &Annotation) -> Option<Said> {
    if let Some(written) = &annotation.value {
        return Some(given(input, place, Value::parse(&written.value).ok()?, &written.value));
    }
    let words = input.read.text(place);
    let folded = || single_spaced(words);
    if let Some(person) = &annotation.person {
        return (person.value != "none").then(|| Said {
            place,
            value: Value::Person(person.value.to_string()),
            shown: folded(),
            given: false,
        });
    }
    // A name alone is a person, however it is written; with more round it ("Hoa's arrival") it is text.
    if let Some((person, mention)) = input.facts.person_at(place.article, place.span.end)
        && mention.span == place.span
    {
        return Some(Said { place, value: Value::Person(person.id.clone()), shown: folded(), given: false });
    }
    let reading = &input.read.readings[place.article as usize];
    let paragraph = &reading.paragraphs[reading.paragraph_at(place.span.start)?];
    // "Some [nine papers]": what stands before the number may be left outside the brackets.
    let quantities = paragraph.reading.quantities.iter().filter(|it| place.span.contains(paragraph.place(it.number)));
    let times = paragraph.reading.times.iter().filter(|it| place.span.contains(paragraph.place_of(&it.tokens)));
    let (quantities, times): (Vec<&Quantity>, Vec<&TimeMention>) = (quantities.collect(), times.collect());
    let (value, shown) = match (&*quantities, &*times) {
        ([], []) => (Value::Text(words.to_owned()), folded()),
        ([quantity], []) => of_quantity(paragraph, input, place, quantity),
        ([], [time]) => of_time(paragraph, input, place, time)?,
        // Two figures in one annotation: which of them is the fact, only its author knows.
        _ => return None,
    };
    Some(Said { place, value, shown, given: false })
}

/// A value that the desk wrote, shown by the person's name where it names a person.
fn given(input: &Input<'_>, place: Place, value: Value, written: &str) -> Said {
    let shown = match &value {
        Value::Person(id) => {
            input.facts.people.persons.iter().find(|person| person.id == *id).map_or_else(|| id.clone(), |it| it.name.clone())
        }
        value => value.shown(written),
    };
    Said { place, value, shown, given: true }
}

fn of_quantity(paragraph: &Paragraph, input: &Input<'_>, place: Place, quantity: &Quantity) -> (Value, String) {
    let words = input.read.text(Place { article: place.article, span: paragraph.place_of(&quantity.tokens) });
    let shown = quantity.shown(words);
    let unit = match quantity.measure {
        Measure::Money(code) => Some(Unit::Money(code.to_owned())),
        Measure::Percent => Some(Unit::Percent),
        Measure::Duration => Some(Unit::Measure(Dimension::Duration)),
        Measure::Length => Some(Unit::Measure(Dimension::Length)),
        Measure::Area => Some(Unit::Measure(Dimension::Area)),
        Measure::Volume => Some(Unit::Measure(Dimension::Volume)),
        Measure::Mass => Some(Unit::Measure(Dimension::Mass)),
        Measure::Speed => Some(Unit::Measure(Dimension::Speed)),
        // What is counted has many names ("documents", "agreements"); the key says that it is one thing.
        Measure::Count | Measure::Age | Measure::Temperature | Measure::Magnitude | Measure::PercentPoint => None,
        Measure::Score | Measure::Ordinal | Measure::Label => return (Value::Text(words.to_owned()), shown),
    };
    let (low, high) = quantity.interval();
    let bound = match quantity.precision {
        Precision::Exact => Bound::Exact,
        Precision::Range => Bound::Between,
        _ => Bound::About,
    };
    (Value::Number(Number { bound, low, high, rounding: quantity.rounding, unit }), shown)
}

/// A day, a month or a year that is written in full or that the article's own date places: "yesterday", "on Friday", "2am on
/// Friday". `None` for other times: a span of years, "last week", a day of an article without a date.
fn of_time(paragraph: &Paragraph, input: &Input<'_>, place: Place, time: &TimeMention) -> Option<(Value, String)> {
    let text = paragraph.span.of(&input.read.story.article(place.article).body.text);
    let words = input.read.text(place);
    let moment = moment(time, input.facts.timeline.days[place.article as usize], tense(text, &paragraph.reading, time))?;
    let (first, last) = moment.days?;
    // "early May" and "about two years ago" are no values to hold others to.
    let whole = time.part.is_none() && !matches!(time.when, When::Ago { .. } | When::Weekday { week: 1 | -1, .. });
    let (month, day) = match moment.grain {
        Grain::Day if first == last => (Some(first.month()), Some(first.day())),
        Grain::Month if whole => (Some(first.month()), None),
        Grain::Year if whole && first.year() == last.year() => (None, None),
        _ => return None,
    };
    let date = IsoDate { year: first.year(), month, day, minutes: None, offset: None };
    Some((Value::Date(date), moment.shown(words)))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_conflicts;

    #[test]
    fn two_values_of_one_marked_fact_are_told_from_both_sides() {
        check_conflicts(
            "
--- article herald

They signed [15 documents]{fact=papers-signed} in the old customs house.
             ^^^^^^^^^^^^ against fact
--- article post

A total of [12 agreements]{fact=papers-signed} were signed there.
            ^^^^^^^^^^^^^ fact: papers signed: 12 here, 15 in herald
",
        );
    }

    #[test]
    fn a_value_that_is_given_wins_over_the_words() {
        check_conflicts(
            "
--- article herald

They signed [a few papers]{fact=papers value=\"3..5\"} in the customs house.
             ^^^^^^^^^^^^ against note fact
--- article post

Some [9 papers]{fact=papers} were signed.
      ^^^^^^^^ note fact: papers: about 9 here, 3 to 5 in herald
",
        );
    }

    #[test]
    fn a_marked_weekday_is_the_day_that_the_article_means() {
        check_conflicts(
            "
--- article herald
published: 2024-06-20

The ferry sank on [Tuesday]{fact=sinking}.
                   ^^^^^^^ against fact
--- article post
published: 2024-06-21

It went down [yesterday]{fact=sinking}.
              ^^^^^^^^^ fact: sinking: yesterday here, Tuesday 18 June in herald
",
        );
    }

    #[test]
    fn one_marked_day_in_several_forms_is_let_pass() {
        check_conflicts(
            "
--- article herald
published: 2024-06-20

The ferry sank on [Tuesday]{fact=sinking}, [last week]{fact=talks} and [in early May]{fact=plan}.

--- article post
published: 2024-06-19

It went down [yesterday]{fact=sinking}, on [June 11]{fact=talks} and [in May]{fact=plan}.

--- article wire

It went down on [18 June 2024]{fact=sinking}; on [Monday]{fact=sinking}, another says.
",
        );
    }

    #[test]
    fn a_fact_record_is_one_more_voice() {
        check_conflicts(
            "
--- article herald

The hall seats [1,400 people]{fact=seats}.
                ^^^^^^^^^^^^ against fact

--- fact seats
value: 1,250
       ^^^^^ fact: seats: 1,250 here, 1,400 in herald
",
        );
    }

    #[test]
    fn values_that_can_both_be_right_are_let_pass() {
        check_conflicts(
            "
--- article herald

The hall seats [about 1,400 people]{fact=seats} and opened on [20 June 2024]{fact=opening}. It stands [six miles]{fact=way} off.

--- article post

With [1,380 seats]{fact=seats} it opened in [June 2024]{fact=opening}, some [ten kilometres]{fact=way} away.

--- fact opening
value: 2024
",
        );
    }

    #[test]
    fn words_that_are_not_understood_dispute_no_number() {
        check_conflicts(
            "
--- article herald

It took [the better part of a night]{fact=length}.

--- article post

It took [nine hours]{fact=length}.
",
        );
    }

    #[test]
    fn one_record_alone_disputes_nothing() {
        check_conflicts(
            "
--- article herald

The hall seats 1,400 people.

--- fact seats
value: 1,250
",
        );
    }
}
