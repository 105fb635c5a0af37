//! Equal entries as one: what they are found by and linked to is kept, and judged, once for all of them.
//!
//! An agency's paragraph stands in many articles word for word, and with it all that is said there: a hundred copies of a number
//! are one class, found by its keys once and compared with another number once.

use crate::lexicon::Table;

use super::Key;

/// The place in a list that nothing stands at.
const NONE: u32 = u32::MAX;

/// The classes of some entries, with their links (`L`). All numbers are of classes, unless they are said to be of entries.
pub(super) struct Classes<L> {
    /// By number; `first` is [`NONE`] for a number that is free.
    all: Vec<Class<L>>,
    free: Vec<u32>,
    /// By number of the entry: the next entry of its class, or [`NONE`].
    next: Vec<u32>,
    /// Of the keys of an entry, as one: the first of the classes that have these keys.
    alike: Table<Key, u32>,
    keyed: Table<Key, Holders>,
}

/// Entries that are equal.
struct Class<L> {
    /// The first of its entries.
    first: u32,
    /// The next class with the same keys.
    next_alike: u32,
    ties: Box<[Tie<L>]>,
}

/// A class that another is linked to, or itself: copies are.
#[derive(Clone)]
pub(super) struct Tie<L> {
    pub(super) other: u32,
    pub(super) link: L,
}

/// What is found by a key.
#[derive(Default)]
struct Holders {
    /// Ascending.
    classes: Vec<u32>,
    /// How many entries these are.
    entries: u32,
    /// Whether they are too many to show pairs.
    commonplace: bool,
}

impl<L> Default for Classes<L> {
    fn default() -> Self {
        Self { all: Vec::new(), free: Vec::new(), next: Vec::new(), alike: Table::default(), keyed: Table::default() }
    }
}

impl<L> Classes<L> {
    /// The classes with these keys, as one.
    pub(super) fn alike(&self, keys: Key) -> impl Iterator<Item = u32> {
        let first = self.alike.get(&keys).copied();
        std::iter::successors(first, |&it| Some(self.all[it as usize].next_alike).filter(|&it| it != NONE))
    }

    /// The entries of a class, in no order that means anything.
    pub(super) fn members(&self, class: u32) -> impl Iterator<Item = u32> {
        let first = Some(self.all[class as usize].first).filter(|&it| it != NONE);
        std::iter::successors(first, |&it| Some(self.next[it as usize]).filter(|&it| it != NONE))
    }

    /// One of the entries of a class: it stands for all.
    pub(super) fn first(&self, class: u32) -> u32 {
        self.all[class as usize].first
    }

    /// Whether a class has an entry.
    pub(super) fn is_alive(&self, class: u32) -> bool {
        self.all[class as usize].first != NONE
    }

    /// Whether it has two.
    pub(super) fn is_plural(&self, class: u32) -> bool {
        self.members(class).nth(1).is_some()
    }

    /// What a class is linked to.
    pub(super) fn ties(&self, class: u32) -> &[Tie<L>] {
        &self.all[class as usize].ties
    }

    /// Puts an entry into a class that has some.
    pub(super) fn join(&mut self, entry: u32, class: u32, keys: &[Key]) {
        self.put(entry, class);
        for &key in keys {
            self.keyed.entry(key).entries += 1;
        }
    }

    /// Makes a class of an entry with these keys; it has no links yet. `as_one` is what [`Self::alike`] finds it by.
    pub(super) fn make(&mut self, entry: u32, keys: &[Key], as_one: Option<Key>) -> u32 {
        let class = self.free.pop().unwrap_or_else(|| {
            self.all.push(Class { first: NONE, next_alike: NONE, ties: Box::default() });
            self.all.len() as u32 - 1
        });
        self.put(entry, class);
        if let Some(as_one) = as_one {
            self.all[class as usize].next_alike = self.alike.get(&as_one).copied().unwrap_or(NONE);
            self.alike.put(as_one, class);
        }
        for &key in keys {
            let holders = self.keyed.entry(key);
            holders.entries += 1;
            let at = holders.classes.partition_point(|&it| it < class);
            holders.classes.insert(at, class);
        }
        class
    }

    fn put(&mut self, entry: u32, class: u32) {
        if self.next.len() <= entry as usize {
            self.next.resize(entry as usize + 1, NONE);
        }
        let first = &mut self.all[class as usize].first;
        self.next[entry as usize] = std::mem::replace(first, entry);
    }

    /// Takes an entry with these keys out of its class; a class that is empty then has no links any more.
    pub(super) fn leave(&mut self, entry: u32, class: u32, keys: &[Key], as_one: Option<Key>) {
        let next = std::mem::replace(&mut self.next[entry as usize], NONE);
        if self.all[class as usize].first == entry {
            self.all[class as usize].first = next;
        } else {
            let before = self.members(class).find(|&it| self.next[it as usize] == entry);
            self.next[before.expect("an entry stands in its class") as usize] = next;
        }
        let empty = !self.is_alive(class);
        for &key in keys {
            let holders = self.keyed.entry(key);
            holders.entries -= 1;
            if empty {
                holders.classes.retain(|&it| it != class);
            }
        }
        if empty {
            self.untie(class);
            self.forget(class, as_one);
            self.free.push(class);
        }
    }

    /// Takes a class out of those that are alike.
    fn forget(&mut self, class: u32, as_one: Option<Key>) {
        let after = std::mem::replace(&mut self.all[class as usize].next_alike, NONE);
        let Some(as_one) = as_one else { return };
        let before = self.alike(as_one).find(|&it| self.all[it as usize].next_alike == class);
        match before {
            Some(before) => self.all[before as usize].next_alike = after,
            None if after == NONE => self.alike.remove(&as_one),
            None => self.alike.put(as_one, after),
        }
    }

    /// Finds out whether a key of more entries than `most` is commonplace now; where that is new, the classes that have it.
    pub(super) fn count(&mut self, key: Key, most: usize) -> &[u32] {
        if self.keyed.get(&key).is_none_or(|it| it.entries == 0) {
            self.keyed.remove(&key);
            return &[];
        }
        let holders = self.keyed.entry(key);
        let commonplace = most < holders.entries as usize;
        if std::mem::replace(&mut holders.commonplace, commonplace) == commonplace { &[] } else { &holders.classes }
    }

    /// The classes that have a key, ascending; none where it shows no pairs.
    pub(super) fn shown(&self, key: Key) -> &[u32] {
        self.keyed.get(&key).filter(|it| !it.commonplace).map_or(&[], |it| &it.classes)
    }

    /// Takes the links of a class from it and from those it is linked to; these.
    pub(super) fn untie(&mut self, class: u32) -> Vec<u32> {
        let ties = std::mem::take(&mut self.all[class as usize].ties);
        for tie in ties.iter().filter(|it| it.other != class) {
            let others = &mut self.all[tie.other as usize].ties;
            let mut left = std::mem::take(others).into_vec();
            left.retain(|it| it.other != class);
            *others = left.into();
        }
        ties.iter().map(|it| it.other).collect()
    }
}

impl<L: Clone> Classes<L> {
    /// Links classes pair by pair; a class with itself where a pair is of one.
    pub(super) fn tie(&mut self, pairs: &[(u32, u32, L)]) {
        let mut new: Vec<(u32, u32, &L)> = Vec::with_capacity(2 * pairs.len());
        for (one, two, link) in pairs {
            new.push((*one, *two, link));
            if one != two {
                new.push((*two, *one, link));
            }
        }
        new.sort_unstable_by_key(|it| (it.0, it.1));
        for of_one in new.chunk_by(|one, other| one.0 == other.0) {
            let ties = &mut self.all[of_one[0].0 as usize].ties;
            let old = std::mem::take(ties).into_vec();
            let mut all = Vec::with_capacity(old.len() + of_one.len());
            all.extend(old);
            all.extend(of_one.iter().map(|&(_, other, link)| Tie { other, link: link.clone() }));
            *ties = all.into();
        }
    }
}
