//! The small words round a verb: what denies it, what helps it, and what may stand between.

use std::sync::LazyLock;

use super::calendar::weekday;
use super::{Hints, Stem, stem};

/// Words that deny by themselves, but for those in "n't".
const DENIALS: &[&str] = &["cannot", "never", "not"];

/// Verbs and adjectives that deny the deed behind their "to": "failed to sign", "was unable to sign".
const DENYING: &[&str] = &["decline", "fail", "neglect", "refuse", "unable"];

/// Words a negation reaches over: "not yet been", "not the", "not fully". Sorted.
const REACHED_OVER: &[&str] = &[
    "a", "an", "any", "be", "been", "being", "ever", "had", "have", "her", "his", "its", "my", "our", "the", "their", "to", "yet", "your",
];

/// Auxiliaries that belong to the word behind them. Sorted.
const AUXILIARIES: &[&str] = &[
    "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "shall",
    "should", "was", "were", "will", "would",
];

/// Those that say that something is not (yet) so. Sorted.
const OPEN: &[&str] = &["can", "could", "may", "might", "must", "shall", "should", "will", "would"];

/// Whether a word in lower case denies what stands behind it: "not", "never", "didn’t".
pub(super) fn is_denial(word: &str) -> bool {
    DENIALS.contains(&word) || word.ends_with("n't") || word.ends_with("n’t")
}

/// "seriously", "quickly"; "only" and "early" are none.
fn is_adverb(word: &str) -> bool {
    const SHORTEST_LETTERS: usize = 6;
    SHORTEST_LETTERS <= word.len() && word.ends_with("ly") && !matches!(word, "family" | "supply" | "assembly" | "reply" | "apply")
}

/// What a word in lower case is to a denial beside it.
pub(super) fn hints(word: &str) -> Hints {
    let listed = |list: &[&str]| list.binary_search(&word).is_ok();
    Hints::default()
        .with(Hints::DENIAL, is_denial(word))
        .with(Hints::AUXILIARY, listed(AUXILIARIES))
        .with(Hints::OPEN, listed(OPEN))
        .with(Hints::REACHED_OVER, listed(REACHED_OVER))
        .with(Hints::ADVERB, is_adverb(word))
        .with(Hints::WEEKDAY, weekday(word).is_some())
}

/// Whether the word denies the deed behind its "to", in any form: "failed", "refusing".
pub(super) fn is_denying(word: Stem) -> bool {
    static STEMS: LazyLock<Vec<Stem>> = LazyLock::new(|| DENYING.iter().map(|word| stem(word)).collect());
    STEMS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{AUXILIARIES, DENIALS, DENYING, OPEN, REACHED_OVER, is_denial};

    #[test]
    fn the_tables_are_sorted() {
        for table in [AUXILIARIES, DENIALS, DENYING, OPEN, REACHED_OVER] {
            assert!(table.is_sorted());
        }
    }

    #[test]
    fn a_denial_in_either_apostrophe() {
        assert!(is_denial("didn't") && is_denial("won’t") && is_denial("cannot") && !is_denial("nothing"));
    }
}
