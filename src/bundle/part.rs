//! One section with everything that is read from it by itself, and the same further on in the file.

use std::sync::Arc;

use super::article::{Annotation, Article};
use super::header::{Header, Section};
use super::problem::{BAD_VALUE, Problem};
use super::record::{Decision, FactRecord, PersonRecord};
use super::{BundleHeaders, IsoDate};
use crate::text::{Excerpt, Span};

/// A section, read. Spans are file bytes; an edit elsewhere in the file moves them and reads nothing again.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) section: Arc<Section>,
    /// All of the section.
    pub(super) text: Excerpt,
    /// How many lines end in it.
    pub(super) lines: u32,
    pub(super) what: What,
    /// Whether it stays what it is when sections of its kind come before it: it has an id, or needs none.
    pub(super) named: bool,
    /// What is wrong in it, whatever the rest of the file says.
    pub(super) problems: Vec<Problem>,
    /// What is wrong in it because of what the bundle's own section does not say.
    pub(super) unplaced: Vec<Problem>,
}

/// What a section holds.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// Blank text, or a section of no known kind.
    Nothing,
    /// The bundle's own section: its headers where it is the first, and whether it stands above all others.
    Bundle { headers: Option<Box<BundleHeaders>>, on_top: bool },
    /// An article, and whether it gives its own time zone and language.
    Article { article: Arc<Article>, own_timezone: bool, own_lang: bool },
    /// A person record.
    Person(Arc<PersonRecord>),
    /// A fact record.
    Fact(Arc<FactRecord>),
    /// A decision.
    Decision(Arc<Decision>),
}

impl What {
    /// An article with headers of its own.
    pub(super) fn article(article: Article) -> Self {
        let (own_timezone, own_lang) = (article.timezone.is_some(), article.lang.is_some());
        Self::Article { article: Arc::new(article), own_timezone, own_lang }
    }
}

impl Part {
    /// A section of `text` that was read.
    pub(super) fn of(text: &Excerpt, section: Section, what: What, problems: Vec<Problem>) -> Self {
        let text = text.part(section.span);
        let lines = line_ends(text.as_bytes());
        Self { section: Arc::new(section), text, lines, what, named: true, problems, unplaced: Vec::new() }
    }

    /// Gives an article the bundle's time zone and language where it has none of its own.
    pub(super) fn inherit(&mut self, bundle: &BundleHeaders) {
        let What::Article { article, own_timezone, own_lang } = &mut self.what else { return };
        let (timezone, lang) = (&bundle.timezone, &bundle.lang);
        if !*own_timezone && article.timezone != *timezone {
            Arc::make_mut(article).timezone.clone_from(timezone);
        }
        if !*own_lang && article.lang != *lang {
            Arc::make_mut(article).lang.clone_from(lang);
        }
        self.unplaced.clear();
        for moment in [&article.published, &article.updated].into_iter().flatten() {
            if article.timezone.is_none() && IsoDate::parse(&moment.value).is_some_and(|it| it.minutes.is_some() && it.offset.is_none()) {
                let message = format!("'{0}' has no offset: write '{0}+00:00', or give a timezone", moment.value);
                self.unplaced.push(Problem::new(BAD_VALUE, moment.span, message));
            }
        }
    }

    /// The same section, `by` bytes further on (or back, where negative).
    pub(super) fn moved(&self, by: i64) -> Self {
        let mut moved = self.clone();
        if by != 0 {
            moved.move_by(by);
        }
        moved
    }

    pub(super) fn move_by(&mut self, by: i64) {
        let section = Arc::make_mut(&mut self.section);
        for span in [&mut section.span, &mut section.marker, &mut section.body] {
            span.move_by(by);
        }
        for line in &mut section.headers {
            line.key.move_by(by);
            line.header.span.move_by(by);
        }
        for problem in self.problems.iter_mut().chain(&mut self.unplaced) {
            problem.span.move_by(by);
        }
        match &mut self.what {
            What::Nothing => {}
            What::Bundle { headers, .. } => {
                if let Some(headers) = headers {
                    headers.move_by(by);
                }
            }
            What::Article { article, own_timezone, own_lang } => {
                let article = Arc::make_mut(article);
                // What the bundle lends stands in the bundle's section.
                let timezone = article.timezone.as_mut().filter(|_| *own_timezone);
                let lang = article.lang.as_mut().filter(|_| *own_lang);
                for header in timezone.into_iter().chain(lang) {
                    header.span.move_by(by);
                }
                article.move_by(by);
            }
            What::Person(record) => Arc::make_mut(record).move_by(by),
            What::Fact(record) => Arc::make_mut(record).move_by(by),
            What::Decision(decision) => Arc::make_mut(decision).move_by(by),
        }
    }
}

/// How many lines end in `text`, as editors count them.
pub(super) fn line_ends(bytes: &[u8]) -> u32 {
    let pairs = memchr::memmem::find_iter(bytes, b"\r\n").count();
    (memchr::memchr2_iter(b'\n', b'\r', bytes).count() - pairs) as u32
}

fn move_headers<'h>(headers: impl IntoIterator<Item = &'h mut Option<Header>>, by: i64) {
    headers.into_iter().flatten().for_each(|header| header.span.move_by(by));
}

fn move_lists<'h>(lists: impl IntoIterator<Item = &'h mut Vec<Header>>, by: i64) {
    lists.into_iter().flatten().for_each(|header| header.span.move_by(by));
}

fn move_spans<'s>(spans: impl IntoIterator<Item = &'s mut Span>, by: i64) {
    spans.into_iter().for_each(|span| span.move_by(by));
}

impl BundleHeaders {
    fn move_by(&mut self, by: i64) {
        move_spans(&mut self.section, by);
        move_headers([&mut self.title, &mut self.story, &mut self.date, &mut self.timezone, &mut self.lang], by);
        move_lists([&mut self.ignore], by);
    }
}

impl Article {
    /// Moves everything but the time zone and the language, which may be the bundle's.
    fn move_by(&mut self, by: i64) {
        move_spans([&mut self.id_span, &mut self.section], by);
        let Self { outlet, title, byline, published, updated, dateline, url, wire, supersedes, .. } = self;
        move_headers([outlet, title, byline, published, updated, dateline, url, wire, supersedes], by);
        self.body.start = self.body.start.wrapping_add_signed(by as i32);
        for Annotation { markup, person, fact, value, ignore, .. } in &mut self.annotations {
            markup.move_by(by);
            move_headers([person, fact, value, ignore], by);
        }
    }
}

impl PersonRecord {
    fn move_by(&mut self, by: i64) {
        move_spans([&mut self.id_span, &mut self.section], by);
        move_headers([&mut self.name, &mut self.born, &mut self.died, &mut self.pronouns, &mut self.note], by);
        move_lists([&mut self.also, &mut self.not, &mut self.same_as], by);
        move_spans(self.roles.iter_mut().map(|it| &mut it.role.span), by);
    }
}

impl FactRecord {
    fn move_by(&mut self, by: i64) {
        move_spans([&mut self.id_span, &mut self.section], by);
        move_headers([&mut self.value, &mut self.source, &mut self.url, &mut self.note], by);
    }
}

impl Decision {
    fn move_by(&mut self, by: i64) {
        move_spans([&mut self.id_span, &mut self.section], by);
        move_headers([&mut self.kind, &mut self.fact, &mut self.by, &mut self.on, &mut self.note], by);
        move_spans(self.between.iter_mut().map(|it| &mut it.span), by);
        move_spans(self.verdict.iter_mut().map(|it| &mut it.1), by);
    }
}
