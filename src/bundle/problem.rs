//! Mistakes in a file, as data.

use crate::text::Span;

/// How grave a problem or a conflict is, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Part of the input could not be read, or is ambiguous.
    Error,
    /// Something is not used as written; two statements cannot both be right.
    Warning,
    /// Worth knowing.
    Information,
    /// Settled, or house style only.
    Hint,
}

impl Severity {
    /// The word used in JSON and settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }
}

/// A mistake in a file, with a tight place and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// One of the codes under 'Bad input' in `docs/format.md`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where (file bytes).
    pub span: Span,
    /// One plain sentence, lower case, no full stop.
    pub message: String,
}
