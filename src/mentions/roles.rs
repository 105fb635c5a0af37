//! What a paragraph is for: text, or page furniture round it.

use super::Paragraph;

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParagraphRole {
    /// Running text: read and compared.
    #[default]
    Text,
    /// A headline or a heading between paragraphs: no new people are born here and nothing is compared.
    Heading,
    /// A caption or photo credit.
    Caption,
    /// Related links, share lines, teasers, error messages, time stamps.
    Furniture,
}

/// Sets the role of each paragraph of an article.
pub(super) fn assign(_body: &str, _paragraphs: &mut [Paragraph]) {}
