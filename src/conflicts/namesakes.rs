//! One part of a story, given to two people of one given name: "Orr and Anna Dunn won" in one, "Orr and Anna Brenn won" in another.
//!
//! Of surnames the checks of offices take care: a family shares its surname and many a scene.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::kept::Keeper;
use super::keyed::{Keyed, Speech};
use super::linked::{Key, key};
use super::moved::{Moved, Report};
use super::roll::Change;
use super::{Conflict, Input, Statement, name, swapped, tells};
use crate::bundle::Severity;
use crate::facts::{Context, Person, PersonKey, Place};
use crate::lexicon::{folded, is_family_first};
use crate::text::Span;

/// Two sentences that share this part of the lighter one's words, by weight, tell one thing.
const ALIKE: f32 = 0.45;
/// What they share at least: two names and two telling words.
const LEAST_SHARED: f32 = 12.0;
/// A shorter given name is an initial.
const SHORTEST_LETTERS: usize = 3;
/// A given name that more people of a story bear tells none of them apart.
const MOST_BEARERS: usize = 8;

/// A sentence in which a person is named in full.
struct Scene {
    /// The name.
    name: Place,
    context: Context,
    /// Everybody else it names.
    company: BTreeSet<PersonKey>,
}

/// What is known of people of one given name.
#[derive(Default)]
pub(super) struct Namesakes(Keyed<String, Vec<Told>>);

/// A report, with the names in the two scenes that it is found by: of reports that tell of these already it is no news.
struct Told {
    conflict: Arc<Conflict>,
    names: [Place; 2],
}

impl Keeper for Namesakes {
    /// Reports people of one name in one part.
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let people = &input.facts.people;
        let mut bearers: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        for person in &people.persons {
            if let Some(given) = given_name(person) {
                bearers.entry(given).or_default().push(person);
            }
        }
        let given = |person: PersonKey| people.get(person).and_then(given_name);
        let names = |article: u32| {
            let mut names: Speech<String> = Speech::new();
            let mut told: Option<(Span, Key)> = None;
            for &(place, person) in &input.facts.articles[article as usize].mentions {
                if let Some(name) = given(person) {
                    let known = told.filter(|(paragraph, _)| paragraph.contains(place.span));
                    let said = known.or_else(|| said(input, place));
                    names.entry(name).or_default().push((said.map_or(0, |it| it.1), place.span));
                    told = said;
                }
            }
            names
        };
        self.0.update(change, names, change.turn.altered.iter().filter_map(|it| given(*it)), |name, _| {
            let of_one = bearers.get(name).filter(|it| (2..=MOST_BEARERS).contains(&it.len()))?;
            let pairs = of_one.iter().enumerate().flat_map(|(nth, one)| of_one[nth + 1..].iter().map(move |two| (*one, *two)));
            let told = pairs.filter_map(|(one, two)| conflict(input, one, two));
            Some(told.map(|(conflict, names)| Told { conflict: change.told(conflict), names }).collect())
        });
        let mut told: Vec<Arc<Conflict>> = found.iter().filter(|it| it.kind == name::CHECK.code).cloned().collect();
        for report in self.0.reports().flatten() {
            if !report.names.iter().any(|it| tells(&told, *it)) {
                told.push(Arc::clone(&report.conflict));
                found.push(Arc::clone(&report.conflict));
            }
        }
    }
}

impl Report for Told {
    fn follow(&mut self, moved: &Moved) -> bool {
        self.conflict.follow(moved) && self.names.iter_mut().all(|it| it.follow(moved))
    }
}

/// The paragraph of a name, and what it tells, and of whom, as one number.
fn said(input: &Input<'_>, name: Place) -> Option<(Span, Key)> {
    let reading = &input.read.readings[name.article as usize];
    let paragraph = reading.paragraphs.iter().find(|it| it.span.contains(name.span))?;
    let named = input.facts.within(name.article, paragraph.span);
    let named = named.iter().map(|(it, person)| (it.span.start - paragraph.span.start, it.span.len(), *person));
    Some((paragraph.span, key((input.read.text(Place { span: paragraph.span, ..name }), named.collect::<Vec<_>>()))))
}

/// The given name of somebody who is known by more than that, folded. `None` for an initial and for a family name that stands first.
fn given_name(person: &Person) -> Option<String> {
    let mut words = person.name.split_whitespace();
    let given = folded(words.next()?);
    words.next()?;
    (SHORTEST_LETTERS <= given.chars().count() && !is_family_first(&given)).then_some(given)
}

/// The report on two people of one given name, with the names in the first two scenes that are one.
fn conflict(input: &Input<'_>, here: &Person, there: &Person) -> Option<(Conflict, [Place; 2])> {
    // An article that knows both tells them apart; and one of the two has to be the odd one out.
    let apart = here.articles.iter().any(|it| there.articles.contains(it));
    let is_rare = |person: &Person| person.articles.len() == 1 && person.record.is_none();
    if apart || !(is_rare(here) || is_rare(there)) || swapped::may_be_one_person(input, here.key, there.key) {
        return None;
    }
    let (ones, twos) = (scenes(input, here), scenes(input, there));
    let pair = ones.iter().find_map(|one| twos.iter().find(|two| is_one_scene(one, two)).map(|two| (one, two)))?;
    let alike = |scene: &&Scene, others: &[Scene]| others.iter().any(|it| is_one_scene(scene, it));
    let of = |person: &Person, scene: &Scene| Statement { place: scene.name, value: person.id.clone(), shown: person.name.clone() };
    let mut statements: Vec<Statement> = ones.iter().filter(|it| alike(it, &twos)).map(|it| of(here, it)).collect();
    statements.extend(twos.iter().filter(|it| alike(it, &ones)).map(|it| of(there, it)));
    let conflict = Conflict {
        kind: name::CHECK.code,
        severity: Severity::Information,
        confidence: 0.6,
        subject: "name".to_owned(),
        reason: format!("both sentences tell of the same thing, one of {}, the other of {}", here.name, there.name),
        remark: None,
        statements,
        settled: None,
    };
    Some((conflict, [pair.0.name, pair.1.name]))
}

/// Whether two sentences are one scene: somebody else is named in both, and most is told alike.
fn is_one_scene(one: &Scene, two: &Scene) -> bool {
    if one.company.is_disjoint(&two.company) {
        return false;
    }
    let likeness = one.context.likeness(&two.context);
    ALIKE <= likeness.part && LEAST_SHARED <= likeness.shared && !likeness.other_deeds && !likeness.opposed
}

/// The sentences of running text that name the person in full.
fn scenes(input: &Input<'_>, person: &Person) -> Vec<Scene> {
    input.facts.mentions(person).filter_map(|place| scene(input, person, place)).collect()
}

fn scene(input: &Input<'_>, person: &Person, place: Place) -> Option<Scene> {
    let paragraph = input.read.readings[place.article as usize].paragraphs.iter().find(|it| it.span.contains(place.span))?;
    if !input.read.text(place).contains(char::is_whitespace) {
        return None;
    }
    let prose = &paragraph.reading.prose;
    let body = &input.read.story.article(place.article).body.text;
    let is_inside = |at: &u32| paragraph.place(prose.tokens[*at as usize].span).overlaps(place.span);
    let first = (0..prose.tokens.len() as u32).find(is_inside)?;
    let tokens = first..(first..prose.tokens.len() as u32).find(|at| !is_inside(at)).unwrap_or(prose.tokens.len() as u32);
    let nth = prose.sentence_of(first as usize);
    let sentence = paragraph.place(prose.sentences[nth].span);
    let company = input.facts.within(place.article, sentence).iter().map(|(_, key)| *key).filter(|key| *key != person.key).collect();
    let context = Context::of(paragraph.span.of(body), &paragraph.reading, nth, &tokens);
    Some(Scene { name: place, context, company })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_conflicts;

    #[test]
    fn one_given_name_in_one_scene() {
        check_conflicts(
            "
--- article herald

Peter Orr and Anna Dunn will play the pilots in “Salt”, which Mara Hale writes for the Kellmar theatre.
              ^^^^^^^^^ against note name
--- article post

“Salt” comes to the Kellmar theatre with Peter Orr and Anna Brenn as pilots; Mara Hale writes it.
                                                       ^^^^^^^^^^ note name: name: Anna Brenn here, Anna Dunn in herald
",
        );
    }

    #[test]
    fn two_annas_in_two_scenes() {
        check_conflicts(
            "
--- article herald

Peter Orr and Anna Dunn will play the pilots in “Salt”, which Mara Hale writes for the Kellmar theatre.

--- article post

Peter Orr lives in Westmark with the painter Anna Brenn and two dogs.
",
        );
    }

    #[test]
    fn a_family_in_one_scene() {
        check_conflicts(
            "
--- article herald

Peter Orr and Lora Brenn opened the new theatre in Kellmar with a play by Mara Hale.

--- article post

Peter Orr and Tilda Brenn opened the new theatre in Kellmar with a play by Mara Hale.
",
        );
    }
}
