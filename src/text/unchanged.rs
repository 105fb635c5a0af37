//! What an edit leaves as it was.

/// What a text has in common with an earlier one at its ends, in bytes. The two never overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unchanged {
    /// So many bytes at its start.
    pub start: u32,
    /// So many bytes at its end.
    pub end: u32,
}

impl Unchanged {
    /// What two texts have in common: as much as can be at the start, then as much as can be at the end.
    pub fn between(before: &str, after: &str) -> Self {
        let (before, after) = (before.as_bytes(), after.as_bytes());
        let start = common(before.chunks(BLOCK).zip(after.chunks(BLOCK)), |a, b| a.iter().zip(b).take_while(|(a, b)| a == b).count());
        let (before, after) = (&before[start..], &after[start..]);
        let end = common(before.rchunks(BLOCK).zip(after.rchunks(BLOCK)), |a, b| {
            a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
        });
        Self { start: start as u32, end: end as u32 }
    }

    /// What one edit and another after it leave.
    #[must_use]
    pub fn and(self, later: Self) -> Self {
        Self { start: self.start.min(later.start), end: self.end.min(later.end) }
    }
}

/// Long stretches are compared this many bytes at a time, as fast as memory is read.
const BLOCK: usize = 256;

/// The bytes that pairs of blocks have in common up to the first difference.
fn common<'t>(mut blocks: impl Iterator<Item = (&'t [u8], &'t [u8])>, in_block: impl Fn(&[u8], &[u8]) -> usize) -> usize {
    let mut same = 0;
    for (a, b) in blocks.by_ref() {
        if a != b {
            return same + in_block(a, b);
        }
        same += a.len();
    }
    same
}

#[cfg(test)]
mod tests {
    use super::Unchanged;

    #[test]
    fn the_ends_never_overlap() {
        for (before, after, start, end) in [
            ("", "", 0, 0),
            ("the mayor", "the mayor", 9, 0),
            ("the mayor", "the old mayor", 4, 5),
            ("aaa", "aaaa", 3, 0),
            ("aaaa", "aaa", 3, 0),
            ("left", "", 0, 0),
            ("ferry", "merry", 0, 4),
        ] {
            assert_eq!(Unchanged::between(before, after), Unchanged { start, end }, "{before} {after}");
        }
        let long = "The ferry left. ".repeat(100);
        let changed = format!("{}x{}", &long[..700], &long[701..]);
        assert_eq!(Unchanged::between(&long, &changed), Unchanged { start: 700, end: long.len() as u32 - 701 });
    }
}
