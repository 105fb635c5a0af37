//! What the headers of each kind of section say, checked.

use jiff::tz::TimeZone;

use super::BundleHeaders;
use super::annotation::{notes, unknown_kind};
use super::article::{Article, Role};
use super::date::IsoDate;
use super::header::{DRAFT_KINDS, Header, Section, listed};
use super::problem::{BAD_VALUE, Problem, nearest};
use super::record::{Between, Decision, FactRecord, PersonRecord, RoleHeld, Verdict};
use super::value::Value;
use crate::text::{Excerpt, Span};

/// The headers of one section.
pub(super) struct Headers<'a> {
    file: &'a Excerpt,
    section: &'a Section,
    /// Where to tell what is missing.
    name: Span,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Headers<'a> {
    pub(super) fn new(file: &'a Excerpt, section: &'a Section, name: Span, problems: &'a mut Vec<Problem>) -> Self {
        Self { file, section, name, problems }
    }

    /// Every value given under `key`, in file order.
    fn all(&self, key: &str) -> impl Iterator<Item = &'a Header> + use<'a> {
        let key = key.to_owned();
        self.section.headers.iter().filter(move |line| line.known == Some(&key)).map(|line| &line.header).filter(|it| !it.value.is_empty())
    }

    /// The value of `key`; the first counts.
    fn text(&self, key: &str) -> Option<Header> {
        self.all(key).next().cloned()
    }

    /// The same, when `check` finds nothing wrong with it.
    fn checked(&mut self, key: &str, check: impl Fn(&Header) -> Option<Problem>) -> Option<Header> {
        let header = self.text(key)?;
        match check(&header) {
            None => Some(header),
            Some(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    fn day(&mut self, key: &str) -> Option<Header> {
        self.checked(key, |header| not_a_day(header, key))
    }

    fn date(&mut self, key: &str) -> Option<Header> {
        self.checked(key, |it| {
            IsoDate::parse(&it.value).is_none().then(|| bad(it, format!("'{}' is no date: write 1957, 1957-07 or 1957-07-10", it.value)))
        })
    }

    fn address(&mut self, key: &str) -> Option<Header> {
        self.checked(key, |it| (!is_address(&it.value)).then(|| bad(it, format!("'{}' is no address: write https://...", it.value))))
    }

    fn missing(&mut self, message: String) {
        self.problems.push(Problem::new(BAD_VALUE, self.name, message));
    }

    fn list(&self, key: &str) -> Vec<Header> {
        self.all(key).flat_map(|header| listed(self.file, header.span)).collect()
    }

    pub(super) fn bundle(&mut self) -> BundleHeaders {
        let mut ignore = self.list("ignore");
        ignore.retain(|it| match unknown_kind(&it.value, it.span, DRAFT_KINDS) {
            None => true,
            Some(problem) => {
                self.problems.push(problem);
                false
            }
        });
        BundleHeaders {
            section: Some(self.section.span),
            title: self.text("title"),
            story: self.text("story"),
            date: self.day("date"),
            timezone: self.checked("timezone", not_a_timezone),
            lang: self.checked("lang", not_a_language),
            ignore,
        }
    }

    pub(super) fn article(&mut self, id: Excerpt, id_span: Span) -> Article {
        let role = self.checked("role", |it| {
            (!["source", "draft"].contains(&it.value.as_str()))
                .then(|| bad(it, format!("unknown role '{}': write source or draft", it.value)))
        });
        Article {
            id,
            id_span,
            section: self.section.span,
            outlet: self.text("outlet"),
            title: self.text("title"),
            byline: self.text("byline"),
            published: self.day("published"),
            updated: self.day("updated"),
            timezone: self.checked("timezone", not_a_timezone),
            dateline: self.text("dateline"),
            url: self.address("url"),
            lang: self.checked("lang", not_a_language),
            wire: self.text("wire"),
            supersedes: self.text("supersedes"),
            role: if role.is_some_and(|it| it.value == "draft") { Role::Draft } else { Role::Source },
            ..Article::default()
        }
    }

    pub(super) fn person(&mut self, id: Excerpt, id_span: Span) -> PersonRecord {
        let mut roles = Vec::new();
        for header in self.all("role") {
            let (role, wrong) = RoleHeld::read(header, |date| IsoDate::parse(date).is_some());
            for date in wrong {
                self.problems.push(bad(header, format!("'{date}' is no date: write '..., from 2024-05-22, to 2024-06'")));
            }
            roles.push(role);
        }
        let mut same_as = Vec::new();
        for header in self.all("same-as") {
            if is_address(&header.value) || is_wikidata(&header.value) {
                same_as.push(header.clone());
            } else {
                self.problems.push(bad(header, format!("'{}' names nothing outside: write 'wikidata:Q1' or https://...", header.value)));
            }
        }
        let name = self.text("name");
        if name.is_none() {
            self.missing(format!("person '{id}' has no name: write 'name: ...' below this line"));
        }
        PersonRecord {
            id,
            id_span,
            section: self.section.span,
            name,
            also: self.list("also"),
            not: self.list("not"),
            roles,
            born: self.date("born"),
            died: self.date("died"),
            pronouns: self.text("pronouns"),
            same_as,
            note: self.text("note"),
            notes: notes(self.file, self.section.body),
        }
    }

    pub(super) fn fact(&mut self, id: Excerpt, id_span: Span) -> FactRecord {
        if self.text("value").is_none() {
            self.missing(format!("fact '{id}' has no value: write 'value: ...' below this line"));
        }
        FactRecord {
            id,
            id_span,
            section: self.section.span,
            value: self.checked("value", |it| Value::parse(&it.value).err().map(|message| bad(it, message))),
            source: self.text("source"),
            url: self.address("url"),
            note: self.text("note"),
            notes: notes(self.file, self.section.body),
        }
    }

    pub(super) fn decision(&mut self, id: Excerpt, id_span: Span) -> Decision {
        let mut between = Vec::new();
        for header in self.all("between") {
            match Between::read(header) {
                Some(side) => between.push(side),
                None => self.problems.push(bad(header, "write the article's id and its words: between: upi \"15 documents\"")),
            }
        }
        if self.all("between").next().is_none() {
            self.missing(format!("decision '{id}' does not say what it settles: write 'between: ARTICLE \"exact words\"' below this line"));
        }
        const FORMS: &str = "'verdict: accept ARTICLE', 'verdict: value VALUE', 'verdict: both' or 'verdict: dismiss'";
        let verdict = self.text("verdict").and_then(|it| match Verdict::read(&it.value) {
            Some(Verdict::Value(value)) => match Value::parse(&value) {
                Ok(_) => Some((Verdict::Value(value), it.span)),
                Err(message) => {
                    self.problems.push(bad(&it, message));
                    None
                }
            },
            Some(verdict) => Some((verdict, it.span)),
            None => {
                let word = it.value.split(' ').next().unwrap_or_default();
                let message = match nearest(word, ["accept", "value", "both", "dismiss"]) {
                    Some(known) if known != word => format!("unknown verdict '{word}': did you mean '{known}'?"),
                    _ => format!("'{}' is no verdict: write {FORMS}", it.value),
                };
                self.problems.push(bad(&it, message));
                None
            }
        });
        if self.text("verdict").is_none() {
            self.missing(format!("decision '{id}' has no verdict: write {FORMS}"));
        }
        Decision {
            id,
            id_span,
            section: self.section.span,
            kind: self.checked("kind", |it| unknown_kind(&it.value, it.span, &[])),
            fact: self.text("fact"),
            between,
            verdict,
            by: self.text("by"),
            on: self.date("on"),
            note: self.text("note"),
            notes: notes(self.file, self.section.body),
        }
    }
}

fn bad(header: &Header, message: impl Into<String>) -> Problem {
    Problem::new(BAD_VALUE, header.span, message)
}

/// What is wrong with a value that has to be a day or a moment.
pub(super) fn not_a_day(header: &Header, key: &str) -> Option<Problem> {
    let day = IsoDate::parse(&header.value).and_then(|it| it.day());
    let moment = if key == "date" { "" } else { " or 2024-06-20T02:00+07:00" };
    day.is_none().then(|| bad(header, format!("'{}' is no day: write 2024-06-20{moment}", header.value)))
}

fn not_a_timezone(header: &Header) -> Option<Problem> {
    if TimeZone::get(&header.value).is_ok() {
        return None;
    }
    let known: Vec<String> = jiff::tz::db().available().map(|it| it.to_string()).collect();
    // A city of the right name in the wrong region is the likelier slip.
    let city = header.value.rsplit('/').next().unwrap_or_default().replace(' ', "_");
    let same_city = known.iter().find(|it| it.rsplit('/').next().is_some_and(|it| it.eq_ignore_ascii_case(&city)));
    let message = match same_city.map(String::as_str).or_else(|| nearest(&header.value, known.iter().map(String::as_str))) {
        Some(zone) => format!("unknown time zone '{}': did you mean '{zone}'?", header.value),
        None => format!("unknown time zone '{}': write a name such as Europe/Paris", header.value),
    };
    Some(bad(header, message))
}

/// A language tag is letters, with more of them after hyphens; "english" is understood.
fn not_a_language(header: &Header) -> Option<Problem> {
    let mut parts = header.value.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    let tag = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let rest = parts.all(|it| (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric()));
    let fine = header.value.eq_ignore_ascii_case("english") || (tag && rest);
    (!fine).then(|| bad(header, format!("'{}' is no language tag: write en, fr, vi ...", header.value)))
}

fn is_address(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty()) && !value.contains(char::is_whitespace)
}

fn is_wikidata(value: &str) -> bool {
    value.strip_prefix("wikidata:Q").is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
}
