//! An article's body as paragraphs.

use crate::text::Span;

/// A line this long that ends in the middle of a sentence was broken by a mail program or a terminal, not by its author.
const WRAPPED_LINE_BYTES: usize = 50;

/// The paragraphs of `body`, in text order, without blanks at either end (body bytes).
///
/// A line is a paragraph, as news text is pasted; a line that was wrapped (it is long, ends without a full stop and the
/// next goes on in lower case) goes together with the next. Line ends are LF, CRLF and CR.
pub fn paragraphs(body: &str) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines(body) {
        let text = line.of(body);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            open = false;
            continue;
        }
        let start = line.start + (text.len() - text.trim_start().len()) as u32;
        let span = Span::new(start, start + trimmed.len() as u32);
        match paragraphs.last_mut() {
            Some(last) if open && trimmed.starts_with(char::is_lowercase) => *last = last.cover(span),
            _ => paragraphs.push(span),
        }
        open = trimmed.len() >= WRAPPED_LINE_BYTES && !trimmed.ends_with(['.', '!', '?', ':', '"', '”', '\'', '’', ')']);
    }
    paragraphs
}

/// The lines of `body` without their ends (body bytes).
fn lines(body: &str) -> impl Iterator<Item = Span> {
    let bytes = body.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start > bytes.len() {
            return None;
        }
        let from = start;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |at| from + at);
        start = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => end + 2,
            _ => end + 1,
        };
        Some(Span::new(from as u32, end as u32))
    })
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    fn check(body: &str, expected: &[&str]) {
        let found: Vec<_> = paragraphs(body).into_iter().map(|span| span.of(body)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_line_is_a_paragraph_whatever_ends_it() {
        check("One.\r\nTwo.\rThree.\n\n  Four.  ", &["One.", "Two.", "Three.", "Four."]);
        check("", &[]);
        check(" \n\t\r\n", &[]);
    }

    #[test]
    fn a_wrapped_line_goes_on() {
        check(
            "The harbour master said that the ferry had left the quay\nwith forty people on board.",
            &["The harbour master said that the ferry had left the quay\nwith forty people on board."],
        );
        check("The harbour master said so.\nwith forty", &["The harbour master said so.", "with forty"]);
    }
}
