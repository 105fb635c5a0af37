//! What one story gave, as plain data: every format is a writer of this.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::failure::Failure;
use super::offsets::CodePoints;
use crate::answers;
use crate::bundle::{File, Problem, Severity};
use crate::conflicts::Conflict;
use crate::facts::{Person, Place};
use crate::mentions::ParagraphRole;
use crate::prose::Kind;
use crate::snapshot::Snapshot;
use crate::text::{Encoding, SourceText, Span, single_spaced};

/// What one story gave.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// What the bundle is called.
    pub(super) bundle: String,
    /// The files, in reading order.
    pub(super) files: Vec<Arc<File>>,
    /// How many articles there are.
    pub(super) articles: usize,
    /// How many words they have, page furniture left out.
    pub(super) words: usize,
    /// In story order.
    pub(super) conflicts: Vec<Finding>,
    /// In the order of their first mention; names that belong to nobody in particular last.
    pub(super) people: Vec<Named>,
    /// In file order.
    pub(super) problems: Vec<Fault>,
    /// The independent accounts: the ids of the articles of each.
    pub(super) accounts: Vec<Vec<String>>,
    /// Files of the bundle that could not be read.
    pub(super) failures: Vec<Failure>,
}

/// One disputed fact.
#[derive(Debug)]
pub(super) struct Finding {
    /// An index into [`Snapshot::conflicts`].
    pub(super) conflict: usize,
    pub(super) kind: &'static str,
    pub(super) severity: Severity,
    pub(super) confidence: f64,
    pub(super) subject: String,
    pub(super) reason: String,
    pub(super) remark: Option<String>,
    /// The accounts that take part: the ids of the articles of each.
    pub(super) accounts: Vec<Vec<String>>,
    /// "one account against two"; `None` where one article stands against another and no more is to be said.
    pub(super) standing: Option<String>,
    /// Told from the first statement's side.
    pub(super) message: String,
    /// The id of the decision that settles it.
    pub(super) settled: Option<String>,
    /// Places that would have to change with one side or the other.
    pub(super) consequences: Vec<Mention>,
    /// In story order.
    pub(super) statements: Vec<Said>,
}

/// One article's word on a disputed fact.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) article: String,
    /// The outlet, else the id.
    pub(super) label: String,
    pub(super) spot: Spot,
    /// Normalised.
    pub(super) value: String,
    /// For readers.
    pub(super) shown: String,
}

/// Somebody the articles name.
#[derive(Debug)]
pub(super) struct Named {
    /// `None` for a name that belongs to nobody in particular.
    pub(super) id: Option<String>,
    pub(super) name: String,
    /// Other forms of the name, in the order of their first use.
    pub(super) also: Vec<String>,
    /// Offices in the articles' own words, each with those that give it, in the order of their first use.
    pub(super) offices: Vec<(String, Vec<String>)>,
    pub(super) mentions: Vec<Mention>,
}

/// One use of a name.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) article: String,
    /// The outlet, else the id.
    pub(super) label: String,
    pub(super) spot: Spot,
}

/// A mistake in a file.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) spot: Spot,
}

/// A place in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// An index into [`Report::files`].
    pub(super) file: u32,
    /// In bytes of the file.
    pub(super) bytes: Span,
    /// In code points of the file.
    pub(super) start: u32,
    /// One past the last, in code points of the file.
    pub(super) end: u32,
    /// From 1.
    pub(super) line: u32,
    /// From 1, in code points.
    pub(super) column: u32,
}

impl Report {
    /// What `snapshot` holds, hints only where asked for. `failures` are the files that should have been in it.
    pub(super) fn new(bundle: String, snapshot: &Snapshot, failures: Vec<Failure>, hints: bool) -> Self {
        let places = Places::new(snapshot);
        let told = |severity: Severity| hints || severity < Severity::Hint;
        // Files that only lend their records are reported where they are a story of their own.
        let problems = snapshot.problems().into_iter();
        let problems = problems.filter(|(_, it)| told(it.severity)).map(|(file, it)| places.fault(file, it)).collect();
        let people = &snapshot.facts.people;
        let named = |person: &&Arc<Person>| !person.articles.is_empty() || person.record.is_some_and(|(file, _)| file < snapshot.story.own);
        let linked = people.persons.iter().filter(named).map(|person| places.person(person));
        let unlinked = snapshot.facts.unlinked().map(|place| Named {
            id: None,
            name: snapshot.read().text(place).to_owned(),
            also: Vec::new(),
            offices: Vec::new(),
            mentions: vec![places.mention(place)],
        });
        let conflicts = snapshot.conflicts.iter().enumerate();
        let accounts = snapshot.sources.accounts();
        Self {
            bundle,
            articles: snapshot.story.articles.len(),
            words: words(snapshot),
            conflicts: conflicts.filter(|(_, it)| told(it.severity)).map(|(at, it)| places.finding(at, it)).collect(),
            people: linked.chain(unlinked).collect(),
            problems,
            accounts: accounts.into_iter().map(|it| it.into_iter().map(|article| places.id(article).to_owned()).collect()).collect(),
            failures,
            files: snapshot.story.files.clone(),
        }
    }

    /// The path of the file a place stands in.
    pub(super) fn path(&self, spot: Spot) -> &str {
        &self.files[spot.file as usize].source.name
    }

    /// The words at a place, as they stand in the file.
    pub(super) fn text(&self, spot: Spot) -> &str {
        self.files[spot.file as usize].words(spot.bytes)
    }

    /// The severity of everything found.
    pub(super) fn severities(&self) -> impl Iterator<Item = Severity> {
        self.conflicts.iter().map(|it| it.severity).chain(self.problems.iter().map(|it| it.severity))
    }
}

impl Finding {
    /// Why, what may explain it, who stands against whom and what settled it, in one line.
    pub(super) fn explanation(&self) -> String {
        let mut line = self.reason.clone();
        if let Some(remark) = &self.remark {
            line.push_str("; ");
            line.push_str(remark);
        }
        if let Some(standing) = &self.standing {
            line.push_str("; ");
            line.push_str(standing);
        }
        if let Some(decision) = &self.settled {
            line.push_str(&format!("; settled by decision {decision}"));
        }
        line
    }
}

/// Turns what layers below point with into places of a file.
pub(super) struct Places<'a> {
    snapshot: &'a Snapshot,
    /// One a file.
    code_points: Vec<CodePoints<'a>>,
    /// One a file.
    lines: Vec<SourceText>,
    /// One an article.
    ids: Vec<String>,
}

impl<'a> Places<'a> {
    /// The places of `snapshot`.
    pub(super) fn new(snapshot: &'a Snapshot) -> Self {
        let files = &snapshot.story.files;
        Self {
            snapshot,
            code_points: files.iter().map(|file| CodePoints::new(file.text())).collect(),
            lines: files.iter().map(|file| SourceText::new(file.text())).collect(),
            ids: article_ids(snapshot),
        }
    }

    /// The id of an article; `FILE#ID` where two files of the story use the same.
    pub(super) fn id(&self, article: u32) -> &str {
        &self.ids[article as usize]
    }

    fn finding(&self, at: usize, conflict: &Conflict) -> Finding {
        let story = &self.snapshot.story;
        let statements = conflict.statements.iter().map(|statement| Said {
            article: self.ids[statement.place.article as usize].clone(),
            label: story.article(statement.place.article).label().to_owned(),
            spot: self.spot(statement.place),
            value: statement.value.clone(),
            shown: statement.shown.clone(),
        });
        let standing = conflict.standing(&self.snapshot.sources);
        Finding {
            conflict: at,
            kind: conflict.kind,
            severity: conflict.severity,
            // More digits than two would be the machine's, not the evidence's.
            confidence: (conflict.confidence * 100.0).round() / 100.0,
            subject: conflict.subject.clone(),
            reason: conflict.reason.clone(),
            remark: conflict.remark.clone(),
            accounts: standing.accounts.iter().map(|it| it.iter().map(|&article| self.id(article).to_owned()).collect()).collect(),
            standing: standing.told(),
            message: conflict.message(story, &self.snapshot.sources, 0),
            settled: conflict.settled.map(|(file, at)| story.files[file as usize].decisions[at as usize].id.to_string()),
            consequences: answers::consequences(self.snapshot, conflict, usize::MAX).into_iter().map(|it| self.mention(it)).collect(),
            statements: statements.collect(),
        }
    }

    fn person(&self, person: &Person) -> Named {
        let mut offices: Vec<(String, Vec<String>)> = Vec::new();
        for held in self.snapshot.facts.offices(person) {
            // A line break inside "Vietnamese\nPresident" is the page's, not the office's.
            let words = single_spaced(self.snapshot.read().text(held.place));
            let label = self.snapshot.story.article(held.place.article).label();
            match offices.iter_mut().find(|(it, _)| *it == words) {
                Some((_, by)) if by.iter().any(|it| it == label) => {}
                Some((_, by)) => by.push(label.to_owned()),
                None => offices.push((words, vec![label.to_owned()])),
            }
        }
        Named {
            id: Some(person.id.clone()),
            name: person.name.clone(),
            also: person.aliases.iter().filter(|it| **it != person.name).cloned().collect(),
            offices,
            mentions: self.snapshot.facts.mentions(person).map(|place| self.mention(place)).collect(),
        }
    }

    fn mention(&self, place: Place) -> Mention {
        let label = self.snapshot.story.article(place.article).label().to_owned();
        Mention { article: self.ids[place.article as usize].clone(), label, spot: self.spot(place) }
    }

    fn fault(&self, file: u32, problem: &Problem) -> Fault {
        Fault { code: problem.code, severity: problem.severity, message: problem.message.clone(), spot: self.spot_in(file, problem.span) }
    }

    /// A place of an article in its file.
    pub(super) fn spot(&self, place: Place) -> Spot {
        let (file, bytes) = self.snapshot.in_file(place);
        self.spot_in(file, bytes)
    }

    fn spot_in(&self, file: u32, bytes: Span) -> Spot {
        let code_points = &self.code_points[file as usize];
        let at = self.lines[file as usize].position(bytes.start, Encoding::Utf32);
        let (start, end) = (code_points.before(bytes.start), code_points.before(bytes.end));
        Spot { file, bytes, start, end, line: at.line + 1, column: at.column + 1 }
    }
}

/// The id of each article, then of each fact record that has a voice; `FILE#ID` where two files of the story use the same.
fn article_ids(snapshot: &Snapshot) -> Vec<String> {
    let story = &snapshot.story;
    let mut uses: BTreeMap<&str, u32> = BTreeMap::new();
    for at in 0..story.articles.len() as u32 {
        *uses.entry(&story.article(at).id).or_default() += 1;
    }
    (0..story.voices())
        .map(|at| {
            let article = story.article(at);
            let shared = uses.get(article.id.as_str()).is_some_and(|uses| 1 < *uses) && 1 < story.files.len();
            if shared { format!("{}#{}", story.files[story.file_of(at) as usize].source.id, article.id) } else { article.id.to_string() }
        })
        .collect()
}

fn words(snapshot: &Snapshot) -> usize {
    let paragraphs = snapshot.readings.iter().flat_map(|reading| &reading.paragraphs);
    let text = paragraphs.filter(|paragraph| paragraph.role == ParagraphRole::Text);
    text.map(|paragraph| paragraph.reading.prose.tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)).count())
        .sum()
}
