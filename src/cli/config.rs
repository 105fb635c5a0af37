//! `copydesk config`: what is set, and where each value comes from; and the project files of one call.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use serde_json::{Value, json};

use super::args::{Config, ListFormat};
use super::failure::Failure;
use super::{Outcome, load};
use crate::conflicts::Settings;
use crate::settings::{Entry, FILE_NAME, Held, Project, find};

/// A project file is a page; this much was never written by hand.
const MOST_MEGABYTES: u64 = 1;

/// Runs the command.
pub(super) fn run(config: &Config) -> Outcome {
    if !config.path.exists() {
        let failure = Failure::new(&config.path, "there is no such file or folder".to_owned());
        return Outcome { failures: vec![failure], ..Outcome::default() };
    }
    let mut projects = Projects::default();
    let project = projects.of(&config.path.join(FILE_NAME)).cloned();
    let held = Held::together(&Value::Null, project.as_ref().and_then(|it| it.project.as_ref()));
    let entries: Vec<(Entry, Option<String>)> = held
        .entries()
        .into_iter()
        .map(|entry| {
            let from = project.as_ref().and_then(|it| it.origin(&entry));
            (entry, from)
        })
        .collect();
    let shown = project.as_ref().map(|it| it.shown.as_str());
    let out = match config.format {
        ListFormat::Text => text(shown, &entries),
        ListFormat::Json => json_text(shown, &entries),
    };
    Outcome { out, failures: projects.failures, ..Outcome::default() }
}

fn text(file: Option<&str>, entries: &[(Entry, Option<String>)]) -> String {
    let mut out = match file {
        Some(file) => format!("{file}\n\n"),
        None => format!("no {FILE_NAME} here or above: all is as it comes\n\n"),
    };
    let assigned = |entry: &Entry| match (&entry.value, entry.path.starts_with("severity.")) {
        (Value::Null, true) => format!("{}: as each finding has it", entry.path),
        (Value::Null, false) => format!("{}: left to be filled in", entry.path),
        (value, _) => format!("{} = {value}", entry.path),
    };
    let widest = entries.iter().map(|(entry, _)| assigned(entry).chars().count()).max().unwrap_or_default();
    for (entry, from) in entries {
        out.push_str(&format!("{:widest$}  {}\n", assigned(entry), from.as_deref().unwrap_or("default")));
    }
    out
}

fn json_text(file: Option<&str>, entries: &[(Entry, Option<String>)]) -> String {
    let settings: Vec<Value> =
        entries.iter().map(|(entry, from)| json!({"setting": entry.path, "value": entry.value, "from": from})).collect();
    format!("{:#}\n", json!({"version": env!("CARGO_PKG_VERSION"), "file": file, "settings": settings}))
}

/// A project file that was found.
#[derive(Debug, Clone)]
struct Found {
    /// Its path as it is shown: from where the call was made, where it stands below.
    shown: String,
    /// `None` where it cannot be read.
    project: Option<Project>,
    checks: Arc<Settings>,
}

impl Found {
    /// `copydesk.toml:4:1`; `None` for what is not set there.
    fn origin(&self, entry: &Entry) -> Option<String> {
        let project = self.project.as_ref()?;
        let ignored = entry.path.strip_prefix("severity.").and_then(|kind| project.ignored(kind));
        let at = ignored.or_else(|| project.place(&entry.path))?;
        Some(format!("{}:{}:{}", self.shown, at.line + 1, at.column + 1))
    }
}

/// The project files that hold for the files of one call; each is read once.
#[derive(Debug, Default)]
pub(super) struct Projects {
    found: BTreeMap<PathBuf, Found>,
    /// What is wrong with them.
    pub(super) failures: Vec<Failure>,
}

impl Projects {
    /// What is looked for in a file.
    pub(super) fn checks(&mut self, file: &Path) -> Arc<Settings> {
        self.of(file).map_or_else(Arc::default, |it| Arc::clone(&it.checks))
    }

    /// The project file that holds for a file; `None` where there is none.
    fn of(&mut self, file: &Path) -> Option<&Found> {
        let here = absolute(file).ok()?;
        let path = find(here.parent()?, None, Path::exists)?;
        if !self.found.contains_key(&path) {
            let found = self.read(&path);
            self.found.insert(path.clone(), found);
        }
        self.found.get(&path)
    }

    fn read(&mut self, path: &Path) -> Found {
        let below = absolute(".").ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
        let shown = below.as_deref().unwrap_or(path);
        let project = match load::file(shown, MOST_MEGABYTES) {
            Ok(text) => Some(Project::read(&text)),
            Err(failure) => {
                self.failures.push(failure);
                None
            }
        };
        let name = shown.display().to_string();
        for (at, message) in project.iter().flat_map(|it| &it.problems) {
            self.failures.push(Failure::new(shown, format!("{name}:{}:{}: {message}", at.line + 1, at.column + 1)));
        }
        let checks = Arc::new(Held::together(&Value::Null, project.as_ref()).checks);
        Found { shown: name, project, checks }
    }
}
