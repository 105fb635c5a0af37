//! What a paragraph is for: text, or page furniture round it.

use super::Paragraph;
use crate::lexicon::{PagePhrase, page_phrase};
use crate::prose::{Kind, Prose, Shape};

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParagraphRole {
    /// Running text: read and compared.
    #[default]
    Text,
    /// A headline or a heading between paragraphs: no new people are born here and nothing is compared.
    Heading,
    /// A caption or photo credit.
    Caption,
    /// Related links, share lines, teasers, error messages, time stamps.
    Furniture,
}

/// The role of each paragraph of an article.
///
/// Silencing a paragraph of prose costs more than letting a heading through, so whatever is long or ends like a sentence
/// stays text unless a phrase of web pages says otherwise.
pub(super) fn roles(body: &str, paragraphs: &[Paragraph]) -> Vec<ParagraphRole> {
    let lines: Vec<Line<'_>> = paragraphs.iter().map(|it| Line::of(body, it)).collect();
    // A body without one full sentence has nothing that its short lines could head.
    if !lines.iter().any(Line::is_prose) {
        return vec![ParagraphRole::Text; lines.len()];
    }
    let mut roles: Vec<ParagraphRole> = Vec::with_capacity(lines.len());
    let mut above_text = true;
    // Whether a list of links goes on, and its last line while no sentence stood under it.
    let mut in_links = false;
    let mut last_link: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        let phrase = paragraphs[at].reading.looks.phrase;
        let alone = |it: usize| lines.get(it).is_none_or(|other| other.stopped);
        let related = phrase == Some(PagePhrase::Related) && line.words <= LINK_WORDS;
        let role = if related || (in_links && !line.stopped && line.words <= LINK_WORDS) {
            // "Related PostsStorm hits the coast" has the first link glued to it.
            (in_links, last_link) = (true, Some(at));
            ParagraphRole::Furniture
        } else if is_furniture(line, phrase, above_text) {
            ParagraphRole::Furniture
        } else if is_caption(line, phrase) {
            ParagraphRole::Caption
        } else if let Some(above) = last_link.take()
            && line.words <= TEASER_WORDS
            && share_a_name(body, &paragraphs[above], &paragraphs[at])
        {
            ParagraphRole::Furniture
        } else {
            in_links = false;
            let free_before = at == 0 || alone(at - 1) || roles[at - 1] != ParagraphRole::Text;
            if is_heading(line, above_text, free_before, alone(at + 1)) { ParagraphRole::Heading } else { ParagraphRole::Text }
        };
        above_text &= role != ParagraphRole::Text;
        roles.push(role);
    }
    roles
}

/// The most words of a headline in a list of links.
const LINK_WORDS: usize = 20;
/// The most words of the sentence under such a headline: longer ones are the article going on.
const TEASER_WORDS: usize = 35;
/// Captions of two sentences with a credit; a paragraph of text that mentions a file photo is longer.
const CAPTION_WORDS: usize = 60;
/// The most words of a heading inside the text; headlines above it may have twice as many.
const HEADING_WORDS: usize = 12;

/// What a paragraph looks like by itself; its neighbours decide with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Looks {
    /// Words and numbers.
    words: u32,
    /// Whether it ends like a sentence, closing marks aside.
    stopped: bool,
    /// What phrases of web pages say of it; nothing where it is longer than a caption.
    phrase: Option<PagePhrase>,
}

impl Looks {
    /// The looks of a paragraph with these words.
    pub(super) fn of(paragraph: &str, prose: &Prose) -> Self {
        let words = prose.tokens.iter().filter(|it| it.kind != Kind::Mark).count();
        let bare = paragraph.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '*'));
        let stopped = bare.ends_with(['.', '!', '?', '…', ':', ';', ',']);
        Self { words: words as u32, stopped, phrase: if words <= CAPTION_WORDS { page_phrase(paragraph) } else { None } }
    }
}

/// A paragraph as its looks tell it.
struct Line<'a> {
    text: &'a str,
    prose: &'a Prose,
    /// See [`Looks::words`].
    words: usize,
    /// See [`Looks::stopped`].
    stopped: bool,
}

impl<'a> Line<'a> {
    fn of(body: &'a str, paragraph: &'a Paragraph) -> Self {
        let Looks { words, stopped, .. } = paragraph.reading.looks;
        Self { text: paragraph.span.of(body), prose: &paragraph.reading.prose, words: words as usize, stopped }
    }

    fn is_prose(&self) -> bool {
        self.stopped && self.words >= 8
    }

    fn of_shape(&self, wanted: impl Fn(Shape) -> bool) -> usize {
        self.prose.tokens.iter().filter(|it| it.kind == Kind::Word && wanted(it.shape)).count()
    }

    /// "HARBOUR SHUT AFTER STORM".
    fn is_capitals(&self) -> bool {
        let letters = self.text.chars().filter(|c| c.is_alphabetic()).count();
        let small = self.text.chars().filter(|c| c.is_lowercase()).count();
        // Fewer letters are an abbreviation or two in a list: "2GB RAM".
        letters >= 8 && small * 10 < letters * 3
    }

    /// "Harbour Shut After Storm": most words of four letters and more have a capital.
    fn is_title_case(&self) -> bool {
        let long = |it: &&crate::prose::Token| it.kind == Kind::Word && it.span.len() >= 4;
        let all = self.prose.tokens.iter().filter(long).count();
        let capitals = self.prose.tokens.iter().filter(long).filter(|it| it.shape != Shape::Lower).count();
        all >= 2 && capitals * 10 >= all * 7
    }
}

fn is_furniture(line: &Line<'_>, phrase: Option<PagePhrase>, above_text: bool) -> bool {
    let by_phrase = match phrase {
        Some(PagePhrase::Exact | PagePhrase::Related) => line.words <= LINK_WORDS,
        // "Subscribe to our newsletter ..." may run on for a sentence or two.
        Some(PagePhrase::Start | PagePhrase::Tail) => line.words <= TEASER_WORDS,
        _ => false,
    };
    by_phrase || is_time_stamp(line) || is_byline(line, above_text) || is_source(line, above_text) || is_address(line)
}

/// "Updated: 9 September 2013 14:39 GMT", "3 minutes", "Issued on:": nothing but words of time and a number.
fn is_time_stamp(line: &Line<'_>) -> bool {
    if line.words == 0 || line.words > 16 {
        return false;
    }
    let mut numbers = 0;
    for (at, token) in line.prose.tokens.iter().enumerate() {
        match token.kind {
            Kind::Number => numbers += 1,
            Kind::Word if !is_stamp_word(line.prose.word(line.text, at)) => return false,
            _ => {}
        }
    }
    numbers > 0
}

fn is_stamp_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "ago",
        "am",
        "apr",
        "april",
        "at",
        "aug",
        "august",
        "bst",
        "cdt",
        "cest",
        "cet",
        "cst",
        "dec",
        "december",
        "ed",
        "edt",
        "est",
        "et",
        "eest",
        "eet",
        "feb",
        "february",
        "first",
        "fri",
        "friday",
        "gmt",
        "hkt",
        "hour",
        "hours",
        "hrs",
        "ist",
        "jan",
        "january",
        "jst",
        "jul",
        "july",
        "jun",
        "june",
        "last",
        "local",
        "mar",
        "march",
        "may",
        "mdt",
        "min",
        "mins",
        "minute",
        "minutes",
        "modified",
        "mon",
        "monday",
        "mst",
        "nd",
        "nov",
        "november",
        "oct",
        "october",
        "of",
        "on",
        "pdt",
        "pm",
        "posted",
        "pst",
        "published",
        "pt",
        "rd",
        "read",
        "sat",
        "saturday",
        "sep",
        "sept",
        "september",
        "sgt",
        "st",
        "sun",
        "sunday",
        "th",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "time",
        "tue",
        "tues",
        "tuesday",
        "uk",
        "update",
        "updated",
        "utc",
        "wed",
        "wednesday",
    ];
    let plain: String = word.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    WORDS.contains(&plain.as_str())
}

/// "By Carla Dunn and Tom Orr, Westhaven Post".
fn is_byline(line: &Line<'_>, above_text: bool) -> bool {
    let starts = line.prose.tokens.first().is_some_and(|it| it.span.of(line.text).eq_ignore_ascii_case("by"));
    above_text && starts && !line.stopped && line.words <= HEADING_WORDS && {
        let small = line.prose.tokens[1..].iter().filter(|it| it.kind == Kind::Word && it.shape == Shape::Lower);
        small.clone().count() <= 2 && line.of_shape(|it| it != Shape::Lower) >= 2
    }
}

/// An agency's name alone, above the text ("UPI") or under it ("– with AFP").
fn is_source(line: &Line<'_>, above_text: bool) -> bool {
    let first = line.prose.tokens.first().map(|it| it.span.of(line.text));
    let dashed = matches!(first, Some("-" | "–" | "—" | "("));
    let capitals = line.of_shape(|it| it == Shape::Capitals);
    let small = line.of_shape(|it| it == Shape::Lower);
    !line.stopped && line.words <= 3 && capitals >= 1 && capitals + small == line.words && ((above_text && small == 0) || dashed)
}

/// A line that is one web or mail address.
fn is_address(line: &Line<'_>) -> bool {
    let address =
        |word: &str| word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") || word.contains('@');
    !line.text.contains(char::is_whitespace) && address(line.text)
}

/// A credit in the last words of a short paragraph: "The ferry leaves. Photo by Carla Dunn".
fn is_caption(line: &Line<'_>, phrase: Option<PagePhrase>) -> bool {
    /// From the credit to the end of the line: a photographer and two or three agencies.
    const CREDIT_BYTES: usize = 90;
    if phrase != Some(PagePhrase::Credit) || line.words > CAPTION_WORDS {
        return false;
    }
    let tail = line.text.char_indices().rev().nth(CREDIT_BYTES).map_or(0, |(at, _)| at);
    // "said the photo by his bed was old" is prose: a credit is no part of a sentence that goes on to a full stop, unless a
    // sentence ends before it.
    let credit = &line.text[tail..];
    page_phrase(credit) == Some(PagePhrase::Credit)
        && (!line.stopped || line.prose.sentences.len() > 1 || line.text.contains('/') || line.text.contains(':'))
}

fn is_heading(line: &Line<'_>, above_text: bool, free_before: bool, free_after: bool) -> bool {
    let dashed = line.text.starts_with(['-', '–', '—', '*']) && line.text.ends_with(['-', '–', '—', '*']) && line.text.len() > 2;
    if line.words == 0 {
        return true;
    }
    if dashed && line.words <= HEADING_WORDS
        || line.words <= 2 * HEADING_WORDS && line.is_capitals() && line.of_shape(|it| it == Shape::Capitals) > 0
    {
        return true;
    }
    if line.stopped {
        return false;
    }
    if above_text {
        return line.words <= 2 * HEADING_WORDS;
    }
    // Inside the text a heading stands alone between full sentences, or has a capital on every word; short lines in a row
    // are a list, which is text.
    line.words <= HEADING_WORDS && ((free_before && free_after && line.words <= 8) || (line.is_title_case() && line.words >= 4))
}

/// Whether two paragraphs name one thing: they share a capitalised word.
fn share_a_name(body: &str, one: &Paragraph, other: &Paragraph) -> bool {
    let names = |it: &Paragraph| {
        let prose = &it.reading.prose;
        let text = it.span.of(body);
        (0..prose.tokens.len())
            .filter(|&at| prose.tokens[at].shape != Shape::Lower && prose.word(text, at).len() >= 3)
            .map(|at| prose.tokens[at].stem)
            .collect::<std::collections::BTreeSet<_>>()
    };
    !names(one).is_disjoint(&names(other))
}

#[cfg(test)]
mod tests {
    use super::ParagraphRole;
    use crate::mentions::Reading;

    /// Each line of `text` begins with its role: `T`, `H`, `C` or `F`, and a bar.
    fn check(text: &str) {
        let body: Vec<&str> = text.trim().lines().filter_map(|line| line.split_once('|')).map(|(_, rest)| rest.trim()).collect();
        let body = body.join("\n\n");
        let found: Vec<String> = Reading::read(&body, None)
            .paragraphs
            .iter()
            .map(|it| {
                let letter = match it.role {
                    ParagraphRole::Text => 'T',
                    ParagraphRole::Heading => 'H',
                    ParagraphRole::Caption => 'C',
                    ParagraphRole::Furniture => 'F',
                };
                format!("{letter}| {}", it.span.of(&body))
            })
            .collect();
        let expected: Vec<String> = text.trim().lines().map(|line| line.trim().to_owned()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_as_it_is_pasted() {
        check(
            "H| Westhaven ferry sinks off the old pier
             F| By Carla Dunn and Tom Orr
             F| UPI
             F| Updated 9 September 2013 14:39 GMT
             C| The ferry leaves the old pier on Friday. Photo by Carla Dunn/Westhaven Post
             F| Oops!
             F| Something went wrong.
             T| The Westhaven ferry sank on Friday with forty people on board.
             H| - A long night -
             T| Divers searched for nine hours and found all of them alive.
             F| Other Topics of Interest
             F| Westhaven Council Denies Orr's Plea For Money
             F| Orr, 61, asked for two more boats after the last storm.
             T| The council meets on Monday to hear the harbour master again.
             H| HARBOUR MASTER RESIGNS
             T| The harbour master left his office on Saturday after nine years.
             F| – with AFP
             F| Originally published as Ferry sinks off pier
             F| To suggest a correction or clarification, write to us here",
        );
    }

    #[test]
    fn prose_that_looks_like_furniture_stays() {
        check(
            "T| “We left,” she said. “The pier was gone when we came back to look for them!”
             T| More ferries will run on Friday, the council said in a statement.
             T| Related costs rose by a third since the summer.
             T| Share prices of the ferry company fell nine per cent on Monday.
             T| Read was nine when the ferry sank, his mother said.
             T| The photo by the old pier was shown in court on Friday and the jury saw it twice before lunch.",
        );
    }

    #[test]
    fn short_lines_in_a_row_are_a_list() {
        check(
            "T| The new ferry has room for more people than the old one had.
             T| Two diesel engines
             T| Room for 300 people
             T| Nine lifeboats
             T| It sails from Westhaven on the first of May.",
        );
    }

    #[test]
    fn a_body_without_sentences_is_text() {
        check("T| Dunn, 61, appealed");
    }
}
