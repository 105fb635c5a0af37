//! The command line: reads files, prints, nothing else.

mod args;
mod check;
mod failure;
mod find;
mod groups;
mod json;
mod load;
mod offsets;
mod parallel;
mod report;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::Failure;

/// What a command comes to.
#[derive(Debug, Default)]
struct Outcome {
    /// For standard output.
    out: String,
    /// Whether something was found that is worth exit status 1.
    found: bool,
    /// What could not be done: exit status 2.
    failures: Vec<Failure>,
}

/// Runs the program with the arguments of this process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Check(check) => check::run(check),
    };
    let mut errors = io::stderr().lock();
    for failure in &outcome.failures {
        // Nowhere is left to say that standard error is closed.
        let _ = writeln!(errors, "copydesk: {}", failure.message);
    }
    let written = io::stdout().lock().write_all(outcome.out.as_bytes());
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
