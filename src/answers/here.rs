//! What stands at a spot: the person named, the disputed facts stated, the record.

use crate::conflicts::Conflict;
use crate::facts::{Person, Place};
use crate::snapshot::Snapshot;
use crate::text::Span;

use super::Spot;

/// Somebody named at a spot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'s> {
    /// Who.
    pub(super) person: &'s Person,
    /// The name, or the record's head (file bytes).
    pub(super) span: Span,
}

/// A disputed fact stated at a spot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Disputed<'s> {
    /// The conflict.
    pub(super) conflict: &'s Conflict,
    /// Which of its statements stands here.
    pub(super) statement: usize,
    /// Its words (file bytes).
    pub(super) span: Span,
}

/// Who is named at `offset` of a file (file bytes), in an article or at the head of the person's record.
pub(super) fn person(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Named<'_>> {
    if let Some((article, at)) = snapshot.at(file, offset)
        && let Some((person, place)) = snapshot.facts.person_at(article, at)
    {
        return Some(Named { person, span: snapshot.in_file(place).1 });
    }
    snapshot.facts.people.persons.iter().find_map(|person| {
        let (_, spans) = record_heads(snapshot, person).filter(|&(at, _)| at == file)?;
        let span = spans.into_iter().flatten().find(|it| it.touches(offset))?;
        Some(Named { person, span })
    })
}

/// Where the person's record names the person: its file, and there the id and the `name` header (file bytes).
pub(super) fn record_heads(snapshot: &Snapshot, person: &Person) -> Option<(u32, [Option<Span>; 2])> {
    let (file, at) = person.record?;
    let record = &snapshot.story.files[file as usize].persons[at as usize];
    Some((file, [record.name.as_ref().map(|it| it.span), Some(record.id_span)]))
}

/// The disputed facts stated at `offset` of a file (file bytes), in an article or in a fact's record; gravest first.
pub(super) fn disputed(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Disputed<'_>> {
    let story = &snapshot.story;
    let span = |place: Place| (story.file_of(place.article) == file).then(|| snapshot.in_file(place).1);
    let mut found: Vec<Disputed<'_>> = snapshot
        .conflicts
        .iter()
        .filter_map(|conflict| {
            let mut here = conflict.statements.iter().enumerate().filter_map(|(at, it)| Some((at, span(it.place)?)));
            let (statement, span) = here.find(|(_, span)| span.touches(offset))?;
            Some(Disputed { conflict, statement, span })
        })
        .collect();
    found.sort_by_key(|it| it.conflict.severity_at(story, it.statement));
    found
}

/// A place of an article as a spot of its file.
pub(super) fn spot(snapshot: &Snapshot, place: Place) -> Spot {
    let (file, span) = snapshot.in_file(place);
    Spot { file, span }
}
