//! Two times of one thing: what `date` and `since` share. Finds the pairs that tell of one thing, lets pass what a partner
//! explains, and puts the rest together to one report a fact.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::groups::Groups;
use super::kept::Keeper;
use super::linked::{Entry, Key, Linked, Members, Stale, key, words};
use super::moved::Said;
use super::roll::Change;
use super::trace::{self, Passed};
use super::{Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{ArticleFacts, Happening, Likeness, Moment};
use crate::lexicon::Stem;

/// How much two happenings share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// Of the words round the times.
    pub likeness: Likeness,
    /// Of what stands round their deed; of two deeds, nothing.
    pub done: Likeness,
}

/// What a check on times takes for one thing.
pub(super) trait Telling: Sized {
    /// Whether a happening is one that the check compares.
    fn is_meant(happening: &Happening) -> bool;

    /// Whether two happenings tell of one thing.
    fn is_one(first: &Event<Self>, second: &Event<Self>, pair: &Pair) -> bool;

    /// Deeds of which a report also shows where the same article tells them again, by class.
    fn retold() -> &'static [Stem] {
        &[]
    }
}

/// A check whose reports are functions of the happenings in dispute alone.
pub(super) trait Plain: Telling {
    /// The report on a dispute, with how far the words near its times are alike, 0 to 1.
    fn conflict(input: &Input<'_>, members: &[&Happening], likeness: f32) -> Conflict;
}

/// What is known of the times that a check (`T`) compares.
pub(super) struct Times<T: Telling>(Linked<Event<T>, Arc<Conflict>>);

impl<T: Telling> Default for Times<T> {
    fn default() -> Self {
        Self(Linked::default())
    }
}

impl<T: Plain + Send> Keeper for Times<T> {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let report = |group: &Members<'_, Event<T>>| {
            let told = |dispute: &Dispute| {
                let members: Vec<&Happening> = dispute.members.iter().map(|&at| group.entries[at].happening()).collect();
                change.told(T::conflict(input, &members, dispute.likeness))
            };
            disputes(group).iter().map(told).collect()
        };
        let events = |article: u32| Event::of_article(&input.facts.articles[article as usize]);
        self.0.update(change, &change.turn.changed, events, &Stale::none(), report);
        found.extend(self.0.reports().cloned());
    }
}

/// A happening of an article, held on to, as a check (`T`) sees it.
pub(super) struct Event<T> {
    facts: Arc<ArticleFacts>,
    at: usize,
    /// Whether its day is the only one of its month that the article writes out.
    only_of_month: bool,
    /// Whether its article tells of another such deed of the same people, at another time.
    done_again: bool,
    telling: PhantomData<T>,
}

impl<T: Telling> Event<T> {
    /// The happenings of an article that the check compares, in text order.
    pub(super) fn of_article(facts: &Arc<ArticleFacts>) -> Vec<Self> {
        let meant = (0..facts.happenings.len()).filter(|&at| T::is_meant(&facts.happenings[at]));
        let only_of_month = |at: usize| is_only_of_month(&facts.happenings, &facts.happenings[at].moment);
        let done_again = |at: usize| is_done_again(&facts.happenings, at);
        meant
            .map(|at| Self {
                facts: Arc::clone(facts),
                at,
                only_of_month: only_of_month(at),
                done_again: done_again(at),
                telling: PhantomData,
            })
            .collect()
    }
}

impl<T> Event<T> {
    /// What happens.
    pub(super) fn happening(&self) -> &Happening {
        &self.facts.happenings[self.at]
    }

    /// Whether its article writes out no other day of its month: "April 28" beside "in April" and "Friday".
    pub(super) fn is_only_of_month(&self) -> bool {
        self.only_of_month
    }

    /// Whether its article tells of another such deed of the same people, at another time: it knows of two.
    pub(super) fn is_done_again(&self) -> bool {
        self.done_again
    }

    /// Everything that happens in the same article, in text order.
    pub(super) fn beside(&self) -> &[Happening] {
        &self.facts.happenings
    }
}

impl<T> Deref for Event<T> {
    type Target = Happening;

    fn deref(&self) -> &Happening {
        self.happening()
    }
}

impl<T> PartialEq for Event<T> {
    fn eq(&self, other: &Self) -> bool {
        let (one, two): (&Happening, &Happening) = (self, other);
        (&one.moment, one.relation, one.tense, one.ago, one.quoted, one.zoned)
            == (&two.moment, two.relation, two.tense, two.ago, two.quoted, two.zoned)
            && (one.deed, one.of, one.recency, &one.begins) == (two.deed, two.of, two.recency, &two.begins)
            && one.context == two.context
            && one.participants == two.participants
            && (self.only_of_month, self.done_again) == (other.only_of_month, other.done_again)
    }
}

/// Whether `moment` is a day of a month, and every other that is written out in its month is the same day.
fn is_only_of_month(happenings: &[Happening], moment: &Moment) -> bool {
    let other = |it: &Moment| it.day.is_some() && it.day != moment.day && it.month == moment.month;
    moment.day.is_some() && moment.month.is_some() && !happenings.iter().any(|it| other(&it.moment))
}

/// Whether the article of a happening tells of the same deed, with all that is named beside it, at a time that does not fit.
fn is_done_again(happenings: &[Happening], at: usize) -> bool {
    let it = &happenings[at];
    // The clause of "was arrested in March 2022" holds a name and a word or two.
    let same = |other: &Happening| {
        let done = it.participants.likeness(&other.participants);
        0 < done.names && !done.other_names && DONE_AGAIN <= done.near_part
    };
    let told = |other: &&Happening| it.deed.is_some() && other.deed == it.deed && other.of == it.of && other.tense == it.tense;
    happenings.iter().filter(told).any(|other| it.moment.grain == other.moment.grain && !it.moment.agrees(&other.moment) && same(other))
}

/// So much of what stands beside two deeds of one article is the same where they are two of the same people.
const DONE_AGAIN: f32 = 0.6;

/// How two times stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// They cannot both be right.
    Against,
    /// Both can be right, being told too coarsely to differ.
    Beside,
    /// Both can be right, and might have differed: one may explain why another differs.
    With,
}

impl Link {
    /// Whether both can be right.
    fn agrees(self) -> bool {
        self.stands != Stands::Against
    }
}

/// How two happenings of two articles are tied.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Whether they tell of one thing.
    same: bool,
    stands: Stands,
    /// Whether they have one deed.
    one_deed: bool,
    /// See [`Likeness::near_part`].
    near_part: f32,
    /// How well they fit, 0 to 1: by the words round the times or by those round the deeds, whichever are more alike.
    fit: f32,
}

/// So many of its weightiest words a happening is found by.
const KEYS: usize = 8;
/// A word that so many happenings share finds nothing: every pair of them has rarer words or is no pair.
const MOST_SHARED: usize = 120;

impl<T: Telling> Entry for Event<T> {
    type Link = Link;
    const COMMONPLACE: usize = MOST_SHARED;
    const TWINS: bool = true;

    fn keys(&self, keys: &mut Vec<Key>) {
        keys.extend(self.begins.iter().map(|class| Key::from(class.0)));
        for context in [&self.context, &self.participants] {
            let mut words: Vec<_> = context.words.iter().collect();
            words.sort_by(|a, b| (b.weight * b.nearness).total_cmp(&(a.weight * a.nearness)).then(a.concept.cmp(&b.concept)));
            keys.extend(words.into_iter().take(KEYS).map(|word| Key::from(word.concept.0)));
        }
    }

    fn said(&self) -> Vec<Said> {
        let mut said = spans(self.happening(), 0);
        if let Some(deed) = self.deed.filter(|it| T::retold().contains(it)) {
            for it in self.beside().iter().filter(|it| it.deed == Some(deed)) {
                said.extend(spans(it, content(it)));
            }
        }
        said
    }

    fn link(&self, other: &Self, one_article: bool) -> Option<Link> {
        if one_article {
            return None;
        }
        let deeds = self.deed.is_some() && self.deed == other.deed;
        let done = if deeds { self.participants.likeness(&other.participants) } else { Likeness::default() };
        let pair = Pair { likeness: self.context.likeness(&other.context), done };
        let same = T::is_one(self, other, &pair);
        let stands = match self.moment.agrees(&other.moment) {
            true if can_differ(self, other) => Stands::With,
            true => Stands::Beside,
            false => Stands::Against,
        };
        let near_part = pair.likeness.near_part;
        let fit = near_part.max(done.near_part);
        if !same {
            let Likeness { part, near_part, .. } = pair.likeness;
            trace::pass_alike(&pair.likeness, self.place, other.place, Passed::Unlike { part, near_part });
        }
        (same || stands == Stands::With && 0.0 < fit).then(|| Link { same, stands, one_deed: self.deed == other.deed, near_part, fit })
    }

    fn joins(link: &Link) -> bool {
        link.same
    }
}

/// Where a happening is told, with what else is said of it.
fn spans(it: &Happening, content: Key) -> Vec<Said> {
    let places = std::iter::once(it.place).chain(it.told.places.iter().copied());
    places.map(|place| (key((content, it.told.whole)), place.span)).collect()
}

/// All that may be told of a happening but its places, as one number.
pub(super) fn content(it: &Happening) -> Key {
    let time = format!("{:?}", (&it.moment, it.relation, it.tense, it.ago, it.zoned, it.quoted));
    key((time, words(&it.context)))
}

/// Whether two times could have differed at all. "In July" and "2007", neither with an article's date, agree on nothing.
fn can_differ(one: &Happening, other: &Happening) -> bool {
    let (one, other) = (&one.moment, &other.moment);
    one.grain == other.grain || (one.days.is_some() && other.days.is_some())
}

/// A pair's difference is explained when one side has a partner in the other's article that tells of the same thing about as well
/// and agrees: then the other time is of something else.
const AS_WELL: f32 = 0.85;

/// One disputed time.
pub(super) struct Dispute {
    /// The happenings that take part, ascending.
    pub(super) members: Vec<usize>,
    /// How far the words near the times are alike, 0 to 1: those of its pair that is most alike.
    pub(super) likeness: f32,
}

/// The disputed times of a group.
pub(super) fn disputes<T: Telling>(group: &Members<'_, Event<T>>) -> Vec<Dispute> {
    let pairs = || {
        (0..).zip(&group.links).flat_map(|(one, its)| its.iter().filter(move |it| one < it.0).map(move |&(other, link)| (one, other, link)))
    };
    let conflicting: Vec<(usize, usize, Link)> = pairs()
        .filter(|(one, other, link)| !link.agrees() && !explained(group, *one, *other, link) && !explained(group, *other, *one, link))
        .collect();
    if trace::is_asked() {
        for (one, other, link) in pairs().filter(|pair| !conflicting.iter().any(|it| (it.0, it.1) == (pair.0, pair.1))) {
            let passed = if link.agrees() { Passed::BothRight } else { Passed::Explained };
            trace::pass(group.entries[one].place, group.entries[other].place, passed);
        }
    }
    let mut joined = Groups::new(group.entries.len());
    for &(one, other, _) in &conflicting {
        joined.join(one, other);
    }
    let mut disputes: BTreeMap<usize, (BTreeSet<usize>, f32)> = BTreeMap::new();
    for &(one, other, link) in &conflicting {
        let (members, likeness) = disputes.entry(joined.root(one)).or_default();
        members.extend([one, other]);
        *likeness = likeness.max(link.near_part);
    }
    // Who says the same as one side takes part; once an article, and only articles with no word in the matter yet.
    for (members, _) in disputes.values_mut() {
        let articles: BTreeSet<u32> = members.iter().map(|&at| group.articles[at]).collect();
        let mut more: BTreeMap<u32, (f32, usize)> = BTreeMap::new();
        for (one, other, link) in pairs().filter(|(_, _, link)| link.agrees()) {
            for (inside, outside) in [(one, other), (other, one)] {
                let article = group.articles[outside];
                if members.contains(&inside) && !articles.contains(&article) {
                    let best = more.entry(article).or_insert((0.0, outside));
                    if link.near_part > best.0 {
                        *best = (link.near_part, outside);
                    }
                }
            }
        }
        members.extend(more.into_values().map(|(_, at)| at));
    }
    let dispute = |(members, likeness): (BTreeSet<usize>, f32)| Dispute { members: members.into_iter().collect(), likeness };
    disputes.into_values().map(dispute).collect()
}

/// Whether a partner of `one` in the article of `other` explains why the two, linked by `link`, differ.
fn explained<T: Telling>(group: &Members<'_, Event<T>>, one: usize, other: usize, link: &Link) -> bool {
    let article = group.articles[other];
    let joined = group.links[one].iter().map(|(partner, link)| (group.articles[*partner], link));
    let partners = joined.chain(group.beside[one].iter().map(|(article, link)| (*article, link)));
    // "a 2008 raid" does not explain away "a 2008 conviction" unless it fits better all the same.
    let weight = |partner: &Link| if link.one_deed && !partner.one_deed { AS_WELL } else { 1.0 };
    let best =
        partners.filter(|(at, it)| *at == article && it.stands == Stands::With).map(|(_, it)| it.fit * weight(it)).fold(0.0, f32::max);
    best >= link.fit * AS_WELL
}

/// The report of one dispute.
pub(super) fn conflict(
    input: &Input<'_>,
    kind: &'static str,
    members: &[&Happening],
    severity: Severity,
    confidence: f64,
    reason: String,
) -> Conflict {
    let statements = members
        .iter()
        .map(|happening| {
            let words = input.read.text(happening.place);
            Statement { place: happening.place, value: happening.moment.normal(), shown: happening.moment.shown(words) }
        })
        .collect();
    Conflict { kind, severity, confidence, subject: subject(input, members), reason, remark: None, statements, settled: None }
}

/// What the times are of: the shortest of what is told beside one of them that names who and what; by the story's order.
fn subject(input: &Input<'_>, members: &[&Happening]) -> String {
    let told = members.iter().map(|happening| {
        let words: Vec<&str> = happening.told.places.iter().flat_map(|&place| input.read.text(place).split_whitespace()).collect();
        (!happening.told.whole, words.len() < 3, words.join(" "))
    });
    told.min_by_key(|(partial, short, words)| (*partial, *short, words.len()))
        .map(|(_, _, words)| format!("when “{words}”"))
        .unwrap_or_default()
}
