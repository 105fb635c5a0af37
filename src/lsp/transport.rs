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
use super::prepared::Prepared;

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
    prepared: &Arc<Prepared>,
) -> End {
    let (mut requests, answers) = socket.split();
    let out = Arc::clone(outbox);
    runtime.spawn(async move {
        while let Some(request) = requests.next().await {
            out.send(&request);
        }
    });
    let _in_runtime = runtime.enter();
    let (outbox, prepared) = (Arc::clone(outbox), Arc::clone(prepared));
    let session = Session { runtime, service, answers, outbox, prepared, open: Arc::default(), shut_down: false };
    session.run(input)
}

struct Session<'a, S, A> {
    runtime: &'a Runtime,
    service: LspService<S>,
    /// Where the client's answers to our own requests go.
    answers: A,
    outbox: Arc<Outbox>,
    prepared: Arc<Prepared>,
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
                let (outbox, prepared) = (Arc::clone(&self.outbox), Arc::clone(&self.prepared));
                self.runtime.spawn(async move {
                    if let Some(answer) = handler.await {
                        send(&outbox, &prepared, &answer);
                    }
                    drop(place);
                });
                None
            }
        };
        if let Some(answer) = answer {
            self.shut_down |= is_shutdown && answer.is_ok();
            send(&self.outbox, &self.prepared, &answer);
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

/// Sends an answer, or what its ticket stands for.
fn send(outbox: &Outbox, prepared: &Prepared, answer: &Response) {
    match prepared.take(answer) {
        Some(written) => outbox.send_written(written),
        None => outbox.send(answer),
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

#[cfg(test)]
mod tests {
    use std::io::{BufReader, PipeReader, PipeWriter, Write, pipe};
    use std::sync::{Arc, Mutex};
    use std::thread::JoinHandle;
    use std::time::{Duration, Instant};

    use serde_json::{Value, json};
    use tower_lsp::gen_lsp_types::{InitializeParams, InitializeResult};
    use tower_lsp::jsonrpc::Result;
    use tower_lsp::{Client, LanguageServer, LspService};

    use super::super::frames::{self, Frame};
    use super::super::outbox::Outbox;
    use super::{End, serve};

    /// A server with every kind of bad handler.
    struct Troubled {
        client: Client,
        seen: Arc<Mutex<Vec<u64>>>,
    }

    impl LanguageServer for Troubled {
        async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
            tokio::task::yield_now().await;
            Ok(InitializeResult::default())
        }

        async fn shutdown(&self) -> Result<()> {
            Ok(())
        }
    }

    #[expect(clippy::unused_async, reason = "a handler is asynchronous whether it waits or not")]
    impl Troubled {
        async fn note(&self, params: Value) {
            self.seen.lock().unwrap().push(params["n"].as_u64().unwrap());
            tokio::task::yield_now().await;
        }

        async fn noted(&self) -> Result<Vec<u64>> {
            Ok(self.seen.lock().unwrap().clone())
        }

        async fn never(&self) -> Result<()> {
            std::future::pending().await
        }

        async fn panics(&self) -> Result<()> {
            panic!("a bug before the first await")
        }

        async fn panics_later(&self) -> Result<()> {
            tokio::task::yield_now().await;
            panic!("a bug after it")
        }

        /// What no handler should do.
        async fn asks(&self, params: Value) {
            let answer = self.client.send_request::<tower_lsp::gen_lsp_types::WorkspaceFoldersRequest>(());
            if answer.await.is_ok() {
                self.seen.lock().unwrap().push(params["n"].as_u64().unwrap());
            }
        }
    }

    struct Session {
        to: PipeWriter,
        from: BufReader<PipeReader>,
        server: JoinHandle<End>,
    }

    impl Session {
        fn start() -> Self {
            let (server_input, to) = pipe().expect("a pipe");
            let (from, server_output) = pipe().expect("a pipe");
            let server = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
                let service = LspService::build(|client| Troubled { client, seen: Arc::default() })
                    .custom_method("test/note", Troubled::note)
                    .custom_method("test/noted", Troubled::noted)
                    .custom_method("test/never", Troubled::never)
                    .custom_method("test/panics", Troubled::panics)
                    .custom_method("test/panicsLater", Troubled::panics_later)
                    .custom_method("test/asks", Troubled::asks)
                    .finish();
                let outbox = Outbox::new(server_output);
                let end = serve(&runtime, service, BufReader::new(server_input), &outbox, &Arc::default());
                outbox.close(Duration::from_secs(1));
                runtime.shutdown_background();
                end
            });
            let mut session = Self { to, from: BufReader::new(from), server };
            session.send(json!({"id": 0, "method": "initialize", "params": {"capabilities": {}}}));
            // Sent without waiting for the answer: it counts all the same.
            session.send(json!({"method": "initialized", "params": {}}));
            assert!(session.receive()["result"].is_object());
            session
        }

        fn send(&mut self, mut message: Value) {
            message["jsonrpc"] = json!("2.0");
            frames::write(&mut self.to, &message.to_string().into_bytes().into()).expect("the server reads");
        }

        fn ask(&mut self, id: u32, method: &str) {
            self.send(json!({"id": id, "method": method}));
        }

        fn receive(&mut self) -> Value {
            match frames::read(&mut self.from).expect("the server writes") {
                Some(Frame::Message(message)) => serde_json::from_slice(&message).expect("JSON"),
                other => panic!("a message was expected: {other:?}"),
            }
        }

        fn code(&mut self) -> (Value, i64) {
            let answer = self.receive();
            (answer["id"].clone(), answer["error"]["code"].as_i64().unwrap_or_default())
        }

        fn end(mut self) -> End {
            self.send(json!({"method": "exit"}));
            self.server.join().expect("the server ends")
        }
    }

    #[test]
    fn handlers_begin_in_the_order_in_which_the_client_wrote() {
        let mut session = Session::start();
        for n in 0..2_000 {
            session.send(json!({"method": "test/note", "params": {"n": n}}));
        }
        session.ask(1, "test/noted");
        assert_eq!(session.receive()["result"], json!((0..2_000).collect::<Vec<u64>>()));
        assert_eq!(session.end(), End::Abrupt);
    }

    #[test]
    fn a_cancelled_request_ends_at_once_however_many_are_open() {
        let mut session = Session::start();
        for id in 1..100 {
            session.ask(id, "test/never");
        }
        let asked = Instant::now();
        session.send(json!({"method": "$/cancelRequest", "params": {"id": 7}}));
        assert_eq!(session.code(), (json!(7), -32800));
        assert!(asked.elapsed() < Duration::from_secs(2), "it waited for the others");
        session.end();
    }

    #[test]
    fn a_panic_is_one_error_and_the_session_goes_on() {
        let mut session = Session::start();
        for (id, method) in [(1, "test/panics"), (2, "test/panicsLater"), (3, "test/panics")] {
            session.ask(id, method);
            assert_eq!(session.code(), (json!(id), -32603));
        }
        session.ask(4, "shutdown");
        assert_eq!(session.receive()["result"], Value::Null);
        assert_eq!(session.end(), End::Clean);
    }

    #[test]
    fn nonsense_is_answered_and_survived() {
        let mut session = Session::start();
        for (nonsense, code) in [("{", -32700), ("\u{1}", -32700), ("[]", -32600), ("17", -32600), ("{\"jsonrpc\":\"2.0\"}", -32600)] {
            frames::write(&mut session.to, &nonsense.as_bytes().into()).expect("the server reads");
            assert_eq!(session.code(), (Value::Null, code), "{nonsense}");
        }
        frames::write(&mut session.to, &[0xff, 0xfe].as_slice().into()).expect("the server reads");
        assert_eq!(session.code().1, -32700);
        session.to.write_all(b"Content-Length: -5\r\n\r\nhello\n\n").expect("the server reads");
        assert_eq!(session.code().1, -32700);
        assert_eq!(session.code().1, -32700);
        session.ask(9, "test/nothing");
        assert_eq!(session.code(), (json!(9), -32601));
        session.ask(10, "test/noted");
        assert_eq!(session.receive()["result"], json!([]));
        session.end();
    }

    #[test]
    fn handlers_that_wait_for_the_client_hold_nobody_up() {
        let mut session = Session::start();
        for n in 0..400 {
            session.send(json!({"method": "test/asks", "params": {"n": n}}));
        }
        session.ask(1_000, "test/never");
        session.send(json!({"method": "$/cancelRequest", "params": {"id": 1_000}}));
        let mut asked = Vec::new();
        let mut cancelled = false;
        while asked.len() < 400 || !cancelled {
            let message = session.receive();
            match message["method"].as_str() {
                Some(_) => asked.push(message["id"].clone()),
                None => cancelled = true,
            }
        }
        for id in asked {
            session.send(json!({"id": id, "result": null}));
        }
        loop {
            session.ask(1, "test/noted");
            if session.receive()["result"].as_array().is_some_and(|it| it.len() == 400) {
                break;
            }
        }
        session.end();
    }

    #[test]
    fn a_client_that_is_gone_ends_the_session() {
        let Session { to, from, server } = Session::start();
        drop(from);
        drop(to);
        assert_eq!(server.join().expect("the server ends"), End::Abrupt);
    }
}
