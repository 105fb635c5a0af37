//! Words that news uses for one thing.

use std::sync::LazyLock;

use super::numbers::in_words;
use super::{Stem, stem};

static CLASSES: LazyLock<Vec<(Stem, Stem)>> = LazyLock::new(|| {
    let mut classes = Vec::new();
    for line in include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ').map(stem);
        if let Some(first) = words.next() {
            classes.push((first, first));
            classes.extend(words.map(|word| (word, first)));
        }
    }
    // Houses differ in where figures begin.
    classes.extend(in_words().map(|(number, word)| (stem(&word), Stem::of_plain(&number.to_string()))));
    // A word of two classes stays in the first of them: one word, one class. The sort is stable.
    classes.sort_by_key(|&(word, _)| word);
    classes.dedup_by_key(|&mut (word, _)| word);
    classes
});

/// The class of a word, as the stem of the class's first word; of a word without class, the word itself.
pub fn concept(stem: Stem) -> Stem {
    CLASSES.binary_search_by_key(&stem, |&(word, _)| word).map_or(stem, |at| CLASSES[at].1)
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
