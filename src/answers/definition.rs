//! Where something is told: from a value to what the others say, from a name to who that is.

use super::{Spot, here};
use crate::snapshot::Snapshot;

/// Where to go from `offset` of a file (file bytes).
///
/// From a disputed value to the statements of other articles, of other values first; from a name to the person's record, else to
/// the fullest introduction in any article. Empty where nothing is.
pub fn definition(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Spot> {
    let disputed = here::disputed(snapshot, file, offset);
    if let Some(disputed) = disputed.first() {
        let own = &disputed.conflict.statements[disputed.statement];
        let mut others: Vec<_> = disputed.conflict.statements.iter().filter(|it| it.place.article != own.place.article).collect();
        others.sort_by_key(|it| it.value == own.value);
        // Two values in one article: the other one is all there is to see.
        if others.is_empty() {
            others = disputed.conflict.statements.iter().filter(|it| it.value != own.value).collect();
        }
        return others.into_iter().map(|it| here::spot(snapshot, it.place)).collect();
    }
    let Some(named) = here::person(snapshot, file, offset) else { return Vec::new() };
    let introduction = || named.person.first_introduction().map(|place| here::spot(snapshot, place));
    record_of(snapshot, named).or_else(introduction).into_iter().collect()
}

/// The record of the person named at `offset` of a file (file bytes). `None` where nobody is named, or the person has none.
pub fn record(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Spot> {
    record_of(snapshot, here::person(snapshot, file, offset)?)
}

fn record_of(snapshot: &Snapshot, named: here::Named<'_>) -> Option<Spot> {
    let (file, heads) = here::record_heads(snapshot, named.person)?;
    heads.into_iter().flatten().next().map(|span| Spot { file, span })
}
