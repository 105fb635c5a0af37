//! The command line: reads files, prints, nothing else.

mod args;
mod baseline;
mod check;
mod config;
mod explain;
mod failure;
mod find;
mod fingerprint;
mod github;
mod groups;
mod json;
mod load;
mod markdown;
mod new;
mod offsets;
mod people;
mod ranges;
mod rdjson;
mod remarks;
mod report;
mod sarif;
mod sources;
mod tally;
mod text;
mod why;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::Failure;

use crate::lsp;

/// What a command comes to.
#[derive(Debug, Default)]
struct Outcome {
    /// For standard output.
    out: String,
    /// Whether something was found that is worth exit status 1.
    found: bool,
    /// The last line, for standard error.
    summary: Option<String>,
    /// What could not be done: exit status 2.
    failures: Vec<Failure>,
}

/// Runs the program with the arguments of this process.
pub fn main() -> ExitCode {
    let outcome = match &Arguments::parse().command {
        Some(Command::Check(check)) => check::run(check),
        Some(Command::People(people)) => people::run(people),
        Some(Command::Sources(sources)) => sources::run(sources),
        Some(Command::Why(why)) => why::run(why),
        Some(Command::Explain(explain)) => explain::run(explain),
        Some(Command::Config(config)) => config::run(config),
        Some(Command::New(new)) => new::run(new),
        // Without a command only `--stdio` was said.
        Some(Command::Serve) | None => return lsp::serve_stdio(),
    };
    finish(&outcome)
}

/// Prints what a command came to; the exit status says the same in a number.
fn finish(outcome: &Outcome) -> ExitCode {
    let written = io::stdout().lock().write_all(outcome.out.as_bytes());
    let mut errors = io::stderr().lock();
    let messages = outcome.failures.iter().map(|failure| format!("copydesk: {}", failure.message));
    for line in messages.chain(outcome.summary.clone()) {
        // Where standard error is closed there is nowhere left to say so.
        let _ = writeln!(errors, "{line}");
    }
    match written {
        // A reader that has seen enough (`| head`) is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(errors, "copydesk: cannot write the report: {error}");
            ExitCode::from(2)
        }
        _ if !outcome.failures.is_empty() => ExitCode::from(2),
        _ => ExitCode::from(u8::from(outcome.found)),
    }
}
