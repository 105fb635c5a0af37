//! What was answered article by article: after a key, what is said of all other articles is as it was.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::gen_lsp_types::{SemanticToken, Uri};

use super::asked::Asked;
use super::message::{Items, number};
use super::{to_proto, tokens};
use crate::answers::{self, Entry};
use crate::bundle::Severity;
use crate::conflicts::Conflict;
use crate::facts::{ArticleFacts, People};
use crate::mentions::Reading;
use crate::snapshot::Snapshot;
use crate::text::Excerpt;

/// The newest of something for each open document.
#[derive(Debug)]
pub(super) struct Latest<T>(Mutex<BTreeMap<String, Arc<T>>>);

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Latest<T> {
    /// What is there for a document.
    pub(super) fn of(&self, uri: &Uri) -> Option<Arc<T>> {
        self.lock().get(&uri.0).map(Arc::clone)
    }

    /// This is the newest from now on.
    pub(super) fn keep(&self, uri: &Uri, newest: &Arc<T>) {
        self.lock().insert(uri.0.clone(), Arc::clone(newest));
    }

    /// The document is closed.
    pub(super) fn forget(&self, uri: &Uri) {
        self.lock().remove(&uri.0);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Arc<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The outline of a document, written.
#[derive(Debug)]
pub(super) struct Outline {
    /// The entries of its topmost level, in JSON.
    pub(super) items: Items,
    articles: Vec<(Basis, Lined)>,
}

impl Outline {
    /// The outline as a tree.
    pub(super) fn new(asked: &Asked, before: Option<&Self>) -> Self {
        // A structure of strings and numbers can be written.
        let json = |symbol| serde_json::to_vec(&to_proto::document_symbol(asked, symbol)).unwrap_or_default();
        let articles = again(asked, before.map(|it| &it.articles[..]), |article, base, known: Option<&Lined>| match known {
            Some(known) => known.at(base),
            None => Lined::new(&json(answers::symbol_of(asked.snapshot(), article)), base),
        });
        let mut written = articles.iter().map(|(_, it)| Arc::clone(&it.json));
        let entry = |entry| match entry {
            Entry::Article(_) => written.next(),
            Entry::Other(symbol) => Some(json(symbol).into()),
        };
        let items = answers::outline(asked.snapshot(), asked.file).into_iter().filter_map(entry).collect();
        Self { items, articles }
    }
}

/// The coloured words of a document.
#[derive(Debug)]
pub(super) struct Colours {
    /// Each word relative to the one before.
    pub(super) tokens: Vec<SemanticToken>,
    /// Each article's as if it began on the first line.
    articles: Vec<(Basis, Arc<[SemanticToken]>)>,
}

impl Colours {
    /// The coloured words.
    pub(super) fn new(asked: &Asked, before: Option<&Self>) -> Self {
        let articles = again(asked, before.map(|it| &it.articles[..]), |article, base, known| match known {
            Some(known) => Arc::clone(known),
            None => tokens::tokens(asked, &answers::colours_of(asked.snapshot(), article), base).into(),
        });
        let mut all = Vec::with_capacity(articles.iter().map(|(_, it)| it.len()).sum());
        let mut line = 0;
        for ((_, own), base) in articles.iter().zip(bases(asked)) {
            let Some((first, rest)) = own.split_first() else { continue };
            // No two articles have words on one line, so that a column is one of a line's own.
            all.push(SemanticToken { delta_line: base + first.delta_line - line, ..*first });
            all.extend_from_slice(rest);
            line = base + own.iter().map(|it| it.delta_line).sum::<u32>();
        }
        Self { tokens: all, articles }
    }
}

/// What an answer about one article rests on.
#[derive(Debug)]
struct Basis {
    text: Excerpt,
    reading: Arc<Reading>,
    facts: Arc<ArticleFacts>,
    people: Arc<People>,
    /// Its disputed statements.
    disputed: Vec<(Arc<Conflict>, usize, Severity)>,
}

impl Basis {
    fn of(snapshot: &Snapshot, article: u32) -> Self {
        Self {
            text: snapshot.story.article(article).body.text.clone(),
            reading: Arc::clone(&snapshot.readings[article as usize]),
            facts: Arc::clone(&snapshot.facts.articles[article as usize]),
            people: Arc::clone(&snapshot.facts.people),
            disputed: disputed(snapshot, article).map(|(conflict, at, severity)| (Arc::clone(conflict), at, severity)).collect(),
        }
    }

    /// Whether an article of now has the same. Its headers are no other where its text is the same in memory.
    fn is(&self, snapshot: &Snapshot, article: u32) -> bool {
        let facts = &snapshot.facts.articles[article as usize];
        let mut before = self.disputed.iter();
        let same = |(conflict, at, severity): (&Arc<Conflict>, usize, Severity)| {
            before.next().is_some_and(|(known, then, grave)| {
                *grave == severity && known.subject == conflict.subject && known.statements[*then] == conflict.statements[at]
            })
        };
        self.text.is(&snapshot.story.article(article).body.text)
            && Arc::ptr_eq(&self.reading, &snapshot.readings[article as usize])
            && Arc::ptr_eq(&self.facts, facts)
            && self.names_as(&snapshot.facts.people)
            && disputed(snapshot, article).all(same)
            && before.next().is_none()
    }

    /// Whether those who appear in it have the names they had.
    fn names_as(&self, people: &Arc<People>) -> bool {
        let mut who = self.facts.appearances.iter().map(|it| (self.people.get(it.person), people.get(it.person)));
        Arc::ptr_eq(&self.people, people) || who.all(|(then, now)| then.map(|it| &it.name) == now.map(|it| &it.name))
    }
}

fn disputed(snapshot: &Snapshot, article: u32) -> impl Iterator<Item = (&Arc<Conflict>, usize, Severity)> {
    snapshot.stated_in(article).map(|(_, conflict, at)| (conflict, at, conflict.severity_at(&snapshot.story, at)))
}

/// The line on which each article of the document begins.
fn bases(asked: &Asked) -> Vec<u32> {
    asked.snapshot().story.files[asked.file as usize].article_lines()
}

/// What is said of each article of the document. `say` gets the article, the line on which it begins, and what was said of it before
/// where it is as it was.
fn again<T>(asked: &Asked, before: Option<&[(Basis, T)]>, mut say: impl FnMut(u32, u32, Option<&T>) -> T) -> Vec<(Basis, T)> {
    let snapshot = asked.snapshot();
    let first = snapshot.story.articles.partition_point(|it| it.0 < asked.file);
    let said = bases(asked).into_iter().enumerate().map(|(nth, base)| {
        let article = (first + nth) as u32;
        let known = before.and_then(|it| it.get(nth)).filter(|(basis, _)| basis.is(snapshot, article));
        (Basis::of(snapshot, article), say(article, base, known.map(|(_, said)| said)))
    });
    said.collect()
}

/// JSON with line numbers in it.
#[derive(Debug, Clone)]
struct Lined {
    /// As it is sent.
    json: Arc<[u8]>,
    /// The line from which they count, and where each stands in `json`: first byte and number of digits.
    base: u32,
    numbers: Arc<[(u32, u32)]>,
}

impl Lined {
    fn new(json: &[u8], base: u32) -> Self {
        // Inside a string a quotation mark has a backslash before it, so this stands before line numbers only.
        const LINE: &[u8] = b"{\"line\":";
        let numbers = memchr::memmem::find_iter(json, LINE).map(|at| {
            let start = at + LINE.len();
            (start as u32, json[start..].iter().take_while(|it| it.is_ascii_digit()).count() as u32)
        });
        Self { numbers: numbers.collect(), json: json.into(), base }
    }

    /// The same where the article begins on line `base`.
    fn at(&self, base: u32) -> Self {
        if self.base == base {
            return self.clone();
        }
        let (mut json, mut from) = (Vec::with_capacity(self.json.len() + self.numbers.len()), 0);
        let mut numbers = Vec::with_capacity(self.numbers.len());
        for &(start, digits) in &*self.numbers {
            let (start, end) = (start as usize, (start + digits) as usize);
            json.extend_from_slice(&self.json[from..start]);
            let line = self.json[start..end].iter().fold(0, |line, digit| line * 10 + u32::from(digit - b'0'));
            let at = json.len();
            number(line - self.base + base, &mut json);
            numbers.push((at as u32, (json.len() - at) as u32));
            from = end;
        }
        json.extend_from_slice(&self.json[from..]);
        Self { json: json.into(), base, numbers: numbers.into() }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use tower_lsp::gen_lsp_types::{DocumentSymbolResponse, Uri};

    use super::super::desk::Desk;
    use super::super::message::Message;
    use super::super::profile::Profile;
    use super::{Colours, Outline, to_proto, tokens};
    use crate::answers;
    use crate::text::{Edit, Encoding, Position};

    const TEXT: &str = "\
--- bundle
title: {\"line\":3}

--- article north
outlet: Northern Post
published: 2024-06-20
Nobody wrote that.

[Fourteen berths]{fact=berths} will be built in Oslo on Monday.

--- article south

[Twelve berths]{fact=berths} will be built in Oslo “soon”, Ada Orr, 71, said.

--- person orr
name: Ada Orr

--- article west

Icelandic President Tom Pell opened the fair. [12 berths]{fact=berths} and three boats, said Orr.
";

    const PIECES: &[&str] =
        &["\n", "x", "", "\r\n\r\n", "é👍", "Ada Orr ", "[9 berths]{fact=berths}", "\n--- article east\n\n", "lang: fr\n", "--- bundle\n"];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_of_other_articles_is_what_would_be_said_of_them(
            edits in prop::collection::vec((0u32..22, 0u32..60, 0u32..2, any::<prop::sample::Index>()), 1..8),
        ) {
            let (desk, uri) = (Desk::default(), Uri("file:///desk/a.bundle".to_owned()));
            desk.documents.open(uri.clone(), "bundle", 1, TEXT);
            let (mut outline, mut colours): (Option<Outline>, Option<Colours>) = (None, None);
            for (version, (line, column, down, piece)) in edits.into_iter().enumerate() {
                let range = Some((Position { line, column }, Position { line: line + down, column: column + 2 * (1 - down) }));
                let edit = Edit { range, text: PIECES[piece.index(PIECES.len())].to_owned() };
                desk.documents.change(&uri, version as i32, &[edit], Encoding::Utf16);
                let asked = desk.asked(&desk.documents.view(), &uri).expect("it is open");
                let next = Outline::new(&asked, outline.as_ref());
                let mut json = Vec::new();
                Message::list(Arc::clone(&next.items)).write(&mut json).expect("memory can be written");
                let profile = Profile { symbol_tree: true, ..Profile::default() };
                let plain: DocumentSymbolResponse = to_proto::symbols(&asked, &profile, answers::symbols(asked.snapshot(), asked.file));
                prop_assert_eq!(String::from_utf8_lossy(&json).into_owned(), serde_json::to_string(&plain).expect("it can be written"));
                let next_colours = Colours::new(&asked, colours.as_ref());
                prop_assert_eq!(&next_colours.tokens, &tokens::tokens(&asked, &answers::colours(asked.snapshot(), asked.file, asked.all()), 0));
                (outline, colours) = (Some(next), Some(next_colours));
            }
        }
    }
}
