//! The people of a story by their full names, and who a shorter name means.

use std::collections::{BTreeMap, BTreeSet};

use super::fullnames::{FullName, is_suffix, one_edit_apart};
use super::people::{Known, PersonKey};
use super::records::{RecordNames, record_names};
use super::tallies::Chosen;
use crate::bundle::Story;
use crate::lexicon::{self, Gender};

/// Somebody: every full name that has been found to be one person's.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Character {
    /// Who it is, once everybody is known.
    pub key: PersonKey,
    /// What the key is made from: the record's id, or the name that most articles give, so that a further name seldom changes it.
    known_by: String,
    /// How many articles give that name.
    known_in: usize,
    /// The record: (file, index in the file's `persons`).
    record: Option<(u32, u32)>,
    /// Full names in the text and the record.
    pub forms: Vec<FullName>,
    /// Single names: of a record, or of somebody who has no full name in the story.
    pub singles: Vec<String>,
    /// Names that are never this person, by the record.
    pub not: Vec<String>,
    /// Articles that give a full name, ascending.
    pub articles: Vec<u32>,
    /// Who bears the given name or has the honorific, where either tells.
    pub gender: Option<Gender>,
}

/// How a short name belongs to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// A surname, or a name that a record gives.
    Family,
    /// The given name alone: only where the same article has the full name.
    Given,
}

/// Who a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The character with this index.
    One(usize),
    /// Somebody, but two or more come into question.
    Several,
    /// Nobody known.
    Unknown,
}

/// Everybody with a name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cast {
    pub characters: Vec<Character>,
    /// Full names as keys, with their bearer; `None` for one that two may bear.
    pub full: BTreeMap<String, Option<usize>>,
    /// By the last word of the family name and by all words of a family-first name.
    by_family: BTreeMap<String, Vec<usize>>,
    /// By given name and the first letter of the surname, for misprints.
    by_given: BTreeMap<(String, u8), Vec<usize>>,
    /// Short names with everybody they may mean.
    pub short: BTreeMap<String, Vec<(usize, Bond)>>,
    /// By article: who is given a full name there.
    present: BTreeMap<u32, Vec<usize>>,
}

impl Cast {
    /// Finds everybody: records first, then full names, then people with one name only.
    pub(super) fn of(story: &Story, mut full: Vec<Chosen>, singles: &[Chosen]) -> Self {
        let mut cast = Self::default();
        for it in record_names(story) {
            cast.add_record(it);
        }
        // The fullest names first, so that "John A. Dunn" and "John B. Dunn" stand apart before "John Dunn" comes.
        full.sort_by_cached_key(|it| (std::cmp::Reverse(it.name.split(' ').count()), std::cmp::Reverse(it.name.len()), it.name.clone()));
        for it in &full {
            cast.add_full(it);
        }
        for (at, character) in cast.characters.iter().enumerate() {
            for &article in &character.articles {
                cast.present.entry(article).or_default().push(at);
            }
        }
        for it in singles {
            let known = |article: u32| {
                cast.who(&it.name, article, it.gender) != Who::Unknown || cast.who_misspelt(&it.name, it.hyphened, article) != Who::Unknown
            };
            let (known, unknown): (Vec<u32>, Vec<u32>) = it.articles.iter().partition(|&&article| known(article));
            if !unknown.is_empty() && !cast.adopt_given_name(&it.name) && known.is_empty() {
                cast.add_single(&it.name, it.gender);
            }
        }
        cast.name_all();
        cast
    }

    /// Takes in a person of a record with the names that the record gives.
    fn add_record(&mut self, record: RecordNames) {
        let at = self.characters.len();
        let known_by = format!("#{}", record.id);
        let mut character = Character { record: Some(record.record), known_by, not: record.not, ..Character::default() };
        for name in record.names {
            match FullName::read(&name, true) {
                Some(form) => character.forms.push(form),
                None => character.singles.push(name.clone()),
            }
            self.full.entry(name).or_insert(Some(at));
        }
        self.characters.push(character);
        self.index(at);
    }

    /// Takes in a full name that the text gives; joins it to the one person it agrees with, if there is one.
    fn add_full(&mut self, name: &Chosen) {
        let articles = &name.articles;
        if let Some(&Some(at)) = self.full.get(&*name.name) {
            self.characters[at].appears_in(articles);
            return;
        }
        let Some(form) = FullName::read(&name.name, name.hyphened) else { return };
        let agreeing = self.agreeing(&name.name, &form, articles);
        let bearer = match *agreeing.as_slice() {
            [] => {
                self.characters.push(Character::default());
                Some(self.characters.len() - 1)
            }
            [at] => Some(at),
            // "J. Dunn" beside John Dunn and James Dunn: somebody, but who?
            _ => None,
        };
        self.full.insert(name.name.to_string(), bearer);
        if let Some(at) = bearer {
            let character = &mut self.characters[at];
            character.appears_in(articles);
            character.gender = character.gender.or(form.gender());
            character.forms.push(form);
            // Later names are shorter; of two that are given as often the longer one counts.
            if character.record.is_none() && (character.known_by.is_empty() || character.known_in < articles.len()) {
                character.known_by = name.name.to_string();
                character.known_in = articles.len();
            }
            self.index(at);
        }
    }

    fn agreeing(&self, key: &str, form: &FullName, articles: &[u32]) -> Vec<usize> {
        let family = self.by_family.get(form.family_head()).into_iter().flatten();
        let mut agreeing: Vec<usize> = family
            .copied()
            .filter(|&at| self.characters[at].forms.iter().all(|other| form.agrees(other) || form.misspells(other)))
            .filter(|&at| !self.characters[at].forms.is_empty() && !self.characters[at].not.iter().any(|not| not == key))
            .collect();
        if agreeing.is_empty() {
            let near = (form.given().to_owned(), form.family_head().as_bytes()[0]);
            agreeing = self.by_given.get(&near).into_iter().flatten().copied().collect();
            agreeing.retain(|&at| {
                let character = &self.characters[at];
                // "Jane Hansen and Jane Hanson": two known surnames in one article are two people.
                let known = |name: &FullName| lexicon::is_surname(name.family_head());
                let two = articles.iter().any(|it| character.articles.binary_search(it).is_ok());
                character.forms.iter().any(|other| form.misspells(other) && !(two && known(form) && known(other)))
                    && !character.not.iter().any(|not| not == key)
            });
        }
        agreeing.sort_unstable();
        agreeing.dedup();
        agreeing
    }

    /// Takes in somebody who is only ever called by one name.
    fn add_single(&mut self, key: &str, gender: Option<Gender>) {
        let at = self.characters.len();
        self.characters.push(Character { known_by: key.to_owned(), singles: vec![key.to_owned()], gender, ..Character::default() });
        self.index(at);
    }

    /// Takes a given name that stands alone in some article as that of the one person who bears it: "his wife, Laci," where
    /// other articles tell of Laci Dunn. False where nobody or more than one does.
    fn adopt_given_name(&mut self, key: &str) -> bool {
        match self.short.get_mut(key).map(Vec::as_mut_slice) {
            Some([(_, bond)]) => {
                *bond = Bond::Family;
                true
            }
            _ => false,
        }
    }

    /// Gives everybody a key; before them, `#` keeps the ids of records apart from names.
    fn name_all(&mut self) {
        let mut taken = BTreeSet::new();
        for character in &mut self.characters {
            let mut key = PersonKey::of(&character.known_by);
            while !taken.insert(key) {
                key = key.next();
            }
            character.key = key;
        }
    }

    /// The key of the character with this index.
    pub(super) fn key(&self, at: usize) -> PersonKey {
        self.characters[at].key
    }

    /// Everybody with a record, by its id; of two with one id the last.
    pub(super) fn by_record_id<'s>(&self, story: &'s Story) -> BTreeMap<&'s str, PersonKey> {
        self.known().into_iter().map(|it| (story.person_record(it.record).id.as_str(), it.key)).collect()
    }

    /// Everybody with a record, in the order of the records.
    pub(super) fn known(&self) -> Vec<Known> {
        self.characters.iter().filter_map(|it| Some(Known { key: it.key, record: it.record? })).collect()
    }

    /// Who bears the full name `key`, where that is known.
    pub(super) fn by_full_name(&self, key: &str) -> Option<usize> {
        self.full.get(key).copied().flatten()
    }

    /// Whether two people of the story bear the surname `key`.
    pub(super) fn is_shared_surname(&self, key: &str) -> bool {
        self.short.get(key).is_some_and(|bearers| 1 < bearers.iter().filter(|(_, bond)| *bond == Bond::Family).count())
    }

    fn index(&mut self, at: usize) {
        let character = &self.characters[at];
        let mut short: Vec<(String, Bond)> = character.singles.iter().map(|single| (single.clone(), Bond::Family)).collect();
        for form in &character.forms {
            short.extend(form.short_forms().into_iter().map(|(form, given)| (form, if given { Bond::Given } else { Bond::Family })));
            push_new(self.by_family.entry(form.family_head().to_owned()).or_default(), at);
            push_new(self.by_given.entry((form.given().to_owned(), form.family_head().as_bytes()[0])).or_default(), at);
        }
        for (form, bond) in short {
            let bearers = self.short.entry(form).or_default();
            match bearers.iter_mut().find(|(bearer, _)| *bearer == at) {
                Some((_, known)) if bond == Bond::Family => *known = Bond::Family,
                Some(_) => {}
                None => bearers.push((at, bond)),
            }
        }
    }

    /// Who `key` means in `article`, where `gender` is what an honorific tells.
    pub(super) fn who(&self, key: &str, article: u32, gender: Option<Gender>) -> Who {
        match self.full.get(key) {
            Some(Some(at)) => return Who::One(*at),
            Some(None) => return Who::Several,
            None => {}
        }
        let bearers = self.short.get(key).map(Vec::as_slice).unwrap_or_default();
        let fits = |at: usize| {
            let character = &self.characters[at];
            let other_gender = matches!((gender, character.gender), (Some(one), Some(two)) if one != two);
            !other_gender && !character.not.iter().any(|not| not == key)
        };
        let here = |&&(at, _): &&(usize, Bond)| fits(at) && self.characters[at].articles.binary_search(&article).is_ok();
        for bond in [Bond::Family, Bond::Given] {
            let mut here = bearers.iter().filter(here).filter(|(_, it)| *it == bond);
            if let Some(&(at, _)) = here.next() {
                return if here.next().is_none() { Who::One(at) } else { Who::Several };
            }
        }
        let mut anywhere = bearers.iter().filter(|&&(at, bond)| bond == Bond::Family && fits(at));
        match (anywhere.next(), anywhere.next()) {
            (Some(&(at, _)), None) => Who::One(at),
            (Some(_), Some(_)) => Who::Several,
            (None, _) => Who::Unknown,
        }
    }

    /// Who a short name means that is one letter away from a known one: "Mr Song-ho" beside Park Sung-ho. Only for a name that
    /// means nobody as it stands, and where one person alone comes into question.
    pub(super) fn who_misspelt(&self, key: &str, hyphened: bool, article: u32) -> Who {
        const SHORTEST_LETTERS: usize = 6;
        if key.len() < SHORTEST_LETTERS || key.contains(' ') || is_suffix(key) {
            return Who::Unknown;
        }
        let mut found = Who::Unknown;
        for &at in self.present.get(&article).into_iter().flatten() {
            let near = self.characters[at].forms.iter().any(|form| {
                if hyphened {
                    form.family_first && one_edit_apart(&form.given_joined(), key)
                } else {
                    !form.family_first
                        && form.family_head().as_bytes()[0] == key.as_bytes()[0]
                        && SHORTEST_LETTERS <= form.family_head().len()
                        && one_edit_apart(form.family_head(), key)
                }
            });
            if near {
                if found != Who::Unknown {
                    return Who::Several;
                }
                found = Who::One(at);
            }
        }
        found
    }
}

impl Character {
    /// Notes the articles (ascending) that give one of its full names.
    fn appears_in(&mut self, articles: &[u32]) {
        self.articles.extend(articles);
        self.articles.sort_unstable();
        self.articles.dedup();
    }
}

fn push_new(list: &mut Vec<usize>, at: usize) {
    if !list.contains(&at) {
        list.push(at);
    }
}
