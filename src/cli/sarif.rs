//! SARIF 2.1.0, the format that code hosts and editors show as alerts: one result for each finding.
//!
//! Columns count UTF-16 code units, which viewers take for granted. A conflict that a decision settles is a suppressed result.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::explain;
use super::failure::Failure;
use super::fingerprint::{self, Fingerprint};
use super::ranges::{Range, Ranges, plain_path};
use super::remarks::{others, sentence, sides};
use super::report::{Fault, Finding, Report, Said, Spot};
use crate::bundle::{PROBLEM_KINDS, Severity};
use crate::conflicts::CHECKS;
use crate::snapshot::Snapshot;
use crate::text::Encoding;

/// What the program is called in reports that other tools read.
pub(super) const NAME: &str = "copydesk";

/// The key of our own fingerprint; the number rises when what goes into it changes.
pub(super) const FINGERPRINT: &str = "copydesk/v1";

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative paths start from: the folder that the program was called in, by convention the top of the repository.
const ROOT: &str = "%SRCROOT%";

/// The results of one bundle, separated by commas and line ends; nothing where nothing was found.
pub(super) fn bundle(report: &Report, snapshot: &Snapshot) -> String {
    let places = Places { report, snapshot, ranges: Ranges::new(report, Encoding::Utf16) };
    let mut seen: BTreeMap<Fingerprint, u32> = BTreeMap::new();
    let mut result = |fingerprint: Fingerprint, result: Value| {
        let uses = seen.entry(fingerprint).or_default();
        *uses += 1;
        with_fingerprints(result, fingerprint, *uses).to_string()
    };
    let problems = report.problems.iter().map(|it| (fingerprint::of_fault(report, it), places.problem(it)));
    let conflicts = report.conflicts.iter().map(|it| (fingerprint::of_finding(report, it), places.conflict(it)));
    let results: Vec<String> = problems.chain(conflicts).map(|(it, value)| result(it, value)).collect();
    results.join(",\n")
}

/// The whole document: results from [`bundle`], and what could not be looked at.
pub(super) fn document(bundles: &[String], failures: &[Failure]) -> String {
    let results: Vec<&str> = bundles.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    let version = env!("CARGO_PKG_VERSION");
    let notifications: Vec<Value> = failures.iter().map(notification).collect();
    let driver = json!({"name": NAME, "version": version, "semanticVersion": version, "rules": rules()});
    let root = json!({"description": {"text": "The folder that copydesk was called in."}});
    let invocation = json!({"executionSuccessful": failures.is_empty(), "toolExecutionNotifications": notifications});
    // The results are strings already, so the rest of the run is written round them.
    format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{},\n\"columnKind\":\"utf16CodeUnits\",\n\
         \"newlineSequences\":{},\n\"originalUriBaseIds\":{},\n\"invocations\":[{invocation}],\n\"results\":[\n{}\n]}}]}}\n",
        json!({"driver": driver}),
        json!(["\r\n", "\n", "\r"]),
        json!({ROOT: root}),
        results.join(",\n"),
    )
}

/// Every kind of conflict, then every kind of mistake in a file.
fn rules() -> Vec<Value> {
    let checks = CHECKS.iter().map(|check| {
        let help = explain::shortly(check.help);
        rule(check.code, check.summary, help.split("\n\n").nth(1).unwrap_or(help), help, check.severity)
    });
    let problems = PROBLEM_KINDS.iter().map(|kind| {
        let help = explain::problem(kind.code).unwrap_or_default();
        rule(kind.code, explain::first_sentence(help), help, help, kind.severity)
    });
    checks.chain(problems).collect()
}

fn rule(code: &str, short: &str, full: &str, help: &str, severity: Severity) -> Value {
    json!({
        "id": code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": help, "markdown": help},
        "defaultConfiguration": {"level": level(severity)},
    })
}

fn notification(failure: &Failure) -> Value {
    json!({
        "level": "error",
        "message": {"text": failure.message},
        "associatedRule": {"id": failure.code},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(&failure.path)}}],
    })
}

/// `uses` tells several results with the same words in one bundle apart.
fn with_fingerprints(mut result: Value, fingerprint: Fingerprint, uses: u32) -> Value {
    // Code scanning knows results by this key. What it would compute by itself is a hash of the line, and a paragraph is one line:
    // two disputed facts in it would be one alert.
    let line_hash = format!("{fingerprint}:{uses}");
    result["partialFingerprints"] = json!({FINGERPRINT: fingerprint.to_string(), "primaryLocationLineHash": line_hash});
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

struct Places<'a> {
    report: &'a Report,
    snapshot: &'a Snapshot,
    ranges: Ranges,
}

impl Places<'_> {
    fn problem(&self, fault: &Fault) -> Value {
        json!({
            "ruleId": fault.code,
            "level": level(fault.severity),
            "message": {"text": fault.message},
            "locations": [{"physicalLocation": self.place(fault.spot)}],
            "properties": {"severity": fault.severity.word()},
        })
    }

    fn conflict(&self, finding: &Finding) -> Value {
        let statements: Vec<String> = fingerprint::of_statements(self.report, finding).iter().map(ToString::to_string).collect();
        // Nobody tells a conflict without statements.
        let here = sides(finding, self.snapshot).next().unwrap_or_default();
        let elsewhere = finding.statements.iter().enumerate().filter(|(at, _)| *at != here);
        let related = elsewhere.map(|(at, said)| self.statement(said, Some(at)));
        let mut result = json!({
            "ruleId": finding.kind,
            "level": level(finding.severity),
            "message": {"text": self.message(finding, here)},
            "locations": finding.statements.get(here).map(|said| self.statement(said, None)).into_iter().collect::<Vec<_>>(),
            "relatedLocations": related.collect::<Vec<_>>(),
            "properties": {"severity": finding.severity.word(), "confidence": finding.confidence, "statements": statements},
        });
        // A draft that says otherwise is still to be mended.
        if let (Some(decision), Severity::Hint) = (&finding.settled, finding.severity) {
            let settlement = self.snapshot.conflicts[finding.conflict].settlement(&self.snapshot.story);
            let reason = format!("decision {decision}, {}", settlement.unwrap_or_default());
            result["suppressions"] = json!([{"kind": "inSource", "status": "accepted", "justification": reason}]);
        }
        result
    }

    /// What is disputed and why, with links to the other statements: viewers show related places only where the message names
    /// them.
    fn message(&self, finding: &Finding, here: usize) -> String {
        let told = self.snapshot.conflicts[finding.conflict].message(&self.snapshot.story, &self.snapshot.sources, here);
        let mut message = format!("{}. {}.", escaped(&told), escaped(&sentence(&finding.reason)));
        let links: Vec<String> = others(finding, here)
            .into_iter()
            .map(|at| {
                let said = &finding.statements[at];
                format!("[{}: {}]({at})", escaped(&said.label), escaped(&said.shown))
            })
            .collect();
        if !links.is_empty() {
            message.push_str(&format!(" Compare {}.", links.join(", ")));
        }
        message
    }

    /// `id` is the statement's place in the list, which links in the message refer to.
    fn statement(&self, said: &Said, id: Option<usize>) -> Value {
        let mut location = json!({
            "physicalLocation": self.place(said.spot),
            "logicalLocations": [{"name": said.article, "kind": "article"}],
            "message": {"text": format!("{}: {}", escaped(&said.label), escaped(&said.shown))},
        });
        if let Some(id) = id {
            location["id"] = json!(id);
        }
        location
    }

    fn place(&self, spot: Spot) -> Value {
        let Range { line, column, end_line, end_column } = self.ranges.of(spot);
        let snippet = json!({"text": self.report.text(spot)});
        json!({
            "artifactLocation": artifact(self.report.path(spot)),
            "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column, "snippet": snippet},
        })
    }
}

/// Text that is no link: a "sic" in brackets stays what it is.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// A file as a URI: below the root where its path is relative.
fn artifact(path: &str) -> Value {
    let path = plain_path(path);
    // "C:/stories" begins with no slash and leads from the top all the same.
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    match (path.starts_with('/'), drive) {
        (true, _) => json!({"uri": format!("file://{}", encoded(&path))}),
        (_, true) => json!({"uri": format!("file:///{}:{}", &path[..1], encoded(&path[2..]))}),
        _ => json!({"uri": encoded(&path), "uriBaseId": ROOT}),
    }
}

/// Percent-encoded but for slashes and what RFC 3986 calls unreserved.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{artifact, escaped};

    #[test]
    fn a_path_is_a_uri_below_the_root_or_from_the_top() {
        assert_eq!(artifact("./in/the storm.bundle"), json!({"uri": "in/the%20storm.bundle", "uriBaseId": "%SRCROOT%"}));
        assert_eq!(artifact("a:b/Tô.txt"), json!({"uri": "a%3Ab/T%C3%B4.txt", "uriBaseId": "%SRCROOT%"}));
        assert_eq!(artifact("/srv/a.txt"), json!({"uri": "file:///srv/a.txt"}));
        assert_eq!(artifact("C:/srv/a.txt"), json!({"uri": "file:///C:/srv/a.txt"}));
    }

    #[test]
    fn brackets_in_the_news_are_no_links() {
        assert_eq!(escaped("they was [sic](1) \\"), "they was \\[sic\\](1) \\\\");
    }
}
