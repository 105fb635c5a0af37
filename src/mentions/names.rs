//! Runs of capitalised words that may be a person's name.
//!
//! A run is cut at titles, countries, weekdays and possessives, so that "U.S. President Anna Dunn" gives "Anna Dunn". What speaks
//! for a person is added up in `evidence`; `facts` adds it over the story and decides.

use std::ops::Range;

use super::evidence;
use crate::lexicon::{self, CountryForm, Hints, Marks, Title};
use crate::prose::{Kind, Prose, Shape};

/// A run of words that may name a person.
#[derive(Debug, Clone, PartialEq)]
pub struct NameCandidate {
    /// The words of the name alone: no title, no possessive.
    pub tokens: Range<u32>,
    /// Its words as [`lexicon::folded`] gives them, joined by one space: "john f dunn". One a token, but for a suffix behind a comma.
    pub key: Box<str>,
    /// What speaks for a person (above 0) and against (below), from this paragraph alone. `facts` sums it over the story.
    pub evidence: i16,
    /// The honorific right before it: "Mr", "Mrs.", "Dr".
    pub honorific: Option<u32>,
    /// Whether a title stands right before it: "President", "Sgt.".
    pub titled: bool,
    /// How many words before it opened the sentence and were left out as common words: "Yesterday" of "Yesterday Anna Dunn", but
    /// also "Grace" of "Grace Dunn", which `facts` can tell.
    pub shed: u32,
    /// Whether its first word opens a sentence, where a capital says nothing.
    pub opens_sentence: bool,
    /// Whether it stands in a paragraph written in capitals throughout, or with a capital on each word.
    pub heading: bool,
}

impl NameCandidate {
    /// The words of [`Self::key`].
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.key.split(' ')
    }
}

/// What a capitalised word can be, before its neighbours are looked at.
#[derive(Debug, Clone, PartialEq)]
enum Class {
    /// Part of a name, or not yet known to be anything else.
    Name,
    Honorific,
    Title(Title),
    /// A country, demonym or seat, which this many tokens name.
    Country(usize),
    Calendar,
    /// "NATO", "AFP".
    Acronym,
    Function,
}

/// A capitalised word with what it can be.
struct Word {
    token: usize,
    folded: String,
    /// In which lists it stands.
    marks: Marks,
    class: Class,
}

impl Word {
    fn is(&self, mark: Marks) -> bool {
        self.marks.has(mark)
    }

    fn is_common(&self) -> bool {
        self.marks.is_common(&self.folded)
    }
}

/// The candidates of one paragraph, in text order.
pub(super) fn names(paragraph: &str, prose: &Prose) -> Vec<NameCandidate> {
    let heading = is_heading(paragraph, prose);
    let mut names = Vec::new();
    let mut at = 0;
    while at < prose.tokens.len() {
        if !is_capital(paragraph, prose, at) {
            at += 1;
            continue;
        }
        let end = run_end(paragraph, prose, at);
        let words = classify(paragraph, prose, at..end, heading);
        for part in words.parts() {
            if let Some(name) = candidate(paragraph, prose, &words.0, part, heading) {
                names.push(name);
            }
        }
        at = end;
    }
    evidence::add_neighbours(paragraph, prose, &mut names);
    names
}

/// Whether the paragraph is a headline: no full stop, and nearly every longer word capitalised.
fn is_heading(paragraph: &str, prose: &Prose) -> bool {
    // Lines in capitals and "Title Case Lines"; short words ("in", "of") stay small in both.
    const LONG_LETTERS: u32 = 4;
    const CAPITAL_PERCENT: usize = 70;
    if prose.sentences.len() != 1 || paragraph.trim_end().ends_with(['.', '”', '"']) {
        return false;
    }
    let long = |at: &usize| prose.tokens[*at].kind == Kind::Word && LONG_LETTERS <= prose.tokens[*at].span.len();
    let words = (0..prose.tokens.len()).filter(long).count();
    let capitals = (0..prose.tokens.len()).filter(long).filter(|&at| prose.tokens[at].shape != Shape::Lower).count();
    // "Photo by Anna Dunn/Norda News".
    let credit = |at: usize| matches!(prose.word(paragraph, at), "Photo" | "Image" | "Picture" | "Photograph" | "By");
    let credited = (0..prose.tokens.len()).any(credit);
    !credited && 3 <= words && words * CAPITAL_PERCENT <= capitals * 100
}

/// Whether token `at` is a capitalised word, or one that begins with a small Arabic article or elision: "al-Masri", "d'Arcy".
fn is_capital(paragraph: &str, prose: &Prose, at: usize) -> bool {
    let token = &prose.tokens[at];
    if token.kind != Kind::Word {
        return false;
    }
    if token.shape != Shape::Lower {
        return true;
    }
    let text = prose.word(paragraph, at);
    // Asked of every word in small letters: one of the first letters is no letter but a hyphen or an apostrophe.
    if text.bytes().take(4).all(|it| it.is_ascii_alphabetic()) {
        return false;
    }
    ["al-", "el-", "ul-", "ad-", "as-", "d'", "d’", "bin-"]
        .iter()
        .any(|article| text.strip_prefix(article).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
}

/// One past the last token of the run that starts at `start`: capitalised words with small particles between them.
fn run_end(paragraph: &str, prose: &Prose, start: usize) -> usize {
    let sentence_end = prose.sentences[prose.sentence_of(start)].tokens.end as usize;
    let mut end = start + 1;
    loop {
        if end < sentence_end && is_capital(paragraph, prose, end) && (!prose.is_glued(end) || joins_initials(paragraph, prose, end)) {
            end += 1;
            continue;
        }
        // "Ursula von der Leyen": at most two particles before the next capital.
        let particles = (end..sentence_end.min(end + 2))
            .take_while(|&at| {
                let token = &prose.tokens[at];
                token.kind == Kind::Word && token.shape == Shape::Lower && lexicon::is_name_particle(prose.word(paragraph, at))
            })
            .count();
        let next = end + particles;
        if 0 < particles && next < sentence_end && is_capital(paragraph, prose, next) && !prose.is_glued(next) {
            end = next + 1;
            continue;
        }
        return end;
    }
}

/// "J.R." comes as two tokens without a blank.
fn joins_initials(paragraph: &str, prose: &Prose, at: usize) -> bool {
    prose.word(paragraph, at - 1).ends_with('.')
}

/// The words of a run with their classes.
struct Run(Vec<Word>);

impl Run {
    /// Ranges of words that can be one name: maximal stretches of [`Class::Name`], cut behind what is surely no part of one.
    fn parts(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = None;
        for at in 0..=self.0.len() {
            let name = self.0.get(at).is_some_and(|word| word.class == Class::Name);
            match (name, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    self.cut(from..at, &mut parts);
                    start = None;
                }
                _ => {}
            }
        }
        parts
    }

    /// "Refugee Council Anna Dunn", "Moviemaker Gary Dunn": a body or a trade before a full name is cut off.
    fn cut(&self, part: Range<usize>, parts: &mut Vec<Range<usize>>) {
        let before_name = |at: usize| {
            let word = &self.0[at];
            let after_given = part.start < at && self.0[at - 1].is(Marks::GIVEN);
            !word.is(Marks::GIVEN) && (word.is(Marks::ROLE) || word.is(Marks::THING) && !(after_given && word.is(Marks::SURNAME)))
        };
        let cut = (part.start..part.end.saturating_sub(2)).rev().find(|&at| before_name(at) && !self.0[at + 1].is(Marks::THING));
        parts.extend(cut.map(|at| part.start..at + 1));
        parts.push(cut.map_or(part.start, |at| at + 1)..part.end);
    }
}

fn classify(paragraph: &str, prose: &Prose, tokens: Range<usize>, heading: bool) -> Run {
    let word = |token: usize| {
        let folded = lexicon::folded(prose.word(paragraph, token));
        Word { token, marks: Marks::of(&folded), folded, class: Class::Name }
    };
    let mut words: Vec<Word> = tokens.map(word).collect();
    let mut at = 0;
    while at < words.len() {
        let class = class_of(paragraph, prose, &words, at, heading);
        let len = if let Class::Country(len) = class { len } else { 1 };
        for word in &mut words[at..at + len] {
            word.class = class.clone();
        }
        at += len;
    }
    // An initial's or particle's neighbour decides: a run never ends in a particle, so only leading ones are cut, by the parts.
    Run(words)
}

fn class_of(paragraph: &str, prose: &Prose, words: &[Word], at: usize, heading: bool) -> Class {
    let word = &words[at];
    let token = &prose.tokens[word.token];
    let text = prose.word(paragraph, word.token);
    let folded = word.folded.as_str();
    let after_given = 0 < at && words[at - 1].class == Class::Name && words[at - 1].is(Marks::GIVEN);
    let before_name = words.get(at + 1).is_some_and(|next| is_name_like(paragraph, prose, next));
    if token.shape == Shape::Initial && (text.ends_with('.') || 0 < at || before_name) {
        return if folded == "a" && !text.ends_with('.') || folded == "i" && !text.ends_with('.') { Class::Function } else { Class::Name };
    }
    if word.is(Marks::HONORIFIC) {
        return Class::Honorific;
    }
    if token.hints.has(Hints::HYPHEN)
        && let Some(title) = hyphened_title(text)
    {
        return Class::Title(title);
    }
    if word.is(Marks::TITLE)
        && let Some(title) = lexicon::title(folded).filter(|title| title.before_name)
        && (text.ends_with('.') || folded.len() > 3 || matches!(folded, "ceo" | "cfo" | "coo" | "cto" | "pm" | "mp"))
    {
        // "Steve King", "Dean Ashby": a title that is a name as well, behind or before another part of a name.
        let is_name = title.also_name && (after_given && !before_name || matches!(folded, "dean" | "earl") && before_name);
        return if is_name { Class::Name } else { Class::Title(title) };
    }
    if let Some(len) = country_at(words, at) {
        // "Michael Jordan", "Jordan Ashby": a country that is a name as well, beside another part of a name.
        let is_name = len == 1 && (after_given || word.is(Marks::GIVEN) && before_name);
        return if is_name { Class::Name } else { Class::Country(len) };
    }
    if word.is(Marks::CALENDAR) && !(matches!(folded, "april" | "june" | "may" | "august") && (before_name || after_given)) {
        return Class::Calendar;
    }
    if word.is(Marks::FUNCTION) && token.shape != Shape::Capitals && !is_late_family_name(paragraph, prose, words, at, heading) {
        return Class::Function;
    }
    if word.is(Marks::FUNCTION) && heading && token.shape == Shape::Capitals {
        return Class::Function;
    }
    let after_name = 0 < at && words[at - 1].class == Class::Name;
    if after_name && matches!(text, "II" | "III" | "IV") {
        return Class::Name;
    }
    // "PETER Ashby": some papers set the first word of a story in capitals.
    if token.shape == Shape::Capitals && before_name && word.is(Marks::FREQUENT) {
        return Class::Name;
    }
    if token.shape == Shape::Capitals && !heading && !before_or_after_capitals(paragraph, prose, word.token) {
        // "DJ Orr", "T.J. Dunn", "AJ": two letters with a J, or dotted initials, begin names.
        let initials = text.contains('.') && !folded.starts_with("us") || folded.len() == 2 && folded.contains('j');
        return if initials && before_name { Class::Name } else { Class::Acronym };
    }
    if token.hints.has(Hints::HYPHEN) && is_compound(text) { Class::Acronym } else { Class::Name }
}

/// "Vice-President", "Secretary-General", "President-elect", "ex-Mayor": a title with something hung on.
fn hyphened_title(text: &str) -> Option<Title> {
    let (one, two) = text.split_once(['-', '‐', '‑'])?;
    let title = |part: &str| lexicon::title(&lexicon::folded(part)).filter(|title| title.before_name);
    match lexicon::folded(one).as_str() {
        "ex" | "vice" | "deputy" | "lieutenant" | "co" | "attorney" | "under" => title(two),
        _ if matches!(two.to_lowercase().as_str(), "elect" | "designate" | "general") => title(one),
        _ => None,
    }
}

/// "To" of "his counterpart To Hoa": a function word with a capital inside a sentence that is a family name, before another part.
fn is_late_family_name(paragraph: &str, prose: &Prose, words: &[Word], at: usize, heading: bool) -> bool {
    !heading
        && words[at].is(Marks::FAMILY_FIRST)
        && !opens_sentence(paragraph, prose, words[at].token)
        && words.get(at + 1).is_some_and(|next| is_name_like(paragraph, prose, next) && !next.is_common())
}

/// Whether the next word of a run can follow the given name or initial before it.
fn is_name_like(paragraph: &str, prose: &Prose, word: &Word) -> bool {
    let token = &prose.tokens[word.token];
    token.shape != Shape::Capitals
        && !word.is(Marks::THING.or(Marks::COUNTRY).or(Marks::FUNCTION).or(Marks::CALENDAR))
        && (!word.is(Marks::TITLE) || lexicon::title(&word.folded).is_none_or(|title| title.also_name))
        && !(token.hints.has(Hints::HYPHEN) && is_compound(prose.word(paragraph, word.token)))
}

/// Whether the words right before or behind are in capitals too: a line of capitals inside a paragraph, no acronym.
fn before_or_after_capitals(paragraph: &str, prose: &Prose, at: usize) -> bool {
    let long = |at: usize| prose.tokens[at].shape == Shape::Capitals && 3 < prose.word(paragraph, at).len();
    long(at) && (0 < at && long(at - 1) || at + 1 < prose.tokens.len() && long(at + 1))
}

/// The number of words at `at` that name a country, the longest first.
fn country_at(words: &[Word], at: usize) -> Option<usize> {
    (1..=4.min(words.len() - at)).rev().find(|&len| {
        if len == 1 {
            let word = words[at].folded.as_str();
            return words[at].is(Marks::COUNTRY)
                && lexicon::country(word).is_some_and(|(_, form)| form != CountryForm::Seat || word.len() > 4)
                || words[at].is(Marks::STATE) && lexicon::state(word) == Some(word);
        }
        if !words[at].is(Marks::OPENS_COUNTRY) {
            return false;
        }
        let phrase: Vec<&str> = words[at..at + len].iter().map(|word| word.folded.as_str()).collect();
        let phrase = phrase.join(" ");
        lexicon::country(&phrase).is_some() || lexicon::state(&phrase) == Some(phrase.as_str())
    })
}

/// "Russian-built", "US-China", "Obama-era": two words in one that are no double name.
fn is_compound(text: &str) -> bool {
    // "Lung-bin" is a given name though "bin" is a word; these are the short words that make compounds.
    const TAILS: &[&str] = &[
        "aged", "area", "armed", "based", "born", "built", "class", "day", "era", "free", "held", "led", "level", "like", "long", "made",
        "old", "only", "owned", "run", "ruled", "sided", "size", "sized", "style", "styled", "time", "type", "wide", "wing", "year",
    ];
    if evidence::is_hyphened_given_name(text) && text.rsplit(['-', '‐', '‑']).next().is_some_and(|tail| !TAILS.contains(&tail)) {
        let country = text.split(['-', '‐', '‑']).any(|part| lexicon::country(&lexicon::folded(part)).is_some());
        let common = text.split(['-', '‐', '‑']).all(|part| lexicon::is_common_word(&lexicon::folded(part)));
        return country || common;
    }
    let mut parts = text.split(['-', '‐', '‑']).peekable();
    if !text.contains(['-', '‐', '‑']) {
        return false;
    }
    parts.any(|part| {
        let folded = lexicon::folded(part);
        lexicon::country(&folded).is_some()
            || part.starts_with(char::is_lowercase) && 2 < part.len() && lexicon::is_common_word(&folded)
            || 1 < part.len() && part.chars().all(char::is_uppercase) && text.chars().any(char::is_lowercase)
    })
}

/// The candidate in `part` of a run, if it can be a name at all.
fn candidate(paragraph: &str, prose: &Prose, run: &[Word], mut part: Range<usize>, heading: bool) -> Option<NameCandidate> {
    let first = part.start;
    let opens = |token: usize| opens_sentence(paragraph, prose, token);
    // "Yesterday Orr left", "Police Chief": a word that only opens the sentence is no part of the name.
    while 1 < part.len() && !heading {
        let word = &run[part.start];
        if word.is(Marks::GIVEN.or(Marks::SURNAME)) || !opens(word.token) || !word.is_common() {
            break;
        }
        part.start += 1;
    }
    let shed = (part.start - first) as u32;
    // "Image: Anna Dunn": a label before a colon is no part of what stands before it.
    let label = prose.tokens.get(run[part.end - 1].token + 1).is_some_and(|next| next.span.of(paragraph) == ":");
    if 1 < part.len() && label && run[part.end - 1].is_common() {
        part.end -= 1;
    }
    let suffix = |word: &Word| matches!(word.folded.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
    while part.len() > 1
        && (lexicon::is_name_particle(&run[part.start].folded) && prose.tokens[run[part.start].token].shape == Shape::Lower)
    {
        part.start += 1;
    }
    let words = &run[part.clone()];
    if words.iter().all(|word| word.folded.chars().nth(1).is_none()) || suffix(&run[part.start]) {
        return None;
    }
    let mut key = words[0].folded.clone();
    for word in &words[1..] {
        key.push(' ');
        key.push_str(&word.folded);
    }
    let mut tokens = run[part.start].token..run[part.end - 1].token + 1;
    if let Some(end) = suffix_after_comma(paragraph, prose, tokens.end) {
        key.push(' ');
        key.push_str(&lexicon::folded(prose.word(paragraph, end - 1)));
        tokens.end = end;
    }
    let before = part.start.checked_sub(1).map(|at| &run[at]);
    let honorific = before.filter(|word| word.class == Class::Honorific).map(|word| word.token as u32);
    let titled = before.is_some_and(|word| matches!(word.class, Class::Title(_)));
    let before_title = run.get(part.end).is_some_and(|word| matches!(word.class, Class::Title(_)));
    let opens_sentence = opens(tokens.start);
    let mut name = NameCandidate {
        tokens: tokens.start as u32..tokens.end as u32,
        key: key.into(),
        evidence: 0,
        honorific,
        titled,
        shed,
        opens_sentence,
        heading,
    };
    name.evidence = evidence::of(paragraph, prose, &name, before_title);
    Some(name)
}

/// ", Jr." behind a name: one past its last token.
fn suffix_after_comma(paragraph: &str, prose: &Prose, at: usize) -> Option<usize> {
    let comma = prose.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark && token.span.of(paragraph) == ",");
    let suffix = prose.tokens.get(at + 1).is_some_and(|token| matches!(token.span.of(paragraph), "Jr." | "Sr." | "Jr" | "Sr" | "III"));
    (comma && suffix).then_some(at + 2)
}

/// Whether token `at` opens a sentence, a quotation or what follows a colon or dash: its capital says nothing.
fn opens_sentence(paragraph: &str, prose: &Prose, at: usize) -> bool {
    let sentence = &prose.sentences[prose.sentence_of(at)];
    at == sentence.tokens.start as usize
        || prose.tokens[at - 1].kind == Kind::Mark
            && matches!(prose.word(paragraph, at - 1), "\"" | "“" | "‘" | "'" | ":" | "—" | "–" | "•" | "*" | "…" | "-" | "(" | "[")
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::prose::Prose;

    /// Every candidate with evidence, in order.
    fn check(paragraph: &str, expected: &[&str]) {
        let prose = Prose::read(paragraph);
        let found: Vec<_> = names(paragraph, &prose)
            .iter()
            .filter(|name| 0 < name.evidence)
            .map(|name| prose.span(name.tokens.start as usize, name.tokens.end as usize - 1).of(paragraph))
            .collect();
        assert_eq!(found, expected, "{paragraph}");
    }

    #[test]
    fn a_name_stands_without_title_country_and_possessive() {
        check("U.S. President Anna Dunn met Iceland's Jon Orr on Friday.", &["Anna Dunn", "Jon Orr"]);
        check("He saw Mr. Dunn’s boat and Sen. Mary Orr.", &["Dunn", "Mary Orr"]);
        check("Yesterday Anna Dunn left.", &["Anna Dunn"]);
    }

    #[test]
    fn particles_initials_and_suffixes_belong_to_the_name() {
        check(
            "It was Ursula von der Lahn, J. K. Orr and Martin Dunn, Jr., they said.",
            &["Ursula von der Lahn", "J. K. Orr", "Martin Dunn, Jr."],
        );
        check("The minister, Omar al-Masri, left.", &["Omar al-Masri"]);
    }

    #[test]
    fn a_title_that_is_a_name_as_well_goes_with_its_neighbour() {
        check("Then Steve King spoke to King Olaf.", &["Steve King", "Olaf"]);
        check("Michael Jordan flew to Jordan.", &["Michael Jordan"]);
    }

    #[test]
    fn places_bodies_and_orders_are_no_names() {
        check("To suggest a correction, write to us here.", &[]);
        check("The Harbour Ministry in New Zealand asked Lake County for help.", &[]);
        check("It was a Russian-built car of the Obama-era.", &[]);
    }
}
