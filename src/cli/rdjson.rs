//! Reviewdog's format: one JSON document, `DiagnosticResult` of `reviewdog.proto`. Columns count UTF-8 bytes, ends are exclusive.

use serde_json::{Value, json};

use super::failure::Failure;
use super::ranges::{Range, Ranges, plain_path};
use super::remarks::{self, Remark};
use super::report::{Report, Spot};
use super::sarif::NAME;
use crate::bundle::Severity;
use crate::snapshot::Snapshot;
use crate::text::Encoding;

/// The diagnostics of one bundle, separated by commas and line ends; nothing where nothing was found.
pub(super) fn bundle(report: &Report, snapshot: &Snapshot) -> String {
    let ranges = Ranges::new(report, Encoding::Utf8);
    let lines: Vec<String> = remarks::all(report, snapshot).iter().map(|it| diagnostic(report, &ranges, it).to_string()).collect();
    lines.join(",\n")
}

/// The whole document: diagnostics from [`bundle`], and what could not be looked at.
pub(super) fn document(bundles: &[String], failures: &[Failure]) -> String {
    let unread = failures.iter().map(|it| {
        let location = json!({"path": plain_path(&it.path)});
        json!({"message": it.message, "location": location, "severity": "ERROR", "code": {"value": it.code}}).to_string()
    });
    let diagnostics: Vec<String> = bundles.iter().filter(|it| !it.is_empty()).cloned().chain(unread).collect();
    format!("{{\"source\":{{\"name\":\"{NAME}\"}},\"diagnostics\":[\n{}\n]}}\n", diagnostics.join(",\n"))
}

fn diagnostic(report: &Report, ranges: &Ranges, remark: &Remark<'_>) -> Value {
    let severity = match remark.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Information | Severity::Hint => "INFO",
    };
    let mut diagnostic = json!({
        "message": remark.message,
        "location": location(report, ranges, remark.spot),
        "severity": severity,
        "code": {"value": remark.code},
    });
    // Left out where there is nothing: older readers refuse a key they do not know.
    if !remark.others.is_empty() {
        let others = remark.others.iter().map(|said| {
            let message = format!("{}: {}", said.label, said.shown);
            json!({"message": message, "location": location(report, ranges, said.spot)})
        });
        diagnostic["related_locations"] = others.collect();
    }
    diagnostic
}

fn location(report: &Report, ranges: &Ranges, spot: Spot) -> Value {
    let Range { line, column, end_line, end_column } = ranges.of(spot);
    let range = json!({"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}});
    json!({"path": plain_path(report.path(spot)), "range": range})
}
