//! Number words and the words that say how exactly a number is meant. Ours.

/// What a number word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberWord {
    /// "three", "seventeen": 0 to 19.
    Small(u8),
    /// "twenty" to "ninety".
    Ten(u8),
    /// "hundred".
    Hundred,
    /// "dozen", "score".
    Group(f64),
    /// "thousand", "million" and beyond, with their abbreviations ("bn", "mln").
    Scale(f64),
}

/// Sorted by word, lower case; with the scale words as hurried writers spell them: "$4.5 milion" is not $4.5.
const WORDS: &[(&str, NumberWord)] = &[
    ("bilion", NumberWord::Scale(1e9)),
    ("billion", NumberWord::Scale(1e9)),
    ("bln", NumberWord::Scale(1e9)),
    ("bn", NumberWord::Scale(1e9)),
    ("crore", NumberWord::Scale(1e7)),
    ("dozen", NumberWord::Group(12.0)),
    ("eight", NumberWord::Small(8)),
    ("eighteen", NumberWord::Small(18)),
    ("eighty", NumberWord::Ten(80)),
    ("eleven", NumberWord::Small(11)),
    ("fifteen", NumberWord::Small(15)),
    ("fifty", NumberWord::Ten(50)),
    ("five", NumberWord::Small(5)),
    ("forty", NumberWord::Ten(40)),
    ("four", NumberWord::Small(4)),
    ("fourteen", NumberWord::Small(14)),
    ("hundred", NumberWord::Hundred),
    ("lakh", NumberWord::Scale(1e5)),
    ("milion", NumberWord::Scale(1e6)),
    ("million", NumberWord::Scale(1e6)),
    ("millon", NumberWord::Scale(1e6)),
    ("mllion", NumberWord::Scale(1e6)),
    ("mln", NumberWord::Scale(1e6)),
    ("nine", NumberWord::Small(9)),
    ("nineteen", NumberWord::Small(19)),
    ("ninety", NumberWord::Ten(90)),
    ("one", NumberWord::Small(1)),
    ("seven", NumberWord::Small(7)),
    ("seventeen", NumberWord::Small(17)),
    ("seventy", NumberWord::Ten(70)),
    ("six", NumberWord::Small(6)),
    ("sixteen", NumberWord::Small(16)),
    ("sixty", NumberWord::Ten(60)),
    ("ten", NumberWord::Small(10)),
    ("thirteen", NumberWord::Small(13)),
    ("thirty", NumberWord::Ten(30)),
    ("thousand", NumberWord::Scale(1e3)),
    ("three", NumberWord::Small(3)),
    ("tn", NumberWord::Scale(1e12)),
    ("trilion", NumberWord::Scale(1e12)),
    ("trillion", NumberWord::Scale(1e12)),
    ("trn", NumberWord::Scale(1e12)),
    ("twelve", NumberWord::Small(12)),
    ("twenty", NumberWord::Ten(20)),
    ("two", NumberWord::Small(2)),
    ("zero", NumberWord::Small(0)),
];

/// What a number word adds. `word` is in lower case; `None` for any other word.
pub fn number_word(word: &str) -> Option<NumberWord> {
    WORDS.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| WORDS[at].1)
}

/// The whole numbers that houses write in words or in figures: each with its word, "zero" to "ninety-nine".
pub(super) fn in_words() -> impl Iterator<Item = (u8, String)> {
    let of = |wanted: NumberWord| WORDS.iter().find(move |(_, it)| *it == wanted).map(|(word, _)| *word);
    (0..100).filter_map(move |number| {
        if number < 20 {
            return Some((number, of(NumberWord::Small(number))?.to_owned()));
        }
        let (tens, ones) = (of(NumberWord::Ten(number / 10 * 10))?, of(NumberWord::Small(number % 10))?);
        Some((number, if number % 10 == 0 { tens.to_owned() } else { format!("{tens}-{ones}") }))
    })
}

/// Words that stand for a loose number, with the fewest and the most they are used for. Sorted. The ends are those of usage:
/// a plural scale word stays below the next power of ten, "several" is more than two and less than ten.
const VAGUE: &[(&str, f64, f64)] = &[
    ("billions", 2e9, 9.999e9),
    ("couple", 2.0, 3.0),
    ("dozens", 24.0, 99.0),
    ("few", 2.0, 9.0),
    ("handful", 3.0, 9.0),
    ("hundreds", 200.0, 999.0),
    ("millions", 2e6, 9.999e6),
    ("scores", 40.0, 99.0),
    ("several", 3.0, 9.0),
    ("tens", 20.0, 99.0),
    ("thousands", 2e3, 9.999e3),
];

/// The fewest and the most that a loose number word ("dozens", "several") stands for. `word` is in lower case.
pub fn vague_number(word: &str) -> Option<(f64, f64)> {
    VAGUE.binary_search_by(|(known, ..)| (*known).cmp(word)).ok().map(|at| (VAGUE[at].1, VAGUE[at].2))
}

/// Sorted by word: the parts a whole is divided into.
const PARTS: &[(&str, f64)] = &[
    ("eighth", 8.0),
    ("eighths", 8.0),
    ("fifth", 5.0),
    ("fifths", 5.0),
    ("half", 2.0),
    ("halves", 2.0),
    ("quarter", 4.0),
    ("quarters", 4.0),
    ("seventh", 7.0),
    ("sixth", 6.0),
    ("sixths", 6.0),
    ("tenth", 10.0),
    ("tenths", 10.0),
    ("third", 3.0),
    ("thirds", 3.0),
];

/// How many of such parts make a whole: 3 for "third" and "thirds". `word` is in lower case.
pub fn parts_of_whole(word: &str) -> Option<f64> {
    PARTS.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| PARTS[at].1)
}

/// Sorted by word: ordinal words.
const ORDINALS: &[(&str, u8)] = &[
    ("eighteenth", 18),
    ("eighth", 8),
    ("eleventh", 11),
    ("fifteenth", 15),
    ("fifth", 5),
    ("fiftieth", 50),
    ("first", 1),
    ("fourteenth", 14),
    ("fourth", 4),
    ("hundredth", 100),
    ("nineteenth", 19),
    ("ninth", 9),
    ("second", 2),
    ("seventeenth", 17),
    ("seventh", 7),
    ("sixteenth", 16),
    ("sixth", 6),
    ("tenth", 10),
    ("third", 3),
    ("thirteenth", 13),
    ("thirtieth", 30),
    ("twelfth", 12),
    ("twentieth", 20),
];

/// The place an ordinal word names: 3 for "third". `word` is in lower case.
pub fn ordinal_word(word: &str) -> Option<u8> {
    ORDINALS.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| ORDINALS[at].1)
}

/// The words that a number, a fraction or an ordinal may begin with, in lower case. What `mentions::quantities` looks at.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    let listed = WORDS.iter().map(|it| it.0).chain(VAGUE.iter().map(|it| it.0)).chain(ORDINALS.iter().map(|it| it.0));
    listed.chain(["a", "an", "half"])
}

/// How a phrase before a number bends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bend {
    /// "about", "around".
    About,
    /// "over", "at least".
    AtLeast,
    /// "up to", "fewer than".
    AtMost,
    /// "nearly", "almost".
    Nearly,
    /// "exactly", "a total of", "only": the number stands as it is and the words belong to it.
    Plain,
}

/// Phrases before a number, longest first where one ends with another; each a list of lower-case words.
const BENDS: &[(&[&str], Bend)] = &[
    (&["just", "over"], Bend::AtLeast),
    (&["well", "over"], Bend::AtLeast),
    (&["little", "over"], Bend::AtLeast),
    (&["slightly", "over"], Bend::AtLeast),
    (&["just", "under"], Bend::Nearly),
    (&["little", "under"], Bend::Nearly),
    (&["no", "more", "than"], Bend::AtMost),
    (&["not", "more", "than"], Bend::AtMost),
    (&["no", "fewer", "than"], Bend::AtLeast),
    (&["no", "less", "than"], Bend::AtLeast),
    (&["not", "less", "than"], Bend::AtLeast),
    (&["little", "more", "than"], Bend::AtLeast),
    (&["more", "than"], Bend::AtLeast),
    (&["greater", "than"], Bend::AtLeast),
    (&["longer", "than"], Bend::AtLeast),
    (&["less", "than"], Bend::AtMost),
    (&["fewer", "than"], Bend::AtMost),
    (&["lower", "than"], Bend::AtMost),
    (&["at", "least"], Bend::AtLeast),
    (&["at", "most"], Bend::AtMost),
    (&["as", "many", "as"], Bend::AtMost),
    (&["as", "much", "as"], Bend::AtMost),
    (&["as", "long", "as"], Bend::AtMost),
    (&["as", "high", "as"], Bend::AtMost),
    (&["up", "to"], Bend::AtMost),
    (&["a", "minimum", "of"], Bend::AtLeast),
    (&["a", "maximum", "of"], Bend::AtMost),
    (&["in", "excess", "of"], Bend::AtLeast),
    (&["upwards", "of"], Bend::AtLeast),
    (&["upward", "of"], Bend::AtLeast),
    (&["close", "to"], Bend::Nearly),
    (&["north", "of"], Bend::AtLeast),
    (&["an", "estimated"], Bend::About),
    (&["estimated"], Bend::About),
    (&["in", "the", "region", "of"], Bend::About),
    (&["some"], Bend::About),
    (&["about"], Bend::About),
    (&["around"], Bend::About),
    (&["approximately"], Bend::About),
    (&["roughly"], Bend::About),
    (&["circa"], Bend::About),
    (&["approx."], Bend::About),
    (&["~"], Bend::About),
    (&["nearly"], Bend::Nearly),
    (&["almost"], Bend::Nearly),
    (&["over"], Bend::AtLeast),
    (&["exceeding"], Bend::AtLeast),
    (&["above"], Bend::AtLeast),
    (&[">"], Bend::AtLeast),
    (&["under"], Bend::AtMost),
    (&["below"], Bend::AtMost),
    (&["<"], Bend::AtMost),
    (&["a", "total", "of"], Bend::Plain),
    (&["exactly"], Bend::Plain),
    (&["precisely"], Bend::Plain),
];

/// The phrase that `before` ends with and how it bends the number after it, with the number of its words.
///
/// `before(n)` is the n-th word before the number, counted from 1, in lower case; `None` at the start of the sentence.
pub fn bend_before<'w>(before: impl Fn(usize) -> Option<&'w str>) -> Option<(Bend, usize)> {
    let last = before(1)?;
    BENDS
        .iter()
        .find(|(phrase, _)| phrase.last() == Some(&last) && phrase.iter().rev().enumerate().all(|(at, word)| before(at + 1) == Some(word)))
        .map(|(phrase, bend)| (*bend, phrase.len()))
}

#[cfg(test)]
mod tests {
    use super::{Bend, ORDINALS, PARTS, VAGUE, WORDS, bend_before};

    #[test]
    fn the_tables_are_sorted() {
        assert!(WORDS.is_sorted_by_key(|it| it.0));
        assert!(VAGUE.is_sorted_by_key(|it| it.0));
        assert!(PARTS.is_sorted_by_key(|it| it.0));
        assert!(ORDINALS.is_sorted_by_key(|it| it.0));
    }

    #[test]
    fn the_longest_phrase_bends() {
        let words = ["no", "more", "than"];
        assert_eq!(bend_before(|n| words.len().checked_sub(n).map(|at| words[at])), Some((Bend::AtMost, 3)));
    }
}
