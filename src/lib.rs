//! Copydesk reads several reports of one event side by side and says where they cannot both be right.
//!
//! The folder listing is the architecture. Data flows one way, and a module names only what stands to its left:
//!
//! ```text
//! parallel -> text -> lexicon -> bundle -> prose -> mentions -> facts -> conflicts -> snapshot -> answers -> settings -> { lsp, cli }
//! ```
//!
//! | module | what it holds | what it never does |
//! | --- | --- | --- |
//! | [`parallel`] | the same work on many things at a time | lets the number of threads show |
//! | [`text`] | spans, lines, positions, the edited text | knows nothing of news |
//! | [`lexicon`] | word lists and tables, each with its source and licence | decides nothing |
//! | [`bundle`] | the bundle file: sections, headers, records, annotations, decisions | fails: mistakes are [`bundle::Problem`]s |
//! | [`prose`] | a paragraph as words and sentences | sees two paragraphs |
//! | [`mentions`] | what one article says: names, quantities, times, quotations, offices | sees two articles |
//! | [`facts`] | mentions joined across articles: who is who, what is said of one thing | judges |
//! | [`conflicts`] | one check a file: statements that cannot all be right | knows of editors or terminals |
//! | [`snapshot`] | one version of one story with everything derived from it | changes |
//! | [`answers`] | editor features as plain data in offsets | knows the protocol |
//! | [`settings`] | what may be set, in editors and in `copydesk.toml` | looks for files |
//! | [`lsp`] | the language server | computes |
//! | [`cli`] | the command line | computes |
//!
//! Below `lsp` and `cli` nothing reads a clock, a file, the network or the environment, and no output depends on the
//! order of a hash map: the same bytes give the same report. `tests/it/tidy.rs` holds both.
//!
//! One internal unit: spans are half-open ranges of UTF-8 bytes. [`text`] converts them to lines and columns.

pub mod answers;
pub mod bundle;
pub mod cli;
pub mod conflicts;
pub mod facts;
#[cfg(test)]
mod fixture;
pub mod lexicon;
pub mod lsp;
pub mod mentions;
pub mod parallel;
pub mod prose;
pub mod settings;
pub mod snapshot;
pub mod text;
