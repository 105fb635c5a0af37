//! A paragraph as words and sentences. Sees one paragraph and nothing else.

mod paragraphs;
mod sentences;
mod tokens;

use std::ops::Range;

use crate::lexicon::{Hints, Stem};
use crate::text::Span;

pub use paragraphs::paragraphs;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with inner apostrophes, hyphens between letters ("Sung-ho", "co-operation") and the full stops of
    /// abbreviations and initials ("U.S.", "Mr.", "J.").
    Word,
    /// Digits, with inner commas, full stops and a leading full stop: "1,247", "3.5", ".41".
    Number,
    /// The possessive ending "'s".
    Possessive,
    /// Anything else, one character a token.
    Mark,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// "minister", and every token that is no word.
    Lower,
    /// "Minister", "McCain", "Sung-ho".
    Capitalised,
    /// "NATO", "U.S.": two letters or more, all capitals.
    Capitals,
    /// "A", "J.": one capital.
    Initial,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands (paragraph bytes).
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// How it is capitalised.
    pub shape: Shape,
    /// What it may begin.
    pub hints: Hints,
    /// What comparisons look at; for a mark, of the mark itself.
    pub stem: Stem,
}

/// A sentence: a range of the paragraph's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// First and one past the last token.
    pub tokens: Range<u32>,
    /// From its first to its last token (paragraph bytes).
    pub span: Span,
}

/// A paragraph's tokens and sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// In text order.
    pub tokens: Box<[Token]>,
    /// In text order; together they hold every token.
    pub sentences: Box<[Sentence]>,
}

impl Prose {
    /// Reads one paragraph.
    pub fn read(paragraph: &str) -> Self {
        let tokens = tokens::tokens(paragraph);
        let sentences = sentences::sentences(paragraph, &tokens);
        Self { tokens: tokens.into(), sentences: sentences.into() }
    }

    /// The text of token `at`.
    ///
    /// # Panics
    ///
    /// When there is no such token.
    pub fn word<'t>(&self, paragraph: &'t str, at: usize) -> &'t str {
        self.tokens[at].span.of(paragraph)
    }

    /// Whether token `at` follows the one before it without a blank; false where there is no such token.
    pub fn is_glued(&self, at: usize) -> bool {
        is_glued(&self.tokens, at)
    }

    /// The span from token `first` to token `last`, both inside (paragraph bytes).
    ///
    /// # Panics
    ///
    /// When there are no such tokens.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.cover(self.tokens[last].span)
    }

    /// The index of the sentence that holds token `at`.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end as usize <= at)
    }
}

/// Whether one of a paragraph's tokens follows the one before it without a blank. Their places tell: a token has no room for it.
fn is_glued(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| tokens.get(before..=at)).is_some_and(|pair| pair[0].span.end == pair[1].span.start)
}
