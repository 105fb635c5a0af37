//! One statement, told and denied, or told with the opposite word.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use std::sync::LazyLock;

use super::groups::Groups;
use super::kept::Keeper;
use super::linked::{Entry, Key, Linked, Members, Stale};
use super::moved::Said;
use super::reversed::Reversals;
use super::roll::{Change, Handle};
use super::trace::{self, Passed};
use super::{Check, Conflict, Input, Statement, place};
use crate::bundle::Severity;
use crate::facts::{ArticleFacts, Context, Likeness, PersonKey, Place};
use crate::lexicon::{Hints, Stem, concept, has_opposite, opposite, stem, weekday, weight};
use crate::mentions::{Paragraph, ParagraphRole, Reading};
use crate::prose::Kind;
use crate::text::Excerpt;

pub(super) const CHECK: Check = Check {
    code: "polarity",
    summary: "One statement is made and denied, made with the opposite word, or with the two it is of the other way round.",
    example: "“walked into the bank” / “walked out of the bank”",
    help: include_str!("../../tests/specs/polarity.md"),
    severity: Severity::Information,
    keep: || Box::new(Polarity::default()),
};

/// A word that is denied or has an opposite, with the frame it stands in.
struct Claim<'a> {
    /// The word with its auxiliaries and its "not".
    place: Place,
    /// The same with the next words, for readers: "out of the store".
    phrase: Place,
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

/// What is known of statements made and denied.
#[derive(Default)]
struct Polarity {
    words: BTreeMap<Handle, Words>,
    /// In how many articles a word is denied.
    denied: BTreeMap<Stem, u32>,
    stances: Linked<Stance, Arc<Conflict>>,
    reversals: Reversals,
}

/// The classes of an article's words, ascending.
#[derive(Default)]
struct Words {
    /// Of all.
    all: Box<[Stem]>,
    /// Of those that it denies.
    denied: Box<[Stem]>,
}

impl Keeper for Polarity {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let articles = self.heard(input, change);
        let denied = &self.denied;
        let wanted = |stem: Stem| denied.contains_key(&concept(stem)) || has_opposite(stem);
        let stances = |article| Stance::of_article(input, article, wanted);
        self.stances.update(change, &articles, stances, &Stale::none(), |group| conflicts(input, change, group));
        found.extend(self.stances.reports().map(Arc::clone));
        self.reversals.conflicts(input, change, found);
    }
}

/// Takes out of `found` what is told as two places already: "150 miles east of" against "150 miles west of".
pub(super) fn drop_placed(found: &mut Vec<Arc<Conflict>>) {
    let places = found.iter().filter(|it| it.kind == place::CHECK.code).flat_map(|it| &it.statements);
    let told: Vec<Place> = places.map(|it| it.place).collect();
    let is_placed = |it: &Statement| told.iter().any(|at| at.article == it.place.article && at.span.overlaps(it.place.span));
    found.retain(|it| it.kind != CHECK.code || !it.statements.iter().all(is_placed));
}

impl Polarity {
    /// Takes in the words of what has changed. Articles (indexes into the story's, ascending) that changed, or have a word that
    /// is denied now and was not, or was and is not.
    fn heard(&mut self, input: &Input<'_>, change: &Change<'_>) -> Vec<u32> {
        let mut before: BTreeMap<Stem, bool> = BTreeMap::new();
        let mut count = |words: &[Stem], denied: &mut BTreeMap<Stem, u32>, more: bool| {
            for &word in words {
                let known = denied.entry(word).or_default();
                before.entry(word).or_insert(0 < *known);
                *known = if more { *known + 1 } else { *known - 1 };
            }
        };
        for handle in &change.turn.gone {
            let old = self.words.remove(handle).unwrap_or_default();
            count(&old.denied, &mut self.denied, false);
        }
        for &article in &change.turn.changed {
            let new = Words::of_article(input, article);
            count(&new.denied, &mut self.denied, true);
            let old = self.words.insert(change.roll.handle(article), new).unwrap_or_default();
            count(&old.denied, &mut self.denied, false);
        }
        self.denied.retain(|_, articles| 0 < *articles);
        let turned: Vec<Stem> = before.into_iter().filter(|(word, was)| self.denied.contains_key(word) != *was).map(|it| it.0).collect();
        let has_turned = |words: &Words| turned.iter().any(|it| words.all.binary_search(it).is_ok());
        let mut articles: BTreeSet<u32> = change.turn.changed.iter().copied().collect();
        articles.extend(self.words.iter().filter(|(_, words)| has_turned(words)).map(|(handle, _)| change.roll.index(*handle)));
        articles.into_iter().collect()
    }
}

impl Words {
    fn of_article(input: &Input<'_>, article: u32) -> Self {
        let (mut words, mut denied) = (BTreeSet::new(), BTreeSet::new());
        let body = &input.read.story.article(article).body.text;
        for paragraph in input.read.readings[article as usize].paragraphs.iter().filter(|it| it.role == ParagraphRole::Text) {
            for (at, token) in (0..).zip(&paragraph.reading.prose.tokens) {
                words.insert(concept(token.stem));
                if negator(paragraph.span.of(body), paragraph, at).is_some() {
                    denied.insert(concept(token.stem));
                }
            }
        }
        Self { all: words.into_iter().collect(), denied: denied.into_iter().collect() }
    }
}

/// An article, held on to.
struct Heard {
    /// It was this one of the story's when it was read; for who asks why.
    article: u32,
    text: Excerpt,
    reading: Arc<Reading>,
    facts: Arc<ArticleFacts>,
}

/// A word that is denied or has an opposite, held on to, with the frame it stands in: a claim in short.
struct Stance {
    heard: Arc<Heard>,
    /// The paragraph: an index into the reading's.
    paragraph: u32,
    /// Its token there.
    at: u32,
    word: Stem,
    denied: bool,
    open: bool,
    /// See [`Claim`]: what stands before it, then what stands behind it.
    frame: Box<[Stem]>,
    left: u8,
}

impl Stance {
    /// The claims of an article (an index into the story's) with a word that is wanted, in text order.
    fn of_article(input: &Input<'_>, article: u32, wanted: impl Fn(Stem) -> bool) -> Vec<Self> {
        let heard = Arc::new(Heard {
            article,
            text: input.read.story.article(article).body.text.clone(),
            reading: Arc::clone(&input.read.readings[article as usize]),
            facts: Arc::clone(&input.facts.articles[article as usize]),
        });
        let mut stances = Vec::new();
        for (nth, paragraph) in (0..).zip(&heard.reading.paragraphs).filter(|(_, it)| it.role == ParagraphRole::Text) {
            for (at, token) in (0..).zip(&paragraph.reading.prose.tokens) {
                if token.kind != Kind::Word || !wanted(token.stem) {
                    continue;
                }
                let Some(claim) = claim(article, paragraph.span.of(&heard.text), paragraph, at) else { continue };
                stances.push(Self {
                    heard: Arc::clone(&heard),
                    paragraph: nth,
                    at,
                    word: token.stem,
                    denied: claim.denied,
                    open: claim.open,
                    left: claim.left.len() as u8,
                    frame: claim.left.into_iter().chain(claim.right).collect(),
                });
            }
        }
        stances
    }

    fn paragraph(&self) -> &Paragraph {
        &self.heard.reading.paragraphs[self.paragraph as usize]
    }

    fn left(&self) -> &[Stem] {
        &self.frame[..usize::from(self.left)]
    }

    fn right(&self) -> &[Stem] {
        &self.frame[usize::from(self.left)..]
    }

    /// The claim at length, where it stands in `article` (an index into the story's).
    fn claim(&self, article: u32) -> Claim<'_> {
        let paragraph = self.paragraph();
        claim(article, paragraph.span.of(&self.heard.text), paragraph, self.at).expect("it was one when it was read")
    }

    /// The people named in its sentence.
    fn named(&self) -> BTreeSet<PersonKey> {
        let paragraph = self.paragraph();
        let sentence = &paragraph.reading.prose.sentences[paragraph.reading.prose.sentence_of(self.at as usize)];
        self.heard.facts.within(paragraph.place(sentence.span)).iter().map(|&(_, person)| person).collect()
    }
}

impl PartialEq for Stance {
    fn eq(&self, other: &Self) -> bool {
        // What else it is follows from the words of its paragraph.
        self.at == other.at && Arc::ptr_eq(&self.paragraph().reading, &other.paragraph().reading) && self.named() == other.named()
    }
}

/// How two claims that exclude each other stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opposed {
    /// They tell one thing of one event.
    OneEvent,
    /// An article has it both ways.
    OneArticle,
}

impl Entry for Stance {
    type Link = Opposed;
    const COMMONPLACE: usize = FORMULA;

    fn keys(&self, keys: &mut Vec<Key>) {
        // Where nothing stands behind the word, the word before it holds the frame.
        let frame = if self.right().is_empty() { self.left().get(..1).unwrap_or_default() } else { self.right() };
        keys.extend(frame.iter().map(|word| Key::from(word.0)));
    }

    fn said(&self) -> Vec<Said> {
        vec![(0, self.paragraph().span)]
    }

    fn link(&self, other: &Self, one_article: bool) -> Option<Opposed> {
        if !are_opposed(self, other) || !are_framed_alike(self, other) {
            return None;
        }
        if one_article {
            return Some(Opposed::OneArticle);
        }
        is_one_event(self, other).then_some(Opposed::OneEvent)
    }

    fn joins(link: &Opposed) -> bool {
        *link == Opposed::OneEvent
    }
}

/// The reports on a group.
fn conflicts(input: &Input<'_>, change: &Change<'_>, group: &Members<'_, Stance>) -> Vec<Arc<Conflict>> {
    // An article that has it both ways tells of two things.
    let both = |at: usize| !group.beside[at].is_empty();
    let mut joined = Groups::new(group.entries.len());
    let place = |at: usize| group.entries[at].claim(group.articles[at]).place;
    for (one, links) in group.links.iter().enumerate() {
        for &(two, _) in links {
            if both(one) || both(two) {
                trace::pass_each([one].map(place), [two].map(place), Passed::BothGiven);
            } else {
                joined.join(one, two);
            }
        }
    }
    let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..group.entries.len() {
        told.entry(joined.root(at)).or_default().push(at);
    }
    let claim = |at: usize| group.entries[at].claim(group.articles[at]);
    let told = told.into_values().filter(|it| 1 < it.len()).map(|it| it.into_iter().map(claim).collect::<Vec<_>>());
    told.map(|claims| change.told(conflict(input, &claims))).collect()
}

fn conflict(input: &Input<'_>, claims: &[Claim<'_>]) -> Conflict {
    let statements = claims
        .iter()
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
fn are_opposed(one: &Stance, two: &Stance) -> bool {
    if one.denied != two.denied {
        return concept(one.word) == concept(two.word);
    }
    let has = |stance: &Stance, word: Stem| {
        let prose = &stance.paragraph().reading.prose;
        let sentence = &prose.sentences[prose.sentence_of(stance.at as usize)].tokens;
        prose.tokens[sentence.start as usize..sentence.end as usize].iter().any(|it| it.stem == word)
    };
    opposite(one.word, two.word) && !has(one, two.word) && !has(two, one.word)
}

/// Whether the same words stand before and behind the two.
fn are_framed_alike(one: &Stance, two: &Stance) -> bool {
    // Where nothing stands behind the word, two words before it have to be the same.
    if one.right().is_empty() || two.right().is_empty() {
        return one.right().is_empty() && two.right().is_empty() && one.left().len() == 2 && one.left() == two.left();
    }
    let shared = one.right().iter().filter(|it| two.right().contains(it)).count();
    // A pronoun says less than a word, so what follows has to say more.
    match (one.left().first(), two.left().first()) {
        (Some(here), Some(there)) => here == there && 1 <= shared,
        (None, None) => false,
        _ => 2 <= shared,
    }
}

/// Whether the sentences of two articles tell the same thing of one event.
fn is_one_event(one: &Stance, two: &Stance) -> bool {
    let (here, there) = (one.claim(one.heard.article), two.claim(two.heard.article));
    let apart = |why: Passed| {
        trace::pass(here.place, there.place, why);
        false
    };
    // What was and what will be are two statements; so is last year's and this year's.
    if one.open != two.open {
        return apart(Passed::OtherCertainty);
    }
    if !here.years.is_empty() && !there.years.is_empty() && !here.years.iter().any(|it| there.years.contains(it)) {
        return apart(Passed::OtherYear);
    }
    let likeness = here.context().likeness(&there.context());
    if likeness.other_deeds {
        return apart(Passed::OtherDeed);
    }
    if likeness.other_names || likeness.part < ALIKE || likeness.shared < LEAST_SHARED {
        let Likeness { part, near_part, .. } = likeness;
        return apart(Passed::Unlike { part, near_part });
    }
    // What one says and another denies is no contradiction of the articles.
    let told = here.told || there.told;
    let (ones, twos) = (one.named(), two.named());
    let speakers_differ = told && ones != twos && ones.is_disjoint(&twos) && !ones.is_empty() && !twos.is_empty();
    if speakers_differ { apart(Passed::OtherVoice) } else { true }
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
        denied: not.is_some(),
        open,
        left,
        right,
        paragraph,
        text,
        value,
        years,
        told: sentence.tokens.clone().any(|it| prose.tokens[it as usize].hints.has(Hints::SPEECH)),
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
