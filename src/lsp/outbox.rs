//! What goes out: one thread owns the stream, everybody else leaves messages here.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufWriter, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::frames;
use super::message::Message;

/// While more than this waits to be written, nothing more is read: a client that sends and never reads holds itself up, not our memory.
const MOST_BYTES_WAITING: usize = 64 << 20;

/// As much as a pipe takes at once: of a long message the client reads one part while the next is put together.
const BYTES_AT_ONCE: usize = 64 << 10;

/// Messages that wait to be written, in order. Diagnostics of a document take the place of older ones that still wait.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    queue: VecDeque<Item>,
    /// Waiting diagnostics by document.
    diagnostics: BTreeMap<String, Message>,
    /// Bytes in `queue` and `diagnostics`.
    bytes: usize,
    /// Whether a message is being written at this moment.
    writing: bool,
    /// No more messages are taken.
    closed: bool,
    /// The stream is gone: messages are dropped.
    broken: bool,
}

#[derive(Debug)]
enum Item {
    Message(Message),
    DiagnosticsOf(String),
}

impl Outbox {
    /// An outbox with a thread that writes to `output` until the outbox is closed and empty, or the stream breaks.
    ///
    /// # Panics
    ///
    /// When no thread can be started.
    pub(super) fn new(output: impl Write + Send + 'static) -> Arc<Self> {
        let outbox = Arc::new(Self::default());
        let writer = Arc::clone(&outbox);
        std::thread::Builder::new()
            .name("outbox".to_owned())
            .spawn(move || writer.write_all(output))
            .expect("a process that has just begun can start a thread");
        outbox
    }

    /// Leaves a message.
    pub(super) fn send(&self, message: &impl Serialize) {
        if let Some(message) = bytes(message) {
            self.send_written(message.into());
        }
    }

    /// Leaves a message that is JSON already.
    pub(super) fn send_written(&self, message: Message) {
        let mut state = self.lock();
        if !state.closed && !state.broken {
            state.bytes += message.len();
            state.queue.push_back(Item::Message(message));
            self.changed.notify_all();
        }
    }

    /// Leaves the diagnostics of a document, a message that is JSON already, in place of those that still wait.
    pub(super) fn publish(&self, document: &str, message: Message) {
        let mut state = self.lock();
        if !state.closed && !state.broken {
            state.bytes += message.len();
            match state.diagnostics.insert(document.to_owned(), message) {
                Some(older) => state.bytes -= older.len(),
                None => state.queue.push_back(Item::DiagnosticsOf(document.to_owned())),
            }
            self.changed.notify_all();
        }
    }

    /// Waits until the client has read enough for more to be answered.
    pub(super) fn wait_for_room(&self) {
        let mut state = self.lock();
        while MOST_BYTES_WAITING < state.bytes && !state.broken {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes no more messages and waits until those that are there are written, but no longer than `patience`.
    pub(super) fn close(&self, patience: Duration) {
        let mut state = self.lock();
        state.closed = true;
        self.changed.notify_all();
        let unwritten = |state: &mut State| !state.broken && (state.writing || !state.queue.is_empty());
        drop(self.changed.wait_timeout_while(state, patience, unwritten));
    }

    fn write_all(&self, output: impl Write) {
        let mut output = BufWriter::with_capacity(BYTES_AT_ONCE, output);
        while let Some(message) = self.next() {
            let written = frames::write(&mut output, &message).and_then(|()| if self.is_idle() { output.flush() } else { Ok(()) });
            let mut state = self.lock();
            state.writing = false;
            if written.is_err() {
                *state = State { broken: true, closed: state.closed, ..State::default() };
            }
            self.changed.notify_all();
        }
    }

    /// The next message to write; waits for one. `None` when there will be none.
    fn next(&self) -> Option<Message> {
        let mut state = self.lock();
        loop {
            if state.broken {
                return None;
            }
            if let Some(item) = state.queue.pop_front() {
                let message = match item {
                    Item::Message(message) => message,
                    Item::DiagnosticsOf(document) => state.diagnostics.remove(&document).unwrap_or_default(),
                };
                state.bytes -= message.len();
                state.writing = true;
                return Some(message);
            }
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn is_idle(&self) -> bool {
        self.lock().queue.is_empty()
    }

    /// Every change to the state is complete before its lock is let go, so a panic elsewhere leaves it whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `None` for a message with a map whose keys are no strings; we have none.
fn bytes(message: &impl Serialize) -> Option<Vec<u8>> {
    serde_json::to_vec(message).ok()
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read, pipe};
    use std::time::Duration;

    use super::super::frames::{Frame, read};
    use super::Outbox;

    const LONG_ENOUGH: Duration = Duration::from_secs(20);

    #[test]
    fn only_the_newest_diagnostics_of_a_document_are_written_to_a_slow_reader() {
        let (input, output) = pipe().expect("a pipe");
        let outbox = Outbox::new(output);
        // Fills the pipe, so that what follows has to wait.
        outbox.send(&"x".repeat(1 << 20));
        for version in 0..1000 {
            outbox.publish("file:///talks.bundle", i32::to_string(&version).into_bytes().into());
            outbox.publish("file:///other.bundle", b"\"same\"".as_slice().into());
        }
        let mut input = BufReader::new(input);
        let mut next = || match read(&mut input) {
            Ok(Some(Frame::Message(message))) => message,
            other => panic!("a message was expected: {other:?}"),
        };
        assert_eq!(next().len(), (1 << 20) + 2);
        assert_eq!(next(), b"999");
        assert_eq!(next(), b"\"same\"");
        outbox.close(LONG_ENOUGH);
    }

    #[test]
    fn closing_writes_what_waits() {
        let (mut input, output) = pipe().expect("a pipe");
        let outbox = Outbox::new(output);
        outbox.send(&1);
        outbox.close(LONG_ENOUGH);
        outbox.send(&2);
        drop(outbox);
        let mut all = String::new();
        input.read_to_string(&mut all).expect("what was written is text");
        assert_eq!(all, "Content-Length: 1\r\n\r\n1");
    }

    #[test]
    fn a_client_that_is_gone_holds_nobody_up() {
        let (input, output) = pipe().expect("a pipe");
        drop(input);
        let outbox = Outbox::new(output);
        for _ in 0..100 {
            outbox.send(&"x".repeat(1 << 20));
            outbox.wait_for_room();
        }
        outbox.close(LONG_ENOUGH);
    }
}
