//! What can be done about a disputed fact: settle it, or take it out of the comparison.
//!
//! What is settled is written down as a `decision` section, anchored by the words of both sides, so that it holds while the
//! files are edited and can be read, reviewed and undone like any text.

use std::collections::{BTreeMap, BTreeSet};

use super::{Spot, here};
use crate::bundle::{Form, Role};
use crate::conflicts::{Conflict, Statement};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it is called.
    pub title: String,
    /// The conflict it is about: an index into [`Snapshot::conflicts`].
    pub conflict: u32,
    /// What it writes, and in place of what; an empty span inserts.
    pub edits: Vec<(Spot, String)>,
}

/// Longest words that anchor a side of a decision, in bytes: enough to be found again, short enough to be read.
const LONGEST_ANCHOR: usize = 120;

/// What can be done about the disputed facts stated in `span` of a file (file bytes). Plain text files hold no decisions: there it is
/// nothing.
pub fn actions(snapshot: &Snapshot, file: u32, span: Span) -> Vec<Action> {
    let story = &snapshot.story;
    if story.files[file as usize].source.form == Form::Plain {
        return Vec::new();
    }
    let mut actions = Vec::new();
    for (at, conflict) in snapshot.conflicts.iter().enumerate() {
        let spot = |it: &&Statement| here::spot(snapshot, it.place);
        let touched = |spot: Spot| spot.file == file && spot.span.start <= span.end && span.start <= spot.span.end;
        let Some(own) = conflict.statements.iter().find(|it| touched(spot(it))) else { continue };
        actions.extend(settlements(snapshot, at as u32, file));
        let mut action = |title: String, edits| actions.push(Action { title, conflict: at as u32, edits });
        if let Some(edit) = ignore_here(snapshot, own, conflict.kind) {
            action("Ignore here".to_owned(), vec![edit]);
        }
        if let Some(edit) = ignore_in_bundle(snapshot, file, conflict.kind) {
            action(format!("Ignore '{}' in this bundle", conflict.kind), vec![edit]);
        }
    }
    actions
}

/// The ways to settle conflict `at` (an index into [`Snapshot::conflicts`]), written into bundle `file`: each value that a source gives,
/// both, neither. A settled one can be opened again.
///
/// # Panics
///
/// When there is no such conflict.
pub fn settlements(snapshot: &Snapshot, at: u32, file: u32) -> Vec<Action> {
    let conflict = &snapshot.conflicts[at as usize];
    let story = &snapshot.story;
    if let Some((file, decision)) = conflict.settled {
        let spot = Spot { file, span: story.files[file as usize].decisions[decision as usize].section };
        return vec![Action { title: "Open again".to_owned(), conflict: at, edits: vec![(spot, String::new())] }];
    }
    if story.files[file as usize].source.form == Form::Plain {
        return Vec::new();
    }
    let written = |(title, verdict): (String, String)| {
        let edits = vec![decision(snapshot, conflict, file, &verdict)];
        Action { title, conflict: at, edits }
    };
    verdicts(snapshot, conflict, file).into_iter().map(written).collect()
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
        let accept = format!("accept {}", article_name(snapshot, statement.place.article, file));
        verdicts.push((format!("Settle: {} ({})", statement.shown, labels.join(", ")), accept));
    }
    verdicts.push(("Both stand".to_owned(), "both".to_owned()));
    verdicts.push(("Not the same fact".to_owned(), "dismiss".to_owned()));
    verdicts
}

/// The section that writes a verdict down, at the end of the file. Who decided and when is left to be filled in.
fn decision(snapshot: &Snapshot, conflict: &Conflict, file: u32, verdict: &str) -> (Spot, String) {
    let story = &snapshot.story;
    let text = &*story.files[file as usize].source.text;
    let end = text.len() as u32;
    let line_end = super::words::line_end(text);
    let mut first_of_value: BTreeMap<&str, &Statement> = BTreeMap::new();
    for statement in conflict.statements.iter().filter(|it| is_article(snapshot, it)) {
        first_of_value.entry(&statement.value).or_insert(statement);
    }
    let mut sides: Vec<&Statement> = first_of_value.into_values().collect();
    sides.sort_by_key(|it| it.place);
    let mut lines = Vec::new();
    if !text.is_empty() && !text.ends_with(['\n', '\r']) {
        lines.push(String::new());
    }
    if !["\n\n", "\r\n\r\n", "\r\r"].iter().any(|it| text.ends_with(it)) {
        lines.push(String::new());
    }
    lines.push(format!("--- decision {}", free_id(snapshot, file, &conflict.subject)));
    lines.push(format!("kind: {}", conflict.kind));
    lines
        .extend(sides.iter().map(|it| format!("between: {} \"{}\"", article_name(snapshot, it.place.article, file), anchor(snapshot, it))));
    lines.push(format!("verdict: {verdict}"));
    lines.extend(["by:", "on:", "note:", ""].map(str::to_owned));
    (Spot { file, span: Span::new(end, end) }, lines.join(line_end))
}

/// The words of a side: its place, and as many words of its sentence as it takes to be the only such words in the article.
fn anchor(snapshot: &Snapshot, statement: &Statement) -> String {
    let body = &snapshot.story.article(statement.place.article).body.text;
    let sentence = super::words::sentence_span(snapshot, statement.place).unwrap_or(statement.place.span);
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
    span.of(body).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an article is called in `file`: its id, or `FILE#ID` in another file.
fn article_name(snapshot: &Snapshot, article: u32, file: u32) -> String {
    let story = &snapshot.story;
    let id = &story.article(article).id;
    let home = story.file_of(article);
    if home == file { id.clone() } else { format!("{}#{id}", story.files[home as usize].source.name) }
}

/// Whether a statement stands in an article, not in a fact's record.
fn is_article(snapshot: &Snapshot, statement: &Statement) -> bool {
    (statement.place.article as usize) < snapshot.story.articles.len()
}

/// An id made of the subject that no decision of the file has.
fn free_id(snapshot: &Snapshot, file: u32, subject: &str) -> String {
    let words: Vec<String> = subject.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    let id = if words.is_empty() { "decision".to_owned() } else { words.join("-") };
    let taken = |id: &str| snapshot.story.files[file as usize].decisions.iter().any(|it| it.id == id);
    let mut ids = std::iter::once(id.clone()).chain((2..).map(|number| format!("{id}-{number}")));
    ids.find(|it| !taken(it)).unwrap_or(id)
}

/// Brackets round a statement. `None` where they would not be one annotation: over a paragraph's end or unbalanced brackets.
fn ignore_here(snapshot: &Snapshot, statement: &Statement, kind: &str) -> Option<(Spot, String)> {
    let spot = here::spot(snapshot, statement.place);
    let words = spot.span.of(&snapshot.story.files[spot.file as usize].source.text);
    let plain = is_article(snapshot, statement) && !words.contains(['[', ']', '\\', '\n', '\r']);
    plain.then(|| (spot, format!("[{words}]{{ignore={kind}}}")))
}

/// The kind in the bundle section's `ignore`. `None` where text before the first marker would become the section's.
fn ignore_in_bundle(snapshot: &Snapshot, file: u32, kind: &str) -> Option<(Spot, String)> {
    let read = &snapshot.story.files[file as usize];
    let text = &*read.source.text;
    let insert = |at: u32| Spot { file, span: Span::new(at, at) };
    if let Some(last) = read.headers.ignore.last() {
        return Some((insert(last.span.end), format!(", {kind}")));
    }
    if let Some(section) = read.headers.section {
        let marker = section.of(text).find(['\n', '\r']).map_or(section.len(), |at| at as u32);
        return Some((insert(section.start + marker), format!("\nignore: {kind}")));
    }
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    text[start..].starts_with("--- ").then(|| (insert(start as u32), format!("--- bundle\nignore: {kind}\n\n")))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{actions, settlements};
    use crate::fixture;
    use crate::text::Span;

    /// The titles of what can be done at the cursor.
    fn titles(marked: &str) -> Vec<String> {
        let (text, at) = fixture::cursor(marked);
        actions(&fixture::snapshot(&text), 0, Span::new(at, at)).into_iter().map(|it| it.title).collect()
    }

    /// The text after an action, which is then read again.
    #[track_caller]
    fn check(marked: &str, title: &str, expected: &Expect) {
        let (text, at) = fixture::cursor(marked);
        let actions = actions(&fixture::snapshot(&text), 0, Span::new(at, at));
        let action = actions.iter().find(|it| it.title == title).unwrap_or_else(|| panic!("{title} is offered: {actions:?}"));
        let mut after = text.clone();
        for (spot, new) in action.edits.iter().rev() {
            after.replace_range(spot.span.start as usize..spot.span.end as usize, new);
        }
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
            ["Settle: 15 (post)", "Settle: 12 (wire)", "Both stand", "Not the same fact", "Ignore here", "Ignore 'fact' in this bundle"]
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
    fn what_is_settled_can_be_opened_again() {
        let text = PAPERS.replace("<|>", "");
        let settled = |text: &str, title: &str| {
            let snapshot = fixture::snapshot(text);
            let action = settlements(&snapshot, 0, 0).into_iter().find(|it| it.title == title).expect("it is offered");
            let (spot, new) = &action.edits[0];
            format!("{}{new}{}", &text[..spot.span.start as usize], &text[spot.span.end as usize..])
        };
        let once = settled(&text, "Both stand");
        assert_eq!(titles(&once.replacen("[15]", "[<|>15]", 1)), ["Open again", "Ignore here", "Ignore 'fact' in this bundle"]);
        let open = settled(&once, "Open again");
        assert_eq!(open.trim_end(), text.trim_end());
        assert_eq!(settled(&open, "Both stand"), once, "no empty lines gather");
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
