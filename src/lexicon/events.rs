//! Words that tell of one event where two sentences give its time.

use std::sync::LazyLock;

use super::classes::Classes;
use super::{Stem, concept, stem};

static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes::read(include_str!("events.txt"), |word| concept(stem(word))));

/// The class of a word, given by its [`concept`], as a word beside the time of an event; of a word without class, itself.
///
/// "Overturned" and "tossed out" a verdict are one deed, though the two words count no common thing.
pub fn event(concept: Stem) -> Stem {
    CLASSES.of(concept)
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
