//! Statements that cannot all be right: one check a file, each with its code, help, severity and logic.

mod age;
mod born;
mod clauses;
mod count;
mod date;
mod disputes;
mod drafts;
mod fact;
mod firms;
mod gathered;
mod groups;
mod inside;
mod kept;
mod keyed;
mod kin;
mod linked;
mod listed;
mod measure;
mod measured;
mod misdated;
mod moments;
mod money;
mod moved;
mod name;
mod namesakes;
mod office;
mod passages;
mod percent;
mod periods;
mod place;
mod points;
mod polarity;
mod quote;
mod reversed;
mod roll;
mod scale;
mod settle;
mod severity;
mod shares;
mod since;
mod slips;
mod slots;
mod standing;
mod stated;
mod swapped;
mod telling;
mod tenure;
mod terms;
mod time;
mod trace;
mod undergone;
mod updates;
mod weekday;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bundle::{DRAFT_KINDS, Problem, Severity};
use crate::facts::{Facts, Place, Read};

use kept::Keeper;
pub use kept::Workings;
pub use standing::Standing;
pub use stated::Stated;
pub use telling::Telling;
pub use trace::{Passed, Weighed};

pub use drafts::{Backing, backings, told};

/// One kind of conflict.
#[derive(Debug)]
pub struct Check {
    /// Its code: the `kind` in reports, settings and decisions.
    pub code: &'static str,
    /// One line for lists.
    pub summary: &'static str,
    /// One line for the README's table: two statements, of invented reports, that it joins: `“nine agreements” / “14 agreements”`.
    pub example: &'static str,
    /// What `copydesk explain` says: what is reported, what is let pass, with an example (Markdown).
    pub help: &'static str,
    /// The gravest severity it reports unless a setting says otherwise.
    pub severity: Severity,
    /// Makes what finds its conflicts.
    keep: fn() -> Box<dyn Keeper>,
}

/// Every check, in the order of the README's table. A new kind is a new file and a line here.
pub const CHECKS: &[&Check] = &[
    &office::CHECK,
    &count::CHECK,
    &money::CHECK,
    &percent::CHECK,
    &measure::CHECK,
    &age::CHECK,
    &date::CHECK,
    &time::CHECK,
    &since::CHECK,
    &place::CHECK,
    &polarity::CHECK,
    &quote::CHECK,
    &name::CHECK,
    &fact::CHECK,
    &weekday::CHECK,
    &listed::CHECK,
    &shares::CHECK,
    &points::CHECK,
    &scale::CHECK,
    &born::CHECK,
    &kin::CHECK,
];

/// Whether a kind of finding has this code whose severity can be set: a check, or what is told of drafts.
pub fn is_kind(code: &str) -> bool {
    check(code).is_some() || DRAFT_KINDS.contains(&code)
}

/// The check with this code.
pub fn check(code: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.code == code)
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What was read.
    pub read: Read<'a>,
    /// What it says, joined.
    pub facts: &'a Facts,
}

/// One disputed fact with everything that is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The check's code.
    pub kind: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// How sure, 0 to 1. Never shown to readers.
    pub confidence: f64,
    /// What is disputed, in a newsroom's words: "agreements signed in Kellmar", "President of Iceland".
    pub subject: String,
    /// Why these are about one thing and cannot both hold, in one sentence, lower case, no full stop.
    pub reason: String,
    /// What may explain the difference, where the text says so: "France 24 gives 2am Thursday = 7pm GMT Wednesday".
    pub remark: Option<String>,
    /// Everything said of it, in story order; two or more different values.
    pub statements: Vec<Statement>,
    /// The decision that settles it: (file, index in the file's `decisions`). See [`Conflict::severity_at`].
    pub settled: Option<(u32, u32)>,
}

/// One article's word on a disputed fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The value or the phrase round it, never a sentence.
    pub place: Place,
    /// The value, normalised: equal values are equal strings.
    pub value: String,
    /// The value as a reader sees it in a message: "about 12", "Wednesday 19 June".
    pub shown: String,
}

/// What a caller may change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Severity by kind; `None` switches the kind off.
    pub severity: BTreeMap<String, Option<Severity>>,
}

/// Every conflict of a story, in the order of their first statement, settled ones as hints; and the decisions that hold no
/// longer, as problems by file. `workings` is what the version before left, or nothing: the answer is the same. Up to `hands` threads
/// help where there is much to compare.
pub fn find(
    read: Read<'_>,
    facts: &Facts,
    settings: &Settings,
    workings: &mut Workings,
    hands: usize,
) -> (Vec<Arc<Conflict>>, Vec<(u32, Problem)>) {
    let mut conflicts = workings.found(&Input { read, facts }, settings, hands);
    conflicts.sort_by(|a, b| order(a, b));
    drop_retold(&mut conflicts);
    let stale = settle::settle(read.story, &mut conflicts, |kind| check(kind).is_some() && settings.severity.get(kind) != Some(&None));
    settle::ignore(read.story, &mut conflicts);
    drafts::warn(read.story, &mut conflicts, settings);
    workings.keep(&mut conflicts);
    (conflicts, stale)
}

/// The order in which conflicts are told: by their first statement, then by what tells them apart.
fn order(one: &Conflict, other: &Conflict) -> Ordering {
    let first = |it: &Conflict| it.statements.first().map(|it| it.place);
    let places = |it: &Conflict, other: &Conflict| it.statements.iter().map(|it| it.place).cmp(other.statements.iter().map(|it| it.place));
    let by_place = (first(one), one.kind).cmp(&(first(other), other.kind));
    by_place.then_with(|| places(one, other)).then_with(|| (&one.subject, &one.reason).cmp(&(&other.subject, &other.reason)))
}

/// Whether one of these conflicts has a statement that stands at `place`.
fn tells(conflicts: &[Arc<Conflict>], place: Place) -> bool {
    conflicts.iter().any(|it| it.statements.binary_search_by_key(&place, |it| it.place).is_ok())
}

/// What was compared at a place of an article and let pass, with the reason: the checks run once more and say so themselves. What they
/// report is not among it. In story order; takes as long as comparing the story afresh.
pub fn why(read: Read<'_>, facts: &Facts, settings: &Settings, at: Place) -> Vec<Weighed> {
    let mut reported = Vec::new();
    let mut told = trace::listen(at, || reported = find(read, facts, settings, &mut Workings::default(), 1).0);
    // Two ways of one check may come to different ends: one lets pass what the other reports.
    let joins = |conflict: &Conflict, place: Place| conflict.statements.iter().any(|it| it.place == place);
    told.retain(|it| !reported.iter().any(|conflict| conflict.kind == it.kind && joins(conflict, it.here) && joins(conflict, it.there)));
    told
}

/// Takes out what another report tells already: the figure that differs inside a quotation whose words differ, and the wrong weekday
/// of a date that other articles give with the right one.
fn drop_retold(conflicts: &mut Vec<Arc<Conflict>>) {
    const TELLING: &[(&str, Option<&str>)] = &[(quote::CHECK.code, None), (date::CHECK.code, Some(weekday::CHECK.code))];
    for &(telling, only) in TELLING {
        let may_be_told = |it: &Conflict| it.kind != telling && only.is_none_or(|only| it.kind == only);
        let first = |it: &Conflict| it.statements.first().map_or(0, |it| it.place.article as usize);
        // The articles where something begins that may be told already; what is told there, by article.
        let mut wanted = vec![false; conflicts.iter().map(|it| first(it) + 1).max().unwrap_or_default()];
        for conflict in conflicts.iter().filter(|it| may_be_told(it)) {
            wanted[first(conflict)] = true;
        }
        let mut told: BTreeMap<usize, Vec<Arc<Conflict>>> = BTreeMap::new();
        for conflict in conflicts.iter().filter(|it| it.kind == telling) {
            for statements in conflict.statements.chunk_by(|one, other| one.place.article == other.place.article) {
                let article = statements[0].place.article as usize;
                if wanted.get(article) == Some(&true) {
                    told.entry(article).or_default().push(Arc::clone(conflict));
                }
            }
        }
        let overlap = |one: Place, other: Place| one.article == other.article && one.span.overlaps(other.span);
        let tells = |it: &Conflict, statement: &Statement| it.statements.iter().any(|told| overlap(told.place, statement.place));
        conflicts.retain(|conflict| {
            let near = told.get(&first(conflict)).filter(|_| may_be_told(conflict));
            let retold = near.into_iter().flatten().any(|it| conflict.statements.iter().all(|statement| tells(it, statement)));
            if retold {
                pass_all(conflict, Passed::Retold);
            }
            !retold
        });
    }
}

/// Says of every two statements of a conflict that is taken out why that is.
fn pass_all(conflict: &Conflict, passed: Passed) {
    trace::begin(conflict.kind);
    for (at, one) in conflict.statements.iter().enumerate() {
        for two in conflict.statements[at + 1..].iter().filter(|it| it.value != one.value) {
            trace::pass(one.place, two.place, passed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECKS;
    use crate::bundle::KINDS;

    #[test]
    fn a_bundle_may_name_every_check() {
        for check in CHECKS {
            assert!(KINDS.contains(&check.code), "{}", check.code);
        }
    }
}
