//! `copydesk check`: reads, compares, reports.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};

use super::args::{Check, Colour, Format};
use super::failure::Failure;
use super::groups::{self, Group};
use super::report::Report;
use super::tally::Tally;
use super::text::{self, Style};
use super::{Outcome, json, parallel};
use crate::conflicts::Settings;
use crate::snapshot::Snapshot;

/// What one group of files gave, printed.
struct Printed {
    text: String,
    tally: Tally,
    found: bool,
    failures: Vec<Failure>,
}

/// Runs the command.
pub(super) fn run(check: &Check) -> Outcome {
    let (groups, mut failures) = groups::read(&check.reading);
    let style = style(check.color);
    let printed = parallel::map(&groups, check.reading.jobs, |group| {
        // One bundle that brings us down is our mistake, not a reason to lose what is said of the others.
        catch_unwind(AssertUnwindSafe(|| print(group, check, style))).unwrap_or_else(|_| Printed {
            text: String::new(),
            tally: Tally::default(),
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
    for printed in printed {
        texts.push(printed.text);
        tally = tally.and(printed.tally);
        failures.extend(printed.failures);
    }
    match check.format {
        // Where nothing could be read, the messages have said so.
        Format::Text if texts.is_empty() => Outcome { found, failures, ..Outcome::default() },
        Format::Text => Outcome { out: texts.concat(), found, summary: Some(tally.line(&failures)), failures },
        Format::Json => Outcome { out: json::document(&texts, &failures), found, summary: None, failures },
        Format::Jsonl => Outcome { out: texts.concat(), found, summary: None, failures },
    }
}

fn print(group: &Group, check: &Check, style: Style) -> Printed {
    let snapshot = Snapshot::of_story(group.story.clone(), Arc::new(Settings::default()));
    let report = Report::new(group.name.clone(), &snapshot, group.failures.clone(), check.hints);
    let text = match check.format {
        Format::Text => text::bundle(&report, style),
        Format::Json => json::bundle(&report),
        Format::Jsonl => json::line(&report),
    };
    let found = report.severities().any(|severity| check.fail_on.reached_by(severity));
    Printed { text, tally: Tally::of(&report), found, failures: report.failures }
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
