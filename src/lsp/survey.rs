//! What the stories say that nobody has open: their people, their disputes and what is marked in them.
//!
//! Each is read once in the background, as it is on disk and with the records that are on disk; kept is what is listed of it, not its
//! text. A story that somebody opens is read by [`super::documents`] from then on.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::gen_lsp_types::{Location, Range, Uri};

use super::asked::Asked;
use super::course::Course;
use super::documents::{Document, Edition};
use super::marks::Marks;
use super::profile::{Delivery, Profile};
use super::settled::{Own, Settled};
use super::shelf::{self, Shelf, Shelved, Stamp};
use super::uris;
use crate::answers::{self, Sought, SymbolKind};
use crate::settings::FILE_NAME;

/// What names a story on disk: its id, or the one file that has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Story(String),
    Alone(PathBuf),
}

/// What the closed stories say.
#[derive(Debug, Default)]
pub(super) struct Survey {
    told: Mutex<BTreeMap<Key, Arc<Told>>>,
    /// Which settings held when it was read.
    settled: Mutex<Settled>,
}

/// What one story says.
#[derive(Debug)]
struct Told {
    basis: Basis,
    /// By path.
    files: Vec<Arc<ToldFile>>,
}

/// What a story's reading depends on: its files, everybody's person records and the settings.
#[derive(Debug)]
struct Basis {
    files: Vec<(PathBuf, Stamp)>,
    records: u64,
    settings: Arc<Own>,
}

/// What one file of a story says.
#[derive(Debug)]
pub(super) struct ToldFile {
    /// Where it stands.
    pub(super) path: PathBuf,
    /// Its address.
    pub(super) uri: Uri,
    /// What is listed of it, in file order.
    entries: Vec<Entry>,
    /// Where it names people who have a record, by the record's id, then in file order.
    named: Vec<(Box<str>, Box<[Range]>)>,
    /// What [`Marks::id`] says of the marks in it.
    pub(super) id: u64,
    /// The marks, a JSON array; without any where the client does not ask for them.
    pub(super) marks: Box<[u8]>,
}

/// Something that can be searched for.
#[derive(Debug)]
pub(super) struct Entry {
    /// What a reader calls it.
    pub(super) name: Box<str>,
    /// What it stands for.
    pub(super) kind: SymbolKind,
    range: Range,
}

/// A story on disk that is to be read: its name and its files, by path.
type Work = (Key, Vec<Arc<Shelved>>);

impl Survey {
    /// Reads what is out of date, but not the stories of which a file is open. Gives whether anything that is told has changed.
    pub(super) fn look(
        &self,
        on_disk: &Shelf,
        settled: Settled,
        profile: Profile,
        open: impl Fn() -> BTreeSet<PathBuf> + Sync,
        course: &Course,
    ) -> bool {
        let records = on_disk.records();
        let stories = stories(on_disk);
        let before = self.told().len();
        self.told().retain(|key, _| stories.contains_key(key));
        let mut changed = before != self.told().len();
        let holds = |key: &Key, files: &[Arc<Shelved>]| self.told().get(key).is_some_and(|it| it.basis.holds(files, records, &settled));
        let works: Vec<Work> = stories.into_iter().filter(|(key, files)| !holds(key, files)).collect();
        let lenders: Vec<Arc<Document>> = if works.is_empty() { Vec::new() } else { lenders(on_disk) };
        let read = |(key, files): &Work| {
            let open = open();
            if files.iter().any(|it| open.contains(&it.path)) {
                return false;
            }
            let told = Arc::new(Told::read(files, &lenders, records, &settings(files, &settled), profile));
            let before = self.told().insert(key.clone(), Arc::clone(&told));
            !before.is_some_and(|before| before.says_the_same_as(&told))
        };
        let outcome = course.run(&works, read);
        changed |= outcome.is_none_or(|it| it.contains(&true));
        *self.settled.lock().unwrap_or_else(PoisonError::into_inner) = settled;
        changed
    }

    /// Which settings held when it was read last.
    pub(super) fn settled(&self) -> Settled {
        self.settled.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the stories on disk that are not `read` with an open document, and of which a file's text may hold what somebody looks for.
    pub(super) fn read_those<'s>(
        &'s self,
        on_disk: &'s Shelf,
        read: &'s BTreeSet<PathBuf>,
        holds: impl Fn(&str) -> bool + 's,
    ) -> impl Iterator<Item = Edition> + 's {
        let settled = self.settled();
        let closed = stories(on_disk).into_values().filter(|files| !files.iter().any(|it| read.contains(&it.path)));
        let meant = closed.filter(move |files| files.iter().any(|it| shelf::text(&it.path).is_some_and(|text| holds(&text))));
        let lenders = LazyCell::new(|| lenders(on_disk));
        meant.map(move |files| edition(&files, &lenders, &settings(&files, &settled)))
    }

    /// What is told of files on disk, by path, but for those that are read with an open document, whose paths are `read`.
    pub(super) fn files(&self, read: &BTreeSet<PathBuf>) -> Vec<Arc<ToldFile>> {
        let told: Vec<Arc<Told>> = self.told().values().map(Arc::clone).collect();
        let files = told.iter().flat_map(|told| &told.files);
        let mut files: Vec<Arc<ToldFile>> = files.filter(|it| !read.contains(&it.path)).map(Arc::clone).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    fn told(&self) -> MutexGuard<'_, BTreeMap<Key, Arc<Told>>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Basis {
    fn holds(&self, files: &[Arc<Shelved>], records: u64, settled: &Settled) -> bool {
        self.records == records
            && self.files.iter().map(|(path, stamp)| (path, stamp)).eq(files.iter().map(|it| (&it.path, &it.stamp)))
            && self.settings == settings(files, settled)
    }
}

impl Told {
    fn read(files: &[Arc<Shelved>], lenders: &[Arc<Document>], records: u64, settings: &Arc<Own>, profile: Profile) -> Self {
        let basis = Basis { files: files.iter().map(|it| (it.path.clone(), it.stamp)).collect(), records, settings: Arc::clone(settings) };
        let edition = Arc::new(edition(files, lenders, settings));
        let mut told: Vec<Arc<ToldFile>> = (0..edition.own())
            .map(|file| {
                Arc::new(ToldFile::read(&Asked { edition: Arc::clone(&edition), file, encoding: profile.encoding }, settings, profile))
            })
            .collect();
        told.sort_by(|a, b| a.path.cmp(&b.path));
        Self { basis, files: told }
    }

    fn says_the_same_as(&self, other: &Self) -> bool {
        self.files.len() == other.files.len() && self.files.iter().zip(&other.files).all(|(a, b)| (&a.path, a.id) == (&b.path, b.id))
    }
}

impl ToldFile {
    fn read(asked: &Asked, settings: &Own, profile: Profile) -> Self {
        let uri = asked.document().uri.clone();
        let found = answers::search(asked.snapshot(), asked.file, &Sought::default()).into_iter();
        let entries = found.map(|(it, _)| Entry { range: asked.range(it.head), name: it.name.into(), kind: it.kind }).collect();
        let mut named: Vec<(Box<str>, Box<[Range]>)> = Vec::new();
        let mentions: Vec<_> = answers::recorded_mentions(asked.snapshot()).into_iter().filter(|(_, it)| it.file == asked.file).collect();
        for of_one in mentions.chunk_by(|one, other| one.0 == other.0) {
            named.push((of_one[0].0.into(), of_one.iter().map(|(_, it)| asked.range(it.span)).collect()));
        }
        // Who is sent diagnostics sees those of open documents alone, and so does who has set it.
        let told = profile.delivery == Delivery::Pull && !settings.held.only_open;
        let marks = told.then(|| Marks::new(asked, &profile, profile.limits(settings.held.limits), None));
        let (id, marks) = marks.map_or_else(|| (0, b"[]".to_vec()), |it| (it.id, it.written()));
        let path = uris::path(&uri).unwrap_or_default();
        Self { path, uri, entries, named, id, marks: marks.into() }
    }

    /// What is found in it, with its place, in file order.
    pub(super) fn search(&self, sought: &Sought) -> impl Iterator<Item = (&Entry, Location)> {
        let found = self.entries.iter().filter(|it| sought.finds(it.kind, &it.name));
        found.map(|it| (it, Location { uri: self.uri.clone(), range: it.range }))
    }

    /// Where it names the person with this record, in file order.
    pub(super) fn naming(&self, id: &str) -> impl Iterator<Item = Location> {
        let of_one = self.named.iter().filter(move |it| *it.0 == *id);
        of_one.flat_map(|it| &it.1).map(|range| Location { uri: self.uri.clone(), range: *range })
    }
}

/// The stories on disk, each with its files by path.
fn stories(shelf: &Shelf) -> BTreeMap<Key, Vec<Arc<Shelved>>> {
    let mut stories: BTreeMap<Key, Vec<Arc<Shelved>>> = BTreeMap::new();
    for file in shelf.files() {
        let key = file.story.as_ref().map_or_else(|| Key::Alone(file.path.clone()), |it| Key::Story(it.clone()));
        stories.entry(key).or_default().push(Arc::clone(file));
    }
    stories
}

/// The files that lend their person records, sorted by address.
fn lenders(shelf: &Shelf) -> Vec<Arc<Document>> {
    let mut lenders: Vec<Arc<Document>> = shelf.lenders().iter().filter_map(|it| it.document()).collect();
    lenders.sort_by(|a, b| a.uri.0.cmp(&b.uri.0));
    lenders
}

fn edition(files: &[Arc<Shelved>], lenders: &[Arc<Document>], settings: &Own) -> Edition {
    let mut own: Vec<Arc<Document>> = files.iter().filter_map(|it| it.glance()).collect();
    own.sort_by(|a, b| a.uri.0.cmp(&b.uri.0));
    let others = lenders.iter().filter(|lender| !own.iter().any(|it| Arc::ptr_eq(it, lender))).map(Arc::clone).collect();
    Edition::of_closed(own, others, Arc::clone(&settings.checks))
}

/// Those of the first file's folder hold for all of a story.
fn settings(files: &[Arc<Shelved>], settled: &Settled) -> Arc<Own> {
    let folder = files.first().and_then(|it| folder(&it.path));
    Arc::clone(folder.map_or_else(|| settled.of(&Uri(String::new())), |it| settled.of(&it)))
}

/// The address under which the settings of a file's folder are looked up.
pub(super) fn folder(path: &Path) -> Option<Uri> {
    uris::of_path(&path.parent()?.join(FILE_NAME))
}
