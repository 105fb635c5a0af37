//! Offices in sentences told alike: the one names another holder, or gives the holder another rank.
//!
//! Where no country or body says whose office it is, the event does: two sentences that tell of one deed tell of one president.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use super::disputes::{Dispute, Fact, UNLIKELY, disputed};
use super::linked::{Key, Linked, Members, Stale, key};
use super::moved::{self, Moved, Said};
use super::office::{self, View};
use super::severity::{self, SURE};
use super::tenure::{Held, Kept};
use super::{Conflict, Input, Statement};
use crate::facts::{Context, Likeness, Person, PersonKey, Place, one_edit_apart};
use crate::lexicon::{are_nicknames, folded, is_family_first};
use crate::mentions::Standing;
use crate::text::single_spaced;

/// What is known of offices in sentences told alike.
#[derive(Default)]
pub(super) struct Swapped {
    holders: Linked<Titled, Report>,
    ranks: Linked<Ranked, Report>,
    /// Everybody who is given two offices that rule each other out.
    two_ranked: BTreeSet<PersonKey>,
}

/// A report on an office.
pub(super) struct Report {
    pub(super) conflict: Arc<Conflict>,
    /// Where the surest two statements stand: of a report that tells of these places already, this is no news.
    pub(super) told_by: [Place; 4],
}

impl Swapped {
    /// Takes in what has changed; `heard` are the people of whose offices something else is said.
    pub(super) fn update(&mut self, view: &View<'_>, heard: &BTreeSet<PersonKey>) {
        let turn = view.change.turn;
        let people = &view.input.facts.people;
        let altered = |person: PersonKey| turn.altered.contains(&person);
        let naming: BTreeSet<u32> = turn.altered.iter().filter_map(|&it| people.get(it)).flat_map(|it| &it.articles).copied().collect();
        let naming: Vec<u32> = naming.into_iter().collect();
        let titled = |article| Kept::of_article(view.tenures, view.input, view.change, article).filter_map(|it| Titled::of(view.input, it));
        let holders = |members: &Members<'_, Titled>| holders(view, members);
        let entries = |article| titled(article).collect();
        let stale = Stale { articles: naming.clone(), is: &|it: &Titled| altered(it.person()) };
        self.holders.update(view.change, &turn.changed, entries, &stale, holders);
        // Few people have two ranks at all.
        let mut articles: BTreeSet<u32> = turn.changed.iter().copied().collect();
        for &person in turn.altered.union(heard) {
            let known = people.get(person);
            let turned = match known.filter(|it| has_two_ranks(view, it)) {
                Some(_) => self.two_ranked.insert(person),
                None => self.two_ranked.remove(&person),
            };
            articles.extend(known.filter(|_| turned).into_iter().flat_map(|it| &it.articles));
        }
        let articles: Vec<u32> = articles.into_iter().collect();
        let two_ranked = &self.two_ranked;
        let entries = |article| titled(article).filter(|it| two_ranked.contains(&it.person())).map(Ranked).collect();
        let ranks = |members: &Members<'_, Ranked>| ranks(view, members);
        let stale = Stale { articles: naming, is: &|it: &Ranked| altered(it.0.person()) };
        self.ranks.update(view.change, &articles, entries, &stale, ranks);
    }

    /// What is reported: on holders, then on ranks; by where it is first told.
    pub(super) fn reports(&self) -> impl Iterator<Item = &Report> {
        sorted(self.holders.reports()).into_iter().chain(sorted(self.ranks.reports()))
    }
}

impl moved::Report for Report {
    fn follow(&mut self, moved: &Moved) -> bool {
        self.conflict.follow(moved) && self.told_by.iter_mut().all(|it| it.follow(moved))
    }
}

fn sorted<'r>(reports: impl Iterator<Item = &'r Report>) -> Vec<&'r Report> {
    let mut reports: Vec<&Report> = reports.collect();
    reports.sort_by(|a, b| super::order(&a.conflict, &b.conflict));
    reports
}

/// Somebody said to hold an office now.
struct Titled {
    kept: Kept,
    /// The words of the person's name; see [`name_words`].
    name: Vec<String>,
}

impl Titled {
    fn of(input: &Input<'_>, kept: Kept) -> Option<Self> {
        let held = kept.held();
        (held.is_holder() && !held.tenure.dates_another)
            .then(|| name_words(&input.facts.people[held.person()]))
            .map(|name| Self { kept, name })
    }

    fn held(&self) -> Held<'_> {
        self.kept.held()
    }

    fn person(&self) -> PersonKey {
        self.held().person()
    }

    fn shares_a_name(&self, other: &Self) -> bool {
        self.person() != other.person() && share_a_name(&self.name, &other.name)
    }
}

impl PartialEq for Titled {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.held(), other.held());
        let (here, there) = (one.office, two.office);
        (here.person, &here.title, &here.body, here.explicit, here.single)
            == (there.person, &there.title, &there.body, there.explicit, there.single)
            && (one.tenure, one.day) == (two.tenure, two.day)
            && here.context == there.context
            && self.name == other.name
            && self.kept.named().eq(other.kept.named())
    }
}

impl Fact for Titled {
    fn bucket(&self) -> impl Hash {
        family(&self.held().office.title).to_owned()
    }

    fn context(&self) -> &Context {
        self.kept.context()
    }

    fn told_at(&self) -> Place {
        self.held().office.holder
    }

    fn said(&self) -> Vec<Said> {
        let office = self.held().office;
        // The words between office and name are shown as well.
        vec![(0, office.place.span), (0, office.holder.span), (0, office.place.span.cover(office.holder.span))]
    }

    fn value(&self) -> Key {
        key((self.person(), &self.name))
    }

    fn compatible(&self, other: &Self) -> bool {
        self.person() == other.person() || may_be_one(&self.name, &other.name)
    }

    fn same_fact(&self, other: &Self, likeness: &Likeness) -> f32 {
        let sureness = sureness(self, other, || self.shares_a_name(other), likeness);
        // A sentence that names the holder whom the other gives tells of both.
        let names = |one: &Self, two: &Self| one.kept.named().any(|it| it == two.person());
        let both_named = || self.person() != other.person() && (names(self, other) || names(other, self));
        if 0.0 < sureness && both_named() { 0.0 } else { sureness }
    }
}

/// Somebody with an office of two that rule each other out.
#[derive(PartialEq)]
struct Ranked(Titled);

impl Fact for Ranked {
    fn bucket(&self) -> impl Hash {
        self.0.person()
    }

    fn context(&self) -> &Context {
        self.0.context()
    }

    fn told_at(&self) -> Place {
        self.0.held().office.place
    }

    fn said(&self) -> Vec<Said> {
        Fact::said(&self.0)
    }

    fn value(&self) -> Key {
        let held = self.0.held().office;
        key((&held.title, &held.body, held.explicit))
    }

    fn compatible(&self, other: &Self) -> bool {
        !office::rule_out(self.0.held().office, other.0.held().office)
    }

    fn same_fact(&self, other: &Self, likeness: &Likeness) -> f32 {
        sureness(&self.0, &other.0, || false, likeness)
    }
}

/// One office, two holders.
fn holders(view: &View<'_>, members: &Members<'_, Titled>) -> Vec<Report> {
    let (input, titled) = (view.input, &members.entries);
    let report = |dispute: Dispute| {
        let (first, second) = (titled[dispute.pair.0], titled[dispute.pair.1]);
        let (one, two) = (first.held(), second.held());
        if handed_over(input, one, two) || !is_odd_one_out(input, one, two, dispute.sureness) {
            return None;
        }
        // Of several senators two may do alike; that both are Annas, or both Dunns, is too much to be chance.
        let one_title = one.office.title == two.office.title;
        let single = one.office.single && two.office.single && one_title;
        if !single && !first.shares_a_name(second) {
            return None;
        }
        let of_either = dispute.items.iter().map(|&at| titled[at].held()).filter(|it| [one.person(), two.person()].contains(&it.person()));
        let name = |held: Held<'_>| &input.facts.people[held.person()].name;
        let conflict = Conflict {
            kind: office::CHECK.code,
            severity: severity::of(single && SURE <= dispute.sureness),
            confidence: f64::from(dispute.sureness),
            subject: if one_title { office::capital(&one.office.title) } else { "name and office".to_owned() },
            reason: format!("both sentences tell of the same thing, one of {}, the other of {}", name(one), name(two)),
            remark: None,
            statements: of_either.map(|held| statement(input, held, one_title)).collect(),
            settled: None,
        };
        Some(Report::of(view, conflict, one, two))
    };
    disputed(members).into_iter().filter_map(report).collect()
}

impl Report {
    /// The report on a dispute whose surest statements are `one` and `two`.
    fn of(view: &View<'_>, conflict: Conflict, one: Held<'_>, two: Held<'_>) -> Self {
        let told_by = [one.office.place, one.office.holder, two.office.place, two.office.holder];
        Self { conflict: view.change.told(conflict), told_by }
    }
}

/// The holder; with the title where that differs as well.
fn statement(input: &Input<'_>, held: Held<'_>, one_title: bool) -> Statement {
    let mut statement = office::holder_statement(input, held.office);
    if !one_title {
        statement.place.span = held.office.place.span.cover(held.office.holder.span);
        statement.shown = single_spaced(input.read.text(statement.place));
    }
    statement
}

/// One holder, two ranks: "President Dunn" and "Vice President Dunn" told to have opened one bridge.
fn ranks(view: &View<'_>, members: &Members<'_, Ranked>) -> Vec<Report> {
    let (input, titled) = (view.input, &members.entries);
    let report = |Dispute { items, sureness, pair, .. }: Dispute| {
        let (one, two) = (titled[pair.0].0.held(), titled[pair.1].0.held());
        if handed_over(input, one, two) {
            return None;
        }
        let name = &input.facts.people[one.person()].name;
        let levels = office::is_state_beside_federal(one.office, two.office);
        let conflict = Conflict {
            kind: office::CHECK.code,
            severity: severity::of(SURE <= sureness),
            confidence: f64::from(sureness),
            subject: name.clone(),
            reason: format!("both sentences tell of the same thing, and {}", office::ruled_out(name, one.office, two.office)),
            remark: None,
            statements: items.iter().map(|&at| office::rank_statement(titled[at].0.held().office, levels)).collect(),
            settled: None,
        };
        Some(Report::of(view, conflict, one, two))
    };
    disputed(members).into_iter().filter_map(report).collect()
}

/// Whether somebody is said to hold two offices of which one rules out the other.
fn has_two_ranks(view: &View<'_>, person: &Person) -> bool {
    let offices = person.articles.iter().flat_map(|&article| view.tenures.of_article(view.input, view.change, article));
    let held = offices.filter(|it| it.person() == person.key && it.is_holder() && !it.tenure.dates_another);
    let kinds: BTreeMap<_, _> = held.map(|it| ((&it.office.title, &it.office.body), it.office)).collect();
    kinds.values().any(|one| kinds.values().any(|two| office::rule_out(one, two)))
}

/// The offices that papers mistake for each other, as one: a chamber's members.
fn family(title: &str) -> &str {
    if title == "representative" { "senator" } else { title }
}

/// How sure it is that two sentences tell one thing of the office, 0 to 1: as for numbers, with the names for a further witness.
fn sureness(one: &Titled, two: &Titled, shared_name: impl Fn() -> bool, likeness: &Likeness) -> f32 {
    // One in some thirty bears the same given name: as telling as two further words.
    const SHARED_NAME: f32 = 1.0;
    let sum = -4.6 + 3.0 * likeness.near_part + 2.0 * likeness.part + 0.12 * likeness.shared.min(25.0);
    let sure = |sum: f32| 1.0 / (1.0 + (-sum).exp());
    let (here, there) = (one.held(), two.held());
    // Names are looked at last.
    if sure(sum + SHARED_NAME) < UNLIKELY || likeness.opposed || likeness.other_deeds || office::bodies_differ(here.office, there.office) {
        return 0.0;
    }
    let sureness = if shared_name() { sure(sum + SHARED_NAME) } else { sure(sum) };
    // A year beside one of them alone dates another event.
    let one_time = here.tenure.near_year == there.tenure.near_year && office::at_one_time(std::iter::once(here), std::iter::once(there));
    if UNLIKELY <= sureness && one_time { sureness } else { 0.0 }
}

/// Whether one of the two may stand in the other's place: no article knows both, so that they are not two people of one story;
/// or, in sentences that are surely one, somebody is named there and nowhere else.
fn is_odd_one_out(input: &Input<'_>, one: Held<'_>, two: Held<'_>, sureness: f32) -> bool {
    let (first, second) = (&input.facts.people[one.person()], &input.facts.people[two.person()]);
    let is_rare = |person: &Person| input.facts.mentions(person).nth(1).is_none() && person.record.is_none();
    let known_apart = first.articles.iter().any(|it| second.articles.binary_search(it).is_ok());
    !known_apart || (is_rare(first) || is_rare(second)) && (SURE <= sureness || !one.office.single)
}

/// Whether the story tells that the office changed hands: one of the two is its former, coming or acting holder somewhere.
fn handed_over(input: &Input<'_>, one: Held<'_>, two: Held<'_>) -> bool {
    let titles = [&one.office.title, &two.office.title];
    [one, two].iter().any(|held| {
        let mut offices = input.facts.offices(&input.facts.people[held.person()]);
        offices.any(|it| it.standing != Standing::Holder && titles.contains(&&it.title))
    })
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
