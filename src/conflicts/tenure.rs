//! Offices in their sentences: whether these tell of another time than the article's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::Input;
use super::linked::key;
use super::moved::Said;
use super::roll::{Change, Handle};
use crate::facts::{ArticleFacts, Context, OfficeHeld, PersonKey, Place};
use crate::mentions::Standing;
use crate::text::Span;

/// A year further off dates another clause: "investigating the 2016 vote, the counsel denied that President Dunn had …".
const YEAR_WORDS: usize = 8;

/// What an office's sentence tells of when it was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Tenure {
    /// Its holder's time is the date of something else: "under President Dunn".
    pub(super) dates_another: bool,
    /// It names a year.
    pub(super) year: bool,
    /// It names a year near the office.
    pub(super) near_year: bool,
}

impl Tenure {
    fn of(input: &Input<'_>, held: &OfficeHeld) -> Self {
        Self {
            dates_another: dates_another(input, held),
            year: names_a_year(input, held, usize::MAX),
            near_year: names_a_year(input, held, YEAR_WORDS),
        }
    }
}

/// An office that an article gives somebody, with what its sentence tells of when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) office: &'a OfficeHeld,
    pub(super) tenure: Tenure,
    /// The article's day.
    pub(super) day: Option<Date>,
}

impl Held<'_> {
    /// Whom the office is given.
    pub(super) fn person(&self) -> PersonKey {
        self.office.person
    }

    /// What is said, beside the article's day, and where.
    pub(super) fn said(&self) -> [Said; 2] {
        let it = self.office;
        let said = key((it.person, &it.title, &it.body, it.explicit, it.single, it.standing, self.tenure));
        [(said, it.place.span), (said, it.holder.span)]
    }

    /// Whether the sentence tells of another time: "In 1964 President Dunn signed", "under President Dunn".
    pub(super) fn of_the_past(&self) -> bool {
        self.tenure.dates_another || self.tenure.year
    }

    /// Whether somebody is said to hold it, and not to have held it or to come to it.
    pub(super) fn is_holder(&self) -> bool {
        self.office.standing == Standing::Holder
    }
}

/// The tenure of every office of a story.
#[derive(Default)]
pub(super) struct Tenures {
    by_article: BTreeMap<Handle, Vec<Tenure>>,
}

impl Tenures {
    /// Takes in what has changed.
    pub(super) fn update(&mut self, input: &Input<'_>, change: &Change<'_>) {
        for handle in &change.turn.gone {
            self.by_article.remove(handle);
        }
        for &article in &change.turn.changed {
            let offices = &input.facts.articles[article as usize].offices;
            self.by_article.insert(change.roll.handle(article), offices.iter().map(|it| Tenure::of(input, it)).collect());
        }
    }

    /// Every office that an article (an index into the story's) gives somebody, in text order.
    pub(super) fn of_article<'a>(&'a self, input: &Input<'a>, change: &Change<'_>, article: u32) -> impl Iterator<Item = Held<'a>> {
        let offices = &input.facts.articles[article as usize].offices;
        let tenures = self.by_article.get(&change.roll.handle(article)).map(Vec::as_slice).unwrap_or_default();
        let day = input.facts.timeline.days[article as usize];
        offices.iter().zip(tenures).map(move |(office, &tenure)| Held { office, tenure, day })
    }
}

/// An office of an article, held on to.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    facts: Arc<ArticleFacts>,
    at: usize,
    tenure: Tenure,
    day: Option<Date>,
}

impl Kept {
    /// Every office that an article (an index into the story's) gives somebody, in text order.
    pub(super) fn of_article<'a>(tenures: &'a Tenures, input: &Input<'a>, change: &Change<'a>, article: u32) -> impl Iterator<Item = Self> {
        let facts = &input.facts.articles[article as usize];
        let held = tenures.of_article(input, change, article);
        held.enumerate().map(|(at, held)| Self { facts: Arc::clone(facts), at, tenure: held.tenure, day: held.day })
    }

    /// The office with its tenure.
    pub(super) fn held(&self) -> Held<'_> {
        Held { office: &self.facts.offices[self.at], tenure: self.tenure, day: self.day }
    }

    /// The words of its sentence round office and name.
    pub(super) fn context(&self) -> &Context {
        &self.facts.offices[self.at].context
    }

    /// The people whom the office's sentence names, in text order.
    pub(super) fn named(&self) -> impl Iterator<Item = PersonKey> {
        self.facts.within(self.held().office.sentence.span).iter().map(|(_, person)| *person)
    }
}

/// Whether the words before the office make its holder's time the date of something else: "under President Dunn".
fn dates_another(input: &Input<'_>, held: &OfficeHeld) -> bool {
    let before = Span { start: held.sentence.span.start, end: held.place.span.start };
    let words = input.read.text(Place { span: before, ..held.place });
    // "during the term of President Dunn" is further off and rare; two words leave room for "then" or "U.S.".
    const REACH_WORDS: usize = 3;
    words.split_whitespace().rev().take(REACH_WORDS).any(|it| matches!(it, "under" | "Under" | "since" | "during" | "when"))
}

/// Whether the office's sentence names a year, at most `reach` words before the office or behind it.
fn names_a_year(input: &Input<'_>, held: &OfficeHeld, reach: usize) -> bool {
    let part = |start, end| input.read.text(Place { span: Span { start, end }, ..held.place }).split(|c: char| !c.is_alphanumeric());
    let is_year = |word: &str| {
        word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit()) && matches!(&word[..2], "16" | "17" | "18" | "19" | "20")
    };
    let before = part(held.sentence.span.start, held.place.span.start).rev();
    let behind = part(held.place.span.end, held.sentence.span.end);
    before.filter(|it| !it.is_empty()).take(reach).any(is_year) || behind.filter(|it| !it.is_empty()).take(reach).any(is_year)
}
