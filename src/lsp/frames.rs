//! Messages on a byte stream: `Content-Length: N`, a blank line, N bytes.

use std::io::{self, BufRead, Read, Write};

use super::message::Message;

/// A header line longer than this is no header: somebody is sending something else.
const LONGEST_HEADER_BYTES: u64 = 8 * 1024;

/// A message longer than this is passed over: it would be no text that a person edits, and reading it could take all memory.
const LONGEST_MESSAGE_BYTES: u64 = 1 << 30;

/// What came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The bytes of one message.
    Message(Vec<u8>),
    /// Bytes that were no message; reading goes on behind them.
    Nonsense(&'static str),
}

/// Reads the next frame; `None` when the stream has ended, in the middle of a frame as well.
///
/// # Errors
///
/// When the stream cannot be read.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length = None;
    let mut wrong = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_HEADER_BYTES).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let header = line.trim_ascii();
        if header.is_empty() {
            match length {
                Some(length) if length <= LONGEST_MESSAGE_BYTES => {
                    let mut body = vec![0; length as usize];
                    return match input.read_exact(&mut body) {
                        Ok(()) => Ok(Some(Frame::Message(body))),
                        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
                        Err(error) => Err(error),
                    };
                }
                Some(length) => {
                    io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
                    return Ok(Some(Frame::Nonsense("the message is longer than 1 GiB")));
                }
                // A blank line with nothing before it is passed over; headers without a length are reported once, at their end.
                None => {
                    if let Some(wrong) = wrong {
                        return Ok(Some(Frame::Nonsense(wrong)));
                    }
                    continue;
                }
            }
        }
        match content_length(header) {
            Some(Ok(bytes)) => length = Some(bytes),
            Some(Err(())) => wrong = Some("Content-Length is not a number of bytes"),
            None if header.to_ascii_lowercase().starts_with(b"content-type:") => wrong = wrong.or(Some("Content-Length is missing")),
            None => wrong = Some("this is no header of the protocol"),
        }
    }
}

/// The length that a header line gives. It may stand behind other bytes, where the message before was longer than it said.
fn content_length(header: &[u8]) -> Option<Result<u64, ()>> {
    const NAME: &[u8] = b"content-length:";
    let at = header.windows(NAME.len()).rposition(|window| window.eq_ignore_ascii_case(NAME))?;
    let number = std::str::from_utf8(header[at + NAME.len()..].trim_ascii()).ok().and_then(|number| number.parse().ok());
    Some(number.ok_or(()))
}

/// Writes one message.
///
/// # Errors
///
/// When the stream cannot be written.
pub(super) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n", message.len())?;
    message.write(output)
}

#[cfg(test)]
mod tests {
    use super::{Frame, read, write};

    fn frames(bytes: &[u8]) -> Vec<Frame> {
        let mut input = bytes;
        std::iter::from_fn(|| read(&mut input).expect("a slice can be read")).collect()
    }

    fn message(text: &str) -> Frame {
        Frame::Message(text.as_bytes().to_vec())
    }

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        write(&mut bytes, &"“one”".as_bytes().into()).expect("a vector can be written");
        write(&mut bytes, &[].as_slice().into()).expect("a vector can be written");
        assert_eq!(frames(&bytes), [message("“one”"), message("")]);
    }

    #[test]
    fn headers_come_in_any_case_and_order() {
        assert_eq!(frames(b"content-type: x\r\nCONTENT-LENGTH:2\r\n\r\n{}"), [message("{}")]);
    }

    #[test]
    fn nonsense_is_reported_and_the_next_message_read() {
        let found = frames(b"hello\r\n\r\nContent-Length: 2\r\n\r\n{}");
        assert!(matches!(found[..], [Frame::Nonsense(_), Frame::Message(_)]), "{found:?}");
        let found = frames(b"Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n{}");
        assert!(matches!(found[..], [Frame::Nonsense(_), Frame::Message(_)]), "{found:?}");
    }

    #[test]
    fn a_message_longer_than_it_said_does_not_swallow_the_next() {
        assert_eq!(frames(b"Content-Length: 2\r\n\r\n{} }Content-Length: 2\r\n\r\n[]"), [message("{}"), message("[]")]);
    }

    #[test]
    fn a_stream_that_breaks_off_is_at_its_end() {
        assert_eq!(frames(b"Content-Length: 20\r\n\r\n{}"), []);
        assert_eq!(frames(b"Content-Le"), []);
    }
}
