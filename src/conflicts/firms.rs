//! One firm under two names: "Halden Supply Ltd" in one article, "Halden Suppliers Ltd." in another.

use super::gathered::{BySubject, Gathered, pairs};
use super::linked;
use super::{Conflict, Input, Statement, name};
use crate::bundle::Severity;
use crate::facts::{Place, one_edit_apart};
use crate::lexicon::plain;
use crate::mentions::Paragraph;
use crate::prose::{Kind, Shape};
use crate::text::single_spaced;

/// How law names the sort of a firm, and the one spelling it goes by here: "Ltd." and "Limited" are house style. Sorted.
const FORMS: &[(&str, &str)] = &[
    ("ag", "ag"),
    ("co", "co"),
    ("company", "co"),
    ("corp", "corp"),
    ("corporation", "corp"),
    ("gmbh", "gmbh"),
    ("inc", "inc"),
    ("incorporated", "inc"),
    ("limited", "ltd"),
    ("llc", "llc"),
    ("llp", "llp"),
    ("ltd", "ltd"),
    ("plc", "plc"),
    ("sa", "sa"),
];

/// A longer run of capitals is a headline, or a list.
const MOST_WORDS: usize = 6;
/// A shorter word with one letter changed is another word: "Orr Tea Ltd", "Orr Sea Ltd".
const SHORTEST_LETTERS: usize = 5;
/// Two words of one root share this part of the shorter one, in quarters: "supply" and "suppliers". Of "supply" and "support" it is
/// two thirds, and a group has firms of such names.
const ROOT_QUARTERS: usize = 3;

/// What two spellings of one firm have in common: the legal form in one spelling and the first word of the name.
pub(super) type Key = (&'static str, String);

/// A firm's name, as an article gives it.
pub(super) struct Firm {
    key: Key,
    /// The name, with its legal form.
    place: Place,
    /// Its words between the first and the legal form, in one spelling: "harbor" for "Harbour".
    rest: Vec<String>,
}

/// The names of firms, of which those that differ in one word are told.
pub(super) type Firms = BySubject<Firm>;

impl Gathered for Firm {
    type Key = Key;

    fn gather(input: &Input<'_>, article: u32) -> Vec<Self> {
        gather(input, article)
    }

    fn key(&self) -> &Key {
        &self.key
    }

    fn place(&self) -> Place {
        self.place
    }

    fn said(&self, _input: &Input<'_>) -> linked::Key {
        linked::key(&self.rest)
    }

    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict> {
        are_one(of_one).then(|| conflict(input, of_one))
    }
}

/// Whether names with one beginning and one legal form are one firm's in several spellings: no article knows two of them, which
/// would be two firms of a group, and each two that are not equal differ in one word that is alike.
fn are_one(firms: &[&Firm]) -> bool {
    let mut differing = pairs(firms).filter(|(one, other)| one.rest != other.rest).peekable();
    differing.peek().is_some()
        && differing.all(|(one, other)| one.place.article != other.place.article && differ_in_one_word(&one.rest, &other.rest))
}

/// Whether two lists of words differ in one word, and that is of one root, or has one letter changed.
fn differ_in_one_word(one: &[String], other: &[String]) -> bool {
    let mut pairs = one.iter().zip(other).filter(|(here, there)| here != there);
    let (Some((here, there)), None) = (pairs.next(), pairs.next()) else { return false };
    let shorter = here.chars().count().min(there.chars().count());
    let root = here.chars().zip(there.chars()).take_while(|(a, b)| a == b).count();
    let alike = shorter * ROOT_QUARTERS <= root * 4 || one_edit_apart(here, there);
    one.len() == other.len() && SHORTEST_LETTERS <= shorter && alike
}

fn conflict(input: &Input<'_>, firms: &[&Firm]) -> Conflict {
    let shown = |it: &Firm| single_spaced(input.read.text(it.place));
    let statement = |it: &&Firm| Statement { place: it.place, value: it.rest.join(" "), shown: shown(it) };
    Conflict {
        kind: name::CHECK.code,
        severity: Severity::Information,
        confidence: 0.7,
        subject: "name".to_owned(),
        reason: "both name a firm of one beginning and one legal form, and one word between them differs".to_owned(),
        remark: None,
        statements: firms.iter().map(statement).collect(),
        settled: None,
    }
}

/// Every firm that an article (an index into the story's) names with its legal form and two words or more, in text order.
fn gather(input: &Input<'_>, article: u32) -> Vec<Firm> {
    let mut firms = Vec::new();
    for (paragraph, text) in input.read.text_paragraphs(article) {
        let ends = (0..paragraph.reading.prose.tokens.len()).filter_map(|at| Some((at, form(paragraph.reading.prose.word(text, at))?)));
        for (at, form) in ends {
            let Some((first, words)) = words_before(text, paragraph, at) else { continue };
            let [beginning, rest @ ..] = words.as_slice() else { continue };
            if rest.is_empty() {
                continue;
            }
            let place = Place { article, span: paragraph.place_of(&(first as u32..at as u32 + 1)) };
            firms.push(Firm { key: (form, beginning.clone()), place, rest: rest.to_vec() });
        }
    }
    firms
}

/// The legal form that a word names, in one spelling; `None` for any other word.
fn form(word: &str) -> Option<&'static str> {
    if !word.starts_with(char::is_uppercase) && word != "plc" {
        return None;
    }
    let bare = word.trim_end_matches('.');
    FORMS.iter().find(|it| it.0.eq_ignore_ascii_case(bare)).map(|it| it.1)
}

/// The capitalised words before token `at` in its sentence, in one spelling, "and" and "&" left out, with the first one's token.
fn words_before(text: &str, paragraph: &Paragraph, at: usize) -> Option<(usize, Vec<String>)> {
    let prose = &paragraph.reading.prose;
    let start = prose.sentences[prose.sentence_of(at)].tokens.start as usize;
    let word = |at: usize| prose.word(text, at);
    let named = |at: usize| start <= at && prose.tokens[at].kind == Kind::Word && prose.tokens[at].shape != Shape::Lower;
    let mut first = at;
    // "Halden Supply, Inc.": the comma is house style.
    let end = if start < at && word(at - 1) == "," { at - 1 } else { at };
    let mut words = Vec::new();
    let mut before = end;
    while let Some(next) = before.checked_sub(1).filter(|&it| start <= it) {
        let joins = matches!(word(next), "&" | "and") && start < next && before < end && named(next - 1);
        if !named(next) && !joins {
            break;
        }
        if named(next) {
            // The article that begins a sentence has its capital from there.
            if next == start && matches!(word(next), "The" | "A" | "An") {
                break;
            }
            words.insert(0, plain(word(next)));
            first = next;
        }
        before = next;
    }
    (words.len() <= MOST_WORDS).then_some((first, words))
}

#[cfg(test)]
mod tests {
    use super::{FORMS, differ_in_one_word};

    fn differ(one: &str, other: &str) -> bool {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        differ_in_one_word(&words(one), &words(other))
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(FORMS.is_sorted());
    }

    #[test]
    fn one_word_of_one_root_or_with_a_letter_wrong() {
        assert!(differ("supply", "suppliers") && differ("marine systems", "marine system") && differ("biscuit", "biscuits"));
        assert!(differ("timber harvest", "timbre harvest"));
        assert!(
            !differ("international", "interactive")
                && !differ("supply", "support")
                && !differ("tea", "sea")
                && !differ("marine", "shipping")
        );
        assert!(!differ("marine", "marine systems") && !differ("marine supply", "maritime suppliers"));
    }
}
