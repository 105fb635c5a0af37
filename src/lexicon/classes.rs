//! Words that count as one: tables with a class a line, told by the class's first word.

use super::{Stem, Table};

/// Each word of a table with its class.
pub(super) struct Classes(Table<Stem, Stem>);

impl Classes {
    /// Reads a table; `look` gives what a word is compared by. `#` lines are for its readers.
    pub(super) fn read(table: &str, look: impl Fn(&str) -> Stem) -> Self {
        let mut classes = Self(Table::default());
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ').map(&look);
            let Some(first) = words.next() else { continue };
            for word in std::iter::once(first).chain(words) {
                // A word of two classes stays in the first of them: one word, one class.
                classes.0.put_first(word, first);
            }
        }
        classes
    }

    /// The same with more words, each with its class; one that has a class already stays in it.
    pub(super) fn with(mut self, words: impl Iterator<Item = (Stem, Stem)>) -> Self {
        for (word, class) in words {
            self.0.put_first(word, class);
        }
        self
    }

    /// The class of a word; of a word without class, itself.
    pub(super) fn of(&self, word: Stem) -> Stem {
        self.0.get(&word).copied().unwrap_or(word)
    }
}
