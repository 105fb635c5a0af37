//! Mentions joined across articles: who is who, who holds what, what is said of one thing. Joins; never judges.

mod ages;
mod alignment;
mod article;
mod attribution;
mod cast;
mod clocks;
mod credits;
mod dated;
mod deeds;
mod fullnames;
mod gather;
mod happenings;
mod kept;
mod measured;
mod naming;
mod offices;
mod people;
mod quotations;
mod recast;
mod records;
mod relations;
mod respects;
mod shingles;
mod sources;
mod stories;
mod subjects;
mod tallies;
mod timeline;
mod toll;
mod uncounted;
mod utterances;
mod wording;

use std::sync::Arc;

use crate::bundle::Story;
use crate::mentions::{Paragraph, ParagraphRole, Reading};
use crate::text::Span;
use article::Article;
use cast::Cast;
use tallies::Tallies;

pub use alignment::{Context, ContextWord, Likeness};
pub use article::{Appearance, ArticleFacts};
pub use attribution::attribution;
pub use clocks::Clock;
pub use dated::{is_said_of, quantity_before};
pub use fullnames::one_edit_apart;
pub use happenings::{FRESH_DAYS, Happening, Of, Recency, Told};
pub use measured::{Claim, Measured, Portion};
pub use people::{AgeStated, AgeTime, OfficeHeld, People, Person, PersonKey};
pub use quotations::{Quotation, Speaker};
pub use respects::{Apart, Harm, Respect, ScoreOf, ShareOf};
pub use sources::{Share, SharedSentence, Sources, shared_sentences};
pub use timeline::{Grain, Moment, Tense, Timeline, article_date, days_between, moment, tense};
pub use utterances::{COMMON_SHINGLE, Change, SameUtterance, same_utterance, shingles};
pub use wording::{QuotedWord, Seam, running_words};

/// A spot in an article: what every layer above points with. `snapshot` turns it into a spot in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The article: an index into [`Story::articles`].
    pub article: u32,
    /// Where in its body (body bytes).
    pub span: Span,
}

/// A sentence of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId {
    /// The article: an index into [`Story::articles`].
    pub article: u32,
    /// The paragraph: an index into [`Reading::paragraphs`].
    pub paragraph: u32,
    /// The sentence: an index into the paragraph's sentences.
    pub sentence: u32,
}

/// What is read: the story and a reading of each of its articles, in the order of [`Story::articles`].
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// The files' structure.
    pub story: &'a Story,
    /// One an article; empty for an article that is not compared.
    pub readings: &'a [Arc<Reading>],
}

impl<'a> Read<'a> {
    /// The words at `place`.
    pub fn text(&self, place: Place) -> &'a str {
        place.span.of(&self.story.article(place.article).body.text)
    }

    /// The paragraphs of an article's running text (no headline, no furniture), in text order, each with its words.
    pub fn text_paragraphs(&self, article: u32) -> impl Iterator<Item = (&'a Paragraph, &'a str)> + use<'a> {
        let body = &self.story.article(article).body.text;
        let text = self.readings[article as usize].paragraphs.iter().filter(|it| it.role == ParagraphRole::Text);
        text.map(|it| (it, it.span.of(body)))
    }
}

/// What the articles of one story say, joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// What each article says, in the order of [`Story::articles`].
    pub articles: Vec<Arc<ArticleFacts>>,
    /// Who is who.
    pub people: Arc<People>,
    /// When each article was written.
    pub timeline: Timeline,
    /// What speaks for each name.
    tallies: Tallies,
    /// Who a name means.
    cast: Arc<Cast>,
}

impl Facts {
    /// Every mention of a person, in story order: the name alone, no title, no possessive.
    pub fn mentions<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = Place> + Clone + 'a {
        self.naming(person).flat_map(|it| it.mentions_of(person.key))
    }

    /// Offices the articles give a person, in story order.
    pub fn offices<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a OfficeHeld> + Clone + 'a {
        self.naming(person).flat_map(|it| &it.offices).filter(|it| it.person == person.key)
    }

    /// Ages the articles give a person, in story order.
    pub fn ages<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a AgeStated> + Clone + 'a {
        self.naming(person).flat_map(|it| &it.ages).filter(|it| it.person == person.key)
    }

    /// The articles that mention a person, in story order.
    fn naming<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a ArticleFacts> + Clone + 'a {
        person.articles.iter().map(|&article| &*self.articles[article as usize])
    }

    /// Who is quoted with what, in story order.
    pub fn quotations(&self) -> impl Iterator<Item = &Quotation> + Clone {
        self.articles.iter().flat_map(|it| &it.quotations)
    }

    /// What happened when, in story order.
    pub fn happenings(&self) -> impl Iterator<Item = &Happening> + Clone {
        self.articles.iter().flat_map(|it| &it.happenings)
    }

    /// Every quantity that may be compared, in story order.
    pub fn measured(&self) -> impl Iterator<Item = &Measured> + Clone {
        self.articles.iter().flat_map(|it| &it.measured)
    }

    /// Names that belong to nobody in particular (two people share them), in story order.
    pub fn unlinked(&self) -> impl Iterator<Item = Place> + Clone {
        self.articles.iter().flat_map(|it| &it.unlinked).copied()
    }

    /// The mentions that lie in `span` of an article (body bytes), with who is meant, in text order.
    pub fn within(&self, article: u32, span: Span) -> &[(Place, PersonKey)] {
        self.articles.get(article as usize).map(|it| it.within(span)).unwrap_or_default()
    }

    /// Who is named at the body's `offset` of an article, with that mention. Its end counts.
    pub fn person_at(&self, article: u32, offset: u32) -> Option<(&Person, Place)> {
        let mentions = &self.articles.get(article as usize)?.mentions;
        let &(place, person) = mentions.get(mentions.partition_point(|(it, _)| it.span.end < offset))?;
        if place.span.touches(offset) { Some((self.people.get(person)?, place)) } else { None }
    }

    /// The mention that says most of a person: the longest name, the one with an office or an age before others, then the first.
    pub fn first_introduction(&self, person: &Person) -> Option<Place> {
        self.mentions(person).min_by_key(|&place| {
            let told = self.offices(person).any(|it| it.holder == place) || self.ages(person).any(|it| it.holder == place);
            (std::cmp::Reverse(place.span.len()), !told, place)
        })
    }
}
