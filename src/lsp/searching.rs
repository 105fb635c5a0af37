//! The search over the workspace (`workspace/symbol`): stories with an open document as they are written, the others as they are on
//! disk.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::json;
use tokio::time::timeout;
use tower_lsp::gen_lsp_types::{ProgressToken, SymbolInformation, WorkspaceSymbolParams, WorkspaceSymbolResponse};
use tower_lsp::jsonrpc::Result;

use super::asked::Asked;
use super::server::{Server, on_a_thread};
use super::to_proto;
use crate::answers::{self, Sought};

/// How long a search waits for folders that are being looked through. Who types into a search field waits no longer; what is known by
/// then is answered.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// More entries of closed files than anybody goes through: another letter finds those that are meant.
pub(super) const MOST_CLOSED: usize = 5_000;

/// So many are told at once where the client takes them as they come.
pub(super) const AT_ONCE: usize = 500;

impl Server {
    /// What is found. Who gives a token is told of each story as soon as it is searched; then nothing is left for the end.
    pub(super) async fn found(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let mut under_way = self.desk.looks.under_way();
        let (view, desk) = (self.desk.documents.view(), Arc::clone(&self.desk));
        let sought = Sought::read(&params.query);
        let (sender, mut parts) = tokio::sync::mpsc::unbounded_channel();
        let search = async {
            let (of_closed, closed) = (sender.clone(), sought.clone());
            let read = on_a_thread(move || {
                let mut read: BTreeSet<PathBuf> = BTreeSet::new();
                for document in view.documents() {
                    // A story is searched once, from its first document.
                    let Some(asked) = desk.asked(&view, &document.uri).filter(Asked::is_first) else { continue };
                    let own = 0..asked.edition.own();
                    read.extend(own.clone().filter_map(|file| asked.edition.documents[file as usize].path.clone()));
                    let found = own.flat_map(|file| answers::search(asked.snapshot(), file, &sought));
                    let found =
                        found.map(|(symbol, spot)| to_proto::symbol_information(&symbol.name, symbol.kind, asked.location(spot), None));
                    if sender.send(found.collect()).is_err() {
                        break;
                    }
                }
                Ok(read)
            })
            .await?;
            // What is not known by then is left out.
            drop(timeout(PATIENCE, under_way.wait_for(|it| *it == 0)).await);
            let files = self.desk.survey.files(&read);
            let found = files.iter().flat_map(|file| file.search(&closed)).take(MOST_CLOSED);
            let found: Vec<_> = found.map(|(it, location)| to_proto::symbol_information(&it.name, it.kind, location, None)).collect();
            for part in found.chunks(AT_ONCE) {
                // Where nobody listens any more, the request has been cancelled.
                let _ = of_closed.send(part.to_vec());
            }
            Ok(())
        };
        let token = params.partial_result_params.partial_result_token;
        let tell = async {
            let mut left: Vec<SymbolInformation> = Vec::new();
            while let Some(found) = parts.recv().await {
                match &token {
                    Some(token) if !found.is_empty() => self.tell_part(token, &found),
                    _ => left.extend(found),
                }
            }
            left
        };
        let (searched, left) = tokio::join!(search, tell);
        searched?;
        Ok(Some(left.into()))
    }

    /// Tells a part of an answer. It goes the way of the answer itself: what came later would be about a request that is done.
    pub(super) fn tell_part(&self, token: &ProgressToken, part: &impl Serialize) {
        self.outbox.send(&json!({"jsonrpc": "2.0", "method": "$/progress", "params": {"token": token, "value": part}}));
    }
}
