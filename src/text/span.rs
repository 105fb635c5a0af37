//! Half-open byte ranges.

/// A half-open range of UTF-8 byte offsets into one text: `start <= end`, both on `char` boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to `end`, in bytes.
    ///
    /// # Panics
    ///
    /// When `start` is after `end`.
    pub fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span ends where it starts or later: {start}..{end}");
        Self { start, end }
    }

    /// The number of bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether no byte lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies in it or right at its end, as a cursor does.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether every byte of `other` lies in it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range, `bytes` further on.
    #[must_use]
    pub fn shifted(self, bytes: u32) -> Self {
        Self { start: self.start + bytes, end: self.end + bytes }
    }

    /// Moves the range `bytes` further on, or back where they are negative.
    ///
    /// # Panics
    ///
    /// When it would begin before the text.
    pub fn move_by(&mut self, bytes: i64) {
        let moved = |at: u32| u32::try_from(i64::from(at) + bytes).expect("a span stays in its text");
        *self = Self { start: moved(self.start), end: moved(self.end) };
    }

    /// The slice of `text` it names.
    ///
    /// # Panics
    ///
    /// When it does not lie in `text` on `char` boundaries.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}
