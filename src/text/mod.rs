//! Text and coordinates. Knows nothing of news.

mod positions;
mod source;
mod span;

pub use positions::{Encoding, Position};
pub use source::{Edit, OutOfStep, SourceText};
pub use span::Span;
