//! How findings reach an editor.

use serde_json::json;

use super::{Client, DISPUTED, TALKS, pulling, range_of, usual};

#[test]
fn columns_count_what_was_agreed() {
    for (encoding, column) in [("utf-8", 27), ("utf-16", 21), ("utf-32", 20)] {
        let mut capabilities = usual();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::start(&capabilities);
        let text = "--- article a\r\n\r\n“Oui” 👍 they said: [4]{fact=x}\r\n\r\n--- article b\r\n\r\n[5]{fact=x}\r\n";
        client.open(TALKS, 1, text);
        let shown = client.pushed(TALKS, Some(1));
        assert_eq!(shown[0]["range"]["start"], json!({"line": 2, "character": column}), "{encoding}: {shown}");
        client.leave();
    }
}

#[test]
fn what_is_disputed_is_pushed_with_the_other_side() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 7, DISPUTED);
    let shown = client.pushed(TALKS, Some(7));
    assert_eq!(shown.as_array().map(Vec::len), Some(2), "{shown}");
    let here = &shown[0];
    assert_eq!(here["range"], range_of(DISPUTED, "15 berths"));
    assert_eq!((&here["source"], &here["code"]), (&json!("copydesk"), &json!("fact")));
    assert!(here["codeDescription"]["href"].is_string());
    let message = here["message"].as_str().expect("a text");
    assert!(message.contains("15") && message.contains("12") && message.contains("South Wire"), "{message}");
    let related = &here["relatedInformation"][0];
    assert_eq!(related["location"], json!({"uri": TALKS, "range": range_of(DISPUTED, "12 berths")}));
    assert_eq!(related["message"], "South Wire: 12 berths");
    assert!(client.offered["diagnosticProvider"].is_null());
    client.leave();
}

#[test]
fn files_of_one_story_are_read_together_while_they_are_open() {
    let mut client = Client::start(&usual());
    let (first, second) = DISPUTED.split_once("--- article south").expect("there are two");
    let head = "--- bundle\nstory: harbour\n\n";
    let (first, second) = (format!("{head}{first}"), format!("{head}--- article south{second}"));
    let other = "file:///desk/more.bundle";
    client.open(TALKS, 1, &first);
    assert_eq!(client.pushed(TALKS, Some(1)), json!([]));
    client.open(other, 1, &second);
    assert_eq!(client.pushed(other, Some(1))[0]["relatedInformation"][0]["location"]["uri"], TALKS);
    assert_eq!(client.pushed(TALKS, Some(1))[0]["relatedInformation"][0]["location"]["uri"], other);
    let no_story = json!({"range": range_of(&second, "story: harbour"), "text": ""});
    client.change(other, 2, &json!([no_story]));
    assert_eq!(client.pushed(TALKS, Some(1)), json!([]));
    client.leave();
}

// capability: diagnosticProvider
#[test]
fn a_client_that_asks_for_diagnostics_is_never_sent_any() {
    let mut client = Client::start(&pulling());
    assert_eq!(client.offered["diagnosticProvider"]["interFileDependencies"], true);
    client.open(TALKS, 1, DISPUTED);
    let document = json!({"uri": TALKS});
    let full = client.request("textDocument/diagnostic", json!({"textDocument": document}));
    assert_eq!((&full["kind"], full["items"].as_array().map(Vec::len)), (&json!("full"), Some(2)), "{full}");
    let again = client.request("textDocument/diagnostic", json!({"textDocument": document, "previousResultId": full["resultId"]}));
    assert_eq!(again, json!({"kind": "unchanged", "resultId": full["resultId"]}));
    client.change(TALKS, 2, &json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\n"}]));
    let moved = client.request("textDocument/diagnostic", json!({"textDocument": document, "previousResultId": full["resultId"]}));
    assert_eq!(moved["items"][0]["range"]["start"]["line"], 4);
    client.close(TALKS);
    assert_eq!(client.request("textDocument/diagnostic", json!({"textDocument": document}))["items"], json!([]));
    let refresh = client.wait_for(|it| it["method"] == "workspace/diagnostic/refresh");
    assert!(refresh["id"].is_number());
    assert!(!client.has_come(|it| it["method"] == "textDocument/publishDiagnostics"));
    client.leave();
}

#[test]
fn settings_cut_the_list_and_switch_kinds_off() {
    let params = json!({"capabilities": usual(), "initializationOptions": {"maxDiagnostics": 1}});
    let mut client = Client::start_with(params);
    client.open(TALKS, 1, DISPUTED);
    let shown = client.pushed(TALKS, Some(1));
    assert_eq!(
        (shown[0]["code"].as_str(), shown[1]["code"].as_str(), shown.as_array().map(Vec::len)),
        (Some("fact"), Some("more"), Some(2))
    );
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"severity": {"fact": "off"}, "colour": 1}}}));
    assert_eq!(client.pushed(TALKS, Some(1)), json!([]));
    let told = client.wait_for(|it| it["method"] == "window/logMessage");
    assert!(told["params"]["message"].as_str().is_some_and(|it| it.contains("'colour'")), "{told}");
    client.leave();
}
