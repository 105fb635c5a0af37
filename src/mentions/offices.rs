//! Offices and roles: "Vietnamese President", "prime minister of Canada", "chief executive of Acme".

use std::ops::Range;

use crate::prose::Prose;

/// An office or role that the text names.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeMention {
    /// The words of the office.
    pub tokens: Range<u32>,
}

/// The offices of one paragraph, in text order.
pub(super) fn offices(_paragraph: &str, _prose: &Prose) -> Vec<OfficeMention> {
    Vec::new()
}
