//! The word that tells what a time is the time of.

use std::ops::Range;

use super::happenings::Of;
use crate::lexicon::{Hints, WordSet, is_function_word, weight};
use crate::mentions::Paragraph;
use crate::prose::{Kind, Shape};

/// How far from its time a verb is looked for, in tokens.
const REACH: u32 = 14;
/// How far behind its deed "again" is looked for, in tokens: "struck the old pier again".
const AGAIN: u32 = 6;

/// The word that tells what a time is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deed {
    /// Its token.
    pub at: u32,
    /// What it is.
    pub of: Of,
}

/// The deed of a time: the verb the time belongs to, with what tells its deed; a noun where the time describes one.
pub(super) fn deed(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>) -> Option<Deed> {
    let deed = attributed(text, paragraph, sentence, time)
        .map(|at| Deed { at, of: Of::Event })
        .or_else(|| described(text, paragraph, sentence, time).map(|at| Deed { at, of: Of::Noun }))
        .or_else(|| {
            let verb = verb(text, paragraph, sentence, time)?;
            let between = event_between(text, paragraph, verb, time).map(|at| Deed { at, of: Of::Noun });
            Some(between.unwrap_or_else(|| Deed { at: told_by(text, paragraph, sentence, verb), of: Of::Event }))
        })?;
    let prose = &paragraph.reading.prose;
    let mut near = deed.at.saturating_sub(2).max(sentence.start)..time.end.max(deed.at + AGAIN).min(sentence.end);
    if gives_words(text, paragraph, deed.at) {
        Some(Deed { of: Of::Saying, ..deed })
    } else if deed.of == Of::Event && near.any(|at| matches!(prose.word(text, at as usize), "again" | "anew")) {
        Some(Deed { of: Of::Repeated, ..deed })
    } else {
        Some(deed)
    }
}

/// The noun that a time stands right before, or that it has with a possessive: "Tuesday's primary", "the June 19 vote".
fn attributed(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>) -> Option<u32> {
    let prose = &paragraph.reading.prose;
    let word = |at: u32| prose.word(text, at as usize);
    let is_plain = |at: u32| prose.tokens[at as usize].kind == Kind::Word && prose.tokens[at as usize].shape == Shape::Lower;
    let mut next = time.end..sentence.end.min(time.end + 2);
    let noun = next.find(|&at| prose.tokens[at as usize].kind != Kind::Possessive)?;
    let possessed = noun == time.end + 1;
    let before = time.start.checked_sub(1).map(word);
    let attributive = matches!(before, Some("the" | "a" | "his" | "her" | "their" | "its" | "'s" | "’s"));
    if !is_plain(noun) || !(possessed || attributive) {
        return None;
    }
    // "a 1998 aggravated assault conviction in Kellmar": the noun that the others stand before, where it is plain which one.
    let end = (noun..sentence.end.min(noun + 5)).find(|&at| !is_plain(at) || is_function_word(word(at)) || is_verb(word(at), false));
    let closed = end.filter(|&at| matches!(word(at), "," | "." | "at" | "by" | "for" | "from" | "in" | "of" | "on" | "to" | "with"));
    // "Thursday's announcement comes on": what ends in -s may be its verb.
    let last = |at: u32| at - if word(at - 1).ends_with('s') { 2 } else { 1 };
    Some(closed.map_or(noun, |at| last(at).max(noun)))
}

/// The nearest verb before a time in its sentence, else the nearest behind it.
fn verb(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>) -> Option<u32> {
    let prose = &paragraph.reading.prose;
    let word = |at: u32| prose.word(text, at as usize);
    let before = sentence.start.max(time.start.saturating_sub(REACH))..time.start;
    let after = time.end..sentence.end.min(time.end + REACH);
    before.rev().chain(after).find(|&at| {
        let token = &prose.tokens[at as usize];
        if token.kind != Kind::Word || token.shape != Shape::Lower {
            return false;
        }
        let before = if at > sentence.start { word(at - 1) } else { "" };
        let helped = HELPERS.has(before)
            || (matches!(before, "before" | "after" | "while" | "by" | "upon") && word(at).ends_with("ing"))
            || is_gerund(text, paragraph, at, before);
        // "... from 2010 to 2012, said the clerk": of the clerk, not of the time.
        let tag = time.end <= at && before == "," && token.hints.has(Hints::SPEECH);
        !tag && (is_verb(word(at), helped) || is_absolute(text, paragraph, at))
    })
}

/// The event that stands between a verb and the time, and is nearer to it: "was charged after a shooting at a mill on Friday". Its
/// head is the word before the next preposition.
fn event_between(text: &str, paragraph: &Paragraph, verb: u32, time: &Range<u32>) -> Option<u32> {
    let prose = &paragraph.reading.prose;
    let word = |at: u32| prose.word(text, at as usize);
    let after = (verb + 1..time.start).rev().find(|&at| matches!(word(at), "after" | "before" | "during" | "following"))?;
    let ends = |at: u32| {
        let token = &prose.tokens[at as usize];
        at == time.start || token.kind != Kind::Word || is_function_word(word(at))
    };
    let head =
        (after + 2..time.start).find(|&at| prose.tokens[at as usize].kind == Kind::Word && !is_function_word(word(at)) && ends(at + 1))?;
    (prose.tokens[head as usize].shape == Shape::Lower).then_some(head)
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
        (sentence.start.max(time.start.saturating_sub(REACH))..time.start).any(|at| prose.tokens[at as usize].hints.has(Hints::SPEECH));
    (plain && !said).then_some(noun)
}

/// Verbs that leave it to a word behind them to tell the deed.
static LIGHT: WordSet = WordSet::of(&["came", "gave", "given", "held", "made", "taken", "took", "went"]);

/// The word that tells the deed of the verb at token `verb`: "made landfall", "took office", "came ashore".
fn told_by(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, verb: u32) -> u32 {
    let prose = &paragraph.reading.prose;
    if !LIGHT.has(prose.word(text, verb as usize)) {
        return verb;
    }
    let behind = verb + 1..sentence.end.min(verb + 4);
    let behind = behind.take_while(|&at| prose.tokens[at as usize].kind == Kind::Word && prose.tokens[at as usize].shape == Shape::Lower);
    behind.into_iter().find(|&at| weight(prose.tokens[at as usize].stem) > 0.0).unwrap_or(verb)
}

/// Whether the word at token `at` tells what somebody did meanwhile: "with two banks suspending trade on Friday".
fn is_absolute(text: &str, paragraph: &Paragraph, at: u32) -> bool {
    let prose = &paragraph.reading.prose;
    // "with a gun, shouting": the comma ends what "with" governs.
    let mut before = (at.saturating_sub(4)..at.saturating_sub(1)).rev().take_while(|&at| prose.tokens[at as usize].kind != Kind::Mark);
    let with = before.any(|at| prose.word(text, at as usize) == "with");
    let subject = at > 0 && prose.tokens[at as usize - 1].kind == Kind::Word && prose.word(text, at as usize - 1).ends_with('s');
    with && subject && prose.word(text, at as usize).ends_with("ing")
}

/// Whether the verb at token `at` gives somebody's words. "Pleaded guilty" is a deed in court.
fn gives_words(text: &str, paragraph: &Paragraph, at: u32) -> bool {
    let prose = &paragraph.reading.prose;
    let word = prose.word(text, at as usize);
    let next = if (at as usize) + 1 < prose.tokens.len() { prose.word(text, at as usize + 1) } else { "" };
    prose.tokens[at as usize].hints.has(Hints::SPEECH) && !(word == "pleaded" && matches!(next, "guilty" | "innocent" | "no" | "not"))
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

/// Words a plain verb stands behind.
static HELPERS: WordSet = WordSet::of(&["can", "could", "may", "might", "must", "shall", "should", "to", "will", "would"]);

/// Past forms that do not end in -ed.
#[rustfmt::skip]
static PAST_FORMS: WordSet = WordSet::of(&[
    "became", "began", "begun", "bought", "broke", "broken", "brought", "built", "came", "caught", "chose", "chosen", "cut", "dealt",
    "died", "drawn", "drew", "driven", "drove", "fallen", "fell", "felt", "fired", "fled", "flew", "flown", "fought", "found", "froze",
    "frozen", "gave", "given", "grew", "grown", "held", "hid", "hidden", "hit", "hurt", "kept", "killed", "knew", "known", "launched",
    "led", "left", "lost", "made", "met", "overthrew", "overthrown", "paid", "put", "quit", "ran", "rang", "rose", "said", "sank", "saw",
    "seen", "sent", "shaken", "shook", "shot", "shut", "slew", "sold", "spent", "split", "spoke", "spoken", "stole", "stolen", "stood",
    "struck", "sunk", "swam", "swore", "sworn", "taken", "taught", "threw", "thrown", "told", "took", "tore", "torn", "went", "withdrawn",
    "withdrew", "woke", "won", "wore", "written", "wrote",
]);

/// Whether `word` is a verb in the past, or any verb that is `helped`: "to", "will" stand before it.
pub(super) fn is_verb(word: &str, helped: bool) -> bool {
    static NONE: WordSet = WordSet::of(&["also", "be", "been", "had", "has", "have", "indeed", "need", "not"]);
    if NONE.has(word) {
        return false;
    }
    helped || PAST_FORMS.has(word) || (word.len() > 4 && word.ends_with("ed"))
}
