//! A message as it goes out: bytes that were written for it, round a long list of things that are kept.

use std::io::{self, Write};
use std::sync::Arc;

/// The items of a JSON array, each written by itself, so that from one version of a text to the next most are handed on as they are.
pub(super) type Items = Arc<[Arc<[u8]>]>;

/// A message, or the part of one that is written already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Message {
    head: Vec<u8>,
    list: Option<Items>,
    tail: Vec<u8>,
}

impl Message {
    /// A JSON array of these items.
    pub(super) fn list(items: Items) -> Self {
        Self { head: Vec::new(), list: Some(items), tail: Vec::new() }
    }

    /// The same with something before and behind it.
    #[must_use]
    pub(super) fn within(self, head: &[u8], tail: &[u8]) -> Self {
        Self { head: [head, &self.head].concat(), list: self.list, tail: [&*self.tail, tail].concat() }
    }

    /// Its length in bytes.
    pub(super) fn len(&self) -> usize {
        // A comma between any two, brackets round all.
        let list = self.list.as_ref().map_or(0, |it| it.iter().map(|it| it.len()).sum::<usize>() + it.len().saturating_sub(1) + 2);
        self.head.len() + list + self.tail.len()
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// When the stream cannot be written.
    pub(super) fn write(&self, output: &mut impl Write) -> io::Result<()> {
        output.write_all(&self.head)?;
        if let Some(list) = &self.list {
            output.write_all(b"[")?;
            for (at, item) in list.iter().enumerate() {
                if 0 < at {
                    output.write_all(b",")?;
                }
                output.write_all(item)?;
            }
            output.write_all(b"]")?;
        }
        output.write_all(&self.tail)
    }
}

impl From<&[u8]> for Message {
    fn from(written: &[u8]) -> Self {
        written.to_vec().into()
    }
}

impl From<Vec<u8>> for Message {
    fn from(written: Vec<u8>) -> Self {
        Self { head: written, ..Self::default() }
    }
}

/// Writes a number. Tens of thousands stand in a long answer, and this takes a fifth of what formatting does.
pub(super) fn number(number: u32, json: &mut Vec<u8>) {
    let (mut digits, mut from, mut rest) = ([b'0'; 10], 10, number);
    loop {
        from -= 1;
        digits[from] += (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    json.extend_from_slice(&digits[from..]);
}

#[cfg(test)]
mod tests {
    use super::{Message, number};

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for value in [0, 7, 10, 4_050, u32::MAX] {
            let mut json = Vec::new();
            number(value, &mut json);
            assert_eq!(String::from_utf8_lossy(&json), value.to_string());
        }
    }

    #[test]
    fn a_list_is_written_as_one() {
        for (items, expected) in [(vec![], "<[]>"), (vec!["1"], "<[1]>"), (vec!["1", "{}", "3"], "<[1,{},3]>")] {
            let message = Message::list(items.iter().map(|it| it.as_bytes().into()).collect()).within(b"<", b">");
            let mut bytes = Vec::new();
            message.write(&mut bytes).expect("memory can be written");
            assert_eq!((String::from_utf8_lossy(&bytes).as_ref(), bytes.len()), (expected, message.len()));
        }
    }
}
