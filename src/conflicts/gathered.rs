//! Reports on what a check gathers from the articles for itself, by what it is about.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kept::Keeper;
use super::keyed::{Keyed, Speech};
use super::linked;
use super::roll::{Change, Handle};
use super::{Conflict, Input};
use crate::facts::Place;

/// One thing that an article says.
pub(super) trait Gathered: Send + Sized {
    /// What it is about: only what is said of one subject is compared.
    type Key: Ord + Clone + Send;

    /// Everything of its sort that an article (an index into the story's) says, in text order.
    fn gather(input: &Input<'_>, article: u32) -> Vec<Self>;

    /// What it is about.
    fn key(&self) -> &Self::Key;

    /// Where it stands.
    fn place(&self) -> Place;

    /// All that a report on it rests on and shows, but for where it stands, as one number.
    fn said(&self, input: &Input<'_>) -> linked::Key;

    /// The report on everything that is said of one subject, in story order.
    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict>;
}

/// Each two of what is said of one subject, in story order.
pub(super) fn pairs<'a, G>(of_one: &[&'a G]) -> impl Iterator<Item = (&'a G, &'a G)> {
    of_one.iter().enumerate().flat_map(|(at, &one)| of_one[at + 1..].iter().map(move |&two| (one, two)))
}

/// What is known of all that a check gathers (`G`).
pub(super) struct BySubject<G: Gathered> {
    of_article: BTreeMap<Handle, Vec<G>>,
    told: Keyed<G::Key, Arc<Conflict>>,
}

impl<G: Gathered> Default for BySubject<G> {
    fn default() -> Self {
        Self { of_article: BTreeMap::new(), told: Keyed::default() }
    }
}

impl<G: Gathered> Keeper for BySubject<G> {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        for handle in &change.turn.gone {
            self.of_article.remove(handle);
        }
        for &article in &change.turn.changed {
            self.of_article.insert(change.roll.handle(article), G::gather(input, article));
        }
        let Self { of_article, told } = self;
        let gathered = |article| of_article.get(&change.roll.handle(article)).into_iter().flatten();
        let speech = |article| {
            let mut speech: Speech<G::Key> = Speech::new();
            for it in gathered(article) {
                speech.entry(it.key().clone()).or_default().push((it.said(input), it.place().span));
            }
            speech
        };
        told.update(change, speech, [], |key, articles| {
            let of_one: Vec<&G> = articles.iter().flat_map(|&it| gathered(it)).filter(|it| it.key() == key).collect();
            G::report(input, &of_one).map(|it| change.told(it))
        });
        found.extend(told.reports().cloned());
    }
}
