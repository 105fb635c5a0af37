//! What somebody is to another of the family: "his half-brother Peter", "Tom's brother Peter".

use std::ops::Range;

use super::clauses::Clauses;
use super::gathered::{BySubject, Gathered, pairs};
use super::linked;
use super::{Check, Conflict, Input, Statement, severity};
use crate::bundle::Severity;
use crate::facts::{PersonKey, Place};
use crate::lexicon::{Bond, Kin, is_reporting_verb, kin};
use crate::prose::{Kind, Shape};
use crate::text::single_spaced;

pub(super) const CHECK: Check = Check {
    code: "kin",
    summary: "Somebody is related to another person in two ways.",
    help: include_str!("../../tests/specs/kin.md"),
    example: "“her half-brother Tom Orr” / “her brother, Tom Orr”",
    severity: Severity::Warning,
    keep: || Box::new(BySubject::<Tie>::default()),
};

/// What an article says somebody is to another of the family.
struct Tie {
    /// Who.
    person: PersonKey,
    /// To whom, where the text says so.
    to: Option<To>,
    kin: Kin,
    /// The word of kinship.
    place: Place,
}

/// To whom somebody is related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct To {
    person: PersonKey,
    /// Whether the name stands there, rather than "his" or "her".
    named: bool,
}

impl Gathered for Tie {
    type Key = PersonKey;

    fn gather(input: &Input<'_>, article: u32) -> Vec<Self> {
        gather(input, article)
    }

    fn key(&self) -> &PersonKey {
        &self.person
    }

    fn place(&self) -> Place {
        self.place
    }

    fn said(&self, _input: &Input<'_>) -> linked::Key {
        linked::key(format!("{:?}", (&self.kin, self.to)))
    }

    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict> {
        dispute(of_one).map(|(one, two)| conflict(input, of_one, one, two))
    }
}

/// The first two ties of somebody that cannot both be, in story order. An article that gives somebody two ties of sorts that
/// differ tells of two families, or knows better: then there are none.
fn dispute<'t>(ties: &[&'t Tie]) -> Option<(&'t Tie, &'t Tie)> {
    if pairs(ties).any(|(one, two)| one.place.article == two.place.article && one.kin != two.kin) {
        return None;
    }
    pairs(ties).find(|(one, two)| exclude(one, two))
}

/// Whether two ties cannot both be. A half-brother is nobody's brother of whom the same is said; a niece may be a daughter as
/// well, of somebody else.
fn exclude(one: &Tie, two: &Tie) -> bool {
    let same = one.to.zip(two.to).map(|(here, there)| here.person == there.person);
    let single_spaced = one.kin.line == two.kin.line;
    let by_bond = single_spaced && one.kin.gender == two.kin.gender && one.kin.bond != two.kin.bond;
    by_bond && same != Some(false) || one.kin != two.kin && same == Some(true)
}

fn conflict(input: &Input<'_>, ties: &[&Tie], one: &Tie, two: &Tie) -> Conflict {
    let shown = |it: &Tie| single_spaced(input.read.text(it.place)).to_lowercase();
    let statement = |it: &&Tie| Statement { place: it.place, value: it.kin.normal(), shown: shown(it) };
    let named = [one, two].iter().all(|it| it.to.is_some_and(|it| it.named));
    let other_line = one.kin.line != two.kin.line;
    let name = &input.facts.people[one.person].name;
    Conflict {
        kind: CHECK.code,
        // "Brother" for a half-brother is loose rather than wrong, and whose is meant by "his" is read, not written.
        severity: severity::of(named && other_line),
        confidence: if named { 0.8 } else { 0.6 },
        subject: format!("family of {name}"),
        reason: format!("both say what {name} is to somebody of the family, and nobody is both"),
        remark: None,
        statements: ties.iter().filter(|it| [one.kin, two.kin].contains(&it.kin)).map(statement).collect(),
        settled: None,
    }
}

/// Every tie of somebody named in an article (an index into the story's), in text order.
fn gather(input: &Input<'_>, article: u32) -> Vec<Tie> {
    let mut ties = Vec::new();
    for (paragraph, text) in input.read.text_paragraphs(article) {
        let words = Clauses::of(input, article, text, paragraph);
        for &(name, person) in input.facts.within(article, paragraph.span) {
            ties.extend(words.tie(name, person));
        }
    }
    ties
}

impl Clauses<'_> {
    /// What the words beside the name `name` say `person` is to somebody.
    fn tie(&self, name: Place, person: PersonKey) -> Option<Tie> {
        let (start, end) = (name.span.start - self.paragraph.span.start, name.span.end - self.paragraph.span.start);
        let first = self.prose.tokens.partition_point(|it| it.span.end <= start);
        let next = self.prose.tokens.partition_point(|it| it.span.start < end);
        self.before(first, next, person).or_else(|| self.behind(next, person))
    }

    /// "his half-brother Peter Orr", "Tom's niece, Anna Dunn, left": the word of kinship ends before token `first`, and the name
    /// before token `next`.
    fn before(&self, first: usize, next: usize, person: PersonKey) -> Option<Tie> {
        let sentence = &self.prose.sentences[self.prose.sentence_of(first)].tokens;
        let mut last = first.checked_sub(1)?;
        if self.word(last) == "," {
            // "He lives with his sister, Anna Dunn said" names no sister.
            let closed = matches!(self.word(next), "," | "." | ";" | ")") && !is_reporting_verb(self.word(next + 1));
            last = last.checked_sub(1).filter(|_| closed)?;
        }
        (sentence.start as usize <= last).then_some(())?;
        let (kin, words) = self.kin(last)?;
        let to = self.whose(words.start as usize, person)?;
        Some(Tie { person, to, kin, place: self.place(&words) })
    }

    /// "Peter Orr, her half-brother, left", "Peter Orr, a nephew of Anna Dunn": the name ends before token `next`.
    fn behind(&self, next: usize, person: PersonKey) -> Option<Tie> {
        const FURTHEST_TOKENS: usize = 6;
        (self.word(next) == ",").then_some(())?;
        let from = next + 1;
        let own = |at: usize| {
            self.prose.tokens[at].kind == Kind::Word && self.prose.tokens[at].shape == Shape::Lower
                || self.prose.tokens[at].kind == Kind::Possessive
        };
        let end = self.prose.tokens.len().min(from + FURTHEST_TOKENS);
        let last = (from..end).find(|&at| kin(self.word(at)).is_some())?;
        let opens = matches!(self.word(from), "a" | "her" | "his" | "the") || last == from || self.prose.tokens[from].shape != Shape::Lower;
        if !opens || (from + 1..last).any(|at| !own(at) && self.prose.tokens[at].shape == Shape::Lower) {
            return None;
        }
        let (kin, words) = self.kin(last)?;
        let behind = match self.word(last + 1) {
            // "Tom Dunn, his brother, Peter, and two others" is a list.
            "," | "." | ")" => self.prose.tokens.get(last + 2).is_none_or(|it| it.shape == Shape::Lower && self.word(last + 2) != "and"),
            "of" => true,
            _ => false,
        };
        let to = if self.word(last + 1) == "of" {
            Some(self.named_from(last + 2).map(|person| To { person, named: true }))
        } else {
            self.whose(words.start as usize, person)
        };
        behind.then_some(Tie { person, to: to?, kin, place: self.place(&words) })
    }

    /// The word of kinship that ends at token `last`, with its tokens. "Father Orr" and "Sister Anna" are of the church.
    fn kin(&self, last: usize) -> Option<(Kin, Range<u32>)> {
        let parted = last.checked_sub(1).filter(|&it| matches!(self.word(it), "half" | "step" | "Half" | "Step"));
        let first = parted.unwrap_or(last);
        let opens = self.prose.sentences[self.prose.sentence_of(first)].tokens.start as usize == first;
        let joined = (first..=last).map(|at| self.word(at)).collect::<String>();
        let kin = kin(&joined)?;
        let plain = self.prose.tokens[first].shape == Shape::Lower || opens && kin.bond != Bond::Full;
        plain.then_some((kin, first as u32..last as u32 + 1))
    }

    /// To whom somebody is what the words from token `kin` on say: the possessive before them. `Some(None)` where none tells; `None`
    /// where they are no longer so.
    #[expect(clippy::option_option, reason = "whether it is so, and to whom, are two answers")]
    fn whose(&self, kin: usize, person: PersonKey) -> Option<Option<To>> {
        /// "his much younger, estranged".
        const MOST_ADJECTIVES: usize = 4;
        let start = self.prose.sentences[self.prose.sentence_of(kin)].tokens.start as usize;
        for at in (start.max(kin.saturating_sub(MOST_ADJECTIVES))..kin).rev() {
            let token = &self.prose.tokens[at];
            match self.word(at).to_lowercase().as_str() {
                "former" | "ex" | "future" | "then" => return None,
                "her" | "his" => return Some(self.meant(at, Some(person)).map(|person| To { person, named: false })),
                _ if token.kind == Kind::Possessive => return Some(self.named_to(at).map(|person| To { person, named: true })),
                _ if token.kind != Kind::Word || token.shape != Shape::Lower => break,
                _ => {}
            }
        }
        Some(None)
    }
}
