//! Plain text as an article of a bundle file: what [`parse()`](super::parse()) reads back as that text.

use super::header::{is_escaped_marker, marker};

/// An article section with this id whose text reads as `text`; a byte order mark is left out, a line end at the end added.
///
/// A line that would be a marker, or an escaped one, gets a backslash, and so does a bracket that would begin an annotation.
/// `headers` are (key, value), each value on one line.
pub fn article_section(id: &str, headers: &[(&str, &str)], text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut section = format!("--- article {id}\n");
    for (key, value) in headers {
        section.push_str(&format!("{key}: {value}").trim_end().replace(['\n', '\r'], " "));
        section.push('\n');
    }
    section.push('\n');
    // Only braces make an annotation of brackets, and news text has none to speak of: "[sic]" stays as pretty as it was.
    let annotated = text.contains('{');
    for line in text.split_inclusive(['\n', '\r']) {
        let words = line.trim_end_matches(['\n', '\r']);
        if marker(words, 0).is_some() || is_escaped_marker(words) {
            section.push('\\');
            section.push_str(line);
            continue;
        }
        let mut before = ' ';
        for c in line.chars() {
            if c == '[' && (annotated || before == '\\') {
                section.push('\\');
            }
            section.push(c);
            before = c;
        }
    }
    if !section.ends_with(['\n', '\r']) {
        section.push('\n');
    }
    section
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Form, Given, SourceFile, parse};
    use super::article_section;

    fn check(text: &str) {
        let file = article_section("afp", &[("outlet", "AFP"), ("published", "")], text);
        let source = SourceFile {
            name: "a.bundle".to_owned(),
            id: "a".to_owned(),
            form: Form::Bundle,
            text: file.as_str().into(),
            given: Given::default(),
        };
        let read = parse(source);
        let [article] = &*read.articles else { panic!("{} articles in\n{file}", read.articles.len()) };
        let expected = text.strip_prefix('\u{feff}').unwrap_or(text);
        let added = if expected.ends_with(['\n', '\r']) || expected.is_empty() { "" } else { "\n" };
        assert_eq!((article.id.as_str(), article.body.text.to_string()), ("afp", format!("{expected}{added}")), "{file}");
        assert!(article.annotations.is_empty(), "{file}");
    }

    #[test]
    fn lines_like_markers_and_brackets_like_annotations_stay_text() {
        check("It rained.\n\n--- article upi\n\\--- person orr\n  --- bundle\n--- Not one.\n");
        check("The mayor said [it rained]{fact=rain value=\"3 mm\"} and [sic] and \\[no\\] \\\\[.\r\nNext.");
        check("\u{feff}Headline: no header\r--- article x\r\n");
        check("");
        check("\n\nBlank lines before.\n\n\n");
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in "([\\[\\]{}\\\\\n\r a=]|--- article x|fact=|\\\\--- bundle){0,24}") {
            check(&text);
        }
    }
}
