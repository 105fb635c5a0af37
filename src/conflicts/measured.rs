//! What the checks on numbers share: one thing, measured differently.

use std::hash::Hash;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use super::disputes::{Dispute, Fact, disputed};
use super::kept::Keeper;
use super::linked::{Key, Linked, Members, Stale, key, words};
use super::moved::Said;
use super::periods::Period;
use super::roll::Change;
use super::severity;
use super::slips::{is_slip, swapped_digits};
use super::slots::{Bond, only_values, same_slot};
use super::trace::{self, Passed};
use super::updates::{self, Growth};
use super::{Conflict, Input, Statement};
use crate::facts::{Apart, ArticleFacts, Context, Likeness, Measured, Place, Portion, attribution};
use crate::lexicon::{Stem, concept, is_befalling, is_deed, is_indicator, stem, tie, weight};
use crate::mentions::{Measure, Paragraph, Precision, Quantity};
use crate::text::Span;

/// How sure two numbers in one slot are of one thing, where their sentences say no more: worth telling, never a warning.
const SAME_SLOT: f32 = 0.55;

/// What one slot adds for two numbers that are the only ones tied so in their articles.
const ONE_SLOT: f32 = 0.9;

/// What a slip of the pen adds: of two numbers at random, hardly one pair in fifty differs by two digits that changed places, or
/// by nothing but the unit.
const SLIP: f32 = 1.1;

/// Below this age somebody is told of as a child, not as a grown-up in a slip of the pen: a slip seldom changes both digits.
const CHILD_YEARS: f64 = 15.0;
/// From this age on somebody is never told of as a child.
const GROWN_YEARS: f64 = 25.0;
/// Below this age somebody is not yet a teenager.
const TEEN_YEARS: f64 = 13.0;
/// From this age on somebody is of age, and a man or a woman to any paper.
const OF_AGE_YEARS: f64 = 18.0;
/// From this age on an age is given in years, or in months by some.
const INFANT_YEARS: f64 = 1.0;

/// Of two spans of time in one story the longer is seldom of the same thing where it is so many times the shorter: "a 12-week course",
/// "was heard for seven hours". A slip of the pen leaves the figure or the unit as it is: "three days", "three months".
const OTHER_SPAN: f64 = 30.0;

/// A sum of parts that is this near to a rounded whole makes it; wider roundings would let any parts do.
const ROUNDED: f64 = 0.02;

/// A part of shared words that only sentences on one event have.
const TOLD_ALIKE: f32 = 0.75;
/// The part of a sentence that a copy of it has at least.
const COPIED: f32 = 0.7;
/// Two sentences that share less than this by weight, a word of the usual kind, tell of one thing only where the number says of what.
const LEAST_SHARED: f32 = 3.0;
/// What thin sentences lack.
const THIN: f32 = 2.0;
/// Shared words (by weight) of a long sentence: "sales rose 5 percent in 2019" is told alike each year and shares less.
const LONG_SHARED: f32 = 12.0;

/// A quantity of an article, held on to, with what the rest of its article says of it.
pub(super) struct Number {
    facts: Arc<ArticleFacts>,
    at: usize,
    /// The number as written, in lower case.
    pub(super) written: Box<str>,
    /// What stands behind it up to the figure's end, in lower case and without its plural: "day" of "about ten days".
    unit: Box<str>,
    /// Ties by which it fills a slot for which its article gives no other value; see `slots`.
    pub(super) only_by: Vec<Stem>,
    /// Whether its article has one such number only.
    alone: bool,
    /// Whether its sentence names an earlier year than its article's own.
    earlier: bool,
    /// What its sentence says was done to others of its kind, and not to these, ascending: "with 208 aboard sank, killing 11".
    done_to_others: Vec<Stem>,
    /// The stretch of time that it is of.
    period: Option<Box<Period>>,
    /// Who is said to say so, as written: "the port's master". `None` where the article says so itself.
    voice: Option<Box<str>>,
}

impl Deref for Number {
    type Target = Measured;

    fn deref(&self) -> &Measured {
        &self.facts.measured[self.at]
    }
}

impl Number {
    /// The quantities of an article (an index into the story's) that `wanted` lets through, in text order.
    fn of_article(input: &Input<'_>, article: u32, wanted: fn(Measure) -> bool) -> Vec<Self> {
        let facts = &input.facts.articles[article as usize];
        let chosen = facts.measured.iter().enumerate().filter(|(_, it)| wanted(it.quantity.measure));
        let (places, measured): (Vec<usize>, Vec<&Measured>) = chosen.unzip();
        let number = |it: &Measured| {
            let paragraph = &input.read.readings[article as usize].paragraphs[it.sentence.paragraph as usize];
            paragraph.place(it.quantity.number)
        };
        let written = |it: &Measured| input.read.text(Place { article, span: number(it) }).to_lowercase().into();
        let unit = |it: &Measured| {
            let number_end = number(it).end;
            let behind = Span::new(number_end, it.figure.span.end.max(number_end));
            let unit = input.read.text(Place { article, span: behind }).to_lowercase();
            unit.trim_start_matches([' ', '-']).trim_end_matches('s').into()
        };
        let day = input.facts.timeline.days[article as usize];
        let only_by = only_values(&measured);
        let numbers = places.into_iter().zip(&measured).zip(only_by).map(|((at, it), only_by)| Self {
            facts: Arc::clone(facts),
            at,
            written: written(it),
            unit: unit(it),
            only_by,
            alone: measured.iter().filter(|other| bucket(other) == bucket(it)).nth(1).is_none(),
            earlier: day.is_some_and(|day| it.years.iter().any(|&year| year < day.year())),
            voice: voice(input, it),
            done_to_others: done_to_others(&measured, it),
            period: period(input, it, day),
        });
        let mut numbers: Vec<Self> = numbers.collect();
        // A report on a quarter tells of that first.
        let mut periods = numbers.iter_mut().filter_map(|it| it.period.as_deref_mut());
        if let Some(own) = periods.find_map(|it| it.turn.and_then(|it| it.nth)) {
            periods.for_each(|it| it.beside(own));
        }
        numbers
    }

    /// Whether both articles tell of one event.
    pub(super) fn one_story(&self, other: &Self) -> bool {
        self.facts.one_story(&other.facts)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        // Everything but places. The names of the article matter to slots, and to a thing that it counts once.
        let (one, two): (&Measured, &Measured) = (self, other);
        (&self.written, &self.unit, &self.only_by, self.alone, self.earlier)
            == (&other.written, &other.unit, &other.only_by, other.alone, other.earlier)
            && (&self.voice, &self.period, &self.done_to_others) == (&other.voice, &other.period, &other.done_to_others)
            && (&one.quantity, one.head, one.further, one.in_row, &one.totals, one.claim)
                == (&two.quantity, two.head, two.further, two.in_row, &two.totals, two.claim)
            && (one.portion, &one.respect) == (two.portion, &two.respect)
            && (&one.relations, &one.persons, one.bearer, &one.years) == (&two.relations, &two.persons, two.bearer, &two.years)
            && (&one.leads, &one.scope) == (&two.leads, &two.scope)
            && one.context == two.context
            && (self.only_by.is_empty() && !(self.alone && is_thing(self)) || self.facts.names == other.facts.names)
    }
}

impl Fact for Number {
    fn bucket(&self) -> impl Hash {
        bucket(self)
    }

    fn context(&self) -> &Context {
        &self.context
    }

    fn ties(&self) -> &[Stem] {
        &self.relations
    }

    fn told_at(&self) -> Place {
        self.place
    }

    fn said(&self) -> Vec<Said> {
        vec![(0, self.place.span), (0, self.figure.span)]
    }

    fn value(&self) -> Key {
        let it = &self.quantity;
        let copied = is_hedged(it).then(|| (words(&self.context), &self.unit));
        key((it.measure, it.precision, it.low.to_bits(), it.high.to_bits(), it.rounding.to_bits(), copied))
    }

    fn compatible(&self, other: &Self) -> bool {
        self.quantity.compatible(&other.quantity) && !is_rewritten(self, other)
    }

    fn same_fact(&self, other: &Self, likeness: &Likeness) -> f32 {
        let slip = is_slip(self, other);
        let slot = if slip || same_order(self, other) { same_slot(self, other, likeness) } else { None };
        same_fact(self, other, slot, slip, likeness)
    }
}

/// Every dispute among some kind of quantities.
pub(super) struct Numbers {
    kind: &'static str,
    wanted: fn(Measure) -> bool,
    subject: fn(&Input<'_>, &Measured) -> String,
    linked: Linked<Number, Arc<Conflict>>,
}

impl Numbers {
    /// Disputes among the quantities that `wanted` lets through, as conflicts of `kind`.
    pub(super) fn new(kind: &'static str, wanted: fn(Measure) -> bool, subject: fn(&Input<'_>, &Measured) -> String) -> Self {
        Self { kind, wanted, subject, linked: Linked::default() }
    }
}

impl Keeper for Numbers {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let &mut Self { kind, wanted, subject, ref mut linked } = self;
        if trace::is_asked() {
            tell_buckets(&input.facts.measured().filter(|it| wanted(it.quantity.measure)).collect::<Vec<_>>());
        }
        let report = |members: &Members<'_, Number>| {
            let numbers = &*members.entries;
            let told = |mut dispute: Dispute| {
                let growth = updates::take_out(input, numbers, &mut dispute.items);
                // What is outgrown is no side any more.
                let left = |at: usize| dispute.items.contains(&at);
                if !(left(dispute.pair.0) && left(dispute.pair.1)) {
                    let pairs = dispute.items.iter().flat_map(|&one| dispute.items.iter().map(move |&two| (one, two)));
                    let differing = pairs.filter(|(one, two)| one < two).find(|&(one, two)| !Fact::compatible(numbers[one], numbers[two]));
                    dispute.pair = differing.unwrap_or(dispute.pair);
                }
                (growth != Growth::Explains).then(|| change.told(conflict(input, kind, subject, numbers, &dispute, growth)))
            };
            disputed(members).into_iter().filter_map(told).collect()
        };
        linked.update(change, &change.turn.changed, |article| Number::of_article(input, article, wanted), &Stale::none(), report);
        found.extend(linked.reports().cloned());
    }
}

/// What the number is of: one measure (currencies are never converted), one kind of counted thing, said to be so or to come.
fn bucket(it: &Measured) -> (Measure, Option<Stem>, bool) {
    (it.quantity.measure, it.head, it.claim.open)
}

/// Says of numbers in like sentences that they are never compared, where they are of different things.
fn tell_buckets(measured: &[&Measured]) {
    for (at, one) in measured.iter().enumerate() {
        for two in &measured[at + 1..] {
            let (here, there) = (bucket(one), bucket(two));
            let why = match () {
                () if here.0 != there.0 => Passed::OtherMeasure,
                () if here.1 != there.1 => Passed::OtherThing,
                () if here.2 != there.2 => Passed::OtherCertainty,
                () => continue,
            };
            trace::pass_alike(&one.context.likeness(&two.context), one.place, two.place, why);
        }
    }
}

/// Whether one sentence gives two round numbers: "repairs will take about ten days" beside the same words with "about twelve days".
/// In other words both may be right; of one sentence that was copied somebody has changed the number, and left its unit.
fn is_rewritten(one: &Number, two: &Number) -> bool {
    let (here, there) = (&one.quantity, &two.quantity);
    let differ = here.rounding.max(there.rounding) < (here.low - there.low).abs();
    if !(differ && one.unit == two.unit && is_hedged(here) && is_hedged(there)) {
        return false;
    }
    let likeness = one.context.likeness(&two.context);
    LONG_SHARED <= likeness.shared && COPIED <= likeness.part.min(likeness.near_part)
}

/// Whether a number is said to be near something, and no more.
fn is_hedged(it: &Quantity) -> bool {
    !matches!(it.precision, Precision::Exact | Precision::Range) && it.low == it.high
}

/// Whether the larger number is at most three times the smaller: a slip, a later count or a rounding, seldom another thing.
fn same_order(one: &Measured, two: &Measured) -> bool {
    let (one, two) = (one.quantity.low.max(1.0), two.quantity.low.max(1.0));
    one.max(two) <= 3.0 * one.min(two)
}

/// How sure it is that the two measure one thing, 0 to 1. The terms were set by reading pairs of real news, true and false;
/// `docs/engine.md` has the figures.
fn same_fact(one: &Number, two: &Number, slot: Option<Bond>, slip: bool, likeness: &Likeness) -> f32 {
    let apart = |why: Passed| {
        trace::pass_alike(likeness, one.place, two.place, why);
        0.0
    };
    if likeness.opposed || likeness.other_deeds {
        return apart(if likeness.opposed { Passed::Opposites } else { Passed::OtherDeed });
    }
    // "Seventeen have died" beside "a ferry with 208 people sank, killing 11": it is the 11 who died, not the 208.
    let of_others = |one: &Number, two: &Number| one.done_to_others.iter().any(|deed| two.relations.binary_search(deed).is_ok());
    if of_others(one, two) || of_others(two, one) {
        return apart(Passed::OtherDeed);
    }
    // "three victims were taken to hospital", "the two other victims": a part beside the whole.
    if one.further != two.further || is_whole_of(one, two) || is_whole_of(two, one) || makes_whole(one, two) || makes_whole(two, one) {
        return apart(Passed::PartOfWhole);
    }
    // "they prevent 40 and 75 per cent of cases", "it prevents 64 per cent": the row is of two.
    if one.in_row != two.in_row {
        return apart(Passed::OtherThing);
    }
    // "28 people are dead", "273 are missing".
    if befell_others(one, two) {
        return apart(Passed::OtherDeed);
    }
    // "$9bn in cash", "$30bn in cash and shares"; "€4 million a day", "€60 million".
    match one.respect.apart(&two.respect) {
        Some(Apart::Part) => return apart(Passed::PartOfWhole),
        Some(Apart::Other) => return apart(Passed::OtherThing),
        None => {}
    }
    // "sentenced Orr to six years", "sentenced Dunn to two".
    if one.bearer.is_some() && two.bearer.is_some() && one.bearer != two.bearer {
        return apart(Passed::OtherPerson);
    }
    if one.quantity.measure == Measure::Age && !slip && are_of_two_generations(one, two) {
        return apart(Passed::OtherPerson);
    }
    if one.quantity.measure == Measure::Duration && one.written != two.written && OTHER_SPAN * shorter(one, two) <= longer(one, two) {
        return apart(Passed::OtherThing);
    }
    // "winds of 70 km/h", "the limit is 90 km/h", "was travelling at 120 km/h".
    let is_speed = one.quantity.measure == Measure::Speed;
    if is_speed && ["wind", "limit"].iter().any(|it| is_tied(one, it) != is_tied(two, it)) {
        return apart(Passed::OtherThing);
    }
    // "In the first quarter it earned 30 million", "in the second 45 million".
    if let (Some(here), Some(there)) = (&one.period, &two.period)
        && here.is_apart(there)
    {
        return apart(Passed::OtherTime);
    }
    // "65 per cent of the traffic to Ostia, 44 per cent of that to Kellmar": a list of shares tells whose each is.
    if matches!(one.quantity.measure, Measure::Percent | Measure::PercentPoint) && likeness.other_goals {
        return apart(Passed::OtherThing);
    }
    // "the Guild won with 36 per cent", "in Kellmar, Harvest was first with 39".
    let other_leads = !one.leads.is_empty() && !two.leads.is_empty() && !one.leads.iter().any(|it| two.leads.binary_search(it).is_ok());
    if other_leads || !is_within(one, two) || !is_within(two, one) {
        return apart(Passed::OtherThing);
    }
    // "growth of 1.1 per cent", "wages rise by 4.2 per cent".
    if one.quantity.measure == Measure::Percent && of_other_things(one, two) {
        return apart(Passed::OtherThing);
    }
    // Sentences told nearly alike of one person tell of one event, whatever year only one of them adds.
    let same_person = one.persons.iter().any(|person| two.persons.binary_search(person).is_ok());
    // "The Herons won 12 seats", "the Gulls won 15": what two do is two things, wherever they do it.
    if likeness.other_agents && !same_person {
        return apart(Passed::OtherThing);
    }
    let same_sentence = LONG_SHARED.max(TOLD_ALIKE * one.context.weight.max(two.context.weight)) <= likeness.shared;
    let same_words = TOLD_ALIKE <= likeness.near_part && (same_person || same_sentence);
    // "In 2020 a smaller ferry …": an earlier year than the article's own tells of an earlier event.
    if !same_words && (one.years.is_empty() && two.earlier || two.years.is_empty() && one.earlier) {
        return apart(Passed::OtherYear);
    }
    let same_year = one.years.iter().any(|year| two.years.binary_search(year).is_ok());
    let other_year = !one.years.is_empty() && !two.years.is_empty() && !same_year;
    // Two years that differ hide no number where one sentence holds most of the other: a report may err twice.
    let one_in_other = LONG_SHARED <= likeness.shared && TOLD_ALIKE <= likeness.part && TOLD_ALIKE <= likeness.near_part;
    if other_year && !one_in_other {
        return apart(Passed::OtherYear);
    }
    let mut sum = -4.4 + 3.0 * likeness.near_part + 2.0 * likeness.part + 0.12 * likeness.shared.min(25.0);
    if likeness.other_names {
        sum -= 0.7;
    }
    // "The Norwegian navy captured 23 smugglers", "the Danish navy captured eight": what two nations do are two events.
    if likeness.other_nations {
        sum -= 1.0;
    }
    // "the mayor's plan costs 5 million", "the opposition's 7 million": sentences about other people tell of other things.
    if !one.persons.is_empty() && !two.persons.is_empty() && !same_person {
        sum -= 1.0;
    }
    // Where the dates of the articles are unknown, a year still speaks for another event.
    if other_year || one.years.is_empty() != two.years.is_empty() {
        sum -= 1.0;
    }
    match one.quantity.measure {
        // The counted thing, or a percentage's rarity, is a part of the match; where each article counts the thing once, a larger one.
        // News of banks and polls is full of percentages.
        Measure::Count if one.head.is_some() => sum += if one.alone && two.alone && same_order(one, two) { 1.2 } else { 0.4 },
        Measure::Percent | Measure::PercentPoint if slip || one.alone && two.alone => sum += 0.4,
        Measure::Score => sum += 0.4,
        // What lasted is seldom named beside how long: one story has many spans of time. So it is with lengths where there are several.
        Measure::Duration => sum -= 0.4,
        Measure::Length if !(one.alone && two.alone) => sum -= 0.2,
        _ => {}
    }
    // Of two ranges that share an end, the other end is what differs.
    let range = one.quantity.precision == Precision::Range && two.quantity.precision == Precision::Range;
    if range && (one.quantity.low == two.quantity.low) != (one.quantity.high == two.quantity.high) {
        sum += 1.0;
    }
    if one.claim.quoted != two.claim.quoted {
        sum -= 0.4;
    }
    if slot.is_some() {
        sum += ONE_SLOT;
    }
    // "A year ago it was 4.5 per cent": all of a sentence that says next to nothing is shared by every sentence on a year.
    if likeness.shared < LEAST_SHARED && one.quantity.counted.is_none() {
        sum -= THIN;
    }
    let sure = |sum: f32| 1.0 / (1.0 + (-sum).exp());
    let mut sureness = sure(sum);
    if slip {
        // Enough to speak of it, not to take the match from a number whose sentence tells more.
        sureness = sureness.max(sure(sum + SLIP).min(SAME_SLOT));
    }
    let swapped = slip && one.alone && two.alone && is_thing(one) && is_thing(two) && swapped_digits(one.quantity.low, two.quantity.low);
    if slot == Some(Bond::Known) || swapped && one.one_story(two) { sureness.max(SAME_SLOT) } else { sureness }
}

/// Whether a word ties a number to its clause.
fn is_tied(it: &Measured, word: &str) -> bool {
    let class = concept(stem(word));
    it.relations.contains(&tie(class).unwrap_or(class))
}

/// Whether what a share's sentence opens with, to say of whom or where it is, stands beside the other as well.
fn is_within(one: &Measured, two: &Measured) -> bool {
    one.scope.iter().all(|it| two.context.words.binary_search_by_key(it, |word| word.concept).is_ok())
}

/// Whether a number counts things of one kind: "86 branches".
fn is_thing(it: &Measured) -> bool {
    /// More than a word that all news is full of: "people", "women", "states".
    const TELLING: f32 = 2.0;
    it.quantity.measure == Measure::Count && it.quantity.counted.is_some_and(|it| TELLING <= weight(it.stem))
}

/// Whether the words beside both say what the share or the rise is of, and nothing that they both do.
fn of_other_things(one: &Measured, two: &Measured) -> bool {
    /// Within some eight tokens of its clause.
    const SAID_OF_IT: f32 = 0.55;
    let rate = concept(stem("rate"));
    let of = |it: &Measured| {
        let beside = || it.context.words.iter().filter(|word| SAID_OF_IT <= word.nearness).map(|word| word.concept);
        let told: Vec<Stem> = beside().filter(|it| is_indicator(*it)).collect();
        // "the inflation rate" is inflation, "the rate" is that of a bank or a tax.
        if told.is_empty() { beside().filter(|it| *it == rate).collect() } else { told }
    };
    let (ones, twos) = (of(one), of(two));
    !ones.is_empty() && !twos.is_empty() && !ones.iter().any(|it| twos.contains(it))
}

/// Whether what befell the people of the one number did not befall those of the other, or stands nowhere in its sentence: "28 people
/// are dead", "273 are missing", "47 were taken to a clinic".
fn befell_others(one: &Measured, two: &Measured) -> bool {
    let deeds = |it: &Measured| it.relations.iter().copied().filter(|&word| is_befalling(word)).collect::<Vec<_>>();
    let (ones, twos) = (deeds(one), deeds(two));
    let none_of = |deeds: &[Stem], it: &Measured| {
        let mut words = it.relations.iter().copied().chain(it.context.words.iter().map(|word| word.concept));
        !deeds.is_empty() && !words.any(|word| deeds.contains(&word))
    };
    let disjoint = !ones.is_empty() && !twos.is_empty() && !ones.iter().any(|it| twos.contains(it));
    one.quantity.measure == Measure::Count && (disjoint || none_of(&ones, two) || none_of(&twos, one))
}

/// The least that one of the two says, in the measure's own unit.
fn shorter(one: &Measured, two: &Measured) -> f64 {
    one.quantity.low.min(two.quantity.low)
}

/// The most that one of the two says, in the measure's own unit.
fn longer(one: &Measured, two: &Measured) -> f64 {
    one.quantity.high.max(two.quantity.high)
}

/// Whether `two` is the whole of which `one` is a part: "shot one person dead and injured two others" beside "shot three people"; "$4
/// million in cash, $12 million in shares" beside the $16 million; or one tells of men or women alone: "two female jurors", "eight jurors".
fn makes_whole(one: &Measured, two: &Measured) -> bool {
    let halves = [stem("female"), stem("male")];
    let half = |it: &Measured| it.quantity.modifiers.iter().copied().find(|word| halves.contains(word));
    // One payment of several, beside a sum of which nobody says how it is paid.
    let payment = !one.respect.paid_in.is_empty() && !one.totals.is_empty() && two.respect.paid_in.is_empty();
    let whole = two.quantity.low;
    one.totals.iter().any(|total| (total - whole).abs() <= two.quantity.rounding.min(ROUNDED * whole))
        || payment
        || half(one).is_some() && half(one) != half(two)
}

/// Whether `one` is the whole of "71 of 150 seats" and `two` a part of such a whole, or so much smaller that it is no slip.
fn is_whole_of(one: &Measured, two: &Measured) -> bool {
    one.portion == Portion::Whole && (two.portion == Portion::Part || two.portion == Portion::Alone && !same_order(one, two))
}

/// Whether one age is a child's and the other a grown-up's, or one of weeks or months and the other of years: a 12-week-old boy and a
/// woman of 20.
fn are_of_two_generations(one: &Measured, two: &Measured) -> bool {
    let (low, high) = (one.quantity.low.min(two.quantity.low), one.quantity.high.max(two.quantity.high));
    low < TEEN_YEARS && OF_AGE_YEARS <= high || low < CHILD_YEARS && GROWN_YEARS <= high || low < INFANT_YEARS && INFANT_YEARS <= high
}

/// The paragraph of a quantity, and its text.
fn paragraph_of<'a>(input: &Input<'a>, it: &Measured) -> (&'a Paragraph, &'a str) {
    let article = it.place.article;
    let paragraph = &input.read.readings[article as usize].paragraphs[it.sentence.paragraph as usize];
    (paragraph, paragraph.span.of(&input.read.story.article(article).body.text))
}

/// The stretch of time that a quantity of an article of that day is of.
fn period(input: &Input<'_>, it: &Measured, day: Option<Date>) -> Option<Box<Period>> {
    let (paragraph, text) = paragraph_of(input, it);
    let sentence = &paragraph.reading.prose.sentences[it.sentence.sentence as usize].tokens;
    Period::of(text, &paragraph.reading, sentence, &it.quantity.tokens, day)
}

/// The deeds that the sentence of `it` ties to others of its kind and not to it, ascending.
fn done_to_others(measured: &[&Measured], it: &Measured) -> Vec<Stem> {
    let others = measured.iter().filter(|other| other.sentence == it.sentence && bucket(other) == bucket(it));
    let deeds = others.flat_map(|other| &other.relations).copied().filter(|&tie| is_deed(tie) && it.relations.binary_search(&tie).is_err());
    let mut deeds: Vec<Stem> = deeds.collect();
    deeds.sort_unstable();
    deeds.dedup();
    deeds
}

/// Who is said to say what a quantity tells, as written.
fn voice(input: &Input<'_>, it: &Measured) -> Option<Box<str>> {
    let (paragraph, text) = paragraph_of(input, it);
    let prose = &paragraph.reading.prose;
    let told = attribution(text, prose, &prose.sentences[it.sentence.sentence as usize].tokens, &it.quantity.tokens)?;
    let speaker = told.speaker.filter_map(|at| Some(prose.tokens.get(at as usize)?.span)).reduce(Span::cover)?;
    Some(speaker.of(text).trim_end_matches(',').into())
}

/// Whether each is somebody's word, and not the same one's: "Organisers said 50,000 people came, police 20,000".
fn two_voices<'a>(one: &'a Number, two: &'a Number) -> Option<(&'a str, &'a str)> {
    let (here, there) = (one.voice.as_deref()?, two.voice.as_deref()?);
    let telling =
        |voice: &str| voice.split(|it: char| !it.is_alphanumeric()).map(stem).filter(|it| 0.0 < weight(*it)).collect::<Vec<Stem>>();
    let (ones, twos) = (telling(here), telling(there));
    // "She" and "a spokesman" may be anybody: nobody else is named.
    (!ones.is_empty() && !twos.is_empty() && !ones.iter().any(|it| twos.contains(it))).then_some((here, there))
}

/// "over 10 in Norlys fits both", for the first statement that does.
fn fits_both(input: &Input<'_>, measured: &[&Number], dispute: &Dispute) -> Option<String> {
    let fitting = measured[*dispute.fitting.first()?];
    Some(format!("‘{}’ in {} fits both", fitting.shown(input.read), input.read.story.article(fitting.place.article).label()))
}

fn conflict(
    input: &Input<'_>,
    kind: &'static str,
    subject: fn(&Input<'_>, &Measured) -> String,
    measured: &[&Number],
    dispute: &Dispute,
    growth: Growth,
) -> Conflict {
    let exact = measured[dispute.pair.0].is_exact() && measured[dispute.pair.1].is_exact();
    let statements = dispute
        .items
        .iter()
        .map(|&at| {
            let it = measured[at];
            Statement { place: it.place, value: it.quantity.normal(), shown: it.shown(input.read) }
        })
        .collect();
    let (one, two) = (measured[dispute.pair.0], measured[dispute.pair.1]);
    let voices = two_voices(one, two);
    let subject = subject(input, if one.place <= two.place { one } else { two });
    let severity = severity::of(exact && growth == Growth::No && voices.is_none() && severity::SURE <= dispute.sureness);
    let (here, there) = (one.shown(input.read), two.shown(input.read));
    let reason = match (growth, voices) {
        (Growth::Only, _) => format!("both sentences tell of the same thing, and the later report gives more: {here} and {there}"),
        (_, Some((one, two))) => format!("both sentences tell of the same thing; {here} is the word of ‘{one}’, {there} of ‘{two}’"),
        _ => format!("both sentences tell of the same thing and give {here} and {there}"),
    };
    Conflict {
        kind,
        severity,
        confidence: f64::from(dispute.sureness),
        reason,
        subject,
        remark: if growth == Growth::Only { updates::order(input, measured, &dispute.items) } else { fits_both(input, measured, dispute) },
        statements,
        settled: None,
    }
}
