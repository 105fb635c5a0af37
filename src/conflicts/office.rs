//! Who holds an office: two holders of one, or one person with two that exclude each other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Check, Conflict, Input, Statement, severity, swapped};
use crate::bundle::Severity;
use crate::facts::{OfficeHeld, Person, Place, days_between};
use crate::lexicon::folded;
use crate::mentions::Standing;
use crate::text::Span;

pub(super) const CHECK: Check = Check {
    code: "office",
    summary: "An office has two holders, or a person two offices that exclude each other.",
    help: include_str!("../../tests/specs/office.md"),
    example: "“Icelandic President Anna Dunn” in one, “Icelandic President Tom Orr” in another",
    severity: Severity::Warning,
    run,
};

fn run(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    two_holders(input, conflicts);
    two_offices(input, conflicts);
    two_surnames(input, conflicts);
    swapped::holders(input, conflicts);
    swapped::ranks(input, conflicts);
}

/// A person's word on an office, with the person's index.
pub(super) type Held<'a> = (usize, &'a OfficeHeld);

/// One office of one country or body, two persons.
fn two_holders(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    let mut offices: BTreeMap<(&str, &str), Vec<Held<'_>>> = BTreeMap::new();
    for (at, person) in input.facts.people.persons.iter().enumerate() {
        for held in input.facts.offices(person).filter(|held| held.single) {
            if let Some(body) = &held.body {
                offices.entry((&held.title, body)).or_default().push((at, held));
            }
        }
    }
    for ((title, body), all) in offices {
        let now: Vec<Held<'_>> =
            all.iter().copied().filter(|(_, held)| held.standing == Standing::Holder && !tells_of_the_past(input, held)).collect();
        let holders: BTreeSet<usize> = now.iter().map(|(at, _)| *at).collect();
        // More than two holders are the history of the office, or a body that has several of it.
        let [one, other] = holders.iter().copied().collect::<Vec<_>>()[..] else { continue };
        if handed_over(&all, one, other) || told_together(&now, one, other) || same_surname(input, one, other) {
            continue;
        }
        let of = |person: usize| now.iter().filter(move |(at, _)| *at == person).map(|(_, held)| *held);
        if !at_one_time(input, of(one), of(other)) {
            continue;
        }
        let explicit = |person: usize| now.iter().any(|(at, held)| *at == person && held.explicit);
        // Two guesses prove nothing; a guess against the text's own word is worth a look.
        if !explicit(one) && !explicit(other) {
            continue;
        }
        let certain = explicit(one) && explicit(other);
        let subject = format!("{} of {}", capital(title), proper(body));
        let reason = if certain {
            format!("each names the {title} of {}, and one person holds that office at a time", proper(body))
        } else {
            format!("one names the {title} of {}; the other names a {title} right after speaking of {}", proper(body), proper(body))
        };
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: severity::of(certain),
            confidence: if certain { 0.8 } else { 0.6 },
            subject,
            reason,
            remark: None,
            statements: now.iter().map(|&(at, held)| holder_statement(input, at, held)).collect(),
            settled: None,
        });
    }
}

pub(super) fn holder_statement(input: &Input<'_>, person: usize, held: &OfficeHeld) -> Statement {
    let person = &input.facts.people.persons[person];
    Statement { place: held.holder, value: person.id.clone(), shown: person.name.clone() }
}

/// Whether the story tells that the office changed hands: one of the two is its former, coming or acting holder somewhere.
fn handed_over(all: &[Held<'_>], one: usize, other: usize) -> bool {
    all.iter().any(|(at, held)| (*at == one || *at == other) && held.standing != Standing::Holder)
}

/// Whether an article with one of `ones` and an article with one of `others` are of one time, where their days are known: within
/// two months, in which an office seldom changes hands without a word about it.
pub(super) fn at_one_time<'a>(
    input: &Input<'_>,
    ones: impl Iterator<Item = &'a OfficeHeld>,
    others: impl Iterator<Item = &'a OfficeHeld>,
) -> bool {
    const ONE_TIME_DAYS: u32 = 60;
    // As sets, since a story has many articles and few days.
    let day = |held: &OfficeHeld| input.facts.timeline.days.get(held.place.article as usize).copied().flatten();
    let (ones, others): (BTreeSet<_>, BTreeSet<_>) = (ones.map(day).collect(), others.map(day).collect());
    let near = |one: Option<Date>, other: Option<Date>| match (one, other) {
        (Some(one), Some(other)) => days_between(one, other).unsigned_abs() <= ONE_TIME_DAYS,
        _ => true,
    };
    ones.iter().any(|one| others.iter().any(|other| near(*one, *other)))
}

/// Whether some article gives the office to both: it tells of two times, or of two offices of like name.
fn told_together(now: &[Held<'_>], one: usize, other: usize) -> bool {
    let articles = |person: usize| now.iter().filter(move |(at, _)| *at == person).map(|(_, held)| held.place.article);
    articles(one).any(|article| articles(other).any(|it| it == article))
}

/// Two of one family name may be one person in two spellings, or a family; who they are is another question.
fn same_surname(input: &Input<'_>, one: usize, other: usize) -> bool {
    let last = |at: usize| input.facts.people.persons[at].name.split_whitespace().last().map(folded);
    last(one) == last(other)
}

/// Whether the office's sentence tells of another time: "In 1964 President Dunn signed", "under President Dunn".
fn tells_of_the_past(input: &Input<'_>, held: &OfficeHeld) -> bool {
    is_dated_by_another(input, held) || names_a_year(input, held, None)
}

/// Whether the words before the office make its holder's time the date of something else: "under President Dunn".
pub(super) fn is_dated_by_another(input: &Input<'_>, held: &OfficeHeld) -> bool {
    let before = Span { start: held.sentence.span.start, end: held.place.span.start };
    let words = input.read.text(Place { span: before, ..held.place });
    // "during the term of President Dunn" is further off and rare; two words leave room for "then" or "U.S.".
    const REACH_WORDS: usize = 3;
    words.split_whitespace().rev().take(REACH_WORDS).any(|it| matches!(it, "under" | "Under" | "since" | "during" | "when"))
}

/// Whether the office's sentence names a year, at most `reach` words before the office or behind it.
pub(super) fn names_a_year(input: &Input<'_>, held: &OfficeHeld, reach: Option<usize>) -> bool {
    let part = |start, end| input.read.text(Place { span: Span { start, end }, ..held.place }).split(|c: char| !c.is_alphanumeric());
    let is_year = |word: &str| {
        word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit()) && matches!(&word[..2], "16" | "17" | "18" | "19" | "20")
    };
    let reach = reach.unwrap_or(usize::MAX);
    let before = part(held.sentence.span.start, held.place.span.start).rev();
    let behind = part(held.place.span.end, held.sentence.span.end);
    before.filter(|it| !it.is_empty()).take(reach).any(is_year) || behind.filter(|it| !it.is_empty()).take(reach).any(is_year)
}

/// One person with two offices of which one rules out the other: "sheriff" and "undersheriff", "Rep." and "Sen.".
fn two_offices(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    for person in &input.facts.people.persons {
        let now: Vec<&OfficeHeld> = input.facts.offices(person).filter(|held| !tells_of_the_past(input, held)).collect();
        // Each office once: a president may be called so in thousands of sentences.
        let kinds: BTreeMap<(&str, Option<&str>, bool), &OfficeHeld> =
            now.iter().rev().map(|held| ((held.title.as_str(), held.body.as_deref(), held.explicit), *held)).collect();
        let excluding = kinds.values().find_map(|one| kinds.values().find(|other| rule_out(one, other)).map(|other| (*one, *other)));
        let Some((first, second)) = excluding else { continue };
        let (one, other) = (first.title.as_str(), second.title.as_str());
        if explained(input, person, &now, one, other) {
            continue;
        }
        // Beside a state's judge the bare title says nothing.
        let levels = is_state_beside_federal(first, second);
        let tells = |held: &&&OfficeHeld| {
            (held.title == one || held.title == other) && (!levels || rule_out(held, first) || rule_out(held, second))
        };
        let statements = now.iter().filter(tells).map(|held| rank_statement(held, levels)).collect();
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: Severity::Warning,
            confidence: 0.7,
            subject: person.name.clone(),
            reason: ruled_out(&person.name, first, second),
            remark: None,
            statements,
            settled: None,
        });
    }
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

/// Whether the difference is told or may be one of time or body: an article gives both, or a former or coming office, or the two
/// stand for different countries or bodies.
fn explained(input: &Input<'_>, person: &Person, now: &[&OfficeHeld], one: &str, other: &str) -> bool {
    let of = |title: &str| now.iter().filter(|held| held.title == title).copied().collect::<Vec<_>>();
    let (ones, others) = (of(one), of(other));
    let together = ones.iter().any(|a| others.iter().any(|b| a.place.article == b.place.article));
    let told = input.facts.offices(person).any(|held| held.standing != Standing::Holder);
    let bodies = ones.iter().any(|a| others.iter().any(|b| bodies_differ(a, b)));
    together || told || bodies || !at_one_time(input, ones.into_iter(), others.into_iter())
}

/// One office and one given name with two surnames: "Interior Secretary Mark Dunn" and "Interior Secretary Mark Orrin".
fn two_surnames(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    let persons = &input.facts.people.persons;
    let mut by_office: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
    for (at, person) in persons.iter().enumerate() {
        let words: Vec<String> = person.name.split_whitespace().map(folded).collect();
        let [given, .., _] = words.as_slice() else { continue };
        // An initial is too little to call two people one.
        if given.chars().count() < 3 {
            continue;
        }
        let titles: BTreeSet<&str> =
            input.facts.offices(person).filter(|held| held.standing == Standing::Holder).map(|held| held.title.as_str()).collect();
        for title in titles {
            by_office.entry((given.clone(), title)).or_default().push(at);
        }
    }
    for ((_, title), bearers) in by_office {
        let [one, other] = bearers[..] else { continue };
        let articles = |at: usize| persons[at].articles.iter().copied().collect::<BTreeSet<u32>>();
        let rare = |at: usize| input.facts.mentions(&persons[at]).count() == 1 && persons[at].record.is_none();
        // Where an article knows both, they are two; the odd one out is named once and by one article.
        let single = |at: usize| input.facts.offices(&persons[at]).any(|held| held.title == title && held.single);
        let known_apart = !(articles(one).is_disjoint(&articles(other)) || single(one) && single(other));
        if same_surname(input, one, other) || known_apart || !rare(one) && !rare(other) {
            continue;
        }
        let held = |at: usize| input.facts.offices(&persons[at]).find(|held| held.title == title);
        let (Some(here), Some(there)) = (held(one), held(other)) else { continue };
        let told = conflicts.iter().any(|it| it.kind == CHECK.code && it.statements.iter().any(|it| it.place == here.holder));
        // A senator named Mark may be any of several; only an office that one person holds makes them one.
        let one_time = at_one_time(input, std::iter::once(here), std::iter::once(there));
        if !one_time || bodies_differ(here, there) || told || here.place.article == there.place.article || !here.single && !there.single {
            continue;
        }
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: Severity::Warning,
            confidence: 0.6,
            subject: capital(title),
            reason: format!("each names the {title}, with one given name and two surnames"),
            remark: None,
            statements: [one, other]
                .into_iter()
                .flat_map(|at| {
                    input.facts.offices(&persons[at]).filter(|it| it.title == title).map(move |it| holder_statement(input, at, it))
                })
                .collect(),
            settled: None,
        });
    }
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
