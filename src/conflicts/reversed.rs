//! One deed between two, told the wrong way round: "Calder beat Orsel", "Orsel beat Calder".

use std::ops::Range;

use super::gathered::{BySubject, Gathered, pairs};
use super::linked;
use super::{Conflict, Input, Statement, polarity};
use crate::bundle::Severity;
use crate::facts::{Context, PersonKey, Place};
use crate::lexicon::{Stem, Voice, concept, folded, is_calendar_word, is_function_word, reversible};
use crate::mentions::{Paragraph, When};
use crate::prose::{Kind, Prose, Shape};
use crate::text::single_spaced;

/// Two sentences that share this part of what the lighter one says besides the two names tell of one event. Two matches between two
/// sides share "beat" and the score at most.
const ALIKE: f32 = 0.5;
/// The least weight of it: two names, or three telling words.
const LEAST_SHARED: f32 = 7.0;
/// A longer run of capitals is a headline.
const MOST_WORDS: usize = 4;

/// Who does a deed, or suffers it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    Person(PersonKey),
    /// Anybody else, by the first word of the name, folded: "calder" of "Calder Rovers".
    Named(String),
}

/// A deed, and the two whom it is between, the lesser first.
pub(super) type Key = (&'static str, Party, Party);

/// A deed between two, as an article tells it.
pub(super) struct Act {
    key: Key,
    /// Whether the lesser of the two did it to the other.
    lesser: bool,
    /// From the one name to the other.
    place: Place,
    /// The words round the verb without the two names.
    context: Context,
    /// The days, months and years that its sentence names.
    times: Vec<When>,
}

/// Deeds between two, of which those are told that articles tell of the one and of the other.
pub(super) type Reversals = BySubject<Act>;

impl Gathered for Act {
    type Key = Key;

    fn gather(input: &Input<'_>, article: u32) -> Vec<Self> {
        gather(input, article)
    }

    fn key(&self) -> &Key {
        &self.key
    }

    fn place(&self) -> Place {
        self.place
    }

    fn said(&self, input: &Input<'_>) -> linked::Key {
        linked::key((format!("{:?}", (self.lesser, &self.context, &self.times)), input.read.text(self.place), way(input, self)))
    }

    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict> {
        let disputed = disputed(of_one);
        (!disputed.is_empty()).then(|| conflict(input, &disputed))
    }
}

/// The acts that another article tells the other way round. An article that tells both ways knows of two events: then there are none.
fn disputed<'a>(acts: &[&'a Act]) -> Vec<&'a Act> {
    let turned = |one: &Act, two: &Act| one.lesser != two.lesser;
    if pairs(acts).any(|(one, two)| turned(one, two) && one.place.article == two.place.article) {
        return Vec::new();
    }
    let against = |one: &Act| acts.iter().any(|two| turned(one, two) && is_one_event(one, two));
    acts.iter().copied().filter(|it| against(it)).collect()
}

/// Whether two sentences tell of one event, going by what they say besides the two names.
fn is_one_event(one: &Act, two: &Act) -> bool {
    let likeness = one.context.likeness(&two.context);
    let other_time = !one.times.is_empty() && !two.times.is_empty() && !one.times.iter().any(|it| two.times.contains(it));
    ALIKE <= likeness.part && LEAST_SHARED <= likeness.shared && !other_time && !likeness.opposed && !likeness.other_names
}

fn conflict(input: &Input<'_>, acts: &[&Act]) -> Conflict {
    let shown = |it: &Act| single_spaced(input.read.text(it.place));
    let statement = |it: &&Act| Statement { place: it.place, value: way(input, it), shown: format!("“{}”", shown(it)) };
    Conflict {
        kind: polarity::CHECK.code,
        severity: Severity::Information,
        confidence: 0.7,
        subject: "who did it to whom".to_owned(),
        reason: "both sentences tell of one deed between the same two, and it was done by one of them".to_owned(),
        remark: None,
        statements: acts.iter().map(statement).collect(),
        settled: None,
    }
}

/// Who did it to whom, in one spelling: "calder beat orsel".
fn way(input: &Input<'_>, act: &Act) -> String {
    let name = |it: &Party| match it {
        Party::Person(person) => input.facts.people[*person].id.clone(),
        Party::Named(word) => word.clone(),
    };
    let (deed, lesser, greater) = &act.key;
    let (who, whom) = if act.lesser { (lesser, greater) } else { (greater, lesser) };
    format!("{} {deed} {}", name(who), name(whom))
}

/// Every deed between two that an article (an index into the story's) tells, in text order.
fn gather(input: &Input<'_>, article: u32) -> Vec<Act> {
    let mut acts = Vec::new();
    for (paragraph, text) in input.read.text_paragraphs(article) {
        let words = Words { text, prose: &paragraph.reading.prose };
        for at in 0..words.prose.tokens.len() {
            let told = words.clause(at);
            acts.extend(told.and_then(|it| act(input, article, paragraph, &words, at, &it)));
        }
    }
    acts
}

/// A clause as a deed between two that are not one.
fn act(input: &Input<'_>, article: u32, paragraph: &Paragraph, words: &Words<'_>, verb: usize, clause: &Clause) -> Option<Act> {
    let party = |tokens: &Range<usize>| {
        let span = paragraph.place_of(&(tokens.start as u32..tokens.end as u32));
        let person = input.facts.within(article, span).first().map(|it| Party::Person(it.1));
        person.unwrap_or_else(|| Party::Named(folded(words.word(tokens.start))))
    };
    let (before, behind) = (party(&clause.before), party(&clause.behind));
    let lesser = (before < behind) != clause.suffered;
    let key = match before.cmp(&behind) {
        std::cmp::Ordering::Less => (clause.deed, before, behind),
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => (clause.deed, behind, before),
    };
    let sentence = words.prose.sentence_of(verb);
    let names: Vec<Stem> = clause.before.clone().chain(clause.behind.clone()).map(|at| concept(words.prose.tokens[at].stem)).collect();
    let context = Context::of(words.text, &paragraph.reading, sentence, &(verb as u32..verb as u32 + 1));
    let tokens = words.prose.sentences[sentence].tokens.clone();
    let times = paragraph.reading.times_in(&tokens).iter().map(|it| it.when.clone());
    Some(Act {
        key,
        lesser,
        place: Place { article, span: paragraph.place_of(&(clause.before.start as u32..clause.behind.end as u32)) },
        context: context.by(|it| it, &names, Vec::new()),
        times: times.filter(|it| !matches!(it, When::Clock { .. })).collect(),
    })
}

/// A deed with the names on either side of its verb.
struct Clause {
    deed: &'static str,
    before: Range<usize>,
    behind: Range<usize>,
    /// Whether the one before suffered it.
    suffered: bool,
}

/// A paragraph's words.
struct Words<'a> {
    text: &'a str,
    prose: &'a Prose,
}

impl Words<'_> {
    /// The word at `at`; nothing past the end.
    fn word(&self, at: usize) -> &str {
        if at < self.prose.tokens.len() { self.prose.word(self.text, at) } else { "" }
    }

    /// Whether the word at `at` is of a name: "Sunday" is none, nor is the "When" that begins a sentence.
    fn is_name(&self, at: usize) -> bool {
        let lower = self.word(at).to_lowercase();
        let capital = self.prose.tokens.get(at).is_some_and(|it| it.kind == Kind::Word && it.shape != Shape::Lower);
        capital && !is_function_word(&lower) && !is_calendar_word(&lower)
    }

    /// The deed that the word at `at` tells, where a name stands right before it and one right behind: "Calder Rovers narrowly beat
    /// Orsel", "Orsel were beaten by Calder", "Orsel lost to Calder".
    fn clause(&self, at: usize) -> Option<Clause> {
        if self.prose.tokens[at].shape != Shape::Lower || self.prose.tokens[at].kind != Kind::Word {
            return None;
        }
        let (deed, voice) = reversible(self.word(at))?;
        let sentence = &self.prose.sentences[self.prose.sentence_of(at)].tokens;
        let (start, stop) = (sentence.start as usize, sentence.end as usize);
        // What may or will be is told in other words: "Calder could beat", "to beat", "if Calder beat".
        if (start..at).any(|it| matches!(self.word(it), "if" | "If" | "whether" | "unless" | "Unless" | "had")) {
            return None;
        }
        let mut end = at;
        let mut was = false;
        while start < end && !self.is_name(end - 1) {
            let word = self.word(end - 1);
            was |= matches!(word, "was" | "were" | "been");
            if !was && !matches!(word, "also" | "has" | "have" | "later" | "then") && !word.ends_with("ly") || at - end >= MOST_WORDS {
                return None;
            }
            end -= 1;
        }
        let (suffered, joins) = match (voice, was, self.word(at + 1)) {
            (Voice::Passive | Voice::Both, true, "by") | (Voice::Suffering, false, "to") => (true, 1),
            (Voice::Active | Voice::Both, false, _) => (false, 0),
            _ => return None,
        };
        let first = (start..end).rev().take_while(|&it| self.is_name(it)).last()?;
        // "the mayor of Orsel beat", "Dunn and Orr beat", "Dunn, of Orsel, beat".
        let led = if start < first { self.word(first - 1).to_lowercase() } else { String::new() };
        if matches!(
            led.as_str(),
            "of" | "in" | "from" | "at" | "for" | "with" | "and" | "or" | "to" | "by" | "," | "&" | "than" | "against"
        ) {
            return None;
        }
        let from = at + 1 + joins;
        let from = from + usize::from(matches!(self.word(from), "the" | "The"));
        let last = (from..stop).take_while(|&it| self.is_name(it)).last()? + 1;
        // "beat Orr's record", "beat Orsel and Marden".
        let beyond =
            self.prose.tokens.get(last).is_some_and(|it| it.kind == Kind::Possessive) || matches!(self.word(last), "and" | "&" | "or");
        let short = (first..end).len().max((from..last).len()) <= MOST_WORDS;
        (short && !beyond).then_some(Clause { deed, before: first..end, behind: from..last, suffered })
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::prose::Prose;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let prose = Prose::read(text);
        let words = Words { text, prose: &prose };
        let told = (0..prose.tokens.len()).find_map(|at| words.clause(at)).map(|it| {
            let name = |tokens: std::ops::Range<usize>| tokens.map(|at| words.word(at)).collect::<Vec<_>>().join(" ");
            let (who, whom) = if it.suffered { (it.behind, it.before) } else { (it.before, it.behind) };
            format!("{} {} {}", name(who), it.deed, name(whom))
        });
        assert_eq!(told.as_deref(), expected, "{text}");
    }

    #[test]
    fn who_did_it_to_whom_in_either_voice() {
        check("On Sunday Calder Rovers narrowly beat Orsel 2-1.", Some("Calder Rovers beat Orsel"));
        check("Orsel were soundly beaten by Calder Rovers.", Some("Calder Rovers beat Orsel"));
        check("Orsel lost to Calder Rovers after extra time.", Some("Calder Rovers beat Orsel"));
        check("The Halden Bank has sued the Marden Trust.", Some("Halden Bank sue Marden Trust"));
    }

    #[test]
    fn what_is_no_deed_between_two_names() {
        check("The mayor of Orsel beat Calder.", None);
        check("Anna Dunn beat Orr's record.", None);
        check("Dunn and Orr beat Hale and Lind.", None);
        check("In Kellmar beat Calder.", None);
        check("If Calder beat Orsel, they go up.", None);
        check("Calder will have to beat Orsel.", None);
        check("Orsel lost Calder.", None);
    }
}
