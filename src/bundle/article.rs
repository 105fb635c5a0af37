//! An article: its headers, its text, its annotations.

use std::sync::Arc;

use super::header::Header;
use crate::text::{Excerpt, Span};

/// Whether an article is a source or our own draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Somebody's report: it counts as an account.
    #[default]
    Source,
    /// Our own text: compared with the sources, never an account.
    Draft,
}

/// One article with its headers and its text.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// The id as written, unique in its file; where the marker has none, a name that no id can have ("article 2").
    pub id: Excerpt,
    /// The id in the marker line, or the start of the file where there is none (file bytes).
    pub id_span: Span,
    /// The whole section, marker to last line (file bytes).
    pub section: Span,
    /// `outlet`.
    pub outlet: Option<Header>,
    /// `title`.
    pub title: Option<Header>,
    /// `byline`.
    pub byline: Option<Header>,
    /// `published`: an ISO 8601 day or moment.
    pub published: Option<Header>,
    /// `updated`: an ISO 8601 day or moment.
    pub updated: Option<Header>,
    /// `timezone`, else the bundle's: a name of the IANA database.
    pub timezone: Option<Header>,
    /// `dateline`, a place.
    pub dateline: Option<Header>,
    /// `url`.
    pub url: Option<Header>,
    /// `lang`, else the bundle's.
    pub lang: Option<Header>,
    /// `wire`, the agency it is taken from.
    pub wire: Option<Header>,
    /// `supersedes`, an earlier article's id.
    pub supersedes: Option<Header>,
    /// `role`.
    pub role: Role,
    /// The text without markup and escapes.
    pub body: Body,
    /// Annotations, in the order of their opening brackets.
    pub annotations: Vec<Annotation>,
}

impl Article {
    /// What a reader calls it: the outlet where the header gives one, else the id.
    pub fn label(&self) -> &str {
        self.outlet.as_ref().map_or(&self.id, |outlet| &outlet.value)
    }

    /// Whether it is in English, the language that is read: `lang` is not given, or is `en` with any region.
    pub fn is_english(&self) -> bool {
        let Some(lang) = &self.lang else { return true };
        let primary = lang.value.split(['-', '_']).next().unwrap_or_default();
        ["en", "eng", "english"].iter().any(|it| it.eq_ignore_ascii_case(primary))
    }
}

/// An article's text as it is read and compared, and where it stands in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The text without markup and escapes; line ends as in the file. An edit elsewhere in the file leaves it the same in memory.
    pub text: Excerpt,
    /// Where it begins (file bytes).
    pub start: u32,
    /// Where the text goes on after each cut: (byte in `text`, how far behind `start` that stands in the file in bytes), ascending.
    pub runs: Arc<[(u32, u32)]>,
}

impl Body {
    /// A body without markup that starts at byte `start` of its file.
    pub fn unbroken(text: Excerpt, start: u32) -> Self {
        Self { text, start, runs: Arc::default() }
    }

    /// The text of `file` at `section` without `cuts` (file bytes, ascending, apart).
    pub(super) fn without(file: &Excerpt, section: Span, cuts: &[Span]) -> Self {
        if cuts.is_empty() {
            return Self::unbroken(file.part(section), section.start);
        }
        let mut text = String::with_capacity(section.len() as usize);
        let mut runs: Vec<(u32, u32)> = Vec::with_capacity(cuts.len());
        let mut from = section.start;
        for cut in cuts {
            text.push_str(Span::new(from, cut.start).of(file));
            from = cut.end;
            let run = (text.len() as u32, from - section.start);
            // Two cuts with nothing between them are one.
            runs.pop_if(|last| last.0 == run.0);
            runs.push(run);
        }
        text.push_str(Span::new(from, section.end).of(file));
        Self { text: text.into(), start: section.start, runs: runs.into() }
    }

    /// Where `span` of the text stands in the file (file bytes). Markup between its first and last character is inside.
    pub fn in_file(&self, span: Span) -> Span {
        let start = self.offset_in_file(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        // The end belongs to the last character inside, so that markup after the span stays outside.
        let end = self.offset_in_file(span.end - 1) + 1;
        Span::new(start, end.max(start))
    }

    /// Where the file's `offset` stands in the text; inside markup, where the text goes on. `None` before the body or after it.
    pub fn from_file(&self, offset: u32) -> Option<u32> {
        let offset = offset.checked_sub(self.start)?;
        let next = self.runs.partition_point(|&(_, file)| file <= offset);
        let (text, file) = next.checked_sub(1).map_or((0, 0), |at| self.runs[at]);
        let end = self.runs.get(next).map_or(self.text.len() as u32, |next| next.0);
        let plain = text + (offset - file);
        if plain <= end { Some(plain) } else { (next < self.runs.len()).then_some(end) }
    }

    fn offset_in_file(&self, offset: u32) -> u32 {
        let next = self.runs.partition_point(|&(text, _)| text <= offset);
        let (text, file) = next.checked_sub(1).map_or((0, 0), |at| self.runs[at]);
        self.start + file + (offset - text)
    }
}

/// A bracketed span with attributes in an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// The words inside the brackets (body bytes).
    pub span: Span,
    /// The whole markup, from `[` to `}` (file bytes).
    pub markup: Span,
    /// `person=`: a record's id, or `none`.
    pub person: Option<Header>,
    /// `fact=`: the fact's key.
    pub fact: Option<Header>,
    /// `value=`, one that [`super::Value::parse`] reads.
    pub value: Option<Header>,
    /// `ignore=`: a conflict kind, or `all`.
    pub ignore: Option<Header>,
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::text::{Excerpt, Span};

    #[test]
    fn places_in_a_body_with_cuts_are_places_in_the_file() {
        // "[[To]{..} Hoa]{..}." from byte 10 on.
        let file = Excerpt::from("0123456789[[To]{a=b} Hoa]{c=d}.");
        let cuts = [Span::new(10, 11), Span::new(11, 12), Span::new(14, 20), Span::new(24, 30)];
        let body = Body::without(&file, Span::new(10, 31), &cuts);
        assert_eq!(body.text, "To Hoa.");
        assert_eq!(body.in_file(Span::new(0, 2)), Span::new(12, 14));
        assert_eq!(body.in_file(Span::new(0, 6)), Span::new(12, 24));
        assert_eq!(body.in_file(Span::new(6, 7)), Span::new(30, 31));
        for (offset, expected) in [
            (9, None),
            (10, Some(0)),
            (11, Some(0)),
            (12, Some(0)),
            (14, Some(2)),
            (17, Some(2)),
            (20, Some(2)),
            (27, Some(6)),
            (31, Some(7)),
        ] {
            assert_eq!(body.from_file(offset), expected, "{offset}");
        }
    }
}
