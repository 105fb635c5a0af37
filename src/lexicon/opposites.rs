//! Words that cannot both be true of one thing.

use std::sync::LazyLock;

use super::{Stem, stem};

/// (word, line, side), ascending.
static SIDES: LazyLock<Vec<(Stem, u16, bool)>> = LazyLock::new(|| {
    let mut sides = Vec::new();
    for (line, pair) in include_str!("opposites.txt").lines().filter(|line| !line.starts_with('#')).enumerate() {
        let (one, other) = pair.split_once(" | ").unwrap_or((pair, ""));
        sides.extend(one.split_whitespace().map(|word| (stem(word), line as u16, false)));
        sides.extend(other.split_whitespace().map(|word| (stem(word), line as u16, true)));
    }
    sides.sort_unstable();
    sides.dedup();
    sides
});

fn sides(word: Stem) -> impl Iterator<Item = (u16, bool)> {
    let from = SIDES.partition_point(|&(it, ..)| it < word);
    SIDES[from..].iter().take_while(move |&&(it, ..)| it == word).map(|&(_, line, side)| (line, side))
}

/// Whether the word has an opposite in the table.
pub fn has_opposite(word: Stem) -> bool {
    sides(word).next().is_some()
}

/// Whether one word is the opposite of the other: "rose" and "fell", "won" and "lost".
pub fn opposite(one: Stem, other: Stem) -> bool {
    sides(one).any(|(line, side)| sides(other).any(|(its, other)| line == its && side != other))
}

#[cfg(test)]
mod tests {
    use super::opposite;
    use crate::lexicon::stem;

    #[test]
    fn sides_of_one_line_are_opposite() {
        for (one, other) in [("rising", "decline"), ("favour", "against"), ("killed", "injured"), ("men", "women"), ("north", "southern")] {
            assert!(opposite(stem(one), stem(other)), "{one} and {other}");
            assert!(opposite(stem(other), stem(one)), "{other} and {one}");
        }
        for (one, other) in [("rising", "climb"), ("rose", "south"), ("men", "man"), ("boat", "ship")] {
            assert!(!opposite(stem(one), stem(other)), "{one} and {other}");
        }
    }
}
