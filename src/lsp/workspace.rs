//! The workspace folders: which they are, and leaving a kind of report out for all of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::{
    CodeAction, CodeActionKind, CreateFile, DocumentChange, Edit, InitializeParams, OptionalVersionedTextDocumentIdentifier, Position,
    Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit, WorkspaceFolders,
};

use super::asked::Asked;
use super::profile::Profile;
use super::settled;
use super::uris;
use crate::answers::Action;
use crate::conflicts;
use crate::settings::{FILE_NAME, ignoring};
use crate::text::{self, SourceText};

/// The folders that a client begins with; none where it has opened a file alone.
pub(super) fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    #[expect(deprecated, reason = "some clients know it alone")]
    let root = params.root_uri.as_ref();
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.iter().filter_map(|it| folder(&it.uri)).collect(),
        _ => root.and_then(folder).into_iter().collect(),
    }
}

/// A folder of this machine.
pub(super) fn folder(uri: &Uri) -> Option<PathBuf> {
    // "/desk/" and "/desk" are one folder.
    uris::path(uri).map(|it| it.components().collect())
}

/// For each kind of finding that something can be done about here: no more of it in the workspace. That is written into the project
/// file; where there is none it is made, if the client can.
pub(super) fn ignoring_kinds(asked: &Asked, profile: &Profile, roots: &[PathBuf], found: &[Action]) -> Vec<CodeAction> {
    let uri = &asked.document().uri;
    let kinds: BTreeSet<&str> = found.iter().filter_map(|it| it.about).filter(|it| conflicts::is_kind(it)).collect();
    let there = settled::project_file(uri, roots);
    let new = || {
        let path = uris::path(uri).filter(|_| profile.creates_files)?;
        let root = roots.iter().filter(|root| path.starts_with(root)).max_by_key(|root| root.components().count())?;
        Some(root.join(FILE_NAME))
    };
    let Some(file) = there.clone().or_else(new).filter(|_| !kinds.is_empty()) else { return Vec::new() };
    let (Some(address), Some(text)) = (uris::of_path(&file), there.as_deref().map_or(Some(String::new()), settled::read)) else {
        return Vec::new();
    };
    let action = |kind: &str| {
        let edit = edit(asked, profile, &address, &text, there.as_deref(), kind)?;
        let title = format!("Ignore '{kind}' in the workspace");
        Some(CodeAction { title, kind: Some(CodeActionKind::QuickFix), edit: Some(edit), ..CodeAction::default() })
    };
    kinds.into_iter().filter_map(action).collect()
}

#[expect(clippy::disallowed_types, reason = "the protocol's type")]
fn edit(asked: &Asked, profile: &Profile, address: &Uri, text: &str, there: Option<&Path>, kind: &str) -> Option<WorkspaceEdit> {
    let (span, new_text) = ignoring(text, kind)?;
    let lines = SourceText::new(text);
    let position = |offset| {
        let text::Position { line, column } = lines.position(offset, asked.encoding);
        Position { line, character: column }
    };
    let edit = TextEdit { range: Range { start: position(span.start), end: position(span.end) }, new_text };
    if !profile.versioned_edits {
        let changes = std::collections::HashMap::from([(address.clone(), vec![edit])]);
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let text_document_identifier = TextDocumentIdentifier { uri: address.clone() };
    let text_document = OptionalVersionedTextDocumentIdentifier { version: None, text_document_identifier };
    let made = there.is_none().then(|| DocumentChange::CreateFile(CreateFile { uri: address.clone(), options: None, annotation_id: None }));
    let written = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: vec![Edit::TextEdit(edit)] });
    Some(WorkspaceEdit { document_changes: Some(made.into_iter().chain([written]).collect()), ..WorkspaceEdit::default() })
}
