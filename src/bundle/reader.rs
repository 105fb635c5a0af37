//! One section, read by itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::annotation;
use super::article::Article;
use super::header::{self, BLANKS, HeaderLine, Marker, Section, SectionKind};
use super::part::{Part, What};
use super::problem::{
    BAD_VALUE, MISSING_BLANK_LINE, MISSING_ID, NO_TEXT, Problem, ProblemKind, REPEATED_HEADER, SECOND_BUNDLE, UNKNOWN_HEADER,
    UNKNOWN_SECTION, nearest,
};
use super::sections::Headers;
use crate::text::{Excerpt, Span};

/// A continuation line with more characters than this was probably meant as text.
const LONGEST_CONTINUATION: usize = 200;

/// What stands before a section, as far as it matters to it.
#[derive(Debug, Default)]
pub(super) struct Counts {
    articles: u32,
    persons: u32,
    facts: u32,
    decisions: u32,
    bundle: bool,
    marked: bool,
}

impl Counts {
    /// Counts a section.
    pub(super) fn add(&mut self, part: &Part) {
        match &part.what {
            What::Nothing => {}
            What::Bundle { .. } => self.bundle = true,
            What::Article { .. } => self.articles += 1,
            What::Person(_) => self.persons += 1,
            What::Fact(_) => self.facts += 1,
            What::Decision(_) => self.decisions += 1,
        }
        self.marked |= part.section.kind != SectionKind::Unmarked;
    }

    /// The index that the next section of this kind has among those of its kind. `None` for kinds that are not counted.
    pub(super) fn next(&self, kind: SectionKind) -> Option<u32> {
        match kind {
            SectionKind::Unmarked | SectionKind::Bundle | SectionKind::Unknown => None,
            SectionKind::Article => Some(self.articles),
            SectionKind::Person => Some(self.persons),
            SectionKind::Fact => Some(self.facts),
            SectionKind::Decision => Some(self.decisions),
        }
    }

    /// Whether a section means here what it meant where it was read.
    pub(super) fn allow(&self, part: &Part) -> bool {
        match &part.what {
            What::Bundle { headers, on_top } => headers.is_some() != self.bundle && *on_top != self.marked,
            _ => part.named || part.section.at == self.next(part.section.kind),
        }
    }
}

/// Reads one section; spans are bytes of `text`.
pub(super) struct SectionReader<'t> {
    text: &'t Excerpt,
    problems: Vec<Problem>,
}

impl SectionReader<'_> {
    /// Reads the section of `text` at `span` that begins with `marker`.
    pub(super) fn read(text: &Excerpt, marker: &Marker, span: Span, before: &Counts) -> Part {
        let mut reader = SectionReader { text, problems: Vec::new() };
        let (section, what) = reader.section(marker, span, before);
        let named = marker.id.is_some() || before.next(section.kind).is_none();
        Part { named, ..Part::of(text, section, what, reader.problems) }
    }

    fn tell(&mut self, kind: &ProblemKind, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(kind, span, message));
    }

    fn section(&mut self, marker: &Marker, span: Span, before: &Counts) -> (Section, What) {
        let kind = SectionKind::of(marker.kind.of(self.text));
        let (headers, body) = self.header_lines(kind, marker.line, span.end);
        if kind == SectionKind::Unknown {
            let word = marker.kind.of(self.text);
            let known = SectionKind::NAMED.map(SectionKind::word);
            let message = match nearest(word, known) {
                Some(known) => format!("unknown section '{word}': did you mean '{known}'?"),
                None => format!("unknown section '{word}': write one of {}, or '\\--- {word}' if this line is text", known.join(", ")),
            };
            self.tell(UNKNOWN_SECTION, marker.kind, message);
        }
        let section = Section { kind, at: None, span, marker: marker.line, headers, body };
        let (id, id_span) = self.id(kind, marker, before);
        let mut headers = Headers::new(self.text, &section, id_span, &mut self.problems);
        let what = match kind {
            SectionKind::Unmarked | SectionKind::Unknown => What::Nothing,
            SectionKind::Bundle => {
                let headers = (!before.bundle).then(|| Box::new(headers.bundle()));
                if headers.is_none() {
                    self.tell(SECOND_BUNDLE, marker.line, "a second bundle section: the headers of the first count; remove this one");
                } else if before.marked {
                    self.tell(BAD_VALUE, marker.line, "the bundle section belongs above all others: it is read all the same");
                }
                What::Bundle { headers, on_top: !before.marked }
            }
            SectionKind::Article => {
                let mut article = headers.article(id, id_span);
                (article.body, article.annotations) = annotation::article(self.text, body, &mut self.problems);
                self.problems.extend(article.no_text());
                What::article(article)
            }
            SectionKind::Person => What::Person(Arc::new(headers.person(id, id_span))),
            SectionKind::Fact => What::Fact(Arc::new(headers.fact(id, id_span))),
            SectionKind::Decision => What::Decision(Arc::new(headers.decision(id, id_span))),
        };
        (section, what)
    }

    /// The id of a section, with its place; a stand-in that no id can be where it is missing.
    fn id(&mut self, kind: SectionKind, marker: &Marker, before: &Counts) -> (Excerpt, Span) {
        let Some(count) = before.next(kind) else {
            if let Some(id) = marker.id.filter(|_| kind == SectionKind::Bundle) {
                self.tell(BAD_VALUE, id, "a bundle section has no id: give the story one with a header 'story'");
            }
            return (Excerpt::default(), marker.kind);
        };
        if let Some(id) = marker.id {
            return (self.text.part(id), id);
        }
        let message = format!("{} needs an id: write '--- {} NAME'", kind.named(), kind.word());
        self.tell(MISSING_ID, marker.line, message);
        (format!("{} {}", kind.word(), count + 1).into(), Span::new(marker.kind.end, marker.kind.end))
    }

    /// The header lines after a marker line, and the body after them.
    fn header_lines(&mut self, kind: SectionKind, marker: Span, end: u32) -> (Vec<HeaderLine>, Span) {
        let bytes = &self.text.as_bytes()[..end as usize];
        let mut at = next_line(bytes, line_end(bytes, marker.end as usize));
        // Key, and the value with its continuation lines.
        let mut raw: Vec<(Span, Span)> = Vec::new();
        while at < bytes.len() {
            let line = Span::new(at as u32, line_end(bytes, at) as u32);
            let words = line.of(self.text);
            let next = next_line(bytes, line.end as usize);
            let trimmed = words.trim_matches(BLANKS);
            if trimmed.is_empty() {
                at = next;
                break;
            }
            let first_word = || {
                let start = line.start + (words.len() - words.trim_start_matches(BLANKS).len()) as u32;
                Span::new(start, start + trimmed.find(BLANKS).unwrap_or(trimmed.len()) as u32)
            };
            match (words.starts_with(BLANKS), raw.last_mut(), header::key_len(words, kind)) {
                (true, Some((_, value)), _) => {
                    value.end = line.end;
                    if trimmed.len() > LONGEST_CONTINUATION && trimmed.chars().count() > LONGEST_CONTINUATION {
                        let message = "this long line continues the header above it: if it is text, put a blank line before it";
                        self.problems.push(Problem::new(MISSING_BLANK_LINE, first_word(), message));
                    }
                }
                (false, _, Some(len)) => {
                    let key = Span::new(line.start, line.start + len as u32);
                    raw.push((key, Span::new(key.end + 1, line.end)));
                }
                _ => {
                    let message = "this may be the body: a blank line is missing between the headers and the text";
                    self.problems.push(Problem::new(MISSING_BLANK_LINE, first_word(), message));
                    break;
                }
            }
            at = next;
        }
        let mut lines: Vec<HeaderLine> = Vec::with_capacity(raw.len());
        let mut given: BTreeSet<&str> = BTreeSet::new();
        for (key, value) in raw {
            let name = key.of(self.text);
            let known = kind.key(name);
            let header = header::value(self.text, value);
            match known {
                None if kind != SectionKind::Unknown => {
                    let message = unknown_header(name, kind);
                    self.tell(UNKNOWN_HEADER, key, message);
                }
                Some(known) if !known.repeats && !header.value.is_empty() && !given.insert(known.name) => {
                    let message = format!("'{}' is given twice: the first counts", known.name);
                    self.tell(REPEATED_HEADER, key, message);
                }
                _ => {}
            }
            lines.push(HeaderLine { key, known: known.map(|it| it.name), header });
        }
        (lines, Span::new((at as u32).min(end), end))
    }
}

impl Article {
    /// What to tell of an article without any text.
    pub(super) fn no_text(&self) -> Option<Problem> {
        let message = || format!("article '{}' has no text", self.id);
        self.body.text.trim().is_empty().then(|| Problem::new(NO_TEXT, self.id_span, message()))
    }
}

/// Where the line that holds byte `at` ends.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found)
}

/// Where the next line starts, for the end of a line.
fn next_line(bytes: &[u8], end: usize) -> usize {
    match (bytes.get(end), bytes.get(end + 1)) {
        (None, _) => end,
        (Some(b'\r'), Some(b'\n')) => end + 2,
        _ => end + 1,
    }
}

fn unknown_header(name: &str, kind: SectionKind) -> String {
    if let Some(known) = nearest(name, kind.keys().iter().map(|key| key.name)) {
        return format!("unknown header '{name}': did you mean '{known}'?");
    }
    if let Some(owner) = SectionKind::NAMED.into_iter().find(|it| it.key(name).is_some()) {
        return format!("'{name}' is a header of {} section, not of {}", owner.named(), kind.named());
    }
    let known: Vec<&str> = kind.keys().iter().map(|key| key.name).collect();
    format!("unknown header '{name}': {} section has {}", kind.named(), known.join(", "))
}
