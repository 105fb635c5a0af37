//! Word lists and tables, each with its source and licence. Data and look-ups, no rules.
//!
//! A table is a sorted text file in this folder (one entry a line, `#` lines name source, version, licence and filter)
//! or a `const` where it is short and ours.

mod abbreviations;
mod furniture;
mod speech;
mod stems;
mod synonyms;
mod weights;

pub use abbreviations::{is_abbreviation, is_title_abbreviation};
pub use furniture::{PagePhrase, page_phrase};
pub use speech::is_reporting_verb;
pub use stems::{Stem, plain, stem};
pub use synonyms::concept;
pub use weights::weight;
