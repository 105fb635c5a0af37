//! A paragraph's tokens cut once more, at hyphens: "two-and-a-half-year" and "71-year-old" read alike.

use crate::lexicon::Hints;
use crate::prose::{Kind, Prose, Shape};
use crate::text::Span;

/// A part of a token that has no hyphen in it, or the hyphen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'p> {
    /// In lower case (ASCII letters only).
    pub lower: &'p str,
    /// As written.
    pub text: &'p str,
    /// Where it stands (paragraph bytes).
    pub span: Span,
    /// The token it is of.
    pub token: u32,
    /// The sentence it is in.
    pub sentence: u32,
    /// What it is made of: the token's kind, or a mark for an inner hyphen.
    pub kind: Kind,
    /// How it is capitalised.
    pub shape: Shape,
    /// Whether it follows the piece before it without a blank.
    pub glued: bool,
    /// What it may begin.
    pub hints: Hints,
}

impl Piece<'_> {
    /// Whether it is a hyphen or a dash that may join two numbers.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "‐" | "‑" | "–" | "—" | "−")
    }

    /// Whether it is a word that begins with a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.kind == Kind::Word && self.shape != Shape::Lower
    }

    /// Whether it is a number in digits, or has `hint`.
    pub(super) fn is_number_or(&self, hint: Hints) -> bool {
        self.is_number() || self.hints.has(hint)
    }

    /// Whether it is a number in digits.
    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }
}

/// The pieces of `paragraph`, in text order. `lower` is the paragraph with ASCII letters in lower case.
pub(super) fn pieces<'p>(paragraph: &'p str, lower: &'p str, prose: &Prose) -> Vec<Piece<'p>> {
    let mut pieces = Vec::with_capacity(prose.tokens.len() + prose.tokens.len() / 8);
    for (at, sentence) in prose.sentences.iter().enumerate() {
        for token in sentence.tokens.clone() {
            let whole = prose.tokens[token as usize];
            let mut piece = |span: Span, kind, shape, glued, hints| {
                pieces.push(Piece {
                    lower: span.of(lower),
                    text: span.of(paragraph),
                    span,
                    token,
                    sentence: at as u32,
                    kind,
                    shape,
                    glued,
                    hints,
                });
            };
            let text = whole.span.of(paragraph);
            let glued = prose.is_glued(token as usize);
            if !whole.hints.has(Hints::HYPHEN) {
                piece(whole.span, whole.kind, whole.shape, glued, whole.hints);
                continue;
            }
            let mut start = 0;
            for (hyphen, mark) in text.match_indices(['-', '‐', '‑']).chain([(text.len(), "")]) {
                let from = whole.span.start + start as u32;
                let to = whole.span.start + hyphen as u32;
                let part = Span::new(from, to);
                let shape = if part.of(paragraph).starts_with(char::is_uppercase) { Shape::Capitalised } else { Shape::Lower };
                piece(part, Kind::Word, shape, start != 0 || glued, Hints::of_word(part.of(paragraph)));
                if !mark.is_empty() {
                    piece(Span::new(to, to + mark.len() as u32), Kind::Mark, Shape::Lower, true, Hints::default());
                }
                start = hyphen + mark.len();
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use crate::prose::Prose;

    #[test]
    fn hyphens_come_apart() {
        let text = "A two-and-a-half-year term, 71-year-old";
        let prose = Prose::read(text);
        let lower = text.to_ascii_lowercase();
        let found: Vec<_> = pieces(text, &lower, &prose).iter().map(|it| it.lower).collect();
        assert_eq!(found.join("|"), "a|two|-|and|-|a|-|half|-|year|term|,|71|-|year|-|old");
    }
}
