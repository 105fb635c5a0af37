//! The message loop: what `tower_lsp::Server` does, in arrival order and without its ways to stop.
//!
//! The crate's own loop reads nothing while four handlers are busy, so that a cancellation waits for what it should cancel;
//! it stops reading at the first malformed message, dies of a panicking handler, and deadlocks when handlers wait for answers.
//! Here one thread reads. It polls each handler once, on the spot: what a handler does before its first await happens in
//! the order in which the client wrote, and `$/cancelRequest` and `exit` act at once. What is not done then goes to the runtime.

use std::io::BufRead;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::{FutureExt, Sink, StreamExt};
use tokio::runtime::Runtime;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use super::frames::{self, Frame};
use super::outbox::Outbox;

/// With this many requests unanswered, reading waits. An editor has a few dozen at worst.
const MOST_REQUESTS_OPEN: usize = 1_000;

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// `shutdown`, then `exit`.
    Clean,
    /// `exit` without `shutdown`, or the stream ended.
    Abrupt,
}

/// Serves one client until it leaves.
pub(super) fn serve<S: LanguageServer>(
    runtime: &Runtime,
    (service, socket): (LspService<S>, ClientSocket),
    input: impl BufRead,
    outbox: &Arc<Outbox>,
) -> End {
    let (mut requests, answers) = socket.split();
    let out = Arc::clone(outbox);
    runtime.spawn(async move {
        while let Some(request) = requests.next().await {
            out.send(&request);
        }
    });
    let _in_runtime = runtime.enter();
    let session = Session { runtime, service, answers, outbox: Arc::clone(outbox), open: Arc::default(), shut_down: false };
    session.run(input)
}

struct Session<'a, S, A> {
    runtime: &'a Runtime,
    service: LspService<S>,
    /// Where the client's answers to our own requests go.
    answers: A,
    outbox: Arc<Outbox>,
    open: Arc<Open>,
    /// Whether `shutdown` was answered.
    shut_down: bool,
}

impl<S: LanguageServer, A: Sink<Response> + Unpin> Session<'_, S, A> {
    fn run(mut self, mut input: impl BufRead) -> End {
        while let Ok(Some(frame)) = frames::read(&mut input) {
            self.outbox.wait_for_room();
            match frame {
                Frame::Nonsense(what) => self.refuse(Id::Null, ErrorCode::ParseError, what),
                Frame::Message(message) => {
                    if let Some(end) = self.receive(&message) {
                        return end;
                    }
                }
            }
        }
        End::Abrupt
    }

    /// Takes one message; says when it was the last.
    fn receive(&mut self, message: &[u8]) -> Option<End> {
        match serde_json::from_slice::<Request>(message) {
            Ok(request) if request.method() == "exit" => {
                return Some(if self.shut_down { End::Clean } else { End::Abrupt });
            }
            Ok(request) if !request.method().is_empty() => self.handle(request),
            // It has no method: an answer to one of our requests.
            read => match serde_json::from_slice::<Response>(message) {
                Ok(answer) => drop(Pin::new(&mut self.answers).start_send(answer)),
                Err(_) => match read {
                    Err(error) if !error.is_data() => self.refuse(Id::Null, ErrorCode::ParseError, "the message is not JSON"),
                    Err(_) => self.refuse(Id::Null, ErrorCode::InvalidRequest, "the message is no request and no answer"),
                    Ok(request) => {
                        let id = request.id().cloned().unwrap_or_default();
                        self.refuse(id, ErrorCode::InvalidRequest, "the message has no method and is no answer");
                    }
                },
            },
        }
        None
    }

    fn handle(&mut self, request: Request) {
        let id = request.id().cloned();
        let is_shutdown = request.method() == "shutdown";
        // Nothing may be handled before `initialize` is, and `exit` asks whether `shutdown` was.
        let is_barrier = is_shutdown || request.method() == "initialize";
        let call = AssertUnwindSafe(|| self.service.call(request));
        let Ok(handler) = std::panic::catch_unwind(call) else {
            return self.answer_broken(id);
        };
        let panicked = id.clone();
        let mut handler = Box::pin(AssertUnwindSafe(handler).catch_unwind().map(move |outcome| match outcome {
            Ok(answer) => answer.ok().flatten(),
            Err(_) => panicked.map(internal_error),
        }));
        let answer = match handler.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending if is_barrier => self.runtime.block_on(handler),
            Poll::Pending => {
                let place = Open::take_place(&self.open);
                let outbox = Arc::clone(&self.outbox);
                self.runtime.spawn(async move {
                    if let Some(answer) = handler.await {
                        outbox.send(&answer);
                    }
                    drop(place);
                });
                None
            }
        };
        if let Some(answer) = answer {
            self.shut_down |= is_shutdown && answer.is_ok();
            self.outbox.send(&answer);
        }
    }

    fn answer_broken(&self, id: Option<Id>) {
        if let Some(id) = id {
            self.outbox.send(&internal_error(id));
        }
    }

    fn refuse(&self, id: Id, code: ErrorCode, message: &'static str) {
        self.outbox.send(&Response::from_error(id, Error { code, message: message.into(), data: None }));
    }
}

fn internal_error(id: Id) -> Response {
    Response::from_error(id, Error::internal_error())
}

/// How many requests are being worked on.
#[derive(Debug, Default)]
struct Open {
    count: Mutex<usize>,
    fewer: Condvar,
}

/// One request that is being worked on; dropped when it is answered.
struct PlaceTaken(Arc<Open>);

impl Open {
    /// Waits until fewer than [`MOST_REQUESTS_OPEN`] are.
    fn take_place(open: &Arc<Self>) -> PlaceTaken {
        let mut count = open.count.lock().unwrap_or_else(PoisonError::into_inner);
        while *count >= MOST_REQUESTS_OPEN {
            count = open.fewer.wait(count).unwrap_or_else(PoisonError::into_inner);
        }
        *count += 1;
        PlaceTaken(Arc::clone(open))
    }
}

impl Drop for PlaceTaken {
    fn drop(&mut self) {
        *self.0.count.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.fewer.notify_one();
    }
}
