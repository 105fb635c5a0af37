//! Bundles of the workspace folders that are not open. Of each is kept which story it belongs to and whether it lends person records;
//! its text is read when something is asked that needs it.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use super::course::Course;
use super::documents::Document;
use super::uris;
use crate::bundle::{self, File, Form, Given, SourceFile};

/// More bundles than a newsroom keeps in one place: beyond, somebody has opened a disk.
const MOST_FILES: usize = 20_000;
/// As many names are looked at to find them; a folder of programs has so many, and they are not ours.
const MOST_NAMES: usize = 400_000;
/// What is larger is no bundle that somebody wrote (bytes): as on the command line.
const LARGEST: u64 = 64_000_000;

/// The bundles on disk, as they were when they were last looked at.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    files: BTreeMap<PathBuf, Arc<Shelved>>,
    by_story: BTreeMap<String, Vec<Arc<Shelved>>>,
    lenders: Vec<Arc<Shelved>>,
}

/// A file's length in bytes and when it was written; what has neither changed has not changed.
pub(super) type Stamp = (u64, Option<SystemTime>);

/// One bundle on disk.
#[derive(Debug)]
pub(super) struct Shelved {
    /// Where it stands.
    pub(super) path: PathBuf,
    /// What tells whether it has changed.
    pub(super) stamp: Stamp,
    /// The story that it says it belongs to.
    pub(super) story: Option<String>,
    /// Its person records as a number, with where they stand: equal for equal ones. `None` where it has none.
    lends: Option<u64>,
    /// Its text, once somebody needed it; `None` where it can no longer be read.
    document: OnceLock<Option<Arc<Document>>>,
}

impl Shelf {
    /// Looks at the folders again. What has not changed since `before` is not read again. With a sentence for all that is left out.
    ///
    /// `None` where the course was ended before all was seen.
    pub(super) fn look(before: &Self, roots: &[PathBuf], course: &Course) -> Option<(Self, Vec<String>)> {
        let mut notices = Vec::new();
        let mut files = BTreeMap::new();
        let mut news = Vec::new();
        for path in found(roots, &mut notices, course) {
            let Ok(metadata) = fs::metadata(&path) else { continue };
            if LARGEST < metadata.len() {
                notices.push(format!("{} is not read with the others: larger than {} MB", path.display(), LARGEST / 1_000_000));
                continue;
            }
            let stamp = (metadata.len(), metadata.modified().ok());
            match before.files.get(&path).filter(|it| it.stamp == stamp) {
                Some(known) => drop(files.insert(path, Arc::clone(known))),
                None => news.push((path, stamp)),
            }
        }
        let read = course.run(&news, |(path, stamp)| Shelved::read(path, *stamp).map(Arc::new))?;
        files.extend(read.into_iter().flatten().map(|it| (it.path.clone(), it)));
        Some((Self::of(files), notices))
    }

    /// The same without the texts that were read: nobody needs them now.
    pub(super) fn lean(&self) -> Self {
        let kept = |it: &Shelved| it.lends.is_some() || it.document.get().is_none();
        let lean = |it: &Arc<Shelved>| if kept(it) { Arc::clone(it) } else { Arc::new(it.unread()) };
        Self::of(self.files.iter().map(|(path, it)| (path.clone(), lean(it))).collect())
    }

    fn of(files: BTreeMap<PathBuf, Arc<Shelved>>) -> Self {
        let mut shelf = Self { files, ..Self::default() };
        for shelved in shelf.files.values() {
            if let Some(story) = &shelved.story {
                shelf.by_story.entry(story.clone()).or_default().push(Arc::clone(shelved));
            }
            if shelved.lends.is_some() {
                shelf.lenders.push(Arc::clone(shelved));
            }
        }
        shelf
    }

    /// The files of a story, by path.
    pub(super) fn of_story(&self, story: &str) -> &[Arc<Shelved>] {
        self.by_story.get(story).map_or(&[], Vec::as_slice)
    }

    /// The files that lend person records, by path.
    pub(super) fn lenders(&self) -> &[Arc<Shelved>] {
        &self.lenders
    }

    /// All files, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<Shelved>> {
        self.files.values()
    }

    /// The person records of all files as a number: equal for equal ones.
    pub(super) fn records(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for lender in &self.lenders {
            (&lender.path, lender.lends).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Whether there is nothing on it.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether nothing has changed on disk between the two.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.files.len() == other.files.len()
            && self.files.iter().zip(&other.files).all(|((a, one), (b, two))| a == b && one.stamp == two.stamp)
    }
}

impl Shelved {
    fn read(path: &Path, stamp: Stamp) -> Option<Self> {
        let text = text(path)?;
        let name = path.file_name()?.to_string_lossy().into_owned();
        let id = uris::article_id(&name);
        let file = bundle::parse(SourceFile { name, id, form: Form::Bundle, text: text.into(), given: Given::default() });
        let story = file.headers.story.as_ref().map(|it| it.value.to_string()).filter(|it| !it.is_empty());
        Some(Self { path: path.to_owned(), stamp, story, lends: lent(&file), document: OnceLock::new() })
    }

    fn unread(&self) -> Self {
        let (path, story) = (self.path.clone(), self.story.clone());
        Self { path, stamp: self.stamp, story, lends: self.lends, document: OnceLock::new() }
    }

    /// The file as a document that nobody has opened, kept for the next who asks. `None` where it cannot be read any more.
    pub(super) fn document(&self) -> Option<Arc<Document>> {
        self.document.get_or_init(|| self.passing()).clone()
    }

    /// The same for somebody who needs it once: kept only where it lends person records, which all others need as well.
    pub(super) fn glance(&self) -> Option<Arc<Document>> {
        if self.lends.is_some() { self.document() } else { self.document.get().cloned().unwrap_or_else(|| self.passing()) }
    }

    fn passing(&self) -> Option<Arc<Document>> {
        Some(Arc::new(Document::closed(uris::of_path(&self.path)?, &text(&self.path)?)))
    }
}

/// A file's person records as a number, with where they stand; `None` where it has none.
fn lent(file: &File) -> Option<u64> {
    if file.persons.is_empty() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    for record in &file.persons {
        (file.line(record.section.start), record.section.start, file.words(record.section)).hash(&mut hasher);
    }
    Some(hasher.finish())
}

/// What is no UTF-8 says nothing to anybody here; it is told when it is opened or checked.
#[expect(clippy::disallowed_methods, reason = "this is the server, which looks at files")]
pub(super) fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// Whether a folder is somebody's home, holds it, or is a whole disk: nobody who opens that means all the bundles in it.
fn is_too_much(root: &Path, home: Option<&Path>) -> bool {
    let resolved = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let root = resolved(root);
    root.parent().is_none() || home.is_some_and(|home| resolved(home).starts_with(&root))
}

/// Every bundle below the folders. Hidden files and folders are passed over, and links to folders, which may lead back.
fn found(roots: &[PathBuf], notices: &mut Vec<String>, course: &Course) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut names = 0;
    let home = std::env::home_dir();
    for root in roots {
        if is_too_much(root, home.as_deref()) {
            notices.push(format!("{} is no folder of bundles: in it only open files are read together", root.display()));
            continue;
        }
        let mut waiting = vec![root.clone()];
        while let Some(folder) = waiting.pop().filter(|_| course.goes_on()) {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                names += 1;
                if found.len() == MOST_FILES || MOST_NAMES < names {
                    notices
                        .push(format!("{} has more than {MOST_FILES} bundles or {MOST_NAMES} files: the rest is not read", root.display()));
                    return found;
                }
                let path = entry.path();
                if entry.file_name().as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                if entry.file_type().is_ok_and(|it| it.is_dir()) {
                    waiting.push(path);
                } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("bundle")) && path.is_file() {
                    found.push(path);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::is_too_much;

    #[test]
    fn a_home_and_what_holds_it_is_no_folder_of_bundles() {
        let is_too_much = |root| is_too_much(Path::new(root), Some(Path::new("/nowhere/home/ada")));
        assert!(is_too_much("/") && is_too_much("/nowhere/home/ada") && is_too_much("/nowhere/home"));
        assert!(!is_too_much("/nowhere/home/ada/desk") && !is_too_much("/nowhere/home/adam") && !is_too_much("/nowhere/desk"));
    }
}
