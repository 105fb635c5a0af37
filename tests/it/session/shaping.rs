//! Hierarchies, linked places, formatting, and documents that nobody wrote.

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, range_of, usual};

fn open(text: &str) -> Client {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, text);
    client
}

const NEWS: &str = "\
--- article north
outlet: Northern Post
published: 2024-06-20

Helen Marsh, the mayor, closed the port. “Tom Orr has to wait,” Marsh said. Tom Orr, a captain, left.

--- article south
supersedes: north

“It was a mistake,” Tom Orr said. Tom Orr left.
";

// capability: callHierarchyProvider
#[test]
fn somebody_is_called_by_the_articles_that_quote_them() {
    let mut client = open(&NEWS.replace("supersedes: north\n", ""));
    let item = client.at("textDocument/prepareCallHierarchy", TALKS, 4, 3)[0].clone();
    assert_eq!((&item["name"], &item["detail"]), (&json!("Helen Marsh"), &json!("mayor")));
    let calls = client.request("callHierarchy/incomingCalls", json!({"item": item}));
    assert_eq!(calls[0]["from"]["name"], "Northern Post");
    assert_eq!(calls[0]["fromRanges"], json!([range_of(NEWS, "Tom Orr has to wait,")]));
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": item}));
    assert_eq!((&calls[0]["to"]["name"], &calls[0]["fromRanges"]), (&json!("Tom Orr"), &json!([range_of(NEWS, "Tom Orr")])));
    assert_eq!(client.at("textDocument/prepareCallHierarchy", TALKS, 4, 40), Value::Null);
    client.leave();
}

// capability: typeHierarchyProvider
#[test]
fn an_article_descends_from_the_one_it_replaces() {
    let mut client = open(NEWS);
    let item = client.at("textDocument/prepareTypeHierarchy", TALKS, 6, 6)[0].clone();
    assert_eq!(item["name"], "south");
    let above = client.request("typeHierarchy/supertypes", json!({"item": item}));
    assert_eq!((above.as_array().map(Vec::len), &above[0]["name"]), (Some(1), &json!("Northern Post")));
    let below = client.request("typeHierarchy/subtypes", json!({"item": above[0]}));
    assert_eq!(below[0]["name"], "south");
    assert_eq!(client.request("typeHierarchy/subtypes", json!({"item": item})), json!([]));
    client.leave();
}

// capability: linkedEditingRangeProvider
#[test]
fn an_id_is_typed_everywhere_at_once() {
    let text = "--- article north\n\n[Mrs Orr]{person=orr} spoke.\n\n--- person orr\nname: Ada Orr\n";
    let mut client = open(text);
    let linked = client.at("textDocument/linkedEditingRange", TALKS, 4, 12);
    let head = json!({"start": {"line": 4, "character": 11}, "end": {"line": 4, "character": 14}});
    assert_eq!(linked["ranges"], json!([range_of(text, "orr"), head]));
    assert_eq!(client.at("textDocument/linkedEditingRange", TALKS, 5, 8), Value::Null);
    client.leave();
}

// capability: documentFormattingProvider
// capability: documentRangeFormattingProvider
#[test]
fn headers_are_formatted_and_the_text_is_not() {
    let text = "--- article north\nOutlet:Post\n\nSome  words.\n\n--- article south\nOutlet:Wire\n";
    let mut client = open(text);
    let options = json!({"tabSize": 4, "insertSpaces": true});
    let all = client.request("textDocument/formatting", json!({"textDocument": {"uri": TALKS}, "options": options}));
    let first = json!({"range": range_of(text, "Outlet:Post"), "newText": "outlet: Post"});
    assert_eq!(all, json!([first, {"range": range_of(text, "Outlet:Wire"), "newText": "outlet: Wire"}]));
    let asked = json!({"textDocument": {"uri": TALKS}, "range": range_of(text, "Post"), "options": options});
    assert_eq!(client.request("textDocument/rangeFormatting", asked), json!([first]));
    client.leave();
}

// capability: workspace
#[test]
fn the_report_and_a_comparison_are_documents() {
    let mut capabilities = usual();
    capabilities["workspace"]["textDocumentContent"] = json!({});
    let mut client = Client::start(&capabilities);
    assert_eq!(client.offered["workspace"]["textDocumentContent"]["schemes"], json!(["copydesk"]));
    client.open(TALKS, 1, DISPUTED);
    let report = client.request("workspace/textDocumentContent", json!({"uri": format!("copydesk:report.md?{TALKS}")}));
    assert!(report["text"].as_str().is_some_and(|it| it.starts_with("# Report\n") && it.contains("Northern Post")), "{report}");
    let asked = json!({"command": "copydesk.conflicts", "arguments": [{"textDocument": {"uri": TALKS}}]});
    let id = client.request("workspace/executeCommand", asked)[0]["id"].as_str().expect("an id").to_owned();
    let page = client.request("workspace/textDocumentContent", json!({"uri": format!("copydesk:comparison.md?{TALKS}#{id}")}));
    assert!(page["text"].as_str().is_some_and(|it| it.starts_with("# berths\n")), "{page}");
    let start = json!({"line": 0, "character": 0});
    client.change(TALKS, 2, &json!([{"range": {"start": start, "end": start}, "text": "\n"}]));
    for page in [format!("copydesk:comparison.md?{TALKS}#"), format!("copydesk:report.md?{TALKS}")] {
        let is_of = |it: &Value| it["params"]["uri"].as_str().is_some_and(|it| it.starts_with(&page));
        client.wait_for(|it| it["method"] == "workspace/textDocumentContent/refresh" && is_of(it));
    }
    // Nobody has asked for them since.
    client.change(TALKS, 3, &json!([{"range": {"start": start, "end": start}, "text": "\n"}]));
    client.pushed(TALKS, Some(3));
    assert!(!client.has_come(|it| it["method"] == "workspace/textDocumentContent/refresh"));
    let id = client.ask("workspace/textDocumentContent", json!({"uri": "copydesk:report.md?file:///never/opened"}));
    assert_eq!(client.answer(id)["error"]["code"], -32803);
    client.leave();
}
