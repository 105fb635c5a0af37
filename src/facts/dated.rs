//! Which times of a sentence are told of which of its quantities.

use std::ops::Range;

use crate::mentions::{Measure, ParagraphReading};

/// Whether what stands at token `at`, a time, is told of the quantity at tokens `value` of the same `sentence`: not the year of "the
/// mill, which was built in 1961, employs 350 people", and not that of another quantity, with which it is compared.
pub fn is_said_of(text: &str, reading: &ParagraphReading, sentence: &Range<u32>, at: u32, value: &Range<u32>) -> bool {
    !is_aside(text, reading, sentence, at, value.start) && !is_of_other(text, reading, sentence, at, value)
}

/// Whether token `at` stands between commas in a clause that "which", "who" or a participle ("founded in 1911,") opens, and token
/// `value` outside it.
fn is_aside(text: &str, reading: &ParagraphReading, sentence: &Range<u32>, at: u32, value: u32) -> bool {
    let word = |at: u32| reading.prose.word(text, at as usize);
    let Some(opens) = (sentence.start..at).rev().find(|&at| word(at) == ",") else { return false };
    let closes = (at..sentence.end).find(|&at| word(at) == ",").unwrap_or(sentence.end);
    let first = word(opens + 1);
    let relative = matches!(first, "which" | "who" | "whose" | "where");
    // It describes a thing where it is closed by a comma: "the bank, founded in 1911, had 86 branches".
    let participle = matches!(first, "born" | "built") || first.len() > 4 && first.ends_with("ed");
    (relative || participle && closes < sentence.end) && !(opens..closes).contains(&value)
}

/// Whether the time at token `at` is that of another quantity, with which the one at tokens `value` is compared: the year of "turnout
/// was 64 per cent, up from 58 per cent in 2021" is that of the 58. And the other way round: of the 58 only what stands behind it.
fn is_of_other(text: &str, reading: &ParagraphReading, sentence: &Range<u32>, at: u32, value: &Range<u32>) -> bool {
    let before = quantity_before(text, reading, sentence, at);
    let of_value = before.as_ref().is_some_and(|it| it.start < value.end && value.start < it.end);
    let is_compared = |quantity: &Range<u32>| is_compared(text, reading, sentence, quantity);
    !of_value && (is_compared(value) || before.is_some_and(|it| is_compared(&it)))
}

/// The quantity right before token `at`, where no clause ends between: that whose time stands there in "30 ships in May".
pub fn quantity_before(text: &str, reading: &ParagraphReading, sentence: &Range<u32>, at: u32) -> Option<Range<u32>> {
    let border = |at: u32| matches!(reading.prose.word(text, at as usize), "," | ";" | ":" | "and" | "but" | "while");
    let mut quantities = reading.quantities_in(sentence).iter().filter(|it| !matches!(it.measure, Measure::Label | Measure::Ordinal));
    let before = quantities.rfind(|it| it.tokens.end <= at)?;
    (!(before.tokens.end..at).any(border)).then(|| before.tokens.clone())
}

/// Whether something is compared with a quantity: "up from 58 per cent", "more than the 58 ships", "compared with 58".
fn is_compared(text: &str, reading: &ParagraphReading, sentence: &Range<u32>, quantity: &Range<u32>) -> bool {
    let word = |n: u32| if sentence.start + n <= quantity.start { reading.prose.word(text, (quantity.start - n) as usize) } else { "" };
    matches!(word(1), "from" | "than" | "against" | "versus") || word(1) == "with" && word(2) == "compared"
}
