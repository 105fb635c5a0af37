//! Everywhere that something is said.

use super::{Spot, here};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Everywhere that is about what stands at `offset` of a file (file bytes): every mention of a person, every statement of a disputed
/// fact; in file order. With `declaration`, the person's record as well. Empty where nothing is.
pub fn references(snapshot: &Snapshot, file: u32, offset: u32, declaration: bool) -> Vec<Spot> {
    let mut found: Vec<Spot> = match here::person(snapshot, file, offset) {
        Some(named) => {
            let record = here::record_heads(snapshot, named.person).filter(|_| declaration);
            let heads = record.into_iter().flat_map(|(file, heads)| heads.into_iter().flatten().map(move |span| Spot { file, span }));
            snapshot.facts.mentions(named.person).map(|place| here::spot(snapshot, place)).chain(heads).collect()
        }
        None => here::disputed(snapshot, file, offset)
            .first()
            .map(|it| it.conflict.statements.iter().map(|it| here::spot(snapshot, it.place)).collect())
            .unwrap_or_default(),
    };
    found.sort_unstable();
    found.dedup();
    found
}

/// The id of the record of whoever is named at `offset` of a file (file bytes): other stories may name the person too. `None` where nobody
/// is named, or the person has no record.
pub fn recorded(snapshot: &Snapshot, file: u32, offset: u32) -> Option<&str> {
    here::person(snapshot, file, offset).filter(|it| it.person.record.is_some()).map(|it| it.person.id.as_str())
}

/// Everywhere that a story's articles name people who have a record, each with the record's id; by id, then in file order.
pub fn recorded_mentions(snapshot: &Snapshot) -> Vec<(&str, Spot)> {
    let recorded = snapshot.facts.people.persons.iter().filter(|it| it.record.is_some());
    let named = recorded.flat_map(|person| snapshot.facts.mentions(person).map(|place| (person.id.as_str(), here::spot(snapshot, place))));
    let mut found: Vec<_> = named.collect();
    found.sort_unstable();
    found
}

/// The same within the file, to be lit up (file bytes).
pub fn highlights(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Span> {
    references(snapshot, file, offset, true).into_iter().filter(|it| it.file == file).map(|it| it.span).collect()
}
