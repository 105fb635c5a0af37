//! How much a shared word says about two sentences telling the same thing.

use std::sync::LazyLock;

use super::numbers::in_words;
use super::{Stem, Table, stem};

/// Function words and the verbs of reporting: they stand in every sentence of every story.
const EMPTY: &[&str] = &[
    "a", "about", "above", "accord", "ad", "add", "after", "again", "against", "ago", "all", "almost", "along", "alreadi", "also",
    "although", "am", "amid", "among", "an", "and", "ani", "anoth", "approxim", "are", "around", "as", "at", "away", "back", "be",
    "becaus", "been", "befor", "between", "both", "but", "by", "call", "came", "can", "come", "could", "did", "do", "doe", "done", "down",
    "dure", "each", "either", "even", "ever", "everi", "few", "for", "former", "from", "get", "give", "go", "got", "had", "has", "have",
    "he", "her", "here", "him", "himself", "his", "how", "howev", "i", "if", "in", "includ", "into", "is", "it", "itself", "just", "last",
    "later", "least", "less", "like", "made", "make", "mani", "may", "me", "meanwhil", "might", "more", "most", "much", "must", "my",
    "near", "never", "new", "next", "no", "nor", "not", "now", "of", "off", "on", "onc", "one", "onli", "or", "other", "our", "out",
    "over", "own", "per", "rather", "realli", "report", "s", "said", "same", "say", "see", "she", "should", "sinc", "so", "some", "still",
    "such", "take", "tell", "than", "that", "the", "their", "them", "themselv", "then", "there", "these", "they", "thing", "this", "those",
    "though", "through", "time", "to", "told", "too", "took", "toward", "two", "under", "until", "up", "upon", "us", "use", "veri", "via",
    "was", "way", "we", "well", "went", "were", "what", "when", "where", "whether", "whi", "which", "while", "who", "whom", "whose",
    "will", "with", "within", "without", "would", "yes", "yet", "you", "your",
];

/// Words that news of every kind is full of.
const FRAME: &[&str] = &[
    "announc",
    "author",
    "citi",
    "countri",
    "day",
    "end",
    "expect",
    "first",
    "friday",
    "govern",
    "group",
    "hour",
    "km",
    "man",
    "men",
    "million",
    "minut",
    "monday",
    "month",
    "morn",
    "nation",
    "night",
    "number",
    "offici",
    "peopl",
    "percent",
    "person",
    "place",
    "polic",
    "presid",
    "saturday",
    "second",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "start",
    "state",
    "statement",
    "sunday",
    "thursday",
    "today",
    "tuesday",
    "unit",
    "wednesday",
    "week",
    "woman",
    "women",
    "work",
    "world",
    "year",
    "yesterday",
];

/// The size levels of SCOWL in `weights.txt`, and the weight of a word in each. The steps follow the logarithm of the levels'
/// sizes (some 4,000, 12,000 and 100,000 words): the rarer a word, the more it says.
const COMMON_WEIGHT: f32 = 2.0;
const USUAL_WEIGHT: f32 = 3.0;
const RARE_WEIGHT: f32 = 4.0;
const FRAME_WEIGHT: f32 = 1.0;

static WEIGHTS: LazyLock<Table<Stem, f32>> = LazyLock::new(|| {
    // As many as the list has, so that the table is laid out once.
    const WORDS: usize = 5_600;
    let mut weights = Table::with_room(WORDS);
    for (stem, level) in include_str!("weights.txt").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')) {
        weights.put(Stem::of_plain(stem), if level == "10" { COMMON_WEIGHT } else { USUAL_WEIGHT });
    }
    // What is known of these goes before what the list says.
    for &(stem, weight) in NUMBERS.iter() {
        weights.put(stem, weight);
    }
    for (words, weight) in [(EMPTY, 0.0), (FRAME, FRAME_WEIGHT)] {
        for stem in words {
            weights.put(Stem::of_plain(stem), weight);
        }
    }
    weights
});

/// Small numbers, in words and in figures: common words. "One" and "two" stand everywhere.
static NUMBERS: LazyLock<Vec<(Stem, f32)>> = LazyLock::new(|| {
    let weight = |number: u8| if matches!(number, 1 | 2) { 0.0 } else { COMMON_WEIGHT };
    let both = |(number, word): (u8, String)| [stem(&word), Stem::of_plain(&number.to_string())].map(|it| (it, weight(number)));
    let mut numbers: Vec<(Stem, f32)> = in_words().flat_map(both).collect();
    numbers.sort_by_key(|&(stem, _)| stem);
    numbers
});

/// What a word that two sentences share is worth: 0 for a function word, 4 for a rare word or a name.
pub fn weight(stem: Stem) -> f32 {
    WEIGHTS.get(&stem).copied().unwrap_or(RARE_WEIGHT)
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, FRAME, weight};
    use crate::lexicon::stem;

    #[test]
    fn the_rarer_the_heavier() {
        let weights: Vec<_> = ["the", "people", "children", "minister", "trawler"].map(|word| weight(stem(word))).into();
        assert!(weights.is_sorted(), "{weights:?}");
        assert_eq!(weights.first(), Some(&0.0));
    }

    #[test]
    fn the_tables_hold_stems() {
        assert!(FRAME.is_sorted());
        for word in EMPTY.iter().chain(FRAME) {
            assert!(word.chars().all(|c| c.is_ascii_lowercase()), "{word}");
        }
    }
}
