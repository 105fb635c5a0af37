//! Headers and annotations in one form; never a word of the text. Reads as before.

use super::Spot;
use super::writing::Written;
use crate::bundle::{Form, Section};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// What brings the headers and annotations in `within` of a file (file bytes) into one form: known keys in lower case, one blank behind
/// the colon and none at the end of a line, one blank behind each comma of a list, further lines of a value set in by two; one blank
/// between the attributes of an annotation. In file order; nothing where all is well.
pub fn formatted(snapshot: &Snapshot, file: u32, within: Span) -> Vec<Written> {
    let read = &snapshot.story.files[file as usize];
    if read.source.form == Form::Plain {
        return Vec::new();
    }
    let text = read.text();
    let mut edits = Vec::new();
    let mut put = |span: Span, new: String| {
        if span.of(text) != new && within.start <= span.end && span.start <= within.end {
            edits.push(Written::from((Spot { file, span }, new)));
        }
    };
    for section in &read.sections {
        if !section.marker.is_empty() {
            put(line_from(text, section.marker.end), String::new());
        }
        headers(text, section, &mut put);
    }
    for annotation in read.articles.iter().flat_map(|it| &it.annotations) {
        if let Some((span, attributes)) = attributes(text, annotation.markup) {
            put(span, attributes);
        }
    }
    edits.sort();
    edits
}

fn headers(text: &str, section: &Section, put: &mut impl FnMut(Span, String)) {
    for line in &section.headers {
        let key = line.known.map_or_else(|| line.key.of(text).to_owned(), str::to_owned);
        // The whole header, up to the end of its last line.
        let value = line.header.span;
        let end = line_from(text, value.end.max(line.key.end + 1)).end;
        let listed = matches!(line.known, Some("also" | "not" | "ignore"));
        let lines = value.of(text).split(['\n', '\r']).map(str::trim).filter(|it| !it.is_empty());
        let lines: Vec<String> = lines.map(|it| if listed { commas(it) } else { it.to_owned() }).collect();
        let value = lines.join(&format!("{}  ", super::words::line_end(text)));
        put(Span::new(line.key.start, end), format!("{key}: {value}").trim_end().to_owned());
    }
}

/// A list with one blank behind each comma.
fn commas(list: &str) -> String {
    let items: Vec<&str> = list.split(',').map(str::trim).collect();
    items.join(", ").trim_end().to_owned()
}

/// The rest of the line from `offset` on, without its end.
fn line_from(text: &str, offset: u32) -> Span {
    let rest = &text[offset as usize..];
    Span::new(offset, offset + rest.find(['\n', '\r']).unwrap_or(rest.len()) as u32)
}

/// The braces of an annotation's markup (file bytes) in one form. `None` where they cannot be told from the words: then they stay.
fn attributes(text: &str, markup: Span) -> Option<(Span, String)> {
    let raw = markup.of(text);
    // Words and values may hold brackets and braces: the last place from which all is attributes is meant.
    raw.rmatch_indices("]{").find_map(|(at, _)| {
        let parts = parts(raw[at + 2..].strip_suffix('}')?)?;
        let start = markup.start + at as u32 + 1;
        Some((Span::new(start, markup.end), format!("{{{}}}", parts.join(" "))))
    })
}

/// The attributes between two braces, each as it is written. `None` where something else stands there.
fn parts(inside: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = inside.trim_matches([' ', '\t']);
    while !rest.is_empty() {
        let mut quoted = false;
        let mut before = ' ';
        let end = rest.char_indices().find(|&(_, letter)| {
            quoted ^= letter == '"' && before != '\\';
            before = letter;
            !quoted && matches!(letter, ' ' | '\t')
        });
        let (part, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        let is_attribute =
            part.starts_with(['.', '#']) || part.split_once('=').is_some_and(|(key, value)| !key.is_empty() && !value.is_empty());
        if !is_attribute || part.contains(['\n', '\r']) || quoted_badly(part) {
            return None;
        }
        parts.push(part);
        rest = after.trim_start_matches([' ', '\t']);
    }
    Some(parts)
}

/// Whether a part has a brace outside quotation marks, or marks that do not close.
fn quoted_badly(part: &str) -> bool {
    let mut quoted = false;
    let mut before = ' ';
    let brace = part.chars().any(|letter| {
        quoted ^= letter == '"' && before != '\\';
        before = letter;
        !quoted && matches!(letter, '{' | '}')
    });
    brace || quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::writing::applied;
    use super::formatted;
    use crate::bundle::Header;
    use crate::fixture;
    use crate::snapshot::Snapshot;
    use crate::text::Span;

    fn after(text: &str) -> String {
        let snapshot = fixture::snapshot(text);
        applied(text, &formatted(&snapshot, 0, Span::new(0, text.len() as u32)))
    }

    /// What is read, apart from where it stands.
    fn reading(snapshot: &Snapshot) -> String {
        let file = &snapshot.story.files[0];
        let values = |header: &Option<Header>| header.as_ref().map(|it| it.value.clone());
        let articles = file.articles.iter().map(|it| {
            let marks = it.annotations.iter();
            let marks: Vec<_> =
                marks.map(|it| (it.span, values(&it.person), values(&it.fact), values(&it.value), values(&it.ignore))).collect();
            format!("{} {:?} {:?} {:?} {marks:?}", it.id, values(&it.outlet), values(&it.title), &*it.body.text)
        });
        let persons = file.persons.iter().map(|it| {
            let also: Vec<&str> = it.also.iter().map(|it| it.value.as_str()).collect();
            format!("{} {:?} {also:?} {:?}", it.id, values(&it.name), it.notes)
        });
        let problems = file.problems.iter().map(|it| it.code.to_owned());
        articles.chain(persons).chain(problems).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn headers_and_annotations_are_brought_into_one_form() {
        assert_eq!(
            after(
                "--- article a  \nOutlet:Post  \ntitle:   A\n\tlong  one \n\nSome  [15]{ fact=f   value=\"10 .. 14\" }  words.  \n\n--- person orr\nname:Ada Orr\nalso: Orr ,Mrs Orr,\n"
            ),
            "--- article a\noutlet: Post\ntitle: A\n  long  one\n\nSome  [15]{fact=f value=\"10 .. 14\"}  words.  \n\n--- person orr\nname: Ada Orr\nalso: Orr, Mrs Orr,\n"
        );
    }

    #[test]
    fn only_what_is_asked_for_is_touched() {
        let text = "--- article a\nOutlet:Post\n\nText.\n\n--- article b\nOutlet:Wire\n\nText.\n";
        let edits = formatted(&fixture::snapshot(text), 0, Span::new(0, 20));
        assert_eq!(edits.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["outlet: Post"]);
    }

    proptest! {
        #[test]
        fn what_is_read_stays_and_twice_is_once(
            text in "(--- (article a|person b|bundle|fact f)|outlet|Title|also|:| |\t|,|\n|\r\n|Orr|x|\\[|\\]|\\{|\\}|person=b|value=\"1 2\"|\"|\\\\|=|\n\n){0,40}"
        ) {
            let once = after(&text);
            prop_assert_eq!(reading(&fixture::snapshot(&once)), reading(&fixture::snapshot(&text)), "{}", once);
            prop_assert_eq!(&after(&once), &once);
        }
    }
}
