//! Who is said to say what a sentence tells: "Police spokesman Tom Orr told reporters on Sunday that".

use std::ops::Range;

use crate::lexicon::Hints;
use crate::prose::{Kind, Prose};

/// The words of a sentence that give it to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// All of them: speaker, verb, to whom and when.
    pub tokens: Range<u32>,
    /// The speaker alone: "Police spokesman Tom Orr".
    pub speaker: Range<u32>,
}

/// How many tokens stand between "told" and the "that" of what was told: "told a crowded press conference in Kellmar on Sunday that".
const TOLD_TOKENS: u32 = 10;

/// Who says what stands at the tokens `value` of `sentence`. `None` where the sentence gives it to nobody.
///
/// It stands before what is said ("Dunn said 12 trees were planted") or behind it and a comma ("…, Dunn said on Sunday"). Of verbs
/// of speech only "say" and "tell", and any with "that" behind it: who pledged 5 million or added 12 jobs did it.
pub fn attribution(paragraph: &str, prose: &Prose, sentence: &Range<u32>, value: &Range<u32>) -> Option<Attribution> {
    let text = Text { paragraph, prose, sentence };
    text.before(value.start).or_else(|| text.behind(value.end))
}

/// A sentence under the eyes of this module.
struct Text<'a> {
    paragraph: &'a str,
    prose: &'a Prose,
    sentence: &'a Range<u32>,
}

impl Text<'_> {
    /// The word at token `at`; empty outside the sentence.
    fn word(&self, at: u32) -> &str {
        if self.sentence.contains(&at) { self.prose.word(self.paragraph, at as usize) } else { "" }
    }

    fn before_is(&self, at: u32, is: impl Fn(&str) -> bool) -> bool {
        self.sentence.start < at && is(self.word(at - 1))
    }

    /// Whether the word at `at` gives somebody's words: "said", "told", "announced that"; not "is said to", "what they said was".
    fn says(&self, at: u32) -> bool {
        let is_be = |word: &str| matches!(word, "is" | "are" | "was" | "were" | "be" | "been");
        match self.word(at) {
            "said" | "says" | "saying" | "told" | "tells" | "telling" => {
                let next = at + 1;
                let hides = self.sentence.contains(&next) && self.prose.tokens[next as usize].hints.has(Hints::AUXILIARY);
                !self.before_is(at, is_be) && !hides && self.word(next) != "to"
            }
            _ => self.prose.tokens[at as usize].hints.has(Hints::SPEECH) && self.word(at + 1) == "that",
        }
    }

    /// Whether a clause or a quotation begins or ends at `at`.
    fn is_border(&self, at: u32) -> bool {
        self.prose.tokens[at as usize].hints.has(Hints::CLAUSE) || is_quote(self.word(at)) || matches!(self.word(at), "—" | "–")
    }

    /// "According to Orr, 12 …", "Orr, the mayor of Kellmar, said on Sunday that 12 …".
    fn before(&self, value: u32) -> Option<Attribution> {
        let start = self.sentence.start;
        if self.word(start) == "According" && self.word(start + 1) == "to" {
            let end = (start..value).find(|&at| self.word(at) == ",")?;
            return Some(Attribution { tokens: start..end, speaker: start + 2..end });
        }
        let verb = (start..value).rev().find(|&at| self.says(at))?;
        let mut from = verb;
        if self.before_is(verb, |it| it == ",") {
            // The name that an apposition belongs to; where no comma opens one, the verb stands before its speaker.
            from = (start..verb - 1).rev().find(|&at| self.word(at) == ",")?;
        }
        while start < from && !self.is_border(from - 1) {
            from -= 1;
        }
        // "… on the quay," said Orr, 39: what stands behind is told of the speaker.
        if from == verb && self.before_is(verb, is_quote) {
            return None;
        }
        let told = matches!(self.word(verb), "told" | "tells" | "telling");
        let mut to = verb + 1 + u32::from(told);
        let that = (verb + 1..value.min(verb + 1 + TOLD_TOKENS)).take_while(|&at| self.word(at) != ",").find(|&at| self.word(at) == "that");
        match that {
            Some(that) => to = that + 1,
            None => to = self.past_day(to).min(value),
        }
        Some(Attribution { tokens: from..to.min(value), speaker: from..verb })
    }

    /// One past "on Sunday", "late Sunday night" at `at`; `at` itself where nothing of that stands there.
    fn past_day(&self, at: u32) -> u32 {
        let mut end = at;
        let mut day = at;
        while self.sentence.contains(&end) {
            let part = || matches!(self.word(end), "afternoon" | "evening" | "morning" | "night") && at < day;
            if self.prose.tokens[end as usize].hints.has(Hints::WEEKDAY) || part() {
                day = end + 1;
            } else if !matches!(self.word(end), "early" | "late" | "on") {
                break;
            }
            end += 1;
        }
        day
    }

    /// "…, Orr said on Sunday", "… according to Orr".
    fn behind(&self, value: u32) -> Option<Attribution> {
        let end = self.sentence.end;
        let stops = |at: &u32| matches!(self.word(*at), "," | ";" | "." | ":") || is_quote(self.word(*at));
        if let Some(from) = (value..end).find(|&at| self.word(at) == "according" && self.word(at + 1) == "to") {
            let to = (from..end).find(stops).unwrap_or(end);
            return Some(Attribution { tokens: from..to, speaker: from + 2..to });
        }
        let mut comma = value;
        loop {
            comma = (comma..end).find(|&at| self.word(at) == "," || is_quote(self.word(at)))? + 1;
            let to = (comma..end).find(stops).unwrap_or(end);
            if let Some(verb) = (comma..to).find(|&at| self.says(at)) {
                // "…, and Orr said she was glad" and "…, which Orr said was late" go on with something else.
                let other = |at: u32| {
                    let token = &self.prose.tokens[at as usize];
                    token.hints.has(Hints::CLAUSE) || token.hints.has(Hints::AUXILIARY) || token.kind == Kind::Number
                };
                if (comma..to).any(other) {
                    return None;
                }
                let speaker = if comma < verb { comma..verb } else { verb + 1..to };
                return Some(Attribution { tokens: comma..to, speaker });
            }
        }
    }
}

/// Whether `word` is a mark of quotation.
fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»")
}

#[cfg(test)]
mod tests {
    use super::attribution;
    use crate::mentions::ParagraphReading;

    /// What is left of the sentence round `value` without its attribution, and the speaker.
    fn check(text: &str, value: &str, rest: &str, speaker: Option<&str>) {
        let prose = ParagraphReading::read(text).prose;
        let at = (0..prose.tokens.len()).find(|&at| prose.word(text, at) == value).expect("the value stands in the text") as u32;
        let sentence = prose.sentences[prose.sentence_of(at as usize)].tokens.clone();
        let found = attribution(text, &prose, &sentence, &(at..at + 1));
        let left = |at: &u32| found.as_ref().is_none_or(|it| !it.tokens.contains(at));
        let words: Vec<&str> = sentence.clone().filter(left).map(|at| prose.word(text, at as usize)).collect();
        assert_eq!(words.join(" "), rest, "{text}");
        let told = found.map(|it| prose.span(it.speaker.start as usize, it.speaker.end as usize - 1).of(text));
        assert_eq!(told, speaker, "{text}");
    }

    #[test]
    fn a_speaker_stands_before_what_is_said() {
        check("Mayor Anna Dunn said 12 trees fell.", "12", "12 trees fell .", Some("Mayor Anna Dunn"));
        check(
            "On Friday, Dunn, the mayor of Kellmar, said 12 trees fell.",
            "12",
            "On Friday , 12 trees fell .",
            Some("Dunn, the mayor of Kellmar,"),
        );
        check("Dunn told a crowd in Kellmar on Sunday that 12 trees fell.", "12", "12 trees fell .", Some("Dunn"));
        check("Dunn told reporters late on Sunday 12 trees fell.", "12", "12 trees fell .", Some("Dunn"));
        check("Police announced that 12 trees fell.", "12", "12 trees fell .", Some("Police"));
        check("According to the port, 12 trees fell.", "12", ", 12 trees fell .", Some("the port"));
    }

    #[test]
    fn a_speaker_stands_behind_what_is_said() {
        check("Some 12 trees fell, mayor Anna Dunn said on Sunday.", "12", "Some 12 trees fell , .", Some("mayor Anna Dunn"));
        check("Some 12 trees fell, said Dunn.", "12", "Some 12 trees fell , .", Some("Dunn"));
        check("Some 12 trees fell, Dunn said, and 9 boats sank.", "12", "Some 12 trees fell , , and 9 boats sank .", Some("Dunn"));
        check("Some 12 trees fell according to the port.", "12", "Some 12 trees fell .", Some("the port"));
    }

    #[test]
    fn who_does_what_is_told_is_no_speaker() {
        for text in [
            "Dunn added 12 trees.",
            "Dunn pledged 12 trees.",
            "Dunn was told to fell 12 trees.",
            "Dunn drew what they said was 12 trees.",
            "Dunn felled 12 trees, and Orr said he was glad.",
            "“They fell,” said Dunn, 12, in Kellmar.",
        ] {
            let rest = text.trim_end_matches('.').replace(',', " ,").replace('“', "“ ").replace('”', " ”") + " .";
            check(text, "12", &rest, None);
        }
    }
}
