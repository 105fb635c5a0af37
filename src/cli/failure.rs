//! What could not be done, as messages.

use std::io;
use std::path::Path;

use crate::bundle::UNREADABLE;

/// Part of the work that could not be done. The call goes on and ends with exit status 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// The path as given, or `<stdin>`.
    pub(super) path: String,
    /// The problem code: `not-utf8`, `too-large`, else `unreadable`.
    pub(super) code: &'static str,
    /// The path, the cause and what to do, lower case.
    pub(super) message: String,
    /// How many code points could be read before the cause.
    pub(super) at: u32,
}

impl Failure {
    /// Something about `path`, in words of its own.
    pub(super) fn new(path: &Path, message: String) -> Self {
        Self { path: path.display().to_string(), code: UNREADABLE.code, message, at: 0 }
    }

    /// `path` could not be read because of `cause`.
    pub(super) fn unreadable(path: &Path, cause: &str) -> Self {
        Self::new(path, format!("cannot read {}: {cause}", path.display()))
    }
}

/// What the system said, without its error number.
pub(super) fn io_cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
