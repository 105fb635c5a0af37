//! Documents that nobody wrote (`workspace/textDocumentContent`): the report on a story, one disputed fact article by article.
//!
//! ```text
//! copydesk:report.md?file:///desk/talks.bundle
//! copydesk:comparison.md?file:///desk/talks.bundle#5f0c1d9be2a47731
//! ```
//!
//! What follows the question mark is the address of an open document, percent signs and all, as the client writes it; behind a `#` stands
//! the dispute's id, as `copydesk.conflicts` gives it.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp::gen_lsp_types::Uri;

use super::asked::Asked;
use crate::answers;

/// The scheme of their addresses.
pub(super) const SCHEME: &str = "copydesk";

/// A page that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The document it is about.
    pub(super) document: Uri,
    /// The dispute; `None` for the report on all of the story.
    pub(super) dispute: Option<String>,
}

/// The pages that the client has as they are now.
#[derive(Debug, Default)]
pub(super) struct Shown(Mutex<BTreeSet<String>>);

impl Shown {
    /// The client asks for a page.
    pub(super) fn note(&self, page: &Uri) {
        self.pages().insert(page.0.clone());
    }

    /// Something has changed: the pages that may read otherwise. Each is named once, until it is asked for again: who has closed one
    /// is not told of it at each key.
    pub(super) fn outdated(&self) -> Vec<Uri> {
        std::mem::take(&mut *self.pages()).into_iter().map(Uri).collect()
    }

    fn pages(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The page with this address. `None` where there is none.
pub(super) fn read(uri: &Uri) -> Option<Page> {
    let (page, about) = uri.0.strip_prefix(SCHEME)?.strip_prefix(':')?.split_once('?')?;
    match page.trim_start_matches('/') {
        "report.md" => Some(Page { document: Uri(about.to_owned()), dispute: None }),
        "comparison.md" => {
            let (document, id) = about.rsplit_once('#')?;
            Some(Page { document: Uri(document.to_owned()), dispute: Some(id.to_owned()) })
        }
        _ => None,
    }
}

/// Its text, in Markdown. `None` for a dispute that is no more.
pub(super) fn text(asked: &Asked, page: &Page) -> Option<String> {
    match &page.dispute {
        None => Some(answers::report(asked.snapshot())),
        Some(id) => answers::comparison_page(asked.snapshot(), id),
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::gen_lsp_types::Uri;

    use super::{Page, read};

    #[test]
    fn a_page_is_about_a_document_and_perhaps_a_dispute() {
        let page = |uri: &str| read(&Uri(uri.to_owned())).map(|Page { document, dispute }| (document.0, dispute));
        let talks = || "file:///a%20b/talks.bundle".to_owned();
        assert_eq!(page("copydesk:report.md?file:///a%20b/talks.bundle"), Some((talks(), None)));
        assert_eq!(page("copydesk:/comparison.md?file:///a%20b/talks.bundle#5f-1"), Some((talks(), Some("5f-1".to_owned()))));
        assert_eq!(page("copydesk:comparison.md?file:///a"), None);
        assert_eq!(page("copydesk:else.md?file:///a"), None);
        assert_eq!(page("file:///report.md?x"), None);
    }
}
