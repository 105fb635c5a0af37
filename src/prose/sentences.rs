//! Where sentences end.

use super::{Kind, Sentence, Shape, Token, is_glued};
use crate::lexicon::is_title_abbreviation;
use crate::text::Span;

/// The sentences of a paragraph, in text order; together they hold every token.
///
/// One ends at a full stop, question or exclamation mark, with the closing quotation marks and brackets behind it, when
/// what follows begins like a sentence. The stop of an abbreviation ends one only before a word that sentences begin with.
pub(super) fn sentences(paragraph: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_sentence(paragraph, tokens, at) {
            while end < tokens.len() && is_glued(tokens, end) && is_closing(tokens[end].span.of(paragraph)) {
                end += 1;
            }
            if end == tokens.len() || begins_sentence(paragraph, tokens, end) {
                sentences.push(sentence(tokens, start, end));
                start = end;
            }
        }
        at = end;
    }
    if start < tokens.len() {
        sentences.push(sentence(tokens, start, tokens.len()));
    }
    sentences
}

fn sentence(tokens: &[Token], start: usize, end: usize) -> Sentence {
    let span = Span::new(tokens[start].span.start, tokens[end - 1].span.end);
    Sentence { tokens: start as u32..end as u32, span }
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "”" | "’" | ")" | "]" | "." | "!" | "?")
}

fn ends_sentence(paragraph: &str, tokens: &[Token], at: usize) -> bool {
    let text = tokens[at].span.of(paragraph);
    match tokens[at].kind {
        Kind::Mark => matches!(text, "." | "!" | "?" | "…"),
        // "in Washington, D.C. The" may end a sentence, "Mr. Dunn" and "J. T. Orr" never.
        Kind::Word if text.ends_with('.') => {
            tokens[at].shape != Shape::Initial
                && !is_title_abbreviation(text)
                && tokens.get(at + 1).is_none_or(|next| {
                    let follows = next.span.of(paragraph);
                    // "Rep. Ann Dunn Jr. (D-Ill.) said" goes on in the bracket.
                    next.shape == Shape::Capitalised && opens(follows) || next.kind == Kind::Mark && !matches!(follows, "(" | "[")
                })
        }
        _ => false,
    }
}

/// Whether a sentence often begins with `word`, so that an abbreviation before it ended one.
fn opens(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "A", "After", "All", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her", "His", "However", "If", "In", "It", "Its",
        "More", "No", "Not", "On", "One", "She", "So", "Some", "That", "The", "Their", "There", "These", "They", "This", "Those", "We",
        "What", "When", "While", "With", "You",
    ];
    OPENERS.binary_search(&word).is_ok()
}

fn begins_sentence(paragraph: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if is_glued(tokens, at) && token.kind != Kind::Mark {
        // "said.The" was pasted without its blank; "example.org" and "3.p" were not.
        return token.shape == Shape::Capitalised;
    }
    match token.kind {
        Kind::Word => token.shape != Shape::Lower,
        Kind::Number => true,
        Kind::Possessive => false,
        Kind::Mark => {
            matches!(token.span.of(paragraph), "\"" | "“" | "‘" | "'" | "(" | "[" | "—" | "–" | "-" | "$" | "£" | "€" | "*" | "•")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::Prose;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = Prose::read(text).sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check("“We left.” The boat sank! (It did.) Why?", &["“We left.”", "The boat sank!", "(It did.)", "Why?"]);
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_only_before_an_opener() {
        check("Mr. Dunn met U.S. President Orr. He left.", &["Mr. Dunn met U.S. President Orr.", "He left."]);
        check("He lives in Washington, D.C. The house is old.", &["He lives in Washington, D.C.", "The house is old."]);
        check("Rep. Ann Dunn Jr. (D-Ill.) said no. It passed.", &["Rep. Ann Dunn Jr. (D-Ill.) said no.", "It passed."]);
        check("It began at 5 p.m. on Friday.", &["It began at 5 p.m. on Friday."]);
    }

    #[test]
    fn a_decimal_point_ends_nothing() {
        check("It rose 3.5 per cent. Prices fell.", &["It rose 3.5 per cent.", "Prices fell."]);
    }
}
