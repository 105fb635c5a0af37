//! Diagnostics as they are sent. A thousand of them are two megabytes; after a key, all but a few are as they were.
//!
//! What was written of a mark is kept with holes where line numbers stand: as long as the articles that it speaks of are the same,
//! only the lines on which they begin can have changed.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::sync::Arc;

use super::asked::Asked;
use super::profile::Profile;
use super::to_proto;
use crate::answers::{self, About, Limits, Marked};
use crate::bundle::Severity;
use crate::conflicts::Conflict;
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Excerpt;

/// The diagnostics of one version of a document, written.
#[derive(Debug)]
pub(super) struct Marks {
    /// A JSON array.
    pub(super) json: Vec<u8>,
    /// Equal for equal diagnostics, in every session.
    pub(super) id: u64,
    limits: Limits,
    articles: Vec<Seen>,
    statements: BTreeMap<(Place, &'static str), Arc<Written>>,
}

/// An article as far as marks speak of it.
#[derive(Debug)]
struct Seen {
    text: Excerpt,
    label: Excerpt,
    account: Option<u32>,
    /// The line on which it begins.
    line: u32,
}

/// A mark at a statement, written.
#[derive(Debug)]
struct Written {
    conflict: Arc<Conflict>,
    statement: u32,
    severity: Severity,
    settlement: Option<String>,
    /// Places that it points at besides the statements.
    follows: Vec<Place>,
    json: Holed,
}

/// JSON with holes for line numbers.
#[derive(Debug)]
struct Holed {
    bytes: Vec<u8>,
    /// Where each hole is in `bytes`, ascending, with the article it counts from and the lines behind its first. Without an article
    /// they count from the file's start.
    holes: Vec<(u32, Option<u32>, u32)>,
    /// Of the bytes.
    hash: u64,
}

impl Marks {
    /// What is marked in a document, with the help of what was written before.
    pub(super) fn new(asked: &Asked, profile: &Profile, limits: Limits, before: Option<&Self>) -> Self {
        let snapshot = asked.snapshot();
        let articles = seen(snapshot);
        let before = before.filter(|it| it.limits == limits);
        let same: Vec<bool> = match before {
            Some(before) => articles.iter().zip(&before.articles).map(|(now, then)| now.is_as(then)).collect(),
            None => Vec::new(),
        };
        let (marks, rest) = answers::marks(snapshot, asked.file, limits);
        let mut statements = BTreeMap::new();
        // After a key there is about as much to write as before it.
        let mut list = List::with_room(before.map_or(0, |it| it.json.len() + it.json.len() / 8));
        for mark in &marks {
            let About::Statement { conflict, statement } = mark.about else {
                list.push(&Holed::of(asked, profile, answers::told(snapshot, mark, limits), None, &articles), &articles);
                continue;
            };
            let known = before.and_then(|it| it.statements.get(&key(&snapshot.conflicts[conflict as usize], statement)));
            let written = match known.filter(|it| it.holds(snapshot, mark, limits, &same)) {
                Some(known) => Arc::clone(known),
                None => Arc::new(Written::new(asked, profile, limits, mark, conflict, statement, &articles)),
            };
            list.push(&written.json, &articles);
            statements.insert(key(&written.conflict, statement), written);
        }
        if let Some(more) = answers::uncounted(rest, limits) {
            list.push(&Holed::of(asked, profile, more, None, &articles), &articles);
        }
        list.json.push(b']');
        Self { json: list.json, id: list.id.finish(), limits, articles, statements }
    }
}

fn key(conflict: &Conflict, statement: u32) -> (Place, &'static str) {
    (conflict.statements[statement as usize].place, conflict.kind)
}

fn seen(snapshot: &Snapshot) -> Vec<Seen> {
    let story = &snapshot.story;
    let lines = story.files[..story.own as usize].iter().flat_map(|file| file.article_lines());
    let articles = (0..story.articles.len() as u32).zip(lines).map(|(at, line)| {
        let article = story.article(at);
        let label = article.outlet.as_ref().map_or(&article.id, |outlet| &outlet.value).clone();
        Seen { text: article.body.text.clone(), label, account: snapshot.sources.account(at), line }
    });
    articles.collect()
}

impl Seen {
    fn is_as(&self, other: &Self) -> bool {
        self.text.is(&other.text) && self.label == other.label && self.account == other.account
    }
}

impl Written {
    fn new(asked: &Asked, profile: &Profile, limits: Limits, mark: &Marked<'_>, conflict: u32, statement: u32, articles: &[Seen]) -> Self {
        let snapshot = asked.snapshot();
        let conflict = &snapshot.conflicts[conflict as usize];
        let own = conflict.statements[statement as usize].place.article;
        let json = Holed::of(asked, profile, answers::told(snapshot, mark, limits), Some(own), articles);
        let settlement = conflict.settlement(&snapshot.story);
        let follows = answers::follows(snapshot, conflict, limits.related);
        Self { conflict: Arc::clone(conflict), statement, severity: mark.severity, settlement, follows, json }
    }

    /// Whether the same would be written of `mark`, line numbers aside. `same` tells which articles are as they were.
    fn holds(&self, snapshot: &Snapshot, mark: &Marked<'_>, limits: Limits, same: &[bool]) -> bool {
        let About::Statement { conflict, statement } = mark.about else { return false };
        let conflict = &snapshot.conflicts[conflict as usize];
        self.statement == statement
            && self.severity == mark.severity
            && (Arc::ptr_eq(&self.conflict, conflict) || self.conflict == *conflict)
            // A fact's record is no article, and short: its words are looked at again.
            && conflict.statements.iter().all(|it| same.get(it.place.article as usize).is_some_and(|same| *same))
            && self.settlement == conflict.settlement(&snapshot.story)
            && self.follows == answers::follows(snapshot, conflict, limits.related)
    }
}

impl Holed {
    /// A diagnostic, written; `own` is the article it stands in.
    fn of(asked: &Asked, profile: &Profile, diagnostic: answers::Diagnostic, own: Option<u32>, articles: &[Seen]) -> Self {
        let places: Vec<Option<u32>> = std::iter::once(own).chain(diagnostic.related.iter().map(|it| Some(it.article))).collect();
        // A structure of strings and numbers can be written.
        let json = serde_json::to_vec(&to_proto::diagnostic(asked, profile, diagnostic)).unwrap_or_default();
        // Inside a string a quotation mark has a backslash before it, so this stands before line numbers only: two a range.
        const LINE: &[u8] = b"{\"line\":";
        let (mut bytes, mut holes, mut from) = (Vec::with_capacity(json.len()), Vec::new(), 0);
        for (nth, at) in memchr::memmem::find_iter(&json, LINE).enumerate() {
            let start = at + LINE.len();
            let digits = json[start..].iter().take_while(|it| it.is_ascii_digit()).count();
            let line = json[start..start + digits].iter().fold(0, |line, digit| line * 10 + u32::from(digit - b'0'));
            bytes.extend_from_slice(&json[from..start]);
            let article = places.get(nth / 2).copied().flatten().filter(|&it| (it as usize) < articles.len());
            let base = article.map_or(0, |it| articles[it as usize].line);
            holes.push((bytes.len() as u32, article, line - base));
            from = start + digits;
        }
        bytes.extend_from_slice(&json[from..]);
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self { bytes, holes, hash: hasher.finish() }
    }
}

/// A JSON array that grows.
struct List {
    json: Vec<u8>,
    id: DefaultHasher,
}

impl List {
    fn with_room(bytes: usize) -> Self {
        let mut json = Vec::with_capacity(bytes);
        json.push(b'[');
        Self { json, id: DefaultHasher::new() }
    }

    fn push(&mut self, item: &Holed, articles: &[Seen]) {
        if 1 < self.json.len() {
            self.json.push(b',');
        }
        item.hash.hash(&mut self.id);
        let mut from = 0;
        for &(at, article, line) in &item.holes {
            let line = line + article.map_or(0, |it| articles[it as usize].line);
            line.hash(&mut self.id);
            self.json.extend_from_slice(&item.bytes[from..at as usize]);
            from = at as usize;
            write!(self.json, "{line}").expect("memory can be written");
        }
        self.json.extend_from_slice(&item.bytes[from..]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tower_lsp::gen_lsp_types::Uri;

    use super::super::desk::Desk;
    use super::super::profile::Profile;
    use super::super::to_proto;
    use super::{Limits, Marks};
    use crate::answers;
    use crate::text::{Edit, Encoding, Position};

    const TEXT: &str = "\
--- bundle
timezone: Europe/Oslo

--- article north
outlet: Northern Post
published: 2024-06-20

[Fourteen berths]{fact=berths} will be built in Marlow.
Icelandic President Anna Dunn opened the fair. Dunn left at noon. Ada Orr, 61, said that [the old pier]{fact=pier} would go.

--- article south

[Twelve berths]{fact=berths} will be built in Marlow “soon”.
Ada Orr, 71, said that [the new pier]{fact=pier} would go.

--- article west

Icelandic President Tom Pell opened the fair. It rained. Pell left at noon.
[12 berths]{fact=berths} and [a pier]{fact=pier} in Marlow.

--- fact berths
value: 15
";

    const PIECES: &[&str] = &[
        "\n",
        "x",
        "",
        "\r\n\r\n",
        "é👍",
        "[9 berths]{fact=berths}",
        "\n--- article east\noutlet: East\n\n[20 berths]{fact=berths} ",
        "\n--- decision d\nkind: fact\nbetween: south \"Twelve berths\"\nverdict: accept south\n",
        "{\"line\":7",
        "outlet: Other\n",
        "lang: fr\n",
        "role: draft\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_again_is_what_would_be_written_first(
            edits in prop::collection::vec((0u32..26, 0u32..60, 0u32..2, any::<prop::sample::Index>()), 1..8),
            limit in prop::sample::select(vec![3usize, 1_000]),
        ) {
            let (desk, uri) = (Desk::default(), Uri("file:///desk/a \"b\".bundle".to_owned()));
            let profile = Profile { related_places: true, ..Profile::default() };
            let limits = Limits { diagnostics: limit, related: 2 };
            desk.documents.open(uri.clone(), "bundle", 1, TEXT);
            let mut before: Option<Marks> = None;
            for (version, (line, column, down, piece)) in edits.into_iter().enumerate() {
                let range = Some((Position { line, column }, Position { line: line + down, column: column + 2 * (1 - down) }));
                let edit = Edit { range, text: PIECES[piece.index(PIECES.len())].to_owned() };
                desk.documents.change(&uri, version as i32, &[edit], Encoding::Utf16);
                let asked = desk.asked(&desk.documents.view(), &uri).expect("it is open");
                let again = Marks::new(&asked, &profile, limits, before.as_ref());
                let first = Marks::new(&asked, &profile, limits, None);
                let found = answers::diagnostics(asked.snapshot(), asked.file, limits).into_iter();
                let plain: Vec<_> = found.map(|it| to_proto::diagnostic(&asked, &profile, it)).collect();
                let plain = serde_json::to_string(&plain).expect("it can be written");
                prop_assert_eq!(String::from_utf8_lossy(&first.json), plain.as_str());
                prop_assert_eq!(String::from_utf8_lossy(&again.json), plain.as_str());
                prop_assert_eq!(again.id, first.id);
                prop_assert_ne!(before.map(|it| (it.id, it.json == again.json)), Some((again.id, false)));
                before = Some(again);
            }
        }
    }
}
