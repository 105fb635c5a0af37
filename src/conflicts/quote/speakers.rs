//! The same words out of two people's mouths.

use std::collections::{BTreeMap, BTreeSet};

use super::CHECK;
use crate::conflicts::groups::Groups;
use crate::conflicts::{Conflict, Input, Statement, severity, swapped};
use crate::facts::{PersonKey, Place, Quotation, SameUtterance, Speaker};

/// So many equal words are no idiom, slogan or motto that two people may both use.
const LEAST_WORDS: usize = 8;

/// From here on two quotations that share most words are one utterance, whoever is named: a further half of what two people
/// who say much the same have in common differs.
const ONE_UTTERANCE: f64 = 0.8;

/// A named speaker of a quotation.
#[derive(Debug, Clone, Copy)]
struct Voice {
    person: PersonKey,
    /// The name in the speech tag.
    name: Place,
    /// The words quoted: from the first piece's start to the last one's end.
    words: Place,
}

/// So few words are attributed to two people by chance.
pub(super) fn is_long(quotation: &Quotation) -> bool {
    LEAST_WORDS <= quotation.words.len()
}

/// Reports utterances of a group that articles give to different people. `copies` and `pairs` tell which quotations are one utterance.
pub(super) fn run(
    input: &Input<'_>,
    quotations: &[&Quotation],
    copies: &BTreeMap<usize, Vec<usize>>,
    pairs: &[SameUtterance],
) -> Vec<Conflict> {
    let mut joined = Groups::new(quotations.len());
    for (&first, all) in copies {
        for &copy in all {
            joined.join(first, copy);
        }
    }
    for pair in pairs.iter().filter(|pair| ONE_UTTERANCE <= pair.part && LEAST_WORDS <= pair.equal) {
        joined.join(pair.one, pair.other);
    }
    let mut voices: BTreeMap<usize, Vec<Voice>> = BTreeMap::new();
    for (at, quotation) in quotations.iter().enumerate().filter(|(_, it)| is_long(it)) {
        let (Some(Speaker::Named { person, place: name }), Some((first, last))) =
            (quotation.speaker, quotation.pieces.first().zip(quotation.pieces.last()))
        else {
            continue;
        };
        let words = Place { article: first.article, span: first.span.cover(last.span) };
        // Over paragraphs a mark may be missing, and with it a change of speaker.
        if !quotation.closed || input.read.text(words).contains('\n') {
            continue;
        }
        voices.entry(joined.root(at)).or_default().push(Voice { person, name, words });
    }
    voices.into_values().filter_map(|of_one| conflict(input, &of_one)).collect()
}

/// The report on one utterance. `None` where everybody names one speaker, or the difference may be explained.
fn conflict(input: &Input<'_>, voices: &[Voice]) -> Option<Conflict> {
    let (first, others): (&Voice, Vec<&Voice>) = (voices.first()?, voices.iter().filter(|it| it.person != voices[0].person).collect());
    if others.is_empty() || are_excused(input, voices) {
        return None;
    }
    let name = |it: &Voice| input.facts.people[it.person].name.clone();
    let persons: BTreeSet<PersonKey> = voices.iter().map(|it| it.person).collect();
    let statements =
        voices.iter().map(|it| Statement { place: it.name, value: input.facts.people[it.person].id.clone(), shown: name(it) }).collect();
    /// Words of the utterance that a message shows.
    const SHOWN_WORDS: usize = 6;
    let words: Vec<&str> = input.read.text(first.words).split_whitespace().take(SHOWN_WORDS).collect();
    Some(Conflict {
        kind: CHECK.code,
        // A third speaker makes a misread tag likelier than three papers that all err.
        severity: severity::of(persons.len() == 2),
        confidence: if persons.len() == 2 { 0.8 } else { 0.6 },
        subject: format!("who said “{} …”", words.join(" ")),
        reason: format!("the same words are quoted, of {} and of {}", name(first), name(others[0])),
        remark: None,
        statements,
        settled: None,
    })
}

/// Whether two voices may both be right: they are one person's, an article hears both, or the speech is told by the one of the
/// other: "as Dunn told Orr", "a statement by Dunn, read by Orr".
fn are_excused(input: &Input<'_>, voices: &[Voice]) -> bool {
    let persons: BTreeSet<PersonKey> = voices.iter().map(|it| it.person).collect();
    let mut heard: BTreeMap<u32, PersonKey> = BTreeMap::new();
    let others = |person: PersonKey| persons.iter().copied().filter(move |it| *it != person);
    let is_told = |voice: &Voice| {
        let reading = &input.read.readings[voice.name.article as usize];
        let near = reading.paragraphs.iter().filter(|it| it.span.overlaps(voice.name.span));
        near.flat_map(|it| input.facts.within(voice.name.article, it.span)).any(|it| it.1 != voice.person && persons.contains(&it.1))
    };
    let hears_both = |voice: &Voice| *heard.entry(voice.name.article).or_insert(voice.person) != voice.person;
    voices.iter().any(hears_both)
        || voices.iter().any(is_told)
        || persons.iter().any(|&one| others(one).any(|two| one < two && swapped::may_be_one_person(input, one, two)))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_conflicts;

    #[test]
    fn an_utterance_has_one_speaker() {
        check_conflicts(
            "
--- article herald

“We shall mend the harbour wall before the winter tides come,” said Anna Dunn, a pilot.
                                                                    ^^^^^^^^^ against quote
--- article post

“We shall mend the harbour wall before the winter tides come,” Tom Orr told the council.
                                                               ^^^^^^^ quote: who said “We shall mend the harbour wall …”: Tom Orr here, Anna Dunn in herald
",
        );
    }

    #[test]
    fn a_speaker_told_of_by_another_is_left_alone() {
        check_conflicts(
            "
--- article herald

Anna Dunn wrote the statement. “We shall mend the harbour wall before the winter tides come,” Tom Orr read aloud.

--- article post

“We shall mend the harbour wall before the winter tides come,” said Anna Dunn, a pilot.
",
        );
    }

    #[test]
    fn a_motto_may_be_said_by_two() {
        check_conflicts(
            "
--- article herald

“Every tide comes home,” said Anna Dunn, a pilot.

--- article post

“Every tide comes home,” said Tom Orr, a diver.
",
        );
    }
}
