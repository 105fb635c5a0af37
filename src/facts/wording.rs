//! The words of a quotation as comparisons see them: house style taken off, wording kept.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use crate::lexicon::{Stem, Table, hyphened, month, month_name, plain, weight};
use crate::mentions::{ParagraphRole, Reading};
use crate::prose::{Kind, Prose, Shape, Token};
use crate::text::Span;

/// What lies between a quoted word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seam {
    /// Nothing, or a comma or a dash.
    Within,
    /// A sentence ends there.
    Sentence,
    /// A speech tag stands there, where a quotation may be cut.
    Tag,
    /// Words are left out there or put in, and the text says so: an ellipsis, a bracket.
    Gap,
}

/// A word somebody is quoted with. One written word may be two ("don't"); both then have its span.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotedWord {
    /// The word as written (body bytes).
    pub span: Span,
    /// What comparisons look at: the word in one spelling, but neither stemmed nor inflected otherwise, since "wanted" for
    /// "want" is a change of wording.
    pub norm: Stem,
    /// How much it says, 0 for a function word to 4 for a rare word or a name.
    pub weight: u8,
    /// What lies before it.
    pub before: Seam,
    /// See [`QuotedWord::form`].
    spelling: Option<Box<Spelling>>,
}

/// A word in one spelling. Few words need theirs told, and a speech has many words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling(Box<str>);

impl Spelling {
    fn of(form: &str) -> Self {
        Self(form.into())
    }
}

impl QuotedWord {
    /// The word in one spelling, where that is not just the written one in lower case: "not" of "don't", "12th" of "twelfth".
    pub fn form(&self) -> Option<&str> {
        self.spelling.as_ref().map(|it| &*it.0)
    }
}

/// Appends the words of `tokens` of a paragraph that starts at byte `start` of its body. `before` is the seam in front of
/// the first; the seam after the last comes back.
pub(super) fn append(words: &mut Vec<QuotedWord>, paragraph: &str, prose: &Prose, tokens: Range<u32>, start: u32, before: Seam) -> Seam {
    let mut seam = before;
    let mut closing = None;
    let mut at = tokens.start as usize;
    while at < tokens.end as usize {
        let token = &prose.tokens[at];
        let text = prose.word(paragraph, at);
        let next = prose.is_glued(at + 1).then(|| prose.word(paragraph, at + 1));
        let glued = prose.is_glued(at);
        at += 1;
        if let Some(mark) = closing {
            // Inside brackets an editor speaks: "[the mayor]", "(expletive)".
            if text == mark {
                closing = None;
            }
            continue;
        }
        if token.kind == Kind::Mark {
            match text {
                "[" | "(" => {
                    closing = Some(if text == "[" { "]" } else { ")" });
                    seam = Seam::Gap;
                }
                "…" | "*" | "_" => seam = Seam::Gap,
                "." if next == Some(".") => seam = Seam::Gap,
                "." | "!" | "?" => seam = seam.max(Seam::Sentence),
                "&" => push(words, token, start, &Form::of(text, "and"), &mut seam),
                "%" => push(words, token, start, &Form::of(text, "percent"), &mut seam),
                _ => {}
            }
            continue;
        }
        // A censored word is no other word: "s**t", "f---".
        if matches!(next, Some("*")) || (glued && seam == Seam::Gap && prose.word(paragraph, at.saturating_sub(2)) == "*") {
            seam = Seam::Gap;
            continue;
        }
        if token.kind == Kind::Number {
            // "6:00 p.m." is "6 p.m.".
            if text == "00" && glued && prose.word(paragraph, at.saturating_sub(2)) == ":" {
                continue;
            }
            let ordinal = next.filter(|it| matches!(*it, "st" | "nd" | "rd" | "th"));
            at += usize::from(ordinal.is_some());
            let digits: String = text.chars().filter(|c| *c != ',').chain(ordinal.unwrap_or_default().chars()).collect();
            push(words, token, start, &Form::of(text, &digits), &mut seam);
            join_date(words);
            continue;
        }
        // "MySpace.com" is "MySpace".
        if matches!(text, "com" | "org" | "net") && glued && words.last().is_some_and(|it| it.span.end + 1 == start + token.span.start) {
            seam = Seam::Within;
            continue;
        }
        // "$5bn" is "$5 billion".
        let sum = 2 <= at && glued && prose.tokens[at - 2].kind == Kind::Number;
        let scale = match text {
            "m" | "mn" => Some("million"),
            "bn" => Some("billion"),
            "tn" => Some("trillion"),
            _ => None,
        };
        if let Some(scale) = scale.filter(|_| sum) {
            push(words, token, start, &Form::of(text, scale), &mut seam);
            continue;
        }
        let follows = prose.tokens.get(at).map_or("", |it| it.span.of(paragraph));
        for form in &*forms(token, text, words.last().filter(|_| seam == Seam::Within), (next, follows)) {
            push(words, token, start, form, &mut seam);
            if form.dates {
                join_date(words);
            }
        }
    }
    seam
}

/// Every word of an article's running text, captions and headings with it, as those of quotations are compared.
pub fn running_words(body: &str, reading: &Reading) -> Vec<QuotedWord> {
    let mut words = Vec::new();
    for paragraph in reading.paragraphs.iter().filter(|it| it.role != ParagraphRole::Furniture) {
        let prose = &paragraph.reading.prose;
        append(&mut words, paragraph.span.of(body), prose, 0..prose.tokens.len() as u32, paragraph.span.start, Seam::Sentence);
    }
    words
}

/// A word that a written one stands for.
#[derive(Debug)]
struct Form {
    norm: Stem,
    /// See [`QuotedWord::form`].
    spelling: Option<Box<Spelling>>,
    /// Whether it may be part of a date: it names a month or begins with a digit.
    dates: bool,
}

impl Form {
    /// The word `form`, which the written `text` stands for.
    fn of(text: &str, form: &str) -> Self {
        let dates = month(form).is_some() || form.starts_with(|it: char| it.is_ascii_digit());
        Self { norm: Stem::of_plain(form), spelling: (plain(text) != form).then(|| Box::new(Spelling::of(form))), dates }
    }
}

fn push(words: &mut Vec<QuotedWord>, token: &Token, start: u32, form: &Form, seam: &mut Seam) {
    const CENT: Stem = Stem::of_plain("cent");
    // "per cent" is "percent".
    if form.norm == CENT
        && let Some(last) = words.last_mut()
        && last.norm == Stem::of_plain("per")
    {
        last.norm = Stem::of_plain("percent");
        last.spelling = Some(Box::new(Spelling::of("percent")));
        last.span = last.span.cover(token.span.shifted(start));
        return;
    }
    let name = token.kind == Kind::Word && token.shape != Shape::Lower && weight(token.stem) > 0.0;
    // Weights are whole numbers.
    let weight = if token.kind == Kind::Possessive {
        0
    } else if name {
        (weight(token.stem) as u8).max(2)
    } else {
        weight(token.stem) as u8
    };
    words.push(QuotedWord { span: token.span.shifted(start), norm: form.norm, weight, before: *seam, spelling: form.spelling.clone() });
    *seam = Seam::Within;
}

/// Makes one word of a day and a month that stand last, in either order: "21 January" is "January 21".
fn join_date(words: &mut Vec<QuotedWord>) {
    let [.., first, second] = &words[..] else { return };
    if second.before != Seam::Within {
        return;
    }
    let of = |one: &QuotedWord, two: &QuotedWord| Some((day_of(one.norm)?, month_of(two.norm)?));
    let Some((day, month)) = of(first, second).or_else(|| of(second, first)) else { return };
    let form = format!("{day} {}", month_name(month).to_lowercase());
    let Some(second) = words.pop() else { return };
    if let Some(date) = words.last_mut() {
        date.norm = Stem::of_plain(&form);
        date.spelling = Some(Box::new(Spelling::of(&form)));
        date.span = date.span.cover(second.span);
        date.weight = date.weight.max(second.weight);
    }
}

/// The day of the month that a quoted word is: "21", "21st".
fn day_of(norm: Stem) -> Option<u8> {
    /// Ascending by word.
    static DAYS: LazyLock<Vec<(Stem, u8)>> = LazyLock::new(|| {
        let of_day = |day: u8| ["", "st", "nd", "rd", "th"].map(|ending| (Stem::of_plain(&format!("{day}{ending}")), day));
        let mut days: Vec<(Stem, u8)> = (1..=31).flat_map(of_day).collect();
        days.sort_unstable();
        days
    });
    DAYS.binary_search_by_key(&norm, |it| it.0).ok().map(|at| DAYS[at].1)
}

/// The month that a quoted word is, by its full name.
fn month_of(norm: Stem) -> Option<i8> {
    static MONTHS: LazyLock<[Stem; 12]> =
        LazyLock::new(|| std::array::from_fn(|at| Stem::of_plain(&month_name(at as i8 + 1).to_lowercase())));
    MONTHS.iter().position(|it| *it == norm).map(|at| at as i8 + 1)
}

/// The words that a written one stands for, found once for each word: what it is is told by its letters alone, but for a possessive
/// ending and for what a hyphen follows.
fn forms(token: &Token, text: &str, before: Option<&QuotedWord>, (next, follows): (Option<&str>, &str)) -> Rc<[Form]> {
    /// A newspaper's quotations have fewer different words; all are forgotten when there are more, and none is kept that is longer
    /// than a word can be.
    const MOST_REMEMBERED: usize = 1 << 13;
    const LONGEST: usize = 64;
    thread_local! {
        static REMEMBERED: RefCell<Table<Box<str>, Rc<[Form]>>> = RefCell::default();
    }
    let found = || stands_for(token, text, before, (next, follows)).iter().map(|form| Form::of(text, form)).collect();
    if token.kind == Kind::Possessive || next == Some("-") || LONGEST < text.len() {
        return found();
    }
    if let Some(known) = REMEMBERED.with_borrow(|it| it.get(text).map(Rc::clone)) {
        return known;
    }
    let forms: Rc<[Form]> = found();
    REMEMBERED.with_borrow_mut(|it| {
        it.empty_at(MOST_REMEMBERED);
        it.put(text.into(), Rc::clone(&forms));
    });
    forms
}

/// The words that a written one stands for: "don't" is "do not", "twelfth" is "12th", "U.S." is "United States". `next` is what is
/// glued to it, `follows` the token behind it, blank or not.
fn stands_for(token: &Token, text: &str, before: Option<&QuotedWord>, (next, follows): (Option<&str>, &str)) -> Vec<String> {
    if token.kind == Kind::Possessive {
        // "The pilot's been here" is "the pilot has been here", "the pilot's a fool" is "the pilot is a fool".
        match follows {
            "been" | "got" => return vec!["has".to_owned()],
            "a" | "an" | "not" | "the" => return vec!["is".to_owned()],
            _ => {}
        }
        // "that's" is "that is", "Dunn's" is no word more.
        let pronoun = |word: &QuotedWord| {
            ["he", "here", "how", "it", "she", "that", "there", "what", "where", "who"].map(Stem::of_plain).contains(&word.norm)
        };
        return match before {
            Some(word) if word.norm == Stem::of_plain("let") => vec!["us".to_owned()],
            Some(word) if pronoun(word) => vec!["is".to_owned()],
            _ => Vec::new(),
        };
    }
    let lower = text.to_lowercase().replace('’', "'");
    if let Some((stem, ending)) = lower.rsplit_once('\'') {
        let second = match ending {
            "re" => Some("are"),
            "ve" => Some("have"),
            "ll" => Some("will"),
            "m" => Some("am"),
            "d" => Some("would"),
            "t" if stem.ends_with('n') => Some("not"),
            _ => None,
        };
        if let Some(second) = second {
            let first = match (second, stem) {
                ("not", "can") => "can",
                ("not", "won") => "will",
                ("not", "ain") => "is",
                ("not", _) => &stem[..stem.len() - 1],
                _ => stem,
            };
            return vec![plain(first), second.to_owned()];
        }
    }
    // "year-end" is "year end", "eleventh-hour" is "11th hour", "twenty-one" is "21"; after a prefix a hyphen joins.
    if let Some(parts) = hyphened(&lower) {
        if let [tens, ones] = parts[..]
            && let (Some(tens), Some(ones)) = (digits(tens), digits(ones))
            && tens.len() == 2
            && tens.ends_with('0')
            && ones.len() == 1
        {
            return vec![format!("{}{ones}", &tens[..1])];
        }
        return parts.iter().map(|part| digits(part).map_or_else(|| plain(part), str::to_owned)).collect();
    }
    let plain = plain(text);
    let whole: &[&str] = match plain.as_str() {
        "cannot" => &["can", "not"],
        "gonna" => &["going", "to"],
        "gotta" => &["got", "to"],
        "wanna" => &["want", "to"],
        "okay" => &["ok"],
        "alright" => &["all", "right"],
        // The state, not the pronoun, and however it is written.
        "us" | "usa" if token.shape == Shape::Capitals => &["united", "states"],
        "uk" if token.shape == Shape::Capitals => &["united", "kingdom"],
        "un" if token.shape == Shape::Capitals && next != Some("-") => &["united", "nations"],
        "eu" if token.shape == Shape::Capitals => &["european", "union"],
        "til" | "till" => &["until"],
        "em" => &["them"],
        _ => &[],
    };
    if !whole.is_empty() {
        return whole.iter().map(|&word| word.to_owned()).collect();
    }
    // "Jan. 21" is "January 21"; "mar" and "dec" in lower case are other words.
    if token.shape != Shape::Lower
        && let Some(month) = month(&plain)
    {
        return vec![month_name(month).to_lowercase()];
    }
    vec![digits(&plain).map_or(plain, str::to_owned)]
}

/// A number word in digits: houses differ in where digits begin.
fn digits(word: &str) -> Option<&'static str> {
    const NUMBERS: &[(&str, &str)] = &[
        ("eight", "8"),
        ("eighteen", "18"),
        ("eighteenth", "18th"),
        ("eighth", "8th"),
        ("eighty", "80"),
        ("eleven", "11"),
        ("eleventh", "11th"),
        ("fifteen", "15"),
        ("fifteenth", "15th"),
        ("fifth", "5th"),
        ("fifty", "50"),
        ("first", "1st"),
        ("five", "5"),
        ("forty", "40"),
        ("four", "4"),
        ("fourteen", "14"),
        ("fourteenth", "14th"),
        ("fourth", "4th"),
        ("nine", "9"),
        ("nineteen", "19"),
        ("nineteenth", "19th"),
        ("ninety", "90"),
        ("ninth", "9th"),
        ("one", "1"),
        ("second", "2nd"),
        ("seven", "7"),
        ("seventeen", "17"),
        ("seventeenth", "17th"),
        ("seventh", "7th"),
        ("seventy", "70"),
        ("six", "6"),
        ("sixteen", "16"),
        ("sixteenth", "16th"),
        ("sixth", "6th"),
        ("sixty", "60"),
        ("ten", "10"),
        ("tenth", "10th"),
        ("third", "3rd"),
        ("thirteen", "13"),
        ("thirteenth", "13th"),
        ("thirty", "30"),
        ("three", "3"),
        ("twelfth", "12th"),
        ("twelve", "12"),
        ("twentieth", "20th"),
        ("twenty", "20"),
        ("two", "2"),
        ("zero", "0"),
    ];
    NUMBERS.binary_search_by(|(it, _)| (*it).cmp(word)).ok().map(|at| NUMBERS[at].1)
}

#[cfg(test)]
mod tests {
    use super::{Seam, append};
    use crate::prose::Prose;

    fn norms(text: &str) -> Vec<(u32, Seam)> {
        let prose = Prose::read(text);
        let mut words = Vec::new();
        append(&mut words, text, &prose, 0..prose.tokens.len() as u32, 0, Seam::Within);
        words.iter().map(|word| (word.norm.0, word.before)).collect()
    }

    #[test]
    fn house_style_is_no_wording() {
        for (one, other) in [
            ("We don't know; it's the 12th programme.", "We do not know, it is the twelfth program"),
            ("Ninety per cent & more", "90% and more"),
            ("We’re in the U.S.", "we are in the United States"),
            ("Dunn's boats", "Dunn’s boats"),
            ("1,200 boats at 6:00 p.m.", "1200 boats at 6 p.m."),
            ("the neighbourhood is colourful", "the neighborhood is colorful"),
            ("an eleventh-hour deal for twenty-one boats", "an 11th hour deal for 21 boats"),
            ("on Boatnet.com, the", "on Boatnet, the"),
            ("it sank on January 21, 1987", "it sank on 21 January, 1987"),
            ("since Aug. 9 they sailed", "since 9 August they sailed"),
            ("what happened on April 6", "what happened on April six"),
            ("my brother's been hurt, and he's been shot", "my brother has been hurt and he has been shot"),
            ("the skipper's a fool", "the skipper is a fool"),
            ("it cost us $5bn or £3.2m", "it cost us $5 billion or £3.2 million"),
        ] {
            assert_eq!(norms(one), norms(other), "{one} / {other}");
        }
    }

    #[test]
    fn tense_and_number_are_wording() {
        assert_ne!(norms("I want a boat"), norms("I wanted a boat"));
        assert_ne!(norms("the boat"), norms("the boats"));
    }

    #[test]
    fn the_text_says_where_words_are_left_out() {
        let seams: Vec<_> = norms("We left ... the old [pier] town. Now it rains").into_iter().map(|(_, seam)| seam).collect();
        use Seam::{Gap, Sentence, Within};
        assert_eq!(seams, [Within, Within, Gap, Within, Gap, Sentence, Within, Within]);
        assert_eq!(norms("that s**t boat").len(), 2);
    }
}
