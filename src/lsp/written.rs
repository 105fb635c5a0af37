//! What is written of one mark, apart from the lines on which it stands: these change with every line added above.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;
use tower_lsp::gen_lsp_types::Range;

use super::message;
use crate::answers::OtherPlace;
use crate::bundle::Severity;

/// Where something stands: its lines count from the line on which its article begins, or from the file's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whereabouts {
    /// The article: an index into the story's; `None` for what is in none.
    pub(super) article: Option<u32>,
    range: Range,
}

impl Whereabouts {
    /// A range of the file as it is seen from an article that begins on line `base`.
    pub(super) fn behind(article: Option<u32>, mut range: Range, base: u32) -> Self {
        range.start.line -= base;
        range.end.line -= base;
        Self { article, range }
    }

    /// The range in the file; `bases` gives the line on which each article begins.
    fn range(&self, bases: &[u32]) -> Range {
        let base = self.article.map_or(0, |it| bases[it as usize]);
        let mut range = self.range;
        range.start.line += base;
        range.end.line += base;
        range
    }
}

/// Something in JSON with one range in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// What stands before the range.
    before: Box<[u8]>,
    /// Where it stands.
    pub(super) at: Whereabouts,
    /// What stands behind the range.
    behind: Box<[u8]>,
    /// Of the words, not of the range.
    hash: u64,
}

impl Placed {
    /// Writes `thing`, whose first range is the default, as something that stands at `at`.
    pub(super) fn new(thing: &impl Serialize, at: Whereabouts) -> Self {
        const EMPTY: &[u8] = br#""range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}}"#;
        // A structure of strings and numbers can be written.
        let json = serde_json::to_vec(thing).unwrap_or_default();
        // In a string a quotation mark has a backslash before it, so that this is no part of one.
        let start = memchr::memmem::find(&json, EMPTY).unwrap_or_default();
        let (before, behind) = (&json[..start], &json[start + EMPTY.len()..]);
        let mut hasher = DefaultHasher::new();
        (before, behind).hash(&mut hasher);
        Self { before: before.into(), at, behind: behind.into(), hash: hasher.finish() }
    }

    /// The same at another place.
    pub(super) fn moved(&self, at: Whereabouts) -> Self {
        Self { before: self.before.clone(), at, behind: self.behind.clone(), hash: self.hash }
    }

    fn write(&self, bases: &[u32], json: &mut Vec<u8>, hasher: &mut DefaultHasher) {
        let range = self.at.range(bases);
        self.hash.hash(hasher);
        json.extend_from_slice(&self.before);
        json.extend_from_slice(br#""range":{"start":{"line":"#);
        number(range.start.line, json, hasher);
        json.extend_from_slice(br#","character":"#);
        number(range.start.character, json, hasher);
        json.extend_from_slice(br#"},"end":{"line":"#);
        number(range.end.line, json, hasher);
        json.extend_from_slice(br#","character":"#);
        number(range.end.character, json, hasher);
        json.extend_from_slice(b"}}");
        json.extend_from_slice(&self.behind);
    }
}

fn number(number: u32, json: &mut Vec<u8>, hasher: &mut DefaultHasher) {
    number.hash(hasher);
    message::number(number, json);
}

/// A mark, written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// How grave it is.
    pub(super) severity: Severity,
    /// The diagnostic without related places.
    pub(super) own: Placed,
    /// The related places: which of the dispute's they are, and what is written of each.
    pub(super) related: Vec<(OtherPlace, Arc<Placed>)>,
}

/// A mark as it is sent.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) written: Arc<Written>,
    pub(super) json: Arc<[u8]>,
    /// Equal for equal JSON, in every session.
    pub(super) hash: u64,
}

impl Item {
    /// Puts in the lines; `bases` gives the line on which each article begins.
    pub(super) fn new(written: Arc<Written>, bases: &[u32]) -> Self {
        const RELATED: &[u8] = br#","relatedInformation":["#;
        // Four numbers a range.
        let length = |it: &Placed| it.before.len() + it.behind.len() + 100;
        let room = length(&written.own) + RELATED.len() + written.related.iter().map(|(_, it)| length(it)).sum::<usize>();
        let (mut json, mut hasher) = (Vec::with_capacity(room), DefaultHasher::new());
        written.own.write(bases, &mut json, &mut hasher);
        if !written.related.is_empty() {
            // They are the last of a diagnostic's fields that we fill.
            json.pop();
            json.extend_from_slice(RELATED);
            for (at, (_, related)) in written.related.iter().enumerate() {
                if 0 < at {
                    json.push(b',');
                }
                related.write(bases, &mut json, &mut hasher);
            }
            json.extend_from_slice(b"]}");
        }
        Self { written, json: json.into(), hash: hasher.finish() }
    }

    /// The articles whose lines it gives.
    pub(super) fn articles(&self) -> impl Iterator<Item = u32> {
        let related = self.written.related.iter().map(|(_, it)| it.at.article);
        std::iter::once(self.written.own.at.article).chain(related).flatten()
    }
}
