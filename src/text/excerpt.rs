//! A piece of a text that others hold as well.

use std::fmt::{Debug, Display, Formatter, Result};
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use super::Span;

/// A piece of a longer text that is shared, not copied. It reads, compares and prints as the words it holds.
///
/// It keeps the whole text in memory for as long as it lives.
#[derive(Clone, Default)]
pub struct Excerpt {
    whole: Arc<str>,
    span: Span,
}

impl Excerpt {
    /// The piece of `whole` at `span`.
    ///
    /// # Panics
    ///
    /// When `span` does not lie in `whole` on `char` boundaries.
    pub fn of(whole: &Arc<str>, span: Span) -> Self {
        assert!(whole.get(span.start as usize..span.end as usize).is_some(), "an excerpt lies in its text");
        Self { whole: Arc::clone(whole), span }
    }

    /// Its words.
    pub fn as_str(&self) -> &str {
        self.span.of(&self.whole)
    }

    /// The piece of it at `span` (bytes of this piece).
    ///
    /// # Panics
    ///
    /// When `span` does not lie in it on `char` boundaries.
    #[must_use]
    pub fn part(&self, span: Span) -> Self {
        Self::of(&self.whole, span.shifted(self.span.start))
    }

    /// Whether both are the same piece of the same text in memory: then they read alike, and nothing needs to be compared.
    pub fn is(&self, other: &Self) -> bool {
        self.span == other.span && Arc::ptr_eq(&self.whole, &other.whole)
    }
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Excerpt {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        Self { whole: text.into(), span: Span::new(0, text.len() as u32) }
    }
}

impl From<String> for Excerpt {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Excerpt> for String {
    fn from(text: Excerpt) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || self.as_str() == other.as_str()
    }
}

impl Eq for Excerpt {}

impl PartialEq<str> for Excerpt {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Excerpt {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Excerpt {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Excerpt> for String {
    fn eq(&self, other: &Excerpt) -> bool {
        self == other.as_str()
    }
}

impl PartialOrd for Excerpt {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Excerpt {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Excerpt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Debug for Excerpt {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        Debug::fmt(self.as_str(), formatter)
    }
}

impl Display for Excerpt {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        Display::fmt(self.as_str(), formatter)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Excerpt;
    use crate::text::Span;

    #[test]
    fn pieces_of_pieces_read_and_compare_as_their_words() {
        let whole: Arc<str> = "the mayor of Marlow, the harbour of Marlow".into();
        let mayor = Excerpt::of(&whole, Span::new(4, 19));
        assert_eq!(mayor, "mayor of Marlow");
        let (first, second) = (mayor.part(Span::new(9, 15)), Excerpt::of(&whole, Span::new(36, 42)));
        assert_eq!((first.as_str(), &first), ("Marlow", &second));
        assert!(!first.is(&second) && first.is(&Excerpt::of(&whole, Span::new(13, 19))));
    }

    #[test]
    #[should_panic(expected = "an excerpt lies in its text")]
    fn half_a_character_is_no_piece() {
        Excerpt::of(&"é".into(), Span::new(0, 1));
    }
}
