//! One version of one story with everything derived from it. An edit makes the next one.
//!
//! Law: `snapshot.edited(..)` equals `Snapshot::new` of the edited text.

use std::sync::Arc;

use crate::bundle::{self, File, Problem, SourceFile, Story};
use crate::conflicts::{self, Conflict, Settings};
use crate::facts::{Facts, Place, Read, Sources};
use crate::mentions::Reading;
use crate::text::Span;

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
    pub conflicts: Vec<Conflict>,
    /// Decisions that hold no longer, by file.
    pub stale: Vec<(u32, Problem)>,
    /// What it was made with.
    pub settings: Arc<Settings>,
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
        Self::after(None, story, settings)
    }

    /// The next version: `text` is the new text of file `file`.
    ///
    /// # Panics
    ///
    /// When there is no such file.
    #[must_use]
    pub fn edited(&self, file: u32, text: Arc<str>) -> Self {
        let mut files = self.story.files.clone();
        let source = SourceFile { text, ..files[file as usize].source.clone() };
        files[file as usize] = Arc::new(bundle::parse(source));
        let others = files.split_off(self.story.own as usize);
        Self::after(Some(self), Story::with(files, others), Arc::clone(&self.settings))
    }

    /// Reads a story, taking over from `before` the readings of what has not changed.
    pub fn after(before: Option<&Self>, story: Story, settings: Arc<Settings>) -> Self {
        let readings: Vec<Arc<Reading>> = (0..story.articles.len() as u32)
            .map(|at| {
                let article = story.article(at);
                if !story.compared(at) {
                    return Arc::new(Reading::default());
                }
                let known = before.and_then(|before| before.known(story.file_of(at), &article.id));
                match known {
                    Some((body, reading)) if body == article.body.text => Arc::clone(reading),
                    known => Arc::new(Reading::read(&article.body.text, known.map(|(body, reading)| (body, &**reading)))),
                }
            })
            .collect();
        let read = Read { story: &story, readings: &readings };
        let sources = Sources::after(before.map(|before| (&before.sources, before.read())), read);
        let facts = Facts::gather(read);
        let (conflicts, stale) = conflicts::find(read, &facts, &settings);
        Self { story, readings, facts, sources, conflicts, stale, settings }
    }

    /// The body and reading of the article that had this id in this file.
    fn known(&self, file: u32, id: &str) -> Option<(&str, &Arc<Reading>)> {
        let at = self.story.resolve(file, id)?;
        self.story.compared(at).then(|| (self.story.article(at).body.text.as_str(), &self.readings[at as usize]))
    }

    /// What the articles say, with their text.
    pub fn read(&self) -> Read<'_> {
        Read { story: &self.story, readings: &self.readings }
    }

    /// Everything that is wrong in the story's own files, by file and in file order: in each by itself, in all together, and
    /// decisions that hold no longer.
    pub fn problems(&self) -> Vec<(u32, &Problem)> {
        let own = self.story.files[..self.story.own as usize].iter().enumerate();
        let alone = own.flat_map(|(file, read)| read.problems.iter().map(move |problem| (file as u32, problem)));
        let joint = self.story.problems.iter().chain(&self.stale).map(|(file, problem)| (*file, problem));
        let mut problems: Vec<_> = alone.chain(joint).collect();
        problems.sort_by_key(|(file, problem)| (*file, problem.span, problem.severity, problem.code));
        problems
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
