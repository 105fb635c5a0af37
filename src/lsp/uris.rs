//! What is read off a document's address. Addresses themselves go back to the client letter for letter.

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
    use super::{Form, Uri, file_name, form};

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
}
