//! Any messages to the server: it answers the last of them and ends. A panic anywhere is a find, caught or not.
//!
//! The input is a line for each message; one that begins with `!` is sent without a frame round it. After an empty first line the client
//! asks for diagnostics, else it is sent them.

#![no_main]

use std::io::{self, Read, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

/// The server answers in milliseconds; who waits longer has found something.
const PATIENCE: Duration = Duration::from_secs(20);

/// Two reports that differ.
const TEXT: &str = "--- article a\n\nThe mayor, Ada Orr, 51, gets [15 berths]{fact=berths}.\n\n\
    --- article b\n\nThe mayor, Ada Orr, 41, gets [12 berths]{fact=berths}.\n\n--- person orr\nname: Ada Orr\n";

fuzz_target!(|messages: &[u8]| {
    let pulls = messages.starts_with(b"\n");
    // Folders of this machine would make a run different each time.
    if [&b"file:///"[..], b"workspaceFolders", b"rootUri", b"didChangeWorkspaceFolders"].iter().any(|it| holds(messages, it)) {
        return;
    }
    let answered = Arc::new((Mutex::new(false), Condvar::new()));
    let input = Input { bytes: script(pulls, messages), at: 0, answered: Arc::clone(&answered) };
    let code = copydesk::lsp::serve(input, Output(answered));
    assert!(code < 2);
});

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|it| it == words)
}

fn script(pulls: bool, messages: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let diagnostic = if pulls { json!({"diagnostic": {}}) } else { json!({}) };
    let workspace = json!({"diagnostics": {"refreshSupport": true}, "workspaceEdit": {"documentChanges": true}});
    let capabilities = json!({"textDocument": diagnostic, "workspace": workspace});
    let opened = json!({"uri": "untitled:a", "languageId": "bundle", "version": 1, "text": TEXT});
    push(&mut bytes, &json!({"id": 0, "method": "initialize", "params": {"capabilities": capabilities}}));
    push(&mut bytes, &json!({"method": "initialized", "params": {}}));
    push(&mut bytes, &json!({"method": "textDocument/didOpen", "params": {"textDocument": opened}}));
    for line in messages.split(|it| *it == b'\n') {
        match line.split_first() {
            Some((b'!', raw)) => bytes.extend_from_slice(raw),
            _ => frame(&mut bytes, line),
        }
    }
    // Behind whatever was sent raw, so that the next message is read as one.
    bytes.extend_from_slice(b"\r\n\r\n");
    let position = json!({"line": 2, "character": 12});
    push(&mut bytes, &json!({"id": "last", "method": "textDocument/hover", "params": {"textDocument": {"uri": "untitled:a"}, "position": position}}));
    bytes
}

fn push(bytes: &mut Vec<u8>, message: &Value) {
    let mut message = message.clone();
    message["jsonrpc"] = json!("2.0");
    frame(bytes, message.to_string().as_bytes());
}

fn frame(bytes: &mut Vec<u8>, message: &[u8]) {
    bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", message.len()).as_bytes());
    bytes.extend_from_slice(message);
}

/// Whether the last question is answered, and who waits for that.
type Answered = Arc<(Mutex<bool>, Condvar)>;

/// Ends when the last question is answered, or never will be: the input has swallowed it.
struct Input {
    bytes: Vec<u8>,
    at: usize,
    answered: Answered,
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = (&self.bytes[self.at..]).read(into)?;
        self.at += read;
        if read == 0 {
            let is_swallowed = holds(&self.bytes, b"!") || holds(&self.bytes, b"exit") || holds(&self.bytes, b"shutdown");
            let patience = if is_swallowed { Duration::from_millis(5) } else { PATIENCE };
            let answered = self.answered.0.lock().expect("nobody panics while holding it");
            let (answered, _) = self.answered.1.wait_timeout_while(answered, patience, |it| !*it).expect("nobody panics while holding it");
            assert!(*answered || is_swallowed, "the last question is not answered");
        }
        Ok(read)
    }
}

struct Output(Answered);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if holds(bytes, b"\"id\":\"last\"") {
            *self.0.0.lock().expect("nobody panics while holding it") = true;
            self.0.1.notify_all();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
