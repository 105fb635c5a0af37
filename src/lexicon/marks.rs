//! The lists that tell names from other words, laid over one another: whatever they say of a word comes back in one look-up.

use std::sync::LazyLock;

use super::Table;
use super::countries::{COUNTRIES, STATES};
use super::names::{FAMILY_FIRST, VIETNAMESE};
use super::titles::{HONORIFICS, MODIFIERS, TITLES};

/// In which lists a word or phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u32);

impl Marks {
    pub(super) const GIVEN: Self = Self(1);
    /// A given name that many bear.
    pub(super) const FREQUENT: Self = Self(1 << 1);
    /// A given name of men.
    pub(super) const MALE: Self = Self(1 << 2);
    /// A given name of women.
    pub(super) const FEMALE: Self = Self(1 << 3);
    pub(super) const SURNAME: Self = Self(1 << 4);
    pub(super) const WORD: Self = Self(1 << 5);
    pub(super) const PLACE: Self = Self(1 << 6);
    pub(super) const ORGANISATION: Self = Self(1 << 7);
    pub(super) const THING: Self = Self(1 << 8);
    pub(super) const VERB: Self = Self(1 << 9);
    pub(super) const KIN: Self = Self(1 << 10);
    pub(super) const CALENDAR: Self = Self(1 << 11);
    pub(super) const FUNCTION: Self = Self(1 << 12);
    pub(super) const ROLE: Self = Self(1 << 13);
    /// A family name that is written first, Vietnamese ones included.
    pub(super) const FAMILY_FIRST: Self = Self(1 << 14);
    pub(super) const TITLE: Self = Self(1 << 15);
    pub(super) const HONORIFIC: Self = Self(1 << 16);
    pub(super) const MODIFIER: Self = Self(1 << 17);
    pub(super) const COUNTRY: Self = Self(1 << 18);
    /// A state by its name or abbreviation.
    pub(super) const STATE: Self = Self(1 << 19);

    /// Whether the word stands in the list of `mark`.
    pub(super) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }
}

/// The lines of a list without its `#` head.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().skip_while(|line| line.starts_with('#'))
}

static MARKS: LazyLock<Table<&str, Marks>> = LazyLock::new(|| {
    // As many different words as the lists have, so that the table is laid out once.
    const WORDS: usize = 36_000;
    let mut marks: Table<&str, Marks> = Table::with_room(WORDS);
    let mut mark = |word: &'static str, mark: Marks| marks.entry(word).0 |= mark.0;
    for (word, told) in lines(include_str!("given_names.txt")).filter_map(|line| line.split_once(' ')) {
        mark(word, Marks::GIVEN);
        match told.as_bytes().first() {
            Some(b'm') => mark(word, Marks::MALE),
            Some(b'f') => mark(word, Marks::FEMALE),
            _ => {}
        }
        if told.ends_with('+') {
            mark(word, Marks::FREQUENT);
        }
    }
    let lists = [
        (Marks::SURNAME, include_str!("surnames.txt")),
        (Marks::WORD, include_str!("words.txt")),
        (Marks::PLACE, include_str!("places.txt")),
        (Marks::ORGANISATION, include_str!("organisations.txt")),
        (Marks::ROLE, include_str!("roles.txt")),
    ];
    for (list, text) in lists {
        for word in lines(text) {
            mark(word, list);
        }
    }
    for (class, words) in lines(include_str!("cues.txt")).filter_map(|line| line.split_once(": ")) {
        let class = match class {
            "thing" => Marks::THING,
            "verb" => Marks::VERB,
            "kin" => Marks::KIN,
            "calendar" => Marks::CALENDAR,
            _ => Marks::FUNCTION,
        };
        for word in words.split(' ') {
            mark(word, class);
        }
    }
    let families = FAMILY_FIRST.iter().chain(VIETNAMESE).map(|it| (*it, Marks::FAMILY_FIRST));
    let titles = TITLES.iter().map(|it| (it.0, Marks::TITLE)).chain(HONORIFICS.iter().map(|it| (it.0, Marks::HONORIFIC)));
    let modifiers = MODIFIERS.iter().map(|it| (it.0, Marks::MODIFIER));
    let countries = COUNTRIES.keys().map(|it| (*it, Marks::COUNTRY));
    for (word, list) in families.chain(titles).chain(modifiers).chain(countries) {
        mark(word, list);
    }
    for (name, short) in STATES {
        mark(name, Marks::STATE);
        for short in *short {
            mark(short, Marks::STATE);
        }
    }
    marks
});

/// What the lists say of a word as [`super::folded`] gives it, or of such words joined by one space.
pub(super) fn marks(phrase: &str) -> Marks {
    MARKS.get(phrase).copied().unwrap_or_default()
}
