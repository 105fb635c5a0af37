//! The test language: a bundle with marks under its words. Tests only; `tests/it` shares this file.
//!
//! ```text
//! --- article afp
//! Marsh, 71, appealed.
//!        ^^ against age
//! --- article upi
//! “Marsh,” they said. Marsh, 61, appealed.
//!                            ^^ age: Marsh: 61 here, 71 in afp
//! ```
//!
//! A line of blanks and `^` marks the line above it; columns count characters, so curly quotes line up. Marks are exact:
//! what is not marked must stay silent. Of every report each statement is marked, with one of
//!
//! * `kind: message`, the whole message as it is told at this place; ending in `...`, its beginning;
//! * `against kind`, any message.
//!
//! A report that is no warning says so first: `note age: ...`, `against note age`, `hint age: ...`. People are marked
//! `@id`, names linked to nobody `@?`; problems `code: message`. The cursor is `<|>`.

use std::fmt::Write;
use std::sync::Arc;

use crate::bundle::{Form, Given, Severity, SourceFile};
use crate::conflicts::Settings;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Reads `text` as a file `test.bundle` that stands alone.
pub(crate) fn snapshot(text: &str) -> Snapshot {
    story(&[("test.bundle", text)])
}

/// Reads bundles that belong together, each with its name.
pub(crate) fn story(files: &[(&str, &str)]) -> Snapshot {
    let file = |&(name, text): &(&str, &str)| SourceFile {
        name: name.to_owned(),
        id: name.trim_end_matches(".bundle").into(),
        form: Form::Bundle,
        text: Arc::from(text),
        given: Given::default(),
    };
    Snapshot::new(files.iter().map(file).collect(), Arc::new(Settings::default()))
}

/// The text without its cursor `<|>`, and where that stood (bytes).
pub(crate) fn cursor(text: &str) -> (String, u32) {
    let at = text.find("<|>").expect("the text has a cursor <|>");
    (text.replacen("<|>", "", 1), at as u32)
}

/// Every report is marked, with its message on at least one of its statements, and nothing else is.
#[track_caller]
pub(crate) fn check_conflicts(marked: &str) {
    insist(conflicts_as_reported(marked));
}

/// Every mention of every person is marked with the person's id, and nothing else is.
#[track_caller]
pub(crate) fn check_people(marked: &str) {
    insist(compare(marked, |snapshot| {
        let facts = &snapshot.facts;
        let linked = facts.people.persons.iter().flat_map(|person| facts.mentions(person).map(|place| (place, format!("@{}", person.id))));
        let nobody = facts.unlinked().map(|place| (place, "@?".to_owned()));
        linked.chain(nobody).map(|(place, label)| Found { span: snapshot.in_file(place).1, forms: vec![label] }).collect()
    }));
}

/// Every problem is marked, and nothing else is.
#[track_caller]
pub(crate) fn check_problems(marked: &str) {
    insist(compare(marked, |snapshot| {
        snapshot
            .problems()
            .into_iter()
            .map(|(_, problem)| Found { span: problem.span, forms: vec![format!("{}: {}", problem.code, problem.message)] })
            .collect()
    }));
}

/// The bundle with its reports as marks: `Ok` where it is marked so already, `Err` with the right marks where it is not.
pub(crate) fn conflicts_as_reported(marked: &str) -> Result<String, Mismatch> {
    compare(marked, |snapshot| {
        let told = snapshot.conflicts.iter().flat_map(|conflict| {
            conflict.statements.iter().enumerate().map(move |(at, statement)| {
                let gravity = match conflict.severity_at(&snapshot.story, at) {
                    Severity::Error => "error ",
                    Severity::Warning => "",
                    Severity::Information => "note ",
                    Severity::Hint => "hint ",
                };
                let message = format!("{gravity}{}: {}", conflict.kind, conflict.message(&snapshot.story, &snapshot.sources, at));
                let against = format!("against {gravity}{}", conflict.kind);
                // The last statement tells the message: by then a reader has seen the other side.
                let last = at + 1 == conflict.statements.len();
                let forms = if last { vec![message, against] } else { vec![against, message] };
                Found { span: snapshot.in_file(statement.place).1, forms }
            })
        });
        told.collect()
    })
}

/// A bundle whose marks are not what was reported.
#[derive(Debug)]
pub(crate) struct Mismatch {
    /// With the marks of the test.
    pub(crate) marked: String,
    /// With the marks that would be right, ready to paste.
    pub(crate) reported: String,
}

/// Something found in the bundle.
struct Found {
    /// Where (bytes of the bundle without marks).
    span: Span,
    /// The labels it may be marked with, the one to print first.
    forms: Vec<String>,
}

/// A mark of the test.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// The line it marks, from 0, in the bundle without marks.
    line: usize,
    /// The first column it marks, from 0, in characters.
    column: usize,
    /// How many characters it marks.
    width: usize,
    /// What it says.
    label: String,
}

#[track_caller]
fn insist(compared: Result<String, Mismatch>) {
    if let Err(Mismatch { marked, reported }) = compared {
        panic!("the marks are not what is reported\n---- as marked ----\n{marked}---- as reported ----\n{reported}----\n");
    }
}

fn compare(marked: &str, find: impl FnOnce(&Snapshot) -> Vec<Found>) -> Result<String, Mismatch> {
    let (text, marks) = cut_marks(marked.strip_prefix('\n').unwrap_or(marked));
    let snapshot = snapshot(&text);
    let mut left = marks.clone();
    let mut right = Vec::new();
    let mut found = find(&snapshot);
    found.sort_by(|a, b| (a.span, &a.forms).cmp(&(b.span, &b.forms)));
    for Found { span, forms } in found {
        let (line, column, width) = columns(&text, span);
        let same =
            |mark: &Mark| (mark.line, mark.column, mark.width) == (line, column, width) && forms.iter().any(|form| says(&mark.label, form));
        let label = match left.iter().position(same) {
            Some(at) => left.remove(at).label,
            None => forms[0].clone(),
        };
        right.push(Mark { line, column, width, label });
    }
    let reported = with_marks(&text, &right);
    let mut sorted = marks.clone();
    sorted.sort_by(|a, b| (a.line, a.column, &a.label).cmp(&(b.line, b.column, &b.label)));
    right.sort_by(|a, b| (a.line, a.column, &a.label).cmp(&(b.line, b.column, &b.label)));
    if sorted == right { Ok(reported) } else { Err(Mismatch { marked: with_marks(&text, &marks), reported }) }
}

/// Whether a mark's label says the same as `form`; one that ends in `...` gives its beginning.
fn says(label: &str, form: &str) -> bool {
    label.strip_suffix("...").map_or(label == form, |beginning| form.starts_with(beginning))
}

/// The bundle without the lines of marks, and the marks.
fn cut_marks(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut lines = 0;
    for line in marked.split_inclusive('\n') {
        let carets = line.trim_start_matches(' ');
        if carets.starts_with('^') {
            let label = carets.trim_start_matches('^');
            let width = carets.len() - label.len();
            assert!(lines > 0, "a mark stands under the line it marks: {line}");
            marks.push(Mark { line: lines - 1, column: line.len() - carets.len(), width, label: label.trim().to_owned() });
        } else {
            text.push_str(line);
            lines += 1;
        }
    }
    (text, marks)
}

fn with_marks(text: &str, marks: &[Mark]) -> String {
    let mut marked = String::new();
    for (at, line) in text.split_inclusive('\n').enumerate() {
        marked.push_str(line);
        if !line.ends_with('\n') {
            marked.push('\n');
        }
        for mark in marks.iter().filter(|mark| mark.line == at) {
            let Mark { column, width, label, .. } = mark;
            writeln!(marked, "{:column$}{} {label}", "", "^".repeat(*width)).expect("a string takes all");
        }
    }
    marked
}

/// The line of `span`, its first column and how many characters of that line it covers, at least one.
fn columns(text: &str, span: Span) -> (usize, usize, usize) {
    let before = &text[..span.start as usize];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let within = span.of(text).lines().next().unwrap_or_default();
    (before.matches('\n').count(), before[line_start..].chars().count(), within.chars().count().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_characters_and_may_stand_in_the_first_column() {
        let (text, marks) = cut_marks("“Él,” 71\n^ a\n      ^^ b: c\nend\n");
        assert_eq!(text, "“Él,” 71\nend\n");
        assert_eq!(marks[0], Mark { line: 0, column: 0, width: 1, label: "a".to_owned() });
        assert_eq!(marks[1], Mark { line: 0, column: 6, width: 2, label: "b: c".to_owned() });
        let at = text.find("71").expect("it is there") as u32;
        assert_eq!(columns(&text, Span::new(at, at + 2)), (0, 6, 2));
    }

    #[test]
    fn a_mismatch_shows_the_marks_that_would_be_right() {
        let found = |_: &Snapshot| vec![Found { span: Span::new(3, 5), forms: vec!["age: 71 here".to_owned(), "against age".to_owned()] }];
        let wrong = compare("\nHe, 71\n^^ age\n", found).expect_err("the mark is wrong");
        assert_eq!(wrong.marked, "He, 71\n^^ age\n");
        assert_eq!(wrong.reported, "He, 71\n   ^^ age: 71 here\n");
        assert!(compare("He, 71\n   ^^ age: 71...\n", found).is_ok());
        assert!(compare("He, 71\n   ^^ against age\n", found).is_ok());
        assert!(compare("He, 71\n", found).is_err());
    }

    #[test]
    fn silence_needs_no_marks() {
        check_conflicts("--- article a\n\nNothing happened.\n");
        check_people("--- article a\n\nnothing happened.\n");
        check_problems("--- article a\n\nNothing happened.\n");
    }

    #[test]
    fn the_cursor_is_cut_out() {
        assert_eq!(cursor("Mar<|>low"), ("Marlow".to_owned(), 3));
    }
}
