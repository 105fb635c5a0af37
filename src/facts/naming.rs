//! From runs of capitalised words to people: which are names, and whose.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::{Cast, Who};
use super::people::{Known, PersonKey};
use super::{Article, Place, Read};
use crate::lexicon::{self, Gender};
use crate::mentions::{NameCandidate, Paragraph, ParagraphRole, is_hyphened_given_name};
use crate::text::Span;

/// A full name is taken when its best place gives it this much ...
const FULL_BEST: i16 = 4;
/// ... and all its places together at least this much: one strong cue may be a mistake that the others show.
const FULL_TOTAL: i16 = 3;
/// A single name needs more, since any capitalised word may stand alone.
const SINGLE_BEST: i16 = 5;
/// What all places of a single name have to give together.
const SINGLE_TOTAL: i16 = 4;
/// One place counts for no more and no less than this in the total.
const PLACE_LIMIT: i16 = 6;

/// Everybody of a story.
pub(super) struct Named {
    /// The people with a record, in the order of the records.
    pub known: Vec<Known>,
    /// Who is named in each article.
    pub linked: Vec<Linked>,
}

/// Who is named in an article.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// In text order.
    pub mentions: Vec<Mention>,
    /// Names that two or more may mean, in text order.
    pub unlinked: Vec<Place>,
}

/// A name in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    /// The name alone.
    pub place: Place,
    /// Who is meant.
    pub person: PersonKey,
    /// The honorific before it (body bytes).
    pub honorific: Option<Span>,
    /// How many words it has.
    pub words: usize,
    /// Whether it stands in a heading.
    pub heading: bool,
}

/// A candidate in its article.
struct Naming<'a> {
    article: Article<'a>,
    paragraph: &'a Paragraph,
    name: &'a NameCandidate,
    /// Whether nobody may be born here: a headline.
    barren: bool,
}

impl Naming<'_> {
    fn words(&self) -> Vec<&str> {
        self.name.words().collect()
    }

    /// The place of the words `from..to` of the name.
    fn place(&self, from: usize, to: usize) -> Place {
        let tokens = &self.name.tokens;
        let whole = to == self.name.words().count();
        let end = if whole { tokens.end } else { tokens.start + to as u32 };
        self.article.place(self.paragraph.place_of(&(tokens.start + from as u32..end)))
    }

    fn token_text(&self, at: u32) -> &str {
        self.paragraph.place_of(&(at..at + 1)).of(self.article.body)
    }

    fn gender(&self) -> Option<Gender> {
        lexicon::honorific(&lexicon::folded(self.token_text(self.name.honorific?))).flatten()
    }

    fn hyphened(&self) -> bool {
        (self.name.tokens.start..self.name.tokens.end).any(|at| is_hyphened_given_name(self.token_text(at)))
    }
}

/// What all places of one name say together.
#[derive(Default)]
struct Sum {
    best: i16,
    total: i16,
    hyphened: bool,
    strong: bool,
    gender: Option<Gender>,
    articles: BTreeSet<u32>,
}

/// Finds everybody: records first, then full names, then people with one name only.
pub(super) fn name_everybody(read: Read<'_>) -> Named {
    let namings: Vec<Vec<Naming<'_>>> = (0..read.readings.len() as u32).map(|at| namings(Article::of(read, at))).collect();
    let records = record_names(read);
    let mut cast = Cast::default();
    for it in &records {
        cast.add_record(it.record, &it.id, &it.names, it.not.clone());
    }
    let mut sums = sums(namings.iter().flatten());
    add_lone_surnames(&mut sums);
    let mut full: Vec<(&str, &Sum)> =
        sums.iter().filter(|(key, sum)| key.contains(' ') && is_full(sum)).map(|(key, sum)| (*key, sum)).collect();
    // The fullest names first, so that "John A. Dunn" and "John B. Dunn" stand apart before "John Dunn" comes.
    full.sort_by_key(|(key, _)| (std::cmp::Reverse(key.split(' ').count()), std::cmp::Reverse(key.len()), *key));
    for (key, sum) in full {
        cast.add_full(key, sum.hyphened, &sum.articles);
    }
    for (key, sum) in sums.iter().filter(|(key, sum)| !key.contains(' ') && is_single(key, sum)) {
        let known = |article: u32| {
            cast.who(key, article, sum.gender) != Who::Unknown || cast.who_misspelt(key, sum.hyphened, article) != Who::Unknown
        };
        let (known, unknown): (Vec<u32>, Vec<u32>) = sum.articles.iter().partition(|&&article| known(article));
        if !unknown.is_empty() && !cast.adopt_given_name(key) && known.is_empty() {
            cast.add_single(key, sum.gender);
        }
    }
    cast.name_all();
    let known = cast.known();
    let by_id: BTreeMap<&str, PersonKey> = known.iter().map(|it| (read.story.person_record(it.record).id.as_str(), it.key)).collect();
    let linked = (0..).zip(&namings).map(|(at, namings)| link(Article::of(read, at), namings, &cast, &by_id)).collect();
    Named { known, linked }
}

/// "Lukanu scored" speaks for "Romelo Lukanu": a last name that stands alone elsewhere in the article, with nothing against it.
fn add_lone_surnames(sums: &mut BTreeMap<&str, Sum>) {
    let lone: BTreeMap<&str, BTreeSet<u32>> = sums
        .iter()
        .filter(|(key, sum)| !key.contains(' ') && 0 < sum.best && 0 <= sum.total && !lexicon::is_common_word(key))
        .map(|(key, sum)| (*key, sum.articles.clone()))
        .collect();
    for (key, sum) in sums.iter_mut() {
        let Some((_, last)) = key.rsplit_once(' ') else { continue };
        if lone.get(last).is_some_and(|articles| !articles.is_disjoint(&sum.articles)) {
            sum.best += 2;
            sum.total += 2;
        }
    }
}

fn is_full(sum: &Sum) -> bool {
    FULL_BEST <= sum.best && FULL_TOTAL <= sum.total
}

fn is_single(key: &str, sum: &Sum) -> bool {
    sum.strong
        && SINGLE_BEST <= sum.best
        && SINGLE_TOTAL <= sum.total
        && lexicon::country(key).is_none()
        && !lexicon::is_thing_noun(key)
        && (!lexicon::is_common_word(key) || lexicon::is_surname(key) || lexicon::given_name(key).is_some())
}

fn namings(article: Article<'_>) -> Vec<Naming<'_>> {
    let mut namings = Vec::new();
    for paragraph in &article.reading.paragraphs {
        let barren = paragraph.role == ParagraphRole::Heading;
        namings.extend(paragraph.reading.names.iter().map(|name| Naming { article, paragraph, name, barren: barren || name.heading }));
    }
    namings
}

/// What a person record calls its person.
pub(super) struct RecordNames {
    /// (file, index in the file's `persons`).
    pub record: (u32, u32),
    /// Its id.
    pub id: String,
    /// Keys of `name` and `also`.
    names: Vec<String>,
    /// Keys of `not`.
    not: Vec<String>,
}

/// The names of each record as keys, and those that are never its person.
fn record_names(read: Read<'_>) -> Vec<RecordNames> {
    let mut records = Vec::new();
    for (file, of_file) in read.story.files.iter().enumerate() {
        for (at, record) in of_file.persons.iter().enumerate() {
            let names = record.name.iter().chain(&record.also).map(|name| key_of(&name.value)).filter(|key| !key.is_empty()).collect();
            let not = record.not.iter().map(|name| key_of(&name.value)).collect();
            records.push(RecordNames { record: (file as u32, at as u32), id: record.id.to_string(), names, not });
        }
    }
    records
}

/// "Mr Tô Hòa" as the key "to hoa".
fn key_of(name: &str) -> String {
    let words: Vec<String> =
        name.split_whitespace().map(lexicon::folded).filter(|word| !word.is_empty() && lexicon::honorific(word).is_none()).collect();
    words.join(" ")
}

fn sums<'a>(namings: impl Iterator<Item = &'a Naming<'a>>) -> BTreeMap<&'a str, Sum> {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for naming in namings {
        let name = naming.name;
        let sum = sums.entry(&name.key).or_default();
        if naming.barren {
            continue;
        }
        sum.best = sum.best.max(name.evidence);
        sum.total = sum.total.saturating_add(name.evidence.clamp(-PLACE_LIMIT, PLACE_LIMIT));
        sum.hyphened |= naming.hyphened();
        sum.strong |= name.honorific.is_some() || name.titled || SINGLE_BEST <= name.evidence;
        sum.gender = sum.gender.or(naming.gender());
        sum.articles.insert(naming.article.index);
    }
    sums
}

/// What the desk says of a stretch of text.
enum Said<'a> {
    Nobody,
    Record(&'a str),
}

/// Finds who is named in an article.
fn link(article: Article<'_>, namings: &[Naming<'_>], cast: &Cast<'_>, by_id: &BTreeMap<&str, PersonKey>) -> Linked {
    let mut linked = Linked::default();
    let mut annotated = Vec::new();
    for annotation in article.annotations {
        let Some(person) = &annotation.person else { continue };
        annotated.push((annotation.span, if person.value == "none" { Said::Nobody } else { Said::Record(&person.value) }));
        if let Some(&person) = by_id.get(person.value.as_str()) {
            let words = annotation.span.of(article.body).split_whitespace().count();
            linked.mentions.push(Mention { place: article.place(annotation.span), person, honorific: None, words, heading: false });
        }
    }
    let introductions = introductions(namings, cast);
    for naming in namings {
        let whole = naming.place(0, naming.name.words().count());
        let settled = match annotated.iter().find(|(span, _)| span.overlaps(whole.span)) {
            Some((_, Said::Nobody)) => true,
            Some((_, Said::Record(id))) => by_id.contains_key(id),
            None => false,
        };
        if !settled {
            link_one(naming, cast, &introductions, &mut linked);
        }
    }
    linked.mentions.sort_by_key(|it| (it.place, it.person));
    linked.mentions.dedup_by_key(|it| (it.place, it.person));
    linked.unlinked.sort_unstable();
    linked
}

/// Where an article's text gives somebody's full name first: by character.
type Introductions = BTreeMap<usize, Place>;

fn introductions(namings: &[Naming<'_>], cast: &Cast<'_>) -> Introductions {
    let mut introductions = Introductions::new();
    for naming in namings.iter().filter(|it| !it.barren && it.name.key.contains(' ')) {
        if let Some(at) = cast.by_full_name(&naming.name.key) {
            introductions.entry(at).or_insert_with(|| naming.place(0, naming.name.words().count()));
        }
    }
    introductions
}

/// Links one run of capitalised words, or the names inside it where it is a headline.
fn link_one(naming: &Naming<'_>, cast: &Cast<'_>, introductions: &Introductions, linked: &mut Linked) {
    if let Some((place, at, words)) = with_shed_words(naming, cast) {
        linked.mentions.push(Mention { place, person: cast.key(at), honorific: None, words, heading: naming.barren });
        return;
    }
    let words = naming.words();
    let mut from = 0;
    while from < words.len() {
        let found = (from + 1..=words.len()).rev().find_map(|to| {
            let whole = from == 0 && to == words.len();
            // Inside body text a run is one name or none, but for a word before it: "Yesterday Orr".
            if !naming.barren && to < words.len() {
                return None;
            }
            let who = who(naming, cast, &words[from..to], whole);
            (who != Who::Unknown).then_some((to, who))
        });
        let Some((to, who)) = found else {
            // "Defiant Orr" may shed a common word that opens a sentence; "Lake Orr" sheds nothing.
            let sheds = naming.barren || naming.name.opens_sentence && from == 0 && lexicon::is_common_word(words[from]);
            if !sheds {
                return;
            }
            from += 1;
            continue;
        };
        let place = naming.place(from, to);
        // "Captain Orr ... Mary Orr, the pilot,": a surname that two bear in the story, before the article tells of either.
        let early = |at: usize| introductions.get(&at).is_some_and(|it| place < *it);
        match who {
            Who::One(at) if !naming.barren && to - from == 1 && early(at) && cast.is_shared_surname(words[from]) => {
                linked.unlinked.push(place);
            }
            Who::One(at) => {
                let honorific = naming.name.honorific.filter(|_| from == 0).map(|token| naming.paragraph.place_of(&(token..token + 1)));
                linked.mentions.push(Mention { place, person: cast.key(at), honorific, words: to - from, heading: naming.barren });
            }
            Who::Several => linked.unlinked.push(place),
            Who::Unknown => {}
        }
        from = to;
    }
}

/// The name with the words that were left out before it, where that is somebody's: "Grace Dunn" at the start of a sentence.
fn with_shed_words(naming: &Naming<'_>, cast: &Cast<'_>) -> Option<(Place, usize, usize)> {
    let tokens = &naming.name.tokens;
    let start = tokens.start.checked_sub(naming.name.shed).filter(|_| 0 < naming.name.shed)?;
    let shed: Vec<String> = (start..tokens.start).map(|at| lexicon::folded(naming.token_text(at))).collect();
    let key = format!("{} {}", shed.join(" "), naming.name.key);
    let at = cast.by_full_name(&key)?;
    let place = naming.article.place(naming.paragraph.place_of(&(start..tokens.end)));
    Some((place, at, key.split(' ').count()))
}

fn who(naming: &Naming<'_>, cast: &Cast<'_>, words: &[&str], whole: bool) -> Who {
    let key = words.join(" ");
    let gender = naming.gender();
    if words.len() == 1 && !is_short_name(naming, words[0], whole) {
        return Who::Unknown;
    }
    let who = cast.who(&key, naming.article.index, gender);
    let titled = naming.name.honorific.is_some() || naming.name.titled;
    if who == Who::Unknown && whole && !naming.barren && (titled || naming.hyphened()) {
        return cast.who_misspelt(&key, naming.hyphened(), naming.article.index);
    }
    who
}

/// Whether a single word can be a short name here, as far as its looks and neighbours go.
fn is_short_name(naming: &Naming<'_>, word: &str, whole: bool) -> bool {
    let name = naming.name;
    let common = lexicon::is_common_word(word);
    if naming.barren && name.heading {
        // In a headline every word has a capital: only words that are nothing else are names.
        return !common || whole && name.evidence > 0;
    }
    if name.honorific.is_some() || name.titled {
        return true;
    }
    if common && (name.opens_sentence || !whole) && name.evidence < 0 {
        return false;
    }
    // "in Clinton": a place that bears somebody's name. "the Orr government" is still Orr's.
    let place = lexicon::is_place(word) || lexicon::country(word).is_some();
    !(place && name.evidence < -4) && (whole || name.opens_sentence)
}
