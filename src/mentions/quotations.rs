//! Stretches between quotation marks.

use std::ops::Range;

use crate::prose::Prose;

/// A stretch between quotation marks, as far as this paragraph goes.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotedSpan {
    /// The words between the marks, without the marks.
    pub tokens: Range<u32>,
    /// Whether the closing mark stands in this paragraph.
    pub closed: bool,
}

/// The quotations of one paragraph, in text order.
pub(super) fn quotations(_paragraph: &str, _prose: &Prose) -> Vec<QuotedSpan> {
    Vec::new()
}
