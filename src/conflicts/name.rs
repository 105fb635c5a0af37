//! One person's name in two spellings, or with another given name or surname.

use std::collections::BTreeMap;

use super::{Check, Conflict, Input, Statement, namesakes};
use crate::bundle::Severity;
use crate::facts::{Person, Place};
use crate::lexicon::{are_nicknames, folded, is_family_first};

pub(super) const CHECK: Check = Check {
    code: "name",
    summary: "A person's name is given in two ways.",
    help: include_str!("../../tests/specs/name.md"),
    example: "“Tom Wetzler said” in one, “Tom Welzler said” in another",
    severity: Severity::Information,
    run,
};

/// In a shorter word one letter makes another name: "Jon" and "Jan".
const SHORTEST_LETTERS: usize = 5;

fn run(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    for person in &input.facts.people.persons {
        let spellings = spellings(input, person);
        for (at, (one, _)) in spellings.iter().enumerate() {
            let differs = |(other, places): &(&String, &Vec<Place>)| {
                is_misspelling(one, other) || is_final_s(one, other) && in_full(input, &spellings[one]) && in_full(input, places)
            };
            let Some((other, _)) = spellings.iter().skip(at + 1).find(differs) else { continue };
            conflicts.push(conflict(input, person, &spellings[one], &spellings[other], (one, other)));
        }
    }
    namesakes::run(input, conflicts);
}

/// The words of a person's names, folded, with the mentions that have them.
fn spellings(input: &Input<'_>, person: &Person) -> BTreeMap<String, Vec<Place>> {
    let mut spellings: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for place in input.facts.mentions(person) {
        // "Sung Ho" and "Sung-ho" are house style: joined, they are equal.
        let words: Vec<String> = input.read.text(place).split_whitespace().map(folded).collect();
        for word in words.iter().filter(|word| SHORTEST_LETTERS <= word.chars().count()) {
            spellings.entry(word.clone()).or_default().push(place);
        }
        if let [family, one, two] = words.as_slice()
            && is_family_first(family)
            && one.chars().count().min(two.chars().count()) >= 2
        {
            spellings.entry(format!("{one}{two}")).or_default().push(place);
        }
    }
    spellings
}

/// Whether only one of the two words ends in s: "Dekkers" beside "Dekker".
fn is_final_s(one: &str, other: &str) -> bool {
    one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one)
}

/// Whether one of the places has the name in full and not as a possessive: "the Dekkers" may be a family, "Bram Dekkers" is a name.
fn in_full(input: &Input<'_>, places: &[Place]) -> bool {
    places.iter().any(|place| {
        let behind = &input.read.story.article(place.article).body.text[place.span.end as usize..];
        input.read.text(*place).contains(char::is_whitespace) && !behind.starts_with(['\'', '’'])
    })
}

/// Whether two words of one person's name are one word with a letter wrong, beyond what papers write differently on purpose.
fn is_misspelling(one: &str, other: &str) -> bool {
    // "Kovalsky", "Kovalskiy" and "Kovalskyy" are one name in three transliterations; a final s may be a plural or possessive.
    let plain =
        |word: &str| word.replace("iy", "y").replace("yy", "y").replace("ii", "i").trim_end_matches(['s', 'y', 'i', 'j']).to_owned();
    plain(one) != plain(other) && !are_nicknames(one, other) && crate::facts::one_edit_apart(one, other)
}

fn conflict(input: &Input<'_>, person: &Person, one: &[Place], other: &[Place], words: (&str, &str)) -> Conflict {
    let mut statements = Vec::new();
    for (places, word) in [(one, words.0), (other, words.1)] {
        for &place in places {
            let shown = input.read.text(place).split_whitespace().collect::<Vec<_>>().join(" ");
            statements.push(Statement { place, value: word.to_owned(), shown });
        }
    }
    Conflict {
        kind: CHECK.code,
        severity: Severity::Information,
        confidence: 0.7,
        subject: "name".to_owned(),
        reason: format!("both name {}, and the spellings differ in one letter", person.name),
        remark: None,
        statements,
        settled: None,
    }
}
