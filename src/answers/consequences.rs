//! What depends on who is right: places that would have to change with a disputed holder of an office.

use std::collections::BTreeSet;

use crate::conflicts::Conflict;
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// The kind of report whose statements name people in a part that others may have played.
const OFFICE: &str = "office";

/// The first sentence behind the statements of each article that names the same person again, by that name; in story order, at most
/// `most`. What it tells the person to have done, the other holder did in the other articles: "Mayor Ada Pell opened the fair ... Pell
/// said" beside "Mayor Tom Orr". Empty for disputes about anything but people in office.
pub fn consequences(snapshot: &Snapshot, conflict: &Conflict, most: usize) -> Vec<Place> {
    let mut found = Vec::new();
    if conflict.kind != OFFICE {
        return found;
    }
    let mut told: BTreeSet<(u32, &str)> = BTreeSet::new();
    for statement in conflict.statements.iter().rev() {
        // From the back: the last statement of an article comes first.
        if !told.insert((statement.place.article, &statement.value)) {
            continue;
        }
        let article = statement.place.article;
        let Some(reading) = snapshot.readings.get(article as usize) else { continue };
        let sentence = |offset: u32| {
            let paragraph = reading.paragraph_at(offset)?;
            let sentences = &reading.paragraphs[paragraph].reading.prose.sentences;
            let within = offset - reading.paragraphs[paragraph].span.start;
            Some((paragraph, sentences.partition_point(|it| it.span.end < within)))
        };
        let behind = Span::new(statement.place.span.end, snapshot.story.article(article).body.text.len() as u32);
        let holder = |key| snapshot.facts.people.get(key).is_some_and(|it| it.id == statement.value);
        let own = sentence(statement.place.span.start);
        let again = snapshot.facts.within(article, behind).iter().find(|(it, key)| holder(*key) && sentence(it.span.start) != own);
        found.extend(again.map(|(place, _)| *place));
    }
    found.sort_unstable();
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::consequences;
    use crate::fixture::snapshot;

    /// The sentence of each consequence of the only conflict.
    fn check(text: &str, expected: &[&str]) {
        let snapshot = snapshot(text);
        let [conflict] = &snapshot.conflicts[..] else { panic!("one conflict: {:?}", snapshot.conflicts) };
        let found = consequences(&snapshot, conflict, 8);
        let words: Vec<String> = found.iter().map(|&it| super::super::words::sentence(&snapshot, it, 60)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn what_a_disputed_mayor_does_next_depends_on_the_dispute() {
        check(
            "\
--- article herald

Icelandic President Anna Dunn opened the fair. It rained. Dunn said that the harbour would grow. Dunn left at noon.

--- article post

Icelandic President Tom Orr opened the fair, and Orr was late.

“The harbour will grow,” Orr said.
",
            &["Dunn said that the harbour would grow.", "“The harbour will grow,” Orr said."],
        );
    }

    #[test]
    fn other_disputes_have_none() {
        check(
            "--- article one\n\nAda Orr signed [15]{fact=papers}. Orr left.\n\n--- article two\n\nIt was [12]{fact=papers}. Ada Orr left.\n",
            &[],
        );
    }
}
