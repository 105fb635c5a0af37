//! The language server: the only place that knows the protocol, tokio and URLs.

mod asked;
mod by_article;
mod capabilities;
mod commands;
mod configured;
mod course;
mod desk;
mod documents;
mod edits;
mod frames;
mod hierarchies;
mod indexing;
mod marks;
mod message;
mod outbox;
mod pages;
mod prepared;
mod profile;
mod progress;
mod publisher;
mod referring;
mod renaming;
mod searching;
mod server;
mod settled;
mod shelf;
mod survey;
mod to_proto;
mod tokens;
mod transport;
mod uris;
mod watch;
mod whole;
mod why;
mod workspace;
mod written;

use std::io::{BufReader, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::LspService;

use desk::Desk;
use outbox::Outbox;
use server::Server;
use transport::End;

/// How long the last answers may take to be written: a client that has said `exit` may have stopped reading.
const PATIENCE: Duration = Duration::from_secs(1);

/// Serves one client on standard input and output until it leaves.
///
/// The exit code is 0 after `shutdown` and `exit`, 1 after `exit` alone or when the input ends.
pub fn serve_stdio() -> ExitCode {
    ExitCode::from(serve_client(std::io::stdin(), std::io::stdout(), true))
}

/// Serves one client on any two streams until it leaves; gives the exit code of [`serve_stdio`].
pub fn serve(input: impl Read, output: impl Write + Send + 'static) -> u8 {
    serve_client(input, output, false)
}

fn serve_client(input: impl Read, output: impl Write + Send + 'static, watch_client: bool) -> u8 {
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(threads).enable_time().build();
    let Ok(runtime) = runtime else {
        eprintln!("copydesk: cannot start a thread");
        return 2;
    };
    let outbox = Outbox::new(output);
    let desk = Arc::new(Desk::default());
    let publisher = {
        let (desk, outbox) = (Arc::clone(&desk), Arc::clone(&outbox));
        std::thread::Builder::new().name("publisher".to_owned()).spawn(move || publisher::run(&desk, &outbox))
    };
    if publisher.is_err() {
        eprintln!("copydesk: cannot start a thread");
        return 2;
    }
    let server = |client| Server { desk: Arc::clone(&desk), client, outbox: Arc::clone(&outbox), watch_client };
    let service = LspService::build(server).custom_method("window/workDoneProgress/cancel", Server::cancel_progress).finish();
    let end = transport::serve(&runtime, service, BufReader::new(input), &outbox, &desk.prepared);
    desk.bell.end();
    desk.looks.end();
    runtime.shutdown_background();
    outbox.close(PATIENCE);
    match end {
        End::Clean => 0,
        End::Abrupt => 1,
    }
}
