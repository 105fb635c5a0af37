//! Reports for programs: one JSON document (`docs/report.schema.json`), or one object a line.
//!
//! A line keeps to few keys; the document adds lines and columns, outlets, reasons and counts.

use serde::Serialize;

use super::failure::Failure;
use super::fingerprint;
use super::report::{Fault, Finding, Mention, Named, Report, Said, Spot};
use crate::bundle::Severity;

/// One line with a line end: everything found in one bundle.
pub(super) fn line(report: &Report) -> String {
    let mut line = printed(&BundleJson::new(report, false));
    line.push('\n');
    line
}

/// One bundle of a document.
pub(super) fn bundle(report: &Report) -> String {
    printed(&BundleJson::new(report, true))
}

/// The whole document: bundles from [`bundle`], and what could not be looked at.
pub(super) fn document(bundles: &[String], failures: &[Failure]) -> String {
    let failures: Vec<_> = failures.iter().map(|it| FailureJson { path: &it.path, message: &it.message }).collect();
    let version = env!("CARGO_PKG_VERSION");
    let bundles = bundles.join(",\n");
    format!("{{\"version\":\"{version}\",\"bundles\":[\n{bundles}\n],\"failures\":{}}}\n", printed(&failures))
}

/// A value as JSON on one line.
pub(super) fn printed(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and finite numbers serialise")
}

#[derive(Serialize)]
struct FailureJson<'a> {
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct BundleJson<'a> {
    bundle: &'a str,
    conflicts: Vec<ConflictJson<'a>>,
    people: Vec<PersonJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accounts: Option<&'a [Vec<String>]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<usize>,
}

#[derive(Serialize)]
struct ConflictJson<'a> {
    kind: &'a str,
    severity: &'a str,
    confidence: f64,
    message: &'a str,
    statements: Vec<StatementJson<'a>>,
    #[serde(flatten)]
    detail: Option<ConflictDetail<'a>>,
}

#[derive(Serialize)]
struct ConflictDetail<'a> {
    subject: &'a str,
    reason: &'a str,
    remark: Option<&'a str>,
    settled: Option<&'a str>,
    accounts: &'a [Vec<String>],
    standing: Option<&'a str>,
    consequences: Vec<MentionJson<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    article: &'a str,
    path: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
    value: &'a str,
    #[serde(flatten)]
    detail: Option<StatementDetail<'a>>,
}

#[derive(Serialize)]
struct StatementDetail<'a> {
    line: u32,
    column: u32,
    outlet: &'a str,
    shown: &'a str,
    fingerprint: String,
}

#[derive(Serialize)]
struct PersonJson<'a> {
    id: Option<&'a str>,
    name: &'a str,
    mentions: Vec<MentionJson<'a>>,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    article: &'a str,
    path: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    path: &'a str,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
}

impl<'a> BundleJson<'a> {
    fn new(report: &'a Report, detailed: bool) -> Self {
        let problems = report.problems.iter().map(|it| ProblemJson::new(report, it, detailed));
        Self {
            bundle: &report.bundle,
            conflicts: report.conflicts.iter().map(|it| ConflictJson::new(report, it, detailed)).collect(),
            people: report.people.iter().map(|it| PersonJson::new(report, it)).collect(),
            problems: report.failures.iter().map(ProblemJson::of_failure).chain(problems).collect(),
            accounts: detailed.then_some(&report.accounts),
            articles: detailed.then_some(report.articles),
            words: detailed.then_some(report.words),
        }
    }
}

impl<'a> ConflictJson<'a> {
    fn new(report: &'a Report, finding: &'a Finding, detailed: bool) -> Self {
        Self {
            kind: finding.kind,
            severity: finding.severity.word(),
            confidence: finding.confidence,
            message: &finding.message,
            statements: finding.statements.iter().map(|it| StatementJson::new(report, finding, it, detailed)).collect(),
            detail: detailed.then(|| ConflictDetail {
                subject: &finding.subject,
                reason: &finding.reason,
                remark: finding.remark.as_deref(),
                settled: finding.settled.as_deref(),
                accounts: &finding.accounts,
                standing: finding.standing.as_deref(),
                consequences: finding.consequences.iter().map(|it| MentionJson::new(report, it)).collect(),
                fingerprint: fingerprint::of_finding(report, finding).to_string(),
            }),
        }
    }
}

impl<'a> StatementJson<'a> {
    fn new(report: &'a Report, finding: &Finding, said: &'a Said, detailed: bool) -> Self {
        let Spot { start, end, line, column, .. } = said.spot;
        let fingerprint = || fingerprint::of_statement(report, finding, said).to_string();
        let detail =
            detailed.then(|| StatementDetail { line, column, outlet: &said.label, shown: &said.shown, fingerprint: fingerprint() });
        let (path, text) = (report.path(said.spot), report.text(said.spot));
        Self { article: &said.article, path, start, end, text, value: &said.value, detail }
    }
}

impl<'a> PersonJson<'a> {
    fn new(report: &'a Report, named: &'a Named) -> Self {
        let mentions = named.mentions.iter().map(|it| MentionJson::new(report, it));
        Self { id: named.id.as_deref(), name: &named.name, mentions: mentions.collect() }
    }
}

impl<'a> MentionJson<'a> {
    fn new(report: &'a Report, mention: &'a Mention) -> Self {
        let Spot { start, end, .. } = mention.spot;
        Self { article: &mention.article, path: report.path(mention.spot), start, end, text: report.text(mention.spot) }
    }
}

impl<'a> ProblemJson<'a> {
    fn new(report: &'a Report, fault: &'a Fault, detailed: bool) -> Self {
        let Spot { start, end, .. } = fault.spot;
        let fingerprint = detailed.then(|| fingerprint::of_fault(report, fault).to_string());
        let (severity, path) = (fault.severity.word(), report.path(fault.spot));
        Self { code: fault.code, severity, message: &fault.message, path, start, end, fingerprint }
    }

    /// A file that could not be read, as a problem in it.
    fn of_failure(failure: &'a Failure) -> Self {
        let Failure { path, code, message, at } = failure;
        Self { code, severity: Severity::Error.word(), message, path, start: *at, end: *at, fingerprint: None }
    }
}
