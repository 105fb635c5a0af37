//! Numbers of the running text that no other report can dispute: parts of names, ages, differences, those left out.

use super::measured::is_of_people;
use crate::lexicon::{WordSet, lower};
use crate::mentions::{Measure, Paragraph, Precision, Quantity};
use crate::prose::{Kind, Shape};

/// Whether a number tells of nothing that another report may tell differently.
pub(super) fn is_uncounted(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    let is_none: [fn(&str, &Paragraph, &Quantity) -> bool; 6] =
        [is_part_of_name, is_bare, is_age, is_difference, is_exception, is_partial_result];
    is_none.iter().any(|it| it(text, paragraph, quantity))
}

/// Whether a bare number stands right behind a name and counts nothing: "the Meridian 10 platform", "Article 5".
fn is_part_of_name(_: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    let prose = &paragraph.reading.prose;
    let at = quantity.tokens.start as usize;
    quantity.measure == Measure::Count
        && quantity.counted.is_none()
        && quantity.precision == Precision::Exact
        && prose.tokens[at].kind == Kind::Number
        && at > prose.sentences[prose.sentence_of(at)].tokens.start as usize
        && prose.tokens[at - 1].kind == Kind::Word
        && prose.tokens[at - 1].shape != Shape::Lower
}

/// Whether a number counts nothing that is named, and does not stand where one that does would: "Vista and 7", "a 3.1" screen",
/// "400 by 352". "with nine in favour", "a mother of 13" and "Nine were killed" are told of something.
fn is_bare(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    static NO_COUNT_AFTER: WordSet = WordSet::of(&["a", "an", "and", "her", "his", "its", "or", "our", "the", "their", "versus", "x"]);
    // "the remaining three": of what, an earlier sentence told.
    const LEFT: &[&str] = &["other", "remaining"];
    const SIZES: &[&str] = &["by", "x", "×"];
    if quantity.measure != Measure::Count || quantity.counted.is_some() {
        return false;
    }
    let prose = &paragraph.reading.prose;
    let (start, end) = (quantity.tokens.start as usize, quantity.tokens.end as usize);
    let sentence = &prose.sentences[prose.sentence_of(start)].tokens;
    let before = ((sentence.start as usize) < start).then(|| start - 1);
    let stands_well = before.is_none_or(|at| {
        prose.tokens[at].kind == Kind::Word
            && prose.tokens[at].shape == Shape::Lower
            && !NO_COUNT_AFTER.has(prose.word(text, at))
            && !LEFT.contains(&prose.word(text, at))
    });
    let size = end < sentence.end as usize && SIZES.contains(&prose.word(text, end));
    // "eleven died and 58 were injured".
    let of_people = is_of_people(text, paragraph, prose.sentence_of(start), &quantity.tokens);
    !(stands_well || of_people) || size && prose.tokens.get(end + 1).is_some_and(|it| it.kind == Kind::Number)
}

/// Whether a number is how old somebody was: "took up the fiddle at 13", not "the toll stood at 13".
fn is_age(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    #[rustfmt::skip]
    static LEVELS: WordSet = WordSet::of(&[
        "cap", "capped", "count", "death", "deaths", "estimate", "estimated", "number", "put", "puts", "remain",
        "remained", "remains", "set", "stand", "standing", "stands", "stood", "tally", "toll", "total",
    ]);
    const REACH_TOKENS: usize = 6;
    let prose = &paragraph.reading.prose;
    let at = quantity.tokens.start as usize;
    let sentence = prose.sentences[prose.sentence_of(at)].tokens.start as usize;
    let before = || (sentence.max(at.saturating_sub(REACH_TOKENS))..at).rev().map(|at| lower(prose.word(text, at)));
    quantity.measure == Measure::Count
        && quantity.counted.is_none()
        && before().next().is_some_and(|it| it == "at")
        && !before().any(|it| LEVELS.has(&it))
}

/// Whether a number says how many more or fewer there are: "nine more than last year".
fn is_difference(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    let prose = &paragraph.reading.prose;
    let end = quantity.tokens.end as usize;
    let word = |at: usize| if at < prose.tokens.len() { prose.word(text, at) } else { "" };
    matches!(word(end), "more" | "fewer" | "less" | "higher" | "lower") && word(end + 1) == "than"
}

/// Whether a number is of those that are left out: "all but three", "everybody except two".
fn is_exception(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    let prose = &paragraph.reading.prose;
    let at = quantity.tokens.start as usize;
    let sentence = prose.sentences[prose.sentence_of(at)].tokens.start as usize;
    let before = |tokens: usize| (sentence + tokens <= at).then(|| lower(prose.word(text, at - tokens)));
    match before(1).as_deref() {
        Some("bar" | "but" | "save") => matches!(before(2).as_deref(), Some("all" | "every" | "everybody" | "everyone")),
        Some("for" | "from") => matches!(before(2).as_deref(), Some("apart" | "aside" | "except")),
        Some(word) => matches!(word, "except" | "excepting" | "excluding"),
        None => false,
    }
}

/// Whether a share stands in a sentence that gives a count of votes under way: "38 per cent after 61 per cent of
/// the ballots were counted". The next report knows of more.
fn is_partial_result(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    const COUNTED: &[&str] = &["counted", "processed", "reporting", "reported", "tallied"];
    const OF_VOTES: &[&str] = &["ballots", "districts", "precincts", "returns", "stations", "vote", "votes"];
    const REACH_TOKENS: u32 = 7;
    if quantity.measure != Measure::Percent {
        return false;
    }
    let prose = &paragraph.reading.prose;
    let tokens = &prose.sentences[prose.sentence_of(quantity.tokens.start as usize)].tokens;
    let shares = paragraph.reading.quantities_in(tokens);
    shares.iter().filter(|it| it.measure == Measure::Percent).any(|share| {
        let behind = || (share.tokens.end..tokens.end.min(share.tokens.end + REACH_TOKENS)).map(|at| prose.word(text, at as usize));
        let votes = behind().position(|it| OF_VOTES.contains(&it));
        votes.is_some_and(|at| behind().skip(at).any(|it| COUNTED.contains(&it)))
    })
}
