//! What is marked in a file: mistakes in it, and statements that cannot all be right.

use std::collections::BTreeMap;

use super::{About, Spot, consequences, marks, words};
use crate::bundle::{Problem, Severity};
use crate::conflicts::{self, Conflict, Telling};
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

/// What is marked in file `file`, gravest first, then in file order; at most `limits.diagnostics`, and one more that counts the rest.
pub fn diagnostics(snapshot: &Snapshot, file: u32, limits: Limits) -> Vec<Diagnostic> {
    let (marks, rest) = marks(snapshot, file, limits);
    let mut tellers: BTreeMap<u32, Teller<'_>> = BTreeMap::new();
    let told = marks.iter().map(|mark| match mark.about {
        About::Problem(problem) => mistake(problem),
        About::Statement { conflict, statement } => {
            let teller = tellers.entry(conflict).or_insert_with(|| Teller::of(snapshot, conflict, limits));
            let related = teller.related(statement as usize);
            Diagnostic {
                related: related.into_iter().map(|it| Related::of(snapshot, teller.place(it))).collect(),
                span: mark.span,
                ..teller.told(statement as usize)
            }
        }
    });
    told.chain(uncounted(rest, limits)).collect()
}

/// A mistake in a file.
pub fn mistake(problem: &Problem) -> Diagnostic {
    Diagnostic {
        span: problem.span,
        severity: problem.severity,
        code: problem.code,
        message: problem.message.clone(),
        related: Vec::new(),
        conflict: None,
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

/// Tells a dispute from each of its statements.
#[derive(Debug)]
pub struct Teller<'s> {
    snapshot: &'s Snapshot,
    at: u32,
    conflict: &'s Conflict,
    telling: Telling<'s>,
    /// The most related places a mark.
    most: usize,
    /// The places that a mark points at besides the statements, where these leave room: they hang on other articles, too.
    pub follows: Vec<Place>,
}

/// Another place of a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A statement: an index into the conflict's.
    Statement(u32),
    /// What depends on who is right: an index into [`Teller::follows`].
    Follows(u32),
}

impl<'s> Teller<'s> {
    /// Tells the dispute with this index in [`Snapshot::conflicts`].
    ///
    /// # Panics
    ///
    /// When there is none.
    pub fn of(snapshot: &'s Snapshot, at: u32, limits: Limits) -> Self {
        let conflict = &*snapshot.conflicts[at as usize];
        let telling = Telling::of(conflict, &snapshot.story, &snapshot.sources);
        Self { snapshot, at, conflict, telling, most: limits.related, follows: follows(snapshot, conflict, limits) }
    }

    /// The dispute as it looks from one of its statements, without the other places.
    ///
    /// # Panics
    ///
    /// When there is no such statement.
    pub fn told(&self, statement: usize) -> Diagnostic {
        let mut message = self.telling.message(statement);
        let others = self.conflict.statements.len() - 1;
        if self.most < others {
            message.push_str(&format!("; {} not listed", words::counted(others - self.most, "more statement")));
        }
        Diagnostic {
            span: self.snapshot.in_file(self.conflict.statements[statement].place).1,
            severity: self.conflict.severity_at(&self.snapshot.story, statement),
            code: self.conflict.kind,
            message,
            related: Vec::new(),
            conflict: Some(self.at),
        }
    }

    /// The other places to look at from one of its statements: the statements, one a value first, then what depends on them.
    ///
    /// # Panics
    ///
    /// When there is no such statement.
    pub fn related(&self, statement: usize) -> Vec<Other> {
        let others = self.telling.others(statement).take(self.most).map(|it| Other::Statement(it as u32));
        others.chain((0..self.follows.len() as u32).map(Other::Follows)).collect()
    }

    /// Where another place is.
    ///
    /// # Panics
    ///
    /// When there is no such place.
    pub fn place(&self, other: Other) -> Place {
        match other {
            Other::Statement(at) => self.conflict.statements[at as usize].place,
            Other::Follows(at) => self.follows[at as usize],
        }
    }
}

/// [`Teller::follows`] of a conflict.
pub fn follows(snapshot: &Snapshot, conflict: &Conflict, limits: Limits) -> Vec<Place> {
    // The statement that is marked itself takes no room.
    match limits.related.saturating_sub(conflict.statements.len().saturating_sub(1)) {
        0 => Vec::new(),
        room => consequences(snapshot, conflict, room),
    }
}

impl Related {
    /// A place with the words there and whose they are.
    pub fn of(snapshot: &Snapshot, place: Place) -> Self {
        let (file, span) = snapshot.in_file(place);
        let label = snapshot.story.article(place.article).label();
        let message = format!("{label}: {}", words::quoted(snapshot, place, LONGEST_QUOTED));
        Self { article: place.article, spot: Spot { file, span }, message }
    }
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
