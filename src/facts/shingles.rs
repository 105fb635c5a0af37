//! Runs of five words, and in which articles each stands: what tells a copied text from one told anew.
//!
//! The index holds counts that can be added and taken away, in shards that versions of a story share: an edit costs what the
//! paragraph it touches costs, whatever the size of the story.

use std::ops::Range;
use std::sync::Arc;

use crate::mentions::{Paragraph, ParagraphRole, Reading};
use crate::prose::Kind;

/// Words in a run. Shorter ones are set phrases ("in the Gulf of Aden"), longer ones break at each word an editor changes; five is
/// what the literature on copied news takes, and what `docs/engine.md` has figures for.
const WORDS: usize = 5;

/// A run in more articles than this links each to the next that has it only, not all to all: enough to see that all of them share
/// a text, while the work for a run stays small. An event has seldom as many reports.
pub(super) const MOST_LINKED: usize = 32;

/// How many parts the index has. A key touches ten runs, so ten parts are copied; more parts would make the list of them long.
const SHARDS: usize = 512;

/// The runs of a paragraph: a hash each and the tokens from the first word to the last (paragraph tokens).
///
/// Quoted words and datelines are left out, and no run goes over them: everybody quotes the same speech, and each agency puts its
/// own name before its text. Words are compared as everywhere: "defence" is "defense". Furniture, headings and captions have none.
pub(super) fn runs(paragraph: &Paragraph) -> Vec<(u32, Range<u32>)> {
    let mut runs = Vec::new();
    if paragraph.role != ParagraphRole::Text {
        return runs;
    }
    let prose = &paragraph.reading.prose;
    let mut quoted = paragraph.quotations().iter().filter(|it| !it.nested).map(|it| it.tokens.clone()).peekable();
    let mut words: Vec<u32> = Vec::new();
    let mut at = paragraph.reading.dateline.end;
    while at < prose.tokens.len() as u32 {
        if let Some(quotation) = quoted.next_if(|it| it.start <= at) {
            words.clear();
            at = at.max(quotation.end);
            continue;
        }
        if matches!(prose.tokens[at as usize].kind, Kind::Word | Kind::Number) {
            words.push(at);
            if let Some(run) = words.len().checked_sub(WORDS).map(|from| &words[from..]) {
                let hash =
                    run.iter().fold(0, |hash: u32, &it| (hash.rotate_left(7) ^ prose.tokens[it as usize].stem.0).wrapping_mul(0x9e37_79b1));
                // The middle bits are the best mixed; the lower ones choose the shard.
                runs.push((hash ^ (hash >> 15), run[0]..at + 1));
            }
        }
        at += 1;
    }
    runs
}

/// In which articles each run stands, how many each has, and how many any two share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shingles {
    /// An entry for each time a run stands in an article, ascending: the hash in the upper half, the article in the lower.
    shards: Vec<Arc<[u64]>>,
    /// By article: how many different runs it has.
    sizes: Vec<u32>,
    /// By article: the other articles it shares runs with, ascending, and how many.
    shared: Vec<Arc<[(u32, u32)]>>,
}

impl Shingles {
    /// The runs of all articles.
    pub(super) fn of(readings: &[Arc<Reading>]) -> Self {
        let mut found: Vec<u64> = Vec::new();
        for (article, reading) in (0..).zip(readings) {
            found.extend(reading.paragraphs.iter().flat_map(runs).map(|(hash, _)| entry(hash, article)));
        }
        let mut sizes = vec![0; readings.len()];
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut articles = Vec::new();
        let shards = by_shard(&found);
        for same in shards.iter().flat_map(|entries| entries.chunk_by(|one, two| one >> 32 == two >> 32)) {
            articles.clear();
            articles.extend(same.iter().map(|&it| it as u32));
            articles.dedup();
            for &article in &articles {
                sizes[article as usize] += 1;
            }
            for_each_link(&articles, |one, two| pairs.push((one, two)));
        }
        pairs.sort_unstable();
        let mut shared = vec![Vec::new(); readings.len()];
        for same in pairs.chunk_by(|one, two| one == two) {
            let ((one, two), count) = (same[0], same.len() as u32);
            // Pairs ascend, so each list does: first those before it, then those behind it.
            shared[one as usize].push((two, count));
            shared[two as usize].push((one, count));
        }
        for row in &mut shared {
            row.sort_unstable();
        }
        Self { shards, sizes, shared: shared.into_iter().map(Arc::from).collect() }
    }

    /// Follows an edit of article `article` from `before` to `after`. The pairs of articles come back, lower first, ascending, whose
    /// runs in common or whose sizes are not what they were.
    pub(super) fn edit(&mut self, article: u32, before: &Reading, after: &Reading) -> Vec<(u32, u32)> {
        let same = |one: &Paragraph, two: &Paragraph| {
            Arc::ptr_eq(&one.reading, &two.reading) && one.role == two.role && one.carried == two.carried
        };
        let both = || before.paragraphs.iter().zip(&after.paragraphs);
        let head = both().take_while(|(one, two)| same(one, two)).count();
        let most = before.paragraphs.len().min(after.paragraphs.len()) - head;
        let tails = before.paragraphs.iter().rev().zip(after.paragraphs.iter().rev());
        let tail = tails.take(most).take_while(|(one, two)| same(one, two)).count();
        let hashes = |reading: &Reading| -> Vec<u32> {
            let touched = &reading.paragraphs[head..reading.paragraphs.len() - tail];
            let mut hashes: Vec<u32> = touched.iter().flat_map(|it| runs(it).into_iter().map(|(hash, _)| hash)).collect();
            hashes.sort_unstable();
            hashes
        };
        let (gone, come) = difference(&hashes(before), &hashes(after));
        let mut changed = Vec::new();
        for &hash in &gone {
            self.take_away(hash, article, &mut changed);
        }
        for &hash in &come {
            self.add(hash, article, &mut changed);
        }
        if !gone.is_empty() || !come.is_empty() {
            changed.extend(self.shared[article as usize].iter().map(|&(other, _)| (article.min(other), article.max(other))));
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    fn add(&mut self, hash: u32, article: u32, changed: &mut Vec<(u32, u32)>) {
        let own = entry(hash, article);
        let shard = &mut self.shards[shard(hash)];
        let at = shard.partition_point(|&it| it < own);
        let known = shard.get(at) == Some(&own);
        let before = holders(shard, hash);
        *shard = [&shard[..at], &[own], &shard[at..]].concat().into();
        if !known {
            let after = holders(shard, hash);
            self.sizes[article as usize] += 1;
            self.relink(&before, &after, changed);
        }
    }

    fn take_away(&mut self, hash: u32, article: u32, changed: &mut Vec<(u32, u32)>) {
        let own = entry(hash, article);
        let shard = &mut self.shards[shard(hash)];
        let at = shard.partition_point(|&it| it < own);
        debug_assert_eq!(shard.get(at), Some(&own), "only what was added is taken away");
        let before = holders(shard, hash);
        *shard = [&shard[..at], &shard[at + 1..]].concat().into();
        let after = holders(shard, hash);
        if before.len() != after.len() {
            self.sizes[article as usize] -= 1;
            self.relink(&before, &after, changed);
        }
    }

    /// The articles that hold a run were `before` and are `after`.
    fn relink(&mut self, before: &[u32], after: &[u32], changed: &mut Vec<(u32, u32)>) {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for_each_link(before, |one, two| old.push((one, two)));
        for_each_link(after, |one, two| new.push((one, two)));
        let (gone, come) = difference(&old, &new);
        for (pairs, more) in [(&gone, false), (&come, true)] {
            for &(one, two) in pairs {
                count(&mut self.shared[one as usize], two, more);
                count(&mut self.shared[two as usize], one, more);
            }
        }
        changed.extend(gone.into_iter().chain(come));
    }

    /// How many different runs an article has.
    pub(super) fn size(&self, article: u32) -> u32 {
        self.sizes.get(article as usize).copied().unwrap_or_default()
    }

    /// The articles that an article shares runs with, ascending, and how many.
    pub(super) fn shared(&self, article: u32) -> &[(u32, u32)] {
        self.shared.get(article as usize).map_or(&[], |it| it)
    }
}

fn shard(hash: u32) -> usize {
    hash as usize % SHARDS
}

fn entry(hash: u32, article: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(article)
}

/// The entries by shard, ascending in each.
fn by_shard(entries: &[u64]) -> Vec<Arc<[u64]>> {
    let shard = |entry: u64| shard((entry >> 32) as u32);
    let mut sizes = [0; SHARDS];
    for &entry in entries {
        sizes[shard(entry)] += 1;
    }
    // Where the next entry of each shard goes.
    let mut next = [0; SHARDS];
    for at in 1..SHARDS {
        next[at] = next[at - 1] + sizes[at - 1];
    }
    let mut placed = vec![0; entries.len()];
    for &entry in entries {
        let at = &mut next[shard(entry)];
        placed[*at] = entry;
        *at += 1;
    }
    let mut rest = &mut placed[..];
    let shards = sizes.iter().map(|&size| {
        let (entries, behind) = std::mem::take(&mut rest).split_at_mut(size);
        rest = behind;
        entries.sort_unstable();
        if entries.is_empty() { Arc::default() } else { Arc::from(&*entries) }
    });
    shards.collect()
}

/// The articles that hold a run, ascending, each once.
fn holders(shard: &[u64], hash: u32) -> Vec<u32> {
    let from = shard.partition_point(|&it| it < entry(hash, 0));
    let mut holders: Vec<u32> = shard[from..].iter().take_while(|&&it| it >> 32 == u64::from(hash)).map(|&it| it as u32).collect();
    holders.dedup();
    holders
}

/// The pairs that a run links, lower first, ascending, of the articles that hold it, ascending.
fn for_each_link(holders: &[u32], mut link: impl FnMut(u32, u32)) {
    let all = holders.len() <= MOST_LINKED;
    for (at, &one) in holders.iter().enumerate() {
        let others = &holders[at + 1..];
        for &two in &others[..if all { others.len() } else { others.len().min(1) }] {
            link(one, two);
        }
    }
}

/// One more or one less in common with `other`.
fn count(row: &mut Arc<[(u32, u32)]>, other: u32, more: bool) {
    let found = row.binary_search_by_key(&other, |it| it.0);
    *row = match found {
        Ok(at) if !more && row[at].1 == 1 => [&row[..at], &row[at + 1..]].concat().into(),
        Ok(at) => {
            let known = &mut Arc::make_mut(row)[at].1;
            *known = if more { *known + 1 } else { *known - 1 };
            return;
        }
        Err(at) => [&row[..at], &[(other, 1)], &row[at..]].concat().into(),
    };
}

/// What is in `before` only, and what in `after` only; both ascending, an item as often as it is in one more than in the other.
fn difference<T: Ord + Copy>(before: &[T], after: &[T]) -> (Vec<T>, Vec<T>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let (mut old, mut new) = (before.iter().copied().peekable(), after.iter().copied().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some(one), Some(two)) if one == two => {
                old.next();
                new.next();
            }
            (Some(one), Some(two)) if two < one => come.extend(new.next()),
            (Some(_), _) => gone.extend(old.next()),
            (None, Some(_)) => come.extend(new.next()),
            (None, None) => return (gone, come),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINKED, Shingles, difference};
    use crate::fixture::snapshot;

    #[test]
    fn a_difference_counts() {
        assert_eq!(difference(&[1, 1, 2, 4], &[1, 3, 4, 4]), (vec![1, 2], vec![3, 4]));
    }

    /// The runs of articles with these bodies; after an edit the index is what a new one would be.
    fn follows(before: &[&str], at: usize, body: &str) {
        let story = |bodies: &[&str]| {
            let sections: Vec<String> = bodies.iter().enumerate().map(|(at, body)| format!("--- article a{at}\n\n{body}\n\n")).collect();
            snapshot(&sections.concat())
        };
        let mut after = before.to_vec();
        after[at] = body;
        let (before, after) = (story(before), story(&after));
        let mut edited = Shingles::of(&before.readings);
        edited.edit(at as u32, &before.readings[at], &after.readings[at]);
        assert_eq!(edited, Shingles::of(&after.readings));
    }

    #[test]
    fn an_index_follows_an_edit() {
        let dunn = "The ferry left the old harbour of Marlow at noon.";
        let orr = "The ferry left the old harbour of Kesk at noon. It left the old harbour of Kesk at noon.";
        follows(&[dunn, orr, ""], 0, orr);
        follows(&[dunn, orr, ""], 2, orr);
        follows(&[orr, orr, orr], 1, "");
        follows(&[dunn, dunn, dunn], 1, "“The ferry left the old harbour of Marlow at noon.”");
    }

    #[test]
    fn an_index_follows_when_a_run_becomes_common() {
        let body = "The ferry left the old harbour of Marlow at noon.";
        let mut bodies = vec![body; MOST_LINKED];
        bodies.push("");
        follows(&bodies, MOST_LINKED, body);
        bodies[MOST_LINKED] = body;
        follows(&bodies, 7, "");
        bodies.push(body);
        follows(&bodies, 7, "");
        follows(&bodies, 0, "The ferry left the old harbour of Kesk at noon.");
    }
}
