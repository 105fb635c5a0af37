//! The examples with their reviewed reports.
//!
//! `tests/bundles/NAME.intended` says what was planted in `examples/NAME.bundle`, a line each:
//!
//! ```text
//! conflict count: norlys "142 people" / morgen "124 people" -- a note
//! may count: regio "Nobody" / stadtbote "Two workers"
//! alike count: norlys "38 passengers" / kyst "131 passengers" -- part of them
//! ```
//!
//! A `conflict` is to be found, a `may` is right if found, an `alike` has to stay silent. `NAME.report` says what is
//! reported and how that compares; `UPDATE_EXPECT=1` rewrites it, and a changed report is read like any other change.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use expect_test::expect_file;

use crate::conflicts::{CHECKS, Conflict};
use crate::examples::{Example, examples};
use crate::snapshot::Snapshot;

#[test]
fn every_example_is_reported_as_reviewed() {
    for example in examples() {
        let reviewed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundles").join(format!("{}.report", example.name));
        expect_file![reviewed].assert_eq(&report(&example));
    }
}

#[test]
fn the_examples_hold_every_kind_of_conflict() {
    let told: BTreeSet<&str> = examples().iter().flat_map(|example| example.snapshot.conflicts.iter().map(|it| it.kind)).collect();
    let untold: Vec<&str> = CHECKS.iter().map(|check| check.code).filter(|code| !told.contains(code)).collect();
    assert!(untold.is_empty(), "no example is reported for {}", untold.join(", "));
}

/// What the author of an example planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    Conflict,
    May,
    Alike,
}

/// Two places in two articles (or one) and what was planned for them.
struct Intention {
    plan: Plan,
    line: String,
    sides: [(String, String); 2],
}

fn intentions(example: &Example) -> Vec<Intention> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundles").join(format!("{}.intended", example.name));
    let read = |line: &str| {
        let (head, sides) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
        let sides = sides.split(" -- ").next().unwrap_or_default();
        let side = |text: &str| {
            let (article, words) = text.split_once(' ').unwrap_or_else(|| panic!("{line}"));
            let words = words.trim_matches('"').to_owned();
            let body = example.articles().iter().find(|it| it.id == article).map_or("", |it| &it.body.text);
            assert!(body.contains(&words), "{}: {article} does not say {words:?}", example.name);
            (article.to_owned(), words)
        };
        let (first, second) = sides.split_once(" / ").unwrap_or_else(|| panic!("{line}"));
        let plan = match head.split(' ').next() {
            Some("conflict") => Plan::Conflict,
            Some("may") => Plan::May,
            _ => Plan::Alike,
        };
        Intention { plan, line: line.to_owned(), sides: [side(first), side(second)] }
    };
    crate::text_of(&path).lines().filter(|line| !line.is_empty()).map(read).collect()
}

impl Intention {
    /// Whether `conflict` sets the two places against each other.
    fn meets(&self, snapshot: &Snapshot, conflict: &Conflict) -> bool {
        let values = |(article, words): &(String, String)| -> BTreeSet<&str> {
            let at = |it: &&crate::conflicts::Statement| {
                let told = snapshot.story.article(it.place.article);
                told.id == *article
                    && told
                        .body
                        .text
                        .match_indices(words.as_str())
                        .any(|(start, words)| it.place.span.start < (start + words.len()) as u32 && (start as u32) < it.place.span.end)
            };
            conflict.statements.iter().filter(at).map(|it| it.value.as_str()).collect()
        };
        let (first, second) = (values(&self.sides[0]), values(&self.sides[1]));
        first.iter().any(|value| second.iter().any(|other| value != other))
    }
}

fn report(example: &Example) -> String {
    let snapshot = &example.snapshot;
    let intentions = intentions(example);
    let mut report = String::new();
    let mut unplanned = String::new();
    for conflict in &snapshot.conflicts {
        let planned = intentions.iter().any(|it| it.plan != Plan::Alike && it.meets(snapshot, conflict));
        let told = if planned { &mut report } else { &mut unplanned };
        told.push_str(&describe(snapshot, conflict));
    }
    let found = |it: &&Intention| snapshot.conflicts.iter().any(|conflict| it.meets(snapshot, conflict));
    let planned: Vec<&Intention> = intentions.iter().filter(|it| it.plan == Plan::Conflict).collect();
    let missed: Vec<&&Intention> = planned.iter().filter(|it| !found(it)).collect();
    writeln!(report, "{} of {} planned conflicts are found", planned.len() - missed.len(), planned.len()).expect("a string takes all");
    for intention in missed {
        writeln!(report, "  missed: {}", intention.line).expect("a string takes all");
    }
    for intention in intentions.iter().filter(|it| it.plan == Plan::Alike).filter(found) {
        writeln!(report, "  mistaken: {}", intention.line).expect("a string takes all");
    }
    if !unplanned.is_empty() {
        report.push_str("\nNot planned:\n\n");
        report.push_str(&unplanned);
    }
    report
}

/// One report: severity, kind, what a reader is told last, and each statement's line in the file with its words.
fn describe(snapshot: &Snapshot, conflict: &Conflict) -> String {
    let last = conflict.statements.len() - 1;
    let mut told =
        format!("{}[{}] {}\n", conflict.severity.word(), conflict.kind, conflict.message(&snapshot.story, &snapshot.sources, last));
    for statement in &conflict.statements {
        let (file, span) = snapshot.in_file(statement.place);
        let text = snapshot.story.files[file as usize].text();
        let line = text[..span.start as usize].matches('\n').count() + 1;
        let article = &snapshot.story.article(statement.place.article).id;
        writeln!(told, "  {article}, line {line}: {:?} = {}", span.of(text), statement.value).expect("a string takes all");
    }
    writeln!(told, "  because {}\n", conflict.reason).expect("a string takes all");
    told
}
