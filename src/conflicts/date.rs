//! One event, two days.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::kept::Keeper;
use super::keyed::{Keyed, Speech};
use super::linked::{Key, Linked, Members, Stale, key};
use super::misdated::{self, Day};
use super::moments::{self, Dispute, Event, Pair, Telling};
use super::roll::{Change, Handle};
use super::severity;
use super::undergone::Undergoing;
use super::{Check, Conflict, Input};
use crate::bundle::Severity;
use crate::facts::{FRESH_DAYS, Grain, Happening, Likeness, Moment, Of, Recency, days_between};
use crate::lexicon::{Stem, concept, event, stem};
use crate::mentions::Relation;

pub(super) const CHECK: Check = Check {
    code: "date",
    summary: "One event has two dates.",
    help: include_str!("../../tests/specs/date.md"),
    example: "“made landfall on Sunday” / “made landfall on Saturday”",
    severity: Severity::Warning,
    keep: || Box::new(Dates::default()),
};

/// Words near the time that two statements with one verb share, as a part of the lighter: from here on they tell of one event.
/// Two meetings of the same two people share about half ("met on Thursday" / "met on Sunday").
const ONE_VERB: f32 = 0.6;
/// The same without a common verb: only the own words of the sentence differ ("the message from Friday").
const NO_VERB: f32 = 0.8;
/// Two sentences that share this part of all their words are one sentence in two hands.
const ONE_SENTENCE: f32 = 0.8;
/// Below this weight of shared words near the time, a full overlap is one of two thin sentences: two names or three plain words.
const LEAST_SHARED: f32 = 5.0;
/// The same for a whole sentence: five names.
const LEAST_SENTENCE: f32 = 20.0;
/// Two sentences with this weight of shared words may stand far from their times: three names, "On 26 October, the cabinet gave".
const LEAST_AROUND: f32 = 12.0;
/// and share less of what is near them.
const HALF: f32 = 0.5;
/// Two written dates that differ in one part, without a common verb: so many common names,
const SLIPPED_NAMES: u32 = 4;
/// two thirds of all words
const SLIPPED_SENTENCE: f32 = 0.66;
/// and half of those near the times.
const SLIPPED: f32 = 0.5;
/// What is done once to one subject needs less: one arrival of one man in one place.
const ONCE: f32 = 0.35;

/// Two sentences with one deed that share this part of what stands nearest to the deed, and at least a name and two plain words
/// of it, tell of one event, wherever the time stands: "On Friday, it sank a trawler" / "sank a boat ... on November 19". What
/// looks alike and is not shares less than half: "some services were restored" / "the service was restored".
const ONE_DEED: f32 = 0.6;
/// The least weight of it.
const LEAST_DONE: f32 = 7.0;
/// What is done once needs less: less than this, and two of its deeds share no more than their subject.
const ONE_DEED_ONCE: f32 = 0.45;
/// The least weight of it: a name and a word.
const LEAST_DONE_ONCE: f32 = 6.0;

/// Two days of one month, each the only one of it that its article writes out, are of one thing with this part of what their
/// sentences say. In real news hardly one bundle in ten has such a pair; those of two events share less near their times.
const ONLY_DAY: f32 = 0.3;
/// The least weight of it besides names: three telling words.
const ONLY_DAY_CONTENT: f32 = 7.0;

/// The weight of a name, or of one rare word, near the time. A name that begins its sentence counts as a word.
const ONE_NAME: f32 = 3.0;

/// The weight of a shared name.
const NAME: f32 = 4.0;
/// What a time with its zone shares with a side that it explains: the verb and a name.
const NAME_AND_VERB: f32 = 6.0;
/// What two sayings of one speaker share besides names: two telling words.
const SAID_CONTENT: f32 = 6.0;

/// Deeds that one subject does or suffers once in a story. Their classes are compared, so "landed" is "arrived".
const ONCE_ONLY: &[&str] = &[
    "arrived",
    "born",
    "crashed",
    "died",
    "elected",
    "erupted",
    "hired",
    "inaugurated",
    "landed",
    "landfall",
    "married",
    "ousted",
    "overturned",
    "passed",
    "resigned",
    "sank",
];

/// What the same people do again within days: two meetings of two leaders share all their words.
const RECURRING: &[&str] = &[
    "appeared",
    "attacked",
    "called",
    "clashed",
    "discussed",
    "fell",
    "fired",
    "gathered",
    "met",
    "played",
    "posted",
    "protested",
    "raised",
    "rallied",
    "received",
    "returned",
    "rose",
    "sent",
    "spoke",
    "testified",
    "traded",
    "travelled",
    "visited",
];

/// The classes of deeds that are done once, and of those done again and again.
struct Deeds {
    once: Vec<Stem>,
    recurring: Vec<Stem>,
}

static DEEDS: LazyLock<Deeds> = LazyLock::new(|| {
    let classes = |words: &[&str]| words.iter().map(|word| event(concept(stem(word)))).collect();
    Deeds { once: classes(ONCE_ONLY), recurring: classes(RECURRING) }
});

/// What is known of the times of events.
#[derive(Default)]
struct Dates {
    events: Linked<Event<Dated>, Arc<Conflict>>,
    misdated: Keyed<Day, Arc<Conflict>>,
    undergone: Undergoing,
    /// The deeds that an article gives with the zone of their time, of all articles that have some; with what it says of them.
    zoned: BTreeMap<Handle, Vec<(Stem, Key)>>,
}

/// Events with a date.
struct Dated;

impl Telling for Dated {
    fn is_meant(happening: &Happening) -> bool {
        is_dated(happening)
    }

    fn is_one(first: &Event<Self>, second: &Event<Self>, pair: &Pair) -> bool {
        // Who tells of two arrests of one man knows of two.
        let again = first.is_done_again() || second.is_done_again();
        !again && (is_one_event(first, second, pair, &DEEDS) || is_one_date(first, second, pair)) && may_be_one(first, second)
    }

    fn retold() -> &'static [Stem] {
        &DEEDS.once
    }
}

impl Keeper for Dates {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let before = found.len();
        let rezoned = self.rezoned(input, change);
        let mut articles: Vec<u32> = self.zoned.keys().map(|&it| change.roll.index(it)).collect();
        articles.sort_unstable();
        let report = |group: &Members<'_, Event<Dated>>| {
            let told = |it: &Dispute| change.told(conflict(input, group, it, &articles));
            moments::disputes(group).iter().map(told).collect()
        };
        let events = |article: u32| Event::of_article(&input.facts.articles[article as usize]);
        let is_rezoned = |event: &Event<Dated>| event.deed.is_some_and(|deed| rezoned.contains(&deed));
        let all = if rezoned.is_empty() { 0 } else { input.facts.articles.len() as u32 };
        let stale = Stale { articles: (0..all).collect(), is: &is_rezoned };
        self.events.update(change, &change.turn.changed, events, &stale, report);
        found.extend(self.events.reports().cloned());
        let days = |article: u32| {
            let mut days: Speech<Day> = Speech::new();
            for it in &input.facts.articles[article as usize].happenings {
                if let Some(day) = misdated::day(it) {
                    days.entry(day).or_default().push((moments::content(it), it.place.span));
                }
            }
            days
        };
        self.misdated.update(change, days, [], |day, articles| misdated::conflict(input, *day, articles).map(|it| change.told(it)));
        found.extend(self.misdated.reports().cloned());
        let mut undergone = Vec::new();
        self.undergone.conflicts(input, change, &mut undergone);
        // What sentences alike tell already needs no second report.
        undergone.retain(|it| !it.statements.iter().any(|it| super::tells(&found[before..], it.place)));
        found.extend(undergone);
    }
}

impl Dates {
    /// Takes in which articles give deeds with the zone of their time; the deeds of which a changed one now says so something else.
    fn rezoned(&mut self, input: &Input<'_>, change: &Change<'_>) -> BTreeSet<Stem> {
        let mut rezoned = BTreeSet::new();
        for handle in &change.turn.gone {
            rezoned.extend(self.zoned.remove(handle).into_iter().flatten().map(|it| it.0));
        }
        for &article in &change.turn.changed {
            let label = input.read.story.article(article).label();
            let said = |it: &Happening| {
                let clock = input.read.text(it.zoned.and(it.clock)?);
                Some((it.deed?, key((article, label, clock, moments::content(it)))))
            };
            let now: Vec<(Stem, Key)> = input.facts.articles[article as usize].happenings.iter().filter_map(said).collect();
            let handle = change.roll.handle(article);
            let before = self.zoned.remove(&handle).unwrap_or_default();
            if before != now {
                rezoned.extend(before.iter().chain(&now).map(|it| it.0));
            }
            if !now.is_empty() {
                self.zoned.insert(handle, now);
            }
        }
        rezoned
    }
}

/// The report on one dispute; `zoned` are the articles that give some time with its zone, in story order.
fn conflict(input: &Input<'_>, group: &Members<'_, Event<Dated>>, dispute: &Dispute, zoned: &[u32]) -> Conflict {
    let members: Vec<&Event<Dated>> = dispute.members.iter().map(|&at| group.entries[at]).collect();
    let members = with_retold(&members, &DEEDS.once);
    let likeness = dispute.likeness;
    let zone = zone_remark(input, &members, zoned);
    // Two weekdays or two written dates are exact; one that the article's own date had to tell may be off by its zone.
    let one_form = |it: &Happening| {
        let moment = &it.moment;
        (moment.grain, moment.weekday.is_some() && moment.month.is_none(), moment.month.is_some())
    };
    let alike = members.iter().all(|it| one_form(it) == one_form(members[0]));
    let plain = members.iter().all(|it| !it.quoted);
    let severity = severity::of(alike && plain && zone.is_none() && likeness >= severity::ONE_EVENT);
    let confidence = f64::from(0.4 + 0.5 * likeness.min(1.0)) - if severity == Severity::Warning { 0.0 } else { 0.1 };
    let reason = "the words round these times tell of one event, and it cannot have been at both".to_owned();
    let conflict = moments::conflict(input, CHECK.code, &members, severity, confidence, reason);
    Conflict { remark: zone, ..conflict }
}

/// Whether the time may be the time of an event: no beginning, no span, no "today" inside a quotation, no time with a zone.
fn is_dated(happening: &Happening) -> bool {
    let moment = &happening.moment;
    let relative = moment.weekday.is_none() && moment.month.is_none() && moment.year.is_none() && moment.years.is_none();
    happening.relation != Relation::Since
        && !happening.ago
        && happening.zoned.is_none()
        && !matches!(happening.moment.grain, Grain::Hour | Grain::Week | Grain::Season)
        && !(relative && (happening.quoted || happening.moment.grain != Grain::Day))
}

/// Whether the days alone let both be of one event. "Today" is another day where the article was written, so it may be a day off;
/// and what each article tells as the news of its own days, weeks apart, happened twice.
fn may_be_one(first: &Happening, second: &Happening) -> bool {
    let day = |it: &Happening| it.moment.days.filter(|(first, last)| first == last).map(|it| it.0);
    let (Some(one), Some(two)) = (day(first), day(second)) else { return true };
    let apart = days_between(one, two).abs();
    let [news, other_news] = [first, second].map(|it| it.recency != Recency::Other);
    let twice = FRESH_DAYS < apart && news && other_news;
    !twice && (apart != 1 || ![first, second].iter().any(|it| it.recency == Recency::Today))
}

fn is_one_event(first: &Happening, second: &Happening, pair: &Pair, deeds: &Deeds) -> bool {
    let likeness = &pair.likeness;
    // What was and what will be are two statements, and so are "until Friday" and "on Friday". "Disputed the report Thursday that
    // said" gives the day of the report, "disputed the report on Friday" that of the dispute.
    if first.tense != second.tense || first.relation != second.relation || likeness.other_names {
        return false;
    }
    let one_verb = first.deed.is_some() && first.deed == second.deed;
    let verb_and_noun = one_verb && matches!((first.of, second.of), (Of::Noun, Of::Event) | (Of::Event, Of::Noun));
    if first.of != second.of && !verb_and_noun {
        return false;
    }
    // "killed in 2010" and "killed on 21 October 2011": two years, however finely told.
    let one_grain = first.moment.grain == second.moment.grain || first.moment.year.is_some() && second.moment.year.is_some();
    if likeness.part >= ONE_SENTENCE && likeness.shared >= LEAST_SENTENCE && (one_verb || one_grain) {
        return true;
    }
    if first.of == Of::Saying {
        // People say many things: the same verb and speaker are one statement only with much of its content.
        let content = likeness.shared - NAME * likeness.names as f32;
        // "told the Tamir Herald on Sunday" and "said in the Tamir Herald on Tuesday": the names make up for the verb.
        let names = if one_verb { 1 } else { 2 };
        return likeness.part >= ONE_VERB && likeness.near_part >= ONE_VERB && likeness.names >= names && content >= SAID_CONTENT;
    }
    if one_verb
        && one_grain
        && first.deed.is_some_and(|deed| deeds.once.contains(&deed))
        && likeness.near_shared >= ONE_NAME
        && likeness.near_part >= ONCE
    {
        return true;
    }
    if one_verb && one_grain && is_one_deed(first.deed, &pair.done) {
        return true;
    }
    let around = one_verb && likeness.part >= ONE_VERB && likeness.shared >= LEAST_AROUND;
    if likeness.near_shared < LEAST_SHARED && !around {
        return false;
    }
    if one_grain && is_written(&first.moment) && is_written(&second.moment) {
        // A slip changes one part of a date: "signed by the president on March 11" and "on January 30 the president signed" are
        // two signatures, however alike.
        if !changes_one_part(&first.moment, &second.moment) {
            return likeness.near_part >= NO_VERB;
        }
        // "Dunn, who led the Kellmar branch of the Marden Guild, was ousted in 2002" is the same with "was ejected in 2003".
        if likeness.names >= SLIPPED_NAMES && likeness.part >= SLIPPED_SENTENCE && likeness.near_part >= SLIPPED {
            return true;
        }
    }
    let near = if around { HALF } else { ONE_VERB };
    (one_verb && likeness.near_part >= near) || (one_grain && likeness.near_part >= NO_VERB)
}

/// Whether two days of one month, each the only one of it that its article writes out, are one date in sentences of one thing.
fn is_one_date(first: &Event<Dated>, second: &Event<Dated>, pair: &Pair) -> bool {
    let likeness = &pair.likeness;
    let is_day = |it: &Moment| it.month.is_some() && it.day.is_some();
    let other_year = matches!((first.moment.year, second.moment.year), (Some(one), Some(other)) if one != other);
    // What is shared must tell of the thing done: "Dunn was arrested on March 11", "Dunn was charged on March 12".
    let content = likeness.shared - NAME * likeness.names as f32;
    first.is_only_of_month()
        && second.is_only_of_month()
        && is_day(&first.moment)
        && first.moment.month == second.moment.month
        && !other_year
        && first.tense == second.tense
        && (first.relation, first.of, second.of) == (second.relation, Of::Event, Of::Event)
        && !(likeness.other_names || likeness.other_deeds || likeness.opposed)
        && ONLY_DAY <= likeness.part.min(likeness.near_part)
        && ONLY_DAY_CONTENT <= content
}

/// Whether two deeds of one class, with what stands beside them both, are one.
pub(super) fn is_one_deed(deed: Option<Stem>, done: &Likeness) -> bool {
    let deeds = &*DEEDS;
    let is = |classes: &[Stem]| deed.is_some_and(|deed| classes.contains(&deed));
    if done.other_names || done.names == 0 || is(&deeds.recurring) {
        return false;
    }
    let once = is(&deeds.once) && ONE_DEED_ONCE <= done.near_part && LEAST_DONE_ONCE <= done.near_shared;
    once || ONE_DEED <= done.near_part && LEAST_DONE <= done.near_shared
}

/// Whether two dates differ in their day alone, their month or their year.
pub(super) fn changes_one_part(first: &Moment, second: &Moment) -> bool {
    let year = matches!((first.year, second.year), (Some(one), Some(other)) if one != other);
    [year, first.month != second.month, first.day != second.day].into_iter().filter(|it| *it).count() == 1
}

/// Whether the time is a date of a year or a day of a month, as against a weekday.
fn is_written(moment: &Moment) -> bool {
    moment.year.is_some() || (moment.month.is_some() && moment.day.is_some())
}

/// `members` with what their articles tell again of a deed that is done once: "arrived in Tamir on Thursday ... Odell landed on
/// Thursday". In story order.
fn with_retold<'m>(members: &[&'m Event<Dated>], once: &[Stem]) -> Vec<&'m Happening> {
    let again = |member: &&'m Event<Dated>| {
        let member: &'m Event<Dated> = member;
        member.beside().iter().filter(move |it| {
            is_dated(it)
                && it.deed.is_some_and(|deed| once.contains(&deed))
                && (member.deed, member.tense, member.relation) == (it.deed, it.tense, it.relation)
                && member.moment.normal() == it.moment.normal()
                && member.context.likeness(&it.context).shared >= NAME
        })
    };
    let mut all: Vec<&Happening> = members.iter().map(|it| it.happening()).chain(members.iter().flat_map(again)).collect();
    all.sort_by_key(|it| it.place);
    all.dedup_by_key(|it| it.place);
    all
}

/// A third article that gives the moment with its zone, where that falls on another day than its local time; one of `articles`.
fn zone_remark(input: &Input<'_>, members: &[&Happening], articles: &[u32]) -> Option<String> {
    let deeds: Vec<Stem> = members.iter().filter_map(|it| it.deed).collect();
    let zoned = articles.iter().flat_map(|&article| &input.facts.articles[article as usize].happenings).find(|it| {
        it.zoned.is_some()
            && it.deed.is_some_and(|deed| deeds.contains(&deed))
            && members
                .iter()
                .any(|member| member.place.article != it.place.article && it.context.likeness(&member.context).shared >= NAME_AND_VERB)
    })?;
    let article = input.read.story.article(zoned.place.article);
    Some(format!("{} gives it as {}, so both may be right", article.label(), input.read.text(zoned.clock?)))
}
