//! What is counted: the head noun of the phrase after a number, found with closed classes and endings alone.

use super::Counted;
use crate::lexicon::{Stem, WordSet};
use crate::prose::{Kind, Prose, Shape};

/// The counted thing after a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    /// Its head noun.
    pub counted: Counted,
    /// Stems of the words between the number and the head, in text order.
    pub modifiers: Vec<Stem>,
}

/// Words that no noun phrase goes on over.
#[rustfmt::skip]
static STOPPERS: WordSet = WordSet::of(&[
    "a", "about", "above", "according", "across", "after", "against", "ago", "all", "along", "also", "although", "am", "amid", "among",
    "an", "and", "any", "apart", "are", "around", "as", "at", "away", "be", "because", "been", "before", "began", "behind", "being",
    "below", "beside", "besides", "between", "beyond", "both", "but", "by", "came", "can", "could", "despite", "did", "do", "does",
    "down", "drove", "during", "each", "earlier", "either", "every", "except", "fell", "fled", "for", "from", "gave", "get", "got",
    "had", "has", "have", "he", "her", "here", "him", "his", "hit", "how", "i", "if", "in", "inside", "into", "is", "it", "its", "just",
    "later", "led", "left", "like", "lost", "made", "may", "me", "met", "might", "must", "my", "near", "neither", "no", "nor", "not",
    "now", "of", "off", "on", "only", "onto", "or", "our", "out", "outside", "over", "past", "per", "ran", "said", "saw", "say", "says",
    "sent", "shall", "she", "should", "since", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "though", "through", "throughout", "till", "to", "told", "took", "toward", "towards", "under", "until",
    "up", "upon", "us", "via", "was", "we", "went", "were", "what", "when", "where", "whether", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "within", "without", "won", "would", "yesterday", "yet", "you", "your",
]);

/// Plurals without an s.
#[rustfmt::skip]
static PLURALS: WordSet = WordSet::of(&[
    "aircraft", "cattle", "children", "crew", "dead", "deer", "fish", "folk", "geese", "grandchildren", "hovercraft", "men", "mice",
    "oxen", "people", "personnel", "police", "sheep", "spacecraft", "staff", "teeth", "women",
]);

/// What people are after a number with no noun: "12 injured", "five missing".
#[rustfmt::skip]
static PARTICIPLES: WordSet = WordSet::of(&[
    "arrested", "dead", "detained", "hospitalised", "hospitalized", "hurt", "injured", "killed", "missing", "wounded",
]);

/// Words for one person or thing after which a verb may follow at once: "one man shot".
#[rustfmt::skip]
static SINGULARS: WordSet = WordSet::of(&[
    "boy", "bystander", "child", "civilian", "driver", "girl", "man", "member", "officer", "passenger", "person", "soldier", "student",
    "suspect", "teenager", "victim", "witness", "woman",
]);

/// The longest noun phrase looked at, in words after the number: "three long-serving and well-known Brindle fire department officers".
const LONGEST: usize = 8;

/// The counted thing in the tokens from `from` up to `to`. `one` when the number is one and the noun a singular.
pub(super) fn head(paragraph: &str, lower: &str, prose: &Prose, from: usize, to: usize, one: bool) -> Option<Head> {
    let mut at = from;
    let word = |at: usize| prose.tokens[at].span.of(lower);
    // "two of the girls", "dozens of villagers", "12 of its sailors".
    if at < to && word(at) == "of" {
        at += 1;
        if at < to && matches!(word(at), "the" | "these" | "those" | "his" | "her" | "their" | "its" | "our" | "my" | "all") {
            at += 1;
            // "seven of the 12 sailors": the whole is no part of the thing's name.
            if at < to && prose.tokens[at].kind == Kind::Number {
                at += 1;
            }
        }
    }
    let mut modifiers: Vec<Stem> = Vec::new();
    let mut last: Option<usize> = None;
    for at in at..to.min(at + LONGEST) {
        let token = prose.tokens[at];
        let lower = word(at);
        if token.kind == Kind::Possessive {
            last = None;
            continue;
        }
        if token.kind == Kind::Mark && matches!(token.span.of(paragraph), "\"" | "“" | "”" | "‘" | "'" | "’") && last.is_none() {
            continue;
        }
        // "seven AK-47 rifles": a model's number is a modifier.
        if prose.is_glued(at) && last.is_some() && (token.kind == Kind::Number || matches!(lower, "-" | "‑")) {
            continue;
        }
        // "23 Somali and Yemeni brigands", "three small, old boats": adjectives in a row.
        if matches!(lower, "and" | ",") && last.is_some() && !one && prose.tokens.get(at + 1).is_some_and(|it| it.kind == Kind::Word) {
            continue;
        }
        if token.kind != Kind::Word || STOPPERS.has(lower) {
            break;
        }
        if one {
            let after_noun = last.is_some_and(|at| prose.tokens[at].shape == Shape::Lower);
            if after_noun && (token.shape != Shape::Lower || lower.ends_with("ed") || lower.ends_with("ing")) {
                break;
            }
            modifiers.extend(last.map(|at| prose.tokens[at].stem));
            last = Some(at);
            if SINGULARS.has(lower) {
                break;
            }
            continue;
        }
        if is_plural(lower, token.shape) {
            modifiers.extend(last.map(|at| prose.tokens[at].stem));
            // "two weapons charges": the last of a run of plurals is the head.
            let more = at + 1 < to && prose.tokens[at + 1].shape == Shape::Lower && !STOPPERS.has(word(at + 1));
            last = Some(at);
            if !(more && is_plural(word(at + 1), Shape::Lower)) {
                return Some(Head { counted: Counted { stem: token.stem, token: at as u32 }, modifiers });
            }
            continue;
        }
        modifiers.extend(last.map(|at| prose.tokens[at].stem));
        last = Some(at);
    }
    if one {
        let at = last.filter(|&at| !is_loose(word(at)))?;
        return Some(Head { counted: Counted { stem: prose.tokens[at].stem, token: at as u32 }, modifiers });
    }
    let participle = at < to && PARTICIPLES.has(word(at));
    participle.then(|| Head { counted: Counted { stem: prose.tokens[at].stem, token: at as u32 }, modifiers: Vec::new() })
}

/// Nouns that "one" makes an idiom of: "one day", "at one stage".
fn is_loose(word: &str) -> bool {
    matches!(
        word,
        "another"
            | "day"
            | "thing"
            | "way"
            | "side"
            | "stage"
            | "hand"
            | "point"
            | "time"
            | "such"
            | "else"
            | "example"
            | "reason"
            | "more"
            | "big"
    )
}

fn is_plural(word: &str, shape: Shape) -> bool {
    if PLURALS.has(word) || ((word.ends_with("men") || word.ends_with("women")) && word.len() > 5) {
        return true;
    }
    shape != Shape::Capitals
        && word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && !matches!(
            word,
            "previous"
                | "serious"
                | "famous"
                | "series"
                | "overseas"
                | "besides"
                | "perhaps"
                | "always"
                | "sometimes"
                | "sports"
                | "afterwards"
        )
        || word == "series"
}
