//! The bundle file (`docs/format.md`): sections, headers, records, annotations and decisions. Lossless; never fails.
//!
//! A *story* is what is compared: the articles of one bundle file, of the files that share a `story` id, or of a folder of
//! plain text files. [`Story::read`] joins files into one.

mod problem;

use std::sync::Arc;

use crate::text::Span;

pub use problem::{Problem, Severity};

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

/// A header's value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The value, continuation lines joined by one space, trimmed.
    pub value: String,
    /// The value in the file, from its first to its last character (file bytes).
    pub span: Span,
}

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
    /// The id as written, unique in its file.
    pub id: String,
    /// The file it stands in: an index into [`Story::files`].
    pub file: u32,
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
    /// `published`, ISO 8601.
    pub published: Option<Header>,
    /// `updated`, ISO 8601.
    pub updated: Option<Header>,
    /// `timezone`, else the bundle's.
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
    /// Whether it is compared: not when another supersedes it or it is not in English.
    pub compared: bool,
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
}

/// An article's text as it is read and compared, and where it stands in the file.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The text without markup and escapes; line ends as in the file.
    pub text: String,
    /// Runs of text that stand in the file unbroken: (first byte in `text`, its byte in the file), ascending. The first is
    /// `(0, start of the body)`; another follows each cut.
    pub runs: Vec<(u32, u32)>,
}

impl Body {
    /// A body without markup that starts at byte `start` of its file.
    pub fn unbroken(text: String, start: u32) -> Self {
        Self { text, runs: vec![(0, start)] }
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
        let at = self.runs.partition_point(|&(_, file)| file <= offset).checked_sub(1)?;
        let (text, file) = self.runs[at];
        let end = self.runs.get(at + 1).map_or(self.text.len() as u32, |next| next.0);
        let plain = text + (offset - file);
        if plain <= end { Some(plain) } else { (at + 1 < self.runs.len()).then_some(end) }
    }

    fn offset_in_file(&self, offset: u32) -> u32 {
        let at = self.runs.partition_point(|&(text, _)| text <= offset).saturating_sub(1);
        self.runs.get(at).map_or(offset, |&(text, file)| file + (offset - text))
    }
}

/// A bracketed span with attributes in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// The words inside the brackets (body bytes).
    pub span: Span,
    /// The whole markup, from `[` to `}` (file bytes).
    pub markup: Span,
    /// `person=`: a record's id, or `none`.
    pub person: Option<Header>,
    /// `fact=`: the fact's key.
    pub fact: Option<Header>,
    /// `value=`.
    pub value: Option<Header>,
    /// `ignore=`: a conflict kind, or `all`.
    pub ignore: Option<Header>,
}

/// A person record.
#[derive(Debug, Clone, Default)]
pub struct PersonRecord {
    /// The id.
    pub id: String,
    /// The file it stands in: an index into [`Story::files`].
    pub file: u32,
    /// The id in the marker line (file bytes).
    pub id_span: Span,
    /// The whole section (file bytes).
    pub section: Span,
    /// `name`, where given.
    pub name: Option<Header>,
    /// Every name under `also`.
    pub also: Vec<Header>,
    /// Every name under `not`.
    pub not: Vec<Header>,
    /// Every `role`.
    pub roles: Vec<RoleHeld>,
    /// `born`, ISO 8601 of any precision.
    pub born: Option<Header>,
    /// `died`.
    pub died: Option<Header>,
    /// `pronouns`.
    pub pronouns: Option<Header>,
    /// Every `same-as`.
    pub same_as: Vec<Header>,
    /// `note`.
    pub note: Option<Header>,
    /// The section's body: free notes.
    pub notes: String,
}

/// `ROLE[, from DATE][, to DATE]` of a record.
#[derive(Debug, Clone)]
pub struct RoleHeld {
    /// The role as written, without its dates.
    pub role: Header,
    /// First day, ISO 8601 of any precision.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A fact record.
#[derive(Debug, Clone, Default)]
pub struct FactRecord {
    /// The key.
    pub id: String,
    /// The file it stands in: an index into [`Story::files`].
    pub file: u32,
    /// The id in the marker line (file bytes).
    pub id_span: Span,
    /// The whole section (file bytes).
    pub section: Span,
    /// `value`.
    pub value: Option<Header>,
    /// `source`, an article's id.
    pub source: Option<Header>,
    /// `url`.
    pub url: Option<Header>,
    /// `note`.
    pub note: Option<Header>,
    /// The section's body: free notes.
    pub notes: String,
}

/// What the desk has decided about one conflict.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// The id.
    pub id: String,
    /// The file it stands in: an index into [`Story::files`].
    pub file: u32,
    /// The id in the marker line (file bytes).
    pub id_span: Span,
    /// The whole section (file bytes).
    pub section: Span,
    /// `kind`, a conflict kind.
    pub kind: Option<Header>,
    /// `fact`, a fact's key.
    pub fact: Option<Header>,
    /// Every `between`.
    pub between: Vec<Between>,
    /// `verdict`.
    pub verdict: Option<(Verdict, Span)>,
    /// `by`.
    pub by: Option<Header>,
    /// `on`.
    pub on: Option<Header>,
    /// `note`.
    pub note: Option<Header>,
}

/// One side of a decision: `ARTICLE "exact words"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// The article's id, or `FILE#ID`.
    pub article: String,
    /// The words, as they read without markup.
    pub words: String,
    /// The whole value in the file (file bytes).
    pub span: Span,
}

/// How a conflict was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This article is right.
    Accept(String),
    /// This value is right.
    Value(String),
    /// Each stands.
    Both,
    /// Not the same fact.
    Dismiss,
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
    /// `date`, ISO 8601.
    pub date: Option<Header>,
    /// `timezone`.
    pub timezone: Option<Header>,
    /// `lang`.
    pub lang: Option<Header>,
    /// Every kind under `ignore`.
    pub ignore: Vec<Header>,
}

/// One file, read.
#[derive(Debug, Clone)]
pub struct File {
    /// The file as it came in.
    pub source: SourceFile,
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

/// Files that are read and compared together.
#[derive(Debug, Clone)]
pub struct Story {
    /// The files, in the order given.
    pub files: Vec<Arc<File>>,
    /// Every article of every file, in that order: (file index, index in the file's `articles`).
    pub articles: Vec<(u32, u32)>,
    /// Problems that only show when files are read together (an id used in two of them), by file index.
    pub problems: Vec<(u32, Problem)>,
}

/// Reads one file. Never fails: every mistake is a [`Problem`] and everything else still works.
pub fn parse(source: SourceFile) -> File {
    let text = source.text.to_string();
    let end = text.len() as u32;
    let article =
        Article { id: source.id.clone(), section: Span::new(0, end), compared: true, body: Body::unbroken(text, 0), ..Article::default() };
    File {
        source,
        headers: BundleHeaders::default(),
        articles: vec![article],
        persons: Vec::new(),
        facts: Vec::new(),
        decisions: Vec::new(),
        problems: Vec::new(),
    }
}

impl Story {
    /// Joins files that are read together, in the order given.
    pub fn read(files: Vec<Arc<File>>) -> Self {
        let articles = files
            .iter()
            .enumerate()
            .flat_map(|(file, read)| (0..read.articles.len()).map(move |article| (file as u32, article as u32)))
            .collect();
        Self { files, articles, problems: Vec::new() }
    }

    /// The article with index `article` among all articles of the story.
    pub fn article(&self, article: u32) -> &Article {
        let (file, at) = self.articles[article as usize];
        &self.files[file as usize].articles[at as usize]
    }
}
