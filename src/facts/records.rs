//! What the desk's records call people.

use crate::bundle::{Header, PersonRecord, Story};
use crate::lexicon;

/// What a person record calls its person.
pub(super) struct RecordNames {
    /// (file, index in the file's `persons`).
    pub record: (u32, u32),
    /// Its id.
    pub id: String,
    /// Keys of `name` and `also`.
    pub names: Vec<String>,
    /// Keys of `not`.
    pub not: Vec<String>,
}

/// The names of each record as keys, and those that are never its person.
pub(super) fn record_names(story: &Story) -> impl Iterator<Item = RecordNames> + '_ {
    story.persons.iter().map(|&at| {
        let record = story.person_record(at);
        let names = record.name.iter().chain(&record.also).map(|name| key_of(&name.value)).filter(|key| !key.is_empty()).collect();
        let not = record.not.iter().map(|name| key_of(&name.value)).collect();
        RecordNames { record: at, id: record.id.to_string(), names, not }
    })
}

/// Whether the records of two versions of a story say the same of who is who, in the same places.
pub(super) fn same_records(one: &Story, other: &Story) -> bool {
    let values = |headers: &[Header]| headers.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
    one.persons == other.persons
        && one.persons.iter().all(|&at| {
            let (one, other) = (one.person_record(at), other.person_record(at));
            let name = |it: &PersonRecord| it.name.as_ref().map(|name| name.value.clone());
            one.id == other.id
                && name(one) == name(other)
                && values(&one.also) == values(&other.also)
                && values(&one.not) == values(&other.not)
        })
}

/// "Mr Tô Hòa" as the key "to hoa".
fn key_of(name: &str) -> String {
    let words: Vec<String> =
        name.split_whitespace().map(lexicon::folded).filter(|word| !word.is_empty() && lexicon::honorific(word).is_none()).collect();
    words.join(" ")
}
