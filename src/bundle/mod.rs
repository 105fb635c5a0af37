//! The bundle file (`docs/format.md`): sections, headers, records, annotations and decisions. Lossless; never fails.
//!
//! A *story* is what is compared: the articles of one bundle file, of the files that share a `story` id, or of a folder of
//! plain text files. [`parse()`] reads a file, [`Story::read`] joins files into one, [`stories`] finds out which belong together.

mod annotation;
mod article;
mod date;
mod header;
mod parse;
mod problem;
mod record;
mod sections;
mod story;
mod value;
mod write;

use std::sync::Arc;

use crate::text::Span;

pub use annotation::ATTRIBUTES;
pub use article::{Annotation, Article, Body, Role};
pub use date::IsoDate;
pub use header::{Header, HeaderLine, KINDS, Key, Section, SectionKind, is_id};
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

/// One file, read.
#[derive(Debug, Clone)]
pub struct File {
    /// The file as it came in.
    pub source: SourceFile,
    /// Its sections, one after another from the first byte to the last.
    pub sections: Vec<Section>,
    /// What its `bundle` section says.
    pub headers: BundleHeaders,
    /// Its articles, in file order.
    pub articles: Vec<Article>,
    /// Its person records, in file order.
    pub persons: Vec<PersonRecord>,
    /// Its fact records, in file order.
    pub facts: Vec<FactRecord>,
    /// Its decisions, in file order.
    pub decisions: Vec<Decision>,
    /// What is wrong in it, in file order.
    pub problems: Vec<Problem>,
}

#[cfg(test)]
mod tests;
