//! Who is who: names joined to persons across the articles of a story.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Appearance, ArticleFacts, Context, Place};
use crate::bundle::Story;
use crate::lexicon::folded;
use crate::mentions::Standing;

/// Who somebody is, whatever else the story tells: made from the record's id or from the name under which the story knows the
/// person, so that it stays the same while others come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PersonKey(u64);

impl PersonKey {
    /// The key of a name or of a record's id: its 64-bit FNV-1a hash.
    pub(super) fn of(name: &str) -> Self {
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// The key to take where this one is somebody else's: two records of one id, or two names in 2^64.
    pub(super) fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// Somebody the articles name. Mentions, offices and ages are with the articles: see [`super::Facts::mentions`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Who it is.
    pub key: PersonKey,
    /// The record's id, else one made from the name ("to-hoa"), unique in the story.
    pub id: String,
    /// The record, where there is one: (file, index in the file's `persons`).
    pub record: Option<(u32, u32)>,
    /// The fullest name in the text, or the record's.
    pub name: String,
    /// Other forms the articles use, in the order of their first use, honorific included: "Hoa", "Mr Hoa".
    pub aliases: Vec<String>,
    /// The articles that mention the person, ascending.
    pub articles: Vec<u32>,
    /// The offices that the articles give the person outright, each once, with the first country or body told for it.
    said: Vec<(String, String)>,
}

impl Person {
    /// The country or body that the articles first give with the office `title`. `None` where none gives the office outright.
    pub(super) fn said(&self, title: &str) -> Option<&str> {
        self.said.iter().find(|it| it.0 == title).map(|it| it.1.as_str())
    }
}

/// An office that an article gives somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeHeld {
    /// Whom.
    pub person: PersonKey,
    /// The office in lower case and one spelling: "president", "vice president".
    pub title: String,
    /// The country or body in one spelling, where the text gives one or lets one infer it.
    pub body: Option<String>,
    /// Whether the body stands by the office, rather than being inferred from the text round it.
    pub explicit: bool,
    /// Whether one person holds it at a time in each country or body.
    pub single: bool,
    /// How the person stands to the office.
    pub standing: Standing,
    /// The words of the title: "President", "Vice President".
    pub place: Place,
    /// The name of the holder.
    pub holder: Place,
    /// The sentence it is said in.
    pub sentence: Place,
    /// The words of that sentence round office and name.
    pub context: Arc<Context>,
}

/// An age that an article gives somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct AgeStated {
    /// Whom.
    pub person: PersonKey,
    /// The number as written.
    pub place: Place,
    /// Whole years.
    pub years: u16,
    /// The name it stands by.
    pub holder: Place,
    /// Which time of the life it is of.
    pub when: AgeTime,
}

/// Which time of a life an age is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgeTime {
    /// "Orr, 71, appealed": the time of writing.
    Today,
    /// "Orr was 71": of today as reports are told, or of an earlier time.
    Was,
    /// "Orr, 18 when he left", "in 2009 Orr, 18,": an earlier time.
    Then,
}

/// Everybody the articles name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct People {
    /// In the order of their first mention; people with a record and no mention last.
    pub persons: Vec<Arc<Person>>,
    /// The index of each in `persons`, ascending by key.
    by_key: Vec<(PersonKey, u32)>,
}

impl People {
    /// Joins what the articles, in story order, tell of the people of a story. Whoever is the same as in `before` is shared with it.
    pub(super) fn gather<'a>(
        story: &Story,
        known: &[Known],
        articles: impl Iterator<Item = &'a ArticleFacts>,
        before: Option<&Self>,
    ) -> Self {
        let mut order: Vec<PersonKey> = Vec::new();
        let mut told: BTreeMap<PersonKey, Vec<(u32, &Appearance)>> = BTreeMap::new();
        for (article, facts) in (0..).zip(articles) {
            for appearance in &facts.appearances {
                let of_person = told.entry(appearance.person).or_default();
                if of_person.is_empty() {
                    order.push(appearance.person);
                }
                of_person.push((article, appearance));
            }
        }
        let records: BTreeMap<PersonKey, (u32, u32)> = known.iter().map(|it| (it.key, it.record)).collect();
        // Whoever is named first comes first; people with a record and no mention last.
        order.extend(known.iter().map(|it| it.key).filter(|key| !told.contains_key(key)));
        let mut slugs = BTreeSet::new();
        let persons: Vec<Arc<Person>> = order
            .into_iter()
            .map(|key| {
                let of_person = told.get(&key).map(Vec::as_slice).unwrap_or_default();
                let person = person(story, key, records.get(&key).copied(), of_person, &mut slugs);
                let same = before.and_then(|it| Some(&it.persons[it.position(key)?])).filter(|it| ***it == person);
                same.map_or_else(|| Arc::new(person), Arc::clone)
            })
            .collect();
        let mut by_key: Vec<(PersonKey, u32)> = persons.iter().zip(0..).map(|(person, at)| (person.key, at)).collect();
        by_key.sort_unstable();
        Self { persons, by_key }
    }

    /// Somebody; `None` where nobody in the story has the key.
    pub fn get(&self, key: PersonKey) -> Option<&Person> {
        self.position(key).map(|at| &*self.persons[at])
    }

    /// Where somebody stands in `persons`.
    pub fn position(&self, key: PersonKey) -> Option<usize> {
        let at = self.by_key.binary_search_by_key(&key, |it| it.0).ok()?;
        Some(self.by_key[at].1 as usize)
    }
}

impl std::ops::Index<PersonKey> for People {
    type Output = Person;

    /// Somebody.
    ///
    /// # Panics
    ///
    /// When nobody in the story has the key; whoever an article of the story names has one.
    fn index(&self, key: PersonKey) -> &Person {
        self.get(key).expect("whoever is named is known")
    }
}

/// Somebody with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Who.
    pub key: PersonKey,
    /// The record: (file, index in the file's `persons`).
    pub record: (u32, u32),
}

/// One person, from the articles that name it.
fn person(story: &Story, key: PersonKey, record: Option<(u32, u32)>, told: &[(u32, &Appearance)], slugs: &mut BTreeSet<String>) -> Person {
    let fullest = told.iter().min_by_key(|(article, it)| (it.fullness, *article)).map(|(_, it)| it.fullest.clone());
    let recorded = record.and_then(|record| story.person_record(record).name.as_ref()).map(|name| name.value.to_string());
    let name = recorded.or(fullest).unwrap_or_default();
    let mut aliases: Vec<String> = Vec::new();
    for form in told.iter().flat_map(|(_, it)| &it.forms) {
        if *form != name && !aliases.contains(form) {
            aliases.push(form.clone());
        }
    }
    let mut said: Vec<(String, String)> = Vec::new();
    for (title, body) in told.iter().flat_map(|(_, it)| &it.said) {
        if said.iter().all(|it| it.0 != *title) {
            said.push((title.clone(), body.clone()));
        }
    }
    let id = record.map_or_else(|| unique(&slug(&name), slugs), |record| story.person_record(record).id.to_string());
    slugs.insert(id.clone());
    Person { key, id, record, name, aliases, articles: told.iter().map(|it| it.0).collect(), said }
}

/// "To Hoa" as "to-hoa"; "person" for a name without letters.
fn slug(name: &str) -> String {
    let words: Vec<String> = name.split(|c: char| c.is_whitespace() || c == '-').map(folded).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "person".to_owned() } else { words.join("-") }
}

fn unique(slug: &str, taken: &BTreeSet<String>) -> String {
    let mut id = slug.to_owned();
    let mut number = 2;
    while taken.contains(&id) {
        id = format!("{slug}-{number}");
        number += 1;
    }
    id
}
