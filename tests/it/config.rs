//! The project's own settings from outside, and the schema of all settings.

use std::path::Path;

use copydesk::settings::{Held, schema};
use serde_json::Value;

use crate::cli::{Folder, copydesk, copydesk_reading};

/// Two articles that disagree on an annotated fact.
const BERTHS: &str =
    "--- article north\n\nThere will be [15 berths]{fact=berths}.\n\n--- article south\n\nThere will be [12 berths]{fact=berths}.\n";

#[test]
fn a_project_file_holds_for_its_folder_and_those_below() {
    let folder = Folder::new("project")
        .with(".git/HEAD", "")
        .with("copydesk.toml", "ignore = [\"fact\", \"count\"]\n")
        .with("june/berths.bundle", BERTHS)
        .with("july/berths.bundle", BERTHS)
        .with("july/copydesk.toml", "severity = { fact = \"error\" }\n");
    let ignored = copydesk(&folder, &["check", "june"]);
    assert_eq!((ignored.status, ignored.out.as_str()), (0, ""));
    let reported = copydesk(&folder, &["check", "july"]);
    assert_eq!(reported.status, 1);
    assert!(reported.out.starts_with("error[fact]"), "{}", reported.out);
    let below = copydesk_reading(&folder, &["check", "-"], BERTHS.as_bytes());
    assert_eq!((below.status, below.out.as_str()), (0, ""), "standard input is read where the call is made");
}

#[test]
fn a_project_file_above_another_project_is_not_its_own() {
    let folder = Folder::new("foreign").with("copydesk.toml", "ignore = [\"fact\", \"count\"]\n").with("own/.git/HEAD", "");
    let folder = folder.with("own/berths.bundle", BERTHS);
    assert_eq!(copydesk(&folder, &["check", "own"]).status, 1);
}

#[test]
fn a_mistake_in_a_project_file_is_told_once_with_its_place_and_the_rest_is_done() {
    let folder = Folder::new("mistaken")
        .with(".git/HEAD", "")
        .with("copydesk.toml", "# ours\nignor = [\"fact\"]\n")
        .with("a.bundle", BERTHS)
        .with("b.bundle", BERTHS);
    let ran = copydesk(&folder, &["check", "a.bundle", "b.bundle"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("[fact]"), "{}", ran.out);
    let told: Vec<&str> = ran.errors.lines().filter(|it| it.contains("copydesk.toml")).collect();
    assert_eq!(told, ["copydesk: copydesk.toml:2:1: unknown setting 'ignor': did you mean 'ignore'?"]);
}

#[test]
fn what_holds_is_listed_with_where_it_comes_from() {
    let text = "ignore = [\"name\"]\nmaxDiagnostics = 50\n\n[severity]\noffice = \"error\"\n";
    let folder = Folder::new("listed").with(".git/HEAD", "").with("copydesk.toml", text).with("june/a.bundle", BERTHS);
    let ran = copydesk(&folder, &["config"]);
    assert_eq!((ran.status, ran.errors.as_str()), (0, ""));
    let line =
        |it: &str| ran.out.lines().find(|line| line.starts_with(it)).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(line("severity.name"), "severity.name = \"off\" copydesk.toml:1:11");
    assert_eq!(line("severity.office"), "severity.office = \"error\" copydesk.toml:5:1");
    assert_eq!(line("maxDiagnostics"), "maxDiagnostics = 50 copydesk.toml:2:1");
    assert_eq!(line("maxRelatedPlaces"), "maxRelatedPlaces = 8 default");
    assert_eq!(line("severity.count"), "severity.count: as each finding has it default");

    let json: Value = serde_json::from_str(&copydesk(&folder, &["config", "june", "--format", "json"]).out).expect("it is JSON");
    assert!(json["file"].as_str().is_some_and(|it| it.ends_with("copydesk.toml")), "{json}");
    let of = |path: &str| json["settings"].as_array().and_then(|all| all.iter().find(|it| it["setting"] == path)).cloned();
    assert_eq!(of("maxDiagnostics").expect("it is listed")["value"], 50);
    assert_eq!(of("decisions.by").expect("it is listed")["from"], Value::Null);
    let none = copydesk(&Folder::new("bare").with(".git/HEAD", ""), &["config"]);
    assert!(none.out.starts_with("no copydesk.toml here or above"), "{}", none.out);
}

#[test]
fn the_schema_is_the_one_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.schema.json");
    let written = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &written).expect("the schema can be written");
    } else {
        assert_eq!(crate::text_of(&path), written, "docs/settings.schema.json is behind: UPDATE_EXPECT=1 cargo test schema");
    }
}

#[test]
fn every_setting_is_described() {
    let page = crate::text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md"));
    for entry in Held::default().entries() {
        let named = if entry.path.starts_with("severity.") { "`severity`" } else { &format!("`{}`", entry.path) };
        assert!(page.contains(named), "docs/settings.md says nothing of {named}");
    }
}

#[test]
fn the_extension_offers_the_settings_there_are() {
    let package: Value = serde_json::from_str(include_str!("../../editors/vscode/package.json")).expect("the package is JSON");
    let offered = package["contributes"]["configuration"]["properties"].as_object().expect("it has settings");
    let names = |table: &Value| -> Vec<String> { table.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect() };
    let schema = schema();
    // How the server is started, and what the log shows, are matters of the extension.
    let own = ["copydesk.server.", "copydesk.trace."];
    let ours: Vec<&str> =
        offered.keys().filter(|key| !own.iter().any(|it| key.starts_with(it))).filter_map(|key| key.strip_prefix("copydesk.")).collect();
    let mut all = names(&schema["properties"]);
    all.sort();
    let mut sorted = ours.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, all);
    for (key, setting) in offered {
        let told = ["description", "markdownDescription"].iter().any(|it| setting[*it].is_string());
        assert!(told && setting.get("default").is_some(), "{key} is not described");
    }
    for key in ours {
        let (offered, known) = (&offered[&format!("copydesk.{key}")], &schema["properties"][key]);
        assert_eq!(offered["default"], known["default"], "{key}");
        let mut both = (names(&offered["properties"]), names(&known["properties"]));
        both.0.sort();
        both.1.sort();
        assert_eq!(both.0, both.1, "{key}");
    }
}
