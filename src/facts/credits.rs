//! Which news agencies an article is taken from, by its own marks: a header, a dateline, a credit.

use std::collections::BTreeSet;

use crate::bundle::Article;
use crate::lexicon::{AGENCY_WORDS, agency};
use crate::mentions::{Paragraph, Reading};
use crate::prose::Kind;

/// The words that credits are made of beside names: "Additional reporting by Reuters", "Reuters contributed to this report".
/// Sorted.
const CREDIT_WORDS: &[&str] = &[
    "additional",
    "agencies",
    "agency",
    "also",
    "and",
    "by",
    "contributed",
    "copyright",
    "credit",
    "files",
    "from",
    "in",
    "material",
    "news",
    "of",
    "report",
    "reporting",
    "source",
    "sources",
    "staff",
    "story",
    "text",
    "the",
    "this",
    "to",
    "via",
    "wire",
    "wires",
    "with",
];

/// The most words of a line that is a credit.
const CREDIT_LINE_WORDS: usize = 12;

/// The agencies that an article is taken from, each by its one name, ascending: those that its headers `wire`, `outlet` and
/// `byline` name, that stand in brackets in a dateline ("WESTHAVEN (Reuters) -"), or that a line of credits names ("– with AFP").
///
/// An agency that the text speaks of ("told Reuters") is none of them. An agency that only `wire` knows counts by its name there.
pub(super) fn agencies(article: &Article, reading: &Reading) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let parts = |value: &str| value.split([',', ';', '/', '&']).flat_map(|it| it.split(" and ")).map(|it| it.trim().to_owned()).collect();
    if let Some(wire) = &article.wire {
        let named: Vec<String> = parts(&wire.value);
        found.extend(named.iter().filter(|it| !it.is_empty()).map(|it| agency(it).map_or_else(|| it.to_lowercase(), str::to_owned)));
    }
    for header in [&article.outlet, &article.byline].into_iter().flatten() {
        let named: Vec<String> = parts(&header.value);
        found.extend(named.iter().filter_map(|it| agency(it.trim_start_matches("By "))).map(str::to_owned));
    }
    for paragraph in &reading.paragraphs {
        let text = paragraph.span.of(&article.body.text);
        let named = if paragraph.reading.dateline.is_empty() { of_credit(text, paragraph) } else { of_dateline(text, paragraph) };
        found.extend(named.into_iter().map(str::to_owned));
    }
    found
}

/// The agency in brackets in the dateline of a paragraph.
fn of_dateline(text: &str, paragraph: &Paragraph) -> Vec<&'static str> {
    let prose = &paragraph.reading.prose;
    let dateline = paragraph.reading.dateline.start as usize..paragraph.reading.dateline.end as usize;
    let bracket = |mark: &str| dateline.clone().find(|&at| prose.word(text, at) == mark);
    let (Some(open), Some(close)) = (bracket("("), bracket(")")) else { return Vec::new() };
    if close <= open + 1 {
        return Vec::new();
    }
    prose.span(open + 1, close - 1).of(text).split('/').filter_map(agency).collect()
}

/// The agencies of a line that holds nothing but words of credits and at least one agency behind or before such words.
///
/// An agency's name alone says less: it stands under pictures, too. With a dash before it or in brackets it ends an article.
fn of_credit(text: &str, paragraph: &Paragraph) -> Vec<&'static str> {
    let prose = &paragraph.reading.prose;
    // The longest credits are well under this; what is longer need not be looked at word by word.
    if CREDIT_LINE_WORDS * 3 < prose.tokens.len() {
        return Vec::new();
    }
    let words: Vec<usize> = (0..prose.tokens.len()).filter(|&at| prose.tokens[at].kind != Kind::Mark).collect();
    if words.is_empty() || CREDIT_LINE_WORDS < words.len() {
        return Vec::new();
    }
    let mut named = Vec::new();
    let mut credited = matches!(prose.word(text, 0), "-" | "–" | "—" | "(" | "[" | "©");
    let mut at = 0;
    while at < words.len() {
        let longest = AGENCY_WORDS.min(words.len() - at);
        let form = (1..=longest).rev().find_map(|count| {
            let name = prose.span(words[at], words[at + count - 1]).of(text);
            agency(name).map(|agency| (agency, count))
        });
        if let Some((agency, count)) = form {
            named.push(agency);
            at += count;
        } else if CREDIT_WORDS.binary_search(&prose.word(text, words[at]).to_lowercase().as_str()).is_ok() {
            credited = true;
            at += 1;
        } else {
            return Vec::new();
        }
    }
    if credited { named } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{CREDIT_WORDS, agencies};
    use crate::fixture::snapshot;

    /// The agencies of an article with these headers and this body.
    fn check(headers: &str, body: &str, expected: &[&str]) {
        let snapshot = snapshot(&format!("--- article one\n{headers}\n{body}\n"));
        let found: Vec<String> = agencies(snapshot.story.article(0), &snapshot.readings[0]).into_iter().collect();
        assert_eq!(found, expected, "{headers}{body}");
    }

    #[test]
    fn words_of_credits_are_sorted() {
        assert!(CREDIT_WORDS.is_sorted());
    }

    #[test]
    fn headers_name_agencies() {
        check("wire: Reuters, Agence France-Presse\n", "It rained in Marlow.", &["AFP", "Reuters"]);
        check("wire: Marlow Wire\n", "It rained in Marlow.", &["marlow wire"]);
        check("outlet: AFP\n", "It rained in Marlow.", &["AFP"]);
        check("byline: Carla Dunn and The Associated Press\n", "It rained in Marlow.", &["AP"]);
        check("outlet: Marlow Post\nbyline: Carla Dunn\n", "It rained in Marlow.", &[]);
    }

    #[test]
    fn datelines_and_credits_name_agencies() {
        check("", "MARLOW, June 20 (Reuters) - The mayor left for the coast.", &["Reuters"]);
        check("", "The mayor left for the coast on Friday.\n\n– with AFP", &["AFP"]);
        check("", "The mayor left for the coast on Friday.\n\nThe Associated Press contributed to this report.", &["AP"]);
        check("", "The mayor left for the coast on Friday.\n\nAdditional reporting by Reuters and AFP", &["AFP", "Reuters"]);
    }

    #[test]
    fn an_agency_that_is_spoken_of_is_no_credit() {
        check("", "The mayor told Reuters that he had left for the coast.", &[]);
        check("", "MARLOW, June 20 - The mayor spoke to Reuters (Tom Orr) and left.", &[]);
        check("", "Reuters said so.", &[]);
        // A picture's credit.
        check("", "The mayor left for the coast on Friday.\n\nReuters\n\nHe came back on Monday with his wife.", &[]);
    }
}
