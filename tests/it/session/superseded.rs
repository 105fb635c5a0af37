//! Work that nobody waits for any more is not done: for a text that has changed, for a question that was taken back.
//!
//! The texts take far longer to read than what follows takes to arrive: half a second in a debug build, against a millisecond or two.

use serde_json::json;

use super::{Client, DISPUTED, TALKS, pulling, usual};

/// How many keys are struck while the first text is read.
const KEYS: i32 = 20;
/// How many questions may be answered all the same: those that a thread has begun on already.
const IN_PASSING: usize = 4;

/// A text that takes a while.
fn long() -> String {
    (0..800).map(|at| DISPUTED.replace("north", &format!("north-{at}")).replace("south", &format!("south-{at}"))).collect()
}

/// Strikes a key in the first report.
fn strike(client: &mut Client, version: i32) {
    let at = json!({"line": 3, "character": 0});
    client.change(TALKS, version, &json!([{"range": {"start": at, "end": at}, "text": "x"}]));
}

#[test]
fn a_burst_of_keys_is_answered_once() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 0, &long());
    (1..=KEYS).for_each(|version| strike(&mut client, version));
    client.pushed(TALKS, Some(KEYS));
    // Not even of the first, which was being read when it was gone.
    assert!(!client.has_come(|it| it["method"] == "textDocument/publishDiagnostics"), "a text was told of that nobody sees any more");
    client.leave();
}

#[test]
fn a_question_about_a_text_that_has_changed_is_dropped() {
    let mut client = Client::start(&pulling());
    client.open(TALKS, 0, &long());
    let mut questions = Vec::new();
    for version in 1..=KEYS {
        strike(&mut client, version);
        let document = json!({"textDocument": {"uri": TALKS}});
        questions.push((client.ask("textDocument/diagnostic", document.clone()), client.ask("textDocument/documentSymbol", document)));
    }
    let (last, dropped) = questions.split_last().expect("there are some");
    assert_eq!(client.answer(last.0)["result"]["kind"], "full");
    assert!(client.answer(last.1)["result"].is_array());
    let mut answered = 0;
    for &(diagnostics, symbols) in dropped {
        let (diagnostics, symbols) = (client.answer(diagnostics), client.answer(symbols));
        let again = json!({"retriggerRequest": true});
        let is_dropped = (&diagnostics["error"]["code"], &diagnostics["error"]["data"]) == (&json!(-32802), &again);
        answered += usize::from(!is_dropped) + usize::from(symbols["error"]["code"] != -32801);
    }
    assert!(answered <= IN_PASSING, "{answered} questions were answered for nobody");
    client.leave();
}

#[test]
fn a_question_that_is_taken_back_ends_before_it_could_be_answered() {
    let mut client = Client::start(&pulling());
    client.open(TALKS, 0, &long());
    let document = json!({"textDocument": {"uri": TALKS}});
    let questions: Vec<u64> = (0..KEYS).map(|_| client.ask("textDocument/documentSymbol", document.clone())).collect();
    for id in &questions {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    let ended = questions.iter().filter(|id| client.answer(**id)["error"]["code"] == -32800).count();
    assert!(KEYS as usize - IN_PASSING <= ended, "only {ended} ended");
    assert!(client.request("textDocument/documentSymbol", document).is_array(), "who asks again is answered");
    client.leave();
}
