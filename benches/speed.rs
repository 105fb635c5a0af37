//! How long each step takes: `cargo bench`. What the figures mean stands in `docs/performance.md`.
//!
//! The text is the project's examples, over and over: each copy is a story of its own with other names of its articles.

mod frames;

use std::io::{BufReader, PipeReader, PipeWriter, pipe};
use std::path::Path;
use std::sync::Arc;

use copydesk::answers::{Limits, diagnostics, symbols};
use copydesk::bundle::{File, Form, Given, SourceFile, Story, parse};
use copydesk::conflicts::Settings;
use copydesk::facts::{Facts, Read as Readings};
use copydesk::mentions::Reading;
use copydesk::snapshot::Snapshot;
use copydesk::text::{Encoding, Position, SourceText};
use divan::{Bencher, black_box};

/// Bytes of the texts that are measured.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// A bundle of about so many bytes.
#[expect(clippy::disallowed_methods, reason = "the examples are files; what is measured touches none")]
fn text(bytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the examples are there").flatten().map(|it| it.path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "bundle"));
    paths.sort();
    let examples: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).expect("an example is text")).collect();
    let mut text = String::new();
    let mut articles = examples.iter().map(|example| parsed(example)).collect::<Vec<_>>().into_iter().cycle();
    for copy in 0.. {
        let example = articles.next().expect("there are examples");
        for (nth, article) in example.articles.iter().enumerate() {
            if bytes < text.len() {
                return text;
            }
            text.push_str(&format!("--- article a{copy}-{nth}\npublished: 2024-06-20\n\n{}\n", article.body.text));
        }
    }
    text
}

fn parsed(text: &str) -> File {
    let (name, id) = ("bench.bundle".to_owned(), "bench".to_owned());
    parse(SourceFile { name, id, form: Form::Bundle, text: text.into(), given: Given::default() })
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::of(vec![Arc::new(parsed(text))], Arc::new(Settings::default()))
}

/// A word typed in the middle of an article in the middle of the text.
fn typed(snapshot: &Snapshot) -> String {
    let file = &snapshot.story.files[0];
    let body = &file.articles[file.articles.len() / 2].body;
    let middle = body.text.floor_char_boundary(body.text.len() / 2) as u32;
    let at = body.in_file(copydesk::text::Span::new(middle, middle)).start as usize;
    format!("{}x{}", &file.text()[..at], &file.text()[at..])
}

#[divan::bench(args = SIZES)]
fn sections_of_a_file(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = text(bytes);
    bencher.bench(|| parsed(black_box(&text)));
}

#[divan::bench]
fn read_100_kb(bencher: Bencher<'_, '_>) {
    let file = parsed(&text(100_000));
    bencher.bench(|| file.articles.iter().map(|it| Reading::read(&it.body.text, None).paragraphs.len()).sum::<usize>());
}

#[divan::bench]
fn people_and_facts_of_100_kb(bencher: Bencher<'_, '_>) {
    let snapshot = snapshot(&text(100_000));
    bencher.bench(|| Facts::gather(Readings { story: &snapshot.story, readings: &snapshot.readings }, 1));
}

/// Facts and comparison: reading is taken over.
#[divan::bench]
fn compare_100_kb(bencher: Bencher<'_, '_>) {
    let before = snapshot(&text(100_000));
    bencher.bench(|| Snapshot::after(Some(&before), Story::read(before.story.files.clone()), Arc::new(Settings::default()), 1));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn key(bencher: Bencher<'_, '_>, bytes: usize) {
    let before = snapshot(&text(bytes));
    let after = typed(&before);
    bencher.bench(|| before.edited(0, black_box(&after)));
}

#[divan::bench]
fn position_in_1_mb(bencher: Bencher<'_, '_>) {
    let text = SourceText::new(&text(1_000_000));
    let middle = Position { line: text.line_count() / 2, column: 20 };
    bencher.bench(|| text.position(text.offset(black_box(middle), Encoding::Utf16), Encoding::Utf16));
}

#[divan::bench]
fn marks_of_100_kb(bencher: Bencher<'_, '_>) {
    let snapshot = snapshot(&text(100_000));
    bencher.bench(|| diagnostics(&snapshot, 0, Limits::default()));
}

#[divan::bench]
fn outline_of_100_kb(bencher: Bencher<'_, '_>) {
    let snapshot = snapshot(&text(100_000));
    bencher.bench(|| symbols(&snapshot, 0));
}

/// Everything, with the protocol round it: from a change sent to its diagnostics read.
#[divan::bench(args = SIZES, sample_count = 20)]
fn key_in_a_session(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut session = Session::start(&text(bytes));
    bencher.bench_local(|| session.key());
}

struct Session {
    output: PipeWriter,
    input: BufReader<PipeReader>,
    version: u32,
}

impl Session {
    fn start(text: &str) -> Self {
        let (server_input, output) = pipe().expect("a pipe");
        let (input, server_output) = pipe().expect("a pipe");
        std::thread::spawn(move || copydesk::lsp::serve(server_input, server_output));
        let mut session = Self { output, input: BufReader::new(input), version: 1 };
        session.send(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{"textDocument":{"publishDiagnostics":{"relatedInformation":true}}}}}"#);
        session.next();
        let text = serde_json::to_string(text).expect("a string can be written");
        session.send(&format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"file:///a.bundle","languageId":"bundle","version":1,"text":{text}}}}}}}"#
        ));
        session.next();
        session
    }

    fn key(&mut self) -> usize {
        self.version += 1;
        // The fourth line is the first of an article's text.
        self.send(&format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"file:///a.bundle","version":{}}},"contentChanges":[{{"range":{{"start":{{"line":3,"character":5}},"end":{{"line":3,"character":5}}}},"text":"x"}}]}}}}"#,
            self.version
        ));
        self.next()
    }

    fn send(&mut self, message: &str) {
        frames::write(&mut self.output, message);
    }

    /// The length of the next message in bytes.
    fn next(&mut self) -> usize {
        frames::read(&mut self.input).len()
    }
}
