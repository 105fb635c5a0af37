//! Hierarchies as the protocol writes them: who quotes whom as calls, which article is taken from which as types.

use serde_json::json;
use tower_lsp::gen_lsp_types::{
    CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, LspAny, Range, SymbolKind, TypeHierarchyItem,
};

use super::asked::Asked;
use crate::answers::{Link, Party, Spot};

/// Somebody who is quoted, or an article that quotes.
pub(super) fn caller(asked: &Asked, party: Party) -> CallHierarchyItem {
    let (range, selection_range) = ranges(asked, &party);
    CallHierarchyItem {
        name: party.name,
        kind: if party.article { SymbolKind::File } else { SymbolKind::Class },
        tags: None,
        detail: Some(party.detail).filter(|it| !it.is_empty()),
        uri: asked.uri(party.spot.file).clone(),
        range,
        selection_range,
        data: Some(json!({ "id": party.id })),
    }
}

/// Articles among those they are taken from.
pub(super) fn kins(asked: &Asked, parties: Vec<Party>) -> Vec<TypeHierarchyItem> {
    parties.into_iter().map(|it| kin(asked, it)).collect()
}

/// An article among those it is taken from.
pub(super) fn kin(asked: &Asked, party: Party) -> TypeHierarchyItem {
    let (range, selection_range) = ranges(asked, &party);
    TypeHierarchyItem {
        name: party.name,
        kind: SymbolKind::File,
        tags: None,
        detail: Some(party.detail).filter(|it| !it.is_empty()),
        uri: asked.uri(party.spot.file).clone(),
        range,
        selection_range,
        data: Some(json!({ "id": party.id })),
    }
}

fn ranges(asked: &Asked, party: &Party) -> (Range, Range) {
    let head = Spot { file: party.spot.file, span: party.head };
    (asked.location(party.spot).range, asked.location(head).range)
}

/// Who quotes somebody: the words stand in the quoting article.
pub(super) fn incoming(asked: &Asked, links: Vec<Link>) -> Vec<CallHierarchyIncomingCall> {
    let call = |Link { party, spans }: Link| {
        let file = party.spot.file;
        let from_ranges = spans.into_iter().map(|span| asked.location(Spot { file, span }).range).collect();
        CallHierarchyIncomingCall { from: caller(asked, party), from_ranges }
    };
    links.into_iter().map(call).collect()
}

/// Whom somebody quotes or speaks of: the words stand in the document asked about.
pub(super) fn outgoing(asked: &Asked, links: Vec<Link>) -> Vec<CallHierarchyOutgoingCall> {
    let call = |Link { party, spans }: Link| {
        let from_ranges = spans.into_iter().map(|span| asked.range(span)).collect();
        CallHierarchyOutgoingCall { to: caller(asked, party), from_ranges }
    };
    links.into_iter().map(call).collect()
}

/// Which party an item stands for. Nobody's where a client has lost what we gave it.
pub(super) fn id(data: Option<&LspAny>) -> String {
    data.and_then(|it| it["id"].as_str()).unwrap_or_default().to_owned()
}
