//! Phrases of web pages round a news text.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What a phrase says of the line it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagePhrase {
    /// The whole line is page furniture: "Oops!", "Most read".
    Exact,
    /// A line that begins so is: "Sign up for our newsletter", "To suggest a correction".
    Start,
    /// A line that begins so heads a list of links: "Related stories".
    Related,
    /// A line that holds it says who helped: "Carla Dunn contributed to this report."
    Tail,
    /// A caption's credit: "Photo by", "Getty Images".
    Credit,
}

/// The phrases by kind.
struct Phrases {
    related: Vec<&'static str>,
    exact: Vec<&'static str>,
    start: Vec<&'static str>,
    /// Those that a line may hold anywhere, searched for all at once; [`Phrases::inside`] tells which are which.
    within: AhoCorasick,
    inside: Vec<(PagePhrase, &'static str)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let (mut related, mut exact, mut start, mut inside) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for line in include_str!("furniture.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, phrase)) = line.split_once(':') else { continue };
        match kind {
            "exact" => exact.push(phrase),
            "start" => start.push(phrase),
            "related" => related.push(phrase),
            "tail" => inside.push((PagePhrase::Tail, phrase)),
            _ => inside.push((PagePhrase::Credit, phrase)),
        }
    }
    let within = AhoCorasick::new(inside.iter().map(|it| it.1)).expect("a few short phrases make no large automaton");
    Phrases { related, exact, start, within, inside }
});

/// What the phrases say of `line`, gravest first: the kind that settles most comes out.
pub fn page_phrase(line: &str) -> Option<PagePhrase> {
    let lower = line.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
    // "Related PostsStorm hits": a page may glue the next line to the phrase, but a word behind a blank makes a sentence of it.
    let related = |phrase: &&str| bare.starts_with(phrase) && (bare.len() <= phrase.len() + 1 || !bare[phrase.len()..].starts_with(' '));
    if PHRASES.related.iter().any(related) {
        return Some(PagePhrase::Related);
    }
    if PHRASES.exact.binary_search(&bare).is_ok() {
        return Some(PagePhrase::Exact);
    }
    if PHRASES.start.iter().any(|phrase| bare.starts_with(phrase)) {
        return Some(PagePhrase::Start);
    }
    // A word's edge stands behind the phrase: "/AP" but not "/apple".
    let ends = |at: usize| !lower[at..].starts_with(|c: char| c.is_alphanumeric());
    let held = PHRASES.within.find_overlapping_iter(&lower).filter(|it| ends(it.end()));
    held.map(|it| PHRASES.inside[it.pattern().as_usize()].0).min_by_key(|kind| *kind != PagePhrase::Tail)
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, PagePhrase, page_phrase};

    #[test]
    fn the_table_is_sorted() {
        let lines: Vec<_> = include_str!("furniture.txt").lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted());
        let read = PHRASES.related.len() + PHRASES.exact.len() + PHRASES.start.len() + PHRASES.inside.len();
        assert_eq!(lines.len(), read);
    }

    #[test]
    fn a_phrase_of_prose_says_nothing() {
        assert_eq!(page_phrase("Oops!"), Some(PagePhrase::Exact));
        assert_eq!(page_phrase("Related Stories:"), Some(PagePhrase::Related));
        assert_eq!(page_phrase("Related costs rose by a third."), None);
        assert_eq!(page_phrase("The ferry is shown. Carla Dunn/Getty Images"), Some(PagePhrase::Credit));
    }
}
