//! What ties a number to its clause: "sentenced to six years", "a fine of £500", "124 people on board".

use std::ops::Range;

use crate::lexicon::{Stem, concept, is_deed, is_growing_deed, stem, tie, weight};
use crate::mentions::{Measure, ParagraphReading};
use crate::prose::{Kind, Shape};

/// How far before its number a tie is looked for, in tokens: "sentenced the former harbour master to six years".
const BEFORE_TOKENS: u32 = 8;
/// How far behind: "350 people who still work there".
const BEHIND_TOKENS: u32 = 4;

/// The classes of the words that tie the quantity at tokens `value` to its clause, ascending; its own words are none of them.
///
/// Before it the nearest word that says something, through "was" and "will be" its subject as well, and any tie or deed of the
/// clause; behind it a tie or deed.
pub(super) fn relations(paragraph: &str, reading: &ParagraphReading, sentence: usize, value: &Range<u32>, measure: Measure) -> Vec<Stem> {
    let prose = &reading.prose;
    let tokens = &prose.sentences[sentence].tokens;
    let quantities = reading.quantities_in(tokens);
    let other_number = |at: u32| quantities.iter().any(|it| it.tokens.contains(&at));
    let name = |at: u32| prose.tokens[at as usize].shape != Shape::Lower && at != tokens.start;
    // What a word ties the number to, and whether any number can be tied so.
    let says = |at: u32| {
        let token = &prose.tokens[at as usize];
        let word = concept(token.stem);
        let known = tie(word).or(is_deed(word).then_some(word));
        let said = token.kind == Kind::Word && !name(at);
        (said && (known.is_some() || LEAST_WEIGHT <= weight(token.stem))).then(|| (known.unwrap_or(word), known.is_some()))
    };
    let mut found = Vec::new();
    let mut nearest = true;
    for at in (tokens.start.max(value.start.saturating_sub(BEFORE_TOKENS))..value.start).rev() {
        let word = prose.word(paragraph, at as usize);
        if is_border(word) || other_number(at) {
            break;
        }
        let Some((word, known)) = says(at) else {
            // "The bill will be £26 million": the subject says what the number is.
            nearest |= is_copula(word);
            continue;
        };
        found.extend((known || nearest).then_some(word));
        nearest = false;
    }
    let mut reach = BEHIND_TOKENS;
    for at in past_aside(paragraph, reading, tokens.end, value.end)..tokens.end {
        let word = prose.word(paragraph, at as usize);
        // "Five people are now known to have died": who knows it stands between.
        if is_about_knowing(word) {
            continue;
        }
        if reach == 0 {
            break;
        }
        reach -= 1;
        if is_border(word) || other_number(at) || name(at) {
            break;
        }
        found.extend(says(at).filter(|it| it.1).map(|it| it.0));
    }
    // "31,204 spectators": the thing itself says what the number is of; "two mothers" are not what somebody is mother of.
    if measure == Measure::Count {
        let parent = tie(concept(stem("mother")));
        let own = value.clone().map(|at| concept(prose.tokens[at as usize].stem));
        // "the 57 injured": what was done to them.
        found.extend(own.filter_map(|it| tie(it).or(is_growing_deed(it).then_some(it))).filter(|it| Some(*it) != parent));
    }
    if measure == Measure::Magnitude {
        found.push(concept(stem("magnitude")));
    }
    if measure == Measure::Speed && is_pace(paragraph, reading, tokens, value) {
        found.push(concept(stem("speed")));
    }
    // "a 66-year-old walker": whose age it is.
    if measure == Measure::Age && prose.word(paragraph, value.end as usize - 1).ends_with("old") {
        let behind = (value.end..tokens.end.min(value.end + BEHIND_TOKENS)).map(|at| &prose.tokens[at as usize]);
        let noun = behind.take_while(|it| it.kind == Kind::Word).find(|it| it.shape == Shape::Lower);
        found.extend(noun.filter(|it| 0.0 < weight(it.stem)).map(|it| concept(it.stem)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether something goes at the speed at tokens `value`: "travelling at 120 km/h", not "winds of 120 km/h" or "a limit of 90 km/h".
fn is_pace(paragraph: &str, reading: &ParagraphReading, sentence: &Range<u32>, value: &Range<u32>) -> bool {
    const GOES: &[&str] = &["drive", "fly", "go", "move", "race", "ride", "speed", "travel"];
    const REACH_TOKENS: u32 = 4;
    let prose = &reading.prose;
    let before = sentence.start.max(value.start.saturating_sub(REACH_TOKENS))..value.start;
    let goes: Vec<Stem> = GOES.iter().map(|word| stem(word)).collect();
    before.clone().any(|at| matches!(prose.word(paragraph, at as usize), "at" | "of"))
        && before.clone().any(|at| goes.contains(&prose.tokens[at as usize].stem) || prose.word(paragraph, at as usize) == "going")
}

/// One past the aside between commas that begins at token `at`, and `at` where none does: "273 people, mostly children, are missing".
fn past_aside(paragraph: &str, reading: &ParagraphReading, end: u32, at: u32) -> u32 {
    const LONGEST_TOKENS: u32 = 12;
    let word = |at: u32| reading.prose.word(paragraph, at as usize);
    if end <= at || word(at) != "," {
        return at;
    }
    let mut inside = at + 1..end.min(at + LONGEST_TOKENS);
    inside.find(|&it| word(it) == ",").map_or(at, |closes| closes + 1)
}

/// Words that say less than this ("people", "government", "year") stand by every number.
const LEAST_WEIGHT: f32 = 2.0;

/// Whether a clause ends or another begins at `word`.
fn is_border(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | ":"
            | "("
            | ")"
            | "—"
            | "–"
            | "and"
            | "but"
            | "while"
            | "after"
            | "before"
            | "when"
            | "because"
            | "that"
            | "“"
            | "”"
            | "\""
    )
}

/// Whether `word` is of the phrases that tell how sure a deed is: "are now known to have", "were reported to have been".
fn is_about_knowing(word: &str) -> bool {
    matches!(
        word,
        "are"
            | "is"
            | "was"
            | "were"
            | "have"
            | "has"
            | "had"
            | "been"
            | "be"
            | "now"
            | "to"
            | "believed"
            | "confirmed"
            | "feared"
            | "known"
            | "presumed"
            | "reported"
            | "said"
            | "thought"
            | "understood"
    )
}

/// Whether `word` only joins a number to its subject.
fn is_copula(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "remains" | "became" | "reached" | "totalled" | "totaled")
}
