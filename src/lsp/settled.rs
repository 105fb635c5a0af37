//! Which settings hold for which document: those of its project file over those of the editor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tower_lsp::gen_lsp_types::Uri;

use super::uris;
use crate::conflicts::Settings;
use crate::settings::{Held, Project, find};

/// What holds for some documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Own {
    /// Everything that may be set.
    pub(super) held: Held,
    /// What is looked for, shared by all who read with it.
    pub(super) checks: Arc<Settings>,
}

/// What holds for each document.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    /// Where there is no project file.
    editor: Arc<Own>,
    /// By project file.
    projects: BTreeMap<PathBuf, Arc<Own>>,
    /// The project file of each open document that has one, by address.
    of: BTreeMap<String, PathBuf>,
    /// What is wrong in project files: sentences with their places.
    pub(super) problems: Vec<String>,
}

impl Settled {
    /// Looks for the project file of each of these documents, no further up than the workspace folder that it is in.
    ///
    /// What is as `before` is the same as before, so that nothing is read again for it.
    pub(super) fn look<'u>(before: &Self, given: &Value, roots: &[PathBuf], documents: impl IntoIterator<Item = &'u Uri>) -> Self {
        let mut settled = Self { editor: same(&before.editor, Held::together(given, None)), ..Self::default() };
        for uri in documents {
            let Some(file) = project_file(uri, roots) else { continue };
            if !settled.projects.contains_key(&file) {
                let Some(text) = read(&file) else { continue };
                let project = Project::read(&text);
                let place = |line: u32, column: u32| format!("{}:{}:{}", file.display(), line + 1, column + 1);
                settled.problems.extend(project.problems.iter().map(|(at, it)| format!("{}: {it}", place(at.line, at.column))));
                let held = Held::together(given, Some(&project));
                let own = same(before.projects.get(&file).unwrap_or(&before.editor), held);
                settled.projects.insert(file.clone(), own);
            }
            settled.of.insert(uri.0.clone(), file);
        }
        settled
    }

    /// Whether the same holds for every document.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.editor == other.editor && self.projects == other.projects && self.of == other.of
    }

    /// What holds for a document.
    pub(super) fn of(&self, uri: &Uri) -> &Arc<Own> {
        self.of.get(&uri.0).and_then(|file| self.projects.get(file)).unwrap_or(&self.editor)
    }
}

/// The project file that holds for a document; `None` where there is none, and for what is no file.
pub(super) fn project_file(uri: &Uri, roots: &[PathBuf]) -> Option<PathBuf> {
    let path = uris::path(uri)?;
    let top = roots.iter().filter(|root| path.starts_with(root)).max_by_key(|root| root.components().count());
    find(path.parent()?, top.map(PathBuf::as_path), Path::exists)
}

/// The text of a project file. One that cannot be read holds for nobody.
#[expect(clippy::disallowed_methods, reason = "this is the server, which looks at files")]
pub(super) fn read(file: &Path) -> Option<String> {
    std::fs::read_to_string(file).ok()
}

fn same(before: &Arc<Own>, held: Held) -> Arc<Own> {
    if before.held == held { Arc::clone(before) } else { Arc::new(Own { checks: Arc::new(held.checks.clone()), held }) }
}
