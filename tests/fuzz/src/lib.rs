//! What the targets have in common: an input as a text and a change in it.

use std::borrow::Cow;

/// A text and a change in it.
pub struct Edited<'i> {
    /// The text before.
    pub text: Cow<'i, str>,
    /// Where the change begins in it (bytes).
    pub from: usize,
    /// Where it ends (bytes).
    pub to: usize,
    /// The text after.
    pub after: String,
}

impl<'i> Edited<'i> {
    /// Reads an input: two bytes of where the change is, one of how long, what is put there up to a NUL, and the text.
    ///
    /// `None` for an input that is too short.
    pub fn read(input: &'i [u8]) -> Option<Self> {
        let (&[low, high, removed], rest) = input.split_first_chunk()?;
        let end = rest.iter().position(|it| *it == 0)?;
        let (inserted, text) = (String::from_utf8_lossy(&rest[..end]), String::from_utf8_lossy(&rest[end + 1..]));
        let from = text.floor_char_boundary(usize::from(u16::from_le_bytes([low, high])) % (text.len() + 1));
        let to = text.ceil_char_boundary((from + usize::from(removed)).min(text.len()));
        let after = [&text[..from], &inserted, &text[to..]].concat();
        Some(Self { text, from, to, after })
    }
}
