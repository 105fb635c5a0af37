//! What happened when: each time of an article with the words it is said of.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::alignment::Context;
use super::timeline::{self, Grain, Moment, Tense, days_between};
use super::{Article, Place, clocks, deeds, subjects};
use crate::lexicon::{Stem, WordSet, concept, event};
use crate::mentions::{Paragraph, ParagraphRole, Relation, TimeMention, When};
use crate::prose::{Kind, Shape};

/// A time with what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// The time's words.
    pub place: Place,
    /// What they say.
    pub moment: Moment,
    /// How the time stands to what is told.
    pub relation: Relation,
    /// Whether it was or will be.
    pub tense: Tense,
    /// How its day stands to the article's own.
    pub recency: Recency,
    /// Whether it is a span back from the article's date: "15 months ago", "the first in 24 years".
    pub ago: bool,
    /// The class ([`event`]) of the verb or noun the time belongs to, where one is found.
    pub deed: Option<Stem>,
    /// The words round that, by their classes as events, without the time's own; empty without a deed.
    pub participants: Arc<Context>,
    /// What that is.
    pub of: Of,
    /// A clock time with a zone right beside it: minutes after midnight, minutes east of UTC.
    pub zoned: Option<(i16, i16)>,
    /// From the first clock time of its sentence up to it, where [`Happening::zoned`]: "around 2am (7pm GMT Wednesday)".
    pub clock: Option<Place>,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// What tells what it is the time of, for readers.
    pub told: Told,
    /// The words round it in its sentence.
    pub context: Arc<Context>,
    /// The classes of the words that tell a beginning near it: "the start of the war", "invaded"; see `beginnings`.
    pub begins: Vec<Stem>,
}

/// The days after an event on which it is news.
pub const FRESH_DAYS: i32 = 3;

/// How a day stands to that on which its article was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recency {
    /// It is told as "today": the article's own, which may be another one where it happened.
    Today,
    /// That day or at most [`FRESH_DAYS`] before it: news.
    Fresh,
    /// Any other, several days, or nobody knows.
    Other,
}

impl Recency {
    fn of(time: &TimeMention, moment: &Moment, written: Option<Date>) -> Self {
        if matches!(time.when, When::Relative { days: 0 }) {
            return Self::Today;
        }
        let day = moment.days.filter(|(first, last)| first == last).map(|it| it.0);
        let fresh = day.zip(written).is_some_and(|(day, written)| (0..=FRESH_DAYS).contains(&days_between(day, written)));
        if fresh { Self::Fresh } else { Self::Other }
    }
}

/// What a time is the time of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// What its sentence tells.
    Event,
    /// Words: "said on Friday" is the time of the words, not of what they tell.
    Saying,
    /// A noun, not the verb of its clause: "disputed the report Friday that said", "charged after the shooting on Friday".
    Noun,
    /// An event that is not the first of its kind: "struck again on Friday".
    Repeated,
}

/// The words beside a time that tell what it is the time of.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// One stretch or two, in text order.
    pub places: Vec<Place>,
    /// Whether those hold the word of [`Happening::deed`] and somebody before it, or the lasting thing that begins.
    pub whole: bool,
}

/// Every time of the running text in some paragraphs of an article, in text order; `day` is when the article was written.
pub(super) fn gather(article: Article<'_>, paragraphs: Range<usize>, day: Option<Date>) -> Vec<Happening> {
    let mut found = Vec::new();
    for paragraph in article.reading.paragraphs[paragraphs].iter().filter(|it| it.role == ParagraphRole::Text) {
        let text = paragraph.span.of(article.body);
        for time in &paragraph.reading.times {
            if paragraph.reading.dateline.contains(&time.tokens.start) {
                continue;
            }
            let tense = timeline::tense(text, &paragraph.reading, time);
            let said = timeline::moment(time, day, tense).map(|moment| (moment, time.relation));
            let on = || day_of(text, paragraph, time, day);
            let clock = || clocks::clock(text, paragraph, time, on, article.timezone.zip(day));
            if let Some((moment, relation)) = said.or_else(clock) {
                found.push(happening(article, text, paragraph, (time, day), (moment, tense, relation)));
            }
            if let Some((moment, tokens)) = clocks::part_of_day(text, paragraph, time, on) {
                let part = TimeMention { tokens, ..time.clone() };
                let tense = timeline::tense(text, &paragraph.reading, &part);
                found.push(happening(article, text, paragraph, (&part, day), (moment, tense, time.relation)));
            }
        }
    }
    found
}

/// The one day that the sentence of a time names; `day` is when the article was written. `None` where it names two, or none.
fn day_of(text: &str, paragraph: &Paragraph, time: &TimeMention, day: Option<Date>) -> Option<Date> {
    let reading = &*paragraph.reading;
    let sentence = &reading.prose.sentences[reading.prose.sentence_of(time.tokens.start as usize)];
    let mut days = reading.times_in(&sentence.tokens).iter().filter_map(|it| {
        let (first, last) = timeline::moment(it, day, timeline::tense(text, reading, it))?.days?;
        (first == last).then_some(first)
    });
    let only = days.next()?;
    days.all(|it| it == only).then_some(only)
}

/// What a time says in an article that was written on `written`.
fn happening(
    article: Article<'_>,
    text: &str,
    paragraph: &Paragraph,
    (time, written): (&TimeMention, Option<Date>),
    (moment, tense, relation): (Moment, Tense, Relation),
) -> Happening {
    let reading = &*paragraph.reading;
    let sentence = reading.prose.sentence_of(time.tokens.start as usize);
    let tokens = reading.prose.sentences[sentence].tokens.clone();
    let found = deeds::deed(text, paragraph, &tokens, &time.tokens);
    let deed = found.map(|it| it.at);
    let begins = beginnings(text, paragraph, &tokens, &time.tokens);
    let told = told(text, paragraph, &tokens, &time.tokens, deed);
    let quoted = reading.quotation_at(time.tokens.start).is_some();
    let times = reading.times_in(&tokens);
    let zoned = times.iter().find_map(|other| match other.when {
        When::Clock { minutes, zone: Some(zone) } if moment.grain == Grain::Day && gap(&other.tokens, &time.tokens) <= 2 => {
            Some((minutes, zone))
        }
        _ => None,
    });
    // "2am (7pm GMT Wednesday)": the local time, the time with its zone and the day.
    let clock = zoned.map(|_| {
        let clocks = times.iter().filter(|it| matches!(it.when, When::Clock { .. }) && gap(&it.tokens, &time.tokens) <= 4);
        let together = clocks.fold(time.tokens.clone(), |all, it| all.start.min(it.tokens.start)..all.end.max(it.tokens.end));
        let closed = together.end < tokens.end && reading.prose.word(text, together.end as usize) == ")";
        let together = together.start..together.end + u32::from(closed);
        article.place(paragraph.place_of(&together))
    });
    Happening {
        clock,
        place: article.place(paragraph.place_of(&time.tokens)),
        relation,
        tense,
        recency: Recency::of(time, &moment, written),
        ago: matches!(time.when, When::Ago { .. }),
        deed: deed.map(|at| event(concept(reading.prose.tokens[at as usize].stem))),
        participants: deed.map(|at| Arc::new(participants(text, paragraph, sentence, at, &time.tokens))).unwrap_or_default(),
        of: found.map_or(Of::Event, |it| it.of),
        zoned,
        quoted,
        told: Told {
            whole: is_whole(text, paragraph, &told, deed, !begins.is_empty()),
            places: told.iter().map(|it| article.place(paragraph.place_of(it))).collect(),
        },
        context: Arc::new(Context::of(text, reading, sentence, &time.tokens)),
        begins,
        moment,
    }
}

/// The words round the deed at token `deed`, and whom a pronoun before it stands for.
fn participants(text: &str, paragraph: &Paragraph, sentence: usize, deed: u32, time: &Range<u32>) -> Context {
    let reading = &*paragraph.reading;
    let class = |at: u32| concept(reading.prose.tokens[at as usize].stem);
    let when: Vec<Stem> = time.clone().map(class).collect();
    let meant = subjects::meant(text, &reading.prose, sentence, deed, |word| deeds::is_verb(word, false));
    Context::of(text, reading, sentence, &(deed..deed + 1)).by(event, &when, meant)
}

/// The longest stretch shown of what is told of a time, in bytes: a line of an editor's message.
const TOLD_BYTES: u32 = 60;

/// The one or two stretches beside a time that say what it is the time of: the clause before it without its preposition; where
/// that has no `deed` ("An Indian ferry on Friday ran aground"), the words behind it as well; behind a comma, those alone.
fn told(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>, deed: Option<u32>) -> Vec<Range<u32>> {
    let prose = &paragraph.reading.prose;
    let word = |at: u32| prose.word(text, at as usize);
    // "voted 61-4": a glued hyphen cuts nothing.
    let glued = |at: u32| prose.is_glued(at as usize) && prose.is_glued(at as usize + 1);
    let cut =
        |at: u32| matches!(word(at), "," | ";" | ":" | "—" | "–" | "(" | ")" | "“" | "”" | "\"" | ".") || word(at) == "-" && !glued(at);
    let capital = |at: u32| prose.tokens[at as usize].kind == Kind::Word && prose.tokens[at as usize].shape != Shape::Lower;
    let bytes = |tokens: Range<u32>| prose.tokens[tokens.end as usize - 1].span.end - prose.tokens[tokens.start as usize].span.start;
    let mut end = time.start;
    while end > sentence.start
        && matches!(
            word(end - 1),
            "on" | "in"
                | "since"
                | "the"
                | "a"
                | "an"
                | "at"
                | "of"
                | "by"
                | "until"
                | "from"
                | "early"
                | "late"
                | "last"
                | "about"
                | "around"
                | "just"
                | "shortly"
                | "after"
                | ","
        )
    {
        end -= 1;
    }
    let mut start = end;
    while start > sentence.start && !cut(start - 1) && bytes(start - 1..end) <= TOLD_BYTES {
        start -= 1;
    }
    // Half a name is nobody: "Calder Rovers" is not cut to "Rovers".
    while start < end
        && (prose.tokens[start as usize].kind == Kind::Possessive || start > sentence.start && capital(start) && capital(start - 1))
    {
        start += 1;
    }
    while start < end
        && matches!(
            word(start),
            "A" | "An"
                | "At"
                | "In"
                | "On"
                | "The"
                | "a"
                | "an"
                | "and"
                | "as"
                | "at"
                | "but"
                | "how"
                | "in"
                | "on"
                | "that"
                | "the"
                | "when"
                | "where"
                | "which"
                | "while"
                | "who"
                | "with"
        )
    {
        start += 1;
    }
    let before = start..end;
    if 2 <= before.len() && deed.is_none_or(|at| at < time.start) {
        return vec![before];
    }
    let comma = time.end < sentence.end && cut(time.end);
    let mut start = time.end;
    while start < sentence.end && (cut(start) || prose.tokens[start as usize].kind == Kind::Possessive) {
        start += 1;
    }
    let room = if comma || before.is_empty() { TOLD_BYTES } else { TOLD_BYTES.saturating_sub(bytes(before.clone())) };
    let mut end = start;
    while end < sentence.end && !cut(end) && bytes(start..end + 1) <= room {
        end += 1;
    }
    // Cut for length, it does not end in "for a".
    while start < end
        && end < sentence.end
        && !cut(end)
        && matches!(word(end - 1), "a" | "an" | "and" | "at" | "for" | "in" | "of" | "on" | "the" | "to" | "with")
    {
        end -= 1;
    }
    let stretches = [if comma { start..start } else { before }, start..end];
    let told: Vec<Range<u32>> = stretches.into_iter().filter(|it| !it.is_empty()).collect();
    if told.is_empty() { vec![time.clone()] } else { told }
}

/// Whether the stretches `told` hold the deed and what stands before it, or, where a lasting thing `begins`, that.
fn is_whole(text: &str, paragraph: &Paragraph, told: &[Range<u32>], deed: Option<u32>, begins: bool) -> bool {
    let word = |at: u32| paragraph.reading.prose.word(text, at as usize);
    if begins {
        return told.iter().cloned().flatten().any(|at| LASTING.has(word(at)));
    }
    // "were arrested by the police" does not say who was.
    let nobody = matches!(word(told[0].start), "are" | "be" | "been" | "had" | "has" | "have" | "is" | "was" | "were" | "will");
    !nobody && deed.is_some_and(|at| told.iter().any(|it| it.contains(&at)) && told[0].start < at)
}

/// Tokens between two ranges.
fn gap(one: &Range<u32>, other: &Range<u32>) -> u32 {
    one.start.saturating_sub(other.end).max(other.start.saturating_sub(one.end))
}

/// Things that begin once and last: what "since" counts from.
static LASTING: WordSet = WordSet::of(&[
    "blockade",
    "conflict",
    "crisis",
    "embargo",
    "famine",
    "invasion",
    "occupation",
    "outbreak",
    "pandemic",
    "rebellion",
    "siege",
    "strike",
    "uprising",
    "war",
]);

/// The classes of lasting things near a time whose sentence tells their beginning: "since the start of the war over two years
/// ago", "since March, when the siege began".
fn beginnings(text: &str, paragraph: &Paragraph, sentence: &Range<u32>, time: &Range<u32>) -> Vec<Stem> {
    let prose = &paragraph.reading.prose;
    let near = sentence.start.max(time.start.saturating_sub(8))..sentence.end.min(time.end + 8);
    let word = |at: u32| prose.word(text, at as usize);
    let begins = near.clone().any(|at| {
        matches!(
            word(at),
            "start" | "began" | "beginning" | "started" | "begun" | "outbreak" | "launched" | "brought" | "broke" | "invaded" | "onset"
        )
    });
    if !begins {
        return Vec::new();
    }
    near.filter(|&at| LASTING.has(word(at))).map(|at| concept(prose.tokens[at as usize].stem)).collect()
}
