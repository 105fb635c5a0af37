//! The lists that tell names from other words, laid over one another: whatever they say of a word comes back in one look-up.

use std::sync::LazyLock;

use super::Table;
use super::countries::{COUNTRIES, STATES};
use super::names::{FAMILY_FIRST, VIETNAMESE};
use super::titles::{HONORIFICS, MODIFIERS, TITLES};

/// In which lists a word or phrase stands. Whoever has several questions about a word asks for these first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u32);

impl Marks {
    /// See [`super::given_name`].
    pub const GIVEN: Self = Self(1);
    /// A given name that many bear.
    pub const FREQUENT: Self = Self(1 << 1);
    /// A given name of men.
    pub(super) const MALE: Self = Self(1 << 2);
    /// A given name of women.
    pub(super) const FEMALE: Self = Self(1 << 3);
    /// See [`super::is_surname`].
    pub const SURNAME: Self = Self(1 << 4);
    /// A common word as it stands in the list; see [`Marks::is_common`].
    pub(super) const WORD: Self = Self(1 << 5);
    /// See [`super::is_place`].
    pub const PLACE: Self = Self(1 << 6);
    /// See [`super::is_organisation`].
    pub const ORGANISATION: Self = Self(1 << 7);
    /// See [`super::is_thing_noun`].
    pub const THING: Self = Self(1 << 8);
    /// See [`super::is_personal_verb`].
    pub const VERB: Self = Self(1 << 9);
    /// See [`super::is_kin`].
    pub const KIN: Self = Self(1 << 10);
    /// See [`super::is_calendar_word`].
    pub const CALENDAR: Self = Self(1 << 11);
    /// See [`super::is_function_word`].
    pub const FUNCTION: Self = Self(1 << 12);
    /// See [`super::is_role_noun`].
    pub const ROLE: Self = Self(1 << 13);
    /// A family name that is written first, Vietnamese ones included.
    pub const FAMILY_FIRST: Self = Self(1 << 14);
    /// See [`super::title`].
    pub const TITLE: Self = Self(1 << 15);
    /// See [`super::honorific`].
    pub const HONORIFIC: Self = Self(1 << 16);
    /// See [`super::office_modifier`].
    pub(super) const MODIFIER: Self = Self(1 << 17);
    /// See [`super::country`].
    pub const COUNTRY: Self = Self(1 << 18);
    /// A state by its name or abbreviation.
    pub const STATE: Self = Self(1 << 19);
    /// The first of several words that name a country or state.
    pub const OPENS_COUNTRY: Self = Self(1 << 20);

    /// What the lists say of a word as [`super::folded`] gives it, or of such words joined by one space.
    pub fn of(phrase: &str) -> Self {
        MARKS.get(phrase).copied().unwrap_or_default()
    }

    /// Whether the word stands in the list of `mark`, or in one of several.
    pub fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    /// Those of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `word`, of which these are the marks, is a common English word or a regular inflection of one.
    pub fn is_common(self, word: &str) -> bool {
        // The list leaves out what these rules give back.
        const ENDINGS: &[(&str, &str)] =
            &[("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", "")];
        let listed = |word: &str| Self::of(word).has(Self::WORD);
        self.has(Self::WORD)
            || ENDINGS.iter().any(|(ending, put)| {
                word.strip_suffix(ending)
                    .is_some_and(|base| 2 < base.len() && if put.is_empty() { listed(base) } else { listed(&format!("{base}{put}")) })
            })
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
    let lands = COUNTRIES.keys().copied().chain(STATES.iter().map(|it| it.0));
    for (first, _) in lands.filter_map(|it| it.split_once(' ')) {
        mark(first, Marks::OPENS_COUNTRY);
    }
    for (name, short) in STATES {
        mark(name, Marks::STATE);
        for short in *short {
            mark(short, Marks::STATE);
        }
    }
    marks
});
