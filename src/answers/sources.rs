//! Which articles are one account: who shares a text with whom, how much of it, and who took it from whom.

use super::words;
use crate::conflicts::Conflict;
use crate::facts::{SharedSentence, shared_sentences};
use crate::snapshot::Snapshot;

/// The articles of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its articles, ascending: indexes into [`crate::bundle::Story::articles`].
    pub articles: Vec<u32>,
    /// The news agencies that two or more of them are taken from.
    pub agencies: Vec<String>,
}

/// Two articles that share a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The two, the one that took from the other first; where nobody knows that, the one of which more is shared.
    pub articles: (u32, u32),
    /// The part of each one's runs of five words, quotations left out, that stand in the other: 0 to 1.
    pub parts: (f32, f32),
    /// Whether the first took from the second: it credits the other, or was written on a later day.
    pub taken: bool,
    /// The sentences of the first that stand in the second, in text order.
    pub sentences: Vec<SharedSentence>,
}

/// The independent accounts, in story order. A draft, and what is not compared, is none.
pub fn accounts(snapshot: &Snapshot) -> Vec<Account> {
    let agencies = |articles: &[u32]| {
        let mut named: Vec<&str> = articles.iter().flat_map(|&it| snapshot.sources.agencies(it)).collect();
        named.sort_unstable();
        named.chunk_by(|one, two| one == two).filter(|it| 1 < it.len()).map(|it| it[0].to_owned()).collect()
    };
    let accounts = snapshot.sources.accounts().into_iter();
    accounts.map(|articles| Account { agencies: agencies(&articles), articles }).collect()
}

/// Every two articles that share a text, drafts too, those with the largest part first.
pub fn pairs(snapshot: &Snapshot) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for one in 0..snapshot.readings.len() as u32 {
        for share in snapshot.sources.shares(one).into_iter().filter(|it| one < it.with) {
            let two = share.with;
            let known = if is_taken(snapshot, one, two) { Some(false) } else { is_taken(snapshot, two, one).then_some(true) };
            let turned = known.unwrap_or(share.part < share.of_other);
            let (articles, parts) =
                if turned { ((two, one), (share.of_other, share.part)) } else { ((one, two), (share.part, share.of_other)) };
            let sentences = shared_sentences(snapshot.read(), articles.0, articles.1);
            pairs.push(Pair { articles, parts, taken: known.is_some(), sentences });
        }
    }
    pairs.sort_by(|one, two| two.parts.0.total_cmp(&one.parts.0).then(one.articles.cmp(&two.articles)));
    pairs
}

/// Whether article `of`, which shares a text with article `from`, took it from there.
fn is_taken(snapshot: &Snapshot, of: u32, from: u32) -> bool {
    // What an agency's own report and a credit to it have in common is the agency's.
    let own = |article: u32| snapshot.story.article(article).outlet.as_ref().and_then(|it| crate::lexicon::agency(&it.value));
    let credits = |article: u32, agency: &str| own(article) != Some(agency) && snapshot.sources.agencies(article).any(|it| it == agency);
    if own(from).is_some_and(|agency| credits(of, agency)) {
        return true;
    }
    if own(of).is_some_and(|agency| credits(from, agency)) {
        return false;
    }
    let day = |article: u32| snapshot.facts.timeline.days.get(article as usize).copied().flatten();
    matches!((day(of), day(from)), (Some(later), Some(earlier)) if earlier < later)
}

/// "shares 31 % with AFP": the largest part of an article that stands in another. `None` where it is all its own.
pub(super) fn shares(snapshot: &Snapshot, article: u32) -> Option<String> {
    let share = *snapshot.sources.shares(article).first()?;
    Some(format!("shares {} with {}", percent(share.part), snapshot.story.article(share.with).label()))
}

/// "three independent accounts: a0 · AFP with News.com.au (31 % shared text) · UPI". `None` where a dispute is between one article
/// and another that have nothing to do with each other, or within one.
pub(super) fn accounts_line(snapshot: &Snapshot, conflict: &Conflict) -> Option<String> {
    let standing = conflict.standing(&snapshot.sources);
    if standing.accounts.iter().all(|it| it.len() == 1) && standing.accounts.len() <= 2 {
        return None;
    }
    let accounts: Vec<String> = standing.accounts.iter().map(|articles| account(snapshot, articles)).collect();
    Some(format!("{}: {}", standing.count(), accounts.join(" · ")))
}

/// "AFP with News.com.au (31 % shared text)", "Post with Herald (Reuters)", "UPI".
fn account(snapshot: &Snapshot, articles: &[u32]) -> String {
    let label = |at: &u32| snapshot.story.article(*at).label();
    let [first, others @ ..] = articles else { return String::new() };
    if others.is_empty() {
        return label(first).to_owned();
    }
    let shares = articles.iter().flat_map(|&it| snapshot.sources.shares(it));
    let most = shares.filter(|it| articles.contains(&it.with)).map(|it| it.part).max_by(f32::total_cmp);
    let why = match most {
        Some(part) => format!("{} shared text", percent(part)),
        // Articles between them, or an agency, join the two.
        None => snapshot.sources.agencies(*first).next().map_or_else(|| "by way of others".to_owned(), str::to_owned),
    };
    format!("{} with {} ({why})", label(first), words::listed(&others.iter().map(label).collect::<Vec<_>>()))
}

/// "31 %".
pub fn percent(part: f32) -> String {
    format!("{:.0} %", 100.0 * part)
}

#[cfg(test)]
mod tests {
    use super::{accounts, accounts_line, pairs, shares};
    use crate::fixture::snapshot;

    const FERRY: &str = "The ferry left the old harbour of Marlow at noon with forty people on board. It ran aground off the lighthouse \
        an hour later, and fishermen took everybody to the shore in open boats.";

    #[test]
    fn a_copy_is_told_with_its_source_and_its_sentences() {
        let text = format!(
            "--- article post\npublished: 2031-05-02\n\n{FERRY} Nobody was hurt, the harbour master said in the evening, and a tug will try again.\n\n\
             --- article wire\npublished: 2031-05-01\n\n{FERRY}\n\n--- article own\n\nA tug is to free the ferry off Marlow.\n"
        );
        let snapshot = snapshot(&text);
        let [pair] = &pairs(&snapshot)[..] else { panic!("one pair") };
        assert_eq!((pair.articles, pair.taken, pair.sentences.len()), ((0, 1), true, 2));
        assert!(pair.parts.0 < pair.parts.1, "{pair:?}");
        assert_eq!(accounts(&snapshot).iter().map(|it| it.articles.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2]]);
        assert_eq!(shares(&snapshot, 1).as_deref(), Some("shares 100 % with post"));
        assert_eq!(shares(&snapshot, 2), None);
    }

    #[test]
    fn a_credit_says_who_took_from_whom_whatever_the_days() {
        let text = format!(
            "--- article post\npublished: 2031-05-01\nwire: AFP\n\n{FERRY}\n\n--- article wire\npublished: 2031-05-02\noutlet: AFP\n\n{FERRY}\n"
        );
        let snapshot = snapshot(&text);
        assert_eq!(pairs(&snapshot).iter().map(|it| (it.articles, it.taken)).collect::<Vec<_>>(), [((0, 1), true)]);
        assert_eq!(accounts(&snapshot)[0].agencies, ["AFP"]);
    }

    #[test]
    fn accounts_are_listed_by_their_outlets() {
        let article = |id: &str, headers: &str, berths: u32| {
            format!(
                "--- article {id}\n{headers}\nThe harbour gets [{berths} berths]{{fact=berths}}. {}\n\n",
                if id == "own" { "" } else { FERRY }
            )
        };
        let text = [article("post", "outlet: Marlow Post\n", 15), article("wire", "", 12), article("own", "", 12)].concat();
        let snapshot = snapshot(&text);
        let line = accounts_line(&snapshot, &snapshot.conflicts[0]);
        assert_eq!(line.as_deref(), Some("two independent accounts: Marlow Post with wire (89 % shared text) · own"));
    }
}
