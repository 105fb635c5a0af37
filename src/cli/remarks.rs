//! Findings as comments on a text under review: a fact is told at each statement, from its side.
//!
//! Review tools show the comments that stand on changed lines. Which of the statements a change brought in is not known here, so
//! each gets its own.

use std::collections::BTreeSet;

use super::report::{Fault, Finding, Report, Said, Spot};
use crate::bundle::Severity;
use crate::snapshot::Snapshot;

/// How many statements of one finding get a comment. A review shows fifty annotations of one job, so more are never seen.
const MOST_SIDES: usize = 50;

/// How many other statements a comment names with their place, one for each value first.
const MOST_OTHERS: usize = 8;

/// A comment on one place.
#[derive(Debug)]
pub(super) struct Remark<'a> {
    /// A kind of conflict or of problem.
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// What it is about, for a heading.
    pub(super) title: &'a str,
    /// What is wrong and why, in sentences, told from this place's side.
    pub(super) message: String,
    pub(super) spot: Spot,
    /// What is said elsewhere.
    pub(super) others: Vec<&'a Said>,
    /// 0 for the first comment on a finding, 1 for the first on each other value, 2 for the rest.
    pub(super) round: u8,
}

/// Every comment on a report, mistakes in the files first, then conflicts in story order.
pub(super) fn all<'a>(report: &'a Report, snapshot: &Snapshot) -> Vec<Remark<'a>> {
    let problems = report.problems.iter().map(problem);
    let conflicts = report.conflicts.iter().flat_map(|finding| conflict(finding, snapshot));
    problems.chain(conflicts).collect()
}

fn problem(fault: &Fault) -> Remark<'_> {
    let Fault { code, severity, spot, .. } = *fault;
    Remark { code, severity, title: "mistake in the file", message: fault.message.clone(), spot, others: Vec::new(), round: 0 }
}

fn conflict<'a>(finding: &'a Finding, snapshot: &Snapshot) -> Vec<Remark<'a>> {
    let conflict = &snapshot.conflicts[finding.conflict];
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut remarks = Vec::new();
    for here in sides(finding, snapshot).take(MOST_SIDES) {
        let said = &finding.statements[here];
        let first_of_value = told.insert(&said.value);
        remarks.push(Remark {
            code: finding.kind,
            severity: finding.severity,
            title: &finding.subject,
            message: format!("{}. {}.", conflict.message(&snapshot.story, &snapshot.sources, here), sentence(&finding.reason)),
            spot: said.spot,
            others: others(finding, here).into_iter().map(|at| &finding.statements[at]).collect(),
            round: if remarks.is_empty() { 0 } else { 2 - u8::from(first_of_value) },
        });
    }
    remarks
}

/// The statements that a finding is told at: all, but of what is settled only the drafts that say otherwise.
pub(super) fn sides(finding: &Finding, snapshot: &Snapshot) -> impl Iterator<Item = usize> {
    let conflict = &snapshot.conflicts[finding.conflict];
    (0..finding.statements.len()).filter(|&at| conflict.severity_at(&snapshot.story, at) == finding.severity)
}

/// The other statements, those with another value first and of these one for each value first, at most [`MOST_OTHERS`].
pub(super) fn others(finding: &Finding, here: usize) -> Vec<usize> {
    let own = &finding.statements[here].value;
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut others: Vec<(u8, usize)> = Vec::new();
    for (at, said) in finding.statements.iter().enumerate().filter(|(at, _)| *at != here) {
        let rank = if said.value == *own { 2 } else { u8::from(!told.insert(&said.value)) };
        others.push((rank, at));
    }
    others.sort_unstable();
    others.into_iter().take(MOST_OTHERS).map(|(_, at)| at).collect()
}

/// A reason as a sentence of its own, without the full stop.
pub(super) fn sentence(reason: &str) -> String {
    let mut characters = reason.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
