//! Words near a name that tell a person from a place or a company.
//!
//! Every look-up takes words as [`super::folded`] gives them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const THING: u8 = 1;
const VERB: u8 = 2;
const KIN: u8 = 4;
const CALENDAR: u8 = 8;
const FUNCTION: u8 = 16;
const ROLE: u8 = 32;

/// Each word with its classes.
static CUES: LazyLock<BTreeMap<&'static str, u8>> = LazyLock::new(|| {
    let mut cues = BTreeMap::new();
    let text: &'static str = include_str!("cues.txt");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once(": ") else { continue };
        let class = match class {
            "thing" => THING,
            "verb" => VERB,
            "kin" => KIN,
            "calendar" => CALENDAR,
            _ => FUNCTION,
        };
        for word in words.split(' ') {
            *cues.entry(word).or_default() |= class;
        }
    }
    let roles: &'static str = include_str!("roles.txt");
    for word in roles.lines().filter(|line| !line.starts_with('#')) {
        *cues.entry(word).or_default() |= ROLE;
    }
    cues
});

fn is(word: &str, class: u8) -> bool {
    CUES.get(word).is_some_and(|classes| classes & class != 0)
}

/// Whether `word` is the kind of noun that organisations, places, works and events are named with.
pub fn is_thing_noun(word: &str) -> bool {
    is(word, THING)
}

/// Whether `word` is a verb that somebody, not something, does; weak for "is", "was", "has" and "had".
pub fn is_personal_verb(word: &str) -> bool {
    is(word, VERB)
}

/// Whether `word` names a relative or friend.
pub fn is_kin(word: &str) -> bool {
    is(word, KIN)
}

/// Whether `word` is a weekday, a month or a feast.
pub fn is_calendar_word(word: &str) -> bool {
    is(word, CALENDAR)
}

/// Whether `word` is a function word, which no name begins with.
pub fn is_function_word(word: &str) -> bool {
    is(word, FUNCTION)
}

/// Whether `word` says what somebody does or is, in the singular: "goalkeeper", "moviemaker", "defendant".
pub fn is_role_noun(word: &str) -> bool {
    is(word, ROLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_holds_its_words_and_no_others() {
        assert!(is_thing_noun("ministry") && is_kin("wife") && is_calendar_word("friday") && is_personal_verb("resigned"));
        assert!(is_function_word("despite") && !is_function_word("dunn") && is_role_noun("goalkeeper") && !is_role_noun("table"));
    }
}
