//! What is stated: words marked as a fact.

use std::collections::BTreeSet;

use super::super::writing::{Written, bracketed};
use super::{Action, ActionKind};
use crate::facts::Place;
use crate::prose::Kind;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Most known facts that are offered.
const MOST_FACTS: usize = 5;
/// Words of a new fact's key at most: more are a sentence.
const MOST_WORDS: usize = 3;

/// Ways to mark the words at `place` as a fact: one that is known, or a new one whose key is a first guess. A cursor in a number means
/// the number with what it counts.
pub(super) fn facts(snapshot: &Snapshot, place: Place) -> Vec<Action> {
    let quantity = || snapshot.facts.measured().map(|it| it.place).find(|it| it.article == place.article && it.span.contains(place.span));
    let meant = if place.span.is_empty() { quantity() } else { Some(place) };
    let Some(place) = meant else { return Vec::new() };
    let annotations = &snapshot.story.article(place.article).annotations;
    if annotations.iter().any(|it| it.fact.is_some() && it.span.overlaps(place.span)) {
        return Vec::new();
    }
    let known = keys(snapshot);
    let marked = |key: &str| bracketed(snapshot, place, &format!("fact={key}"));
    let action = |title, edit| Action::new(ActionKind::Rewrite, title, vec![edit]);
    let known = known.into_iter().take(MOST_FACTS).filter_map(|key| Some(action(format!("Mark as the fact '{key}'"), marked(key)?)));
    let mut actions: Vec<Action> = known.collect();
    let key = guess(snapshot, place);
    actions.extend(marked(&key).map(|edit| {
        let end = edit.text.len() as u32 - 1;
        let gaps = vec![Span::new(end - key.len() as u32, end)];
        action("Mark as a fact …".to_owned(), Written { gaps, ..edit })
    }));
    actions
}

/// Every key that an annotation or a record of the story's files has.
fn keys(snapshot: &Snapshot) -> BTreeSet<&str> {
    let files = &snapshot.story.files[..snapshot.story.own as usize];
    let records = files.iter().flat_map(|it| &it.facts).map(|it| it.id.as_str());
    let articles = files.iter().flat_map(|it| &it.articles);
    records.chain(articles.flat_map(|it| &it.annotations).filter_map(|it| it.fact.as_ref()).map(|it| it.value.as_str())).collect()
}

/// The first nouns or verbs of the words, as a key that no fact has: "15 draft documents" as "draft-documents".
fn guess(snapshot: &Snapshot, place: Place) -> String {
    let words = crate::prose::Prose::read(snapshot.read().text(place));
    let text = snapshot.read().text(place);
    let said: Vec<&str> = words
        .tokens
        .iter()
        .filter(|it| it.kind == Kind::Word && crate::lexicon::weight(it.stem) > 0.0)
        .map(|it| it.span.of(text))
        .collect();
    let known = keys(snapshot);
    super::super::writing::free_id(&said[..said.len().min(MOST_WORDS)].join(" "), "fact", |id| known.contains(id))
}

#[cfg(test)]
mod tests {
    use super::super::super::writing::applied;
    use super::super::{Signature, actions};
    use crate::fixture;
    use crate::text::Span;

    /// Each way to mark what is at the cursor, or between two, as a fact, with the text that it makes.
    fn marked(text: &str) -> Vec<(String, String)> {
        let (text, start) = fixture::cursor(text);
        let (text, end) = if text.contains("<|>") { fixture::cursor(&text) } else { (text, start) };
        let found = actions(&fixture::snapshot(&text), 0, Span::new(start, end), &Signature::default());
        let facts = found.into_iter().filter(|it| it.title.contains("fact"));
        facts.map(|it| (it.title, applied(&text, &it.edits))).collect()
    }

    #[test]
    fn a_number_is_marked_with_what_it_counts() {
        let expected = "--- article post\n\nThey signed [15 draft documents]{fact=draft-documents}.\n";
        assert_eq!(
            marked("--- article post\n\nThey signed 1<|>5 draft documents.\n"),
            [("Mark as a fact …".to_owned(), expected.to_owned())]
        );
    }

    #[test]
    fn selected_words_are_marked_as_a_fact_that_is_known() {
        let found = marked("--- article post\n\nThe <|>ferry left<|> twice.\n\n--- fact departures\nvalue: 2\n");
        assert_eq!(found[0].0, "Mark as the fact 'departures'");
        assert!(found[0].1.contains("The [ferry left]{fact=departures} twice."), "{found:?}");
    }

    #[test]
    fn what_is_a_fact_already_and_what_is_no_stretch_is_not_marked() {
        assert_eq!(marked("--- article post\n\nThey signed [1<|>5 documents]{fact=papers}.\n"), []);
        assert_eq!(marked("--- article post\n\nThey signed <|>papers.\n\nThen they<|> left.\n"), []);
        assert_eq!(marked("--- article post\n\nThey sig<|>ned.\n"), []);
    }

    #[test]
    fn the_key_is_a_first_guess() {
        let (text, at) = fixture::cursor("--- article post\n\nThey signed 1<|>5 documents.\n");
        let found = actions(&fixture::snapshot(&text), 0, Span::new(at, at), &Signature::default());
        let edit = found.iter().find(|it| it.title == "Mark as a fact …").map(|it| &it.edits[0]).expect("it is offered");
        assert_eq!(edit.gaps.iter().map(|it| it.of(&edit.text)).collect::<Vec<_>>(), ["documents"]);
    }
}
