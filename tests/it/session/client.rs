//! An editor in memory: writes to the server and reads from it through pipes, as over standard input and output.

#![expect(clippy::needless_pass_by_value, reason = "messages are written where they are sent, as `json!` values")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};

/// A message that has not come by then will not come.
const PATIENCE: Duration = Duration::from_mins(1);

/// An editor with one session.
pub(super) struct Client {
    output: Option<PipeWriter>,
    messages: Receiver<Value>,
    /// Read while waiting for something else.
    kept: VecDeque<Value>,
    server: Option<JoinHandle<u8>>,
    next_id: u64,
    /// What the server said it can do.
    pub(super) offered: Value,
}

/// What most editors declare, pull diagnostics aside.
pub(super) fn usual() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
        "textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        },
    })
}

/// What VS Code declares of diagnostics and columns.
pub(super) fn pulling() -> Value {
    let mut client = usual();
    client["general"]["positionEncodings"] = json!(["utf-16"]);
    client["textDocument"]["diagnostic"] = json!({"dynamicRegistration": true});
    client["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    client
}

impl Client {
    /// A session with an editor that declares `capabilities`, initialized.
    pub(super) fn start(capabilities: &Value) -> Self {
        Self::start_with(json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
    }

    /// A session that is initialized with these parameters.
    pub(super) fn start_with(params: Value) -> Self {
        let mut client = Self::unborn();
        let answer = client.request("initialize", params);
        client.offered = answer["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// A session in which nothing has been said.
    pub(super) fn unborn() -> Self {
        let (input, output) = pipe().expect("a pipe");
        let (from_server, to_client) = pipe().expect("a pipe");
        let server = std::thread::spawn(move || copydesk::lsp::serve(input, to_client));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut from_server = BufReader::new(from_server);
            while let Some(message) = read(&mut from_server) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { output: Some(output), messages, kept: VecDeque::new(), server: Some(server), next_id: 1, offered: Value::Null }
    }

    /// Writes bytes as they are.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        self.output.as_mut().expect("the session is open").write_all(bytes).expect("the server reads");
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Sends a request; gives its id.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        // `shutdown` has no parameters at all.
        let message =
            if params.is_null() { json!({"id": id, "method": method}) } else { json!({"id": id, "method": method, "params": params}) };
        self.send(message);
        id
    }

    /// Answers a request of the server's.
    pub(super) fn reply(&mut self, id: &Value, result: Value) {
        self.send(json!({"id": id, "result": result}));
    }

    /// The whole answer to a request.
    pub(super) fn answer(&mut self, id: u64) -> Value {
        self.wait_for(|it| it["method"].is_null() && it["id"] == id)
    }

    /// Sends a request and gives the result; an error is a failure.
    #[track_caller]
    pub(super) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// The first message that is wanted; others are kept.
    pub(super) fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at).expect("it was just found");
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server says something");
            if wanted(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    /// Whether a message of this kind has come so far.
    pub(super) fn has_come(&mut self, wanted: impl Fn(&Value) -> bool) -> bool {
        self.kept.extend(self.messages.try_iter());
        self.kept.iter().any(wanted)
    }

    pub(super) fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": "bundle", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(super) fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub(super) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// The diagnostics that the server sends for a version of a document, `None` for those after it is closed.
    pub(super) fn pushed(&mut self, uri: &str, version: Option<i32>) -> Value {
        let version = json!(version);
        let is_it = |it: &Value| {
            let params = &it["params"];
            it["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri && params["version"] == version
        };
        self.wait_for(is_it)["params"]["diagnostics"].clone()
    }

    /// Asks about a place.
    #[track_caller]
    pub(super) fn at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        let position = json!({"line": line, "character": character});
        self.request(
            method,
            json!({"textDocument": {"uri": uri}, "position": position, "context": {"includeDeclaration": true, "triggerKind": 1}}),
        )
    }

    /// Closes the client's end; gives the server's exit code.
    pub(super) fn hang_up(mut self) -> u8 {
        drop(self.output.take());
        self.server.take().expect("it was started").join().expect("the server ends")
    }

    /// `exit`, with the input left open; gives the server's exit code.
    pub(super) fn exit(mut self) -> u8 {
        self.notify("exit", Value::Null);
        self.server.take().expect("it was started").join().expect("the server ends")
    }

    /// `shutdown` and `exit`.
    pub(super) fn leave(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        assert_eq!(self.exit(), 0);
    }
}

fn read(input: &mut BufReader<PipeReader>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().strip_prefix("Content-Length: ") {
            Some(bytes) => length = bytes.parse().ok()?,
            None if line.trim().is_empty() => break,
            None => {}
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
