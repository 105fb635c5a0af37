//! `--baseline`: what an earlier report knew already, so that only what is new is told.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::failure::Failure;
use super::fingerprint::{self, Fingerprint};
use super::load;
use super::report::Report;
use super::sarif;
use crate::bundle::Severity;

/// What an earlier report told.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    entries: Vec<Entry>,
    /// The entries that hold a fingerprint.
    holders: BTreeMap<Fingerprint, Vec<usize>>,
}

/// One finding of the earlier report.
#[derive(Debug)]
struct Entry {
    severity: Severity,
    /// Of its statements; of a mistake in a file, its own. Sorted.
    parts: Vec<Fingerprint>,
}

impl Baseline {
    /// Reads a report that `--format json` or `--format sarif` wrote.
    pub(super) fn read(path: &Path, max_megabytes: u64) -> Result<Self, Failure> {
        let text = load::file(path, max_megabytes)?;
        let document = serde_json::from_str(&text).map_err(|error| Failure::unreadable(path, &error.to_string()))?;
        Self::of(&document).ok_or_else(|| {
            Failure::unreadable(path, "no report of copydesk. Write one with: copydesk check PATH --format json > FILE (or --format sarif)")
        })
    }

    /// `None` where the document is no report of ours.
    fn of(document: &Value) -> Option<Self> {
        let entries = match document.get("runs") {
            Some(runs) => from_sarif(runs.as_array()?)?,
            None => from_json(document.get("bundles")?.as_array()?),
        };
        let mut holders: BTreeMap<Fingerprint, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for &part in &entry.parts {
                let known = holders.entry(part).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
        }
        Some(Self { entries, holders })
    }

    /// Takes out of `report` what was told before; returns how much that was.
    ///
    /// A finding was told when one earlier finding held all its statements and was as grave. One that another article has joined
    /// is told again, one that an article has left is not; the same words twice need to have been told twice.
    pub(super) fn sift(&self, report: &mut Report) -> u64 {
        let mut left: BTreeMap<usize, Vec<Fingerprint>> = BTreeMap::new();
        let mut known = |severity: Severity, parts: &[Fingerprint]| {
            let Some(holders) = parts.first().and_then(|part| self.holders.get(part)) else { return false };
            holders.iter().any(|&at| {
                let entry = &self.entries[at];
                entry.severity <= severity && take(left.entry(at).or_insert_with(|| entry.parts.clone()), parts)
            })
        };
        let conflicts: Vec<bool> = report.conflicts.iter().map(|it| known(it.severity, &fingerprint::of_statements(report, it))).collect();
        let problems: Vec<bool> = report.problems.iter().map(|it| known(it.severity, &[fingerprint::of_fault(report, it)])).collect();
        drop_where(&mut report.conflicts, &conflicts);
        drop_where(&mut report.problems, &problems);
        conflicts.iter().chain(&problems).filter(|known| **known).count() as u64
    }
}

/// Takes `parts` out of `from`, both sorted, where all of them are there.
fn take(from: &mut Vec<Fingerprint>, parts: &[Fingerprint]) -> bool {
    let mut rest = Vec::with_capacity(from.len());
    let mut wanted = parts.iter().peekable();
    for &part in from.iter() {
        if wanted.next_if(|it| **it == part).is_none() {
            rest.push(part);
        }
    }
    let all = wanted.peek().is_none();
    if all {
        *from = rest;
    }
    all
}

fn drop_where<T>(things: &mut Vec<T>, known: &[bool]) {
    let mut known = known.iter();
    things.retain(|_| known.next() == Some(&false));
}

fn from_json(bundles: &[Value]) -> Vec<Entry> {
    let conflicts = bundles.iter().flat_map(|it| list(&it["conflicts"])).map(|it| (it, list(&it["statements"]).collect()));
    let problems = bundles.iter().flat_map(|it| list(&it["problems"])).map(|it| (it, vec![it]));
    let all = conflicts.chain(problems);
    all.filter_map(|(finding, parts): (_, Vec<&Value>)| entry(&finding["severity"], parts.into_iter().map(|it| &it["fingerprint"])))
        .collect()
}

fn from_sarif(runs: &[Value]) -> Option<Vec<Entry>> {
    let own: Vec<&Value> = runs.iter().filter(|run| run["tool"]["driver"]["name"] == sarif::NAME).collect();
    if own.is_empty() {
        return None;
    }
    let results = own.into_iter().flat_map(|run| list(&run["results"]));
    let entries = results.filter_map(|result| match &result["properties"]["statements"] {
        Value::Array(parts) => entry(&result["properties"]["severity"], parts),
        _ => entry(&result["properties"]["severity"], [&result["partialFingerprints"][sarif::FINGERPRINT]]),
    });
    Some(entries.collect())
}

/// `None` for what has no fingerprint: a file that could not be read.
fn entry<'a>(severity: &Value, parts: impl IntoIterator<Item = &'a Value>) -> Option<Entry> {
    let severities = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint];
    let severity = severities.into_iter().find(|it| severity == it.word())?;
    let mut parts = parts.into_iter().map(|it| it.as_str().and_then(Fingerprint::read)).collect::<Option<Vec<_>>>()?;
    parts.sort_unstable();
    Some(Entry { severity, parts })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
