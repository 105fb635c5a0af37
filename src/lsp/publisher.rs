//! One thread that sends diagnostics after changes: only the newest text's, only what has changed, in order.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};

use serde_json::json;

use super::desk::Desk;
use super::documents::{Document, Edition, View};
use super::message::{Items, Message};
use super::outbox::Outbox;

/// Tells the publishing thread that something has changed. Changes that come while it works count as one.
#[derive(Debug, Default)]
pub(super) struct Bell {
    rung: Mutex<Rung>,
    changed: Condvar,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Rung {
    #[default]
    No,
    Yes,
    Over,
}

impl Bell {
    /// Something has changed.
    pub(super) fn ring(&self) {
        self.set(Rung::Yes);
    }

    /// The session is over.
    pub(super) fn end(&self) {
        self.set(Rung::Over);
    }

    fn set(&self, to: Rung) {
        let mut rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        if *rung != Rung::Over {
            *rung = to;
        }
        self.changed.notify_all();
    }

    /// Waits for a change; false when the session is over.
    fn wait(&self) -> bool {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rung = self.changed.wait_while(rung, |it| *it == Rung::No).unwrap_or_else(PoisonError::into_inner);
        let goes_on = *rung != Rung::Over;
        if goes_on {
            *rung = Rung::No;
        }
        goes_on
    }
}

/// What a client shows of one document.
#[derive(Debug)]
struct Shown {
    document: Weak<Document>,
    /// `None` for a document that is out of step.
    edition: Option<Weak<Edition>>,
    version: i32,
    /// What [`super::marks::Marks::id`] says of them.
    diagnostics: u64,
}

/// Sends diagnostics until the bell says that the session is over.
pub(super) fn run(desk: &Desk, outbox: &Outbox) {
    let mut shown: BTreeMap<String, Shown> = BTreeMap::new();
    while desk.bell.wait() {
        let view = desk.documents.view();
        for document in view.documents() {
            if desk.documents.has(document) {
                publish(desk, outbox, &view, document, &mut shown);
            }
        }
        shown.retain(|uri, _| {
            let open = view.documents().iter().any(|it| it.uri.0 == *uri);
            if !open {
                send(outbox, uri, None, Items::default());
            }
            open
        });
    }
}

fn publish(desk: &Desk, outbox: &Outbox, view: &View, document: &Arc<Document>, shown: &mut BTreeMap<String, Shown>) {
    // A panic is our own bug: it has been reported by now, and this document keeps what it shows.
    let _waits = desk.waiting.begin();
    let computed = catch_unwind(AssertUnwindSafe(|| {
        let asked = desk.asked(view, &document.uri);
        let edition = asked.as_ref().map(|it| Arc::downgrade(&it.edition));
        if let Some(shown) = shown.get(&document.uri.0)
            && std::ptr::eq(shown.document.as_ptr(), Arc::as_ptr(document))
            && same(shown.edition.as_ref(), edition.as_ref())
        {
            return None;
        }
        Some((edition, asked.map(|it| desk.marks(&it))))
    }));
    let Ok(Some((edition, marks))) = computed else { return };
    // While this was computed, the text may have changed: then it is about a text that nobody sees any more.
    if !desk.documents.has(document) {
        return;
    }
    let version = document.version;
    let diagnostics = marks.as_ref().map_or(0, |marks| marks.id);
    let news = shown.get(&document.uri.0).is_none_or(|it| it.version != version || it.diagnostics != diagnostics);
    if news {
        send(outbox, &document.uri.0, Some(version), marks.map(|it| Arc::clone(&it.items)).unwrap_or_default());
    }
    shown.insert(document.uri.0.clone(), Shown { document: Arc::downgrade(document), edition, version, diagnostics });
}

fn same(a: Option<&Weak<Edition>>, b: Option<&Weak<Edition>>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => Weak::ptr_eq(a, b),
        _ => false,
    }
}

/// Sends diagnostics.
fn send(outbox: &Outbox, uri: &str, version: Option<i32>, diagnostics: Items) {
    let version = version.map(|it| format!(",\"version\":{it}")).unwrap_or_default();
    let head = format!(
        "{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/publishDiagnostics\",\"params\":{{\"uri\":{}{version},\"diagnostics\":",
        json!(uri)
    );
    outbox.publish(uri, Message::list(diagnostics).within(head.as_bytes(), b"}}"));
}
