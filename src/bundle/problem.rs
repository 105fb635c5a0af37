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

/// A kind of mistake.
#[derive(Debug)]
pub struct ProblemKind {
    /// Its code.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
}

macro_rules! problem_kinds {
    ($($name:ident, $code:literal, $severity:ident, $doc:literal;)*) => {
        $(#[doc = $doc] pub const $name: &ProblemKind = &ProblemKind { code: $code, severity: Severity::$severity };)*
        /// Every kind of mistake, gravest first.
        pub const PROBLEM_KINDS: &[&ProblemKind] = &[$($name),*];
    };
}

problem_kinds! {
    NOT_UTF8, "not-utf8", Error, "A file is not text; told where files are read.";
    TOO_LARGE, "too-large", Error, "A file is larger than the limit; told where files are read.";
    UNREADABLE, "unreadable", Error, "A file cannot be opened; told where files are read.";
    MISSING_ID, "missing-id", Error, "A marker line without the id that its section needs.";
    DUPLICATE_ID, "duplicate-id", Error, "Two sections of one kind have the same id.";
    SECOND_BUNDLE, "second-bundle", Error, "A second `bundle` section.";
    ANNOTATION, "annotation", Error, "An annotation that is not well formed, or a value in it that cannot be read.";
    UNKNOWN_SECTION, "unknown-section", Warning, "A section of a kind that does not exist.";
    UNKNOWN_HEADER, "unknown-header", Warning, "A header or attribute that is not known where it stands.";
    REPEATED_HEADER, "repeated-header", Warning, "A header or attribute that counts once and stands twice.";
    BAD_VALUE, "bad-value", Warning, "A value that is not of the form it needs, or is missing where one has to be.";
    UNKNOWN_ID, "unknown-id", Warning, "An id that nothing has.";
    STALE_DECISION, "stale-decision", Warning, "A decision whose words changed, or that no report needs any more.";
    MISSING_BLANK_LINE, "missing-blank-line", Information, "Text where headers stand.";
    NO_TEXT, "no-text", Information, "An article in which nothing can be compared.";
    NO_MARKER, "no-marker", Information, "Text before the first marker line.";
    UNSOURCED, "unsourced", Information, "Words that a draft quotes and no source has.";
    UNSUPPORTED, "unsupported", Information, "A draft's statement that no source supports; told on request.";
}

/// The kind of mistake with this code.
pub fn problem_kind(code: &str) -> Option<&'static ProblemKind> {
    PROBLEM_KINDS.iter().copied().find(|kind| kind.code == code)
}

impl Problem {
    /// A mistake of this kind at `span`.
    pub fn new(kind: &ProblemKind, span: Span, message: impl Into<String>) -> Self {
        Self { code: kind.code, severity: kind.severity, span, message: message.into() }
    }
}

/// The known word nearest to `word`, near enough to be what was meant: a third of its letters may differ, at least one and
/// never all.
/// The first of several equally near. Only `candidates` that come early enough are looked at, so that a file full of
/// mistakes stays cheap.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const MOST_CANDIDATES: usize = 1_000;
    // No id or key is this long; without a bound one line of a megabyte would be compared letter by letter.
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let length = word.chars().count();
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .filter(|it| it.len() <= LONGEST && it.chars().count().abs_diff(length) <= allowed)
        .map(|it| (strsim::osa_distance(&word, &it.to_lowercase()), it))
        .filter(|&(distance, _)| distance <= allowed && distance < length)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_named_only_when_it_is_near() {
        let keys = ["published", "updated", "url"];
        assert_eq!(nearest("publshed", keys), Some("published"));
        assert_eq!(nearest("Updatde", keys), Some("updated"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest(&"u".repeat(1_000_000), keys), None);
    }
}
