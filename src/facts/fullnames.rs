//! When two full names are one person's.

use crate::lexicon::{self, Gender};

/// A name of two words or more, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FullName {
    /// All words, folded, suffix included.
    words: Vec<Box<str>>,
    /// The words without the suffix.
    core: usize,
    /// Where the family name stands in `words`.
    family: std::ops::Range<usize>,
    /// Whether the family name stands first.
    pub family_first: bool,
}

impl FullName {
    /// Takes a name apart; `None` for one word. `hyphened` tells that a word is written like "Sung-ho".
    pub(super) fn read(key: &str, hyphened: bool) -> Option<Self> {
        let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
        let core = words.iter().rposition(|word| !is_suffix(word)).map_or(0, |at| at + 1);
        if core < 2 {
            return None;
        }
        let family_first = is_family_first(&words[..core], hyphened);
        let family = if family_first {
            0..1
        } else {
            // "Ursula von der Lahn": the family name begins at the first particle behind the given name.
            (1..core - 1).find(|&at| lexicon::is_name_particle(words[at])).unwrap_or(core - 1)..core
        };
        Some(Self { words: words.into_iter().map(Box::from).collect(), core, family, family_first })
    }

    /// The family name: "dunn", "von der lahn", "kim".
    pub(super) fn family(&self) -> String {
        self.words[self.family.clone()].join(" ")
    }

    /// The last word of the family name: what most variants share.
    pub(super) fn family_head(&self) -> &str {
        &self.words[self.family.end - 1]
    }

    /// The first given name; an initial is one letter.
    pub(super) fn given(&self) -> &str {
        if self.family_first { &self.words[1] } else { &self.words[0] }
    }

    fn middle(&self) -> &[Box<str>] {
        if self.family_first { &self.words[2..self.core] } else { &self.words[1..self.family.start.max(1)] }
    }

    /// "jr", "sr", "iii".
    pub(super) fn suffix(&self) -> Option<&str> {
        self.words[self.core..].first().map(|it| &**it)
    }

    /// All words but the family name, as one: "sungho" of "Park Sung Ho" and "Park Sung-ho".
    pub(super) fn given_joined(&self) -> String {
        self.words[..self.core].iter().enumerate().filter(|(at, _)| !self.family.contains(at)).map(|(_, word)| &**word).collect()
    }

    /// Who bears it, by its given name.
    pub(super) fn gender(&self) -> Option<Gender> {
        if self.family_first { None } else { lexicon::given_name(self.given()).and_then(|given| given.gender) }
    }

    /// The shorter names by which its bearer may be called, the given name last and marked.
    pub(super) fn short_forms(&self) -> Vec<(String, bool)> {
        let mut forms = Vec::new();
        let core = &self.words[..self.core];
        if self.family_first {
            forms.push((core[0].to_string(), false));
            forms.push((core[1..].join(" "), false));
            forms.push((self.given_joined(), false));
            if lexicon::is_vietnamese_family(&core[0]) || core.len() == 2 {
                forms.push((core[core.len() - 1].to_string(), false));
            }
        } else {
            forms.push((self.family(), false));
            forms.push((self.family_head().to_owned(), false));
            if 2 < core.len() {
                forms.push((core[core.len() - 2..].join(" "), false));
            }
            if let Some(suffix) = self.suffix() {
                forms.push((format!("{} {suffix}", self.family()), false));
            }
            if 1 < core[0].len() {
                forms.push((core[0].to_string(), true));
            }
        }
        forms.retain(|(form, _)| 1 < form.chars().count() && !lexicon::is_function_word(form));
        forms.sort();
        forms.dedup_by(|one, other| one.0 == other.0);
        forms
    }

    /// Whether both can name one person: initials, nicknames, missing middle names, hyphens and marks may differ.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        if matches!((self.suffix(), other.suffix()), (Some(one), Some(two)) if one != two) {
            return false;
        }
        if self.words[..self.core].concat() == other.words[..other.core].concat() {
            return true;
        }
        if self.family_first || other.family_first {
            return self.family_head() == other.family_head()
                && self.family_first == other.family_first
                && one_edit_apart(&self.given_joined(), &other.given_joined())
                && 5 <= self.given_joined().len();
        }
        if self.family() != other.family() && !(self.family_head() == other.family_head() && self.family.len() != other.family.len()) {
            return false;
        }
        if given_agree(self.given(), other.given()) {
            return match (self.middle().first(), other.middle().first()) {
                (Some(one), Some(two)) => given_agree(one, two) || self.middle().len() != other.middle().len(),
                _ => true,
            };
        }
        // "J. Robert Orr" goes by "Robert Orr".
        self.middle().first().is_some_and(|middle| middle.len() > 1 && given_agree(middle, other.given()))
            || other.middle().first().is_some_and(|middle| middle.len() > 1 && given_agree(middle, self.given()))
    }

    /// Whether they differ by one letter of the family name alone: "Jon Wetzler" and "Jon Welzler".
    pub(super) fn misspells(&self, other: &Self) -> bool {
        // In a short name one letter makes another name: "Anna Dunn", "Anna Dun" may be two; "Wetzler" is long enough.
        const SHORTEST_LETTERS: usize = 5;
        !self.family_first
            && !other.family_first
            && 1 < self.given().len()
            && self.given() == other.given()
            && self.suffix() == other.suffix()
            && SHORTEST_LETTERS <= self.family_head().len().min(other.family_head().len())
            && self.family_head().as_bytes()[0] == other.family_head().as_bytes()[0]
            && one_edit_apart(self.family_head(), other.family_head())
    }
}

/// "jr", "sr", "ii", "iii", "iv".
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

fn given_agree(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == other || initial(one, other) || initial(other, one) || lexicon::are_nicknames(one, other)
}

/// Whether the words are in the order of China, Korea and Vietnam.
fn is_family_first(words: &[&str], hyphened: bool) -> bool {
    // "Kim Ashby" has a given name that is a family name too; only syllables tell them apart.
    const SYLLABLE_LETTERS: usize = 5;
    const LONGEST_LETTERS: usize = 8;
    let Some((first, rest)) = words.split_first() else { return false };
    if !lexicon::is_family_first(first) || rest.len() > 3 {
        return false;
    }
    let foreign = |word: &&str| {
        (2..=LONGEST_LETTERS).contains(&word.len())
            && (lexicon::is_family_first(word) || !lexicon::is_surname(word))
            && lexicon::given_name(word).is_none_or(|given| !given.frequent)
    };
    let given_too = lexicon::given_name(first).is_some_and(|given| given.frequent);
    rest.iter().all(foreign) && (hyphened || !given_too || 2 <= rest.len() && rest.iter().all(|word| word.len() <= SYLLABLE_LETTERS))
}

/// Whether one letter is put in, left out or changed, or two neighbours change places.
pub fn one_edit_apart(one: &str, other: &str) -> bool {
    // Letters are counted, not bytes: "löw" is shorter than "loew".
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same_start = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let same_end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => {
            let same_end = same_end.min(short.len() - same_start);
            let differ = short.len() - same_start - same_end;
            differ == 1 || differ == 2 && short[same_start] == long[same_start + 1] && short[same_start + 1] == long[same_start]
        }
        1 => short.len() <= same_start + same_end,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(one: &str, other: &str) -> bool {
        FullName::read(one, false).unwrap().agrees(&FullName::read(other, false).unwrap())
    }

    #[test]
    fn one_person_is_written_in_many_ways() {
        for (one, other) in [
            ("park sung ho", "park sungho"),
            ("robert p orr", "bob orr"),
            ("anna m dunn", "anna dunn"),
            ("j dunn", "john dunn"),
            ("j robert orr", "robert orr"),
            ("ursula von der lahn", "ursula lahn"),
            ("martin dunn jr", "martin dunn"),
        ] {
            assert!(agree(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn an_edit_is_a_letter_however_many_bytes_it_has() {
        for (one, other) in [("löw", "löwe"), ("日本", "日本語"), ("müler", "müller")] {
            assert!(one_edit_apart(one, other) && one_edit_apart(other, one), "{one} and {other}");
        }
        for (one, other) in [("löw", "loew"), ("日本", "abcd")] {
            assert!(!one_edit_apart(one, other) && !one_edit_apart(other, one), "{one} and {other}");
        }
    }

    #[test]
    fn two_people_of_one_surname_stay_two() {
        for (one, other) in [
            ("anna dunn", "martin dunn"),
            ("martin dunn jr", "martin dunn sr"),
            ("john a dunn", "john b dunn"),
            ("park sung ho", "park min ji"),
        ] {
            assert!(!agree(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn one_letter_of_a_long_surname_is_a_misprint() {
        let misspells = |one, other| FullName::read(one, false).unwrap().misspells(&FullName::read(other, false).unwrap());
        assert!(misspells("jon wetzler", "jon welzler"));
        assert!(!misspells("jon wetzler", "jan wetzler"));
        assert!(!misspells("jon orr", "jon orb"));
        assert!(one_edit_apart("sungho", "songho") && one_edit_apart("brown", "brwon") && !one_edit_apart("brown", "brown"));
    }

    #[test]
    fn a_vietnamese_name_is_shortened_to_its_last_word() {
        let forms = |key| FullName::read(key, false).unwrap().short_forms().into_iter().map(|(form, _)| form).collect::<Vec<_>>();
        assert!(forms("pham thi hoa").contains(&"hoa".to_owned()));
        assert_eq!(forms("to hoa"), ["hoa"]);
    }
}
