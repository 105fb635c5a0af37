//! Mentions joined across articles: who is who, who holds what, what is said of one thing. Joins; never judges.

mod ages;
mod alignment;
mod cast;
mod credits;
mod fullnames;
mod happenings;
mod measured;
mod naming;
mod offices;
mod people;
mod quotations;
mod shingles;
mod sources;
mod timeline;
mod utterances;
mod wording;

use std::sync::Arc;

use crate::bundle::Story;
use crate::mentions::Reading;
use crate::text::Span;

pub use alignment::{Context, ContextWord, Likeness};
pub use fullnames::one_edit_apart;
pub use happenings::{Happening, Told};
pub use measured::{Claim, Measured};
pub use people::{AgeStated, AgeTime, OfficeHeld, People, Person};
pub use quotations::{Quotation, Speaker};
pub use sources::{Share, SharedSentence, Sources, shared_sentences};
pub use timeline::{Grain, Moment, Tense, Timeline, article_date, days_between};
pub use utterances::{Change, SameUtterance, same_utterances};
pub use wording::{QuotedWord, Seam};

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
}

/// What the articles of one story say, joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Who is who.
    pub people: People,
    /// Who is quoted with what, in story order.
    pub quotations: Vec<Quotation>,
    /// When each article was written.
    pub timeline: Timeline,
    /// What happened when, in story order.
    pub happenings: Vec<Happening>,
    /// Every quantity that may be compared, in story order.
    pub measured: Vec<Measured>,
}

impl Facts {
    /// Joins what was read.
    pub fn gather(read: Read<'_>) -> Self {
        let people = People::gather(read);
        let quotations = quotations::gather(read, &people);
        let timeline = Timeline::gather(read);
        let happenings = happenings::gather(read, &timeline);
        let measured = measured::gather(read, &people);
        Self { people, quotations, timeline, happenings, measured }
    }
}
