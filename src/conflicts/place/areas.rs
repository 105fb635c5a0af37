//! In which country, state or region a town lies: "Halden, Ohio", "Halden in Texas".

use std::ops::Range;

use super::{CHECK, key, name_end};
use crate::bundle::Severity;
use crate::conflicts::gathered::{BySubject, Gathered, pairs};
use crate::conflicts::linked;
use crate::conflicts::{Conflict, Input, Statement};
use crate::facts::Place;
use crate::lexicon::{Area, CountryForm, WordSet, are_apart, area, country, is_place, state};
use crate::prose::{Kind, Prose, Shape};
use crate::text::single_spaced;

/// A town with what it lies in, as an article gives it.
pub(super) struct Town {
    /// The town in one spelling: "fort amsel".
    name: String,
    /// Its words with those of the area.
    place: Place,
    area: Area,
    /// The area in one spelling.
    within: String,
}

/// Where towns lie, of which those are told that articles of one event put into areas of which no town lies in both.
pub(super) type Areas = BySubject<Town>;

impl Gathered for Town {
    type Key = String;

    fn gather(input: &Input<'_>, article: u32) -> Vec<Self> {
        gather(input, article)
    }

    fn key(&self) -> &String {
        &self.name
    }

    fn place(&self) -> Place {
        self.place
    }

    fn said(&self, input: &Input<'_>) -> linked::Key {
        // Whether two articles tell one story, their names say.
        linked::key((input.read.text(self.place), &self.within, &input.facts.articles[self.place.article as usize].names))
    }

    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict> {
        is_disputed(input, of_one).then(|| conflict(input, of_one))
    }
}

/// Whether towns of one name are one town in areas that exclude each other: the articles tell one story, and none of them knows two
/// towns of the name.
fn is_disputed(input: &Input<'_>, towns: &[&Town]) -> bool {
    let facts = |it: &Town| &input.facts.articles[it.place.article as usize];
    let one_town = |(one, two): (&Town, &Town)| one.place.article != two.place.article && facts(one).one_story(facts(two));
    let mut disputed = false;
    pairs(towns).filter(|(one, two)| are_apart(one.area, two.area)).all(|pair| {
        disputed = true;
        one_town(pair)
    }) && disputed
}

fn conflict(input: &Input<'_>, towns: &[&Town]) -> Conflict {
    let shown = |it: &Town| single_spaced(input.read.text(it.place));
    let statement = |it: &&Town| Statement { place: it.place, value: it.within.clone(), shown: shown(it) };
    Conflict {
        kind: CHECK.code,
        // Many a name is borne by several towns, and both may have to do with the event.
        severity: Severity::Information,
        confidence: 0.6,
        subject: "where it lies".to_owned(),
        reason: "both say in which part of the world a town of this name lies, and no town lies in both".to_owned(),
        remark: None,
        statements: towns.iter().map(statement).collect(),
        settled: None,
    }
}

/// Every town that an article (an index into the story's) gives with what it lies in, in text order.
fn gather(input: &Input<'_>, article: u32) -> Vec<Town> {
    let mut towns = Vec::new();
    for (paragraph, text) in input.read.text_paragraphs(article) {
        let prose = &paragraph.reading.prose;
        for at in 0..prose.tokens.len() {
            let Some((tokens, name, within)) = town(text, prose, at) else { continue };
            let place = Place { article, span: paragraph.place_of(&(tokens.start as u32..tokens.end as u32)) };
            let is_person = || !input.facts.within(article, place.span).is_empty();
            let area = area(&within).filter(|_| !is_person());
            towns.extend(area.map(|area| Town { name, place, area, within }));
        }
    }
    towns
}

/// Words that towns stand behind.
static LED_BY: WordSet = WordSet::of(&["at", "for", "from", "in", "near", "of", "off", "outside", "to"]);

/// The town that begins at token `at`, with what it lies in: all tokens, the town and the area in one spelling. Reads "in Halden,
/// Ohio," and, of towns that a list has, "Halden in Ohio" and "Halden on the Horn of Africa".
fn town(text: &str, prose: &Prose, at: usize) -> Option<(Range<usize>, String, String)> {
    let word = |at: usize| if at < prose.tokens.len() { prose.word(text, at) } else { "" };
    let before = at.checked_sub(1)?;
    // Asked of every token: most stand behind none of these.
    if !LED_BY.has(word(before)) {
        return None;
    }
    let sentence = prose.sentences[prose.sentence_of(at)].tokens.clone();
    if before < sentence.start as usize {
        return None;
    }
    let end = name_end(text, prose, at)?;
    let name = key(text, prose, at, end);
    let is_area = state(&name).is_some() || country(&name).is_some_and(|it| it.1 == CountryForm::Name);
    let start = match word(end) {
        // "from Illinois, Ohio and Utah" is a list.
        "," if !is_area => end + 1,
        "in" | "on" if is_place(&name) => end + 1 + usize::from(word(end + 1) == "the"),
        _ => return None,
    };
    let stop = (start + 1..=(start + 3).min(sentence.end as usize)).rev().find(|&it| area(&key(text, prose, start, it)).is_some())?;
    let capital = |at: usize| prose.tokens.get(at).is_some_and(|it| it.kind == Kind::Word && it.shape != Shape::Lower);
    // "in Halden, Ohio and Utah", "in Halden, Ohio State", "in Kenya, Uganda, and Ghana"; what holds a town has a capital.
    let next = prose.tokens.get(stop);
    let whole = !capital(stop) && !matches!(word(stop), "-" | "–") && next.is_none_or(|it| it.kind != Kind::Possessive);
    let more = if word(stop) == "," { stop + 1 } else { stop };
    let listed = capital(more) || matches!(word(more), "and" | "or") && capital(more + 1);
    (whole && !listed && (start..stop).any(capital)).then(|| (at..stop, name, key(text, prose, start, stop)))
}

#[cfg(test)]
mod tests {
    use super::town;
    use crate::prose::Prose;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let prose = Prose::read(text);
        let towns: Vec<_> = (0..prose.tokens.len()).filter_map(|at| town(text, &prose, at)).map(|it| (it.1, it.2)).collect();
        let towns: Vec<(&str, &str)> = towns.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
        assert_eq!(towns, expected, "{text}");
    }

    #[test]
    fn a_town_with_what_it_lies_in() {
        check("They met in Halden, Ohio, on Monday.", &[("halden", "ohio")]);
        check("They sailed to Mombasa in Kenya and to Dakar.", &[("mombasa", "kenya")]);
        check("They make for Mombasa on the Horn of Africa.", &[("mombasa", "horn of africa")]);
    }

    #[test]
    fn lists_and_what_is_no_town() {
        check("They came from Ohio, Utah, and Texas.", &[]);
        check("They have mills in Halden, Kenya and Ghana.", &[]);
        check("They played at Halden, Ohio State won.", &[]);
        check("They work for Halden in Kenya.", &[]);
        check("They spoke in Halden, French diplomats said.", &[]);
    }
}
