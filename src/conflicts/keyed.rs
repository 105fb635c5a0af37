//! Reports by what they are about: a person, an office, a fact. Kept from one version of a story to the next.

use std::collections::{BTreeMap, BTreeSet};

use super::roll::{Change, Handle};

/// What is reported of each subject (`K`) that articles speak of.
pub(super) struct Keyed<K, R> {
    /// The subjects that an article speaks of, ascending.
    spoken: BTreeMap<Handle, Vec<K>>,
    subjects: BTreeMap<K, Subject<R>>,
}

struct Subject<R> {
    /// The articles that speak of it.
    articles: BTreeSet<Handle>,
    report: Option<R>,
}

impl<K, R> Default for Keyed<K, R> {
    fn default() -> Self {
        Self { spoken: BTreeMap::new(), subjects: BTreeMap::new() }
    }
}

impl<K: Ord + Clone, R> Keyed<K, R> {
    /// Takes in what has changed: `subjects` gives those that an article (an index into the story's) speaks of. Subjects of changed
    /// articles, and `stale` ones, are reported anew: `report` gets a subject and the articles that speak of it, ascending.
    pub(super) fn update(
        &mut self,
        change: &Change<'_>,
        subjects: impl Fn(u32) -> BTreeSet<K>,
        stale: impl IntoIterator<Item = K>,
        report: impl Fn(&K, &[u32]) -> Option<R>,
    ) {
        let mut again: BTreeSet<K> = stale.into_iter().collect();
        for &handle in &change.turn.gone {
            self.speak(handle, BTreeSet::new(), &mut again);
        }
        for &article in &change.turn.changed {
            self.speak(change.roll.handle(article), subjects(article), &mut again);
        }
        for key in again {
            let Some(subject) = self.subjects.get_mut(&key) else { continue };
            if subject.articles.is_empty() {
                self.subjects.remove(&key);
                continue;
            }
            let mut articles: Vec<u32> = subject.articles.iter().map(|&it| change.roll.index(it)).collect();
            articles.sort_unstable();
            subject.report = report(&key, &articles);
        }
    }

    /// What is reported, by subject.
    pub(super) fn reports(&self) -> impl Iterator<Item = &R> {
        self.subjects.values().filter_map(|it| it.report.as_ref())
    }

    /// Takes in that an article speaks of these subjects now; these and those before are to be reported anew.
    fn speak(&mut self, article: Handle, subjects: BTreeSet<K>, again: &mut BTreeSet<K>) {
        for key in self.spoken.remove(&article).unwrap_or_default() {
            if let Some(subject) = self.subjects.get_mut(&key) {
                subject.articles.remove(&article);
            }
            again.insert(key);
        }
        if subjects.is_empty() {
            return;
        }
        for key in &subjects {
            let subject = self.subjects.entry(key.clone()).or_insert_with(|| Subject { articles: BTreeSet::new(), report: None });
            subject.articles.insert(article);
            again.insert(key.clone());
        }
        self.spoken.insert(article, subjects.into_iter().collect());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Keyed;
    use crate::conflicts::roll::{Change, Roll};

    #[test]
    fn a_subject_is_told_by_the_articles_that_speak_of_it_now() {
        let readings: Vec<_> = (0..3).map(|_| Arc::default()).collect();
        let (mut roll, mut keyed) = (Roll::default(), Keyed::default());
        let mut told = |articles: &[(usize, &[&'static str])]| {
            let now: Vec<_> = articles.iter().map(|it| Arc::clone(&readings[it.0])).collect();
            let mut turn = roll.call_readings(&now);
            turn.changed = (0..now.len() as u32).collect();
            let change = Change { roll: &roll, turn: &turn, severity: None };
            let subjects = |at: u32| articles[at as usize].1.iter().copied().collect();
            keyed.update(&change, subjects, [], |key, articles| Some(format!("{key} {articles:?}")));
            keyed.reports().cloned().collect::<Vec<_>>()
        };
        assert_eq!(told(&[(0, &["orr", "dunn"]), (1, &["orr"])]), ["dunn [0]", "orr [0, 1]"]);
        assert_eq!(told(&[(2, &["dunn"]), (0, &["orr"]), (1, &["orr"])]), ["dunn [0]", "orr [1, 2]"]);
        assert_eq!(told(&[(2, &["dunn"]), (0, &["orr"])]), ["dunn [0]", "orr [1]"]);
    }
}
