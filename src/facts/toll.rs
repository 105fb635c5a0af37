//! The numbers of all whom an event befell: "245 workers were killed", "274 dead", "the toll rose to 245". Reports of one event call
//! these people by many nouns, or by none.

use std::ops::Range;

use crate::lexicon::{self, Stem, WordSet, concept, is_befalling, is_everybody, stem};
use crate::mentions::{Measure, Paragraph, Quantity};
use crate::prose::Kind;

/// Whether the count at tokens `value` is the number of all whom a deed befell, whatever noun they go by. What its noun says of
/// it besides comes to `relations` (classes, ascending) or goes: the deed of "34 fatalities" comes.
pub(super) fn is_toll(text: &str, paragraph: &Paragraph, quantity: &Quantity, value: &Range<u32>, relations: &mut Vec<Stem>) -> bool {
    // "five young miners" are some of them, "five miners dead" are all.
    if quantity.measure != Measure::Count || !quantity.modifiers.iter().all(|&it| is_everyone(concept(it))) {
        return false;
    }
    let prose = &paragraph.reading.prose;
    let mut tie = |deed: Stem| {
        if let Err(at) = relations.binary_search(&deed) {
            relations.insert(at, deed);
        }
        true
    };
    let Some(counted) = quantity.counted else {
        return named_before(text, paragraph, value).is_some_and(tie);
    };
    let noun = concept(counted.stem);
    // "19 of those hurt" are some of them.
    if prose.word(text, quantity.tokens.end as usize) == "of" {
        return false;
    }
    let dead = concept(stem("dead"));
    let is_claimed = prose.word(text, counted.token as usize) == "lives" && is_claimed(text, paragraph, value);
    if is_claimed || is_befalling(noun) && names_people(prose.word(text, counted.token as usize), noun) {
        return tie(if is_claimed { dead } else { noun });
    }
    if noun == concept(stem("passengers")) {
        // "462 passengers and crew" are all on board; passengers alone have a crew beside them.
        let behind = |at: u32| prose.tokens.get((value.end + at) as usize).filter(|it| it.kind == Kind::Word);
        let and = behind(0).is_some() && prose.word(text, value.end as usize) == "and";
        return and && behind(1).is_some_and(|it| concept(it.stem) == concept(stem("crew")));
    }
    // "34 guests and three firefighters": each is a part.
    let is_toll = is_everybody(noun) && relations.iter().any(|&word| is_befalling(word)) && !is_listed(text, paragraph, value);
    if is_toll {
        // Two workers who were treated are not the people who work there.
        relations.retain(|&word| lexicon::tie(noun) != Some(word));
    }
    is_toll
}

/// Whether the next or the last count of the sentence is joined to this one by nothing but "and" or a comma.
fn is_listed(text: &str, paragraph: &Paragraph, value: &Range<u32>) -> bool {
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[prose.sentence_of(value.start as usize)].tokens;
    let joins = |at: u32| matches!(prose.word(text, at as usize), "and" | ",");
    let joined = |between: Range<u32>| !between.is_empty() && between.clone().all(joins);
    paragraph.reading.quantities_in(sentence).iter().filter(|it| it.measure == Measure::Count).any(|it| {
        let end = it.counted.map_or(it.tokens.end, |counted| it.tokens.end.max(counted.token + 1));
        joined(value.end..it.tokens.start) || joined(end..value.start)
    })
}

/// Whether a class of nouns is that of people in general or of all whom a deed befell.
fn is_everyone(noun: Stem) -> bool {
    noun == concept(stem("people")) || is_everybody(noun)
}

/// Whether a word of a deed's class stands for the people: "12 deaths", "five survivors", "30 injured"; "30 injuries" may be one
/// man's, and "eight hospitals" are nobody.
fn names_people(word: &str, class: Stem) -> bool {
    [stem("dead"), stem("survivors")].map(concept).contains(&class) || word.ends_with("ed") || matches!(word, "missing" | "hurt")
}

/// Whether the lives at tokens `value` were lost: "claimed 22 lives"; not those that were saved.
fn is_claimed(text: &str, paragraph: &Paragraph, value: &Range<u32>) -> bool {
    static LOST: WordSet =
        WordSet::of(&["claim", "claimed", "claiming", "claims", "cost", "costing", "lost", "take", "taken", "taking", "took"]);
    value.start.checked_sub(1).is_some_and(|at| LOST.has(paragraph.reading.prose.word(text, at as usize)))
}

/// The deed that the words of its clause before a number say it is the toll of: "the death toll rose to 23", "put the number of dead
/// in the mine at 205".
fn named_before(text: &str, paragraph: &Paragraph, value: &Range<u32>) -> Option<Stem> {
    // Over "the death toll from the collapse of the old mill in Brask rose to 23".
    const REACH_TOKENS: u32 = 14;
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[prose.sentence_of(value.start as usize)].tokens;
    let word = |at: u32| prose.word(text, at as usize);
    for at in (sentence.start.max(value.start.saturating_sub(REACH_TOKENS))..value.start).rev() {
        match word(at) {
            "," | ";" | ":" | "(" | "and" | "while" => return None,
            "toll" => return Some(concept(stem("dead"))),
            "number" if at + 2 < value.start && word(at + 1) == "of" => {
                let mut nouns = (at + 2..value.start.min(at + 4)).map(|at| concept(prose.tokens[at as usize].stem));
                return nouns.find(|&it| is_befalling(it));
            }
            _ => {}
        }
    }
    None
}
