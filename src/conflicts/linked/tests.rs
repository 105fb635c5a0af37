//! The law of edits for a small check: however the articles came to be as they are, the reports are those of a fresh reading, and
//! point at where their numbers stand.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Entry, Key, Linked, Members, Stale};
use crate::conflicts::moved::{Moved, Report, Said};
use crate::conflicts::roll::{Change, Roll};
use crate::facts::Place;
use crate::mentions::Reading;
use crate::text::{Excerpt, Span};

/// A statement: a thing (its tens) and a value (its ones); and where it stands.
#[derive(Debug, Clone, Copy)]
struct Number<const TWINS: bool>(u8, Span);

impl<const TWINS: bool> PartialEq for Number<TWINS> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<const TWINS: bool> Entry for Number<TWINS> {
    /// The values' difference.
    type Link = u8;
    const COMMONPLACE: usize = 3;
    const TWINS: bool = TWINS;

    fn keys(&self, keys: &mut Vec<Key>) {
        keys.push(u64::from(self.0 / 10));
        keys.push(100 + u64::from(self.0 % 3));
    }

    fn said(&self) -> Vec<Said> {
        vec![(0, self.1)]
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

/// A group in words: its numbers with their articles and links; and where each stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told(String, Vec<Place>);

impl Told {
    fn of<const TWINS: bool>(members: &Members<'_, Number<TWINS>>) -> Self {
        let beside = members.beside.iter().map(|it| {
            let mut beside = it.clone();
            beside.sort_unstable();
            beside
        });
        let entries = members.entries.iter().map(|it| it.0).zip(&members.articles).zip(&members.links).zip(beside);
        let places = members.entries.iter().zip(&members.articles).map(|(it, &article)| Place { article, span: it.1 });
        Self(format!("{:?}", entries.collect::<Vec<_>>()), places.collect())
    }
}

impl Report for Told {
    fn follow(&mut self, moved: &Moved) -> bool {
        self.1.iter_mut().all(|it| it.follow(moved))
    }
}

/// A story of numbers, and what is kept of it.
#[derive(Default)]
struct Story<const TWINS: bool> {
    articles: Vec<(Arc<Reading>, Excerpt)>,
    roll: Roll,
    linked: Linked<Number<TWINS>, Told>,
}

/// The numbers of an article, each as two digits in brackets; what stands outside them is no number.
fn numbers<const TWINS: bool>(text: &str) -> Vec<Number<TWINS>> {
    let found = text.match_indices('[').map(|(at, _)| (at, text[at + 1..at + 3].parse().expect("digits stand in brackets")));
    found.map(|(at, number)| Number(number, Span::new(at as u32, at as u32 + 4))).collect()
}

impl<const TWINS: bool> Story<TWINS> {
    /// Replaces the article at `at`; takes it out; puts one before it.
    fn edit(&mut self, at: usize, how: u8, words: &[u8]) {
        let word = |word: &u8| if *word < 60 { format!("[{word:02}]") } else { "and ".repeat(usize::from(word - 60)) };
        let text: Arc<str> = words.iter().map(word).collect::<String>().into();
        let new = (Arc::default(), Excerpt::of(&text, Span::new(0, text.len() as u32)));
        match how {
            0 if at < self.articles.len() => self.articles[at] = new,
            1 if at < self.articles.len() => drop(self.articles.remove(at)),
            _ => self.articles.insert(at.min(self.articles.len()), new),
        }
    }

    /// What is reported, ascending.
    fn reports(&mut self) -> Vec<Told> {
        let turn = self.roll.call_readings(&self.articles);
        let change = Change { roll: &self.roll, turn: &turn, severity: None };
        let entries = |at: u32| numbers(&self.articles[at as usize].1);
        self.linked.update(&change, &turn.changed, entries, &Stale::none(), |members| vec![Told::of(members)]);
        let mut reports: Vec<Told> = self.linked.reports().cloned().collect();
        reports.sort();
        reports
    }
}

/// What is reported of a story that is edited step by step; after each of them it is what a fresh reading reports.
fn is_read_afresh<const TWINS: bool>(edits: &[(usize, u8, Vec<u8>)]) -> Vec<Told> {
    let mut edited: Story<TWINS> = Story::default();
    let mut told = Vec::new();
    for (at, how, words) in edits {
        edited.edit(*at, *how, words);
        let mut fresh: Story<TWINS> = Story { articles: edited.articles.clone(), ..Story::default() };
        told = edited.reports();
        assert_eq!(told, fresh.reports());
    }
    told
}

proptest! {
    #[test]
    fn edits_leave_what_a_fresh_reading_finds(
        edits in prop::collection::vec((0usize..6, 0u8..4, prop::collection::vec(0u8..64, 0..8)), 1..12),
    ) {
        // Whether equal numbers are judged as one makes no difference.
        prop_assert_eq!(is_read_afresh::<true>(&edits), is_read_afresh::<false>(&edits));
    }

    #[test]
    fn what_is_typed_between_numbers_moves_them(
        words in prop::collection::vec(prop::collection::vec(0u8..64, 1..10), 2..5),
        keys in prop::collection::vec((0usize..5, 0usize..10, 0u8..64), 1..12),
    ) {
        let mut words = words;
        let mut edited: Story<true> = Story::default();
        for (at, words) in words.iter().enumerate() {
            edited.edit(at, 2, words);
        }
        edited.reports();
        for (at, nth, word) in keys {
            let article = at % words.len();
            let nth = nth.min(words[article].len());
            words[article].insert(nth, word);
            edited.edit(article, 0, &words[article]);
            let mut fresh: Story<true> = Story { articles: edited.articles.clone(), ..Story::default() };
            prop_assert_eq!(edited.reports(), fresh.reports());
        }
    }
}

#[test]
fn a_report_tells_where_that_stands_which_it_is_told_beside() {
    let mut edited: Story<true> = Story::default();
    for (at, words) in [[11], [11], [13]].iter().enumerate() {
        edited.edit(at, 2, words);
    }
    let before = edited.reports();
    edited.edit(2, 2, &[]);
    let mut fresh: Story<true> = Story { articles: edited.articles.clone(), ..Story::default() };
    let after = edited.reports();
    assert_eq!(after, fresh.reports());
    assert_ne!(after, before);
}
