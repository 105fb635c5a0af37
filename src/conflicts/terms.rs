//! One convict, two sentences: "sentenced Orr to nine years", "sent him to jail for seven years", "faces up to life in prison".

use super::clauses::Clauses;
use super::gathered::{BySubject, Gathered, pairs};
use super::linked;
use super::{Conflict, Input, Statement, measure, severity};
use crate::bundle::Severity;
use crate::facts::{PersonKey, Place};
use crate::lexicon::{Stem, stem};
use crate::mentions::{Measure, Precision, Quantity, When};
use crate::text::single_spaced;

/// Whose sentence it is, and whether it may yet come.
pub(super) type Key = (PersonKey, bool);

/// A sentence that somebody was given, or may be.
pub(super) struct Term {
    key: Key,
    /// How long.
    place: Place,
    length: Length,
}

/// How long somebody goes to prison.
#[derive(Debug, Clone, PartialEq)]
enum Length {
    /// So many days, with half a unit of the last digit.
    Days(f64, f64),
    Life,
    Death,
}

/// The sentences that people were given, or may be.
pub(super) type Terms = BySubject<Term>;

impl Length {
    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Days(one, coarse), Self::Days(two, fine)) => (one - two).abs() <= coarse.max(*fine),
            (one, two) => one == two,
        }
    }

    fn normal(&self) -> String {
        match self {
            Self::Days(days, _) => format!("{days} days"),
            Self::Life => "life".to_owned(),
            Self::Death => "death".to_owned(),
        }
    }
}

impl Gathered for Term {
    type Key = Key;

    fn gather(input: &Input<'_>, article: u32) -> Vec<Self> {
        Clauses::in_sentences(input, article, term)
    }

    fn key(&self) -> &Key {
        &self.key
    }

    fn place(&self) -> Place {
        self.place
    }

    fn said(&self, input: &Input<'_>) -> linked::Key {
        linked::key((self.length.normal(), input.read.text(self.place)))
    }

    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict> {
        let first = of_one.first()?;
        let other = of_one.iter().find(|it| !it.length.agrees(&first.length))?;
        // Who tells of two knows of two trials; and three are a history.
        let knows_two = pairs(of_one).any(|(one, two)| one.place.article == two.place.article && !one.length.agrees(&two.length));
        let of_two = of_one.iter().all(|it| it.length.agrees(&first.length) || it.length.agrees(&other.length));
        (!knows_two && of_two).then(|| conflict(input, of_one))
    }
}

fn conflict(input: &Input<'_>, of_one: &[&Term]) -> Conflict {
    let shown = |it: &Term| single_spaced(input.read.text(it.place));
    let statement = |it: &&Term| Statement { place: it.place, value: it.length.normal(), shown: shown(it) };
    let (person, open) = of_one[0].key;
    let name = &input.facts.people[person].name;
    let (what, reason) = if open { ("highest sentence", "one trial threatens one") } else { ("sentence", "one trial ends in one") };
    Conflict {
        kind: measure::CHECK.code,
        // Who stands accused of two things may be told of one of them here, and of the other there.
        severity: if open { Severity::Information } else { severity::of(true) },
        confidence: if open { 0.6 } else { 0.8 },
        subject: format!("{what} of {name}"),
        reason: format!("both tell how long {name} is to go to prison, and {reason}"),
        remark: None,
        statements: of_one.iter().map(statement).collect(),
        settled: None,
    }
}

/// Words that tell of another sentence than the one that was passed: asked for, earlier, changed, or the least of it. Sorted.
#[rustfmt::skip]
const OTHER_SENTENCE: &[&str] = &[
    "additional", "another", "appeal", "appealed", "asked", "called", "commuted", "concurrent", "concurrently", "consecutive", "demanded",
    "each", "earlier", "extra", "formerly", "further", "initially", "least", "lowered", "minimum", "not", "once", "originally", "overturned",
    "parole", "previous", "previously", "probation", "prosecution", "prosecutor", "prosecutors", "recommended", "reduced", "requested",
    "separate", "separately", "sought", "suspended", "then", "wanted",
];

/// How far behind its verb the length of a sentence stands, in tokens: "sentenced him on Thursday for fraud to nine years".
const REACH_TOKENS: usize = 10;

/// The sentence that a sentence of the text says one person was given, or may be.
fn term(clauses: &Clauses<'_>, tokens: std::ops::Range<usize>) -> Option<Term> {
    let verb = tokens.clone().find(|&at| opens(clauses, at).is_some())?;
    let open = opens(clauses, verb)?;
    let other = |at: usize| OTHER_SENTENCE.binary_search(&clauses.word(at).to_lowercase().as_str()).is_ok();
    if tokens.clone().any(other) || is_of_other_year(clauses, &tokens) {
        return None;
    }
    let (length, at) = length(clauses, verb, tokens.end)?;
    let jailed = |at: usize| matches!(clauses.word(at), "prison" | "jail" | "imprisonment" | "bars");
    // "faces nine years" of what, unless it says so.
    if (open || !is_sentencing(clauses, verb)) && !(verb..tokens.end).any(jailed) {
        return None;
    }
    let person = convict(clauses, verb, open)?;
    Some(Term { key: (person, open), place: clauses.place(&at), length })
}

/// Whether the word at a token leads up to a sentence that may come (`true`), or was passed (`false`).
fn opens(clauses: &Clauses<'_>, at: usize) -> Option<bool> {
    match clauses.word(at) {
        "faces" | "face" | "faced" | "receive" | "facing" => Some(true),
        "sent" | "given" | "received" => Some(false),
        _ => is_sentencing(clauses, at).then_some(false),
    }
}

/// Whether the word at a token is a verb that sends to prison by itself.
fn is_sentencing(clauses: &Clauses<'_>, at: usize) -> bool {
    matches!(clauses.word(at), "sentenced" | "jailed" | "imprisoned")
}

/// Whether a sentence tells of a year before the article's own, or of some year where that is not known.
fn is_of_other_year(clauses: &Clauses<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let own = clauses.input.facts.timeline.days[clauses.article as usize].map(jiff::civil::Date::year);
    clauses.paragraph.reading.times_in(&(tokens.start as u32..tokens.end as u32)).iter().any(|it| match it.when {
        When::Year { year } | When::Month { year: Some(year), .. } | When::Day { year: Some(year), .. } => Some(year) != own,
        When::Ago { .. } => true,
        _ => false,
    })
}

/// The length that stands behind the verb at token `verb` before token `end`, with its tokens.
fn length(clauses: &Clauses<'_>, verb: usize, end: usize) -> Option<(Length, std::ops::Range<u32>)> {
    for at in verb + 1..end.min(verb + 1 + REACH_TOKENS) {
        if matches!(clauses.word(at), "after" | "before" | "when" | "who" | "while" | ";") {
            return None;
        }
        let one = at as u32..at as u32 + 1;
        match clauses.word(at) {
            "life" if matches!(clauses.word(at - 1), "to" | "faces" | "face" | "receive") || clauses.word(at - 1) == "a" => {
                return Some((Length::Life, one));
            }
            "death" if clauses.word(at - 1) == "to" => return Some((Length::Death, one)),
            _ => {}
        }
        if let Some(quantity) = clauses.paragraph.reading.quantities.iter().find(|it| it.tokens.start as usize == at) {
            return days(clauses, quantity).map(|it| (it, quantity.tokens.clone()));
        }
    }
    None
}

/// A span of months or years, exact or the most: "up to 20 years".
fn days(clauses: &Clauses<'_>, quantity: &Quantity) -> Option<Length> {
    /// A shorter stay is one in custody.
    const SHORTEST_DAYS: f64 = 28.0;
    let plain = matches!(quantity.precision, Precision::Exact | Precision::AtMost) && quantity.low == quantity.high;
    let led = quantity.tokens.start.checked_sub(1).map(|at| clauses.word(at as usize));
    let leads =
        matches!(led, Some("to" | "for" | "faces" | "face" | "facing" | "receive" | "given" | "received" | "of" | "him" | "her" | "a"));
    let span = quantity.measure == Measure::Duration && SHORTEST_DAYS <= quantity.low;
    (plain && span && leads).then_some(Length::Days(quantity.high, quantity.rounding))
}

/// Who goes to prison: "sentenced Orr to", "Orr was sentenced to", "sent him to jail".
fn convict(clauses: &Clauses<'_>, verb: usize, open: bool) -> Option<PersonKey> {
    let plural: [Stem; 2] = [stem("were"), stem("are")];
    let before = clauses.behind_subject(verb);
    if verb.checked_sub(1).is_some_and(|at| plural.contains(&clauses.prose.tokens[at].stem)) {
        return None;
    }
    if open || clauses.is_passive(verb) || matches!(clauses.word(verb), "received") {
        return clauses.subject(verb);
    }
    match clauses.word(verb + 1) {
        "him" | "her" => clauses.meant(verb + 1, clauses.named_to(before)),
        // "Orr, sentenced to nine years,".
        "to" | "for" => clauses.subject(verb),
        _ => behind(clauses, verb + 1),
    }
}

/// The one person named behind token `from`, before the words that lead to the length: "the former mayor Anna Orr to".
fn behind(clauses: &Clauses<'_>, from: usize) -> Option<PersonKey> {
    let end = (from..clauses.sentence(from).end).find(|&at| matches!(clauses.word(at), "to" | "for" | "," | "and"))?;
    if clauses.word(end) == "and" { None } else { clauses.named_to(end) }
}

#[cfg(test)]
mod tests {
    use super::OTHER_SENTENCE;

    #[test]
    fn the_table_is_sorted() {
        assert!(OTHER_SENTENCE.is_sorted());
    }
}
