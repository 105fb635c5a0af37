//! Who is who: names joined to persons across the articles of a story.

use std::collections::BTreeSet;

use super::{Context, Place, Read, ages, naming, offices};
use crate::lexicon::folded;
use crate::mentions::Standing;
use crate::text::Span;

/// Somebody the articles name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// The record's id, else one made from the name ("to-hoa"), unique in the story.
    pub id: String,
    /// The record, where there is one: (file, index in the file's `persons`).
    pub record: Option<(u32, u32)>,
    /// The fullest name in the text, or the record's.
    pub name: String,
    /// Other forms the articles use, in the order of their first use, honorific included: "Hoa", "Mr Hoa".
    pub aliases: Vec<String>,
    /// Every mention, in story order: the name alone, no title, no possessive.
    pub mentions: Vec<Place>,
    /// Offices the articles give the person, in story order.
    pub offices: Vec<OfficeHeld>,
    /// Ages the articles give the person, in story order.
    pub ages: Vec<AgeStated>,
}

/// An office that an article gives somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeHeld {
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
    pub context: Context,
}

/// An age that an article gives somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct AgeStated {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    pub persons: Vec<Person>,
    /// Names that belong to nobody in particular (two people share them), in story order.
    pub unlinked: Vec<Place>,
    /// Every mention of a person: (place, index into `persons`), in story order.
    mentions: Vec<(Place, u32)>,
}

impl Person {
    /// The mention that says most: the longest name, the one with an office or an age before others, then the first.
    pub fn first_introduction(&self) -> Option<Place> {
        self.mentions.iter().copied().min_by_key(|&place| {
            let told = self.offices.iter().any(|it| it.holder == place) || self.ages.iter().any(|it| it.holder == place);
            (std::cmp::Reverse(place.span.len()), !told, place)
        })
    }
}

impl People {
    /// Joins the names of all articles.
    pub(super) fn gather(read: Read<'_>) -> Self {
        let mut persons: Vec<Person> = Vec::new();
        let naming::Named { characters, linked, unlinked } = naming::name_everybody(read);
        let mut slugs = BTreeSet::new();
        // Whoever is named first comes first; people with a record and no mention last.
        let mut order: Vec<usize> = (0..characters.len()).filter(|&at| characters[at].is_some() || !linked[at].is_empty()).collect();
        order.sort_by_key(|&at| (linked[at].first().map_or((true, Place::default()), |it| (false, it.place)), at));
        for at in order {
            persons.push(person(read, characters[at], &linked[at], &mut slugs));
        }
        let mut mentions: Vec<(Place, u32)> =
            persons.iter().enumerate().flat_map(|(at, person)| person.mentions.iter().map(move |&place| (place, at as u32))).collect();
        mentions.sort_unstable();
        let mut people = Self { persons, unlinked, mentions };
        ages::attach(read, &mut people);
        offices::attach(read, &mut people);
        people
    }

    /// Who is named at the body's `offset` of an article, with that mention. Its end counts.
    pub fn at(&self, article: u32, offset: u32) -> Option<(&Person, Place)> {
        let from = self.mentions.partition_point(|(it, _)| (it.article, it.span.end) < (article, offset));
        let &(place, person) = self.mentions.get(from)?;
        (place.article == article && place.span.touches(offset)).then(|| (&self.persons[person as usize], place))
    }

    /// The mentions that lie in `span` of an article, with the index of who is meant, in text order.
    pub fn within(&self, article: u32, span: Span) -> &[(Place, u32)] {
        let from = self.mentions.partition_point(|(it, _)| (it.article, it.span.start) < (article, span.start));
        let to = self.mentions.partition_point(|(it, _)| (it.article, it.span.end) <= (article, span.end));
        &self.mentions[from..to.max(from)]
    }
}

/// One person from its mentions.
fn person(read: Read<'_>, record: Option<(u32, u32)>, linked: &[naming::Mention], slugs: &mut BTreeSet<String>) -> Person {
    let record_of = |(file, at): (u32, u32)| &read.story.files[file as usize].persons[at as usize];
    let text = |place: Place| read.text(place).split_whitespace().collect::<Vec<_>>().join(" ");
    // The name with most words; of those the one with most letters ("Robert Orr" before "R. Orr"); headings shout, so they come last.
    let fullest = linked
        .iter()
        .min_by_key(|it| (it.heading, std::cmp::Reverse(it.words), std::cmp::Reverse(it.place.span.len()), it.place))
        .map(|it| text(it.place));
    let name = record.and_then(|record| record_of(record).name.as_ref()).map(|name| name.value.clone()).or(fullest).unwrap_or_default();
    let mut aliases: Vec<String> = Vec::new();
    for mention in linked.iter().filter(|it| !it.heading) {
        let bare = text(mention.place);
        let alias = mention.honorific.map_or(bare.clone(), |honorific| format!("{} {bare}", read.text(honorific)));
        if alias != name && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    let id = record.map_or_else(|| unique(&slug(&name), slugs), |record| record_of(record).id.clone());
    slugs.insert(id.clone());
    let mentions = linked.iter().map(|it| it.place).collect();
    Person { id, record, name, aliases, mentions, offices: Vec::new(), ages: Vec::new() }
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
