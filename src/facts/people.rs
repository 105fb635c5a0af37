//! Who is who: names joined to persons across the articles of a story.

use super::{Place, Read};

/// Somebody the articles name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// The record's id, else one made from the name ("to-lam"), unique in the story.
    pub id: String,
    /// The record, where there is one: (file, index in the file's `persons`).
    pub record: Option<(u32, u32)>,
    /// The fullest name in the text, or the record's.
    pub name: String,
    /// Every mention, in story order: the name alone, no title, no possessive.
    pub mentions: Vec<Place>,
}

/// Everybody the articles name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct People {
    /// In the order of their first mention; people with a record and no mention last.
    pub persons: Vec<Person>,
    /// Names that belong to nobody in particular (two people share them), in story order.
    pub unlinked: Vec<Place>,
}

impl People {
    /// Joins the names of all articles.
    pub(super) fn gather(_read: Read<'_>) -> Self {
        Self::default()
    }

    /// Who is named at the body's `offset` of an article, with that mention.
    pub fn at(&self, article: u32, offset: u32) -> Option<(&Person, Place)> {
        self.persons.iter().find_map(|person| {
            let from = person.mentions.partition_point(|it| (it.article, it.span.end) < (article, offset));
            let place = *person.mentions.get(from)?;
            (place.article == article && place.span.touches(offset)).then_some((person, place))
        })
    }
}
