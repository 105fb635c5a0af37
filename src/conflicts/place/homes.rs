//! Where a person is from: "Tom Dunn, 36, of Kellmar", "Kellmar man Tom Dunn".

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use memchr::memmem;

use super::{CHECK, key, name_end};
use crate::bundle::Severity;
use crate::conflicts::kept::Keeper;
use crate::conflicts::keyed::{Keyed, Speech};
use crate::conflicts::linked;
use crate::conflicts::roll::{Change, Handle};
use crate::conflicts::trace::{self, Passed};
use crate::conflicts::{Conflict, Input, Statement};
use crate::facts::{PersonKey, Place};
use crate::lexicon::{
    CountryForm, country, is_common_word, is_function_word, is_organisation, is_place, is_reporting_verb, is_thing_noun, state,
};
use crate::mentions::Paragraph;
use crate::prose::{Kind, Prose};
use crate::text::single_spaced;

/// A person's home, as an article gives it.
struct Home {
    /// Whose.
    person: PersonKey,
    /// The words of the town.
    place: Place,
    /// The town in one spelling: "fort amsel".
    town: String,
    /// Whether the words round it leave no doubt that it is a town: an apposition with an age or between commas.
    certain: bool,
}

/// Who somebody of a town is called. Sorted.
const RESIDENTS: &[&str] = &["boy", "girl", "man", "resident", "teen", "teenager", "woman"];

/// Regions that hold many towns, beside states and countries. Sorted.
#[rustfmt::skip]
const REGIONS: &[&str] = &[
    "africa", "america", "asia", "balkans", "bavaria", "bengal", "borneo", "caribbean", "catalonia", "caucasus", "cornwall", "crete",
    "crimea", "dagestan", "darfur", "devon", "donbas", "donetsk region", "essex", "europe", "galilee", "kashmir", "kent", "kurdistan",
    "lapland", "long island", "luhansk region", "midwest", "new england", "normandy", "oceania", "patagonia", "provence", "punjab", "saxony",
    "scandinavia", "siberia", "sicily", "surrey", "sussex", "tasmania", "tibet", "transylvania", "tuscany", "ulster", "west bank", "xinjiang",
];

/// Beginnings of towns' names that nothing else has.
const TOWN_BEGINS: &[&str] = &["fort", "ft", "mount", "mt", "saint", "st", "port", "san", "santa", "el", "los", "las"];

/// What is known of people's homes.
#[derive(Default)]
pub(super) struct Homes {
    of_article: BTreeMap<Handle, Vec<Home>>,
    /// In how many articles a town is one beyond doubt.
    certain: BTreeMap<String, u32>,
    told: Keyed<PersonKey, Arc<Conflict>>,
    breaths: Breaths,
    /// Persons of whom only the text of any article can tell whether their towns are one place.
    open: BTreeSet<PersonKey>,
}

impl Keeper for Homes {
    /// Reports persons to whom articles give different towns.
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let turned = self.heard(input, change);
        // Whether two towns are one place is asked anew of everybody where the answer has changed for some.
        let rejoined = self.breaths.update(input, change);
        let mut stale = if rejoined { std::mem::take(&mut self.open) } else { BTreeSet::new() };
        if !turned.is_empty() {
            stale.extend(self.of_article.values().flatten().filter(|it| turned.contains(&it.town)).map(|it| it.person));
        }
        let Self { of_article, certain, told, breaths, open } = self;
        let (breaths, open) = (RefCell::new(breaths), RefCell::new(open));
        let of_article = &*of_article;
        let persons = |article| {
            let mut persons: Speech<PersonKey> = Speech::new();
            for home in of_article.get(&change.roll.handle(article)).into_iter().flatten() {
                persons.entry(home.person).or_default().push((linked::key((&home.town, home.certain)), home.place.span));
            }
            persons
        };
        told.update(change, persons, stale, |&person, articles| {
            let homes = articles.iter().flat_map(|&it| of_article.get(&change.roll.handle(it)).into_iter().flatten());
            // A town that one article gives beyond doubt is a town in the others as well.
            let homes = homes.filter(|it| it.person == person && (it.certain || certain.contains_key(&it.town)));
            let homes = witnesses(homes.collect());
            if !are_apart(&homes) {
                open.borrow_mut().remove(&person);
                pass(&homes, Passed::BothRight);
                return None;
            }
            open.borrow_mut().insert(person);
            let joined = |one: &Home, other: &Home| breaths.borrow_mut().joined(input, change, one, other);
            if are_related(&homes, joined) {
                pass(&homes, Passed::OnePlace);
                return None;
            }
            Some(change.told(conflict(input, person, &homes)))
        });
        if rejoined {
            breaths.into_inner().forget();
        }
        found.extend(told.reports().cloned());
    }
}

impl Homes {
    /// Takes in the homes of what has changed; the towns that are one beyond doubt now and were not, or were and are not.
    fn heard(&mut self, input: &Input<'_>, change: &Change<'_>) -> BTreeSet<String> {
        let mut before: BTreeMap<String, bool> = BTreeMap::new();
        let mut count = |homes: &[Home], certain: &mut BTreeMap<String, u32>, more: bool| {
            let towns: BTreeSet<&String> = homes.iter().filter(|it| it.certain).map(|it| &it.town).collect();
            for town in towns {
                let known = certain.entry(town.clone()).or_default();
                before.entry(town.clone()).or_insert(0 < *known);
                *known = if more { *known + 1 } else { *known - 1 };
            }
        };
        for handle in &change.turn.gone {
            count(&self.of_article.remove(handle).unwrap_or_default(), &mut self.certain, false);
        }
        for &article in &change.turn.changed {
            let new = gather(input, article);
            count(&new, &mut self.certain, true);
            let handle = change.roll.handle(article);
            let old = if new.is_empty() { self.of_article.remove(&handle) } else { self.of_article.insert(handle, new) };
            count(&old.unwrap_or_default(), &mut self.certain, false);
        }
        self.certain.retain(|_, articles| 0 < *articles);
        before.into_iter().filter(|(town, was)| self.certain.contains_key(town) != *was).map(|it| it.0).collect()
    }
}

/// The homes without those of articles that give two: somebody moved, or one is part of the other.
fn witnesses(mut homes: Vec<&Home>) -> Vec<&Home> {
    let torn: Vec<u32> = homes
        .iter()
        .filter(|one| homes.iter().any(|it| it.place.article == one.place.article && it.town != one.town))
        .map(|it| it.place.article)
        .collect();
    let is_torn = |it: &&Home| torn.contains(&it.place.article);
    let (moved, settled): (Vec<&Home>, Vec<&Home>) = homes.drain(..).partition(is_torn);
    let others = settled.iter().chain(&moved).map(|it| it.place);
    trace::pass_each(moved.iter().map(|it| it.place), others, Passed::BothGiven);
    settled
}

/// Says of all these homes why nothing is reported of them.
fn pass(homes: &[&Home], why: Passed) {
    trace::pass_each(homes.iter().map(|it| it.place), homes.iter().map(|it| it.place), why);
}

/// Whether two homes are two towns.
fn are_apart(homes: &[&Home]) -> bool {
    homes.iter().any(|one| one.town != homes[0].town)
}

/// Whether two of the towns are one place at two grains.
fn are_related(homes: &[&Home], mut joined: impl FnMut(&Home, &Home) -> bool) -> bool {
    homes.iter().enumerate().any(|(at, one)| {
        homes[at + 1..].iter().any(|other| one.town != other.town && (holds(&one.town, &other.town) || joined(one, other)))
    })
}

fn conflict(input: &Input<'_>, person: PersonKey, homes: &[&Home]) -> Conflict {
    let statements = homes.iter().map(|it| Statement { place: it.place, value: it.town.clone(), shown: shown(input, it.place) }).collect();
    Conflict {
        kind: CHECK.code,
        severity: Severity::Warning,
        confidence: 0.8,
        subject: format!("home of {}", input.facts.people[person].name),
        reason: "both say where the same person is from, and no article calls one town a part of the other".to_owned(),
        remark: None,
        statements,
        settled: None,
    }
}

fn shown(input: &Input<'_>, place: Place) -> String {
    single_spaced(input.read.text(place))
}

/// Whether one name holds all words of the other: "north kellmar" and "kellmar".
fn holds(one: &str, other: &str) -> bool {
    let within = |short: &str, long: &str| short.split(' ').all(|word| long.split(' ').any(|it| it == word));
    within(one, other) || within(other, one)
}

/// Which articles name two towns in one breath: "Orsel, a suburb of Kellmar", "Orsel, near Kellmar". Then they may be one place at
/// two grains.
#[derive(Default)]
struct Breaths {
    /// By the two names as written, in alphabetical order.
    pairs: BTreeMap<(String, String), BTreeSet<Handle>>,
    asked: BTreeSet<(String, String)>,
}

impl Breaths {
    /// Takes in what has changed; whether two towns are joined now and were not, or were and are not.
    fn update(&mut self, input: &Input<'_>, change: &Change<'_>) -> bool {
        let mut rejoined = false;
        for (pair, articles) in &mut self.pairs {
            let joined = !articles.is_empty();
            for handle in &change.turn.gone {
                articles.remove(handle);
            }
            for &article in &change.turn.changed {
                let handle = change.roll.handle(article);
                if in_one_breath(input, article, pair) {
                    articles.insert(handle)
                } else {
                    articles.remove(&handle)
                };
            }
            rejoined |= joined == articles.is_empty();
        }
        rejoined
    }

    /// Whether some article of the story names both towns in one breath.
    fn joined(&mut self, input: &Input<'_>, change: &Change<'_>, one: &Home, other: &Home) -> bool {
        let (one, other) = (input.read.text(one.place).to_owned(), input.read.text(other.place).to_owned());
        let pair = if one <= other { (one, other) } else { (other, one) };
        self.asked.insert(pair.clone());
        let articles = self.pairs.entry(pair).or_insert_with_key(|pair| {
            let all = 0..input.read.story.articles.len() as u32;
            all.filter(|&it| in_one_breath(input, it, pair)).map(|it| change.roll.handle(it)).collect()
        });
        !articles.is_empty()
    }

    /// Forgets what was not asked since the last time.
    fn forget(&mut self) {
        let asked = std::mem::take(&mut self.asked);
        self.pairs.retain(|pair, _| asked.contains(pair));
    }
}

/// Whether an article (an index into the story's) names both towns with a few words between them.
fn in_one_breath(input: &Input<'_>, article: u32, (one, other): &(String, String)) -> bool {
    /// The longest stretch between the two names, in bytes: "Orsel, a small town of miners just outside Kellmar".
    const BREATH_BYTES: usize = 48;
    let text: &str = &input.read.story.article(article).body.text;
    [(one, other), (other, one)].into_iter().any(|(first, second)| {
        memmem::find_iter(text.as_bytes(), first.as_str()).any(|at| {
            let after = &text[at + first.len()..];
            let near = &after[..after.ceil_char_boundary((BREATH_BYTES + second.len()).min(after.len()))];
            let next = near.find(second.as_str()).filter(|&gap| gap <= BREATH_BYTES);
            next.is_some_and(|gap| !after[..gap].contains(['.', '\n', '\r']))
        })
    })
}

/// Every home that an article (an index into the story's) gives somebody, in text order.
fn gather(input: &Input<'_>, article: u32) -> Vec<Home> {
    let mut homes = Vec::new();
    for (paragraph, text) in input.read.text_paragraphs(article) {
        for &(name, person) in input.facts.within(article, paragraph.span) {
            let town = Words { text, paragraph, prose: &paragraph.reading.prose }.home(name);
            homes.extend(town.map(|(tokens, town, certain)| Home {
                person,
                place: Place { article, span: paragraph.place_of(&tokens) },
                town,
                certain,
            }));
        }
    }
    homes
}

/// A paragraph's words.
struct Words<'a> {
    text: &'a str,
    paragraph: &'a Paragraph,
    prose: &'a Prose,
}

/// A town: its tokens, its name in one spelling, whether it is one beyond doubt.
type Town = (std::ops::Range<u32>, String, bool);

impl Words<'_> {
    /// The word at `at`; nothing past the end.
    fn word(&self, at: usize) -> &str {
        if at < self.prose.tokens.len() { self.prose.word(self.text, at) } else { "" }
    }

    /// The home that stands by the name `name`, behind it or before it.
    fn home(&self, name: Place) -> Option<Town> {
        let start = name.span.start - self.paragraph.span.start;
        let end = name.span.end - self.paragraph.span.start;
        let first = self.prose.tokens.partition_point(|it| it.span.end <= start);
        let next = self.prose.tokens.partition_point(|it| it.span.start < end);
        self.behind(next).or_else(|| self.before(first))
    }

    /// "Tom Dunn of Kellmar", "Tom Dunn, 36, of Kellmar", "Tom Dunn, a Kellmar man", "Tom Dunn, who lives in Kellmar".
    fn behind(&self, at: usize) -> Option<Town> {
        if self.word(at) == "of" {
            let (tokens, town, known) = self.town(at + 1)?;
            return self.closes(tokens.end as usize).then_some((tokens, town, known));
        }
        let mut at = at;
        if self.word(at) != "," {
            return None;
        }
        at += 1;
        let aged = self.prose.tokens.get(at).is_some_and(|it| it.kind == Kind::Number) && self.word(at + 1) == ",";
        if aged {
            at += 2;
        }
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("of", ..) => self.certain(at + 1),
            ("from", ..) if aged => self.certain(at + 1),
            ("who", "lives", "in") | ("a", "resident", "of") => self.certain(at + 3),
            ("a" | "the", ..) => {
                let (tokens, town, known) = self.town(at + 1)?;
                is_resident(self.word(tokens.end as usize)).then_some((tokens, town, known))
            }
            _ => None,
        }
    }

    /// "Kellmar man Tom Dunn", "the Kellmar woman, Ada Dunn", "a Kellmar man identified as Tom Dunn".
    fn before(&self, first: usize) -> Option<Town> {
        let mut end = first;
        if 2 <= end && self.word(end - 1) == "as" && matches!(self.word(end - 2), "identified" | "named" | "known") {
            end -= 2;
        } else if 1 <= end && self.word(end - 1) == "," {
            end -= 1;
        }
        let resident = end.checked_sub(1).filter(|&at| is_resident(self.word(at)))?;
        let sentence = &self.prose.sentences[self.prose.sentence_of(resident)];
        let from =
            (sentence.tokens.start as usize..resident).find(|&at| name_end(self.text, self.prose, at).is_some_and(|it| it == resident))?;
        // A word that opens its sentence has its capital from there.
        let opens = from == sentence.tokens.start as usize && is_function_word(&self.word(from).to_lowercase());
        let from = if opens { from + 1 } else { from };
        let (tokens, town, known) = self.town(from)?;
        (tokens.end as usize == resident).then_some((tokens, town, known))
    }

    fn certain(&self, at: usize) -> Option<Town> {
        let (tokens, town, _) = self.town(at)?;
        self.closes(tokens.end as usize).then_some((tokens, town, true))
    }

    /// The town that begins at `at`; never a state, a country, a body.
    fn town(&self, at: usize) -> Option<Town> {
        let end = name_end(self.text, self.prose, at)?;
        let name = key(self.text, self.prose, at, end);
        let words: Vec<&str> = name.split(' ').collect();
        let with_state = self.word(end) == "," && is_region(&key(self.text, self.prose, end + 1, (end + 2).min(self.prose.tokens.len())));
        let listed = is_place(&name) || with_state;
        let region = is_region(&name)
            || name.ends_with("shire")
            || words.iter().any(|word| matches!(*word, "county" | "province" | "parish" | "region" | "state" | "coast" | "district"));
        let body = is_organisation(&name) || words.iter().any(|word| is_thing_noun(word)) && !listed;
        let plain = words.len() == 1 && is_common_word(&name) && !listed;
        if region || body || plain {
            return None;
        }
        let known = listed || words.len() > 1 && TOWN_BEGINS.contains(&words[0]);
        Some((at as u32..end as u32, name, known))
    }

    /// Whether a name that ends before token `at` is whole: "of Kellmar, who", "of Kellmar was", not "of Kellmar police" or "of
    /// Kellmar's council".
    fn closes(&self, at: usize) -> bool {
        let Some(token) = self.prose.tokens.get(at) else { return true };
        let word = token.span.of(self.text);
        match token.kind {
            Kind::Mark => !matches!(word, "-" | "–" | "/" | "&"),
            Kind::Possessive | Kind::Number => false,
            Kind::Word => (is_function_word(word) && word != "and") || is_reporting_verb(word) || word.ends_with("ed"),
        }
    }
}

fn is_resident(word: &str) -> bool {
    RESIDENTS.binary_search(&word).is_ok()
}

/// Whether the name is that of a state, a country, a people or a region.
fn is_region(name: &str) -> bool {
    REGIONS.binary_search(&name).is_ok() || state(name).is_some() || country(name).is_some_and(|(_, form)| form != CountryForm::Seat)
}

#[cfg(test)]
mod tests {
    use super::{REGIONS, RESIDENTS};
    use crate::fixture::check_conflicts;

    #[test]
    fn the_tables_are_sorted() {
        assert!(REGIONS.is_sorted() && RESIDENTS.is_sorted());
    }

    #[test]
    fn two_towns_in_apposition() {
        check_conflicts(
            "
--- article herald

Police stopped Tom Dunn, 36, of Kellmar, near the bridge.
                                ^^^^^^^ against place
--- article post

Tom Dunn of Fort Amsel, Ohio, was stopped near the bridge. Dunn left.
            ^^^^^^^^^^ place: home of Tom Dunn: Fort Amsel here, Kellmar in herald
",
        );
    }

    #[test]
    fn a_man_of_another_town() {
        check_conflicts(
            "
--- article herald

Tom Dunn, of Kellmar, was stopped near the bridge.
             ^^^^^^^ against place
--- article post

Officers held the Leeds man, Tom Dunn, near the bridge.
                  ^^^^^ against place
--- article times

Tom Dunn, a Leeds man, was held near the bridge.
            ^^^^^ place: home of Tom Dunn: Leeds here, Kellmar in herald
",
        );
    }

    #[test]
    fn a_state_a_county_a_body_and_a_part_of_town_are_no_second_home() {
        check_conflicts(
            "
--- article herald

Tom Dunn, 36, of Kellmar, was stopped near the bridge.

--- article post

Tom Dunn, 36, of Minnesota, was stopped near the bridge.

--- article times

Tom Dunn, 36, of Amsel County, was stopped near the bridge.

--- article wire

Tom Dunn, of North Kellmar, was stopped by Ada Orr of Harbour Watch.

--- article echo

Tom Dunn, of Kellmar Rowing Club, was stopped near the bridge. The Minnesota man left.
",
        );
    }

    #[test]
    fn towns_named_in_one_breath_may_be_one_place() {
        check_conflicts(
            "
--- article herald

Tom Dunn, 36, of Kellmar, was stopped near the bridge.

--- article post

Tom Dunn, 36, of Orsel, was stopped near the bridge. Orsel is a suburb of Kellmar.
",
        );
    }

    #[test]
    fn an_article_that_knows_two_homes_takes_no_side() {
        check_conflicts(
            "
--- article herald

Tom Dunn, 36, of Kellmar, was stopped near the bridge.

--- article post

Tom Dunn, 36, of Orsel, was stopped near the bridge. Years ago he wrote as Tom Dunn, of Kellmar.
",
        );
    }

    #[test]
    fn another_person_of_the_name_lives_elsewhere() {
        check_conflicts(
            "
--- article herald

Tom Dunn, 36, of Kellmar, was stopped near the bridge.

--- article post

Ada Dunn, 61, of Orsel, was stopped near the bridge.
",
        );
    }
}
