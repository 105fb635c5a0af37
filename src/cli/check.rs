//! `copydesk check`: reads, compares, reports.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use super::args::{Check, Format};
use super::failure::Failure;
use super::groups::{self, Group};
use super::report::Report;
use super::{Outcome, json, parallel};
use crate::conflicts::Settings;
use crate::snapshot::Snapshot;

/// What one group of files gave, printed.
struct Printed {
    text: String,
    found: bool,
    failures: Vec<Failure>,
}

/// Runs the command.
pub(super) fn run(check: &Check) -> Outcome {
    let (groups, mut failures) = groups::read(&check.reading);
    let settings = Arc::new(Settings::default());
    let printed = parallel::map(&groups, check.reading.jobs, |group| {
        // One bundle that brings us down is our mistake, not a reason to lose what is said of the others.
        catch_unwind(AssertUnwindSafe(|| print(group, check, &settings))).unwrap_or_else(|_| Printed {
            text: String::new(),
            found: false,
            failures: vec![Failure::new(Path::new(&group.name), format!("cannot read {}: copydesk made a mistake, see above", group.name))],
        })
    });
    let found = printed.iter().any(|it| it.found);
    let mut texts = Vec::with_capacity(printed.len());
    for printed in printed {
        texts.push(printed.text);
        failures.extend(printed.failures);
    }
    let out = match check.format {
        Format::Json => json::document(&texts, &failures),
        Format::Jsonl => texts.concat(),
    };
    Outcome { out, found, failures }
}

fn print(group: &Group, check: &Check, settings: &Arc<Settings>) -> Printed {
    let snapshot = Snapshot::of(group.files.clone(), Arc::clone(settings));
    let report = Report::new(group.name.clone(), &snapshot, group.failures.clone(), check.hints);
    let text = match check.format {
        Format::Json => json::bundle(&report),
        Format::Jsonl => json::line(&report),
    };
    let found = report.severities().any(|severity| check.fail_on.reached_by(severity));
    Printed { text, found, failures: report.failures }
}
