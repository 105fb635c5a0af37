//! What a sum, a span of time, a share or a measurement can be of: a price, a fine, a sentence, a depth.

use std::sync::LazyLock;

use super::{Stem, concept, stem};

/// A class a line, told by the word that ties the number to its thing. Written for this project.
///
/// A story has one price, one fine, one depth more often than two; "said", "has" and "of" tie a number to nothing.
const TIES: &[&str] = &[
    "aboard carry",
    "attend attendance audience crowd spectator",
    "bail bond",
    "budget",
    "compensation settlement",
    "cost price",
    "debt owe",
    "deep depth beneath",
    "donate donation",
    "employ employee payroll work workforce",
    "fine penalty",
    "forecast predict",
    "grant subsidy",
    "gust wind",
    "high height tall",
    "insure insurance",
    "lend loan borrow",
    "length long",
    "loss deficit",
    "magnitude",
    "maximum face",
    "mother father parent",
    "paid pay",
    "population inhabitant",
    "profit",
    "ransom",
    "repair",
    "revenue",
    "reward",
    "sell sold",
    "sentence jail prison imprisonment",
    "speed",
    "spend",
    "steal stolen theft",
    "turnout",
    "wide width",
    "worth value",
];

static CLASSES: LazyLock<Vec<(Stem, Stem)>> = LazyLock::new(|| {
    let mut classes: Vec<(Stem, Stem)> = Vec::new();
    for line in TIES {
        let words: Vec<Stem> = line.split(' ').map(|word| concept(stem(word))).collect();
        classes.extend(words.iter().map(|&word| (word, words[0])));
    }
    classes.sort_unstable();
    classes.dedup_by_key(|&mut (word, _)| word);
    classes
});

/// The class of ties that the class of a word belongs to. `None` for a word that ties no number to its thing.
pub fn tie(concept: Stem) -> Option<Stem> {
    CLASSES.binary_search_by_key(&concept, |&(word, _)| word).ok().map(|at| CLASSES[at].1)
}

#[cfg(test)]
mod tests {
    use super::{TIES, tie};
    use crate::lexicon::{concept, stem};

    #[test]
    fn one_tie_has_several_words() {
        let of = |word: &str| tie(concept(stem(word)));
        assert!(TIES.is_sorted());
        assert_eq!(of("jailed"), of("sentenced"));
        assert_eq!(of("costs"), of("price"));
        assert_ne!(of("fined"), of("paid"));
        assert_eq!(of("said"), None);
    }
}
