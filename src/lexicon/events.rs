//! Words that tell of one event where two sentences give its time.

use std::sync::LazyLock;

use super::{Stem, concept, stem};

static CLASSES: LazyLock<Vec<(Stem, Stem)>> = LazyLock::new(|| {
    let mut classes = Vec::new();
    for line in include_str!("events.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ').map(|word| concept(stem(word)));
        if let Some(first) = words.next() {
            classes.push((first, first));
            classes.extend(words.map(|word| (word, first)));
        }
    }
    // A word of two classes stays in the first of them: one word, one class. The sort is stable.
    classes.sort_by_key(|&(word, _)| word);
    classes.dedup_by_key(|&mut (word, _)| word);
    classes
});

/// The class of a word, given by its [`concept`], as a word beside the time of an event; of a word without class, itself.
///
/// "Overturned" and "tossed out" a verdict are one deed, though the two words count no common thing.
pub fn event(concept: Stem) -> Stem {
    CLASSES.binary_search_by_key(&concept, |&(word, _)| word).map_or(concept, |at| CLASSES[at].1)
}

#[cfg(test)]
mod tests {
    use super::event;
    use crate::lexicon::{concept, stem};

    #[test]
    fn one_event_has_one_class() {
        let class = |word: &str| event(concept(stem(word)));
        for (one, other) in
            [("passed", "voted"), ("overturned", "tossed"), ("sank", "foundered"), ("trawler", "boat"), ("killed", "murder")]
        {
            assert_eq!(class(one), class(other), "{one} and {other}");
        }
        for (one, other) in [("passed", "rejected"), ("arrested", "charged"), ("opened", "closed"), ("shot", "died")] {
            assert_ne!(class(one), class(other), "{one} and {other}");
        }
    }
}
