//! Who is meant: records made of what is known, names added to them, two people told apart and two names joined.

use std::collections::BTreeSet;

use super::super::writing::{Sections, Written, bracketed, free_id, header_line};
use super::super::{Spot, hover};
use super::{Action, ActionKind};
use crate::bundle::PersonRecord;
use crate::facts::{Person, Place};
use crate::lexicon;
use crate::snapshot::Snapshot;
use crate::text::{Span, single_spaced};

/// Most other people that a name is offered to mean.
const MOST_OTHERS: usize = 5;
/// A longer stretch is no name.
const LONGEST_NAME: usize = 6;

/// What can be said of the people named at `place`: a mention, or words that were selected; in bundle `file`.
pub(super) fn people(snapshot: &Snapshot, file: u32, place: Place) -> Vec<Action> {
    let desk = Desk { snapshot, file };
    let facts = &snapshot.facts;
    match facts.person_at(place.article, place.span.start) {
        Some((person, mention)) if mention.span.contains(place.span) => desk.about(person, mention),
        _ => {
            let unclear = facts.unlinked().find(|it| it.article == place.article && it.span.contains(place.span));
            desk.unnamed(unclear.unwrap_or(place), unclear.is_some())
        }
    }
}

/// "These are two different people", for a report that one person's name is spelt in two ways: `one` and `other` are the spellings.
pub(super) fn apart(snapshot: &Snapshot, file: u32, one: Place, other: Place) -> Option<Action> {
    let desk = Desk { snapshot, file };
    let (person, _) = snapshot.facts.person_at(one.article, one.span.start)?;
    let (one, other) = (desk.words(one), desk.words(other));
    let mut edits = Vec::new();
    let mut sections = Sections::at_the_end(snapshot, file)?;
    // Whoever has been made of both names makes way.
    let taken = |id: &str, new: &str| id == new || (id != person.id || person.record.is_some()) && desk.is_taken(id);
    let mut new = |name: &str, not: &str, first: &str| {
        let id = free_id(name, "person", |id| taken(id, first));
        sections.begin("person", &id);
        sections.header("name", name);
        sections.header("not", not);
        id
    };
    if let Some((file, record)) = desk.record(person) {
        let known = |words: &str| names(record).any(|it| it == words);
        let (own, stranger) = if known(&other) { (&other, &one) } else { (&one, &other) };
        edits.extend(header_line(snapshot, file, record.section, "not", stranger));
        new(stranger, own, "");
    } else {
        let first = new(&one, &other, "");
        new(&other, &one, &first);
    }
    edits.push(sections.written());
    Some(Action::new(ActionKind::Fix, "These are two different people", edits))
}

/// Every name of a record.
fn names(record: &PersonRecord) -> impl Iterator<Item = &str> {
    record.name.iter().chain(&record.also).map(|it| it.value.as_str())
}

struct Desk<'s> {
    snapshot: &'s Snapshot,
    file: u32,
}

impl<'s> Desk<'s> {
    /// What can be said of a mention of somebody.
    fn about(&self, person: &Person, mention: Place) -> Vec<Action> {
        let mut actions = Vec::new();
        let said = self.words(mention);
        let name = &person.name;
        match self.record(person) {
            None => actions.extend(self.new_record(person).map(|it| rewrite(format!("Create a record of {name}"), vec![it]))),
            Some((file, record)) if !is_part_of_any(&said, names(record)) => {
                let line = header_line(self.snapshot, file, record.section, "also", &said);
                actions.extend(line.map(|it| rewrite(format!("Add '{said}' to the record of {name}"), vec![it])));
            }
            Some(_) => {}
        }
        let others: Vec<&Person> = self.namesakes(&said).filter(|it| it.id != person.id).take(MOST_OTHERS).collect();
        for other in &others {
            actions.extend(self.means(mention, other));
        }
        for other in &others {
            actions.extend(self.same(person, other));
        }
        let stranger = self.mark_as(mention, &self.free_id(&said), |sections, id| {
            sections.begin("person", id);
            sections.header("name", &said);
        });
        actions.extend(stranger.map(|edits| rewrite(format!("This is somebody else than {name}"), edits)));
        actions.extend(self.annotated(mention, "none").map(|it| rewrite("This is not a person", vec![it])));
        actions
    }

    /// What can be said of words that name nobody so far, or whose bearer is `unclear`.
    fn unnamed(&self, place: Place, unclear: bool) -> Vec<Action> {
        let said = self.words(place);
        let is_name = said.chars().any(char::is_alphabetic) && said.split(' ').count() <= LONGEST_NAME;
        if place.span.is_empty() || !is_name {
            return Vec::new();
        }
        let mut actions: Vec<Action> = self.namesakes(&said).take(MOST_OTHERS).filter_map(|it| self.means(place, it)).collect();
        let new = self.mark_as(place, &self.free_id(&said), |sections, id| {
            sections.begin("person", id);
            sections.header("name", &said);
        });
        let title = if unclear { "This is somebody else" } else { "Mark as a person" };
        actions.extend(new.map(|edits| rewrite(title, edits)));
        actions
    }

    /// "This is Ada Orr", with a record where she has none.
    fn means(&self, place: Place, person: &Person) -> Option<Action> {
        let edits = match self.record(person) {
            Some(_) => vec![self.annotated(place, &person.id)?],
            None => vec![self.annotated(place, &person.id)?, self.new_record(person)?],
        };
        Some(rewrite(format!("This is {}", person.name), edits))
    }

    /// "The same person as Ada Orr": one record gets the other's name. `None` where both have a record: which one stays is for people
    /// to say.
    fn same(&self, person: &Person, other: &Person) -> Option<Action> {
        let edit = match (self.record(person), self.record(other)) {
            (Some(_), Some(_)) => return None,
            (Some((file, record)), None) => header_line(self.snapshot, file, record.section, "also", &other.name)?,
            (None, Some((file, record))) => header_line(self.snapshot, file, record.section, "also", &person.name)?,
            (None, None) => {
                let mut sections = Sections::at_the_end(self.snapshot, self.file)?;
                self.write_record(&mut sections, person, Some(&other.name));
                sections.written()
            }
        };
        Some(rewrite(format!("{} is the same person as {}", person.name, other.name), vec![edit]))
    }

    /// A record of somebody who has none, with all that is known.
    fn new_record(&self, person: &Person) -> Option<Written> {
        let mut sections = Sections::at_the_end(self.snapshot, self.file)?;
        self.write_record(&mut sections, person, None);
        Some(sections.written())
    }

    fn write_record(&self, sections: &mut Sections, person: &Person, more: Option<&str>) {
        sections.begin("person", &person.id);
        sections.header("name", &person.name);
        // A name that somebody else has as well would make the record claim both.
        let others: BTreeSet<String> = self.persons().filter(|it| it.id != person.id).flat_map(|it| keys(&it.name)).collect();
        let own = person.aliases.iter().filter(|it| !keys(it).iter().all(|key| others.contains(key))).map(String::as_str);
        let also: Vec<&str> = more.into_iter().chain(own).collect();
        if !also.is_empty() {
            sections.header("also", &also.join(", "));
        }
        for (office, _) in hover::offices(self.snapshot, person) {
            sections.header("role", &office);
        }
        if let Some(ages) = hover::ages(self.snapshot, person) {
            sections.header("note", &ages);
        }
    }

    /// The words as a mention of the person `id`, with the record that `write` makes at the end of the file.
    fn mark_as(&self, place: Place, id: &str, write: impl Fn(&mut Sections, &str)) -> Option<Vec<Written>> {
        let mut sections = Sections::at_the_end(self.snapshot, self.file)?;
        write(&mut sections, id);
        Some(vec![self.annotated(place, id)?, sections.written()])
    }

    /// The words as a mention of the person `id`: an annotation that stands there already gets the new id.
    fn annotated(&self, place: Place, id: &str) -> Option<Written> {
        let article = self.snapshot.story.article(place.article);
        let whole = article.annotations.iter().find(|it| it.span == place.span && it.person.is_some());
        if let Some(person) = whole.and_then(|it| it.person.as_ref()) {
            let file = self.snapshot.story.file_of(place.article);
            return (person.value != id).then(|| (Spot { file, span: person.span }, id.to_owned()).into());
        }
        let marked = bracketed(self.snapshot, place, &format!("person={id}"));
        // Inside somebody else's annotation a second one would say two things.
        marked.filter(|_| !article.annotations.iter().any(|it| it.person.is_some() && it.span.overlaps(place.span)))
    }

    /// Everybody who shares a word of a name with these words.
    fn namesakes(&self, said: &str) -> impl Iterator<Item = &'s Person> {
        let wanted = keys(said);
        let shares = move |name: &str| keys(name).iter().any(|key| wanted.contains(key));
        self.persons().filter(move |it| shares(&it.name) || it.aliases.iter().any(|it| shares(it)))
    }

    fn persons(&self) -> impl Iterator<Item = &'s Person> {
        self.snapshot.facts.people.persons.iter().map(|it| &**it)
    }

    fn record(&self, person: &Person) -> Option<(u32, &'s PersonRecord)> {
        let at = person.record?;
        Some((at.0, self.snapshot.story.person_record(at)))
    }

    /// An id for somebody of this name that nobody has.
    fn free_id(&self, name: &str) -> String {
        free_id(name, "person", |id| self.is_taken(id))
    }

    fn is_taken(&self, id: &str) -> bool {
        self.persons().any(|it| it.id == id) || self.snapshot.story.person(id).is_some()
    }

    fn words(&self, place: Place) -> String {
        single_spaced(self.snapshot.read().text(place))
    }
}

fn rewrite(title: impl Into<String>, edits: Vec<Written>) -> Action {
    Action::new(ActionKind::Rewrite, title, edits)
}

/// The words of a name in one spelling, without honorifics: "Mr Tô Hòa" as "to", "hoa".
fn keys(name: &str) -> Vec<String> {
    name.split_whitespace().map(lexicon::folded).filter(|it| !it.is_empty() && lexicon::honorific(it).is_none()).collect()
}

/// Whether all words of `name` stand in one of `names`: "Marsh" is part of "Helen Marsh".
fn is_part_of_any<'n>(name: &str, mut names: impl Iterator<Item = &'n str>) -> bool {
    let wanted = keys(name);
    names.any(|whole| wanted.iter().all(|word| keys(whole).contains(word)))
}

/// The place of the words that a span of a file covers, where they stand in one article's text.
pub(super) fn place_of(snapshot: &Snapshot, file: u32, span: Span) -> Option<Place> {
    let (article, start) = snapshot.at(file, span.start)?;
    let body = &snapshot.story.article(article).body;
    let end = body.from_file(span.end).filter(|end| start <= *end)?;
    let text = Span::new(start, end).of(&body.text);
    // What is selected with the blanks round it means the words.
    let lead = (text.len() - text.trim_start().len()) as u32;
    let words = text.trim().len() as u32;
    let span = if words == 0 { Span::new(start, start) } else { Span::new(start + lead, start + lead + words) };
    Some(Place { article, span })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::super::writing::applied;
    use super::super::{Signature, actions};
    use crate::fixture;
    use crate::snapshot::Snapshot;
    use crate::text::Span;

    /// What can be said of the people at the cursor, or of the words up to a second one.
    fn titles(marked: &str) -> Vec<String> {
        offered(marked).1.into_iter().map(|it| it.title).filter(|it| !it.starts_with("Mark as a fact")).collect()
    }

    fn offered(marked: &str) -> (String, Vec<super::Action>) {
        let (text, start) = fixture::cursor(marked);
        let (text, end) = if text.contains("<|>") { fixture::cursor(&text) } else { (text, start) };
        let found = actions(&fixture::snapshot(&text), 0, Span::new(start, end), &Signature::default());
        (text, found)
    }

    /// What an action writes, behind the text that was there; with the text as it is read then.
    #[track_caller]
    fn check(marked: &str, title: &str, expected: &Expect) -> Snapshot {
        let (text, found) = offered(marked);
        let action = found.iter().find(|it| it.title == title).unwrap_or_else(|| panic!("{title} is offered: {found:?}"));
        let after = applied(&text, &action.edits);
        expected.assert_eq(&after);
        let snapshot = fixture::snapshot(&after);
        assert_eq!(snapshot.problems(), [], "{after}");
        snapshot
    }

    /// Everybody with the number of mentions.
    fn people(snapshot: &Snapshot) -> Vec<(&str, usize)> {
        snapshot.facts.people.persons.iter().map(|it| (it.id.as_str(), snapshot.facts.mentions(it).count())).collect()
    }

    const HARBOUR: &str = "--- article post\n\nHarbour master Helen Marsh, 51, closed the port. Mrs Mar<|>sh gave no reason.\n";

    #[test]
    fn a_record_holds_all_that_is_known_and_means_the_same_person() {
        let snapshot = check(
            HARBOUR,
            "Create a record of Helen Marsh",
            &expect![[r#"
            --- article post

            Harbour master Helen Marsh, 51, closed the port. Mrs Marsh gave no reason.

            --- person helen-marsh
            name: Helen Marsh
            also: Mrs Marsh
            note: age: 51 (post)
        "#]],
        );
        assert_eq!(people(&snapshot), [("helen-marsh", 2)]);
    }

    #[test]
    fn a_name_of_somebody_with_a_record_is_added_to_it() {
        let text = "--- article post\n\n[The Ir<|>on Mayor]{person=orr} spoke.\n\n--- person orr\nname: Ada Orr\nalso: Orr\nborn: 1961\n";
        let snapshot = check(
            text,
            "Add 'The Iron Mayor' to the record of Ada Orr",
            &expect![[r#"
            --- article post

            [The Iron Mayor]{person=orr} spoke.

            --- person orr
            name: Ada Orr
            also: Orr
            also: The Iron Mayor
            born: 1961
        "#]],
        );
        assert_eq!(people(&snapshot), [("orr", 1)]);
        assert!(!titles(&text.replace("The Ir<|>on Mayor", "Mrs O<|>rr")).iter().any(|it| it.starts_with("Add")), "it is known");
    }

    #[test]
    fn words_are_marked_as_somebody_known_or_new() {
        let text = "--- article post\n\nAda Orr spoke, said her sister. <|>Dr. Orr<|> left.\n\n--- person orr\nname: Ada Orr\n\n--- person bo\nname: Bo Orr\n";
        assert!(titles(text).starts_with(&["This is Ada Orr".to_owned(), "This is Bo Orr".to_owned()]), "{:?}", titles(text));
        let snapshot = check(
            text,
            "This is Bo Orr",
            &expect![[r#"
            --- article post

            Ada Orr spoke, said her sister. [Dr. Orr]{person=bo} left.

            --- person orr
            name: Ada Orr

            --- person bo
            name: Bo Orr
        "#]],
        );
        assert_eq!(people(&snapshot), [("orr", 1), ("bo", 1)]);
        let unknown = "--- article post\n\nThen <|>the ferryman<|> left.\n";
        assert_eq!(titles(unknown), ["Mark as a person"]);
        let snapshot = check(
            unknown,
            "Mark as a person",
            &expect![[r#"
            --- article post

            Then [the ferryman]{person=the-ferryman} left.

            --- person the-ferryman
            name: the ferryman
        "#]],
        );
        assert_eq!(people(&snapshot), [("the-ferryman", 1)]);
    }

    #[test]
    fn a_mention_is_said_to_be_somebody_else_or_nobody() {
        let snapshot = check(
            HARBOUR,
            "This is somebody else than Helen Marsh",
            &expect![[r#"
            --- article post

            Harbour master Helen Marsh, 51, closed the port. Mrs [Marsh]{person=marsh} gave no reason.

            --- person marsh
            name: Marsh
        "#]],
        );
        assert_eq!(people(&snapshot), [("helen-marsh", 1), ("marsh", 1)]);
        let (text, found) = offered(HARBOUR);
        let nobody = found.iter().find(|it| it.title == "This is not a person").expect("it is offered");
        assert_eq!(people(&fixture::snapshot(&applied(&text, &nobody.edits))), [("helen-marsh", 1)]);
    }

    #[test]
    fn two_spellings_are_two_people_when_the_desk_says_so() {
        let text =
            "--- article post\n\nTom Wetz<|>ler spoke. Mr Wetzler left.\n\n--- article wire\n\nTom Welzler spoke. Mr Welzler left.\n";
        let snapshot = check(
            text,
            "These are two different people",
            &expect![[r#"
            --- article post

            Tom Wetzler spoke. Mr Wetzler left.

            --- article wire

            Tom Welzler spoke. Mr Welzler left.

            --- person tom-wetzler
            name: Tom Wetzler
            not: Tom Welzler

            --- person tom-welzler
            name: Tom Welzler
            not: Tom Wetzler
        "#]],
        );
        assert_eq!(people(&snapshot), [("tom-wetzler", 2), ("tom-welzler", 2)]);
        assert!(snapshot.conflicts.is_empty());
    }

    #[test]
    fn two_names_are_one_person_when_the_desk_says_so() {
        let text = "--- article post\n\nHelen Ma<|>rsh, the mayor, spoke. Mrs Marsh left.\n\n--- article wire\n\nLena Marsh, the mayor, spoke. Lena Marsh left.\n";
        assert_eq!(people(&fixture::snapshot(&text.replace("<|>", ""))).len(), 2);
        let snapshot = check(
            text,
            "Helen Marsh is the same person as Lena Marsh",
            &expect![[r#"
            --- article post

            Helen Marsh, the mayor, spoke. Mrs Marsh left.

            --- article wire

            Lena Marsh, the mayor, spoke. Lena Marsh left.

            --- person helen-marsh
            name: Helen Marsh
            also: Lena Marsh
            role: mayor
        "#]],
        );
        assert_eq!(people(&snapshot), [("helen-marsh", 4)]);
    }

    #[test]
    fn plain_words_and_blanks_say_nothing_of_people() {
        assert_eq!(titles("--- article post\n\nThe fer<|>ry left.\n"), [""; 0]);
        assert_eq!(
            titles("--- article post\n\nThe ferry left,<|> and <|>the mayor of the old town by the sea stayed at home.\n"),
            ["Mark as a person"]
        );
        assert_eq!(titles("--- article post\n\nThe <|>15<|> left.\n"), [""; 0]);
    }
}
