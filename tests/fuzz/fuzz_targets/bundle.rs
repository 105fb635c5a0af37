//! Any bytes as a bundle: nothing is lost, and after an edit the file is what a fresh one is.

#![no_main]

use copydesk::bundle::{File, Form, Given, SourceFile, parse};
use copydesk::text::Unchanged;
use copydesk_fuzz::Edited;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some(Edited { text, from, to, after }) = Edited::read(input) else { return };
    let file = check(&text, Form::Bundle);
    check(&text, Form::Plain);
    let named = Unchanged { start: from as u32, end: (text.len() - to) as u32 };
    for unchanged in [named, Unchanged::between(&text, &after)] {
        let edited = file.edited(after.len() as u32, unchanged, |span| span.of(&after).to_owned());
        assert_eq!(said(&edited), said(&read(&after, Form::Bundle)));
    }
});

fn read(text: &str, form: Form) -> File {
    parse(SourceFile { name: "a.bundle".to_owned(), id: "a".to_owned(), form, text: text.into(), given: Given::default() })
}

/// Reads a text; its sections are all of it, and every place in it can be shown.
fn check(text: &str, form: Form) -> File {
    let file = read(text, form);
    let whole: String = file.sections.iter().map(|it| it.span.of(text)).collect();
    assert_eq!(whole, text);
    for problem in &file.problems {
        problem.span.of(text);
        file.line(problem.span.start);
    }
    for article in &file.articles {
        for annotation in &article.annotations {
            annotation.span.of(&article.body.text);
            article.body.in_file(annotation.span).of(text);
        }
    }
    file
}

/// All that a file says.
fn said(file: &File) -> String {
    let File { sections, headers, articles, persons, facts, decisions, problems, .. } = file;
    format!("{sections:?}{headers:?}{articles:?}{persons:?}{facts:?}{decisions:?}{problems:?}{}", file.text())
}
