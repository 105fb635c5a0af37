//! What a token may begin, by the lists it stands in: found once for a word, so that no reader asks its lists of every token.

use super::{calendar, numbers, speech, titles, units};
use crate::lexicon::folded;

/// What a token may be the first word of. A reader may pass over a token without its hint; one with it need not begin anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hints(u8);

impl Hints {
    /// A number in words, a fraction, an ordinal, a currency before digits: "twelve", "half", "a", "third", "US", "$".
    pub const NUMBER: Self = Self(1);
    /// A time in words: "Friday", "yesterday", "a" of "a year ago".
    pub const TIME: Self = Self(2);
    /// An office or role: "President", "ex-mayor".
    pub const OFFICE: Self = Self(4);
    /// Somebody's words. This one is sure: see [`super::is_reporting_verb`].
    pub const SPEECH: Self = Self(8);
    /// A clause, or its end. This one is sure: see [`super::is_clause_boundary`].
    pub const CLAUSE: Self = Self(16);

    /// Nothing, but its parts may: a word with a hyphen in it.
    pub const HYPHEN: Self = Self(32);
    /// Every hint there is, as if nothing were known of a word.
    #[cfg(test)]
    pub(crate) const ANY: Self = Self(u8::MAX);

    /// What a word may begin, or a part of one between hyphens; `word` as written.
    pub fn of_word(word: &str) -> Self {
        let lower = word.to_ascii_lowercase();
        let hyphened = word.contains(['-', '‐', '‑']);
        Self::default()
            .with(Self::NUMBER, numbers::begins_number(&lower) || units::begins_sum(word))
            .with(Self::TIME, calendar::begins_time(&lower) || numbers::begins_number(&lower))
            .with(Self::OFFICE, hyphened || titles::title(&folded(word)).is_some())
            .with(Self::HYPHEN, hyphened)
            .with(Self::SPEECH, speech::is_reporting_verb(word))
            .with(Self::CLAUSE, speech::is_clause_boundary(word))
    }

    /// What a mark may begin.
    pub fn of_mark(mark: &str) -> Self {
        Self::default().with(Self::NUMBER, units::begins_sum(mark)).with(Self::CLAUSE, speech::is_clause_boundary(mark))
    }

    fn with(self, hint: Self, holds: bool) -> Self {
        if holds { Self(self.0 | hint.0) } else { self }
    }

    /// Whether it has `hint`.
    pub fn has(self, hint: Self) -> bool {
        self.0 & hint.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Hints;

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
}
