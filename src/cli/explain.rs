//! `copydesk explain`: what a kind of conflict or a problem means.

use super::Outcome;
use super::args::Explain;
use super::failure::Failure;
use crate::bundle::{nearest, problem_kind};
use crate::conflicts::{self, CHECKS};

/// What is said of each problem: what it is and what to write instead. Sorted by code.
const PROBLEMS: &[(&str, &str)] = &[
    (
        "annotation",
        "A `]{...}` has no opening bracket in its paragraph, or a value in it cannot be read.\nWrite [words]{person=ID}, [words]{fact=KEY value=\"10..14\"} or [words]{ignore=KIND}. A bracket that is meant as one is written \\[.",
    ),
    (
        "bad-value",
        "A value is none that can stand there, so it is not used.\nDates are ISO 8601 (2024-06-20, 2024-06-20T14:30+07:00), time zones IANA names (Asia/Tokyo), `role` is `source` or `draft`.",
    ),
    (
        "duplicate-id",
        "Two sections use one id. Ids of articles, facts and decisions are unique in a file, ids of people in all that is read together.\nGive one of the two another id.",
    ),
    (
        "missing-blank-line",
        "A line after a section's headers is no header, so the text was taken to begin there.\nPut an empty line between the headers and the text.",
    ),
    ("missing-id", "A section of this kind needs an id in its marker.\nWrite for instance: --- article afp"),
    (
        "no-marker",
        "The text before the first marker was read as an article of its own, named after the file.\nPut a marker before it: --- article ID",
    ),
    ("no-text", "An article has no text that is compared: it is empty, or its language is not English."),
    ("not-utf8", "The file is not UTF-8 text, so it was not read.\nConvert it, for instance: iconv -f cp1252 -t utf-8 FILE"),
    (
        "repeated-header",
        "A header that counts once stands twice in one section. The first is used.\nRemove the second. These may repeat: `also`, `not`, `role`, `same-as` of people, `between` of decisions.",
    ),
    (
        "second-bundle",
        "A file has one `--- bundle` section, at its beginning. This one is not used.\nMove its headers into the first, or put its articles into a file of their own.",
    ),
    (
        "stale-decision",
        "A decision no longer fits: words it quotes have changed, or what it settled is no longer reported.\nBring its `between` lines up to date, or remove it.",
    ),
    ("too-large", "The file is larger than the limit, so it was not read.\nRaise the limit: copydesk check --max-size MB"),
    ("unknown-header", "A header is none that this section knows; it is kept and not used.\nThe message names the nearest one there is."),
    ("unknown-id", "An id names no section that was read.\nCorrect it, or name the file that holds it in the same call."),
    ("unknown-section", "A section is of no known kind; it is kept and not read.\nThe kinds are: bundle, article, person, fact, decision."),
    ("unreadable", "A file could not be opened; the message has the cause."),
    (
        "unsourced",
        "A draft quotes words that no source of the story has, with or without quotation marks.\nUse a source's exact words, or say who heard them and take the place out: [words]{ignore=unsourced}.",
    ),
    (
        "unsupported",
        "A number, a day, an office or an age in a draft that no source of the story supports. Told only where a setting asks for it.\nFind a source, or take the place out: [words]{ignore=unsupported}.",
    ),
];

/// Runs the command.
pub(super) fn run(explain: &Explain) -> Outcome {
    let Some(code) = &explain.code else { return Outcome { out: list(), ..Outcome::default() } };
    if let Some(check) = conflicts::check(code) {
        let out = format!("{}: {} ({})\n\n{}\n", check.code, check.summary, check.severity.word(), shortly(check.help));
        return Outcome { out, ..Outcome::default() };
    }
    if let (Some(kind), Some(text)) = (problem_kind(code), problem(code)) {
        return Outcome { out: format!("{code} ({})\n\n{text}\n", kind.severity.word()), ..Outcome::default() };
    }
    let known = CHECKS.iter().map(|it| it.code).chain(PROBLEMS.iter().map(|it| it.0));
    let meant = nearest(code, known).map_or_else(String::new, |meant| format!(", do you mean '{meant}'?"));
    let failure = Failure::new(code.as_ref(), format!("there is no code '{code}'{meant}; `copydesk explain` lists them all"));
    Outcome { failures: vec![failure], ..Outcome::default() }
}

/// What is said of a kind of problem.
pub(super) fn problem(code: &str) -> Option<&'static str> {
    PROBLEMS.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}

/// What a kind's help says before its examples, and the first of these; the others are for its tests.
pub(super) fn shortly(help: &str) -> &str {
    let examples = help.match_indices("\n## ").map(|(at, _)| at).nth(1);
    help[..examples.unwrap_or(help.len())].trim()
}

/// What comes first in such a text, up to a full stop before a blank or the end of its line.
pub(super) fn first_sentence(text: &str) -> &str {
    let line = text.lines().next().unwrap_or(text);
    line.find(". ").map_or(line, |stop| &line[..=stop]).trim()
}

fn list() -> String {
    let mut out = String::from("What articles may disagree on:\n");
    for check in CHECKS {
        out.push_str(&format!("  {:<20} {}\n", check.code, check.summary));
    }
    out.push_str("\nWhat may be wrong in a file:\n");
    for (code, text) in PROBLEMS {
        out.push_str(&format!("  {code:<20} {}\n", first_sentence(text)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{PROBLEMS, first_sentence, shortly};
    use crate::bundle::PROBLEM_KINDS;

    #[test]
    fn full_stops_in_code_end_no_sentence() {
        assert_eq!(first_sentence("A `]{...}` is alone. Write another.\nMore."), "A `]{...}` is alone.");
        assert_eq!(first_sentence("Write one.\nMore."), "Write one.");
    }

    #[test]
    fn help_ends_with_its_first_example() {
        assert_eq!(shortly("# age\n\nSays it.\n\n## One\n\na\n\n## Two\n\nb\n"), "# age\n\nSays it.\n\n## One\n\na");
        assert_eq!(shortly("# age\n\nSays it.\n"), "# age\n\nSays it.");
    }

    #[test]
    fn every_problem_has_its_words() {
        let mut codes: Vec<&str> = PROBLEM_KINDS.iter().map(|kind| kind.code).collect();
        codes.sort_unstable();
        assert_eq!(PROBLEMS.iter().map(|(code, _)| *code).collect::<Vec<_>>(), codes);
    }
}
