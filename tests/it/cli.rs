//! The command line from outside: what it reads, prints and answers.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A folder of its own for one test, gone when it ends.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the target folder can be written");
        Self(path)
    }

    pub(crate) fn with(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("the folder can be made");
        fs::write(path, content).expect("the file can be written");
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a call came to.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) errors: String,
}

impl Ran {
    /// The lines of `--format jsonl`.
    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
    }

    /// The name of each bundle.
    fn bundles(&self) -> Vec<String> {
        self.lines().iter().map(|line| line["bundle"].as_str().expect("a name").to_owned()).collect()
    }

    /// The code of each problem.
    fn problems(&self) -> Vec<String> {
        let lines = self.lines();
        let problems = lines.iter().flat_map(|line| line["problems"].as_array().expect("a list"));
        problems.map(|it| it["code"].as_str().expect("a code").to_owned()).collect()
    }
}

pub(crate) fn copydesk(folder: &Folder, arguments: &[&str]) -> Ran {
    copydesk_reading(folder, arguments, b"")
}

pub(crate) fn copydesk_reading(folder: &Folder, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(arguments)
        .current_dir(&folder.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that reads no input may have ended before it is written.
    let _ = child.stdin.take().expect("it was asked for").write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    Ran { status: output.status.code().expect("no signal"), out: text(output.stdout), errors: text(output.stderr) }
}

/// Two articles that disagree on an annotated fact, whatever else the checks find.
const TALKS: &str =
    "--- article afp\n\nThey signed [15 papers]{fact=papers}.\n\n--- article upi\n\nThey signed [12 papers]{fact=papers}.\n";

#[test]
fn a_bundle_file_is_named_without_its_ending() {
    let folder = Folder::new("named").with("talks.v2.bundle", "--- article afp\n\nIt rained.\n");
    let ran = copydesk(&folder, &["check", "--format", "jsonl", "talks.v2.bundle"]);
    assert_eq!((ran.status, ran.bundles()), (0, vec!["talks.v2".to_owned()]));
}

#[test]
fn several_articles_in_one_call_are_one_bundle() {
    let folder =
        Folder::new("several").with("b.txt", "It rained.").with("a.txt", "It snowed.").with("c.bundle", "--- article c\n\nIt hailed.\n");
    let ran = copydesk(&folder, &["check", "--format", "jsonl", "b.txt", "c.bundle", "a.txt"]);
    assert_eq!((ran.status, ran.bundles()), (0, vec!["b".to_owned(), "c".to_owned()]));
}

#[test]
fn a_folder_with_articles_is_one_bundle_and_any_other_is_searched() {
    let folder = Folder::new("searched")
        .with("all/z/one.txt", "It rained.")
        .with("all/z/two.txt", "It snowed.")
        .with("all/a/talks.bundle", "--- article a\n\nIt hailed.\n")
        .with("all/.hidden/no.bundle", "--- article a\n\nIt hailed.\n")
        .with("all/m/meta.json", r#"{"id": "the-storm", "articles": [{"file": "b.txt", "id": "post", "outlet": null}]}"#)
        .with("all/m/b.txt", "It rained.");
    let ran = copydesk(&folder, &["check", "--format", "jsonl", "all"]);
    assert_eq!((ran.status, ran.bundles()), (0, vec!["talks".to_owned(), "the-storm".to_owned(), "z".to_owned()]));
    let own = copydesk(&folder, &["check", "--format", "jsonl", "all/z/"]);
    assert_eq!(own.bundles(), ["z"]);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = Folder::new("twice").with("in/talks.bundle", "--- article a\n\nIt hailed.\n");
    let ran = copydesk(&folder, &["check", "--format", "jsonl", "in/talks.bundle", "in", "./in/../in/talks.bundle"]);
    assert_eq!((ran.status, ran.bundles()), (0, vec!["talks".to_owned()]));
}

#[test]
fn standard_input_is_a_bundle() {
    let ran = copydesk_reading(&Folder::new("stdin"), &["check", "--format", "jsonl", "-"], b"--- article a\n\nIt hailed.\n");
    assert_eq!((ran.status, ran.bundles()), (0, vec!["stdin".to_owned()]));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let folder = Folder::new("unreadable")
        .with("old.bundle", b"--- article a\n\nHe said \x93no\x94.\n")
        .with("wide.bundle", b"\xff\xfe-\0-\0")
        .with("large.bundle", vec![b'x'; 1_000_001])
        .with("picture.png", "")
        .with("fine.bundle", "--- article a\n\nIt hailed.\n")
        .with("empty/notes.md", "");
    let calls = [
        "check",
        "--format",
        "jsonl",
        "--max-size",
        "1",
        "old.bundle",
        "wide.bundle",
        "large.bundle",
        "picture.png",
        "gone",
        "empty",
        "fine.bundle",
    ];
    let ran = copydesk(&folder, &calls);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.bundles(), ["old", "wide", "large", "fine"]);
    assert_eq!(ran.problems(), ["not-utf8", "not-utf8", "too-large"]);
    let lines = ran.lines();
    assert_eq!(lines[0]["problems"][0]["start"], 23, "code points before the first bad byte");
    for message in [
        "cannot read old.bundle: not UTF-8 at byte 23 (0x93, a Windows-1252 quotation mark?). Convert it, for instance: iconv -f cp1252 -t utf-8 old.bundle",
        "cannot read wide.bundle: not UTF-8 but UTF-16. Convert it, for instance: iconv -f utf-16 -t utf-8 wide.bundle",
        "cannot read large.bundle: larger than 1 MB",
        "cannot read picture.png: neither a folder nor a .bundle or .txt file",
        "cannot read gone: there is no such file or folder",
        "nothing to read in empty: no .bundle file and no folder with .txt articles",
    ] {
        assert!(ran.errors.contains(&format!("copydesk: {message}")), "{message}\nis not in\n{}", ran.errors);
    }
}

#[test]
fn meta_json_that_is_wrong_is_told_and_its_folder_read() {
    let folder = Folder::new("meta")
        .with("broken/meta.json", "{")
        .with("broken/a.txt", "It rained.")
        .with("short/meta.json", r#"{"id": "short", "articles": [{"file": "gone.txt"}, {"file": "../broken/a.txt"}, {"file": "a.txt"}]}"#)
        .with("short/a.txt", "It rained.")
        .with("short/b.txt", "It snowed.");
    let ran = copydesk(&folder, &["check", "--format", "jsonl", "broken", "short"]);
    assert_eq!((ran.status, ran.bundles()), (2, vec!["broken".to_owned(), "short".to_owned()]));
    for message in [
        "cannot read broken/meta.json: EOF",
        "cannot read short/gone.txt: meta.json names it, but it is not there",
        "may only name files in its own folder",
    ] {
        assert!(ran.errors.contains(message), "{message}\nis not in\n{}", ran.errors);
    }
    let document: Value = serde_json::from_str(&copydesk(&folder, &["check", "--format", "json", "short"]).out).expect("a document");
    assert_eq!(document["bundles"][0]["articles"], 2, "an article that meta.json does not name is read all the same");
    assert_eq!(document["failures"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_output_is_the_same_whatever_the_number_of_threads() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let examples = examples.to_str().expect("a plain path");
    let folder = Folder::new("jobs");
    for format in ["text", "json", "jsonl"] {
        let one = copydesk(&folder, &["check", examples, "--hints", "--format", format, "--jobs", "1"]);
        for jobs in ["2", "7"] {
            let many = copydesk(&folder, &["check", examples, "--hints", "--format", format, "--jobs", jobs]);
            assert!(one.out == many.out && one.errors == many.errors && one.status == many.status, "--format {format} --jobs {jobs}");
        }
    }
}

/// Every slice that a report gives, taken from the file as another language would, must be the text it gives.
fn check_slices(folder: &Folder, path: &str) -> usize {
    let ran = copydesk(folder, &["check", "--hints", "--format", "jsonl", path]);
    let lines = ran.lines();
    let lists = |line: &Value, outer: &str, inner: &str| -> Vec<Value> {
        line[outer].as_array().expect("a list").iter().flat_map(|it| it[inner].as_array().expect("a list").clone()).collect()
    };
    let places: Vec<Value> =
        lines.iter().flat_map(|line| [lists(line, "conflicts", "statements"), lists(line, "people", "mentions")].concat()).collect();
    for place in &places {
        let text = fs::read(folder.0.join(place["path"].as_str().expect("a path"))).expect("it was read before");
        let text: Vec<char> = String::from_utf8(text).expect("UTF-8").chars().collect();
        let at = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("it fits");
        let slice: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(slice, place["text"].as_str().expect("a text"), "{place}");
    }
    places.len()
}

#[test]
fn places_are_code_points_of_the_file_as_it_is() {
    let talks = format!("\u{feff}{TALKS}").replace("They", "“👍”, they").replace('\n', "\r\n");
    let folder = Folder::new("slices").with("talks.bundle", talks);
    check_slices(&folder, "talks.bundle");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    check_slices(&folder, examples.to_str().expect("a plain path"));
}

#[test]
fn a_conflict_shows_both_sides_and_decides_the_status() {
    let folder = Folder::new("conflict").with("talks.bundle", TALKS);
    let ran = copydesk(&folder, &["check", "talks.bundle"]);
    assert_eq!(ran.status, 1, "{}", ran.errors);
    for words in ["warning[fact]: ", "--> talks.bundle:3:", "::: talks.bundle:7:", "They signed [15 papers]", "They signed [12 papers]"] {
        assert!(ran.out.contains(words), "{words}\nis not in\n{}", ran.out);
    }
    assert!(ran.errors.contains(": 1 warning"), "{}", ran.errors);
    assert_eq!(copydesk(&folder, &["check", "talks.bundle", "--fail-on", "error"]).status, 0);
    assert!(2 <= check_slices(&folder, "talks.bundle"), "both statements have a place");

    let settled =
        format!("{TALKS}\n--- decision papers\nkind: fact\nbetween: afp \"15 papers\"\nbetween: upi \"12 papers\"\nverdict: accept afp\n");
    let folder = folder.with("talks.bundle", settled);
    let ran = copydesk(&folder, &["check", "talks.bundle"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "what is settled is silent");
    let hints = copydesk(&folder, &["check", "--hints", "--format", "json", "talks.bundle"]);
    let document: Value = serde_json::from_str(&hints.out).expect("a document");
    let conflict = &document["bundles"][0]["conflicts"][0];
    assert_eq!((&conflict["severity"], &conflict["settled"]), (&Value::from("hint"), &Value::from("papers")), "{conflict}");
}

#[test]
fn a_clean_bundle_prints_nothing_but_its_tally() {
    let folder = Folder::new("clean").with("a.txt", "It rained.").with("b.txt", "It rained all day.");
    let ran = copydesk(&folder, &["check", "a.txt", "b.txt"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.errors.as_str()), (0, "", "2 articles, 6 words, 0 people: nothing to report\n"));
}

#[test]
fn every_code_is_explained_and_an_unknown_one_is_told() {
    let folder = Folder::new("explain");
    let all = copydesk(&folder, &["explain"]);
    let codes: Vec<&str> =
        all.out.lines().filter(|line| line.starts_with("  ")).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(copydesk::conflicts::CHECKS.iter().all(|check| codes.contains(&check.code)), "{codes:?}");
    for code in codes {
        let ran = copydesk(&folder, &["explain", code]);
        assert!(ran.status == 0 && ran.out.starts_with(code), "{code}: {}", ran.errors);
    }
    let unknown = copydesk(&folder, &["explain", "ofice"]);
    assert_eq!((unknown.status, unknown.out.as_str()), (2, ""));
}
#[test]
fn problems_decide_the_status_by_their_severity() {
    let folder = Folder::new("status").with("talks.bundle", "--- article afp\npublshed: 2024-06-20\n\nIt rained.\n");
    for (fail_on, status) in [("error", 0), ("warning", 1), ("information", 1), ("never", 0)] {
        let ran = copydesk(&folder, &["check", "talks.bundle", "--fail-on", fail_on]);
        assert_eq!(ran.status, status, "--fail-on {fail_on}: {}", ran.errors);
    }
    assert_eq!(copydesk(&folder, &["check", "talks.bundle", "gone.bundle", "--fail-on", "never"]).status, 2, "2 wins");
}

#[test]
fn bundles_of_one_story_are_read_as_one_and_records_reach_everywhere() {
    let folder = Folder::new("story")
        .with("a.bundle", "--- bundle\nstory: storm\n\n--- article a\n\nIt rained.\n")
        .with("b.bundle", "--- article b\n\n[The mayor]{person=orr} said so.\n")
        .with("c.bundle", "--- bundle\nstory: storm\n\n--- article c\n\nIt hailed.\n")
        .with("people.bundle", "--- person orr\nname: Tom Orr\n");
    let ran = copydesk(&folder, &["check", "--format", "jsonl", "."]);
    assert_eq!((ran.status, ran.bundles()), (0, vec!["storm".to_owned(), "b".to_owned(), "people".to_owned()]), "{}", ran.out);
    let alone = copydesk(&folder, &["check", "--format", "jsonl", "b.bundle"]);
    assert_eq!((alone.status, alone.problems()), (1, vec!["unknown-id".to_owned()]));
}

#[test]
fn a_new_bundle_holds_its_articles_as_they_were() {
    let afp = "\u{feff}Rain fell.\r\n\r\n--- article upi\r\nThe mayor [Tom Orr]{person=orr} said [sic] \\[no\\].";
    let folder = Folder::new("new").with("afp.txt", afp).with("in/afp.txt", "It rained.\n").with("the post.txt", "");
    let arguments = ["new", "talks.bundle", "--title", "Rain", "--from", "afp.txt", "in/afp.txt", "the post.txt"];
    let ran = copydesk(&folder, &arguments);
    assert_eq!((ran.status, ran.out.as_str(), ran.errors.as_str()), (0, "", "wrote talks.bundle with 3 articles\n"));
    let written = crate::text_of(&folder.0.join("talks.bundle"));
    let source = copydesk::bundle::SourceFile {
        name: "talks.bundle".to_owned(),
        id: "talks".to_owned(),
        form: copydesk::bundle::Form::Bundle,
        text: written.as_str().into(),
        given: copydesk::bundle::Given::default(),
    };
    let read = copydesk::bundle::parse(source);
    let articles: Vec<(&str, &str)> = read.articles.iter().map(|it| (it.id.as_str(), it.body.text.trim_end())).collect();
    assert_eq!(articles, [("afp", afp.trim_start_matches('\u{feff}')), ("afp-2", "It rained."), ("the-post", "")]);
    assert!(read.articles.iter().all(|it| it.annotations.is_empty()));

    let again = copydesk(&folder, &arguments);
    assert_eq!(again.status, 2);
    assert!(again.errors.contains("talks.bundle is there already and is left as it is"), "{}", again.errors);
    assert_eq!(crate::text_of(&folder.0.join("talks.bundle")), written);

    let half = copydesk(&folder, &["new", "half.bundle", "--from", "afp.txt", "gone.txt"]);
    assert!(half.status == 2 && !folder.0.join("half.bundle").exists(), "{}", half.errors);
}

#[test]
fn odd_texts_are_read_to_their_end() {
    let line = "It rained on the quay all day and the mayor Tom Orr, 61, said 15 boats were lost. ".repeat(13_000);
    let mut many = String::new();
    for at in 0..10_000 {
        many.push_str(&format!("--- article a{at}\n\nIt rained in {at} streets.\n\n"));
    }
    let folder = Folder::new("odd")
        .with("line.bundle", format!("--- article a\n\n{line}"))
        .with("many.bundle", many)
        .with("marks.bundle", "\u{feff}--- article a\r\rOne\u{2028}line.\0\r\n\n--- article b\nurl: x\r\n\r\nNo end")
        .with("empty.bundle", "")
        .with("brackets.bundle", format!("--- article a\n\n{}", "[".repeat(200_000)));
    let ran = copydesk(&folder, &["check", "--format", "json", "--fail-on", "never", "."]);
    assert_eq!(ran.status, 0, "{}", ran.errors);
    let document: Value = serde_json::from_str(&ran.out).expect("a document");
    let articles: Vec<u64> =
        document["bundles"].as_array().expect("a list").iter().map(|it| it["articles"].as_u64().expect("a number")).collect();
    assert_eq!(articles, [1, 1, 1, 10_000, 2]);
}

#[test]
fn of_a_long_line_the_part_in_question_is_drawn() {
    let rain = "It rained on the quay all day. ".repeat(2_000);
    let report = |age: u32| format!("{rain}The mayor, Tom Orr, {age}, came. {rain}");
    let folder = Folder::new("long").with("rain.bundle", format!("--- article a\n\n{}\n\n--- article b\n\n{}", report(61), report(71)));
    let drawn = copydesk(&folder, &["check", "rain.bundle"]);
    assert_eq!(drawn.status, 1, "{}", drawn.errors);
    assert!(drawn.out.contains("Tom Orr, 61,") && drawn.out.contains("Tom Orr, 71,"), "{}", drawn.out);
    assert!(drawn.out.lines().all(|line| line.chars().count() < 200), "{}", drawn.out);
}

#[test]
fn sources_tells_who_took_what_from_whom() {
    let ferry = "The ferry left the old harbour of Marlow at noon with forty people on board and ran aground off the lighthouse an \
        hour later.";
    let tail = "Fishermen took everybody to the shore, where a school was made ready for the night.";
    let text = format!(
        "--- article wire\noutlet: AFP\n\n{ferry} {tail}\n\n--- article post\noutlet: Marlow Post\n\nOurs alone.\n{ferry}\n\n– with AFP\n\n--- article own\n\nIt rained.\n"
    );
    let folder = Folder::new("sources").with("storm.bundle", text);
    let ran = copydesk(&folder, &["sources", "storm.bundle"]);
    let expected = "\
storm: 3 articles, 2 independent accounts

  AFP · Marlow Post  (from AFP)
  own

  Marlow Post took 100 % of its text from AFP, 57 % of that text
    storm.bundle:10:1 = storm.bundle:4:1
      The ferry left the old harbour of Marlow at noon with forty people on board and ran …

";
    assert_eq!((ran.status, ran.out.as_str(), ran.errors.as_str()), (0, expected, ""));
}

#[test]
fn why_tells_what_was_let_pass_and_where_a_place_is_wrong() {
    let text = "--- article post\n\nThe council met.\nKellmar bought 49 electric buses on Friday.\n\n--- article wire\n\nKellmar bought nearly 50 \
        electric buses on Friday.\n";
    let folder = Folder::new("why").with("buses.bundle", text);
    let expected = "\
buses.bundle:4:16: 49 electric buses
  let pass (count): wire, buses.bundle:8:16: nearly 50 electric buses
    both can be right: they agree as far as each goes

";
    for at in ["post:4:18", "post:+2:18"] {
        let ran = copydesk(&folder, &["why", "buses.bundle", "--at", at]);
        assert_eq!((ran.status, ran.out.as_str(), ran.errors.as_str()), (0, expected, ""), "{at}");
    }
    let nothing = copydesk(&folder, &["why", "buses.bundle", "--at", "post:3"]);
    assert!(nothing.status == 0 && nothing.out.starts_with("nothing to compare"), "{}", nothing.out);
    let wrong = |at: &str| copydesk(&folder, &["why", "buses.bundle", "--at", at]);
    for (at, message) in [
        ("post:8", "line 8 of buses.bundle is not in the text of post, which is lines 3 to 4"),
        ("wire:1", "line 1 of buses.bundle is not in the text of wire, which is lines 8 to 8; write wire:+1 for line 1 of its text"),
        ("posts:3", "no article has the id 'posts': there are post and wire"),
    ] {
        let ran = wrong(at);
        assert_eq!((ran.status, ran.errors.trim_end()), (2, format!("copydesk: {message}").as_str()));
    }
    assert!(wrong("post").errors.contains("ARTICLE:LINE"));
}
