//! What one article says, with who is meant: the part of the facts that an article keeps while nothing that concerns it changes.

use std::cmp::Reverse;
#[cfg(doc)]
use std::sync::Arc;

use jiff::civil::Date;

use super::kept::Kept;
use super::naming::{Linked, Mention};
use super::people::{AgeStated, OfficeHeld, PersonKey};
use super::{Happening, Measured, Place, Quotation, Read, ages, happenings, measured, offices, quotations, stories};
use crate::bundle::Annotation;
use crate::lexicon::Stem;
use crate::mentions::Reading;
use crate::text::{Span, single_spaced};

/// An article as it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Article<'a> {
    /// Its index in the story's articles.
    pub index: u32,
    /// Its text.
    pub body: &'a str,
    /// What was read in it.
    pub reading: &'a Reading,
    /// What the desk says of stretches of it.
    pub annotations: &'a [Annotation],
    /// Where its times are told, as its header says: "Europe/Paris".
    pub timezone: Option<&'a str>,
}

impl<'a> Article<'a> {
    /// The article with this index in the story's articles.
    pub(super) fn of(read: Read<'a>, index: u32) -> Self {
        let article = read.story.article(index);
        Self {
            index,
            body: &article.body.text,
            reading: &read.readings[index as usize],
            annotations: &article.annotations,
            timezone: article.timezone.as_ref().map(|it| &*it.value),
        }
    }

    /// A place in it.
    pub(super) fn place(&self, span: Span) -> Place {
        Place { article: self.index, span }
    }
}

/// An article before an edit.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    /// As it was read.
    pub article: Article<'a>,
    /// What it said.
    pub facts: &'a ArticleFacts,
    /// When it was written.
    pub day: Option<Date>,
}

/// What one article says. Two versions of a story share it (one [`Arc`]) where the article's text and headers, and all that the
/// rest of the story has to do with it, are the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleFacts {
    /// Every mention of a person, in text order: the name alone, no title, no possessive.
    pub mentions: Vec<(Place, PersonKey)>,
    /// Names that belong to nobody in particular (two people share them), in text order.
    pub unlinked: Vec<Place>,
    /// How it names the people that it mentions, in the order of their first mention.
    pub appearances: Vec<Appearance>,
    /// Offices it gives to people, in text order.
    pub offices: Vec<OfficeHeld>,
    /// Ages it gives to people, in text order.
    pub ages: Vec<AgeStated>,
    /// Who is quoted with what, in text order.
    pub quotations: Vec<Quotation>,
    /// What happened when, in text order.
    pub happenings: Vec<Happening>,
    /// Every quantity that may be compared, in text order.
    pub measured: Vec<Measured>,
    /// The classes of the names in its running text, ascending: what tells which articles are of one story.
    pub names: Vec<Stem>,
}

/// How an article names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// Whom.
    pub person: PersonKey,
    /// The name that says most, as written, with single blanks; see `fullness`.
    pub fullest: String,
    /// How much that name says, smaller for more: whether only headings have it, since they shout; the name with most words; of
    /// those the one with most letters ("Robert Orr" before "R. Orr").
    pub fullness: (bool, Reverse<usize>, Reverse<u32>),
    /// Every form outside headings, honorific included, in the order of their first use.
    pub forms: Vec<String>,
    /// The offices it gives the person outright, each once, with the first country or body it gives with it.
    pub(super) said: Vec<(String, String)>,
}

impl ArticleFacts {
    /// What `article` says, where `linked` tells who is named in it and `day` when it was written; `before` is what it said before
    /// an edit. Offices that it lets one infer are not yet laid beside those that the story gives.
    pub(super) fn of(article: Article<'_>, linked: Linked, day: Option<Date>, before: Option<Before<'_>>) -> Self {
        let mentions: Vec<(Place, PersonKey)> = linked.mentions.iter().map(|it| (it.place, it.person)).collect();
        let offices = offices::gather(article, &mentions);
        let kept = before.map(|it| Kept::between((it.article, &it.facts.mentions), (article, &mentions)));
        let nothing = Kept::nothing(article);
        // What is annotated as a fact is no quantity to compare, and annotations stand in no paragraph's reading.
        let with_facts = |article: Article<'_>| article.annotations.iter().any(|it| it.fact.is_some());
        let quantities = before.zip(kept).filter(|(it, _)| !with_facts(it.article) && !with_facts(article));
        let times = before.zip(kept).filter(|(it, _)| it.day == day && it.article.timezone == article.timezone);
        let known = quantities.map(|(it, _)| it.facts.measured.as_slice()).unwrap_or_default();
        let measured = quantities.map_or(nothing, |it| it.1).renew(known, |it| measured::gather(article, it, &mentions));
        let known = times.map(|(it, _)| it.facts.happenings.as_slice()).unwrap_or_default();
        let happenings = times.map_or(nothing, |it| it.1).renew(known, |it| happenings::gather(article, it, day));
        Self {
            appearances: appearances(article.body, &linked.mentions, &offices),
            unlinked: linked.unlinked,
            offices,
            ages: ages::gather(article, &mentions),
            quotations: quotations::gather(article, &mentions),
            happenings,
            measured,
            names: stories::names(article.reading),
            mentions,
        }
    }

    /// Whether two articles share enough names to tell of one event. Symmetric.
    pub fn one_story(&self, other: &Self) -> bool {
        stories::one_story(&self.names, &other.names)
    }

    /// The mentions that lie in `span` of the body, with who is meant, in text order.
    pub fn within(&self, span: Span) -> &[(Place, PersonKey)] {
        within(&self.mentions, span)
    }

    /// The mentions of one person, in text order.
    pub fn mentions_of(&self, person: PersonKey) -> impl Iterator<Item = Place> + Clone + '_ {
        self.mentions.iter().filter(move |(_, it)| *it == person).map(|(place, _)| *place)
    }
}

/// The ones of an article's `mentions` that lie in `span` of the body, in text order.
pub(super) fn within(mentions: &[(Place, PersonKey)], span: Span) -> &[(Place, PersonKey)] {
    let from = mentions.partition_point(|(it, _)| it.span.start < span.start);
    let to = mentions.partition_point(|(it, _)| it.span.end <= span.end);
    &mentions[from..to.max(from)]
}

/// How an article with the text `body` names each person.
fn appearances(body: &str, mentions: &[Mention], offices: &[OfficeHeld]) -> Vec<Appearance> {
    let text = |place: Place| single_spaced(place.span.of(body));
    let mut appearances: Vec<Appearance> = Vec::new();
    for mention in mentions {
        let bare = text(mention.place);
        let fullness = (mention.heading, Reverse(mention.words), Reverse(mention.place.span.len()));
        let at = appearances.iter().position(|it| it.person == mention.person).unwrap_or_else(|| {
            appearances.push(Appearance { person: mention.person, fullest: bare.clone(), fullness, forms: Vec::new(), said: Vec::new() });
            appearances.len() - 1
        });
        let known = &mut appearances[at];
        if fullness < known.fullness {
            known.fullness = fullness;
            known.fullest.clone_from(&bare);
        }
        if !mention.heading {
            let form = mention.honorific.map_or(bare.clone(), |honorific| format!("{} {bare}", honorific.of(body)));
            if !known.forms.contains(&form) {
                known.forms.push(form);
            }
        }
    }
    for office in offices.iter().filter(|it| it.explicit) {
        let Some(body) = &office.body else { continue };
        let said = appearances.iter_mut().find(|it| it.person == office.person).map(|it| &mut it.said);
        if let Some(said) = said.filter(|it| it.iter().all(|(title, _)| *title != office.title)) {
            said.push((office.title.clone(), body.clone()));
        }
    }
    appearances
}
