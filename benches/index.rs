//! How long a workspace folder takes and what is kept of it: `cargo bench --bench index`. What the figures mean stands in
//! `docs/performance.md`.
//!
//! The folder has 10,000 files of 10 KB, a story each, made of the project's examples; every hundredth file lends a person record. The
//! server is a process of its own, so that what the system says of its memory is of it alone.

#![expect(clippy::print_stdout, reason = "figures are told where they are asked for")]

mod frames;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Files in the folder.
const FILES: usize = 10_000;
/// Bytes of each, at least.
const BYTES: usize = 10_000;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("index");
    let bytes = made(&folder);
    println!("{FILES} files, {:.1} MB", bytes as f64 / 1e6);
    for pulls in [false, true] {
        println!("{}", if pulls { "\nthe client asks for the diagnostics of all files" } else { "\nthe client is sent diagnostics" });
        measured(&folder, bytes, pulls);
    }
}

/// Makes the folder, unless it is there; gives the bytes in it.
#[expect(clippy::disallowed_methods, reason = "the examples are files")]
fn made(folder: &Path) -> usize {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(examples).expect("the examples are there").flatten().map(|it| it.path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "bundle"));
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).expect("an example is text");
        let sections = text.split("\n--- ").filter_map(|it| it.strip_prefix("article ")?.split_once('\n'));
        articles.extend(sections.map(|(_, rest)| rest.to_owned()));
    }
    let mut articles = articles.iter().cycle();
    let mut bytes = 0;
    for file in 0..FILES {
        let mut text = format!("--- bundle\nstory: story-{file}\n");
        for nth in 0.. {
            if BYTES < text.len() {
                break;
            }
            let _ = write!(text, "\n--- article a{nth}\n{}\n", articles.next().expect("there are some"));
        }
        if file % 100 == 0 {
            let _ = write!(text, "\n--- person p{file}\nname: Ada{file} Orr{file}\n");
        }
        let path = folder.join(format!("{:02}", file / 100)).join(format!("{file:05}.bundle"));
        bytes += text.len();
        if !path.exists() {
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
            std::fs::write(path, text).expect("the file can be written");
        }
    }
    bytes
}

fn measured(folder: &Path, bytes: usize, pulls: bool) {
    let mut session = Session::start(folder, pulls);
    let begun = Instant::now();
    let open = "untitled:open";
    session.tell(
        "textDocument/didOpen",
        &json!({"textDocument": {"uri": open, "languageId": "bundle", "version": 1, "text": "--- article a\n\nThe ferry sank.\n"}}),
    );
    let mut worst = Duration::ZERO;
    while session.ended < 2 {
        // All the while somebody works at an open document.
        let asked = Instant::now();
        session.ask("textDocument/hover", &json!({"textDocument": {"uri": open}, "position": {"line": 2, "character": 5}}), begun);
        worst = worst.max(asked.elapsed());
        std::thread::sleep(Duration::from_millis(20));
    }
    println!("  slowest answer meanwhile: {:.1} ms", worst.as_secs_f64() * 1e3);
    let asked = Instant::now();
    session.ask("workspace/symbol", &json!({"query": "@orr99"}), begun);
    println!("  search: {:.1} ms", asked.elapsed().as_secs_f64() * 1e3);
    if pulls {
        let asked = Instant::now();
        session.ask("workspace/diagnostic", &json!({"previousResultIds": []}), begun);
        println!("  diagnostics of all files: {:.0} ms", asked.elapsed().as_secs_f64() * 1e3);
    }
    for (name, kilobytes) in session.memory() {
        println!("  {name}: {:.0} MB, {:.2} bytes a byte", kilobytes / 1e3, kilobytes * 1024.0 / bytes as f64);
    }
    session.process.kill().expect("it is ours");
    session.process.wait().expect("it was killed");
}

struct Session {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: u32,
    /// What long work is called, by its token.
    titles: BTreeMap<String, String>,
    /// How many pieces of it have come to their end.
    ended: usize,
}

impl Session {
    fn start(folder: &Path, pulls: bool) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server is built with the bench");
        let (input, output) = (process.stdin.take().expect("it is piped"), process.stdout.take().expect("it is piped"));
        let mut session = Self { process, input, output: BufReader::new(output), next: 0, titles: BTreeMap::new(), ended: 0 };
        let mut client =
            json!({"window": {"workDoneProgress": true}, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
        if pulls {
            client["textDocument"] = json!({"diagnostic": {}});
            client["workspace"]["diagnostics"] = json!({"refreshSupport": true});
        }
        let folders = json!([{"uri": format!("file://{}", folder.display()), "name": "desk"}]);
        session.ask("initialize", &json!({"processId": null, "capabilities": client, "workspaceFolders": folders}), Instant::now());
        session.tell("initialized", &json!({}));
        session
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks and waits for the answer; says what long work ends meanwhile, how long after `begun`.
    fn ask(&mut self, method: &str, params: &Value, begun: Instant) {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            let (params, token) = (&message["params"]["value"], message["params"]["token"].as_str().unwrap_or_default());
            match (message["method"].as_str(), params["kind"].as_str()) {
                (None, _) if message["id"] == id => return,
                (Some(_), Some("begin")) => drop(self.titles.insert(token.to_owned(), params["title"].to_string())),
                (Some(_), Some("end")) => {
                    self.ended += 1;
                    println!("  {}: done after {:.2} s", self.titles[token], begun.elapsed().as_secs_f64());
                }
                // A question of the server's.
                (Some(_), _) if message["id"].is_number() => self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null})),
                _ => {}
            }
        }
    }

    fn send(&mut self, message: &Value) {
        frames::write(&mut self.input, &message.to_string());
    }

    fn receive(&mut self) -> Value {
        serde_json::from_slice(&frames::read(&mut self.output)).expect("the server writes JSON")
    }

    /// What the system says of the server's memory now and at its most (kilobytes); nothing where it does not say so.
    #[expect(clippy::disallowed_methods, reason = "the system says it in a file")]
    fn memory(&self) -> Vec<(&'static str, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let of = |key: &str| status.lines().find_map(|it| it.strip_prefix(key)?.trim().trim_end_matches("kB").trim().parse().ok());
        [("memory", "VmRSS:"), ("memory at most", "VmHWM:")].into_iter().filter_map(|(name, key)| Some((name, of(key)?))).collect()
    }
}
