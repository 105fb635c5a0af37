//! What is tested from outside: the rules' documents, whole bundles, laws.

// `fixture` names the crate's own modules; here they are the library's.
use copydesk::{bundle, conflicts, mentions, snapshot, text};

mod cli;
mod config;
mod editors;
#[path = "../../src/fixture.rs"]
mod fixture;
mod readme;
mod report;
mod review;
mod session;

mod bundles;
mod examples;
mod house_style;
mod laws;
mod mutations;
mod newsroom;
mod parse;
mod specs;
mod tidy;

use std::path::{Path, PathBuf};

/// The files directly in `folder` with this ending, by name.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|cause| panic!("{}: {cause}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == ending));
    files.sort();
    files
}

/// A file of the repository as text.
#[expect(clippy::disallowed_methods, reason = "tests read the repository")]
fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}
