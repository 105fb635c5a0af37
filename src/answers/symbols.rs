//! The outline of a file: articles with their disputed facts and their people, records, decisions. And a search over stories.

use std::collections::BTreeMap;

use super::{Spot, here};
use crate::conflicts::Statement;
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
    let read = &snapshot.story.files[file as usize];
    let value = |header: &Option<crate::bundle::Header>| header.as_ref().map(|it| it.value.to_string()).unwrap_or_default();
    let symbol = |name: &str, detail: String, kind, span: Span, head: Span| {
        let name = if name.trim().is_empty() { "(no id)".to_owned() } else { name.to_owned() };
        Symbol {
            name,
            detail,
            kind,
            span,
            head: if span.contains(head) { head } else { Span::new(span.start, span.start) },
            children: Vec::new(),
        }
    };
    let mut symbols: Vec<Symbol> = Vec::new();
    if let Some(section) = read.headers.section {
        let title = read.headers.title.as_ref();
        let head = title.map_or(section, |it| it.span);
        symbols.push(symbol(title.map_or("bundle", |it| &it.value), value(&read.headers.story), SymbolKind::Bundle, section, head));
    }
    let disputed = disputed(snapshot);
    for (at, &(in_file, index)) in (0..).zip(&snapshot.story.articles) {
        if in_file == file {
            let article = &read.articles[index as usize];
            let mut symbol = symbol(article.label(), value(&article.title), SymbolKind::Article, article.section, article.id_span);
            symbol.children = contents(snapshot, at, disputed.get(&at).map(Vec::as_slice).unwrap_or_default());
            symbols.push(symbol);
        }
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
    symbols.sort_by_key(|it| (it.span.start, it.span.end));
    symbols
}

/// What is disputed in each article, by article: the conflict with its first statement there, in story order.
fn disputed(snapshot: &Snapshot) -> BTreeMap<u32, Vec<(&str, &Statement)>> {
    let mut disputed: BTreeMap<u32, Vec<(&str, &Statement)>> = BTreeMap::new();
    for conflict in &snapshot.conflicts {
        let mut last = None;
        // Statements are in story order: those of one article stand together.
        for statement in &conflict.statements {
            if last.replace(statement.place.article) != Some(statement.place.article) {
                disputed.entry(statement.place.article).or_default().push((&conflict.subject, statement));
            }
        }
    }
    disputed
}

/// An article's disputed facts and people, each at its first place there.
fn contents(snapshot: &Snapshot, article: u32, disputed: &[(&str, &Statement)]) -> Vec<Symbol> {
    let facts = &snapshot.facts;
    let entry = |name: &str, detail: String, kind, place: Place| {
        let span = here::spot(snapshot, place).span;
        Symbol { name: name.to_owned(), detail, kind, span, head: span, children: Vec::new() }
    };
    let disputed = disputed.iter().map(|(subject, own)| entry(subject, own.shown.clone(), SymbolKind::Disputed, own.place));
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

/// Entries of a story's own files for a search: `@hoa` finds people, `#signed` disputed and annotated facts, other words everything.
/// The letters of the search stand in the name in this order, case aside. With the spot of each, in file order.
pub fn search(snapshot: &Snapshot, query: &str) -> Vec<(Symbol, Spot)> {
    let (kinds, query): (&[SymbolKind], &str) = match query.split_at_checked(1) {
        Some(("@", rest)) => (&[SymbolKind::Person, SymbolKind::PersonRecord], rest),
        Some(("#", rest)) => (&[SymbolKind::Disputed, SymbolKind::FactRecord], rest),
        _ => (&[], query),
    };
    let wanted: Vec<char> = query.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    for file in 0..snapshot.story.own {
        let mut open = symbols(snapshot, file);
        while let Some(mut symbol) = open.pop() {
            open.append(&mut symbol.children);
            if (kinds.is_empty() || kinds.contains(&symbol.kind)) && holds(&symbol.name, &wanted) {
                let spot = Spot { file, span: symbol.head };
                found.push((symbol, spot));
            }
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
