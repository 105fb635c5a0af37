//! What is done to people or by them, where a number of people is given: the deed tells which number it is. So does what a percentage is
//! of.

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

/// Deeds of [`DEEDS`] whose number grows while an event goes on: the next report knows of more.
const GROWING: &[&str] = &[
    "arrested",
    "dead",
    "detained",
    "displaced",
    "evacuated",
    "homeless",
    "hospitalised",
    "infected",
    "injured",
    "missing",
    "rescued",
    "stranded",
    "trapped",
    "treated",
];

/// Deeds of [`DEEDS`] that befall whoever is there: their number is that of the people, by whatever noun each report calls them.
const BEFALLING: &[&str] =
    &["dead", "evacuated", "hospitalised", "injured", "missing", "rescued", "stranded", "survived", "trapped", "treated"];

/// Nouns for all whom something befell, where each of them is such a one: the people in a mine are miners to one report and workers
/// to another. Passengers travel with a crew, soldiers stand beside civilians, and children are a part of everybody.
const EVERYBODY: &[&str] = &["miner", "worker", "migrant", "refugee", "pilgrim", "worshipper"];

/// What a percentage of economic news is of. "Rate" is none: each of these has one.
const INDICATORS: &[&str] = &[
    "approval",
    "consumption",
    "debt",
    "deficit",
    "dividend",
    "duty",
    "export",
    "growth",
    "import",
    "inflation",
    "investment",
    "margin",
    "productivity",
    "profit",
    "rent",
    "sales",
    "tariff",
    "tax",
    "turnout",
    "unemployment",
    "wage",
    "yield",
];

static INDICATOR_CONCEPTS: LazyLock<Vec<Stem>> = LazyLock::new(|| concepts(INDICATORS));

static GROWING_CONCEPTS: LazyLock<Vec<Stem>> = LazyLock::new(|| GROWING.iter().map(|word| concept(stem(word))).collect());

static CONCEPTS: LazyLock<Vec<Stem>> = LazyLock::new(|| concepts(DEEDS));
static BEFALLING_CONCEPTS: LazyLock<Vec<Stem>> = LazyLock::new(|| concepts(BEFALLING));
static EVERYBODY_CONCEPTS: LazyLock<Vec<Stem>> = LazyLock::new(|| concepts(EVERYBODY));

/// The classes of some words, ascending, each once.
fn concepts(words: &[&str]) -> Vec<Stem> {
    let mut concepts: Vec<Stem> = words.iter().map(|word| concept(stem(word))).collect();
    concepts.sort_unstable();
    concepts.dedup();
    concepts
}

/// Whether the class of a word is a deed that befalls whoever is there: "killed", "rescued".
pub fn is_befalling(concept: Stem) -> bool {
    BEFALLING_CONCEPTS.binary_search(&concept).is_ok()
}

/// Whether the class of a noun stands for all whom a deed befell: "miners", "pilgrims".
pub fn is_everybody(concept: Stem) -> bool {
    EVERYBODY_CONCEPTS.binary_search(&concept).is_ok()
}

/// Whether the class of a word is a deed.
pub fn is_deed(concept: Stem) -> bool {
    CONCEPTS.binary_search(&concept).is_ok()
}

/// Whether the class of a word is what percentages of economic news are of: "growth", "inflation".
pub fn is_indicator(concept: Stem) -> bool {
    INDICATOR_CONCEPTS.binary_search(&concept).is_ok()
}

/// Whether the class of a word is a deed whose number grows from report to report: "killed", "arrested".
pub fn is_growing_deed(concept: Stem) -> bool {
    GROWING_CONCEPTS.contains(&concept)
}
