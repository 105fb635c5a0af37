//! Percentages against the numbers beside them: "85 of the 212 colonies, or 50 per cent", "61 per cent in favour and 45 against".

use super::kept::Inside;
use super::{Check, Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Measured, Place};
use crate::mentions::{Measure, Precision};
use crate::text::{Span, single_spaced};

pub(super) const CHECK: Check = Check {
    code: "shares",
    summary: "A percentage does not fit the numbers beside it, or the parts of one whole make more than 100.",
    help: include_str!("../../tests/specs/shares.md"),
    example: "“85 of the 212 colonies, or 50 per cent”",
    severity: Severity::Warning,
    keep: || Box::new(Inside::new(run)),
};

/// What a written percentage may be off by without being wrong, in points: rounding, and rounding of what was rounded.
const SLACK_POINTS: f64 = 1.0;

fn run(input: &Input<'_>, article: u32, conflicts: &mut Vec<Conflict>) {
    let facts = &input.facts.articles[article as usize];
    for (at, three) in facts.measured.windows(3).enumerate() {
        if let [part, whole, share] = three {
            beside(input, part, whole, share, conflicts);
        }
        let sentence = facts.measured[at].sentence;
        if at == 0 || facts.measured[at - 1].sentence != sentence {
            answers(input, facts.measured[at..].iter().take_while(|it| it.sentence == sentence).collect(), conflicts);
        }
    }
}

/// "85 of the 212 colonies, or 50 per cent": a part, its whole and the share in one breath.
fn beside(input: &Input<'_>, part: &Measured, whole: &Measured, share: &Measured, conflicts: &mut Vec<Conflict>) {
    let counts = [part, whole].iter().all(|it| it.quantity.measure == Measure::Count && is_plain(it));
    if !counts || share.quantity.measure != Measure::Percent || !is_plain(share) || part.sentence != share.sentence {
        return;
    }
    let (part_of, of) = (between(input, part.figure, whole.figure), between(input, whole.place, share.figure));
    let parts = matches!(part_of.as_str(), "of" | "of the" | "out of" | "out of the" | "of its" | "of their" | "of all");
    let shared = matches!(of.as_str(), "," | ", or" | "(" | ", about" | "or" | "—" | "–");
    if !parts || !shared || part.quantity.low > whole.quantity.low {
        return;
    }
    let percent = 100.0 * part.quantity.low / whole.quantity.low;
    let slack = SLACK_POINTS.max(2.0 * share.quantity.rounding);
    if (percent - share.quantity.low).abs() <= slack {
        return;
    }
    let counts = Place { article: part.place.article, span: part.figure.span.cover(whole.figure.span) };
    conflicts.push(conflict(
        vec![
            Statement {
                place: counts,
                value: format!("{percent:.1} %"),
                shown: format!("{} ({percent:.1} per cent)", input.read.text(counts)),
            },
            Statement { place: share.figure, value: share.quantity.normal(), shown: share.shown(input.read) },
        ],
        format!("{} is {percent:.1} per cent", input.read.text(counts)),
    ));
}

/// "61 per cent in favour and 45 per cent against": answers that exclude each other make 100 at most.
fn answers(input: &Input<'_>, measured: Vec<&Measured>, conflicts: &mut Vec<Conflict>) {
    const ANSWERS: &[(&str, &str)] = &[
        ("abstained", "none"),
        ("against", "no"),
        ("for", "yes"),
        ("in favor", "yes"),
        ("in favour", "yes"),
        ("opposed", "no"),
        ("supported", "yes"),
        ("undecided", "none"),
        ("voted against", "no"),
        ("voted for", "yes"),
        ("voted no", "no"),
        ("voted yes", "yes"),
        ("were against", "no"),
        ("were for", "yes"),
        ("were in favor", "yes"),
        ("were in favour", "yes"),
        ("were opposed", "no"),
        ("were undecided", "none"),
    ];
    let shares: Vec<&Measured> = measured.into_iter().filter(|it| it.quantity.measure == Measure::Percent).collect();
    let mut given: Vec<&str> = Vec::new();
    let mut sum = 0.0;
    for share in &shares {
        let Some(answer) = answer(input, share, ANSWERS) else { return };
        // A second "for" is of another question, or of another poll.
        if !is_plain(share) || given.contains(&answer) {
            return;
        }
        given.push(answer);
        sum += share.quantity.low;
    }
    if given.len() < 2 || !(given.contains(&"yes") && given.contains(&"no")) || sum <= 100.0 + SLACK_POINTS * given.len() as f64 {
        return;
    }
    let statements = shares.iter().map(|it| Statement { place: it.figure, value: it.quantity.normal(), shown: it.shown(input.read) });
    conflicts.push(conflict(statements.collect(), format!("the answers make {sum} per cent together")));
}

/// The answer told right behind a share: "61 per cent were in favour".
fn answer<'a>(input: &Input<'_>, share: &Measured, answers: &[(&str, &'a str)]) -> Option<&'a str> {
    const REACH_BYTES: usize = 20;
    let body = &input.read.story.article(share.place.article).body.text;
    let mut end = (share.figure.span.end as usize + REACH_BYTES).min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let behind = body[share.figure.span.end as usize..end].trim_start();
    let told = answers.iter().filter(|(words, _)| behind.strip_prefix(words).is_some_and(|it| !it.starts_with(char::is_alphanumeric)));
    told.max_by_key(|(words, _)| words.len()).map(|(_, answer)| *answer)
}

fn conflict(statements: Vec<Statement>, reason: String) -> Conflict {
    Conflict {
        kind: CHECK.code,
        severity: Severity::Warning,
        confidence: 0.85,
        subject: "share and numbers".to_owned(),
        remark: Some(reason.clone()),
        reason,
        statements,
        settled: None,
    }
}

fn is_plain(it: &Measured) -> bool {
    it.quantity.precision == Precision::Exact
        && it.quantity.low.total_cmp(&it.quantity.high).is_eq()
        && 0.0 < it.quantity.low
        && !it.claim.open
}

/// The words between two places of one article, with single blanks; nothing where they overlap.
fn between(input: &Input<'_>, one: Place, two: Place) -> String {
    let (from, to) = (one.span.end, two.span.start);
    if to <= from {
        return String::new();
    }
    let words = input.read.text(Place { article: one.article, span: Span::new(from, to) });
    single_spaced(words)
}
