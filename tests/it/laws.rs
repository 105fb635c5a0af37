//! Laws that hold whatever the news is: copies agree, order does not matter, strangers have nothing to dispute, an edited
//! text is read like a fresh one.

use std::collections::BTreeSet;
use std::sync::Arc;

use copydesk::facts::Place;
use proptest::prelude::*;

use crate::conflicts::{Conflict, Statement};
use crate::examples::{Example, examples, reports, section};
use crate::fixture;
use crate::house_style::{self, STYLES};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Reports that a bundle of an article and `copy` has and the article alone has not.
fn new_in_copy(example: &Example, copy: impl Fn(&str) -> String) -> Vec<String> {
    let mut new = Vec::new();
    for article in example.sources() {
        let original = section(article, "original", &article.body.text);
        let alone = fixture::snapshot(&original).conflicts.len();
        let both = fixture::snapshot(&format!("{original}{}", section(article, "copy", &copy(&article.body.text))));
        if both.conflicts.len() > alone {
            new.extend(reports(&both).into_iter().map(|report| format!("{}/{}: {report}", example.name, article.id)));
        }
    }
    new
}

#[test]
fn an_article_agrees_with_its_copy() {
    let new: Vec<String> = examples().iter().flat_map(|example| new_in_copy(example, str::to_owned)).collect();
    assert!(new.is_empty(), "{}", new.join("\n"));
}

#[test]
fn an_article_agrees_with_its_copy_in_another_house_style() {
    let mut new = Vec::new();
    for example in examples() {
        for (name, style) in STYLES {
            new.extend(new_in_copy(&example, style).into_iter().map(|report| format!("{name}: {report}")));
        }
        new.extend(new_in_copy(&example, house_style::all).into_iter().map(|report| format!("all: {report}")));
    }
    assert!(new.is_empty(), "{}", new.join("\n"));
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    for example in examples() {
        let text = example.text();
        let file = &example.snapshot.story.files[0];
        let mut sections: Vec<&str> = file.articles.iter().map(|article| article.section.of(text)).collect();
        let mut rest = text.to_string();
        for section in &sections {
            rest = rest.replacen(section, "", 1);
        }
        let mut expected: Option<BTreeSet<String>> = None;
        for turn in 0..sections.len() {
            for reversed in [false, true] {
                sections.rotate_left(1);
                if reversed {
                    sections.reverse();
                }
                // Records and decisions stand behind the articles; only the bundle's own section has to be first.
                let (head, tail) = rest.split_at(file.headers.section.map_or(0, |section| section.end as usize));
                let turned = fixture::snapshot(&format!("{head}\n{}\n{tail}", sections.join("\n")));
                let told = reports(&turned);
                let expected = expected.get_or_insert_with(|| told.clone());
                assert_eq!(&told, expected, "{} in order {turn}, reversed: {reversed}", example.name);
            }
        }
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_matter() {
    for example in examples() {
        let expected = words_and_values(&example.snapshot);
        let text = example.text();
        for (name, variant) in
            [("CRLF", text.replace('\n', "\r\n")), ("CR", text.replace('\n', "\r")), ("a byte order mark", format!("\u{feff}{text}"))]
        {
            assert_eq!(words_and_values(&fixture::snapshot(&variant)), expected, "{} with {name}", example.name);
        }
    }
}

/// What is reported, without places: a line a report.
fn words_and_values(snapshot: &Snapshot) -> Vec<String> {
    let said = |it: &Statement| format!("{:?} = {}", snapshot.read().text(it.place), it.value);
    let told = |it: &Arc<Conflict>| {
        let statements: Vec<String> = it.statements.iter().map(said).collect();
        format!("{} {}: {}", it.severity.word(), it.kind, statements.join(" | "))
    };
    snapshot.conflicts.iter().map(told).collect()
}

#[test]
fn unrelated_articles_have_nothing_to_dispute() {
    let examples = examples();
    for nth in 0..3 {
        let sections: Vec<String> = examples
            .iter()
            .filter_map(|example| example.sources().nth(nth).map(|article| section(article, &example.name, &article.body.text)))
            .collect();
        let together = fixture::snapshot(&sections.concat());
        assert!(together.conflicts.is_empty(), "{:#?}", reports(&together));
    }
}

/// Pieces of text that have broken readers before: markers, markup, every kind of line end, characters of two to four bytes.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\0",
    "é",
    "👍",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    ".",
    "\\",
    "[",
    "]",
    "]{fact=papers}",
    "]{person=none}",
    "]{ignore=all}",
    "\n--- article new\n",
    "\n--- article new\npublished: 2025-03-01\n\n",
    "\n--- person p\nname: Ada Brown\n\n",
    "\n--- ",
    "Tuesday",
    "March 2024",
    " 14 ",
    " fourteen ",
    "$3.5 billion",
    "per cent",
    "President ",
    "Mr Brown",
    "Ada Brown, 41,",
    "said",
    "not ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_text_is_read_like_a_fresh_one(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, any::<prop::sample::Index>()), 1..8),
    ) {
        let examples = examples();
        let example = &examples[which.index(examples.len())];
        let mut text = example.text().to_string();
        let mut edited = example.snapshot.clone();
        for (at, removed, piece) in edits {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary((start + removed).min(text.len()));
            text.replace_range(start..end, PIECES[piece.index(PIECES.len())]);
            edited = edited.edited(0, &text);
            let fresh = fixture::snapshot(&text);
            prop_assert_eq!(&edited.readings, &fresh.readings);
            prop_assert_eq!(&edited.facts, &fresh.facts);
            prop_assert_eq!(&edited.sources, &fresh.sources);
            prop_assert_eq!(&edited.conflicts, &fresh.conflicts);
            prop_assert_eq!(&edited.backings, &fresh.backings);
            let (file, fresh_file) = (&edited.story.files[0], &fresh.story.files[0]);
            prop_assert_eq!(&file.problems, &fresh_file.problems);
            prop_assert_eq!(&edited.story.problems, &fresh.story.problems);
            prop_assert_eq!(file.articles.len(), fresh_file.articles.len());
            for (article, fresh) in file.articles.iter().zip(&fresh_file.articles) {
                prop_assert_eq!(&article.id, &fresh.id);
                prop_assert_eq!(&article.body.text, &fresh.body.text);
                prop_assert_eq!(&article.body.runs, &fresh.body.runs);
            }
        }
    }
}

/// What an edit does to the articles of a bundle.
#[derive(Debug, Clone, Copy)]
enum Turn {
    /// One goes.
    Out,
    /// One of another bundle comes.
    In,
    /// Two change places.
    Swap,
    /// One gets another date.
    Date,
    /// A copy of one comes: every key of its statements stands in one more of them.
    Copy,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn articles_that_come_and_go_are_compared_like_those_of_a_fresh_story(
        which in any::<prop::sample::Index>(),
        turns in prop::collection::vec(
            (prop::sample::select(vec![Turn::Out, Turn::In, Turn::Swap, Turn::Date, Turn::Copy]), any::<prop::sample::Index>(), any::<prop::sample::Index>()),
            1..6,
        ),
    ) {
        let examples = examples();
        let of = |example: &Example| -> Vec<String> {
            let text = example.text();
            example.snapshot.story.files[0].articles.iter().map(|it| it.section.of(text).to_owned()).collect()
        };
        let nth = which.index(examples.len());
        let (mut articles, others) = (of(&examples[nth]), of(&examples[(nth + 1) % examples.len()]));
        let mut edited = fixture::snapshot(&articles.join("\n"));
        for (turn, one, two) in turns {
            let (at, to) = (one.index(articles.len().max(1)), two.index(articles.len().max(1)));
            match turn {
                _ if articles.is_empty() => articles.push(others[two.index(others.len())].clone()),
                Turn::Out => drop(articles.remove(at)),
                Turn::In => articles.insert(at, others[two.index(others.len())].clone()),
                Turn::Swap => articles.swap(at, to),
                Turn::Date => articles[at] = articles[at].replacen("\npublished: 20", "\npublished: 19", 1),
                Turn::Copy => articles.insert(at, articles[to].replacen("--- article ", "--- article again-", 1)),
            }
            let text = articles.join("\n");
            edited = edited.edited(0, &text);
            let fresh = fixture::snapshot(&text);
            prop_assert_eq!(&edited.facts, &fresh.facts);
            prop_assert_eq!(&edited.conflicts, &fresh.conflicts);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_key_beside_a_statement_is_read_like_a_fresh_text(
        which in any::<prop::sample::Index>(),
        keys in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..4, any::<prop::sample::Index>()), 1..8),
    ) {
        let examples = examples();
        let example = &examples[which.index(examples.len())];
        let mut text = example.text().to_string();
        let mut edited = example.snapshot.clone();
        for (conflict, statement, edge, piece) in keys {
            if edited.conflicts.is_empty() {
                break;
            }
            let conflict = &edited.conflicts[conflict.index(edited.conflicts.len())];
            let place = conflict.statements[statement.index(conflict.statements.len())].place;
            let (_, span) = edited.in_file(place);
            let at = match edge {
                0 => span.start,
                1 => span.end,
                2 => span.start.midpoint(span.end),
                // A paragraph of its own before all that the article says.
                _ => edited.in_file(Place { span: Span::new(0, 0), ..place }).1.start,
            };
            let piece = if edge == 3 { "A plain word.\n\n" } else { PIECES[piece.index(PIECES.len())] };
            text.insert_str(text.floor_char_boundary(at as usize), piece);
            edited = edited.edited(0, &text);
            let fresh = fixture::snapshot(&text);
            prop_assert_eq!(&edited.facts, &fresh.facts);
            prop_assert_eq!(&edited.conflicts, &fresh.conflicts);
        }
    }
}

#[test]
fn what_no_edit_touched_is_the_same_in_memory() {
    for example in examples() {
        for article in 0..example.snapshot.story.articles.len() as u32 {
            let before = fixture::snapshot(example.text());
            let (_, start) = before.in_file(Place { article, span: Span::new(0, 0) });
            let mut text = example.text().to_string();
            text.insert_str(start.start as usize, "A plain word.\n\n");
            let after = before.edited(0, &text);
            for (was, is) in before.conflicts.iter().zip(&after.conflicts) {
                let touched = was.statements.iter().any(|it| it.place.article == article);
                assert!(touched || Arc::ptr_eq(was, is), "{}: {was:?}", example.name);
            }
        }
    }
}
