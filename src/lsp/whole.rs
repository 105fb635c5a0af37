//! Diagnostics of the whole workspace (`workspace/diagnostic`): open documents by their version, closed files as they are on disk.
//!
//! What a client has already is answered "unchanged". While folders are being looked through, whoever takes partial results is told of
//! each file as it is read; who does not waits until all are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::time::timeout;
use tower_lsp::gen_lsp_types::{
    PreviousResultId, ProgressToken, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use tower_lsp::jsonrpc::Result;

use super::asked::Asked;
use super::desk::Desk;
use super::documents::View;
use super::message::Message;
use super::outbox::Outbox;
use super::server::{Server, on_a_thread};
use super::uris;

/// How often those who take partial results are told of what has been read meanwhile.
const NOW_AND_THEN: Duration = Duration::from_millis(200);

/// So many bytes of reports are told at once where the client takes them as they come.
const AT_ONCE: usize = 1 << 20;

/// What names a list of diagnostics: the same findings have the same id, in every session.
pub(super) fn result_id(marks: u64) -> String {
    format!("{marks:016x}")
}

/// What one client is told in one answer.
struct Reports {
    /// What it had before, by address.
    previous: BTreeMap<String, String>,
    /// What it has been told now: result ids by address.
    told: BTreeMap<String, String>,
    /// Where those files stand on disk.
    paths: BTreeSet<PathBuf>,
    /// Reports that are not sent yet, in JSON.
    waiting: Vec<Arc<[u8]>>,
    /// The bytes in `waiting`.
    bytes: usize,
    /// Who takes them as they come.
    taker: Option<Taker>,
}

/// A client that takes reports as they come.
struct Taker {
    token: ProgressToken,
    outbox: Arc<Outbox>,
}

impl Server {
    /// A report of each file.
    pub(super) async fn whole(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReport> {
        let mut under_way = self.desk.looks.under_way();
        let token = params.partial_result_params.partial_result_token;
        let takes_parts = token.is_some();
        let taker = token.map(|token| Taker { token, outbox: Arc::clone(&self.outbox) });
        let mut reports = Reports::new(params.previous_result_ids, taker);
        loop {
            let all_read = under_way.wait_for(|it| *it == 0);
            // The desk stays as long as its looks do, so a wait ends well or not at all.
            let is_last = if takes_parts { timeout(NOW_AND_THEN, all_read).await.is_ok() } else { all_read.await.is_ok() };
            let (desk, view) = (Arc::clone(&self.desk), self.desk.documents.view());
            reports = on_a_thread(move || {
                reports.gather(&desk, &view);
                if is_last || !takes_parts {
                    reports.gone();
                }
                reports.tell();
                Ok(reports)
            })
            .await?;
            if !takes_parts {
                return Ok(self.answer_reports(Message::list(reports.waiting.into()).within(b"{\"items\":", b"}")));
            }
            if is_last {
                return Ok(WorkspaceDiagnosticReport { items: Vec::new() });
            }
        }
    }

    fn answer_reports(&self, list: Message) -> WorkspaceDiagnosticReport {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: self.desk.prepared.leave(list) };
        let uri = Uri(String::new());
        let ticket = WorkspaceUnchangedDocumentDiagnosticReport { uri, version: None, unchanged_document_diagnostic_report };
        WorkspaceDiagnosticReport { items: vec![ticket.into()] }
    }
}

impl Reports {
    fn new(previous: Vec<PreviousResultId>, taker: Option<Taker>) -> Self {
        let previous = previous.into_iter().map(|it| (it.uri.0, it.value)).collect();
        Self { previous, told: BTreeMap::new(), paths: BTreeSet::new(), waiting: Vec::new(), bytes: 0, taker }
    }

    /// Reports what has not been told yet: open documents with their stories, then closed files by path.
    fn gather(&mut self, desk: &Desk, view: &View) {
        let mut read: BTreeSet<PathBuf> = BTreeSet::new();
        for document in view.documents() {
            let Some(asked) = desk.asked(view, &document.uri) else {
                // Out of step: nothing can be said of it until its whole text comes.
                self.report(&document.uri, document.path.as_ref(), Some(document.version), 0, b"[]");
                read.extend(document.path.clone());
                continue;
            };
            if !asked.is_first() {
                continue;
            }
            for file in 0..asked.edition.own() {
                let asked = Asked { file, ..asked.clone() };
                let document = asked.document();
                let marks = desk.marks(&asked);
                let version = document.is_open.then_some(document.version);
                self.report(&document.uri, document.path.as_ref(), version, marks.id, &marks.written());
                read.extend(document.path.clone());
            }
        }
        for file in desk.survey.files(&read) {
            self.report(&file.uri, Some(&file.path), None, file.id, &file.marks);
        }
    }

    /// Says what there is to say of a file, unless that has been told, or there is nothing to tell and never was.
    fn report(&mut self, uri: &Uri, path: Option<&PathBuf>, version: Option<i32>, marks: u64, json: &[u8]) {
        let id = result_id(marks);
        self.paths.extend(path.cloned());
        let told = self.told.get(&uri.0);
        if told == Some(&id) {
            return;
        }
        // What was told now holds over what was known before.
        let known = told.or_else(|| self.previous.get(&uri.0));
        let is_news = known != Some(&id);
        if known.is_none() && json == b"[]" && version.is_none() {
            return;
        }
        self.told.insert(uri.0.clone(), id.clone());
        let head = json!({"uri": uri, "version": version, "kind": if is_news { "full" } else { "unchanged" }, "resultId": id}).to_string();
        let head = head.strip_suffix('}').unwrap_or(&head).as_bytes();
        let items: [&[u8]; 2] = if is_news { [b",\"items\":", json] } else { [b"", b""] };
        self.push(&[head, items[0], items[1], b"}"]);
    }

    /// Reports that nothing is left of files that are there no longer.
    fn gone(&mut self) {
        for uri in std::mem::take(&mut self.previous).into_keys() {
            let is_there = || uris::path(&Uri(uri.clone())).is_some_and(|it| self.paths.contains(&it));
            if !self.told.contains_key(&uri) && !is_there() {
                self.push(&[json!({"uri": uri, "version": null, "kind": "full", "items": []}).to_string().as_bytes()]);
            }
        }
    }

    fn push(&mut self, report: &[&[u8]]) {
        let report = report.concat();
        self.bytes += report.len();
        self.waiting.push(report.into());
        if AT_ONCE < self.bytes {
            self.tell();
        }
    }

    /// Sends what waits to whoever takes it as it comes.
    fn tell(&mut self) {
        let Some(taker) = self.taker.as_ref().filter(|_| !self.waiting.is_empty()) else { return };
        let (token, reports) = (json!(taker.token), std::mem::take(&mut self.waiting));
        let head = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":{{\"token\":{token},\"value\":{{\"items\":");
        taker.outbox.send_written(Message::list(reports.into()).within(head.as_bytes(), b"}}}"));
        self.bytes = 0;
    }
}
