//! The law of edits for a small check: however the articles came to be as they are, the reports are those of a fresh reading.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Entry, Key, Linked, Members};
use crate::conflicts::roll::{Change, Roll};
use crate::mentions::Reading;

/// A statement: a thing (its tens) and a value (its ones); and where it stands.
#[derive(Debug, Clone, Copy)]
struct Number(u8, usize);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Entry for Number {
    /// The values' difference.
    type Link = u8;
    const COMMONPLACE: usize = 3;

    fn keys(&self, keys: &mut Vec<Key>) {
        keys.push(u64::from(self.0 / 10));
        keys.push(100 + u64::from(self.0 % 3));
    }

    fn link(&self, other: &Self, one_article: bool) -> Option<u8> {
        let apart = (self.0 % 10).abs_diff(other.0 % 10);
        (!one_article && (self.0 / 10 == other.0 / 10 || apart == 3)).then_some(apart)
    }

    /// Values that differ by 2 are beside each other.
    fn joins(link: &u8) -> bool {
        *link != 2
    }
}

/// A group in words: its entries with article and place, and their links.
fn told(members: &Members<'_, Number>) -> Vec<String> {
    let beside = members.beside.iter().map(|it| {
        let mut beside = it.clone();
        beside.sort_unstable();
        beside
    });
    let entries = members.entries.iter().map(|it| (it.0, it.1)).zip(&members.articles).zip(&members.links).zip(beside);
    vec![format!("{:?}", entries.collect::<Vec<_>>())]
}

/// A story of numbers, and what is kept of it.
#[derive(Default)]
struct Story {
    articles: Vec<(Arc<Reading>, Vec<u8>)>,
    roll: Roll,
    linked: Linked<Number, String>,
}

impl Story {
    /// Replaces the article at `at`; puts one before it; takes it out.
    fn edit(&mut self, at: usize, how: u8, numbers: &[u8]) {
        let new = (Arc::default(), numbers.to_vec());
        match how {
            0 if at < self.articles.len() => self.articles[at] = new,
            1 if at < self.articles.len() => drop(self.articles.remove(at)),
            _ => self.articles.insert(at.min(self.articles.len()), new),
        }
    }

    /// What is reported, ascending.
    fn reports(&mut self) -> Vec<String> {
        let readings: Vec<Arc<Reading>> = self.articles.iter().map(|it| Arc::clone(&it.0)).collect();
        let mut turn = self.roll.call_readings(&readings);
        // Wherever an article has moved, it is told again: the test looks at places.
        turn.changed = (0..readings.len() as u32).collect();
        let change = Change { roll: &self.roll, turn: &turn, severity: None };
        let entries = |at: u32| self.articles[at as usize].1.iter().enumerate().map(|(nth, &it)| Number(it, nth)).collect();
        self.linked.update(&change, &turn.changed, entries, |_| false, told);
        let mut reports: Vec<String> = self.linked.reports().cloned().collect();
        reports.sort();
        reports
    }
}

proptest! {
    #[test]
    fn edits_leave_what_a_fresh_reading_finds(
        edits in prop::collection::vec((0usize..6, 0u8..4, prop::collection::vec(0u8..60, 0..6)), 1..12),
    ) {
        let mut edited = Story::default();
        for (at, how, numbers) in edits {
            edited.edit(at, how, &numbers);
            let mut fresh = Story { articles: edited.articles.clone(), ..Story::default() };
            prop_assert_eq!(edited.reports(), fresh.reports());
        }
    }
}
