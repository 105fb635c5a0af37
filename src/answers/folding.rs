//! What can be folded away: sections, page furniture, long quotations.

use crate::mentions::{Paragraph, ParagraphRole};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// What a fold hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    /// A section, from its marker on.
    Section,
    /// Related links, credits, share lines: nothing that is compared.
    Furniture,
    /// A quotation that goes on over paragraphs.
    Quotation,
}

/// Text that can be folded away. It may lie on one line: then there is nothing to fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fold {
    /// From its first to its last character (file bytes).
    pub span: Span,
    /// What it hides.
    pub kind: FoldKind,
}

/// What can be folded in a file, outer before inner, in file order.
pub fn folds(snapshot: &Snapshot, file: u32) -> Vec<Fold> {
    let read = &snapshot.story.files[file as usize];
    let sections = read
        .headers
        .section
        .into_iter()
        .chain(read.articles.iter().map(|it| it.section))
        .chain(read.persons.iter().map(|it| it.section))
        .chain(read.facts.iter().map(|it| it.section))
        .chain(read.decisions.iter().map(|it| it.section));
    let mut folds: Vec<Fold> = sections
        .map(|section| {
            let kept = read.words(section).trim_end().len() as u32;
            Fold { span: Span::new(section.start, section.start + kept), kind: FoldKind::Section }
        })
        .collect();
    for (at, &(in_file, _)) in snapshot.story.articles.iter().enumerate() {
        if in_file == file {
            let body = &snapshot.story.article(at as u32).body;
            let runs = runs(&snapshot.readings[at].paragraphs);
            folds.extend(runs.map(|(span, kind)| Fold { span: body.in_file(span), kind }));
        }
    }
    folds.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end), it.kind));
    folds
}

/// Runs of paragraphs that fold together (body bytes).
fn runs(paragraphs: &[Paragraph]) -> impl Iterator<Item = (Span, FoldKind)> {
    let furniture = paragraphs
        .chunk_by(|a, b| (a.role == ParagraphRole::Furniture) == (b.role == ParagraphRole::Furniture))
        .filter(|run| run[0].role == ParagraphRole::Furniture)
        .map(|run| (run[0].span.cover(run[run.len() - 1].span), FoldKind::Furniture));
    // A quotation goes on where the paragraph before leaves it open, and ends with the paragraph that closes it.
    let goes_on = |it: &Paragraph| it.role == ParagraphRole::Text && it.reading.quotations.last().is_some_and(|it| !it.closed);
    let quotations = paragraphs
        .chunk_by(move |before, _| goes_on(before))
        .filter(|run| run.len() > 1)
        .map(|run| (run[0].span.cover(run[run.len() - 1].span), FoldKind::Quotation));
    furniture.chain(quotations)
}
