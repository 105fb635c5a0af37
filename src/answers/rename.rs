//! A person's new name or id: in the record, in annotations and in drafts. What others have published stays as it is.

use std::collections::BTreeSet;

use super::{Spot, here};
use crate::bundle::{Form, PersonRecord, Role, is_id};
use crate::facts::Person;
use crate::snapshot::Snapshot;
use crate::text::{Span, single_spaced};

/// What can be renamed somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The words under the cursor (file bytes).
    pub span: Span,
    /// Whose name it is: the id, as it is now.
    pub id: String,
    /// What changes.
    pub what: Label,
    /// Whether the person has a record, which other stories read as well.
    pub recorded: bool,
}

/// What of a person changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// The id, from this one on.
    Id,
    /// The name, from this one on.
    Name(String),
}

impl Renamed {
    /// The id or name as it is now: where one starts to write the new one.
    pub fn now(&self) -> &str {
        match &self.what {
            Label::Id => &self.id,
            Label::Name(name) => name,
        }
    }
}

/// What can be renamed at `offset` of a file (file bytes): on an id the id, on a name the name. `None` where neither stands, and
/// where a person has no record and none can be written.
pub fn renamed(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Renamed> {
    let story = &snapshot.story;
    let read = &story.files[file as usize];
    let annotations = read.articles.iter().flat_map(|it| &it.annotations).filter_map(|it| it.person.as_ref());
    let heads = read.persons.iter().map(|it| (it.id_span, it.id.as_str()));
    let mut ids = heads.chain(annotations.map(|it| (it.span, it.value.as_str())));
    if let Some((span, id)) = ids.find(|(span, id)| span.touches(offset) && span.of(read.text()) == *id && story.person(id).is_some()) {
        return Some(Renamed { span, id: id.to_owned(), what: Label::Id, recorded: true });
    }
    let named = here::person(snapshot, file, offset)?;
    let can_be_kept = named.person.record.is_some() || read.source.form == Form::Bundle;
    can_be_kept.then(|| Renamed {
        span: named.span,
        id: named.person.id.clone(),
        what: Label::Name(named.person.name.clone()),
        recorded: named.person.record.is_some(),
    })
}

/// What a story changes for a new id or name, each edit in one of its files, in file order. Records are written in the story `home`
/// was asked in; in any other story only annotations and drafts change.
///
/// # Errors
///
/// A sentence that says why the new one cannot be.
pub fn rename(snapshot: &Snapshot, renamed: &Renamed, new: &str, home: Option<u32>) -> Result<Vec<(Spot, String)>, String> {
    let new = new.trim();
    let mut edits = match &renamed.what {
        Label::Id => new_id(snapshot, &renamed.id, new, home)?,
        Label::Name(old) => new_name(snapshot, &renamed.id, old, new, home)?,
    };
    edits.sort_unstable();
    edits.dedup();
    Ok(edits)
}

fn new_id(snapshot: &Snapshot, old: &str, new: &str, home: Option<u32>) -> Result<Vec<(Spot, String)>, String> {
    let story = &snapshot.story;
    if !is_id(new) {
        return Err(format!("'{new}' is no id: write letters, digits, '-', '_' and '.'"));
    }
    if new == "none" {
        return Err("'none' is for words that name nobody: write another id".to_owned());
    }
    if new != old && story.person(new).is_some() {
        return Err(format!("another person has the id '{new}'"));
    }
    let reference = format!("@{old}");
    let mut edits = Vec::new();
    for (file, read) in story.files.iter().enumerate() {
        let text = read.text();
        // What is written in another way (over two lines, with escapes) is not replaced blindly.
        let mut replace = |span: Span, as_it_is: &str, by: String| {
            if span.of(text) == as_it_is {
                edits.push((Spot { file: file as u32, span }, by));
            }
        };
        if home.is_some() {
            read.persons.iter().filter(|it| it.id == old).for_each(|it| replace(it.id_span, old, new.to_owned()));
        }
        if story.own <= file as u32 {
            continue;
        }
        let annotations = || read.articles.iter().flat_map(|it| &it.annotations);
        for person in annotations().filter_map(|it| it.person.as_ref()) {
            replace(person.span, old, new.to_owned());
        }
        for value in annotations().filter_map(|it| it.value.as_ref()).chain(read.facts.iter().filter_map(|it| it.value.as_ref())) {
            replace(value.span, &reference, format!("@{new}"));
        }
        for (_, span) in read.decisions.iter().filter_map(|it| it.verdict.as_ref()) {
            replace(*span, &format!("value {reference}"), format!("value @{new}"));
        }
    }
    Ok(edits)
}

fn new_name(snapshot: &Snapshot, id: &str, old: &str, new: &str, home: Option<u32>) -> Result<Vec<(Spot, String)>, String> {
    if new.is_empty() || new.contains(['\n', '\r']) {
        return Err("a name is one line with something on it".to_owned());
    }
    if new == old {
        return Ok(Vec::new());
    }
    let story = &snapshot.story;
    let Some(person) = snapshot.facts.people.persons.iter().find(|it| it.id == id) else { return Ok(Vec::new()) };
    let mut edits = Vec::new();
    for place in snapshot.facts.mentions(person) {
        let article = story.article(place.article);
        let words = snapshot.read().text(place);
        let spot = here::spot(snapshot, place);
        // Markup inside the name would be lost.
        let whole = story.files[spot.file as usize].words(spot.span) == words;
        if article.role == Role::Draft
            && whole
            && let Some(new) = in_place_of(words, old, new)
        {
            edits.push((spot, new));
        }
    }
    let published: Vec<&str> = {
        let sources = snapshot.facts.mentions(person).filter(|it| story.article(it.article).role == Role::Source);
        sources.map(|it| snapshot.read().text(it)).collect()
    };
    let Some(asked) = home else { return Ok(edits) };
    match person.record {
        Some((file, at)) => {
            let record = &story.files[file as usize].persons[at as usize];
            edits.extend(in_record(snapshot, file, record, &also(record, old, new, &published), new));
        }
        // Without a source that says otherwise the draft's word is all there is.
        None if published.is_empty() => {}
        None => edits.extend(new_record(snapshot, asked, person, &also(&PersonRecord::default(), old, new, &published), new)),
    }
    Ok(edits)
}

/// What a draft's mention becomes: the whole name by the whole, the first word by the first, the last by the last. `None` for other
/// forms, which may be right as they are.
fn in_place_of(words: &str, old: &str, new: &str) -> Option<String> {
    if words == old {
        return Some(new.to_owned());
    }
    let (mut old, mut new) = (old.split_whitespace(), new.split_whitespace());
    let (first, last) = (old.next()?, old.next_back()?);
    let (new_first, new_last) = (new.next()?, new.next_back()?);
    let new = if words == last {
        new_last
    } else if words == first {
        new_first
    } else {
        return None;
    };
    (new != words).then(|| new.to_owned())
}

/// The names that the record must keep so that the sources' mentions still mean this person: the old one and what sources write,
/// but no part of a name that is kept.
fn also(record: &PersonRecord, old: &str, new: &str, published: &[&str]) -> Vec<String> {
    let mut known: Vec<String> = record.also.iter().map(|it| it.value.to_string()).collect();
    known.push(new.to_owned());
    let mut kept = Vec::new();
    let spoken: BTreeSet<String> = published.iter().map(|it| single_spaced(it)).collect();
    let mut names: Vec<String> = spoken.into_iter().collect();
    // The longest first: "Marsh" is part of "Helen Marsh".
    names.sort_by_key(|it| std::cmp::Reverse(it.split(' ').count()));
    for name in std::iter::once(old.to_owned()).chain(names) {
        let is_part = |whole: &String| name.split(' ').all(|word| whole.split(' ').any(|it| it == word));
        if !known.iter().any(is_part) {
            known.push(name.clone());
            kept.push(name);
        }
    }
    kept
}

/// The record with its new name, and the old ones under `also`.
fn in_record(snapshot: &Snapshot, file: u32, record: &PersonRecord, also: &[String], new: &str) -> Option<(Spot, String)> {
    let read = &snapshot.story.files[file as usize];
    let line_end = super::words::line_end(read.text());
    let also = if also.is_empty() { String::new() } else { format!("{line_end}also: {}", also.join(", ")) };
    if let Some(name) = &record.name {
        return Some((Spot { file, span: name.span }, format!("{new}{also}")));
    }
    let marker = read.sections.iter().find(|it| it.span == record.section)?.marker.end;
    Some((Spot { file, span: Span::new(marker, marker) }, format!("{line_end}name: {new}{also}")))
}

/// A record at the end of the file that was asked about. `None` in plain text, which holds no records.
fn new_record(snapshot: &Snapshot, file: u32, person: &Person, also: &[String], new: &str) -> Option<(Spot, String)> {
    let mut sections = super::writing::Sections::at_the_end(snapshot, file)?;
    sections.begin("person", &person.id);
    sections.header("name", new);
    sections.header("also", &also.join(", "));
    let written = sections.written();
    Some((written.spot, written.text))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{rename, renamed};
    use crate::fixture;

    /// The text after a rename at the cursor, or why there is none.
    fn after(marked: &str, new: &str) -> Result<String, String> {
        let (mut text, at) = fixture::cursor(marked);
        let snapshot = fixture::snapshot(&text);
        let renamed = renamed(&snapshot, 0, at).ok_or("nothing to rename")?;
        for (spot, new) in rename(&snapshot, &renamed, new, Some(0))?.into_iter().rev() {
            text.replace_range(spot.span.start as usize..spot.span.end as usize, &new);
        }
        Ok(text)
    }

    #[track_caller]
    fn check(marked: &str, new: &str, expected: &Expect) {
        expected.assert_eq(&after(marked, new).unwrap_or_else(|why| why));
    }

    const HARBOUR: &str = "\
--- article post

Helen Marsh, the harbour master, closed the port. Mrs Marsh gave no reason.

--- article desk
role: draft

Helen Marsh closed the port. “No,” said Marsh.

--- person marsh
name: Helen Ma<|>rsh
role: harbour master
";

    #[test]
    fn a_name_changes_in_the_record_and_in_drafts_and_sources_keep_theirs() {
        let changed = after(HARBOUR, "Helen Marshall").expect("it can be renamed");
        let facts = fixture::snapshot(&changed).facts;
        assert_eq!(facts.people.persons.iter().map(|it| facts.mentions(it).count()).collect::<Vec<_>>(), [4], "all are still one person");
        check(
            HARBOUR,
            "Helen Marshall",
            &expect![[r#"
            --- article post

            Helen Marsh, the harbour master, closed the port. Mrs Marsh gave no reason.

            --- article desk
            role: draft

            Helen Marshall closed the port. “No,” said Marshall.

            --- person marsh
            name: Helen Marshall
            also: Helen Marsh
            role: harbour master
        "#]],
        );
    }

    #[test]
    fn without_a_record_one_is_written() {
        let (text, _) = HARBOUR.split_once("\n--- article desk").expect("it is there");
        check(
            &text.replace("Mrs Marsh", "Mrs Mar<|>sh"),
            "Helen Marshall",
            &expect![[r#"
            --- article post

            Helen Marsh, the harbour master, closed the port. Mrs Marsh gave no reason.

            --- person helen-marsh
            name: Helen Marshall
            also: Helen Marsh
        "#]],
        );
    }

    #[test]
    fn an_id_changes_wherever_it_is_written() {
        let text = "--- article post\n\n[Mrs Marsh]{person=mar<|>sh} and [the master]{fact=chief value=\"@marsh\"}.\n\n\
            --- person marsh\nname: Helen Marsh\n\n--- fact chief\nvalue: @marsh\n\n--- decision chief\nverdict: value @marsh\n";
        check(
            text,
            "helen-marsh",
            &expect![[r#"
            --- article post

            [Mrs Marsh]{person=helen-marsh} and [the master]{fact=chief value="@helen-marsh"}.

            --- person helen-marsh
            name: Helen Marsh

            --- fact chief
            value: @helen-marsh

            --- decision chief
            verdict: value @helen-marsh
        "#]],
        );
    }

    #[test]
    fn an_id_that_cannot_be_is_refused() {
        let text = "--- person a<|>\nname: Ada Orr\n\n--- person b\nname: Bo Orr\n";
        check(text, "b", &expect!["another person has the id 'b'"]);
        check(text, "a b", &expect!["'a b' is no id: write letters, digits, '-', '_' and '.'"]);
        check(text, "none", &expect!["'none' is for words that name nobody: write another id"]);
        check(&text.replace("a<|>", "a").replace("Bo", "B<|>o"), " ", &expect!["a name is one line with something on it"]);
    }

    #[test]
    fn other_words_cannot_be_renamed() {
        check("--- article a\n\nThe fer<|>ry left.\n", "boat", &expect!["nothing to rename"]);
        check("--- article a\n\n[Wagner]{person=no<|>ne} left.\n", "boat", &expect!["nothing to rename"]);
    }
}
