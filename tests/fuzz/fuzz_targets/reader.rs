//! Any text read to the end and asked everything an editor asks; after an edit it is read like a fresh one.

#![no_main]

use std::sync::Arc;

use copydesk::answers::{self, HintKinds, Limits, Markup, Signature, Sought};
use copydesk::bundle::{Form, Given, SourceFile};
use copydesk::conflicts::Settings;
use copydesk::snapshot::Snapshot;
use copydesk::text::Span;
use copydesk_fuzz::Edited;
use libfuzzer_sys::fuzz_target;

/// Longer texts say no more and take longer.
const LONGEST: usize = 16_000;

fuzz_target!(|input: &[u8]| {
    let Some(Edited { text, from, after, .. }) = Edited::read(input) else { return };
    if LONGEST < text.len() + after.len() {
        return;
    }
    let snapshot = read(&text);
    ask(&snapshot, &text, from as u32);
    let (edited, fresh) = (snapshot.edited(0, &after), read(&after));
    assert_eq!(edited.readings, fresh.readings);
    assert_eq!(edited.facts, fresh.facts);
    assert_eq!(edited.sources, fresh.sources);
    assert_eq!(edited.conflicts, fresh.conflicts);
    assert_eq!(edited.backings, fresh.backings);
    assert_eq!(edited.stale, fresh.stale);
});

fn read(text: &str) -> Snapshot {
    let (name, id) = ("a.bundle".to_owned(), "a".to_owned());
    let file = SourceFile { name, id, form: Form::Bundle, text: text.into(), given: Given::default() };
    Snapshot::new(vec![file], Arc::new(Settings::default()))
}

fn ask(snapshot: &Snapshot, text: &str, offset: u32) {
    let whole = Span::new(0, text.len() as u32);
    let here = Span::new(offset, offset);
    for (_, problem) in snapshot.problems() {
        problem.span.of(text);
    }
    for found in answers::diagnostics(snapshot, 0, Limits::default()) {
        found.span.of(text);
    }
    answers::hover(snapshot, 0, offset, Markup::Markdown);
    answers::definition(snapshot, 0, offset);
    answers::references(snapshot, 0, offset, true);
    answers::completion(snapshot, 0, offset);
    answers::actions(snapshot, 0, here, &Signature::default());
    answers::actions(snapshot, 0, whole, &Signature::default());
    answers::fix_all(snapshot, 0);
    answers::colours(snapshot, 0, whole);
    answers::hints(snapshot, 0, whole, HintKinds { dates: true, quantities: true, names: true });
    answers::folds(snapshot, 0);
    answers::selection(snapshot, 0, offset);
    answers::formatted(snapshot, 0, whole);
    answers::lenses(snapshot, 0);
    answers::links(snapshot, 0);
    answers::linked(snapshot, 0, offset);
    answers::search(snapshot, 0, &Sought::default());
    answers::why(snapshot, 0, here);
    answers::comparison(snapshot, 0, offset);
    answers::report(snapshot);
    if let Some(renamed) = answers::renamed(snapshot, 0, offset) {
        // A name that cannot be is refused with a sentence.
        let _ = answers::rename(snapshot, &renamed, "Ada Orr", Some(0));
    }
}
