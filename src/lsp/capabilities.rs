//! What we say we can do. Every entry has a session test (`tests/it/session`); `tests/it/tidy.rs` holds that.

use tower_lsp::gen_lsp_types::{
    ChangeNotifications, CodeActionOptions, CodeLensOptions, CompletionOptions, DiagnosticOptions, DocumentLinkOptions,
    ExecuteCommandOptions, InitializeResult, PositionEncodingKind, RenameOptions, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentContentOptions, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use super::commands;
use super::edits;
use super::pages;
use super::profile::{Delivery, Profile};
use super::tokens;
use crate::text::Encoding;

/// Letters after which there is something to propose: a marker, an annotation, its value, a person's id. A colon or a blank would ask at
/// each clause of a text.
const TRIGGERS: &[&str] = &["-", "{", "=", "@"];

/// Folders that come and go, and documents that nobody wrote.
fn workspace(profile: &Profile) -> WorkspaceOptions {
    let schemes = TextDocumentContentOptions { schemes: vec![pages::SCHEME.to_owned()] };
    let folders = WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(ChangeNotifications::Bool(true)) };
    WorkspaceOptions {
        workspace_folders: Some(folders),
        text_document_content: profile.pages.then(|| schemes.into()),
        ..WorkspaceOptions::default()
    }
}

/// What we can do for this client.
pub(super) fn offered(profile: &Profile) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(SaveOptions { include_text: Some(false) }.into()),
        ..TextDocumentSyncOptions::default()
    };
    let pull = DiagnosticOptions {
        identifier: Some("copydesk".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(edits::KINDS.iter().map(|(_, name)| name.clone()).collect()),
        resolve_provider: Some(profile.resolves_actions),
        ..CodeActionOptions::default()
    };
    let rename = RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() };
    let triggers = TRIGGERS.iter().map(|it| (*it).to_owned()).collect();
    let completion = CompletionOptions { trigger_characters: Some(triggers), ..CompletionOptions::default() };
    let capabilities = ServerCapabilities {
        position_encoding: Some(match profile.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(sync.into()),
        diagnostic_provider: (profile.delivery == Delivery::Pull).then(|| pull.into()),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        declaration_provider: Some(true.into()),
        type_definition_provider: Some(true.into()),
        implementation_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        rename_provider: Some(rename.into()),
        completion_provider: Some(completion),
        inlay_hint_provider: Some(true.into()),
        semantic_tokens_provider: Some(tokens::options().into()),
        code_action_provider: profile.code_actions.then(|| actions.into()),
        code_lens_provider: Some(CodeLensOptions::default()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        document_formatting_provider: Some(true.into()),
        document_range_formatting_provider: Some(true.into()),
        linked_editing_range_provider: Some(true.into()),
        call_hierarchy_provider: Some(true.into()),
        type_hierarchy_provider: Some(true.into()),
        workspace: Some(workspace(profile)),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect(),
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities, server_info: Some(ServerInfo { name: "copydesk".to_owned(), version }) }
}
