//! Sessions with the language server, over pipes in memory.
//!
//! A test of something that the server announces says so above it: `// capability: hoverProvider`.

mod client;
mod life;
mod sync;

use client::{Client, usual};

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
