//! Every quantity of the running text with the words round it: what may be compared.

use std::ops::Range;
use std::sync::Arc;

use super::article::within;
use super::attribution::attribution;
use super::dated::is_said_of;
use super::people::PersonKey;
use super::relations::relations;
use super::respects::Respect;
use super::toll;
use super::uncounted::is_uncounted;
use super::{Article, Context, Place, Read, SentenceId};
use crate::lexicon::{Hints, Stem, WordSet, concept, is_befalling, is_growing_deed, lower, stem, weight};
use crate::mentions::{Measure, Paragraph, ParagraphRole, Precision, Quantity, When};
use crate::prose::{Kind, Shape};
use crate::text::Span;

/// A quantity in its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The quantity as a report points at it: number, approximator, unit and counted thing.
    pub place: Place,
    /// The same without the counted thing.
    pub figure: Place,
    /// Its sentence.
    pub sentence: SentenceId,
    /// The quantity itself.
    pub quantity: Quantity,
    /// The class of the counted thing; of people who are only implied ("killed 5", "5 others"), that of people.
    pub head: Option<Stem>,
    /// Whether it comes on top of something told before: "two other victims", "20 additional payments".
    pub further: bool,
    /// Whether it is one of several in a row: "40 and 75 per cent", "aged 12 and 15".
    pub in_row: bool,
    /// Whether it is a part of another that its sentence gives, or such a whole: "71 of the 150 seats".
    pub portion: Portion,
    /// What it makes together with others of its sentence, in the measure's own unit: 3 for "shot one person dead and injured two
    /// others", 16 million for "$4 million in cash and $12 million in shares".
    pub totals: Vec<f64>,
    /// In what respect it is given.
    pub respect: Respect,
    /// The words round it, without its own.
    pub context: Arc<Context>,
    /// What ties it to its clause: classes of words, ascending; see `relations`.
    pub relations: Vec<Stem>,
    /// Of a share the names before it in its clause, by class, ascending: whose it may be. Empty for any other measure.
    pub leads: Box<[Stem]>,
    /// Of a share the words that open its sentence and say of whom or where it is: "In the city of Tersk,", "Among women,". By class.
    pub scope: Box<[Stem]>,
    /// The people named in its sentence, ascending.
    pub persons: Vec<PersonKey>,
    /// Who it is said of, where a name stands right before it: "sentenced Orr to six years".
    pub bearer: Option<PersonKey>,
    /// Years that its sentence names, ascending.
    pub years: Vec<i16>,
    /// How what is said is meant.
    pub claim: Claim,
}

/// How a number stands to one that it is joined to by "of".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Portion {
    /// It stands alone.
    #[default]
    Alone,
    /// "71 of 150 seats": the 71.
    Part,
    /// "71 of 150 seats", "a third of the 150": the 150.
    Whole,
}

/// How a clause means what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claim {
    /// It will, may or should be so: "will sign", "could reach", "plans to".
    pub open: bool,
    /// It is denied: "not", "never", "no".
    pub denied: bool,
    /// Stands inside quotation marks.
    pub quoted: bool,
}

/// Words after a number that stand for people without naming a kind of them.
const PEOPLE: &[&str] = &["people", "person", "persons", "others", "individuals", "victims", "lives", "souls", "more"];

/// Words before a counted thing that set it apart from some told before.
const FURTHER: &[&str] = &["additional", "extra", "further", "more", "other"];

/// A word that says less is a weekday or "Government": no name.
const LEAST_NAME: f32 = 1.0;

/// The class of people in general.
fn people_class() -> Stem {
    concept(stem("people"))
}

/// Every quantity in some paragraphs of an article that may be compared, in text order.
pub(super) fn gather(article: Article<'_>, paragraphs: Range<usize>, mentions: &[(Place, PersonKey)]) -> Vec<Measured> {
    let people_like: Vec<Stem> = PEOPLE.iter().map(|word| stem(word)).collect();
    let further: Vec<Stem> = FURTHER.iter().map(|word| stem(word)).collect();
    let mut measured: Vec<Measured> = Vec::new();
    for (at, paragraph) in paragraphs.clone().zip(&article.reading.paragraphs[paragraphs]) {
        if paragraph.role != ParagraphRole::Text {
            continue;
        }
        let text = paragraph.span.of(article.body);
        let prose = &paragraph.reading.prose;
        for quantity in &paragraph.reading.quantities {
            if matches!(quantity.measure, Measure::Label | Measure::Ordinal) {
                continue;
            }
            if is_uncounted(text, paragraph, quantity) {
                continue;
            }
            // What is annotated as a fact is compared as that fact.
            let span = paragraph.place_of(&quantity.tokens);
            if article.annotations.iter().any(|it| it.fact.is_some() && it.span.overlaps(span)) {
                continue;
            }
            let sentence = prose.sentence_of(quantity.tokens.start as usize);
            let mut value = quantity.tokens.clone();
            if let Some(counted) = quantity.counted {
                value.end = value.end.max(counted.token + 1);
                value.start = value.start.min(counted.token);
            }
            let mut relations = relations(text, &paragraph.reading, sentence, &value, quantity.measure);
            let head = match (quantity.measure, quantity.counted) {
                (Measure::Count, _) if toll::is_toll(text, paragraph, quantity, &value, &mut relations) => Some(people_class()),
                (Measure::Count, Some(counted)) if people_like.contains(&counted.stem) => Some(people_class()),
                (Measure::Count, Some(counted)) => Some(concept(counted.stem)),
                // Compared with its like alone: "and three children" are others than hers.
                (Measure::Count, None) if is_parent(text, paragraph, value.start) => Some(concept(stem("parenthood"))),
                (Measure::Count, None) if is_of_people(text, paragraph, sentence, &value) => Some(people_class()),
                (Measure::Count, None) => named_before(text, paragraph, sentence, value.start),
                _ => None,
            };
            let told = attribution(text, prose, &prose.sentences[sentence].tokens, &value).map_or(0..0, |it| it.tokens);
            let mut context = Context::of_claim(text, &paragraph.reading, sentence, &value, &told);
            // "A mother of 13 was shot": it was not the 13 who were.
            if is_parent(text, paragraph, value.start) {
                context.deeds = Box::default();
                relations.retain(|&word| !is_befalling(word));
            }
            // "the 57 injured": what was done to them is their name.
            if let Some(deed) =
                quantity.counted.map(|it| concept(it.stem)).filter(|it| head == Some(people_class()) && is_growing_deed(*it))
            {
                context.deeds = Box::new([deed]);
            }
            let is_further =
                quantity.modifiers.iter().any(|it| further.contains(it)) || comes_on_top(text, paragraph, &value, &context, &measured);
            // "claimed nine lives" killed nine people.
            if is_lives_lost(text, paragraph, quantity) {
                let killed = concept(stem("killed"));
                if let Err(at) = context.deeds.binary_search(&killed) {
                    let mut deeds = context.deeds.into_vec();
                    deeds.insert(at, killed);
                    context.deeds = deeds.into();
                }
            }
            let id = SentenceId { article: article.index, paragraph: at as u32, sentence: sentence as u32 };
            if is_further || quantity.counted.is_some_and(|it| further.contains(&it.stem)) {
                let first =
                    measured.iter_mut().rev().find(|it| it.sentence == id && it.head == head && it.quantity.measure == quantity.measure);
                if let Some(first) = first {
                    first.totals.push(first.quantity.low + quantity.low);
                }
            }
            let place = |tokens: &Range<u32>| article.place(paragraph.place_of(tokens));
            measured.push(Measured {
                place: place(&value),
                figure: place(&quantity.tokens),
                sentence: id,
                claim: claim(text, paragraph, sentence, &value),
                context: Arc::new(context),
                relations,
                leads: leads(paragraph, sentence, quantity),
                scope: scope(text, paragraph, sentence, quantity),
                bearer: bearer(mentions, paragraph, value.start),
                persons: persons(mentions, paragraph.place(prose.sentences[sentence].span)),
                years: years(text, paragraph, sentence, &quantity.tokens),
                portion: portion(text, paragraph, sentence, &quantity.tokens),
                further: is_further,
                in_row: is_in_row(text, paragraph, quantity),
                totals: Vec::new(),
                respect: Respect::of(text, paragraph, quantity, &value),
                quantity: quantity.clone(),
                head,
            });
        }
    }
    for of_sentence in measured.chunk_by_mut(|one, two| one.sentence == two.sentence) {
        add_up(of_sentence);
    }
    measured
}

/// Whether what is counted or paid comes on top of something told before, by the words before it: "an extra $3 million", "another 15
/// victims". In "killed five and hurt another 12" the 12 are all that were hurt; `told` is what was told before.
fn comes_on_top(text: &str, paragraph: &Paragraph, value: &Range<u32>, context: &Context, told: &[Measured]) -> bool {
    let sentence = &paragraph.reading.prose.sentences[paragraph.reading.prose.sentence_of(value.start as usize)].tokens;
    let before = (sentence.start < value.start).then(|| paragraph.reading.prose.word(text, value.start as usize - 1).to_lowercase());
    match before.as_deref() {
        Some("extra" | "additional" | "further" | "plus") => true,
        Some("another") => told.last().is_none_or(|it| {
            let deeds = &it.context.deeds;
            deeds.is_empty() || context.deeds.is_empty() || deeds.iter().any(|deed| context.deeds.contains(deed))
        }),
        _ => false,
    }
}

/// Tells the sums of money of one sentence what they make together, next to each other: all or some of them.
fn add_up(sentence: &mut [Measured]) {
    /// A sentence of more is a table.
    const MOST: usize = 6;
    let is_sum = |it: &Measured| matches!(it.quantity.measure, Measure::Money(_)) && it.respect.per.is_none();
    let sums: Vec<usize> = (0..sentence.len()).filter(|&at| is_sum(&sentence[at])).collect();
    if sums.len() < 2 || MOST < sums.len() {
        return;
    }
    for (first, _) in sums.iter().enumerate() {
        let mut total = 0.0;
        for (last, &at) in sums.iter().enumerate().skip(first) {
            if sentence[at].quantity.measure != sentence[sums[first]].quantity.measure {
                break;
            }
            total += sentence[at].quantity.low;
            for &part in &sums[first..=last] {
                if first < last {
                    sentence[part].totals.push(total);
                }
            }
        }
    }
}

/// The people named in a span of an article, ascending.
fn persons(mentions: &[(Place, PersonKey)], span: Span) -> Vec<PersonKey> {
    let mut persons: Vec<PersonKey> = within(mentions, span).iter().map(|&(_, person)| person).collect();
    persons.sort_unstable();
    persons.dedup();
    persons
}

/// The person named right before token `value`, with nothing but function words between: "sentenced Orr to six years", "cost Orr
/// about £5,000"; not the speaker of "Orr said that six".
fn bearer(mentions: &[(Place, PersonKey)], paragraph: &Paragraph, value: u32) -> Option<PersonKey> {
    const BETWEEN_TOKENS: usize = 3;
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[prose.sentence_of(value as usize)];
    let start = prose.tokens[value as usize].span.start;
    let before = paragraph.place(Span::new(sentence.span.start.min(start), start));
    let &(place, person) = within(mentions, before).last()?;
    let from = place.span.end - paragraph.span.start;
    let mut between = prose.tokens[..value as usize].iter().rev().take_while(|it| from <= it.span.start);
    let said = stem("said");
    let plain = between.by_ref().take(BETWEEN_TOKENS).all(|it| it.kind == Kind::Word && weight(it.stem) == 0.0 && it.stem != said);
    (plain && between.next().is_none()).then_some(person)
}

/// The years that sentence `sentence` of a paragraph names for what is said at token `value`, ascending: not the one of "the mill,
/// which was built in 1961, employs 350 people".
fn years(text: &str, paragraph: &Paragraph, sentence: usize, value: &Range<u32>) -> Vec<i16> {
    let tokens = paragraph.reading.prose.sentences[sentence].tokens.clone();
    let mut years: Vec<i16> = paragraph
        .reading
        .times_in(&tokens)
        .iter()
        .filter(|it| is_said_of(text, &paragraph.reading, &tokens, it.tokens.start, value))
        .filter_map(|it| match it.when {
            When::Year { year } | When::Day { year: Some(year), .. } | When::Month { year: Some(year), .. } => Some(year),
            _ => None,
        })
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Whether a number without a noun behind it counts people, by what was done to them: "58 were injured", "killing at least six".
pub(super) fn is_of_people(text: &str, paragraph: &Paragraph, sentence: usize, value: &Range<u32>) -> bool {
    const AUXILIARIES: &[&str] = &["are", "been", "being", "had", "has", "have", "is", "was", "were"];
    let prose = &paragraph.reading.prose;
    let tokens = &prose.sentences[sentence].tokens;
    let is_done = |at: u32| tokens.contains(&at) && is_growing_deed(concept(prose.tokens[at as usize].stem));
    let auxiliary = |at: &u32| AUXILIARIES.contains(&prose.word(text, *at as usize));
    let helpers = (value.end..tokens.end).take_while(auxiliary).count() as u32;
    let closes = value.end == tokens.end || prose.tokens[value.end as usize].kind == Kind::Mark;
    let before = value.start.checked_sub(1).is_some_and(is_done);
    0 < helpers && is_done(value.end + helpers) || closes && before
}

/// Of a share the classes of the names before it in its clause, up to another number, ascending.
fn leads(paragraph: &Paragraph, sentence: usize, quantity: &Quantity) -> Box<[Stem]> {
    if quantity.measure != Measure::Percent {
        return Box::default();
    }
    let prose = &paragraph.reading.prose;
    let tokens = &prose.sentences[sentence].tokens;
    let clause = (tokens.start..quantity.tokens.start).rev().take_while(|&at| {
        let token = &prose.tokens[at as usize];
        token.kind != Kind::Number && !token.hints.has(Hints::CLAUSE)
    });
    let is_name = |at: u32| {
        let token = &prose.tokens[at as usize];
        token.kind == Kind::Word && token.shape != Shape::Lower && LEAST_NAME < weight(token.stem) && at != tokens.start
    };
    let mut names: Vec<Stem> = clause.filter(|&at| is_name(at)).map(|at| concept(prose.tokens[at as usize].stem)).collect();
    names.sort_unstable();
    names.dedup();
    names.into()
}

/// Of a share the classes of the words between the "in" or "among" that opens its sentence and the comma.
fn scope(text: &str, paragraph: &Paragraph, sentence: usize, quantity: &Quantity) -> Box<[Stem]> {
    if quantity.measure != Measure::Percent {
        return Box::default();
    }
    let prose = &paragraph.reading.prose;
    let tokens = &prose.sentences[sentence].tokens;
    let word = |at: u32| prose.word(text, at as usize);
    let comma = (tokens.start..quantity.tokens.start).find(|&at| word(at) == ",");
    let Some(comma) = comma.filter(|_| matches!(word(tokens.start), "In" | "Among" | "For")) else { return Box::default() };
    let says = |at: u32| Some(prose.tokens[at as usize].stem).filter(|it| 0.0 < weight(*it));
    (tokens.start + 1..comma).filter_map(says).map(concept).collect()
}

/// Whether a number stands in a row with another one of its measure: "40 and 75 per cent" are of two things.
fn is_in_row(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    if matches!(quantity.measure, Measure::Count | Measure::Score) {
        return false;
    }
    let prose = &paragraph.reading.prose;
    let joined = |one: &Quantity, other: &Quantity| {
        one.tokens.end + 1 == other.tokens.start && matches!(prose.word(text, one.tokens.end as usize), "and" | "or")
    };
    // "40 and 75 per cent": the unit stands behind the last.
    let alike = |it: &Quantity| it.measure == quantity.measure || it.measure == Measure::Count && it.counted.is_none();
    let tokens = &prose.sentences[prose.sentence_of(quantity.tokens.start as usize)].tokens;
    paragraph.reading.quantities_in(tokens).iter().any(|it| alike(it) && (joined(it, quantity) || joined(quantity, it)))
}

/// The class of what a number without a noun behind it counts, where the words before it say so: "a crowd of 34,210", "the number
/// of jobs to go is 1,510".
fn named_before(text: &str, paragraph: &Paragraph, sentence: usize, value: u32) -> Option<Stem> {
    const GROUPS: &[&str] = &["attendance", "audience", "congregation", "crew", "crowd", "garrison", "population", "staff", "workforce"];
    const REACH_TOKENS: u32 = 8;
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[sentence].tokens;
    let word = |at: u32| lower(prose.word(text, at as usize));
    let from = sentence.start.max(value.saturating_sub(REACH_TOKENS));
    if from + 2 <= value && word(value - 1) == "of" && GROUPS.contains(&&*word(value - 2)) {
        return Some(concept(prose.tokens[value as usize - 2].stem));
    }
    for at in (from..value).rev() {
        match &*word(at) {
            "," | ";" | ":" | "(" | "and" | "while" => return None,
            "number" if at + 2 < value && word(at + 1) == "of" => {
                let thing = prose.tokens[at as usize + 2];
                return (thing.kind == Kind::Word && thing.shape == Shape::Lower).then(|| concept(thing.stem));
            }
            _ => {}
        }
    }
    None
}

/// How the number at tokens `value` stands to another that "of" joins it to.
fn portion(text: &str, paragraph: &Paragraph, sentence: usize, value: &Range<u32>) -> Portion {
    let prose = &paragraph.reading.prose;
    let tokens = &prose.sentences[sentence].tokens;
    let word = |at: u32| if tokens.contains(&at) { prose.word(text, at as usize) } else { "" };
    let is_article = |at: u32| matches!(word(at), "the" | "its" | "their" | "his" | "her" | "all");
    let numbers = paragraph.reading.quantities_in(tokens);
    let behind = value.end + 1 + u32::from(is_article(value.end + 1));
    if word(value.end) == "of" && numbers.iter().any(|it| it.tokens.start == behind) {
        return Portion::Part;
    }
    let before = value.start.saturating_sub(1);
    let of = before.saturating_sub(u32::from(is_article(before)));
    if word(of) == "of" && numbers.iter().any(|it| it.tokens.end == of) { Portion::Whole } else { Portion::Alone }
}

/// Whether the number at token `value` tells of how many somebody is a parent: "a mother of 13".
fn is_parent(text: &str, paragraph: &Paragraph, value: u32) -> bool {
    const PARENTS: &[&str] = &["dad", "father", "mom", "mother", "mum", "parent", "parents"];
    let prose = &paragraph.reading.prose;
    let word = |before: u32| value.checked_sub(before).map(|at| lower(prose.word(text, at as usize)));
    word(1).is_some_and(|it| it == "of") && word(2).is_some_and(|it| PARENTS.contains(&&*it))
}

/// Whether what is counted are lives that were lost: "the fire claimed nine lives", not "nine lives were saved".
fn is_lives_lost(text: &str, paragraph: &Paragraph, quantity: &Quantity) -> bool {
    let prose = &paragraph.reading.prose;
    let is_lives = quantity.counted.is_some_and(|it| prose.word(text, it.token as usize).eq_ignore_ascii_case("lives"));
    let before = || prose.word(text, quantity.tokens.start as usize - 1);
    is_lives && 0 < quantity.tokens.start && matches!(before(), "claim" | "claimed" | "claiming" | "claims" | "cost" | "costing" | "took")
}

impl Measured {
    /// The figure as a reader sees it in a message: "about 12", "$3.5 billion".
    pub fn shown(&self, read: Read<'_>) -> String {
        self.quantity.shown(read.text(self.figure))
    }

    /// Whether the number is given as the exact one.
    pub fn is_exact(&self) -> bool {
        matches!(self.quantity.precision, Precision::Exact | Precision::Range)
    }
}

/// How the clause round the tokens `value` is meant.
fn claim(text: &str, paragraph: &Paragraph, sentence: usize, value: &Range<u32>) -> Claim {
    #[rustfmt::skip]
    static OPEN: WordSet = WordSet::of(&[
        "aim", "aims", "asked", "can", "could", "demanded", "expect", "expected", "expects", "face", "faced", "faces", "facing", "hopes",
        "if", "intends", "likely", "maximum", "may", "might", "must", "plan", "planned", "plans", "predicted", "predicts", "projected",
        "projects", "recommended", "requested", "scheduled", "set", "should", "sought", "unless", "wanted", "whether", "will", "would",
    ]);
    // "a target of 40 boats", "forecast sales of $3 million"; further off it is the forecast itself that grows by so much.
    static FORESEEN: WordSet = WordSet::of(&["forecast", "forecasts", "guidance", "outlook", "target", "targets"]);
    const FORESEEN_TOKENS: usize = 5;
    static DENIED: WordSet = WordSet::of(&["cannot", "neither", "never", "no", "nor", "not", "without"]);
    const REACH_TOKENS: usize = 12;
    let prose = &paragraph.reading.prose;
    let tokens = prose.sentences[sentence].tokens.clone();
    let from = (value.start as usize).saturating_sub(REACH_TOKENS).max(tokens.start as usize);
    let mut claim = Claim::default();
    for at in from..value.start as usize {
        let word = lower(prose.word(text, at));
        match &*word {
            "," | ";" | ":" | "—" | "–" | "but" | "(" => claim = Claim::default(),
            word => {
                claim.open |= OPEN.has(word) || value.start as usize <= at + FORESEEN_TOKENS && FORESEEN.has(word);
                claim.denied |= DENIED.has(word) || word.ends_with("n't") || word.ends_with("n’t");
            }
        }
    }
    // "12 houses would be built", "some 40 ships are to follow".
    let behind: Vec<&str> = (value.end..tokens.end).take(2).map(|at| prose.word(text, at as usize)).collect();
    claim.open |=
        matches!(behind[..], ["could" | "may" | "might" | "should" | "will" | "would" | "can" | "must", ..] | ["are" | "is", "to"]);
    claim.quoted = paragraph.reading.quotation_at(value.start).is_some();
    claim
}
