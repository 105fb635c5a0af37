//! The bundle file (`docs/format.md`): sections, headers, records, annotations and decisions. Lossless; never fails.
//!
//! A *story* is what is compared: the articles of one bundle file, of the files that share a `story` id, or of a folder of
//! plain text files. [`parse()`] reads a file, [`Story::read`] joins files into one, [`stories`] finds out which belong together.

mod annotation;
mod article;
mod date;
mod header;
mod parse;
mod part;
mod problem;
mod reader;
mod record;
mod sections;
mod story;
mod value;
mod write;

use std::sync::{Arc, OnceLock};

use part::Part;

use crate::text::Span;

pub use annotation::ATTRIBUTES;
pub use article::{Annotation, Article, Body, Role};
pub use date::IsoDate;
pub use header::{DRAFT_KINDS, Header, HeaderLine, KINDS, Key, Section, SectionKind, is_id};
pub use parse::parse;
pub use problem::*;
pub use record::{Between, Decision, FactRecord, PersonRecord, RoleHeld, Verdict};
pub use story::{Story, stories};
pub use value::{Bound, Number, Unit, Value};
pub use write::article_section;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A `.bundle` file: markers, headers, escapes and annotations mean something.
    Bundle,
    /// A `.txt` file: one article, every character is text.
    Plain,
}

/// One file as it came in, with what is known of it from outside.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// What a reader calls it: a path as given, or a name such as `<stdin>`.
    pub name: String,
    /// The id of its article when it has no marker: the file's name without its ending, other characters as `-`.
    pub id: String,
    /// How it is read.
    pub form: Form,
    /// The whole text, as it is on disk.
    pub text: Arc<str>,
    /// Headers from `meta.json`, for a plain article.
    pub given: Given,
}

/// What a folder's `meta.json` says of a plain article.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The date of publication, ISO 8601.
    pub date: Option<String>,
    /// The headline.
    pub title: Option<String>,
}

/// What a file's `bundle` section says.
#[derive(Debug, Clone, Default)]
pub struct BundleHeaders {
    /// The whole section (file bytes), where there is one.
    pub section: Option<Span>,
    /// `title`.
    pub title: Option<Header>,
    /// `story`.
    pub story: Option<Header>,
    /// `date`, an ISO 8601 day.
    pub date: Option<Header>,
    /// `timezone`, a name of the IANA database.
    pub timezone: Option<Header>,
    /// `lang`.
    pub lang: Option<Header>,
    /// Every known kind under `ignore`.
    pub ignore: Vec<Header>,
}

/// What is known of a file apart from its text.
#[derive(Debug, Clone)]
pub struct Origin {
    /// What a reader calls it: a path as given, or a name such as `<stdin>`.
    pub name: String,
    /// The id of its article when it has no marker: the file's name without its ending, other characters as `-`.
    pub id: String,
    /// How it is read.
    pub form: Form,
    /// Headers from `meta.json`, for a plain article.
    pub given: Given,
}

/// One file, read.
///
/// What is read of a section is shared with the file before an edit, where the edit is elsewhere.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it comes from.
    pub source: Arc<Origin>,
    /// Its sections, one after another from the first byte to the last.
    pub sections: Vec<Arc<Section>>,
    /// What its `bundle` section says.
    pub headers: BundleHeaders,
    /// Its articles, in file order.
    pub articles: Vec<Arc<Article>>,
    /// Its person records, in file order.
    pub persons: Vec<Arc<PersonRecord>>,
    /// Its fact records, in file order.
    pub facts: Vec<Arc<FactRecord>>,
    /// Its decisions, in file order.
    pub decisions: Vec<Arc<Decision>>,
    /// What is wrong in it, in file order.
    pub problems: Vec<Problem>,
    /// The sections with their texts, in file order.
    parts: Vec<Part>,
    /// Whether no id is used twice.
    unique: bool,
    /// The whole text, once somebody has asked for it.
    whole: OnceLock<Arc<str>>,
}

impl File {
    /// The length of its text in bytes.
    pub fn len(&self) -> u32 {
        self.sections.last().map_or(0, |section| section.span.end)
    }

    /// Whether its text is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The whole text. After an edit it is put together when it is first asked for; [`File::words`] and [`File::line`] do without.
    pub fn text(&self) -> &Arc<str> {
        self.whole.get_or_init(|| self.parts.iter().map(|part| part.text.as_str()).collect::<String>().into())
    }

    /// The text at `span` (file bytes).
    ///
    /// # Panics
    ///
    /// When `span` does not lie in the text on `char` boundaries.
    pub fn words(&self, span: Span) -> &str {
        match self.part_at(span.start).filter(|part| part.section.span.contains(span)) {
            Some(part) => Span::new(span.start - part.section.span.start, span.end - part.section.span.start).of(&part.text),
            None => span.of(self.text()),
        }
    }

    /// The line of byte `offset`, from 0, as editors count them: lines end at LF, CRLF and CR.
    ///
    /// # Panics
    ///
    /// When `offset` is past the end of the text.
    pub fn line(&self, offset: u32) -> u32 {
        let before = self.parts.partition_point(|part| part.section.span.end <= offset);
        let lines: u32 = self.parts[..before].iter().map(|part| part.lines).sum();
        let Some(part) = self.parts.get(before) else { return lines };
        let bytes = &part.text.as_bytes()[..(offset - part.section.span.start) as usize];
        lines + part::line_ends(bytes)
    }

    /// The line on which each article begins, from 0, in the order of `articles`.
    pub fn article_lines(&self) -> Vec<u32> {
        let mut line = 0;
        let mut lines = Vec::with_capacity(self.articles.len());
        for part in &self.parts {
            if matches!(part.what, part::What::Article { .. }) {
                lines.push(line);
            }
            line += part.lines;
        }
        lines
    }

    fn part_at(&self, offset: u32) -> Option<&Part> {
        let at = self.parts.partition_point(|part| part.section.span.end <= offset);
        self.parts.get(at)
    }
}

#[cfg(test)]
mod tests;
