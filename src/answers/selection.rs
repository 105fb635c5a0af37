//! Growing selections: word, name or value, clause, sentence, paragraph, text, section, file.

use super::here;
use crate::facts::Place;
use crate::mentions::Paragraph;
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
            if let Some(sentence) = super::words::sentence_span(snapshot, word) {
                spans.extend(clause(&body.text, paragraph, sentence, at).map(|it| body.in_file(it)));
                spans.push(body.in_file(sentence));
            }
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

/// The part of a `sentence` between two of its marks that holds the body's offset `at` (body bytes). `None` where the offset stands at
/// a mark.
fn clause(body: &str, paragraph: &Paragraph, sentence: Span, at: u32) -> Option<Span> {
    /// Marks at which a clause begins or ends. A point or a comma in a number is part of it.
    const ENDS: &[&str] = &[",", ";", ":", "—", "–", "(", ")", "“", "”", "\"", ".", "?", "!"];
    let tokens = paragraph.reading.prose.tokens.iter();
    let within = tokens.map(|it| (it.kind == Kind::Mark, paragraph.place(it.span))).filter(|(_, it)| sentence.contains(*it));
    let within: Vec<(bool, Span)> = within.collect();
    let mut clauses = within.split(|&(mark, span)| mark && ENDS.contains(&span.of(body)));
    let clause = clauses.find(|it| it.first().zip(it.last()).is_some_and(|(first, last)| first.1.cover(last.1).touches(at)))?;
    Some(clause.first()?.1.cover(clause.last()?.1))
}

#[cfg(test)]
mod tests {
    use super::selection;
    use crate::fixture;

    #[test]
    fn a_selection_grows_from_the_word_to_the_file() {
        let (text, at) = fixture::cursor(
            "--- article a\n\nIt rained. In Kellmar, Helen Mar<|>sh, the mayor, left.\n\nThen she came.\n\n--- article b\n\nNews.\n",
        );
        let grown: Vec<String> = selection(&fixture::snapshot(&text), 0, at).into_iter().map(|it| it.of(&text).to_owned()).collect();
        let article = "--- article a\n\nIt rained. In Kellmar, Helen Marsh, the mayor, left.\n\nThen she came.\n\n";
        assert_eq!(
            grown,
            [
                "Marsh",
                "Helen Marsh",
                "In Kellmar, Helen Marsh, the mayor, left.",
                "It rained. In Kellmar, Helen Marsh, the mayor, left.",
                "It rained. In Kellmar, Helen Marsh, the mayor, left.\n\nThen she came.",
                article,
                &text,
            ]
        );
    }

    #[test]
    fn a_clause_lies_between_two_marks() {
        let (text, at) = fixture::cursor("--- article a\n\nOn Tuesday, the old fer<|>ry left the port, he said.\n");
        let grown: Vec<String> = selection(&fixture::snapshot(&text), 0, at).into_iter().map(|it| it.of(&text).to_owned()).collect();
        assert_eq!(grown[..3], ["ferry", "the old ferry left the port", "On Tuesday, the old ferry left the port, he said."]);
    }
}
