//! Which disputes each article takes part in.

use std::sync::Arc;

use super::Conflict;

/// The disputed statements of each article.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// Where those of each article begin in `statements`, and at the end its length.
    from: Vec<u32>,
    /// The conflict and its statement, by article, then in the order of the conflicts.
    statements: Vec<(u32, u32)>,
}

impl Stated {
    /// Sorts the statements of conflicts by article.
    pub fn of(conflicts: &[Arc<Conflict>]) -> Self {
        let all = || {
            (0..).zip(conflicts).flat_map(|(at, it)| (0..).zip(&it.statements).map(move |(nth, it)| (at, nth, it.place.article as usize)))
        };
        let mut from: Vec<u32> = vec![0];
        for (.., article) in all() {
            // One place further on: where those of the next article begin.
            from.resize(from.len().max(article + 2), 0);
            from[article + 1] += 1;
        }
        for at in 1..from.len() {
            from[at] += from[at - 1];
        }
        let mut next = from.clone();
        let mut statements = vec![(0, 0); from.last().map_or(0, |it| *it as usize)];
        for (at, nth, article) in all() {
            statements[next[article] as usize] = (at, nth);
            next[article] += 1;
        }
        Self { from, statements }
    }

    /// The disputed statements of an article, or of a record's voice: indices of conflicts and of their statements, ascending.
    pub fn within(&self, article: u32) -> &[(u32, u32)] {
        let at = article as usize;
        let range = self.from.get(at).zip(self.from.get(at + 1));
        range.map_or(&[], |(from, to)| &self.statements[*from as usize..*to as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::Stated;
    use crate::fixture;

    #[test]
    fn every_statement_is_found_in_its_article() {
        let text = "--- article a\n\n[9 berths]{fact=berths}, [two sheds]{fact=sheds}, [8 berths]{fact=berths}.\n\n--- article b\n\nNothing.\n\n\
            --- article c\n\n[7 berths]{fact=berths} and [three sheds]{fact=sheds}.\n\n--- fact sheds\nvalue: 4\n";
        let conflicts = fixture::snapshot(text).conflicts;
        let stated = Stated::of(&conflicts);
        let counts: Vec<usize> = (0..6).map(|article| stated.within(article).len()).collect();
        assert_eq!(counts, [3, 0, 2, 1, 0, 0]);
        for article in 0..6 {
            assert!(stated.within(article).is_sorted());
            let places = stated.within(article).iter().map(|&(conflict, nth)| conflicts[conflict as usize].statements[nth as usize].place);
            assert!(places.into_iter().all(|it| it.article == article));
        }
        assert!(Stated::of(&[]).within(0).is_empty());
    }
}
