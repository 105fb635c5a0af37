//! Joining the articles of a story, and joining them again after an edit.
//!
//! What an article says ([`ArticleFacts`]) hangs on its own text, on its annotations and date, and on the few questions that it
//! asks of the rest of the story: whom do my names mean, and which country goes with an office. So an edit is followed in steps,
//! each of which ends the work where nothing has changed:
//!
//! 1. The articles whose text, annotations or date are others than before are found, by comparing what they share.
//! 2. What the names of their touched paragraphs say is taken out of the story's [`Tallies`] and put in anew.
//! 3. Where other names are somebody's now, or with other articles, the [`Cast`] is made again, and laid beside the one before:
//!    only articles with a word of a name that answers otherwise are linked again ([`super::recast`]).
//! 4. Linked again and not found to name anybody else, an article keeps its facts. Else it keeps what stands in paragraphs before
//!    and behind the touched ones ([`super::kept`]).
//! 5. [`People`] are joined again where an article names somebody otherwise than before.
//! 6. Where an office was said outright and is no more, or is now, the articles that only infer its country follow.
//!
//! [`Facts::after`] is [`Facts::gather`] of the new text, whatever went before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::article::{Article, Before};
use super::cast::Cast;
use super::naming::{self, Linked, Naming, link};
use super::people::{People, PersonKey};
use super::records::same_records;
use super::tallies::Tallies;
use super::{ArticleFacts, Facts, Read, Timeline, offices, recast, timeline};
use crate::bundle::{Annotation, Header};
use crate::mentions::{ParagraphRole, Reading};
use crate::parallel;

impl Facts {
    /// Joins what was read, by up to `hands` threads.
    pub fn gather(read: Read<'_>, hands: usize) -> Self {
        let timeline = Timeline::gather(read);
        let all: Vec<u32> = articles(read).collect();
        let namings: Vec<Vec<Naming<'_>>> = parallel::map(&all, hands, |&at| naming::namings(Article::of(read, at)));
        let tallies = Tallies::of(namings.iter().map(Vec::as_slice));
        let (full, singles) = tallies.chosen();
        let cast = Cast::of(read.story, full, &singles);
        let by_id = cast.by_record_id(read.story);
        let mut articles = parallel::map(&all, hands, |&at| {
            let article = Article::of(read, at);
            let linked = link(article, &namings[at as usize], &cast, &by_id);
            ArticleFacts::of(article, linked, timeline.days[at as usize], None)
        });
        let people = People::gather(read.story, &cast.known(), articles.iter(), None);
        for article in &mut articles {
            offices::resolve(&mut article.offices, &people);
        }
        let articles = articles.into_iter().map(Arc::new).collect();
        Self { articles, people: Arc::new(people), timeline, tallies, cast: Arc::new(cast) }
    }

    /// Joins what was read, taking over what is the same as in `before`, which was gathered from what was read then. By up to `hands`
    /// threads where nothing can be taken over.
    pub fn after(before: Option<(&Self, Read<'_>)>, read: Read<'_>, hands: usize) -> Self {
        // An article put in or taken out moves all behind it.
        let Some((known, then)) = before.filter(|(_, then)| then.readings.len() == read.readings.len()) else {
            return Self::gather(read, hands);
        };
        let mut facts = known.clone();
        let edited = facts.follow_texts(then, read);
        let other_records = !same_records(then.story, read.story);
        let other_names = facts.follow_names(then, read, &edited);
        let mut linked_again = edited.clone();
        if other_names || other_records {
            let (full, singles) = facts.tallies.chosen();
            let cast = Cast::of(read.story, full, &singles);
            linked_again.extend(recast::articles(&facts.cast, &cast, &facts.tallies));
            if other_records {
                linked_again.extend(recast::annotated(then.story, read.story, &facts.cast, &cast));
            }
            facts.cast = Arc::new(cast);
        }
        let by_id = facts.cast.by_record_id(read.story);
        let mut renewed: BTreeSet<u32> = BTreeSet::new();
        for &at in &linked_again {
            let article = Article::of(read, at);
            let linked = link(article, &naming::namings(article), &facts.cast, &by_id);
            let old = &mut facts.articles[at as usize];
            if edited.contains(&at) || !old.is_linked_so(&linked) {
                let before = Before { article: Article::of(then, at), facts: old, day: known.timeline.days[at as usize] };
                *old = Arc::new(ArticleFacts::of(article, linked, facts.timeline.days[at as usize], Some(before)));
                renewed.insert(at);
            }
        }
        let named_otherwise = |&at: &u32| facts.articles[at as usize].appearances != known.articles[at as usize].appearances;
        let named_otherwise: Vec<u32> = renewed.iter().copied().filter(named_otherwise).collect();
        if other_records || !named_otherwise.is_empty() {
            let articles = facts.articles.iter().map(|it| &**it);
            facts.people = Arc::new(People::gather(read.story, &facts.cast.known(), articles, Some(&known.people)));
        }
        let said_otherwise = facts.said_otherwise(known, &named_otherwise);
        for &at in &said_otherwise {
            let article = Article::of(read, at);
            let facts = Arc::make_mut(&mut facts.articles[at as usize]);
            facts.offices = offices::gather(article, &facts.mentions);
        }
        for at in renewed.union(&said_otherwise) {
            let article = Arc::make_mut(&mut facts.articles[*at as usize]);
            offices::resolve(&mut article.offices, &facts.people);
        }
        facts
    }

    /// Finds the articles whose own text, annotations, date or time zone are others than before, and takes in the dates.
    fn follow_texts(&mut self, then: Read<'_>, read: Read<'_>) -> BTreeSet<u32> {
        let mut edited = BTreeSet::new();
        for at in articles(read) {
            let same = is_same(then, read, at);
            if same && same_dates(then, read, at) {
                continue;
            }
            let day = timeline::day(read, at);
            let zone = |read: Read<'_>| read.story.article(at).timezone.as_ref().map(|it| it.value.to_string());
            if !same || day != self.timeline.days[at as usize] || zone(then) != zone(read) {
                edited.insert(at);
            }
            self.timeline.days[at as usize] = day;
        }
        edited
    }

    /// Takes in what the names of the articles `edited` say now. True where other names are somebody's.
    fn follow_names(&mut self, then: Read<'_>, read: Read<'_>, edited: &BTreeSet<u32>) -> bool {
        let mut other = false;
        for &at in edited {
            let touched = touched_names(&then.readings[at as usize], &read.readings[at as usize]);
            if !touched.is_empty() {
                other |= self.tallies.edit(at, &touched, &naming::namings(Article::of(read, at)));
            }
        }
        other
    }

    /// The articles that only infer the country of an office which the articles `named_otherwise` gave outright before, or give now.
    fn said_otherwise(&self, known: &Self, named_otherwise: &[u32]) -> BTreeSet<u32> {
        let versions = named_otherwise.iter().flat_map(|&at| [&known.articles[at as usize], &self.articles[at as usize]]);
        let told: BTreeMap<PersonKey, BTreeSet<&str>> = versions
            .flat_map(|it| &it.appearances)
            .map(|it| (it.person, it.said.iter().map(|(title, _)| title.as_str())))
            .fold(BTreeMap::new(), |mut told, (person, titles)| {
                told.entry(person).or_default().extend(titles);
                told
            });
        let mut others = BTreeSet::new();
        for (key, titles) in told {
            let (Some(old), Some(new)) = (known.people.get(key), self.people.get(key)) else { continue };
            let changed: Vec<&str> = titles.into_iter().filter(|title| old.said(title) != new.said(title)).collect();
            if changed.is_empty() {
                continue;
            }
            let infers = |at: &&u32| {
                let offices = &self.articles[**at as usize].offices;
                offices.iter().any(|it| it.person == key && !it.explicit && changed.contains(&it.title.as_str()))
            };
            others.extend(new.articles.iter().filter(infers));
        }
        others
    }
}

impl ArticleFacts {
    /// Whether it names the same people in the same places; then all else it says is the same where its text is.
    fn is_linked_so(&self, linked: &Linked) -> bool {
        self.mentions.iter().copied().eq(linked.mentions.iter().map(|it| (it.place, it.person))) && self.unlinked == linked.unlinked
    }
}

/// The articles, by index.
fn articles(read: Read<'_>) -> std::ops::Range<u32> {
    0..read.readings.len() as u32
}

/// Whether an article has the same text, and the same said of stretches of it. A reading that is shared is of one text.
fn is_same(then: Read<'_>, now: Read<'_>, at: u32) -> bool {
    let (old, new) = (then.story.article(at), now.story.article(at));
    let (before, after) = (&then.readings[at as usize], &now.readings[at as usize]);
    let unread = |reading: &Reading| reading.paragraphs.is_empty();
    let same_text = Arc::ptr_eq(before, after) || unread(before) && unread(after) && old.body.text == new.body.text;
    if !same_text {
        return false;
    }
    let alike = |(one, other): (&Annotation, &Annotation)| {
        one.span == other.span && same_value(one.person.as_ref(), other.person.as_ref()) && one.fact.is_some() == other.fact.is_some()
    };
    std::ptr::eq(old, new) || old.annotations.len() == new.annotations.len() && old.annotations.iter().zip(&new.annotations).all(alike)
}

/// Whether the headers that tell when an article was written are the same.
fn same_dates(then: Read<'_>, now: Read<'_>, at: u32) -> bool {
    let (old, new) = (then.story.article(at), now.story.article(at));
    let [before, after] = [then, now].map(|read| &read.story.files[read.story.file_of(at) as usize].headers.date);
    let same = |one: &Option<Header>, other: &Option<Header>| same_value(one.as_ref(), other.as_ref());
    let own = std::ptr::eq(old, new)
        || same(&old.published, &new.published) && same(&old.updated, &new.updated) && same(&old.timezone, &new.timezone);
    own && same(before, after)
}

fn same_value(one: Option<&Header>, other: Option<&Header>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.value == other.value,
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The names in the paragraphs that two readings of an article do not share, ascending, each once.
fn touched_names<'a>(old: &'a Reading, new: &'a Reading) -> Vec<&'a str> {
    let paragraphs = |reading: &'a Reading| -> Vec<(usize, bool, &'a crate::mentions::ParagraphReading)> {
        let mut all: Vec<_> = reading
            .paragraphs
            .iter()
            .map(|it| (Arc::as_ptr(&it.reading) as usize, it.role == ParagraphRole::Heading, &*it.reading))
            .collect();
        all.sort_unstable_by_key(|it| (it.0, it.1));
        all
    };
    let (mut old, mut new) = (paragraphs(old).into_iter().peekable(), paragraphs(new).into_iter().peekable());
    let mut touched: BTreeSet<&str> = BTreeSet::new();
    loop {
        let key = |it: &(usize, bool, _)| (it.0, it.1);
        let gone = match (old.peek().map(key), new.peek().map(key)) {
            (None, None) => break,
            (Some(one), Some(other)) if one == other => {
                old.next();
                new.next();
                continue;
            }
            (Some(one), Some(other)) => one < other,
            (one, _) => one.is_some(),
        };
        let paragraph = if gone { old.next() } else { new.next() };
        touched.extend(paragraph.iter().flat_map(|it| it.2.names.iter().map(|name| &*name.key)));
    }
    touched.into_iter().collect()
}
