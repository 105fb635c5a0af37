//! Who is quoted with what: an article's quotations, their pieces joined across speech tags and paragraphs.

use std::ops::Range;

use super::people::PersonKey;
use super::wording::{self, QuotedWord, Seam};
use super::{Article, Place, SentenceId};
use crate::lexicon::Hints;
use crate::mentions::{Paragraph, ParagraphRole, QuotedSpan};

/// One utterance as an article quotes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// The sentence its first piece begins in.
    pub sentence: SentenceId,
    /// The tokens of its first piece in that paragraph, without the marks.
    pub tokens: Range<u32>,
    /// Its stretches between marks, in text order: more than one round a speech tag or over paragraphs.
    pub pieces: Vec<Place>,
    /// Its words, in text order.
    pub words: Vec<QuotedWord>,
    /// Who says it, where the text tells.
    pub speaker: Option<Speaker>,
    /// Whether its closing mark was found.
    pub closed: bool,
}

/// Who says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// Somebody by name.
    Named {
        /// Who.
        person: PersonKey,
        /// The name.
        place: Place,
    },
    /// Somebody by "he" or "she", where one person only was named just before.
    Pronoun(PersonKey),
    /// Somebody without a name of a person: "the ministry", "a spokesman".
    Phrase(Place),
}

impl Quotation {
    /// The article it stands in: an index into the story's articles.
    pub fn article(&self) -> u32 {
        self.sentence.article
    }

    /// Who says it, where that is a person: by name, or by a pronoun that can mean one person only.
    pub fn person(&self) -> Option<PersonKey> {
        match self.speaker {
            Some(Speaker::Named { person, .. } | Speaker::Pronoun(person)) => Some(person),
            _ => None,
        }
    }

    /// Who says it, where the text names that person right there.
    pub fn named_person(&self) -> Option<PersonKey> {
        match self.speaker {
            Some(Speaker::Named { person, .. }) => Some(person),
            _ => None,
        }
    }
}

/// The quotations of an article, in text order. Nested ones are part of those round them.
pub(super) fn gather(article: Article<'_>, mentions: &[(Place, PersonKey)]) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    Speech { article, mentions }.gather(&mut quotations);
    for quotation in &mut quotations {
        quotation.words.shrink_to_fit();
        quotation.pieces.shrink_to_fit();
    }
    quotations.shrink_to_fit();
    quotations
}

/// An article with everybody it names.
struct Speech<'a> {
    article: Article<'a>,
    mentions: &'a [(Place, PersonKey)],
}

/// A speech in full is compared in parts of about this many words: laying two quotations against each other takes time by
/// the product of their lengths.
const MOST_WORDS: usize = 1_000;

impl Speech<'_> {
    fn gather(&self, quotations: &mut Vec<Quotation>) {
        // Whether the last quotation was left open at the end of the paragraph before.
        let mut open = false;
        for (at, paragraph) in self.article.reading.paragraphs.iter().enumerate() {
            match paragraph.role {
                ParagraphRole::Text => {}
                // Furniture may stand between two paragraphs of one speech.
                ParagraphRole::Caption | ParagraphRole::Furniture => continue,
                ParagraphRole::Heading => {
                    open = false;
                    continue;
                }
            }
            let mut before: Option<&QuotedSpan> = None;
            for span in paragraph.quotations().iter().filter(|it| !it.nested) {
                let room = quotations.last().is_some_and(|it| it.words.len() < MOST_WORDS);
                let goes_on = before.is_none() && open && room && span.opens_paragraph();
                let seam = if goes_on { Some(Seam::Sentence) } else { before.and_then(|before| self.joint(paragraph, before, span)) };
                if let (Some(seam), Some(last)) = (seam, quotations.last_mut()) {
                    self.go_on(last, at, span, seam);
                } else if let Some(quotation) = self.begin(at, span) {
                    quotations.push(quotation);
                }
                before = Some(span);
            }
            open = before.is_some_and(|it| !it.closed);
        }
    }

    fn begin(&self, at: usize, span: &QuotedSpan) -> Option<Quotation> {
        let paragraph = &self.article.reading.paragraphs[at];
        let prose = &paragraph.reading.prose;
        let mut words = Vec::new();
        let text = paragraph.span.of(self.article.body);
        wording::append(&mut words, text, prose, limited(&span.tokens), paragraph.span.start, Seam::Within);
        if words.is_empty() {
            return None;
        }
        let sentence = SentenceId {
            article: self.article.index,
            paragraph: at as u32,
            sentence: prose.sentence_of(span.tokens.start as usize) as u32,
        };
        let place = self.place(paragraph, &span.tokens);
        let speaker = self.speaker(at, paragraph, span);
        Some(Quotation { sentence, tokens: span.tokens.clone(), pieces: vec![place], words, speaker, closed: span.closed })
    }

    /// Adds a further piece to `quotation`.
    fn go_on(&self, quotation: &mut Quotation, at: usize, span: &QuotedSpan, seam: Seam) {
        let paragraph = &self.article.reading.paragraphs[at];
        let text = paragraph.span.of(self.article.body);
        wording::append(&mut quotation.words, text, &paragraph.reading.prose, limited(&span.tokens), paragraph.span.start, seam);
        quotation.pieces.push(self.place(paragraph, &span.tokens));
        quotation.closed = span.closed;
        if quotation.speaker.is_none() {
            quotation.speaker = self.speaker(at, paragraph, span);
        }
    }

    fn place(&self, paragraph: &Paragraph, tokens: &Range<u32>) -> Place {
        self.article.place(paragraph.place_of(tokens))
    }

    /// What lies between two quotations of a paragraph when they are one utterance: a speech tag ('"A," she said, "B."'), or
    /// nothing at all ('"A." "B."'). `None` when they are two.
    fn joint(&self, paragraph: &Paragraph, before: &QuotedSpan, after: &QuotedSpan) -> Option<Seam> {
        let prose = &paragraph.reading.prose;
        let text = paragraph.span.of(self.article.body);
        let word = |at: usize| prose.word(text, at);
        let between = before.tokens.end as usize + 1..(after.tokens.start as usize).checked_sub(1)?;
        if between.is_empty() {
            return Some(Seam::Sentence);
        }
        // The comma before the tag stands inside the marks or outside; a fragment that is part of the sentence has none.
        let first = word(between.start);
        let told = matches!(word(before.tokens.end as usize - 1), "," | "?" | "!" | "…" | "—" | ".") || first == ",";
        let last = word(between.end - 1);
        // '"We left." Dunn, the pilot, said: "We came back."': a sentence of its own leads to the second, which may be another's.
        if last == ":" && word(before.tokens.end as usize - 1) == "." && first != "," {
            return None;
        }
        let tag = between.len() <= TAG_TOKENS && between.clone().any(|at| prose.tokens[at].hints.has(Hints::SPEECH));
        let clause = between.clone().skip(1).any(|at| matches!(word(at), "and" | "but" | "while" | "that") && at + 1 < between.end);
        (told && tag && !clause && matches!(last, "," | "." | ":" | "—")).then_some(Seam::Tag)
    }

    /// The mentions of people that begin in these body bytes.
    fn named_between(&self, start: u32, end: u32) -> &[(Place, PersonKey)] {
        let from = self.mentions.partition_point(|(it, _)| it.span.start < start);
        let to = self.mentions.partition_point(|(it, _)| it.span.start < end);
        &self.mentions[from..to]
    }

    /// Who speaks a stretch of paragraph `at`.
    fn speaker(&self, at: usize, paragraph: &Paragraph, span: &QuotedSpan) -> Option<Speaker> {
        let cue = span.speaker.as_ref()?;
        let place = self.place(paragraph, &cue.tokens);
        if cue.pronoun {
            // The paragraph up to the pronoun, or else the one before it, must name one person alone.
            let here = self.named_between(paragraph.span.start, place.span.start);
            let before = at.checked_sub(1).map(|it| self.article.reading.paragraphs[it].span);
            let named = if here.is_empty() { before.map_or(&[][..], |it| self.named_between(it.start, it.end)) } else { here };
            let (_, person) = *named.first()?;
            return named.iter().all(|it| it.1 == person).then_some(Speaker::Pronoun(person));
        }
        let named = self.named_between(place.span.start, place.span.end);
        // "Dunn's lawyer" is not Dunn: the last name of the phrase counts, and only when no possessive follows it. "Dunn and Orr
        // said" is nobody's own.
        let last =
            named.last().filter(|(it, person)| !place_is_possessive(self.article.body, *it) && named.iter().all(|it| it.1 == *person));
        let named = if named.is_empty() { self.apposition(place) } else { last.copied() };
        Some(named.map_or(Speaker::Phrase(place), |(place, person)| Speaker::Named { person, place }))
    }

    /// Who is named right behind a phrase and a comma: "the museum's director, Carla Dunn, said".
    fn apposition(&self, phrase: Place) -> Option<(Place, PersonKey)> {
        const COMMA: &str = ", ";
        let behind = self.article.body[phrase.span.end as usize..].strip_prefix(COMMA)?;
        let start = phrase.span.end + COMMA.len() as u32;
        let &(name, person) = self.named_between(start, start + 1).first()?;
        let rest = &behind[name.span.len() as usize..];
        // "the mayor, Dunn and Orr" are three; "the mayor, Dunn's aide" is not Dunn.
        rest.starts_with([',', '.', ';', ':']).then_some((name, person))
    }
}

/// The most tokens of a speech tag between two pieces of one utterance, appositions included.
const TAG_TOKENS: usize = 16;

/// The tokens of one piece that are compared: what goes on for longer than any speech is a mark that was never closed.
fn limited(tokens: &Range<u32>) -> Range<u32> {
    tokens.start..tokens.end.min(tokens.start + 2 * MOST_WORDS as u32)
}

fn place_is_possessive(body: &str, place: Place) -> bool {
    body[place.span.end as usize..].starts_with(['\'', '’'])
}

#[cfg(test)]
mod tests {
    use super::PersonKey;
    use crate::fixture::snapshot;

    /// The pieces of each quotation of an article with this body, joined by ` + `.
    fn check(body: &str, expected: &[&str]) {
        let snapshot = snapshot(&format!("--- article one\n\n{body}\n"));
        let found: Vec<_> = snapshot
            .facts
            .quotations()
            .map(|it| it.pieces.iter().map(|&piece| snapshot.read().text(piece)).collect::<Vec<_>>().join(" + "))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_tag_in_the_middle_cuts_no_utterance() {
        check("“We left,” Carla Dunn said, “and came back.” The pier was gone.", &["We left, + and came back."]);
        check("“We left,” said Carla Dunn. “We came back.” The pier was gone.", &["We left, + We came back."]);
    }

    #[test]
    fn two_fragments_of_a_sentence_are_two() {
        check("Dunn called it “a joke,” and said the plan was “silly”, too.", &["a joke,", "silly"]);
        check("It was “old” and “cold”.", &["old", "cold"]);
        check("“We left.” Tom Orr, the pilot, said: “We came back.”", &["We left.", "We came back."]);
    }

    #[test]
    fn a_speech_goes_on_over_paragraphs() {
        check("“We left early.\n\n“We came back late.”\n\nThe pier was gone.", &["We left early. + We came back late."]);
        check("“We left early.”\n\n“We came back late.”\n\nThe pier was gone.", &["We left early.", "We came back late."]);
    }

    #[test]
    fn the_speaker_is_who_is_named_right_there() {
        let snapshot = snapshot(
            "--- article one\n\nMayor Carla Dunn left. “We left,” she said.\n\nTom Orr met Mayor Carla Dunn. “We came back,” he said.\n\n“It rains,” said Carla Dunn.\n\n“It stops,” the island's mayor, Carla Dunn, told us.\n",
        );
        let facts = &snapshot.facts;
        let name = |person: Option<PersonKey>| person.and_then(|it| facts.people.get(it)).map(|it| it.name.as_str());
        let told: Vec<_> = facts.quotations().map(|it| (name(it.person()), name(it.named_person()))).collect();
        // "he" after two names may be either.
        let dunn = Some("Carla Dunn");
        assert_eq!(told, [(dunn, None), (None, None), (dunn, dunn), (dunn, dunn)]);
    }
}
