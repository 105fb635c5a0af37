//! One statement, told and denied, or told with the opposite word.

mod claims;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use claims::Claim;

use super::groups::Groups;
use super::kept::Keeper;
use super::linked::{Entry, Key, Linked, Members, Stale};
use super::moved::Said;
use super::passages::Passages;
use super::reversed::Reversals;
use super::roll::Change;
use super::trace::{self, Passed};
use super::{Check, Conflict, Input, Statement, place};
use crate::bundle::Severity;
use crate::facts::{ArticleFacts, Context, Likeness, PersonKey, Place};
use crate::lexicon::{Hints, Stem, Table, concept, opposite};
use crate::mentions::{Paragraph, Reading};
use crate::prose::{Kind, Sentence};
use crate::text::{Excerpt, single_spaced};

pub(super) const CHECK: Check = Check {
    code: "polarity",
    summary: "One statement is made and denied, made with the opposite word, or with the two it is of the other way round.",
    example: "“walked into the bank” / “walked out of the bank”",
    help: include_str!("../../../tests/specs/polarity.md"),
    severity: Severity::Information,
    keep: || Box::new(Polarity::default()),
};

/// Two sentences that share this part of the lighter one's words, by weight, tell one thing. Below, pairs of reports have the
/// same few words round another event.
const ALIKE: f32 = 0.55;
/// Below this weight a full overlap is one of two thin sentences: three rare words.
const LEAST_SHARED: f32 = 10.0;
/// So many words behind it are shown to readers.
const PHRASE: u32 = 3;
/// A frame that stands more often than this is a formula and tells no event.
const FORMULA: usize = 48;

/// What is known of statements made and denied.
#[derive(Default)]
struct Polarity {
    passages: Passages<Passage>,
    /// In how many paragraphs a word is denied.
    denied: Table<Stem, u32>,
    stances: Linked<Stance, Arc<Conflict>>,
    reversals: Reversals,
}

/// What a paragraph says, made and denied.
struct Passage {
    words: Signature,
    /// The classes of the words that it denies, ascending.
    denied: Box<[Stem]>,
    /// With words that some article denies or that have an opposite; `None` until that is known.
    claims: Option<Arc<[Claim]>>,
}

/// Which words a paragraph may have: a bit for each of them, which others may share.
#[derive(Default)]
struct Signature([u64; 4]);

impl Signature {
    fn add(&mut self, word: Stem) {
        let (at, bit) = Self::bit(word);
        self.0[at] |= bit;
    }

    fn may_hold(&self, word: Stem) -> bool {
        let (at, bit) = Self::bit(word);
        self.0[at] & bit != 0
    }

    fn bit(word: Stem) -> (usize, u64) {
        // The upper bits: the lower ones of this kind of hash follow a word's last letter.
        ((word.0 >> 30) as usize, 1 << (word.0 >> 24 & 63))
    }
}

impl Keeper for Polarity {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let articles = self.heard(input, change);
        let passages = &self.passages;
        let stances = |article| Stance::of_article(input, article, passages.of(change.roll.handle(article)));
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
        let Self { passages, denied, .. } = self;
        let mut before: BTreeMap<Stem, bool> = BTreeMap::new();
        let gone = passages.update(input, change, |text, paragraph| {
            let passage = Passage::of(text, paragraph);
            for &word in &passage.denied {
                let known = denied.entry(word);
                before.entry(word).or_insert(0 < *known);
                *known += 1;
            }
            passage
        });
        for &word in gone.iter().flat_map(|it| &it.denied) {
            let known = denied.entry(word);
            before.entry(word).or_insert(0 < *known);
            *known -= 1;
        }
        let is_denied = |word: Stem| denied.get(&word).is_some_and(|it| 0 < *it);
        let turned: Vec<Stem> = before.into_iter().filter(|(word, was)| is_denied(*word) != *was).map(|it| it.0).collect();
        let mut articles: BTreeSet<u32> = change.turn.changed.iter().copied().collect();
        let heard: Vec<u32> =
            if turned.is_empty() { change.turn.changed.clone() } else { passages.articles().map(|it| change.roll.index(it)).collect() };
        for article in heard {
            let (body, reading) = (&input.read.story.article(article).body.text, &input.read.readings[article as usize]);
            for (nth, passage) in passages.of_mut(change.roll.handle(article)) {
                if passage.claims.is_some() && !turned.iter().any(|it| passage.words.may_hold(*it)) {
                    continue;
                }
                let paragraph = &reading.paragraphs[nth as usize];
                let wanted = |hints: Hints, stem: Stem| hints.has(Hints::OPPOSITE) || is_denied(concept(stem));
                let claims = claims::claims(paragraph.span.of(body), paragraph, |it| wanted(it.hints, it.stem));
                if passage.claims.as_deref() != Some(&claims) {
                    passage.claims = Some(claims.into());
                    articles.insert(article);
                }
            }
        }
        articles.into_iter().collect()
    }
}

impl Passage {
    fn of(text: &str, paragraph: &Paragraph) -> Self {
        let mut words = Signature::default();
        for token in &paragraph.reading.prose.tokens {
            words.add(concept(token.stem));
        }
        Self { words, denied: claims::denied(text, paragraph), claims: None }
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

/// A claim of an article, held on to.
struct Stance {
    heard: Arc<Heard>,
    /// The paragraph: an index into the reading's.
    paragraph: u32,
    /// The claim: an index into those of its paragraph.
    nth: u32,
    claims: Arc<[Claim]>,
}

impl Stance {
    /// The claims of an article (an index into the story's) in text order: those of its paragraphs, with their indexes.
    fn of_article<'p>(input: &Input<'_>, article: u32, passages: impl Iterator<Item = (u32, &'p Passage)>) -> Vec<Self> {
        let heard = Arc::new(Heard {
            article,
            text: input.read.story.article(article).body.text.clone(),
            reading: Arc::clone(&input.read.readings[article as usize]),
            facts: Arc::clone(&input.facts.articles[article as usize]),
        });
        let claims = passages.filter_map(|(paragraph, passage)| Some((paragraph, passage.claims.as_ref()?)));
        let stances = claims.flat_map(|(paragraph, claims)| {
            let heard = &heard;
            (0..claims.len() as u32).map(move |nth| Self { heard: Arc::clone(heard), paragraph, nth, claims: Arc::clone(claims) })
        });
        stances.collect()
    }

    fn claim(&self) -> &Claim {
        &self.claims[self.nth as usize]
    }

    fn paragraph(&self) -> &Paragraph {
        &self.heard.reading.paragraphs[self.paragraph as usize]
    }

    fn sentence(&self) -> &Sentence {
        let prose = &self.paragraph().reading.prose;
        &prose.sentences[prose.sentence_of(self.claim().at as usize)]
    }

    /// The text of its paragraph.
    fn text(&self) -> &str {
        self.paragraph().span.of(&self.heard.text)
    }

    /// The word with its auxiliaries and its "not", where it stands in `article` (an index into the story's).
    fn place(&self, article: u32) -> Place {
        Place { article, span: self.paragraph().place_of(&self.claim().value()) }
    }

    /// The same with the next words, for readers: "out of the store".
    fn phrase(&self, article: u32) -> Place {
        let Range { start, end } = self.claim().value();
        let next = end as usize..self.sentence().tokens.end.min(end + PHRASE) as usize;
        let more = self.paragraph().reading.prose.tokens[next].iter().take_while(|it| it.kind != Kind::Mark).count();
        Place { article, span: self.paragraph().place_of(&(start..end + more as u32)) }
    }

    /// Years in its sentence, in text order.
    fn years(&self) -> Vec<u32> {
        let prose = &self.paragraph().reading.prose;
        let years = self.sentence().tokens.clone().filter_map(|it| prose.word(self.text(), it as usize).parse().ok());
        years.filter(|year| (1800..2100).contains(year)).collect()
    }

    /// Whether its sentence gives somebody's words.
    fn is_told(&self) -> bool {
        let prose = &self.paragraph().reading.prose;
        self.sentence().tokens.clone().any(|it| prose.tokens[it as usize].hints.has(Hints::SPEECH))
    }

    /// The words round it.
    fn context(&self) -> Context {
        let reading = &self.paragraph().reading;
        Context::of(self.text(), reading, reading.prose.sentence_of(self.claim().at as usize), &self.claim().value())
    }

    /// The mentions of people in its sentence.
    fn mentions(&self) -> &[(Place, PersonKey)] {
        self.heard.facts.within(self.paragraph().place(self.sentence().span))
    }

    /// The people named in its sentence.
    fn named(&self) -> BTreeSet<PersonKey> {
        self.mentions().iter().map(|&(_, person)| person).collect()
    }

    /// Whether the same people are named in both sentences.
    fn names_as(&self, other: &Self) -> bool {
        let persons = |it: &(Place, PersonKey)| it.1;
        self.mentions().iter().map(persons).eq(other.mentions().iter().map(persons)) || self.named() == other.named()
    }
}

impl PartialEq for Stance {
    fn eq(&self, other: &Self) -> bool {
        // What else it is follows from the words of its paragraph.
        let same = self.claim().at == other.claim().at && Arc::ptr_eq(&self.paragraph().reading, &other.paragraph().reading);
        same && self.names_as(other)
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
    /// An article may have it both ways.
    const TWINS: bool = false;

    fn keys(&self, keys: &mut Vec<Key>) {
        // Where nothing stands behind the word, the word before it holds the frame.
        let claim = self.claim();
        let frame = if claim.right().is_empty() { claim.left().get(..1).unwrap_or_default() } else { claim.right() };
        keys.extend(frame.iter().map(|word| Key::from(word.0)));
    }

    fn said(&self) -> Vec<Said> {
        vec![(0, self.paragraph().span)]
    }

    fn link(&self, other: &Self, one_article: bool) -> Option<Opposed> {
        if !are_opposed(self, other) || !are_framed_alike(self.claim(), other.claim()) {
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
    let place = |at: usize| group.entries[at].place(group.articles[at]);
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
    let told = told.into_values().filter(|it| 1 < it.len());
    told.map(|stances| change.told(conflict(input, group, &stances))).collect()
}

/// The report on some of a group.
fn conflict(input: &Input<'_>, group: &Members<'_, Stance>, stances: &[usize]) -> Conflict {
    let words = |place: Place| single_spaced(input.read.text(place));
    let statement = |&at: &usize| {
        let (stance, article) = (group.entries[at], group.articles[at]);
        let place = stance.place(article);
        Statement { place, value: words(place).to_lowercase(), shown: format!("“{}”", words(stance.phrase(article))) }
    };
    let statements = stances.iter().map(statement).collect();
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
    let (here, there) = (one.claim(), two.claim());
    if here.denied != there.denied {
        return concept(here.word) == concept(there.word);
    }
    let has = |stance: &Stance, word: Stem| {
        let sentence = &stance.sentence().tokens;
        let tokens = &stance.paragraph().reading.prose.tokens[sentence.start as usize..sentence.end as usize];
        tokens.iter().any(|it| it.stem == word)
    };
    opposite(here.word, there.word) && !has(one, there.word) && !has(two, here.word)
}

/// Whether the same words stand before and behind the two.
fn are_framed_alike(one: &Claim, two: &Claim) -> bool {
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
    let apart = |why: Passed| {
        if trace::is_asked() {
            trace::pass(one.place(one.heard.article), two.place(two.heard.article), why);
        }
        false
    };
    // What was and what will be are two statements; so is last year's and this year's.
    if one.claim().open != two.claim().open {
        return apart(Passed::OtherCertainty);
    }
    let (here, there) = (one.years(), two.years());
    if !here.is_empty() && !there.is_empty() && !here.iter().any(|it| there.contains(it)) {
        return apart(Passed::OtherYear);
    }
    let likeness = one.context().likeness(&two.context());
    if likeness.other_deeds {
        return apart(Passed::OtherDeed);
    }
    if likeness.other_names || likeness.part < ALIKE || likeness.shared < LEAST_SHARED {
        let Likeness { part, near_part, .. } = likeness;
        return apart(Passed::Unlike { part, near_part });
    }
    // What one says and another denies is no contradiction of the articles.
    let told = one.is_told() || two.is_told();
    let (ones, twos) = (one.named(), two.named());
    let speakers_differ = told && ones != twos && ones.is_disjoint(&twos) && !ones.is_empty() && !twos.is_empty();
    if speakers_differ { apart(Passed::OtherVoice) } else { true }
}

#[cfg(test)]
mod tests {
    use crate::fixture::snapshot;

    #[test]
    fn a_word_is_looked_at_in_every_article_when_one_denies_it() {
        let text = |not: &str| {
            format!(
                "--- article courier\n\nConrad Peale was {not}serving a life sentence for the Halden robbery when guards found the tunnel.\n\n\
                 --- article echo\n\nConrad Peale was serving a life sentence for the Halden robbery when guards found the tunnel.\n\n\
                 --- article post\n\nThe ferry was not late.\n"
            )
        };
        let (told, denied) = (snapshot(&text("")), snapshot(&text("not ")));
        assert_eq!((told.conflicts.len(), denied.conflicts.len()), (0, 1));
        assert_eq!(told.edited(0, &text("not ")).conflicts, denied.conflicts);
        assert_eq!(denied.edited(0, &text("")).conflicts, told.conflicts);
    }
}
