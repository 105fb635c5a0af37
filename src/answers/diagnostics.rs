//! What is marked in a file: mistakes in it, and statements that cannot all be right.

use std::collections::BTreeSet;

use super::{Spot, consequences, words};
use crate::bundle::{Problem, Severity};
use crate::conflicts::{self, Conflict};
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Something marked in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The mark (file bytes): a value or a phrase, never a sentence.
    pub span: Span,
    /// How grave it is.
    pub severity: Severity,
    /// The conflict kind or the problem's code.
    pub code: &'static str,
    /// All that must be known, for editors that show nothing else.
    pub message: String,
    /// Where else to look: for a conflict, the other statements, one a value first.
    pub related: Vec<Related>,
    /// The conflict it belongs to: an index into [`Snapshot::conflicts`].
    pub conflict: Option<u32>,
}

/// Another place that a mark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The article it stands in.
    pub article: u32,
    /// Where.
    pub spot: Spot,
    /// Who says what there.
    pub message: String,
}

/// How much a client is given. An editor with thousands of marks shows none of them well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most marks a file.
    pub diagnostics: usize,
    /// The most related places a mark.
    pub related: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { diagnostics: 1_000, related: 8 }
    }
}

/// The longest quotation of another statement, in characters: it stands on one line of a list.
const LONGEST_QUOTED: usize = 90;

/// Where a code is described: a conflict kind in its own page, a problem in the format's. Both are files of the published crate.
pub fn docs_url(code: &str) -> String {
    let page = if conflicts::check(code).is_some() { format!("tests/specs/{code}.md") } else { "docs/format.md".to_owned() };
    format!("https://docs.rs/crate/copydesk/latest/source/{page}")
}

/// A mark without its words.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'s> {
    /// What is marked (file bytes).
    pub span: Span,
    /// How grave it is.
    pub severity: Severity,
    /// What it is about.
    pub about: About<'s>,
}

/// What a mark is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'s> {
    /// A mistake in the file.
    Problem(&'s Problem),
    /// A statement of a conflict: indices into [`Snapshot::conflicts`] and its statements.
    Statement {
        /// The conflict.
        conflict: u32,
        /// The statement.
        statement: u32,
    },
}

/// What is marked in file `file`, gravest first, then in file order; at most `limits.diagnostics`, and one more that counts the rest.
pub fn diagnostics(snapshot: &Snapshot, file: u32, limits: Limits) -> Vec<Diagnostic> {
    let (marks, rest) = marks(snapshot, file, limits);
    let told = marks.iter().map(|mark| told(snapshot, mark, limits)).collect::<Vec<_>>().into_iter();
    told.chain(uncounted(rest, limits)).collect()
}

/// The marks of file `file`, gravest first, then in file order, as many as `limits` allow; and how many more there are.
pub fn marks(snapshot: &Snapshot, file: u32, limits: Limits) -> (Vec<Mark<'_>>, usize) {
    let story = &snapshot.story;
    let problems = snapshot.problems().into_iter().filter(|(it, _)| *it == file).map(|(_, problem)| problem);
    let problems = problems.map(|problem| Mark { severity: problem.severity, span: problem.span, about: About::Problem(problem) });
    let statements = snapshot.conflicts.iter().enumerate().flat_map(|(at, conflict)| {
        let here = conflict.statements.iter().enumerate().filter(|(_, it)| story.file_of(it.place.article) == file);
        here.map(move |(statement, it)| {
            let about = About::Statement { conflict: at as u32, statement: statement as u32 };
            Mark { severity: conflict.severity_at(story, statement), span: snapshot.in_file(it.place).1, about }
        })
    });
    let mut found: Vec<(usize, Mark<'_>)> = problems.chain(statements).enumerate().collect();
    let order = |(nth, mark): &(usize, Mark<'_>)| (mark.severity, mark.span, *nth);
    let rest = found.len().saturating_sub(limits.diagnostics);
    // Most of a long list is never shown, and need not be put in order.
    if rest > 0 {
        found.select_nth_unstable_by_key(limits.diagnostics, order);
        found.truncate(limits.diagnostics);
    }
    found.sort_unstable_by_key(order);
    (found.into_iter().map(|(_, mark)| mark).collect(), rest)
}

/// A mark with its words.
pub fn told(snapshot: &Snapshot, mark: &Mark<'_>, limits: Limits) -> Diagnostic {
    match mark.about {
        About::Problem(problem) => Diagnostic {
            span: mark.span,
            severity: mark.severity,
            code: problem.code,
            message: problem.message.clone(),
            related: Vec::new(),
            conflict: None,
        },
        About::Statement { conflict, statement } => {
            told_statement(snapshot, conflict as usize, statement as usize, mark.span, limits.related)
        }
    }
}

/// The mark that counts those beyond the limit; `None` where there are none.
pub fn uncounted(rest: usize, limits: Limits) -> Option<Diagnostic> {
    (rest > 0).then(|| Diagnostic {
        span: Span::new(0, 0),
        severity: Severity::Information,
        code: "more",
        message: format!("{} in this file: the gravest {} are marked", words::counted(rest, "more finding"), limits.diagnostics),
        related: Vec::new(),
        conflict: None,
    })
}

/// A conflict as it looks from one of its statements.
fn told_statement(snapshot: &Snapshot, at: usize, statement: usize, span: Span, most: usize) -> Diagnostic {
    let conflict = &snapshot.conflicts[at];
    let mut message = conflict.message(&snapshot.story, &snapshot.sources, statement);
    let others = others(conflict, statement);
    if most < others.len() {
        message.push_str(&format!("; {} not listed", words::counted(others.len() - most, "more statement")));
    }
    let follows = follows(snapshot, conflict, most);
    let others = others.into_iter().take(most).map(|other| conflict.statements[other].place);
    let related = others.chain(follows).map(|place| {
        let (file, span) = snapshot.in_file(place);
        let label = snapshot.story.article(place.article).label();
        Related {
            article: place.article,
            spot: Spot { file, span },
            message: format!("{label}: {}", words::quoted(snapshot, place, LONGEST_QUOTED)),
        }
    });
    Diagnostic {
        span,
        severity: conflict.severity_at(&snapshot.story, statement),
        code: conflict.kind,
        message,
        related: related.collect(),
        conflict: Some(at as u32),
    }
}

/// The places that a mark points at besides the statements, where these leave room: they hang on other articles, too.
pub fn follows(snapshot: &Snapshot, conflict: &Conflict, most: usize) -> Vec<Place> {
    // The statement that is marked itself takes no room.
    match most.saturating_sub(conflict.statements.len().saturating_sub(1)) {
        0 => Vec::new(),
        room => consequences(snapshot, conflict, room),
    }
}

/// The other statements: the first of each other value, then the rest, both in story order.
fn others(conflict: &Conflict, here: usize) -> Vec<usize> {
    let mut told = BTreeSet::from([conflict.statements[here].value.as_str()]);
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for (at, statement) in conflict.statements.iter().enumerate() {
        if at == here {
            continue;
        }
        if told.insert(&statement.value) { first.push(at) } else { rest.push(at) }
    }
    first.append(&mut rest);
    first
}

#[cfg(test)]
mod tests {
    use super::{Limits, diagnostics};
    use crate::bundle::Severity;
    use crate::fixture;

    /// Twelve articles that give four numbers of berths, three articles each.
    fn many() -> String {
        let articles = (0..12).map(|at| format!("--- article a{at}\n\nThere are [{}0 berths]{{fact=berths}}.\n\n", at % 4 + 1));
        articles.collect::<Vec<_>>().concat()
    }

    #[test]
    fn related_places_are_one_a_value_first_and_the_rest_is_counted() {
        let found = diagnostics(&fixture::snapshot(&many()), 0, Limits { related: 5, ..Limits::default() });
        assert_eq!(found.len(), 12);
        let labels: Vec<&str> = found[0].related.iter().map(|it| it.message.split(':').next().unwrap_or_default()).collect();
        assert_eq!(labels, ["a1", "a2", "a3", "a4", "a5"], "20, 30 and 40, then whoever else");
        assert!(found[0].message.ends_with("; 6 more statements not listed"), "{}", found[0].message);
    }

    #[test]
    fn without_a_limit_every_other_place_is_related() {
        let found = diagnostics(&fixture::snapshot(&many()), 0, Limits { related: usize::MAX, ..Limits::default() });
        assert_eq!(found[0].related.len(), 11);
        assert!(!found[0].message.contains("not listed"), "{}", found[0].message);
    }

    #[test]
    fn the_gravest_come_first_and_the_rest_is_counted() {
        let text = format!("{}--- article a0\n\nAgain.\n", many());
        let found = diagnostics(&fixture::snapshot(&text), 0, Limits { diagnostics: 3, ..Limits::default() });
        let severities: Vec<Severity> = found.iter().map(|it| it.severity).collect();
        assert_eq!(severities, [Severity::Error, Severity::Warning, Severity::Warning, Severity::Information]);
        assert_eq!(found[0].code, "duplicate-id");
        assert!(found[3].message.starts_with("10 more findings"), "{}", found[3].message);
    }

    #[test]
    fn a_bundle_without_disputes_is_silent() {
        assert_eq!(diagnostics(&fixture::snapshot("--- article a\n\nThe ferry left.\n"), 0, Limits::default()), []);
    }
}
