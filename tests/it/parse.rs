//! What holds for every text that is read as a bundle file, whatever it is.

use std::path::Path;

use copydesk::bundle::{File, Form, Given, PROBLEM_KINDS, SectionKind, SourceFile, Story, parse};
use copydesk::text::{Encoding, SourceText, Span, Unchanged};
use proptest::prelude::*;

/// Pieces that mean something to the format, with some that only look like it.
const PIECES: &[&str] = &[
    "--- article upi\n",
    "--- article\r\n",
    "--- person bell\r",
    "--- fact papers\n",
    "--- decision d\n",
    "--- bundle\n",
    "--- photo x\n",
    "\\--- article x\n",
    "\\\\--- fact\n",
    "outlet: UPI\n",
    "value: 10..14\n",
    "name: Amos Bell, Jr.\n",
    "  more of it\r\n",
    "between: upi \"15 papers\"\n",
    "verdict: accept upi\n",
    "role: Mayor, from 2020, to 20x\n",
    "published: 2024-06-20T02:00+07:00\n",
    "timezone: Asia/Tokyo\n",
    "lang: fr\n",
    "supersedes: upi\n",
    "\n",
    "\r\n",
    "\r",
    " \t\n",
    "[",
    "]",
    "{",
    "}",
    "]{fact=papers",
    "\\[",
    "\"",
    "[15 papers]{fact=papers}",
    "[a dozen]{fact=papers value=\"10..14\"}",
    "[Bell]{person=bell .x}",
    "[x]{ignore=all",
    "é“👍”",
    "\u{feff}",
    "\u{2028}",
    "\0",
    "\\",
    " ",
    ": ",
    "Bell arrived on Wednesday. ",
    "--- ",
    "---",
];

fn read(text: &str, form: Form) -> File {
    parse(SourceFile { name: "a.bundle".to_owned(), id: "a".to_owned(), form, text: text.into(), given: Given::default() })
}

fn anything() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Every span lies in the text on character boundaries, and every section and body is where it says.
fn check(text: &str, form: Form) {
    let file = read(text, form);
    let whole: String = file.sections.iter().map(|section| section.span.of(text)).collect();
    assert_eq!(whole, text, "the sections are the file");
    for section in &file.sections {
        assert!(section.span.contains(section.body) && section.span.contains(section.marker));
        for line in &section.headers {
            line.key.of(text);
            line.header.span.of(text);
        }
    }
    for problem in &file.problems {
        problem.span.of(text);
        assert!(problem.message.chars().count() < 400, "{}", problem.message);
    }
    for article in &file.articles {
        let body = &article.body;
        let mut offsets: Vec<u32> = body.text.char_indices().map(|(at, _)| at as u32).collect();
        offsets.push(body.text.len() as u32);
        for pair in offsets.windows(2) {
            let place = body.in_file(Span::new(pair[0], pair[1]));
            assert_eq!(place.of(text), Span::new(pair[0], pair[1]).of(&body.text), "a character is where the body says");
            assert_eq!(body.from_file(place.start), Some(pair[0]));
        }
        for annotation in &article.annotations {
            annotation.span.of(&body.text);
            let markup = annotation.markup.of(text);
            assert!(markup.starts_with('[') && markup.ends_with('}'), "{markup}");
            assert!(annotation.markup.contains(body.in_file(annotation.span)));
        }
    }
    let story = Story::read(vec![std::sync::Arc::new(file)]);
    for (_, problem) in &story.problems {
        problem.span.of(text);
    }
}

/// All that a file says, to be compared with another.
fn all(file: &File) -> String {
    let File { sections, headers, articles, persons, facts, decisions, problems, .. } = file;
    format!("{sections:#?}{headers:#?}{articles:#?}{persons:#?}{facts:#?}{decisions:#?}{problems:#?}{}", file.text())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_file_is_what_a_fresh_one_is(
        start in anything(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..60, anything(), any::<bool>()), 1..6),
    ) {
        let mut text = start;
        let mut file = read(&text, Form::Bundle);
        for (at, removed, mut inserted, short) in edits {
            let from = text.floor_char_boundary(at.index(text.len() + 1));
            let to = text.ceil_char_boundary((from + removed).min(text.len()));
            if short {
                inserted.truncate(inserted.floor_char_boundary(5));
            }
            let mut after = text.clone();
            after.replace_range(from..to, &inserted);
            // What the edit says it changed, or all that it could have changed.
            let named = Unchanged { start: from as u32, end: (text.len() - to) as u32 };
            let same = if short { named } else { Unchanged::between(&text, &after) };
            file = file.edited(after.len() as u32, same, |span| span.of(&after).to_owned());
            text = after;
            prop_assert_eq!(all(&file), all(&read(&text, Form::Bundle)));
            for offset in (0..=text.len() as u32).filter(|&it| text.is_char_boundary(it as usize)) {
                let fresh = SourceText::new(&text);
                let line = fresh.position(offset, Encoding::Utf8).line;
                // Inside a CRLF there is no place of its own.
                prop_assert!(file.line(offset) == line || text[..offset as usize].ends_with('\r'));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_loss(text in anything()) {
        check(&text, Form::Bundle);
        check(&text, Form::Plain);
    }

    #[test]
    fn any_bytes_are_read_without_loss(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes), Form::Bundle);
    }

    #[test]
    fn text_without_markup_is_read_as_it_is(text in "[a-zé“”\\n\\[\\]. ]{0,80}") {
        let file = read(&format!("--- article a\n\n{text}"), Form::Bundle);
        prop_assert_eq!(&file.articles[0].body.text, &text);
    }

    #[test]
    fn annotated_text_reads_as_the_words_in_it(words in proptest::collection::vec(("[a-zé]{1,8}", any::<bool>()), 0..20)) {
        let plain: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        let marked: Vec<String> =
            words.iter().map(|(word, marked)| if *marked { format!("[{word}]{{fact=x}}") } else { word.clone() }).collect();
        let file = read(&format!("--- article a\n\n{}", marked.join(" ")), Form::Bundle);
        let article = &file.articles[0];
        prop_assert_eq!(&article.body.text, &plain.join(" "));
        let found: Vec<&str> = article.annotations.iter().map(|it| it.span.of(&article.body.text)).collect();
        let expected: Vec<&str> = words.iter().filter(|it| it.1).map(|it| it.0.as_str()).collect();
        prop_assert_eq!(found, expected);
    }
}

/// `docs/format.md` against what the parser knows: its example is right, and nothing is missing from its tables.
#[test]
fn the_format_is_documented() {
    let page = crate::text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md"));
    let example = page.split("```bundle\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the page has an example");
    let snapshot = crate::fixture::snapshot(example);
    assert!(snapshot.problems().is_empty(), "{:?}", snapshot.problems());
    let settled: Vec<bool> = snapshot.conflicts.iter().map(|it| it.settled.is_some()).collect();
    assert_eq!(settled, [true], "the example's decision settles its one conflict");
    for kind in SectionKind::NAMED {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", kind.word()))).expect("every kind has a row");
        for key in kind.keys() {
            assert!(row.contains(&format!("`{}`", key.name)), "{} of {}", key.name, kind.word());
        }
    }
    for kind in PROBLEM_KINDS {
        let row = format!("| `{}` | {} |", kind.code, kind.severity.word());
        assert!(page.contains(&row), "{row}");
    }
}
