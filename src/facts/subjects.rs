//! Whom a pronoun before a deed stands for.

use std::ops::Range;

use super::alignment::ContextWord;
use crate::lexicon::{WordSet, concept, month, weekday, weight};
use crate::prose::{Kind, Prose, Shape};

/// The weight of a name: as in [`super::Context`].
const NAME_WEIGHT: f32 = 4.0;
/// A subject of the sentence before is said of the deed, though not beside it: within some five tokens.
const NEARNESS: f32 = 0.8;

/// Words between a subject and its verb.
static BETWEEN: WordSet =
    WordSet::of(&["also", "been", "had", "has", "have", "is", "later", "never", "now", "then", "was", "were", "will"]);

/// The names that open the sentence before, where the subject of the deed at token `deed` is "he", "she", "it" or "they":
/// "The frigate Aurora drove off two boats. Then, on Friday, it sank a trawler." Empty otherwise.
///
/// Of that sentence only what stands before its first verb counts: its subject, not its object.
pub(super) fn meant(text: &str, prose: &Prose, sentence: usize, deed: u32, is_verb: impl Fn(&str) -> bool) -> Vec<ContextWord> {
    let word = |at: u32| prose.word(text, at as usize);
    let tokens = &prose.sentences[sentence].tokens;
    let subject = (tokens.start..deed).rev().find(|&at| !BETWEEN.has(word(at)));
    let pronoun = subject.is_some_and(|at| matches!(word(at), "he" | "it" | "she" | "they" | "He" | "It" | "She" | "They"));
    let Some(before) = sentence.checked_sub(1).filter(|_| pronoun) else { return Vec::new() };
    let before: Range<u32> = prose.sentences[before].tokens.clone();
    before
        .take_while(|&at| prose.tokens[at as usize].shape != Shape::Lower || !is_verb(word(at)))
        .filter_map(|at| {
            let token = &prose.tokens[at as usize];
            let lower = word(at).to_ascii_lowercase();
            let name = token.kind == Kind::Word && token.shape != Shape::Lower && month(&lower).is_none() && weekday(&lower).is_none();
            (name && weight(token.stem) > 0.0).then(|| ContextWord {
                concept: concept(token.stem),
                weight: NAME_WEIGHT,
                nearness: NEARNESS,
                name: true,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::lexicon::stem;
    use crate::prose::Prose;

    #[test]
    fn a_pronoun_stands_for_the_subject_before() {
        let names = |text: &str| -> usize {
            let prose = Prose::read(text);
            let deed = (0..prose.tokens.len()).rfind(|&at| prose.word(text, at) == "sank").expect("it sank") as u32;
            let meant = meant(text, &prose, prose.sentence_of(deed as usize), deed, |word| word == "drove");
            assert!(meant.iter().all(|it| it.concept != stem("Orsted")));
            meant.iter().filter(|it| it.concept == stem("Aurora")).count()
        };
        assert_eq!(names("On May 3 the frigate Aurora drove off two boats near Orsted. Then, on Friday, it had sank a third."), 1);
        assert_eq!(names("On May 3 the frigate Aurora drove off two boats near Orsted. Then, on Friday, the ferry sank."), 0);
    }
}
