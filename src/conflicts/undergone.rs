//! What was done to one person or thing once, with two dates: "Orr was arrested in May 2023", "He was arrested in April 2023".
//!
//! The sentences need share nothing but whom it was done to and what: no article may know of two.

use std::sync::LazyLock;

use super::clauses::Clauses;
use super::gathered::{BySubject, Gathered, pairs};
use super::linked;
use super::{Conflict, Input, date, moments};
use crate::bundle::Severity;
use crate::facts::{Grain, Happening, Of, PersonKey, Place, Tense};
use crate::lexicon::{Stem, concept, event, is_function_word, stem};
use crate::mentions::{Paragraph, Relation};

/// What a story tells somebody to suffer once.
const OF_PEOPLE: &[&str] =
    &["abducted", "acquitted", "appointed", "arrested", "assassinated", "convicted", "diagnosed", "extradited", "hired", "kidnapped"];
/// What is done once to a rule, a building or a firm that everybody knows of.
const OF_THINGS: &[&str] = &["built", "completed", "demolished", "enacted", "founded", "inaugurated", "introduced", "proposed", "unveiled"];

/// How sure a report on it is: the sentences need not be alike.
const SURENESS: f64 = 0.6;

/// The classes of both.
struct Once {
    of_people: Vec<Stem>,
    of_things: Vec<Stem>,
}

static ONCE: LazyLock<Once> = LazyLock::new(|| {
    let classes = |words: &[&str]| words.iter().map(|word| event(concept(stem(word)))).collect();
    Once { of_people: classes(OF_PEOPLE), of_things: classes(OF_THINGS) }
});

/// To whom or what something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Patient {
    Person(PersonKey),
    /// The class of a thing that is spoken of as known: "the rules".
    Thing(Stem),
}

/// What was done to whom.
pub(super) type Key = (Stem, Patient);

/// A date that an article gives for it.
pub(super) struct Undergone {
    key: Key,
    article: u32,
    /// Its place among what happens in the article.
    at: usize,
    place: Place,
    /// What it says of the time, and the words that a report shows, as one number.
    said: linked::Key,
}

/// What is done once to one person or thing.
pub(super) type Undergoing = BySubject<Undergone>;

impl Undergone {
    fn happening<'a>(&self, input: &Input<'a>) -> &'a Happening {
        &input.facts.articles[self.article as usize].happenings[self.at]
    }
}

impl Gathered for Undergone {
    type Key = Key;

    fn gather(input: &Input<'_>, article: u32) -> Vec<Self> {
        gather(input, article)
    }

    fn key(&self) -> &Key {
        &self.key
    }

    fn place(&self) -> Place {
        self.place
    }

    fn said(&self, _input: &Input<'_>) -> linked::Key {
        self.said
    }

    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict> {
        let moments = of_one.iter().map(|it| (*it, &it.happening(input).moment));
        // Who knows of two dates knows of two arrests; and three dates are a history.
        let is_clear = pairs(of_one).all(|(one, two)| {
            let agree = one.happening(input).moment.agrees(&two.happening(input).moment);
            agree || one.article != two.article && date::changes_one_part(&one.happening(input).moment, &two.happening(input).moment)
        });
        let first = of_one.first()?;
        let others: Vec<&Self> = moments.filter(|(_, it)| !it.agrees(&first.happening(input).moment)).map(|it| it.0).collect();
        let of_two = others.iter().all(|it| it.happening(input).moment.agrees(&others[0].happening(input).moment));
        (is_clear && of_two && !others.is_empty()).then(|| conflict(input, of_one))
    }
}

fn conflict(input: &Input<'_>, of_one: &[&Undergone]) -> Conflict {
    let members: Vec<&Happening> = of_one.iter().map(|it| it.happening(input)).collect();
    let whom = match of_one[0].key.1 {
        Patient::Person(person) => &input.facts.people[person].name,
        Patient::Thing(_) => "one thing",
    };
    let reason = format!("both tell of what is done once to {whom}, and it cannot have been at both");
    // Nothing else in the sentences need be alike: worth telling, never a warning.
    moments::conflict(input, date::CHECK.code, &members, Severity::Information, SURENESS, reason)
}

/// Every date of what was done once to somebody or something known, in text order.
fn gather(input: &Input<'_>, article: u32) -> Vec<Undergone> {
    let body = &input.read.story.article(article).body.text;
    let paragraphs = &input.read.readings[article as usize].paragraphs;
    let mut found = Vec::new();
    for (at, it) in input.facts.articles[article as usize].happenings.iter().enumerate() {
        let is_written = it.moment.month.is_some() || it.moment.year.is_some();
        let once = it.deed.is_some_and(|deed| ONCE.of_people.contains(&deed) || ONCE.of_things.contains(&deed));
        let told = it.of == Of::Event && it.tense == Tense::Past && it.relation == Relation::On && !it.ago;
        if !once || !told || !is_written || matches!(it.moment.grain, Grain::Hour | Grain::Week | Grain::Season) {
            continue;
        }
        let paragraph = paragraphs.partition_point(|paragraph| paragraph.span.end <= it.place.span.start);
        let clauses = Clauses::of(input, article, paragraphs[paragraph].span.of(body), &paragraphs[paragraph]);
        let before = paragraph.checked_sub(1).map(|it| Clauses::of(input, article, paragraphs[it].span.of(body), &paragraphs[it]));
        if let Some(key) = key(&clauses, before.as_ref(), it) {
            let shown: Vec<&str> = it.told.places.iter().map(|&place| input.read.text(place)).collect();
            let said = linked::key((moments::content(it), it.told.whole, input.read.text(it.place), shown));
            found.push(Undergone { key, article, at, place: it.place, said });
        }
    }
    found
}

/// What was done to whom, at the time of a happening in a paragraph.
fn key(clauses: &Clauses<'_>, before: Option<&Clauses<'_>>, it: &Happening) -> Option<Key> {
    let deed = it.deed?;
    let time = token_at(clauses.paragraph, it.place.span.start);
    let is_deed = |at: &usize| event(concept(clauses.prose.tokens[*at].stem)) == deed;
    let verb = clauses.sentence(time).filter(is_deed).min_by_key(|at| at.abs_diff(time))?;
    let passive = clauses.is_passive(verb);
    if ONCE.of_people.contains(&deed) {
        let person = if passive { clauses.subject(verb) } else { clauses.named_from(verb + 1) };
        if let Some(person) = person {
            return Some((deed, Patient::Person(person)));
        }
    }
    if !ONCE.of_things.contains(&deed) {
        return None;
    }
    let thing = if passive { suffered_thing(clauses, before, verb) } else { known_thing(clauses, verb + 1) };
    thing.map(|it| (deed, Patient::Thing(it)))
}

/// The thing that is the subject of the passive verb at token `verb`: "the rules were proposed", "it was proposed".
fn suffered_thing(clauses: &Clauses<'_>, before: Option<&Clauses<'_>>, verb: usize) -> Option<Stem> {
    let end = clauses.behind_subject(verb);
    let last = end.checked_sub(1).filter(|&at| clauses.sentence(verb).contains(&at))?;
    if matches!(clauses.word(last), "it" | "It") {
        return antecedent(clauses, before, last);
    }
    // "The rules were proposed": at most two words between.
    let known = (last.saturating_sub(3)..last).any(|at| is_definite(clauses.word(at)));
    (known && clauses.is_plain(last)).then(|| concept(clauses.prose.tokens[last].stem))
}

/// The thing known that the words from token `from` on name: "the new rules".
fn known_thing(clauses: &Clauses<'_>, from: usize) -> Option<Stem> {
    const ADJECTIVES: usize = 4;
    if !is_definite(clauses.word(from)) {
        return None;
    }
    let tells = |at: &usize| clauses.is_plain(*at) && (clauses.word(*at) == "new" || !is_function_word(clauses.word(*at)));
    let words = (from + 1..from + 1 + ADJECTIVES).take_while(tells);
    words.last().map(|at| concept(clauses.prose.tokens[at].stem))
}

/// What "it" at token `at` stands for: the thing known that opens the sentence before, in a quotation that goes on over paragraphs
/// that of the paragraph before.
fn antecedent(clauses: &Clauses<'_>, before: Option<&Clauses<'_>>, at: usize) -> Option<Stem> {
    let opens = |it: &Clauses<'_>, sentence: usize| it.prose.sentences[sentence].tokens.start as usize;
    if let Some(sentence) = clauses.prose.sentence_of(at).checked_sub(1) {
        return opening_thing(clauses, opens(clauses, sentence));
    }
    let before = before?;
    let last = opens(before, before.prose.sentences.len().checked_sub(1)?);
    let is_quote = |word: &str| matches!(word, "\"" | "“");
    if is_quote(before.word(last)) && is_quote(clauses.word(0)) { opening_thing(before, last) } else { None }
}

/// The thing known that opens a sentence, which begins at token `from`: "The rule strengthens".
fn opening_thing(clauses: &Clauses<'_>, from: usize) -> Option<Stem> {
    let from = if matches!(clauses.word(from), "\"" | "“") { from + 1 } else { from };
    let noun = from + 1;
    // With one word between "the" and the verb there is no doubt which it is.
    let next = clauses.word(noun + 1);
    let closed = is_function_word(next) || next.ends_with('s') || next.ends_with("ed");
    (is_definite(clauses.word(from)) && clauses.is_plain(noun) && closed).then(|| concept(clauses.prose.tokens[noun].stem))
}

fn is_definite(word: &str) -> bool {
    matches!(word, "the" | "The" | "its" | "Its" | "this" | "This" | "these" | "These" | "those" | "his" | "her" | "their")
}

/// The token at an offset of the body.
fn token_at(paragraph: &Paragraph, offset: u32) -> usize {
    let within = offset - paragraph.span.start;
    paragraph.reading.prose.tokens.partition_point(|it| it.span.end <= within)
}
