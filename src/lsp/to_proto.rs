//! Answers as the protocol writes them.

use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, Code, CodeDescription, CodeLens, Command, CompletionItem, CompletionItemKind, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, DocumentHighlight, DocumentHighlightKind, DocumentLink, DocumentSymbol,
    DocumentSymbolResponse, FoldingRange, FoldingRangeKind, Hover, InlayHint, InsertTextFormat, Location, MarkupContent, MarkupKind,
    Message, SelectionRange, SymbolInformation, SymbolKind, TextEdit, Uri,
};

use super::asked::Asked;
use super::profile::Profile;
use crate::answers::{self, Card, Fold, FoldKind, Hint, Proposal, ProposalKind, Spot, Symbol};
use crate::bundle::Severity;
use crate::text::Span;

/// Who says so, in a list of diagnostics from several programs.
pub(super) const SOURCE: &str = "copydesk";

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
        list.push(symbol_information(&symbol.name, symbol.kind, location(&symbol), None));
        list.extend(children.iter().map(|it| symbol_information(&it.name, it.kind, location(it), Some(container.clone()))));
    }
    list.into()
}

/// A list whose one symbol is the ticket of the list that is meant.
#[expect(deprecated, reason = "the type asks for the field that `tags` replaced")]
pub(super) fn ticket_symbol(name: String) -> DocumentSymbolResponse {
    let (range, selection_range) = Default::default();
    vec![DocumentSymbol {
        name,
        detail: None,
        kind: SymbolKind::File,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: None,
    }]
    .into()
}

/// An entry of an outline with what is in it.
#[expect(deprecated, reason = "the type asks for the field that `tags` replaced")]
pub(super) fn document_symbol(asked: &Asked, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.into_iter().map(|it| document_symbol(asked, it)).collect();
    let range = asked.range(symbol.span);
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|it| !it.is_empty()),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range,
        selection_range: if symbol.head == symbol.span { range } else { asked.range(symbol.head) },
        children: (!children.is_empty()).then_some(children),
    }
}

/// An entry of a list.
#[expect(deprecated, reason = "the type asks for the field that `tags` replaced")]
pub(super) fn symbol_information(
    name: &str,
    kind: answers::SymbolKind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    let base_symbol_information = BaseSymbolInformation { name: name.to_owned(), kind: symbol_kind(kind), tags: None, container_name };
    SymbolInformation { deprecated: None, location, base_symbol_information }
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

/// What can be written, in the order given.
pub(super) fn completion(asked: &Asked, profile: &Profile, proposals: Vec<Proposal>) -> Vec<CompletionItem> {
    let item = |(at, it): (usize, Proposal)| {
        let snippet = it.snippet.filter(|_| profile.snippets);
        let format = snippet.as_ref().map(|_| InsertTextFormat::Snippet);
        CompletionItem {
            label: it.label,
            kind: Some(match it.kind {
                ProposalKind::Section => CompletionItemKind::Module,
                ProposalKind::Key => CompletionItemKind::Property,
                ProposalKind::Word => CompletionItemKind::EnumMember,
                ProposalKind::Id => CompletionItemKind::Reference,
                ProposalKind::Name => CompletionItemKind::Class,
            }),
            detail: Some(it.detail).filter(|it| !it.is_empty()),
            // Clients sort by letters otherwise.
            sort_text: Some(format!("{at:04}")),
            insert_text_format: format,
            text_edit: Some(TextEdit { range: asked.range(it.span), new_text: snippet.unwrap_or(it.text) }.into()),
            ..CompletionItem::default()
        }
    };
    proposals.into_iter().enumerate().map(item).collect()
}

/// Hints behind words.
pub(super) fn hints(asked: &Asked, hints: Vec<Hint>) -> Vec<InlayHint> {
    let hint = |it: Hint| InlayHint {
        position: asked.range(it.span).end,
        label: it.label.into(),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    hints.into_iter().map(hint).collect()
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
