//! Quotations with equal words: they are looked at once, by the first of them, so that copies of a text cost nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::speakers;
use crate::conflicts::linked::{Entry, Key, key};
use crate::conflicts::moved::{Moved, Said, stays};
use crate::conflicts::roll::{Change, Handle};
use crate::conflicts::{Input, trace};
use crate::facts::{ArticleFacts, COMMON_SHINGLE, PersonKey, Quotation, SameUtterance, Speaker, same_utterance, shingles};

/// The quotations of a story by their words.
#[derive(Default)]
pub(super) struct Classes {
    /// Of each article the class of each of its quotations, in text order, with what is said of it.
    of_article: BTreeMap<Handle, Vec<Heard>>,
    classes: BTreeMap<Key, Class>,
}

/// A quotation of an article.
struct Heard {
    class: Key,
    /// See [`said`].
    said: Vec<Said>,
}

/// Quotations with equal words.
struct Class {
    articles: BTreeSet<Handle>,
    /// The first of these in the story.
    first: Option<Handle>,
}

/// What is told of a quotation but its class, and where it and its speaker's name stand.
fn said(input: &Input<'_>, quotation: &Quotation) -> Vec<Said> {
    let before = quotation.words.iter().map(|it| (it.before as u8, it.form())).collect::<Vec<_>>();
    let content = key((before, quotation.closed, quotation.person()));
    let mut said: Vec<Said> = quotation.pieces.iter().map(|it| (content, it.span)).collect();
    // The words between two pieces are shown with them.
    said.extend(quotation.pieces.first().zip(quotation.pieces.last()).map(|(first, last)| (content, first.span.cover(last.span))));
    if let Some(Speaker::Named { place, .. }) = quotation.speaker {
        // Whether another voice is named beside it tells who may have said it.
        let paragraphs = input.read.readings[place.article as usize].paragraphs.iter().filter(|it| it.span.overlaps(place.span));
        let named: BTreeSet<PersonKey> =
            paragraphs.flat_map(|it| input.facts.within(place.article, it.span)).map(|(_, person)| *person).collect();
        said.push((key(named), place.span));
    }
    said
}

/// The class of a quotation: what its words are, in one spelling.
fn class(quotation: &Quotation) -> Key {
    key(quotation.words.iter().map(|word| word.norm).collect::<Vec<_>>())
}

impl Classes {
    /// Takes in what has changed: the classes of which an article that changed says something else, and the articles (indexes into the
    /// story's, ascending) that changed or stand for other classes than before.
    pub(super) fn update(&mut self, input: &Input<'_>, change: &Change<'_>) -> (BTreeSet<Key>, Vec<u32>) {
        let (roll, turn) = (change.roll, change.turn);
        let mut again: BTreeSet<Key> = BTreeSet::new();
        for &handle in &turn.gone {
            self.replace(handle, Vec::new(), None, &mut again);
        }
        for &article in &turn.changed {
            let quotations = input.facts.articles[article as usize].quotations.iter();
            let new = quotations.map(|it| Heard { class: class(it), said: said(input, it) }).collect();
            self.replace(roll.handle(article), new, turn.moved(article), &mut again);
        }
        let mut articles: BTreeSet<u32> = turn.changed.iter().copied().collect();
        for key in &again {
            let Some(class) = self.classes.get_mut(key) else { continue };
            let first = class.articles.iter().copied().min_by_key(|&it| roll.index(it));
            if class.first != first {
                let here = class.first.filter(|it| !turn.gone.contains(it)).into_iter().chain(first);
                articles.extend(here.map(|it| roll.index(it)));
                class.first = first;
            }
            if first.is_none() {
                self.classes.remove(key);
            }
        }
        (again, articles.into_iter().collect())
    }

    /// The articles (indexes into the story's, ascending) that stand for classes.
    pub(super) fn standing_for(&self, change: &Change<'_>, classes: &BTreeSet<Key>) -> Vec<u32> {
        let firsts = classes.iter().filter_map(|it| self.classes.get(it)?.first);
        firsts.map(|it| change.roll.index(it)).collect::<BTreeSet<u32>>().into_iter().collect()
    }

    fn replace(&mut self, article: Handle, new: Vec<Heard>, moved: Option<Moved>, again: &mut BTreeSet<Key>) {
        let old = self.of_article.remove(&article).unwrap_or_default();
        let stays = |(was, is): &(&Heard, &Heard)| was.class == is.class && moved.is_some_and(|it| stays(&it, &was.said, &is.said));
        let head = old.iter().zip(&new).take_while(stays).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(stays).count();
        for &Heard { class: key, .. } in &old[head..old.len() - tail] {
            if let Some(class) = self.classes.get_mut(&key) {
                class.articles.remove(&article);
            }
            again.insert(key);
        }
        for &Heard { class: key, .. } in &new[head..new.len() - tail] {
            again.insert(key);
        }
        for &Heard { class: key, .. } in &new {
            self.classes.entry(key).or_insert_with(|| Class { articles: BTreeSet::new(), first: None }).articles.insert(article);
        }
        if !new.is_empty() {
            self.of_article.insert(article, new);
        }
    }

    /// Where the quotations of a class stand: article (an index into the story's) and index among its quotations, ascending.
    pub(super) fn copies(&self, change: &Change<'_>, class: Key) -> Vec<(u32, usize)> {
        let articles = self.classes.get(&class).into_iter().flat_map(|it| &it.articles);
        let mut copies: Vec<(u32, usize)> = Vec::new();
        for handle in articles {
            let own = self.of_article[handle].iter().enumerate().filter(|(_, it)| it.class == class);
            copies.extend(own.map(|(at, _)| (change.roll.index(*handle), at)));
        }
        copies.sort_unstable();
        copies
    }

    /// Whether a quotation of an article is the first of its class in the story.
    fn is_first(&self, article: Handle, at: usize) -> bool {
        let own = &self.of_article[&article];
        self.classes[&own[at].class].first == Some(article) && !own[..at].iter().any(|it| it.class == own[at].class)
    }
}

/// A quotation that stands for its class, held on to.
pub(super) struct Utterance {
    facts: Arc<ArticleFacts>,
    at: usize,
    /// See [`Classes`].
    pub(super) class: Key,
}

impl Utterance {
    /// The quotations of an article (an index into the story's) that stand for their class, in text order.
    pub(super) fn of_article(input: &Input<'_>, change: &Change<'_>, classes: &Classes, article: u32) -> Vec<Self> {
        let facts = &input.facts.articles[article as usize];
        let handle = change.roll.handle(article);
        let first = (0..facts.quotations.len()).filter(|&at| classes.is_first(handle, at));
        first.map(|at| Self { facts: Arc::clone(facts), at, class: class(&facts.quotations[at]) }).collect()
    }

    fn quotation(&self) -> &Quotation {
        &self.facts.quotations[self.at]
    }

    fn speaker(&self) -> Option<PersonKey> {
        self.quotation().named_person()
    }
}

impl PartialEq for Utterance {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.quotation(), other.quotation());
        let words = || one.words.iter().zip(&two.words);
        (self.class, one.closed, self.speaker(), one.words.len()) == (other.class, two.closed, other.speaker(), two.words.len())
            && words().all(|(one, two)| (one.norm, one.weight, one.before) == (two.norm, two.weight, two.before))
    }
}

impl Entry for Utterance {
    /// The stretches that are one utterance, with 0 for the first of the two and 1 for the other.
    type Link = Arc<[SameUtterance]>;
    const COMMONPLACE: usize = COMMON_SHINGLE;
    /// They have no equals: each stands for its class.
    const TWINS: bool = false;

    fn keys(&self, keys: &mut Vec<Key>) {
        keys.extend(shingles(self.quotation()).map(key));
    }

    fn said(&self) -> Vec<Said> {
        self.quotation().pieces.iter().map(|it| (0, it.span)).collect()
    }

    fn link(&self, other: &Self, _one_article: bool) -> Option<Self::Link> {
        let shared = same_utterance((0, self.quotation()), (1, other.quotation()));
        (!shared.is_empty()).then(|| shared.into())
    }

    /// Its copies may be given to different speakers; and whoever asks is told of them.
    fn stands_alone(&self) -> bool {
        speakers::is_long(self.quotation()) || trace::is_asked()
    }
}
