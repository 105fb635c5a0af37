//! Which articles a story had and which it has, and what they say: who stayed, who came, who went, whom to hear again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::linked::{Key, key};
use super::moved::Moved;
use super::{Conflict, Input};
use crate::bundle::{Annotation, Article, Header, Severity};
use crate::facts::{ArticleFacts, People, PersonKey};
use crate::mentions::{Reading, Standing};
use crate::text::Excerpt;

/// An article for as long as it stays in the story, wherever it moves. Articles that stay keep their order: of two that change
/// places one has gone and come anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Handle(u32);

/// The articles of a story, known by handles that outlive an edit, and its people.
#[derive(Debug, Default)]
pub(super) struct Roll {
    /// In story order.
    present: Vec<Present>,
    /// By handle: the index in the story; that of the last place for an article that is gone.
    index: Vec<u32>,
    people: Arc<People>,
}

/// An article as it was heard last.
#[derive(Debug, Clone)]
struct Present {
    handle: Handle,
    text: Excerpt,
    reading: Arc<Reading>,
    facts: Arc<ArticleFacts>,
    day: Option<Date>,
    /// Of what its headers say of its name and its time: equal ones are equal.
    headers: Key,
    /// Of what the desk says of stretches of its text.
    annotations: Key,
}

impl Present {
    /// Whether it says what it said, where it said it.
    fn says_the_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.reading, &other.reading)
            && Arc::ptr_eq(&self.facts, &other.facts)
            && self.day == other.day
            && self.headers == other.headers
            && self.annotations == other.annotations
    }
}

/// What an edit did to the articles and people of a story.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Turn {
    /// Articles that are no more.
    pub(super) gone: Vec<Handle>,
    /// Articles that may say something else than before, or elsewhere: another text, other facts, another day or name, another
    /// place in the story, somebody who is called otherwise. Indexes into the story's, ascending.
    pub(super) changed: Vec<u32>,
    /// Those of them of which nothing has changed but their text, with what that was before; in the same order.
    moved: Vec<Moved>,
    /// People of whom something else is said than before, wherever it stands: how often they are named, which offices they are
    /// given, on which day.
    pub(super) altered: BTreeSet<PersonKey>,
}

impl Turn {
    /// What is left of an article (an index into the story's): what stands there is said of the same people, on the same day, as it
    /// was before. `None` for one that may say something else everywhere.
    pub(super) fn moved(&self, article: u32) -> Option<Moved> {
        match self.moved.binary_search_by_key(&article, |it| it.article) {
            Ok(at) => Some(self.moved[at]),
            Err(_) => self.changed.binary_search(&article).is_err().then(|| Moved::nowhere(article)),
        }
    }

    /// What is left of the articles of which nothing has changed but their text.
    pub(super) fn all_moved(&self) -> &[Moved] {
        &self.moved
    }
}

/// What has changed since a check looked last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a> {
    /// The articles as they are now.
    pub(super) roll: &'a Roll,
    /// How they came to be so.
    pub(super) turn: &'a Turn,
    /// The severity that a setting gives all conflicts of the check.
    pub(super) severity: Option<Severity>,
}

impl Change<'_> {
    /// A conflict as it is kept: each place once, in story order.
    pub(super) fn told(&self, mut conflict: Conflict) -> Arc<Conflict> {
        conflict.severity = self.severity.unwrap_or(conflict.severity);
        conflict.statements.sort_by(|a, b| (a.place, &a.value).cmp(&(b.place, &b.value)));
        conflict.statements.dedup_by(|a, b| a.place == b.place);
        Arc::new(conflict)
    }
}

impl Roll {
    /// Takes in the articles as they are now.
    pub(super) fn call(&mut self, input: &Input<'_>) -> Turn {
        let article = |at: usize| Present {
            handle: Handle(u32::MAX),
            text: input.read.story.article(at as u32).body.text.clone(),
            reading: Arc::clone(&input.read.readings[at]),
            facts: Arc::clone(&input.facts.articles[at]),
            day: input.facts.timeline.days[at],
            headers: 0,
            annotations: 0,
        };
        let said = |at: u32| {
            let article = input.read.story.article(at);
            (headers(article), annotations(article))
        };
        let mut turn = self.take((0..input.read.readings.len()).map(article).collect(), said);
        let mut renamed: BTreeSet<u32> = BTreeSet::new();
        let before = std::mem::replace(&mut self.people, Arc::clone(&input.facts.people));
        let same = Arc::ptr_eq(&before, &self.people);
        for person in self.people.persons.iter().filter(|_| !same) {
            // Whoever is new, or gone, is named by an article that has changed.
            let known = before.position(person.key).map(|at| &before.persons[at]);
            let Some(known) = known.filter(|known| !Arc::ptr_eq(known, person)) else { continue };
            if (&known.name, &known.id) != (&person.name, &person.id) {
                renamed.extend(&person.articles);
            }
            if (&known.name, &known.id, known.record) != (&person.name, &person.id, person.record) {
                turn.altered.insert(person.key);
            }
        }
        turn.changed.extend(&renamed);
        turn.changed.sort_unstable();
        turn.changed.dedup();
        turn.moved.retain(|it| !renamed.contains(&it.article));
        turn
    }

    /// Takes in the articles of which all is known but [`Present::headers`] and [`Present::annotations`], which `said` tells.
    fn take(&mut self, now: Vec<Present>, said: impl Fn(u32) -> (Key, Key)) -> Turn {
        let old = std::mem::take(&mut self.present);
        let same = |(one, other): (&Present, &Present)| Arc::ptr_eq(&one.reading, &other.reading);
        let head = old.iter().zip(&now).take_while(|&pair| same(pair)).count();
        let behind = old[head..].iter().rev().zip(now[head..].iter().rev()).take_while(|&pair| same(pair)).count();
        // Between them stands what was edited, article by article; what is left over on either side has gone or come.
        let stayed = old.len().min(now.len()) - behind;
        let mut turn = Turn::default();
        let silent = ArticleFacts::default();
        for gone in &old[stayed..old.len() - behind] {
            turn.gone.push(gone.handle);
            turn.altered.extend(altered(&gone.facts, &silent));
        }
        let (count, come) = (now.len(), now.len() - behind);
        for (at, mut article) in now.into_iter().enumerate() {
            let known = match at {
                at if at < stayed => Some(&old[at]),
                at if at < come => None,
                at => Some(&old[at + old.len() - count]),
            };
            article.handle = known.map_or(Handle(self.index.len() as u32), |it| it.handle);
            // An article whose text is the same in memory has not been parsed again.
            let parsed = known.filter(|it| it.text.is(&article.text));
            (article.headers, article.annotations) = parsed.map_or_else(|| said(at as u32), |it| (it.headers, it.annotations));
            let moved = come <= at && old.len() != count;
            if moved || known.is_none_or(|it| !it.says_the_same(&article)) {
                turn.changed.push(at as u32);
                let only_text = |it: &&Present| !moved && it.day == article.day && it.headers == article.headers;
                turn.moved.extend(known.filter(only_text).map(|it| Moved::between(at as u32, &it.text, &article.text)));
                // Another day is another word on everybody.
                let before = known.filter(|it| it.day == article.day).map_or(&silent, |it| &*it.facts);
                turn.altered.extend(altered(before, &article.facts));
                turn.altered.extend(known.filter(|it| it.day != article.day).into_iter().flat_map(|it| altered(&it.facts, &silent)));
            }
            match self.index.get_mut(article.handle.0 as usize) {
                Some(index) => *index = at as u32,
                None => self.index.push(at as u32),
            }
            self.present.push(article);
        }
        turn
    }

    /// The handle of an article of the story.
    pub(super) fn handle(&self, article: u32) -> Handle {
        self.present[article as usize].handle
    }

    /// Where an article that has not gone stands in the story.
    pub(super) fn index(&self, handle: Handle) -> u32 {
        self.index[handle.0 as usize]
    }
}

/// What an article's headers say of its name and its time, as one number.
fn headers(article: &Article) -> Key {
    fn value(header: Option<&Header>) -> Option<&str> {
        header.map(|it| &*it.value)
    }
    key((article.label(), value(article.published.as_ref()), value(article.updated.as_ref())))
}

/// What the desk says of stretches of an article's text, as one number; 0 for nothing.
fn annotations(article: &Article) -> Key {
    fn value(it: Option<&Header>) -> Option<&str> {
        it.map(|it| &*it.value)
    }
    let said = |it: &Annotation| {
        let told = [&it.person, &it.fact, &it.value].map(|it| value(it.as_ref()).map(str::to_owned));
        (it.span, told)
    };
    let said: Vec<_> = article.annotations.iter().map(said).collect();
    if said.is_empty() { 0 } else { key(said) }
}

/// Everybody of whom one version of an article says something else than the other, wherever it stands.
fn altered(before: &ArticleFacts, now: &ArticleFacts) -> Vec<PersonKey> {
    let said = |facts: &ArticleFacts| -> BTreeMap<PersonKey, Said> {
        let mut said: BTreeMap<PersonKey, Said> = BTreeMap::new();
        for (_, person) in &facts.mentions {
            said.entry(*person).or_default().mentions += 1;
        }
        for office in &facts.offices {
            let held = (office.title.clone(), office.body.clone(), office.explicit, office.single, office.standing);
            said.entry(office.person).or_default().offices.push(held);
        }
        said
    };
    let (before, now) = (said(before), said(now));
    let mut altered: Vec<PersonKey> = before.keys().chain(now.keys()).copied().collect();
    altered.sort_unstable();
    altered.dedup();
    altered.retain(|it| before.get(it) != now.get(it));
    altered
}

/// What an article says of somebody, without places.
#[derive(Debug, Default, PartialEq)]
struct Said {
    mentions: u32,
    /// Title, body, whether that stands there, whether one person holds it, and how.
    offices: Vec<(String, Option<String>, bool, bool, Standing)>,
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::{Handle, Present, Roll, Turn};
    use crate::mentions::Reading;
    use crate::text::Excerpt;

    impl Roll {
        /// Takes in articles of which nothing is known but their text.
        pub(in crate::conflicts) fn call_readings(&mut self, articles: &[(Arc<Reading>, Excerpt)]) -> Turn {
            let article = |(reading, text): (Arc<Reading>, Excerpt)| Present {
                handle: Handle(0),
                text,
                reading,
                facts: Arc::default(),
                day: None,
                headers: 0,
                annotations: 0,
            };
            self.take(articles.iter().cloned().map(article).collect(), |_| (0, 0))
        }
    }

    #[test]
    fn an_article_keeps_its_handle_while_others_come_and_go() {
        let articles: Vec<_> = (0..5).map(|_| <(Arc<Reading>, Excerpt)>::default()).collect();
        let mut roll = Roll::default();
        let mut call = |which: &[usize]| {
            let turn = roll.call_readings(&which.iter().map(|&at| articles[at].clone()).collect::<Vec<_>>());
            (turn.gone, (0..which.len() as u32).map(|at| roll.handle(at)).collect::<Vec<_>>())
        };
        let (_, handles) = call(&[0, 1, 2]);
        let (first, second, last) = (handles[0], handles[1], handles[2]);
        // One comes before the last.
        let (gone, handles) = call(&[0, 1, 3, 2]);
        let new = handles[2];
        assert_eq!((gone, handles), (vec![], vec![first, second, new, last]));
        // The second is edited.
        assert_eq!(call(&[0, 4, 3, 2]), (vec![], vec![first, second, new, last]));
        // The first goes.
        assert_eq!(call(&[4, 3, 2]), (vec![first], vec![second, new, last]));
    }
}
