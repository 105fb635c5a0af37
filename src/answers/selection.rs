//! Growing selections: word, name or value, sentence, paragraph, text, section, file.

use super::here;
use crate::facts::Place;
use crate::prose::Kind;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// What to select from `offset` of a file (file bytes), each inside the next and longer than the one before.
pub fn selection(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Span> {
    let read = &snapshot.story.files[file as usize];
    let mut spans = Vec::new();
    if let Some((article, at)) = snapshot.at(file, offset) {
        let reading = &snapshot.readings[article as usize];
        let body = &read.articles[snapshot.story.articles[article as usize].1 as usize].body;
        if let Some(paragraph) = reading.paragraph_at(at).map(|it| &reading.paragraphs[it]) {
            let tokens = paragraph.reading.prose.tokens.iter().filter(|it| it.kind != Kind::Mark).map(|it| paragraph.place(it.span));
            spans.extend(tokens.filter(|it| it.touches(at)).take(1).map(|it| body.in_file(it)));
            spans.extend(here::person(snapshot, file, offset).map(|it| it.span));
            spans.extend(here::disputed(snapshot, file, offset).into_iter().map(|it| it.span));
            let word = Place { article, span: Span::new(at, at) };
            spans.extend(super::words::sentence_span(snapshot, word).map(|it| body.in_file(it)));
            spans.push(body.in_file(paragraph.span));
        }
        let text = body.text.trim_end().len() as u32;
        spans.push(body.in_file(Span::new(0, text)));
    }
    let sections = read.articles.iter().map(|it| it.section).chain(read.persons.iter().map(|it| it.section));
    let sections = sections.chain(read.facts.iter().map(|it| it.section)).chain(read.decisions.iter().map(|it| it.section));
    spans.extend(sections.filter(|it| it.touches(offset)).take(1));
    spans.push(Span::new(0, read.len()));
    let mut grown: Vec<Span> = Vec::new();
    spans.sort_by_key(|it| it.len());
    for span in spans {
        // What crosses the one before would make the selection jump.
        if span.touches(offset) && grown.last().is_none_or(|before| span.contains(*before) && span != *before) {
            grown.push(span);
        }
    }
    grown
}
