//! Numbers that measure nothing: parts of names, models and references, votes and scores.

use super::number::Number;
use super::{Measure, Precision, Quantity};
use crate::lexicon::{bend_before, month, weekday};
use crate::mentions::pieces::Piece;
use crate::prose::{Kind, Prose};

/// Words in small letters that a number after them names a thing of: "page 12", "flight 370". Sorted.
#[rustfmt::skip]
const NAMED_BY_NUMBER: &[&str] = &[
    "act", "amendment", "apartment", "apt", "article", "block", "category", "channel", "chapter", "class", "clause", "district",
    "episode", "exit", "figure", "flight", "gate", "grade", "highway", "interstate", "level", "line", "lot", "no", "no.", "nos", "nos.",
    "number", "page", "pages", "paragraph", "part", "phase", "platform", "proposition", "resolution", "room", "round", "route",
    "season", "section", "stage", "step", "table", "terminal", "tier", "title", "type", "unit", "verse", "version", "volume", "ward",
];

/// The same for several things, each by its number: "games 7 and 12". Sorted.
#[rustfmt::skip]
const NAMED_BY_NUMBERS: &[&str] = &[
    "acts", "apartments", "articles", "chapters", "flights", "games", "gates", "highways", "matches", "paragraphs", "platforms",
    "questions", "rooms", "rounds", "routes", "sections", "stages", "tables", "terminals", "wards",
];

/// Capitalised words that begin sentences and headings and name nothing with the number after them.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "a", "after", "all", "almost", "among", "an", "and", "another", "around", "as", "at", "because", "before", "between", "both", "but",
    "by", "during", "each", "every", "for", "from", "he", "her", "his", "if", "in", "it", "its", "just", "last", "meanwhile", "nearly",
    "next", "of", "on", "only", "or", "our", "over", "she", "since", "so", "some", "than", "that", "the", "their", "then", "there",
    "these", "they", "this", "those", "to", "up", "was", "we", "were", "when", "where", "while", "with", "yes", "you",
];

/// Whether the number at pieces `at..number.end` is part of a name or reference: "Boeing 737", "G7", "F-16", "Route 66", "No. 2".
pub(super) fn is_label(pieces: &[Piece<'_>], at: usize, number: &Number) -> bool {
    // "No. 2" looks like the end of a sentence and the beginning of another.
    if at >= 2 && pieces[at - 1].text == "." && pieces[at - 1].glued && pieces[at - 2].lower == "no" && number.digits {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|at| pieces[at]).filter(|it| it.sentence == pieces[at].sentence) else { return false };
    let glued = pieces[at].glued;
    if glued && before.is_dash() && pieces[at].is_number() {
        // "F-16", "Covid-19", "under-18s"; "-5" after a blank is a minus, and "magnitude-7.8" a measure.
        return before.glued && at >= 2 && pieces[at - 2].lower != "magnitude";
    }
    if glued && (before.kind == Kind::Word || matches!(before.text, "#" | "/" | "." | "@" | "_" | "=" | "&" | ":" | "°")) {
        return true;
    }
    if NAMED_BY_NUMBER.contains(&before.lower) {
        // "a round 100", "part two" with a word are as much names; "no 20 people" is not written.
        return before.lower != "no" || number.digits;
    }
    // "games 7 and 12", but not "in their last matches 12 players were hurt".
    if number.digits && NAMED_BY_NUMBERS.contains(&before.lower) && !counts(pieces, number.end) {
        return true;
    }
    // "At Marsh End 64 drivers stayed away": a place at the beginning, then what is counted there.
    if counts(pieces, number.end) && is_place_at_beginning(pieces, at) {
        return false;
    }
    let named = before.is_capitalised()
        && number.digits
        && number.scale == 1.0
        && !OPENERS.contains(&before.lower)
        && bend_before(|n| at.checked_sub(n).map(|at| pieces[at].lower)).is_none();
    named && month(before.lower).is_none() && weekday(before.lower).is_none()
}

/// Whether the word at piece `at` looks like a thing that the number before it counts.
fn counts(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.get(at).is_some_and(|it| it.text == it.lower && it.text.len() > 3 && it.text.ends_with('s'))
}

/// Whether everything before piece `at` in its sentence is a preposition of place and capitalised words.
fn is_place_at_beginning(pieces: &[Piece<'_>], at: usize) -> bool {
    let sentence = pieces[at].sentence;
    let first = pieces[..at].iter().rposition(|it| it.sentence != sentence).map_or(0, |before| before + 1);
    matches!(pieces[first].lower, "in" | "at" | "near") && first + 1 < at && pieces[first + 1..at].iter().all(Piece::is_capitalised)
}

/// Words near two numbers joined by a hyphen or "to" that say it is a vote or a score.
#[rustfmt::skip]
const SCORE_WORDS: &[&str] = &[
    "approved", "ballot", "beat", "beating", "deadlocked", "decision", "defeat", "defeated", "draw", "drew", "favor", "favour", "game",
    "jury", "lead", "led", "lose", "losing", "loss", "lost", "majority", "margin", "match", "passed", "record", "rejected", "ruled",
    "ruling", "score", "scored", "series", "split", "tie", "tied", "victory", "vote", "voted", "votes", "win", "winning", "won",
];

/// Whether the pair of numbers at pieces `at..end` is a vote or a score rather than a range.
pub(super) fn is_score(pieces: &[Piece<'_>], at: usize, end: usize, first: f64, second: f64) -> bool {
    if first.fract() != 0.0 || second.fract() != 0.0 || second >= 1_000.0 {
        return false;
    }
    if first >= second {
        return true;
    }
    // "a 1-3 defeat" against "10-12 people": with a score word within a few words and no counted thing.
    is_near_score_word(pieces, at, end)
}

/// "6-4 3-6 7-5": what stands between or beside scores with nothing but marks and points between is a score, not a range.
pub(super) fn make_rows(prose: &Prose, found: &mut [Quantity]) {
    let is_range = |it: &Quantity| {
        it.measure == Measure::Count && it.precision == Precision::Range && it.counted.is_none() && it.low.fract() + it.high.fract() == 0.0
    };
    let is_pair = |it: &Quantity| it.measure == Measure::Score || is_range(it);
    let pairs: Vec<usize> = (0..found.len()).filter(|&at| is_pair(&found[at])).collect();
    let words = |one: usize, two: usize| {
        let mut between = found[one].tokens.end..found[two].tokens.start;
        between.any(|at| prose.tokens[at as usize].kind == Kind::Word)
    };
    let rows: Vec<Vec<usize>> = pairs.chunk_by(|&one, &two| !words(one, two)).map(<[usize]>::to_vec).collect();
    for row in rows {
        let is_row = row.iter().any(|&at| found[at].measure == Measure::Score);
        for at in row.into_iter().filter(|_| is_row) {
            found[at].measure = Measure::Score;
            found[at].precision = Precision::Exact;
        }
    }
}

/// Whether a word of votes or games stands within a few words of pieces `at..end`.
pub(super) fn is_near_score_word(pieces: &[Piece<'_>], at: usize, end: usize) -> bool {
    let from = at.saturating_sub(6);
    let to = (end + 4).min(pieces.len());
    let sentence = pieces[at].sentence;
    pieces[from..to].iter().any(|it| it.sentence == sentence && SCORE_WORDS.contains(&it.lower))
}
