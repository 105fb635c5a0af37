//! Which articles are one account: a text that one took from the other, or an agency that both took it from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::shingles::{Shingles, runs};
use super::{Place, Read, credits};
use crate::bundle::{Article, Role};
use crate::text::Span;

/// Articles share a text from this part of the shorter one's runs of five words on. Read pair by pair, reports of one event that
/// share less have names and set phrases in common; from here on they have whole sentences.
const SHARED_PART: f32 = 0.1;

/// And from so many runs on: a sentence of 24 words, or three clauses. Two short reports of one plain fact are alike by themselves.
const SHARED_RUNS: u32 = 20;

/// A sentence is taken over when at least this part of its runs stand in the other article.
const SENTENCE_PART: f32 = 0.5;

/// Which articles are one account.
#[derive(Debug, Clone, PartialEq)]
pub struct Sources {
    shingles: Shingles,
    /// By article: what else tells of its source.
    marks: Vec<Arc<Mark>>,
    /// The pairs of articles that share a text, lower first.
    linked: Arc<BTreeSet<(u32, u32)>>,
    /// By article: the first article of the same account; `None` for one that is no account.
    accounts: Arc<Vec<Option<u32>>>,
}

/// What an article's headers and credits tell of its source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// Whether it counts as an account: not our own draft, nor what is not compared.
    counts: bool,
    /// The agencies it is taken from.
    agencies: BTreeSet<String>,
}

/// How much two articles have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The other article: an index into [`crate::bundle::Story::articles`].
    pub with: u32,
    /// The part of the own runs of five words that stand in the other, 0 to 1; quoted words are left out.
    pub part: f32,
    /// The part of the other's runs that stand in the own text, 0 to 1.
    pub of_other: f32,
}

/// A sentence that stands in another article as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharedSentence {
    /// The sentence.
    pub here: Place,
    /// The sentence of the other article that has most of it.
    pub there: Place,
    /// The part of its runs of five words that stand in the other article, 0 to 1.
    pub part: f32,
}

impl Sources {
    /// Compares all articles.
    pub(super) fn gather(read: Read<'_>) -> Self {
        let shingles = Shingles::of(read.readings);
        let marks: Vec<Arc<Mark>> = (0..read.readings.len() as u32).map(|at| Arc::new(mark(read, at))).collect();
        let count = read.readings.len() as u32;
        let linked: BTreeSet<(u32, u32)> = (0..count)
            .flat_map(|one| shingles.shared(one).iter().map(move |&(two, _)| (one, two)))
            .filter(|&(one, two)| one < two && are_linked(&shingles, one, two))
            .collect();
        let accounts = Arc::new(accounts(&marks, &linked));
        Self { shingles, marks, linked: Arc::new(linked), accounts }
    }

    /// Compares what has changed since `before`, which was gathered from `then`.
    pub fn after(before: Option<(&Self, Read<'_>)>, read: Read<'_>) -> Self {
        let Some((known, then)) = before.filter(|(_, then)| then.readings.len() == read.readings.len()) else { return Self::gather(read) };
        let mut sources = known.clone();
        let mut touched = Vec::new();
        let mut moved = false;
        for at in 0..read.readings.len() as u32 {
            let (old, new) = (&then.readings[at as usize], &read.readings[at as usize]);
            let same = Arc::ptr_eq(old, new);
            if !same {
                touched.extend(sources.shingles.edit(at, old, new));
            }
            if !same || !same_headers(then, read, at) {
                let mark = mark(read, at);
                if mark != *sources.marks[at as usize] {
                    sources.marks[at as usize] = Arc::new(mark);
                    moved = true;
                }
            }
        }
        for (one, two) in touched {
            let is = are_linked(&sources.shingles, one, two);
            if is != sources.linked.contains(&(one, two)) {
                let linked = Arc::make_mut(&mut sources.linked);
                if is {
                    linked.insert((one, two))
                } else {
                    linked.remove(&(one, two))
                };
                moved = true;
            }
        }
        if moved {
            sources.accounts = Arc::new(accounts(&sources.marks, &sources.linked));
        }
        sources
    }

    /// The account that an article is a part of, named by its first article. `None` for a draft, for an article that is not
    /// compared, and for a fact's record.
    pub fn account(&self, article: u32) -> Option<u32> {
        self.accounts.get(article as usize).copied().flatten()
    }

    /// The accounts, in story order: the articles of each, ascending.
    pub fn accounts(&self) -> Vec<Vec<u32>> {
        let first = |at: &u32| self.account(*at) == Some(*at);
        let of = |account: u32| (0..self.accounts.len() as u32).filter(|&it| self.account(it) == Some(account)).collect();
        (0..self.accounts.len() as u32).filter(first).map(of).collect()
    }

    /// The news agencies that an article is taken from, by its own marks; ascending.
    pub fn agencies(&self, article: u32) -> impl Iterator<Item = &str> {
        self.marks.get(article as usize).into_iter().flat_map(|it| it.agencies.iter().map(String::as_str))
    }

    /// The articles that an article shares a text with, the largest part of it first.
    pub fn shares(&self, article: u32) -> Vec<Share> {
        let others = self.shingles.shared(article).iter();
        let linked = others.filter(|&&(other, _)| self.linked.contains(&(article.min(other), article.max(other))));
        let mut shares: Vec<Share> = linked.map(|&(other, count)| self.share_of(article, other, count)).collect();
        shares.sort_by(|one, two| two.part.total_cmp(&one.part).then(one.with.cmp(&two.with)));
        shares
    }

    /// How much of article `of` stands in article `with`. `None` where they share no text.
    pub fn share(&self, of: u32, with: u32) -> Option<Share> {
        let shared = self.shingles.shared(of);
        let at = shared.binary_search_by_key(&with, |it| it.0).ok()?;
        self.linked.contains(&(of.min(with), of.max(with))).then(|| self.share_of(of, with, shared[at].1))
    }

    fn share_of(&self, of: u32, with: u32, count: u32) -> Share {
        let part = |of: u32| count as f32 / self.shingles.size(of).max(1) as f32;
        Share { with, part: part(of), of_other: part(with) }
    }
}

/// The sentences of article `of` that stand in article `with` as well, in text order.
pub fn shared_sentences(read: Read<'_>, of: u32, with: u32) -> Vec<SharedSentence> {
    // Every run of the other article with the sentence it begins in.
    let mut there: Vec<(u32, Place)> = Vec::new();
    for_each_sentence(read, with, |place, hashes| there.extend(hashes.iter().map(|&hash| (hash, place))));
    there.sort_unstable();
    let mut shared = Vec::new();
    for_each_sentence(read, of, |here, hashes| {
        let mut found: Vec<Place> = Vec::new();
        for &hash in hashes {
            let from = there.partition_point(|it| it.0 < hash);
            found.extend(there[from..].iter().take(1).filter(|it| it.0 == hash).map(|it| it.1));
        }
        let part = found.len() as f32 / hashes.len() as f32;
        if hashes.is_empty() || part < SENTENCE_PART {
            return;
        }
        found.sort_unstable();
        let most = found.chunk_by(|one, two| one == two).max_by_key(|it| (it.len(), std::cmp::Reverse(it[0])));
        shared.extend(most.map(|it| SharedSentence { here, there: it[0], part }));
    });
    shared
}

/// Every sentence of an article that holds the beginning of a run, with the hashes of its runs.
fn for_each_sentence(read: Read<'_>, article: u32, mut told: impl FnMut(Place, &[u32])) {
    for paragraph in &read.readings[article as usize].paragraphs {
        let prose = &paragraph.reading.prose;
        let runs: Vec<(usize, u32)> =
            runs(paragraph).into_iter().map(|(hash, tokens)| (prose.sentence_of(tokens.start as usize), hash)).collect();
        for of_sentence in runs.chunk_by(|one, two| one.0 == two.0) {
            let span: Span = paragraph.place(prose.sentences[of_sentence[0].0].span);
            let hashes: Vec<u32> = of_sentence.iter().map(|it| it.1).collect();
            told(Place { article, span }, &hashes);
        }
    }
}

fn mark(read: Read<'_>, at: u32) -> Mark {
    let article = read.story.article(at);
    let counts = read.story.compared(at) && article.role == Role::Source;
    Mark { counts, agencies: if counts { credits::agencies(article, &read.readings[at as usize]) } else { BTreeSet::new() } }
}

/// Whether what [`mark`] reads besides the text is the same.
fn same_headers(then: Read<'_>, now: Read<'_>, at: u32) -> bool {
    let (old, new) = (then.story.article(at), now.story.article(at));
    let headers = |it: &Article| [&it.wire, &it.outlet, &it.byline].map(|header| header.as_ref().map(|it| it.value.clone()));
    // An article that no edit touched is shared by both versions.
    let same = || old.role == new.role && headers(old) == headers(new);
    then.story.compared(at) == now.story.compared(at) && (std::ptr::eq(old, new) || same())
}

fn are_linked(shingles: &Shingles, one: u32, two: u32) -> bool {
    let row = shingles.shared(one);
    let shared = row.binary_search_by_key(&two, |it| it.0).map_or(0, |at| row[at].1);
    let shorter = shingles.size(one).min(shingles.size(two));
    SHARED_RUNS <= shared && SHARED_PART * shorter as f32 <= shared as f32
}

/// By article the first article of its account.
fn accounts(marks: &[Arc<Mark>], linked: &BTreeSet<(u32, u32)>) -> Vec<Option<u32>> {
    let root = |first: &[u32], mut at: u32| {
        while first[at as usize] != at {
            at = first[at as usize];
        }
        at
    };
    let mut first: Vec<u32> = (0..marks.len() as u32).collect();
    let mut join = |one: u32, two: u32| {
        let (one, two) = (root(&first, one), root(&first, two));
        first[one.max(two) as usize] = one.min(two);
    };
    let counts = |at: u32| marks[at as usize].counts;
    // A draft that draws on two sources makes them no one account.
    for &(one, two) in linked.iter().filter(|&&(one, two)| counts(one) && counts(two)) {
        join(one, two);
    }
    let mut named: Vec<(&str, u32)> = Vec::new();
    for (at, mark) in marks.iter().enumerate().filter(|(_, it)| it.counts) {
        named.extend(mark.agencies.iter().map(|agency| (agency.as_str(), at as u32)));
    }
    named.sort_unstable();
    for pair in named.windows(2).filter(|it| it[0].0 == it[1].0) {
        join(pair[0].1, pair[1].1);
    }
    (0..marks.len() as u32).map(|at| counts(at).then(|| root(&first, at))).collect()
}

#[cfg(test)]
mod tests {
    use super::{SharedSentence, Sources, shared_sentences};
    use crate::fixture::snapshot;

    const FERRY: &str = "The ferry left the old harbour of Marlow at noon with forty people and two horses on board. It ran \
        aground off the lighthouse an hour later, and fishermen took everybody to the shore in open boats.";

    /// The accounts of a story, by article ids.
    fn accounts(text: &str) -> Vec<Vec<String>> {
        let snapshot = snapshot(text);
        let ids = |account: Vec<u32>| account.into_iter().map(|it| snapshot.story.article(it).id.to_string()).collect();
        snapshot.sources.accounts().into_iter().map(ids).collect()
    }

    #[test]
    fn a_text_that_was_taken_over_makes_one_account() {
        let edited = FERRY.replace("two horses", "a horse");
        let text = format!(
            "--- article wire\n\n{FERRY}\n\n--- article own\n\nHorses and people were saved when a ferry struck the shoals off Marlow.\n\n--- article copy\n\nOur reporter writes. {edited}\n"
        );
        assert_eq!(accounts(&text), [vec!["wire", "copy"], vec!["own"]]);
        let snapshot = snapshot(&text);
        let [share] = snapshot.sources.shares(2)[..] else { panic!("the copy shares with one article") };
        assert_eq!(share.with, 0);
        assert!(0.7 < share.part && share.part < share.of_other && share.of_other < 1.0, "{share:?}");
        assert_eq!(snapshot.sources.share(0, 2).map(|it| (it.part, it.of_other)), Some((share.of_other, share.part)));
        assert_eq!(snapshot.sources.share(0, 1), None);
        let read = snapshot.read();
        let told = |it: &SharedSentence| (read.text(it.here)[..10].to_owned(), read.text(it.there)[..10].to_owned());
        let sentences: Vec<_> = shared_sentences(read, 2, 0).iter().map(told).collect();
        assert_eq!(sentences, [("The ferry ".into(), "The ferry ".into()), ("It ran agr".into(), "It ran agr".into())]);
    }

    #[test]
    fn a_quotation_that_both_carry_is_no_copy() {
        let text = format!(
            "--- article one\n\nThe captain spoke on the quay. “{FERRY}” He then left.\n\n--- article two\n\n“{FERRY}” With these words the captain closed the hearing.\n"
        );
        assert_eq!(accounts(&text), [["one"], ["two"]]);
    }

    #[test]
    fn one_sentence_alike_is_no_copy() {
        let alike = "The ferry left the old harbour of Marlow at noon on Friday.";
        let text = format!("--- article one\n\n{alike} It sank.\n\n--- article two\n\n{alike} Nobody was hurt.\n");
        assert_eq!(accounts(&text), [["one"], ["two"]]);
    }

    #[test]
    fn two_texts_of_one_agency_are_one_account() {
        let text = "--- article one\noutlet: AFP\n\nA ferry ran aground off Marlow.\n\n--- article two\n\nForty people were saved from a ferry.\n\n– with AFP\n\n--- article three\n\nFishermen told AFP that they had seen nothing.\n";
        assert_eq!(accounts(text), [vec!["one", "two"], vec!["three"]]);
        let snapshot = snapshot(text);
        assert_eq!(snapshot.sources.agencies(1).collect::<Vec<_>>(), ["AFP"]);
    }

    #[test]
    fn a_draft_is_no_account_and_joins_none() {
        let other = "Rain fell for nine days in the hills above Kesk, and the old mill by the bridge was swept away while the miller's \
            children slept in the school on the other bank.";
        let text =
            format!("--- article one\n\n{FERRY}\n\n--- article two\n\n{other}\n\n--- article ours\nrole: draft\n\n{FERRY} {other}\n");
        assert_eq!(accounts(&text), [["one"], ["two"]]);
        let snapshot = snapshot(&text);
        assert_eq!(snapshot.sources.account(2), None);
        assert_eq!(snapshot.sources.shares(2).len(), 2);
    }

    #[test]
    fn headers_that_change_are_followed() {
        let text = "--- article one\nwire: Reuters\n\nA ferry ran aground.\n\n--- article two\nwire: Reuters\n\nForty were saved.\n";
        let before = snapshot(text);
        for (from, to) in [("wire: Reuters\n\nForty", "wire: AFP\n\nForty"), ("wire: Reuters\n\nForty", "role: draft\n\nForty")] {
            let after = text.replace(from, to);
            let edited = before.edited(0, &after);
            assert_eq!(edited.sources, Sources::gather(edited.read()));
            assert_ne!(edited.sources, before.sources);
        }
    }
}
