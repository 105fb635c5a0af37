//! Where a name or a fact is first told, and everywhere that tells it.

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, range_of, usual};

// capability: declarationProvider
#[test]
fn a_name_leads_to_its_first_mention_in_the_article() {
    let mut client = Client::start(&usual());
    let text = "--- article north\n\n[Mayor Ada Orr]{person=orr} spoke. [Mrs Orr]{person=orr} left.\n\n--- person orr\nname: Ada Orr\n";
    client.open(TALKS, 1, text);
    let first = json!([{"uri": TALKS, "range": range_of(text, "Mayor Ada Orr")}]);
    assert_eq!(client.at("textDocument/declaration", TALKS, 2, 38), first);
    assert_eq!(client.at("textDocument/declaration", TALKS, 2, 30), Value::Null);
    client.leave();
}

// capability: implementationProvider
#[test]
fn a_fact_leads_to_all_its_statements() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, DISPUTED);
    let places = client.at("textDocument/implementation", TALKS, 3, 36);
    assert_eq!(places[0]["range"], range_of(DISPUTED, "15 berths"));
    assert_eq!(places[1]["range"], range_of(DISPUTED, "12 berths"));
    assert_eq!(client.at("textDocument/implementation", TALKS, 0, 0), Value::Null);
    client.leave();
}
