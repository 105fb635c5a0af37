//! A number and the list behind it: "Three men were charged: Anders Orr, Bo Dunn, Carl Lind and Dag Marsh."

use std::ops::Range;

use super::kept::Inside;
use super::{Check, Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Measured, Place};
use crate::mentions::{Measure, Paragraph, Precision};
use crate::prose::{Kind, Shape};

pub(super) const CHECK: Check = Check {
    code: "listed",
    summary: "A number does not fit the list of names behind it.",
    help: include_str!("../../tests/specs/listed.md"),
    example: "“three men were charged:” / four names",
    severity: Severity::Warning,
    keep: || Box::new(Inside::new(run)),
};

/// Longer lists are seldom counted in words, and readers do not count them.
const MOST_LISTED: f64 = 12.0;
/// Most words of one name: "Archbishop Maria del Carmen Orr".
const MOST_WORDS: usize = 5;

fn run(input: &Input<'_>, article: u32, conflicts: &mut Vec<Conflict>) {
    for measured in &input.facts.articles[article as usize].measured {
        let quantity = &measured.quantity;
        let whole = quantity.precision == Precision::Exact && quantity.low == quantity.high && (2.0..=MOST_LISTED).contains(&quantity.low);
        if quantity.measure != Measure::Count || measured.head.is_none() || !whole || measured.further || measured.claim.denied {
            continue;
        }
        let Some((names, list)) = list(input, measured) else { continue };
        let counted = names as f64;
        if counted.total_cmp(&quantity.low).is_eq() {
            continue;
        }
        conflicts.push(Conflict {
            kind: CHECK.code,
            severity: Severity::Warning,
            confidence: 0.85,
            subject: "number and list".to_owned(),
            reason: format!("the list behind the number holds {names} names"),
            remark: None,
            statements: vec![
                Statement { place: measured.place, value: quantity.normal(), shown: input.read.text(measured.place).to_owned() },
                Statement { place: list, value: names.to_string(), shown: format!("{names} names") },
            ],
            settled: None,
        });
    }
}

/// How many names the list behind the number holds, and where it stands. `None` where no list of names alone goes from a colon up
/// to the end of the sentence, or where another number stands before it.
fn list(input: &Input<'_>, measured: &Measured) -> Option<(usize, Place)> {
    let article = measured.place.article;
    let paragraph = &input.read.readings[article as usize].paragraphs[measured.sentence.paragraph as usize];
    let text = paragraph.span.of(&input.read.story.article(article).body.text);
    let prose = &paragraph.reading.prose;
    let sentence = prose.sentences[measured.sentence.sentence as usize].tokens.clone();
    let word = |at: u32| prose.word(text, at as usize);
    let colon = (measured_end(paragraph, measured)..sentence.end).find(|&at| word(at) == ":")?;
    let numbers = paragraph.reading.quantities_in(&(sentence.start..colon)).iter();
    if numbers.count() != 1 {
        return None;
    }
    let mut end = sentence.end;
    while colon + 1 < end && matches!(word(end - 1), "." | "”" | "\"") {
        end -= 1;
    }
    let names = names(paragraph, text, colon + 1..end)?;
    let span = paragraph.place_of(&(colon + 1..end));
    (1 < names).then_some((names, Place { article, span }))
}

/// One past the last token of a quantity.
fn measured_end(paragraph: &Paragraph, measured: &Measured) -> u32 {
    let end = measured.place.span.end - paragraph.span.start;
    paragraph.reading.prose.tokens.partition_point(|it| it.span.end <= end) as u32
}

/// The number of names in `tokens`, which hold nothing else but commas, ages and one "and". `None` for anything else, and where an
/// "and" may be part of a name: "Trinidad and Tobago".
fn names(paragraph: &Paragraph, text: &str, tokens: Range<u32>) -> Option<usize> {
    let prose = &paragraph.reading.prose;
    let mut names: Vec<usize> = Vec::new();
    let mut words = 0;
    let mut ands = 0;
    let mut close = |words: &mut usize| {
        if 0 < *words {
            names.push(*words);
        }
        *words = 0;
    };
    for at in tokens {
        let token = &prose.tokens[at as usize];
        let word = token.span.of(text);
        let name = token.kind == Kind::Word && token.shape != Shape::Lower;
        match word {
            "," => close(&mut words),
            "and" => {
                close(&mut words);
                ands += 1;
            }
            // "Anders Orr, 34,": an age closes no name and begins none.
            _ if token.kind == Kind::Number && words == 0 => {}
            "." if words == 1 || words == 2 => {}
            _ if name => words += 1,
            _ => return None,
        }
    }
    close(&mut words);
    let full = names.iter().all(|&words| (2..=MOST_WORDS).contains(&words));
    (full && ands == 1).then_some(names.len())
}
