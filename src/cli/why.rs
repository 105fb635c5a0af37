//! `copydesk why`: what the statements at a place were compared with, and what came of it.

use std::path::Path;
use std::sync::Arc;

use super::args::Why;
use super::failure::Failure;
use super::groups::Group;
use super::report::Places;
use super::text::listed;
use super::{Outcome, groups};
use crate::answers::{self, Answer, Spot};
use crate::bundle::Article;
use crate::snapshot::Snapshot;
use crate::text::{Encoding, Position, SourceText, Span};

/// What `--at` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    /// An article's id, or `FILE#ID`.
    article: String,
    line: Line,
    /// From 1, in code points; `None` for the whole line.
    column: Option<u32>,
}

/// A line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Of the file.
    OfFile(u32),
    /// Of the article's text.
    OfText(u32),
}

/// Reads `ARTICLE:LINE[:COLUMN]`.
pub(super) fn at(value: &str) -> Result<At, String> {
    let wrong = || format!("'{value}' names no place: write ARTICLE:LINE or ARTICLE:LINE:COLUMN, for instance upi:12:40");
    let number = |part: &str| part.parse::<u32>().ok().filter(|&it| 0 < it);
    let line = |part: &str| match part.strip_prefix('+') {
        Some(part) => number(part).map(Line::OfText),
        None => number(part).map(Line::OfFile),
    };
    let (before, last) = value.rsplit_once(':').ok_or_else(wrong)?;
    let (article, line, column) = match before.rsplit_once(':').map(|(article, middle)| (article, line(middle))) {
        Some((article, Some(line))) => (article, line, Some(number(last).ok_or_else(wrong)?)),
        _ => (before, line(last).ok_or_else(wrong)?, None),
    };
    if article.is_empty() { Err(wrong()) } else { Ok(At { article: article.to_owned(), line, column }) }
}

/// Runs the command.
pub(super) fn run(why: &Why) -> Outcome {
    let (groups, mut failures) = groups::read(&why.reading);
    let snapshots: Vec<Snapshot> =
        groups.iter().map(|group| Snapshot::of_story(group.story.clone(), Arc::clone(&group.settings))).collect();
    failures.extend(groups.iter().flat_map(|group| group.failures.clone()));
    match place(&groups, &snapshots, &why.at) {
        Err(message) => failures.push(Failure::new(Path::new(&why.at.article), message)),
        Ok((snapshot, file, span)) => {
            let answers = answers::why(snapshot, file, span);
            return Outcome { out: told(snapshot, &answers, &why.at), failures, ..Outcome::default() };
        }
    }
    Outcome { failures, ..Outcome::default() }
}

/// The place asked about: the story, the file, and where in it (file bytes).
fn place<'s>(groups: &[Group], snapshots: &'s [Snapshot], at: &At) -> Result<(&'s Snapshot, u32, Span), String> {
    let mut named = Vec::new();
    let mut known = Vec::new();
    for (group, snapshot) in groups.iter().zip(snapshots) {
        let places = Places::new(snapshot);
        for article in 0..snapshot.story.articles.len() as u32 {
            known.push(places.id(article).to_owned());
            if at.article == places.id(article) || at.article == format!("{}#{}", group.name, places.id(article)) {
                named.push((group, snapshot, article));
            }
        }
    }
    let (snapshot, article) = match named[..] {
        [(_, snapshot, article)] => (snapshot, article),
        [] => return Err(format!("no article has the id '{}': there are {}", at.article, listed_some(&known))),
        _ => {
            let all: Vec<String> = named.iter().map(|(group, ..)| format!("{}#{}", group.name, at.article)).collect();
            return Err(format!("more than one article has the id '{}': write {}", at.article, all.join(" or ")));
        }
    };
    let file = snapshot.story.file_of(article);
    let source = &snapshot.story.files[file as usize].source;
    let lines = SourceText::new(snapshot.story.files[file as usize].text());
    let line_of = |offset: u32| lines.position(offset, Encoding::Utf8).line + 1;
    let read = snapshot.story.article(article);
    let (first, last) = lines_of(read, line_of);
    let line = match at.line {
        Line::OfFile(line) => line,
        Line::OfText(line) => first + line - 1,
    };
    if line < first || last < line {
        let name = &source.name;
        let also = if matches!(at.line, Line::OfFile(_)) && line <= last - first + 1 {
            format!("; write {}:+{line} for line {line} of its text", at.article)
        } else {
            String::new()
        };
        return Err(format!("line {line} of {name} is not in the text of {}, which is lines {first} to {last}{also}", at.article));
    }
    let start = lines.offset(Position { line: line - 1, column: 0 }, Encoding::Utf32);
    let end = lines.offset(Position { line: line - 1, column: u32::MAX }, Encoding::Utf32);
    let span = match at.column {
        None => Span::new(start, end),
        Some(column) => {
            let offset = lines.offset(Position { line: line - 1, column: column - 1 }, Encoding::Utf32);
            Span::new(offset, offset)
        }
    };
    Ok((snapshot, file, span))
}

/// The first ids of a list, as a sentence names them.
fn listed_some(ids: &[String]) -> String {
    /// More than a line of a terminal holds.
    const MOST: usize = 12;
    let more = (MOST < ids.len()).then(|| format!("{} more", ids.len() - MOST));
    let shown: Vec<&str> = ids.iter().take(MOST).map(String::as_str).chain(more.as_deref()).collect();
    if shown.is_empty() { "none".to_owned() } else { listed(&shown) }
}

/// The first and the last line of an article's text in its file, from 1.
fn lines_of(article: &Article, line_of: impl Fn(u32) -> u32) -> (u32, u32) {
    let whole = article.body.in_file(Span::new(0, article.body.text.trim_end().len() as u32));
    (line_of(whole.start), line_of(whole.end))
}

fn told(snapshot: &Snapshot, answers: &[Answer], at: &At) -> String {
    if answers.is_empty() {
        return format!("nothing to compare in this place of {}: no number, time, quotation, name of an office or age\n", at.article);
    }
    let located = |spot: Spot| {
        let file = &snapshot.story.files[spot.file as usize];
        let position = SourceText::new(file.text()).position(spot.span.start, Encoding::Utf32);
        format!("{}:{}:{}", file.source.name, position.line + 1, position.column + 1)
    };
    let mut out = String::new();
    for answer in answers {
        out.push_str(&format!("{}: {}\n", located(answer.spot), answer.text));
        if answer.compared.is_empty() {
            out.push_str("  nothing in other articles comes near it\n");
        }
        for compared in &answer.compared {
            match &compared.other {
                None => out.push_str(&format!("  reported ({}): {}\n", compared.kind, compared.reason)),
                Some(other) => {
                    let spot = located(other.spot);
                    out.push_str(&format!(
                        "  let pass ({}): {}, {spot}: {}\n    {}\n",
                        compared.kind, other.label, other.text, compared.reason
                    ));
                }
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{At, Line, at};

    #[test]
    fn places_are_read() {
        let place = |article: &str, line, column| Ok(At { article: article.to_owned(), line, column });
        assert_eq!(at("upi:12"), place("upi", Line::OfFile(12), None));
        assert_eq!(at("upi:12:40"), place("upi", Line::OfFile(12), Some(40)));
        assert_eq!(at("talks#upi:+3:1"), place("talks#upi", Line::OfText(3), Some(1)));
        for wrong in ["upi", "upi:", "upi:0", "upi:x", ":3", "upi:3:0", "upi:3:x"] {
            assert!(at(wrong).is_err_and(|it| it.contains("ARTICLE:LINE")), "{wrong}");
        }
    }
}
