//! One method a request. State changes before the first await; nothing awaits the client.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;
use tokio::task::JoinHandle;
use tower_lsp::gen_lsp_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall,
    CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse,
    CodeLens, CodeLensParams, CompletionParams, CompletionResponse, DeclarationParams, DeclarationResponse, DefinitionParams,
    DefinitionResponse, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentFormattingParams, DocumentHighlight, DocumentHighlightParams, DocumentLink,
    DocumentLinkParams, DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange,
    FoldingRangeParams, FullDocumentDiagnosticReport, Hover, HoverParams, ImplementationParams, ImplementationResponse, InitializeParams,
    InitializeResult, InitializedParams, InlayHint, InlayHintParams, LinkedEditingRangeParams, LinkedEditingRanges, Location, LspAny,
    MessageType, PrepareRenamePlaceholder, PrepareRenameResult, Range, ReferenceParams, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, RenameParams, SelectionRange, SelectionRangeParams, SemanticTokens,
    SemanticTokensDeltaParams, SemanticTokensDeltaResponse, SemanticTokensParams, SemanticTokensRangeParams,
    TextDocumentContentChangeEvent, TextDocumentContentParams, TextDocumentContentResult, TextDocumentPositionParams, TextEdit,
    TypeDefinitionParams, TypeDefinitionResponse, TypeHierarchyItem, TypeHierarchyPrepareParams, TypeHierarchySubtypesParams,
    TypeHierarchySupertypesParams, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceEdit, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::{Client, LanguageServer};

use super::asked::Asked;
use super::capabilities;
use super::commands;
use super::desk::Desk;
use super::edits;
use super::hierarchies;
use super::message::Message;
use super::outbox::Outbox;
use super::pages;
use super::profile::{Delivery, Profile};
use super::renaming;
use super::to_proto;
use super::tokens::{self, Difference};
use super::watch;
use super::whole;
use super::why;
use super::workspace;
use crate::answers::{self, Action, ActionKind, Markup, Signature};
use crate::text::{Edit, Position};

/// The request's answer is for a text that is gone; a client asks again (LSP 3.17, `ServerCancelled`).
const SERVER_CANCELLED: ErrorCode = ErrorCode::ServerError(-32802);

/// A request could not be done, and the message says why to whoever asked (LSP 3.17, `RequestFailed`).
pub(super) const REQUEST_FAILED: ErrorCode = ErrorCode::ServerError(-32803);

/// Answers one client.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) desk: Arc<Desk>,
    pub(super) client: Client,
    /// Where messages go that are written already.
    pub(super) outbox: Arc<Outbox>,
    /// Whether to end with the client's process: only where it is ours to end.
    pub(super) watch_client: bool,
}

impl Server {
    /// Answers a question about a document as it is now. `None` where it is not open or out of step.
    ///
    /// What is read already is answered at once; else a thread of its own reads, and the answer is dropped when the text has
    /// changed meanwhile.
    pub(super) async fn answer<T: Send + 'static>(
        &self,
        uri: &Uri,
        question: impl FnOnce(&Asked) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let view = self.desk.documents.view();
        if let Some(asked) = self.desk.ready(&view, uri) {
            return catch_unwind(AssertUnwindSafe(|| question(&asked))).map(Some).map_err(|_| Error::internal_error());
        }
        let (desk, uri) = (Arc::clone(&self.desk), uri.clone());
        on_a_thread(move || {
            let _waits = desk.waiting.begin();
            if !desk.documents.is_newest(&view, &uri) {
                return Err(Error::content_modified());
            }
            let Some(asked) = desk.asked(&view, &uri) else { return Ok(None) };
            let answer = question(&asked);
            if desk.documents.is_newest(&view, &uri) { Ok(Some(answer)) } else { Err(Error::content_modified()) }
        })
        .await
    }

    /// Tokens that are written already.
    fn whole_tokens(&self, written: Message) -> SemanticTokens {
        SemanticTokens { result_id: Some(self.desk.prepared.leave(written)), data: Vec::new() }
    }

    /// Something has changed that diagnostics depend on. `others` says whether those of other documents do.
    pub(super) fn changed(&self, others: bool) {
        let profile = self.desk.profile();
        if others && profile.refreshes_hints {
            let client = self.client.clone();
            tokio::spawn(async move { client.inlay_hint_refresh().await });
        }
        if others && profile.refreshes_lenses {
            let client = self.client.clone();
            tokio::spawn(async move { client.code_lens_refresh().await });
        }
        if others && profile.refreshes_tokens {
            let client = self.client.clone();
            tokio::spawn(async move { client.semantic_tokens_refresh().await });
        }
        for page in self.desk.pages.outdated() {
            let client = self.client.clone();
            tokio::spawn(async move { client.text_document_content_refresh(page).await });
        }
        match profile.delivery {
            Delivery::Push => self.desk.bell.ring(),
            Delivery::Pull if others => self.changed_on_disk(),
            Delivery::Pull => {}
        }
    }

    /// Diagnostics of closed files have changed: who asks for them shall ask again.
    pub(super) fn changed_on_disk(&self) {
        if self.desk.profile().delivery == Delivery::Pull {
            let client = self.client.clone();
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }
}

/// Runs work on a thread of its own; work that nobody waits for any more is not begun.
pub(super) async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    struct Begun<T>(JoinHandle<T>);
    impl<T> Drop for Begun<T> {
        fn drop(&mut self) {
            self.0.abort();
        }
    }
    let mut begun = Begun(tokio::task::spawn_blocking(work));
    (&mut begun.0).await.unwrap_or_else(|_| Err(Error::internal_error()))
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let profile = Profile::read(&params.capabilities);
        self.desk.meet(profile);
        self.desk.move_to(workspace::roots(&params));
        if let Some(given) = &params.initialization_options {
            self.set(given);
        }
        if self.watch_client {
            watch::end_with(params.process_id);
        }
        Ok(capabilities::offered(&profile))
    }

    async fn initialized(&self, _: InitializedParams) {
        let profile = self.desk.profile();
        self.watch();
        self.look_round();
        if profile.configuration {
            self.ask_for_settings(LspAny::Null);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.desk.documents.open(document.uri, &String::from(document.language_id), document.version, &document.text);
        self.tell(self.desk.settle());
        self.changed(true);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let edits: Vec<Edit> = params.content_changes.into_iter().map(edit).collect();
        let document = params.text_document;
        self.desk.documents.change(&document.text_document_identifier.uri, document.version, &edits, self.desk.profile().encoding);
        self.changed(false);
    }

    /// What is on disk does not matter while a document is open; but a project file may have been saved with it.
    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        self.settle();
        self.look_round();
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.settle();
        self.look_round();
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let gone: Vec<_> = params.event.removed.iter().filter_map(|it| workspace::folder(&it.uri)).collect();
        let mut roots = self.desk.roots();
        roots.retain(|it| !gone.contains(it));
        roots.extend(params.event.added.iter().filter_map(|it| workspace::folder(&it.uri)));
        self.desk.move_to(roots);
        self.desk.looks.begin_again();
        self.settle();
        self.look_round();
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.desk.documents.close(&params.text_document.uri);
        self.desk.forget(&params.text_document.uri);
        self.desk.documents.shelve(self.desk.documents.shelf().lean());
        self.changed(true);
        self.look_round();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.desk.profile().configuration {
            self.ask_for_settings(params.settings);
        } else if !params.settings.is_null() {
            self.desk.next_settings();
            self.set(&params.settings);
            self.changed(true);
            self.look_round();
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReport> {
        let desk = Arc::clone(&self.desk);
        let answer = self.answer(&params.text_document.uri, move |asked| desk.marks(asked)).await;
        let again =
            |_| Error { code: SERVER_CANCELLED, message: "the text has changed".into(), data: Some(json!({"retriggerRequest": true})) };
        let marks = answer.map_err(|error| if error.code == ErrorCode::ContentModified { again(error) } else { error })?;
        let result_id = whole::result_id(marks.as_ref().map_or(0, |marks| marks.id));
        if params.previous_result_id.as_ref() == Some(&result_id) {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
            return Ok(RelatedUnchangedDocumentDiagnosticReport { related_documents: None, unchanged_document_diagnostic_report }.into());
        }
        let head = format!("{{\"kind\":\"full\",\"resultId\":\"{result_id}\",\"items\":");
        let items = marks.map(|marks| Arc::clone(&marks.items)).unwrap_or_default();
        let result_id = Some(self.desk.prepared.leave(Message::list(items).within(head.as_bytes(), b"}")));
        let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id, items: Vec::new() };
        Ok(RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into())
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReport> {
        self.whole(params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let profile = self.desk.profile();
        let markup = if profile.markdown { Markup::Markdown } else { Markup::Plain };
        let card = self.answer(&at.text_document.uri, move |asked| {
            let card = answers::hover(asked.snapshot(), asked.file, asked.offset(at.position), markup)?;
            Some(to_proto::hover(asked, &profile, card))
        });
        Ok(card.await?.flatten())
    }

    async fn goto_definition(&self, params: DefinitionParams) -> Result<Option<DefinitionResponse>> {
        let at = params.text_document_position_params;
        let places = self.answer(&at.text_document.uri, move |asked| {
            to_proto::locations(asked, answers::definition(asked.snapshot(), asked.file, asked.offset(at.position)))
        });
        Ok(places.await?.flatten().map(|places| DefinitionResponse::Definition(places.into())))
    }

    async fn goto_type_definition(&self, params: TypeDefinitionParams) -> Result<Option<TypeDefinitionResponse>> {
        let at = params.text_document_position_params;
        let place = self.answer(&at.text_document.uri, move |asked| {
            let record = answers::record(asked.snapshot(), asked.file, asked.offset(at.position))?;
            Some(vec![asked.location(record)])
        });
        Ok(place.await?.flatten().map(|places| TypeDefinitionResponse::Definition(places.into())))
    }

    async fn goto_declaration(&self, params: DeclarationParams) -> Result<Option<DeclarationResponse>> {
        let at = params.text_document_position_params;
        let place = self.answer(&at.text_document.uri, move |asked| {
            let first = answers::declaration(asked.snapshot(), asked.file, asked.offset(at.position))?;
            Some(vec![asked.location(first)])
        });
        Ok(place.await?.flatten().map(|places| DeclarationResponse::Declaration(places.into())))
    }

    async fn goto_implementation(&self, params: ImplementationParams) -> Result<Option<ImplementationResponse>> {
        let at = params.text_document_position_params;
        let places = self.answer(&at.text_document.uri, move |asked| {
            to_proto::locations(asked, answers::implementation(asked.snapshot(), asked.file, asked.offset(at.position)))
        });
        Ok(places.await?.flatten().map(|places| ImplementationResponse::Definition(places.into())))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.referred(params).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        let places = self.answer(&at.text_document.uri, move |asked| {
            to_proto::highlights(asked, answers::highlights(asked.snapshot(), asked.file, asked.offset(at.position)))
        });
        Ok(places.await?.flatten())
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let desk = Arc::clone(&self.desk);
        let written = self.answer(&params.text_document.uri, move |asked| desk.outline(asked)).await?;
        Ok(written.map(|written| to_proto::ticket_symbol(self.desk.prepared.leave(written))))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.found(params).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResult>> {
        let renamed = self.answer(&params.text_document.uri, move |asked| {
            let renamed = answers::renamed(asked.snapshot(), asked.file, asked.offset(params.position))?;
            let placeholder = renamed.now().to_owned();
            Some(PrepareRenamePlaceholder { range: asked.range(renamed.span), placeholder })
        });
        Ok(renamed.await?.flatten().map(Into::into))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (view, desk) = (self.desk.documents.view(), Arc::clone(&self.desk));
        on_a_thread(move || renaming::rename(&desk, &view, &params)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position_params;
        let profile = self.desk.profile();
        let found = self.answer(&at.text_document.uri, move |asked| {
            to_proto::completion(asked, &profile, answers::completion(asked.snapshot(), asked.file, asked.offset(at.position)))
        });
        Ok(found.await?.map(Into::into))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let kinds = self.desk.hints(&params.text_document.uri);
        self.answer(&params.text_document.uri, move |asked| {
            let within = asked.span(params.range);
            to_proto::hints(asked, answers::hints(asked.snapshot(), asked.file, within, kinds))
        })
        .await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokens>> {
        let uri = params.text_document.uri;
        let desk = Arc::clone(&self.desk);
        let colours = self.answer(&uri, move |asked| desk.colours(asked)).await?;
        Ok(colours.map(|colours| self.whole_tokens(self.desk.tokens.whole(&uri, colours))))
    }

    async fn semantic_tokens_full_delta(&self, params: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensDeltaResponse>> {
        let uri = params.text_document.uri;
        let desk = Arc::clone(&self.desk);
        let colours = self.answer(&uri, move |asked| desk.colours(asked)).await?;
        Ok(colours.map(|colours| match self.desk.tokens.difference(&uri, &params.previous_result_id, colours) {
            Difference::Edits(edits) => edits.into(),
            Difference::Whole(whole) => self.whole_tokens(whole).into(),
        }))
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokens>> {
        let data = self.answer(&params.text_document.uri, move |asked| {
            tokens::tokens(asked, &answers::colours(asked.snapshot(), asked.file, asked.span(params.range)), 0)
        });
        Ok(data.await?.map(|data| SemanticTokens { result_id: None, data }))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<Vec<CodeActionResponse>>> {
        let only = params.context.only;
        if !edits::KINDS.iter().any(|(kind, _)| edits::is_wanted(*kind, only.as_deref())) {
            return Ok(None);
        }
        let (profile, signature) = (self.desk.profile(), self.desk.signature(&params.text_document.uri));
        let roots = self.desk.roots();
        self.answer(&params.text_document.uri, move |asked| {
            let found = actions(asked, params.range, only.as_deref(), &signature);
            let wide = workspace::ignoring_kinds(asked, &profile, &roots, &found);
            let shown = &params.context.diagnostics;
            let found = found.into_iter().map(|it| edits::action(asked, &profile, it, params.range, shown));
            // It is of no kind, so it is no answer to a question for one.
            let why = only.is_none().then(|| why::action(asked, params.range)).flatten();
            found.chain(wide).chain(why).map(Into::into).collect()
        })
        .await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(wanted) = action.data.clone().and_then(|it| serde_json::from_value::<Wanted>(it).ok()) else { return Ok(action) };
        let (profile, signature) = (self.desk.profile(), self.desk.signature(&wanted.uri));
        let uri = wanted.uri.clone();
        let only = action.kind.clone().map(|it| vec![it]);
        let edit = self.answer(&uri, move |asked| {
            let same = asked.document().version == wanted.version;
            let mut found = actions(asked, wanted.range, only.as_deref(), &signature).into_iter().filter(|_| same);
            found.find(|it| it.title == wanted.title).map(|it| edits::edit(asked, &profile, it.edits))
        });
        // What was offered for an older text is not written into a newer one.
        let edit = edit.await?.flatten().ok_or_else(Error::content_modified)?;
        Ok(CodeAction { edit: Some(edit), ..action })
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.answer(&params.text_document.uri, |asked| to_proto::lenses(asked, answers::lenses(asked.snapshot(), asked.file))).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.answer(&params.text_document.uri, |asked| edits::formatted(asked, asked.all())).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.answer(&params.text_document.uri, move |asked| edits::formatted(asked, asked.span(params.range))).await
    }

    async fn linked_editing_range(&self, params: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
        let at = params.text_document_position_params;
        let linked = self.answer(&at.text_document.uri, move |asked| {
            let spans = answers::linked(asked.snapshot(), asked.file, asked.offset(at.position))?;
            // An id ends with its line, at a brace or a quotation mark; a name goes on over blanks.
            let word_pattern = Some("[^\\n\\r}\"]+".to_owned());
            Some(LinkedEditingRanges { ranges: spans.into_iter().map(|it| asked.range(it)).collect(), word_pattern })
        });
        Ok(linked.await?.flatten())
    }

    async fn prepare_call_hierarchy(&self, params: CallHierarchyPrepareParams) -> Result<Option<Vec<CallHierarchyItem>>> {
        let at = params.text_document_position_params;
        let item = self.answer(&at.text_document.uri, move |asked| {
            let party = answers::party(asked.snapshot(), asked.file, asked.offset(at.position))?;
            Some(vec![hierarchies::caller(asked, party)])
        });
        Ok(item.await?.flatten())
    }

    async fn incoming_calls(&self, params: CallHierarchyIncomingCallsParams) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let id = hierarchies::id(params.item.data.as_ref());
        self.answer(&params.item.uri, move |asked| hierarchies::incoming(asked, answers::quoted_by(asked.snapshot(), asked.file, &id)))
            .await
    }

    async fn outgoing_calls(&self, params: CallHierarchyOutgoingCallsParams) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let id = hierarchies::id(params.item.data.as_ref());
        self.answer(&params.item.uri, move |asked| hierarchies::outgoing(asked, answers::quotes(asked.snapshot(), asked.file, &id))).await
    }

    async fn prepare_type_hierarchy(&self, params: TypeHierarchyPrepareParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let at = params.text_document_position_params;
        let item = self.answer(&at.text_document.uri, move |asked| {
            let party = answers::article_at(asked.snapshot(), asked.file, asked.offset(at.position))?;
            Some(vec![hierarchies::kin(asked, party)])
        });
        Ok(item.await?.flatten())
    }

    async fn supertypes(&self, params: TypeHierarchySupertypesParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let id = hierarchies::id(params.item.data.as_ref());
        self.answer(&params.item.uri, move |asked| hierarchies::kins(asked, answers::taken_from(asked.snapshot(), asked.file, &id))).await
    }

    async fn subtypes(&self, params: TypeHierarchySubtypesParams) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let id = hierarchies::id(params.item.data.as_ref());
        self.answer(&params.item.uri, move |asked| hierarchies::kins(asked, answers::taken_by(asked.snapshot(), asked.file, &id))).await
    }

    async fn text_document_content(&self, params: TextDocumentContentParams) -> Result<TextDocumentContentResult> {
        let missing = || Error { code: REQUEST_FAILED, message: format!("there is no page {}", params.uri.0).into(), data: None };
        let page = pages::read(&params.uri).ok_or_else(missing)?;
        let document = page.document.clone();
        // Before it is answered: what changes while it is being written makes it out of date.
        self.desk.pages.note(&params.uri);
        let text = self.answer(&document, move |asked| pages::text(asked, &page)).await?.flatten();
        text.map(|text| TextDocumentContentResult { text }).ok_or_else(missing)
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.answer(&params.text_document.uri, |asked| to_proto::links(asked, answers::links(asked.snapshot(), asked.file))).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let profile = self.desk.profile();
        self.answer(&params.text_document.uri, move |asked| to_proto::folds(asked, &profile, answers::folds(asked.snapshot(), asked.file)))
            .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
        let (command, about) = commands::read(&params.command, params.arguments)?;
        let uri = about.uri().clone();
        let (profile, signature) = (self.desk.profile(), self.desk.signature(&uri));
        let answered = self.answer(&uri, move |asked| {
            (commands::answer(asked, &profile, &signature, command, &about), commands::shown(asked, command, &about))
        });
        let Some((answer, shown)) = answered.await? else { return Ok(None) };
        if let Some(message) = shown {
            let client = self.client.clone();
            tokio::spawn(async move { client.show_message(MessageType::Info, message).await });
        }
        Ok(Some(answer))
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.answer(&params.text_document.uri, move |asked| {
            let offsets = params.positions.iter().map(|&position| asked.offset(position));
            offsets.map(|offset| to_proto::selection(asked, offset, answers::selection(asked.snapshot(), asked.file, offset))).collect()
        })
        .await
    }
}

/// An action that was offered without its edit.
#[derive(Debug, Deserialize)]
struct Wanted {
    uri: Uri,
    version: i32,
    range: Range,
    title: String,
}

/// What can be done at `range`, of the kinds asked for.
fn actions(asked: &Asked, range: Range, only: Option<&[CodeActionKind]>, signature: &Signature) -> Vec<Action> {
    let snapshot = asked.snapshot();
    let here = edits::is_wanted(ActionKind::Fix, only) || edits::is_wanted(ActionKind::Rewrite, only);
    let mut found = if here { answers::actions(snapshot, asked.file, asked.span(range), signature) } else { Vec::new() };
    found.retain(|it| edits::is_wanted(it.kind, only));
    if edits::is_wanted(ActionKind::FixAll, only) {
        found.extend(answers::fix_all(snapshot, asked.file));
    }
    found
}

fn edit(change: TextDocumentContentChangeEvent) -> Edit {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
            let position = |it: tower_lsp::gen_lsp_types::Position| Position { line: it.line, column: it.character };
            Edit { range: Some((position(change.range.start), position(change.range.end))), text: change.text }
        }
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => Edit { range: None, text: change.text },
    }
}
