//! Stretches between quotation marks, with who speaks where the paragraph says so.

use std::ops::Range;

use super::Paragraph;
use crate::lexicon::Hints;
use crate::prose::{Kind, Prose, Shape};

/// A stretch between quotation marks, as far as this paragraph goes.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotedSpan {
    /// The words between the marks, without the marks.
    pub tokens: Range<u32>,
    /// Whether the closing mark stands in this paragraph.
    pub closed: bool,
    /// Whether it stands inside another one.
    pub nested: bool,
    /// Whose words they are, where the sentence says so.
    pub speaker: Option<SpeakerCue>,
}

impl QuotedSpan {
    /// Whether it begins with the paragraph, so that it may go on with one that was left open before.
    pub fn opens_paragraph(&self) -> bool {
        self.tokens.start <= 1
    }
}

/// Words that say who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerCue {
    /// The speaker as written, a title or an article included: "Carla Dunn", "the mayor", "she".
    pub tokens: Range<u32>,
    /// Whether it is "he", "she", "they", "I" or "we".
    pub pronoun: bool,
}

/// The quotations of one paragraph, in text order.
pub(super) fn quotations(paragraph: &str, prose: &Prose) -> Vec<QuotedSpan> {
    let (found, _) = stretches(paragraph, prose, false);
    with_speakers(paragraph, prose, found)
}

/// The most paragraphs that may lie between one that leaves a quotation open and the one that closes it without opening it
/// again. Typists forget the marks between two or three paragraphs; more is a mark forgotten for good.
const FORGOTTEN_PARAGRAPHS: usize = 3;

/// Re-reads paragraphs in which a quotation goes on without a new opening mark, since only the paragraphs before tell that
/// their first mark closes. By paragraph; `None` where the paragraph's own reading stands.
pub(super) fn carried(body: &str, paragraphs: &[Paragraph]) -> Vec<Option<Vec<QuotedSpan>>> {
    let mut carried: Vec<Option<Vec<QuotedSpan>>> = vec![None; paragraphs.len()];
    let mut at = 0;
    while at < paragraphs.len() {
        let own = carried[at].as_deref().unwrap_or(&paragraphs[at].reading.quotations);
        let open = own.iter().any(|it| !it.closed && !it.nested);
        at += 1;
        if !open {
            continue;
        }
        for end in at..paragraphs.len().min(at + FORGOTTEN_PARAGRAPHS) {
            let text = paragraphs[end].span.of(body);
            let prose = &paragraphs[end].reading.prose;
            let (_, balanced) = stretches(text, prose, false);
            if balanced && !closes_first(text, prose) && (prose.tokens.is_empty() || !paragraphs[end].reading.quotations.is_empty()) {
                // It opens and closes its own: whatever was open before has ended.
                break;
            }
            let (found, balanced_inside) = stretches(text, prose, true);
            if closes_first(text, prose) || !balanced && balanced_inside {
                for between in at..end {
                    let whole = 0..paragraphs[between].reading.prose.tokens.len() as u32;
                    carried[between] = Some(vec![QuotedSpan { tokens: whole, closed: false, nested: false, speaker: None }]);
                }
                carried[end] = Some(with_speakers(text, prose, found));
                at = end;
                break;
            }
            if !balanced {
                break;
            }
        }
    }
    carried
}

/// Whether the first double mark of a paragraph has blanks on both sides and stands behind the end of a sentence or a clause: 'We left
/// early. " Dunn said: "It rained."'. Where a quotation is open, it closes that.
fn closes_first(paragraph: &str, prose: &Prose) -> bool {
    let is_double = |at: &usize| matches!(prose.word(paragraph, *at), "“" | "”" | "\"");
    let Some(first) = (0..prose.tokens.len()).find(is_double) else { return false };
    let free = !prose.is_glued(first) && first + 1 < prose.tokens.len() && !prose.is_glued(first + 1);
    free && first.checked_sub(1).is_some_and(|it| matches!(prose.word(paragraph, it), "." | "," | "!" | "?" | "…"))
}

fn with_speakers(paragraph: &str, prose: &Prose, mut found: Vec<QuotedSpan>) -> Vec<QuotedSpan> {
    for at in 0..found.len() {
        if !found[at].nested {
            found[at].speaker = speaker(paragraph, prose, &found, at);
        }
    }
    found
}

/// The two families of marks; one may stand inside the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
}

/// What a mark can do at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    /// The place does not tell: it closes what is open, else it opens.
    Either,
}

/// The quotations of a paragraph, and whether every double mark has its partner. `inside` tells that the paragraph begins
/// inside a quotation.
fn stretches(paragraph: &str, prose: &Prose, inside: bool) -> (Vec<QuotedSpan>, bool) {
    let mut found: Vec<QuotedSpan> = Vec::new();
    let mut balanced = true;
    // (family, first token inside) of what is open, outermost first.
    let mut open: Vec<(Family, usize)> = Vec::new();
    if inside {
        open.push((Family::Double, 0));
    }
    for at in 0..prose.tokens.len() {
        let Some((family, turn)) = mark(paragraph, prose, at, &open) else { continue };
        let innermost = open.iter().rposition(|&(it, _)| it == family);
        match (turn, innermost) {
            // A mark typed twice: '""We left'.
            (Turn::Either, Some(depth)) if open[depth].1 == at && prose.is_glued(at) => open[depth].1 = at + 1,
            (Turn::Closes | Turn::Either, Some(depth)) => {
                // What stands open inside it was no quotation ("the ’90s").
                let (_, from) = open[depth];
                open.truncate(depth);
                if from < at {
                    found.push(QuotedSpan { tokens: from as u32..at as u32, closed: true, nested: depth > 0, speaker: None });
                }
            }
            (Turn::Closes, None) => balanced &= family == Family::Single,
            (Turn::Opens | Turn::Either, _) => open.push((family, at + 1)),
        }
    }
    // A quotation that goes on in the next paragraph has no closing mark in this one. A single mark left open is an
    // apostrophe unless it is curly and opens the paragraph.
    if let Some(&(family, from)) = open.first() {
        balanced &= family == Family::Single;
        let spans_paragraphs = family == Family::Double || (from == 1 && prose.word(paragraph, 0) == "‘");
        if from < prose.tokens.len() && spans_paragraphs {
            for inner in found.iter_mut().filter(|it| it.tokens.start as usize >= from) {
                inner.nested = true;
            }
            found.push(QuotedSpan { tokens: from as u32..prose.tokens.len() as u32, closed: false, nested: false, speaker: None });
        }
    }
    found.sort_by_key(|it| (it.tokens.start, std::cmp::Reverse(it.tokens.end)));
    (found, balanced)
}

/// What the token at `at` does as a quotation mark. `None` for anything else: an inch mark, an apostrophe.
fn mark(paragraph: &str, prose: &Prose, at: usize, open: &[(Family, usize)]) -> Option<(Family, Turn)> {
    let token = &prose.tokens[at];
    if token.kind != Kind::Mark {
        return None;
    }
    let before = at.checked_sub(1).filter(|_| prose.is_glued(at));
    let after = Some(at + 1).filter(|&next| prose.is_glued(next));
    let inside = |family| open.iter().any(|&(it, _)| it == family);
    match token.span.of(paragraph) {
        // Typists mix them up, so the blanks decide where they are plain: 'the “war“ was' and 'was over. “ Dunn' close with an
        // opening mark.
        "“" | "„" | "«" if after.is_none() && inside(Family::Double) && before.is_none_or(|it| prose.tokens[it].kind != Kind::Mark) => {
            Some((Family::Double, Turn::Closes))
        }
        "“" | "„" | "«" => Some((Family::Double, Turn::Opens)),
        "”" | "»" if before.is_none() && after.is_some() && !inside(Family::Double) => Some((Family::Double, Turn::Opens)),
        "”" | "»" => Some((Family::Double, Turn::Closes)),
        "\"" => {
            if inside(Family::Double) {
                return Some((Family::Double, Turn::Either));
            }
            match before {
                // 'a 3.1" screen' has inches.
                Some(digit) if prose.tokens[digit].kind == Kind::Number => None,
                // What it closes was opened in another paragraph, or nowhere.
                Some(letter) if prose.tokens[letter].kind != Kind::Mark => Some((Family::Double, Turn::Closes)),
                _ if at + 1 == prose.tokens.len() => Some((Family::Double, Turn::Closes)),
                _ => Some((Family::Double, Turn::Opens)),
            }
        }
        "‘" => (!cuts_a_word(paragraph, prose, after)).then_some((Family::Single, Turn::Opens)),
        "’" => closes_single(paragraph, prose, at, open).then_some((Family::Single, Turn::Closes)),
        "'" => {
            let free = before.is_none_or(|it| prose.tokens[it].kind == Kind::Mark);
            if inside(Family::Single) && (before.is_some() || after.is_none()) {
                return closes_single(paragraph, prose, at, open).then_some((Family::Single, Turn::Closes));
            }
            // 'We left, 'said Dunn: a blank on the wrong side.
            if inside(Family::Single) && before.is_none() && stands_before_a_tag(paragraph, prose, at) {
                return Some((Family::Single, Turn::Closes));
            }
            let opens = free && after.is_some_and(|it| prose.tokens[it].kind != Kind::Mark) && !cuts_a_word(paragraph, prose, after);
            opens.then_some((Family::Single, Turn::Opens))
        }
        _ => None,
    }
}

/// Whether a comma or a question or exclamation mark stands before the mark at `at`, and a speech tag behind it.
fn stands_before_a_tag(paragraph: &str, prose: &Prose, at: usize) -> bool {
    /// "Undersheriff James Gage said" and a word more.
    const TAG_TOKENS: usize = 5;
    let ends = at.checked_sub(1).is_some_and(|it| matches!(prose.word(paragraph, it), "," | "?" | "!"));
    let words = (at + 1..prose.tokens.len().min(at + 1 + TAG_TOKENS)).take_while(|&it| prose.tokens[it].kind != Kind::Mark);
    ends && words.into_iter().any(|it| says(prose, it))
}

/// Whether an apostrophe before token `after` stands for letters left out: "’90s", "'em", "'til".
fn cuts_a_word(paragraph: &str, prose: &Prose, after: Option<usize>) -> bool {
    let Some(after) = after else { return false };
    let word = prose.word(paragraph, after);
    let year = prose.tokens[after].kind == Kind::Number && word.len() == 2;
    year || matches!(word.to_ascii_lowercase().as_str(), "em" | "til" | "tis" | "twas" | "cause" | "n" | "bout" | "round")
}

/// Whether the apostrophe at `at` closes a single quotation rather than being a plural's possessive: in "‘the farmers’
/// market’ opened" the first one is none, since another one follows that can close.
fn closes_single(paragraph: &str, prose: &Prose, at: usize, open: &[(Family, usize)]) -> bool {
    if !open.iter().any(|&(family, _)| family == Family::Single) {
        return false;
    }
    let plural = prose.is_glued(at) && prose.tokens[at - 1].kind == Kind::Word && prose.word(paragraph, at - 1).ends_with('s');
    let word_follows =
        !prose.is_glued(at + 1) && prose.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word && next.shape == Shape::Lower);
    if !(plural && word_follows) {
        return true;
    }
    let rest = (at + 1..prose.tokens.len()).map(|it| prose.word(paragraph, it));
    !rest.take_while(|mark| *mark != "‘").any(|mark| matches!(mark, "’" | "'"))
}

/// The most words that a tag such as "the county's emergency manager told reporters" has before its verb.
const TAG_WORDS: usize = 12;

/// Who speaks the quotation `at` of `all`: the tag behind it ('"A," said Dunn', '"A," she said'), else the words before it
/// ('Dunn said: "A"', 'according to Dunn, "A"').
fn speaker(paragraph: &str, prose: &Prose, all: &[QuotedSpan], at: usize) -> Option<SpeakerCue> {
    let own = &all[at].tokens;
    let sentence_end = |token: usize| prose.sentences[prose.sentence_of(token)].tokens.end as usize;
    let behind = own.end as usize + 1;
    let next_quote =
        all[at + 1..].iter().find(|it| !it.nested).map_or(prose.tokens.len(), |it| (it.tokens.start as usize).saturating_sub(1));
    if all[at].closed && behind < prose.tokens.len() {
        let mut from = behind;
        while from < next_quote && matches!(prose.word(paragraph, from), "," | "—" | "–" | "-") {
            from += 1;
        }
        let to = next_quote.min(sentence_end(own.end as usize)).min(from + TAG_WORDS);
        // A tag stands behind a comma, a question or exclamation mark, inside the quotation or outside it. Without one the
        // quotation is a part of the sentence, and what follows tells something else.
        let comma = from > behind || matches!(prose.word(paragraph, own.end as usize - 1), "," | "?" | "!" | "…" | "—");
        if comma
            && from < to
            && let Some(cue) = tag(paragraph, prose, from..to)
        {
            return Some(cue);
        }
    }
    let before_quote = (own.start as usize).checked_sub(1)?;
    let start = prose.sentences[prose.sentence_of(before_quote)].tokens.start as usize;
    let free_from = all[..at].iter().filter(|it| !it.nested).map(|it| it.tokens.end as usize + 1).max().unwrap_or(0);
    let from = start.max(free_from.min(before_quote));
    let verb = (from..before_quote).rev().find(|&it| says(prose, it))?;
    subject_before(paragraph, prose, from..verb)
}

/// Whether token `at` gives somebody's words: "said", "told".
fn says(prose: &Prose, at: usize) -> bool {
    prose.tokens[at].hints.has(Hints::SPEECH)
}

/// The speaker in a tag behind a quotation: "said Carla Dunn, the mayor", "the mayor told reporters", "according to Dunn".
fn tag(paragraph: &str, prose: &Prose, words: Range<usize>) -> Option<SpeakerCue> {
    let first = prose.word(paragraph, words.start);
    if first == "according" && words.len() > 2 && prose.word(paragraph, words.start + 1) == "to" {
        return noun_phrase(paragraph, prose, words.start + 2..words.end);
    }
    if says(prose, words.start) {
        return noun_phrase(paragraph, prose, words.start + 1..words.end);
    }
    let verb = words.clone().find(|&it| says(prose, it))?;
    noun_phrase(paragraph, prose, words.start..verb)
}

/// The noun phrase at the start of `words`: up to a comma or another mark, a verb or a preposition of place or time.
fn noun_phrase(paragraph: &str, prose: &Prose, words: Range<usize>) -> Option<SpeakerCue> {
    let start = words.start;
    let end = words
        .clone()
        .find(|&it| {
            let text = prose.word(paragraph, it);
            let mark = prose.tokens[it].kind == Kind::Mark && !matches!(text, "." | "&" | "-");
            let past = it > start && (says(prose, it) || ENDS_A_SPEAKER.contains(&text));
            mark || past || (text == "." && !prose.is_glued(it))
        })
        .unwrap_or(words.end);
    let end = if end > start && prose.word(paragraph, end - 1) == "." { end - 1 } else { end };
    cue(paragraph, prose, start..end)
}

/// Words that end a speaker's noun phrase. "of", "for" and "from" go on: "a spokesman for the ministry".
const ENDS_A_SPEAKER: &[&str] = &[
    "about", "after", "also", "as", "at", "before", "by", "during", "earlier", "had", "has", "have", "in", "is", "last", "later", "on",
    "that", "then", "to", "told", "was", "were", "when", "while", "who", "with",
];

/// The noun phrase that ends right before a verb: "The mayor, who resigned on Friday, said" gives "The mayor".
fn subject_before(paragraph: &str, prose: &Prose, words: Range<usize>) -> Option<SpeakerCue> {
    let mut end = words.end;
    let word = |at: usize| prose.word(paragraph, at);
    while end > words.start && matches!(word(end - 1), "has" | "had" | "have" | "also" | "later" | "then" | "repeatedly" | "once" | "was") {
        end -= 1;
    }
    if end > words.start && word(end - 1) == "," {
        // An apposition between two commas: the subject stands before it.
        let comma = (words.start..end - 1).rev().find(|&at| word(at) == ",")?;
        end = comma;
    }
    // Back to the last mark or conjunction, which is where this clause begins.
    let start = (words.start..end)
        .rev()
        .find(|&at| {
            let mark = prose.tokens[at].kind == Kind::Mark && !matches!(word(at), "." | "&" | "-");
            mark || matches!(word(at), "and" | "but" | "as" | "while" | "when" | "that" | "which" | "who" | "because" | "after")
        })
        .map_or(words.start, |at| at + 1);
    if start < end && word(start) == "to" {
        return None;
    }
    cue(paragraph, prose, start..end)
}

/// Words with which a new clause begins, and no speaker.
const OPENS_A_CLAUSE: &[&str] = &[
    "after", "although", "and", "as", "at", "because", "before", "but", "despite", "during", "for", "from", "if", "in", "of", "on", "or",
    "since", "so", "than", "that", "though", "to", "until", "when", "where", "which", "while", "who",
];

/// A speaker of these tokens, when they look like one: a pronoun, or at most eight words with a capital or an article.
fn cue(paragraph: &str, prose: &Prose, tokens: Range<usize>) -> Option<SpeakerCue> {
    if tokens.is_empty() || tokens.len() > 10 {
        return None;
    }
    let first = prose.word(paragraph, tokens.start).to_ascii_lowercase();
    let pronoun = matches!(first.as_str(), "he" | "she" | "they" | "i" | "we");
    if pronoun {
        return Some(SpeakerCue { tokens: tokens.start as u32..tokens.start as u32 + 1, pronoun });
    }
    if matches!(first.as_str(), "with" | "according") && tokens.len() > 1 {
        return cue(paragraph, prose, tokens.start + 1..tokens.end);
    }
    // Another clause begins here: '"of concern", while an official accused the council'.
    if OPENS_A_CLAUSE.contains(&first.as_str()) {
        return None;
    }
    let article = matches!(first.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one" | "another" | "both");
    let capital = tokens.clone().any(|at| prose.tokens[at].shape != Shape::Lower);
    let nobody = matches!(first.as_str(), "nobody" | "no" | "none" | "what" | "it");
    ((article || capital) && !nobody).then_some(SpeakerCue { tokens: tokens.start as u32..tokens.end as u32, pronoun })
}

#[cfg(test)]
mod tests {
    use super::quotations;
    use crate::mentions::Reading;
    use crate::prose::Prose;

    /// The quotations of `text`: nested ones in angle brackets, ones left open with dots, then the speaker.
    fn check(text: &str, expected: &[&str]) {
        let prose = Prose::read(text);
        let found: Vec<_> = quotations(text, &prose)
            .iter()
            .map(|it| {
                let words = prose.span(it.tokens.start as usize, it.tokens.end as usize - 1).of(text);
                let words = if it.nested { format!("<{words}>") } else { words.to_owned() };
                let words = if it.closed { words } else { format!("{words}...") };
                match &it.speaker {
                    Some(cue) => format!("{words} = {}", prose.span(cue.tokens.start as usize, cue.tokens.end as usize - 1).of(text)),
                    None => words,
                }
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_house() {
        check("The “old quay” and the \"new quay\" are ‘the same’ or 'nearly so'.", &["old quay", "new quay", "the same", "nearly so"]);
        check("It was “shut\" at noon.", &["shut"]);
        check("Nobody called it «a port».", &["a port"]);
        check("\"\"We left,\" he said.", &["We left, = he"]);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        check("The farmers' market and the '90s don't open 'til ten o'clock.", &[]);
        check("He sold ‘the farmers’ market’ last May.", &["the farmers’ market"]);
        check("The Dunns' boat sank near the Orrs' pier.", &[]);
    }

    #[test]
    fn inches_are_no_mark() {
        check("A 3.1\" screen and a 5\" lens.", &[]);
        check("“The lens has 5 inches”, a 3.1\" screen.", &["The lens has 5 inches"]);
        check("\"We began in 1999\" stood on it.", &["We began in 1999"]);
    }

    #[test]
    fn one_inside_another() {
        check("\"He told me 'sit down' and left,\" said Carla Dunn.", &["He told me 'sit down' and left, = Carla Dunn", "<sit down>"]);
        check("‘It read “closed” today.’", &["It read “closed” today.", "<closed>"]);
    }

    #[test]
    fn one_left_open_goes_to_the_end() {
        check("“We shall rebuild the pier.", &["We shall rebuild the pier...."]);
        check("‘We shall rebuild the pier.", &["We shall rebuild the pier...."]);
        check("The ‘pier was shut.", &[]);
    }

    #[test]
    fn a_mark_with_a_stray_blank_still_closes() {
        check("\"We left early. \"", &["We left early."]);
        check("\"We left early, \"Dunn said.", &["We left early, = Dunn"]);
        check("'We left early, 'said Dunn, 'and late.'", &["We left early, = Dunn", "and late."]);
        check("'We left early, 'old pier' and all,' said Dunn.", &["We left early, 'old pier' and all, = Dunn", "<old pier>"]);
    }

    #[test]
    fn one_that_goes_on_without_a_new_mark_is_closed_where_it_ends() {
        let body = "\"We left early.\n\nThe pier was gone.\n\nNobody came, \"Dunn said. The mayor was \"sorry\".";
        let reading = Reading::read(body, None);
        let found: Vec<_> = reading
            .paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.quotations().iter().map(|it| paragraph.place_of(&it.tokens).of(body)))
            .collect();
        assert_eq!(found, ["We left early.", "The pier was gone.", "Nobody came,", "sorry"]);
        let body = "\"We left early.\n\nThe pier was gone. \"Nobody came,\" Dunn said.";
        let reading = Reading::read(body, None);
        assert!(reading.paragraphs[1].carried.is_none());
    }

    #[test]
    fn a_mark_between_blanks_closes_what_the_paragraph_before_left_open() {
        for body in [
            "\"We left early.\n\nThe pier was gone. \" Dunn said: \"It rained.\"",
            "“We left early.\n\nThe pier was gone. “ Dunn said: “It rained.”",
        ] {
            let reading = Reading::read(body, None);
            let quoted = reading.paragraphs[1].quotations().iter().map(|it| reading.paragraphs[1].place_of(&it.tokens).of(body));
            assert_eq!(quoted.collect::<Vec<_>>(), ["The pier was gone.", "It rained."]);
        }
    }

    #[test]
    fn the_tag_behind_names_the_speaker() {
        check("“We left,” said Carla Dunn, a fisher.", &["We left, = Carla Dunn"]);
        check("“We left,” Dunn told reporters on Friday.", &["We left, = Dunn"]);
        check("“We left,” the mayor of Westhaven, Carla Dunn, said.", &["We left, = the mayor of Westhaven"]);
        check("“We left,” according to the county council.", &["We left, = the county council"]);
        check("“We left,” she said, “and we came back.”", &["We left, = she", "and we came back. = she"]);
    }

    #[test]
    fn the_words_before_name_the_speaker() {
        check("On Friday, Dunn called the plan “a bad joke” again.", &["a bad joke = Dunn"]);
        check("Carla Dunn, the mayor, said: “We left.”", &["We left. = Carla Dunn"]);
        check("The pier was “unsafe” and Dunn left.", &["unsafe"]);
    }
}
