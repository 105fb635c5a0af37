//! Words that cannot both be true of one thing.

use std::sync::LazyLock;

use super::{Stem, Table, stem};

/// A word on one side of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    word: Stem,
    line: u16,
    second: bool,
    /// Whether the line is for whole statements alone.
    stated: bool,
}

/// Every word of the table, ascending.
static SIDES: LazyLock<Vec<Side>> = LazyLock::new(|| {
    let mut sides = Vec::new();
    for (line, pair) in include_str!("opposites.txt").lines().filter(|line| !line.starts_with('#')).enumerate() {
        let (stated, pair) = pair.strip_prefix("~ ").map_or((false, pair), |pair| (true, pair));
        let (one, other) = pair.split_once(" | ").unwrap_or((pair, ""));
        for (words, second) in [(one, false), (other, true)] {
            sides.extend(words.split_whitespace().map(|word| Side { word: stem(word), line: line as u16, second, stated }));
        }
    }
    sides.sort_unstable();
    sides.dedup();
    sides
});

/// Where the entries of a word begin in [`SIDES`]: nearly every word that is asked for has none.
static FIRST: LazyLock<Table<Stem, usize>> = LazyLock::new(|| SIDES.iter().enumerate().rev().map(|(at, side)| (side.word, at)).collect());

fn sides(word: Stem) -> impl Iterator<Item = Side> {
    let of_word = FIRST.get(&word).map_or(&[][..], |&from| &SIDES[from..]);
    of_word.iter().copied().take_while(move |it| it.word == word)
}

/// Whether the word has an opposite in the table.
pub fn has_opposite(word: Stem) -> bool {
    sides(word).next().is_some()
}

/// Whether the word has an opposite that tells what is counted: "5 in favour", "7 against".
pub fn divides(word: Stem) -> bool {
    sides(word).any(|it| !it.stated)
}

/// Whether one word is the opposite of the other: "rose" and "fell", "won" and "lost".
pub fn opposite(one: Stem, other: Stem) -> bool {
    sides(one).any(|its| sides(other).any(|it| its.line == it.line && its.second != it.second))
}

#[cfg(test)]
mod tests {
    use super::opposite;
    use crate::lexicon::stem;

    #[test]
    fn sides_of_single_spaced_are_opposite() {
        for (one, other) in [("rising", "decline"), ("favour", "against"), ("killed", "injured"), ("men", "women"), ("north", "southern")] {
            assert!(opposite(stem(one), stem(other)), "{one} and {other}");
            assert!(opposite(stem(other), stem(one)), "{other} and {one}");
        }
        for (one, other) in [("rising", "climb"), ("rose", "south"), ("men", "man"), ("boat", "ship")] {
            assert!(!opposite(stem(one), stem(other)), "{one} and {other}");
        }
    }
}
