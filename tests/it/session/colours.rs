//! Hints between the words and colours on them.

use serde_json::{Value, json};

use super::{Client, TALKS, usual};

const NEWS: &str = "--- article post\npublished: 2024-06-20\n\nHelen Marsh, the harbour master, closed the port on Wednesday.\n";

fn open(options: &Value) -> Client {
    let params = json!({"processId": null, "rootUri": null, "capabilities": usual(), "initializationOptions": options});
    let mut client = Client::start_with(params);
    client.open(TALKS, 1, NEWS);
    client
}

fn hints(client: &mut Client) -> Value {
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    client.request("textDocument/inlayHint", json!({"textDocument": {"uri": TALKS}, "range": range}))
}

// capability: inlayHintProvider
#[test]
fn a_weekday_is_followed_by_its_day() {
    let mut client = open(&Value::Null);
    assert_eq!(hints(&mut client), json!([{"position": {"line": 3, "character": 61}, "label": "19 June", "paddingLeft": true}]));
    client.leave();
    let mut quiet = open(&json!({"inlayHints": false}));
    assert_eq!(hints(&mut quiet), json!([]));
    quiet.leave();
}

// capability: semanticTokensProvider
#[test]
fn words_are_coloured_whole_in_part_and_by_difference() {
    let mut client = open(&Value::Null);
    let document = json!({"uri": TALKS});
    let types = client.offered["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let number = |name: &str| types.as_array().and_then(|it| it.iter().position(|it| it == name)).map(Value::from).unwrap_or_default();
    let (person, date) = (number("person"), number("date"));
    let whole = client.request("textDocument/semanticTokens/full", json!({"textDocument": document}));
    assert_eq!(whole["data"], json!([3, 0, 11, person, 0, 0, 52, 9, date, 0]));

    let range = json!({"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 5}});
    let part = client.request("textDocument/semanticTokens/range", json!({"textDocument": document, "range": range}));
    assert_eq!(part["data"], json!([3, 0, 11, person, 0]));

    // A blank line above moves the first token; the second is relative to it.
    let at = json!({"line": 3, "character": 0});
    client.change(TALKS, 2, &json!([{"range": {"start": at, "end": at}, "text": "\n"}]));
    let asked = json!({"textDocument": document, "previousResultId": whole["resultId"]});
    let delta = client.request("textDocument/semanticTokens/full/delta", asked.clone());
    assert_eq!(delta["edits"], json!([{"start": 0, "deleteCount": 5, "data": [4, 0, 11, person, 0]}]));
    let again = client.request("textDocument/semanticTokens/full/delta", asked);
    assert_eq!(again["data"].as_array().map(Vec::len), Some(10), "an unknown id is answered with everything: {again}");
    let same = json!({"textDocument": document, "previousResultId": delta["resultId"]});
    assert_eq!(client.request("textDocument/semanticTokens/full/delta", same)["edits"], json!([]));
    client.leave();
}
