//! What the server knows: the open documents, what the client can do, what is set.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tower_lsp::gen_lsp_types::Uri;

use super::asked::Asked;
use super::documents::{Documents, View};
use super::marks::Marks;
use super::prepared::Prepared;
use super::profile::Profile;
use super::publisher::Bell;
use super::tokens::Sent;
use crate::answers::{HintKinds, Limits, Signature};
use crate::settings::{Held, TODAY};

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
    marks: Mutex<BTreeMap<String, Arc<Marks>>>,
    profile: OnceLock<Profile>,
    /// What the client was sent of the colours.
    pub(super) tokens: Sent,
    limits: Mutex<Limits>,
    hints: Mutex<HintKinds>,
    signature: Mutex<Signature>,
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

    /// From now on these settings hold.
    pub(super) fn set(&self, settings: Held) {
        *self.limits.lock().unwrap_or_else(PoisonError::into_inner) = settings.limits;
        *self.hints.lock().unwrap_or_else(PoisonError::into_inner) = settings.hints;
        *self.signature.lock().unwrap_or_else(PoisonError::into_inner) = settings.signature;
        self.documents.set(settings.checks);
    }

    /// Settings are given or asked for: what was asked for before is out of date from now on.
    pub(super) fn next_settings(&self) -> u64 {
        self.settings_turn.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Whether nothing newer than [`Desk::next_settings`] gave this number to is known of the settings.
    pub(super) fn are_newest_settings(&self, turn: u64) -> bool {
        self.settings_turn.load(Ordering::SeqCst) == turn
    }

    /// Which hints are wanted.
    pub(super) fn hints(&self) -> HintKinds {
        *self.hints.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who decides, and when; `today` is the day it is here.
    pub(super) fn signature(&self) -> Signature {
        let mut signature = self.signature.lock().unwrap_or_else(PoisonError::into_inner).clone();
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
        let mut limits = *self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        if !profile.related_places {
            // Such a client reads all there is in the message; a count of places that it never sees would puzzle.
            limits.related = usize::MAX;
        }
        let uri = &asked.document().uri;
        let before = self.marks_of().get(&uri.0).map(Arc::clone);
        let marks = Arc::new(Marks::new(asked, &profile, limits, before.as_deref()));
        // What is closed meanwhile is forgotten already.
        if self.documents.is_open(uri) {
            self.marks_of().insert(uri.0.clone(), Arc::clone(&marks));
        }
        marks
    }

    /// A document is closed: what was written of it is of no more use.
    pub(super) fn forget(&self, uri: &Uri) {
        self.marks_of().remove(&uri.0);
    }

    fn marks_of(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Marks>>> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
