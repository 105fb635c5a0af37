//! Sections, their marker lines and their header lines.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Excerpt, Span};

/// The conflict kinds a bundle may name. `conflicts` holds that they are the checks there are.
pub const KINDS: &[&str] = &[
    "office", "count", "money", "percent", "measure", "age", "date", "time", "since", "place", "polarity", "quote", "name", "fact",
    "weekday", "listed", "shares", "points", "scale", "born", "kin",
];

/// What of a draft a bundle may leave out beside the conflict kinds.
pub const DRAFT_KINDS: &[&str] = &["unsourced", "unsupported"];

/// A header's value with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The value, continuation lines joined by one space, trimmed.
    pub value: Excerpt,
    /// The value in the file, from its first to its last character (file bytes).
    pub span: Span,
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// Text before the first marker.
    Unmarked,
    /// `bundle`.
    Bundle,
    /// `article`.
    Article,
    /// `person`.
    Person,
    /// `fact`.
    Fact,
    /// `decision`.
    Decision,
    /// A word that is none of these; kept, not read.
    Unknown,
}

/// A header that a section knows.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Whether it may stand more than once.
    pub repeats: bool,
    /// What it is for, in one line.
    pub help: &'static str,
}

const fn once(name: &'static str, help: &'static str) -> Key {
    Key { name, repeats: false, help }
}

const fn repeated(name: &'static str, help: &'static str) -> Key {
    Key { name, repeats: true, help }
}

impl SectionKind {
    /// The kinds that have a word, in the order of `docs/format.md`.
    pub const NAMED: [Self; 5] = [Self::Bundle, Self::Article, Self::Person, Self::Fact, Self::Decision];

    /// Its word in a marker line; empty for text without a marker and for unknown kinds.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unmarked | Self::Unknown => "",
            Self::Bundle => "bundle",
            Self::Article => "article",
            Self::Person => "person",
            Self::Fact => "fact",
            Self::Decision => "decision",
        }
    }

    /// With its article, for messages: "an article".
    pub(super) fn named(self) -> &'static str {
        match self {
            Self::Unmarked | Self::Unknown => "a section",
            Self::Bundle => "a bundle",
            Self::Article => "an article",
            Self::Person => "a person",
            Self::Fact => "a fact",
            Self::Decision => "a decision",
        }
    }

    /// The kind with this word.
    pub fn of(word: &str) -> Self {
        Self::NAMED.into_iter().find(|kind| kind.word() == word).unwrap_or(Self::Unknown)
    }

    /// The headers it knows, in the order of `docs/format.md`.
    pub fn keys(self) -> &'static [Key] {
        const BUNDLE: &[Key] = &[
            once("title", "What the story is called"),
            once("story", "Files with the same story id are read as one bundle"),
            once("date", "The day that counts for articles without one: 2024-06-20"),
            once("timezone", "Where the articles' times are told: Europe/Paris"),
            once("lang", "The language of the articles: en"),
            once("ignore", "Conflict kinds that are not reported here, separated by commas"),
        ];
        const ARTICLE: &[Key] = &[
            once("outlet", "Who published it; reports name the article by it"),
            once("title", "The headline"),
            once("byline", "Who wrote it"),
            once("published", "When it was published: 2024-06-20, or 2024-06-20T02:00+07:00"),
            once("updated", "When it was last changed, likewise"),
            once("timezone", "Where its times are told: Europe/Paris"),
            once("dateline", "The place it is filed from"),
            once("url", "Where it stands: https://..."),
            once("lang", "Its language: en. Only English is read"),
            once("role", "source, or draft for our own text"),
            once("wire", "The agency it is taken from"),
            once("supersedes", "The id of an earlier article that it replaces"),
        ];
        const PERSON: &[Key] = &[
            once("name", "The name in full"),
            repeated("also", "Other names, separated by commas"),
            repeated("not", "Names that are never this person, separated by commas"),
            repeated("role", "ROLE, from DATE, to DATE"),
            once("born", "1957-07-10, or less of it"),
            once("died", "1957-07-10, or less of it"),
            once("pronouns", "she/her"),
            repeated("same-as", "wikidata:Q1, or an address"),
            once("note", "Anything"),
        ];
        const FACT: &[Key] = &[
            once("value", "What is right: 15, 10..14, ~12, 2024-06-20, @person, or text"),
            once("source", "The id of the article it is taken from"),
            once("url", "Where it stands: https://..."),
            once("note", "Anything"),
        ];
        const DECISION: &[Key] = &[
            once("kind", "The kind of conflict that is settled"),
            once("fact", "The fact's id, if there is one"),
            repeated("between", "ARTICLE \"exact words\""),
            once("verdict", "accept ARTICLE, value VALUE, both, or dismiss"),
            once("by", "Who decided"),
            once("on", "When: 2024-06-21"),
            once("note", "Why"),
        ];
        match self {
            Self::Unmarked | Self::Unknown => &[],
            Self::Bundle => BUNDLE,
            Self::Article => ARTICLE,
            Self::Person => PERSON,
            Self::Fact => FACT,
            Self::Decision => DECISION,
        }
    }

    /// Its header with this name, in any case.
    pub fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().iter().find(|key| key.name.eq_ignore_ascii_case(name))
    }
}

/// A header line as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderLine {
    /// The key, as written (file bytes).
    pub key: Span,
    /// The known key; `None` for one that its section does not know.
    pub known: Option<&'static str>,
    /// The value; empty where nothing is given.
    pub header: Header,
}

/// A stretch of a file from one marker line to the next. A file's sections, one after another, are the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Its index among the file's articles, persons, facts or decisions. `None` where it is none of these, and for blank
    /// text before the first marker.
    pub at: Option<u32>,
    /// All of it (file bytes).
    pub span: Span,
    /// The marker line without its end and the blanks before it; empty where there is none (file bytes).
    pub marker: Span,
    /// The header lines, in file order.
    pub headers: Vec<HeaderLine>,
    /// What stands after the headers and their blank line (file bytes).
    pub body: Span,
}

/// A marker line.
pub(super) struct Marker {
    /// The line without its end and the blanks before it (bytes of the text it was found in).
    pub(super) line: Span,
    /// The kind's word (likewise).
    pub(super) kind: Span,
    /// The id (likewise).
    pub(super) id: Option<Span>,
}

impl Marker {
    /// The same marker in a text that begins `bytes` further on.
    pub(super) fn moved_back(&self, bytes: u32) -> Self {
        let back = |span: Span| Span::new(span.start - bytes, span.end - bytes);
        Self { line: back(self.line), kind: back(self.kind), id: self.id.map(back) }
    }
}

/// Reads a line (without its end) that starts at byte `at` as a marker. `None` when it is text.
pub(super) fn marker(line: &str, at: u32) -> Option<Marker> {
    let rest = line.strip_prefix("--- ")?.trim_end_matches(BLANKS);
    let kind_len = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    if kind_len == 0 {
        return None;
    }
    let kind = Span::new(at + 4, at + 4 + kind_len as u32);
    let whole = Span::new(at, at + 4 + rest.len() as u32);
    if kind_len == rest.len() {
        return Some(Marker { line: whole, kind, id: None });
    }
    is_id(rest[kind_len..].strip_prefix(' ')?).then(|| Marker { line: whole, kind, id: Some(Span::new(kind.end + 1, whole.end)) })
}

/// Whether `line` is a marker written as text: one or more backslashes before what would be one.
pub(super) fn is_escaped_marker(line: &str) -> bool {
    let bare = line.trim_start_matches('\\');
    bare.len() < line.len() && marker(bare, 0).is_some()
}

/// Whether `text` can be an id: letters of any script, digits, `-`, `_` and `.`, at least one.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_combining_mark(c))
}

/// What separates words in a line; nothing else is a blank to this format.
pub(super) const BLANKS: [char; 2] = [' ', '\t'];

/// Reads a line as `key: value`: the key's length in bytes. A key is one that `kind` knows, in any case, or lower-case
/// letters, digits and hyphens; `https://...` is none.
pub(super) fn key_len(line: &str, kind: SectionKind) -> Option<usize> {
    let len = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    let (key, rest) = line.split_at(len);
    let value = rest.strip_prefix(':')?;
    if kind.key(key).is_some() {
        return Some(len);
    }
    let well_formed = key.starts_with(|c: char| c.is_ascii_lowercase()) && !key.contains(|c: char| c.is_ascii_uppercase());
    (well_formed && !value.starts_with("//")).then_some(len)
}

/// A header's value from the file's text at `raw`: blanks at both ends left out, lines joined by one space.
pub(super) fn value(file: &Excerpt, raw: Span) -> Header {
    let text = raw.of(file);
    let trimmed = text.trim_matches(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
    let lead = trimmed.as_ptr() as usize - text.as_ptr() as usize;
    let start = raw.start + lead as u32;
    let span = Span::new(start, start + trimmed.len() as u32);
    let value = if trimmed.contains(['\n', '\r']) {
        let lines: Vec<&str> = trimmed.split(['\n', '\r']).map(|line| line.trim_matches(BLANKS)).filter(|line| !line.is_empty()).collect();
        lines.join(" ").into()
    } else {
        file.part(span)
    };
    Header { value, span }
}

/// What stands between the commas of a value, in order; nothing between two of them is left out.
///
/// A suffix of a name goes with the name before it: `Amos Bell, Jr., Bell` is two names.
pub(super) fn listed(file: &Excerpt, whole: Span) -> Vec<Header> {
    const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "esq", "md", "phd"];
    let mut parts: Vec<Header> = Vec::new();
    let mut from = whole.start;
    for part in whole.of(file).split(',') {
        let raw = Span::new(from, from + part.len() as u32);
        from = raw.end + 1;
        let item = value(file, raw);
        let plain = item.value.replace('.', "").to_ascii_lowercase();
        match parts.last_mut() {
            Some(last) if SUFFIXES.contains(&plain.as_str()) => *last = value(file, last.span.cover(item.span)),
            _ if item.value.is_empty() => {}
            _ => parts.push(item),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{SectionKind, is_escaped_marker, is_id, key_len, listed, marker};
    use crate::text::{Excerpt, Span};

    #[test]
    fn only_a_line_that_is_exactly_a_marker_is_one() {
        for line in ["--- article", "--- article upi", "--- article upi  \t", "--- person tô-lâm_2.b", "--- photo"] {
            assert!(marker(line, 0).is_some(), "{line}");
        }
        for line in [
            "---",
            "--- ",
            "---- article",
            "--- Article",
            "---article",
            " --- article",
            "--- article a b",
            "--- article  a",
            "--- article a/b",
            "--- 12",
        ] {
            assert!(marker(line, 0).is_none(), "{line}");
        }
        assert!(is_escaped_marker("\\--- article x"));
        assert!(is_escaped_marker("\\\\--- article"));
        assert!(!is_escaped_marker("--- article x"));
        assert!(!is_escaped_marker("\\--- not a marker"));
    }

    #[test]
    fn an_id_has_letters_of_any_script() {
        assert!(is_id("То-Лам.1"));
        assert!(is_id("to\u{302}"));
        assert!(!is_id(""));
        assert!(!is_id("a b"));
        assert!(!is_id("a#b"));
    }

    #[test]
    fn text_with_a_colon_is_no_header() {
        let article = |line| key_len(line, SectionKind::Article);
        assert_eq!(article("outlet: UPI"), Some(6));
        assert_eq!(article("Outlet:UPI"), Some(6));
        assert_eq!(article("colour: red"), Some(6));
        for line in ["NORHAVEN: The mayor said", "Colour: red", "https://example.org", "the mayor said: no", ": x", "-x: y"] {
            assert_eq!(article(line), None, "{line}");
        }
    }

    #[test]
    fn a_list_keeps_each_name_with_its_place() {
        let text = Excerpt::from("Bell, Amos Bell, Jr.,, Old\n  Bell ");
        let found: Vec<_> = listed(&text, Span::new(0, text.len() as u32)).into_iter().map(|it| (it.value, it.span.of(&text))).collect();
        let expected = [("Bell", "Bell"), ("Amos Bell, Jr.", "Amos Bell, Jr."), ("Old Bell", "Old\n  Bell")];
        assert_eq!(found, expected.map(|(value, raw)| (value.into(), raw)));
    }
}
