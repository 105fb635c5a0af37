//! Who holds an office: two holders of one, or one person with two that exclude each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{OfficeHeld, Person};
use crate::lexicon::folded;
use crate::mentions::Standing;
use crate::prose::Kind;

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
}

/// A person's word on an office, with the person's index.
type Held<'a> = (usize, &'a OfficeHeld);

/// One office of one country or body, two persons.
fn two_holders(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    let mut offices: BTreeMap<(&str, &str), Vec<Held<'_>>> = BTreeMap::new();
    for (at, person) in input.facts.people.persons.iter().enumerate() {
        for held in person.offices.iter().filter(|held| held.single) {
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
            severity: if certain { Severity::Warning } else { Severity::Information },
            confidence: if certain { 0.8 } else { 0.6 },
            subject,
            reason,
            remark: None,
            statements: now.iter().map(|&(at, held)| holder_statement(input, at, held)).collect(),
            settled: None,
        });
    }
}

fn holder_statement(input: &Input<'_>, person: usize, held: &OfficeHeld) -> Statement {
    let person = &input.facts.people.persons[person];
    Statement { place: held.holder, value: person.id.clone(), shown: person.name.clone() }
}

/// Whether the story tells that the office changed hands: one of the two is its former, coming or acting holder somewhere.
fn handed_over(all: &[Held<'_>], one: usize, other: usize) -> bool {
    all.iter().any(|(at, held)| (*at == one || *at == other) && held.standing != Standing::Holder)
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
    let reading = &input.read.readings[held.place.article as usize];
    let Some(paragraph) = reading.paragraph_at(held.place.span.start).map(|at| &reading.paragraphs[at]) else { return true };
    let body = &input.read.story.article(held.place.article).body.text;
    let prose = &paragraph.reading.prose;
    let offset = held.place.span.start - paragraph.span.start;
    let token = prose.tokens.partition_point(|token| token.span.end <= offset);
    let sentence = &prose.sentences[prose.sentence_of(token)].tokens;
    let word = |at: u32| paragraph.place(prose.tokens[at as usize].span).of(body);
    let year = |at: u32| {
        prose.tokens[at as usize].kind == Kind::Number
            && word(at).len() == 4
            && matches!(word(at).get(..2), Some("16" | "17" | "18" | "19" | "20"))
    };
    let under = (sentence.start..token as u32).rev().take(3).any(|at| matches!(word(at), "under" | "Under" | "since" | "during" | "when"));
    under || sentence.clone().any(year)
}

/// One person with two offices of which one rules out the other: "sheriff" and "undersheriff", "Rep." and "Sen.".
fn two_offices(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    for person in &input.facts.people.persons {
        let now: Vec<&OfficeHeld> = person.offices.iter().filter(|held| !tells_of_the_past(input, held)).collect();
        let titles: BTreeSet<&str> = now.iter().map(|held| held.title.as_str()).collect();
        let excluding = titles.iter().find_map(|one| titles.iter().find(|other| exclude(one, other)).map(|other| (*one, *other)));
        let Some((one, other)) = excluding else { continue };
        if explained(person, &now, one, other) {
            continue;
        }
        let statements = now
            .iter()
            .filter(|held| held.title == one || held.title == other)
            .map(|held| Statement { place: held.place, value: held.title.clone(), shown: capital(&held.title) })
            .collect();
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: Severity::Warning,
            confidence: 0.7,
            subject: person.name.clone(),
            reason: format!("{} cannot be {one} and {other} at one time", person.name),
            remark: None,
            statements,
            settled: None,
        });
    }
}

/// Whether nobody holds both offices at one time. Symmetric only in use: each pair is asked both ways round.
fn exclude(one: &str, other: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("representative", "senator"),
        ("governor", "senator"),
        ("majority leader", "minority leader"),
        ("minority leader", "speaker"),
        ("majority leader", "speaker"),
        ("king", "prince"),
        ("prince", "queen"),
    ];
    // Of these a deputy is never called by the bare title; a lieutenant colonel, an assistant coach or professor may be.
    const HEADS: &[&str] = &[
        "administrator",
        "chairman",
        "commissioner",
        "director",
        "fire chief",
        "governor",
        "mayor",
        "police chief",
        "president",
        "prime minister",
        "sheriff",
        "speaker",
        "superintendent",
    ];
    let head = HEADS.contains(&one) || one.ends_with(" minister") || one.ends_with(" secretary");
    let deputy = ["vice ", "deputy ", "assistant ", "under", "lieutenant "].iter().any(|front| other.strip_prefix(front) == Some(one));
    head && deputy || PAIRS.contains(&(one, other))
}

/// Whether the difference is told or may be one of time or body: an article gives both, or a former or coming office, or the two
/// stand for different countries or bodies.
fn explained(person: &Person, now: &[&OfficeHeld], one: &str, other: &str) -> bool {
    let of = |title: &str| now.iter().filter(|held| held.title == title).copied().collect::<Vec<_>>();
    let (ones, others) = (of(one), of(other));
    let together = ones.iter().any(|a| others.iter().any(|b| a.place.article == b.place.article));
    let told = person.offices.iter().any(|held| held.standing != Standing::Holder);
    let bodies = ones.iter().any(|a| others.iter().any(|b| matches!((&a.body, &b.body), (Some(a), Some(b)) if a != b)));
    together || told || bodies
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
            person.offices.iter().filter(|held| held.standing == Standing::Holder).map(|held| held.title.as_str()).collect();
        for title in titles {
            by_office.entry((given.clone(), title)).or_default().push(at);
        }
    }
    for ((_, title), bearers) in by_office {
        let [one, other] = bearers[..] else { continue };
        let articles = |at: usize| persons[at].mentions.iter().map(|place| place.article).collect::<BTreeSet<u32>>();
        let rare = |at: usize| persons[at].mentions.len() == 1 && persons[at].record.is_none();
        // Where an article knows both, they are two; the odd one out is named once and by one article.
        let single = |at: usize| persons[at].offices.iter().any(|held| held.title == title && held.single);
        let known_apart = !(articles(one).is_disjoint(&articles(other)) || single(one) && single(other));
        if same_surname(input, one, other) || known_apart || !rare(one) && !rare(other) {
            continue;
        }
        let held = |at: usize| persons[at].offices.iter().find(|held| held.title == title);
        let (Some(here), Some(there)) = (held(one), held(other)) else { continue };
        let bodies_differ = matches!((&here.body, &there.body), (Some(a), Some(b)) if a != b);
        let told = conflicts.iter().any(|it| it.kind == CHECK.code && it.statements.iter().any(|it| it.place == here.holder));
        // A senator named Mark may be any of several; only an office that one person holds makes them one.
        if bodies_differ || told || here.place.article == there.place.article || !here.single && !there.single {
            continue;
        }
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: Severity::Warning,
            confidence: 0.6,
            subject: capital(title),
            reason: format!("each names the {title}, with one given name and two surnames"),
            remark: None,
            statements: vec![holder_statement(input, one, here), holder_statement(input, other, there)],
            settled: None,
        });
    }
}

/// "president" as "President".
fn capital(title: &str) -> String {
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
