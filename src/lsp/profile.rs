//! What the client can do, as far as it changes what we do.

use tower_lsp::gen_lsp_types::{ClientCapabilities, MarkupKind, PositionEncodingKind, ResourceOperationKind};

use crate::answers::Limits;
use crate::text::Encoding;

/// How findings reach the client. Never both: an editor that is sent diagnostics and asks for them as well shows each twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Delivery {
    /// We send them after each change.
    #[default]
    Push,
    /// The client asks, and is told when it should ask again.
    Pull,
}

/// What the client can do.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that a client can or cannot do")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Profile {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// How findings reach it.
    pub(super) delivery: Delivery,
    /// Whether a diagnostic may name other places.
    pub(super) related_places: bool,
    /// Whether a diagnostic may link to the description of its code.
    pub(super) code_links: bool,
    /// Whether cards may be Markdown.
    pub(super) markdown: bool,
    /// Whether symbols may have symbols in them.
    pub(super) symbol_tree: bool,
    /// Whether folds are whole lines to it.
    pub(super) whole_line_folds: bool,
    /// Whether an edit may name the version it was made for.
    pub(super) versioned_edits: bool,
    /// Whether an edit may make a file.
    pub(super) creates_files: bool,
    /// Whether it can be asked to tell of changes on disk.
    pub(super) watches: bool,
    /// Whether it takes code actions, not commands alone.
    pub(super) code_actions: bool,
    /// Whether it asks for what an action writes when the action is chosen.
    pub(super) resolves_actions: bool,
    /// Whether an edit may have places to fill in.
    pub(super) snippet_edits: bool,
    /// Whether a completion may have places to fill in.
    pub(super) snippets: bool,
    /// Whether it can be asked for its settings.
    pub(super) configuration: bool,
    /// Whether it wants to be asked to tell changes of its settings.
    pub(super) registers_configuration: bool,
    /// Whether it can be told that hints have changed.
    pub(super) refreshes_hints: bool,
    /// Whether it shows documents that nobody wrote.
    pub(super) pages: bool,
    /// Whether it can be told that the lines over articles have changed.
    pub(super) refreshes_lenses: bool,
    /// Whether it can be told that colours have changed.
    pub(super) refreshes_tokens: bool,
    /// Whether it shows how far long work has come.
    pub(super) progress: bool,
}

impl Profile {
    /// Reads what the client declared.
    pub(super) fn read(client: &ClientCapabilities) -> Self {
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let refresh = workspace.and_then(|it| it.diagnostics.as_ref()).and_then(|it| it.refresh_support);
        let pull = text.and_then(|it| it.diagnostic.as_ref());
        // A client that asks but cannot be told to ask again would show what was true before another file changed.
        let delivery = if pull.is_some() && refresh == Some(true) { Delivery::Pull } else { Delivery::Push };
        let push = text.and_then(|it| it.publish_diagnostics.as_ref()).map(|it| &it.diagnostics_capabilities);
        let diagnostics = match delivery {
            // VS Code declares what its diagnostics can hold under the older heading only.
            Delivery::Pull => [pull.map(|it| &it.diagnostics_capabilities), push],
            Delivery::Push => [push, None],
        };
        let diagnostics = || diagnostics.iter().flatten();
        Self {
            encoding: encoding(client),
            delivery,
            related_places: diagnostics().any(|it| it.related_information == Some(true)),
            code_links: diagnostics().any(|it| it.code_description_support == Some(true)),
            markdown: text
                .and_then(|it| it.hover.as_ref())
                .and_then(|it| it.content_format.as_ref())
                .is_some_and(|it| it.contains(&MarkupKind::Markdown)),
            symbol_tree: text.and_then(|it| it.document_symbol.as_ref()).and_then(|it| it.hierarchical_document_symbol_support)
                == Some(true),
            whole_line_folds: text.and_then(|it| it.folding_range.as_ref()).and_then(|it| it.line_folding_only) == Some(true),
            versioned_edits: workspace.and_then(|it| it.workspace_edit.as_ref()).and_then(|it| it.document_changes) == Some(true),
            creates_files: workspace
                .and_then(|it| it.workspace_edit.as_ref())
                .filter(|it| it.document_changes == Some(true))
                .and_then(|it| it.resource_operations.as_ref())
                .is_some_and(|it| it.contains(&ResourceOperationKind::Create)),
            watches: workspace.and_then(|it| it.did_change_watched_files.as_ref()).and_then(|it| it.dynamic_registration) == Some(true),
            code_actions: text.and_then(|it| it.code_action.as_ref()).is_some_and(|it| it.code_action_literal_support.is_some()),
            resolves_actions: text
                .and_then(|it| it.code_action.as_ref())
                .and_then(|it| it.resolve_support.as_ref())
                .is_some_and(|it| it.properties.iter().any(|it| it == "edit")),
            snippet_edits: workspace.and_then(|it| it.workspace_edit.as_ref()).and_then(|it| it.snippet_edit_support) == Some(true),
            snippets: text
                .and_then(|it| it.completion.as_ref())
                .and_then(|it| it.completion_item.as_ref())
                .and_then(|it| it.snippet_support)
                == Some(true),
            configuration: workspace.and_then(|it| it.configuration) == Some(true),
            registers_configuration: workspace.and_then(|it| it.did_change_configuration.as_ref()).and_then(|it| it.dynamic_registration)
                == Some(true),
            refreshes_hints: workspace.and_then(|it| it.inlay_hint.as_ref()).and_then(|it| it.refresh_support) == Some(true),
            pages: workspace.is_some_and(|it| it.text_document_content.is_some()),
            refreshes_lenses: workspace.and_then(|it| it.code_lens.as_ref()).and_then(|it| it.refresh_support) == Some(true),
            refreshes_tokens: workspace.and_then(|it| it.semantic_tokens.as_ref()).and_then(|it| it.refresh_support) == Some(true),
            progress: client.window.as_ref().and_then(|it| it.work_done_progress) == Some(true),
        }
    }

    /// How much is told, for such a client.
    pub(super) fn limits(&self, set: Limits) -> Limits {
        // One that is shown no related places reads all there is in the message; a count of places that it never sees would puzzle.
        Limits { related: if self.related_places { set.related } else { usize::MAX }, ..set }
    }
}

/// UTF-8 where it is offered, since our texts are UTF-8; else the first we know; else what every client knows.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|it| it.position_encodings.as_deref()).unwrap_or_default();
    if offered.contains(&PositionEncodingKind::UTF8) {
        return Encoding::Utf8;
    }
    let known = |kind: &PositionEncodingKind| match kind {
        PositionEncodingKind::UTF16 => Some(Encoding::Utf16),
        PositionEncodingKind::UTF32 => Some(Encoding::Utf32),
        _ => None,
    };
    offered.iter().find_map(known).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Delivery, Profile};
    use crate::text::Encoding;

    fn profile(client: Value) -> Profile {
        Profile::read(&serde_json::from_value(client).expect("capabilities"))
    }

    #[test]
    fn a_client_that_declares_nothing_gets_what_every_client_knows() {
        let profile = profile(json!({}));
        assert_eq!((profile.encoding, profile.delivery, profile.markdown), (Encoding::Utf16, Delivery::Push, false));
    }

    #[test]
    fn columns_count_bytes_where_the_client_can() {
        let encoding = |offered: Value| profile(json!({"general": {"positionEncodings": offered}})).encoding;
        assert_eq!(encoding(json!(["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(encoding(json!(["utf-32", "utf-16"])), Encoding::Utf32);
        assert_eq!(encoding(json!(["ebcdic"])), Encoding::Utf16);
    }

    #[test]
    fn only_a_client_that_can_be_told_to_ask_again_asks() {
        let pull = json!({"diagnostic": {}, "publishDiagnostics": {"relatedInformation": true}});
        let neovim = profile(json!({"textDocument": pull}));
        assert_eq!((neovim.delivery, neovim.related_places), (Delivery::Push, true));
        let code = profile(json!({"textDocument": pull, "workspace": {"diagnostics": {"refreshSupport": true}}}));
        assert_eq!((code.delivery, code.related_places), (Delivery::Pull, true));
    }
}
