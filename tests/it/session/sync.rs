//! The server's text is the client's, in every encoding and after any change.

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, usual};

/// Everything the server says of a document.
fn all(client: &mut Client, uri: &str) -> Value {
    let document = json!({"textDocument": {"uri": uri}});
    let positions: Vec<Value> =
        (0..6).flat_map(|line| [0, 5, 9, 40].map(|character| json!({"line": line * 3, "character": character}))).collect();
    let hovers: Vec<Value> =
        positions.iter().map(|at| client.request("textDocument/hover", json!({"textDocument": {"uri": uri}, "position": at}))).collect();
    json!([
        client.request("textDocument/documentSymbol", document.clone()),
        client.request("textDocument/foldingRange", document),
        client.request("textDocument/selectionRange", json!({"textDocument": {"uri": uri}, "positions": positions})),
        hovers,
    ])
}

/// A change somewhere near, with all that news text and editors do to positions. Numbers come from `seed` alone.
fn change(seed: &mut u64) -> Value {
    let mut number = |below: u64| {
        // The multiplier and increment of Knuth's MMIX generator.
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) % below
    };
    let texts =
        ["", "x", " “no” ", "👍🏽", "é", "\r\n", "\r", "\n", "\u{2028}", "\n--- article east\n\n", "[9 berths]{fact=berths}", "{fact=", "12"];
    let text = texts[number(texts.len() as u64) as usize];
    if number(40) == 0 {
        return json!({"text": DISPUTED});
    }
    let (line, column) = (number(14), number(90));
    let (lines, columns) = if number(3) == 0 { (number(3), number(30)) } else { (0, number(4)) };
    let end = if lines == 0 { column + columns } else { columns };
    json!({"range": {"start": {"line": line, "character": column}, "end": {"line": line + lines, "character": end}}, "text": text})
}

// capability: textDocumentSync
// capability: positionEncoding
#[test]
fn after_any_changes_the_server_says_what_a_fresh_one_says() {
    for (seed, encoding) in [(1, "utf-8"), (2, "utf-16"), (3, "utf-32"), (4, "utf-16"), (5, "utf-8")] {
        let mut seed = seed;
        let mut capabilities = usual();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut edited = Client::start(&capabilities);
        assert_eq!(edited.offered["positionEncoding"], encoding);
        assert_eq!(edited.offered["textDocumentSync"]["change"], 2);
        let encoding = match encoding {
            "utf-8" => copydesk::text::Encoding::Utf8,
            "utf-16" => copydesk::text::Encoding::Utf16,
            _ => copydesk::text::Encoding::Utf32,
        };
        let mut text = copydesk::text::SourceText::new(DISPUTED);
        edited.open(TALKS, 0, DISPUTED);
        for version in 1..=60 {
            let changes: Vec<Value> = (0..=version % 3).map(|_| change(&mut seed)).collect();
            for change in &changes {
                let position = |at: &Value| copydesk::text::Position {
                    line: at["line"].as_u64().expect("a number") as u32,
                    column: at["character"].as_u64().expect("a number") as u32,
                };
                let range = change["range"].is_object().then(|| (position(&change["range"]["start"]), position(&change["range"]["end"])));
                let edit = copydesk::text::Edit { range, text: change["text"].as_str().expect("a text").to_owned() };
                text.apply(&edit, encoding).expect("the range is in order");
            }
            edited.change(TALKS, version, &json!(changes));
            if version % 12 == 0 {
                let mut fresh = Client::start(&capabilities);
                fresh.open(TALKS, version, &text.to_string());
                let shown = edited.pushed(TALKS, Some(version));
                assert_eq!(shown, fresh.pushed(TALKS, Some(version)), "seed {seed}, version {version}");
                assert_eq!(all(&mut edited, TALKS), all(&mut fresh, TALKS), "seed {seed}, version {version}");
                fresh.leave();
            }
        }
        edited.leave();
    }
}

#[test]
fn after_a_change_that_cannot_be_nothing_is_said_until_the_whole_text_comes() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, DISPUTED);
    let before = client.pushed(TALKS, Some(1));
    let backwards = json!({"range": {"start": {"line": 3, "character": 1}, "end": {"line": 2, "character": 0}}, "text": "x"});
    client.change(TALKS, 2, &json!([backwards]));
    assert_eq!(client.pushed(TALKS, Some(2)), json!([]));
    assert_eq!(client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": TALKS}})), Value::Null);
    client.change(TALKS, 3, &json!([{"text": DISPUTED}]));
    assert_eq!(client.pushed(TALKS, Some(3)), before);
    client.leave();
}

#[test]
fn a_burst_of_keys_ends_with_the_last_text() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 0, "--- article a\n\n");
    for version in 1..=200 {
        let at = json!({"line": 2, "character": version - 1});
        client.change(TALKS, version, &json!([{"range": {"start": at, "end": at}, "text": "x"}]));
    }
    client.pushed(TALKS, Some(200));
    assert!(!client.has_come(|it| it["params"]["version"].as_i64().is_some_and(|it| it > 200)));
    client.leave();
}
