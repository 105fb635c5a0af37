//! Reports for reviews: each format's places, what a finding is known by, and what an earlier report keeps quiet.

use std::fs;
use std::path::Path;

use expect_test::expect;
use serde_json::Value;

use crate::cli::{Folder, Ran, copydesk, copydesk_reading};

/// Two articles that disagree on an annotated fact, whatever else the checks find. Columns differ in bytes, UTF-16 and code points.
const TALKS: &str = "--- article afp\n\n“👍”: [15 papers]{fact=papers}.\n\n--- article upi\n\nThey signed [12 papers]{fact=papers}.\n";

/// The same, with a third article that agrees with the second.
const JOINED: &str = "\n--- article dpa\n\nThere were [12 papers]{fact=papers}.\n";

fn examples() -> Folder {
    let folder = Folder::new(&format!("review-{:?}", std::thread::current().id()));
    let examples = crate::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), "bundle");
    examples.iter().fold(folder, |folder, path| {
        let name = path.file_name().and_then(|it| it.to_str()).expect("a plain name");
        // Line ends and a mark that columns have to survive.
        folder.with(name, format!("\u{feff}{}", crate::text_of(path)).replace('\n', "\r\n"))
    })
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the report is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

/// The words from one line and column to another, in a file where a character is as wide as `width` says.
fn words(text: &str, [line, column, end_line, end_column]: [usize; 4], width: impl Fn(char) -> usize) -> String {
    let mut words = String::new();
    for (at, text) in text.lines().enumerate().filter(|(at, _)| (line..=end_line).contains(&(at + 1))) {
        let mut here = 1;
        for character in text.chars() {
            let after = at + 1 > line || column <= here;
            if after && (at + 1 < end_line || here < end_column) {
                words.push(character);
            }
            here += width(character);
        }
    }
    words
}

/// A byte order mark is no character of a text.
fn shown(folder: &Folder, path: &str) -> String {
    crate::text_of(&folder.0.join(path)).trim_start_matches('\u{feff}').to_owned()
}

#[test]
fn a_sarif_report_fits_its_schema_and_its_regions_hold_their_words() {
    let folder = examples().with("old.txt", b"\x93");
    let ran = copydesk(&folder, &["check", "--hints", "--format", "sarif", ".", "gone"]);
    assert_eq!(ran.status, 2);
    let report = json(&ran.out);
    let schema = json(&crate::text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sarif.schema.json")));
    crate::report::fit(&schema, &schema, &report, "report");
    let run = &report["runs"][0];
    let unread: Vec<&Value> = list(&run["invocations"][0]["toolExecutionNotifications"]).iter().collect();
    assert_eq!((unread.len(), &run["invocations"][0]["executionSuccessful"]), (2, &Value::Bool(false)));
    let rules: Vec<&str> = list(&run["tool"]["driver"]["rules"]).iter().filter_map(|it| it["id"].as_str()).collect();
    let mut places = 0;
    for result in list(&run["results"]) {
        assert!(rules.contains(&result["ruleId"].as_str().expect("a code")), "{result}");
        let related = result["relatedLocations"].as_array().map_or(&[] as &[Value], Vec::as_slice);
        let mut ids = Vec::new();
        for (at, place) in list(&result["locations"]).iter().chain(related).enumerate() {
            assert!(at == 0 || place["id"].is_u64(), "links name the related places");
            ids.push(place["id"].as_u64());
            let place = &place["physicalLocation"];
            let region = &place["region"];
            let at = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&region[key]));
            let text = shown(&folder, place["artifactLocation"]["uri"].as_str().expect("a path"));
            assert_eq!(words(&text, at, char::len_utf16), region["snippet"]["text"].as_str().expect("words"), "{place}");
            places += 1;
        }
        // "Compare [AFP: 15](1)" leads somewhere.
        let message = result["message"]["text"].as_str().expect("a message");
        let links = message.split("](").skip(1).filter_map(|it| it.split(')').next()?.parse().ok());
        assert!(links.clone().all(|id: u64| ids.contains(&Some(id))) && links.count() == related.len(), "{message}");
    }
    assert!(30 < places, "{places}");
}

#[test]
fn reviewdog_counts_bytes() {
    let folder = examples();
    let told = json(&copydesk(&folder, &["check", "--hints", "--format", "rdjson", "."]).out);
    let sarif = json(&copydesk(&folder, &["check", "--hints", "--format", "sarif", "."]).out);
    let mut expected: Vec<String> = Vec::new();
    for result in list(&sarif["runs"][0]["results"]) {
        let related = result["relatedLocations"].as_array().into_iter().flatten();
        let places = list(&result["locations"]).iter().chain(related);
        expected.extend(places.map(|it| it["physicalLocation"]["region"]["snippet"]["text"].as_str().expect("words").to_owned()));
    }
    let place = |location: &Value| {
        let (start, end) = (&location["range"]["start"], &location["range"]["end"]);
        let at = [&start["line"], &start["column"], &end["line"], &end["column"]].map(number);
        let text = crate::text_of(&folder.0.join(location["path"].as_str().expect("a path")));
        words(&text, at, char::len_utf8)
    };
    let diagnostics = list(&told["diagnostics"]);
    let mut found: Vec<String> = diagnostics.iter().map(|it| place(&it["location"])).collect();
    // Every statement of a finding has its own comment.
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
    for related in diagnostics.iter().filter_map(|it| it["related_locations"].as_array()).flatten() {
        assert!(expected.contains(&place(&related["location"])), "{related}");
    }
}

#[test]
fn a_workflow_gets_one_line_for_each_statement() {
    let folder = Folder::new("review-github").with("in/a, b.bundle", TALKS);
    let ran = copydesk(&folder, &["check", "--format", "github", "./in", "gone:100%"]);
    expect![[r#"
        ::error file=gone%3A100%25,title=unreadable::cannot read gone:100%25: there is no such file or folder
        ::warning file=in/a%2C b.bundle,line=3,endLine=3,col=7,endColumn=16,title=papers (fact)::papers: 15 here, 12 in upi. All are marked as the fact papers, and their values cannot all be right.%0Aupi: 12 (in/a, b.bundle:7)
        ::warning file=in/a%2C b.bundle,line=7,endLine=7,col=14,endColumn=23,title=papers (fact)::papers: 12 here, 15 in afp. All are marked as the fact papers, and their values cannot all be right.%0Aafp: 15 (in/a, b.bundle:3)
    "#]]
    .assert_eq(&ran.out);
    assert_eq!(ran.status, 2);
}

#[test]
fn every_fact_is_told_once_before_one_is_told_again() {
    let other = TALKS.replace("papers", "boats");
    let folder = Folder::new("review-rounds").with("a.bundle", TALKS).with("b.bundle", other);
    let ran = copydesk(&folder, &["check", "--format", "github", "."]);
    let places: Vec<&str> = ran.out.lines().filter_map(|line| line.split("file=").nth(1)?.split(",endLine").next()).collect();
    assert_eq!(places, ["a.bundle,line=3", "b.bundle,line=3", "a.bundle,line=7", "b.bundle,line=7"]);
}

#[test]
fn what_is_settled_is_told_only_at_the_draft_that_says_otherwise() {
    let decision = "\n--- decision papers\nkind: fact\nbetween: afp \"15 papers\"\nbetween: upi \"12 papers\"\nverdict: accept upi\n";
    let settled = format!("{TALKS}{decision}");
    let draft = format!("--- article desk\nrole: draft\n\nThere were [15 papers]{{fact=papers}}.\n\n{settled}");
    let folder = Folder::new("review-settled").with("settled.bundle", settled).with("draft.bundle", draft);
    let lines = |path, format| copydesk(&folder, &["check", "--hints", "--format", format, path]).out;
    assert_eq!(lines("settled.bundle", "github").matches("::notice").count(), 2, "hints at both");
    let told = lines("draft.bundle", "github");
    assert!(told.starts_with("::warning file=draft.bundle,line=4,") && told.lines().count() == 1, "{told}");
    let result = |path| json(&lines(path, "sarif"))["runs"][0]["results"][0].clone();
    assert_eq!(result("settled.bundle")["suppressions"][0]["justification"], "decision papers, settled: 12 (upi)");
    assert_eq!(result("draft.bundle")["suppressions"], Value::Null);
    assert_eq!(result("draft.bundle")["locations"][0]["logicalLocations"][0]["name"], "desk");
}

#[test]
fn a_dispute_of_hundreds_stays_readable() {
    let mut story = String::from("--- article here\n\nThey signed [999 papers]{fact=papers}.\n\n");
    for at in 0..60 {
        story.push_str(&format!("--- article a{at:02}\n\nThey signed [{} papers]{{fact=papers}}.\n\n", 100 + at / 30 * at));
    }
    let folder = Folder::new("review-many").with("a.bundle", story);
    let ran = copydesk(&folder, &["check", "--format", "github", "."]);
    let first = ran.out.lines().next().and_then(|line| line.split("::").nth(2)).expect("a message");
    let told = first.split(". ").next().expect("a sentence");
    expect!["papers: 999 here, 100 in a00, a01, a02, a03, a04, a05, a06, a07 and 22 more, 130 in a30, 131 in a31, 132 in a32, 133 in a33, 134 in a34, 135 in a35, 136 in a36 and 23 other values"].assert_eq(told);
    assert_eq!((ran.out.lines().count(), first.matches("%0A").count()), (50, 8));
}

#[test]
fn a_mail_quotes_both_sides_with_the_words_in_bold() {
    let folder = Folder::new("review-markdown").with("talks.bundle", format!("{TALKS}{JOINED}"));
    let ran = copydesk(&folder, &["check", "--format", "markdown", "."]);
    expect![[r#"
        ## talks: 1 warning

        ### Papers

        - **15**: afp
          > “👍”: **15 papers**.
        - **12**: upi and dpa
          > They signed **12 papers**.

        All are marked as the fact papers, and their values cannot all be right; one account against two. (warning, `fact`)

        In `talks.bundle`, lines 3, 7 and 11

    "#]]
    .assert_eq(&ran.out);
    let quiet = Folder::new("review-quiet").with("talks.bundle", "--- article afp\n\nIt rained.\n");
    assert_eq!(copydesk(&quiet, &["check", "--format", "markdown", "."]).out, "");
}

/// What the fact of [`TALKS`] is known by in the report on `input`.
fn fingerprint(folder: &Folder, path: &str) -> String {
    let report = json(&copydesk(folder, &["check", "--format", "json", path]).out);
    let known = report["bundles"][0]["conflicts"][0]["fingerprint"].as_str().expect("a fingerprint");
    assert_eq!(known.len(), 16);
    known.to_owned()
}

#[test]
fn a_finding_keeps_its_fingerprint_when_something_else_is_edited() {
    let moved = TALKS.replace("“👍”", "It rained.\n\nShe said “no” to").replace("They", "At last they").replace('\n', "\r\n");
    let folder = Folder::new("review-fingerprint")
        .with("talks.bundle", TALKS)
        .with("in/other.bundle", format!("\u{feff}{moved}\r\n--- article dpa\r\n\r\nIt hailed.\r\n"))
        .with("changed.bundle", TALKS.replace("12 papers", "13 papers"))
        .with("another.bundle", TALKS.replace("upi", "ap"));
    let known = fingerprint(&folder, "talks.bundle");
    assert_eq!(fingerprint(&folder, "in/other.bundle"), known);
    assert_ne!(fingerprint(&folder, "changed.bundle"), known, "other words");
    assert_ne!(fingerprint(&folder, "another.bundle"), known, "another article");
}

/// What is told of `now` when `before` was reported in `format`.
fn since(format: &str, before: &str, now: &str) -> Ran {
    let folder = Folder::new(&format!("review-since-{:?}", std::thread::current().id())).with("talks.bundle", now);
    let earlier = copydesk_reading(&folder, &["check", "--hints", "--format", format, "-"], before.as_bytes());
    fs::write(folder.0.join("earlier"), earlier.out).expect("the folder is ours");
    copydesk(&folder, &["check", "--hints", "--format", "json", "--baseline", "earlier", "talks.bundle"])
}

#[test]
fn only_what_an_earlier_report_does_not_have_is_told() {
    let moved = format!("--- article dpa\n\nIt rained.\n\n{TALKS}");
    let changed = TALKS.replace("12 papers", "13 papers");
    let joined = format!("{TALKS}{JOINED}");
    let clean = "--- article afp\n\nIt rained.\n";
    let decision = "\n--- decision papers\nkind: fact\nbetween: afp \"15 papers\"\nbetween: upi \"12 papers\"\nverdict: both\n";
    let settled = format!("{TALKS}{decision}");
    let cases: [(&str, &str, i32, &str); 8] = [
        (TALKS, TALKS, 0, "the same"),
        (TALKS, &moved, 0, "text before it"),
        (&joined, TALKS, 0, "an article has left the dispute"),
        (TALKS, &joined, 1, "an article has joined the dispute"),
        (TALKS, &changed, 1, "other words"),
        (TALKS, clean, 0, "it is gone"),
        (clean, TALKS, 1, "it is new"),
        (&settled, TALKS, 1, "it was settled and is open again"),
    ];
    for format in ["json", "sarif"] {
        for (before, now, status, why) in cases {
            let ran = since(format, before, now);
            assert_eq!(ran.status, status, "{format}: {why}: {}{}", ran.errors, ran.out);
            let told = list(&json(&ran.out)["bundles"][0]["conflicts"]).len();
            assert_eq!(told, status as usize, "{format}: {why}");
        }
        let mistake = "--- article a\npublshed: 2024-06-20\n\nIt rained.\n";
        let twice = format!("{mistake}\n--- article b\npublshed: 2024-06-20\n\nIt rained.\n");
        assert_eq!(since(format, mistake, mistake).status, 0, "{format}: a mistake that was told");
        assert_eq!(since(format, mistake, &twice).status, 1, "{format}: the same mistake once more");
    }
}

#[test]
fn the_summary_counts_what_is_not_told_again() {
    let folder = Folder::new("review-summary").with("talks.bundle", TALKS);
    let earlier = copydesk(&folder, &["check", "--format", "json", "talks.bundle"]);
    fs::write(folder.0.join("earlier.json"), earlier.out).expect("the folder is ours");
    let ran = copydesk(&folder, &["check", "--baseline", "earlier.json", "talks.bundle"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(ran.errors.ends_with(": nothing to report; 1 known already\n"), "{}", ran.errors);
}

#[test]
fn without_the_earlier_report_everything_is_told() {
    let folder = Folder::new("review-unread").with("talks.bundle", TALKS).with("no.json", "{}").with("no.sarif", r#"{"runs": []}"#);
    for (baseline, cause) in
        [("gone", "there is no such file"), ("no.json", "no report of copydesk"), ("no.sarif", "no report of copydesk")]
    {
        let ran = copydesk(&folder, &["check", "--baseline", baseline, "talks.bundle"]);
        assert_eq!(ran.status, 2);
        assert!(ran.out.contains("warning[fact]") && ran.errors.contains(cause), "{}", ran.errors);
    }
}

#[test]
fn the_sample_workflow_says_what_the_program_understands() {
    let folder = Folder::new("review-document").with("stories/talks.bundle", TALKS);
    let earlier = copydesk(&folder, &["check", "--format", "json", "stories"]);
    fs::write(folder.0.join("before.json"), earlier.out).expect("the folder is ours");
    let document = crate::text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/review.md"));
    let calls = document.lines().filter_map(|line| line.split("copydesk check ").nth(1)).filter(|call| call.contains("--format"));
    let mut count = 0;
    for call in calls {
        let call: Vec<&str> = call.split(['>', '|', ';', ')', '`', '\\']).next().unwrap_or_default().split_whitespace().collect();
        let arguments: Vec<&str> = ["check"].into_iter().chain(call.iter().copied()).collect();
        let ran = copydesk(&folder, &arguments);
        assert!(ran.status < 2, "{call:?}: {}", ran.errors);
        count += 1;
    }
    assert!(4 <= count, "{count}");
}
