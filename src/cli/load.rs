//! Files from disk: whole, UTF-8 and not too large, or a message that says what to do.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::failure::{Failure, io_cause};
use super::find::Wanted;
use super::tally::grouped;
use crate::bundle::{NOT_UTF8, SourceFile, TOO_LARGE};

/// What a file is called whose text came through standard input.
const STDIN: &str = "<stdin>";

/// The text of a file, as it is on disk.
pub(super) fn source(wanted: &Wanted, max_megabytes: u64) -> Result<SourceFile, Failure> {
    let (name, text) = match &wanted.path {
        Some(path) => (path.display().to_string(), file(path, max_megabytes)?),
        None => (STDIN.to_owned(), text(Path::new(STDIN), io::stdin().lock(), max_megabytes)?),
    };
    Ok(SourceFile { name, id: wanted.id.clone(), form: wanted.form, text: text.into(), given: wanted.given.clone() })
}

/// The text of the file at `path`.
pub(super) fn file(path: &Path, max_megabytes: u64) -> Result<String, Failure> {
    let file = File::open(path).map_err(|error| Failure::unreadable(path, &io_cause(&error)))?;
    text(path, file, max_megabytes)
}

fn text(path: &Path, from: impl Read, max_megabytes: u64) -> Result<String, Failure> {
    let limit = max_megabytes.saturating_mul(1_000_000);
    let mut bytes = Vec::new();
    // One byte past the limit tells "just as large" from "larger" without reading on.
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Failure::unreadable(path, &io_cause(&error)))?;
    // Offsets are 32 bits wide, whatever limit was asked for.
    if limit.min(u64::from(u32::MAX)) < bytes.len() as u64 {
        let cause = format!("larger than {max_megabytes} MB. --max-size raises the limit; 4,000 MB is the most");
        return Err(Failure { code: TOO_LARGE.code, ..Failure::unreadable(path, &cause) });
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let at = String::from_utf8_lossy(&bytes[..valid]).chars().count() as u32;
        Failure { code: NOT_UTF8.code, at, ..Failure::unreadable(path, &not_utf8(bytes, valid, path)) }
    })
}

/// Why `bytes` are not UTF-8, what they seem to be, and how to convert them.
fn not_utf8(bytes: &[u8], valid: usize, path: &Path) -> String {
    let path = path.display();
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = bytes {
        return format!("not UTF-8 but UTF-16. Convert it, for instance: iconv -f utf-16 -t utf-8 {path}");
    }
    let byte = bytes[valid];
    let guess = match byte {
        0x91..=0x94 => ", a Windows-1252 quotation mark?",
        0x96 | 0x97 => ", a Windows-1252 dash?",
        0x85 => ", a Windows-1252 ellipsis?",
        0x80 => ", a Windows-1252 euro sign?",
        0xc0..=0xff => ", a Windows-1252 letter?",
        _ => "",
    };
    let at = grouped(valid as u64);
    format!("not UTF-8 at byte {at} (0x{byte:02x}{guess}). Convert it, for instance: iconv -f cp1252 -t utf-8 {path}")
}
