//! Places that change together while one of them is typed in: a person's id, a name in its record and in our own drafts.

use super::rename::{Label, renamed};
use crate::bundle::Role;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// The places of a file (file bytes, ascending) that say the same as what stands at `offset`, that one included. On an id, wherever the
/// id is written; on the name in a record, the drafts' mentions that write it in full: what others have published stays. `None` where
/// nothing is, or it stands alone.
pub fn linked(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Vec<Span>> {
    let read = &snapshot.story.files[file as usize];
    let found = renamed(snapshot, file, offset)?;
    let mut spans = match &found.what {
        Label::Id => ids(snapshot, file, &found.id),
        Label::Name(name) => {
            let record = read.persons.iter().find(|it| it.id == found.id)?.name.as_ref().filter(|it| it.span.touches(offset))?;
            let person = snapshot.facts.people.persons.iter().find(|it| it.id == found.id)?;
            let in_drafts = snapshot.facts.mentions(person).filter(|it| snapshot.story.article(it.article).role == Role::Draft);
            let spots = in_drafts.map(|it| snapshot.in_file(it)).filter(|(at, span)| *at == file && read.words(*span) == name);
            spots.map(|(_, span)| span).chain(std::iter::once(record.span)).collect()
        }
    };
    spans.sort_unstable();
    spans.dedup();
    (1 < spans.len() && spans.iter().any(|it| it.touches(offset))).then_some(spans)
}

/// Where an id is written in a file: in the record's marker, in annotations, behind the `@` of a value.
fn ids(snapshot: &Snapshot, file: u32, id: &str) -> Vec<Span> {
    let read = &snapshot.story.files[file as usize];
    let annotations = || read.articles.iter().flat_map(|it| &it.annotations);
    let heads = read.persons.iter().filter(|it| it.id == id).map(|it| it.id_span);
    let marked = annotations().filter_map(|it| it.person.as_ref()).map(|it| it.span);
    let values = annotations().filter_map(|it| it.value.as_ref()).chain(read.facts.iter().filter_map(|it| it.value.as_ref()));
    let behind = values.filter(|it| it.value.starts_with('@') && 1 < it.span.len()).map(|it| Span::new(it.span.start + 1, it.span.end));
    heads.chain(marked).chain(behind).filter(|it| read.words(*it) == id).collect()
}

#[cfg(test)]
mod tests {
    use super::linked;
    use crate::fixture;

    /// The words that change with those at the cursor.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let (text, at) = fixture::cursor(marked);
        let found = linked(&fixture::snapshot(&text), 0, at).unwrap_or_default();
        assert_eq!(found.iter().map(|it| it.of(&text)).collect::<Vec<_>>(), expected);
    }

    const DESK: &str = "--- article wire\n\n[Ada Orr]{person=orr} spoke to [her]{fact=chief value=@orr}.\n\n--- article desk\nrole: draft\n\nAda Orr left. Mrs Orr wept.\n\n--- person orr\nname: Ada Orr\n";

    #[test]
    fn an_id_changes_wherever_the_file_writes_it() {
        check(&DESK.replace("person orr", "person o<|>rr"), &["orr", "orr", "orr"]);
        check(&DESK.replace("{person=orr", "{person=o<|>rr"), &["orr", "orr", "orr"]);
    }

    #[test]
    fn a_name_in_its_record_takes_the_draft_along_and_no_source() {
        check(&DESK.replace("name: Ada", "name: A<|>da"), &["Ada Orr", "Ada Orr"]);
        check(&DESK.replace("Ada Orr left", "Ada O<|>rr left"), &[]);
        check(&DESK.replace("spoke", "sp<|>oke"), &[]);
    }
}
