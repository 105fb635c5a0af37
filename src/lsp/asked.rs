//! A question's place: positions in, offsets to [`crate::answers`], offsets out.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::gen_lsp_types::{Location, Position, Range, Uri};

use super::documents::{Document, Edition};
use crate::answers::Spot;
use crate::snapshot::Snapshot;
use crate::text::{self, Encoding, SourceText, Span};

/// One version of a document that somebody asks about, with its story.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// The documents of the story.
    pub(super) edition: Arc<Edition>,
    /// Which of them is asked about.
    pub(super) file: u32,
    /// What columns count.
    pub(super) encoding: Encoding,
}

impl Asked {
    /// What was read.
    pub(super) fn snapshot(&self) -> &Snapshot {
        self.edition.snapshot()
    }

    /// The document asked about.
    pub(super) fn document(&self) -> &Document {
        &self.edition.documents[self.file as usize]
    }

    /// Whether it is the first of its story's open documents: who goes through all of them meets each story once.
    pub(super) fn is_first(&self) -> bool {
        self.edition.documents.iter().position(|it| it.is_open) == Some(self.file as usize)
    }

    /// Where the story's own files stand on disk.
    pub(super) fn paths(&self) -> BTreeSet<PathBuf> {
        self.edition.documents[..self.edition.own() as usize].iter().filter_map(|it| it.path.clone()).collect()
    }

    /// The byte offset of a position in the document asked about.
    pub(super) fn offset(&self, position: Position) -> u32 {
        let position = text::Position { line: position.line, column: position.character };
        self.document().text.as_ref().map_or(0, |text| text.offset(position, self.encoding))
    }

    /// Where a range stands in the document asked about (file bytes); one that ends before it starts is empty.
    pub(super) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start, end.max(start))
    }

    /// All of the document asked about.
    pub(super) fn all(&self) -> Span {
        Span::new(0, self.document().text.as_ref().map_or(0, SourceText::len))
    }

    /// A range in the document asked about.
    pub(super) fn range(&self, span: Span) -> Range {
        self.range_in(self.file, span)
    }

    /// A spot of any file of the story.
    pub(super) fn location(&self, spot: Spot) -> Location {
        Location { uri: self.uri(spot.file).clone(), range: self.range_in(spot.file, spot.span) }
    }

    /// The address of a file of the story.
    pub(super) fn uri(&self, file: u32) -> &Uri {
        &self.edition.documents[file as usize].uri
    }

    fn range_in(&self, file: u32, span: Span) -> Range {
        let Some(text) = &self.edition.documents[file as usize].text else { return Range::default() };
        let position = |offset| {
            let text::Position { line, column } = text.position(offset, self.encoding);
            Position { line, character: column }
        };
        Range { start: position(span.start), end: position(span.end) }
    }
}
