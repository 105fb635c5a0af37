//! Messages as they go to the server and come from it.

use std::io::{BufRead, Write};

/// Sends a message.
///
/// # Panics
///
/// When the server is gone.
pub(crate) fn write(to: &mut impl Write, message: &str) {
    write!(to, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("the server reads");
}

/// The next message, JSON as it was written.
///
/// # Panics
///
/// When the server is gone, or writes no message.
pub(crate) fn read(from: &mut impl BufRead) -> Vec<u8> {
    let (mut length, mut line) = (0, String::new());
    loop {
        line.clear();
        from.read_line(&mut line).expect("the server writes");
        match line.trim().strip_prefix("Content-Length: ") {
            Some(bytes) => length = bytes.parse().expect("a number of bytes"),
            None if line.trim().is_empty() => break,
            None => {}
        }
    }
    let mut message = vec![0; length];
    from.read_exact(&mut message).expect("the server writes");
    message
}
