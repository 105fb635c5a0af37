//! Editor features as plain data in offsets and strings: the interface an ideal editor would want. Knows no protocol.

mod actions;
mod colours;
mod comparison;
mod completion;
mod consequences;
mod declaration;
mod definition;
mod diagnostics;
mod folding;
mod format;
mod headers;
mod here;
mod hierarchy;
mod hints;
mod hover;
mod lenses;
mod linked;
mod links;
mod marks;
mod overview;
mod references;
mod rename;
mod report;
mod selection;
mod sources;
mod symbols;
mod why;
mod words;
mod writing;

use crate::text::Span;

pub use actions::{Action, ActionKind, Signature, actions, fix_all, settlements};
pub use colours::{Colour, Coloured, colours, colours_of};
pub use comparison::{Column, Comparison, Mark, Piece, Told, comparison, comparison_of};
pub use completion::{Proposal, ProposalKind, completion};
pub use consequences::consequences;
pub use declaration::{declaration, implementation};
pub use definition::{definition, record};
pub use diagnostics::{Diagnostic, Limits, Other as OtherPlace, Related, Teller, diagnostics, docs_url, follows, mistake, uncounted};
pub use folding::{Fold, FoldKind, folds};
pub use format::formatted;
pub use hierarchy::{Link, Party, article_at, party, quoted_by, quotes, taken_by, taken_from};
pub use hints::{Hint, HintKinds, hints};
pub use hover::{Card, Markup, hover};
pub use lenses::lenses;
pub use linked::linked;
pub use links::links;
pub use marks::{About, Mark as Marked, marks};
pub use overview::{Disputed, Listed, NamedIn, Said, Turn, disputes, open_conflict, people};
pub use references::{highlights, recorded, recorded_mentions, references};
pub use rename::{Label, Renamed, rename, renamed};
pub use report::{comparison_page, report};
pub use selection::selection;
pub use sources::{Account, Pair, accounts, pairs, percent};
pub use symbols::{Entry, Sought, Symbol, SymbolKind, outline, search, symbol_of, symbols};
pub use why::{Answer, Compared, Other, statement_at, why};
pub use writing::Written;

/// A spot in one of a story's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The file: an index into [`crate::bundle::Story::files`].
    pub file: u32,
    /// Where in it (file bytes).
    pub span: Span,
}
