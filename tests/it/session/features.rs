//! What an editor can ask about a place.

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, range_of, usual};

fn open() -> Client {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, DISPUTED);
    client
}

// capability: hoverProvider
#[test]
fn a_disputed_value_has_a_card_in_the_markup_the_client_reads() {
    let mut client = open();
    let card = client.at("textDocument/hover", TALKS, 3, 36);
    assert_eq!(card["contents"]["kind"], "markdown");
    assert_eq!(card["range"], range_of(DISPUTED, "15 berths"));
    let text = card["contents"]["value"].as_str().expect("a text");
    assert!(text.contains("| Northern Post | **15** |") && text.contains("| South Wire | 12 |"), "{text}");
    assert_eq!(client.at("textDocument/hover", TALKS, 0, 0), Value::Null);
    client.leave();
    let mut plain = Client::start(&json!({}));
    plain.open(TALKS, 1, DISPUTED);
    let card = plain.at("textDocument/hover", TALKS, 3, 33);
    assert_eq!(card["contents"]["kind"], "plaintext");
    plain.leave();
}

// capability: definitionProvider
#[test]
fn a_disputed_value_leads_to_what_the_others_say() {
    let mut client = open();
    let there = client.at("textDocument/definition", TALKS, 3, 36);
    assert_eq!(there, json!([{"uri": TALKS, "range": range_of(DISPUTED, "12 berths")}]));
    assert_eq!(client.at("textDocument/definition", TALKS, 0, 0), Value::Null);
    client.leave();
}

// capability: typeDefinitionProvider
#[test]
fn a_name_leads_to_the_record_of_the_person() {
    let mut client = Client::start(&usual());
    let text = "--- article north\n\n[Mrs Orr]{person=orr} spoke.\n\n--- person orr\nname: Ada Orr\n";
    client.open(TALKS, 1, text);
    let record = json!([{"uri": TALKS, "range": range_of(text, "Ada Orr")}]);
    assert_eq!(client.at("textDocument/typeDefinition", TALKS, 2, 6), record);
    assert_eq!(client.at("textDocument/definition", TALKS, 2, 6), record);
    assert_eq!(client.at("textDocument/typeDefinition", TALKS, 2, 24), Value::Null);
    client.leave();
}

// capability: referencesProvider
#[test]
fn every_statement_of_a_disputed_fact_is_a_reference() {
    let mut client = open();
    let places = client.at("textDocument/references", TALKS, 3, 36);
    assert_eq!(places.as_array().map(Vec::len), Some(2), "{places}");
    client.leave();
}

// capability: documentHighlightProvider
#[test]
fn statements_of_the_same_fact_light_up() {
    let mut client = open();
    let places = client.at("textDocument/documentHighlight", TALKS, 3, 36);
    assert_eq!(places[1]["range"], range_of(DISPUTED, "12 berths"));
    client.leave();
}

// capability: documentSymbolProvider
#[test]
fn the_outline_is_articles_with_their_disputed_facts() {
    let mut client = open();
    let document = json!({"textDocument": {"uri": TALKS}});
    let tree = client.request("textDocument/documentSymbol", document.clone());
    assert_eq!((&tree[0]["name"], &tree[1]["name"]), (&json!("Northern Post"), &json!("South Wire")));
    assert_eq!(tree[0]["children"][0]["detail"], "15");
    client.leave();
    let mut simple = Client::start(&json!({}));
    simple.open(TALKS, 1, DISPUTED);
    let list = simple.request("textDocument/documentSymbol", document);
    assert_eq!((&list[1]["containerName"], &list[1]["location"]["uri"]), (&json!("Northern Post"), &json!(TALKS)));
    simple.leave();
}

// capability: workspaceSymbolProvider
#[test]
fn facts_are_found_by_a_few_letters() {
    let mut client = open();
    let found = client.request("workspace/symbol", json!({"query": "#brth"}));
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    assert_eq!(client.request("workspace/symbol", json!({"query": "@brth"})), json!([]));
    client.leave();
}

#[test]
fn a_search_tells_each_story_as_it_is_found() {
    let mut client = open();
    client.open("file:///desk/more.bundle", 1, DISPUTED);
    let left = client.request("workspace/symbol", json!({"query": "#berths", "partialResultToken": "search"}));
    assert_eq!(left, json!([]));
    for _ in 0..2 {
        let part = client.wait_for(|it| it["method"] == "$/progress" && it["params"]["token"] == "search");
        assert_eq!(part["params"]["value"].as_array().map(Vec::len), Some(2), "{part}");
    }
    client.leave();
}

// capability: codeActionProvider
#[test]
fn a_disputed_fact_can_be_settled_where_it_stands() {
    let mut client = open();
    let range = range_of(DISPUTED, "15 berths");
    let mut asked = json!({"textDocument": {"uri": TALKS}, "range": range, "context": {"diagnostics": client.pushed(TALKS, Some(1))}});
    let actions = client.request("textDocument/codeAction", asked.clone());
    assert_eq!((&actions[0]["title"], &actions[0]["kind"]), (&json!("Settle: 15 (Northern Post)"), &json!("quickfix")));
    assert_eq!(actions[0]["diagnostics"][0]["code"], "fact");
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": TALKS, "version": 1}));
    client.change(TALKS, 2, &json!([{"range": change["edits"][0]["range"], "text": change["edits"][0]["newText"]}]));
    let settled = client.pushed(TALKS, Some(2));
    assert_eq!((&settled[0]["severity"], settled.as_array().map(Vec::len)), (&json!(4), Some(2)), "{settled}");
    assert!(settled[0]["message"].as_str().is_some_and(|it| it.contains("settled: 15 (Northern Post)")), "{settled}");
    asked["context"]["only"] = json!(["source.organizeImports"]);
    assert_eq!(client.request("textDocument/codeAction", asked), Value::Null);
    client.leave();
}

// capability: codeLensProvider
#[test]
fn a_line_over_each_article_counts_what_is_disputed() {
    let mut client = open();
    let lenses = client.request("textDocument/codeLens", json!({"textDocument": {"uri": TALKS}}));
    assert!(lenses[1]["command"]["title"].as_str().is_some_and(|it| it.starts_with("1 conflict")), "{lenses}");
    assert_eq!(lenses[1]["range"]["start"]["line"], 5);
    client.leave();
}

// capability: documentLinkProvider
#[test]
fn an_articles_address_is_a_link() {
    let mut client = Client::start(&usual());
    let text = "--- article north\nurl: https://example.org/1\n\nNews.\n";
    client.open(TALKS, 1, text);
    let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": TALKS}}));
    assert_eq!(links, json!([{"range": range_of(text, "https://example.org/1"), "target": "https://example.org/1"}]));
    client.leave();
}

// capability: foldingRangeProvider
#[test]
fn sections_fold() {
    let mut client = open();
    let folds = client.request("textDocument/foldingRange", json!({"textDocument": {"uri": TALKS}}));
    assert_eq!((&folds[0]["startLine"], &folds[0]["endLine"]), (&json!(0), &json!(3)), "{folds}");
    assert_eq!((&folds[1]["startLine"], &folds[1]["endLine"]), (&json!(5), &json!(8)), "{folds}");
    client.leave();
}

// capability: selectionRangeProvider
#[test]
fn a_selection_grows_from_the_word_to_the_file() {
    let mut client = open();
    let asked = json!({"textDocument": {"uri": TALKS}, "positions": [{"line": 3, "character": 36}]});
    let mut grown = client.request("textDocument/selectionRange", asked)[0].clone();
    let mut ranges = Vec::new();
    while grown.is_object() {
        ranges.push(grown["range"].clone());
        grown = grown["parent"].clone();
    }
    assert_eq!(ranges[0], range_of(DISPUTED, "berths"));
    assert_eq!(ranges[1], range_of(DISPUTED, "15 berths"));
    assert_eq!(ranges.last().expect("there are some")["end"]["line"], 9);
    client.leave();
}
