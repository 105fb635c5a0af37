//! The outline of a file: articles with their disputed facts and their people, records, decisions. And a search over stories.

use std::collections::BTreeMap;

use super::{Spot, here};
use crate::facts::{PersonKey, Place};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// What an entry of an outline stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// The bundle's own section.
    Bundle,
    /// An article.
    Article,
    /// Somebody named in an article.
    Person,
    /// A person's record.
    PersonRecord,
    /// A value that others dispute.
    Disputed,
    /// A fact's record.
    FactRecord,
    /// A decision.
    Decision,
}

/// An entry of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What a reader calls it.
    pub name: String,
    /// What is said of it: a title, a value, a count.
    pub detail: String,
    /// What it stands for.
    pub kind: SymbolKind,
    /// All of it (file bytes).
    pub span: Span,
    /// The part to go to, inside `span` (file bytes).
    pub head: Span,
    /// What is in it, in file order.
    pub children: Vec<Symbol>,
}

/// The outline of a file, in file order.
pub fn symbols(snapshot: &Snapshot, file: u32) -> Vec<Symbol> {
    let entry = |it| match it {
        Entry::Article(article) => symbol_of(snapshot, article),
        Entry::Other(symbol) => symbol,
    };
    outline(snapshot, file).into_iter().map(entry).collect()
}

/// An entry of the topmost level of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// An article: an index into [`crate::bundle::Story::articles`]. [`symbol_of`] gives the symbol.
    Article(u32),
    /// Any other section.
    Other(Symbol),
}

/// The topmost level of the outline of a file, in file order.
pub fn outline(snapshot: &Snapshot, file: u32) -> Vec<Entry> {
    let read = &snapshot.story.files[file as usize];
    let value = |header: &Option<crate::bundle::Header>| header.as_ref().map(|it| it.value.to_string()).unwrap_or_default();
    let mut symbols: Vec<Symbol> = Vec::new();
    if let Some(section) = read.headers.section {
        let title = read.headers.title.as_ref();
        let head = title.map_or(section, |it| it.span);
        symbols.push(symbol(title.map_or("bundle", |it| &it.value), value(&read.headers.story), SymbolKind::Bundle, section, head));
    }
    for record in &read.persons {
        let name = record.name.as_ref().map_or(&record.id, |it| &it.value);
        let detail = record.roles.first().map(|it| it.role.value.to_string()).unwrap_or_default();
        symbols.push(symbol(name, detail, SymbolKind::PersonRecord, record.section, record.id_span));
    }
    for record in &read.facts {
        symbols.push(symbol(&record.id, value(&record.value), SymbolKind::FactRecord, record.section, record.id_span));
    }
    for decision in &read.decisions {
        symbols.push(symbol(&decision.id, value(&decision.by), SymbolKind::Decision, decision.section, decision.id_span));
    }
    let articles = (0..snapshot.story.articles.len() as u32).filter(|&it| snapshot.story.file_of(it) == file);
    let articles = articles.map(|it| (snapshot.story.article(it).section, Entry::Article(it)));
    let mut entries: Vec<(Span, Entry)> = articles.chain(symbols.into_iter().map(|it| (it.span, Entry::Other(it)))).collect();
    entries.sort_by_key(|(span, _)| (span.start, span.end));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// An article with what is in it.
///
/// # Panics
///
/// When there is no such article.
pub fn symbol_of(snapshot: &Snapshot, article: u32) -> Symbol {
    let read = snapshot.story.article(article);
    let title = read.title.as_ref().map(|it| it.value.to_string()).unwrap_or_default();
    let children = contents(snapshot, article);
    Symbol { children, ..symbol(read.label(), title, SymbolKind::Article, read.section, read.id_span) }
}

fn symbol(name: &str, detail: String, kind: SymbolKind, span: Span, head: Span) -> Symbol {
    let name = if name.trim().is_empty() { "(no id)".to_owned() } else { name.to_owned() };
    let head = if span.contains(head) { head } else { Span::new(span.start, span.start) };
    Symbol { name, detail, kind, span, head, children: Vec::new() }
}

/// An article's disputed facts and people, each at its first place there.
fn contents(snapshot: &Snapshot, article: u32) -> Vec<Symbol> {
    let facts = &snapshot.facts;
    let entry = |name: &str, detail: String, kind, place: Place| {
        let span = here::spot(snapshot, place).span;
        Symbol { name: name.to_owned(), detail, kind, span, head: span, children: Vec::new() }
    };
    let mut last = None;
    let first = snapshot.stated_in(article).filter(|(conflict, ..)| last.replace(*conflict) != Some(*conflict));
    let disputed = first.map(|(_, conflict, at)| {
        let own = &conflict.statements[at];
        entry(&conflict.subject, own.shown.clone(), SymbolKind::Disputed, own.place)
    });
    let mut named: BTreeMap<PersonKey, (Place, usize)> = BTreeMap::new();
    for &(place, person) in &facts.articles[article as usize].mentions {
        named.entry(person).or_insert((place, 0)).1 += 1;
    }
    let people = named.into_iter().filter_map(|(person, (first, mentions))| {
        let detail = super::words::counted(mentions, "mention");
        Some(entry(&facts.people.get(person)?.name, detail, SymbolKind::Person, first))
    });
    let mut contents: Vec<Symbol> = disputed.chain(people).filter(|it| !it.name.is_empty()).collect();
    contents.sort_by_key(|it| (it.span.start, it.span.end));
    contents
}

/// What somebody searches for: `@hoa` people, `#signed` disputed and annotated facts, other words everything. Nothing finds everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// All, where it is empty.
    kinds: &'static [SymbolKind],
    /// In lower case, without blanks.
    letters: Vec<char>,
}

impl Sought {
    /// Reads what somebody types.
    pub fn read(query: &str) -> Self {
        let (kinds, query): (&[SymbolKind], &str) = match query.split_at_checked(1) {
            Some(("@", rest)) => (&[SymbolKind::Person, SymbolKind::PersonRecord], rest),
            Some(("#", rest)) => (&[SymbolKind::Disputed, SymbolKind::FactRecord], rest),
            _ => (&[], query),
        };
        Self { kinds, letters: query.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect() }
    }

    /// Whether an entry is found: it is of the kind, and the letters stand in its name in this order, case aside.
    pub fn finds(&self, kind: SymbolKind, name: &str) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind)) && holds(name, &self.letters)
    }
}

/// Entries of a file for a search, with the spot of each, in file order.
pub fn search(snapshot: &Snapshot, file: u32, sought: &Sought) -> Vec<(Symbol, Spot)> {
    let mut found = Vec::new();
    let mut open = symbols(snapshot, file);
    while let Some(mut symbol) = open.pop() {
        open.append(&mut symbol.children);
        if sought.finds(symbol.kind, &symbol.name) {
            let spot = Spot { file, span: symbol.head };
            found.push((symbol, spot));
        }
    }
    found.sort_by_key(|(_, spot)| *spot);
    found
}

/// Whether the letters stand in `name` in this order.
fn holds(name: &str, wanted: &[char]) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    wanted.iter().all(|letter| letters.any(|it| it == *letter))
}
