//! `copydesk check`: reads, compares, reports.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};

use super::args::{Check, Colour, Format};
use super::baseline::Baseline;
use super::failure::Failure;
use super::groups::{self, Group};
use super::report::Report;
use super::tally::{Tally, grouped};
use super::text::{self, Style};
use super::{Outcome, github, json, markdown, rdjson, sarif};
use crate::parallel;
use crate::snapshot::Snapshot;

/// What one group of files gave, printed.
struct Printed {
    text: String,
    tally: Tally,
    /// How much the baseline knew already.
    known: u64,
    found: bool,
    failures: Vec<Failure>,
}

/// Runs the command.
pub(super) fn run(check: &Check) -> Outcome {
    let (groups, mut failures) = groups::read(&check.reading);
    let style = style(check.color);
    let baseline = check.baseline.as_ref().map(|path| Baseline::read(path, check.reading.max_size));
    // Without the baseline everything is new: better told again than not at all.
    let baseline = baseline.transpose().unwrap_or_else(|failure| {
        failures.push(failure);
        None
    });
    let hands = check.reading.hands();
    // Where there are fewer bundles than hands, several read one.
    let each = hands / groups.len().max(1);
    let printed = parallel::map(&groups, hands, |group| {
        // One bundle that brings us down is our mistake, not a reason to lose what is said of the others.
        catch_unwind(AssertUnwindSafe(|| print(group, check, baseline.as_ref(), style, each))).unwrap_or_else(|_| Printed {
            text: String::new(),
            tally: Tally::default(),
            known: 0,
            found: false,
            failures: vec![Failure::new(
                Path::new(&group.name),
                format!("cannot check {}: copydesk made a mistake, see above", group.name),
            )],
        })
    });
    let found = printed.iter().any(|it| it.found);
    let mut texts = Vec::with_capacity(printed.len());
    let mut tally = Tally::default();
    let mut known = 0;
    for printed in printed {
        texts.push(printed.text);
        tally = tally.and(printed.tally);
        known += printed.known;
        failures.extend(printed.failures);
    }
    let summary = || {
        let known = if known == 0 { String::new() } else { format!("; {} known already", grouped(known)) };
        format!("{}{known}", tally.line(&failures))
    };
    let (out, summary) = match check.format {
        // Where nothing could be read, the messages have said so.
        Format::Text if texts.is_empty() => (String::new(), None),
        Format::Text => (texts.concat(), Some(summary())),
        Format::Json => (json::document(&texts, &failures), None),
        Format::Jsonl => (texts.concat(), None),
        Format::Sarif => (sarif::document(&texts, &failures), None),
        Format::Github => (github::lines(&texts, &failures), Some(summary())),
        Format::Rdjson => (rdjson::document(&texts, &failures), None),
        Format::Markdown => (texts.concat() + &markdown::unread(&failures), Some(summary())),
    };
    Outcome { out, found, summary, failures }
}

fn print(group: &Group, check: &Check, baseline: Option<&Baseline>, style: Style, hands: usize) -> Printed {
    let snapshot = Snapshot::after(None, group.story.clone(), Arc::clone(&group.settings), hands);
    let mut report = Report::new(group.name.clone(), &snapshot, group.failures.clone(), check.hints);
    let known = baseline.map_or(0, |baseline| baseline.sift(&mut report));
    let text = match check.format {
        Format::Text => text::bundle(&report, style),
        Format::Json => json::bundle(&report),
        Format::Jsonl => json::line(&report),
        Format::Sarif => sarif::bundle(&report, &snapshot),
        Format::Github => github::bundle(&report, &snapshot),
        Format::Rdjson => rdjson::bundle(&report, &snapshot),
        Format::Markdown => markdown::bundle(&report),
    };
    let found = report.severities().any(|severity| check.fail_on.reached_by(severity));
    Printed { text, tally: Tally::of(&report), known, found, failures: report.failures }
}

fn style(colour: Colour) -> Style {
    let stdout = io::stdout();
    let width = stdout.is_terminal().then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    let colour = match colour {
        Colour::Auto => AutoStream::choice(&stdout) != ColorChoice::Never,
        Colour::Always => true,
        Colour::Never => false,
    };
    Style { colour, width }
}
