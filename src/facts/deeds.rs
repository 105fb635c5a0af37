//! The word that tells what a time is the time of.

use std::ops::Range;

use super::happenings::Of;
use crate::lexicon::{is_function_word, is_reporting_verb, weight};
use crate::mentions::Paragraph;
use crate::prose::{Kind, Shape};

/// How far from its time a verb is looked for, in tokens.
const REACH: u32 = 14;

/// The verb the time belongs to: the nearest before it in its sentence, else the nearest after. A time that stands right before a
/// noun or has a possessive belongs to that ("Tuesday's primary", "the June 19 vote").
pub(super) fn deed(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>) -> Option<u32> {
    let prose = &paragraph.reading.prose;
    let word = |at: u32| prose.word(text, at as usize);
    let next = time.end..sentence.end.min(time.end + 2);
    if let Some(noun) = next.clone().find(|&at| prose.tokens[at as usize].kind != Kind::Possessive).filter(|&at| {
        let possessed = at == time.end + 1;
        let before = time.start.checked_sub(1).map(word);
        let token = &prose.tokens[at as usize];
        let attributive = matches!(before, Some("the" | "a" | "his" | "her" | "their" | "its" | "'s" | "’s"));
        token.kind == Kind::Word && token.shape == Shape::Lower && (possessed || attributive)
    }) {
        return Some(noun);
    }
    if let Some(noun) = described(text, paragraph, sentence, time) {
        return Some(noun);
    }
    let before = sentence.start.max(time.start.saturating_sub(REACH))..time.start;
    let after = time.end..sentence.end.min(time.end + REACH);
    let verb = before.rev().chain(after).find(|&at| {
        let token = &prose.tokens[at as usize];
        let before = if at > sentence.start { word(at - 1) } else { "" };
        let helped = HELPERS.binary_search(&before).is_ok()
            || (matches!(before, "before" | "after" | "while" | "by" | "upon") && word(at).ends_with("ing"))
            || is_gerund(text, paragraph, at, before);
        token.kind == Kind::Word && token.shape == Shape::Lower && (is_verb(word(at), helped) || is_absolute(text, paragraph, at))
    })?;
    Some(told_by(text, paragraph, sentence, verb))
}

/// The noun right before a time that the time describes: "disputed the report Thursday that said".
fn described(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>) -> Option<u32> {
    let prose = &paragraph.reading.prose;
    let goes_on = time.end < sentence.end && matches!(prose.word(text, time.end as usize), "that" | "which" | "who");
    let noun = time.start.checked_sub(1).filter(|&at| goes_on && sentence.start <= at)?;
    let token = &prose.tokens[noun as usize];
    let word = prose.word(text, noun as usize);
    let plain = token.kind == Kind::Word && token.shape == Shape::Lower && !is_verb(word, false) && !is_function_word(word);
    // "told reporters Thursday that": what was said then.
    let said =
        (sentence.start.max(time.start.saturating_sub(REACH))..time.start).any(|at| is_reporting_verb(prose.word(text, at as usize)));
    (plain && !said).then_some(noun)
}

/// What the time is the time of, where its deed is the word at token `deed`.
pub(super) fn of(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>, deed: u32) -> Of {
    if gives_words(text, paragraph, deed) {
        Of::Saying
    } else if described(text, paragraph, sentence, time) == Some(deed) {
        Of::Noun
    } else {
        Of::Event
    }
}

/// Verbs that leave it to a word behind them to tell the deed. Sorted.
const LIGHT: &[&str] = &["came", "gave", "given", "held", "made", "taken", "took", "went"];

/// The word that tells the deed of the verb at token `verb`: "made landfall", "took office", "came ashore".
fn told_by(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, verb: u32) -> u32 {
    let prose = &paragraph.reading.prose;
    if LIGHT.binary_search(&prose.word(text, verb as usize)).is_err() {
        return verb;
    }
    let behind = verb + 1..sentence.end.min(verb + 4);
    let behind = behind.take_while(|&at| prose.tokens[at as usize].kind == Kind::Word && prose.tokens[at as usize].shape == Shape::Lower);
    behind.into_iter().find(|&at| weight(prose.tokens[at as usize].stem) > 0.0).unwrap_or(verb)
}

/// Whether the word at token `at` tells what somebody did meanwhile: "with two banks suspending trade on Friday".
fn is_absolute(text: &str, paragraph: &Paragraph, at: u32) -> bool {
    let prose = &paragraph.reading.prose;
    let before = at.saturating_sub(4)..at.saturating_sub(1);
    let with = before.clone().any(|at| prose.word(text, at as usize) == "with");
    // "with a gun, shouting": the comma ends what "with" governs.
    let closed = before.clone().any(|at| prose.tokens[at as usize].kind == Kind::Mark);
    let subject = at > 0 && prose.tokens[at as usize - 1].kind == Kind::Word && prose.word(text, at as usize - 1).ends_with('s');
    with && !closed && subject && prose.word(text, at as usize).ends_with("ing")
}

/// Whether the verb at token `at` gives somebody's words. "Pleaded guilty" is a deed in court.
fn gives_words(text: &str, paragraph: &Paragraph, at: u32) -> bool {
    let prose = &paragraph.reading.prose;
    let word = prose.word(text, at as usize);
    let next = if (at as usize) + 1 < prose.tokens.len() { prose.word(text, at as usize + 1) } else { "" };
    is_reporting_verb(word) && !(word == "pleaded" && matches!(next, "guilty" | "innocent" | "no" | "not"))
}

/// Whether the word at token `at` is a deed done to what follows: "accused of killing Marsh", "for robbing two banks".
fn is_gerund(text: &str, paragraph: &Paragraph, at: u32, before: &str) -> bool {
    let prose = &paragraph.reading.prose;
    let Some(object) = prose.tokens.get(at as usize + 1) else { return false };
    let done_to = object.kind == Kind::Number
        || object.kind == Kind::Word && object.shape != Shape::Lower
        || matches!(prose.word(text, at as usize + 1), "a" | "an" | "his" | "her" | "its" | "the" | "their" | "two" | "three");
    done_to && matches!(before, "for" | "from" | "in" | "of" | "with") && prose.word(text, at as usize).ends_with("ing")
}

/// Words a plain verb stands behind. Sorted.
const HELPERS: &[&str] = &["can", "could", "may", "might", "must", "shall", "should", "to", "will", "would"];

/// Past forms that do not end in -ed. Sorted.
#[rustfmt::skip]
const PAST_FORMS: &[&str] = &[
    "became", "began", "begun", "bought", "broke", "broken", "brought", "built", "came", "caught", "chose", "chosen", "cut", "dealt",
    "died", "drawn", "drew", "driven", "drove", "fallen", "fell", "felt", "fired", "fled", "flew", "flown", "fought", "found", "froze",
    "frozen", "gave", "given", "grew", "grown", "held", "hid", "hidden", "hit", "hurt", "kept", "killed", "knew", "known", "launched",
    "led", "left", "lost", "made", "met", "overthrew", "overthrown", "paid", "put", "quit", "ran", "rang", "rose", "said", "sank", "saw",
    "seen", "sent", "shaken", "shook", "shot", "shut", "slew", "sold", "spent", "split", "spoke", "spoken", "stole", "stolen", "stood",
    "struck", "sunk", "swam", "swore", "sworn", "taken", "taught", "threw", "thrown", "told", "took", "tore", "torn", "went", "withdrawn",
    "withdrew", "woke", "won", "wore", "written", "wrote",
];

/// Whether `word` is a verb in the past, or any verb that is `helped`: "to", "will" stand before it.
pub(super) fn is_verb(word: &str, helped: bool) -> bool {
    const NONE: &[&str] = &["be", "been", "had", "has", "have", "indeed", "need", "not", "also"];
    if NONE.contains(&word) {
        return false;
    }
    helped || PAST_FORMS.binary_search(&word).is_ok() || (word.len() > 4 && word.ends_with("ed"))
}

#[cfg(test)]
mod tests {
    use super::{HELPERS, LIGHT, PAST_FORMS};

    #[test]
    fn the_tables_are_sorted() {
        assert!(HELPERS.is_sorted());
        assert!(LIGHT.is_sorted());
        assert!(PAST_FORMS.is_sorted());
    }
}
