//! Offices and roles: "Vietnamese President", "prime minister of Canada", "chief executive of Acme".

use std::ops::Range;

use super::NameCandidate;
use crate::lexicon::{self, CountryForm, Hints, Holders};
use crate::prose::{Kind, Prose, Shape};

/// How somebody stands to an office. Deputies and vice presidents hold another office: that is in its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Standing {
    /// "President Orr".
    #[default]
    Holder,
    /// "acting", "interim", "caretaker".
    Acting,
    /// "former", "ex-", "then", "late".
    Former,
    /// "-elect", "incoming", "designate", "nominee", "candidate".
    Elect,
}

/// An office or role that the text names.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeMention {
    /// The words of the office, with its country or body where they stand together: "Vietnamese President".
    pub tokens: Range<u32>,
    /// The words of the title alone: "President", "Vice President".
    pub title_tokens: Range<u32>,
    /// The office in lower case and one spelling: "president", "vice president", "police chief".
    pub title: String,
    /// Whether one person holds it at a time in each country or body.
    pub single: bool,
    /// The country or body in one spelling, where the text gives one: "vietnam", "acme".
    pub body: Option<String>,
    /// How the holder stands to it.
    pub standing: Standing,
    /// The words of the holder's name, where it stands right by the office.
    pub holder: Option<Range<u32>>,
}

/// The offices of one paragraph, in text order.
pub(super) fn offices(paragraph: &str, prose: &Prose, names: &[NameCandidate]) -> Vec<OfficeMention> {
    let text = Text { paragraph, prose };
    let mut offices: Vec<OfficeMention> = Vec::new();
    let mut at = 0;
    while at < prose.tokens.len() {
        let Some(office) = text.office(at, names) else {
            at += 1;
            continue;
        };
        at = (office.title_tokens.end as usize).max(at + 1);
        offices.push(office);
    }
    offices
}

/// A paragraph under the eyes of this module.
struct Text<'a> {
    paragraph: &'a str,
    prose: &'a Prose,
}

/// The head of an office and what belongs to it on its right.
struct Head {
    name: String,
    end: usize,
    standing: Standing,
}

/// What stands before the head.
#[derive(Default)]
struct Before {
    start: usize,
    title_start: usize,
    modifiers: Vec<&'static str>,
    body: Option<String>,
    standing: Standing,
}

impl Text<'_> {
    fn word(&self, at: usize) -> &str {
        self.prose.tokens.get(at).map_or("", |token| token.span.of(self.paragraph))
    }

    fn folded(&self, at: usize) -> String {
        lexicon::folded(self.word(at))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.prose.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape != Shape::Lower)
    }

    fn office(&self, at: usize, names: &[NameCandidate]) -> Option<OfficeMention> {
        let head = self.head(at)?;
        let before = self.before(at);
        // "deputy director": the word is part of a longer office that comes.
        if self.continues(at, head.end) {
            return None;
        }
        let (portfolio, title_end) = self.portfolio(&head, head.end);
        let mut end = title_end;
        let mut body = before.body;
        if body.is_none()
            && let Some((found, to)) = self.body_behind(end)
        {
            body = Some(found);
            end = to;
        }
        let (title, chamber) = title(&head.name, &before.modifiers, portfolio);
        let mut standing = if before.standing == Standing::Holder { head.standing } else { before.standing };
        if standing == Standing::Holder && matches!(self.folded(head.end).as_str(), "candidate" | "nominee" | "hopeful" | "contender") {
            standing = Standing::Elect;
        }
        let start = before.start;
        let sentence = &self.prose.sentences[self.prose.sentence_of(at)].tokens;
        let holder = self.holder(sentence, start, title_end, end, names)?;
        // "President Anna Dunn of Iceland".
        if body.is_none() && holder.start as usize >= title_end {
            body = self.country_behind(holder.end as usize);
        }
        let body = body.or(chamber);
        let single = holders(&title, body.as_deref()) == Holders::One;
        Some(OfficeMention {
            tokens: start as u32..end as u32,
            title_tokens: before.title_start as u32..title_end as u32,
            title,
            single,
            body,
            standing,
            holder: Some(holder),
        })
    }

    /// The head at token `at`: "President", "attorney general", "chief executive officer", "President-elect".
    fn head(&self, at: usize) -> Option<Head> {
        if !self.prose.tokens[at].hints.has(Hints::OFFICE) {
            return None;
        }
        let word = self.word(at);
        let mut standing = Standing::Holder;
        let mut folded = lexicon::folded(word);
        if let Some((one, two)) = word.split_once(['-', '‐', '‑']) {
            match (one.to_lowercase().as_str(), two.to_lowercase().as_str()) {
                ("ex" | "then", rest) => {
                    standing = Standing::Former;
                    folded = lexicon::folded(rest);
                }
                (rest, "elect" | "designate") => {
                    standing = Standing::Elect;
                    folded = lexicon::folded(rest);
                }
                ("vice", rest) => {
                    let title = lexicon::title(&lexicon::folded(rest))?;
                    return Some(Head { name: format!("vice {}", title.name), end: at + 1, standing });
                }
                (rest, "general") => {
                    let title = lexicon::title(&lexicon::folded(rest))?;
                    return Some(Head { name: format!("{} general", title.name), end: at + 1, standing });
                }
                _ => return None,
            }
        }
        let next = self.folded(at + 1);
        if folded == "chief" {
            let name = match next.as_str() {
                "executive" => {
                    let end = at + 2 + usize::from(self.folded(at + 2) == "officer");
                    return Some(Head { name: "chief executive".to_owned(), end, standing });
                }
                "financial" | "operating" | "technology" if self.folded(at + 2) == "officer" => {
                    return Some(Head { name: format!("chief {next} officer"), end: at + 3, standing });
                }
                "justice" => "chief justice",
                "of" if self.folded(at + 2) == "staff" => return Some(Head { name: "chief of staff".to_owned(), end: at + 3, standing }),
                _ => {
                    // "police chief" is an office, "chief negotiator" another word's modifier.
                    let police = 0 < at && matches!(self.folded(at - 1).as_str(), "police" | "fire" | "intelligence" | "army" | "navy");
                    return police.then(|| Head { name: "chief".to_owned(), end: at + 1, standing });
                }
            };
            return Some(Head { name: name.to_owned(), end: at + 2, standing });
        }
        let title = lexicon::title(&folded)?;
        if next == "general"
            && matches!(title.name, "attorney" | "secretary" | "prosecutor" | "director" | "governor" | "solicitor" | "surgeon")
        {
            return Some(Head { name: format!("{} general", title.name), end: at + 2, standing });
        }
        Some(Head { name: title.name.to_owned(), end: at + 1, standing })
    }

    /// Whether the office at `at` is only the front of a longer one: "deputy director", "general secretary".
    fn continues(&self, at: usize, end: usize) -> bool {
        let next = self.folded(end);
        let modifies = lexicon::office_modifier(&self.folded(at)).is_some();
        modifies
            && (self.prose.tokens.get(end).is_some() && self.head(end).is_some()
                || lexicon::office_modifier(&next).is_some() && self.is_capital(at))
    }

    /// Walks left from the head over modifiers, standing, country and body.
    fn before(&self, at: usize) -> Before {
        let sentence = self.prose.sentences[self.prose.sentence_of(at)].tokens.start as usize;
        let mut before = Before { start: at, title_start: at, ..Before::default() };
        let mut left = at;
        while sentence < left {
            let folded = self.folded(left - 1);
            if self.prose.tokens[left - 1].kind == Kind::Possessive {
                if before.body.is_none()
                    && let Some((body, start)) = self.body_ending_at(left - 1, sentence)
                {
                    before.body = Some(body);
                    before.start = start;
                }
                break;
            }
            if let Some((country, start)) = self.country_ending_at(left, sentence).filter(|_| before.body.is_none()) {
                before.body = Some(country.to_owned());
                before.start = start;
                left = start;
                continue;
            }
            if let Some(modifier) = lexicon::office_modifier(&folded) {
                before.modifiers.insert(0, modifier);
                before.title_start = left - 1;
            } else if let Some(standing) = standing(&folded) {
                if standing != Standing::Holder {
                    before.standing = standing;
                }
            } else {
                if before.body.is_none()
                    && self.is_capital(left - 1)
                    && let Some((body, start)) = self.body_ending_at(left, sentence)
                {
                    before.body = Some(body);
                    before.start = start;
                    left = start;
                    continue;
                }
                break;
            }
            left -= 1;
            before.start = left;
        }
        before
    }

    /// The country whose name or adjective ends right before token `end`: (key, first token).
    fn country_ending_at(&self, end: usize, from: usize) -> Option<(&'static str, usize)> {
        (1..=3).rev().filter(|len| from + len <= end).find_map(|len| {
            let start = end - len;
            if !self.is_capital(start) {
                return None;
            }
            let words: Vec<String> = (start..end).map(|at| self.folded(at)).collect();
            lexicon::country(&words.join(" ")).filter(|(_, form)| *form != CountryForm::Seat).map(|(key, _)| (key, start))
        })
    }

    /// The capitalised words that end right before token `end` as a body: "Ferguson", "State Department". `None` for a word that
    /// only opens the sentence, for a party's name, and where the words are no body's.
    fn body_ending_at(&self, end: usize, from: usize) -> Option<(String, usize)> {
        let mut start = end;
        while from < start && self.is_capital(start - 1) && end - start < 4 && !self.word(start - 1).ends_with('.') {
            start -= 1;
        }
        if let Some((country, start)) = self.country_ending_at(end, start) {
            return Some((country.to_owned(), start));
        }
        while start < end {
            let word = self.folded(start);
            let opens = start == from && (lexicon::is_common_word(&word) && !lexicon::is_place(&word));
            if !opens && !lexicon::is_function_word(&word) && standing(&word).is_none() && lexicon::honorific(&word).is_none() {
                break;
            }
            start += 1;
        }
        let words: Vec<String> = (start..end).map(|at| self.folded(at)).collect();
        let party = |word: &String| {
            matches!(
                word.as_str(),
                "republican" | "democratic" | "democrat" | "conservative" | "liberal" | "green" | "tory" | "gop" | "rev"
            )
        };
        let no_body = |word: &String| lexicon::is_calendar_word(word) || lexicon::title(word).is_some();
        (!words.is_empty() && !words.iter().any(party) && !words.iter().any(no_body)).then(|| (words.join(" "), start))
    }

    /// "of State", "of Defense", "of Foreign Affairs" behind a minister or secretary: (spelling, one past it).
    fn portfolio(&self, head: &Head, at: usize) -> (Option<&'static str>, usize) {
        if !matches!(head.name.as_str(), "minister" | "secretary" | "undersecretary") || self.word(at) != "of" {
            return (None, at);
        }
        let from = at + 1 + usize::from(self.word(at + 1) == "the");
        let Some(portfolio) = lexicon::portfolio(&self.folded(from)) else { return (None, at) };
        let more = usize::from(matches!(self.folded(from + 1).as_str(), "affairs" | "security"));
        (Some(portfolio), from + 1 + more)
    }

    /// "of Iceland", "of the Harbour Board", "for Norda Bank", "at Norda": (body, one past it).
    fn body_behind(&self, at: usize) -> Option<(String, usize)> {
        if !matches!(self.word(at), "of" | "for" | "at") {
            return None;
        }
        let from = at + 1 + usize::from(matches!(self.word(at + 1), "the" | "The"));
        let mut end = from;
        const LONGEST_TOKENS: usize = 7;
        while end < self.prose.tokens.len() && end - from < LONGEST_TOKENS {
            let joint = matches!(self.word(end), "of" | "and" | "for" | "the") && from < end && (self.is_capital(end + 1));
            if !self.is_capital(end) && !joint {
                break;
            }
            end += 1;
        }
        if end == from {
            return None;
        }
        let words: Vec<String> = (from..end).map(|at| self.folded(at)).collect();
        let phrase = words.join(" ");
        let country = lexicon::country(&phrase).filter(|(_, form)| *form == CountryForm::Name).map(|(key, _)| key.to_owned());
        Some((country.unwrap_or(phrase), end))
    }

    /// "of Iceland" behind a name.
    fn country_behind(&self, at: usize) -> Option<String> {
        if self.word(at) != "of" {
            return None;
        }
        let (body, _) = self.body_behind(at)?;
        lexicon::country(&body).map(|(key, _)| key.to_owned())
    }

    /// The name right behind the title ("President Dunn"), behind it and a comma ("its president, Anna Dunn,") or before it
    /// ("Anna Dunn, the president of Iceland").
    fn holder(&self, sentence: &Range<u32>, start: usize, title_end: usize, end: usize, names: &[NameCandidate]) -> Option<Range<u32>> {
        let inside = |name: &&NameCandidate| sentence.contains(&name.tokens.start);
        let name_at = |at: usize| names.iter().filter(inside).find(|name| name.tokens.start as usize == at).map(|name| name.tokens.clone());
        if let Some(name) = name_at(title_end).or_else(|| name_at(end)) {
            return Some(name);
        }
        if self.word(end) == ","
            && let Some(name) = name_at(end + 1)
            && matches!(self.word(name.end as usize), "," | "." | "" | ";")
        {
            return Some(name);
        }
        // "Tom Orr, the president's brother", "the mayor of Orsted's brother": the office is somebody else's.
        if [title_end, end].iter().any(|&at| self.prose.tokens.get(at).is_some_and(|it| it.kind == Kind::Possessive)) {
            return None;
        }
        let mut left = start;
        if left > sentence.start as usize && matches!(self.word(left - 1), "the" | "its" | "his" | "her" | "their" | "a" | "an") {
            left -= 1;
        }
        let joint = left.checked_sub(1).filter(|&at| at > sentence.start as usize)?;
        matches!(self.word(joint), "," | "is")
            .then(|| names.iter().filter(inside).find(|name| name.tokens.end as usize == joint))?
            .map(|it| it.tokens.clone())
    }
}

/// "former", "acting", "incoming" before an office.
fn standing(word: &str) -> Option<Standing> {
    match word {
        "former" | "then" | "late" | "onetime" | "ex" | "retired" | "outgoing" | "past" | "previous" | "ousted" | "deposed" => {
            Some(Standing::Former)
        }
        "acting" | "interim" | "caretaker" => Some(Standing::Acting),
        "incoming" | "designate" | "next" | "future" => Some(Standing::Elect),
        // "newly installed President Dunn" holds the office.
        "new" | "newly" | "installed" | "elected" => Some(Standing::Holder),
        _ => None,
    }
}

/// The office in one spelling, and the chamber that a speaker or leader belongs to.
fn title(head: &str, modifiers: &[&str], portfolio: Option<&str>) -> (String, Option<String>) {
    let chamber = modifiers.iter().find(|it| matches!(**it, "house" | "senate")).map(|it| (*it).to_owned());
    let rest: Vec<&str> = modifiers.iter().copied().filter(|it| !matches!(*it, "house" | "senate" | "senior" | "national")).collect();
    let title = match (portfolio, rest.as_slice()) {
        (Some(portfolio), []) => format!("{portfolio} {head}"),
        (Some(portfolio), rest) => format!("{} {portfolio} {head}", rest.join(" ")),
        (None, []) => head.to_owned(),
        (None, rest) => format!("{} {head}", rest.join(" ")),
    };
    (title.replace("prime prime minister", "prime minister"), chamber)
}

/// How many hold the office at a time in its body.
fn holders(title: &str, body: Option<&str>) -> Holders {
    let deputies = ["vice", "deputy", "assistant", "associate", "under", "executive vice"];
    if deputies.iter().any(|it| title.starts_with(it)) {
        let country = body.is_some_and(|body| lexicon::country(body).is_some());
        return if title == "vice president" && country { Holders::One } else { Holders::Many };
    }
    let head = title.rsplit(' ').next().unwrap_or(title);
    match (title, head) {
        (_, "minister") if title.contains(' ') => Holders::One,
        ("secretary" | "director" | "chairman" | "head" | "administrator" | "chief" | "principal" | "commissioner", _)
            if body.is_none() =>
        {
            Holders::Many
        }
        (_, "leader") if title.starts_with("majority") || title.starts_with("minority") || title.starts_with("supreme") => Holders::One,
        (_, "attorney") if title.contains("district") => Holders::One,
        (
            "attorney general" | "secretary general" | "general secretary" | "chief executive" | "chief of staff" | "chief justice"
            | "prosecutor general" | "director general" | "governor general" | "surgeon general" | "solicitor general" | "head coach",
            _,
        ) => Holders::One,
        _ => lexicon::title(head).map_or(Holders::Many, |title| title.holders),
    }
}

#[cfg(test)]
mod tests {
    use super::offices;
    use crate::mentions::names::names;
    use crate::prose::Prose;

    /// Each office with its holder: "president / iceland / Holder / Anna Dunn".
    fn check(paragraph: &str, expected: &[&str]) {
        let prose = Prose::read(paragraph);
        let found: Vec<String> = offices(paragraph, &prose, &names(paragraph, &prose))
            .iter()
            .map(|office| {
                let holder = office.holder.as_ref().map_or("", |it| prose.span(it.start as usize, it.end as usize - 1).of(paragraph));
                format!("{} / {} / {:?} / {holder}", office.title, office.body.as_deref().unwrap_or("-"), office.standing)
            })
            .collect();
        assert_eq!(found, expected, "{paragraph}");
    }

    #[test]
    fn an_office_stands_before_its_holder() {
        check("Icelandic President Anna Dunn left.", &["president / iceland / Holder / Anna Dunn"]);
        check("President Anna Dunn of Iceland left.", &["president / iceland / Holder / Anna Dunn"]);
        check("House Speaker Tom Orr left.", &["speaker / house / Holder / Tom Orr"]);
        check("He saw Harbour City Police Chief Tom Orr left.", &["police chief / harbour city / Holder / Tom Orr"]);
    }

    #[test]
    fn an_office_stands_behind_its_holder() {
        check("Anna Dunn, the prime minister of Iceland, left.", &["prime minister / iceland / Holder / Anna Dunn"]);
        check("Iceland's foreign minister, Anna Dunn, left.", &["foreign minister / iceland / Holder / Anna Dunn"]);
    }

    #[test]
    fn who_belongs_to_an_officer_holds_no_office() {
        check("Tom Orr, the Icelandic president's brother, left.", &[]);
        check("Tom Orr is the president of Iceland's brother.", &[]);
        check("Tom Orr, the Kellmar mayors' lawyer, left.", &[]);
        check("Tom Orr, Norda's chief executive's son, left.", &[]);
        check("Tom Orr, Norda's chief executive, left.", &["chief executive / norda / Holder / Tom Orr"]);
    }

    #[test]
    fn deputies_and_former_holders_hold_another_office() {
        check("Deputy Director Anna Dunn left.", &["deputy director / - / Holder / Anna Dunn"]);
        check("Former U.S. Vice President Tom Orr left.", &["vice president / united states / Former / Tom Orr"]);
        check("Acting Interior Secretary Tom Orr left.", &["interior secretary / - / Acting / Tom Orr"]);
        check("Secretary of State Anna Dunn left.", &["state secretary / - / Holder / Anna Dunn"]);
    }
}
