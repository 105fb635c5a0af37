//! Where words stand after an edit of their article: what an edit leaves as it was is not judged again, it only moves.

use std::sync::Arc;

use super::Conflict;
use super::linked::Key;
use crate::facts::Place;
use crate::text::{Span, Unchanged};

/// What an edit has left of an article at both ends of its text, and how far what stands behind the edit has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moved {
    /// The article: an index into the story's, before and after.
    pub(super) article: u32,
    /// Up to here the text is as it was (body bytes).
    head: u32,
    /// From here on it was as it is now (body bytes before the edit).
    tail: u32,
    /// How far what stands from there on has moved (body bytes).
    by: i64,
}

impl Moved {
    /// What has become of the text of an article.
    pub(super) fn between(article: u32, before: &str, after: &str) -> Self {
        let Unchanged { start, end } = Unchanged::between(before, after);
        Self { article, head: start, tail: before.len() as u32 - end, by: after.len() as i64 - before.len() as i64 }
    }

    /// An article that is as it was.
    pub(super) fn nowhere(article: u32) -> Self {
        Self { article, head: u32::MAX, tail: u32::MAX, by: 0 }
    }

    /// Where the words at `span` stand now. `None` where the edit touched them.
    pub(super) fn span(&self, span: Span) -> Option<Span> {
        if span.end <= self.head {
            return Some(span);
        }
        let moved = |at: u32| (i64::from(at) + self.by) as u32;
        (self.tail <= span.start).then(|| Span::new(moved(span.start), moved(span.end)))
    }
}

/// Something that an article says: what it is, as one number, and where it stands.
pub(super) type Said = (Key, Span);

/// Whether what was said is what is said now, word for word, wherever it has moved.
pub(super) fn stays(moved: &Moved, before: &[Said], now: &[Said]) -> bool {
    let same = |(was, is): (&Said, &Said)| was.0 == is.0 && moved.span(was.1) == Some(is.1);
    before.len() == now.len() && before.iter().zip(now).all(same)
}

/// A report on what articles say.
pub(super) trait Report {
    /// Follows what it points at to where that stands now. `false` where an edit touched it: then it is to be told anew.
    fn follow(&mut self, moved: &Moved) -> bool;
}

impl Report for Place {
    fn follow(&mut self, moved: &Moved) -> bool {
        if self.article != moved.article {
            return true;
        }
        let Some(span) = moved.span(self.span) else { return false };
        self.span = span;
        true
    }
}

impl Report for Arc<Conflict> {
    fn follow(&mut self, moved: &Moved) -> bool {
        let from = self.statements.partition_point(|it| it.place.article < moved.article);
        let here = self.statements[from..].iter().take_while(|it| it.place.article == moved.article).map(|it| it.place.span);
        let Some(spans) = here.clone().map(|it| moved.span(it)).collect::<Option<Vec<Span>>>() else { return false };
        if !here.eq(spans.iter().copied()) {
            let statements = &mut Arc::make_mut(self).statements[from..];
            for (statement, span) in statements.iter_mut().zip(spans) {
                statement.place.span = span;
            }
        }
        true
    }
}

impl<A: Report, B: Report> Report for (A, B) {
    fn follow(&mut self, moved: &Moved) -> bool {
        self.0.follow(moved) && self.1.follow(moved)
    }
}

impl<R: Report> Report for Vec<R> {
    fn follow(&mut self, moved: &Moved) -> bool {
        self.iter_mut().all(|it| it.follow(moved))
    }
}

#[cfg(test)]
mod tests {
    use super::Moved;
    use crate::text::Span;

    #[test]
    fn words_before_an_edit_stay_and_those_behind_it_move() {
        let moved = Moved::between(0, "the mayor left", "the old mayor left");
        let at = |start, end| moved.span(Span::new(start, end)).map(|it| (it.start, it.end));
        assert_eq!(at(0, 3), Some((0, 3)), "the");
        assert_eq!(at(4, 9), Some((8, 13)), "mayor");
        assert_eq!(at(0, 9), None, "the mayor");
        let cut = Moved::between(0, "the old mayor left", "the mayor left");
        assert_eq!(cut.span(Span::new(8, 13)), Some(Span::new(4, 9)));
        assert_eq!(cut.span(Span::new(4, 7)), None, "what is gone stands nowhere");
    }
}
