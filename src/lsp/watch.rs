//! Ends this process when the client's process is gone, where the system shows processes as files (Linux).
//!
//! A client that dies usually closes our input, which ends us as well. One whose pipes a child of its own has inherited does not.

use std::path::Path;
use std::time::Duration;

/// How often to look. A forgotten server for a second harms nobody.
const EVERY: Duration = Duration::from_secs(1);

/// Starts to watch the client's process. A process that is not to be seen from here (it runs on another machine, or in another
/// container) is not watched.
pub(super) fn end_with(client: Option<i32>) {
    let Some(process) = client.map(|id| format!("/proc/{id}")).filter(|it| Path::new(it).exists()) else { return };
    let watch = move || {
        while Path::new(&process).exists() {
            std::thread::sleep(EVERY);
        }
        std::process::exit(1);
    };
    // Without the thread we still end with our input.
    drop(std::thread::Builder::new().name("watch".to_owned()).spawn(watch));
}
