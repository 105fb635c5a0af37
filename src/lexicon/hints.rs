//! What a token may begin, by the lists it stands in: found once for a word, so that no reader asks its lists of every token.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Marks, Stem, Table, calendar, denials, folds, has_opposite, lower, numbers, speech, units, weight};

/// What a token may be the first word of, and what it is. A reader may pass over a token without its hint; one with it need not begin
/// anything, but for the hints that are sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hints(u16);

impl Hints {
    /// A number in words, a fraction, an ordinal, a currency before digits: "twelve", "half", "a", "third", "US", "$".
    pub const NUMBER: Self = Self(1);
    /// A time in words: "Friday", "yesterday", "a" of "a year ago".
    pub const TIME: Self = Self(2);
    /// An office or role: "President", "ex-mayor".
    pub const OFFICE: Self = Self(4);
    /// Somebody's words. This one is sure: see [`super::is_reporting_verb`].
    pub const SPEECH: Self = Self(8);
    /// A clause, or its end. This one is sure.
    pub const CLAUSE: Self = Self(16);

    /// Nothing, but its parts may: a word with a hyphen in it.
    pub const HYPHEN: Self = Self(32);

    // What stands below is sure, and of words as they are read: a part of a word has none of it.

    /// A word that weighs something: see [`super::weight`].
    pub const TELLING: Self = Self(64);
    /// A word with an opposite: see [`super::has_opposite`].
    pub const OPPOSITE: Self = Self(128);
    /// "not", "never", "didn't".
    pub const DENIAL: Self = Self(256);
    /// A verb or adjective that denies the deed behind its "to": "failed".
    pub const DENYING: Self = Self(512);
    /// "was", "has", "may".
    pub const AUXILIARY: Self = Self(1024);
    /// One of those that say that something is not so, or not yet: "may", "will".
    pub const OPEN: Self = Self(2048);
    /// A word that a denial reaches over: "not yet been", "not the".
    pub const REACHED_OVER: Self = Self(4096);
    /// An adverb of manner: "seriously".
    pub const ADVERB: Self = Self(8192);
    /// A day of the week, in full or short.
    pub const WEEKDAY: Self = Self(16384);

    /// Every hint there is, as if nothing were known of a word.
    #[cfg(test)]
    pub(crate) const ANY: Self = Self(u16::MAX);

    /// What a word may begin, or a part of one between hyphens; `word` as written.
    pub fn of_word(word: &str) -> Self {
        let lower =
            if word.bytes().any(|it| it.is_ascii_uppercase()) { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) };
        let hyphened = word.contains(['-', '‐', '‑']);
        let listed = |word: &str| LISTED.get(word).copied().unwrap_or_default();
        // "Sept." is "Sept".
        let bare = lower.strip_suffix('.').map_or(Self::default(), listed);
        Self::of_mark(word)
            .and(listed(&lower))
            .with(Self::TIME, bare.has(Self::TIME))
            .with(Self::OFFICE, hyphened || Marks::of(&folds(word)).has(Marks::TITLE))
            .with(Self::HYPHEN, hyphened)
    }

    /// What a whole word with this stem may begin, and what it is; `word` as written.
    pub(super) fn of_whole(word: &str, stem: Stem) -> Self {
        Self::of_word(word)
            .and(denials::hints(&lower(word)))
            .with(Self::TELLING, 0.0 < weight(stem))
            .with(Self::OPPOSITE, has_opposite(stem))
            .with(Self::DENYING, denials::is_denying(stem))
    }

    /// What a mark may begin.
    pub fn of_mark(mark: &str) -> Self {
        AS_WRITTEN.get(mark).copied().unwrap_or_default()
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn with(self, hint: Self, holds: bool) -> Self {
        if holds { Self(self.0 | hint.0) } else { self }
    }

    /// Whether it has `hint`.
    pub fn has(self, hint: Self) -> bool {
        self.0 & hint.0 != 0
    }
}

/// What words in lower case may begin.
static LISTED: LazyLock<Table<&str, Hints>> = LazyLock::new(|| {
    let numbers = numbers::openers().flat_map(|word| [(word, Hints::NUMBER), (word, Hints::TIME)]);
    let times = calendar::openers().map(|word| (word, Hints::TIME));
    let speech = speech::reporting_verbs().map(|word| (word, Hints::SPEECH));
    table(numbers.chain(times).chain(speech))
});

/// What words and marks may begin that are told by their capitals.
static AS_WRITTEN: LazyLock<Table<&str, Hints>> = LazyLock::new(|| {
    let sums = units::openers().map(|word| (word, Hints::NUMBER));
    table(sums.chain(speech::clause_boundaries().map(|word| (word, Hints::CLAUSE))))
});

fn table(hints: impl Iterator<Item = (&'static str, Hints)>) -> Table<&'static str, Hints> {
    let mut table: Table<&'static str, Hints> = Table::default();
    for (word, hint) in hints {
        let known = table.entry(word);
        *known = known.and(hint);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::Hints;
    use crate::lexicon::stem_and_hints;

    #[test]
    fn a_word_hints_at_what_it_may_begin() {
        for (word, hint) in [
            ("Twelve", Hints::NUMBER),
            ("half", Hints::NUMBER),
            ("Rs.", Hints::NUMBER),
            ("Friday", Hints::TIME),
            ("Sept.", Hints::TIME),
            ("dozens", Hints::TIME),
            ("President", Hints::OFFICE),
            ("ex-mayor", Hints::OFFICE),
            ("Said", Hints::SPEECH),
            ("which", Hints::CLAUSE),
        ] {
            assert!(Hints::of_word(word).has(hint), "{word}");
        }
        assert_eq!(Hints::of_word("ferry"), Hints::default());
        assert!(
            Hints::of_mark("$").has(Hints::NUMBER) && Hints::of_mark(",").has(Hints::CLAUSE) && !Hints::of_mark(".").has(Hints::CLAUSE)
        );
    }
    #[test]
    fn a_whole_word_says_what_it_is_to_a_denial() {
        for (word, hint) in [
            ("trawler", Hints::TELLING),
            ("rose", Hints::OPPOSITE),
            ("Didn’t", Hints::DENIAL),
            ("refusing", Hints::DENYING),
            ("was", Hints::AUXILIARY),
            ("may", Hints::OPEN),
            ("The", Hints::REACHED_OVER),
            ("slowly", Hints::ADVERB),
            ("Friday", Hints::WEEKDAY),
        ] {
            assert!(stem_and_hints(word).1.has(hint), "{word}");
            // The stem alone is asked for first where a table holds the word.
            assert_eq!(stem_and_hints(word).0, crate::lexicon::stem(word), "{word}");
        }
        for (word, hint) in [
            ("the", Hints::TELLING),
            ("trawler", Hints::OPPOSITE),
            ("nothing", Hints::DENIAL),
            ("signed", Hints::DENYING),
            ("was", Hints::OPEN),
            ("only", Hints::ADVERB),
        ] {
            assert!(!stem_and_hints(word).1.has(hint), "{word}");
        }
    }
}
