//! Showing how far long work has come, where the client can (`window/workDoneProgress`).

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::ProgressToken;

use super::outbox::Outbox;
use super::server::Server;

/// Nobody reads faster than this.
const SELDOM: Duration = Duration::from_millis(100);

/// Before the number of a token.
const TOKEN: &str = "copydesk/index/";

/// Each has a token of its own.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Long work as the client shows it. Its end is told when it is dropped.
pub(super) struct Progress {
    client: Client,
    runtime: Handle,
    shown: Option<Arc<Shown>>,
}

struct Shown {
    outbox: Arc<Outbox>,
    token: String,
    title: &'static str,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    stage: Stage,
    reported: Option<Instant>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nobody has been told.
    #[default]
    Silent,
    /// The client has been asked whether it takes the token.
    Asked,
    /// It shows the work.
    Begun,
    /// The work was done before the client answered.
    DoneEarly,
    /// Nothing more is told.
    Over,
}

impl Progress {
    /// Work that nobody has been told of.
    ///
    /// # Panics
    ///
    /// Outside a runtime.
    pub(super) fn new(server: &Server, title: &'static str) -> Self {
        let shown = server.desk.profile().progress.then(|| {
            let token = format!("{TOKEN}{}", NEXT.fetch_add(1, Ordering::SeqCst));
            Arc::new(Shown { outbox: Arc::clone(&server.outbox), token, title, state: Mutex::default() })
        });
        Self { client: server.client.clone(), runtime: Handle::current(), shown }
    }

    /// Whether a token is one of ours.
    pub(super) fn is_ours(token: &ProgressToken) -> bool {
        matches!(token, ProgressToken::String(token) if token.starts_with(TOKEN))
    }

    /// Begins to show it, unless it is shown already.
    pub(super) fn begin(&self) {
        let Some(shown) = &self.shown else { return };
        let mut state = shown.state();
        if state.stage != Stage::Silent {
            return;
        }
        state.stage = Stage::Asked;
        let (client, shown) = (self.client.clone(), Arc::clone(shown));
        self.runtime.spawn(async move {
            let taken = client.create_work_done_progress(ProgressToken::String(shown.token.clone())).await.is_ok();
            shown.begin(taken);
        });
    }

    /// Says how far it has come, in hundredths, with a line about it; not more often than can be read.
    pub(super) fn report(&self, hundredths: usize, line: impl Fn() -> String) {
        let Some(shown) = &self.shown else { return };
        let mut state = shown.state();
        if state.stage == Stage::Begun && state.reported.is_none_or(|it| SELDOM <= it.elapsed()) {
            state.reported = Some(Instant::now());
            shown.tell(&json!({"kind": "report", "percentage": hundredths, "message": line(), "cancellable": true}));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some(shown) = &self.shown else { return };
        let mut state = shown.state();
        match state.stage {
            Stage::Silent | Stage::DoneEarly | Stage::Over => {}
            Stage::Asked => state.stage = Stage::DoneEarly,
            Stage::Begun => {
                state.stage = Stage::Over;
                shown.end();
            }
        }
    }
}

impl Shown {
    fn begin(&self, taken: bool) {
        let mut state = self.state();
        let done = state.stage == Stage::DoneEarly;
        state.stage = if taken && !done { Stage::Begun } else { Stage::Over };
        if taken {
            self.tell(&json!({"kind": "begin", "title": self.title, "percentage": 0, "cancellable": true}));
        }
        if taken && done {
            self.end();
        }
    }

    fn end(&self) {
        self.tell(&json!({"kind": "end"}));
    }

    fn tell(&self, value: &Value) {
        self.outbox.send(&json!({"jsonrpc": "2.0", "method": "$/progress", "params": {"token": self.token, "value": value}}));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
