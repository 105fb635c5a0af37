//! What speaks for each name of a story, added up over its articles: which runs of capitalised words are people.
//!
//! The tallies are kept in shards that versions of a story share. An edit takes away and adds what the names in the touched
//! paragraphs say, whatever the size of the story.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::naming::Naming;
use crate::lexicon::{self, Gender};

/// A full name is taken when its best place gives it this much ...
const FULL_BEST: i32 = 4;
/// ... and all its places together at least this much: one strong cue may be a mistake that the others show.
const FULL_TOTAL: i32 = 3;
/// A single name needs more, since any capitalised word may stand alone.
const SINGLE_BEST: i32 = 5;
/// What all places of a single name have to give together.
const SINGLE_TOTAL: i32 = 4;
/// One place counts for no more and no less than this in the total.
const PLACE_LIMIT: i16 = 6;

/// How many shards there are: a key touches a name or two, and a shard of the largest stories holds some hundred names.
const SHARDS: usize = 256;

/// What the places of one name in one article say together; places in headlines tell nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// The article: an index into the story's articles.
    article: u32,
    /// The most that one place gives; 0 where all speak against.
    best: i16,
    /// What all places give.
    total: i32,
    /// Whether any place is outside headlines.
    told: bool,
    hyphened: bool,
    strong: bool,
    gender: Option<Gender>,
}

/// A name (folded words joined by one blank) with its parts, ascending by article.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tally {
    name: Box<str>,
    parts: Vec<Part>,
}

/// Names with one last word stand in one shard, ascending.
type Shard = Vec<Tally>;

/// Every name of a story with what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tallies {
    shards: Vec<Arc<Shard>>,
}

/// A name that is somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its words, folded, joined by one blank.
    pub name: Box<str>,
    /// Whether a word of it is written like "Sung-ho".
    pub hyphened: bool,
    /// What an honorific tells.
    pub gender: Option<Gender>,
    /// The articles that give it outside headlines, ascending.
    pub articles: Vec<u32>,
}

/// What all parts of a name say together.
struct Sum {
    best: i32,
    total: i32,
    hyphened: bool,
    strong: bool,
    gender: Option<Gender>,
}

impl Tallies {
    /// Adds up the names of all articles, given in story order.
    pub(super) fn of<'a>(articles: impl Iterator<Item = &'a [Naming<'a>]>) -> Self {
        let mut found: Vec<(usize, &str, Part)> = Vec::new();
        for (article, namings) in (0..).zip(articles) {
            let names: BTreeSet<&str> = namings.iter().map(|it| &*it.name.key).collect();
            found.extend(parts(article, &names.into_iter().collect::<Vec<_>>(), namings).map(|(name, part)| (shard(name), name, part)));
        }
        found.sort_unstable_by(|one, two| (one.0, one.1, one.2.article).cmp(&(two.0, two.1, two.2.article)));
        let mut shards: Vec<Shard> = vec![Vec::new(); SHARDS];
        for of_name in found.chunk_by(|one, two| one.1 == two.1) {
            let parts = of_name.iter().map(|it| it.2).collect();
            shards[of_name[0].0].push(Tally { name: of_name[0].1.into(), parts });
        }
        // A small story has names in few of them.
        let nothing = Arc::new(Shard::new());
        let shared = |shard: Shard| if shard.is_empty() { Arc::clone(&nothing) } else { Arc::new(shard) };
        Self { shards: shards.into_iter().map(shared).collect() }
    }

    /// Takes away what the names `touched` (ascending) said in an article and adds what they say now, in `namings`. True where
    /// other names are chosen than before, or with other articles.
    pub(super) fn edit(&mut self, article: u32, touched: &[&str], namings: &[Naming<'_>]) -> bool {
        let mut other = false;
        let mut now = parts(article, touched, namings).peekable();
        let mut by_shard: Vec<(usize, &str, Option<Part>)> = touched
            .iter()
            .map(|&name| {
                let part = now.next_if(|it| it.0 == name).map(|it| it.1);
                (shard(name), name, part)
            })
            .collect();
        by_shard.sort_by_key(|it| it.0);
        for of_shard in by_shard.chunk_by(|one, two| one.0 == two.0) {
            let known = &self.shards[of_shard[0].0];
            let changed: Vec<_> = of_shard.iter().filter(|(_, name, part)| part_in(known, name, article) != *part).collect();
            if changed.is_empty() {
                continue;
            }
            let before = chosen(known);
            let known = Arc::make_mut(&mut self.shards[of_shard[0].0]);
            for (_, name, part) in changed {
                put(known, name, article, *part);
            }
            other |= before != chosen(known);
        }
        other
    }

    /// The names that are somebody's: those of two words and more, and the single ones; each ascending within its kind.
    pub(super) fn chosen(&self) -> (Vec<Chosen>, Vec<Chosen>) {
        let mut all: Vec<Chosen> = self.shards.iter().flat_map(|it| chosen(it)).collect();
        all.sort_unstable_by(|one, two| one.name.cmp(&two.name));
        all.into_iter().partition(|it| it.name.contains(' '))
    }

    /// The articles that have a name with a word that `wanted` lets through, headlines included; ascending.
    pub(super) fn articles_with(&self, wanted: impl Fn(&str) -> bool) -> BTreeSet<u32> {
        let names = self.shards.iter().flat_map(|shard| shard.iter());
        names.filter(|it| it.name.split(' ').any(&wanted)).flat_map(|it| it.parts.iter().map(|part| part.article)).collect()
    }
}

/// The shard of a name, by its last word.
fn shard(name: &str) -> usize {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let hash = last.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 16)) as usize % SHARDS
}

/// What each of `names` (ascending) says in an article with these `namings`, ascending; nothing for one that it does not have.
fn parts<'a>(article: u32, names: &[&'a str], namings: &[Naming<'_>]) -> impl Iterator<Item = (&'a str, Part)> {
    let mut parts: Vec<Option<Part>> = vec![None; names.len()];
    for naming in namings {
        let Ok(at) = names.binary_search(&&*naming.name.key) else { continue };
        let part = parts[at].get_or_insert(Part { article, best: 0, total: 0, told: false, hyphened: false, strong: false, gender: None });
        if naming.barren {
            continue;
        }
        let name = naming.name;
        part.told = true;
        part.best = part.best.max(name.evidence);
        part.total += i32::from(name.evidence.clamp(-PLACE_LIMIT, PLACE_LIMIT));
        part.hyphened |= naming.hyphened();
        part.strong |= name.honorific.is_some() || name.titled || SINGLE_BEST <= i32::from(name.evidence);
        part.gender = part.gender.or(naming.gender());
    }
    names.iter().copied().zip(parts).filter_map(|(name, part)| Some((name, part?)))
}

fn part_in(shard: &Shard, name: &str, article: u32) -> Option<Part> {
    let tally = &shard[shard.binary_search_by(|it| (*it.name).cmp(name)).ok()?];
    let at = tally.parts.binary_search_by_key(&article, |it| it.article).ok()?;
    Some(tally.parts[at])
}

/// Makes `part` what a name says in an article; `None` takes it out.
fn put(shard: &mut Shard, name: &str, article: u32, part: Option<Part>) {
    let at = match shard.binary_search_by(|it| (*it.name).cmp(name)) {
        Ok(at) => at,
        Err(at) => {
            shard.insert(at, Tally { name: name.into(), parts: Vec::new() });
            at
        }
    };
    let parts = &mut shard[at].parts;
    match (parts.binary_search_by_key(&article, |it| it.article), part) {
        (Ok(at), Some(part)) => parts[at] = part,
        (Ok(at), None) => drop(parts.remove(at)),
        (Err(at), Some(part)) => parts.insert(at, part),
        (Err(_), None) => {}
    }
    if parts.is_empty() {
        shard.remove(at);
    }
}

/// The names of a shard that are somebody's, ascending.
fn chosen(shard: &Shard) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for tally in shard {
        let mut sum = sum(tally);
        let is_somebodys = match tally.name.rsplit_once(' ') {
            Some((_, last)) => {
                // A name far below the mark is not worth a look at its last word.
                let near = FULL_BEST <= sum.best + LONE_SURNAME && FULL_TOTAL <= sum.total + LONE_SURNAME;
                if near && stands_alone(shard, last, tally) {
                    sum.best += LONE_SURNAME;
                    sum.total += LONE_SURNAME;
                }
                FULL_BEST <= sum.best && FULL_TOTAL <= sum.total
            }
            None => is_single(&tally.name, &sum),
        };
        if is_somebodys {
            let articles = tally.parts.iter().filter(|it| it.told).map(|it| it.article).collect();
            chosen.push(Chosen { name: tally.name.clone(), hyphened: sum.hyphened, gender: sum.gender, articles });
        }
    }
    chosen
}

/// What a last name that stands alone elsewhere in an article gives the full one.
const LONE_SURNAME: i32 = 2;

/// "Lukanu scored" speaks for "Romelo Lukanu": whether the last name `last` of a full one stands alone in one of its articles,
/// with nothing against it.
fn stands_alone(shard: &Shard, last: &str, full: &Tally) -> bool {
    let Ok(at) = shard.binary_search_by(|it| (*it.name).cmp(last)) else { return false };
    let alone = &shard[at];
    let told_in = |article: u32| alone.parts.binary_search_by_key(&article, |it| it.article).is_ok_and(|at| alone.parts[at].told);
    let sum = sum(alone);
    0 < sum.best && 0 <= sum.total && !lexicon::is_common_word(last) && full.parts.iter().any(|it| it.told && told_in(it.article))
}

fn sum(tally: &Tally) -> Sum {
    let mut sum = Sum { best: 0, total: 0, hyphened: false, strong: false, gender: None };
    for part in &tally.parts {
        sum.best = sum.best.max(i32::from(part.best));
        sum.total += part.total;
        sum.hyphened |= part.hyphened;
        sum.strong |= part.strong;
        sum.gender = sum.gender.or(part.gender);
    }
    sum
}

fn is_single(name: &str, sum: &Sum) -> bool {
    sum.strong
        && SINGLE_BEST <= sum.best
        && SINGLE_TOTAL <= sum.total
        && lexicon::country(name).is_none()
        && !lexicon::is_thing_noun(name)
        && (!lexicon::is_common_word(name) || lexicon::is_surname(name) || lexicon::given_name(name).is_some())
}
