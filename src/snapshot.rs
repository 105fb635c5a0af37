//! One version of one story with everything derived from it. An edit makes the next one.
//!
//! Law: `snapshot.edited(..)` equals `Snapshot::new` of the edited text.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::bundle::{self, File, Problem, SourceFile, Story};
use crate::conflicts::{self, Backing, Conflict, Settings, Stated, Workings};
use crate::facts::{Facts, Place, Read, Sources};
use crate::mentions::{Copies, Reading};
use crate::parallel;
use crate::text::{Span, Unchanged};

/// One version of one story.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The files' structure.
    pub story: Story,
    /// A reading of each article, in the order of [`Story::articles`].
    pub readings: Vec<Arc<Reading>>,
    /// What they say, joined.
    pub facts: Facts,
    /// Which articles are one account.
    pub sources: Sources,
    /// What cannot all be right, in story order.
    pub conflicts: Vec<Arc<Conflict>>,
    /// Decisions that hold no longer, by file.
    pub stale: Vec<(u32, Problem)>,
    /// How the sources stand to each draft, in story order.
    pub backings: Vec<Backing>,
    /// What a draft says and no source does, by file.
    unbacked: Vec<(u32, Problem)>,
    /// What it was made with.
    pub settings: Arc<Settings>,
    /// The conflicts by article, once somebody has asked.
    stated: OnceLock<Arc<Stated>>,
    /// What the next version compares with.
    workings: Legacy<Workings>,
}

/// What one version leaves to the next: whoever comes first takes it, and whoever finds it gone starts afresh.
struct Legacy<T>(Arc<Mutex<Option<T>>>);

impl<T> Legacy<T> {
    fn of(left: T) -> Self {
        Self(Arc::new(Mutex::new(Some(left))))
    }

    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for Legacy<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Legacy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Legacy")
    }
}

impl Snapshot {
    /// Reads files that belong together.
    pub fn new(files: Vec<SourceFile>, settings: Arc<Settings>) -> Self {
        Self::of(files.into_iter().map(|file| Arc::new(bundle::parse(file))).collect(), settings)
    }

    /// Reads files that belong together and are parsed already.
    pub fn of(files: Vec<Arc<File>>, settings: Arc<Settings>) -> Self {
        Self::of_story(Story::read(files), settings)
    }

    /// Reads a story whose files are put together already.
    pub fn of_story(story: Story, settings: Arc<Settings>) -> Self {
        Self::after(None, story, settings, 1)
    }

    /// The next version: `text` is the new text of file `file`.
    ///
    /// # Panics
    ///
    /// When there is no such file.
    #[must_use]
    pub fn edited(&self, file: u32, text: &str) -> Self {
        let mut files = self.story.files.clone();
        let before = &files[file as usize];
        let unchanged = Unchanged::between(before.text(), text);
        files[file as usize] = Arc::new(before.edited(text.len() as u32, unchanged, |span| span.of(text).to_owned()));
        let others = files.split_off(self.story.own as usize);
        Self::after(Some(self), Story::with(files, others), Arc::clone(&self.settings), 1)
    }

    /// Reads a story, taking over from `before` the readings of what has not changed. Up to `hands` threads help where there is much
    /// to read; what is read does not depend on how many there are.
    pub fn after(before: Option<&Self>, story: Story, settings: Arc<Settings>, hands: usize) -> Self {
        /// A second thread costs its start and the words it has to look up anew, a millisecond or two: as long as this text takes.
        const WORTH_A_HAND: usize = 50_000;
        let hands = if story.articles.len() < 2 { 1 } else { hands.min(story.bytes() / WORTH_A_HAND) };
        let readings: Vec<Arc<Reading>> = match before {
            Some(before) => before.readings_for(&story, hands),
            None => read_all(&story, &(0..story.articles.len() as u32).map(|at| (at, None)).collect::<Vec<_>>(), hands),
        };
        let read = Read { story: &story, readings: &readings };
        let sources = Sources::after(before.map(|before| (&before.sources, before.read())), read);
        let facts = Facts::after(before.map(|before| (&before.facts, before.read())), read, hands);
        let mut workings = before.and_then(|before| before.workings.take()).unwrap_or_default();
        let (conflicts, stale) = conflicts::find(read, &facts, &settings, &mut workings, hands);
        let backings = conflicts::backings(read, &facts, &conflicts);
        let unbacked = conflicts::told(&story, &backings, &settings);
        let (stated, workings) = (OnceLock::new(), Legacy::of(workings));
        Self { story, readings, facts, sources, conflicts, stale, backings, unbacked, settings, stated, workings }
    }

    /// A reading of each article of the next version. What stands before and after the touched articles is told by where it is in
    /// memory, so that an untouched article costs next to nothing.
    fn readings_for(&self, story: &Story, hands: usize) -> Vec<Arc<Reading>> {
        let (old, new) = (self.story.articles.len(), story.articles.len());
        let same = |old: usize, new: usize| {
            let (before, after) = (self.story.article(old as u32), story.article(new as u32));
            before.body.text.is(&after.body.text) && self.story.compared(old as u32) == story.compared(new as u32)
        };
        let start = (0..old.min(new)).take_while(|&at| same(at, at)).count();
        let end = (0..old.min(new) - start).take_while(|&back| same(old - 1 - back, new - 1 - back)).count();
        // Where two articles have one id, the first counts, as everywhere.
        let known: BTreeMap<(u32, &str), usize> = (start..old - end)
            .rev()
            .filter(|&at| self.story.compared(at as u32))
            .map(|at| ((self.story.file_of(at as u32), self.story.article(at as u32).id.as_str()), at))
            .collect();
        let touched = (start..new - end).map(|at| {
            let at = at as u32;
            let before = known.get(&(story.file_of(at), story.article(at).id.as_str()));
            (at, before.map(|&before| (&*self.story.article(before as u32).body.text, &self.readings[before])))
        });
        let touched = read_all(story, &touched.collect::<Vec<_>>(), hands);
        let before = self.readings[..start].iter().map(Arc::clone);
        before.chain(touched).chain(self.readings[old - end..].iter().map(Arc::clone)).collect()
    }

    /// What the articles say, with their text.
    pub fn read(&self) -> Read<'_> {
        Read { story: &self.story, readings: &self.readings }
    }

    /// Everything that is wrong in the story's own files, by file and in file order: in each by itself, in all together,
    /// decisions that hold no longer, and what a draft says and no source does.
    pub fn problems(&self) -> Vec<(u32, &Problem)> {
        let own = self.story.files[..self.story.own as usize].iter().enumerate();
        let alone = own.flat_map(|(file, read)| read.problems.iter().map(move |problem| (file as u32, problem)));
        let joint = self.story.problems.iter().chain(&self.stale).chain(&self.unbacked).map(|(file, problem)| (*file, problem));
        let mut problems: Vec<_> = alone.chain(joint).collect();
        problems.sort_by_key(|(file, problem)| (*file, problem.span, problem.severity, problem.code));
        problems
    }

    /// The disputed statements of an article, by conflict: the conflict's index, itself, and the statement's index in it.
    pub fn stated_in(&self, article: u32) -> impl Iterator<Item = (u32, &Arc<Conflict>, usize)> {
        let stated = self.stated.get_or_init(|| Arc::new(Stated::of(&self.conflicts)));
        stated.within(article).iter().map(|&(at, nth)| (at, &self.conflicts[at as usize], nth as usize))
    }

    /// Where a place stands: (file, file bytes).
    pub fn in_file(&self, place: Place) -> (u32, Span) {
        (self.story.file_of(place.article), self.story.article(place.article).body.in_file(place.span))
    }

    /// The article whose text stands at `offset` of a file, with the offset in its body.
    pub fn at(&self, file: u32, offset: u32) -> Option<(u32, u32)> {
        self.story.articles.iter().enumerate().find_map(|(at, &(in_file, index))| {
            if in_file != file {
                return None;
            }
            let article = &self.story.files[file as usize].articles[index as usize];
            if !article.section.touches(offset) {
                return None;
            }
            article.body.from_file(offset).map(|offset| (at as u32, offset))
        })
    }
}

/// An article to be read, with its text and reading before an edit.
type Touched<'a> = (u32, Option<(&'a str, &'a Arc<Reading>)>);

/// A reading of each of some articles.
fn read_all(story: &Story, articles: &[Touched<'_>], hands: usize) -> Vec<Arc<Reading>> {
    let copies = Copies::default();
    // A key touches one: it starts no thread.
    parallel::map(articles, hands, |&(article, before)| read_anew(story, article, before, &copies))
}

/// A reading of an article that was touched, with the help of its text and reading before; empty where it is not compared.
fn read_anew<'s>(story: &'s Story, article: u32, before: Option<(&str, &Arc<Reading>)>, copies: &Copies<'s>) -> Arc<Reading> {
    if !story.compared(article) {
        return Arc::default();
    }
    let body = &story.article(article).body.text;
    match before {
        Some((text, reading)) if *body == text => Arc::clone(reading),
        before => Arc::new(Reading::read_beside(copies, body, before.map(|(text, reading)| (text, &**reading)))),
    }
}
