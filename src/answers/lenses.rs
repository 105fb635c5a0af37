//! A line over each article: how much in it is disputed, who is in it, and what of it stands in another.

use super::sources;
use super::words::counted;
use crate::bundle::Severity;
use crate::conflicts::Backing;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// A line for each article of a file that is compared, with the article's marker (file bytes); in file order.
pub fn lenses(snapshot: &Snapshot, file: u32) -> Vec<(Span, String)> {
    let story = &snapshot.story;
    let articles = (0..story.articles.len() as u32).filter(|&it| story.file_of(it) == file && story.compared(it));
    articles
        .map(|article| {
            let open = snapshot.stated_in(article).filter(|(_, conflict, at)| conflict.severity_at(story, *at) != Severity::Hint);
            let mut open: Vec<u32> = open.map(|(conflict, ..)| conflict).collect();
            open.dedup();
            let (open, people) = (open.len(), snapshot.facts.articles[article as usize].appearances.len());
            let people = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
            let head = story.article(article).section.start;
            if let Some(backing) = snapshot.backings.iter().find(|it| it.article == article) {
                return (Span::new(head, head), draft(backing));
            }
            // A screen with nothing wrong says nothing of it.
            let open = (open != 0).then(|| counted(open, "conflict"));
            let title = [open, Some(people), sources::shares(snapshot, article)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            (Span::new(head, head), title)
        })
        .collect()
}

/// "draft: 14 statements supported, 2 contradicted, 3 quotations without a source"; what there is none of is left out.
fn draft(backing: &Backing) -> String {
    let mut told = vec![format!("{} supported", counted(backing.supported as usize, "statement"))];
    if 0 < backing.contradicted {
        told.push(format!("{} contradicted", backing.contradicted));
    }
    if !backing.unsupported.is_empty() {
        told.push(format!("{} without support", backing.unsupported.len()));
    }
    if !backing.unsourced.is_empty() {
        told.push(format!("{} without a source", counted(backing.unsourced.len(), "quotation")));
    }
    format!("draft: {}", told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::lenses;
    use crate::fixture;

    #[test]
    fn a_draft_tells_what_its_sources_support() {
        let text = "--- article post\n\nThe storm sank 12 boats in the old harbour. The flood cost $3 million.\n\n\
            --- article desk\nrole: draft\n\nThe storm sank 15 boats in the old harbour. The flood cost $3 million. A baker made 40 cakes.\n\
            “We have never seen such waves,” the mayor said.\n";
        let titles: Vec<String> = lenses(&fixture::snapshot(text), 0).into_iter().map(|(_, title)| title).collect();
        assert_eq!(titles[1], "draft: 1 statement supported, 1 contradicted, 1 without support, 1 quotation without a source");
        let alone = lenses(&fixture::snapshot("--- article desk\nrole: draft\n\nA baker made 40 cakes.\n"), 0);
        assert_eq!(alone[0].1, "0 people", "there is nothing to lay it against");
    }

    #[test]
    fn conflicts_are_counted_until_they_are_settled() {
        let text = "--- article post\n\nThey signed [15]{fact=papers}.\n\n--- article wire\n\nIt was [12]{fact=papers}.\n";
        let titles = |text: &str| lenses(&fixture::snapshot(text), 0).into_iter().map(|(_, title)| title).collect::<Vec<_>>();
        assert_eq!(titles(text), ["1 conflict · 0 people", "1 conflict · 0 people"]);
        let settled = format!("{text}\n--- decision papers\nbetween: post \"15\"\nbetween: wire \"12\"\nverdict: both\n");
        assert_eq!(titles(&settled), ["0 people", "0 people"]);
    }

    #[test]
    fn what_stands_in_another_article_is_told() {
        let ferry = "The ferry left the old harbour of Marlow at noon with forty people on board and ran aground off the lighthouse an \
            hour later, and fishermen took everybody to the shore.";
        let text = format!("--- article post\noutlet: Marlow Post\n\n{ferry}\n\n--- article wire\n\n{ferry}\n");
        let titles: Vec<_> = lenses(&fixture::snapshot(&text), 0).into_iter().map(|(_, title)| title).collect();
        assert_eq!(titles, ["0 people · shares 100 % with wire", "0 people · shares 100 % with Marlow Post"]);
    }
}
