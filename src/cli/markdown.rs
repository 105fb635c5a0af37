//! The report for a mail or a ticket: Markdown that reads well as plain text.

use std::collections::BTreeSet;

use super::failure::Failure;
use super::ranges::plain_path;
use super::remarks::sentence;
use super::report::{Fault, Finding, Report, Said};
use super::tally::Tally;
use super::text::{line_around, listed};
use crate::bundle::Severity;
use crate::text::{Span, single_spaced};

/// How many values of one fact are shown with their sentence; the rest are counted.
const VALUES_SHOWN: usize = 8;

/// How many characters stand on each side of the words that are shown: two lines or so in a mail.
const CONTEXT: usize = 80;

/// One section: everything found in one bundle; nothing where nothing was found.
pub(super) fn bundle(report: &Report) -> String {
    if report.severities().next().is_none() {
        return String::new();
    }
    let found = Tally::of(report).found();
    let mut out = format!("## {}: {found}\n\n", escaped(&report.bundle));
    for finding in &report.conflicts {
        out.push_str(&conflict(report, finding));
    }
    if !report.problems.is_empty() {
        out.push_str("### Mistakes in the files\n\n");
        for fault in &report.problems {
            out.push_str(&problem(report, fault));
        }
        out.push('\n');
    }
    out
}

/// What could not be looked at; nothing where everything was.
pub(super) fn unread(failures: &[Failure]) -> String {
    if failures.is_empty() {
        return String::new();
    }
    let mut out = String::from("## Not checked\n\n");
    for failure in failures {
        out.push_str(&format!("- {}\n", escaped(&failure.message)));
    }
    out.push('\n');
    out
}

fn conflict(report: &Report, finding: &Finding) -> String {
    let subject = escaped(&sentence(&finding.subject));
    let mut out = format!("### {subject}\n\n");
    let values: BTreeSet<&str> = finding.statements.iter().map(|said| said.value.as_str()).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for said in &finding.statements {
        if told.len() == VALUES_SHOWN || !told.insert(&said.value) {
            continue;
        }
        out.push_str(&format!("- **{}**: {}\n", escaped(&said.shown), sayers(finding, said)));
        out.push_str(&format!("  > {}\n", quoted(report, said)));
    }
    if told.len() < values.len() {
        out.push_str(&format!("- and {} more\n", values.len() - told.len()));
    }
    out.push_str(&format!("\n{}. ({}, `{}`)\n\n", escaped(&sentence(&finding.explanation())), word(finding.severity), finding.kind));
    let first = finding.statements.first().map_or("", |said| report.path(said.spot));
    out.push_str(&format!("{}\n\n", places(report, finding, first)));
    out
}

/// Everybody who gives this value, each once.
fn sayers(finding: &Finding, said: &Said) -> String {
    let mut labels: Vec<String> = Vec::new();
    for same in finding.statements.iter().filter(|it| it.value == said.value) {
        let label = escaped(&same.label);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    listed(&labels.iter().map(String::as_str).collect::<Vec<_>>())
}

/// "In stories/storm.bundle, lines 15, 28 and 40"; files other than the first with their own names.
fn places(report: &Report, finding: &Finding, first: &str) -> String {
    let mut by: Vec<(&str, Vec<u32>)> = vec![(first, Vec::new())];
    for said in &finding.statements {
        let path = report.path(said.spot);
        match by.iter_mut().find(|(it, _)| *it == path) {
            Some((_, lines)) if lines.contains(&said.spot.line) => {}
            Some((_, lines)) => lines.push(said.spot.line),
            None => by.push((path, vec![said.spot.line])),
        }
    }
    let by = by.into_iter().map(|(path, lines)| {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let word = if lines.len() == 1 { "line" } else { "lines" };
        format!("{}, {word} {}", code(path), listed(&lines.iter().map(String::as_str).collect::<Vec<_>>()))
    });
    format!("In {}", by.collect::<Vec<_>>().join("; "))
}

fn problem(report: &Report, fault: &Fault) -> String {
    let Fault { code: kind, severity, message, spot } = fault;
    format!("- {}, line {}: {}. ({}, `{kind}`)\n", code(report.path(*spot)), spot.line, escaped(message), word(*severity))
}

/// The words in bold with what stands round them in their line, as a reader sees it: without markup, on one line.
fn quoted(report: &Report, said: &Said) -> String {
    let file = &report.files[said.spot.file as usize];
    let Span { start, end } = said.spot.bytes;
    let article = file.articles.iter().find(|it| it.section.touches(start)).map(|it| &it.body);
    let read = article.and_then(|body| Some((body.text.as_str(), Span::new(body.from_file(start)?, body.from_file(end)?))));
    // The value of a fact's record stands in a header.
    let (text, words) = read.unwrap_or((file.text(), said.spot.bytes));
    let before = &text[line_around(text, words.start).start as usize..words.start as usize];
    let after = &text[words.end as usize..line_around(text, words.end).end as usize];
    let (cut, before) = tail(before);
    let (after, cut_after) = head(after);
    let words = single_spaced(words.of(text));
    let quoted = format!("{}**{}**{}", escaped(before), escaped(&words), escaped(after));
    let quoted = quoted.trim();
    let opening = if cut { "… " } else { "" };
    let quoted = if cut { quoted.to_owned() } else { unlisted(quoted) };
    format!("{opening}{quoted}{}", if cut_after { " …" } else { "" })
}

/// A line that begins no list: "12. May" and "- rain" would, even in a quotation.
fn unlisted(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let begins = if digits == 0 { rest.starts_with(['-', '+', '=']) } else { rest.starts_with(['.', ')']) };
    format!("{number}{}{rest}", if begins { "\\" } else { "" })
}

/// The last [`CONTEXT`] characters, from the beginning of a word; whether something was cut.
fn tail(text: &str) -> (bool, &str) {
    let Some((at, _)) = text.char_indices().rev().nth(CONTEXT) else { return (false, text) };
    let rest = &text[at..];
    (true, rest.find(' ').map_or(rest, |blank| &rest[blank + 1..]))
}

/// The first [`CONTEXT`] characters, up to the end of a word; whether something was cut.
fn head(text: &str) -> (&str, bool) {
    let Some((at, _)) = text.char_indices().nth(CONTEXT) else { return (text, false) };
    let rest = &text[..at];
    (rest.rfind(' ').map_or(rest, |blank| &rest[..blank]), true)
}

/// Text that is no markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>|~#&".contains(character) {
            escaped.push('\\');
        }
        escaped.push(if character.is_control() { ' ' } else { character });
    }
    escaped
}

/// A path as code; one with a backtick in it as text.
fn code(path: &str) -> String {
    let path = plain_path(path);
    if path.contains('`') { escaped(&path) } else { format!("`{path}`") }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
        Severity::Hint => "hint",
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, head, tail, unlisted};

    #[test]
    fn what_the_news_writes_is_no_markup() {
        assert_eq!(escaped("*15* of [sic] <b>_x_</b> #3\n| a `b`"), "\\*15\\* of \\[sic\\] \\<b\\>\\_x\\_\\</b\\> \\#3 \\| a \\`b\\`");
    }

    #[test]
    fn a_quotation_begins_no_list() {
        let lines = ["12. May was dry", "- Rain", "3) Snow", "12 May", "*12*. May", ""];
        assert_eq!(lines.map(unlisted), ["12\\. May was dry", "\\- Rain", "3\\) Snow", "12 May", "*12*. May", ""]);
    }

    #[test]
    fn context_is_cut_between_words() {
        let long = "snow fell on “the harbour” ".repeat(9);
        assert_eq!(tail("short "), (false, "short "));
        assert_eq!(head(" short"), (" short", false));
        let (cut, before) = tail(&long);
        assert!(cut && before.chars().count() <= super::CONTEXT && long.contains(&format!(" {before}")), "{before}");
        let (after, cut) = head(&long);
        assert!(cut && after.chars().count() <= super::CONTEXT && long.starts_with(&format!("{after} ")), "{after}");
    }
}
