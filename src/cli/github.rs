//! Annotations of a pull request: one workflow command of GitHub Actions a line.
//!
//! The runner reads the level, the place and the message from a line, see "Workflow commands for GitHub Actions" in its
//! documentation; what may not stand in a line is written `%0A`. Columns count code points, as in our other reports.

use super::failure::Failure;
use super::ranges::{Range, Ranges, plain_path};
use super::remarks::{self, Remark};
use super::report::Report;
use crate::bundle::Severity;
use crate::snapshot::Snapshot;
use crate::text::Encoding;

/// The annotations of one bundle, each behind the digit of its round.
pub(super) fn bundle(report: &Report, snapshot: &Snapshot) -> String {
    let ranges = Ranges::new(report, Encoding::Utf32);
    let remarks = remarks::all(report, snapshot);
    let lines: Vec<String> = remarks.iter().map(|remark| format!("{}{}", remark.round, line(report, &ranges, remark))).collect();
    lines.concat()
}

/// All annotations: one for each file that could not be read, then those from [`bundle`].
///
/// Of each level a step may show ten, the first ones: so every fact is told once before one is told from another side.
pub(super) fn lines(bundles: &[String], failures: &[Failure]) -> String {
    let unread = failures
        .iter()
        .map(|it| format!("::error file={},title={}::{}\n", property(&plain_path(&it.path)), property(it.code), data(&it.message)));
    let mut told: Vec<(&str, &str)> = bundles.iter().flat_map(|it| it.split_inclusive('\n')).map(|line| line.split_at(1)).collect();
    told.sort_by_key(|(round, _)| *round);
    unread.chain(told.into_iter().map(|(_, line)| line.to_owned())).collect()
}

fn line(report: &Report, ranges: &Ranges, remark: &Remark<'_>) -> String {
    let level = match remark.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let Range { line, column, end_line, end_column } = ranges.of(remark.spot);
    let mut place = format!("file={},line={line},endLine={end_line}", property(&plain_path(report.path(remark.spot))));
    // Columns are refused for an annotation of several lines.
    if line == end_line {
        place.push_str(&format!(",col={column},endColumn={end_column}"));
    }
    let title = format!("{} ({})", remark.title, remark.code);
    let mut message = remark.message.clone();
    for said in &remark.others {
        let Range { line, .. } = ranges.of(said.spot);
        message.push_str(&format!("\n{}: {} ({}:{line})", said.label, said.shown, plain_path(report.path(said.spot))));
    }
    format!("::{level} {place},title={}::{}\n", property(&title), data(&message))
}

/// What stands behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands behind `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_in_a_message_ends_it() {
        assert_eq!(data("15 % of 3,000:\r\nnew"), "15 %25 of 3,000:%0D%0Anew");
        assert_eq!(property("a,b: 5 %0A\n.txt"), "a%2Cb%3A 5 %250A%0A.txt");
    }
}
