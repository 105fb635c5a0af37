//! The report for people: source lines with both sides marked.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::report::{Fault, Finding, Report, Said, Spot};
use crate::bundle::Severity;
use crate::text::Span;

/// How many values of one fact are shown with their line; the rest are counted.
const VALUES_SHOWN: usize = 8;

/// How the report is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Whether words and marks have colours.
    pub(super) colour: bool,
    /// Columns to cut long lines to; `None` where nobody knows them.
    pub(super) width: Option<usize>,
}

/// Everything found in one bundle, an empty line after each; nothing where nothing was found.
pub(super) fn bundle(report: &Report, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width.unwrap_or(DEFAULT_TERM_WIDTH));
    let mut out = String::new();
    let groups = report.problems.iter().map(|it| problem(report, it)).chain(report.conflicts.iter().map(|it| conflict(report, it)));
    for group in groups {
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

fn problem<'a>(report: &'a Report, fault: &'a Fault) -> Group<'a> {
    let title = level(fault.severity).primary_title(fault.message.as_str()).id(fault.code);
    Group::with_title(title).element(snippet(report, fault.spot, |span| AnnotationKind::Primary.span(span)))
}

/// The first statement of each value with its line, the others by name.
fn conflict<'a>(report: &'a Report, finding: &'a Finding) -> Group<'a> {
    let title = level(finding.severity).primary_title(finding.subject.as_str()).id(finding.kind);
    let mut group = Group::with_title(title);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for said in &finding.statements {
        if told.contains(said.value.as_str()) || told.len() == VALUES_SHOWN {
            continue;
        }
        let kind = if told.is_empty() { AnnotationKind::Primary } else { AnnotationKind::Context };
        told.insert(&said.value);
        let label = label(finding, said);
        group = group.element(snippet(report, said.spot, |span| kind.span(span).label(label)));
    }
    let values: BTreeSet<&str> = finding.statements.iter().map(|said| said.value.as_str()).collect();
    if told.len() < values.len() {
        group = group.element(Level::NOTE.no_name().message(format!("and {} more", values.len() - told.len())));
    }
    group.element(Level::NOTE.no_name().message(finding.explanation()))
}

/// The line of a place with a mark; of a place on several lines, the first.
fn snippet<'a>(report: &'a Report, spot: Spot, mark: impl FnOnce(Range<usize>) -> Annotation<'a>) -> Snippet<'a, Annotation<'a>> {
    let text = report.files[spot.file as usize].text();
    let line = line_around(text, spot.bytes.start);
    let end = spot.bytes.end.min(line.end).max(spot.bytes.start);
    let marked = (spot.bytes.start - line.start) as usize..(end - line.start) as usize;
    Snippet::source(line.of(text)).path(report.path(spot)).line_start(spot.line as usize).annotation(mark(marked))
}

/// The value and everybody who gives it, the one marked first: "To Hoa in AFP, UPI and the Ledger".
fn label(finding: &Finding, said: &Said) -> String {
    let mut labels = vec![said.label.as_str()];
    for same in finding.statements.iter().filter(|it| it.value == said.value) {
        if !labels.contains(&same.label.as_str()) {
            labels.push(&same.label);
        }
    }
    format!("{} in {}", said.shown, listed(&labels))
}

/// "a, b and c".
pub(super) fn listed(names: &[&str]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::NOTE,
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// The line that byte `offset` stands in, without its end.
pub(super) fn line_around(text: &str, offset: u32) -> Span {
    let ends = |c: char| matches!(c, '\n' | '\r');
    let offset = offset as usize;
    let start = text[..offset].rfind(ends).map_or(0, |at| at + 1);
    let end = text[offset..].find(ends).map_or(text.len(), |at| offset + at);
    Span::new(start as u32, end as u32)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use super::super::report::{Finding, Report, Said, Spot};
    use super::{Style, bundle};
    use crate::bundle::{Form, Given, Severity, SourceFile, parse};
    use crate::text::Span;

    /// A report on two articles, each with its label, its text, and the words that are marked with their value.
    fn check(articles: &[(&str, &str, &str)], width: usize, expected: &Expect) {
        let mut statements = Vec::new();
        let mut files = Vec::new();
        for (at, (id, text, words)) in articles.iter().enumerate() {
            let start = text.find(words).unwrap_or_else(|| panic!("{words:?} stands in {text:?}"));
            let line = text[..start].matches('\n').count() as u32 + 1;
            let bytes = Span::new(start as u32, (start + words.len()) as u32);
            let spot = Spot { file: at as u32, bytes, start: 0, end: 0, line, column: 0 };
            let (value, shown) = ((*words).to_owned(), (*words).to_owned());
            statements.push(Said { article: (*id).to_owned(), label: (*id).to_owned(), spot, value, shown });
            let (name, id) = (format!("{id}.txt"), (*id).to_owned());
            files.push(Arc::new(parse(SourceFile { name, id, form: Form::Plain, text: Arc::from(*text), given: Given::default() })));
        }
        let finding = Finding {
            conflict: 0,
            kind: "office",
            severity: Severity::Warning,
            confidence: 1.0,
            subject: "Mayor of Gullhaven".to_owned(),
            reason: "one town has one mayor".to_owned(),
            remark: None,
            accounts: Vec::new(),
            standing: Some("one account against two".to_owned()),
            message: String::new(),
            settled: None,
            consequences: Vec::new(),
            statements,
        };
        let report = Report {
            bundle: String::new(),
            files,
            articles: articles.len(),
            words: 0,
            conflicts: vec![finding],
            people: Vec::new(),
            problems: Vec::new(),
            accounts: Vec::new(),
            failures: Vec::new(),
        };
        expected.assert_eq(&bundle(&report, Style { colour: false, width: Some(width) }));
    }

    #[test]
    fn each_value_is_shown_once_with_all_who_give_it() {
        let afp = "GULLHAVEN — The mayor, Ada Pell, said so.\nNothing more was heard.";
        let upi = "On Friday “Mayor Tom Orr” left.\r\nHe was not alone.";
        let post = "Mayor Tom Orr left.";
        check(
            &[("AFP", afp, "Ada Pell"), ("UPI", upi, "Tom Orr"), ("The Post", post, "Tom Orr")],
            100,
            &expect![[r#"
                warning[office]: Mayor of Gullhaven
                 --> AFP.txt:1:24
                  |
                1 | GULLHAVEN — The mayor, Ada Pell, said so.
                  |                        ^^^^^^^^ Ada Pell in AFP
                  |
                 ::: UPI.txt:1:18
                  |
                1 | On Friday “Mayor Tom Orr” left.
                  |                  ------- Tom Orr in UPI and The Post
                  |
                  = one town has one mayor; one account against two

            "#]],
        );
    }

    #[test]
    fn a_long_line_is_cut_round_the_value() {
        let before = "Snow fell on the harbour all week and the ferries stayed in port. ".repeat(40);
        let afp = format!("{before}Mayor Ada Pell said so. {before}");
        check(
            &[("afp", &afp, "Ada Pell"), ("upi", "Mayor Tom Orr left.", "Tom Orr")],
            60,
            &expect![[r#"
                warning[office]: Mayor of Gullhaven
                 --> afp.txt:1:2647
                  |
                1 | ... port. Mayor Ada Pell said so. Snow fell on the ha...
                  |                 ^^^^^^^^ Ada Pell in afp
                  |
                 ::: upi.txt:1:7
                  |
                1 | Mayor Tom Orr left.
                  |       ------- Tom Orr in upi
                  |
                  = one town has one mayor; one account against two

            "#]],
        );
    }
}
