//! `copydesk sources`: which articles are one account, who took a text from whom, how much of it, and which sentences.

use std::sync::Arc;

use serde::Serialize;

use super::Outcome;
use super::args::{ListFormat, Sources};
use super::groups::{self, Group};
use super::json;
use super::report::{Places, Spot};
use super::tally::counted;
use crate::answers::{self, Account, Pair, percent};
use crate::conflicts::Settings;
use crate::facts::Place;
use crate::parallel;
use crate::snapshot::Snapshot;
use crate::text::single_spaced;

/// The longest sentence printed for people, in characters: more than a line tells no better which it is.
const LONGEST_SENTENCE: usize = 90;

/// Runs the command.
pub(super) fn run(sources: &Sources) -> Outcome {
    let (groups, mut failures) = groups::read(&sources.reading);
    let printed = parallel::map(&groups, sources.reading.hands(), |group| {
        let snapshot = Snapshot::of_story(group.story.clone(), Arc::new(Settings::default()));
        let places = Places::new(&snapshot);
        match sources.format {
            ListFormat::Text => text(group, &snapshot, &places),
            ListFormat::Json => json::printed(&BundleJson::new(group, &snapshot, &places)),
        }
    });
    failures.extend(groups.into_iter().flat_map(|group| group.failures));
    let out = match sources.format {
        ListFormat::Text => printed.concat(),
        ListFormat::Json => json::document(&printed, &failures),
    };
    Outcome { out, failures, ..Outcome::default() }
}

/// One bundle, for people.
fn text(group: &Group, snapshot: &Snapshot, places: &Places<'_>) -> String {
    let label = |article: u32| snapshot.story.article(article).label();
    let (accounts, pairs) = (answers::accounts(snapshot), answers::pairs(snapshot));
    let articles: usize = accounts.iter().map(|it| it.articles.len()).sum();
    let independent = counted(accounts.len() as u64, "independent account", "independent accounts");
    let mut out = format!("{}: {}, {independent}\n\n", group.name, counted(articles as u64, "article", "articles"));
    for Account { articles, agencies } in &accounts {
        let from = if agencies.is_empty() { String::new() } else { format!("  (from {})", agencies.join(", ")) };
        out.push_str(&format!("  {}{from}\n", articles.iter().map(|&it| label(it)).collect::<Vec<_>>().join(" · ")));
    }
    for pair in &pairs {
        let (one, two) = (label(pair.articles.0), label(pair.articles.1));
        let word = if pair.taken { "took" } else { "shares" };
        let from = if pair.taken { "from" } else { "with" };
        let (own, of_other) = (percent(pair.parts.0), percent(pair.parts.1));
        out.push_str(&format!("\n  {one} {word} {own} of its text {from} {two}, {of_other} of that text\n"));
        for shared in &pair.sentences {
            let (here, there) = (places.spot(shared.here), places.spot(shared.there));
            out.push_str(&format!("    {} = {}\n", located(snapshot, here), located(snapshot, there)));
            out.push_str(&format!("      {}\n", sentence(snapshot, shared.here)));
        }
    }
    out.push('\n');
    out
}

/// "talks.bundle:12:1".
fn located(snapshot: &Snapshot, spot: Spot) -> String {
    format!("{}:{}:{}", snapshot.story.files[spot.file as usize].source.name, spot.line, spot.column)
}

/// A sentence on one line, cut at its end.
fn sentence(snapshot: &Snapshot, place: Place) -> String {
    let line = single_spaced(snapshot.read().text(place));
    match line.char_indices().nth(LONGEST_SENTENCE) {
        Some((end, _)) => format!("{} …", line[..end].rsplit_once(' ').map_or(&line[..end], |it| it.0)),
        None => line,
    }
}

#[derive(Serialize)]
struct BundleJson<'a> {
    bundle: &'a str,
    accounts: Vec<AccountJson<'a>>,
    pairs: Vec<PairJson<'a>>,
}

#[derive(Serialize)]
struct AccountJson<'a> {
    articles: Vec<&'a str>,
    agencies: Vec<String>,
}

#[derive(Serialize)]
struct PairJson<'a> {
    articles: [&'a str; 2],
    parts: [f32; 2],
    taken: bool,
    sentences: Vec<SentenceJson<'a>>,
}

#[derive(Serialize)]
struct SentenceJson<'a> {
    part: f32,
    here: PlaceJson<'a>,
    there: PlaceJson<'a>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    article: &'a str,
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
}

impl<'a> BundleJson<'a> {
    fn new(group: &'a Group, snapshot: &'a Snapshot, places: &'a Places<'a>) -> Self {
        let accounts = answers::accounts(snapshot)
            .into_iter()
            .map(|it| AccountJson { articles: it.articles.iter().map(|&article| places.id(article)).collect(), agencies: it.agencies });
        let pairs = answers::pairs(snapshot);
        Self {
            bundle: &group.name,
            accounts: accounts.collect(),
            pairs: pairs.iter().map(|it| PairJson::new(it, snapshot, places)).collect(),
        }
    }
}

impl<'a> PairJson<'a> {
    fn new(pair: &Pair, snapshot: &'a Snapshot, places: &'a Places<'a>) -> Self {
        let place = |place: Place| {
            let spot = places.spot(place);
            let file = &snapshot.story.files[spot.file as usize];
            let (Spot { start, end, line, column, .. }, text) = (spot, file.words(spot.bytes));
            PlaceJson { article: places.id(place.article), path: &file.source.name, start, end, line, column, text }
        };
        let sentences = pair.sentences.iter().map(|it| SentenceJson { part: it.part, here: place(it.here), there: place(it.there) });
        Self {
            articles: [places.id(pair.articles.0), places.id(pair.articles.1)],
            parts: [pair.parts.0, pair.parts.1],
            taken: pair.taken,
            sentences: sentences.collect(),
        }
    }
}
