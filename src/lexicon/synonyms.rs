//! Words that news uses for one thing.

use std::sync::LazyLock;

use super::classes::Classes;
use super::numbers::in_words;
use super::{Stem, stem};

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    // Houses differ in where figures begin.
    let numbers = in_words().map(|(number, word)| (stem(&word), Stem::of_plain(&number.to_string())));
    Classes::read(include_str!("synonyms.txt"), stem).with(numbers)
});

/// The class of a word, as the stem of the class's first word; of a word without class, the word itself.
pub fn concept(stem: Stem) -> Stem {
    CLASSES.of(stem)
}

#[cfg(test)]
mod tests {
    use super::concept;
    use crate::lexicon::stem;

    #[test]
    fn one_thing_has_one_class() {
        for (one, other) in [("agreements", "documents"), ("killed", "deaths"), ("boats", "vessel"), ("injured", "wounded"), ("nine", "9")]
        {
            assert_eq!(concept(stem(one)), concept(stem(other)), "{one} and {other}");
        }
        for (one, other) in [("killed", "injured"), ("boats", "rifles"), ("won", "lost")] {
            assert_ne!(concept(stem(one)), concept(stem(other)), "{one} and {other}");
        }
    }
}
