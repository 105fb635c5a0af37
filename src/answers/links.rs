//! Addresses in a file that lead out of it.

use crate::bundle::Header;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Addresses in the headers of a file, with where each stands (file bytes); in file order. A `wikidata:Q…` becomes its page.
pub fn links(snapshot: &Snapshot, file: u32) -> Vec<(Span, String)> {
    let read = &snapshot.story.files[file as usize];
    let articles = read.articles.iter().filter_map(|it| it.url.as_ref());
    let records = read.persons.iter().flat_map(|it| &it.same_as);
    let facts = read.facts.iter().filter_map(|it| it.url.as_ref());
    let mut links: Vec<(Span, String)> =
        articles.chain(records).chain(facts).filter_map(|header| Some((header.span, address(header)?))).collect();
    links.sort_unstable();
    links
}

fn address(header: &Header) -> Option<String> {
    let value = &header.value;
    if let Some(item) = value.strip_prefix("wikidata:") {
        let is_item = item.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()));
        return is_item.then(|| format!("https://www.wikidata.org/wiki/{item}"));
    }
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"))?;
    (!rest.is_empty() && !value.contains(char::is_whitespace)).then(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::links;
    use crate::fixture;

    #[test]
    fn addresses_in_headers_are_links_and_those_in_text_are_text() {
        let text = "--- article a\nurl: https://example.org/1\n\nSee https://example.org/2.\n\n--- person orr\nname: Ada Orr\nsame-as: wikidata:Q42\n";
        let found: Vec<String> = links(&fixture::snapshot(text), 0).into_iter().map(|(_, address)| address).collect();
        assert_eq!(found, ["https://example.org/1", "https://www.wikidata.org/wiki/Q42"]);
    }

    #[test]
    fn what_is_no_address_is_no_link() {
        let text = "--- article a\nurl: the front page\n\nNews.\n\n--- person orr\nname: Ada Orr\nsame-as: https://\n";
        assert_eq!(links(&fixture::snapshot(text), 0), []);
    }
}
