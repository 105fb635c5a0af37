//! Sessions with the language server, over pipes in memory.
//!
//! A test of something that the server announces says so above it: `// capability: hoverProvider`.

mod acting;
mod client;
mod closed;
mod colours;
mod commands;
mod features;
mod findings;
mod jumps;
mod life;
mod settings;
mod shaping;
mod superseded;
mod sync;
mod workspace;
mod writing;

use serde_json::{Value, json};

use client::{Client, pulling, usual};

const TALKS: &str = "file:///desk/talks.bundle";

/// Two reports that differ over one annotated fact.
const DISPUTED: &str = "\
--- article north
outlet: Northern Post

“Fine,” said the mayor: [15 berths]{fact=berths} will be built at Marlow.

--- article south
outlet: South Wire

The harbour of Marlow will get [12 berths]{fact=berths}, the mayor said.
";

/// The range of `text` in `source`, columns in UTF-8 bytes.
fn range_of(source: &str, text: &str) -> Value {
    let at = source.find(text).unwrap_or_else(|| panic!("{text} is there"));
    let position = |at: usize| {
        let line = source[..at].matches('\n').count();
        json!({"line": line, "character": at - source[..at].rfind('\n').map_or(0, |it| it + 1)})
    };
    json!({"start": position(at), "end": position(at + text.len())})
}
