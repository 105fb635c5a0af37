//! In what respect a number is given: what makes it another figure than one of the same measure beside it.
//!
//! "€4 million a day" and "€60 million", "$9bn in cash" and "$30bn in cash and shares", "40 per cent of sales" and "a 25 per cent rise",
//! "six badly hurt" and "30 hurt", a game's score and a match's: each pair has one unit, and both may be right.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{CountryForm, Stem, WordSet, concept, country, lower, stem, weight};
use crate::mentions::{Measure, Paragraph, Quantity};
use crate::prose::{Kind, Shape};

/// In what respect a number is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Respect {
    /// What it is given for one of, where not in all: the stem of "day" in "€4 million a day", of "share" in "$2 per share".
    pub per: Option<Stem>,
    /// What a sum is paid in, ascending: the stems of "cash" and "shares" in "$30bn in cash and shares".
    pub paid_in: Vec<Stem>,
    /// What a percentage tells. `None` where nothing beside it says so.
    pub share: Option<ShareOf>,
    /// How badly those that are counted were hurt or damaged. `None` where all are counted, or nothing says so.
    pub harm: Option<Harm>,
    /// The countries whose people are counted, by key, ascending; "foreign" for those of any other. Empty where nothing says so.
    pub nations: Vec<&'static str>,
    /// Whether it is told as a part of another number: "including one", "six of whom".
    pub part: bool,
    /// What a score is the score of.
    pub score: Option<ScoreOf>,
    /// Whether an age is of the time that is told of, not of today: "18 at the time", "then 18".
    pub then: bool,
}

/// What a percentage tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOf {
    /// A part of a whole: "accounted for 40 per cent", "40 per cent of sales".
    Whole,
    /// A change: "rose 25 per cent", "a 25 per cent rise".
    Change,
}

/// How badly somebody or something was hurt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// "badly", "seriously", "in a critical condition".
    Grave,
    /// "slightly", "lightly".
    Slight,
}

/// What a score is the score of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScoreOf {
    /// One of several in a row: `nth` (from 0) of `of`, as in "6-4 3-6 7-5".
    Row {
        /// Its place in the row, from 0.
        nth: u8,
        /// How many there are.
        of: u8,
    },
    /// The points that decided the score before it, in brackets: "7-6 (8-6)".
    TieBreak,
    /// How it stood on the way: "led 2-0 at the break", "a 4-1 lead", "at 5-5". With the stems of the words that tell when, ascending.
    Stage(Vec<Stem>),
}

/// Why two numbers of one measure are two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// One is a part of the other.
    Part,
    /// They tell of two things.
    Other,
}

/// What a sum is paid in, in small letters.
#[rustfmt::skip]
static PAYMENTS: WordSet = WordSet::of(&[
    "assets", "bonds", "cash", "debt", "equity", "grants", "guarantees", "kind", "loans", "options", "restricted", "securities", "shares",
    "stock", "vouchers",
]);

/// What "a" or "an" behind a number gives it for: "€4 million a day", "£30 a head".
#[rustfmt::skip]
static EACH: WordSet = WordSet::of(&[
    "barrel", "bottle", "bushel", "day", "fortnight", "gallon", "game", "head", "hectare", "hour", "kilo", "litre", "match", "minute",
    "month", "night", "ounce", "person", "piece", "quarter", "season", "second", "share", "shift", "ticket", "time", "ton", "tonne",
    "week", "year",
]);

/// The same in one word, and what it is for one of.
const ADVERBS: &[(&str, &str)] = &[
    ("annually", "year"),
    ("apiece", "each"),
    ("daily", "day"),
    ("each", "each"),
    ("hourly", "hour"),
    ("monthly", "month"),
    ("nightly", "night"),
    ("weekly", "week"),
    ("yearly", "year"),
];

/// What comes again and again, each time as long as the number before it: "12-hour shifts".
static RECURRING: WordSet =
    WordSet::of(&["interval", "intervals", "rota", "rotas", "rotation", "rotations", "shift", "shifts", "slots", "stints"]);

/// Verbs and nouns that a change is told with, and comparatives.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "climb", "decline", "decrease", "down", "drop", "fall", "fell", "fewer", "gain", "grew", "grow", "growth", "higher", "increase", "jump",
    "less", "lower", "more", "plummet", "plunge", "reduction", "rise", "rose", "shrank", "shrink", "slide", "slump", "soar", "surge", "up",
];

static CHANGE_STEMS: LazyLock<Vec<Stem>> = LazyLock::new(|| {
    let mut stems: Vec<Stem> = CHANGES.iter().map(|word| stem(word)).collect();
    stems.sort_unstable();
    stems
});

/// How badly, of words of [`HARMED`].
static GRAVE: WordSet =
    WordSet::of(&["badly", "critical", "critically", "grave", "gravely", "heavily", "serious", "seriously", "severely"]);
/// The same of slight harm.
static SLIGHT: WordSet = WordSet::of(&["lightly", "minor", "slight", "slightly"]);
/// One word a kind of harm; "12 critically acclaimed films" came to none.
const HARMED: &[&str] = &["burned", "condition", "damaged", "flooded", "ill", "injured", "injury", "wound"];

static HARMS: LazyLock<Vec<Stem>> = LazyLock::new(|| {
    let mut harms: Vec<Stem> = HARMED.iter().map(|word| concept(stem(word))).collect();
    harms.sort_unstable();
    harms
});

/// Words that tell of a score on the way or of a part of the game, before it or right behind.
#[rustfmt::skip]
static ON_THE_WAY: WordSet = WordSet::of(&[
    "advantage", "ahead", "at", "behind", "deficit", "down", "frame", "half", "lead", "leading", "leads", "led", "leg", "level", "period",
    "quarter", "set", "trailed", "trailing", "trails", "up",
]);

/// Words that tell at what stage of a game.
#[rustfmt::skip]
static STAGES: WordSet = WordSet::of(&[
    "break", "eighth", "fifth", "first", "fourth", "frame", "half", "half-time", "halftime", "inning", "interval", "leg", "ninth", "period",
    "quarter", "second", "set", "seventh", "sixth", "third",
]);

/// How far from its number a word of any of these stands, in tokens: "50 were very seriously hurt", "33 per cent of the votes had been
/// counted".
const REACH_TOKENS: u32 = 6;

impl Respect {
    /// In what respect `quantity` is given; `value` are its tokens with those of the counted thing.
    pub(super) fn of(text: &str, paragraph: &Paragraph, quantity: &Quantity, value: &Range<u32>) -> Self {
        let prose = &paragraph.reading.prose;
        let tokens = prose.sentences[prose.sentence_of(value.start as usize)].tokens.clone();
        let round = Round { text, paragraph, sentence: tokens, value };
        match quantity.measure {
            Measure::Score => Self { score: round.score(quantity), ..Self::default() },
            Measure::Age => Self { then: round.is_then(), ..Self::default() },
            Measure::Label | Measure::Ordinal | Measure::Magnitude | Measure::Temperature => Self::default(),
            Measure::Percent | Measure::PercentPoint => Self { share: round.share(), per: round.per(), ..Self::default() },
            Measure::Money(_) => Self { per: round.per(), paid_in: round.paid_in(), part: round.is_part(), ..Self::default() },
            Measure::Count => {
                Self { per: round.per(), harm: round.harm(), nations: round.nations(), part: round.is_part(), ..Self::default() }
            }
            _ => Self { per: round.per(), ..Self::default() },
        }
    }

    /// Why two numbers of one measure are not the same figure. `None` where nothing says so.
    pub fn apart(&self, other: &Self) -> Option<Apart> {
        let shares = matches!((self.share, other.share), (Some(one), Some(two)) if one != two);
        let shared_nation = self.nations.iter().any(|it| other.nations.contains(it));
        let [here, there] = [self.nations.is_empty(), other.nations.is_empty()];
        let scores = match (&self.score, &other.score) {
            (Some(ScoreOf::Stage(one)), Some(ScoreOf::Stage(two))) => one.is_empty() || one != two,
            (one, two) => one != two,
        };
        if self.per != other.per || self.then != other.then || shares || scores || !here && !there && !shared_nation {
            return Some(Apart::Other);
        }
        let paid = !self.paid_in.is_empty() && !other.paid_in.is_empty() && self.paid_in != other.paid_in;
        // "Nineteen foreigners, including one Dane": the Dane is not the foreigners.
        let some = here != there && (self.part && there || other.part && here);
        (paid || some || self.harm != other.harm).then_some(Apart::Part)
    }
}

/// A number with the words round it.
struct Round<'p> {
    text: &'p str,
    paragraph: &'p Paragraph,
    sentence: Range<u32>,
    value: &'p Range<u32>,
}

impl Round<'_> {
    /// Whether the words beside an age say that it is of another time than today.
    fn is_then(&self) -> bool {
        let behind = |words: [&str; 3]| (self.value.end..).zip(words).all(|(at, word)| self.word(at) == word);
        let before = self.value.start.checked_sub(1).map(|at| self.word(at));
        behind(["at", "the", "time"]) || before.is_some_and(|it| it == "then")
    }

    /// The word at a token, in small letters; nothing outside the sentence.
    fn word(&self, at: u32) -> Cow<'_, str> {
        if self.sentence.contains(&at) { lower(self.paragraph.reading.prose.word(self.text, at as usize)) } else { Cow::default() }
    }

    /// The word so many tokens before the value.
    fn before(&self, tokens: u32) -> Cow<'_, str> {
        self.value.start.checked_sub(tokens).map_or_else(Cow::default, |at| self.word(at))
    }

    fn is_number(&self, at: u32) -> bool {
        self.paragraph.reading.prose.tokens[at as usize].kind == Kind::Number
    }

    /// The words behind the value, up to the next number or the end of the clause.
    fn behind(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let end = self.sentence.end.min(self.value.end + REACH_TOKENS);
        let own = self.value.end..end;
        own.take_while(|&at| !self.is_number(at))
            .map(|at| self.word(at))
            .take_while(|it| !matches!(it.as_ref(), "," | ";" | ":" | "(" | "and"))
    }

    /// See [`Respect::per`].
    fn per(&self) -> Option<Stem> {
        let end = self.value.end;
        let (first, second) = (self.word(end), self.word(end + 1));
        if RECURRING.has(&first) {
            return Some(stem("shift"));
        }
        if let Some((_, of)) = ADVERBS.iter().find(|(adverb, _)| *adverb == first) {
            return Some(stem(of));
        }
        match &*first {
            "a" | "an" | "every" => EACH.has(&second).then(|| stem(&second)),
            // "per diluted share".
            "per" => {
                let last = (end + 1..self.sentence.end).take_while(|&at| {
                    let token = &self.paragraph.reading.prose.tokens[at as usize];
                    token.kind == Kind::Word && token.shape == Shape::Lower && 0.0 < weight(token.stem)
                });
                last.last().map(|at| stem(&self.word(at)))
            }
            _ => None,
        }
    }

    /// See [`Respect::paid_in`].
    fn paid_in(&self) -> Vec<Stem> {
        let words = || self.behind_sum();
        if !words().next().is_some_and(|it| matches!(it.as_ref(), "in" | "of" | "worth")) {
            return Vec::new();
        }
        let mut forms: Vec<Stem> = words().filter(|it| PAYMENTS.has(it)).map(|it| stem(&it)).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// The words behind a sum, up to the next one: "cash and shares" is one payment.
    fn behind_sum(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let end = self.sentence.end.min(self.value.end + REACH_TOKENS);
        let word = |at: u32| self.word(at);
        let next = move |at: &u32| self.is_number(*at) || matches!(&*word(*at), "," | ";" | ":" | "(" | "to" | "for" | "plus");
        (self.value.end..end).take_while(move |at| !next(at)).map(|at| self.word(at))
    }

    /// See [`Respect::share`].
    fn share(&self) -> Option<ShareOf> {
        let (first, second) = (self.before(1), self.before(2));
        let made_up = match &*first {
            "for" => stem(&second) == stem("account"),
            "up" => matches!(&*second, "make" | "makes" | "made" | "making"),
            _ => false,
        };
        if made_up {
            return Some(ShareOf::Whole);
        }
        let changes = |word: &str| CHANGE_STEMS.binary_search(&stem(word)).is_ok();
        let by = matches!(&*first, "by" | "of" | "a" | "an");
        if changes(&first) || by && changes(&second) || changes(&self.word(self.value.end)) {
            return Some(ShareOf::Change);
        }
        (self.word(self.value.end) == "of").then_some(ShareOf::Whole)
    }

    /// See [`Respect::harm`].
    fn harm(&self) -> Option<Harm> {
        let how = |word: &str| {
            let slight = SLIGHT.has(word).then_some(Harm::Slight);
            GRAVE.has(word).then_some(Harm::Grave).or(slight)
        };
        let is_harm = |word: &str| HARMS.binary_search(&concept(stem(word))).is_ok();
        // "badly hurting six", "killed one and badly hurt six".
        let mut words = vec![self.before(2), self.before(1)];
        words.extend(self.value.clone().map(|at| self.word(at)).chain(self.behind()));
        words.windows(2).find_map(|pair| how(&pair[0]).filter(|_| is_harm(&pair[1])))
    }

    /// See [`Respect::nations`].
    fn nations(&self) -> Vec<&'static str> {
        let nation = |word: Cow<'_, str>| match country(&word) {
            Some((nation, CountryForm::Adjective)) => Some(nation),
            _ => matches!(&*word, "foreign" | "foreigners" | "foreigner").then_some("foreign"),
        };
        let mut nations: Vec<&'static str> = self.value.clone().filter_map(|at| nation(self.word(at))).collect();
        nations.sort_unstable();
        nations.dedup();
        nations
    }

    /// See [`Respect::part`].
    fn is_part(&self) -> bool {
        let (first, second) = (self.before(1), self.before(2));
        first == "including"
            || second == "including"
            || second == "among" && matches!(&*first, "them" | "these" | "those")
            || self.word(self.value.end) == "of" && matches!(&*self.word(self.value.end + 1), "them" | "whom" | "these" | "those")
    }

    /// See [`Respect::score`].
    fn score(&self, quantity: &Quantity) -> Option<ScoreOf> {
        let scores: Vec<&Quantity> =
            self.paragraph.reading.quantities_in(&self.sentence).iter().filter(|it| it.measure == Measure::Score).collect();
        let at = scores.iter().position(|it| it.tokens == quantity.tokens)?;
        let open = |at: usize| self.word(scores[at].tokens.start.wrapping_sub(1)) == "(" && self.word(scores[at].tokens.end) == ")";
        if 0 < at && open(at) && scores[at - 1].tokens.end + 1 == scores[at].tokens.start {
            return Some(ScoreOf::TieBreak);
        }
        // Marks, the points of tie-breaks and "and" stand between the scores of a row.
        let joined = |one: usize, two: usize| {
            let between = scores[one].tokens.end..scores[two].tokens.start;
            between.clone().all(|at| self.paragraph.reading.prose.tokens[at as usize].kind != Kind::Word || self.word(at) == "and")
        };
        let row: Vec<usize> = (0..scores.len()).filter(|&it| !(0 < it && open(it))).collect();
        let own = row.iter().position(|&it| it == at)?;
        let first = (0..own).rev().take_while(|&it| joined(row[it], row[it + 1])).last().unwrap_or(own);
        let last = (own + 1..row.len()).take_while(|&it| joined(row[it - 1], row[it])).last().unwrap_or(own);
        if first < last {
            return Some(ScoreOf::Row { nth: (own - first) as u8, of: (last - first + 1) as u8 });
        }
        let near = [self.before(1), self.before(2), self.before(3), self.word(self.value.end)];
        let is_stage = near.iter().any(|it| ON_THE_WAY.has(it));
        is_stage.then(|| {
            let words = self.sentence.clone().map(|at| self.word(at)).filter(|it| STAGES.has(it));
            let mut when: Vec<Stem> = words.map(|it| stem(&it)).collect();
            when.sort_unstable();
            when.dedup();
            ScoreOf::Stage(when)
        })
    }
}
