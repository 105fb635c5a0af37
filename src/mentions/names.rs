//! Runs of capitalised words that may be a person's name.

use std::ops::Range;

use crate::prose::Prose;

/// A run of words that may name a person.
#[derive(Debug, Clone, PartialEq)]
pub struct NameCandidate {
    /// The words of the name alone: no title, no possessive.
    pub tokens: Range<u32>,
    /// What speaks for a person (above 0) and against (below), from this paragraph alone. `facts` sums it over the story.
    pub evidence: i16,
    /// The honorific right before it: "Mr", "Mrs.", "Dr".
    pub honorific: Option<u32>,
}

/// The candidates of one paragraph, in text order.
pub(super) fn names(_paragraph: &str, _prose: &Prose) -> Vec<NameCandidate> {
    Vec::new()
}
