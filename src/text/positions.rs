//! Offsets as lines and columns and back: the only place that counts code units.

use super::SourceText;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units: what every client of the protocol knows.
    #[default]
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A line and a column in it, both from 0; the column in the units of an [`Encoding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl SourceText {
    /// The UTF-8 byte offset of `position`.
    ///
    /// A column past the end of its line means the end of the line, before its line end; a line past the last one the end of the
    /// text; a column inside a character the start of the character. Takes time logarithmic in the text.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        self.rope.char_to_byte(self.character(position, encoding)) as u32
    }

    /// The line and column of a UTF-8 byte offset: past the end those of the end, inside a character those of its start, inside a
    /// line end those before it. Takes time logarithmic in the text.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        let offset = (offset as usize).min(self.rope.len_bytes());
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        let (chunk, chunk_start, ..) = self.rope.chunk_at_byte(offset);
        // Most lines are short enough to stand in one piece of the rope, where counting is fastest.
        let column = match start.checked_sub(chunk_start).and_then(|from| chunk.get(from..offset - chunk_start)) {
            Some(before) => columns(before.strip_suffix('\r').unwrap_or(before), encoding),
            None => self.column_of(line, offset, encoding),
        };
        Position { line: line as u32, column: column as u32 }
    }

    /// The column of a byte offset in its line, however long that is.
    fn column_of(&self, line: usize, offset: usize, encoding: Encoding) -> usize {
        let start = self.rope.line_to_char(line);
        let character = self.rope.byte_to_char(offset).min(start + self.line_length(line));
        match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(character) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(character) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf32 => character - start,
        }
    }

    /// The code points before `position`, under the rules of [`SourceText::offset`].
    pub(super) fn character(&self, position: Position, encoding: Encoding) -> usize {
        let (line, column) = (position.line as usize, position.column as usize);
        if line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let text = self.rope.line(line);
        let characters = match encoding {
            Encoding::Utf8 => text.byte_to_char(column.min(text.len_bytes())),
            Encoding::Utf16 => text.utf16_cu_to_char(column.min(text.len_utf16_cu())),
            Encoding::Utf32 => column,
        };
        self.rope.line_to_char(line) + characters.min(self.line_length(line))
    }

    /// The code points of a line without its line end.
    fn line_length(&self, line: usize) -> usize {
        let text = self.rope.line(line);
        let length = text.len_chars();
        let last = |back: usize| length.checked_sub(back).map(|at| text.char(at));
        match (last(2), last(1)) {
            (Some('\r'), Some('\n')) => length - 2,
            (_, Some('\n' | '\r')) => length - 1,
            _ => length,
        }
    }
}

/// The columns that `text` takes.
fn columns(text: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf16 if !text.is_ascii() => text.chars().map(char::len_utf16).sum(),
        Encoding::Utf32 if !text.is_ascii() => text.chars().count(),
        _ => text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Position};
    use crate::text::SourceText;

    #[test]
    fn columns_count_what_was_agreed() {
        let text = SourceText::new("“Né” 👍 a\r\nb");
        let at = "“Né” 👍 ".len() as u32;
        let column = |encoding| text.position(at, encoding).column;
        assert_eq!((column(Encoding::Utf8), column(Encoding::Utf16), column(Encoding::Utf32)), (15, 8, 7));
    }

    #[test]
    fn positions_past_an_end_mean_that_end() {
        let text = SourceText::new("one\r\ntwo");
        let offset = |line, column| text.offset(Position { line, column }, Encoding::Utf16);
        assert_eq!(offset(0, 99), 3, "before the line end, never in the next line");
        assert_eq!(offset(0, u32::MAX), 3);
        assert_eq!(offset(1, 99), 8);
        assert_eq!(offset(7, 0), 8);
    }

    #[test]
    fn inside_a_character_or_a_line_end_is_its_start() {
        let text = SourceText::new("a👍\r\nb");
        assert_eq!(text.offset(Position { line: 0, column: 2 }, Encoding::Utf16), 1);
        assert_eq!(text.offset(Position { line: 0, column: 3 }, Encoding::Utf8), 1);
        assert_eq!(text.position(6, Encoding::Utf16), Position { line: 0, column: 3 });
        assert_eq!(text.position(99, Encoding::Utf16), Position { line: 1, column: 1 });
    }
}
