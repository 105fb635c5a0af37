//! What a token may begin, by the lists it stands in: found once for a word, so that no reader asks its lists of every token.

use std::sync::LazyLock;

use super::{Table, calendar, folded, numbers, speech, titles, units};

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
    /// A clause, or its end. This one is sure.
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
        let listed = |word: &str| LISTED.get(word).copied().unwrap_or_default();
        // "Sept." is "Sept".
        let bare = lower.strip_suffix('.').map_or(Self::default(), listed);
        Self::of_mark(word)
            .and(listed(&lower))
            .with(Self::TIME, bare.has(Self::TIME))
            .with(Self::OFFICE, hyphened || titles::title(&folded(word)).is_some())
            .with(Self::HYPHEN, hyphened)
    }

    /// What a mark may begin.
    pub fn of_mark(mark: &str) -> Self {
        AS_WRITTEN.get(mark).copied().unwrap_or_default()
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn with(self, hint: Self, holds: bool) -> Self {
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
