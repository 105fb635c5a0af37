//! Cards: who somebody is, and what is said of a disputed fact.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{here, sources, words};
use crate::facts::{OfficeHeld, Person, Place, Quotation};
use crate::lexicon;
use crate::mentions::Standing;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// What a card may be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Plain text, columns lined up with blanks.
    Plain,
    /// Markdown with tables.
    Markdown,
}

/// A card about what stands somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it is about (file bytes).
    pub span: Span,
    /// The card; lines end in `\n`.
    pub text: String,
}

/// Longest piece of text in a card, in characters; a card is about 70 columns wide.
const LONGEST_WORDS: usize = 60;
/// Most articles that a card quotes; a card is about 15 lines long.
const MOST_ROWS: usize = 9;
/// Most names, offices or other things that a card lists on a line.
const MOST_LISTED: usize = 6;

/// The card for what stands at `offset` of a file (file bytes): the disputed fact stated there and the person named there; else what
/// the format says of a header, a section or a kind of report.
///
/// `None` where nothing is.
pub fn hover(snapshot: &Snapshot, file: u32, offset: u32, markup: Markup) -> Option<Card> {
    let disputed = here::disputed(snapshot, file, offset);
    let person = here::person(snapshot, file, offset);
    let Some(span) = disputed.first().map(|it| it.span).or(person.map(|it| it.span)) else {
        return super::headers::card(snapshot, file, offset, markup);
    };
    let rule = if markup == Markup::Markdown { "\n---\n\n" } else { "\n" };
    let mut cards: Vec<String> = disputed.iter().map(|it| fact_card(snapshot, it, markup)).collect();
    cards.extend(person.map(|it| person_card(snapshot, it.person, markup)));
    Some(Card { span, text: cards.join(rule) })
}

/// A disputed fact: who says what, in which words.
fn fact_card(snapshot: &Snapshot, disputed: &here::Disputed<'_>, markup: Markup) -> String {
    let conflict = disputed.conflict;
    let rows: Vec<[String; 3]> = conflict
        .statements
        .iter()
        .enumerate()
        .take(MOST_ROWS)
        .map(|(at, statement)| {
            let label = snapshot.story.article(statement.place.article).label().to_owned();
            let here = at == disputed.statement;
            let value = match markup {
                Markup::Markdown if here => format!("**{}**", escaped(&statement.shown)),
                Markup::Markdown => escaped(&statement.shown),
                Markup::Plain if here => format!("> {}", statement.shown),
                Markup::Plain => format!("  {}", statement.shown),
            };
            [label, value, words::sentence(snapshot, statement.place, LONGEST_WORDS)]
        })
        .collect();
    let mut card = heading(&conflict.subject, "", markup);
    match markup {
        Markup::Markdown => {
            card.push_str("| | | |\n|---|---|---|\n");
            for [label, value, sentence] in &rows {
                let _ = writeln!(card, "| {} | {value} | {} |", escaped(label), escaped(sentence));
            }
        }
        Markup::Plain => {
            let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
            let (first, second) = (width(0), width(1));
            for [label, value, sentence] in &rows {
                let _ = writeln!(card, "{label:first$}  {value:second$}  {sentence}");
            }
        }
    }
    let mut lines = Vec::new();
    if MOST_ROWS < conflict.statements.len() {
        lines.push(format!("and {}", words::counted(conflict.statements.len() - MOST_ROWS, "more statement")));
    }
    lines.push(conflict.reason.clone());
    lines.extend(conflict.remark.clone());
    lines.extend(sources::accounts_line(snapshot, conflict));
    lines.extend(conflict.settlement(&snapshot.story));
    if markup == Markup::Markdown {
        card.push('\n');
    }
    push_lines(&mut card, &lines, markup);
    card
}

/// Somebody: names, offices with who says so, ages, mentions, what is disputed, the record.
fn person_card(snapshot: &Snapshot, person: &Person, markup: Markup) -> String {
    let story = &snapshot.story;
    let record = person.record.map(|(file, at)| (file, &story.files[file as usize].persons[at as usize]));
    let offices = offices(snapshot, person);
    let role = record.and_then(|(_, record)| record.roles.last().map(|it| it.role.value.to_string()));
    let role = role.or_else(|| offices.first().map(|(office, _)| office.clone())).unwrap_or_default();
    let mut card = heading(&person.name, &role, markup);
    let mut lines = Vec::new();
    if let Some(first) = snapshot.facts.mentions(person).next() {
        let spot = here::spot(snapshot, first);
        let line = story.files[spot.file as usize].line(spot.span.start) + 1;
        lines.push(format!(
            "{}: {}, first as “{}” ({}, line {line})",
            labels(snapshot, person.articles.iter().copied()),
            words::counted(snapshot.facts.mentions(person).count(), "mention"),
            words::quoted(snapshot, first, LONGEST_WORDS),
            story.article(first.article).label(),
        ));
    } else {
        lines.push("not named in these articles".to_owned());
    }
    let recorded = record.into_iter().flat_map(|(_, record)| record.also.iter().map(|it| it.value.to_string()));
    let mut also: Vec<String> = Vec::new();
    for name in recorded.chain(person.aliases.iter().cloned()) {
        if name != person.name && !also.contains(&name) {
            also.push(name);
        }
    }
    also.truncate(MOST_LISTED);
    if !also.is_empty() {
        lines.push(format!("also: {}", also.join(", ")));
    }
    let told: Vec<String> = offices
        .iter()
        .take(MOST_LISTED)
        .map(|(office, articles)| format!("{office} ({})", labels(snapshot, articles.iter().copied())))
        .collect();
    if !told.is_empty() {
        lines.push(format!("office: {}", told.join("; ")));
    }
    lines.extend(says(snapshot, person));
    lines.extend(ages(snapshot, person));
    lines.extend(disputes(snapshot, person));
    if let Some((file, record)) = record {
        let born = record.born.as_ref().filter(|it| !it.value.is_empty()).map(|it| format!("born {}", it.value));
        let died = record.died.as_ref().filter(|it| !it.value.is_empty()).map(|it| format!("died {}", it.value));
        let file = &story.files[file as usize];
        let place = format!("{}:{}", file.source.name, file.line(record.section.start) + 1);
        let same: Vec<String> = record.same_as.iter().map(|it| it.value.to_string()).collect();
        let parts: Vec<String> = [Some(place), born, died].into_iter().flatten().chain(same).collect();
        lines.push(format!("record: {}", parts.join(" · ")));
        let note = record.note.as_ref().map(|it| it.value.as_str()).into_iter().chain(record.notes.lines());
        lines.extend(note.map(str::trim).filter(|it| !it.is_empty()).take(2).map(|it| words::cut(it, LONGEST_WORDS)));
    }
    push_lines(&mut card, &lines, markup);
    card
}

/// The longest words that the person is quoted with, and the articles that quote the same. `None` where nobody quotes the person.
fn says(snapshot: &Snapshot, person: &Person) -> Option<String> {
    let quoted = || snapshot.facts.quotations().filter(|it| it.person() == Some(person.key));
    let said = quoted().max_by_key(|it| (it.words.len(), std::cmp::Reverse(it.sentence)))?;
    // The comma before "she said" belongs to the sentence, not to what is said.
    let pieces = said.pieces.iter().map(|&it| words::quoted(snapshot, it, usize::MAX).trim_end_matches([',', ' ']).to_owned());
    let words = pieces.collect::<Vec<_>>().join(" … ");
    let same = quoted().filter(|it| it.words.len() == said.words.len() && it.words.iter().zip(&said.words).all(|(a, b)| a.norm == b.norm));
    Some(format!("says: “{}” ({})", words::cut(&words, LONGEST_WORDS), labels(snapshot, same.map(Quotation::article))))
}

/// "**To Hoa** · President of Iceland".
fn heading(name: &str, more: &str, markup: Markup) -> String {
    let name = if markup == Markup::Markdown { format!("**{}**", escaped(name)) } else { name.to_owned() };
    let more = if markup == Markup::Markdown { escaped(more) } else { more.to_owned() };
    let end = if markup == Markup::Markdown { "\n\n" } else { "\n" };
    if more.is_empty() { format!("{name}{end}") } else { format!("{name} · {more}{end}") }
}

/// Lines of a card: in Markdown each is a paragraph's line of its own.
fn push_lines(card: &mut String, lines: &[String], markup: Markup) {
    for (at, line) in lines.iter().enumerate() {
        match markup {
            Markup::Plain => card.push_str(line),
            Markup::Markdown => {
                card.push_str(&escaped(line));
                if at + 1 < lines.len() {
                    card.push_str("  ");
                }
            }
        }
        card.push('\n');
    }
}

/// Text as Markdown that shows it as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' | '&' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// The outlets of articles, each once, in story order.
fn labels(snapshot: &Snapshot, articles: impl Iterator<Item = u32>) -> String {
    let articles: BTreeSet<u32> = articles.collect();
    let mut labels: Vec<&str> = articles.iter().map(|&it| snapshot.story.article(it).label()).collect();
    labels.dedup();
    if MOST_LISTED < labels.len() {
        return format!("{} and {} more", labels[..MOST_LISTED].join(", "), labels.len() - MOST_LISTED);
    }
    labels.join(", ")
}

/// Offices as a reader sees them, with the articles that say so; the most often told first.
pub(super) fn offices(snapshot: &Snapshot, person: &Person) -> Vec<(String, Vec<u32>)> {
    let mut offices: Vec<(String, Vec<u32>)> = Vec::new();
    for held in snapshot.facts.offices(person) {
        let shown = office(held);
        let article = held.holder.article;
        match offices.iter_mut().find(|(office, _)| *office == shown) {
            Some((_, articles)) => articles.push(article),
            None => offices.push((shown, vec![article])),
        }
    }
    // A bare "President" is no second office beside "President of Iceland" or "Kestovian president".
    let named: Vec<String> = offices.iter().map(|(office, _)| office.clone()).collect();
    let says_more = |it: &str, office: &str| {
        let before = it.strip_suffix(office).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        before || it.strip_prefix(office).is_some_and(|rest| rest.starts_with(" of "))
    };
    offices.retain(|(office, _)| !named.iter().any(|it| says_more(it, office)));
    offices.sort_by_key(|(_, articles)| std::cmp::Reverse(articles.iter().collect::<BTreeSet<_>>().len()));

    offices
}

fn office(held: &OfficeHeld) -> String {
    // Of a country that no list has we may know the adjective alone, which no "of" goes before: "Tarvanian president". A town with such
    // an ending reads as well that way: "Milan mayor".
    const ADJECTIVES: &[&str] = &["an", "ese", "ish"];
    let standing = match held.standing {
        Standing::Holder => "",
        Standing::Acting => "acting ",
        Standing::Former => "former ",
        Standing::Elect => "incoming ",
    };
    match &held.body {
        None => format!("{standing}{}", held.title),
        Some(body) if lexicon::country(body).is_none() && ADJECTIVES.iter().any(|it| body.ends_with(it)) => {
            format!("{standing}{} {}", capitalised(body), held.title)
        }
        Some(body) => format!("{standing}{} of {}", held.title, capitalised(body)),
    }
}

/// "new zealand" as "New Zealand".
fn capitalised(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<String>>().join(" ")
}

/// "age: 61 (UPI), 71 (AFP)".
pub(super) fn ages(snapshot: &Snapshot, person: &Person) -> Option<String> {
    let years: BTreeSet<u16> = snapshot.facts.ages(person).map(|it| it.years).collect();
    let told: Vec<String> = years
        .into_iter()
        .map(|years| {
            format!("{years} ({})", labels(snapshot, snapshot.facts.ages(person).filter(|it| it.years == years).map(|it| it.place.article)))
        })
        .collect();
    (!told.is_empty()).then(|| format!("age: {}", told.join(", ")))
}

/// What is disputed about the person: conflicts with a statement at one of the person's names, or at a title or age beside it.
fn disputes(snapshot: &Snapshot, person: &Person) -> Vec<String> {
    let facts = &snapshot.facts;
    let mut places: Vec<Place> = facts.mentions(person).collect();
    places.extend(facts.offices(person).map(|it| it.place).chain(facts.ages(person).map(|it| it.place)));
    let about = |place: Place| places.iter().any(|it| it.article == place.article && it.span.overlaps(place.span));
    let articles: BTreeSet<u32> = places.iter().map(|it| it.article).collect();
    // The first statement of each conflict that is.
    let mut first: BTreeMap<u32, usize> = BTreeMap::new();
    for (conflict, known, at) in articles.iter().flat_map(|&it| snapshot.stated_in(it)) {
        if about(known.statements[at].place) {
            first.entry(conflict).or_insert(at);
        }
    }
    let told = first.into_iter().map(|(conflict, statement)| {
        let conflict = &snapshot.conflicts[conflict as usize];
        let own = &conflict.statements[statement];
        let others: BTreeSet<&str> = conflict.statements.iter().filter(|it| it.value != own.value).map(|it| it.shown.as_str()).collect();
        let others: Vec<&str> = others.into_iter().take(MOST_LISTED).collect();
        format!("disputed: {}: {} against {}", conflict.subject, own.shown, words::listed(&others))
    });
    told.take(3).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{Markup, hover};
    use crate::fixture;

    #[track_caller]
    fn check(marked: &str, markup: Markup, expected: &Expect) {
        let (text, at) = fixture::cursor(marked);
        let card = hover(&fixture::snapshot(&text), 0, at, markup).map_or_else(|| "nothing".to_owned(), |it| it.text);
        // The two blanks that end a line in Markdown are shown as ⏎.
        expected.assert_eq(&card.replace("  \n", "⏎\n"));
    }

    const BERTHS: &str = "\
--- article north
outlet: Northern Post

“Fine,” the mayor said: [15 be<|>rths]{fact=berths} will be built at the old harbour of Marlow, behind the fish market.

--- article south
outlet: South | Wire

Marlow gets [12 berths]{fact=berths}.
";

    const MAYOR: &str = "\
--- article north
outlet: Northern Post

[Mayor Ada Orr]{person=orr} spoke.

--- article south

[Mrs <|>Orr]{person=orr} left.

--- person orr
name: Ada Orr
also: Mrs Orr
role: Mayor of Marlow, from 2019
born: 1961
same-as: wikidata:Q42

Prefers *Ms*.
";

    #[test]
    fn a_fact_is_a_table_of_who_says_what() {
        check(
            BERTHS,
            Markup::Markdown,
            &expect![[r#"
            **berths**

            | | | |
            |---|---|---|
            | Northern Post | **15** | “Fine,” the mayor said: 15 berths will be built at the old … |
            | South \| Wire | 12 | Marlow gets 12 berths. |

            all are marked as the fact berths, and their values cannot all be right
        "#]],
        );
        check(
            BERTHS,
            Markup::Plain,
            &expect![[r#"
            berths
            Northern Post  > 15  “Fine,” the mayor said: 15 berths will be built at the old …
            South | Wire     12  Marlow gets 12 berths.
            all are marked as the fact berths, and their values cannot all be right
        "#]],
        );
    }

    #[test]
    fn a_person_is_what_the_articles_and_the_record_say() {
        check(
            MAYOR,
            Markup::Markdown,
            &expect![[r#"
            **Ada Orr** · Mayor of Marlow

            Northern Post, south: 2 mentions, first as “Mayor Ada Orr” (Northern Post, line 4)⏎
            also: Mrs Orr, Mayor Ada Orr⏎
            record: test.bundle:10 · born 1961 · wikidata:Q42⏎
            Prefers \*Ms\*.
        "#]],
        );
        check(
            MAYOR,
            Markup::Plain,
            &expect![[r#"
            Ada Orr · Mayor of Marlow
            Northern Post, south: 2 mentions, first as “Mayor Ada Orr” (Northern Post, line 4)
            also: Mrs Orr, Mayor Ada Orr
            record: test.bundle:10 · born 1961 · wikidata:Q42
            Prefers *Ms*.
        "#]],
        );
    }

    #[test]
    fn the_office_of_a_country_that_no_list_has_is_told_as_it_is_written() {
        let office = |text: &str| {
            let (text, at) = fixture::cursor(&format!("--- article north\n\n{text}\n"));
            let card = hover(&fixture::snapshot(&text), 0, at, Markup::Plain).expect("somebody is named").text;
            card.lines().find_map(|it| it.strip_prefix("office: ").map(str::to_owned))
        };
        let told = "Tarvanian President Orra<|> Pell spoke. The president, Orra Pell, left at noon.";
        assert_eq!(office(told).as_deref(), Some("Tarvanian president (north)"));
        assert_eq!(office("Norwegian President Orra<|> Pell spoke.").as_deref(), Some("president of Norway (north)"));
    }

    #[test]
    fn a_persons_longest_words_are_quoted_with_all_who_quote_them() {
        check(
            "--- article post\n\nHelen Marsh, the harbour master, closed the port. “No ship will leave before the storm has passed,” Marsh said.\n\n\
             --- article wire\n\n“No ship will leave before the storm has passed,” said Helen Ma<|>rsh.\n",
            Markup::Plain,
            &expect![[r#"
                Helen Marsh
                post, wire: 3 mentions, first as “Helen Marsh” (post, line 3)
                also: Marsh
                says: “No ship will leave before the storm has passed” (post, wire)
            "#]],
        );
    }

    #[test]
    fn where_nothing_is_there_is_no_card() {
        check("--- article north\n\nThe fer<|>ry left.\n", Markup::Plain, &expect!["nothing"]);
    }
}
