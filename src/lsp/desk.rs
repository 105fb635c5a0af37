//! What the server knows: the open documents, what the client can do, what is set.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use tower_lsp::gen_lsp_types::{Diagnostic, Uri};

use super::asked::Asked;
use super::documents::{Documents, View};
use super::profile::Profile;
use super::publisher::Bell;
use super::settings::{ServerSettings, TODAY};
use super::to_proto;
use super::tokens::Sent;
use crate::answers::{self, HintKinds, Limits, Signature};

/// What the server knows.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// Everything that is open.
    pub(super) documents: Documents,
    /// Rung after each change where diagnostics are pushed.
    pub(super) bell: Bell,
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
    pub(super) fn set(&self, settings: ServerSettings) {
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

    /// What is marked in a document.
    pub(super) fn diagnostics(&self, asked: &Asked) -> Vec<Diagnostic> {
        let profile = self.profile();
        let mut limits = *self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        if !profile.related_places {
            // Such a client reads all there is in the message; a count of places that it never sees would puzzle.
            limits.related = usize::MAX;
        }
        let found = answers::diagnostics(asked.snapshot(), asked.file, limits);
        found.into_iter().map(|it| to_proto::diagnostic(asked, &profile, it)).collect()
    }
}
