//! Phrases of web pages round a news text.

use std::sync::LazyLock;

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

/// The phrases, each with what it says.
static PHRASES: LazyLock<Vec<(PagePhrase, &'static str)>> = LazyLock::new(|| {
    include_str!("furniture.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (kind, phrase) = line.split_once(':')?;
            let kind = match kind {
                "exact" => PagePhrase::Exact,
                "start" => PagePhrase::Start,
                "related" => PagePhrase::Related,
                "tail" => PagePhrase::Tail,
                _ => PagePhrase::Credit,
            };
            Some((kind, phrase))
        })
        .collect()
});

/// What the phrases say of `line`, gravest first: the kind that settles most comes out.
pub fn page_phrase(line: &str) -> Option<PagePhrase> {
    let lower = line.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let at = |kind: PagePhrase| {
        PHRASES.iter().filter(move |(it, _)| *it == kind).any(|(_, phrase)| match kind {
            PagePhrase::Exact => bare == *phrase,
            // A word must end where the phrase ends, save where the page glued the next line to it.
            PagePhrase::Start => begins(bare, phrase),
            PagePhrase::Related => begins(bare, phrase) && (bare.len() <= phrase.len() + 1 || !bare[phrase.len()..].starts_with(' ')),
            PagePhrase::Tail | PagePhrase::Credit => holds(&lower, phrase),
        })
    };
    [PagePhrase::Related, PagePhrase::Exact, PagePhrase::Start, PagePhrase::Tail, PagePhrase::Credit].into_iter().find(|&kind| at(kind))
}

fn begins(line: &str, phrase: &str) -> bool {
    line.starts_with(phrase)
}

/// Whether `line` holds `phrase` with a word's edge behind it: "/AP" but not "/apple".
fn holds(line: &str, phrase: &str) -> bool {
    line.match_indices(phrase).any(|(at, _)| !line[at + phrase.len()..].starts_with(|c: char| c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, PagePhrase, page_phrase};

    #[test]
    fn the_table_is_sorted() {
        let lines: Vec<_> = include_str!("furniture.txt").lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted());
        assert_eq!(lines.len(), PHRASES.len());
    }

    #[test]
    fn a_phrase_of_prose_says_nothing() {
        assert_eq!(page_phrase("Oops!"), Some(PagePhrase::Exact));
        assert_eq!(page_phrase("Related Stories:"), Some(PagePhrase::Related));
        assert_eq!(page_phrase("Related costs rose by a third."), None);
        assert_eq!(page_phrase("The ferry is shown. Carla Dunn/Getty Images"), Some(PagePhrase::Credit));
    }
}
