//! Who does what in a clause: the person before a verb or behind it, and whom a pronoun means.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Input;
use crate::facts::{PersonKey, Place};
use crate::mentions::Paragraph;
use crate::prose::{Kind, Prose};
use crate::text::Span;

/// A paragraph's words, with who is named in it.
pub(super) struct Clauses<'a> {
    pub(super) input: &'a Input<'a>,
    /// The article: an index into the story's.
    pub(super) article: u32,
    text: &'a str,
    pub(super) paragraph: &'a Paragraph,
    pub(super) prose: &'a Prose,
}

/// What stands between a subject and its verb. Sorted.
const BETWEEN: &[&str] = &[
    "also", "be", "been", "being", "could", "finally", "first", "had", "has", "have", "herself", "himself", "is", "later", "may", "might",
    "then", "was", "will", "would",
];

impl<'a> Clauses<'a> {
    /// The words of a paragraph of an article; `text` is the paragraph's.
    pub(super) fn of(input: &'a Input<'a>, article: u32, text: &'a str, paragraph: &'a Paragraph) -> Self {
        Self { input, article, text, paragraph, prose: &paragraph.reading.prose }
    }

    /// What `read` finds in the sentences of an article's running text (their tokens), in text order.
    pub(super) fn in_sentences<T>(input: &'a Input<'a>, article: u32, read: fn(&Self, Range<usize>) -> Option<T>) -> Vec<T> {
        let clauses = input.read.text_paragraphs(article).map(|(paragraph, text)| Self::of(input, article, text, paragraph));
        let of_paragraph = |it: Self| {
            let sentences = it.prose.sentences.iter().map(|sentence| sentence.tokens.start as usize..sentence.tokens.end as usize);
            sentences.filter_map(|tokens| read(&it, tokens)).collect::<Vec<T>>()
        };
        clauses.flat_map(of_paragraph).collect()
    }

    /// The word at token `at`; nothing past the end.
    pub(super) fn word(&self, at: usize) -> &str {
        if at < self.prose.tokens.len() { self.prose.word(self.text, at) } else { "" }
    }

    /// Where some tokens stand.
    pub(super) fn place(&self, tokens: &Range<u32>) -> Place {
        Place { article: self.article, span: self.paragraph.place_of(tokens) }
    }

    /// The tokens of the sentence in which token `at` stands.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let tokens = &self.prose.sentences[self.prose.sentence_of(at)].tokens;
        tokens.start as usize..tokens.end as usize
    }

    /// Who is named right before token `at`.
    pub(super) fn named_to(&self, at: usize) -> Option<PersonKey> {
        let end = self.paragraph.span.start + self.prose.tokens.get(at.checked_sub(1)?)?.span.end;
        let before = Span::new(self.paragraph.span.start, end);
        self.input.facts.within(self.article, before).last().filter(|(place, _)| place.span.end == end).map(|it| it.1)
    }

    /// Who is named from token `at` on.
    pub(super) fn named_from(&self, at: usize) -> Option<PersonKey> {
        let start = self.paragraph.span.start + self.prose.tokens.get(at)?.span.start;
        let from = Span::new(start, self.paragraph.span.end);
        self.input.facts.within(self.article, from).first().filter(|(place, _)| place.span.start == start).map(|it| it.1)
    }

    /// Whom the pronoun at token `at` means: the only one but `other` whom its sentence names before it, or else the sentence before.
    pub(super) fn meant(&self, at: usize, other: Option<PersonKey>) -> Option<PersonKey> {
        let sentence = self.prose.sentence_of(at);
        let only = |span: Span| {
            let named = self.input.facts.within(self.article, self.paragraph.place(span)).iter().map(|it| it.1);
            let named: BTreeSet<PersonKey> = named.filter(|it| Some(*it) != other).collect();
            (named.len(), named.first().copied())
        };
        let start = self.prose.sentences[sentence].span.start;
        match only(Span::new(start, self.prose.tokens[at].span.start)) {
            (1, meant) => meant,
            (0, _) => match only(self.prose.sentences[sentence.checked_sub(1)?].span) {
                (1, meant) => meant,
                _ => None,
            },
            _ => None,
        }
    }

    /// The first token of what stands between the subject of the verb at token `verb` and that verb: "was" of "Orr was jailed".
    pub(super) fn behind_subject(&self, verb: usize) -> usize {
        let start = self.sentence(verb).start;
        let plain = |at: usize| BETWEEN.binary_search(&self.word(at)).is_ok() || self.word(at).ends_with("ly");
        (start..verb).rev().take_while(|&at| plain(at)).last().unwrap_or(verb)
    }

    /// The person that is the subject of the verb at token `verb`: "Orr, 63, was jailed", "Orr, who was jailed", "he was jailed".
    pub(super) fn subject(&self, verb: usize) -> Option<PersonKey> {
        /// "Orr, a former mayor of the town,": a longer aside may name another subject.
        const ASIDE_TOKENS: usize = 8;
        let end = self.behind_subject(verb);
        let last = end.checked_sub(1).filter(|&at| self.sentence(verb).contains(&at))?;
        match self.word(last) {
            "he" | "she" | "He" | "She" => self.meant(last, None),
            "who" if self.word(last.checked_sub(1)?) == "," => self.named_to(last - 1),
            "who" => self.named_to(last),
            "," => {
                let opens = (last.saturating_sub(ASIDE_TOKENS)..last).rev().find(|&at| self.word(at) == ",")?;
                self.named_to(opens)
            }
            _ => self.named_to(end),
        }
    }

    /// Whether a helper makes the verb at token `verb` one that is suffered: "was jailed", "has been jailed".
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        (self.behind_subject(verb)..verb).any(|at| matches!(self.word(at), "was" | "is" | "be" | "been" | "being"))
    }

    /// Whether token `at` is a word in lower case.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        use crate::prose::Shape;
        self.prose.tokens.get(at).is_some_and(|it| it.kind == Kind::Word && it.shape == Shape::Lower)
    }
}

#[cfg(test)]
mod tests {
    use super::BETWEEN;

    #[test]
    fn the_table_is_sorted() {
        assert!(BETWEEN.is_sorted());
    }
}
