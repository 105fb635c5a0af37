//! One person's name in two spellings, or with another given name or surname; a firm's with another word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::firms::Firms;
use super::kept::Keeper;
use super::keyed::{Keyed, Speech};
use super::linked::key;
use super::namesakes::Namesakes;
use super::roll::{Change, Handle};
use super::trace::{self, Passed};
use super::{Check, Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{PersonKey, Place};
use crate::lexicon::{are_nicknames, folded, is_family_first};
use crate::text::single_spaced;

pub(super) const CHECK: Check = Check {
    code: "name",
    summary: "A person's or a firm's name is given in two ways.",
    help: include_str!("../../tests/specs/name.md"),
    example: "“Tom Wetzler said” in one, “Tom Welzler said” in another",
    severity: Severity::Information,
    keep: || Box::new(Names::default()),
};

/// In a shorter word one letter makes another name: "Jon" and "Jan".
const SHORTEST_LETTERS: usize = 5;

/// What is known of people's names.
#[derive(Default)]
struct Names {
    /// Of each article the words of the names it uses, by person.
    words: BTreeMap<Handle, BTreeMap<PersonKey, BTreeSet<String>>>,
    told: Keyed<PersonKey, Vec<Arc<Conflict>>>,
    namesakes: Namesakes,
    firms: Firms,
}

impl Keeper for Names {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        for handle in &change.turn.gone {
            self.words.remove(handle);
        }
        for &article in &change.turn.changed {
            let mut words: BTreeMap<PersonKey, BTreeSet<String>> = BTreeMap::new();
            for &(place, person) in &input.facts.articles[article as usize].mentions {
                words.entry(person).or_default().extend(words_of(input, place));
            }
            self.words.insert(change.roll.handle(article), words);
        }
        let words = &self.words;
        let persons = |article: u32| {
            let mut persons: Speech<PersonKey> = Speech::new();
            for &(place, person) in &input.facts.articles[article as usize].mentions {
                let said = key((input.read.text(place), is_possessive(input, place)));
                persons.entry(person).or_default().push((said, place.span));
            }
            persons
        };
        self.told.update(change, persons, [], |&person, articles| {
            let used = articles.iter().filter_map(|&it| words.get(&change.roll.handle(it))?.get(&person)).flatten();
            let used: BTreeSet<&str> = used.map(String::as_str).collect();
            if trace::is_asked() {
                tell_styles(input, person, articles, &used);
            }
            let told = misspellings(&used, |word| is_in_full(input, person, articles, word))
                .into_iter()
                .map(|words| change.told(conflict(input, person, articles, words)));
            Some(told.collect::<Vec<_>>()).filter(|it| !it.is_empty())
        });
        found.extend(self.told.reports().flatten().cloned());
        self.namesakes.conflicts(input, change, found);
        self.firms.conflicts(input, change, found);
    }
}

/// Of the words of a person's names those that are another one with a letter wrong, each with the next such. A final s counts
/// between names that are `in_full`.
fn misspellings<'w>(words: &BTreeSet<&'w str>, in_full: impl Fn(&str) -> bool) -> Vec<(&'w str, &'w str)> {
    let words: Vec<&str> = words.iter().copied().collect();
    let differs = |one: &str, other: &str| is_misspelling(one, other) || is_final_s(one, other) && in_full(one) && in_full(other);
    let other = |at: usize| words[at + 1..].iter().find(|other| differs(words[at], other));
    (0..words.len()).filter_map(|at| Some((words[at], *other(at)?))).collect()
}

/// Says of names that differ by a nickname or a way of transliteration that this says nothing.
fn tell_styles(input: &Input<'_>, person: PersonKey, articles: &[u32], used: &BTreeSet<&str>) {
    let with = |word: &str| {
        let mentions = articles.iter().flat_map(|&article| input.facts.articles[article as usize].mentions_of(person));
        mentions.filter(|&place| words_of(input, place).iter().any(|it| it == word)).collect::<Vec<_>>()
    };
    for (at, one) in used.iter().enumerate() {
        let styles = |other: &&&str| plain(one) == plain(other) || are_nicknames(one, other);
        for other in used.iter().skip(at + 1).filter(styles) {
            trace::pass_each(with(one), with(other), Passed::HouseStyle);
        }
    }
}

/// Whether only one of the two words ends in s: "Dekkers" beside "Dekker".
fn is_final_s(one: &str, other: &str) -> bool {
    one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one)
}

/// Whether one of these articles names somebody by `word` in full and not as a possessive: "the Dekkers" may be a family, "Bram
/// Dekkers" is a name.
fn is_in_full(input: &Input<'_>, person: PersonKey, articles: &[u32], word: &str) -> bool {
    let mut mentions = articles.iter().flat_map(|&article| input.facts.articles[article as usize].mentions_of(person));
    mentions.any(|place| {
        let full = input.read.text(place).contains(char::is_whitespace) && !is_possessive(input, place);
        full && words_of(input, place).iter().any(|it| it == word)
    })
}

/// Whether a name has its possessive right behind it.
fn is_possessive(input: &Input<'_>, place: Place) -> bool {
    input.read.story.article(place.article).body.text[place.span.end as usize..].starts_with(['\'', '’'])
}

/// The words of a name that are long enough to be misspelt, folded.
fn words_of(input: &Input<'_>, place: Place) -> Vec<String> {
    // "Sung Ho" and "Sung-ho" are house style: joined, they are equal.
    let words: Vec<String> = input.read.text(place).split_whitespace().map(folded).collect();
    let joined = match words.as_slice() {
        [family, one, two] if is_family_first(family) && one.chars().count().min(two.chars().count()) >= 2 => Some(format!("{one}{two}")),
        _ => None,
    };
    let mut words: Vec<String> = words.into_iter().filter(|word| SHORTEST_LETTERS <= word.chars().count()).collect();
    words.extend(joined);
    words
}

/// Whether two words of one person's name are one word with a letter wrong, beyond what papers write differently on purpose.
fn is_misspelling(one: &str, other: &str) -> bool {
    plain(one) != plain(other) && !are_nicknames(one, other) && crate::facts::one_edit_apart(one, other)
}

/// A word of a name without what transliterations differ in: "Kovalsky", "Kovalskiy" and "Kovalskyy" are one name; a final s may be a
/// plural or possessive.
fn plain(word: &str) -> String {
    word.replace("iy", "y").replace("yy", "y").replace("ii", "i").trim_end_matches(['s', 'y', 'i', 'j']).to_owned()
}

/// The report on two spellings of somebody's name in these articles.
fn conflict(input: &Input<'_>, person: PersonKey, articles: &[u32], (one, other): (&str, &str)) -> Conflict {
    let mut statements = Vec::new();
    for word in [one, other] {
        let mentions = articles.iter().flat_map(|&article| input.facts.articles[article as usize].mentions_of(person));
        for place in mentions.filter(|&place| words_of(input, place).iter().any(|it| it == word)) {
            let shown = single_spaced(input.read.text(place));
            statements.push(Statement { place, value: word.to_owned(), shown });
        }
    }
    Conflict {
        kind: CHECK.code,
        severity: Severity::Information,
        confidence: 0.7,
        subject: "name".to_owned(),
        reason: format!("both name {}, and the spellings differ in one letter", input.facts.people[person].name),
        remark: None,
        statements,
        settled: None,
    }
}
