//! From runs of capitalised words to people: which are names, and whose.

use std::collections::BTreeMap;

use super::cast::{Cast, Who};
use super::people::PersonKey;
use super::{Article, Place};
use crate::lexicon::{self, Gender, Hints};
use crate::mentions::{NameCandidate, Paragraph, ParagraphRole, is_hyphened_given_name};
use crate::text::Span;

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
pub(super) struct Naming<'a> {
    article: Article<'a>,
    paragraph: &'a Paragraph,
    /// The candidate.
    pub name: &'a NameCandidate,
    /// Whether nobody may be born here: a headline.
    pub barren: bool,
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

    /// What its honorific tells.
    pub(super) fn gender(&self) -> Option<Gender> {
        lexicon::honorific(&lexicon::folded(self.token_text(self.name.honorific?))).flatten()
    }

    /// Whether a word of it is written like "Sung-ho".
    pub(super) fn hyphened(&self) -> bool {
        (self.name.tokens.start..self.name.tokens.end).any(|at| {
            let hyphen = self.paragraph.reading.prose.tokens[at as usize].hints.has(Hints::HYPHEN);
            hyphen && is_hyphened_given_name(self.token_text(at))
        })
    }
}

/// The candidates of an article, in text order.
pub(super) fn namings(article: Article<'_>) -> Vec<Naming<'_>> {
    let mut namings = Vec::new();
    for paragraph in &article.reading.paragraphs {
        let barren = paragraph.role == ParagraphRole::Heading;
        namings.extend(paragraph.reading.names.iter().map(|name| Naming { article, paragraph, name, barren: barren || name.heading }));
    }
    namings
}

/// What the desk says of a stretch of text.
enum Said<'a> {
    Nobody,
    Record(&'a str),
}

/// Finds who is named in an article. `by_id` has the people with a record.
pub(super) fn link(article: Article<'_>, namings: &[Naming<'_>], cast: &Cast, by_id: &BTreeMap<&str, PersonKey>) -> Linked {
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

fn introductions(namings: &[Naming<'_>], cast: &Cast) -> Introductions {
    let mut introductions = Introductions::new();
    for naming in namings.iter().filter(|it| !it.barren && it.name.key.contains(' ')) {
        if let Some(at) = cast.by_full_name(&naming.name.key) {
            introductions.entry(at).or_insert_with(|| naming.place(0, naming.name.words().count()));
        }
    }
    introductions
}

/// Links one run of capitalised words, or the names inside it where it is a headline.
fn link_one(naming: &Naming<'_>, cast: &Cast, introductions: &Introductions, linked: &mut Linked) {
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
fn with_shed_words(naming: &Naming<'_>, cast: &Cast) -> Option<(Place, usize, usize)> {
    let tokens = &naming.name.tokens;
    let start = tokens.start.checked_sub(naming.name.shed).filter(|_| 0 < naming.name.shed)?;
    let shed: Vec<String> = (start..tokens.start).map(|at| lexicon::folded(naming.token_text(at))).collect();
    let key = format!("{} {}", shed.join(" "), naming.name.key);
    let at = cast.by_full_name(&key)?;
    let place = naming.article.place(naming.paragraph.place_of(&(start..tokens.end)));
    Some((place, at, key.split(' ').count()))
}

fn who(naming: &Naming<'_>, cast: &Cast, words: &[&str], whole: bool) -> Who {
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
