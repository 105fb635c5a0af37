//! Text to be written into a file: where it goes, and what in it somebody has still to say.

use super::Spot;
use crate::bundle::{Form, Section};
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Text that takes the place of other text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    /// What it takes the place of; an empty span inserts.
    pub spot: Spot,
    /// The text.
    pub text: String,
    /// What is still to be said, ascending (bytes of `text`): words that are a first guess, or the empty end of a line, after which a
    /// blank and words come.
    pub gaps: Vec<Span>,
}

impl From<(Spot, String)> for Written {
    fn from((spot, text): (Spot, String)) -> Self {
        Self { spot, text, gaps: Vec::new() }
    }
}

/// One or more sections at the end of a file, being written.
#[derive(Debug)]
pub(super) struct Sections {
    at: Spot,
    text: String,
    gaps: Vec<Span>,
    line_end: &'static str,
    /// Whether one has begun.
    begun: bool,
}

impl Sections {
    /// Nothing yet, at the end of bundle `file`. `None` in plain text, which holds no sections.
    pub(super) fn at_the_end(snapshot: &Snapshot, file: u32) -> Option<Self> {
        let read = &snapshot.story.files[file as usize];
        if read.source.form == Form::Plain {
            return None;
        }
        let text = read.text();
        let line_end = super::words::line_end(text);
        let mut gap = String::new();
        if !text.is_empty() && !text.ends_with(['\n', '\r']) {
            gap.push_str(line_end);
        }
        if !["\n\n", "\r\n\r\n", "\r\r"].iter().any(|it| text.ends_with(it)) {
            gap.push_str(line_end);
        }
        let end = text.len() as u32;
        Some(Self { at: Spot { file, span: Span::new(end, end) }, text: gap, gaps: Vec::new(), line_end, begun: false })
    }

    /// Begins a section of this kind with this id.
    pub(super) fn begin(&mut self, kind: &str, id: &str) {
        if std::mem::replace(&mut self.begun, true) {
            self.text.push_str(self.line_end);
        }
        self.line(&format!("--- {kind} {id}"));
    }

    /// A header. An empty value stands as "not given".
    pub(super) fn header(&mut self, key: &str, value: &str) {
        let line = format!("{key}: {value}");
        self.line(line.trim_end());
    }

    /// A header whose value, from its end on, is still to be said.
    pub(super) fn open_header(&mut self, key: &str, value: &str) {
        self.header(key, value);
        let end = (self.text.len() - self.line_end.len()) as u32;
        self.gaps.push(Span::new(end, end));
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(self.line_end);
    }

    /// All of it.
    pub(super) fn written(self) -> Written {
        Written { spot: self.at, text: self.text, gaps: self.gaps }
    }
}

/// A header line more in a section of a file: after the last one with this key, else after the last one of all.
pub(super) fn header_line(snapshot: &Snapshot, file: u32, section: Span, key: &str, value: &str) -> Option<Written> {
    let read = &snapshot.story.files[file as usize];
    let section: &Section = read.sections.iter().find(|it| it.span == section)?;
    let line_end = super::words::line_end(read.text());
    let last = section.headers.iter().rfind(|it| it.known == Some(key)).or(section.headers.last());
    let at = last.map_or(section.marker.end, |it| it.header.span.end.max(it.key.end + 1));
    Some((Spot { file, span: Span::new(at, at) }, format!("{line_end}{key}: {value}")).into())
}

/// Brackets with attributes round words of an article. `None` where they would not be one annotation: in plain text, over a
/// paragraph's end, round unbalanced brackets.
pub(super) fn bracketed(snapshot: &Snapshot, place: Place, attributes: &str) -> Option<Written> {
    let story = &snapshot.story;
    if story.articles.len() <= place.article as usize || place.span.is_empty() {
        return None;
    }
    let file = story.file_of(place.article);
    let read = &story.files[file as usize];
    let reading = &snapshot.readings[place.article as usize];
    let span = story.article(place.article).body.in_file(place.span);
    let words = read.words(span);
    let one_paragraph = reading.paragraph_at(place.span.start) == reading.paragraph_at(place.span.end);
    let plain = read.source.form == Form::Bundle && one_paragraph && !words.contains(['[', ']', '\\']);
    // A backslash before the bracket would make it a letter.
    let plain = plain && !read.text()[..span.start as usize].ends_with('\\');
    plain.then(|| (Spot { file, span }, format!("[{words}]{{{attributes}}}")).into())
}

/// An id made of `words` that is not `taken`; `otherwise` where they have no letter.
pub(super) fn free_id(words: &str, otherwise: &str, taken: impl Fn(&str) -> bool) -> String {
    let words: Vec<String> = words.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    let id = if words.is_empty() { otherwise.to_owned() } else { words.join("-") };
    let mut ids = std::iter::once(id.clone()).chain((2..).map(|number| format!("{id}-{number}")));
    ids.find(|it| !taken(it)).unwrap_or(id)
}

/// The text after these edits, which lie apart.
#[cfg(test)]
pub(super) fn applied(text: &str, edits: &[Written]) -> String {
    let mut after = text.to_owned();
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort();
    for edit in edits.into_iter().rev() {
        after.replace_range(edit.spot.span.start as usize..edit.spot.span.end as usize, &edit.text);
    }
    after
}
