//! Everywhere that somebody is named (`textDocument/references`): in the story that was asked in, and, where a record is shared, in the
//! other stories of the workspace, open or not.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::time::timeout;
use tower_lsp::gen_lsp_types::{Location, ReferenceParams};
use tower_lsp::jsonrpc::Result;

use super::asked::Asked;
use super::desk::Desk;
use super::documents::View;
use super::searching::{AT_ONCE, MOST_CLOSED, PATIENCE};
use super::server::{Server, on_a_thread};
use crate::answers;

impl Server {
    /// What is found, the story's own first, then by file. Who gives a token is told of these at once and of the others as they are found;
    /// then nothing is left for the end.
    pub(super) async fn referred(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let mut under_way = self.desk.looks.under_way();
        let view = self.desk.documents.view();
        let at = params.text_document_position_params;
        let own = self.answer(&at.text_document.uri, move |asked| {
            let offset = asked.offset(at.position);
            let spots = answers::references(asked.snapshot(), asked.file, offset, params.context.include_declaration);
            let places: Vec<Location> = spots.into_iter().map(|it| asked.location(it)).collect();
            (places, answers::recorded(asked.snapshot(), asked.file, offset).map(|id| (asked.clone(), id.to_owned())))
        });
        let Some((own, recorded)) = own.await? else { return Ok(None) };
        let Some((asked, id)) = recorded else { return Ok((!own.is_empty()).then_some(own)) };
        let token = params.partial_result_params.partial_result_token;
        let mut found = Vec::new();
        let mut tell = |places: Vec<Location>| match &token {
            Some(token) => places.chunks(AT_ONCE).for_each(|part| self.tell_part(token, &part)),
            None => found.extend(places),
        };
        tell(own);
        let (desk, name) = (Arc::clone(&self.desk), id.clone());
        let (open, read) = on_a_thread(move || Ok(in_open_stories(&desk, &view, &asked, &name))).await?;
        tell(open);
        // What is not known by then is left out.
        drop(timeout(PATIENCE, under_way.wait_for(|it| *it == 0)).await);
        let files = self.desk.survey.files(&read);
        tell(files.iter().flat_map(|file| file.naming(&id)).take(MOST_CLOSED).collect());
        Ok(Some(found))
    }
}

/// Where the person with this record is named in the other stories of which a document is open; and all files that are read with an
/// open document.
fn in_open_stories(desk: &Desk, view: &View, asked: &Asked, id: &str) -> (Vec<Location>, BTreeSet<PathBuf>) {
    let (mut found, mut read) = (Vec::new(), asked.paths());
    for document in view.documents() {
        let Some(other) = desk.asked(view, &document.uri).filter(Asked::is_first) else { continue };
        if !Arc::ptr_eq(&other.edition, &asked.edition) {
            read.append(&mut other.paths());
            let named = answers::recorded_mentions(other.snapshot()).into_iter().filter(|(it, _)| *it == id);
            found.extend(named.map(|(_, spot)| other.location(spot)));
        }
    }
    (found, read)
}
