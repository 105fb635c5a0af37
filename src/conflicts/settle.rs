//! What the desk has decided: decisions that settle a conflict, and what is not to be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Conflict, Passed, Statement, fact, pass_all};
use crate::bundle::{Between, Decision, IsoDate, Problem, Role, STALE_DECISION, Severity, Story, Value, Verdict};
use crate::facts::Place;
use crate::lexicon;
use crate::text::Span;

/// Applies the story's decisions to its conflicts. What is settled becomes a hint; a draft that says otherwise keeps its
/// conflict's severity. `looked_for` tells which kinds were.
///
/// The problems are decisions that hold no longer, by file.
pub(super) fn settle(story: &Story, conflicts: &mut [Arc<Conflict>], looked_for: impl Fn(&str) -> bool) -> Vec<(u32, Problem)> {
    let mut problems = Vec::new();
    let mut by_article: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    if story.files[..story.own as usize].iter().any(|file| !file.decisions.is_empty()) {
        for (at, conflict) in conflicts.iter().enumerate() {
            for statement in &conflict.statements {
                by_article.entry(statement.place.article).or_default().insert(at);
            }
        }
    }
    for (file, read) in story.files[..story.own as usize].iter().enumerate() {
        let file = file as u32;
        for (at, decision) in read.decisions.iter().enumerate() {
            let sides: Option<Vec<Side<'_>>> = decision.between.iter().map(|it| Side::of(story, file, it)).collect();
            // Names that lead nowhere and a missing verdict are told where they stand.
            let (Some(sides), Some(_)) = (sides, &decision.verdict) else { continue };
            let Some(first) = sides.first() else { continue };
            let changed: Vec<_> = sides.iter().filter(|side| side.places.is_empty()).collect();
            if !changed.is_empty() {
                problems.extend(changed.into_iter().map(|side| (file, side.changed())));
                continue;
            }
            let joins = |conflict: &Conflict| is_about(decision, conflict) && sides.iter().all(|side| side.is_in(conflict));
            let near = by_article.get(&first.article).into_iter().flatten();
            let joined: Vec<usize> = near.copied().filter(|&at| joins(&conflicts[at])).collect();
            // A kind that nobody looked for may well join them.
            if joined.is_empty() && decision.kind.as_ref().is_some_and(|kind| looked_for(&kind.value)) {
                problems.push((file, no_longer_joined(decision)));
            }
            for conflict in joined {
                if conflicts[conflict].settled.is_none() {
                    let conflict = Arc::make_mut(&mut conflicts[conflict]);
                    conflict.settled = Some((file, at as u32));
                    if !(0..conflict.statements.len()).any(|at| conflict.is_contradicting_draft(story, at)) {
                        conflict.severity = Severity::Hint;
                    }
                }
            }
        }
    }
    problems
}

/// Takes out what is not to be compared: statements under `ignore=` and in files whose bundle section ignores the kind. A
/// conflict goes when what is left of it is no dispute.
pub(super) fn ignore(story: &Story, conflicts: &mut Vec<Arc<Conflict>>) {
    let marked = |at: u32| story.article(at).annotations.iter().any(|it| it.ignore.is_some());
    if story.files.iter().all(|it| it.headers.ignore.is_empty()) && !(0..story.voices()).any(marked) {
        return;
    }
    conflicts.retain_mut(|conflict| {
        let kind = conflict.kind;
        if !conflict.statements.iter().any(|it| is_ignored(story, it.place, kind)) {
            return true;
        }
        pass_all(conflict, Passed::Ignored);
        let conflict = Arc::make_mut(conflict);
        conflict.statements.retain(|it| !is_ignored(story, it.place, kind));
        is_dispute(conflict)
    });
}

pub(super) fn is_ignored(story: &Story, place: Place, kind: &str) -> bool {
    let file = &story.files[story.file_of(place.article) as usize];
    let means = |value: &str| value == kind || value == "all";
    file.headers.ignore.iter().any(|it| it.value == kind)
        || story
            .article(place.article)
            .annotations
            .iter()
            .any(|it| it.span.overlaps(place.span) && it.ignore.as_ref().is_some_and(|ignore| means(&ignore.value)))
}

/// Whether two of its statements differ and cannot both be right, as far as their values alone tell.
fn is_dispute(conflict: &Conflict) -> bool {
    let values: BTreeSet<&str> = conflict.statements.iter().map(|it| it.value.as_str()).collect();
    let values: Vec<Option<Value>> = values.into_iter().map(|it| Value::parse(it).ok()).collect();
    values.iter().enumerate().any(|(at, one)| {
        values[at + 1..].iter().any(|other| match (one, other) {
            (Some(one), Some(other)) => !one.compatible(other),
            _ => true,
        })
    })
}

/// One side of a decision, found.
struct Side<'d> {
    article: u32,
    between: &'d Between,
    /// Where its words stand in the article (body bytes), in text order.
    places: Vec<Span>,
}

impl<'d> Side<'d> {
    /// `None` when there is no such article.
    fn of(story: &Story, file: u32, between: &'d Between) -> Option<Self> {
        let article = story.resolve(file, &between.article)?;
        Some(Self { article, between, places: occurrences(&story.article(article).body.text, &between.words) })
    }

    fn is_in(&self, conflict: &Conflict) -> bool {
        let here = conflict.statements.iter().filter(|it| it.place.article == self.article);
        here.into_iter().any(|it| self.places.iter().any(|place| place.overlaps(it.place.span)))
    }

    fn changed(&self) -> Problem {
        let Between { article, span, .. } = self.between;
        let message = format!("these words no longer stand in {article}: settle the conflict anew, or remove this decision");
        Problem::new(STALE_DECISION, *span, message)
    }
}

fn no_longer_joined(decision: &Decision) -> Problem {
    let kind = decision.kind.as_ref().map_or_else(String::new, |kind| format!(" of kind {}", kind.value));
    let message = format!("no report{kind} joins these statements any more: remove this decision");
    Problem::new(STALE_DECISION, decision.id_span, message)
}

fn is_about(decision: &Decision, conflict: &Conflict) -> bool {
    let kind_fits = decision.kind.as_ref().is_none_or(|kind| kind.value == conflict.kind);
    // Only annotated facts have keys; for the others the words say what is meant.
    let fact_fits =
        conflict.kind != fact::CHECK.code || decision.fact.as_ref().is_none_or(|key| fact::subject(&key.value) == conflict.subject);
    kind_fits && fact_fits
}

/// Where `words` stand in `text`, whatever blanks and line ends separate them.
fn occurrences(text: &str, words: &str) -> Vec<Span> {
    let mut words = words.split_whitespace();
    let Some(first) = words.next() else { return Vec::new() };
    let rest: Vec<&str> = words.collect();
    text.match_indices(first)
        .filter_map(|(start, _)| {
            let mut end = start + first.len();
            for word in &rest {
                let blank = text[end..].len() - text[end..].trim_start().len();
                if blank == 0 || !text[end + blank..].starts_with(word) {
                    return None;
                }
                end += blank + word.len();
            }
            Some(Span::new(start as u32, end as u32))
        })
        .collect()
}

impl Conflict {
    /// The decision that settles it.
    pub fn decision<'s>(&self, story: &'s Story) -> Option<&'s Decision> {
        let (file, at) = self.settled?;
        Some(&story.files[file as usize].decisions[at as usize])
    }

    /// How grave it is at statement `here`: settled ones are hints everywhere but in a draft that says otherwise.
    ///
    /// # Panics
    ///
    /// When there is no such statement.
    pub fn severity_at(&self, story: &Story, here: usize) -> Severity {
        if self.settled.is_some() && !self.is_contradicting_draft(story, here) { Severity::Hint } else { self.severity }
    }

    /// How it was settled, for readers: "settled: 15 (UPI), M. Ortiz, 21 June 2024". `None` when it is not.
    pub fn settlement(&self, story: &Story) -> Option<String> {
        let decision = self.decision(story)?;
        let (verdict, _) = decision.verdict.as_ref()?;
        let mut told = match verdict {
            Verdict::Accept(reference) => {
                let article = story.resolve(self.settled?.0, reference)?;
                let label = story.article(article).label();
                match self.statements.iter().find(|it| it.place.article == article) {
                    Some(accepted) => format!("settled: {} ({label})", accepted.shown),
                    None => format!("settled: as in {label}"),
                }
            }
            Verdict::Value(written) => {
                let shown = Value::parse(written).map_or_else(|_| written.clone(), |value| value.shown(written));
                format!("settled: {shown}")
            }
            Verdict::Both => "settled: both stand".to_owned(),
            Verdict::Dismiss => "settled: not the same fact".to_owned(),
        };
        for more in [decision.by.as_ref().map(|it| it.value.to_string()), decision.on.as_ref().map(|it| day(&it.value))] {
            told.extend(more.map(|more| format!(", {more}")));
        }
        Some(told)
    }

    /// Whether statement `here` is a draft's, and no source that takes part says the same; where it is settled, not what was decided.
    pub(super) fn is_contradicted_draft(&self, story: &Story, here: usize) -> bool {
        let role = |it: &Statement| story.article(it.place.article).role;
        if self.settled.is_some() || role(&self.statements[here]) != Role::Draft {
            return self.is_contradicting_draft(story, here);
        }
        let own = &self.statements[here].value;
        let mut said = self.statements.iter().filter(|it| role(it) == Role::Source).peekable();
        said.peek().is_some() && !said.any(|it| agree(own, &it.value))
    }

    /// Whether statement `here` is a draft's and not what was decided.
    fn is_contradicting_draft(&self, story: &Story, here: usize) -> bool {
        let own = &self.statements[here];
        if story.article(own.place.article).role != Role::Draft {
            return false;
        }
        let agrees = |other: &str| [&own.value, &own.shown].into_iter().any(|own| agree(own, other));
        match self.decision(story).and_then(|it| it.verdict.as_ref()) {
            Some((Verdict::Accept(reference), _)) => {
                let accepted = story.resolve(self.settled.unwrap_or_default().0, reference);
                let mut said = self.statements.iter().filter(|it| Some(it.place.article) == accepted).peekable();
                // An accepted article that says nothing of it contradicts nobody.
                said.peek().is_some() && !said.any(|it| agrees(&it.value))
            }
            Some((Verdict::Value(value), _)) => !agrees(value),
            Some((Verdict::Both | Verdict::Dismiss, _)) | None => false,
        }
    }
}

/// Whether two values, as they are written for machines or people, can both be right.
fn agree(one: &str, other: &str) -> bool {
    one == other || matches!((Value::parse(one), Value::parse(other)), (Ok(one), Ok(other)) if one.compatible(&other))
}

/// A date for readers: "21 June 2024"; as written where it has no day.
fn day(written: &str) -> String {
    match IsoDate::parse(written) {
        Some(IsoDate { year, month: Some(month), day: Some(day), .. }) => format!("{day} {} {year}", lexicon::month_name(month)),
        _ => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::occurrences;
    use crate::fixture::{check_conflicts, check_problems};

    #[test]
    fn a_settled_conflict_is_a_hint_that_names_the_decision() {
        check_conflicts(
            "
--- article upi
outlet: UPI

They signed [15 papers]{fact=papers}.
             ^^^^^^^^^ against hint fact
--- article post

They signed [12 papers]{fact=papers}.
             ^^^^^^^^^ hint fact: papers: 12 here, 15 in UPI; settled: 15 (UPI), M. Ortiz, 21 June 2024
--- decision papers
kind: fact
fact: papers
between: upi \"15   papers\"
between: post \"signed 12\"
verdict: accept upi
by: M. Ortiz
on: 2024-06-21
",
        );
    }

    #[test]
    fn a_draft_that_says_otherwise_is_still_told() {
        check_conflicts(
            "
--- article upi

They signed [15 papers]{fact=papers}.
             ^^^^^^^^^ against hint fact
--- article post

They signed [12 papers]{fact=papers}.
             ^^^^^^^^^ against hint fact
--- article desk
role: draft

Here [12 papers]{fact=papers} were signed, [15 papers]{fact=papers} in all.
      ^^^^^^^^^ fact: papers: 12 here, 15 in upi; settled: 15 papers
                                            ^^^^^^^^^ against hint fact
--- decision papers
kind: fact
between: upi \"15 papers\"
between: post \"12 papers\"
verdict: value 15 papers
",
        );
    }

    #[test]
    fn a_decision_whose_words_changed_settles_nothing_and_is_told() {
        let bundle = |words: &str| {
            format!(
                "
--- article upi

They signed [15 papers]{{fact=papers}}.

--- article post

They signed [{words}]{{fact=papers}}.

--- decision papers
kind: fact
between: upi \"15 papers\"
between: post \"12 papers\"
verdict: both
"
            )
        };
        check_problems(&bundle("12 papers"));
        check_problems(&bundle("11 papers").replace(
            "\nverdict",
            "\n         ^^^^^^^^^^^^^^^^ stale-decision: these words no longer stand in post: settle the conflict anew, or remove this decision\nverdict",
        ));
        check_problems(&bundle("15 papers, not 12 papers").replace(
            "--- decision papers",
            "--- decision papers\n             ^^^^^^ stale-decision: no report of kind fact joins these statements any more: remove this decision",
        ));
    }

    #[test]
    fn what_is_ignored_is_not_compared() {
        for markup in ["ignore=all", "ignore=fact"] {
            check_conflicts(&format!(
                "
--- article upi

They signed [15 papers]{{fact=papers}}.

--- article post

They signed [12 papers]{{fact=papers {markup}}}.
"
            ));
        }
        check_conflicts(
            "
--- bundle
ignore: count, fact

--- article upi

They signed [15 papers]{fact=papers}.

--- article post

They signed [12 papers]{fact=papers}.
",
        );
    }

    #[test]
    fn what_is_left_of_a_conflict_must_still_be_one() {
        check_conflicts(
            "
--- article upi

They signed [15 papers]{fact=papers ignore=fact}.

--- article post

They signed [about 12 papers]{fact=papers}.

--- article herald

They signed [12 papers]{fact=papers}.
",
        );
    }

    #[test]
    fn words_are_found_whatever_separates_them() {
        let text = "one  two\r\nthree, one two four";
        let found: Vec<_> = occurrences(text, " one two ").into_iter().map(|it| it.of(text)).collect();
        assert_eq!(found, ["one  two", "one two"]);
        assert_eq!(occurrences(text, "two three").len(), 1);
        assert!(occurrences(text, "one four").is_empty());
        assert!(occurrences(text, " ").is_empty());
    }
}
