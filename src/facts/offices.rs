//! Who is said to hold which office.

use std::sync::Arc;

use super::article::within;
use super::people::{OfficeHeld, People, PersonKey};
use super::{Article, Context, Place};
use crate::lexicon::{self, CountryForm};
use crate::mentions::{Paragraph, ParagraphRole};
use crate::prose::{Kind, Shape};

/// Every office that stands by a name, in text order; offices of state with their country where the text lets one infer it.
pub(super) fn gather(article: Article<'_>, mentions: &[(Place, PersonKey)]) -> Vec<OfficeHeld> {
    let mut offices = Vec::new();
    let body = article.body;
    for paragraph in article.reading.paragraphs.iter().filter(|paragraph| paragraph.role != ParagraphRole::Furniture) {
        for office in &paragraph.reading.offices {
            let Some(holder) = &office.holder else { continue };
            let words = office.tokens.start.min(holder.start)..office.tokens.end.max(holder.end);
            let Some(&(holder, person)) = within(mentions, paragraph.place_of(holder)).first() else { continue };
            let prose = &paragraph.reading.prose;
            let sentence = prose.sentence_of(office.title_tokens.start as usize);
            let inferred = || if of_state(&office.title) { country_before(body, paragraph, office.tokens.start as usize) } else { None };
            offices.push(OfficeHeld {
                person,
                title: office.title.clone(),
                body: office.body.clone().or_else(inferred),
                explicit: office.body.is_some(),
                single: office.single,
                standing: office.standing,
                place: article.place(paragraph.place_of(&office.title_tokens)),
                holder,
                sentence: article.place(paragraph.place_of(&prose.sentences[sentence].tokens)),
                context: Arc::new(Context::of(paragraph.span.of(body), &paragraph.reading, sentence, &words)),
            });
        }
    }
    offices
}

/// Gives offices whose country is only inferred the one that the story gives outright: what is said of somebody anywhere in the
/// story goes before what the sentence before lets one infer.
pub(super) fn resolve(offices: &mut [OfficeHeld], people: &People) {
    for office in offices.iter_mut().filter(|it| !it.explicit) {
        if let Some(body) = people.get(office.person).and_then(|it| it.said(&office.title)) {
            office.body = Some(body.to_owned());
        }
    }
}

/// Whether the office is a country's, so that "the president" without more is the country's that is spoken of.
fn of_state(title: &str) -> bool {
    matches!(title, "president" | "prime minister" | "king" | "queen" | "foreign minister" | "defense minister" | "interior minister")
}

/// The one country that the sentence before speaks of: "She landed in the Icelandic capital. She was met by President Dunn."
/// `None` where it names none or several, or where the office's own sentence names one before the office.
fn country_before(body: &str, paragraph: &Paragraph, office: usize) -> Option<String> {
    let prose = &paragraph.reading.prose;
    let at = prose.sentence_of(office);
    let before = at.checked_sub(1)?;
    let countries = |tokens: std::ops::Range<usize>| {
        let mut found: Vec<&'static str> = tokens
            .clone()
            .filter(|&at| prose.tokens[at].kind == Kind::Word && prose.tokens[at].shape != Shape::Lower)
            .filter_map(|at| {
                let word = |at: usize| lexicon::folded(paragraph.place(prose.tokens[at].span).of(body));
                let two = (at + 1 < tokens.end).then(|| format!("{} {}", word(at), word(at + 1)));
                let known = two.and_then(|two| lexicon::country(&two)).or_else(|| lexicon::country(&word(at)));
                known.filter(|(_, form)| *form != CountryForm::Seat).map(|(key, _)| key)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let own = prose.sentences[at].tokens.start as usize..office;
    let host = prose.sentences[before].tokens.start as usize..prose.sentences[before].tokens.end as usize;
    match (countries(own).as_slice(), countries(host).as_slice()) {
        ([], [one]) => Some((*one).to_owned()),
        _ => None,
    }
}
