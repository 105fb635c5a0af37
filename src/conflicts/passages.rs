//! What each paragraph of running text says by itself: kept while the paragraph is the same, wherever its article moves.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Input;
use super::roll::{Change, Handle};
use crate::mentions::{Paragraph, ParagraphReading, ParagraphRole};

/// What is kept (`T`) of the paragraphs of all articles. What is kept of one follows from its words alone.
pub(super) struct Passages<T>(BTreeMap<Handle, Vec<Passage<T>>>);

/// A paragraph and what is kept of it.
struct Passage<T> {
    /// Its reading, held on to: another paragraph has another one.
    reading: Arc<ParagraphReading>,
    /// `None` for one that is no running text.
    said: Option<T>,
}

impl<T> Default for Passages<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Passages<T> {
    /// Takes in what has changed: `read` gives what is kept of a paragraph with this text. What was kept of paragraphs that are no
    /// more.
    pub(super) fn update(&mut self, input: &Input<'_>, change: &Change<'_>, mut read: impl FnMut(&str, &Paragraph) -> T) -> Vec<T> {
        let mut gone: Vec<Passage<T>> = Vec::new();
        for handle in &change.turn.gone {
            gone.extend(self.0.remove(handle).into_iter().flatten());
        }
        for &article in &change.turn.changed {
            let body = &input.read.story.article(article).body.text;
            let paragraphs = &input.read.readings[article as usize].paragraphs;
            let known = self.0.entry(change.roll.handle(article)).or_default();
            let same = |(passage, paragraph): (&Passage<T>, &Paragraph)| passage.is_of(paragraph);
            let head = known.iter().zip(paragraphs).take_while(|&pair| same(pair)).count();
            let tail = known[head..].iter().rev().zip(paragraphs[head..].iter().rev()).take_while(|&pair| same(pair)).count();
            let new = paragraphs[head..paragraphs.len() - tail].iter().map(|paragraph| Passage {
                reading: Arc::clone(&paragraph.reading),
                said: is_read(paragraph).then(|| read(paragraph.span.of(body), paragraph)),
            });
            gone.extend(known.splice(head..known.len() - tail, new));
        }
        gone.into_iter().filter_map(|it| it.said).collect()
    }

    /// What is kept of an article's paragraphs of running text, with their indexes, in text order.
    pub(super) fn of(&self, handle: Handle) -> impl Iterator<Item = (u32, &T)> {
        (0..).zip(self.0.get(&handle).into_iter().flatten()).filter_map(|(nth, it)| Some((nth, it.said.as_ref()?)))
    }

    /// The same, to be changed.
    pub(super) fn of_mut(&mut self, handle: Handle) -> impl Iterator<Item = (u32, &mut T)> {
        (0..).zip(self.0.get_mut(&handle).into_iter().flatten()).filter_map(|(nth, it)| Some((nth, it.said.as_mut()?)))
    }

    /// The articles of which something is kept.
    pub(super) fn articles(&self) -> impl Iterator<Item = Handle> {
        self.0.keys().copied()
    }
}

impl<T> Passage<T> {
    /// Whether it is this paragraph's.
    fn is_of(&self, paragraph: &Paragraph) -> bool {
        Arc::ptr_eq(&self.reading, &paragraph.reading) && self.said.is_some() == is_read(paragraph)
    }
}

fn is_read(paragraph: &Paragraph) -> bool {
    paragraph.role == ParagraphRole::Text
}
