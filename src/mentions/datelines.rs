//! The dateline before an agency's first sentence: "WESTHAVEN, June 20 (UPI) --", "LONDON —", "June 20 (UPI) --".

use std::ops::Range;

use crate::prose::{Kind, Prose, Shape};

/// The most tokens before the dash: a town, a region, a date and an agency.
const DATELINE_TOKENS: usize = 14;

/// The tokens of the dateline at the start of a paragraph, its dash or colon included. Empty where there is none.
///
/// A dateline has a town in capitals, an agency in brackets or a date, and a dash behind it: "Maria — she is nine — left" has
/// a dash and no dateline.
pub(super) fn dateline(paragraph: &str, prose: &Prose) -> Range<u32> {
    let tokens = &prose.tokens[..prose.tokens.len().min(DATELINE_TOKENS)];
    let word = |at: usize| prose.word(paragraph, at);
    let Some(mut end) = (0..tokens.len()).find(|&at| matches!(word(at), "—" | "–" | "-" | "―") && !prose.is_glued(at)) else {
        return 0..0;
    };
    let before = 0..end;
    if end == 0 || before.clone().any(|at| tokens[at].kind == Kind::Possessive || matches!(word(at), "." | "!" | "?" | "\"" | "“")) {
        return 0..0;
    }
    // Three words of capitals are a town and its state; more are a headline.
    let capitals = tokens[0].shape == Shape::Capitals && tokens[0].span.len() >= 4 && end <= 4;
    let town = matches!(tokens[0].shape, Shape::Capitals | Shape::Capitalised);
    let agency =
        before.clone().any(|at| word(at) == "(" && at + 2 < end + 1 && tokens.get(at + 1).is_some_and(|it| it.shape != Shape::Lower));
    let dated = before.clone().any(|at| is_month(word(at)) && tokens.get(at + 1).is_some_and(|it| it.kind == Kind::Number));
    // Every word has a capital; "of" and "the" stand in some names of towns.
    let small = before.clone().filter(|&at| tokens[at].kind == Kind::Word && tokens[at].shape == Shape::Lower);
    if !town || small.count() > 1 || !(capitals || agency || dated) {
        return 0..0;
    }
    while matches!(prose.tokens.get(end).map(|it| it.span.of(paragraph)), Some("—" | "–" | "-" | "―")) {
        end += 1;
    }
    // A line that is nothing but a dateline is a line of its own and has no text to stand before.
    if end == prose.tokens.len() { 0..0 } else { 0..end as u32 }
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = word.trim_end_matches('.').to_ascii_lowercase();
    lower.len() >= 3 && lower.is_char_boundary(3) && MONTHS.contains(&&lower[..3]) && word.starts_with(|c: char| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::dateline;
    use crate::prose::Prose;

    fn check(text: &str, expected: &str) {
        let prose = Prose::read(text);
        let found = dateline(text, &prose);
        let found = if found.is_empty() { "" } else { prose.span(0, found.end as usize - 1).of(text) };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn datelines_of_agencies() {
        check("June 20 (UPI) -- The mayor left.", "June 20 (UPI) --");
        check("WESTHAVEN, June 20 (Reuters) - The mayor left.", "WESTHAVEN, June 20 (Reuters) -");
        check("LONDON — The mayor left.", "LONDON —");
        check("Westhaven, N.J. (AP) — The mayor left.", "Westhaven, N.J. (AP) —");
        check("Mumbai, Nov 11 - The navy left.", "Mumbai, Nov 11 -");
    }

    #[test]
    fn a_dash_in_a_sentence_is_no_dateline() {
        check("Maria Orr — she is nine — left.", "");
        check("The Westhaven ferry – built in 1990 – sank.", "");
        check("FERRY SINKS OFF THE PIER - HARBOUR SHUT.", "");
        check("Chair of the council Tom Orr (D - Westhaven) left.", "");
        check("NATO's plan – a wall – failed.", "");
        check("LONDON —", "");
    }
}
