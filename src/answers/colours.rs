//! What the words of a file are, for colours: names, numbers, days, quotations, page furniture, and which of them are disputed.

use std::collections::{BTreeMap, BTreeSet};

use crate::bundle::Severity;
use crate::facts::Speaker;
use crate::lexicon;
use crate::mentions::{Measure, Paragraph, ParagraphRole};
use crate::prose::{Kind, Shape};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// What a word is. Where two lie over each other, the later one here shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// Part of the page and not of the report.
    Furniture,
    /// Words that somebody said.
    Quotation,
    /// Who said them, where that is not a person with a name: "the ministry".
    Speaker,
    /// A town, a region or a country.
    Place,
    /// A number with its unit.
    Quantity,
    /// A day, a month, a year, a time.
    Date,
    /// A person's name.
    Person,
}

/// Words of one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coloured {
    /// Where, on one line (file bytes).
    pub span: Span,
    /// What they are.
    pub colour: Colour,
    /// Whether they are part of a statement that is disputed and not settled.
    pub disputed: bool,
}

/// The coloured words in `within` of a file (file bytes): in file order, each on one line, none over another, none over markup.
/// What sticks out of `within` is given whole.
pub fn colours(snapshot: &Snapshot, file: u32, within: Span) -> Vec<Coloured> {
    let story = &snapshot.story;
    let articles = (0..story.articles.len() as u32).filter(|&it| story.file_of(it) == file && story.article(it).section.overlaps(within));
    let mut found: Vec<Coloured> = articles.flat_map(|it| colours_of(snapshot, it)).collect();
    found.retain(|it| it.span.overlaps(within));
    found
}

/// The same of one article, all of it.
///
/// # Panics
///
/// When there is no such article.
pub fn colours_of(snapshot: &Snapshot, article: u32) -> Vec<Coloured> {
    let body = &snapshot.story.article(article).body;
    let cuts: BTreeSet<u32> = body.runs.iter().map(|it| it.0).collect();
    let mut found = Vec::new();
    for painted in paint(&in_article(snapshot, article), &disputed_in(snapshot, article)) {
        // A line end and a piece of markup both end what an editor can colour in one go.
        let mut from = painted.span.start;
        let breaks = painted.span.of(&body.text).char_indices().map(|(at, letter)| (painted.span.start + at as u32, letter));
        for (at, letter) in breaks {
            if matches!(letter, '\n' | '\r') || cuts.contains(&at) {
                found.extend(without_blanks(&body.text, Span::new(from, at)).map(|it| Coloured { span: body.in_file(it), ..painted }));
                from = at;
            }
        }
        let rest = Span::new(from, painted.span.end);
        found.extend(without_blanks(&body.text, rest).map(|it| Coloured { span: body.in_file(it), ..painted }));
    }
    found
}

/// The span without blanks and line ends round it. `None` when nothing is left.
fn without_blanks(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    let length = words.trim().len() as u32;
    (0 < length).then(|| Span::new(start, start + length))
}

/// What the words of an article are (body bytes); they may lie over each other.
fn in_article(snapshot: &Snapshot, article: u32) -> Vec<(Span, Colour)> {
    let facts = &snapshot.facts;
    let read = snapshot.story.article(article);
    let mut found = Vec::new();
    for paragraph in &snapshot.readings[article as usize].paragraphs {
        match paragraph.role {
            ParagraphRole::Text => {
                found.extend(paragraph.reading.times.iter().map(|it| (paragraph.place_of(&it.tokens), Colour::Date)));
                // A number in a name ("Route 66") is part of it.
                let quantities = paragraph.reading.quantities.iter().filter(|it| it.measure != Measure::Label);
                found.extend(quantities.map(|it| (paragraph.place_of(&it.tokens), Colour::Quantity)));
                let people = facts.within(article, paragraph.span);
                found.extend(people.iter().map(|(place, _)| (place.span, Colour::Person)));
                found.extend(places(&read.body.text, paragraph).map(|it| (it, Colour::Place)));
            }
            ParagraphRole::Heading => {
                let people = facts.within(article, paragraph.span);
                found.extend(people.iter().map(|(place, _)| (place.span, Colour::Person)));
            }
            ParagraphRole::Caption | ParagraphRole::Furniture => found.push((paragraph.span, Colour::Furniture)),
        }
    }
    for quotation in &facts.articles[article as usize].quotations {
        found.extend(quotation.pieces.iter().map(|it| (it.span, Colour::Quotation)));
        if let Some(Speaker::Phrase(place)) = quotation.speaker {
            found.push((place.span, Colour::Speaker));
        }
    }
    found
}

/// Towns, regions and countries that the lists know (body bytes), in text order; a common word with a capital is none.
fn places<'p>(body: &'p str, paragraph: &'p Paragraph) -> impl Iterator<Item = Span> + 'p {
    /// The longest names have three words: "New South Wales".
    const MOST_WORDS: usize = 3;
    let text = paragraph.span.of(body);
    let tokens = &paragraph.reading.prose.tokens;
    let is_name = |at: usize| tokens.get(at).is_some_and(|it| it.kind == Kind::Word && it.shape != Shape::Lower);
    let known = move |from: usize, to: usize| {
        let phrase = (from..to).map(|at| lexicon::folded(tokens[at].span.of(text))).collect::<Vec<_>>().join(" ");
        let country = lexicon::country(&phrase).is_some_and(|(_, form)| form == lexicon::CountryForm::Name);
        (lexicon::is_place(&phrase) || country) && !lexicon::is_common_word(&phrase)
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let most = (1..=MOST_WORDS).take_while(|words| is_name(at + words - 1)).last().unwrap_or_default();
            let from = at;
            if let Some(words) = (1..=most).rev().find(|words| known(from, from + words)) {
                at += words;
                return Some(paragraph.place(tokens[from].span.cover(tokens[at - 1].span)));
            }
            at += 1;
        }
        None
    })
}

/// The disputed statements of an article (body bytes).
fn disputed_in(snapshot: &Snapshot, article: u32) -> Vec<Span> {
    let open = snapshot.stated_in(article).filter(|(_, conflict, at)| conflict.severity_at(&snapshot.story, *at) != Severity::Hint);
    open.map(|(_, conflict, at)| conflict.statements[at].place.span).collect()
}

/// One layer of paint: at each byte the highest colour, and whether it is disputed. Ascending and apart.
fn paint(coloured: &[(Span, Colour)], disputed: &[Span]) -> Vec<Coloured> {
    // At each edge what begins (1) or ends (-1) there; `None` is the dispute.
    let mut edges: BTreeMap<u32, Vec<(Option<Colour>, i32)>> = BTreeMap::new();
    let all = coloured.iter().map(|&(span, colour)| (span, Some(colour))).chain(disputed.iter().map(|&span| (span, None)));
    for (span, layer) in all.filter(|(span, _)| !span.is_empty()) {
        edges.entry(span.start).or_default().push((layer, 1));
        edges.entry(span.end).or_default().push((layer, -1));
    }
    let mut open: BTreeMap<Option<Colour>, i32> = BTreeMap::new();
    let mut painted: Vec<Coloured> = Vec::new();
    let mut from = 0;
    for (at, changes) in edges {
        // `None` sorts first, so the last one is the highest colour there is.
        if let Some((&Some(colour), _)) = open.last_key_value() {
            let (span, disputed) = (Span::new(from, at), open.contains_key(&None));
            match painted.last_mut() {
                Some(last) if (last.span.end, last.colour, last.disputed) == (from, colour, disputed) => last.span.end = at,
                _ => painted.push(Coloured { span, colour, disputed }),
            }
        }
        for (layer, change) in changes {
            let count = open.entry(layer).or_default();
            *count += change;
            if *count == 0 {
                open.remove(&layer);
            }
        }
        from = at;
    }
    painted
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{Coloured, colours};
    use crate::fixture;
    use crate::text::Span;

    /// A line for each coloured stretch: the words and what they are.
    #[track_caller]
    fn check(text: &str, within: Option<Span>, expected: &Expect) {
        let found = colours(&fixture::snapshot(text), 0, within.unwrap_or(Span::new(0, text.len() as u32)));
        assert!(found.windows(2).all(|it| it[0].span.end <= it[1].span.start), "{found:?}");
        let line = |it: &Coloured| format!("{:?}{}: {}", it.colour, if it.disputed { " disputed" } else { "" }, it.span.of(text));
        let lines = found.iter().map(line).collect::<Vec<_>>().join("\n") + "\n";
        expected.assert_eq(&lines);
    }

    const NEWS: &str = "--- article post\npublished: 2024-06-20\n\n“We lost three boats on Monday,” said Helen Marsh, the harbour master.\n\n\
        The ministry said that “the quay stands”. Repairs take [15 months]{fact=repairs}.\n\n--- article wire\n\nRepairs take [12 months]{fact=repairs}, Helen Marsh said.\n";

    #[test]
    fn numbers_days_and_names_show_inside_quotations() {
        check(
            NEWS,
            None,
            &expect![[r#"
            Quotation: We lost
            Quantity: three
            Quotation: boats on
            Date: Monday
            Quotation: ,
            Person: Helen Marsh
            Speaker: The ministry
            Quotation: the quay stands
            Quantity disputed: 15 months
            Quantity disputed: 12 months
            Person: Helen Marsh
        "#]],
        );
    }

    #[test]
    fn towns_and_countries_are_places_and_their_people_are_not() {
        check(
            "--- article post\n\nThe Norwegian minister flew from Oslo to New Zealand. The reading room of the Paris hotel was closed.\n",
            None,
            &expect![[r#"
            Place: Oslo
            Place: New Zealand
            Place: Paris
        "#]],
        );
    }

    #[test]
    fn a_part_of_the_file_is_coloured_by_itself() {
        let at = NEWS.find("12 months").expect("it is there") as u32;
        check(
            NEWS,
            Some(Span::new(at, at + 1)),
            &expect![[r#"
            Quantity disputed: 12 months
        "#]],
        );
    }
}
