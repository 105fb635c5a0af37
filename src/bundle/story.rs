//! Files that are compared with each other.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::File;
use super::article::{Article, Body};
use super::header::Header;
use super::problem::{BAD_VALUE, DUPLICATE_ID, Problem, UNKNOWN_ID, nearest};
use super::record::{PersonRecord, Verdict};
use crate::text::Span;

/// Articles that are read and compared together, with the records that say something of them.
#[derive(Debug, Clone)]
pub struct Story {
    /// The story's own files, in the order given, and after them those that only lend their person records.
    pub files: Vec<Arc<File>>,
    /// How many of `files` are the story's own.
    pub own: u32,
    /// Every article of every own file, in that order: (file index, index in the file's `articles`).
    pub articles: Vec<(u32, u32)>,
    /// Every person record of every file, own files first: (file index, index in the file's `persons`).
    pub persons: Vec<(u32, u32)>,
    /// Fact records with a value, as the voices they are among the statements of a fact: (file index, index in the file's
    /// `facts`, an article whose text is the value). Their article indices follow those of `articles`.
    pub records: Vec<(u32, u32, Article)>,
    /// Problems that only show when files are read together, by file index.
    pub problems: Vec<(u32, Problem)>,
    /// Articles that another supersedes.
    superseded: BTreeSet<u32>,
}

impl Story {
    /// Joins files that are read together, in the order given.
    pub fn read(files: Vec<Arc<File>>) -> Self {
        Self::with(files, Vec::new())
    }

    /// The same, with the person records of `others`.
    pub fn with(files: Vec<Arc<File>>, others: Vec<Arc<File>>) -> Self {
        let own = files.len() as u32;
        let files: Vec<Arc<File>> = files.into_iter().chain(others.into_iter().filter(|file| !file.persons.is_empty())).collect();
        let pairs = |count: fn(&File) -> usize, files: &[Arc<File>]| -> Vec<(u32, u32)> {
            files.iter().enumerate().flat_map(|(file, read)| (0..count(read)).map(move |at| (file as u32, at as u32))).collect()
        };
        let articles = pairs(|file| file.articles.len(), &files[..own as usize]);
        let persons = pairs(|file| file.persons.len(), &files);
        let records = pairs(|file| file.facts.len(), &files[..own as usize])
            .into_iter()
            .filter_map(|(file, at)| Some((file, at, voice(&files[file as usize], at)?)))
            .collect();
        let mut story = Self { files, own, articles, persons, records, problems: Vec::new(), superseded: BTreeSet::new() };
        story.join();
        story
    }

    /// The article with index `article` among all articles of the story; after them come the voices of fact records.
    ///
    /// # Panics
    ///
    /// When there is no such article or record.
    pub fn article(&self, article: u32) -> &Article {
        match self.articles.get(article as usize) {
            Some(&(file, at)) => &self.files[file as usize].articles[at as usize],
            None => &self.records[article as usize - self.articles.len()].2,
        }
    }

    /// How many speak: the articles, then the voices of fact records.
    pub fn voices(&self) -> u32 {
        (self.articles.len() + self.records.len()) as u32
    }

    /// The file that an article, or a fact record's voice, stands in.
    ///
    /// # Panics
    ///
    /// When there is no such article or record.
    pub fn file_of(&self, article: u32) -> u32 {
        match self.articles.get(article as usize) {
            Some(&(file, _)) => file,
            None => self.records[article as usize - self.articles.len()].0,
        }
    }

    /// Whether an article is compared: not when another supersedes it, nor when it is not in English.
    pub fn compared(&self, article: u32) -> bool {
        (article as usize) < self.articles.len() && !self.superseded.contains(&article) && self.article(article).is_english()
    }

    /// How long its own files are together, in bytes.
    pub fn bytes(&self) -> usize {
        self.files[..self.own as usize].iter().map(|file| file.len() as usize).sum()
    }

    /// The person record with this id; where two have it, the first of an own file.
    pub fn person(&self, id: &str) -> Option<(u32, u32)> {
        self.persons.iter().copied().find(|&at| self.person_record(at).id == id)
    }

    /// The person record at (file index, index in the file's `persons`).
    pub fn person_record(&self, (file, at): (u32, u32)) -> &PersonRecord {
        &self.files[file as usize].persons[at as usize]
    }

    /// The article that file `from` means by `ID`, or by `FILE#ID` with the file's name with or without its folder and ending.
    pub fn resolve(&self, from: u32, reference: &str) -> Option<u32> {
        let (file, id) = match reference.rsplit_once('#') {
            Some((name, id)) => {
                let names = self.files[..self.own as usize].iter();
                (names.map(|file| file.source.name.as_str()).position(|it| is_named(it, name))? as u32, id)
            }
            None => (from, reference),
        };
        let first = self.articles.partition_point(|&(it, _)| it < file);
        let at = self.files.get(file as usize)?.articles.iter().position(|article| article.id == id)?;
        (file < self.own).then_some((first + at) as u32)
    }

    /// How file `from` writes an article: its id, or `FILE#ID` where it stands in another file of the story.
    pub fn reference(&self, from: u32, article: u32) -> String {
        let (file, id) = (self.file_of(article), &self.article(article).id);
        if file == from {
            return id.to_string();
        }
        let name = &self.files[file as usize].source.name;
        let short = format!("{}#{id}", stem(name));
        // Two files may differ in their endings alone.
        if self.resolve(from, &short) == Some(article) { short } else { format!("{name}#{id}") }
    }

    /// The article of another file of the story that has this id. `None` where there is none, or more than one.
    pub fn elsewhere(&self, file: u32, id: &str) -> Option<u32> {
        let mut same = (0..self.articles.len() as u32).filter(|&at| self.file_of(at) != file && self.article(at).id == id);
        same.next().filter(|_| same.next().is_none())
    }

    /// Finds what is superseded and every name that leads nowhere.
    fn join(&mut self) {
        let mut problems = Vec::new();
        // Most bundles have nothing to look up.
        let ids: LazyCell<BTreeMap<(u32, &str), u32>, _> = LazyCell::new(|| {
            (0..self.articles.len() as u32).rev().map(|at| ((self.file_of(at), self.article(at).id.as_str()), at)).collect()
        });
        let resolve =
            |file: u32, id: &str| ids.get(&(file, id)).copied().or_else(|| id.contains('#').then(|| self.resolve(file, id)).flatten());
        let unknown = |file: u32, id: &str, span: Span| (file, Problem::new(UNKNOWN_ID, span, self.unknown_article(file, id)));
        let mut superseded = BTreeSet::new();
        for at in 0..self.articles.len() as u32 {
            let Some(earlier) = &self.article(at).supersedes else { continue };
            let file = self.file_of(at);
            match resolve(file, &earlier.value) {
                None => problems.push(unknown(file, &earlier.value, earlier.span)),
                Some(same) if same == at => {
                    let message = "an article cannot supersede itself: write the id of an earlier one";
                    problems.push((file, Problem::new(BAD_VALUE, earlier.span, message)));
                }
                Some(earlier) => {
                    superseded.insert(earlier);
                }
            }
        }
        for (file, read) in self.files[..self.own as usize].iter().enumerate() {
            let file = file as u32;
            for source in read.facts.iter().filter_map(|it| it.source.as_ref()) {
                if resolve(file, &source.value).is_none() {
                    problems.push(unknown(file, &source.value, source.span));
                }
            }
            for decision in &read.decisions {
                for side in decision.between.iter().filter(|it| resolve(file, &it.article).is_none()) {
                    let span = Span::new(side.span.start, side.span.start + side.article.len() as u32);
                    problems.push(unknown(file, &side.article, span));
                }
                if let Some((Verdict::Accept(article), span)) = &decision.verdict
                    && resolve(file, article).is_none()
                {
                    // The value ends with the id; before it stands the word.
                    let id = Span::new(span.end - article.len() as u32, span.end);
                    problems.push(unknown(file, article, id));
                }
            }
        }
        self.join_persons(&mut problems);
        problems.sort_by_key(|(file, problem)| (*file, problem.span, problem.code));
        (self.superseded, self.problems) = (superseded, problems);
    }

    /// Tells person ids that two files use and annotations that name nobody.
    fn join_persons(&self, problems: &mut Vec<(u32, Problem)>) {
        let mut records: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
        for &at in &self.persons {
            records.entry(&self.person_record(at).id).or_default().push(at);
        }
        for same in records.values() {
            for &(file, at) in same.iter().filter(|(file, _)| *file < self.own) {
                // Two in one file are told by the file itself.
                let Some(&other) = same.iter().find(|other| other.0 != file) else { continue };
                let (record, first) = (self.person_record((file, at)), self.person_record(other));
                let elsewhere = &self.files[other.0 as usize];
                let line = elsewhere.line(first.id_span.start) + 1;
                let message = format!("person id '{}' is used twice: also in {}, line {line}", record.id, elsewhere.source.name);
                problems.push((file, Problem::new(DUPLICATE_ID, record.id_span, message)));
            }
        }
        for at in 0..self.articles.len() as u32 {
            for person in self.article(at).annotations.iter().filter_map(|it| it.person.as_ref()) {
                if person.value == "none" || records.contains_key(person.value.as_str()) {
                    continue;
                }
                let message = match nearest(&person.value, records.keys().copied()) {
                    Some(known) => format!("no person has the id '{}': did you mean '{known}'?", person.value),
                    None => format!("no person has the id '{0}': add a section '--- person {0}'", person.value),
                };
                problems.push((self.file_of(at), Problem::new(UNKNOWN_ID, person.span, message)));
            }
        }
    }

    fn unknown_article(&self, file: u32, id: &str) -> String {
        if let Some(at) = self.elsewhere(file, id) {
            return format!("no article of this file has the id '{id}': write '{}'", self.reference(file, at));
        }
        match nearest(id, self.files[file as usize].articles.iter().map(|it| it.id.as_str())) {
            Some(known) => format!("no article has the id '{id}': did you mean '{known}'?"),
            None => format!("no article has the id '{id}'"),
        }
    }
}

/// Groups files into stories: each group is a story, and groups that share a `story` id are one. Order is kept; the person
/// records of every file are known in every story.
pub fn stories(groups: Vec<Vec<Arc<File>>>) -> Vec<Story> {
    let mut stories: Vec<Vec<Arc<File>>> = Vec::new();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups {
        let id = group.iter().find_map(|file| file.headers.story.as_ref()).map(|it| it.value.to_string());
        let at = match id {
            Some(id) => *by_id.entry(id).or_insert(stories.len()),
            None => stories.len(),
        };
        if at == stories.len() {
            stories.push(group);
        } else {
            stories[at].extend(group);
        }
    }
    let lenders: Vec<(usize, Arc<File>)> = stories
        .iter()
        .enumerate()
        .flat_map(|(at, files)| files.iter().filter(|file| !file.persons.is_empty()).map(move |file| (at, Arc::clone(file))))
        .collect();
    stories
        .into_iter()
        .enumerate()
        .map(|(at, files)| {
            let others = lenders.iter().filter(|(story, _)| *story != at).map(|(_, file)| Arc::clone(file)).collect();
            Story::with(files, others)
        })
        .collect()
}

/// What a fact record says, as an article whose whole text is its value. `None` without a value.
fn voice(file: &File, at: u32) -> Option<Article> {
    let record = &file.facts[at as usize];
    let value = record.value.as_ref()?;
    let body = Body::unbroken(file.words(value.span).into(), value.span.start);
    let outlet = Some(Header { value: "the record".into(), span: record.id_span });
    Some(Article { id: record.id.clone(), id_span: record.id_span, section: record.section, outlet, body, ..Article::default() })
}

/// Whether a file with this name is meant by `name`.
fn is_named(file: &str, name: &str) -> bool {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    file == name || last == name || stem(file) == name
}

/// A file's name without its folder and its ending.
fn stem(file: &str) -> &str {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    last.rsplit_once('.').map_or(last, |(stem, _)| if stem.is_empty() { last } else { stem })
}
