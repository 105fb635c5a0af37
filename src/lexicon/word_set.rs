//! Short lists of words, asked of every word of a text.

use std::borrow::Cow;

/// A list of words. Of the many words that are not in it nearly all are told by their length and their outer letters.
#[derive(Debug)]
pub struct WordSet {
    /// Ascending.
    words: &'static [&'static str],
    /// A bit for each place that [`place`] gives a word of the list.
    places: [u64; 4],
}

impl WordSet {
    /// The set of `words`, which are in ascending order.
    ///
    /// # Panics
    ///
    /// When they are not, which a constant tells the compiler.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut places = [0; 4];
        let mut at = 0;
        while at < words.len() {
            assert!(at == 0 || is_less(words[at - 1].as_bytes(), words[at].as_bytes()), "the words are in ascending order");
            let place = place(words[at].as_bytes());
            places[place / 64] |= 1 << (place % 64);
            at += 1;
        }
        Self { words, places }
    }

    /// Whether `word` is one of them, as written.
    pub fn has(&self, word: &str) -> bool {
        let place = place(word.as_bytes());
        self.places[place / 64] >> (place % 64) & 1 != 0 && self.words.binary_search(&word).is_ok()
    }
}

/// One of 256 places, by the length of a word and its outer letters.
const fn place(word: &[u8]) -> usize {
    let [first, .., last] = word else { return word.len() };
    (*first as usize + 7 * *last as usize + 31 * word.len()) % 256
}

const fn is_less(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

/// `word` in lower case, without a copy where it is so already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|it| it.is_ascii() && !it.is_ascii_uppercase()) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::{WordSet, lower};

    #[test]
    fn a_set_has_its_words_and_no_others() {
        const WORDS: &[&str] = &["", "a", "and", "ferry", "over", "overt", "’s"];
        const SET: WordSet = WordSet::of(WORDS);
        assert!(WORDS.iter().all(|word| SET.has(word)));
        assert!(["ferries", "aid", "o", "overs", "Ferry", "’", "fiery"].iter().all(|word| !SET.has(word)));
    }

    #[test]
    fn lower_case_is_that_of_the_alphabet() {
        for word in ["ferry", "Ferry", "ÉTÉ", "été", "12th", "’s"] {
            assert_eq!(lower(word), word.to_lowercase());
        }
    }
}
