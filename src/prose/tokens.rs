//! A paragraph as words, numbers and marks.

use super::{Kind, Shape, Token};
use crate::lexicon::{Hints, Stem, is_abbreviation, stem_and_hints};
use crate::text::Span;

/// The tokens of `paragraph`, in text order. Blanks belong to none.
pub(super) fn tokens(paragraph: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(paragraph.len() / 4);
    let mut at = 0;
    while let Some(c) = paragraph[at..].chars().next() {
        if c.is_whitespace() || c.is_control() {
            at += c.len_utf8();
            continue;
        }
        let rest = &paragraph[at..];
        let (kind, len) = if let Some(len) = possessive(rest, tokens.last(), at) {
            (Kind::Possessive, len)
        } else if c.is_alphabetic() {
            (Kind::Word, word(rest))
        } else if c.is_ascii_digit() || (c == '.' && leading_point(paragraph, at)) {
            (Kind::Number, number(rest))
        } else {
            (Kind::Mark, c.len_utf8())
        };
        let text = &rest[..len];
        let span = Span::new(at as u32, (at + len) as u32);
        let (stem, hints) = match kind {
            Kind::Word => stem_and_hints(text),
            Kind::Mark => (Stem::of_plain(text), Hints::of_mark(text)),
            Kind::Number | Kind::Possessive => (Stem::of_plain(text), Hints::default()),
        };
        let shape = if kind == Kind::Word { shape(text) } else { Shape::Lower };
        tokens.push(Token { span, kind, shape, hints, stem });
        at += len;
    }
    tokens
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The length of "'s" at the start of `rest` when it ends a word or number: "Hoa's", "the UN's".
fn possessive(rest: &str, before: Option<&Token>, at: usize) -> Option<usize> {
    let before = before?;
    if before.span.end as usize != at || before.kind == Kind::Mark {
        return None;
    }
    let mut chars = rest.chars();
    let apostrophe = chars.next().filter(|&c| is_apostrophe(c))?;
    chars.next().filter(|c| matches!(c, 's' | 'S'))?;
    let len = apostrophe.len_utf8() + 1;
    (!chars.next().is_some_and(char::is_alphanumeric)).then_some(len)
}

/// The length of the word at the start of `rest`.
fn word(rest: &str) -> usize {
    let mut end = letters(rest);
    loop {
        let mut after = rest[end..].chars();
        let Some(joint) = after.next() else { return end };
        let next = &rest[end + joint.len_utf8()..];
        if is_apostrophe(joint) {
            // "don't", "O'Brien"; "'s" is a token of its own.
            let part = letters(next);
            if part == 0 || (part == 1 && next.starts_with(['s', 'S'])) {
                return end;
            }
            end += joint.len_utf8() + part;
        } else if matches!(joint, '-' | '‐' | '‑') {
            let part = letters(next);
            if part == 0 {
                return end;
            }
            end += joint.len_utf8() + part;
        } else if joint == '.' {
            let dotted = &rest[..end];
            let last = dotted.rsplit('.').next().unwrap_or(dotted);
            let single = last.chars().count() == 1;
            let part = letters(next);
            if single && part == 1 && next[part..].starts_with('.') {
                // "U.S.", "a.m.": letter, stop, letter, stop.
                end += 1 + part;
            } else if (single && (dotted.contains('.') || last.starts_with(char::is_uppercase))) || is_abbreviation(dotted) {
                return end + 1;
            } else {
                return end;
            }
        } else {
            return end;
        }
    }
}

/// The length of the letters (and marks on them) at the start of `text`.
fn letters(text: &str) -> usize {
    let plain = text.bytes().position(|it| !it.is_ascii_alphabetic()).unwrap_or(text.len());
    if text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return plain;
    }
    text.find(|c: char| !(c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c))).unwrap_or(text.len())
}

/// Whether the full stop at `at` begins a decimal fraction: ".41" but not "end.41".
fn leading_point(paragraph: &str, at: usize) -> bool {
    let free = !paragraph[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.');
    free && paragraph[at + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// The length of the number at the start of `rest`: digits, with commas and stops that stand between digits.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 1;
    while end < bytes.len() {
        match bytes[end] {
            b'0'..=b'9' => end += 1,
            b',' | b'.' if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) && bytes[end - 1].is_ascii_digit() => {
                // A comma groups three digits: "1,247" but not "June 20,2024".
                if bytes[end] == b',' && rest[end + 1..].bytes().take_while(u8::is_ascii_digit).count() != 3 {
                    return end;
                }
                end += 1;
            }
            _ => return end,
        }
    }
    end
}

fn shape(word: &str) -> Shape {
    if word.as_bytes()[0].is_ascii_lowercase() {
        return Shape::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Lower };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut count = 1;
    let mut lower = false;
    for letter in letters {
        count += 1;
        lower |= letter.is_lowercase();
    }
    match (count, lower) {
        (1, _) => Shape::Initial,
        (_, true) => Shape::Capitalised,
        (_, false) => Shape::Capitals,
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn words_keep_their_inner_marks() {
        check("Park Sung-ho's don't-know", "Park|Sung-ho|'s|don't-know");
        check("O’Brien’s “co-operation”", "O’Brien|’s|“|co-operation|”");
        check("the farmers' market", "the|farmers|'|market");
    }

    #[test]
    fn full_stops_stay_with_abbreviations_and_initials() {
        check("Mr. Dunn of the U.S. left.", "Mr.|Dunn|of|the|U.S.|left|.");
        check("J. T. Orr at 5 a.m. on Main St. today", "J.|T.|Orr|at|5|a.m.|on|Main|St.|today");
    }

    #[test]
    fn numbers_keep_their_commas_and_stops() {
        check("1,247 at 3.5, .41 and 20,2024.", "1,247|at|3.5|,|.41|and|20|,|2024|.");
        check("a 71-year-old, $50-billion, 12th, 4x4", "a|71|-|year-old|,|$|50|-|billion|,|12|th|,|4|x|4");
    }

    #[test]
    fn anything_may_come() {
        check("", "");
        check("\0 — \u{2028}x", "—|x");
        check("'s", "'|s");
    }
}
