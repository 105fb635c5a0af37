//! Words near a name that tell a person from a place or a company.
//!
//! Every look-up takes words as [`super::folded`] gives them.

use super::Marks;

/// Whether `word` is the kind of noun that organisations, places, works and events are named with.
pub fn is_thing_noun(word: &str) -> bool {
    Marks::of(word).has(Marks::THING)
}

/// Whether `word` is a verb that somebody, not something, does; weak for "is", "was", "has" and "had".
pub fn is_personal_verb(word: &str) -> bool {
    Marks::of(word).has(Marks::VERB)
}

/// Whether `word` names a relative or friend.
pub fn is_kin(word: &str) -> bool {
    Marks::of(word).has(Marks::KIN)
}

/// Whether `word` is a weekday, a month or a feast.
pub fn is_calendar_word(word: &str) -> bool {
    Marks::of(word).has(Marks::CALENDAR)
}

/// Whether `word` is a function word, which no name begins with.
pub fn is_function_word(word: &str) -> bool {
    Marks::of(word).has(Marks::FUNCTION)
}

/// Whether `word` says what somebody does or is, in the singular: "goalkeeper", "moviemaker", "defendant".
pub fn is_role_noun(word: &str) -> bool {
    Marks::of(word).has(Marks::ROLE)
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
