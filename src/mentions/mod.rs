//! What one article says: names, quantities, times, quotations, offices. Sees one article's text and nothing else.
//!
//! A paragraph is read by itself, with spans relative to its start, so that typing in one paragraph re-reads only that one
//! ([`ParagraphReading`]). What needs the whole article is cheap and comes after ([`Reading`]).

mod datelines;
mod evidence;
mod names;
mod offices;
mod pieces;
mod quantities;
mod quotations;
mod roles;
mod times;

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::lexicon::Table;
use crate::prose::{self, Prose};
use crate::text::{Span, Unchanged};

pub use evidence::is_hyphened_given_name;
pub use names::NameCandidate;
pub use offices::{OfficeMention, Standing};
pub use quantities::{Counted, Measure, Precision, Quantity};
pub use quotations::{QuotedSpan, SpeakerCue};
use roles::Looks;
pub use roles::ParagraphRole;
pub use times::{Part, Relation, TimeMention, When};

/// One paragraph, read. Every list is in text order; spans are paragraph bytes, token ranges index [`Prose::tokens`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParagraphReading {
    /// Words and sentences.
    pub prose: Prose,
    /// The tokens of the dateline before the first sentence, its dash included: "WESTHAVEN, June 20 (UPI) --". Empty without one.
    pub dateline: Range<u32>,
    /// What it looks like, as far as roles go by that.
    looks: Looks,
    /// Runs of capitalised words that may be a person's name, with what speaks for it.
    pub names: Box<[NameCandidate]>,
    /// Numbers with their unit or counted thing.
    pub quantities: Box<[Quantity]>,
    /// Days, dates, years, clock times and spans of time.
    pub times: Box<[TimeMention]>,
    /// Stretches between quotation marks.
    pub quotations: Box<[QuotedSpan]>,
    /// Offices and roles, with their country or body where the text gives one.
    pub offices: Box<[OfficeMention]>,
}

impl ParagraphReading {
    /// Reads one paragraph.
    pub fn read(paragraph: &str) -> Self {
        let prose = Prose::read(paragraph);
        let quotations = quotations::quotations(paragraph, &prose);
        let lower = paragraph.to_ascii_lowercase();
        let pieces = pieces::pieces(paragraph, &lower, &prose);
        let times = times::times(&pieces);
        let quantities = quantities::quantities(paragraph, &lower, &prose, &pieces, &times);
        let names = names::names(paragraph, &prose);
        let offices = offices::offices(paragraph, &prose, &names);
        let dateline = datelines::dateline(paragraph, &prose);
        let looks = Looks::of(paragraph, &prose);
        // A story keeps the reading of every paragraph: the lists take no more room than they need.
        Self {
            prose,
            dateline,
            looks,
            names: names.into(),
            quantities: quantities.into(),
            times: times.into(),
            quotations: quotations.into(),
            offices: offices.into(),
        }
    }

    /// The quantities whose number begins in `tokens`.
    pub fn quantities_in(&self, tokens: &Range<u32>) -> &[Quantity] {
        starting_in(&self.quantities, tokens, |it| it.tokens.start)
    }

    /// The times that begin in `tokens`.
    pub fn times_in(&self, tokens: &Range<u32>) -> &[TimeMention] {
        starting_in(&self.times, tokens, |it| it.tokens.start)
    }

    /// The quotation that token `at` stands in: quotations do not overlap.
    pub fn quotation_at(&self, at: u32) -> Option<&QuotedSpan> {
        let behind = self.quotations.partition_point(|it| it.tokens.start <= at);
        self.quotations[..behind].last().filter(|it| at < it.tokens.end)
    }
}

/// Those of a list in text order that start in `tokens`.
fn starting_in<'a, T>(list: &'a [T], tokens: &Range<u32>, start: impl Fn(&T) -> u32) -> &'a [T] {
    let from = list.partition_point(|it| start(it) < tokens.start);
    let count = list[from..].partition_point(|it| start(it) < tokens.end);
    &list[from..from + count]
}

/// A paragraph in its article.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Where it stands (body bytes).
    pub span: Span,
    /// What it is for: only [`ParagraphRole::Text`] is compared.
    pub role: ParagraphRole,
    /// What it says.
    pub reading: Arc<ParagraphReading>,
    /// Its quotations where the paragraphs before it tell more than its own words: one goes on here without an opening mark.
    pub carried: Option<Vec<QuotedSpan>>,
}

impl Paragraph {
    /// Its quotations, in text order.
    pub fn quotations(&self) -> &[QuotedSpan] {
        self.carried.as_deref().unwrap_or(&self.reading.quotations)
    }

    /// Where a span of this paragraph stands in the article (body bytes).
    pub fn place(&self, span: Span) -> Span {
        span.shifted(self.span.start)
    }

    /// Where tokens stand in the article (body bytes).
    ///
    /// # Panics
    ///
    /// When the range is empty or out of the paragraph.
    pub fn place_of(&self, tokens: &Range<u32>) -> Span {
        self.place(self.reading.prose.span(tokens.start as usize, tokens.end as usize - 1))
    }
}

/// One article, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// In text order.
    pub paragraphs: Vec<Paragraph>,
}

/// The paragraphs that were read of a story, by their text: what one report takes over from another is read, and kept, once.
#[derive(Debug, Default)]
pub struct Copies<'t>(Mutex<Table<&'t str, Arc<ParagraphReading>>>);

impl<'t> Copies<'t> {
    /// The reading of a paragraph, shared with every other one of the same words.
    fn read(&self, paragraph: &'t str) -> Arc<ParagraphReading> {
        let known = |copies: &Self| copies.0.lock().unwrap_or_else(PoisonError::into_inner).get(paragraph).map(Arc::clone);
        known(self).unwrap_or_else(|| {
            // Others read on meanwhile; where two read the same, either's reading will do.
            let reading = Arc::new(ParagraphReading::read(paragraph));
            self.0.lock().unwrap_or_else(PoisonError::into_inner).put(paragraph, Arc::clone(&reading));
            reading
        })
    }
}

impl Reading {
    /// Reads an article's body. A paragraph that an edit has not touched since `before` is taken from there.
    pub fn read(body: &str, before: Option<(&str, &Reading)>) -> Self {
        Self::read_beside(&Copies::default(), body, before)
    }

    /// The same beside other articles, whose paragraphs are in `copies`.
    pub fn read_beside<'t>(copies: &Copies<'t>, body: &'t str, before: Option<(&str, &Reading)>) -> Self {
        let before = before.map(|(text, reading)| (text, reading, Unchanged::between(text, body)));
        let known = |span: Span| {
            let (text, reading, unchanged) = &before?;
            let then = if span.end <= unchanged.start {
                span
            } else {
                let from_end = body.len() as u32 - span.start;
                let start = (text.len() as u32).checked_sub(from_end).filter(|_| from_end <= unchanged.end)?;
                Span::new(start, start + span.len())
            };
            let at = reading.paragraphs.binary_search_by_key(&then.start, |it| it.span.start).ok()?;
            (reading.paragraphs[at].span == then).then(|| Arc::clone(&reading.paragraphs[at].reading))
        };
        let mut paragraphs: Vec<Paragraph> = prose::paragraphs(body)
            .into_iter()
            .map(|span| {
                let reading = known(span).unwrap_or_else(|| copies.read(span.of(body)));
                Paragraph { span, role: ParagraphRole::Text, reading, carried: None }
            })
            .collect();
        for (paragraph, role) in roles::roles(body, &paragraphs).into_iter().enumerate() {
            paragraphs[paragraph].role = role;
        }
        for (at, carried) in quotations::carried(body, &paragraphs).into_iter().enumerate() {
            paragraphs[at].carried = carried;
        }
        Self { paragraphs }
    }

    /// The index of the paragraph that holds the body's `offset` (its end counts).
    pub fn paragraph_at(&self, offset: u32) -> Option<usize> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.span.end < offset);
        (self.paragraphs.get(at)?.span.touches(offset)).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Copies, Reading, names, offices, pieces, quantities, times};
    use crate::lexicon::Hints;
    use crate::prose::{self, Prose};

    #[test]
    fn a_paragraph_of_two_reports_is_kept_once() {
        let (one, other) = ("The ferry sank.\n\nIt rained.", "It rained at noon.\n\nThe ferry sank.");
        let copies = Copies::default();
        let (first, second) = (Reading::read_beside(&copies, one, None), Reading::read_beside(&copies, other, None));
        let same = |here: usize, there: usize| Arc::ptr_eq(&first.paragraphs[here].reading, &second.paragraphs[there].reading);
        assert!(same(0, 1) && !same(1, 0));
        assert_eq!((first, second), (Reading::read(one, None), Reading::read(other, None)));
    }

    #[test]
    fn a_hint_passes_over_nothing() {
        let own = "Half a dozen boats sank on Sat., June 9, a year ago; a third of them, some A$5m, were lost at noon last spring.\n\nThe \
            ex-mayor, President-elect Orr and Vice-President Dunn paid Rs 500 in the twenty-first year, years after decades of war, from \
            1990 to 1995.";
        let bodies = [
            own,
            include_str!("../../examples/ferry.bundle"),
            include_str!("../../examples/harbour-trial.bundle"),
            include_str!("../../examples/results.bundle"),
            include_str!("../../examples/swim-marathon.bundle"),
        ];
        for text in bodies.iter().flat_map(|body| prose::paragraphs(body).into_iter().map(|span| span.of(body))) {
            let lower = text.to_ascii_lowercase();
            let known = Prose::read(text);
            let read = |prose: &Prose, hinted: bool| {
                let mut pieces = pieces::pieces(text, &lower, &known);
                if !hinted {
                    for piece in &mut pieces {
                        piece.hints = Hints::ANY;
                    }
                }
                let times = times::times(&pieces);
                let quantities = quantities::quantities(text, &lower, prose, &pieces, &times);
                (times, quantities, offices::offices(text, prose, &names::names(text, prose)))
            };
            let mut unknown = known.clone();
            for token in &mut unknown.tokens {
                token.hints = Hints::ANY;
            }
            assert_eq!(read(&known, true), read(&unknown, false), "{text}");
        }
    }
}
