//! Who holds an office: two holders of one, or one person with two that exclude each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::kept::Keeper;
use super::keyed::{Keyed, Speech};
use super::roll::Change;
use super::severity;
use super::swapped::Swapped;
use super::tenure::{Held, Tenures};
use super::trace::{self, Passed};
use super::{Check, Conflict, Input, Statement, tells};
use crate::bundle::Severity;
use crate::facts::{OfficeHeld, Person, PersonKey, Place, days_between};
use crate::lexicon::folded;

pub(super) const CHECK: Check = Check {
    code: "office",
    summary: "An office has two holders, or a person two offices that exclude each other.",
    help: include_str!("../../tests/specs/office.md"),
    example: "“Icelandic President Anna Dunn” in one, “Icelandic President Tom Orr” in another",
    severity: Severity::Warning,
    keep: || Box::new(Office::default()),
};

/// What is known of the offices of a story.
#[derive(Default)]
struct Office {
    tenures: Tenures,
    /// By office and its country or body.
    holders: Keyed<(String, String), Arc<Conflict>>,
    offices: Keyed<PersonKey, Arc<Conflict>>,
    /// By given name and office; with the place that tells whether it is told already.
    surnames: Keyed<(String, String), (Arc<Conflict>, Place)>,
    swapped: Swapped,
}

impl Keeper for Office {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        self.tenures.update(input, change);
        let tenures = &self.tenures;
        let offices = |article| tenures.of_article(input, change, article);
        let view = View { input, tenures, change };
        let seat = |held: Held<'_>| {
            let body = held.office.body.clone().filter(|_| held.office.single)?;
            Some((held.office.title.clone(), body))
        };
        let seats = |article| speech(offices(article), seat);
        self.holders.update(change, seats, [], |seat, articles| two_holders(&view, seat, articles).map(|it| change.told(it)));
        let holders = |article| speech(offices(article), |it| Some(it.person()));
        let heard =
            self.offices.update(change, holders, [], |&person, articles| two_offices(&view, person, articles).map(|it| change.told(it)));
        let namesakes = |article| speech(offices(article), |it| namesake(input, it));
        let again = change.turn.altered.iter().filter_map(|&it| input.facts.people.get(it)).flat_map(|person| {
            let given = given_name(person);
            let titles = input.facts.offices(person).map(|it| it.title.clone());
            titles.filter_map(move |title| Some((given.clone()?, title)))
        });
        self.surnames.update(change, namesakes, again, |office, articles| {
            two_surnames(&view, office, articles).map(|(conflict, place)| (change.told(conflict), place))
        });
        self.swapped.update(&view, &heard);
        self.tell(found);
    }
}

/// What is said of each subject that `of` finds in offices of one article.
fn speech<'a, K: Ord>(offices: impl Iterator<Item = Held<'a>>, of: impl Fn(Held<'a>) -> Option<K>) -> Speech<K> {
    let mut speech = Speech::new();
    for held in offices {
        if let Some(subject) = of(held) {
            speech.entry(subject).or_default().extend(held.said());
        }
    }
    speech
}

impl Office {
    /// Adds what is reported; what a former report tells already is left out.
    fn tell(&self, found: &mut Vec<Arc<Conflict>>) {
        let from = found.len();
        found.extend(self.holders.reports().chain(self.offices.reports()).cloned());
        for (conflict, place) in self.surnames.reports() {
            if !tells(&found[from..], *place) {
                found.push(Arc::clone(conflict));
            }
        }
        for report in self.swapped.reports() {
            if !report.told_by.iter().any(|it| tells(&found[from..], *it)) {
                found.push(Arc::clone(&report.conflict));
            }
        }
    }
}

/// What the rules on offices look at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) tenures: &'a Tenures,
    pub(super) change: &'a Change<'a>,
}

impl<'a> View<'a> {
    /// The offices that these articles give, in story order.
    fn offices(&self, articles: &'a [u32]) -> impl Iterator<Item = Held<'a>> {
        let Self { input, tenures, change } = *self;
        articles.iter().flat_map(move |&article| tenures.of_article(input, change, article))
    }
}

/// One office of one country or body, two persons.
fn two_holders(view: &View<'_>, (title, body): &(String, String), articles: &[u32]) -> Option<Conflict> {
    let input = view.input;
    let of_seat = |it: &Held<'_>| it.office.single && it.office.title == *title && it.office.body.as_ref() == Some(body);
    let all: Vec<Held<'_>> = view.offices(articles).filter(of_seat).collect();
    let now: Vec<Held<'_>> = all.iter().copied().filter(|it| it.is_holder() && !it.of_the_past()).collect();
    let holders: BTreeSet<PersonKey> = now.iter().map(Held::person).collect();
    let holders: Vec<PersonKey> = holders.into_iter().collect();
    let of = |person: PersonKey| now.iter().filter(move |it| it.person() == person).copied();
    let apart = |one: PersonKey, other: PersonKey, why: Passed| {
        trace::pass_each(of(one).map(|it| it.office.holder), of(other).map(|it| it.office.holder), why);
    };
    let [one, other] = holders[..] else {
        // The history of the office, or a body that has several of it.
        for (at, &one) in holders.iter().enumerate() {
            for &other in &holders[at + 1..] {
                apart(one, other, Passed::Several);
            }
        }
        return None;
    };
    let explicit = |person: PersonKey| of(person).any(|it| it.office.explicit);
    let why = match () {
        () if handed_over(&all, one, other) => Some(Passed::HandedOver),
        () if told_together(&now, one, other) => Some(Passed::BothGiven),
        () if same_surname(input, one, other) => Some(Passed::OneFamily),
        () if !at_one_time(of(one), of(other)) => Some(Passed::OtherTime),
        // Two guesses prove nothing; a guess against the text's own word is worth a look.
        () if !explicit(one) && !explicit(other) => Some(Passed::Guessed),
        () => None,
    };
    if let Some(why) = why {
        apart(one, other, why);
        return None;
    }
    let certain = explicit(one) && explicit(other);
    let subject = format!("{} of {}", capital(title), proper(body));
    let reason = if certain {
        format!("each names the {title} of {}, and one person holds that office at a time", proper(body))
    } else {
        format!("one names the {title} of {}; the other names a {title} right after speaking of {}", proper(body), proper(body))
    };
    Some(Conflict {
        kind: CHECK.code,
        severity: severity::of(certain),
        confidence: if certain { 0.8 } else { 0.6 },
        subject,
        reason,
        remark: None,
        statements: now.iter().map(|it| holder_statement(input, it.office)).collect(),
        settled: None,
    })
}

pub(super) fn holder_statement(input: &Input<'_>, held: &OfficeHeld) -> Statement {
    let person = &input.facts.people[held.person];
    Statement { place: held.holder, value: person.id.clone(), shown: person.name.clone() }
}

/// Whether the story tells that the office changed hands: one of the two is its former, coming or acting holder somewhere.
fn handed_over(all: &[Held<'_>], one: PersonKey, other: PersonKey) -> bool {
    all.iter().any(|it| (it.person() == one || it.person() == other) && !it.is_holder())
}

/// Whether an article with one of `ones` and an article with one of `others` are of one time, where their days are known: within
/// two months, in which an office seldom changes hands without a word about it.
pub(super) fn at_one_time<'a>(ones: impl Iterator<Item = Held<'a>>, others: impl Iterator<Item = Held<'a>>) -> bool {
    const ONE_TIME_DAYS: u32 = 60;
    // As sets, since a story has many articles and few days.
    let (ones, others): (BTreeSet<_>, BTreeSet<_>) = (ones.map(|it| it.day).collect(), others.map(|it| it.day).collect());
    let near = |one: Option<Date>, other: Option<Date>| match (one, other) {
        (Some(one), Some(other)) => days_between(one, other).unsigned_abs() <= ONE_TIME_DAYS,
        _ => true,
    };
    ones.iter().any(|one| others.iter().any(|other| near(*one, *other)))
}

/// Whether some article gives the office to both: it tells of two times, or of two offices of like name.
fn told_together(now: &[Held<'_>], one: PersonKey, other: PersonKey) -> bool {
    let articles = |person| now.iter().filter(move |it| it.person() == person).map(|it| it.office.place.article);
    articles(one).any(|article| articles(other).any(|it| it == article))
}

/// Two of one family name may be one person in two spellings, or a family; who they are is another question.
fn same_surname(input: &Input<'_>, one: PersonKey, other: PersonKey) -> bool {
    let last = |person| input.facts.people[person].name.split_whitespace().last().map(folded);
    last(one) == last(other)
}

/// One person with two offices of which one rules out the other: "sheriff" and "undersheriff", "Rep." and "Sen.".
fn two_offices(view: &View<'_>, person: PersonKey, articles: &[u32]) -> Option<Conflict> {
    let all: Vec<Held<'_>> = view.offices(articles).filter(|it| it.person() == person).collect();
    let now: Vec<Held<'_>> = all.iter().copied().filter(|it| !it.of_the_past()).collect();
    // Each office once: a president may be called so in thousands of sentences.
    let kinds: BTreeMap<(&str, Option<&str>, bool), &OfficeHeld> =
        now.iter().rev().map(|it| ((it.office.title.as_str(), it.office.body.as_deref(), it.office.explicit), it.office)).collect();
    let (first, second) = kinds.values().find_map(|one| kinds.values().find(|other| rule_out(one, other)).map(|other| (*one, *other)))?;
    let (one, other) = (first.title.as_str(), second.title.as_str());
    if let Some(why) = explained(&all, &now, one, other) {
        let of = |title: &str| now.iter().filter(|it| it.office.title == title).map(|it| it.office.place).collect::<Vec<_>>();
        trace::pass_each(of(one), of(other), why);
        return None;
    }
    // Beside a state's judge the bare title says nothing.
    let levels = is_state_beside_federal(first, second);
    let tells =
        |held: &&OfficeHeld| (held.title == one || held.title == other) && (!levels || rule_out(held, first) || rule_out(held, second));
    let statements = now.iter().map(|it| it.office).filter(tells).map(|held| rank_statement(held, levels)).collect();
    let name = &view.input.facts.people[person].name;
    Some(Conflict {
        kind: CHECK.code,
        severity: Severity::Warning,
        confidence: 0.7,
        subject: name.clone(),
        reason: ruled_out(name, first, second),
        remark: None,
        statements,
        settled: None,
    })
}

/// The office in lower case; of the two that a state and the union both have, that of the union as "U.S. senator".
fn rank(held: &OfficeHeld, levels: bool) -> String {
    if levels && !held.title.starts_with(STATE) { format!("U.S. {}", held.title) } else { held.title.clone() }
}

/// What an article says of the rank; `levels` where state and union are what differs.
pub(super) fn rank_statement(held: &OfficeHeld, levels: bool) -> Statement {
    Statement { place: held.place, value: held.title.clone(), shown: capital(&rank(held, levels)) }
}

/// Why the two ranks of `name` cannot both hold.
pub(super) fn ruled_out(name: &str, one: &OfficeHeld, other: &OfficeHeld) -> String {
    let levels = is_state_beside_federal(one, other);
    format!("{name} cannot be {} and {} at one time", rank(one, levels), rank(other, levels))
}

/// Whether nobody holds both offices at one time. Symmetric.
pub(super) fn rule_out(one: &OfficeHeld, other: &OfficeHeld) -> bool {
    exclude(&one.title, &other.title) || exclude(&other.title, &one.title) || is_state_beside_federal(one, other)
}

/// The front of a title that is a state's.
const STATE: &str = "state ";

/// "state Sen. Dunn" beside "U.S. Sen. Dunn". The bare title may be either.
pub(super) fn is_state_beside_federal(one: &OfficeHeld, other: &OfficeHeld) -> bool {
    let state_of = |state: &OfficeHeld, federal: &OfficeHeld| {
        state.title.strip_prefix(STATE) == Some(&federal.title) && federal.explicit && federal.body.as_deref() == Some("united states")
    };
    state_of(one, other) || state_of(other, one)
}

/// Whether nobody holds both offices at one time, asked one way round.
fn exclude(one: &str, other: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("representative", "senator"),
        ("governor", "senator"),
        ("majority leader", "majority whip"),
        ("majority leader", "minority leader"),
        ("majority whip", "minority whip"),
        ("minority leader", "minority whip"),
        ("minority leader", "speaker"),
        ("majority leader", "speaker"),
        ("king", "prince"),
        ("prince", "queen"),
    ];
    // Of these a deputy is never called by the bare title; a lieutenant colonel, an assistant coach or professor may be.
    const HEADS: &[&str] = &[
        "administrator",
        "attorney general",
        "chairman",
        "chief of staff",
        "commissioner",
        "director",
        "director general",
        "district attorney",
        "fire chief",
        "governor",
        "mayor",
        "police chief",
        "president",
        "prime minister",
        "principal",
        "secretary general",
        "sheriff",
        "speaker",
        "superintendent",
        "treasurer",
    ];
    let head = HEADS.contains(&one) || one.ends_with(" minister") || one.ends_with(" secretary");
    let deputy = ["vice ", "deputy ", "assistant ", "under", "lieutenant "].iter().any(|front| other.strip_prefix(front) == Some(one));
    head && deputy || PAIRS.contains(&(one, other))
}

/// Why the difference is none, where it is told or may be one of time or body: an article gives both, or a former or coming office, or
/// the two stand for different countries or bodies.
fn explained(all: &[Held<'_>], now: &[Held<'_>], one: &str, other: &str) -> Option<Passed> {
    let of = |title: &str| now.iter().filter(|it| it.office.title == title).copied().collect::<Vec<_>>();
    let (ones, others) = (of(one), of(other));
    let together = ones.iter().any(|a| others.iter().any(|b| a.office.place.article == b.office.place.article));
    let told = all.iter().any(|it| !it.is_holder());
    let bodies = ones.iter().any(|a| others.iter().any(|b| bodies_differ(a.office, b.office)));
    match () {
        () if together => Some(Passed::BothGiven),
        () if told => Some(Passed::HandedOver),
        () if bodies => Some(Passed::OtherBody),
        () if !at_one_time(ones.into_iter(), others.into_iter()) => Some(Passed::OtherTime),
        () => None,
    }
}

/// The given name of a full name, folded. `None` where that is an initial, too little to call two people one.
fn given_name(person: &Person) -> Option<String> {
    const SHORTEST_LETTERS: usize = 3;
    let mut words = person.name.split_whitespace();
    let given = folded(words.next()?);
    words.next()?;
    (SHORTEST_LETTERS <= given.chars().count()).then_some(given)
}

/// The given name of whom an office is given, and the office.
fn namesake(input: &Input<'_>, held: Held<'_>) -> Option<(String, String)> {
    Some((given_name(&input.facts.people[held.person()])?, held.office.title.clone()))
}

/// One office and one given name with two surnames: "Interior Secretary Mark Dunn" and "Interior Secretary Mark Orrin". With the
/// place of which no other report may tell.
fn two_surnames(view: &View<'_>, office: &(String, String), articles: &[u32]) -> Option<(Conflict, Place)> {
    let (input, title) = (view.input, &office.1);
    let people = &input.facts.people;
    let mut bearers: Vec<usize> = view
        .offices(articles)
        .filter(|it| it.is_holder() && it.office.title == *title && namesake(input, *it).as_ref() == Some(office))
        .filter_map(|it| people.position(it.person()))
        .collect();
    bearers.sort_unstable();
    bearers.dedup();
    let [one, other] = bearers[..] else { return None };
    let (one, other) = (&people.persons[one], &people.persons[other]);
    let rare = |person: &Person| input.facts.mentions(person).nth(1).is_none() && person.record.is_none();
    // Every word on the office, also of who held it before or will hold it.
    let offices = |person: &Person| {
        let held = person.articles.iter().flat_map(|&article| view.tenures.of_article(input, view.change, article));
        held.filter(|it| it.person() == person.key && it.office.title == *title).collect::<Vec<_>>()
    };
    let (ones, others) = (offices(one), offices(other));
    // Where an article knows both, they are two; the odd one out is named once and by one article.
    let single = |held: &[Held<'_>]| held.iter().any(|it| it.office.single);
    let together = one.articles.iter().any(|it| other.articles.contains(it));
    let known_apart = together && !(single(&ones) && single(&others));
    if same_surname(input, one.key, other.key) || known_apart || !rare(one) && !rare(other) {
        return None;
    }
    let (here, there) = (*ones.first()?, *others.first()?);
    // A senator named Mark may be any of several; only an office that one person holds makes them one.
    let one_time = at_one_time(std::iter::once(here), std::iter::once(there));
    let (here, there) = (here.office, there.office);
    if !one_time || bodies_differ(here, there) || here.place.article == there.place.article || !here.single && !there.single {
        return None;
    }
    let conflict = Conflict {
        kind: CHECK.code,
        severity: Severity::Warning,
        confidence: 0.6,
        subject: capital(title),
        reason: format!("each names the {title}, with one given name and two surnames"),
        remark: None,
        statements: ones.iter().chain(&others).map(|it| holder_statement(input, it.office)).collect(),
        settled: None,
    };
    Some((conflict, here.holder))
}

/// "president" as "President".
pub(super) fn capital(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A folded body as a reader writes it: "united states" as "United States".
fn proper(body: &str) -> String {
    body.split(' ')
        .map(|word| if matches!(word, "of" | "the" | "and" | "for") { word.to_owned() } else { capital(word) })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether the two stand for different countries or bodies. "Harbour Board" and "Kellmar Harbour Board" are one, said at length.
pub(super) fn bodies_differ(one: &OfficeHeld, other: &OfficeHeld) -> bool {
    let (Some(one), Some(other)) = (&one.body, &other.body) else { return false };
    let part = |short: &str, long: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    !part(one, other) && !part(other, one)
}
