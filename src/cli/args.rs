//! What may be said on the command line, and the help a stranger works from.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::why::At;
use crate::bundle::Severity;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    about = "Reads several reports of one event side by side and says where they cannot both be right.",
    after_help = "Start with:    copydesk check FOLDER\nIn an editor:  copydesk serve\n\nNothing is written but by `new`, and no connection is opened.",
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    /// The same as `copydesk serve`, for editors that add it by themselves
    #[arg(long, global = true, hide = true)]
    stdio: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report what cannot all be right
    #[command(
        long_about = "Reads bundles and reports what cannot all be right in them: who holds an office, how many, how much, how old, when, since when, in which words, under which name.",
        after_help = CHECK_EXAMPLES
    )]
    Check(Check),
    /// List who is named, where and how often
    #[command(
        after_help = "Example:\n  copydesk people talks.bundle\n\nA name that two people share, and that is linked to neither, stands at the end."
    )]
    People(People),
    /// List which articles are one account, and what they share
    #[command(
        after_help = "Example:\n  copydesk sources talks.bundle\n\nArticles are one account when one has a tenth of its text, quotations left out, from the\nother, or when both credit the same news agency."
    )]
    Sources(Sources),
    /// Say what the statements at a place were compared with, and why they are reported or let pass
    #[command(
        after_help = "Examples:\n  copydesk why talks.bundle --at upi:12        (line 12 of the file, in article upi)\n  copydesk why talks.bundle --at upi:12:40     (the statement in column 40)\n  copydesk why talks.bundle --at upi:+3        (the third line of upi's text)"
    )]
    Why(Why),
    /// Say what a kind of conflict or a problem means
    #[command(after_help = "Examples:\n  copydesk explain office\n  copydesk explain            (lists every code)")]
    Explain(Explain),
    /// List what is set, and where each value comes from
    #[command(
        after_help = "Examples:\n  copydesk config\n  copydesk config stories/ --format json\n\nSettings stand in a copydesk.toml, in the folder of what is read or above it, up to the\nfolder that has a .git."
    )]
    Config(Config),
    /// Write a bundle from plain articles
    #[command(
        after_help = "Example:\n  copydesk new talks.bundle --from afp.txt upi.txt\n\nEach file becomes an article under its own name. A line that would be a marker, and\nbrackets that would be an annotation, get a backslash, so that the articles read as they\ndid. A FILE that is there is left alone."
    )]
    New(New),
    /// Run the language server on standard input and output
    Serve,
}

const CHECK_EXAMPLES: &str = "\
PATH is a .bundle file, a .txt article, a folder, or - for standard input:
  several .txt named in one call     one bundle
  a folder with .txt directly in it  one bundle; a meta.json there may give ids, outlets and dates
  any other folder                   searched for bundles; hidden folders are skipped
  bundles that share a `story` id    read as one

Examples:
  copydesk check talks.bundle
  copydesk check afp.txt upi.txt reuters.txt
  copydesk check stories/ --format jsonl > report.jsonl
  copydesk check stories/ --baseline yesterday.json
  pbpaste | copydesk check -

Exit status:
  0  nothing at or above --fail-on was found
  1  something was
  2  some of the work could not be done; what could be done is printed all the same";

/// Where input comes from and how much of it is accepted.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// Bundles, articles or folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Refuse a file larger than this many megabytes
    #[arg(long, value_name = "MB", default_value_t = 64)]
    pub(super) max_size: u64,
    /// Bundles read at a time; the output is the same for any number [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

impl Reading {
    /// How many threads may read.
    pub(super) fn hands(&self) -> usize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// `copydesk check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// The mildest finding that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    pub(super) fail_on: FailOn,
    /// Report settled conflicts and house style as well
    #[arg(long)]
    pub(super) hints: bool,
    /// Report only what this earlier report does not have; one that `--format json` or `--format sarif` wrote
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Whether the text has colours
    #[arg(long, alias = "colour", value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// `copydesk people`.
#[derive(Debug, Args)]
pub(super) struct People {
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// `copydesk sources`.
#[derive(Debug, Args)]
pub(super) struct Sources {
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// `copydesk why`.
#[derive(Debug, Args)]
pub(super) struct Why {
    /// The place: an article's id, the line of its file or +LINE of its text, and perhaps the column
    #[arg(long, value_name = "ARTICLE:LINE[:COLUMN]", value_parser = super::why::at)]
    pub(super) at: At,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// `copydesk explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A code as reports give it: office, count, duplicate-id; without one, every code is listed
    pub(super) code: Option<String>,
}

/// `copydesk config`.
#[derive(Debug, Args)]
pub(super) struct Config {
    /// The folder whose settings are asked for
    #[arg(default_value = ".", value_name = "FOLDER")]
    pub(super) path: PathBuf,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
}

/// `copydesk new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The bundle to write; it must not be there yet
    pub(super) file: PathBuf,
    /// Plain text articles
    #[arg(long, required = true, num_args = 1.., value_name = "TXT")]
    pub(super) from: Vec<PathBuf>,
    /// What the story is called
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Refuse an article larger than this many megabytes
    #[arg(long, value_name = "MB", default_value_t = 64)]
    pub(super) max_size: u64,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: source lines with both sides marked
    Text,
    /// One JSON document with everything (docs/report.schema.json)
    Json,
    /// One JSON object a line, one line a bundle
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors that show its alerts
    Sarif,
    /// Annotations of a pull request, for a step of a GitHub workflow
    Github,
    /// Comments on a change, for reviewdog
    Rdjson,
    /// For a mail or a ticket
    Markdown,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Text,
    /// One JSON document with everything (docs/sources.schema.json)
    Json,
}

/// Whether the text has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// The mildest severity that makes a call fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Only what could not be read
    Error,
    /// What cannot all be right
    Warning,
    /// Anything worth knowing
    Information,
    /// Nothing
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes the call fail.
    pub(super) fn reached_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity <= Severity::Error,
            Self::Warning => severity <= Severity::Warning,
            Self::Information => severity <= Severity::Information,
            Self::Never => false,
        }
    }
}
