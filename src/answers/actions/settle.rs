//! What is decided about a disputed fact, written down as a `decision` section: anchored by the words of both sides, so that it
//! holds while the files are edited and can be read, reviewed and undone like any text.

use std::collections::{BTreeMap, BTreeSet};

use super::super::writing::{Sections, Written, free_id};
use super::super::{Spot, words};
use super::{Action, ActionKind};
use crate::bundle::{Form, Role};
use crate::conflicts::{Conflict, Statement};
use crate::snapshot::Snapshot;
use crate::text::{Span, single_spaced};

/// Longest words that anchor a side of a decision, in bytes: enough to be found again, short enough to be read.
const LONGEST_ANCHOR: usize = 120;

/// Who decides, and when, where that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// The name.
    pub by: Option<String>,
    /// The day, ISO 8601.
    pub on: Option<String>,
}

/// The ways to settle conflict `at` (an index into [`Snapshot::conflicts`]), written into bundle `file`: each value that a source gives,
/// another one, both, neither. A settled one can be opened again.
///
/// # Panics
///
/// When there is no such conflict.
pub fn settlements(snapshot: &Snapshot, at: u32, file: u32, signature: &Signature) -> Vec<Action> {
    let conflict = &snapshot.conflicts[at as usize];
    let story = &snapshot.story;
    let action = |title: String, edit: Written| Action::new(ActionKind::Fix, title, vec![edit]).about(conflict.kind);
    if let Some((file, decision)) = conflict.settled {
        let spot = Spot { file, span: story.files[file as usize].decisions[decision as usize].section };
        return vec![action("Open again".to_owned(), (spot, String::new()).into())];
    }
    if story.files[file as usize].source.form == Form::Plain {
        return Vec::new();
    }
    let verdicts = verdicts(snapshot, conflict, file).into_iter();
    verdicts.filter_map(|(title, verdict)| Some(action(title, decision(snapshot, conflict, file, &verdict, signature)?))).collect()
}

/// Ways to settle, with what each is called.
fn verdicts(snapshot: &Snapshot, conflict: &Conflict, file: u32) -> Vec<(String, String)> {
    let story = &snapshot.story;
    let mut told = BTreeSet::new();
    let mut verdicts = Vec::new();
    for statement in &conflict.statements {
        // A draft is what is checked; it settles nothing.
        let source = story.article(statement.place.article).role == Role::Source;
        if !source || !is_article(snapshot, statement) || !told.insert(&statement.value) {
            continue;
        }
        let same = conflict.statements.iter().filter(|it| it.value == statement.value);
        let articles: BTreeSet<u32> = same.map(|it| it.place.article).collect();
        let labels: Vec<&str> = articles.iter().map(|&it| story.article(it).label()).collect();
        let accept = format!("accept {}", snapshot.story.reference(file, statement.place.article));
        verdicts.push((format!("Settle: {} ({})", statement.shown, labels.join(", ")), accept));
    }
    verdicts.push(("Settle: another value …".to_owned(), OTHER_VALUE.to_owned()));
    verdicts.push(("Both stand".to_owned(), "both".to_owned()));
    verdicts.push(("Not the same fact".to_owned(), "dismiss".to_owned()));
    verdicts
}

/// A verdict whose value is still to be said. Where nobody says it, the file has a mistake that says what is missing.
const OTHER_VALUE: &str = "value";

/// The section that writes a verdict down, at the end of the file. Who decided and when is left to be filled in where it is not
/// known. `None` in plain text.
fn decision(snapshot: &Snapshot, conflict: &Conflict, file: u32, verdict: &str, signature: &Signature) -> Option<Written> {
    let mut first_of_value: BTreeMap<&str, &Statement> = BTreeMap::new();
    for statement in conflict.statements.iter().filter(|it| is_article(snapshot, it)) {
        first_of_value.entry(&statement.value).or_insert(statement);
    }
    let mut sides: Vec<&Statement> = first_of_value.into_values().collect();
    sides.sort_by_key(|it| it.place);
    let taken = |id: &str| snapshot.story.files[file as usize].decisions.iter().any(|it| it.id == id);
    let mut sections = Sections::at_the_end(snapshot, file)?;
    sections.begin("decision", &free_id(&conflict.subject, "decision", taken));
    sections.header("kind", conflict.kind);
    for side in sides {
        sections.header("between", &format!("{} \"{}\"", snapshot.story.reference(file, side.place.article), anchor(snapshot, side)));
    }
    if verdict == OTHER_VALUE {
        sections.open_header("verdict", verdict);
    } else {
        sections.header("verdict", verdict);
    }
    for (key, known) in [("by", &signature.by), ("on", &signature.on)] {
        match known {
            Some(known) => sections.header(key, known),
            None => sections.open_header(key, ""),
        }
    }
    sections.open_header("note", "");
    Some(sections.written())
}

/// The words of a side: its place, and as many words of its sentence as it takes to be the only such words in the article.
fn anchor(snapshot: &Snapshot, statement: &Statement) -> String {
    let body = &snapshot.story.article(statement.place.article).body.text;
    let sentence = words::sentence_span(snapshot, statement.place).unwrap_or(statement.place.span);
    let mut span = statement.place.span;
    while body.matches(span.of(body)).nth(1).is_some() && (span.len() as usize) < LONGEST_ANCHOR && span != sentence {
        let (before, after) = (Span::new(sentence.start, span.start).of(body), Span::new(span.end, sentence.end).of(body));
        if after.trim().is_empty() {
            let kept = before.trim_end();
            span.start = sentence.start
                + kept.rfind(char::is_whitespace).map_or(0, |at| at + kept[at..].chars().next().map_or(0, char::len_utf8)) as u32;
        } else {
            let blank = after.len() - after.trim_start().len();
            let word = after[blank..].find(char::is_whitespace).unwrap_or(after.len() - blank);
            span.end += (blank + word) as u32;
        }
    }
    single_spaced(span.of(body))
}

/// Whether a statement stands in an article, not in a fact's record.
pub(super) fn is_article(snapshot: &Snapshot, statement: &Statement) -> bool {
    (statement.place.article as usize) < snapshot.story.articles.len()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::super::writing::applied;
    use super::super::actions;
    use super::{Signature, settlements};
    use crate::fixture;
    use crate::text::Span;

    /// The titles of what can be done at the cursor.
    fn titles(marked: &str) -> Vec<String> {
        let (text, at) = fixture::cursor(marked);
        let actions = actions(&fixture::snapshot(&text), 0, Span::new(at, at), &Signature::default());
        actions.into_iter().filter(|it| it.about.is_some()).map(|it| it.title).collect()
    }

    /// The text after an action, which is then read again.
    #[track_caller]
    fn check(marked: &str, title: &str, expected: &Expect) {
        let (text, at) = fixture::cursor(marked);
        let actions = actions(&fixture::snapshot(&text), 0, Span::new(at, at), &Signature::default());
        let action = actions.iter().find(|it| it.title == title).unwrap_or_else(|| panic!("{title} is offered: {actions:?}"));
        let after = applied(&text, &action.edits);
        expected.assert_eq(&after);
        let snapshot = fixture::snapshot(&after);
        assert_eq!(snapshot.problems(), [], "{after}");
        let open = snapshot.conflicts.iter().filter(|it| it.settled.is_none()).count();
        assert_eq!(open, 0, "it is settled or ignored now: {after}");
    }

    const PAPERS: &str =
        "--- article post\n\nThey signed [<|>15]{fact=papers} papers, then 15 more.\n\n--- article wire\n\nIt was [12]{fact=papers}.\n";

    #[test]
    fn a_disputed_fact_is_settled_either_way_or_let_be() {
        assert_eq!(
            titles(PAPERS),
            [
                "Settle: 15 (post)",
                "Settle: 12 (wire)",
                "Settle: another value …",
                "Both stand",
                "Not the same fact",
                "Ignore here",
                "Ignore 'fact' in this bundle"
            ]
        );
        assert_eq!(titles("--- article post\n\nThey si<|>gned [15]{fact=papers}.\n\n--- article wire\n\n[12]{fact=papers}.\n"), [""; 0]);
    }

    #[test]
    fn a_decision_is_anchored_by_words_that_stand_once() {
        check(
            PAPERS,
            "Settle: 12 (wire)",
            &expect![[r#"
                --- article post

                They signed [15]{fact=papers} papers, then 15 more.

                --- article wire

                It was [12]{fact=papers}.

                --- decision papers
                kind: fact
                between: post "15 papers,"
                between: wire "12"
                verdict: accept wire
                by:
                on:
                note:
            "#]],
        );
    }

    #[test]
    fn an_article_of_another_file_is_named_with_its_file() {
        let (north, south) = ("--- article a\n\n[15 berths]{fact=f}.\n", "--- article b\n\n[12 berths]{fact=f}.\n");
        let story = |north: &str| fixture::story(&[("the north [1].bundle", north), ("south #2.bundle", south)]);
        let found = actions(&story(north), 0, Span::new(17, 17), &Signature::default());
        let settled = applied(north, &found.iter().find(|it| it.title == "Settle: 12 (b)").expect("it is offered").edits);
        assert!(settled.contains("between: south #2#b \"12 berths\"\n"), "{settled}");
        assert!(settled.contains("verdict: accept south #2#b\n"), "{settled}");
        let after = story(&settled);
        let problems: Vec<_> = after.problems().into_iter().map(|(_, it)| &it.message).collect();
        assert_eq!((problems, after.conflicts[0].settled), (Vec::<&String>::new(), Some((0, 0))));
    }

    #[test]
    fn what_is_settled_can_be_opened_again() {
        let text = PAPERS.replace("<|>", "");
        let settled = |text: &str, title: &str| {
            let snapshot = fixture::snapshot(text);
            let action =
                settlements(&snapshot, 0, 0, &Signature::default()).into_iter().find(|it| it.title == title).expect("it is offered");
            applied(text, &action.edits)
        };
        let once = settled(&text, "Both stand");
        assert_eq!(titles(&once.replacen("[15]", "[<|>15]", 1)), ["Open again", "Ignore here", "Ignore 'fact' in this bundle"]);
        let open = settled(&once, "Open again");
        assert_eq!(open.trim_end(), text.trim_end());
        assert_eq!(settled(&open, "Both stand"), once, "no empty lines gather");
    }

    #[test]
    fn another_value_is_left_to_be_said_and_until_then_is_a_mistake() {
        let text = PAPERS.replace("<|>", "");
        let settle = |signature: &Signature| {
            let found = settlements(&fixture::snapshot(&text), 0, 0, signature);
            found.into_iter().find(|it| it.title == "Settle: another value …").expect("it is offered").edits.remove(0)
        };
        let open = settle(&Signature::default());
        let lines: Vec<&str> = open.gaps.iter().filter_map(|it| open.text[..it.end as usize].lines().last()).collect();
        assert_eq!(lines, ["verdict: value", "by:", "on:", "note:"]);
        let snapshot = fixture::snapshot(&applied(&text, std::slice::from_ref(&open)));
        assert_eq!(snapshot.problems().into_iter().map(|(_, it)| it.code).collect::<Vec<_>>(), ["bad-value"]);
        let said = open.text.replace("verdict: value", "verdict: value 14");
        let settled = fixture::snapshot(&format!("{text}{said}"));
        assert_eq!(settled.conflicts[0].settlement(&settled.story).as_deref(), Some("settled: 14"));

        let signed = settle(&Signature { by: Some("M. Ortiz".to_owned()), on: Some("2024-06-21".to_owned()) });
        assert!(signed.text.contains("by: M. Ortiz\non: 2024-06-21\n"), "{}", signed.text);
        assert_eq!(signed.gaps.len(), 2);
    }

    #[test]
    fn ignoring_writes_an_annotation_or_a_header() {
        check(
            PAPERS,
            "Ignore here",
            &expect![[r"
                --- article post

                They signed [[15]{ignore=fact}]{fact=papers} papers, then 15 more.

                --- article wire

                It was [12]{fact=papers}.
            "]],
        );
        check(
            PAPERS,
            "Ignore 'fact' in this bundle",
            &expect![[r"
                --- bundle
                ignore: fact

                --- article post

                They signed [15]{fact=papers} papers, then 15 more.

                --- article wire

                It was [12]{fact=papers}.
            "]],
        );
    }
}
