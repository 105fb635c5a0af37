//! Reports by what they are about: a person, an office, a fact. Kept from one version of a story to the next.
//!
//! A report is a function of what the articles say of its subject. After an edit each article that changed tells what it says of each
//! of its subjects: where that is what it said, word for word, the report follows its statements to where they stand now.

use std::collections::{BTreeMap, BTreeSet};

use super::moved::{Moved, Report, Said, stays};
use super::roll::{Change, Handle};

/// What an article says of each subject (`K`), in text order.
pub(super) type Speech<K> = BTreeMap<K, Vec<Said>>;

/// What is reported of each subject (`K`) that articles speak of.
pub(super) struct Keyed<K, R> {
    /// Of all articles that speak of some.
    spoken: BTreeMap<Handle, Speech<K>>,
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

impl<K: Ord + Clone, R: Report> Keyed<K, R> {
    /// Takes in what has changed: `speech` tells what an article (an index into the story's) says of each of its subjects. Those of
    /// which something else is said, and `stale` ones, are reported anew: `report` gets a subject and the articles that speak of it,
    /// ascending. Those subjects.
    pub(super) fn update(
        &mut self,
        change: &Change<'_>,
        speech: impl Fn(u32) -> Speech<K>,
        stale: impl IntoIterator<Item = K>,
        report: impl Fn(&K, &[u32]) -> Option<R>,
    ) -> BTreeSet<K> {
        let mut again: BTreeSet<K> = stale.into_iter().collect();
        for &handle in &change.turn.gone {
            self.speak(handle, Speech::new(), None, &mut again);
        }
        for &article in &change.turn.changed {
            self.speak(change.roll.handle(article), speech(article), change.turn.moved(article), &mut again);
        }
        for key in &again {
            let Some(subject) = self.subjects.get_mut(key) else { continue };
            if subject.articles.is_empty() {
                self.subjects.remove(key);
                continue;
            }
            let mut articles: Vec<u32> = subject.articles.iter().map(|&it| change.roll.index(it)).collect();
            articles.sort_unstable();
            subject.report = report(key, &articles);
        }
        again
    }

    /// What articles speak of.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &K> {
        self.subjects.keys()
    }

    /// What is reported, by subject.
    pub(super) fn reports(&self) -> impl Iterator<Item = &R> {
        self.subjects.values().filter_map(|it| it.report.as_ref())
    }

    /// Takes in what an article says now; `moved` is what is left of it. Subjects of which it says something else, or said it, are to
    /// be reported anew; the reports on others follow their statements.
    fn speak(&mut self, article: Handle, speech: Speech<K>, moved: Option<Moved>, again: &mut BTreeSet<K>) {
        let before = self.spoken.remove(&article).unwrap_or_default();
        for key in before.keys().filter(|it| !speech.contains_key(it)) {
            if let Some(subject) = self.subjects.get_mut(key) {
                subject.articles.remove(&article);
            }
            again.insert(key.clone());
        }
        for (key, now) in &speech {
            let subject = self.subjects.entry(key.clone()).or_insert_with(|| Subject { articles: BTreeSet::new(), report: None });
            subject.articles.insert(article);
            let is_told = before
                .get(key)
                .zip(moved)
                .is_some_and(|(before, moved)| stays(&moved, before, now) && subject.report.as_mut().is_none_or(|it| it.follow(&moved)));
            if !is_told {
                again.insert(key.clone());
            }
        }
        if !speech.is_empty() {
            self.spoken.insert(article, speech);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Keyed;
    use crate::conflicts::moved::{Moved, Report};
    use crate::conflicts::roll::{Change, Roll};
    use crate::mentions::Reading;
    use crate::text::Excerpt;

    struct Told(String);

    impl Report for Told {
        fn follow(&mut self, _moved: &Moved) -> bool {
            true
        }
    }

    #[test]
    fn a_subject_is_told_by_the_articles_that_speak_of_it_now() {
        let readings: Vec<(Arc<Reading>, Excerpt)> = (0..3).map(|_| Default::default()).collect();
        let (mut roll, mut keyed) = (Roll::default(), Keyed::default());
        let mut told = |articles: &[(usize, &[&'static str])]| {
            let now: Vec<_> = articles.iter().map(|it| readings[it.0].clone()).collect();
            let turn = roll.call_readings(&now);
            let change = Change { roll: &roll, turn: &turn, severity: None };
            let speech = |at: u32| articles[at as usize].1.iter().map(|it| (*it, Vec::new())).collect();
            keyed.update(&change, speech, [], |key, articles| Some(Told(format!("{key} {articles:?}"))));
            keyed.reports().map(|it| it.0.clone()).collect::<Vec<_>>()
        };
        assert_eq!(told(&[(0, &["orr", "dunn"]), (1, &["orr"])]), ["dunn [0]", "orr [0, 1]"]);
        assert_eq!(told(&[(2, &["dunn"]), (0, &["orr"]), (1, &["orr"])]), ["dunn [0]", "orr [1, 2]"]);
        assert_eq!(told(&[(2, &["dunn"]), (0, &["orr"])]), ["dunn [0]", "orr [1]"]);
    }
}
