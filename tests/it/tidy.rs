//! What the house promises of its own source: one direction, crates in their rooms, an opening sentence for each file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src`, lowest first. A module may name those before it.
const LAYERS: &[&str] =
    &["parallel", "text", "lexicon", "bundle", "prose", "mentions", "facts", "conflicts", "snapshot", "answers", "settings", "cli", "lsp"];

/// Outside crates that have a home, and where it is. A crate that is not listed may be used anywhere.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["cli"]),
    ("anstream", &["cli"]),
    ("clap", &["cli"]),
    ("dashmap", &["lsp"]),
    ("futures_util", &["lsp"]),
    ("ropey", &["text"]),
    ("rust_stemmers", &["lexicon"]),
    ("serde", &["cli", "lsp"]),
    ("serde_json", &["cli", "lsp", "settings"]),
    ("terminal_size", &["cli"]),
    ("tokio", &["lsp"]),
    ("toml", &["settings"]),
    ("tower", &["lsp"]),
    ("tower_lsp", &["lsp"]),
];

/// The world outside: only `cli` and `lsp` may look at it.
const OUTSIDE: &[&str] = &["std::env", "std::fs", "std::io", "std::net", "std::process", "std::time", "std::thread"];

/// What a module may have of it all the same: the articles and the checks of a story that was just opened are shared out among
/// threads, and none knows of that.
const SHARED_OUT: &[(&str, &str)] = &[("parallel", "std::thread"), ("conflicts", "std::thread")];

/// Beyond this a file has a second subject.
const MOST_LINES: usize = 600;

fn check(problems: &BTreeSet<String>) {
    assert!(problems.is_empty(), "\n{}", problems.iter().map(String::as_str).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_module_names_only_modules_to_its_left() {
    let mut problems = BTreeSet::new();
    for (path, code) in sources() {
        let Some(own) = layer(&path) else { continue };
        // Tests look down from above, through the fixture.
        if path.ends_with("/tests.rs") {
            continue;
        }
        let Some(rank) = LAYERS.iter().position(|it| *it == own) else {
            problems
                .insert(format!("{path}: `{own}` is in no layer; give it a place in tests/it/tidy.rs and in the picture in src/lib.rs"));
            continue;
        };
        for named in named_modules(&body(&code)) {
            // The command line starts the server; otherwise the two do not know each other.
            if (own, named) == ("cli", "lsp") && path == "src/cli/mod.rs" {
                continue;
            }
            let far = LAYERS.iter().position(|it| *it == named).is_none_or(|it| rank < it);
            if far || (own, named) == ("lsp", "cli") {
                problems.insert(format!("{path}: `{own}` may not name `{named}`"));
            }
        }
    }
    check(&problems);
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut problems = BTreeSet::new();
    for (path, code) in sources() {
        let Some(own) = layer(&path) else { continue };
        for (name, homes) in HOMES {
            if !homes.contains(&own) && names(&body(&code), &format!("{name}::")) {
                problems.insert(format!("{path}: `{name}` is for {homes:?} only"));
            }
        }
        if !["cli", "lsp"].contains(&own) {
            for name in OUTSIDE.iter().filter(|it| !SHARED_OUT.contains(&(own, it)) && names(&body(&code), it)) {
                problems.insert(format!("{path}: `{name}` is for `cli` and `lsp` only"));
            }
        }
    }
    check(&problems);
}

#[test]
fn every_file_opens_with_its_subject_and_is_no_longer_than_one() {
    let mut problems = BTreeSet::new();
    for (path, code) in sources() {
        if !code.starts_with("//! ") {
            problems.insert(format!("{path}: opens with no `//!` sentence"));
        }
        let lines = code.lines().count();
        if MOST_LINES < lines {
            problems.insert(format!("{path}: {lines} lines; what is the second subject?"));
        }
    }
    check(&problems);
}

#[test]
fn no_line_ends_in_blanks_and_every_file_in_a_line_end() {
    let mut problems = BTreeSet::new();
    let known = ["rs", "md", "toml", "lua", "json", "py", "run", "txt"];
    for folder in ["src", "tests", "docs", "editors"] {
        for path in files(&root().join(folder)) {
            // A bundle's text is somebody's own, with the blanks it came with.
            if path.extension().is_none_or(|ending| !known.iter().any(|it| ending == *it))
                || path.components().any(|it| it.as_os_str() == "bundles")
            {
                continue;
            }
            let text = read(&path);
            let name = relative(&path);
            for (at, _) in text.lines().enumerate().filter(|(_, line)| line.ends_with([' ', '\t'])) {
                problems.insert(format!("{name}:{}: blanks at the end of the line", at + 1));
            }
            if !text.is_empty() && !text.ends_with('\n') {
                problems.insert(format!("{name}: no line end at the end"));
            }
        }
    }
    check(&problems);
}

#[test]
fn the_picture_of_the_house_shows_every_layer() {
    let picture = read(&root().join("src/lib.rs"));
    let missing: BTreeSet<String> = LAYERS
        .iter()
        .filter(|it| !picture.contains(&format!("//! | [`{it}`] |")))
        .map(|it| format!("src/lib.rs: no row for `{it}`"))
        .collect();
    check(&missing);
}

#[test]
fn every_check_has_its_help_and_a_page_of_examples() {
    let mut problems = BTreeSet::new();
    for check in copydesk::conflicts::CHECKS {
        let code = check.code;
        if check.help.trim().is_empty() || check.summary.trim().is_empty() || check.example.trim().is_empty() {
            problems.insert(format!("{code}: help, summary or example is empty"));
        }
        if !root().join(format!("tests/specs/{code}.md")).is_file() {
            problems.insert(format!("{code}: no tests/specs/{code}.md"));
        }
    }
    check(&problems);
}

#[test]
fn every_capability_that_is_announced_has_a_session_test() {
    let code = read(&root().join("src/lsp/capabilities.rs"));
    let announced = code.split("let capabilities = ").nth(1).expect("they are listed there");
    let tests: String = files(&root().join("tests/it/session")).iter().map(|path| read(path)).collect();
    let entries = announced.lines().filter_map(|line| line.strip_prefix("        ")?.split_once(": ")).map(|(name, _)| name);
    let names: BTreeSet<&str> = entries.filter(|it| it.chars().all(|it| it.is_lowercase() || it == '_')).collect();
    assert!(names.contains("hover_provider"), "the list is read: {names:?}");
    let untested = names.iter().filter(|name| {
        let mut words = name.split('_');
        let first = words.next().unwrap_or_default().to_owned();
        let camel = words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..]);
        !tests.contains(&format!("// capability: {camel}\n"))
    });
    check(&untested.map(|name| format!("src/lsp/capabilities.rs: no session test says `// capability:` of `{name}`")).collect());
}

/// The crate's own modules that `code` names. Wants one `use crate::a::B;` per module, the way the house writes imports.
fn named_modules(code: &str) -> impl Iterator<Item = &str> {
    let word = |it: char| it.is_alphanumeric() || it == '_';
    code.split("crate::").skip(1).filter_map(move |after| after.split(|it| !word(it)).next())
}

/// Whether `path` stands in `code` as a path of its own, not as the end of a longer name.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| !code[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_'))
}

/// The code before the first test module, without comments.
fn body(code: &str) -> String {
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or(code);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The folder or file directly under `src` that a file belongs to; `None` for those that stand outside the layers.
fn layer(path: &str) -> Option<&str> {
    let name = path.strip_prefix("src/")?.split('/').next()?.trim_end_matches(".rs");
    (!["main", "lib", "fixture"].contains(&name)).then_some(name)
}

/// Every Rust file of the crate, with its path from the root.
fn sources() -> Vec<(String, String)> {
    let all = files(&root().join("src")).into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs"));
    all.map(|path| (relative(&path), read(&path))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            // What tools have installed, built or found is not ours.
            let others =
                ["editors/vscode/node_modules", "editors/vscode/dist", "editors/vscode/server", "tests/fuzz/target", "tests/fuzz/corpus"];
            if !others.iter().any(|it| path.starts_with(root().join(it))) {
                files.extend(self::files(&path));
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> String {
    String::from_utf8(fs::read(path).expect("the file can be read")).expect("the file is UTF-8")
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).expect("it is ours").to_string_lossy().replace('\\', "/")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
