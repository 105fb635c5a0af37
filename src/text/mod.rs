//! Text and coordinates. Knows nothing of news.

mod span;

pub use span::Span;
