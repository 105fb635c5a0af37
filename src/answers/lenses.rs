//! A line over each article: how much in it is disputed, who is in it, and what of it stands in another.

use super::sources;
use super::words::counted;
use crate::bundle::Severity;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// A line for each article of a file that is compared, with the article's marker (file bytes); in file order.
pub fn lenses(snapshot: &Snapshot, file: u32) -> Vec<(Span, String)> {
    let story = &snapshot.story;
    let articles = (0..story.articles.len() as u32).filter(|&it| story.file_of(it) == file && story.compared(it));
    articles
        .map(|article| {
            let open = snapshot.conflicts.iter().filter(|conflict| {
                let mut here = (0..conflict.statements.len()).filter(|&at| conflict.statements[at].place.article == article);
                here.any(|at| conflict.severity_at(story, at) != Severity::Hint)
            });
            let (open, people) = (open.count(), snapshot.facts.articles[article as usize].appearances.len());
            let people = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
            let head = story.article(article).section.start;
            // A screen with nothing wrong says nothing of it.
            let open = (open != 0).then(|| counted(open, "conflict"));
            let title = [open, Some(people), sources::shares(snapshot, article)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            (Span::new(head, head), title)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lenses;
    use crate::fixture;

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
