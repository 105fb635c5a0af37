//! The parts of the README that are made from the program, compared with it. `UPDATE_EXPECT=1` writes them anew.

use std::path::Path;
use std::process::Command;

use copydesk::conflicts::CHECKS;

#[test]
fn the_table_of_kinds_is_that_of_the_registry() {
    let mut table = String::from("| kind | what it reports | for instance |\n| --- | --- | --- |\n");
    for check in CHECKS {
        table.push_str(&format!("| [`{0}`](tests/specs/{0}.md) | {1} | {2} |\n", check.code, check.summary, check.example));
    }
    check("kinds", &table);
}

#[test]
fn every_finding_in_the_picture_is_what_the_terminal_shows() {
    let ran = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "examples/state-visit.bundle"])
        .current_dir(root())
        .output()
        .expect("the program starts");
    let shown = String::from_utf8(ran.stdout).expect("the output is UTF-8");
    let (_, picture, _) = part("picture");
    let picture = picture.trim_start_matches("```text\n$ copydesk check examples/state-visit.bundle\n").trim_end_matches("```\n");
    let findings: Vec<&str> = picture.split("\n\n").filter(|it| it.contains("-->")).collect();
    assert!(!findings.is_empty(), "the README shows no finding");
    for finding in findings {
        assert!(shown.contains(finding.trim_end()), "the README shows\n{finding}\nbut the terminal\n{shown}");
    }
}

/// The README up to the part between `<!-- NAME -->` and `<!-- /NAME -->`, the part, and what follows it.
fn part(name: &str) -> (String, String, String) {
    let readme = crate::text_of(&root().join("README.md"));
    let (opening, closing) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->\n"));
    let (before, rest) = readme.split_once(&opening).unwrap_or_else(|| panic!("README.md has no {opening}"));
    let (part, after) = rest.split_once(&closing).unwrap_or_else(|| panic!("README.md has no {closing}"));
    (format!("{before}{opening}"), part.to_owned(), format!("{closing}{after}"))
}

/// The part of the README with this name must be `expected`.
fn check(name: &str, expected: &str) {
    let (before, part, after) = part(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(root().join("README.md"), format!("{before}{expected}{after}")).expect("the README can be written");
    } else {
        assert_eq!(part, expected, "README.md is behind: UPDATE_EXPECT=1 cargo test readme");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
