//! How sessions begin, suffer and end.

use std::io::{Write, pipe};

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, usual};

#[test]
fn shutdown_and_exit_end_with_0_while_the_input_is_open() {
    Client::start(&usual()).leave();
}

#[test]
fn exit_alone_and_a_lost_client_end_with_1() {
    assert_eq!(Client::start(&usual()).exit(), 1);
    assert_eq!(Client::start(&usual()).hang_up(), 1);
    assert_eq!(Client::unborn().hang_up(), 1);
}

#[test]
fn after_shutdown_a_lost_client_is_no_failure_of_ours() {
    let mut client = Client::start(&usual());
    client.request("shutdown", Value::Null);
    assert_eq!(client.hang_up(), 1, "the protocol wants exit");
}

#[test]
fn nothing_is_answered_before_initialize_and_after_shutdown() {
    let mut client = Client::unborn();
    let early = client.ask("textDocument/hover", json!({"textDocument": {"uri": TALKS}, "position": {"line": 0, "character": 0}}));
    assert_eq!(client.answer(early)["error"]["code"], -32002);
    client.request("initialize", json!({"capabilities": {}}));
    client.request("shutdown", Value::Null);
    let late = client.ask("textDocument/hover", json!({"textDocument": {"uri": TALKS}, "position": {"line": 0, "character": 0}}));
    assert_eq!(client.answer(late)["error"]["code"], -32600);
    assert_eq!(client.exit(), 0);
}

#[test]
fn nonsense_is_answered_and_the_session_goes_on() {
    let mut client = Client::start(&usual());
    client.write(b"Content-Length: 9\r\n\r\n{\"no json");
    assert_eq!(client.wait_for(|it| it["id"].is_null() && it["method"].is_null())["error"]["code"], -32700);
    let id = client.ask("textDocument/hover", json!({"position": 7}));
    assert_eq!(client.answer(id)["error"]["code"], -32602);
    client.notify("textDocument/didOpen", json!({"textDocument": "none"}));
    client.notify("$/unheard", json!({}));
    client.notify("textDocument/didChange", json!({"textDocument": {"uri": "file:///never/opened", "version": 4}, "contentChanges": []}));
    client.open(TALKS, 1, DISPUTED);
    client.pushed(TALKS, Some(1));
    client.leave();
}

#[test]
fn what_is_not_open_has_nothing_to_say() {
    let mut client = Client::start(&usual());
    assert_eq!(client.at("textDocument/hover", "file:///never/opened", 3, 3), Value::Null);
    assert_eq!(client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": "file:///never/opened"}})), Value::Null);
    client.leave();
}

#[test]
fn addresses_come_back_letter_for_letter() {
    let mut client = Client::start(&usual());
    for uri in [
        "file:///a/b c.bundle",
        "file:///c%3A/caf%C3%A9.bundle",
        "file:///C:/x[1]|y.bundle",
        "file:///désk/東京 100%.bundle",
        "vscode-vfs://github/desk/a.bundle",
        "untitled:Untitled-1",
        "weird",
    ] {
        client.open(uri, 1, DISPUTED);
        client.pushed(uri, Some(1));
        client.close(uri);
        assert_eq!(client.pushed(uri, None), json!([]));
    }
    client.leave();
}

#[test]
fn a_flood_of_questions_is_answered_to_the_last() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, DISPUTED);
    let ids: Vec<u64> = (0..2_000)
        .map(|at| client.ask("textDocument/hover", json!({"textDocument": {"uri": TALKS}, "position": {"line": at % 12, "character": 9}})))
        .collect();
    for id in ids {
        client.answer(id);
    }
    client.leave();
}

#[test]
fn a_client_that_asks_and_never_reads_is_left_when_it_goes() {
    let (input, mut to_server) = pipe().expect("a pipe");
    let (unread, output) = pipe().expect("a pipe");
    let server = std::thread::spawn(move || copydesk::lsp::serve(input, output));
    let mut send = |mut message: Value| {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        to_server.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).expect("the server reads");
    };
    send(json!({"id": 0, "method": "initialize", "params": {"capabilities": {}}}));
    let document = json!({"uri": TALKS, "languageId": "bundle", "version": 1, "text": DISPUTED});
    send(json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
    // Far more answers than a pipe holds.
    for id in 1..2_000 {
        send(json!({"id": id, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": TALKS}}}));
    }
    drop(to_server);
    assert_eq!(server.join().expect("the server ends"), 1);
    drop(unread);
}

#[test]
fn a_cancelled_question_is_answered_as_such_or_as_asked() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, &DISPUTED.repeat(400));
    let id = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": TALKS}}));
    client.notify("$/cancelRequest", json!({"id": id}));
    let answer = client.answer(id);
    assert!(answer["error"]["code"] == -32800 || answer["result"].is_array(), "{answer}");
    client.leave();
}
