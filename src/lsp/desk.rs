//! What the server knows: the open documents, what the client can do, what is set.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::Value;
use tower_lsp::gen_lsp_types::Uri;

use super::asked::Asked;
use super::by_article::{Colours, Latest, Outline};
use super::course::Waiting;
use super::documents::{Documents, View};
use super::indexing::Looks;
use super::marks::Marks;
use super::message::Message;
use super::pages;
use super::prepared::Prepared;
use super::profile::Profile;
use super::publisher::Bell;
use super::settled::Settled;
use super::shelf::Shelf;
use super::survey::{self, Survey};
use super::to_proto;
use super::tokens::Sent;
use crate::answers::{self, HintKinds, Signature};
use crate::settings::TODAY;

/// What the server knows.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// Everything that is open.
    pub(super) documents: Documents,
    /// Rung after each change where diagnostics are pushed.
    pub(super) bell: Bell,
    /// Answers that are written already.
    pub(super) prepared: Arc<Prepared>,
    /// What was last written of the marks in each document.
    marks: Latest<Marks>,
    outlines: Latest<Outline>,
    colours: Latest<Colours>,
    profile: OnceLock<Profile>,
    /// What the client was sent of the colours.
    pub(super) tokens: Sent,
    /// The pages that nobody wrote.
    pub(super) pages: pages::Shown,
    /// What the editor has set.
    given: Mutex<Value>,
    /// The workspace folders.
    roots: Mutex<Vec<PathBuf>>,
    /// Who looks what there is on disk.
    pub(super) looks: Looks,
    /// What the stories say that nobody has open.
    pub(super) survey: Survey,
    /// Those who wait for an answer.
    pub(super) waiting: Waiting,
    /// How often settings have been given or asked for.
    settings_turn: AtomicU64,
}

impl Desk {
    /// Notes what the client can do. The first word counts: a client initializes once.
    pub(super) fn meet(&self, profile: Profile) {
        self.profile.get_or_init(|| profile);
    }

    /// What the client can do.
    pub(super) fn profile(&self) -> Profile {
        self.profile.get().copied().unwrap_or_default()
    }

    /// From now on this is what the editor has set. Gives what is newly wrong in project files.
    pub(super) fn set(&self, given: &Value) -> Vec<String> {
        given.clone_into(&mut self.given.lock().unwrap_or_else(PoisonError::into_inner));
        self.settle()
    }

    /// These are the workspace folders from now on.
    pub(super) fn move_to(&self, roots: Vec<PathBuf>) {
        *self.roots.lock().unwrap_or_else(PoisonError::into_inner) = roots;
    }

    /// The workspace folders.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        self.roots.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks what is set for each open document. Gives what is newly wrong in project files.
    pub(super) fn settle(&self) -> Vec<String> {
        let roots = self.roots();
        // Held to the end, so that what was looked at last is what holds.
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, view) = (self.documents.settled(), self.documents.view());
        let settled = Settled::look(&before, &given, &roots, view.documents().iter().map(|it| &it.uri));
        let news = settled.problems.iter().filter(|it| !before.problems.contains(it)).cloned().collect();
        // Those who look from time to time shall not make readers ask again for what they have.
        if !before.is_same(&settled) || before.problems != settled.problems {
            self.documents.settle(settled);
        }
        news
    }

    /// What holds for the folders of closed files.
    pub(super) fn settle_closed(&self, on_disk: &Shelf) -> Settled {
        let folders: BTreeMap<_, _> = on_disk.files().filter_map(|it| Some((it.path.parent()?, &it.path))).collect();
        let folders: Vec<Uri> = folders.into_values().filter_map(|it| survey::folder(it)).collect();
        let (given, roots) = (self.given.lock().unwrap_or_else(PoisonError::into_inner).clone(), self.roots());
        Settled::look(&self.survey.settled(), &given, &roots, &folders)
    }

    /// Settings are given or asked for: what was asked for before is out of date from now on.
    pub(super) fn next_settings(&self) -> u64 {
        self.settings_turn.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Whether nothing newer than [`Desk::next_settings`] gave this number to is known of the settings.
    pub(super) fn are_newest_settings(&self, turn: u64) -> bool {
        self.settings_turn.load(Ordering::SeqCst) == turn
    }

    /// Which hints are wanted in a document.
    pub(super) fn hints(&self, uri: &Uri) -> HintKinds {
        self.documents.settled().of(uri).held.hints
    }

    /// Who decides, and when; `today` is the day it is here.
    pub(super) fn signature(&self, uri: &Uri) -> Signature {
        let mut signature = self.documents.settled().of(uri).held.signature.clone();
        if signature.on.as_deref() == Some(TODAY) {
            signature.on = Some(jiff::Zoned::now().date().to_string());
        }
        signature
    }

    /// A document at one moment, with its story. `None` when it is not open or out of step.
    pub(super) fn asked(&self, view: &View, uri: &Uri) -> Option<Asked> {
        let (edition, file) = self.documents.edition(view, uri)?;
        Some(Asked { edition, file, encoding: self.profile().encoding })
    }

    /// The same where nothing needs to be read first.
    pub(super) fn ready(&self, view: &View, uri: &Uri) -> Option<Asked> {
        let (edition, file) = self.documents.ready(view, uri)?;
        Some(Asked { edition, file, encoding: self.profile().encoding })
    }

    /// What is marked in a document, written.
    pub(super) fn marks(&self, asked: &Asked) -> Arc<Marks> {
        let profile = self.profile();
        let uri = &asked.document().uri;
        let limits = profile.limits(self.documents.settled().of(uri).held.limits);
        self.renewed(&self.marks, asked, |before| Marks::new(asked, &profile, limits, before))
    }

    /// The outline of a document, written.
    pub(super) fn outline(&self, asked: &Asked) -> Message {
        let profile = self.profile();
        if profile.symbol_tree {
            let outline = self.renewed(&self.outlines, asked, |before| Outline::new(asked, before));
            return Message::list(Arc::clone(&outline.items));
        }
        // A structure of strings and numbers can be written.
        let list = to_proto::symbols(asked, &profile, answers::symbols(asked.snapshot(), asked.file));
        serde_json::to_vec(&list).unwrap_or_default().into()
    }

    /// The coloured words of a document.
    pub(super) fn colours(&self, asked: &Asked) -> Arc<Colours> {
        self.renewed(&self.colours, asked, |before| Colours::new(asked, before))
    }

    /// Something of a document, made with the help of the last there was.
    fn renewed<T>(&self, latest: &Latest<T>, asked: &Asked, make: impl FnOnce(Option<&T>) -> T) -> Arc<T> {
        let uri = &asked.document().uri;
        let newest = Arc::new(make(latest.of(uri).as_deref()));
        // What is closed meanwhile is forgotten already.
        if self.documents.is_open(uri) {
            latest.keep(uri, &newest);
        }
        newest
    }

    /// A document is closed: what was written of it is of no more use.
    pub(super) fn forget(&self, uri: &Uri) {
        self.marks.forget(uri);
        self.outlines.forget(uri);
        self.colours.forget(uri);
        self.tokens.forget(uri);
    }
}
