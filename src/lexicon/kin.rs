//! What people of one family are to each other.

use super::{Gender, folds};

/// Which place in a family a word names, seen from somebody else in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// "aunt", "uncle".
    Aunt,
    /// "daughter", "son".
    Child,
    /// "daughter-in-law", "son-in-law".
    ChildInLaw,
    /// "cousin".
    Cousin,
    /// "granddaughter", "grandson".
    Grandchild,
    /// "grandfather", "grandmother".
    Grandparent,
    /// "nephew", "niece".
    Niece,
    /// "father", "mother".
    Parent,
    /// "father-in-law", "mother-in-law".
    ParentInLaw,
    /// "brother", "sister".
    Sibling,
    /// "brother-in-law", "sister-in-law".
    SiblingInLaw,
    /// "husband", "wife".
    Spouse,
}

/// By what somebody is of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// By blood or, of spouses, by marriage: "brother". Who is adopted is told of so as well.
    Full,
    /// By one parent: "half-brother".
    Half,
    /// By a parent's or a spouse's marriage: "stepbrother".
    Step,
}

/// What a word says somebody is to another of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kin {
    /// The place in the family.
    pub line: Line,
    /// By what.
    pub bond: Bond,
    /// Who is called so; `None` where both are.
    pub gender: Option<Gender>,
}

/// Words of one family, folded, without "half" and "step". Sorted. "Relative", "sibling" and "child" rule out nothing; "partner",
/// "fiancée" and "girlfriend" turn into one another and into "wife".
const WORDS: &[(&str, Line, Option<Gender>)] = &[
    ("aunt", Line::Aunt, Some(Gender::Female)),
    ("brother", Line::Sibling, Some(Gender::Male)),
    ("brotherinlaw", Line::SiblingInLaw, Some(Gender::Male)),
    ("cousin", Line::Cousin, None),
    ("dad", Line::Parent, Some(Gender::Male)),
    ("daughter", Line::Child, Some(Gender::Female)),
    ("daughterinlaw", Line::ChildInLaw, Some(Gender::Female)),
    ("father", Line::Parent, Some(Gender::Male)),
    ("fatherinlaw", Line::ParentInLaw, Some(Gender::Male)),
    ("granddaughter", Line::Grandchild, Some(Gender::Female)),
    ("grandfather", Line::Grandparent, Some(Gender::Male)),
    ("grandmother", Line::Grandparent, Some(Gender::Female)),
    ("grandson", Line::Grandchild, Some(Gender::Male)),
    ("husband", Line::Spouse, Some(Gender::Male)),
    ("mom", Line::Parent, Some(Gender::Female)),
    ("mother", Line::Parent, Some(Gender::Female)),
    ("motherinlaw", Line::ParentInLaw, Some(Gender::Female)),
    ("mum", Line::Parent, Some(Gender::Female)),
    ("nephew", Line::Niece, Some(Gender::Male)),
    ("niece", Line::Niece, Some(Gender::Female)),
    ("sister", Line::Sibling, Some(Gender::Female)),
    ("sisterinlaw", Line::SiblingInLaw, Some(Gender::Female)),
    ("son", Line::Child, Some(Gender::Male)),
    ("soninlaw", Line::ChildInLaw, Some(Gender::Male)),
    ("uncle", Line::Aunt, Some(Gender::Male)),
    ("wife", Line::Spouse, Some(Gender::Female)),
];

/// What `word` says somebody is to another of the family; `None` for every other word, and for what rules nothing out ("relative").
pub fn kin(word: &str) -> Option<Kin> {
    let word = folds(word);
    let parted = [("half", Bond::Half), ("step", Bond::Step)].into_iter().find_map(|(part, bond)| Some((word.strip_prefix(part)?, bond)));
    let (word, bond) = parted.unwrap_or((&word, Bond::Full));
    let &(_, line, gender) = &WORDS[WORDS.binary_search_by(|it| it.0.cmp(word)).ok()?];
    Some(Kin { line, bond, gender })
}

impl Kin {
    /// Its one spelling: "half brother" for "half-brother", "mother" for "mum", "brotherinlaw".
    pub fn normal(&self) -> String {
        let words = WORDS.iter().filter(|it| (it.1, it.2) == (self.line, self.gender)).map(|it| it.0);
        let word = words.max_by_key(|it| it.len()).unwrap_or_default();
        match self.bond {
            Bond::Full => word.to_owned(),
            Bond::Half => format!("half {word}"),
            Bond::Step => format!("step{word}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bond, Line, WORDS, kin};

    #[test]
    fn the_table_is_sorted() {
        assert!(WORDS.is_sorted_by_key(|it| it.0));
    }

    #[test]
    fn kin_by_blood_by_one_parent_and_by_law() {
        let of = |word: &str| kin(word).map(|it| (it.line, it.bond));
        assert_eq!(of("half-brother"), Some((Line::Sibling, Bond::Half)));
        assert_eq!(of("Stepsister"), Some((Line::Sibling, Bond::Step)));
        assert_eq!(of("sister-in-law"), Some((Line::SiblingInLaw, Bond::Full)));
        assert_eq!(kin("mum").map(|it| it.normal()), Some("mother".to_owned()));
        assert_eq!((of("relative"), of("partner"), of("halfway")), (None, None, None));
    }
}
