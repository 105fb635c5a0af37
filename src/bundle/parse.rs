//! A file as sections. After an edit only the sections that it touches are read again; the others are moved.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::header::{self, BLANKS, Header, Marker, Section, SectionKind};
use super::part::{Part, What};
use super::problem::{BAD_VALUE, DUPLICATE_ID, NO_MARKER, NO_TEXT, Problem};
use super::reader::{Counts, SectionReader, line_end};
use super::{BundleHeaders, File, Form, Origin, SourceFile, annotation, sections};
use crate::bundle::article::{Article, Body};
use crate::text::{Excerpt, Span, Unchanged};

/// Reads one file. Never fails: every mistake is a [`Problem`] and everything else still works.
pub fn parse(source: SourceFile) -> File {
    let SourceFile { name, id, form, text, given } = source;
    let origin = Arc::new(Origin { name, id, form, given });
    let whole = Excerpt::of(&text, Span::new(0, text.len() as u32));
    let mut reader = Reader::new(&origin);
    reader.read(&whole, 0, Stretch::WholeFile);
    let parts = reader.parts;
    File::of_parts(origin, parts, text.into(), None)
}

impl File {
    /// The file after an edit: equal to what [`parse`] makes of the new text, which has `len` bytes.
    ///
    /// `text` gives a stretch of the new text (file bytes); it is asked for the sections that the edit touches.
    #[must_use]
    pub fn edited(&self, len: u32, unchanged: Unchanged, mut text: impl FnMut(Span) -> String) -> Self {
        let old_len = self.len();
        let start = unchanged.start.min(old_len).min(len);
        let end = unchanged.end.min(old_len - start).min(len - start);
        if start + end == old_len && old_len == len {
            return self.clone();
        }
        if self.source.form == Form::Plain {
            let Origin { name, id, form, given } = Origin::clone(&self.source);
            return parse(SourceFile { name, id, form, text: text(Span::new(0, len)).into(), given });
        }
        let by = i64::from(len) - i64::from(old_len);
        // A section that ends where the edit begins, or begins where it ends, is touched: the line between may be no marker any more.
        let mut first = self.parts.partition_point(|part| part.section.span.end < start);
        let next = self.parts.partition_point(|part| part.section.span.start <= old_len - end);
        let to = self.parts.get(next).map_or(old_len, |part| part.section.span.start);
        let to = (i64::from(to) + by) as u32;
        let (window, from) = loop {
            let from = if first == 0 { 0 } else { self.parts[first].section.span.start };
            let window = text(Span::new(from, to));
            let line = &window[..line_end(window.as_bytes(), 0)];
            if first == 0 || header::marker(line, 0).is_some() {
                break (window, from);
            }
            // The marker line is gone: its section goes on the one before.
            first -= 1;
        };
        let mut reader = Reader::new(&self.source);
        for part in &self.parts[..first] {
            reader.push(part.clone());
        }
        let stretch = match (first == 0, next == self.parts.len()) {
            (true, true) => Stretch::WholeFile,
            (true, false) => Stretch::Start,
            (false, _) => Stretch::Inside,
        };
        reader.read(&window.into(), from, stretch);
        let same_ids = ids(&self.parts[first..next]).eq(ids(&reader.parts[first..]));
        for part in &self.parts[next..] {
            reader.take_over(part, by);
        }
        File::of_parts(Arc::clone(&self.source), reader.parts, OnceLock::new(), Some((self, same_ids)))
    }

    /// A file of these sections. `before` is a file whose sections these are, apart from the touched ones, and whether those have the
    /// ids they had.
    fn of_parts(source: Arc<Origin>, mut parts: Vec<Part>, whole: OnceLock<Arc<str>>, before: Option<(&Self, bool)>) -> Self {
        let headers = parts.iter().find_map(|part| match &part.what {
            What::Bundle { headers: Some(headers), .. } => Some(BundleHeaders::clone(headers)),
            _ => None,
        });
        let headers = headers.unwrap_or_default();
        let mut file = Self {
            source,
            sections: Vec::with_capacity(parts.len()),
            headers,
            articles: Vec::new(),
            persons: Vec::new(),
            facts: Vec::new(),
            decisions: Vec::new(),
            problems: Vec::new(),
            parts: Vec::new(),
            unique: false,
            whole,
        };
        for part in &mut parts {
            part.inherit(&file.headers);
            file.problems.extend(part.problems.iter().chain(&part.unplaced).cloned());
            let count = match &part.what {
                What::Nothing | What::Bundle { .. } => 0,
                What::Article { article, .. } => {
                    file.articles.push(Arc::clone(article));
                    file.articles.len()
                }
                What::Person(record) => {
                    file.persons.push(Arc::clone(record));
                    file.persons.len()
                }
                What::Fact(record) => {
                    file.facts.push(Arc::clone(record));
                    file.facts.len()
                }
                What::Decision(decision) => {
                    file.decisions.push(Arc::clone(decision));
                    file.decisions.len()
                }
            };
            let at = (count as u32).checked_sub(1);
            if part.section.at != at {
                Arc::make_mut(&mut part.section).at = at;
            }
            file.sections.push(Arc::clone(&part.section));
        }
        file.parts = parts;
        file.tell_languages();
        file.unique = before.is_some_and(|(before, same_ids)| before.unique && same_ids) || file.check_ids();
        file.problems.sort_by_key(|it| (it.span, it.severity, it.code));
        file
    }

    /// Tells once that other languages are not read.
    fn tell_languages(&mut self) {
        let Some(lang) = self.articles.iter().find(|it| !it.is_english()).and_then(|it| it.lang.as_ref()) else { return };
        let message = format!("only English is read: articles with 'lang: {}' are shown and not compared", lang.value);
        self.problems.push(Problem::new(NO_TEXT, lang.span, message));
    }

    /// Tells ids that are used twice, each kind by itself. Whether there are none.
    fn check_ids(&mut self) -> bool {
        let mut first: BTreeMap<(&str, &str), Span> = BTreeMap::new();
        let mut problems = Vec::new();
        for (word, id, span) in ids(&self.parts) {
            let earlier = *first.entry((word, id)).or_insert(span);
            if earlier != span {
                let line = self.line(earlier.start) + 1;
                let message = format!("{word} id '{id}' is used twice: the first is on line {line}");
                problems.push(Problem::new(DUPLICATE_ID, span, message));
            }
        }
        let unique = problems.is_empty();
        self.problems.append(&mut problems);
        unique
    }
}

/// The kind's word, the id and its place of every section that has one.
fn ids(parts: &[Part]) -> impl Iterator<Item = (&'static str, &str, Span)> {
    parts.iter().filter_map(|part| {
        let (id, span) = match &part.what {
            What::Nothing | What::Bundle { .. } => return None,
            What::Article { article: it, .. } => (&it.id, it.id_span),
            What::Person(it) => (&it.id, it.id_span),
            What::Fact(it) => (&it.id, it.id_span),
            What::Decision(it) => (&it.id, it.id_span),
        };
        let word = if part.section.kind == SectionKind::Unmarked { "article" } else { part.section.kind.word() };
        Some((word, id.as_str(), span))
    })
}

/// Which stretch of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stretch {
    WholeFile,
    /// From its first byte up to a marker line.
    Start,
    /// From a marker line up to another, or to the end.
    Inside,
}

struct Reader<'o> {
    origin: &'o Origin,
    parts: Vec<Part>,
    counts: Counts,
}

impl<'o> Reader<'o> {
    fn new(origin: &'o Origin) -> Self {
        Self { origin, parts: Vec::new(), counts: Counts::default() }
    }

    fn push(&mut self, part: Part) {
        self.counts.add(&part);
        self.parts.push(part);
    }

    /// Takes a section over from before an edit; reads it again where what stands before it changes what it is.
    fn take_over(&mut self, part: &Part, by: i64) {
        if self.counts.allow(part) {
            return self.push(part.moved(by));
        }
        let from = i64::from(part.section.span.start) + by;
        let line = &part.text[..line_end(part.text.as_bytes(), 0)];
        let marker = header::marker(line, 0).expect("a section that others stand before begins with its marker line");
        let mut read = SectionReader::read(&part.text, &marker, Span::new(0, part.text.len() as u32), &self.counts);
        // Lines that were probably meant as markers are told of the text, not of the section.
        read.problems.extend(slips(&part.text, 0).1);
        read.move_by(from);
        self.push(read);
    }

    /// Reads a stretch of the file that starts at byte `at` of it.
    fn read(&mut self, text: &Excerpt, at: u32, stretch: Stretch) {
        // A byte order mark is no text.
        let start = if stretch != Stretch::Inside && text.starts_with('\u{feff}') { 3 } else { 0 };
        if self.origin.form == Form::Plain {
            return self.plain(text, start);
        }
        let known = self.parts.len();
        let (markers, mut slips) = slips(text, start);
        let end = text.len() as u32;
        let first = markers.first().map_or(end, |marker| marker.line.start);
        let before = Span::new(start, first);
        let whole_file = stretch == Stretch::WholeFile && markers.is_empty();
        if whole_file || !before.of(text).trim().is_empty() {
            self.unmarked(text, before, whole_file);
        } else if first > start {
            let here = Span::new(start, start);
            let section = Section {
                kind: SectionKind::Unmarked,
                at: None,
                span: Span::new(0, first),
                marker: here,
                headers: Vec::new(),
                body: before,
            };
            self.push(Part::of(text, section, What::Nothing, Vec::new()));
        }
        for (nth, marker) in markers.iter().enumerate() {
            let to = markers.get(nth + 1).map_or(end, |next| next.line.start);
            // The byte order mark belongs to the first section, so that the sections are the file.
            let from = if self.parts.is_empty() { 0 } else { marker.line.start };
            let span = Span::new(from, to);
            if stretch == Stretch::WholeFile {
                self.push(SectionReader::read(text, marker, span, &self.counts));
                continue;
            }
            // Each section of an edited text has a text of its own, so that none keeps all of a long insertion in memory.
            let own = Excerpt::from(span.of(text));
            let mut part = SectionReader::read(&own, &marker.moved_back(from), Span::new(0, span.len()), &self.counts);
            part.move_by(i64::from(from));
            self.push(part);
        }
        for part in &mut self.parts[known..] {
            let here = slips.partition_point(|it| it.span.start < part.section.span.end);
            part.problems.extend(slips.drain(..here));
            part.move_by(i64::from(at));
        }
    }

    /// A file of plain text: one article, with what is known of it from outside.
    fn plain(&mut self, text: &Excerpt, start: u32) {
        let span = Span::new(0, text.len() as u32);
        let body = Span::new(start, span.end);
        let here = Span::new(start, start);
        let given = |value: &Option<String>| {
            let value = value.as_ref()?.trim();
            (!value.is_empty()).then(|| Header { value: value.into(), span: here })
        };
        let Origin { given: known, id, .. } = self.origin;
        let mut published = given(&known.date);
        let mut problems = Vec::new();
        if let Some(problem) = published.as_ref().and_then(|it| sections::not_a_day(it, "date")) {
            problems.push(problem);
            published = None;
        }
        let article = Article {
            id: id.as_str().into(),
            id_span: here,
            section: span,
            outlet: given(&known.outlet),
            title: given(&known.title),
            published,
            body: Body::unbroken(text.part(body), start),
            ..Article::default()
        };
        problems.extend(article.no_text());
        let section = Section { kind: SectionKind::Unmarked, at: Some(0), span, marker: here, headers: Vec::new(), body };
        self.push(Part::of(text, section, What::article(article), problems));
    }

    /// Text before the first marker, or a file without one.
    fn unmarked(&mut self, text: &Excerpt, body: Span, whole_file: bool) {
        let span = Span::new(0, body.end);
        let here = Span::new(body.start, body.start);
        let mut problems = Vec::new();
        let (read, annotations) = annotation::article(text, body, &mut problems);
        let id = self.origin.id.as_str().into();
        let article = Article { id, id_span: here, section: span, body: read, annotations, ..Article::default() };
        if let Some(problem) = article.no_text() {
            problems.push(problem);
        } else {
            let first = body.of(text);
            let lead = body.start + (first.len() - first.trim_start().len()) as u32;
            let mut word = Span::new(lead, line_end(text.as_bytes(), lead as usize) as u32);
            word.end = word.start + word.of(text).find(char::is_whitespace).map_or(word.len(), |it| it as u32);
            let what = if whole_file { "this file has no marker line" } else { "text before the first marker line" };
            let message = format!("{what}: it is read as article '{}'; write '--- article {}' above it", article.id, article.id);
            problems.push(Problem::new(NO_MARKER, word, message));
        }
        let section = Section { kind: SectionKind::Unmarked, at: None, span, marker: here, headers: Vec::new(), body };
        self.push(Part::of(text, section, What::article(article), problems));
    }
}

/// Every marker line of `text` from `start` on, in order, and lines that were probably meant as one.
fn slips(text: &str, start: u32) -> (Vec<Marker>, Vec<Problem>) {
    let bytes = text.as_bytes();
    let (mut markers, mut slips) = (Vec::new(), Vec::new());
    for at in memchr::memmem::find_iter(&bytes[start as usize..], b"---") {
        let at = at + start as usize;
        if at > start as usize && !matches!(bytes[at - 1], b'\n' | b'\r') {
            continue;
        }
        let line = Span::new(at as u32, line_end(bytes, at) as u32);
        let words = line.of(text);
        if let Some(marker) = header::marker(words, line.start) {
            markers.push(marker);
        } else if let Some(message) = nearly_a_marker(words) {
            let end = line.start + words.trim_end_matches(BLANKS).len() as u32;
            slips.push(Problem::new(BAD_VALUE, Span::new(line.start, end), message));
        }
    }
    (markers, slips)
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
