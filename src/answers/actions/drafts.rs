//! What a draft says otherwise than its sources, put right: a quotation's exact words, a spelling, a weekday, a value.

use std::collections::BTreeSet;

use super::super::writing::Written;
use super::super::{Spot, here, words};
use super::{Action, ActionKind};
use crate::bundle::{DRAFT_KINDS, Problem, Role, Verdict};
use crate::conflicts::{Conflict, Statement};
use crate::facts::{Happening, Place};
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
    if conflict.kind == "weekday" {
        return calendar(snapshot, conflict).into_iter().collect();
    }
    let Some(spot) = unmarked(snapshot, own.place) else { return Vec::new() };
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

/// Where a draft says what no source does, and of which kind that is; `None` for any other problem of a file.
pub(super) fn doubted(snapshot: &Snapshot, file: u32, problem: &Problem) -> Option<(Place, &'static str)> {
    let kind = DRAFT_KINDS.iter().copied().find(|it| *it == problem.code)?;
    let places = snapshot.backings.iter().flat_map(|it| it.unsourced.iter().chain(&it.unsupported));
    places.copied().find(|it| snapshot.in_file(*it) == (file, problem.span)).map(|it| (it, kind))
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
        "date" => {
            let theirs = &happening(snapshot, other.place)?.moment;
            if lexicon::weekday(&lexicon::folded(said)).is_some() {
                let (first, last) = theirs.days?;
                return (first == last).then(|| (lexicon::weekday_name(first.weekday()).to_owned(), true));
            }
            // One day of a month, two weekdays: the calendar knows which it is, so the draft's form of the date can stay.
            let ours = &happening(snapshot, own.place)?.moment;
            let is_one_day = ours.day.is_some() && (ours.month, ours.day) == (theirs.month, theirs.day);
            match (ours.weekday, theirs.weekday, theirs.days) {
                (Some(wrong), Some(right), Some((first, _))) if is_one_day && wrong != right && first.weekday() == right => {
                    let mut words = said.split(|it: char| !it.is_alphabetic());
                    let written = words.find(|it| lexicon::weekday(&it.to_lowercase()) == Some(wrong))?;
                    Some((said.replacen(written, &in_the_form_of(written, lexicon::weekday_name(right)), 1), true))
                }
                _ => Some((told, false)),
            }
        }
        _ => Some((told, false)),
    }
}

/// The weekday that the date beside it has. Sure where a source gives that very day: then the date is right, and the weekday the slip.
fn calendar(snapshot: &Snapshot, conflict: &Conflict) -> Option<Action> {
    let [wrong, date] = &*conflict.statements else { return None };
    let spot = unmarked(snapshot, wrong.place)?;
    let said = snapshot.read().text(wrong.place);
    let of = snapshot.facts.articles[wrong.place.article as usize].happenings.iter();
    let day = |it: &Happening| it.moment.month.zip(it.moment.day);
    let meant = of.clone().find(|it| it.place.span.contains(wrong.place.span)).and_then(day);
    let sources = (0..).zip(&snapshot.facts.articles).filter(|(at, _)| snapshot.story.article(*at).role == Role::Source);
    let given = sources.flat_map(|(_, it)| &it.happenings).any(|it| day(it).is_some() && day(it) == meant);
    let text = in_the_form_of(said, &date.value);
    let edit: Written = (spot, text.clone()).into();
    Some(Action { sure: given, ..Action::new(ActionKind::Fix, format!("Write '{text}'"), vec![edit]).about(conflict.kind) })
}

/// A weekday's name, shortened where the other is: "Fri" in place of "Thu".
fn in_the_form_of(said: &str, weekday: &str) -> String {
    const SHORT: usize = 3;
    let is_whole = said.to_lowercase().ends_with("day");
    if is_whole { weekday.to_owned() } else { weekday.chars().take(SHORT).collect() }
}

/// Where words stand in their file; `None` where markup stands inside them, which would be lost with them.
fn unmarked(snapshot: &Snapshot, place: Place) -> Option<Spot> {
    let spot = here::spot(snapshot, place);
    (snapshot.story.files[spot.file as usize].words(spot.span) == snapshot.read().text(place)).then_some(spot)
}

/// The time that was read at a place.
fn happening(snapshot: &Snapshot, place: Place) -> Option<&Happening> {
    snapshot.facts.articles.get(place.article as usize)?.happenings.iter().find(|it| it.place == place)
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
    fn a_weekday_beside_a_date_becomes_the_one_that_the_calendar_has() {
        // From either half of the date, and in its form.
        for (draft, after) in [
            ("The harbour opens again on Thurs<|>day, June 28.", "The harbour opens again on Friday, June 28."),
            ("The harbour opens again on Thu, 2<|>8 June.", "The harbour opens again on Fri, 28 June."),
        ] {
            check(WIRE, draft, &[(if draft.contains("Thu,") { "Write 'Fri'" } else { "Write 'Friday'" }, false)], after);
        }
        let source = "The harbour of Kellmar opens again on June 28.";
        check(
            &WIRE.replace("The storm", &format!("{source} The storm")),
            "The ferries wait for Thurs<|>day, June 28.",
            &[("Write 'Friday'", true)],
            "The ferries wait for Friday, June 28.",
        );
    }

    #[test]
    fn one_day_with_two_weekdays_keeps_its_form() {
        let wire = WIRE.replace("The storm", "The harbour of Kellmar opens again on Friday, June 28. The storm");
        check(
            &wire,
            "The ferries wait for Thursday, the 2<|>8th of June.",
            &[("Write 'Friday, the 28th of June' (wire)", true)],
            "The ferries wait for Friday, the 28th of June.",
        );
    }

    #[test]
    fn a_weekday_in_a_source_stays_as_it_was_published() {
        let (titles, _) = corrected("--- article wire\npublished: 2024-06-20\n\nThe harbour opens on Thurs<|>day, June 28.\n");
        assert_eq!(titles, []);
    }

    #[test]
    fn a_number_may_be_the_drafts_own() {
        check(WIRE, "The storm sank 1<|>5 boats.", &[("Write '12 boats' (wire)", false)], "The storm sank 12 boats.");
    }

    #[test]
    fn what_no_source_has_can_be_left_out_of_the_comparison() {
        let desk = |text: &str| format!("{WIRE}\n--- article desk\nrole: draft\n\n{text}\n");
        let (text, at) = fixture::cursor(&desk("“We have never seen<|> such waves,” Tom Wetzler said."));
        let found = actions(&fixture::snapshot(&text), 0, Span::new(at, at), &Signature::default());
        let ignored: Vec<_> = found.iter().filter(|it| it.about == Some("unsourced")).collect();
        assert_eq!(ignored.iter().map(|it| &*it.title).collect::<Vec<_>>(), ["Ignore here", "Ignore 'unsourced' in this bundle"]);
        let here = applied(&text, &ignored[0].edits);
        assert_eq!(here, desk("“[We have never seen such waves]{ignore=unsourced},” Tom Wetzler said."));
        assert!(fixture::snapshot(&here).problems().is_empty());
        assert!(fixture::snapshot(&applied(&text, &ignored[1].edits)).problems().is_empty());
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
