//! Runs of capitalised words that may be a person's name.

use std::ops::Range;

use crate::prose::Prose;

/// A run of words that may name a person.
#[derive(Debug, Clone, PartialEq)]
pub struct NameCandidate {
    /// The words of the name alone: no title, no possessive.
    pub tokens: Range<u32>,
}

/// The candidates of one paragraph, in text order.
pub(super) fn names(_paragraph: &str, _prose: &Prose) -> Vec<NameCandidate> {
    Vec::new()
}
