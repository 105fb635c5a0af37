//! Offices in sentences told alike: the one names another holder, or gives the holder another rank.
//!
//! Where no country or body says whose office it is, the event does: two sentences that tell of one deed tell of one president.

use std::collections::{BTreeMap, BTreeSet};

use super::disputes::{Dispute, Item, Judge, UNLIKELY, disputes};
use super::office::{self, Held};
use super::severity::{self, SURE};
use super::{Conflict, Input, Statement};
use crate::facts::{Likeness, OfficeHeld, Person, PersonKey, one_edit_apart};
use crate::lexicon::{are_nicknames, folded, is_family_first};
use crate::mentions::Standing;

/// A year further off dates another clause: "investigating the 2016 vote, the counsel denied that President Dunn had …".
const YEAR_WORDS: usize = 8;

/// One office, two holders.
pub(super) fn holders(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    let titled = titled(input);
    let items: Vec<Item<'_, &str>> = titled
        .iter()
        .map(|(_, held)| Item { article: held.place.article, bucket: family(&held.title), context: &held.context, ties: &[] })
        .collect();
    let names: BTreeMap<usize, Vec<String>> =
        titled.iter().map(|&(person, _)| (person, name_words(&input.facts.people.persons[person]))).collect();
    let judge = Judge {
        compatible: &|one, two| {
            let (one, two) = (titled[one].0, titled[two].0);
            one == two || may_be_one(&names[&one], &names[&two])
        },
        same_fact: &|one, two, likeness| {
            let (one, two) = (titled[one], titled[two]);
            let shared_name = one.0 != two.0 && share_a_name(&names[&one.0], &names[&two.0]);
            let sureness = sureness(input, one, two, shared_name, likeness);
            if 0.0 < sureness && one.0 != two.0 && both_named(input, one, two) { 0.0 } else { sureness }
        },
        place: &|at| titled[at].1.holder,
    };
    for dispute in disputes(&items, &judge) {
        let (one, two) = (titled[dispute.pair.0], titled[dispute.pair.1]);
        let shared_name = share_a_name(&names[&one.0], &names[&two.0]);
        if told(conflicts, one, two) || handed_over(input, one, two) || !is_odd_one_out(input, one, two, dispute.sureness) {
            continue;
        }
        // Of several senators two may do alike; that both are Annas, or both Dunns, is too much to be chance.
        let single = one.1.single && two.1.single && one.1.title == two.1.title;
        if !single && !shared_name {
            continue;
        }
        let persons = &input.facts.people.persons;
        let of_either = dispute.items.iter().map(|&at| titled[at]).filter(|(person, _)| *person == one.0 || *person == two.0);
        let one_title = one.1.title == two.1.title;
        conflicts.push(Conflict {
            kind: office::CHECK.code,
            severity: severity::of(single && SURE <= dispute.sureness),
            confidence: f64::from(dispute.sureness),
            subject: if one_title { office::capital(&one.1.title) } else { "name and office".to_owned() },
            reason: format!("both sentences tell of the same thing, one of {}, the other of {}", persons[one.0].name, persons[two.0].name),
            remark: None,
            statements: of_either.map(|held| statement(input, held, one_title)).collect(),
            settled: None,
        });
    }
}

/// The holder; with the title where that differs as well.
fn statement(input: &Input<'_>, (person, held): Held<'_>, one_title: bool) -> Statement {
    let mut statement = office::holder_statement(input, person, held);
    if !one_title {
        statement.place.span = held.place.span.cover(held.holder.span);
        statement.shown = input.read.text(statement.place).split_whitespace().collect::<Vec<_>>().join(" ");
    }
    statement
}

/// One holder, two ranks: "President Dunn" and "Vice President Dunn" told to have opened one bridge.
pub(super) fn ranks(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    let mut titled = titled(input);
    // Few people have two ranks at all.
    let mut offices: BTreeMap<usize, BTreeMap<(&str, Option<&str>), &OfficeHeld>> = BTreeMap::new();
    for (person, held) in &titled {
        offices.entry(*person).or_default().insert((&held.title, held.body.as_deref()), held);
    }
    let two_ranks = |person: usize| offices[&person].values().any(|one| offices[&person].values().any(|two| office::rule_out(one, two)));
    let ranked: BTreeSet<usize> = offices.keys().copied().filter(|&person| two_ranks(person)).collect();
    titled.retain(|(person, _)| ranked.contains(person));
    let items: Vec<Item<'_, usize>> = titled
        .iter()
        .map(|&(person, held)| Item { article: held.place.article, bucket: person, context: &held.context, ties: &[] })
        .collect();
    let judge = Judge {
        compatible: &|one, two| !office::rule_out(titled[one].1, titled[two].1),
        same_fact: &|one, two, likeness| sureness(input, titled[one], titled[two], false, likeness),
        place: &|at| titled[at].1.place,
    };
    for Dispute { items, sureness, pair, .. } in disputes(&items, &judge) {
        let (one, two) = (titled[pair.0], titled[pair.1]);
        if told(conflicts, one, two) || handed_over(input, one, two) {
            continue;
        }
        let name = &input.facts.people.persons[one.0].name;
        let (first, second) = (one.1, two.1);
        let levels = office::is_state_beside_federal(first, second);
        conflicts.push(Conflict {
            kind: office::CHECK.code,
            severity: severity::of(SURE <= sureness),
            confidence: f64::from(sureness),
            subject: name.clone(),
            reason: format!("both sentences tell of the same thing, and {}", office::ruled_out(name, first, second)),
            remark: None,
            statements: items.iter().map(|&at| office::rank_statement(titled[at].1, levels)).collect(),
            settled: None,
        });
    }
}

/// Everybody said to hold an office now, in story order.
fn titled<'a>(input: &Input<'a>) -> Vec<Held<'a>> {
    let mut titled: Vec<Held<'a>> = Vec::new();
    for (at, person) in input.facts.people.persons.iter().enumerate() {
        let now = input.facts.offices(person).filter(|held| held.standing == Standing::Holder && !office::is_dated_by_another(input, held));
        titled.extend(now.map(|held| (at, held)));
    }
    titled.sort_by_key(|(_, held)| held.place);
    titled
}

/// The offices that papers mistake for each other, as one: a chamber's members.
fn family(title: &str) -> &str {
    if title == "representative" { "senator" } else { title }
}

/// How sure it is that two sentences tell one thing of the office, 0 to 1: as for numbers, with the names for a further witness.
fn sureness(input: &Input<'_>, one: Held<'_>, two: Held<'_>, shared_name: bool, likeness: &Likeness) -> f32 {
    let mut sum = -4.6 + 3.0 * likeness.near_part + 2.0 * likeness.part + 0.12 * likeness.shared.min(25.0);
    // One in some thirty bears the same given name: as telling as two further words.
    if shared_name {
        sum += 1.0;
    }
    let sureness = 1.0 / (1.0 + (-sum).exp());
    if sureness < UNLIKELY || likeness.opposed || likeness.other_deeds || office::bodies_differ(one.1, two.1) {
        return 0.0;
    }
    // A year beside one of them alone dates another event.
    let dated = |held: Held<'_>| office::names_a_year(input, held.1, Some(YEAR_WORDS));
    let one_time = dated(one) == dated(two) && office::at_one_time(input, std::iter::once(one.1), std::iter::once(two.1));
    if one_time { sureness } else { 0.0 }
}

/// Whether a sentence names the holder that the other sentence gives: then it tells of both.
fn both_named(input: &Input<'_>, one: Held<'_>, two: Held<'_>) -> bool {
    let persons = &input.facts.people.persons;
    let names = |person: usize, it: Held<'_>| {
        let sentence = it.1.sentence;
        input.facts.within(sentence.article, sentence.span).iter().any(|(_, named)| *named == persons[person].key)
    };
    names(one.0, two) || names(two.0, one)
}

/// Whether one of the two may stand in the other's place: no article knows both, so that they are not two people of one story;
/// or, in sentences that are surely one, somebody is named there and nowhere else.
fn is_odd_one_out(input: &Input<'_>, one: Held<'_>, two: Held<'_>, sureness: f32) -> bool {
    let person = |at: usize| &input.facts.people.persons[at];
    let articles = |at: usize| person(at).articles.iter().copied().collect::<BTreeSet<u32>>();
    let is_rare = |at: usize| input.facts.mentions(person(at)).count() == 1 && person(at).record.is_none();
    articles(one.0).is_disjoint(&articles(two.0)) || (is_rare(one.0) || is_rare(two.0)) && (SURE <= sureness || !one.1.single)
}

/// Whether the story tells that the office changed hands: one of the two is its former, coming or acting holder somewhere.
fn handed_over(input: &Input<'_>, one: Held<'_>, two: Held<'_>) -> bool {
    [one, two].iter().any(|(person, _)| {
        let mut offices = input.facts.offices(&input.facts.people.persons[*person]);
        offices.any(|it| it.standing != Standing::Holder && (it.title == one.1.title || it.title == two.1.title))
    })
}

/// Whether one of the two is part of a report on offices already.
fn told(conflicts: &[Conflict], one: Held<'_>, two: Held<'_>) -> bool {
    let reported = |held: Held<'_>| {
        let places = [held.1.place, held.1.holder];
        conflicts.iter().any(|it| it.kind == office::CHECK.code && it.statements.iter().any(|it| places.contains(&it.place)))
    };
    reported(one) || reported(two)
}

/// The words of a person's name, folded, without "Jr.".
fn name_words(person: &Person) -> Vec<String> {
    let words = person.name.split_whitespace().map(folded);
    words.filter(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")).collect()
}

/// Whether two persons may be one, going by their names.
pub(super) fn may_be_one_person(input: &Input<'_>, one: PersonKey, two: PersonKey) -> bool {
    let words = |person| name_words(&input.facts.people[person]);
    may_be_one(&words(one), &words(two))
}

/// Whether two names may be one person's: a part of the other, a nickname, an initial, a misprint.
fn may_be_one(one: &[String], two: &[String]) -> bool {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    if short.iter().all(|word| long.contains(word)) {
        return true;
    }
    let ([given, .., family], [other_given, .., other_family]) = (one, two) else {
        return matches!((short, long.last()), ([word], Some(last)) if one_edit_apart(word, last));
    };
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let same_given = are_nicknames(given, other_given) || initial(given, other_given) || initial(other_given, given);
    same_given && (family == other_family || one_edit_apart(family, other_family))
        || family == other_family && one_edit_apart(given, other_given)
}

/// Whether two people's names have the given name or the surname in common.
fn share_a_name(one: &[String], two: &[String]) -> bool {
    const SHORTEST_LETTERS: usize = 3;
    let ([given, .., family], [other_given, .., other_family]) = (one, two) else { return false };
    // Where the family name stands first half a country shares it.
    if is_family_first(given) || is_family_first(other_given) {
        return false;
    }
    let written_out = |name: &str| SHORTEST_LETTERS <= name.chars().count();
    family == other_family || written_out(given) && written_out(other_given) && are_nicknames(given, other_given)
}
