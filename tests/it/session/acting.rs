//! What an editor can do where the cursor stands, and how the changes reach it.

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, range_of, usual};

/// What VS Code declares of actions and edits.
fn able() -> Value {
    let mut capabilities = usual();
    capabilities["workspace"]["workspaceEdit"] = json!({"documentChanges": true, "snippetEditSupport": true});
    capabilities["textDocument"]["codeAction"]["dataSupport"] = json!(true);
    capabilities["textDocument"]["codeAction"]["resolveSupport"] = json!({"properties": ["edit", "command"]});
    capabilities
}

fn offered(client: &mut Client, range: &Value, only: &Value) -> Vec<Value> {
    let context = json!({"diagnostics": [], "only": only});
    let found = client.request("textDocument/codeAction", json!({"textDocument": {"uri": TALKS}, "range": range, "context": context}));
    found.as_array().cloned().unwrap_or_default()
}

fn titled(actions: &[Value], title: &str) -> Value {
    actions.iter().find(|it| it["title"] == title).unwrap_or_else(|| panic!("{title} is offered: {actions:?}")).clone()
}

#[test]
fn an_edit_is_made_when_the_action_is_chosen() {
    let mut client = Client::start(&able());
    assert_eq!(client.offered["codeActionProvider"]["resolveProvider"], true);
    client.open(TALKS, 4, DISPUTED);
    let action = titled(&offered(&mut client, &range_of(DISPUTED, "15 berths"), &Value::Null), "Settle: another value …");
    assert!(action["edit"].is_null(), "{action}");
    let chosen = client.request("codeAction/resolve", action.clone());
    let change = &chosen["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": TALKS, "version": 4}));
    let snippet = &change["edits"][0]["snippet"];
    assert_eq!(snippet["kind"], "snippet");
    assert!(snippet["value"].as_str().is_some_and(|it| it.contains("\nverdict: value $1\nby: $2\non: $3\nnote: $4\n")), "{snippet}");

    client.change(TALKS, 5, &json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\n"}]));
    let id = client.ask("codeAction/resolve", action);
    assert_eq!(client.answer(id)["error"]["code"], -32801, "what was offered for an older text is not written into a newer one");
    client.leave();
}

#[test]
fn a_decision_is_signed_with_what_is_set() {
    let options = json!({"decisions": {"by": "M. Ortiz", "on": "2024-06-21"}});
    let params = json!({"capabilities": usual(), "initializationOptions": options});
    let mut client = Client::start_with(params);
    client.open(TALKS, 1, DISPUTED);
    let action = titled(&offered(&mut client, &range_of(DISPUTED, "15 berths"), &Value::Null), "Both stand");
    let text = &action["edit"]["documentChanges"][0]["edits"][0]["newText"];
    assert!(text.as_str().is_some_and(|it| it.ends_with("verdict: both\nby: M. Ortiz\non: 2024-06-21\nnote:\n")), "{text}");
    client.leave();
}

#[test]
fn actions_come_in_the_kinds_that_are_asked_for() {
    let mut client = Client::start(&usual());
    let text = "--- article north\noutlat: Post\n\nHelen Marsh, the mayor, paid 15 fees. Mrs Marsh left.\n";
    client.open(TALKS, 1, text);
    let range = range_of(text, "Helen Marsh");
    let rewrites = offered(&mut client, &range, &json!(["refactor"]));
    assert!(rewrites.iter().all(|it| it["kind"] == "refactor.rewrite" && it["isPreferred"].is_null()), "{rewrites:?}");
    titled(&rewrites, "Create a record of Helen Marsh");
    assert_eq!(offered(&mut client, &range, &json!(["quickfix"])), [Value::Null; 0]);

    let fixes = offered(&mut client, &range_of(text, "outlat"), &json!(["quickfix"]));
    assert_eq!((&fixes[0]["title"], &fixes[0]["isPreferred"]), (&json!("Write 'outlet'"), &json!(true)));
    for only in [json!(["source.fixAll.copydesk"]), json!(["source.fixAll"]), json!(["source"])] {
        let all = offered(&mut client, &range, &only);
        assert_eq!((all.len(), &all[0]["kind"]), (1, &json!("source.fixAll.copydesk")));
        let edits = &all[0]["edit"]["documentChanges"][0]["edits"];
        assert_eq!(edits, &json!([{"range": range_of(text, "outlat"), "newText": "outlet"}]));
    }
    client.leave();
}
