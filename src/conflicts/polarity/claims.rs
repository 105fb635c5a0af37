//! Words that are denied or have an opposite, with the frames they stand in: what a paragraph says by itself.

use std::ops::Range;

use crate::lexicon::{Hints, Stem, concept};
use crate::mentions::Paragraph;
use crate::prose::{Kind, Prose, Sentence, Token};

/// How far a frame reaches before the word, in tokens: over "who, she said, has".
const LEFT_REACH: u32 = 6;
/// How far it reaches behind the word, in tokens.
const RIGHT_REACH: u32 = 8;
/// The most telling words of a frame before the word, and behind it.
const FRAME: (usize, usize) = (2, 3);

/// A word that is denied or has an opposite, with the frame it stands in.
#[derive(Debug, PartialEq)]
pub(super) struct Claim {
    /// Its token in the paragraph.
    pub(super) at: u32,
    /// The first token of the word with its auxiliaries and its "not".
    start: u32,
    pub(super) word: Stem,
    pub(super) denied: bool,
    /// Whether it will, may or should be so.
    pub(super) open: bool,
    /// What stands before it, then what stands behind it.
    frame: Box<[Stem]>,
    left: u8,
}

impl Claim {
    /// The nearest telling words before it, nearest first, at most two; none where a "he" or "she" stands there and nothing else,
    /// which may be anybody whom the other sentence names.
    pub(super) fn left(&self) -> &[Stem] {
        &self.frame[..usize::from(self.left)]
    }

    /// The nearest telling words behind it, nearest first, at most three.
    pub(super) fn right(&self) -> &[Stem] {
        &self.frame[usize::from(self.left)..]
    }

    /// The tokens of the word with its auxiliaries and its "not".
    pub(super) fn value(&self) -> Range<u32> {
        self.start..self.at + 1
    }
}

/// Every claim of a paragraph with a word that is `wanted`, in text order.
pub(super) fn claims(text: &str, paragraph: &Paragraph, wanted: impl Fn(&Token) -> bool) -> Vec<Claim> {
    let prose = &paragraph.reading.prose;
    let all = (0..).zip(&prose.tokens).filter(|(_, it)| it.kind == Kind::Word && wanted(it));
    all.filter_map(|(at, _)| Words { text, prose }.claim(at)).collect()
}

/// The classes of the words that a paragraph denies, ascending.
pub(super) fn denied(text: &str, paragraph: &Paragraph) -> Box<[Stem]> {
    let prose = &paragraph.reading.prose;
    let words = Words { text, prose };
    // A paragraph that has none of these denies nothing.
    let denies = |it: &Token| it.hints.has(Hints::DENIAL) || it.hints.has(Hints::DENYING) || words.is(it, "longer");
    if !prose.tokens.iter().any(denies) {
        return Box::default();
    }
    let told = (0..prose.tokens.len() as u32).filter(|&at| words.negator(at).is_some());
    let mut classes: Vec<Stem> = told.map(|at| words.class(at)).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.into()
}

/// A paragraph's words.
struct Words<'a> {
    text: &'a str,
    prose: &'a Prose,
}

impl<'a> Words<'a> {
    fn token(&self, at: u32) -> &'a Token {
        &self.prose.tokens[at as usize]
    }

    fn sentence(&self, at: u32) -> &'a Sentence {
        &self.prose.sentences[self.prose.sentence_of(at as usize)]
    }

    fn has(&self, at: u32, hint: Hints) -> bool {
        self.token(at).hints.has(hint)
    }

    /// Whether a token is this word, in capitals or not.
    fn is(&self, token: &Token, word: &str) -> bool {
        token.kind == Kind::Word && token.span.of(self.text).eq_ignore_ascii_case(word)
    }

    fn class(&self, at: u32) -> Stem {
        concept(self.token(at).stem)
    }

    /// Whether token `at` denies the deed behind its "to".
    fn denies_what_follows(&self, at: u32) -> bool {
        let next = self.prose.tokens.get(at as usize + 1);
        self.has(at, Hints::DENYING) && next.is_some_and(|it| it.span.of(self.text) == "to")
    }

    /// The token of the "not" or "failed to" that denies the telling word at `at`; `None` where none does: "not only" denies nothing.
    fn negator(&self, at: u32) -> Option<u32> {
        if !self.has(at, Hints::TELLING) && !self.has(at, Hints::OPPOSITE) {
            return None;
        }
        let start = self.sentence(at).tokens.start;
        let not = (start..at).rev().find(|&it| !self.has(it, Hints::REACHED_OVER))?;
        let longer = start < not && self.is(self.token(not), "longer") && self.token(not - 1).span.of(self.text) == "no";
        (longer || self.has(not, Hints::DENIAL) || self.denies_what_follows(not)).then_some(not - u32::from(longer))
    }

    /// Whether a word tells something that stands where it stands: days and manners stand where each paper likes.
    fn is_telling(&self, at: u32) -> bool {
        let token = self.token(at);
        let movable = token.hints.has(Hints::ADVERB) || token.hints.has(Hints::WEEKDAY);
        token.kind == Kind::Number || token.hints.has(Hints::TELLING) && !movable
    }

    /// The word at `at` with its frame; `None` where nothing stands before it.
    fn claim(&self, at: u32) -> Option<Claim> {
        let sentence = &self.sentence(at).tokens;
        let not = self.negator(at);
        let mut start = not.unwrap_or(at);
        // "have been seriously disrupted"; behind a "not" the manner is what is denied.
        let reached = |at: u32| self.has(at, Hints::REACHED_OVER) || not.is_none() && self.has(at, Hints::ADVERB);
        let before = (sentence.start..start).rev().find(|&it| !reached(it));
        if let Some(first) = before.filter(|&it| self.has(it, Hints::AUXILIARY)) {
            start = first;
        }
        let purpose = |it: u32| self.is(self.token(it), "to") && !(it > 0 && self.denies_what_follows(it - 1));
        let open = (sentence.start.max(start.saturating_sub(1))..at).any(|it| self.has(it, Hints::OPEN) || purpose(it));
        let before = (sentence.start.max(start.saturating_sub(LEFT_REACH))..start).rev();
        let behind = at + 1..sentence.end.min(at + 1 + RIGHT_REACH);
        let telling = |it: &u32| self.is_telling(*it);
        let mut frame: Vec<Stem> = before.filter(telling).take(FRAME.0).map(|it| self.class(it)).collect();
        let left = frame.len() as u8;
        // "He was serving a life sentence": nothing but the pronoun before it.
        let is_pronoun = |it: u32| self.is(self.token(it), "he") || self.is(self.token(it), "she");
        if left == 0 && !(sentence.start..start).any(is_pronoun) {
            return None;
        }
        frame.extend(behind.filter(telling).take(FRAME.1).map(|it| self.class(it)));
        Some(Claim { at, start, word: self.token(at).stem, denied: not.is_some(), open, frame: frame.into(), left })
    }
}
