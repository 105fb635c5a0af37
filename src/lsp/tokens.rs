//! Coloured words as the protocol writes them, and what a client has of them already.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::gen_lsp_types::{
    Full, SemanticToken, SemanticTokensDelta, SemanticTokensEdit, SemanticTokensFullDelta, SemanticTokensLegend, SemanticTokensOptions, Uri,
};

use super::asked::Asked;
use super::by_article::Colours;
use super::message::{Message, number};
use crate::answers::{Colour, Coloured};

/// The types, in the order of their numbers. The protocol has no words for news; the editors' packages say what each looks like.
const TYPES: &[(Colour, &str)] = &[
    (Colour::Person, "person"),
    (Colour::Place, "place"),
    (Colour::Quantity, "quantity"),
    (Colour::Date, "date"),
    (Colour::Quotation, "quotation"),
    (Colour::Speaker, "speaker"),
    (Colour::Furniture, "furniture"),
];

/// The only modifier, as a bit.
const DISPUTED: (u32, &str) = (1, "disputed");

/// What is offered.
pub(super) fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TYPES.iter().map(|(_, name)| (*name).to_owned()).collect(),
            token_modifiers: vec![DISPUTED.1.to_owned()],
        },
        range: Some(true.into()),
        full: Some(Full::SemanticTokensFullDelta(SemanticTokensFullDelta { delta: Some(true) })),
        ..SemanticTokensOptions::default()
    }
}

/// Each token relative to the one before, the first to the start of line `from`.
pub(super) fn tokens(asked: &Asked, coloured: &[Coloured], from: u32) -> Vec<SemanticToken> {
    let (mut line, mut column) = (from, 0);
    let mut tokens = Vec::with_capacity(coloured.len());
    for it in coloured {
        let range = asked.range(it.span);
        let delta_line = range.start.line - line;
        tokens.push(SemanticToken {
            delta_line,
            delta_start: if delta_line == 0 { range.start.character - column } else { range.start.character },
            length: range.end.character - range.start.character,
            token_type: TYPES.iter().position(|(colour, _)| *colour == it.colour).unwrap_or_default() as u32,
            token_modifiers_bitset: if it.disputed { DISPUTED.0 } else { 0 },
        });
        (line, column) = (range.start.line, range.start.character);
    }
    tokens
}

/// What the client was sent last of each open document, with its id.
#[derive(Debug, Default)]
pub(super) struct Sent {
    by_uri: Mutex<BTreeMap<String, (String, Arc<Colours>)>>,
}

/// An answer to who has an earlier one.
#[derive(Debug)]
pub(super) enum Difference {
    /// What has changed.
    Edits(SemanticTokensDelta),
    /// All tokens.
    Whole(Message),
}

impl Sent {
    /// All tokens of a document, kept for the next difference.
    pub(super) fn whole(&self, uri: &Uri, colours: Arc<Colours>) -> Message {
        let id = id(&colours.tokens);
        let mut json = format!("{{\"resultId\":\"{id}\",\"data\":[").into_bytes();
        for (at, value) in colours.tokens.iter().flat_map(|it| <[u32; NUMBERS as usize]>::from(*it)).enumerate() {
            if 0 < at {
                json.push(b',');
            }
            number(value, &mut json);
        }
        json.extend_from_slice(b"]}");
        self.by_uri().insert(uri.0.clone(), (id, colours));
        json.into()
    }

    /// What has changed since the answer `previous`; all tokens where that one is not the last.
    pub(super) fn difference(&self, uri: &Uri, previous: &str, colours: Arc<Colours>) -> Difference {
        let before = self.by_uri().remove(&uri.0).filter(|(id, _)| id == previous);
        let Some((_, before)) = before else { return Difference::Whole(self.whole(uri, colours)) };
        let (old, new) = (&before.tokens, &colours.tokens);
        let same = |(a, b): &(&SemanticToken, &SemanticToken)| a == b;
        let head = old.iter().zip(new).take_while(same).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
        let (gone, come) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let edit = SemanticTokensEdit {
            start: head as u32 * NUMBERS,
            delete_count: gone.len() as u32 * NUMBERS,
            data: Some(come.iter().flat_map(|it| <[u32; NUMBERS as usize]>::from(*it)).collect()),
        };
        let edits = if gone.is_empty() && come.is_empty() { Vec::new() } else { vec![edit] };
        let id = id(new);
        self.by_uri().insert(uri.0.clone(), (id.clone(), colours));
        Difference::Edits(SemanticTokensDelta { result_id: Some(id), edits })
    }

    /// A document is closed.
    pub(super) fn forget(&self, uri: &Uri) {
        self.by_uri().remove(&uri.0);
    }

    fn by_uri(&self) -> MutexGuard<'_, BTreeMap<String, (String, Arc<Colours>)>> {
        self.by_uri.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Equal for equal tokens, in every session.
fn id(tokens: &[SemanticToken]) -> String {
    let mut hasher = DefaultHasher::new();
    tokens.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// How many numbers a token is written with.
const NUMBERS: u32 = 5;
