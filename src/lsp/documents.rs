//! Open documents and the stories they belong to, with what is on disk beside them.
//!
//! A change replaces a document at once and computes nothing. The first question about the new text computes its story, once:
//! ten keys, one reading. Whoever asks takes a [`View`] first, so that what is answered belongs to the texts of that moment.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};

use dashmap::DashMap;
use tower_lsp::gen_lsp_types::Uri;

use super::settled::Settled;
use super::shelf::{Shelf, Shelved};
use super::uris;
use crate::bundle::{self, File, Form, SourceFile, Story};
use crate::conflicts::Settings;
use crate::snapshot::Snapshot;
use crate::text::{Edit, Encoding, SourceText, Unchanged};

/// One version of an open document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address, letter for letter as the client writes it.
    pub(super) uri: Uri,
    /// The client's number of this version.
    pub(super) version: i32,
    /// The text; `None` after a change that cannot be, until the whole text comes.
    pub(super) text: Option<SourceText>,
    /// Where it stands on disk; `None` for what is no file.
    pub(super) path: Option<PathBuf>,
    /// Whether the client has it open, so that it knows its version.
    pub(super) is_open: bool,
    form: Form,
    /// The text's structure, read when first asked for.
    file: OnceLock<Arc<File>>,
    /// The structure of the newest earlier text that was read, and what is unchanged since then.
    before: Mutex<Option<(Arc<File>, Unchanged)>>,
}

impl Document {
    /// A file that nobody has opened.
    pub(super) fn closed(uri: Uri, text: &str) -> Self {
        let (path, text) = (uris::path(&uri), Some(SourceText::new(text)));
        Self { uri, version: 0, text, path, is_open: false, form: Form::Bundle, file: OnceLock::new(), before: Mutex::default() }
    }

    fn file(&self, text: &SourceText) -> &Arc<File> {
        self.file.get_or_init(|| {
            let before = self.before.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some((before, unchanged)) = before {
                return Arc::new(before.edited(text.len(), unchanged, |span| text.words(span)));
            }
            let name = uris::file_name(&self.uri);
            let id = uris::article_id(&name);
            let text = String::from(text).into();
            Arc::new(bundle::parse(SourceFile { name, id, form: self.form, text, given: bundle::Given::default() }))
        })
    }

    /// The newest structure there is, and what is unchanged since its text.
    fn newest(&self) -> Option<(Arc<File>, Unchanged)> {
        let whole = self.text.as_ref().map_or(0, SourceText::len);
        let own = self.file.get().map(|file| (Arc::clone(file), Unchanged { start: whole, end: whole }));
        own.or_else(|| self.before.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

/// Everything that is open at one moment.
#[derive(Debug, Clone)]
pub(super) struct View {
    /// Sorted by address.
    documents: Vec<Arc<Document>>,
    settled: Arc<Settled>,
    shelf: Arc<Shelf>,
    moment: u64,
}

/// Documents that are read together, with what was read once somebody asked.
#[derive(Debug)]
pub(super) struct Edition {
    /// In the order of [`Story::files`]: the story's own, then those that lend their person records.
    pub(super) documents: Vec<Arc<Document>>,
    own: usize,
    settings: Arc<Settings>,
    /// The newest moment at which it was the edition of its story.
    moment: AtomicU64,
    before: Mutex<Before>,
    snapshot: OnceLock<Arc<Snapshot>>,
}

/// What a reading goes on from.
#[derive(Debug, Default)]
enum Before {
    /// Nothing: it is the first of its story.
    #[default]
    Nothing,
    /// The newest reading there is.
    Read(Arc<Snapshot>),
    /// One that was being made when this edition came.
    InWork(Arc<Edition>),
    /// This edition is being read from it.
    Taken,
}

/// What names a story: its id, or the address of the one document that has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Story(String),
    Alone(String),
}

/// All open documents.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: DashMap<Uri, Arc<Document>>,
    /// The newest edition of each story.
    editions: Mutex<BTreeMap<Key, Arc<Edition>>>,
    settled: Mutex<Arc<Settled>>,
    shelf: Mutex<Arc<Shelf>>,
    /// Counts changes of anything an answer depends on.
    moment: AtomicU64,
}

impl Documents {
    /// A document is opened, or opened again.
    pub(super) fn open(&self, uri: Uri, language: &str, version: i32, text: &str) {
        let form = uris::form(&uri, language);
        let text = Some(SourceText::new(text));
        let path = uris::path(&uri);
        let document =
            Document { uri: uri.clone(), version, text, path, is_open: true, form, file: OnceLock::new(), before: Mutex::default() };
        self.open.insert(uri, Arc::new(document));
        self.moment.fetch_add(1, Ordering::SeqCst);
    }

    /// A document is changed. One that is not open stays unknown.
    pub(super) fn change(&self, uri: &Uri, version: i32, edits: &[Edit], encoding: Encoding) {
        let Some(mut entry) = self.open.get_mut(uri) else { return };
        let mut text = entry.text.clone();
        let mut before = entry.newest();
        for edit in edits {
            let mut left = None;
            text = match (text, edit.range) {
                (_, None) => Some(SourceText::new(&edit.text)),
                (Some(mut known), Some(_)) => {
                    left = known.apply(edit, encoding).ok();
                    left.map(|_| known)
                }
                (None, Some(_)) => None,
            };
            // Where the whole text is new, so is its structure.
            before = before.zip(left).map(|((file, unchanged), left)| (file, unchanged.and(left)));
        }
        let (form, path) = (entry.form, entry.path.clone());
        *entry = Arc::new(Document {
            uri: uri.clone(),
            version,
            text,
            path,
            is_open: true,
            form,
            file: OnceLock::new(),
            before: Mutex::new(before),
        });
        drop(entry);
        self.moment.fetch_add(1, Ordering::SeqCst);
    }

    /// A document is closed.
    pub(super) fn close(&self, uri: &Uri) {
        self.open.remove(uri);
        self.moment.fetch_add(1, Ordering::SeqCst);
        // What is open no longer shall not stay in memory.
        self.editions().retain(|_, edition| edition.documents.iter().any(|it| it.is_open && it.uri != *uri));
    }

    /// What holds for each document.
    pub(super) fn settled(&self) -> Arc<Settled> {
        Arc::clone(&self.settled.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on these settings hold.
    pub(super) fn settle(&self, settled: Settled) {
        *self.settled.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(settled);
        self.moment.fetch_add(1, Ordering::SeqCst);
    }

    /// What there is on disk beside the open documents.
    pub(super) fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on this is what there is on disk.
    pub(super) fn shelve(&self, found: Shelf) {
        *self.shelf.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(found);
        self.moment.fetch_add(1, Ordering::SeqCst);
    }

    /// What is open now.
    pub(super) fn view(&self) -> View {
        // Read first: if something changes meanwhile, the view counts as older than it is, and is asked for again.
        let moment = self.moment.load(Ordering::SeqCst);
        let mut documents: Vec<Arc<Document>> = self.open.iter().map(|entry| Arc::clone(&entry)).collect();
        documents.sort_by(|a, b| a.uri.0.cmp(&b.uri.0));
        View { documents, settled: self.settled(), shelf: self.shelf(), moment }
    }

    /// Whether `document` is still what is open under its address.
    pub(super) fn has(&self, document: &Arc<Document>) -> bool {
        self.open.get(&document.uri).is_some_and(|it| Arc::ptr_eq(&it, document))
    }

    /// Whether a document is open under this address.
    pub(super) fn is_open(&self, uri: &Uri) -> bool {
        self.open.contains_key(uri)
    }

    /// Where the open documents stand on disk.
    pub(super) fn open_paths(&self) -> BTreeSet<PathBuf> {
        self.open.iter().filter_map(|it| it.path.clone()).collect()
    }

    /// Whether no other text has come for a document since `view` was taken.
    pub(super) fn is_newest(&self, view: &View, uri: &Uri) -> bool {
        !self.open.contains_key(uri) || view.document(uri).is_some_and(|it| self.has(it))
    }

    /// What [`Documents::edition`] gives, where it is read already and nothing has changed since.
    pub(super) fn ready(&self, view: &View, uri: &Uri) -> Option<(Arc<Edition>, u32)> {
        let document = view.document(uri)?;
        let editions = self.editions();
        let mut of_now = editions.values().filter(|it| it.ready().is_some() && it.moment.load(Ordering::SeqCst) == view.moment);
        of_now.find_map(|it| Some((Arc::clone(it), it.documents.iter().position(|it| Arc::ptr_eq(it, document))? as u32)))
    }

    /// The documents that are read together with this one, and its index among them. Every open document lends its person records.
    ///
    /// `None` when it is not open or out of step.
    pub(super) fn edition(&self, view: &View, uri: &Uri) -> Option<(Arc<Edition>, u32)> {
        let document = view.document(uri)?;
        let key = key(document)?;
        let mut documents: Vec<Arc<Document>> = match &key {
            Key::Alone(_) => vec![Arc::clone(document)],
            Key::Story(story) => {
                let open = view.documents.iter().filter(|it| self::key(it).as_ref() == Some(&key)).map(Arc::clone);
                open.chain(view.closed(view.shelf.of_story(story))).collect()
            }
        };
        documents.sort_by(|a, b| a.uri.0.cmp(&b.uri.0));
        let at = documents.iter().position(|it| it.uri == *uri)? as u32;
        let own = documents.len();
        let lends = |it: &Arc<Document>| it.text.as_ref().is_some_and(|text| !it.file(text).persons.is_empty());
        let others = view.documents.iter().filter(|it| !documents.iter().any(|own| Arc::ptr_eq(own, it)) && lends(it));
        let closed = view.closed(view.shelf.lenders()).filter(|it| !documents.iter().any(|own| Arc::ptr_eq(own, it)));
        let mut others: Vec<Arc<Document>> = others.map(Arc::clone).chain(closed).collect();
        others.sort_by(|a, b| a.uri.0.cmp(&b.uri.0));
        documents.extend(others);
        // Those of the story's first open document hold for all of it.
        let first = documents.iter().find(|it| it.is_open).unwrap_or(document);
        let settings = &view.settled.of(&first.uri).checks;
        let mut editions = self.editions();
        let newest = editions.get(&key);
        if let Some(newest) = newest
            && newest.is_of(&documents, own, settings)
        {
            newest.moment.fetch_max(view.moment, Ordering::SeqCst);
            return Some((Arc::clone(newest), at));
        }
        let edition = Arc::new(Edition {
            settings: Arc::clone(settings),
            documents,
            own,
            moment: AtomicU64::new(view.moment),
            before: Mutex::new(newest.map(Edition::best).unwrap_or_default()),
            snapshot: OnceLock::new(),
        });
        // An older view may be asked about late; its edition is nobody's predecessor.
        if newest.is_none_or(|newest| newest.moment.load(Ordering::SeqCst) <= view.moment) {
            editions.insert(key, Arc::clone(&edition));
        }
        Some((edition, at))
    }

    fn editions(&self) -> MutexGuard<'_, BTreeMap<Key, Arc<Edition>>> {
        self.editions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(document: &Document) -> Option<Key> {
    let file = document.file(document.text.as_ref()?);
    let story = file.headers.story.as_ref().filter(|story| !story.value.is_empty());
    Some(story.map_or_else(|| Key::Alone(document.uri.0.clone()), |story| Key::Story(story.value.to_string())))
}

impl View {
    /// Every open document, sorted by address.
    pub(super) fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// What there is on disk.
    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Files on disk as documents, but for those that are open: what somebody writes holds over what was saved.
    fn closed<'v>(&'v self, files: &'v [Arc<Shelved>]) -> impl Iterator<Item = Arc<Document>> + 'v {
        let is_open = |file: &Shelved| self.documents.iter().any(|it| it.path.as_ref() == Some(&file.path));
        files.iter().filter(move |it| !is_open(it)).filter_map(|it| it.document())
    }

    fn document(&self, uri: &Uri) -> Option<&Arc<Document>> {
        self.documents.binary_search_by(|it| it.uri.0.cmp(&uri.0)).ok().map(|at| &self.documents[at])
    }
}

/// How many threads may read one version: one for each processor.
static HANDS: LazyLock<usize> = LazyLock::new(|| std::thread::available_parallelism().map_or(1, NonZeroUsize::get));

impl Edition {
    /// A story that nobody has open: its own files, sorted by address, and those that lend their person records.
    pub(super) fn of_closed(own: Vec<Arc<Document>>, others: Vec<Arc<Document>>, settings: Arc<Settings>) -> Self {
        let (count, documents) = (own.len(), own.into_iter().chain(others).collect());
        let (moment, before) = (AtomicU64::default(), Mutex::default());
        Self { documents, own: count, settings, moment, before, snapshot: OnceLock::new() }
    }

    /// How many of the documents are the story's own.
    pub(super) fn own(&self) -> u32 {
        self.own as u32
    }

    /// What was read, if somebody asked before.
    pub(super) fn ready(&self) -> Option<&Arc<Snapshot>> {
        self.snapshot.get()
    }

    /// What these documents say. Read by the first who asks; others wait for the same reading.
    pub(super) fn snapshot(&self) -> &Arc<Snapshot> {
        self.snapshot.get_or_init(|| {
            let before = std::mem::replace(&mut *self.before.lock().unwrap_or_else(PoisonError::into_inner), Before::Taken);
            let before = match before {
                Before::Nothing | Before::Taken => None,
                Before::Read(snapshot) => Some(snapshot),
                // It has only the keys before this one to read, and what it hands on saves more than it takes. Where it comes to
                // grief, this one has a text of its own and starts afresh.
                Before::InWork(edition) => catch_unwind(AssertUnwindSafe(|| Arc::clone(edition.snapshot()))).ok(),
            };
            let mut files: Vec<Arc<File>> =
                self.documents.iter().filter_map(|it| it.text.as_ref().map(|text| Arc::clone(it.file(text)))).collect();
            let others = files.split_off(self.own);
            Arc::new(Snapshot::after(before.as_deref(), Story::with(files, others), Arc::clone(&self.settings), *HANDS))
        })
    }

    /// What the edition after this one goes on from.
    fn best(self: &Arc<Self>) -> Before {
        if let Some(snapshot) = self.snapshot.get() {
            return Before::Read(Arc::clone(snapshot));
        }
        match &*self.before.lock().unwrap_or_else(PoisonError::into_inner) {
            Before::Nothing => Before::Nothing,
            Before::Read(snapshot) => Before::Read(Arc::clone(snapshot)),
            Before::InWork(edition) => Before::InWork(Arc::clone(edition)),
            Before::Taken => Before::InWork(Arc::clone(self)),
        }
    }

    fn is_of(&self, documents: &[Arc<Document>], own: usize, settings: &Arc<Settings>) -> bool {
        Arc::ptr_eq(&self.settings, settings)
            && self.own == own
            && self.documents.len() == documents.len()
            && self.documents.iter().zip(documents).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tower_lsp::gen_lsp_types::Uri;

    use super::{Documents, Edit, Encoding};
    use crate::text::Position;

    fn uri(name: &str) -> Uri {
        Uri(format!("file:///desk/{name}"))
    }

    fn typed(text: &str) -> Edit {
        let at = Position { line: 0, column: 0 };
        Edit { range: Some((at, at)), text: text.to_owned() }
    }

    #[test]
    fn ten_keys_are_read_once() {
        let documents = Documents::default();
        documents.open(uri("a.bundle"), "bundle", 1, "The ferry sank.");
        let (first, _) = documents.edition(&documents.view(), &uri("a.bundle")).expect("it is open");
        for version in 2..12 {
            documents.change(&uri("a.bundle"), version, &[typed("x")], Encoding::Utf16);
        }
        let (last, _) = documents.edition(&documents.view(), &uri("a.bundle")).expect("it is open");
        assert!(first.ready().is_none() && last.ready().is_none(), "nobody asked");
        assert_eq!(&**last.snapshot().story.files[0].text(), "xxxxxxxxxxThe ferry sank.");
        let (again, _) = documents.edition(&documents.view(), &uri("a.bundle")).expect("it is open");
        assert!(Arc::ptr_eq(&last, &again));
    }

    #[test]
    fn an_older_view_keeps_its_own_text() {
        let documents = Documents::default();
        documents.open(uri("a.bundle"), "bundle", 1, "one");
        let older = documents.view();
        documents.change(&uri("a.bundle"), 2, &[typed("twenty-")], Encoding::Utf16);
        let newer = documents.view();
        let text = |view| documents.edition(view, &uri("a.bundle")).map(|(it, _)| it.snapshot().story.files[0].text().to_string());
        assert_eq!(text(&newer).as_deref(), Some("twenty-one"));
        assert_eq!(text(&older).as_deref(), Some("one"));
        assert_eq!(text(&newer).as_deref(), Some("twenty-one"));
        assert!(!documents.is_newest(&older, &uri("a.bundle")) && documents.is_newest(&newer, &uri("a.bundle")));
    }

    #[test]
    fn after_an_impossible_change_nothing_is_said_until_the_whole_text_comes() {
        let documents = Documents::default();
        documents.open(uri("a.bundle"), "bundle", 1, "one\ntwo");
        let backwards = Edit { range: Some((Position { line: 1, column: 0 }, Position::default())), text: String::new() };
        documents.change(&uri("a.bundle"), 2, &[backwards, typed("x")], Encoding::Utf16);
        assert!(documents.edition(&documents.view(), &uri("a.bundle")).is_none());
        documents.change(&uri("a.bundle"), 3, &[typed("y")], Encoding::Utf16);
        assert!(documents.edition(&documents.view(), &uri("a.bundle")).is_none());
        documents.change(&uri("a.bundle"), 4, &[Edit { range: None, text: "whole".to_owned() }, typed("the ")], Encoding::Utf16);
        let (edition, _) = documents.edition(&documents.view(), &uri("a.bundle")).expect("it is in step again");
        assert_eq!(&**edition.snapshot().story.files[0].text(), "the whole");
    }

    #[test]
    fn what_is_closed_is_forgotten() {
        let documents = Documents::default();
        documents.open(uri("a.bundle"), "bundle", 1, "one");
        assert!(documents.edition(&documents.view(), &uri("a.bundle")).is_some());
        documents.close(&uri("a.bundle"));
        assert!(documents.edition(&documents.view(), &uri("a.bundle")).is_none());
        assert!(documents.editions().is_empty());
    }
}
