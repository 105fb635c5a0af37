//! A file as sections, each with its headers and its body.

use std::collections::{BTreeMap, BTreeSet};

use super::article::{Article, Body};
use super::header::{self, BLANKS, Header, HeaderLine, Marker, Section, SectionKind};
use super::problem::{
    BAD_VALUE, DUPLICATE_ID, MISSING_BLANK_LINE, MISSING_ID, NO_MARKER, NO_TEXT, Problem, ProblemKind, REPEATED_HEADER, SECOND_BUNDLE,
    UNKNOWN_HEADER, UNKNOWN_SECTION, nearest,
};
use super::sections::{self, Headers};
use super::{BundleHeaders, File, Form, SourceFile, annotation};
use crate::text::{Encoding, SourceText, Span};

/// A continuation line with more characters than this was probably meant as text.
const LONGEST_CONTINUATION: usize = 200;

/// Reads one file. Never fails: every mistake is a [`Problem`] and everything else still works.
pub fn parse(source: SourceFile) -> File {
    let text = std::sync::Arc::clone(&source.text);
    let mut reader = Reader {
        text: &text,
        problems: Vec::new(),
        sections: Vec::new(),
        headers: BundleHeaders::default(),
        articles: Vec::new(),
        persons: Vec::new(),
        facts: Vec::new(),
        decisions: Vec::new(),
    };
    // A byte order mark is no text.
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    match source.form {
        Form::Plain => reader.plain(&source, start),
        Form::Bundle => reader.bundle(&source, start),
    }
    reader.inherit();
    reader.check_ids();
    let Reader { mut problems, sections, headers, articles, persons, facts, decisions, .. } = reader;
    problems.sort_by_key(|it| (it.span, it.severity, it.code));
    File { source, sections, headers, articles, persons, facts, decisions, problems }
}

struct Reader<'t> {
    text: &'t str,
    problems: Vec<Problem>,
    sections: Vec<Section>,
    headers: BundleHeaders,
    articles: Vec<Article>,
    persons: Vec<super::PersonRecord>,
    facts: Vec<super::FactRecord>,
    decisions: Vec<super::Decision>,
}

impl Reader<'_> {
    fn tell(&mut self, kind: &ProblemKind, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(kind, span, message));
    }

    fn end(&self) -> u32 {
        self.text.len() as u32
    }

    /// A file of plain text: one article, with what is known of it from outside.
    fn plain(&mut self, source: &SourceFile, start: u32) {
        let span = Span::new(0, self.end());
        let body = Span::new(start, span.end);
        let here = Span::new(start, start);
        let given = |value: &Option<String>| {
            let value = value.as_ref()?.trim();
            (!value.is_empty()).then(|| Header { value: value.to_owned(), span: here })
        };
        let mut published = given(&source.given.date);
        if let Some(problem) = published.as_ref().and_then(|it| sections::not_a_day(it, "date")) {
            self.problems.push(problem);
            published = None;
        }
        let article = Article {
            id: source.id.clone(),
            id_span: here,
            section: span,
            outlet: given(&source.given.outlet),
            title: given(&source.given.title),
            published,
            body: Body::unbroken(body.of(self.text).to_owned(), start),
            ..Article::default()
        };
        self.tell_no_text(&article);
        self.sections.push(Section { kind: SectionKind::Unmarked, at: Some(0), span, marker: here, headers: Vec::new(), body });
        self.articles.push(article);
    }

    fn bundle(&mut self, source: &SourceFile, start: u32) {
        let markers = self.markers(start);
        let first = markers.first().map_or(self.end(), |marker| marker.line.start);
        let before = Span::new(start, first);
        if markers.is_empty() || !before.of(self.text).trim().is_empty() {
            self.unmarked(source, before, markers.is_empty());
        } else if first > start {
            let span = Span::new(0, first);
            let here = Span::new(start, start);
            self.sections.push(Section { kind: SectionKind::Unmarked, at: None, span, marker: here, headers: Vec::new(), body: before });
        }
        for (at, marker) in markers.iter().enumerate() {
            let end = markers.get(at + 1).map_or(self.end(), |next| next.line.start);
            // The byte order mark belongs to the first section, so that the sections are the file.
            let from = if self.sections.is_empty() { 0 } else { marker.line.start };
            self.section(marker, Span::new(from, end));
        }
    }

    /// Every marker line, in file order. Lines that were probably meant as one are told.
    fn markers(&mut self, start: u32) -> Vec<Marker> {
        let bytes = self.text.as_bytes();
        let mut markers = Vec::new();
        for at in memchr::memmem::find_iter(&bytes[start as usize..], b"---") {
            let at = at + start as usize;
            if at > start as usize && !matches!(bytes[at - 1], b'\n' | b'\r') {
                continue;
            }
            let line = Span::new(at as u32, line_end(bytes, at) as u32);
            let words = line.of(self.text);
            if let Some(marker) = header::marker(words, line.start) {
                markers.push(marker);
            } else if let Some(message) = nearly_a_marker(words) {
                let end = line.start + words.trim_end_matches(BLANKS).len() as u32;
                self.tell(BAD_VALUE, Span::new(line.start, end), message);
            }
        }
        markers
    }

    /// Text before the first marker, or a file without one.
    fn unmarked(&mut self, source: &SourceFile, body: Span, whole_file: bool) {
        let span = Span::new(0, body.end);
        let here = Span::new(body.start, body.start);
        let (text, annotations) = annotation::article(self.text, body, &mut self.problems);
        let article = Article { id: source.id.clone(), id_span: here, section: span, body: text, annotations, ..Article::default() };
        if article.body.text.trim().is_empty() {
            self.tell_no_text(&article);
        } else {
            let first = body.of(self.text);
            let lead = body.start + (first.len() - first.trim_start().len()) as u32;
            let mut word = Span::new(lead, line_end(self.text.as_bytes(), lead as usize) as u32);
            word.end = word.start + word.of(self.text).find(char::is_whitespace).map_or(word.len(), |it| it as u32);
            let what = if whole_file { "this file has no marker line" } else { "text before the first marker line" };
            let message = format!("{what}: it is read as article '{}'; write '--- article {}' above it", article.id, article.id);
            self.tell(NO_MARKER, word, message);
        }
        let at = Some(self.articles.len() as u32);
        self.sections.push(Section { kind: SectionKind::Unmarked, at, span, marker: here, headers: Vec::new(), body });
        self.articles.push(article);
    }

    fn section(&mut self, marker: &Marker, span: Span) {
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
        let mut section = Section { kind, at: None, span, marker: marker.line, headers, body };
        let (id, id_span) = self.id(kind, marker);
        let mut headers = Headers::new(self.text, &section, id_span, &mut self.problems);
        let count = match kind {
            SectionKind::Unmarked | SectionKind::Unknown => 0,
            SectionKind::Bundle => {
                if self.headers.section.is_some() {
                    self.tell(SECOND_BUNDLE, marker.line, "a second bundle section: the headers of the first count; remove this one");
                } else {
                    self.headers = headers.bundle();
                    if !self.sections.iter().all(|it| it.kind == SectionKind::Unmarked) {
                        self.tell(BAD_VALUE, marker.line, "the bundle section belongs above all others: it is read all the same");
                    }
                }
                0
            }
            SectionKind::Article => {
                let mut article = headers.article(id, id_span);
                (article.body, article.annotations) = annotation::article(self.text, body, &mut self.problems);
                self.tell_no_text(&article);
                self.articles.push(article);
                self.articles.len()
            }
            SectionKind::Person => {
                self.persons.push(headers.person(id, id_span));
                self.persons.len()
            }
            SectionKind::Fact => {
                self.facts.push(headers.fact(id, id_span));
                self.facts.len()
            }
            SectionKind::Decision => {
                self.decisions.push(headers.decision(id, id_span));
                self.decisions.len()
            }
        };
        section.at = (count as u32).checked_sub(1);
        self.sections.push(section);
    }

    /// The id of a section, with its place; a stand-in that no id can be where it is missing.
    fn id(&mut self, kind: SectionKind, marker: &Marker) -> (String, Span) {
        let count = match kind {
            SectionKind::Unmarked | SectionKind::Unknown => return (String::new(), marker.kind),
            SectionKind::Bundle => {
                if let Some(id) = marker.id {
                    self.tell(BAD_VALUE, id, "a bundle section has no id: give the story one with a header 'story'");
                }
                return (String::new(), marker.kind);
            }
            SectionKind::Article => self.articles.len(),
            SectionKind::Person => self.persons.len(),
            SectionKind::Fact => self.facts.len(),
            SectionKind::Decision => self.decisions.len(),
        };
        if let Some(id) = marker.id {
            return (id.of(self.text).to_owned(), id);
        }
        let message = format!("{} needs an id: write '--- {} NAME'", kind.named(), kind.word());
        self.tell(MISSING_ID, marker.line, message);
        (format!("{} {}", kind.word(), count + 1), Span::new(marker.kind.end, marker.kind.end))
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

    fn tell_no_text(&mut self, article: &Article) {
        if article.body.text.trim().is_empty() {
            self.tell(NO_TEXT, article.id_span, format!("article '{}' has no text", article.id));
        }
    }

    /// Gives articles the bundle's time zone and language, and tells once that other languages are not read.
    fn inherit(&mut self) {
        let BundleHeaders { timezone, lang, .. } = &self.headers;
        let mut told = None;
        for article in &mut self.articles {
            article.timezone = article.timezone.take().or_else(|| timezone.clone());
            article.lang = article.lang.take().or_else(|| lang.clone());
            for moment in [&article.published, &article.updated].into_iter().flatten() {
                if article.timezone.is_none()
                    && super::IsoDate::parse(&moment.value).is_some_and(|it| it.minutes.is_some() && it.offset.is_none())
                {
                    let message = format!("'{0}' has no offset: write '{0}+00:00', or give a timezone", moment.value);
                    self.problems.push(Problem::new(BAD_VALUE, moment.span, message));
                }
            }
            if told.is_none() && !article.is_english() {
                told.clone_from(&article.lang);
            }
        }
        if let Some(lang) = told {
            let message = format!("only English is read: articles with 'lang: {}' are shown and not compared", lang.value);
            self.tell(NO_TEXT, lang.span, message);
        }
    }

    /// Tells ids that are used twice, each kind by itself.
    fn check_ids(&mut self) {
        let lists: [(&str, Vec<(&str, Span)>); 4] = [
            ("article", self.articles.iter().map(|it| (it.id.as_str(), it.id_span)).collect()),
            ("person", self.persons.iter().map(|it| (it.id.as_str(), it.id_span)).collect()),
            ("fact", self.facts.iter().map(|it| (it.id.as_str(), it.id_span)).collect()),
            ("decision", self.decisions.iter().map(|it| (it.id.as_str(), it.id_span)).collect()),
        ];
        let mut lines = None;
        for (word, ids) in lists {
            let mut first: BTreeMap<&str, Span> = BTreeMap::new();
            for (id, span) in ids {
                let earlier = *first.entry(id).or_insert(span);
                if earlier != span {
                    let lines = lines.get_or_insert_with(|| SourceText::new(self.text));
                    let line = lines.position(earlier.start, Encoding::Utf8).line + 1;
                    let message = format!("{word} id '{id}' is used twice: the first is on line {line}");
                    self.problems.push(Problem::new(DUPLICATE_ID, span, message));
                }
            }
        }
    }
}

/// Where the line that holds byte `at` ends.
fn line_end(bytes: &[u8], at: usize) -> usize {
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

/// What to tell of a line that begins with `---` and a section's word, and is no marker: a slip that would otherwise swallow
/// a section in silence.
fn nearly_a_marker(line: &str) -> Option<String> {
    let rest = line.strip_prefix("---")?.trim_matches(BLANKS);
    let word_len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, id) = rest.split_at(word_len);
    let kind = SectionKind::NAMED.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word))?;
    if !id.is_empty() && !id.starts_with(BLANKS) {
        return None;
    }
    // A long line is a sentence, and telling it whole would help nobody.
    const LONGEST_TOLD: usize = 60;
    let id: String =
        id.trim().chars().map(|c| if header::is_id(c.encode_utf8(&mut [0; 4])) { c } else { '-' }).take(LONGEST_TOLD).collect();
    let blank = if id.is_empty() { "" } else { " " };
    Some(format!("this line is read as text: a section begins '--- {}{blank}{id}', and an id has no blank in it", kind.word()))
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
