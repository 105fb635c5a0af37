//! One statement, told and denied, or told with the opposite word.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::groups::Groups;
use super::{Check, Conflict, Input, Statement, place};
use crate::bundle::Severity;
use crate::facts::{Context, PersonKey, Place};
use crate::lexicon::{Stem, concept, has_opposite, is_reporting_verb, opposite, stem, weekday, weight};
use crate::mentions::{Paragraph, ParagraphRole};
use crate::prose::Kind;

pub(super) const CHECK: Check = Check {
    code: "polarity",
    summary: "One statement is made and denied, or made with the opposite word.",
    example: "“walked into the bank” / “walked out of the bank”",
    help: include_str!("../../tests/specs/polarity.md"),
    severity: Severity::Information,
    run,
};

/// A word that is denied or has an opposite, with the frame it stands in.
struct Claim<'a> {
    /// The word with its auxiliaries and its "not".
    place: Place,
    /// The same with the next words, for readers: "out of the store".
    phrase: Place,
    /// The sentence (body bytes), for who speaks in it.
    sentence: Place,
    word: Stem,
    denied: bool,
    /// Whether it will, may or should be so.
    open: bool,
    /// The nearest telling words before it, nearest first, at most two; none where a "he" or "she" stands there and nothing else,
    /// which may be anybody whom the other sentence names.
    left: Vec<Stem>,
    /// The nearest telling words behind it, nearest first, at most three.
    right: Vec<Stem>,
    /// The paragraph, and its text.
    paragraph: &'a Paragraph,
    text: &'a str,
    /// The tokens of the word with its auxiliaries and its "not".
    value: Range<u32>,
    /// Years in the sentence, ascending.
    years: Vec<u32>,
    /// Whether the sentence gives somebody's words.
    told: bool,
}

impl Claim<'_> {
    /// The index of its sentence in its paragraph.
    fn nth(&self) -> usize {
        self.paragraph.reading.prose.sentence_of(self.value.start as usize)
    }

    /// The words round it.
    fn context(&self) -> Context {
        Context::of(self.text, &self.paragraph.reading, self.nth(), &self.value)
    }
}

/// Two sentences that share this part of the lighter one's words, by weight, tell one thing. Below, pairs of reports have the
/// same few words round another event.
const ALIKE: f32 = 0.55;
/// Below this weight a full overlap is one of two thin sentences: three rare words.
const LEAST_SHARED: f32 = 10.0;
/// How far a frame reaches before the word, in tokens: over "who, she said, has".
const LEFT_REACH: u32 = 6;
/// How far it reaches behind the word, in tokens.
const RIGHT_REACH: u32 = 8;
/// So many words behind it are shown to readers.
const PHRASE: u32 = 3;
/// A frame that stands more often than this is a formula and tells no event.
const FORMULA: usize = 48;

fn run(input: &Input<'_>, conflicts: &mut Vec<Conflict>) {
    let claims = gather(input);
    let mut framed: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        // Where nothing stands behind the word, the word before it holds the frame.
        let frame = if claim.right.is_empty() { claim.left.get(..1).unwrap_or_default() } else { &claim.right };
        for &word in frame {
            framed.entry(word).or_default().push(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for bucket in framed.values().filter(|it| it.len() <= FORMULA) {
        for (nth, &one) in bucket.iter().enumerate() {
            let against = |&&two: &&usize| are_opposed(&claims[one], &claims[two]) && are_framed_alike(&claims[one], &claims[two]);
            pairs.extend(bucket[nth + 1..].iter().filter(against).map(|&two| (one, two)));
        }
    }
    // An article that has it both ways tells of two things.
    let both: BTreeSet<usize> = pairs
        .iter()
        .filter(|(one, two)| claims[*one].place.article == claims[*two].place.article)
        .flat_map(|&(one, two)| [one, two])
        .collect();
    pairs.retain(|&(one, two)| !both.contains(&one) && !both.contains(&two) && is_one_event(input, &claims[one], &claims[two]));
    let mut joined = Groups::new(claims.len());
    for &(one, two) in &pairs {
        joined.join(one, two);
    }
    let mut groups: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (one, two) in pairs {
        groups.entry(joined.root(one)).or_default().extend([one, two]);
    }
    // "150 miles east of" against "150 miles west of" is told as two places already.
    let placed: Vec<Place> =
        conflicts.iter().filter(|it| it.kind == place::CHECK.code).flat_map(|it| it.statements.iter().map(|it| it.place)).collect();
    let is_placed = |&at: &usize| {
        let place = claims[at].place;
        placed.iter().any(|it| it.article == place.article && it.span.overlaps(place.span))
    };
    groups.retain(|_, group| !group.iter().all(is_placed));
    for group in groups.into_values() {
        conflicts.push(conflict(input, group.into_iter().map(|at| &claims[at])));
    }
}

fn conflict<'c>(input: &Input<'_>, claims: impl Iterator<Item = &'c Claim<'c>>) -> Conflict {
    let statements = claims
        .map(|claim| {
            let words = |place: Place| input.read.text(place).split_whitespace().collect::<Vec<_>>().join(" ");
            Statement { place: claim.place, value: words(claim.place).to_lowercase(), shown: format!("“{}”", words(claim.phrase)) }
        })
        .collect();
    Conflict {
        kind: CHECK.code,
        severity: Severity::Information,
        confidence: 0.6,
        subject: "opposite statements".to_owned(),
        reason: "the same words stand round two that exclude each other".to_owned(),
        remark: None,
        statements,
        settled: None,
    }
}

/// Whether the two words exclude each other: one is denied, or they are opposites and neither sentence has both.
fn are_opposed(one: &Claim<'_>, two: &Claim<'_>) -> bool {
    if one.denied != two.denied {
        return concept(one.word) == concept(two.word);
    }
    let has = |claim: &Claim<'_>, word: Stem| {
        let prose = &claim.paragraph.reading.prose;
        let sentence = &prose.sentences[claim.nth()].tokens;
        prose.tokens[sentence.start as usize..sentence.end as usize].iter().any(|it| it.stem == word)
    };
    opposite(one.word, two.word) && !has(one, two.word) && !has(two, one.word)
}

/// Whether the same words stand before and behind the two.
fn are_framed_alike(one: &Claim<'_>, two: &Claim<'_>) -> bool {
    // Where nothing stands behind the word, two words before it have to be the same.
    if one.right.is_empty() || two.right.is_empty() {
        return one.right.is_empty() && two.right.is_empty() && one.left.len() == 2 && one.left == two.left;
    }
    let shared = one.right.iter().filter(|it| two.right.contains(it)).count();
    // A pronoun says less than a word, so what follows has to say more.
    match (one.left.first(), two.left.first()) {
        (Some(here), Some(there)) => here == there && 1 <= shared,
        (None, None) => false,
        _ => 2 <= shared,
    }
}

/// Whether both sentences tell the same thing of one event.
fn is_one_event(input: &Input<'_>, one: &Claim<'_>, two: &Claim<'_>) -> bool {
    // What was and what will be are two statements; so is last year's and this year's.
    let other_year = !one.years.is_empty() && !two.years.is_empty() && !one.years.iter().any(|it| two.years.contains(it));
    if one.place.article == two.place.article || one.open != two.open || other_year {
        return false;
    }
    let likeness = one.context().likeness(&two.context());
    if likeness.other_names || likeness.other_deeds || likeness.part < ALIKE || likeness.shared < LEAST_SHARED {
        return false;
    }
    // What one says and another denies is no contradiction of the articles.
    let named = |claim: &Claim<'_>| -> BTreeSet<PersonKey> {
        input.facts.within(claim.sentence.article, claim.sentence.span).iter().map(|&(_, person)| person).collect()
    };
    let (here, there) = (named(one), named(two));
    let speakers_differ = here != there && (one.told || two.told) && here.is_disjoint(&there) && !here.is_empty() && !there.is_empty();
    !speakers_differ
}

/// Every claim of running text, in story order: negated words, the same words elsewhere, and words with an opposite.
fn gather<'a>(input: &Input<'a>) -> Vec<Claim<'a>> {
    let mut denied: BTreeSet<Stem> = BTreeSet::new();
    for (_, text, paragraph) in paragraphs(input) {
        let prose = &paragraph.reading.prose;
        denied.extend(
            (0..prose.tokens.len()).filter(|&at| negator(text, paragraph, at as u32).is_some()).map(|at| concept(prose.tokens[at].stem)),
        );
    }
    let mut claims = Vec::new();
    for (article, text, paragraph) in paragraphs(input) {
        for at in 0..paragraph.reading.prose.tokens.len() {
            let token = &paragraph.reading.prose.tokens[at];
            let wanted = token.kind == Kind::Word && (denied.contains(&concept(token.stem)) || has_opposite(token.stem));
            if wanted {
                claims.extend(claim(article, text, paragraph, at as u32));
            }
        }
    }
    claims
}

/// The paragraphs of running text: article, text, reading.
fn paragraphs<'a>(input: &Input<'a>) -> impl Iterator<Item = (u32, &'a str, &'a Paragraph)> + use<'a> {
    let read = input.read;
    read.readings.iter().enumerate().flat_map(move |(article, reading)| {
        let body = &read.story.article(article as u32).body.text;
        let text = reading.paragraphs.iter().filter(|it| it.role == ParagraphRole::Text);
        text.map(move |paragraph| (article as u32, paragraph.span.of(body), paragraph))
    })
}

/// Words a negation reaches over: "not yet been", "not the", "not fully". Sorted.
const REACHED_OVER: &[&str] = &[
    "a", "an", "any", "be", "been", "being", "ever", "had", "have", "her", "his", "its", "my", "our", "the", "their", "to", "yet", "your",
];

/// Verbs and adjectives that deny the deed behind their "to": "failed to sign", "was unable to sign".
const DENYING: &[&str] = &["decline", "fail", "refuse", "unable", "neglect"];

/// Whether token `at` is one of [`DENYING`], in any form, with "to" behind it.
fn denies_what_follows(text: &str, paragraph: &Paragraph, at: u32) -> bool {
    static DENYING_STEMS: LazyLock<Vec<Stem>> = LazyLock::new(|| DENYING.iter().map(|word| stem(word)).collect());
    let prose = &paragraph.reading.prose;
    prose.tokens.get(at as usize + 1).is_some()
        && prose.word(text, at as usize + 1) == "to"
        && DENYING_STEMS.contains(&prose.tokens[at as usize].stem)
}

/// The token of the "not" or "failed to" that denies the telling word at `at`; `None` where none does: "not only" denies nothing.
fn negator(text: &str, paragraph: &Paragraph, at: u32) -> Option<u32> {
    let prose = &paragraph.reading.prose;
    let token = &prose.tokens[at as usize];
    if token.kind != Kind::Word || weight(token.stem) <= 0.0 && !has_opposite(token.stem) {
        return None;
    }
    let sentence = &prose.sentences[prose.sentence_of(at as usize)].tokens;
    let mut before = (sentence.start..at).rev();
    let not = before.find(|&it| REACHED_OVER.binary_search(&prose.word(text, it as usize).to_lowercase().as_str()).is_err())?;
    let word = prose.word(text, not as usize).to_lowercase().replace('’', "'");
    let longer = word == "longer" && sentence.start < not && prose.word(text, not as usize - 1) == "no";
    let denies = matches!(word.as_str(), "not" | "never" | "cannot") || word.ends_with("n't") || denies_what_follows(text, paragraph, not);
    (denies || longer).then_some(not - u32::from(longer))
}

/// Auxiliaries that belong to the word behind them. Sorted.
const AUXILIARIES: &[&str] = &[
    "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "shall",
    "should", "was", "were", "will", "would",
];
/// Those that say that something is not (yet) so. Sorted.
const OPEN: &[&str] = &["can", "could", "may", "might", "must", "shall", "should", "will", "would"];

/// "seriously", "quickly"; "only" and "early" are none.
fn is_adverb(word: &str) -> bool {
    const SHORTEST_LETTERS: usize = 6;
    SHORTEST_LETTERS <= word.len() && word.ends_with("ly") && !matches!(word, "family" | "supply" | "assembly" | "reply" | "apply")
}

fn claim<'a>(article: u32, text: &'a str, paragraph: &'a Paragraph, at: u32) -> Option<Claim<'a>> {
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[prose.sentence_of(at as usize)];
    let word = |at: u32| prose.word(text, at as usize).to_lowercase();
    let not = negator(text, paragraph, at);
    let auxiliary = |at: u32| AUXILIARIES.binary_search(&word(at).as_str()).is_ok();
    let mut start = not.unwrap_or(at);
    // "have been seriously disrupted"; behind a "not" the manner is what is denied.
    let manner = |at: u32| not.is_none() && is_adverb(&word(at));
    let reached = |at: u32| REACHED_OVER.binary_search(&word(at).as_str()).is_ok() || manner(at);
    let before = (sentence.tokens.start..start).rev().find(|&it| !reached(it));
    if let Some(first) = before.filter(|&it| auxiliary(it)) {
        start = first;
    }
    let value = start..at + 1;
    let purpose = |it: u32| word(it) == "to" && !(it > 0 && denies_what_follows(text, paragraph, it - 1));
    let open =
        (sentence.tokens.start.max(start.saturating_sub(1))..at).any(|it| OPEN.binary_search(&word(it).as_str()).is_ok() || purpose(it));
    // Days and manners stand where each paper likes.
    let telling = |it: &u32| {
        let token = &prose.tokens[*it as usize];
        let text = word(*it);
        let movable = weekday(&text).is_some() || is_adverb(&text);
        token.kind == Kind::Number || token.kind == Kind::Word && weight(token.stem) > 0.0 && !movable
    };
    let class = |it: u32| concept(prose.tokens[it as usize].stem);
    let left: Vec<Stem> =
        (sentence.tokens.start.max(start.saturating_sub(LEFT_REACH))..start).rev().filter(telling).take(2).map(class).collect();
    let right: Vec<Stem> = (at + 1..sentence.tokens.end.min(at + 1 + RIGHT_REACH)).filter(telling).take(3).map(class).collect();
    // "He was serving a life sentence": nothing but the pronoun before it.
    let pronoun = left.is_empty() && (sentence.tokens.start..start).any(|it| matches!(word(it).as_str(), "he" | "she"));
    if left.is_empty() && !pronoun {
        return None;
    }
    let years = sentence.tokens.clone().filter_map(|it| prose.word(text, it as usize).parse().ok());
    let years: Vec<u32> = years.filter(|year| (1800..2100).contains(year)).collect();
    let more = (at + 1..sentence.tokens.end.min(at + 1 + PHRASE)).take_while(|&it| prose.tokens[it as usize].kind != Kind::Mark).count();
    let phrase = start..at + 1 + more as u32;
    Some(Claim {
        phrase: Place { article, span: paragraph.place_of(&phrase) },
        place: Place { article, span: paragraph.place_of(&value) },
        sentence: Place { article, span: paragraph.place(sentence.span) },
        word: prose.tokens[at as usize].stem,
        denied: not.is_some(),
        open,
        left,
        right,
        paragraph,
        text,
        value,
        years,
        told: sentence.tokens.clone().any(|it| is_reporting_verb(prose.word(text, it as usize))),
    })
}

#[cfg(test)]
mod tests {
    use super::{AUXILIARIES, OPEN, REACHED_OVER};

    #[test]
    fn the_tables_are_sorted() {
        for table in [AUXILIARIES, OPEN, REACHED_OVER] {
            assert!(table.is_sorted());
        }
    }
}
