//! What the editors' files say of the server is what the server is.

use std::collections::BTreeSet;

use copydesk::bundle::DRAFT_KINDS;
use copydesk::conflicts::CHECKS;
use serde_json::Value;

fn kinds() -> BTreeSet<&'static str> {
    CHECKS.iter().map(|check| check.code).collect()
}

#[test]
fn the_extension_has_a_severity_for_every_kind() {
    let package: Value = serde_json::from_str(include_str!("../../editors/vscode/package.json")).expect("the package is JSON");
    let severities = &package["contributes"]["configuration"]["properties"]["copydesk.severity"]["properties"];
    let named: BTreeSet<&str> = severities.as_object().expect("severities have names").keys().map(String::as_str).collect();
    let told: BTreeSet<&str> = kinds().into_iter().chain(DRAFT_KINDS.iter().copied()).collect();
    assert_eq!(named, told);
    let ignored = &package["contributes"]["configuration"]["properties"]["copydesk.ignore"]["items"]["enum"];
    assert_eq!(ignored.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<BTreeSet<_>>(), told);
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_snippets_offer_every_kind() {
    let snippets = include_str!("../../editors/vscode/snippets/copydesk-bundle.json");
    let lists: Vec<BTreeSet<&str>> = snippets
        .split('|')
        .map(|it| it.split(',').filter(|it| *it != "all").collect::<BTreeSet<_>>())
        .filter(|it| it.contains("office"))
        .collect();
    assert_eq!(lists, [kinds(), kinds()], "of a decision and of an annotation");
}

#[test]
fn kate_starts_the_server_for_the_language_that_its_highlighting_names() {
    let settings: Value = serde_json::from_str(include_str!("../../editors/kate/settings.json")).expect("the settings are JSON");
    let server = &settings["servers"]["copydesk-bundle"];
    assert_eq!(server["command"], serde_json::json!(["copydesk", "serve"]));
    let highlighting = include_str!("../../editors/kate/copydesk-bundle.xml");
    let name = highlighting.split_once("<language name=\"").and_then(|(_, rest)| rest.split('"').next()).expect("a language has a name");
    assert_eq!(server["highlightingModeRegex"], format!("^{name}$"));
    assert!(highlighting.contains("extensions=\"*.bundle\""), "{highlighting}");
}
