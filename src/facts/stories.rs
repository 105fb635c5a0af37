//! Which articles tell one story: the names they share.

use crate::lexicon::{Stem, concept, weight};
use crate::mentions::{ParagraphRole, Reading};
use crate::prose::{Kind, Shape};

/// Names that two articles on one event share at least.
const SHARED_NAMES: usize = 3;
/// The same as a part of the names of the article that has fewer.
const SHARED_PART: f32 = 0.3;
/// Words that say less are common words with a capital: "Monday", "House", "President".
const LEAST_WEIGHT: f32 = 3.0;

/// Whether two articles with these names (ascending) tell of one event. Symmetric.
pub(super) fn one_story(one: &[Stem], two: &[Stem]) -> bool {
    let shared = one.iter().filter(|name| two.binary_search(name).is_ok()).count();
    SHARED_NAMES <= shared && SHARED_PART * one.len().min(two.len()) as f32 <= shared as f32
}

/// The classes of the capitalised words of an article's running text, ascending; the first word of a sentence is none.
pub(super) fn names(reading: &Reading) -> Vec<Stem> {
    let mut names = Vec::new();
    for paragraph in reading.paragraphs.iter().filter(|it| it.role == ParagraphRole::Text) {
        let prose = &paragraph.reading.prose;
        for sentence in &prose.sentences {
            let inside = sentence.tokens.start as usize + 1..sentence.tokens.end as usize;
            let capitals =
                prose.tokens.get(inside).unwrap_or_default().iter().filter(|it| it.kind == Kind::Word && it.shape != Shape::Lower);
            names.extend(capitals.filter(|it| LEAST_WEIGHT <= weight(it.stem)).map(|it| concept(it.stem)));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}
