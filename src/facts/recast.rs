//! Which articles a change of the cast concerns: those with a word of a name that means somebody else than before.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::{Cast, Character};
use super::fullnames::one_edit_apart;
use super::people::PersonKey;
use super::tallies::Tallies;
use crate::bundle::Story;

/// The articles in which a name may mean somebody else by `new` than by `old`. All of them, and perhaps a few more.
pub(super) fn articles(old: &Cast, new: &Cast, tallies: &Tallies) -> BTreeSet<u32> {
    let mut changed: Vec<&str> = differing(&old.full, &new.full, |one, other| one.map(|at| old.key(at)) == other.map(|at| new.key(at)));
    changed.extend(differing(&old.short, &new.short, |one, other| {
        one.len() == other.len()
            && one.iter().zip(other).all(|(&(one, bond), &(other, other_bond))| old.key(one) == new.key(other) && bond == other_bond)
    }));
    let mut words: BTreeSet<String> = changed.into_iter().flat_map(|name| name.split(' ').map(str::to_owned)).collect();
    // Of these a name may be a misprint.
    let mut near: BTreeSet<String> = BTreeSet::new();
    let mut concerned: BTreeSet<u32> = BTreeSet::new();
    let (before, after) = (by_key(old), by_key(new));
    for (key, character) in &after {
        let known = before.get(key);
        if let Some(known) = known {
            let one_alone = |one: &Character, other: &Character| {
                one.articles.iter().copied().filter(|it| other.articles.binary_search(it).is_err()).collect::<Vec<u32>>()
            };
            concerned.extend(one_alone(known, character));
            concerned.extend(one_alone(character, known));
        } else {
            concerned.extend(&character.articles);
        }
        if known.is_none_or(|it| !it.answers_alike(character)) {
            for it in [*character].into_iter().chain(known.copied()) {
                gather(it, &mut words, &mut near);
            }
        }
    }
    for character in before.iter().filter(|(key, _)| !after.contains_key(key)).map(|it| it.1) {
        concerned.extend(&character.articles);
        gather(character, &mut words, &mut near);
    }
    if !words.is_empty() || !near.is_empty() {
        let misprint = |word: &str, name: &String| {
            // One letter more, less or other, or two in turn: one end is the same, and the lengths differ by a letter of four bytes.
            let (one, other) = (word.as_bytes(), name.as_bytes());
            one.len().abs_diff(other.len()) <= 4
                && (one.first() == other.first() || one.last() == other.last())
                && one_edit_apart(word, name)
        };
        concerned.extend(tallies.articles_with(|word| words.contains(word) || near.iter().any(|name| misprint(word, name))));
    }
    concerned
}

/// The articles in which an annotation names a record's id that is somebody else's by `new` than by `old`.
pub(super) fn annotated(then: &Story, now: &Story, old: &Cast, new: &Cast) -> BTreeSet<u32> {
    let (before, after) = (old.by_record_id(then), new.by_record_id(now));
    let names_another = |id: &str| before.get(id) != after.get(id);
    let concerned = (0..now.articles.len() as u32)
        .filter(|&at| now.article(at).annotations.iter().filter_map(|it| it.person.as_ref()).any(|person| names_another(&person.value)));
    concerned.collect()
}

/// The names that stand in one map only, or for which the two say otherwise.
fn differing<'a, V>(old: &'a BTreeMap<String, V>, new: &'a BTreeMap<String, V>, same: impl Fn(&V, &V) -> bool) -> Vec<&'a str> {
    let (mut before, mut after) = (old.iter().peekable(), new.iter().peekable());
    let mut names = Vec::new();
    loop {
        match (before.peek(), after.peek()) {
            (None, None) => return names,
            (Some((one, said)), Some((other, says))) if one == other => {
                if !same(said, says) {
                    names.push(one.as_str());
                }
                before.next();
                after.next();
            }
            (Some((one, _)), other) if other.is_none_or(|(other, _)| one < other) => {
                names.push(one.as_str());
                before.next();
            }
            _ => names.extend(after.next().map(|(name, _)| name.as_str())),
        }
    }
}

fn by_key(cast: &Cast) -> BTreeMap<PersonKey, &Character> {
    cast.characters.iter().map(|it| (it.key, it)).collect()
}

/// Adds the words of every name that may mean somebody, and the ones that a misprint may be of.
fn gather(character: &Character, words: &mut BTreeSet<String>, near: &mut BTreeSet<String>) {
    words.extend(character.singles.iter().cloned());
    for form in &character.forms {
        words.extend(form.short_forms().iter().flat_map(|(short, _)| short.split(' ').map(str::to_owned)));
        near.extend([form.family_head().to_owned(), form.given_joined()]);
    }
}

impl Character {
    /// Whether the names that may be this person's are the same, in whatever articles.
    fn answers_alike(&self, other: &Self) -> bool {
        (&self.forms, &self.singles, &self.not, self.gender) == (&other.forms, &other.singles, &other.not, other.gender)
    }
}
