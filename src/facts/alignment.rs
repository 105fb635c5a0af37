//! How far two stretches of text tell the same thing: shared words, weighed by how much each says.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{
    CountryForm, Hints, Stem, WordSet, concept, country, divides, hyphened, is_calendar_word, is_common_word, is_deed, lower, opposite,
    stem, weight,
};
use crate::mentions::{Measure, ParagraphReading};
use crate::prose::{Kind, Sentence, Shape};

/// What a name is worth, whatever its letters spell: the weight of a rare word.
const NAME_WEIGHT: f32 = 4.0;
/// What an equal number is worth: less than a name, since small numbers recur.
const NUMBER_WEIGHT: f32 = 2.0;
/// Words this near (in tokens) are taken to be said of the value itself; "some 40 of the crew" fits in.
const NEAR_TOKENS: u32 = 3;
/// A word's say halves with each such stretch beyond [`NEAR_TOKENS`].
const HALVING_TOKENS: f32 = 6.0;
/// A word this near is said of the value itself: within some eight tokens of its clause.
const SAID_OF_IT: f32 = 0.55;
/// A deed this near was done to what is counted; "sentenced for assaulting two girls" did not sentence the girls.
const DEED: f32 = 1.0;
/// What is left of a word's say on the other side of a clause boundary.
const OTHER_CLAUSE: f32 = 0.5;
/// What is left of it on the other side of another quantity: what stands there is said of that.
const OTHER_VALUE: f32 = 0.5;

/// A word of a context, with its say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContextWord {
    /// Its class ([`concept`]).
    pub concept: Stem,
    /// How much it says at all, 0 to 4.
    pub weight: f32,
    /// How near it is to the value, 0 to 1.
    pub nearness: f32,
    /// Whether it is capitalised inside its sentence.
    pub name: bool,
}

impl ContextWord {
    /// Whether it is a name in the value's own clause.
    fn is_near_name(&self) -> bool {
        self.name && OTHER_CLAUSE < self.nearness
    }
}

/// The words round a value in its sentence: each class once, at its nearest, ascending by class.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Context {
    /// The words.
    pub words: Box<[ContextWord]>,
    /// Their weights, added up.
    pub weight: f32,
    /// Their weights by nearness, added up.
    pub near_weight: f32,
    /// Whether a name stands in the value's own clause.
    near_names: bool,
    /// Deeds near the value ("killed", "arrested"), by class, ascending.
    pub deeds: Box<[Stem]>,
    /// Words near the value that have an opposite, ascending.
    pub poles: Box<[Stem]>,
    /// The countries whose adjectives stand near the value ("the Norwegian navy captured 23"), by key, ascending.
    pub nations: Box<[&'static str]>,
    /// Names behind the value, up to where its clause ends or another number stands: "Ostia" of "65 per cent of traffic to Ostia, 44
    /// per cent of that to Kellmar". By class, ascending.
    pub goals: Box<[Stem]>,
    /// The name that does what is told of the value: "Dunn" of "In Kellmar Dunn had won 5 seats". By class, ascending.
    pub agents: Box<[Stem]>,
}

/// How much two contexts share.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that may speak against a pair")]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Likeness {
    /// Weight of the shared words.
    pub shared: f32,
    /// The same as a part of the lighter context, 0 to 1.
    pub part: f32,
    /// Weight of the shared words by nearness, as a part of the nearer lighter context, 0 to 1.
    pub near_part: f32,
    /// Weight of the shared words by nearness.
    pub near_shared: f32,
    /// Shared names.
    pub names: u32,
    /// Whether both have names near the value, and none of them is shared.
    pub other_names: bool,
    /// Whether both tell of nations near the value, and of no common one: "the Norwegian navy", "the Danish navy".
    pub other_nations: bool,
    /// Whether names stand behind both values, and none of them is shared: "65 per cent to Ostia", "44 per cent to Kellmar".
    pub other_goals: bool,
    /// Whether both tell by name who does it, and of no common one: "Dunn won 5 seats in Kellmar", "Hale won 7 seats in Kellmar".
    pub other_agents: bool,
    /// Whether both have deeds near the value, and none of them is shared: "shot 5", "arrested 5".
    pub other_deeds: bool,
    /// Whether a word near one value is the opposite of a word near the other, and is not shared: "5 in favour", "7 against".
    pub opposed: bool,
}

impl Context {
    /// The context of the tokens `value` in sentence `sentence` of a paragraph; the value's own words are no part of it.
    pub fn of(paragraph: &str, reading: &ParagraphReading, sentence: usize, value: &Range<u32>) -> Self {
        Self::of_claim(paragraph, reading, sentence, value, &(0..0))
    }

    /// The same without the tokens `told` that say who tells it: what one mayor says on one day has no more than her in common.
    pub fn of_claim(paragraph: &str, reading: &ParagraphReading, sentence: usize, value: &Range<u32>, told: &Range<u32>) -> Self {
        let prose = &reading.prose;
        let sentence = &prose.sentences[sentence];
        let mut words: Vec<ContextWord> = Vec::with_capacity(sentence.tokens.len());
        let (mut deeds, mut poles, mut nations, mut goals) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut behind = true;
        let distances = Distances::of(reading, sentence.tokens.clone(), value);
        for at in sentence.tokens.clone().filter(|at| !value.contains(at) && !told.contains(at)) {
            let token = &prose.tokens[at as usize];
            let first = at == sentence.tokens.start;
            behind &= at < value.end || token.kind != Kind::Number && !token.hints.has(Hints::CLAUSE);
            // Half the tokens of a text say nothing, and oppose nothing.
            let says = |hints: Hints| [Hints::TELLING, Hints::OPPOSITE, Hints::HYPHEN].iter().any(|it| hints.has(*it));
            if matches!(token.kind, Kind::Mark | Kind::Possessive) || token.kind == Kind::Word && !says(token.hints) {
                continue;
            }
            let name = token.kind == Kind::Word && token.shape != Shape::Lower && !first;
            let class = concept(token.stem);
            // "a 20-year-old pilot" is "a 20 year old pilot"; "twenty-one" is a number.
            if token.kind == Kind::Word
                && token.shape == Shape::Lower
                && class == token.stem
                && token.hints.has(Hints::HYPHEN)
                && let Some(parts) = hyphened(prose.word(paragraph, at as usize))
            {
                let nearness = distances.nearness(at);
                let parts = parts.into_iter().map(stem);
                let parts = parts.map(|part| ContextWord { concept: concept(part), weight: weight(part), nearness, name: false });
                words.extend(parts.filter(|it| 0.0 < it.weight));
                continue;
            }
            let weight = match token.kind {
                Kind::Word if !token.hints.has(Hints::TELLING) => 0.0,
                Kind::Word if name => weight(token.stem).max(NAME_WEIGHT),
                Kind::Word => weight(token.stem),
                // "1" and "2" say as little as "one" and "two".
                _ => weight(token.stem).min(NUMBER_WEIGHT),
            };
            let pole = token.hints.has(Hints::OPPOSITE) && divides(token.stem);
            if weight > 0.0 || pole {
                let nearness = distances.nearness(at);
                if pole && SAID_OF_IT <= nearness {
                    poles.push(token.stem);
                }
                // "claimed nine lives and injured 30": the nine were not injured.
                let of_next = || value.end <= at && begins_another(paragraph, reading, at + 1);
                if is_deed(class) && DEED <= nearness && !of_next() {
                    deeds.push(class);
                }
                if weight == 0.0 {
                    continue;
                }
                if name && behind && value.end <= at {
                    goals.push(class);
                }
                if token.kind == Kind::Word && token.shape != Shape::Lower && nearness > OTHER_CLAUSE {
                    let told = country(&lower(prose.word(paragraph, at as usize)));
                    nations.extend(told.filter(|(_, form)| *form == CountryForm::Adjective).map(|(nation, _)| nation));
                }
                words.push(ContextWord { concept: class, weight, nearness, name });
            }
        }
        for list in [&mut deeds, &mut poles, &mut goals] {
            list.sort_unstable();
            list.dedup();
        }
        nations.sort_unstable();
        nations.dedup();
        let agents = agents(paragraph, reading, sentence, value, told);
        let lists =
            Self { deeds: deeds.into(), poles: poles.into(), nations: nations.into(), goals: goals.into(), agents, ..Self::default() };
        lists.with(words)
    }

    /// The same words by other classes, without those of the classes `but` and with `more`: each class once, at its nearest.
    #[must_use]
    pub fn by(mut self, class: fn(Stem) -> Stem, but: &[Stem], more: Vec<ContextWord>) -> Self {
        let mut words = std::mem::take(&mut self.words).into_vec();
        words.retain(|word| !but.contains(&word.concept));
        words.extend(more);
        for word in &mut words {
            word.concept = class(word.concept);
        }
        self.with(words)
    }

    /// The same with these words, each class once.
    fn with(mut self, mut words: Vec<ContextWord>) -> Self {
        words.sort_by(|a, b| a.concept.cmp(&b.concept).then(b.nearness.total_cmp(&a.nearness)));
        words.dedup_by_key(|word| word.concept);
        self.weight = words.iter().map(|word| word.weight).sum();
        self.near_weight = words.iter().map(|word| word.weight * word.nearness).sum();
        self.near_names = words.iter().any(ContextWord::is_near_name);
        self.words = words.into();
        self
    }

    /// What it shares with `other`. Symmetric.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let mut likeness = Likeness::default();
        let mut near_names = false;
        let (mut here, mut there) = (0, 0);
        while let (Some(one), Some(two)) = (self.words.get(here), other.words.get(there)) {
            if one.concept == two.concept {
                let weight = one.weight.min(two.weight);
                likeness.shared += weight;
                likeness.near_shared += weight * (one.nearness * two.nearness).sqrt();
                likeness.names += u32::from(one.name && two.name);
                near_names |= one.is_near_name() || two.is_near_name();
            }
            // Sums, no branches: which of the two goes on is a toss that no processor foresees.
            here += usize::from(one.concept <= two.concept);
            there += usize::from(two.concept <= one.concept);
        }
        let part = |shared: f32, one: f32, two: f32| if one.min(two) > 0.0 { (shared / one.min(two)).min(1.0) } else { 0.0 };
        likeness.part = part(likeness.shared, self.weight, other.weight);
        likeness.near_part = part(likeness.near_shared, self.near_weight, other.near_weight);
        likeness.other_names = self.near_names && other.near_names && !near_names;
        likeness.other_nations = are_apart(&self.nations, &other.nations);
        likeness.other_deeds = are_apart(&self.deeds, &other.deeds);
        likeness.other_goals = are_apart(&self.goals, &other.goals);
        likeness.other_agents = are_apart(&self.agents, &other.agents);
        let alone = |pole: &Stem, there: &Self| there.poles.binary_search(pole).is_err();
        likeness.opposed = self
            .poles
            .iter()
            .filter(|pole| alone(pole, other))
            .any(|one| other.poles.iter().filter(|pole| alone(pole, self)).any(|two| opposite(*one, *two)));
        likeness
    }
}

/// The classes of the name that does what is told of the tokens `value`, ascending: right before a verb that at most a word or two
/// part from the value, and behind no preposition. `told` is who says so.
fn agents(paragraph: &str, reading: &ParagraphReading, sentence: &Sentence, value: &Range<u32>, told: &Range<u32>) -> Box<[Stem]> {
    /// A verb, its auxiliary and an adverb.
    const VERB_TOKENS: u32 = 3;
    let prose = &reading.prose;
    let from = if told.end <= value.start { told.end.max(sentence.tokens.start) } else { sentence.tokens.start };
    let is_name = |at: u32| {
        let token = &prose.tokens[at as usize];
        let word = lower(prose.word(paragraph, at as usize));
        let opens = at == sentence.tokens.start && is_common_word(&word);
        // "On Sunday Dunn won": a day does nothing.
        let name = token.kind == Kind::Word && token.shape != Shape::Lower && weight(token.stem) > 0.0;
        name && !opens && !is_calendar_word(&word)
    };
    let verb = |at: u32| {
        let token = &prose.tokens[at as usize];
        token.kind == Kind::Word && token.shape == Shape::Lower && !is_preposition(prose.word(paragraph, at as usize))
    };
    let Some(last) = (from..value.start).rev().take(1 + VERB_TOKENS as usize).find(|&at| !verb(at)) else { return Box::default() };
    if last + 1 == value.start || !is_name(last) {
        return Box::default();
    }
    let mut first = last;
    while from < first && is_name(first - 1) {
        first -= 1;
    }
    let article = u32::from(from < first && matches!(prose.word(paragraph, first as usize - 1), "the" | "The"));
    let governed = from < first - article && is_preposition(prose.word(paragraph, (first - article) as usize - 1));
    if governed {
        return Box::default();
    }
    let mut agents: Vec<Stem> = (first..=last).map(|at| concept(prose.tokens[at as usize].stem)).collect();
    agents.sort_unstable();
    agents.dedup();
    agents.into()
}

/// Whether `word` ties what stands behind it to what stands before.
fn is_preposition(word: &str) -> bool {
    static PREPOSITIONS: WordSet = WordSet::of(&[
        "about", "above", "across", "after", "against", "among", "around", "as", "at", "before", "behind", "below", "between", "by",
        "down", "during", "for", "from", "in", "into", "near", "of", "off", "on", "over", "per", "since", "than", "through", "to", "under",
        "until", "up", "via", "with", "within", "without",
    ]);
    PREPOSITIONS.has(word)
}

/// Whether a quantity begins at token `at`, or behind an "another" there.
fn begins_another(paragraph: &str, reading: &ParagraphReading, at: u32) -> bool {
    let is_another = reading.prose.tokens.get(at as usize).is_some_and(|it| it.span.of(paragraph) == "another");
    let from = at + u32::from(is_another);
    reading.quantities.binary_search_by_key(&from, |it| it.tokens.start).is_ok()
}

/// Whether two sorted lists both hold something, and nothing in common.
fn are_apart<T: Ord>(one: &[T], two: &[T]) -> bool {
    !one.is_empty() && !two.is_empty() && !one.iter().any(|it| two.binary_search(it).is_ok())
}

/// What is left of a word's say so many tokens beyond [`NEAR_TOKENS`].
fn fall(beyond: u32) -> f32 {
    0.5_f32.powf(beyond as f32 / HALVING_TOKENS)
}

/// The same for sentences of usual length, worked out once.
static FALLS: LazyLock<[f32; 64]> = LazyLock::new(|| std::array::from_fn(|beyond| fall(beyond as u32)));

/// How far the words of a sentence stand from a value.
struct Distances<'v> {
    value: &'v Range<u32>,
    /// A token before this one has a clause boundary between it and the value.
    before: u32,
    /// And one behind this.
    behind: u32,
    /// A token before this one has another quantity between it and the value.
    quantity_before: u32,
    /// And one behind this.
    quantity_behind: u32,
}

impl<'v> Distances<'v> {
    fn of(reading: &ParagraphReading, sentence: Range<u32>, value: &'v Range<u32>) -> Self {
        let tokens = &reading.prose.tokens;
        let is_boundary = |at: &u32| tokens[*at as usize].hints.has(Hints::CLAUSE);
        let before = (sentence.start..value.start).rev().find(is_boundary).unwrap_or(0);
        // "three who voted against": a relative pronoun right at the value opens a clause about it.
        let opens = value.end < sentence.end && tokens[value.end as usize].kind == Kind::Word;
        let behind = (value.end + u32::from(opens)..sentence.end).find(is_boundary).unwrap_or(u32::MAX);
        let starts = |within: Range<u32>| {
            let others = reading.quantities_in(&within).iter().filter(|it| !matches!(it.measure, Measure::Label | Measure::Ordinal));
            others.map(|it| it.tokens.start)
        };
        let quantity_before = starts(sentence.start..value.start).next_back().unwrap_or(0);
        let quantity_behind = starts(value.end..sentence.end).next().unwrap_or(u32::MAX);
        Self { value, before, behind, quantity_before, quantity_behind }
    }

    /// How near token `at` stands, 0 to 1: 1 within [`NEAR_TOKENS`], then falling, halved once where a clause boundary lies between
    /// and once more where another quantity does: "killed two people and drove 3,000 from their homes".
    fn nearness(&self, at: u32) -> f32 {
        let distance = if at < self.value.start { self.value.start - at } else { at - self.value.end + 1 };
        let near = match distance.checked_sub(NEAR_TOKENS) {
            None | Some(0) => 1.0,
            Some(beyond) => FALLS.get(beyond as usize).copied().unwrap_or_else(|| fall(beyond)),
        };
        let clause = if at < self.before || self.behind < at { OTHER_CLAUSE } else { 1.0 };
        let value = if at < self.quantity_before || self.quantity_behind < at { OTHER_VALUE } else { 1.0 };
        near * clause * value
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Likeness};
    use crate::mentions::ParagraphReading;

    fn likeness(one: (&str, &str), two: (&str, &str)) -> Likeness {
        let context = |(text, value): (&str, &str)| {
            let reading = ParagraphReading::read(text);
            let at =
                (0..reading.prose.tokens.len()).find(|&at| reading.prose.word(text, at) == value).expect("the value stands in the text");
            Context::of(text, &reading, reading.prose.sentence_of(at), &(at as u32..at as u32 + 1))
        };
        context(one).likeness(&context(two))
    }

    #[test]
    fn one_event_in_other_words_is_alike() {
        let alike = likeness(
            ("The ferry Aurora sank off Kellmar with 40 passengers aboard.", "40"),
            ("Forty-two passengers were aboard when the Aurora went down near Kellmar.", "Forty-two"),
        );
        assert!(alike.part > 0.8 && alike.names == 2, "{alike:?}");
    }

    #[test]
    fn figures_and_compounds_weigh_the_same_in_every_house() {
        let one = likeness(("A 24-year-old diver and three pilots found 40 crates.", "40"), ("The two boats brought 50 crates.", "50"));
        let two = likeness(("A 24 year old diver and 3 pilots found 40 crates.", "40"), ("The 2 boats brought 50 crates.", "50"));
        assert_eq!(one, two);
        let alike = likeness(("Twenty-one divers found 40 crates.", "40"), ("21 divers found 40 crates.", "40"));
        assert!(alike.part > 0.99, "{alike:?}");
    }

    #[test]
    fn words_near_the_value_say_more() {
        let part = likeness(
            ("The fire killed 5 people, and the mayor of Kellmar spoke of a tragedy.", "5"),
            ("The fire killed 7 people in the old mill.", "7"),
        );
        assert!(part.near_part > part.part, "{part:?}");
    }

    #[test]
    fn what_stands_behind_another_quantity_is_said_of_that() {
        let other = ("The flood drove 8,000 people from their homes.", "8,000");
        let behind = likeness(("The flood killed two pilots, drove 3,000 people from their homes.", "two"), other);
        assert!(behind.near_part < 0.75, "{behind:?}");
        let alone = likeness(("The flood drove two people from their homes.", "two"), other);
        assert!(alone.near_part > 0.99, "{alone:?}");
    }

    #[test]
    fn other_names_beside_the_value_are_noticed() {
        assert!(likeness(("In Kellmar Dunn won 5 seats.", "5"), ("In Orsted Hale won 7 seats.", "7")).other_names);
        assert!(!likeness(("In Kellmar Dunn won 5 seats.", "5"), ("In Kellmar Hale won 7 seats.", "7")).other_names);
    }

    #[test]
    fn who_does_it_is_noticed_wherever_it_is_done() {
        assert!(likeness(("In Kellmar Dunn won 5 seats.", "5"), ("In Kellmar the Herons had won 7 seats.", "7")).other_agents);
        assert!(likeness(("On Sunday Dunn won 5 seats.", "5"), ("On Sunday Hale won 7 seats.", "7")).other_agents);
        assert!(!likeness(("In Kellmar Anna Dunn won 5 seats.", "5"), ("Dunn won 7 seats in Kellmar.", "7")).other_agents);
        assert!(!likeness(("In Kellmar they won 5 seats.", "5"), ("In Kellmar Hale won 7 seats.", "7")).other_agents);
        assert!(!likeness(("The port of Kellmar sold 5 ships.", "5"), ("The port in Orsted sold 7 ships.", "7")).other_agents);
    }
}
