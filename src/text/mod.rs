//! Text and coordinates. Knows nothing of news.

mod excerpt;
mod positions;
mod source;
mod spacing;
mod span;
mod unchanged;

pub use excerpt::Excerpt;
pub use positions::{Encoding, Position};
pub use source::{Edit, OutOfStep, SourceText};
pub use spacing::single_spaced;
pub use span::Span;
pub use unchanged::Unchanged;
