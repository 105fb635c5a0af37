//! What is read off a document's address. Addresses themselves go back to the client letter for letter.

use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::Uri;

use crate::bundle::Form;

/// The last part of the path, percent signs decoded: what a reader calls the file. The whole address when it has no path.
pub(super) fn file_name(uri: &Uri) -> String {
    let path = uri.0.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit(['/', ':', '\\']).next().unwrap_or_default();
    let name = decoded(last);
    if name.is_empty() { uri.0.clone() } else { name }
}

/// The id of the article in a file that names none: the file's name without its ending, other characters as `-`.
pub(super) fn article_id(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    stem.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

/// How a document is read: what ends in `.txt`, or is plain text to the client, is one article and nothing but text.
pub(super) fn form(uri: &Uri, language: &str) -> Form {
    let ending = file_name(uri).rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("bundle") => Form::Bundle,
        Some("txt") => Form::Plain,
        _ if language == "plaintext" || language == "text" => Form::Plain,
        _ => Form::Bundle,
    }
}

/// Where a document stands on disk. `None` for what is no file of this machine: `untitled:`, an address of another host.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let (scheme, rest) = uri.0.split_once("://")?;
    let rest = rest.split(['?', '#']).next()?;
    let (host, path) = rest.split_at(rest.find('/')?);
    if !scheme.eq_ignore_ascii_case("file") || !(host.is_empty() || host.eq_ignore_ascii_case("localhost")) {
        return None;
    }
    let path = decoded(path);
    // "/c:/desk" is "c:/desk" on Windows.
    let drive = path.strip_prefix('/').filter(|it| cfg!(windows) && it.as_bytes().get(1) == Some(&b':'));
    Some(PathBuf::from(drive.unwrap_or(&path)))
}

/// The address of a file; `None` where its path is no Unicode.
pub(super) fn of_path(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(Uri(uri))
}

/// `%C3%A9` as `é`. What is no escape, or gives no UTF-8, stays as it is.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(escape.unwrap_or(bytes[at]));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Form, Uri, file_name, form, of_path, path};

    #[test]
    fn a_file_is_called_by_its_name() {
        let name = |uri: &str| file_name(&Uri(uri.to_owned()));
        assert_eq!(name("file:///c%3A/desk/Caf%C3%A9%20talks.bundle"), "Café talks.bundle");
        assert_eq!(name("file:///desk/100%25.txt?x#y"), "100%.txt");
        assert_eq!(name("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(name("file:///desk/%FF%zz.txt"), "%FF%zz.txt");
        assert_eq!(name("file:///"), "file:///");
    }

    #[test]
    fn the_ending_says_how_it_is_read_and_else_the_language() {
        let read = |uri: &str, language| form(&Uri(uri.to_owned()), language);
        assert_eq!(read("file:///a.bundle", "plaintext"), Form::Bundle);
        assert_eq!(read("file:///a.txt", "bundle"), Form::Plain);
        assert_eq!(read("untitled:Untitled-1", "copydesk"), Form::Bundle);
        assert_eq!(read("untitled:Untitled-1", "plaintext"), Form::Plain);
    }

    #[test]
    fn a_file_has_a_path_and_a_path_an_address() {
        let at = |uri: &str| path(&Uri(uri.to_owned()));
        assert_eq!(at("file:///desk/Caf%C3%A9%20%5B1%5D/100%25.bundle").as_deref(), Some(Path::new("/desk/Café [1]/100%.bundle")));
        assert_eq!(at("file://localhost/desk/a.bundle").as_deref(), Some(Path::new("/desk/a.bundle")));
        assert_eq!((at("untitled:Untitled-1"), at("file://elsewhere/a.bundle"), at("https://localhost/a.bundle")), (None, None, None));
        for name in ["/desk/a b/Café [1]/100%.bundle", "/desk/東京.bundle"] {
            assert_eq!(of_path(Path::new(name)).and_then(|it| path(&it)).as_deref(), Some(Path::new(name)));
        }
    }
}
