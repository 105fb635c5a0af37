//! From the paths of one call to the bundles they mean. Looks at names, folders and `meta.json`; reads no article.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::failure::{Failure, io_cause};
use crate::bundle::{Form, Given, is_id};

/// Files that belong together by where they stand: one `.bundle`, a folder of articles, or the articles named in the call.
#[derive(Debug)]
pub(super) struct Found {
    /// What the report calls it: the id in `meta.json`, else the name of the file without its ending, or of the folder.
    pub(super) name: String,
    /// In reading order.
    pub(super) files: Vec<Wanted>,
}

/// A file to be read.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Where it stands; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is to be read.
    pub(super) form: Form,
    /// The id of its article when it has no marker.
    pub(super) id: String,
    /// What `meta.json` says of it.
    pub(super) given: Given,
}

/// What a folder's `meta.json` says.
#[derive(Debug, Default, Deserialize)]
struct Meta {
    id: Option<String>,
    articles: Option<Vec<MetaArticle>>,
}

#[derive(Debug, Deserialize)]
struct MetaArticle {
    file: String,
    id: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    title: Option<String>,
}

/// The bundles that `paths` mean, in the order given (within a folder: sorted by path), and what could not be looked at.
///
/// A file that is named twice, by itself and by its folder, is read once.
pub(super) fn bundles(paths: &[PathBuf]) -> (Vec<Found>, Vec<Failure>) {
    let mut search = Search::default();
    for path in paths {
        search.path(path);
    }
    let Search { mut found, failures, named, .. } = search;
    if let Some((at, articles)) = named {
        let name = articles.first().map(|it| it.id.clone()).unwrap_or_default();
        found.insert(at, Found { name, files: articles });
    }
    (found, failures)
}

#[derive(Default)]
struct Search {
    found: Vec<Found>,
    failures: Vec<Failure>,
    /// The `.txt` named in the call: where their bundle stands in `found`, and the articles.
    named: Option<(usize, Vec<Wanted>)>,
    /// Every file taken so far, with links resolved.
    taken: BTreeSet<PathBuf>,
}

impl Search {
    fn path(&mut self, path: &Path) {
        if path.as_os_str() == "-" {
            if self.taken.insert(PathBuf::from("-")) {
                let stdin = Wanted { path: None, form: Form::Bundle, id: "stdin".to_owned(), given: Given::default() };
                self.found.push(Found { name: "stdin".to_owned(), files: vec![stdin] });
            }
            return;
        }
        match fs::metadata(path) {
            Err(error) => self.failures.push(Failure::unreadable(path, &io_cause(&error))),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) if has_ending(path, "bundle") => self.bundle(path),
            Ok(_) if has_ending(path, "txt") => {
                if let Some(article) = self.article(path) {
                    self.named.get_or_insert_with(|| (self.found.len(), Vec::new())).1.push(article);
                }
            }
            Ok(_) => self.failures.push(Failure::unreadable(
                path,
                "neither a folder nor a .bundle or .txt file. Send it through standard input to have it read as a bundle: copydesk check -",
            )),
        }
    }

    /// A folder named in the call.
    fn folder(&mut self, top: &Path) {
        let before = (self.found.len(), self.failures.len());
        let mut waiting = vec![top.to_owned()];
        let mut units: Vec<(PathBuf, Unit)> = Vec::new();
        while let Some(folder) = waiting.pop() {
            let listing = match Listing::of(&folder) {
                Ok(listing) => listing,
                Err(error) => {
                    self.failures.push(Failure::unreadable(&folder, &io_cause(&error)));
                    continue;
                }
            };
            let meta = if listing.has_meta { self.meta(&folder) } else { Meta::default() };
            units.extend(listing.bundles.into_iter().map(|path| (path, Unit::Bundle)));
            if listing.articles.is_empty() && meta.articles.is_none() {
                waiting.extend(listing.folders);
            } else {
                units.push((folder, Unit::Articles(meta, listing.articles)));
            }
        }
        units.sort_by(|(a, _), (b, _)| a.cmp(b));
        let nothing = units.is_empty();
        for (path, unit) in units {
            match unit {
                Unit::Bundle => self.bundle(&path),
                Unit::Articles(meta, articles) => self.articles(&path, meta, articles),
            }
        }
        if nothing && self.failures.len() == before.1 {
            self.failures
                .push(Failure::new(top, format!("nothing to read in {}: no .bundle file and no folder with .txt articles", top.display())));
        }
    }

    /// A folder with articles directly in it.
    fn articles(&mut self, folder: &Path, meta: Meta, mut listed: Vec<PathBuf>) {
        let mut files = Vec::new();
        for article in meta.articles.unwrap_or_default() {
            let path = folder.join(&article.file);
            if Path::new(&article.file).file_name().is_none_or(|name| name != article.file.as_str()) {
                // A meta.json that came with somebody else's folder must not lead us out of it.
                let cause = "meta.json may only name files in its own folder";
                self.failures.push(Failure::unreadable(&path, cause));
                continue;
            }
            listed.retain(|it| *it != path);
            if !path.is_file() {
                self.failures.push(Failure::unreadable(&path, "meta.json names it, but it is not there"));
                continue;
            }
            let given = Given { outlet: article.outlet, date: article.date, title: article.title };
            if let Some(wanted) = self.article(&path) {
                files.push(Wanted { id: article.id.unwrap_or(wanted.id), given, ..wanted });
            }
        }
        // What meta.json does not name is an article all the same: one put there later must not be passed over in silence.
        files.extend(listed.iter().filter_map(|path| self.article(path)));
        if !files.is_empty() {
            let name = meta.id.unwrap_or_else(|| folder_name(folder));
            self.found.push(Found { name, files });
        }
    }

    fn bundle(&mut self, path: &Path) {
        if self.take(path) {
            let id = stem(path);
            let file = Wanted { path: Some(path.to_owned()), form: Form::Bundle, id: article_id(&id), given: Given::default() };
            self.found.push(Found { name: id, files: vec![file] });
        }
    }

    fn article(&mut self, path: &Path) -> Option<Wanted> {
        self.take(path).then(|| Wanted {
            path: Some(path.to_owned()),
            form: Form::Plain,
            id: article_id(&stem(path)),
            given: Given::default(),
        })
    }

    /// Whether this file was not taken before.
    fn take(&mut self, path: &Path) -> bool {
        self.taken.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }

    fn meta(&mut self, folder: &Path) -> Meta {
        let path = folder.join("meta.json");
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) => {
                self.failures.push(Failure::unreadable(&path, &io_cause(&error)));
                return Meta::default();
            }
        };
        serde_json::from_slice(&text).unwrap_or_else(|error| {
            self.failures.push(Failure::unreadable(&path, &error.to_string()));
            Meta::default()
        })
    }
}

enum Unit {
    Bundle,
    Articles(Meta, Vec<PathBuf>),
}

/// What stands directly in a folder, sorted, hidden things left out.
#[derive(Default)]
struct Listing {
    bundles: Vec<PathBuf>,
    articles: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    has_meta: bool,
}

impl Listing {
    fn of(folder: &Path) -> std::io::Result<Self> {
        let mut listing = Self::default();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            // A link to a file is followed; one to a folder is not, since it may lead back to where we are.
            if entry.file_type()?.is_dir() {
                listing.folders.push(path);
            } else if !path.is_file() {
            } else if has_ending(&path, "bundle") {
                listing.bundles.push(path);
            } else if has_ending(&path, "txt") {
                listing.articles.push(path);
            } else if entry.file_name() == "meta.json" {
                listing.has_meta = true;
            }
        }
        listing.bundles.sort();
        listing.articles.sort();
        Ok(listing)
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case(ending))
}

/// The name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The folder's own name; of `.` and `..`, the name of the folder they lead to.
fn folder_name(folder: &Path) -> String {
    let named = folder.file_name().map(ToOwned::to_owned);
    let name = named.or_else(|| fs::canonicalize(folder).ok()?.file_name().map(ToOwned::to_owned));
    name.map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A name as an article's id: what no id can hold becomes `-`.
pub(super) fn article_id(name: &str) -> String {
    name.chars().map(|c| if is_id(c.encode_utf8(&mut [0; 4])) { c } else { '-' }).collect()
}
