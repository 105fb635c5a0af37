//! A text that is edited: a rope with lines as the Language Server Protocol counts them.

use ropey::Rope;

use super::{Encoding, Position, Span, Unchanged};

/// A text under the hands of a writer.
///
/// Lines end at `\n`, `\r\n` and `\r` and nowhere else: not at U+2028, U+0085, VT or FF, which pasted news text holds.
/// Cloning takes no time to speak of, however long the text.
#[derive(Debug, Clone, Default)]
pub struct SourceText {
    pub(super) rope: Rope,
}

/// One change to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// From where to where; `None` replaces the whole text.
    pub range: Option<(Position, Position)>,
    /// What stands there afterwards.
    pub text: String,
}

/// A change that starts after its end: the sender's text and ours are no longer the same, and nothing said of ours would be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfStep;

impl SourceText {
    /// A text as it was opened.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Makes one change and says what it left as it was. A position past the end of its line means that end, one past the last line
    /// the end of the text.
    ///
    /// # Errors
    ///
    /// When the change starts after its end; the text then stays as it was.
    pub fn apply(&mut self, edit: &Edit, encoding: Encoding) -> Result<Unchanged, OutOfStep> {
        let Some((start, end)) = edit.range else {
            self.rope = Rope::from_str(&edit.text);
            return Ok(Unchanged::default());
        };
        if end < start {
            return Err(OutOfStep);
        }
        let (from, to) = (self.character(start, encoding), self.character(end, encoding));
        let unchanged =
            Unchanged { start: self.rope.char_to_byte(from) as u32, end: (self.rope.len_bytes() - self.rope.char_to_byte(to)) as u32 };
        self.rope.remove(from..to);
        self.rope.insert(from, &edit.text);
        Ok(unchanged)
    }

    /// The text at `span` (bytes).
    ///
    /// # Panics
    ///
    /// When `span` does not lie in the text on `char` boundaries.
    pub fn words(&self, span: Span) -> String {
        self.rope.byte_slice(span.start as usize..span.end as usize).into()
    }

    /// The length in UTF-8 bytes.
    pub fn len(&self) -> u32 {
        self.rope.len_bytes() as u32
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// The number of lines: one more than there are line ends.
    pub fn line_count(&self) -> u32 {
        self.rope.len_lines() as u32
    }
}

impl std::fmt::Display for SourceText {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| formatter.write_str(chunk))
    }
}

impl From<&SourceText> for String {
    fn from(text: &SourceText) -> Self {
        text.rope.chunks().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Edit, OutOfStep, SourceText};
    use crate::text::{Encoding, Position, Span, Unchanged};

    /// The same change made on a plain string, by the letter of the protocol and nothing clever.
    fn apply_slowly(text: &mut String, edit: &Edit, encoding: Encoding) {
        match edit.range {
            None => text.clone_from(&edit.text),
            Some((start, end)) => {
                let (from, to) = (offset_slowly(text, start, encoding), offset_slowly(text, end, encoding));
                text.replace_range(from..to, &edit.text);
            }
        }
    }

    fn offset_slowly(text: &str, position: Position, encoding: Encoding) -> usize {
        let mut starts = vec![0];
        let mut ends = Vec::new();
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' if at > 0 && bytes[at - 1] == b'\r' => *starts.last_mut().expect("it starts with one") = at + 1,
                b'\n' | b'\r' => {
                    ends.push(at);
                    starts.push(at + 1);
                }
                _ => {}
            }
        }
        ends.push(text.len());
        let Some((&start, &end)) = starts.get(position.line as usize).zip(ends.get(position.line as usize)) else { return text.len() };
        let mut column = 0;
        for (at, letter) in text[start..end].char_indices() {
            column += match encoding {
                Encoding::Utf8 => letter.len_utf8(),
                Encoding::Utf16 => letter.len_utf16(),
                Encoding::Utf32 => 1,
            };
            if position.column < column as u32 {
                return start + at;
            }
        }
        end
    }

    fn encodings() -> impl Strategy<Value = Encoding> {
        prop_oneof![Just(Encoding::Utf8), Just(Encoding::Utf16), Just(Encoding::Utf32)]
    }

    fn news() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                Just("The mayor"),
                Just("“quoted”"),
                Just("é"),
                Just("👍🏽"),
                Just("\r\n"),
                Just("\r"),
                Just("\n"),
                Just("\u{2028}"),
                Just("\u{85}"),
                Just("\u{b}"),
                Just("e\u{301}"),
                Just(" "),
            ],
            0..40,
        )
        .prop_map(|parts| parts.concat())
    }

    fn positions() -> impl Strategy<Value = Position> {
        (0..14_u32, 0..30_u32).prop_map(|(line, column)| Position { line, column })
    }

    fn edits() -> impl Strategy<Value = Edit> {
        let range = proptest::option::weighted(0.95, (positions(), positions()).prop_map(|(a, b)| (a.min(b), a.max(b))));
        (range, news()).prop_map(|(range, text)| Edit { range, text })
    }

    proptest! {
        #[test]
        fn edits_do_to_a_rope_what_they_do_to_a_string(
            start in news(),
            edits in proptest::collection::vec(edits(), 0..30),
            encoding in encodings(),
        ) {
            let mut plain = start.clone();
            let mut text = SourceText::new(&start);
            for edit in &edits {
                let before = plain.clone();
                apply_slowly(&mut plain, edit, encoding);
                let Unchanged { start, end } = text.apply(edit, encoding).expect("the range is in order");
                prop_assert_eq!(&String::from(&text), &plain);
                prop_assert_eq!(text.words(Span::new(start, text.len() - end)), edit.text.as_str());
                prop_assert_eq!(&before[..start as usize], &plain[..start as usize]);
                prop_assert!(before.ends_with(&plain[plain.len() - end as usize..]));
            }
            prop_assert_eq!(text.len() as usize, plain.len());
        }

        #[test]
        fn every_offset_comes_back_from_its_position(text in news(), encoding in encodings()) {
            let source = SourceText::new(&text);
            for (at, _) in text.char_indices() {
                // Between the two characters of one line end there is no position of its own.
                if text[..at].ends_with('\r') && text[at..].starts_with('\n') {
                    continue;
                }
                let position = source.position(at as u32, encoding);
                prop_assert_eq!(source.offset(position, encoding), at as u32);
                prop_assert_eq!(offset_slowly(&text, position, encoding), at);
            }
        }
    }

    #[test]
    fn an_impossible_change_is_refused_and_changes_nothing() {
        let mut text = SourceText::new("one\ntwo");
        let range = Some((Position { line: 1, column: 1 }, Position { line: 0, column: 2 }));
        assert_eq!(text.apply(&Edit { range, text: "x".to_owned() }, Encoding::Utf16), Err(OutOfStep));
        assert_eq!(text.to_string(), "one\ntwo");
    }

    #[test]
    fn separators_inside_a_line_are_no_line_ends() {
        assert_eq!(SourceText::new("one\u{2028}two\u{85}three\u{b}four\r\nfive\rsix\n").line_count(), 4);
    }
}
