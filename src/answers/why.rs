//! Why something is reported at a place, or is not: the statements there, what they were compared with, and what came of it.

use std::collections::BTreeMap;

use super::sources::percent;
use super::{Spot, here, words};
use crate::conflicts::{self, Passed, Weighed};
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// A statement at the place asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Its words.
    pub spot: Spot,
    /// The same on one line.
    pub text: String,
    /// What came of it, what is reported first, then in story order. Empty where nothing in other articles came near it.
    pub compared: Vec<Compared>,
}

/// What came of comparing a statement with others.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The check's code.
    pub kind: &'static str,
    /// Whether it is reported.
    pub reported: bool,
    /// The other statement; `None` for a report, whose message names all that take part.
    pub other: Option<Other>,
    /// What came of it, in plain words: of a report, its message; else why it was let pass.
    pub reason: String,
}

/// A statement of another article.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The outlet.
    pub label: String,
    /// Its words.
    pub spot: Spot,
    /// The same on one line.
    pub text: String,
}

/// The longest words of a statement that are printed, in characters.
const LONGEST_WORDS: usize = 80;

/// The statements at `span` of a file (file bytes; an empty span is a cursor) with what came of each, in text order.
pub fn why(snapshot: &Snapshot, file: u32, span: Span) -> Vec<Answer> {
    let story = &snapshot.story;
    let mut answers: BTreeMap<Place, Vec<Compared>> = BTreeMap::new();
    for article in (0..story.articles.len() as u32).filter(|&it| story.file_of(it) == file && story.compared(it)) {
        let Some(at) = asked(snapshot, article, span) else { continue };
        for place in statements(snapshot, article).into_iter().filter(|&it| meets(it, at)) {
            answers.entry(place).or_default();
        }
        for conflict in &snapshot.conflicts {
            for (nth, statement) in conflict.statements.iter().enumerate().filter(|(_, it)| meets(it.place, at)) {
                let reason = conflict.message(story, &snapshot.sources, nth);
                let told = Compared { kind: conflict.kind, reported: true, other: None, reason };
                answers.entry(statement.place).or_default().push(told);
            }
        }
        let weighed = conflicts::why(snapshot.read(), &snapshot.facts, &snapshot.settings, at);
        for it in weighed {
            answers.entry(it.here).or_default().push(passed(snapshot, &it));
        }
    }
    let mut answers: Vec<Answer> = answers
        .into_iter()
        .map(|(place, compared)| Answer {
            spot: here::spot(snapshot, place),
            text: words::quoted(snapshot, place, LONGEST_WORDS),
            compared,
        })
        .collect();
    // The whole of a quotation and the word that differs in it are one statement to a reader; what came of neither is said once.
    let told: Vec<Span> = answers.iter().filter(|it| !it.compared.is_empty()).map(|it| it.spot.span).collect();
    answers.retain(|it| !it.compared.is_empty() || !told.iter().any(|span| span.overlaps(it.spot.span)));
    answers
}

/// The first statement at `span` of a file (file bytes): its words on one line and their place. `None` where none stands.
pub fn statement_at(snapshot: &Snapshot, file: u32, span: Span) -> Option<(String, Spot)> {
    let (article, _) = snapshot.at(file, span.start)?;
    let at = asked(snapshot, article, span).filter(|_| snapshot.story.compared(article))?;
    let stated = snapshot.conflicts.iter().flat_map(|it| &it.statements).map(|it| it.place);
    let place = stated.chain(statements(snapshot, article)).filter(|it| meets(*it, at)).min()?;
    Some((words::quoted(snapshot, place, LONGEST_WORDS / 2), here::spot(snapshot, place)))
}

/// Whether a statement lies in the place asked about.
fn meets(statement: Place, at: Place) -> bool {
    let (own, span) = (statement.span, at.span);
    statement.article == at.article && (own.overlaps(span) || span.is_empty() && own.touches(span.start))
}

/// The part of an article that lies in `span` of its file. `None` where none does.
fn asked(snapshot: &Snapshot, article: u32, span: Span) -> Option<Place> {
    let article_read = snapshot.story.article(article);
    let body = &article_read.body;
    let section = article_read.section;
    if span.end < section.start || section.end < span.start {
        return None;
    }
    let start = body.from_file(span.start).unwrap_or(0);
    let end = body.from_file(span.end).unwrap_or(if span.end < section.end { 0 } else { body.text.len() as u32 });
    (start <= end && (start < end || span.is_empty())).then(|| Place { article, span: Span::new(start, end) })
}

/// Every statement of an article that a check may look at.
fn statements(snapshot: &Snapshot, article: u32) -> Vec<Place> {
    let facts = &snapshot.facts.articles[article as usize];
    let numbers = facts.measured.iter().map(|it| it.place);
    let times = facts.happenings.iter().map(|it| it.place);
    let quotations = facts.quotations.iter().filter_map(|it| it.pieces.first().copied());
    numbers.chain(times).chain(quotations).collect()
}

fn passed(snapshot: &Snapshot, weighed: &Weighed) -> Compared {
    let label = snapshot.story.article(weighed.there.article).label().to_owned();
    let text = words::quoted(snapshot, weighed.there, LONGEST_WORDS);
    let other = Other { label, spot: here::spot(snapshot, weighed.there), text };
    Compared { kind: weighed.kind, reported: false, other: Some(other), reason: reason(snapshot, weighed.passed) }
}

/// Why two statements are let pass, as a reader is told.
fn reason(snapshot: &Snapshot, passed: Passed) -> String {
    let named = |place: Place| {
        let label = snapshot.story.article(place.article).label();
        format!("‘{}’ in {label}", words::quoted(snapshot, place, LONGEST_WORDS))
    };
    match passed {
        Passed::BothRight => "both can be right: they agree as far as each goes".to_owned(),
        Passed::OtherMeasure => "never compared: they are in units that do not convert, or of different sorts".to_owned(),
        Passed::OtherThing => "never compared: they count different things".to_owned(),
        Passed::OtherCertainty => "never compared: one tells what is, the other what may or will be".to_owned(),
        Passed::OtherDeed => "another event: something else was done".to_owned(),
        Passed::Opposites => "two sides of one matter: they stand beside words that are opposites".to_owned(),
        Passed::PartOfWhole => "a part and its whole: one comes on top of something told before".to_owned(),
        Passed::OtherPerson => "of two people".to_owned(),
        Passed::OtherYear => "another event: a sentence tells of another year".to_owned(),
        Passed::Update => "an update: the later report knows of more than the earlier one's lower bound".to_owned(),
        Passed::OtherTime => "of two times: what was and what is, or what will be".to_owned(),
        Passed::Unlike { part, near_part } => format!(
            "too little in common to tell of one thing: {} of the telling words, {} of those near the two",
            percent(part),
            percent(near_part)
        ),
        Passed::ExplainedBy(place) => format!("explained by {}: it agrees, in a sentence about as like", named(place)),
        Passed::Explained => "explained: another statement of one of the two agrees, in a sentence about as like".to_owned(),
        Passed::FitsBetter(place) => format!("{} fits better: its sentence has more in common", named(place)),
        Passed::ToldApart(place) => format!("told apart: a further article gives both, one of them as {}", named(place)),
        Passed::TwoValues => "an article that takes part in the dispute would then give one fact two values".to_owned(),
        Passed::HandedOver => "the office changed hands or rank: the story tells of a former, coming or acting holder".to_owned(),
        Passed::BothGiven => "an article gives both, and so knows of both".to_owned(),
        Passed::OneFamily => "one family name: one person in two spellings, or a family".to_owned(),
        Passed::Guessed => "of what country or body the office is, both articles leave to be guessed".to_owned(),
        Passed::OtherBody => "of two countries or bodies".to_owned(),
        Passed::Several => "more than two would hold it: the history of the office, or one of several alike".to_owned(),
        Passed::OtherVoice => "said by two people: what one claims, another may deny".to_owned(),
        Passed::OnePlace => {
            "one place, told finely and roughly: an article names both in one breath, or one name holds the other".to_owned()
        }
        Passed::HouseStyle => "the same words: what differs is house style, a short form or a cut".to_owned(),
        Passed::Retold => "told already, by the report on the quotation it stands in".to_owned(),
        Passed::Ignored => "not to be compared: the desk has said so".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::why;
    use crate::fixture::{cursor, snapshot};
    use crate::text::Span;

    /// What came of the statement at the cursor: a line each, the other's article before it.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (text, offset) = cursor(text);
        let answers = why(&snapshot(&text), 0, Span::new(offset, offset));
        let line = |it: &super::Compared| match &it.other {
            None => format!("reported: {}", it.reason),
            Some(other) => format!("{}: {}", other.label, it.reason),
        };
        let told: Vec<String> = answers.iter().flat_map(|it| &it.compared).map(line).collect();
        assert_eq!(told, expected);
    }

    /// Two articles, each with a sentence of its own.
    fn two(one: &str, two: &str) -> String {
        format!("--- article post\n\n{one}\n\n--- article wire\n\n{two}\n")
    }

    #[test]
    fn values_that_can_both_be_right_are_told_so() {
        let there = "The council of Kellmar bought nearly 50 electric buses for the harbour line on Friday.";
        check(
            &two("The council of Kellmar bought 49<|> electric buses for the harbour line on Friday.", there),
            &["wire: both can be right: they agree as far as each goes"],
        );
    }

    #[test]
    fn what_is_reported_is_told_with_its_message() {
        let there = "The council of Kellmar bought 36 electric buses for the harbour line on Friday.";
        check(
            &two("The council of Kellmar bought 49<|> electric buses for the harbour line on Friday.", there),
            &["reported: number of electric buses: 49 here, 36 in wire"],
        );
    }

    #[test]
    fn an_agreeing_number_explains_another() {
        let there = "The council of Kellmar bought 49 electric buses for the harbour line on Friday. \
            The council of Kellmar bought 36 electric buses for the harbour line before.";
        check(
            &two("The council of Kellmar bought 49<|> electric buses for the harbour line on Friday.", there),
            &[
                "wire: both can be right: they agree as far as each goes",
                "wire: explained by ‘49 electric buses’ in wire: it agrees, in a sentence about as like",
            ],
        );
    }

    #[test]
    fn another_year_and_another_deed_are_other_events() {
        let here = "The council of Kellmar bought 49<|> electric buses in 2012.";
        check(
            &two(here, "The council of Kellmar bought 36 electric buses in 2015."),
            &["wire: another event: a sentence tells of another year"],
        );
        let here = "Police in Kellmar arrested 12<|> people on Friday night.";
        check(&two(here, "Police in Kellmar released 40 people on Friday night."), &["wire: another event: something else was done"]);
        let here = "The storm in Kellmar killed 12<|> people on Friday night.";
        let opposites = "wire: two sides of one matter: they stand beside words that are opposites";
        check(&two(here, "The storm in Kellmar injured 40 people on Friday night."), &[opposites]);
    }

    #[test]
    fn other_things_and_plans_are_never_compared() {
        let here = "The council of Kellmar bought 49<|> buses for the harbour line on Friday.";
        check(
            &two(here, "The council of Kellmar bought 36 ferries for the harbour line on Friday."),
            &["wire: never compared: they count different things"],
        );
        check(
            &two(here, "The council of Kellmar will buy 36 buses for the harbour line on Friday."),
            &["wire: never compared: one tells what is, the other what may or will be"],
        );
    }

    #[test]
    fn sentences_with_little_in_common_are_told_with_what_they_share() {
        check(
            &two(
                "The council of Kellmar bought 49<|> buses for the harbour line.",
                "At the museum, Kellmar drivers showed 36 buses to the children.",
            ),
            &["wire: too little in common to tell of one thing: 31 % of the telling words, 36 % of those near the two"],
        );
    }

    #[test]
    fn house_style_in_a_quotation_differs_in_nothing() {
        let same = ["wire: the same words: what differs is house style, a short form or a cut"];
        let here = "“We will not honour<|> the harbour's old debts,” said Ada Orr.";
        check(&two(here, "“We will not honor the harbor’s old debts,” said Ada Orr."), &same);
        let here = "“We ask the Kellmar Harbour Board<|> for help this year,” said Ada Orr.";
        check(&two(here, "“We ask the KHB for help this year,” said Ada Orr."), &same);
    }

    #[test]
    fn a_birthday_is_told_for_ages() {
        check(
            &two("Ada Orr, 61<|>, spoke first.", "Ada Orr, 62, spoke first."),
            &["wire: both can be right: they agree as far as each goes"],
        );
    }

    #[test]
    fn what_the_desk_has_said_is_told() {
        check(
            &two("They signed [15<|> papers]{fact=papers ignore=fact}.", "They signed [12 papers]{fact=papers}."),
            &["wire: not to be compared: the desk has said so"],
        );
        let settled = "\n--- decision papers\nbetween: post \"15\"\nbetween: wire \"12\"\nverdict: both\n";
        let text = format!("{}{settled}", two("They signed [15<|> papers]{fact=papers}.", "They signed [12 papers]{fact=papers}."));
        check(&text, &["reported: papers: 15 here, 12 in wire; settled: both stand"]);
    }

    #[test]
    fn holders_of_an_office_are_told_apart_with_the_reason() {
        let here = "Icelandic President Anna<|> Dunn spoke in Kellmar.";
        check(
            &two(here, "Icelandic President Tom Orr, who succeeded former Icelandic President Anna Dunn, left Kellmar."),
            &["wire: the office changed hands or rank: the story tells of a former, coming or acting holder"],
        );
        let both = "Icelandic President Tom Orr left Kellmar. Icelandic President Anna Dunn stayed.";
        check(&two(here, both), &["wire: an article gives both, and so knows of both"]);
    }

    #[test]
    fn ranks_of_one_person_are_told_apart_with_the_reason() {
        let here = "Sheriff<|> Ada Orr opened the bridge in Kellmar.";
        let both = "Undersheriff Ada Orr came from Westmark by boat. Sheriff Ada Orr spoke.";
        check(&two(here, both), &["wire: an article gives both, and so knows of both"]);
    }

    #[test]
    fn homes_are_told_apart_with_the_reason() {
        let here = "Police stopped Tom Dunn, 36, of Kell<|>mar, near the bridge.";
        let there = "Police stopped Tom Dunn, 36, of Orsel, near the bridge. Orsel is a suburb of Kellmar.";
        check(
            &two(here, there),
            &["wire: one place, told finely and roughly: an article names both in one breath, or one name holds the other"],
        );
    }

    #[test]
    fn what_two_people_say_is_told_apart() {
        let here = "Mayor Ada Orr said the harbour bridge in Kellmar was <|>damaged by the ferry Aurora on Friday night.";
        let there = "Pilot Tom Dunn said the harbour bridge in Kellmar was not damaged by the ferry Aurora on Friday night.";
        check(&two(here, there), &["wire: said by two people: what one claims, another may deny"]);
    }

    #[test]
    fn a_transliteration_is_house_style() {
        let there = "Mayor Oleh Kovalskiy opened the bridge.";
        check(
            &two("Mayor Oleh Kovalsky<|> opened the bridge.", there),
            &[
                "wire: the same words: what differs is house style, a short form or a cut",
                "wire: both can be right: they agree as far as each goes",
            ],
        );
    }

    #[test]
    fn marked_facts_that_agree_are_told_so() {
        check(
            &two("They signed [about 12<|> papers]{fact=papers}.", "They signed [13 papers]{fact=papers}."),
            &["wire: both can be right: they agree as far as each goes"],
        );
    }

    #[test]
    fn nothing_is_compared_where_nothing_is_stated() {
        check(&two("The council<|> of Kellmar met.", "It rained in Kellmar."), &[]);
    }
}
