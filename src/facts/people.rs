//! Who is who: names joined to persons across the articles of a story.

use super::{Place, Read};
use crate::mentions::Standing;

/// Somebody the articles name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// The record's id, else one made from the name ("to-lam"), unique in the story.
    pub id: String,
    /// The record, where there is one: (file, index in the file's `persons`).
    pub record: Option<(u32, u32)>,
    /// The fullest name in the text, or the record's.
    pub name: String,
    /// Other forms the articles use, in the order of their first use, honorific included: "Lam", "Mr Lam".
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
    /// How the person stands to the office.
    pub standing: Standing,
    /// The words of the office.
    pub place: Place,
    /// The name of the holder.
    pub holder: Place,
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
    pub(super) fn gather(_read: Read<'_>) -> Self {
        Self::default()
    }

    /// Who is named at the body's `offset` of an article, with that mention. Its end counts.
    pub fn at(&self, article: u32, offset: u32) -> Option<(&Person, Place)> {
        let from = self.mentions.partition_point(|(it, _)| (it.article, it.span.end) < (article, offset));
        let &(place, person) = self.mentions.get(from)?;
        (place.article == article && place.span.touches(offset)).then(|| (&self.persons[person as usize], place))
    }
}
