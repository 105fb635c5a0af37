//! What a draft says otherwise than its sources, put right: a quotation's exact words, a spelling, a weekday, a value.

use std::collections::BTreeSet;

use super::super::writing::Written;
use super::super::{here, words};
use super::{Action, ActionKind};
use crate::bundle::{Role, Verdict};
use crate::conflicts::{Conflict, Statement};
use crate::lexicon;
use crate::snapshot::Snapshot;

/// Ways to say in a draft what a source says; nothing for a statement of a source. What was accepted goes before all others.
///
/// Sure are the words of a quotation, the spelling of a name and a weekday on which all sources agree: a draft takes these from them.
/// A number may be the draft's own finding.
pub(super) fn corrections(snapshot: &Snapshot, conflict: &Conflict, own: &Statement) -> Vec<Action> {
    let story = &snapshot.story;
    if story.article(own.place.article).role != Role::Draft {
        return Vec::new();
    }
    let spot = here::spot(snapshot, own.place);
    let said = snapshot.read().text(own.place);
    // Markup inside the words would be lost.
    if story.files[spot.file as usize].words(spot.span) != said {
        return Vec::new();
    }
    let accepted = match (conflict.settled, conflict.decision(story).and_then(|it| it.verdict.as_ref())) {
        (Some((file, _)), Some((Verdict::Accept(article), _))) => story.resolve(file, article),
        (Some(_), _) => return Vec::new(),
        _ => None,
    };
    let is_source = |it: &&Statement| {
        story.article(it.place.article).role == Role::Source && accepted.is_none_or(|article| article == it.place.article)
    };
    let mut values = BTreeSet::new();
    let others: Vec<&Statement> = conflict.statements.iter().filter(is_source).filter(|it| values.insert(&it.value)).collect();
    let agreed = others.len() == 1;
    let right = |other: &&Statement| {
        if other.value == own.value {
            return None;
        }
        let (text, taken) = in_place_of(snapshot, conflict, own, other)?;
        let labels: BTreeSet<&str> = conflict
            .statements
            .iter()
            .filter(|it| it.value == other.value)
            .map(|it| story.article(it.place.article))
            .filter(|it| it.role == Role::Source)
            .map(crate::bundle::Article::label)
            .collect();
        let labels = labels.into_iter().collect::<Vec<_>>().join(", ");
        let title = match conflict.kind {
            "quote" => format!("Use the source's words: '{text}' ({labels})"),
            _ => format!("Write '{text}' ({labels})"),
        };
        let edit: Written = (spot, text).into();
        Some(Action { sure: agreed && taken, ..Action::new(ActionKind::Fix, title, vec![edit]).about(conflict.kind) })
    };
    others.iter().filter_map(right).collect()
}

/// What the draft's words become where another article is right, and whether a draft can only have taken them from it.
fn in_place_of(snapshot: &Snapshot, conflict: &Conflict, own: &Statement, other: &Statement) -> Option<(String, bool)> {
    let read = snapshot.read();
    let (said, told) = (read.text(own.place), words::one_line(read.text(other.place)));
    // What would become markup or a paragraph is no word.
    if told.contains(['[', ']', '\\']) || told.trim().is_empty() {
        return None;
    }
    match conflict.kind {
        "quote" => Some((told, true)),
        "name" => {
            let wrong = said.split_whitespace().find(|it| lexicon::folded(it) == own.value)?;
            let right = told.split_whitespace().find(|it| lexicon::folded(it) == other.value)?;
            Some((said.replace(wrong, right), true))
        }
        "date" => match lexicon::weekday(&lexicon::folded(said)) {
            Some(_) => {
                let mut times = snapshot.facts.articles.get(other.place.article as usize)?.happenings.iter();
                let (first, last) = times.find(|it| it.place == other.place)?.moment.days?;
                (first == last).then(|| (lexicon::weekday_name(first.weekday()).to_owned(), true))
            }
            None => Some((told, false)),
        },
        _ => Some((told, false)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::writing::applied;
    use super::super::{Signature, actions, fix_all};
    use crate::fixture;
    use crate::text::Span;

    /// The corrections at the cursor, each with whether it is sure, and the text after the first.
    fn corrected(marked: &str) -> (Vec<(String, bool)>, String) {
        let (text, at) = fixture::cursor(marked);
        let found = actions(&fixture::snapshot(&text), 0, Span::new(at, at), &Signature::default());
        let found: Vec<_> = found.into_iter().filter(|it| it.title.starts_with("Write") || it.title.starts_with("Use")).collect();
        let after = found.first().map_or(text.clone(), |it| applied(&text, &it.edits));
        (found.into_iter().map(|it| (it.title, it.sure)).collect(), after)
    }

    #[track_caller]
    fn check(sources: &str, draft: &str, titles: &[(&str, bool)], after: &str) {
        let head = "published: 2024-06-20\n\n";
        let bundle = |draft: &str| format!("{sources}\n--- article desk\nrole: draft\n{head}{draft}\n");
        let titles: Vec<_> = titles.iter().map(|(title, sure)| ((*title).to_owned(), *sure)).collect();
        assert_eq!(corrected(&bundle(draft)), (titles, bundle(after)));
    }

    const WIRE: &str = "--- article wire\npublished: 2024-06-20\n\n“We will close the harbour until the storm has passed,” Tom Wetzler said. Tom Wetzler arrived in Kellmar on Tuesday. The storm sank 12 boats.\n";

    #[test]
    fn a_quotation_gets_the_sources_words() {
        check(
            WIRE,
            "“We will cl<|>ear the harbour until the storm has passed,” Tom Wetzler said.",
            &[("Use the source's words: 'close' (wire)", true)],
            "“We will close the harbour until the storm has passed,” Tom Wetzler said.",
        );
    }

    #[test]
    fn a_name_gets_the_sources_spelling_and_keeps_its_form() {
        check(
            WIRE,
            "Mr Wel<|>zler left. Tom Welzler was tired.",
            &[("Write 'Wetzler' (wire)", true)],
            "Mr Wetzler left. Tom Welzler was tired.",
        );
    }

    #[test]
    fn a_weekday_becomes_the_sources_day() {
        check(
            WIRE,
            "Tom Wetzler arrived in Kellmar on Wednes<|>day.",
            &[("Write 'Tuesday' (wire)", true)],
            "Tom Wetzler arrived in Kellmar on Tuesday.",
        );
    }

    #[test]
    fn a_number_may_be_the_drafts_own() {
        check(WIRE, "The storm sank 1<|>5 boats.", &[("Write '12 boats' (wire)", false)], "The storm sank 12 boats.");
    }

    #[test]
    fn a_source_is_never_corrected() {
        let (titles, _) = corrected(&format!("{WIRE}\n--- article post\npublished: 2024-06-20\n\nThe storm sank 1<|>5 boats.\n"));
        assert_eq!(titles, []);
    }

    #[test]
    fn all_that_is_sure_is_put_right_at_once() {
        let draft = |text: &str| format!("{WIRE}\n--- article desk\nrole: draft\npublished: 2024-06-20\n\n{text}\n");
        let text = draft("“We will clear the harbour until the storm has passed,” Tom Welzler said. The storm sank 15 boats.");
        let all = fix_all(&fixture::snapshot(&text), 0).expect("there is something to mend");
        assert_eq!(
            applied(&text, &all.edits),
            draft("“We will close the harbour until the storm has passed,” Tom Wetzler said. The storm sank 15 boats.")
        );
    }
}
