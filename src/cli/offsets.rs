//! Bytes of a text counted in code points, as other languages' strings count.

/// How many bytes lie between two known counts: a look-up reads at most this far.
const STEP: usize = 512;

/// How many code points stand before a byte of a text.
#[derive(Debug)]
pub(super) struct CodePoints<'a> {
    text: &'a str,
    /// The code points before byte `STEP * index`; a character that began earlier is counted.
    known: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Counts through `text` once.
    pub(super) fn new(text: &'a str) -> Self {
        let mut count = 0;
        let known = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let before = count;
                count += begun(chunk);
                before
            })
            .collect();
        Self { text, known }
    }

    /// The number of code points before byte `offset`, which is on a character's boundary or past the end.
    pub(super) fn before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let at = offset / STEP;
        // The text's very end may be a multiple of the step, where nothing is known any more.
        let at = at.min(self.known.len().saturating_sub(1));
        self.known.get(at).map_or(0, |known| known + begun(&self.text.as_bytes()[at * STEP..offset]))
    }
}

/// How many characters begin in `bytes`: all but the continuation bytes of UTF-8.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn every_boundary_is_counted_as_the_language_counts() {
        for unit in ["a", "é", "“", "👍", "a“👍\r\n"] {
            for repeats in [0, 1, 128, 300] {
                let text = unit.repeat(repeats);
                let counts = CodePoints::new(&text);
                for (count, (offset, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                    assert_eq!(counts.before(offset as u32), count as u32, "byte {offset} of {repeats} times {unit:?}");
                }
            }
        }
    }
}
