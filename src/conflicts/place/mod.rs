//! One person or one event, two places.

mod areas;
mod bearings;
mod homes;

use std::sync::Arc;

use super::kept::Keeper;
use super::roll::Change;
use super::{Check, Conflict, Input};
use crate::bundle::Severity;
use crate::lexicon::folded;
use crate::prose::{Kind, Prose, Shape};

pub(super) const CHECK: Check = Check {
    code: "place",
    summary: "One person has two home towns, one spot lies on two sides of a place, or one town in two countries.",
    example: "“Tom Dunn, 36, of Kellmar” / “Westby man Tom Dunn”",
    help: include_str!("../../../tests/specs/place.md"),
    severity: Severity::Warning,
    keep: || Box::new(Places::default()),
};

/// What is known of places.
#[derive(Default)]
struct Places {
    homes: homes::Homes,
    bearings: bearings::Bearings,
    areas: areas::Areas,
}

impl Keeper for Places {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        self.homes.conflicts(input, change, found);
        self.bearings.conflicts(input, change, found);
        self.areas.conflicts(input, change, found);
    }
}

/// A place's name is at most this long, in words: "St. Mary by the Sea" is cut, and no harm done.
const NAME_WORDS: usize = 4;

/// One past the last word of the name of a place that begins at token `at`: capitalised words. `None` where none begins.
fn name_end(paragraph: &str, prose: &Prose, at: usize) -> Option<usize> {
    let named = |at: usize| {
        let token = prose.tokens.get(at)?;
        let word = token.span.of(paragraph);
        // "U.S." and "NATO" are no towns.
        let town = token.kind == Kind::Word && matches!(token.shape, Shape::Capitalised);
        (town && !word.ends_with('.') || matches!(word, "St." | "Ft." | "Mt.")).then_some(())
    };
    let sentence_end = prose.sentences[prose.sentence_of(at.min(prose.tokens.len().checked_sub(1)?))].tokens.end as usize;
    let end = (at..sentence_end.min(at + NAME_WORDS)).take_while(|&it| named(it).is_some()).last()? + 1;
    Some(end)
}

/// The words of tokens `from..to` in one spelling, joined by one space: "st paul".
fn key(paragraph: &str, prose: &Prose, from: usize, to: usize) -> String {
    (from..to).map(|at| folded(prose.word(paragraph, at))).collect::<Vec<_>>().join(" ")
}
