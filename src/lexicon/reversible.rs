//! Deeds that one does to another, and never the other to the one in the same event: who beat whom, who bought whom.

use std::sync::LazyLock;

use super::Table;

/// How a word tells of such a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// "beat": who stands before it did it.
    Active,
    /// "beaten": who stands before it suffered it, where "was" and "by" stand by it.
    Passive,
    /// "beat" and "defeated" of one form: either, as the words beside it say.
    Both,
    /// "lost", with "to" behind it: who stands before it suffered it.
    Suffering,
}

/// Words that tell of a deed in one voice, sorted.
type Forms = &'static [&'static str];

/// A deed a line: its name, words in the active voice, participles, words that are told of who suffers. Source: our own table. Left
/// out is what two do to each other, or may do in turn in one event: "met", "married", "attacked", "accused", "criticised".
const DEEDS: &[(&str, Forms, Forms, Forms)] = &[
    ("abduct", &["abducted", "kidnapped"], &["abducted", "kidnapped"], &[]),
    ("adopt", &["adopted"], &["adopted"], &[]),
    ("arrest", &["arrested", "detained"], &["arrested", "detained"], &[]),
    (
        "beat",
        &["beat", "defeated", "overcame", "thrashed", "trounced"],
        &["beaten", "defeated", "overcome", "thrashed", "trounced"],
        &["lost"],
    ),
    ("buy", &["acquired", "bought", "purchased"], &["acquired", "bought", "purchased"], &[]),
    ("dismiss", &["dismissed", "fired", "ousted", "sacked"], &["dismissed", "fired", "ousted", "sacked"], &[]),
    ("eliminate", &["eliminated"], &["eliminated"], &[]),
    ("hire", &["hired", "recruited"], &["hired", "recruited"], &[]),
    ("interview", &["interviewed", "questioned"], &["interviewed", "questioned"], &[]),
    ("invade", &["invaded"], &["invaded"], &[]),
    ("kill", &["killed", "murdered"], &["killed", "murdered"], &[]),
    ("outbid", &["outbid"], &["outbid"], &[]),
    ("overtake", &["overtook"], &["overtaken"], &[]),
    ("pardon", &["pardoned"], &["pardoned"], &[]),
    ("ram", &["rammed"], &["rammed"], &[]),
    ("rescue", &["rescued", "saved"], &["rescued", "saved"], &[]),
    ("rob", &["robbed"], &["robbed"], &[]),
    ("shoot", &["shot"], &["shot"], &[]),
    ("stab", &["stabbed"], &["stabbed"], &[]),
    ("succeed", &["replaced", "succeeded"], &["replaced", "succeeded"], &[]),
    ("sue", &["sued"], &["sued"], &[]),
];

/// What each of the words tells.
static TOLD: LazyLock<Table<&str, (&str, Voice)>> = LazyLock::new(|| {
    let words = DEEDS.iter().flat_map(|&(deed, active, passive, suffering)| {
        let active_forms = active;
        let active = active.iter().map(move |it| (*it, deed, if passive.contains(it) { Voice::Both } else { Voice::Active }));
        let passive = passive.iter().filter(move |it| !active_forms.contains(it));
        let passive = passive.map(move |it| (*it, deed, Voice::Passive));
        active.chain(passive).chain(suffering.iter().map(move |it| (*it, deed, Voice::Suffering)))
    });
    words.map(|(word, deed, voice)| (word, (deed, voice))).collect()
});

/// The deed that `word` (in lower case) tells, by its name, and how. `None` for any other word.
pub fn reversible(word: &str) -> Option<(&'static str, Voice)> {
    TOLD.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::{DEEDS, Voice, reversible};

    #[test]
    fn the_table_is_sorted_and_a_word_tells_of_one_deed() {
        assert!(DEEDS.is_sorted_by_key(|it| it.0));
        let of_word = |word: &str| DEEDS.iter().filter(|it| [it.1, it.2, it.3].iter().any(|forms| forms.contains(&word))).count();
        assert!(DEEDS.iter().flat_map(|it| [it.1, it.2, it.3]).flatten().all(|word| of_word(word) == 1));
    }

    #[test]
    fn a_deed_in_either_voice() {
        assert_eq!(reversible("beat"), Some(("beat", Voice::Active)));
        assert_eq!(reversible("beaten"), Some(("beat", Voice::Passive)));
        assert_eq!(reversible("sued"), Some(("sue", Voice::Both)));
        assert_eq!(reversible("lost"), Some(("beat", Voice::Suffering)));
        assert_eq!(reversible("met"), None);
    }
}
