//! A story at a glance: what is disputed in it, who is named in which article, and where the next open question is.

use std::collections::BTreeMap;

use super::{Spot, here, hover, words};
use crate::bundle::Severity;
use crate::conflicts::Conflict;
use crate::facts::Person;
use crate::snapshot::Snapshot;

/// A disputed fact in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Disputed<'s> {
    /// Its name from one question to the next: the same while its statements' words are, wherever they move.
    pub id: String,
    /// The fact.
    pub conflict: &'s Conflict,
    /// "settled: 15 (UPI), M. Ortiz, 21 June 2024"; `None` while it is open.
    pub settled: Option<String>,
    /// One entry a statement, in story order.
    pub statements: Vec<Said>,
}

/// One article's word on a disputed fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The outlet.
    pub label: String,
    /// The value as a reader sees it.
    pub shown: String,
    /// The sentence round it, on one line, cut round the value.
    pub sentence: String,
    /// The value's words.
    pub spot: Spot,
}

/// Somebody in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<'s> {
    /// Who.
    pub person: &'s Person,
    /// What the person is: the record's roles, else the offices that the articles give.
    pub roles: Vec<String>,
    /// The person's record, where there is one.
    pub record: Option<Spot>,
    /// The articles that name the person, in story order.
    pub articles: Vec<NamedIn>,
}

/// An article that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedIn {
    /// The outlet.
    pub label: String,
    /// How often.
    pub mentions: usize,
    /// The first time.
    pub first: Spot,
}

/// Which way to look for an open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Towards the end, then from the start.
    Next,
    /// Towards the start, then from the end.
    Previous,
}

/// The longest sentence in a list, in characters: a row of a side view shows no more.
const LONGEST_SENTENCE: usize = 160;

/// Every disputed fact of a story, in story order, with the settled ones; matters of house style are left out.
pub fn disputes(snapshot: &Snapshot) -> Vec<Disputed<'_>> {
    let named = ids(snapshot).into_iter().zip(&snapshot.conflicts);
    named.filter(|(_, conflict)| is_listed(conflict)).map(|(id, conflict)| disputed(snapshot, id, conflict)).collect()
}

fn is_listed(conflict: &Conflict) -> bool {
    conflict.settled.is_some() || conflict.severity < Severity::Hint
}

fn disputed<'s>(snapshot: &Snapshot, id: String, conflict: &'s Conflict) -> Disputed<'s> {
    let statements = conflict.statements.iter().map(|it| Said {
        label: snapshot.story.article(it.place.article).label().to_owned(),
        shown: it.shown.clone(),
        sentence: words::sentence(snapshot, it.place, LONGEST_SENTENCE),
        spot: here::spot(snapshot, it.place),
    });
    Disputed { id, conflict, settled: conflict.settlement(&snapshot.story), statements: statements.collect() }
}

/// Everybody whom the articles name or a record knows, in the order of [`crate::facts::People::persons`].
pub fn people(snapshot: &Snapshot) -> Vec<Listed<'_>> {
    snapshot.facts.people.persons.iter().map(|person| listed(snapshot, person)).collect()
}

fn listed<'s>(snapshot: &Snapshot, person: &'s Person) -> Listed<'s> {
    let story = &snapshot.story;
    let record = person.record.map(|(file, at)| (file, &story.files[file as usize].persons[at as usize]));
    let mut roles: Vec<String> =
        record.into_iter().flat_map(|(_, it)| it.roles.iter().rev().map(|role| role.role.value.to_string())).collect();
    if roles.is_empty() {
        roles = hover::offices(snapshot, person).into_iter().map(|(office, _)| office).collect();
    }
    let mut articles: BTreeMap<u32, NamedIn> = BTreeMap::new();
    for place in snapshot.facts.mentions(person) {
        let named = articles.entry(place.article).or_insert_with(|| NamedIn {
            label: story.article(place.article).label().to_owned(),
            mentions: 0,
            first: here::spot(snapshot, place),
        });
        named.mentions += 1;
    }
    let record = record.map(|(file, it)| Spot { file, span: it.id_span });
    Listed { person, roles, record, articles: articles.into_values().collect() }
}

/// Where the next conflict that is not settled is first stated in file `file`, seen from `offset` (file bytes), round the end of the
/// file. `None` where nothing in the file is open.
pub fn open_conflict(snapshot: &Snapshot, file: u32, offset: u32, turn: Turn) -> Option<Spot> {
    // A settled one that a draft contradicts is open again.
    let open = snapshot.conflicts.iter().filter(|it| it.severity < Severity::Hint);
    let first_in_file =
        |conflict: &Conflict| conflict.statements.iter().map(|it| here::spot(snapshot, it.place)).find(|it| it.file == file);
    let mut stops: Vec<Spot> = open.filter_map(|it| first_in_file(it)).collect();
    stops.sort_unstable();
    match turn {
        Turn::Next => stops.iter().find(|it| offset < it.span.start).or(stops.first()),
        Turn::Previous => stops.iter().rfind(|it| it.span.start < offset).or(stops.last()),
    }
    .copied()
}

/// A name for each conflict, in their order: of the kind, the articles and the words stated, so that it survives edits elsewhere.
pub(super) fn ids(snapshot: &Snapshot) -> Vec<String> {
    let mut used: BTreeMap<u64, u32> = BTreeMap::new();
    let ids = snapshot.conflicts.iter().map(|conflict| {
        let mut sum = Fnv::default();
        sum.add(conflict.kind);
        for statement in &conflict.statements {
            sum.add(&snapshot.story.article(statement.place.article).id);
            sum.add(snapshot.read().text(statement.place));
        }
        let again = used.entry(sum.0).and_modify(|it| *it += 1).or_default();
        if *again == 0 { format!("{:016x}", sum.0) } else { format!("{:016x}-{again}", sum.0) }
    });
    ids.collect()
}

/// FNV-1a, 64 bits: the same in every build and on every machine, as the standard library's hasher need not be.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, text: &str) {
        // The zero keeps "ab", "c" and "a", "bc" apart.
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Turn, disputes, open_conflict};
    use crate::fixture::snapshot;

    const HARBOUR: &str = "\
--- article north
outlet: Northern Post

The mayor of Marlow promised [15 berths]{fact=berths} and [two cranes]{fact=cranes}.

--- article south

The harbour of Marlow gets [12 berths]{fact=berths} and [three cranes]{fact=cranes}, the mayor said.
";

    #[test]
    fn a_dispute_is_listed_with_every_statement_in_its_sentence() {
        let snapshot = snapshot(HARBOUR);
        let disputes = disputes(&snapshot);
        assert_eq!(disputes.len(), 2);
        let berths = &disputes[0];
        assert_eq!(berths.settled, None);
        let told: Vec<_> = berths.statements.iter().map(|it| (it.label.as_str(), it.shown.as_str(), it.sentence.as_str())).collect();
        assert_eq!(
            told,
            [
                ("Northern Post", "15", "The mayor of Marlow promised 15 berths and two cranes."),
                ("south", "12", "The harbour of Marlow gets 12 berths and three cranes, the mayor said."),
            ]
        );
    }

    #[test]
    fn an_id_survives_an_edit_elsewhere_and_no_edit_of_its_words() {
        let id = |text: &str| disputes(&snapshot(text))[0].id.clone();
        assert_eq!(id(HARBOUR), id(&HARBOUR.replace("The mayor of", "On Monday the mayor of")));
        assert_ne!(id(HARBOUR), id(&HARBOUR.replace("[15 berths]", "[16 berths]")));
    }

    #[test]
    fn a_settled_dispute_stays_listed_and_is_passed_over() {
        let settled = format!(
            "{HARBOUR}\n--- decision berths\nkind: fact\nfact: berths\nbetween: north \"15 berths\"\nbetween: south \"12 berths\"\nverdict: accept north\n"
        );
        let snapshot = snapshot(&settled);
        let disputes = disputes(&snapshot);
        assert!(disputes[0].settled.is_some(), "{disputes:?}");
        let cranes = disputes[1].statements[0].spot;
        assert_eq!(open_conflict(&snapshot, 0, 0, Turn::Next), Some(cranes));
        assert_eq!(open_conflict(&snapshot, 0, cranes.span.start, Turn::Next), Some(cranes), "round the end");
    }

    #[test]
    fn open_disputes_are_visited_in_the_order_of_the_file_and_round_its_ends() {
        let snapshot = snapshot(HARBOUR);
        let at = |words: &str| HARBOUR.find(words).map(|it| it as u32);
        let (berths, cranes) = (at("15 berths"), at("two cranes"));
        let go = |from: Option<u32>, turn| open_conflict(&snapshot, 0, from.unwrap_or_default(), turn).map(|it| it.span.start);
        assert_eq!(go(None, Turn::Next), berths);
        assert_eq!(go(berths, Turn::Next), cranes);
        assert_eq!(go(cranes, Turn::Next), berths);
        assert_eq!(go(cranes, Turn::Previous), berths);
        assert_eq!(go(berths, Turn::Previous), cranes);
    }
}
