//! How old people are said to be.

use super::article::within;
use super::people::{AgeStated, AgeTime, PersonKey};
use super::{Article, Place};
use crate::lexicon::{WordSet, lower};
use crate::mentions::{Measure, Paragraph, Precision, Quantity};
use crate::prose::Kind;

/// Oldest age that is anybody's, in years.
const OLDEST_YEARS: f64 = 119.0;

/// Every age that stands by a name, in text order.
pub(super) fn gather(article: Article<'_>, mentions: &[(Place, PersonKey)]) -> Vec<AgeStated> {
    let mut ages = Vec::new();
    for paragraph in &article.reading.paragraphs {
        for quantity in &paragraph.reading.quantities {
            let years = quantity.low;
            let exact = quantity.measure == Measure::Age && quantity.precision == Precision::Exact && quantity.low == quantity.high;
            if !exact || !(1.0..=OLDEST_YEARS).contains(&years) || years.fract() != 0.0 {
                continue;
            }
            let Some((person, holder)) = bearer(mentions, article.body, paragraph, quantity) else { continue };
            let place = article.place(paragraph.place(quantity.number));
            ages.push(AgeStated { person, place, years: years as u16, holder, when: when(article.body, paragraph, quantity) });
        }
    }
    ages
}

/// Whose age it is: the name right before it ("Orr, 71,", "Orr is 71", "Orr (71)", "Orr, a 71-year-old lawyer") or right behind
/// it ("71-year-old lawyer Anna Orr").
fn bearer(mentions: &[(Place, PersonKey)], body: &str, paragraph: &Paragraph, age: &Quantity) -> Option<(PersonKey, Place)> {
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[prose.sentence_of(age.tokens.start as usize)];
    let mentions = within(mentions, paragraph.place(sentence.span));
    let start = paragraph.place_of(&age.tokens).start;
    let end = paragraph.place_of(&age.tokens).end;
    if let Some(&(place, person)) = mentions.iter().rfind(|(place, _)| place.span.end <= start) {
        let between: Vec<&str> = body[place.span.end as usize..start as usize].split_whitespace().collect();
        let joined = between.join(" ");
        let by = matches!(
            joined.as_str(),
            "," | "("
                | ", aged"
                | ", age"
                | "is"
                | "was"
                | ", who is"
                | ", who was"
                | "aged"
                | ", now"
                | ", then"
                | ", a"
                | ", an"
                | ", the"
                | "is a"
                | "was a"
                | "is an"
                | "was an"
                | ", only"
                | ", just"
        );
        // "Martin Dunn, Jr., 71": the suffix belongs to the name already.
        let closes = !matches!(joined.as_str(), ",") || closes_apposition(body, paragraph, age);
        if by && closes {
            return Some((person, place));
        }
    }
    let &(place, person) = mentions.iter().find(|(place, _)| end <= place.span.start)?;
    let hyphened = paragraph.place_of(&age.tokens).of(body).contains('-');
    let between = &body[end as usize..place.span.start as usize];
    let plain = between.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-' || c == '.');
    // "the 71-year-old former lawyer Anna Orr"; a verb between would make it somebody else's, so three words at most.
    (hyphened && plain && between.split_whitespace().count() <= 3 && !between.split_whitespace().any(is_joint)).then_some((person, place))
}

/// Which time of a life an age is of, going by the words near it.
fn when(body: &str, paragraph: &Paragraph, age: &Quantity) -> AgeTime {
    static THEN: WordSet = WordSet::of(&["ago", "born", "earlier", "later", "then", "time", "turned", "turns", "when", "while"]);
    /// So many words on either side of the age may date it.
    const REACH_TOKENS: u32 = 6;
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[prose.sentence_of(age.tokens.start as usize)].tokens;
    let near = sentence.start.max(age.tokens.start.saturating_sub(REACH_TOKENS))..sentence.end.min(age.tokens.end + REACH_TOKENS);
    let dates = |at: u32| {
        let word = paragraph.place(prose.tokens[at as usize].span).of(body);
        let year = word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
        year || THEN.has(&lower(word))
    };
    if near.clone().filter(|at| !age.tokens.contains(at)).any(dates) {
        return AgeTime::Then;
    }
    // "Orr was 18", "Orr was an 18-year-old pilot"; "Orr, 71, was arrested" is told of today.
    let was = (near.start..age.tokens.start).rev().take(2).any(|at| paragraph.place(prose.tokens[at as usize].span).of(body) == "was");
    if was { AgeTime::Was } else { AgeTime::Today }
}

/// Words after which another person is spoken of: "the 71-year-old told Orr", "a 7-year-old daughter of Orr".
fn is_joint(word: &str) -> bool {
    use crate::lexicon::{is_function_word, is_kin, is_personal_verb, is_reporting_verb};
    is_function_word(word) && word != "former" && word != "late"
        || is_reporting_verb(word)
        || is_personal_verb(word)
        || is_kin(word)
        || word.ends_with("ed")
        || word.ends_with("ing")
}

/// Whether the number closes an apposition: "Orr, 71, said", not "Orr, 71 of them".
fn closes_apposition(body: &str, paragraph: &Paragraph, age: &Quantity) -> bool {
    let next = paragraph.reading.prose.tokens.get(age.tokens.end as usize);
    next.is_none_or(|token| {
        let text = paragraph.place(token.span).of(body);
        token.kind == Kind::Mark || matches!(text, "of" | "from" | "and" | "was" | "is" | "who" | "a" | "an" | "the" | "said")
    })
}
