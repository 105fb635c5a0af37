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

/// The same within the file, to be lit up (file bytes).
pub fn highlights(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Span> {
    references(snapshot, file, offset, true).into_iter().filter(|it| it.file == file).map(|it| it.span).collect()
}
