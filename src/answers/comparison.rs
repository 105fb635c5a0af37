//! One disputed fact, article by article: the value and the sentence of each, with the words marked in which tellings differ.

use std::sync::Arc;

use super::{Spot, here, overview, sources, words};
use crate::bundle::Role;
use crate::conflicts::{Conflict, Statement};
use crate::facts::Place;
use crate::prose::{Kind, Prose};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// One disputed fact, article by article.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'s> {
    /// As in [`super::Disputed::id`].
    pub id: String,
    /// The fact.
    pub conflict: &'s Conflict,
    /// The same as an index into [`Snapshot::conflicts`].
    pub at: u32,
    /// "settled: 15 (UPI), M. Ortiz, 21 June 2024"; `None` while it is open.
    pub settled: Option<String>,
    /// "three independent accounts: a0 · AFP with News.com.au (31 % shared text) · UPI"; `None` where that goes without saying.
    pub accounts: Option<String>,
    /// The articles that state it, in story order.
    pub columns: Vec<Column>,
}

/// What one article says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The outlet.
    pub label: String,
    /// `published` or else `updated`, for readers: "2024-06-20 18:40+02:00".
    pub published: Option<String>,
    /// Whether it is our own text.
    pub draft: bool,
    /// Its statements, in text order.
    pub statements: Vec<Told>,
}

/// A statement with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which of the different values it gives, from 0, in the order of their first statement.
    pub group: usize,
    /// The value as a reader sees it.
    pub shown: String,
    /// The sentence in pieces, which together are its words on one line.
    pub sentence: Vec<Piece>,
    /// The value's words.
    pub spot: Spot,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What is to be seen in them.
    pub mark: Option<Mark>,
}

/// What is to be seen in a piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The disputed value.
    Value,
    /// Words that another article's telling of the same sentence does not have.
    Differs,
}

/// Two sentences tell the same when at least this part of the shorter one's words stand in both in the same order. Below it nearly
/// every word would be marked, which shows nothing.
const SAME_TELLING: f64 = 0.5;

/// The comparison of the gravest dispute stated at `offset` of a file (file bytes). `None` where nothing is disputed.
pub fn comparison(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Comparison<'_>> {
    let disputed = here::disputed(snapshot, file, offset).into_iter().next()?;
    let at = snapshot.conflicts.iter().position(|it| std::ptr::eq(Arc::as_ptr(it), disputed.conflict))?;
    Some(compared(snapshot, overview::ids(snapshot).swap_remove(at), at))
}

/// The comparison of the dispute with this id. `None` when there is none any more.
pub fn comparison_of<'s>(snapshot: &'s Snapshot, id: &str) -> Option<Comparison<'s>> {
    let at = overview::ids(snapshot).iter().position(|it| it == id)?;
    Some(compared(snapshot, id.to_owned(), at))
}

fn compared(snapshot: &Snapshot, id: String, at: usize) -> Comparison<'_> {
    let conflict = &snapshot.conflicts[at];
    let tellings: Vec<Telling> = conflict.statements.iter().map(|it| Telling::new(snapshot, it.place)).collect();
    let mut groups: Vec<&str> = Vec::new();
    let mut columns: Vec<(u32, Column)> = Vec::new();
    for (told, statement) in conflict.statements.iter().enumerate() {
        let group = groups.iter().position(|it| *it == statement.value).unwrap_or_else(|| {
            groups.push(&statement.value);
            groups.len() - 1
        });
        let told = Told {
            group,
            shown: statement.shown.clone(),
            sentence: tellings[told].pieces(nearest(&conflict.statements, &tellings, told)),
            spot: here::spot(snapshot, statement.place),
        };
        match columns.last_mut() {
            Some((article, column)) if *article == statement.place.article => column.statements.push(told),
            _ => columns.push((statement.place.article, column(snapshot, statement.place.article, told))),
        }
    }
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    let (settled, accounts) = (conflict.settlement(&snapshot.story), sources::accounts_line(snapshot, conflict));
    Comparison { id, conflict, at: at as u32, settled, accounts, columns }
}

fn column(snapshot: &Snapshot, article: u32, first: Told) -> Column {
    let article = snapshot.story.article(article);
    let published = article.published.as_ref().or(article.updated.as_ref()).map(|it| it.value.replacen('T', " ", 1));
    Column { label: article.label().to_owned(), published, draft: article.role == Role::Draft, statements: vec![first] }
}

/// The telling with another value that has most words in common with telling `at`, where it tells the same sentence.
fn nearest<'t>(statements: &[Statement], tellings: &'t [Telling], at: usize) -> Option<&'t Telling> {
    let own = &tellings[at];
    let others = statements.iter().zip(tellings).filter(|(it, _)| it.value != statements[at].value);
    let (common, other) = others.map(|(_, other)| (own.common(other).len(), other)).max_by_key(|(common, _)| *common)?;
    let shorter = own.words.len().min(other.words.len());
    (SAME_TELLING * shorter as f64 <= common as f64).then_some(other)
}

/// A sentence that states a value.
struct Telling {
    /// The sentence.
    text: String,
    /// The value (sentence bytes).
    value: Span,
    /// What is compared, words and numbers: where (sentence bytes), and the same in lower case. Of a sentence that states its value in
    /// a quotation these are the words quoted: each outlet has its own way to lead over to them.
    words: Vec<(Span, String)>,
}

impl Telling {
    /// In an article that was not read the value stands alone.
    fn new(snapshot: &Snapshot, place: Place) -> Self {
        let body = &snapshot.story.article(place.article).body.text;
        let sentence = words::sentence_span(snapshot, place).unwrap_or(place.span);
        let text = sentence.of(body).to_owned();
        let in_sentence =
            |span: Span| Span::new(span.start.max(sentence.start) - sentence.start, span.end.min(sentence.end) - sentence.start);
        let compared = in_sentence(quotation(snapshot, place).unwrap_or(sentence));
        let tokens = Prose::read(&text).tokens.into_iter().filter(|it| matches!(it.kind, Kind::Word | Kind::Number));
        let words = tokens.filter(|it| compared.contains(it.span)).map(|it| (it.span, it.span.of(&text).to_lowercase())).collect();
        Self { value: in_sentence(place.span), text, words }
    }

    /// The indexes of its words that stand in `other` as well, in the same order: a longest common subsequence.
    fn common(&self, other: &Self) -> Vec<usize> {
        let (own, other) = (&self.words, &other.words);
        // longest[i][j]: the most words in common from own[i] and other[j] on.
        let mut longest = vec![vec![0_u32; other.len() + 1]; own.len() + 1];
        for i in (0..own.len()).rev() {
            for j in (0..other.len()).rev() {
                longest[i][j] = if own[i].1 == other[j].1 { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
            }
        }
        let (mut i, mut j, mut common) = (0, 0, Vec::new());
        while i < own.len() && j < other.len() {
            if own[i].1 == other[j].1 {
                common.push(i);
                (i, j) = (i + 1, j + 1);
            } else if longest[i + 1][j] >= longest[i][j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        common
    }

    /// The sentence, cut where marks begin and end. Words that `other` does not have are marked; without one only the value is.
    fn pieces(&self, other: Option<&Self>) -> Vec<Piece> {
        let mut marked: Vec<(Span, Mark)> = vec![(self.value, Mark::Value)];
        if let Some(other) = other {
            let common = self.common(other);
            let mut run: Option<Span> = None;
            for (at, &(span, _)) in self.words.iter().enumerate() {
                if common.binary_search(&at).is_ok() || span.overlaps(self.value) {
                    marked.extend(run.take().map(|it| (it, Mark::Differs)));
                } else {
                    run = Some(run.map_or(span, |it| it.cover(span)));
                }
            }
            marked.extend(run.map(|it| (it, Mark::Differs)));
        }
        marked.sort_unstable_by_key(|(span, _)| *span);
        let mut pieces = Vec::new();
        let mut from = 0;
        for (span, mark) in marked {
            pieces.push((Span::new(from, span.start), None));
            pieces.push((span, Some(mark)));
            from = span.end;
        }
        pieces.push((Span::new(from, self.text.len() as u32), None));
        let written = pieces.into_iter().filter(|(span, _)| !span.is_empty());
        written.map(|(span, mark)| Piece { text: words::one_line(span.of(&self.text)), mark }).collect()
    }
}

/// The words quoted round `place` (body bytes). `None` where it stands in no quotation.
fn quotation(snapshot: &Snapshot, place: Place) -> Option<Span> {
    let reading = snapshot.readings.get(place.article as usize)?;
    let paragraph = &reading.paragraphs[reading.paragraph_at(place.span.start)?];
    let mut quoted =
        paragraph.quotations().iter().filter(|it| !it.nested && !it.tokens.is_empty()).map(|it| paragraph.place_of(&it.tokens));
    quoted.find(|it| it.contains(place.span))
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Mark, comparison, comparison_of};
    use crate::fixture::{cursor, snapshot};

    /// The columns, the value in `<>` and differing words in `{}`.
    fn shown(comparison: &Comparison<'_>) -> Vec<String> {
        let columns = comparison.columns.iter().flat_map(|column| {
            column.statements.iter().map(|told| {
                let pieces = told.sentence.iter().map(|piece| match piece.mark {
                    None => piece.text.clone(),
                    Some(Mark::Value) => format!("<{}>", piece.text),
                    Some(Mark::Differs) => format!("{{{}}}", piece.text),
                });
                format!("{} {}: {}", column.label, told.group, pieces.collect::<String>())
            })
        });
        columns.collect()
    }

    #[test]
    fn two_tellings_of_one_sentence_show_the_words_in_which_they_differ() {
        let (text, offset) = cursor(
            "\
--- article north
outlet: Northern Post

Rain fell. The mayor of Marlow promised [15<|> berths]{fact=berths} for fishing boats by the spring.

--- article south

The mayor of Marlow had promised [12 berths]{fact=berths} for small boats by the spring.

--- article west

In all there are to be [15 berths]{fact=berths}.
",
        );
        let snapshot = snapshot(&text);
        let comparison = comparison(&snapshot, 0, offset).expect("a dispute is stated there");
        assert_eq!(
            shown(&comparison),
            [
                "Northern Post 0: The mayor of Marlow promised <15 berths> for {fishing} boats by the spring.",
                "south 1: The mayor of Marlow {had} promised <12 berths> for {small} boats by the spring.",
                "west 0: In all there are to be <15 berths>.",
            ]
        );
        assert_eq!(comparison_of(&snapshot, &comparison.id).as_ref(), Some(&comparison));
        assert_eq!(comparison_of(&snapshot, "no such id"), None);
    }

    #[test]
    fn of_a_quotation_only_the_words_quoted_are_compared() {
        let (text, offset) = cursor(
            "\
--- article north

\"Nobody [built<|>]{fact=word} such a pier before,\" the mayor told reporters on the quay.

--- article south

\"No one [planned]{fact=word} such a pier before,\" said Ada Orr, visibly moved.
",
        );
        let snapshot = snapshot(&text);
        let comparison = comparison(&snapshot, 0, offset).expect("a dispute is stated there");
        assert_eq!(
            shown(&comparison),
            [
                "north 0: \"{Nobody} <built> such a pier before,\" the mayor told reporters on the quay.",
                "south 1: \"{No one} <planned> such a pier before,\" said Ada Orr, visibly moved.",
            ]
        );
    }

    #[test]
    fn nothing_is_compared_where_nothing_is_disputed() {
        let (text, offset) = cursor("--- article north\n\nThe mayor<|> of Marlow promised [15 berths]{fact=berths}.\n");
        assert_eq!(comparison(&snapshot(&text), 0, offset), None);
    }
}
