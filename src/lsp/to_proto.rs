//! Answers as the protocol writes them.

use std::collections::BTreeMap;

use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, Code, CodeAction, CodeActionKind, CodeDescription, CodeLens, Command, Diagnostic, DiagnosticRelatedInformation,
    DiagnosticSeverity, DocumentChange, DocumentHighlight, DocumentHighlightKind, DocumentLink, DocumentSymbol, DocumentSymbolResponse,
    Edit, FoldingRange, FoldingRangeKind, Hover, Location, MarkupContent, MarkupKind, Message, OptionalVersionedTextDocumentIdentifier,
    SelectionRange, SymbolInformation, SymbolKind, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use super::asked::Asked;
use super::profile::Profile;
use crate::answers::{self, Card, Fold, FoldKind, Spot, Symbol};
use crate::bundle::Severity;
use crate::text::Span;

/// Who says so, in a list of diagnostics from several programs.
const SOURCE: &str = "copydesk";

/// A mark, with what of it the client can show.
pub(super) fn diagnostic(asked: &Asked, profile: &Profile, diagnostic: answers::Diagnostic) -> Diagnostic {
    let related = || {
        let places = diagnostic.related.into_iter();
        places.map(|it| DiagnosticRelatedInformation { location: asked.location(it.spot), message: it.message }).collect::<Vec<_>>()
    };
    Diagnostic {
        range: asked.range(diagnostic.span),
        severity: Some(severity(diagnostic.severity)),
        code: Some(Code::String(diagnostic.code.to_owned())),
        code_description: profile.code_links.then(|| CodeDescription { href: Uri(answers::docs_url(diagnostic.code)) }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(diagnostic.message),
        tags: None,
        related_information: profile.related_places.then(related).filter(|it| !it.is_empty()),
        data: None,
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Information => DiagnosticSeverity::Information,
        Severity::Hint => DiagnosticSeverity::Hint,
    }
}

/// A card.
pub(super) fn hover(asked: &Asked, profile: &Profile, card: Card) -> Hover {
    let kind = if profile.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Hover { contents: MarkupContent { kind, value: card.text }.into(), range: Some(asked.range(card.span)) }
}

/// Places to go to; `None` for none, which a client takes as "nothing here".
pub(super) fn locations(asked: &Asked, spots: Vec<Spot>) -> Option<Vec<Location>> {
    let locations: Vec<_> = spots.into_iter().map(|spot| asked.location(spot)).collect();
    (!locations.is_empty()).then_some(locations)
}

/// Places to light up.
pub(super) fn highlights(asked: &Asked, spans: Vec<Span>) -> Option<Vec<DocumentHighlight>> {
    let highlights: Vec<_> =
        spans.into_iter().map(|span| DocumentHighlight { range: asked.range(span), kind: Some(DocumentHighlightKind::Text) }).collect();
    (!highlights.is_empty()).then_some(highlights)
}

/// An outline: a tree where the client can show one, else a list.
pub(super) fn symbols(asked: &Asked, profile: &Profile, symbols: Vec<Symbol>) -> DocumentSymbolResponse {
    if profile.symbol_tree {
        let tree: Vec<_> = symbols.into_iter().map(|it| document_symbol(asked, it)).collect();
        return tree.into();
    }
    let mut list = Vec::new();
    for mut symbol in symbols {
        let children = std::mem::take(&mut symbol.children);
        let container = symbol.name.clone();
        let location = |symbol: &Symbol| asked.location(Spot { file: asked.file, span: symbol.span });
        list.push(symbol_information(&symbol, location(&symbol), None));
        list.extend(children.iter().map(|it| symbol_information(it, location(it), Some(container.clone()))));
    }
    list.into()
}

#[expect(deprecated, reason = "the type asks for the field that `tags` replaced")]
fn document_symbol(asked: &Asked, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.into_iter().map(|it| document_symbol(asked, it)).collect();
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|it| !it.is_empty()),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: asked.range(symbol.span),
        selection_range: asked.range(symbol.head),
        children: (!children.is_empty()).then_some(children),
    }
}

/// An entry of a list.
#[expect(deprecated, reason = "the type asks for the field that `tags` replaced")]
pub(super) fn symbol_information(symbol: &Symbol, location: Location, container_name: Option<String>) -> SymbolInformation {
    let name = symbol.name.clone();
    let kind = symbol_kind(symbol.kind);
    SymbolInformation {
        deprecated: None,
        location,
        base_symbol_information: BaseSymbolInformation { name, kind, tags: None, container_name },
    }
}

/// Kinds are chosen for their icons: the protocol has none for news.
fn symbol_kind(kind: answers::SymbolKind) -> SymbolKind {
    match kind {
        answers::SymbolKind::Bundle => SymbolKind::Package,
        answers::SymbolKind::Article => SymbolKind::File,
        answers::SymbolKind::Person => SymbolKind::Variable,
        answers::SymbolKind::PersonRecord => SymbolKind::Class,
        answers::SymbolKind::Disputed => SymbolKind::Event,
        answers::SymbolKind::FactRecord => SymbolKind::Constant,
        answers::SymbolKind::Decision => SymbolKind::Key,
    }
}

/// Folds of two lines and more.
pub(super) fn folds(asked: &Asked, profile: &Profile, folds: Vec<Fold>) -> Vec<FoldingRange> {
    let ranges = folds.into_iter().map(|fold| (asked.range(fold.span), fold.kind));
    ranges
        .filter(|(range, _)| range.start.line < range.end.line)
        .map(|(range, kind)| FoldingRange {
            start_line: range.start.line,
            start_character: None,
            end_line: range.end.line,
            end_character: (!profile.whole_line_folds).then_some(range.end.character),
            kind: match kind {
                FoldKind::Section => Some(FoldingRangeKind::Region),
                FoldKind::Furniture => Some(FoldingRangeKind::Comment),
                FoldKind::Quotation => None,
            },
            collapsed_text: None,
        })
        .collect()
}

/// Something that can be done, with the diagnostics it does away with.
pub(super) fn action(asked: &Asked, profile: &Profile, action: answers::Action, shown: &[Diagnostic]) -> CodeAction {
    let kind = asked.snapshot().conflicts[action.conflict as usize].kind;
    let about = |it: &&Diagnostic| it.source.as_deref() == Some(SOURCE) && matches!(&it.code, Some(Code::String(code)) if code == kind);
    let diagnostics: Vec<_> = shown.iter().filter(about).cloned().collect();
    CodeAction {
        title: action.title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        edit: Some(edit(asked, profile, action.edits)),
        ..CodeAction::default()
    }
}

/// Edits of one or more files, for the versions that were read where the client can tell versions.
#[expect(clippy::disallowed_types, reason = "the protocol's type")]
pub(super) fn edit(asked: &Asked, profile: &Profile, edits: Vec<(Spot, String)>) -> WorkspaceEdit {
    let mut by_file: BTreeMap<u32, Vec<TextEdit>> = BTreeMap::new();
    for (spot, new_text) in edits {
        by_file.entry(spot.file).or_default().push(TextEdit { range: asked.location(spot).range, new_text });
    }
    if profile.versioned_edits {
        let documents = by_file.into_iter().map(|(file, edits)| {
            let text_document_identifier = TextDocumentIdentifier { uri: asked.uri(file).clone() };
            let version = Some(asked.edition.documents[file as usize].version);
            let text_document = OptionalVersionedTextDocumentIdentifier { version, text_document_identifier };
            DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: edits.into_iter().map(Edit::TextEdit).collect() })
        });
        return WorkspaceEdit { document_changes: Some(documents.collect()), ..WorkspaceEdit::default() };
    }
    let changes: std::collections::HashMap<_, _> = by_file.into_iter().map(|(file, edits)| (asked.uri(file).clone(), edits)).collect();
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Lines over articles. They are to be read: what can be done is a code action.
pub(super) fn lenses(asked: &Asked, lenses: Vec<(Span, String)>) -> Vec<CodeLens> {
    let command = |title| Some(Command { title, tooltip: None, command: String::new(), arguments: None });
    lenses.into_iter().map(|(span, title)| CodeLens { range: asked.range(span), command: command(title), data: None }).collect()
}

/// Addresses that lead out.
pub(super) fn links(asked: &Asked, links: Vec<(Span, String)>) -> Vec<DocumentLink> {
    let link = |(span, target)| DocumentLink { range: asked.range(span), target: Some(Uri(target)), tooltip: None, data: None };
    links.into_iter().map(link).collect()
}

/// A selection inside larger ones. An empty one at the offset where there are none.
pub(super) fn selection(asked: &Asked, offset: u32, spans: Vec<Span>) -> SelectionRange {
    let mut outer = None;
    for span in spans.into_iter().rev() {
        outer = Some(Box::new(SelectionRange { range: asked.range(span), parent: outer }));
    }
    outer.map_or_else(|| SelectionRange { range: asked.range(Span::new(offset, offset)), parent: None }, |it| *it)
}
