//! Somebody's age against the year of birth: "Orr, 61," and "Orr was born in 1974" in an article of 2025.

use super::kept::Inside;
use super::{Check, Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{AgeTime, Happening, PersonKey, Place};
use crate::text::{Span, single_spaced};

pub(super) const CHECK: Check = Check {
    code: "born",
    summary: "Somebody's age does not fit the year of birth.",
    help: include_str!("../../tests/specs/born.md"),
    example: "“Anna Marsh, 61,” / “Marsh was born in 1974” in an article of 2025",
    severity: Severity::Warning,
    keep: || Box::new(Inside::new(run)),
};

fn run(input: &Input<'_>, article: u32, conflicts: &mut Vec<Conflict>) {
    let facts = &input.facts.articles[article as usize];
    let Some(written) = input.facts.timeline.days[article as usize] else { return };
    let births: Vec<_> = facts.happenings.iter().filter_map(|it| birth(input, it)).collect();
    for age in facts.ages.iter().filter(|it| it.when == AgeTime::Today) {
        for &(place, _, year) in births.iter().filter(|(_, person, _)| *person == age.person) {
            // The birthday is before or behind the article's day.
            let years = written.year() - year;
            if [years - 1, years].contains(&(age.years as i16)) {
                continue;
            }
            let name = input.facts.people.get(age.person).map_or("somebody", |it| it.name.as_str());
            conflicts.push(Conflict {
                kind: CHECK.code,
                severity: Severity::Warning,
                confidence: 0.85,
                subject: format!("{name}'s age and year of birth"),
                reason: format!("whoever was born in {year} is {} or {years} in {}", years - 1, written.year()),
                remark: None,
                statements: vec![
                    Statement { place: age.place, value: age.years.to_string(), shown: age.years.to_string() },
                    Statement { place, value: format!("born {year}"), shown: format!("born in {year}") },
                ],
                settled: None,
            });
        }
    }
}

/// Where an article says in which year somebody was born: the time, who and the year. Reads only a birth told right behind the
/// name: "Orr, who was born in 1974", "Orr (born May 12, 1974)".
fn birth(input: &Input<'_>, happening: &Happening) -> Option<(Place, PersonKey, i16)> {
    const TOLD: &[&str] = &[
        "was born in",
        "was born on",
        ", born in",
        ", born on",
        ", who was born in",
        ", who was born on",
        "( born",
        "( born in",
        "( born on",
    ];
    /// Longest way from a name to its year of birth, in bytes: ", who was born on the night of".
    const REACH_BYTES: u32 = 30;
    let Place { article, span } = happening.place;
    let year = happening.moment.year.filter(|_| !happening.ago)?;
    let before = Span::new(span.start.saturating_sub(REACH_BYTES + LONGEST_NAME_BYTES), span.start);
    let &(name, person) = input.facts.within(article, before).last()?;
    let between = input.read.text(Place { article, span: Span::new(name.span.end, span.start) }).replace('(', "( ").replace(',', " ,");
    let between = single_spaced(&between);
    TOLD.contains(&between.as_str()).then_some((happening.place, person, year))
}

/// Names are looked for this far back, in bytes.
const LONGEST_NAME_BYTES: u32 = 60;
