//! What is done to people or by them, where a number of people is given: the deed tells which number it is.

use std::sync::LazyLock;

use super::{Stem, concept, stem};

/// One word a deed; its other words stand in `synonyms.txt`.
const DEEDS: &[&str] = &[
    "abducted",
    "acquitted",
    "arrested",
    "attended",
    "boarded",
    "charged",
    "convicted",
    "dead",
    "deported",
    "detained",
    "dismissed",
    "displaced",
    "employed",
    "evacuated",
    "freed",
    "hired",
    "homeless",
    "hospitalised",
    "indicted",
    "infected",
    "injured",
    "kidnapped",
    "missing",
    "queued",
    "released",
    "rescued",
    "sentenced",
    "shot",
    "signed",
    "stranded",
    "survived",
    "tested",
    "trapped",
    "treated",
    "tried",
    "vaccinated",
    "voted",
];

static CONCEPTS: LazyLock<Vec<Stem>> = LazyLock::new(|| {
    let mut concepts: Vec<Stem> = DEEDS.iter().map(|word| concept(stem(word))).collect();
    concepts.sort_unstable();
    concepts.dedup();
    concepts
});

/// Whether the class of a word is a deed.
pub fn is_deed(concept: Stem) -> bool {
    CONCEPTS.binary_search(&concept).is_ok()
}
