//! Commands that any client can call (`docs/server.md`).

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, range_of, usual};

fn open() -> Client {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, DISPUTED);
    client
}

#[track_caller]
fn run(client: &mut Client, command: &str, mut about: Value) -> Value {
    about["textDocument"] = json!({"uri": TALKS});
    client.request("workspace/executeCommand", json!({"command": command, "arguments": [about]}))
}

// capability: executeCommandProvider
#[test]
fn every_command_is_announced_and_described() {
    let client = open();
    let described = include_str!("../../../docs/server.md");
    let commands = client.offered["executeCommandProvider"]["commands"].as_array().cloned().unwrap_or_default();
    assert_eq!(commands.len(), 8);
    for command in commands {
        assert!(described.contains(&format!("`{}`", command.as_str().unwrap_or_default())), "{command}");
    }
    client.leave();
}

#[test]
fn disputes_are_listed_with_their_places() {
    let mut client = open();
    let conflicts = run(&mut client, "copydesk.conflicts", json!({}));
    let berths = &conflicts[0];
    assert_eq!((&berths["kind"], &berths["severity"], &berths["settled"]), (&json!("fact"), &json!("warning"), &Value::Null));
    let first = &berths["statements"][0];
    assert_eq!((&first["outlet"], &first["shown"]), (&json!("Northern Post"), &json!("15")));
    assert_eq!(first["location"], json!({"uri": TALKS, "range": range_of(DISPUTED, "15 berths")}));
    assert_eq!(run(&mut client, "copydesk.people", json!({})).as_array().map(Vec::is_empty), Some(true));
    client.leave();
}

#[test]
fn a_comparison_is_found_by_place_and_by_id_and_settles() {
    let mut client = open();
    let there = run(&mut client, "copydesk.comparison", json!({"position": {"line": 3, "character": 36}}));
    assert_eq!(there["columns"].as_array().map(Vec::len), Some(2), "{there}");
    assert_eq!(there["columns"][1]["statements"][0]["sentence"][1], json!({"text": "12 berths", "mark": "value"}));
    assert_eq!(run(&mut client, "copydesk.comparison", json!({"id": there["id"]})), there);
    assert_eq!(run(&mut client, "copydesk.comparison", json!({})), Value::Null);
    assert_eq!(run(&mut client, "copydesk.comparison", json!({"id": "of nothing"})), Value::Null);

    let settle = &there["settle"][0];
    assert_eq!(settle["title"], "Settle: 15 (Northern Post)");
    let change = &settle["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": TALKS, "version": 1}));
    let edit = &change["edits"][0];
    client.change(TALKS, 2, &json!([{"range": edit["range"], "text": edit["newText"]}]));
    let conflicts = run(&mut client, "copydesk.conflicts", json!({}));
    assert_eq!(conflicts[0]["settled"], "settled: 15 (Northern Post)");
    assert_eq!(run(&mut client, "copydesk.next", json!({"position": {"line": 0, "character": 0}})), Value::Null);
    client.leave();
}

#[test]
fn a_client_that_knows_no_versions_gets_plain_changes() {
    let mut client = Client::start(&json!({}));
    client.open(TALKS, 1, DISPUTED);
    let there = run(&mut client, "copydesk.comparison", json!({"position": {"line": 3, "character": 32}}));
    let edit = &there["settle"][0]["edit"];
    assert!(edit["documentChanges"].is_null() && edit["changes"][TALKS].is_array(), "{edit}");
    client.leave();
}

#[test]
fn open_conflicts_are_gone_through_in_both_directions() {
    let mut client = open();
    let place = json!({"uri": TALKS, "range": range_of(DISPUTED, "15 berths")});
    for command in ["copydesk.next", "copydesk.previous"] {
        assert_eq!(run(&mut client, command, json!({"position": {"line": 0, "character": 0}})), place);
    }
    client.leave();
}

#[test]
fn sources_are_listed_with_the_sentences_they_share() {
    let ferry = "The ferry left the old harbour of Marlow at noon with forty people on board and ran aground off the lighthouse an \
        hour later, and fishermen took everybody to the shore.";
    let text =
        format!("--- article post\nwire: AFP\n\n{ferry}\n\n--- article afp\noutlet: AFP\n\n{ferry}\n\n--- article own\n\nIt rained.\n");
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, &text);
    let sources = run(&mut client, "copydesk.sources", json!({}));
    assert_eq!(sources["accounts"], json!([{"outlets": ["post", "AFP"], "agencies": ["AFP"]}, {"outlets": ["own"], "agencies": []}]));
    let pair = &sources["pairs"][0];
    assert_eq!((&pair["outlets"], &pair["taken"]), (&json!(["post", "AFP"]), &json!(true)));
    assert_eq!(pair["sentences"][0]["here"], json!({"uri": TALKS, "range": range_of(&text, ferry)}));
    client.leave();
}

#[test]
fn why_tells_what_was_compared_and_an_action_shows_it() {
    let text = "--- article post\n\nThe council of Kellmar bought 49 electric buses on Friday.\n\n--- article wire\n\nThe council of Kellmar \
        bought nearly 50 electric buses on Friday.\n";
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, text);
    let range = range_of(text, "49 electric buses");
    let answers = run(&mut client, "copydesk.why", json!({"position": range["start"]}));
    assert_eq!((&answers[0]["text"], &answers[0]["location"]["range"]), (&json!("49 electric buses"), &range));
    let compared = &answers[0]["compared"][0];
    assert_eq!((&compared["kind"], &compared["reported"], &compared["other"]["outlet"]), (&json!("count"), &json!(false), &json!("wire")));

    let about = json!({"textDocument": {"uri": TALKS}, "range": range, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", about);
    let why = actions.as_array().and_then(|it| it.iter().find(|it| it["command"]["command"] == "copydesk.why")).cloned();
    let why = why.unwrap_or_else(|| panic!("an action asks why: {actions}"));
    client.request("workspace/executeCommand", json!({"command": "copydesk.why", "arguments": why["command"]["arguments"]}));
    let shown = client.wait_for(|it| it["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().is_some_and(|it| it.contains("both can be right")), "{shown}");
    client.leave();
}

#[test]
fn the_report_is_a_page_of_markdown() {
    let mut client = open();
    let page = run(&mut client, "copydesk.report", json!({}));
    assert!(page.as_str().is_some_and(|it| it.starts_with("# ") && it.contains("| South Wire |")), "{page}");
    client.leave();
}

#[test]
fn an_unknown_command_and_a_missing_argument_are_said() {
    let mut client = open();
    for params in [json!({"command": "copydesk.fly", "arguments": []}), json!({"command": "copydesk.conflicts"})] {
        let id = client.ask("workspace/executeCommand", params);
        assert_eq!(client.answer(id)["error"]["code"], -32602);
    }
    client.leave();
}
