//! What articles say, which of it is of one thing, and what follows from that: kept from one version of a story to the next.
//!
//! A check turns each article into *entries*: a value, the words round it and whatever else the check judges by. Entries are
//! found by *keys* (words, mostly); two that share a key which is not commonplace are shown to the check, which says whether
//! they are *linked*. Linked entries form *groups*, and a group's report is a function of its entries alone.
//!
//! After an edit the entries of the articles that changed are laid against those they had. Equal ones stay, with their links;
//! for the others the links are found anew, and groups that one of either sort belongs to are reported anew. So are those with
//! an entry whose own words were touched, though they say the same. Other reports follow their statements to where these stand
//! now. All else is as it was. A key that becomes commonplace, or ceases to be, shows other pairs: its entries are linked anew.
//!
//! Equal entries are one *class* (`classes`): its keys and links are kept once, and it is compared once, however many articles copy
//! a text. Links of entries are links of their classes.
//!
//! Nothing depends on how the story came to be as it is: the entries follow from the articles, commonness from counts, links
//! from pairs of entries, groups from links, and a group sees its entries in story order.

mod classes;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU32;

use classes::Classes;

use super::moved::{Moved, Report, Said, stays};
use super::roll::{Change, Handle, Roll};
use super::trace;
use crate::facts::Context;
use crate::lexicon::Table;

/// What entries are found by.
pub(super) type Key = u64;

/// A key made of something. Two that are not equal have one key too rarely to matter: the check judges the pair.
pub(super) fn key(of: impl Hash) -> Key {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// A key made of the words of a context.
pub(super) fn words(context: &Context) -> Key {
    let words = context.words.iter().map(|word| (word.concept, word.weight.to_bits(), word.nearness.to_bits(), word.name));
    key(words.collect::<Vec<_>>())
}

/// One thing that an article says, as a check judges it. Equal ones are judged equally: where it stands plays no part in that.
pub(super) trait Entry: PartialEq {
    /// What a check keeps of two linked entries.
    type Link: Clone;
    /// A key of more entries than this shows no pairs.
    const COMMONPLACE: usize;
    /// So many keys that are not commonplace two entries share to be shown.
    const SHARED_KEYS: usize = 1;
    /// Whether equal entries are judged as one. Then [`Entry::link`] is symmetric, and links nothing within an article.
    const TWINS: bool;

    /// Adds the keys it is found by.
    fn keys(&self, keys: &mut Vec<Key>);

    /// What links it to `other`, which the story tells later; `None` when nothing does.
    fn link(&self, other: &Self, one_article: bool) -> Option<Self::Link>;

    /// What reports read and show of it beyond what it is judged by, and where all that they point at stands (body bytes); in one
    /// order.
    fn said(&self) -> Vec<Said>;

    /// Whether it has something to report without others.
    fn stands_alone(&self) -> bool {
        false
    }

    /// Whether a link makes one group of the two. One that does not is shown beside the group.
    fn joins(_link: &Self::Link) -> bool {
        true
    }
}

/// Entries of a story with their links, and what their groups report (`R`).
pub(super) struct Linked<E: Entry, R> {
    /// By number; `None` for a number that is free.
    slots: Vec<Option<Slot<E>>>,
    free: Vec<u32>,
    classes: Classes<E::Link>,
    /// The entries of each article, in text order.
    articles: BTreeMap<Handle, Vec<u32>>,
    groups: BTreeMap<NonZeroU32, Group<R>>,
    last_group: NonZeroU32,
}

struct Slot<E: Entry> {
    entry: E,
    article: Handle,
    /// Its place among the entries of its article.
    nth: u32,
    /// See [`Classes`].
    class: u32,
    group: Option<NonZeroU32>,
    /// Its place among the members of its group.
    member: u32,
}

struct Group<R> {
    members: Vec<u32>,
    reports: Vec<R>,
}

/// A group's entries in story order, with their links; all indexes are into these lists.
pub(super) struct Members<'a, E: Entry> {
    /// The entries.
    pub(super) entries: Vec<&'a E>,
    /// The articles they stand in: indexes into the story's.
    pub(super) articles: Vec<u32>,
    /// Of each entry those it is joined to, ascending.
    pub(super) links: Vec<Vec<(usize, E::Link)>>,
    /// Of each entry the articles of those it is linked to and not joined, with the links; in no order that means anything.
    pub(super) beside: Vec<Vec<(u32, E::Link)>>,
}

/// Entries that say what they said and have to be told anew all the same.
pub(super) struct Stale<'s, E> {
    /// The articles where they stand: indexes into the story's.
    pub(super) articles: Vec<u32>,
    /// Whether an entry of these is one of them.
    pub(super) is: &'s dyn Fn(&E) -> bool,
}

impl<E> Stale<'_, E> {
    /// No entry.
    pub(super) fn none() -> Self {
        Self { articles: Vec::new(), is: &|_| false }
    }
}

/// What an update has to look at again.
#[derive(Default)]
struct Work {
    /// Keys whose entries have become more or fewer.
    keys: Vec<Key>,
    /// Classes to be linked.
    unlinked: Vec<u32>,
    /// Classes to be linked to themselves, where they are not yet.
    plural: Vec<u32>,
    /// Entries whose groups are to be formed anew.
    ungrouped: Vec<u32>,
}

impl<E: Entry, R> Default for Linked<E, R> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
            classes: Classes::default(),
            articles: BTreeMap::new(),
            groups: BTreeMap::new(),
            last_group: NonZeroU32::MAX,
        }
    }
}

impl<E: Entry, R: Report> Linked<E, R> {
    /// Takes in what has changed: `entries` gives those of an article (an index into the story's), in text order, for each of
    /// `articles`, which are the ones that changed or more. Groups with an entry that says something else, or that `stale` names,
    /// are reported anew.
    pub(super) fn update(
        &mut self,
        change: &Change<'_>,
        articles: &[u32],
        entries: impl Fn(u32) -> Vec<E>,
        stale: &Stale<'_, E>,
        report: impl Fn(&Members<'_, E>) -> Vec<R>,
    ) {
        let mut work = Work::default();
        for handle in &change.turn.gone {
            for id in self.articles.remove(handle).unwrap_or_default() {
                self.remove(id, &mut work);
            }
        }
        for &article in articles {
            self.replace(change.roll.handle(article), entries(article), change.turn.moved(article), &mut work);
        }
        self.count(&mut work);
        self.link(change.roll, &mut work);
        for &article in &stale.articles {
            let ids = self.articles.get(&change.roll.handle(article)).into_iter().flatten().copied();
            work.ungrouped.extend(ids.filter(|&id| (stale.is)(&self.slot(id).entry)));
        }
        for moved in change.turn.all_moved() {
            for group in self.groups.values_mut() {
                if !group.reports.follow(moved) {
                    work.ungrouped.push(group.members[0]);
                }
            }
        }
        self.regroup(change.roll, work, report);
    }

    /// What the groups report, in no order that means anything.
    pub(super) fn reports(&self) -> impl Iterator<Item = &R> {
        self.groups.values().flat_map(|it| &it.reports)
    }

    fn slot(&self, id: u32) -> &Slot<E> {
        self.slots[id as usize].as_ref().expect("numbers of entries are dropped with them")
    }

    fn slot_mut(&mut self, id: u32) -> &mut Slot<E> {
        self.slots[id as usize].as_mut().expect("numbers of entries are dropped with them")
    }

    /// Where an entry stands in the story.
    fn place(&self, roll: &Roll, id: u32) -> (u32, u32) {
        let slot = self.slot(id);
        (roll.index(slot.article), slot.nth)
    }

    /// The keys of an entry, ascending; and as one, where equal entries are judged as one. Who asks why is told of each pair.
    fn keys(entry: &E) -> (Vec<Key>, Option<Key>) {
        let mut keys = Vec::new();
        entry.keys(&mut keys);
        keys.sort_unstable();
        keys.dedup();
        let as_one = (E::TWINS && !trace::is_asked()).then(|| key(&keys));
        (keys, as_one)
    }

    /// The entries that `links` of an entry's class link it to, with these links.
    fn linked(&self, id: u32, links: fn(&E::Link) -> bool) -> impl Iterator<Item = (u32, &E::Link)> {
        let slot = self.slot(id);
        let ties = self.classes.ties(slot.class).iter().filter(move |it| links(&it.link));
        let others = ties.flat_map(|it| self.classes.members(it.other).map(move |other| (other, &it.link)));
        others.filter(move |&(other, _)| !E::TWINS || self.slot(other).article != slot.article)
    }

    /// Lays the entries of an article against those it had; `moved` is what is left of it.
    fn replace(&mut self, article: Handle, entries: Vec<E>, moved: Option<Moved>, work: &mut Work) {
        let old = self.articles.remove(&article).unwrap_or_default();
        let tail = old.iter().rev().zip(entries.iter().rev()).take_while(|(id, entry)| self.slot(**id).entry == **entry).count();
        let mut left = &old[..old.len() - tail];
        let behind = entries.len() - tail;
        let mut ids: Vec<u32> = Vec::with_capacity(entries.len());
        for (nth, entry) in entries.into_iter().enumerate() {
            if nth == behind {
                for &id in left {
                    self.remove(id, work);
                }
                left = &old[old.len() - tail..];
            }
            let known = left.iter().position(|&id| self.slot(id).entry == entry);
            let nth = nth as u32;
            let id = match known {
                Some(known) => {
                    for &id in &left[..known] {
                        self.remove(id, work);
                    }
                    let id = left[known];
                    left = &left[known + 1..];
                    // The old one may hold on to what the article was.
                    let slot = self.slot(id);
                    if !moved.is_some_and(|it| stays(&it, &slot.entry.said(), &entry.said())) {
                        work.ungrouped.push(id);
                        // What it stands beside may tell which article that is.
                        work.ungrouped.extend(self.linked(id, |link| !E::joins(link)).map(|(other, _)| other));
                    }
                    let slot = self.slot_mut(id);
                    (slot.entry, slot.nth) = (entry, nth);
                    id
                }
                None => self.add(Slot { entry, article, nth, class: 0, group: None, member: 0 }, work),
            };
            ids.push(id);
        }
        for &id in left {
            self.remove(id, work);
        }
        if !ids.is_empty() {
            self.articles.insert(article, ids);
        }
    }

    fn add(&mut self, mut slot: Slot<E>, work: &mut Work) -> u32 {
        let id = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.slots.len() as u32 - 1
        });
        let (keys, as_one) = Self::keys(&slot.entry);
        let equal = |class: &u32| self.slot(self.classes.first(*class)).entry == slot.entry;
        let known = as_one.and_then(|it| self.classes.alike(it).find(equal));
        if let Some(class) = known {
            slot.class = class;
            self.classes.join(id, class, &keys);
            work.plural.push(class);
            self.ungroup(class, work);
        } else {
            slot.class = self.classes.make(id, &keys, as_one);
            work.unlinked.push(slot.class);
        }
        self.slots[id as usize] = Some(slot);
        work.keys.extend(keys);
        id
    }

    fn remove(&mut self, id: u32, work: &mut Work) {
        let slot = self.slot(id);
        let (class, group) = (slot.class, slot.group);
        let (keys, as_one) = Self::keys(&slot.entry);
        self.ungroup(class, work);
        if let Some(group) = group {
            self.dissolve(group, work);
        }
        self.classes.leave(id, class, &keys, as_one);
        work.keys.extend(keys);
        self.slots[id as usize] = None;
        self.free.push(id);
    }

    /// The groups of all that a class is linked to, and its own, are to be formed anew.
    fn ungroup(&self, class: u32, work: &mut Work) {
        let others = self.classes.ties(class).iter().map(|it| it.other);
        work.ungrouped.extend(others.chain([class]).flat_map(|it| self.classes.members(it)));
    }

    /// Finds out which keys are commonplace now; where that is new, their entries are to be linked anew.
    fn count(&mut self, work: &mut Work) {
        work.keys.sort_unstable();
        work.keys.dedup();
        for &key in &work.keys {
            work.unlinked.extend(self.classes.count(key, E::COMMONPLACE));
        }
        // A number may have been given back and taken again meanwhile.
        for classes in [&mut work.unlinked, &mut work.plural] {
            classes.retain(|&it| self.classes.is_alive(it));
            classes.sort_unstable();
            classes.dedup();
        }
        for &class in &work.unlinked {
            let others = self.classes.untie(class);
            work.ungrouped.extend(others.into_iter().flat_map(|it| self.classes.members(it)));
        }
    }

    /// Links what is to be linked.
    fn link(&mut self, roll: &Roll, work: &mut Work) {
        let mut pairs: Vec<(u32, u32, E::Link)> = Vec::new();
        let mut others: Vec<u32> = Vec::new();
        let is_unlinked = |class: u32| work.unlinked.binary_search(&class).is_ok();
        for &class in &work.unlinked {
            others.clear();
            for key in Self::keys(&self.slot(self.classes.first(class)).entry).0 {
                others.extend(self.classes.shown(key));
            }
            others.sort_unstable();
            let shown = others.chunk_by(|one, other| one == other).filter(|it| E::SHARED_KEYS <= it.len()).map(|it| it[0]);
            // Of two that are both to be linked the later one is.
            let shown = shown.filter(|&other| other < class || !is_unlinked(other) || other == class && self.classes.is_plural(class));
            pairs.extend(shown.filter_map(|other| self.link_of(roll, class, other)));
        }
        for &class in work.plural.iter().filter(|&&it| self.classes.is_plural(it) && !is_unlinked(it)) {
            let keys = Self::keys(&self.slot(self.classes.first(class)).entry).0;
            let shown = keys.into_iter().filter(|&key| !self.classes.shown(key).is_empty()).count();
            if E::SHARED_KEYS <= shown && !self.classes.ties(class).iter().any(|it| it.other == class) {
                pairs.extend(self.link_of(roll, class, class));
            }
        }
        self.classes.tie(&pairs);
        let mut linked: Vec<u32> = pairs.iter().flat_map(|&(one, two, _)| [one, two]).chain(work.unlinked.iter().copied()).collect();
        linked.sort_unstable();
        linked.dedup();
        work.ungrouped.extend(linked.into_iter().flat_map(|it| self.classes.members(it)));
    }

    /// What links two classes, or two entries of one.
    fn link_of(&self, roll: &Roll, one: u32, two: u32) -> Option<(u32, u32, E::Link)> {
        let (here, there) = (self.classes.first(one), self.classes.first(two));
        let (here, there) = if self.place(roll, here) <= self.place(roll, there) { (here, there) } else { (there, here) };
        let (first, second) = (self.slot(here), self.slot(there));
        let one_article = !E::TWINS && first.article == second.article;
        first.entry.link(&second.entry, one_article).map(|link| (one, two, link))
    }

    /// Takes a group apart.
    fn dissolve(&mut self, group: NonZeroU32, work: &mut Work) {
        let members = self.groups.remove(&group).map_or_else(Vec::new, |it| it.members);
        for &id in &members {
            self.slot_mut(id).group = None;
        }
        work.ungrouped.extend(members);
    }

    /// Forms anew the groups of what is ungrouped.
    fn regroup(&mut self, roll: &Roll, mut work: Work, report: impl Fn(&Members<'_, E>) -> Vec<R>) {
        let mut at = 0;
        while at < work.ungrouped.len() {
            let slot = self.slots[work.ungrouped[at] as usize].as_ref();
            if let Some(group) = slot.and_then(|it| it.group) {
                self.dissolve(group, &mut work);
            }
            at += 1;
        }
        for seed in work.ungrouped {
            let joined = |it: &Slot<E>| it.entry.stands_alone() || self.linked(seed, E::joins).next().is_some();
            if self.slots[seed as usize].as_ref().is_none_or(|it| it.group.is_some() || !joined(it)) {
                continue;
            }
            let group = self.last_group.checked_add(1).unwrap_or(NonZeroU32::MIN);
            self.last_group = group;
            let mut members = vec![seed];
            self.slot_mut(seed).group = Some(group);
            let mut reached = 0;
            // From two articles a class reaches whatever it is linked to.
            let mut from: Table<u32, Vec<Handle>> = Table::default();
            while let Some(&id) = members.get(reached) {
                reached += 1;
                let slot = self.slot(id);
                let articles = from.entry(slot.class);
                if E::TWINS && (articles.len() == 2 || articles.contains(&slot.article)) {
                    continue;
                }
                articles.push(slot.article);
                let others = self.linked(id, E::joins).map(|(other, _)| other).filter(|&it| self.slot(it).group.is_none());
                let others: Vec<u32> = others.collect();
                for &other in &others {
                    self.slot_mut(other).group = Some(group);
                }
                members.extend(others);
            }
            members.sort_by_cached_key(|&id| self.place(roll, id));
            for (at, &id) in (0..).zip(&members) {
                self.slot_mut(id).member = at;
            }
            let reports = report(&self.members(roll, &members));
            self.groups.insert(group, Group { members, reports });
        }
    }

    /// A group as a report sees it.
    fn members(&self, roll: &Roll, members: &[u32]) -> Members<'_, E> {
        let slots = || members.iter().map(|&id| self.slot(id));
        let links = |&id: &u32| {
            let joined = self.linked(id, E::joins);
            let mut links: Vec<(usize, E::Link)> = joined.map(|(other, link)| (self.slot(other).member as usize, link.clone())).collect();
            links.sort_unstable_by_key(|(other, _)| *other);
            links
        };
        let beside = |&id: &u32| {
            let others = self.linked(id, |link| !E::joins(link));
            others.map(|(other, link)| (roll.index(self.slot(other).article), link.clone())).collect()
        };
        Members {
            entries: slots().map(|it| &it.entry).collect(),
            articles: slots().map(|it| roll.index(it.article)).collect(),
            links: members.iter().map(links).collect(),
            beside: members.iter().map(beside).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
