//! The examples and how tests make new bundles of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bundle::{Article, Role};
use crate::conflicts::Conflict;
use crate::fixture;
use crate::snapshot::Snapshot;

/// One of `examples/*.bundle`.
pub(crate) struct Example {
    /// Its name without the ending.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The file, read.
    pub(crate) snapshot: Snapshot,
}

/// All examples, by name.
pub(crate) fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let snapshot = fixture::snapshot(&crate::text_of(&path));
        Example { name, path, snapshot }
    };
    crate::files(&folder, "bundle").into_iter().map(read).collect()
}

impl Example {
    /// The whole file.
    pub(crate) fn text(&self) -> &Arc<str> {
        self.snapshot.story.files[0].text()
    }

    /// Its articles.
    pub(crate) fn articles(&self) -> &[Arc<Article>] {
        &self.snapshot.story.files[0].articles
    }

    /// Its articles, drafts left out.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.articles().iter().filter(|article| article.role == Role::Source)
    }
}

/// A section with this id and text, under the date and time zone of `article`.
pub(crate) fn section(article: &Article, id: &str, text: &str) -> String {
    let mut section = format!("--- article {id}\n");
    let headers = [("published", &article.published), ("timezone", &article.timezone), ("dateline", &article.dateline)];
    for (key, header) in headers {
        if let Some(header) = header {
            section.push_str(&format!("{key}: {}\n", header.value));
        }
    }
    section.push_str(&format!("\n{}\n\n", text.trim_end()));
    section
}

/// What a bundle reports, whatever the order of its articles: one line a report, with each statement's article, words and
/// value.
pub(crate) fn reports(snapshot: &Snapshot) -> BTreeSet<String> {
    snapshot.conflicts.iter().map(|conflict| report(snapshot, conflict)).collect()
}

fn report(snapshot: &Snapshot, conflict: &Conflict) -> String {
    let said: BTreeSet<String> = conflict
        .statements
        .iter()
        .map(|it| {
            let article = snapshot.story.article(it.place.article);
            format!("{}:{} {:?} = {}", article.id, it.place.span.start, it.place.span.of(&article.body.text), it.value)
        })
        .collect();
    format!("{} {}: {}", conflict.severity.word(), conflict.kind, said.into_iter().collect::<Vec<_>>().join(" | "))
}

#[test]
fn no_example_has_a_problem() {
    for example in examples() {
        let problems = &example.snapshot.story.files[0].problems;
        assert!(problems.is_empty(), "{}: {problems:#?}", example.path.display());
    }
}
