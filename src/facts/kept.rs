//! What a long article keeps of what it said before an edit: all that stands in paragraphs before the touched ones and behind them.

use std::ops::Range;
use std::sync::Arc;

use super::people::PersonKey;
use super::{Article, Happening, Measured, Place, SentenceId};
use crate::mentions::Paragraph;
use crate::text::Span;

/// The paragraphs at both ends of an article that say the same as before the edit and name the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    /// So many from the first.
    before: usize,
    /// So many up to the last.
    behind: usize,
    /// The paragraphs there are now.
    count: usize,
    /// Where the touched paragraphs stood (body bytes).
    touched: (u32, u32),
    /// How far what stands behind has moved.
    moved: Shift,
}

/// How far something has moved, backwards where it is taken as negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shift {
    /// Body bytes.
    bytes: i64,
    paragraphs: i64,
}

/// What is said in one paragraph and hangs on that paragraph alone.
pub(super) trait Said: Clone {
    /// Where it begins (body bytes).
    fn start(&self) -> u32;

    /// The same at its new place.
    #[must_use]
    fn moved(&self, by: Shift) -> Self;
}

impl Kept {
    /// Nothing of `article`.
    pub(super) fn nothing(article: Article<'_>) -> Self {
        let count = article.reading.paragraphs.len();
        Self { before: 0, behind: 0, count, touched: (0, u32::MAX), moved: Shift::default() }
    }

    /// What is the same of an article and the people it mentions, from `old` to `new`.
    pub(super) fn between((old, told): (Article<'_>, &[(Place, PersonKey)]), (new, tells): (Article<'_>, &[(Place, PersonKey)])) -> Self {
        let (was, is) = (&old.reading.paragraphs[..], &new.reading.paragraphs[..]);
        let shortest = was.len().min(is.len());
        let distance = |one: &Paragraph, other: &Paragraph| i64::from(other.span.start) - i64::from(one.span.start);
        let same = |one: &Paragraph, other: &Paragraph| Arc::ptr_eq(&one.reading, &other.reading) && one.role == other.role;
        let mut before = was.iter().zip(is).take_while(|(one, other)| same(one, other) && one.span == other.span).count();
        let bytes = was.last().zip(is.last()).map_or(0, |(one, other)| distance(one, other));
        let from_end = was.iter().rev().zip(is.iter().rev()).take(shortest - before);
        let mut behind = from_end.take_while(|(one, other)| same(one, other) && distance(one, other) == bytes).count();
        // A paragraph in which somebody else is named now is touched as well.
        let first = told.iter().zip(tells).take_while(|(one, other)| one == other).count();
        if let Some(start) = [told.get(first), tells.get(first)].into_iter().flatten().map(|it| it.0.span.start).min() {
            before = before.min(is.partition_point(|it| it.span.end <= start));
        }
        let moved = |&(place, person): &(Place, PersonKey)| (place.moved(Shift { bytes, paragraphs: 0 }), person);
        let from_end = told[first..].iter().rev().zip(tells[first..].iter().rev());
        let last = from_end.take_while(|(one, other)| moved(one) == **other).count();
        let untouched = |mentions: &[(Place, PersonKey)], paragraphs: &[Paragraph]| {
            let end = mentions[first..mentions.len() - last].last().map_or(0, |it| it.0.span.end);
            paragraphs.len() - paragraphs.partition_point(|it| it.span.start < end)
        };
        behind = behind.min(untouched(told, was)).min(untouched(tells, is));
        let start = |at: usize| was.get(at).map_or(u32::MAX, |it| it.span.start);
        Self {
            before,
            behind,
            count: is.len(),
            touched: (start(before), start(was.len() - behind)),
            moved: Shift { bytes, paragraphs: is.len() as i64 - was.len() as i64 },
        }
    }

    /// What is said in the article now: of `known` what is kept, and what `gather` finds in the paragraphs between.
    pub(super) fn renew<T: Said>(&self, known: &[T], gather: impl FnOnce(Range<usize>) -> Vec<T>) -> Vec<T> {
        let mut renewed = gather(self.before..self.count - self.behind);
        if !known.is_empty() {
            let until = known.partition_point(|it| it.start() < self.touched.0);
            let from = known.partition_point(|it| it.start() < self.touched.1);
            let moved = known[from..].iter().map(|it| it.moved(self.moved));
            renewed = known[..until].iter().cloned().chain(renewed).chain(moved).collect();
        }
        renewed.shrink_to_fit();
        renewed
    }
}

impl Place {
    fn moved(self, by: Shift) -> Self {
        let at = |offset: u32| (i64::from(offset) + by.bytes) as u32;
        Self { span: Span { start: at(self.span.start), end: at(self.span.end) }, ..self }
    }
}

impl Said for Measured {
    fn start(&self) -> u32 {
        self.place.span.start
    }

    fn moved(&self, by: Shift) -> Self {
        let paragraph = (i64::from(self.sentence.paragraph) + by.paragraphs) as u32;
        let sentence = SentenceId { paragraph, ..self.sentence };
        Self { place: self.place.moved(by), figure: self.figure.moved(by), sentence, ..self.clone() }
    }
}

impl Said for Happening {
    fn start(&self) -> u32 {
        self.place.span.start
    }

    fn moved(&self, by: Shift) -> Self {
        let mut moved = self.clone();
        moved.place = self.place.moved(by);
        moved.clock = self.clock.map(|it| it.moved(by));
        for place in &mut moved.told.places {
            *place = place.moved(by);
        }
        moved
    }
}
