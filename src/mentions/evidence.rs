//! What speaks for and against a run of capitalised words being a person's name. Each cue adds its points.
//!
//! The points were set on news by hand: a full name is taken at 4, so that one strong cue (a known given name, a title, an age)
//! is enough and two weak ones are; one cue against ("in Orrville") outweighs a weak one.

use super::NameCandidate;
use crate::lexicon::{self, CountryForm, Hints, Marks};
use crate::prose::{Kind, Prose, Shape};

/// The points of `name`. `before_title` tells that a title follows in the same run ("State Department Spokesman").
pub(super) fn of(paragraph: &str, prose: &Prose, name: &NameCandidate, before_title: bool) -> i16 {
    let before = before(paragraph, prose, name);
    let mut points = inside(paragraph, prose, name, before) + before + after(paragraph, prose, name);
    if before_title {
        points -= 4;
    }
    points
}

/// What the words themselves say; `before` is what stands before them.
fn inside(paragraph: &str, prose: &Prose, name: &NameCandidate, before: i16) -> i16 {
    // A title or role before it: "independence leader Ho Chi Minh" is no town.
    const ROLE: i16 = 4;
    let no_suffix = |word: &&str| !matches!(*word, "jr" | "sr" | "ii" | "iii" | "iv");
    let core: Vec<(&str, Marks)> = name.words().filter(no_suffix).map(|word| (word, Marks::of(word))).collect();
    let suffixed = core.len() < name.words().count();
    let (Some(&(first, of_first)), Some(&(_, of_last))) = (core.first(), core.last()) else { return 0 };
    let given = of_first.has(Marks::GIVEN);
    let frequent = of_first.has(Marks::FREQUENT);
    let mut points = 0;
    if suffixed {
        points += 3;
    }
    if core.len() == 1 {
        let common = of_first.is_common(first);
        points += match (given, frequent) {
            _ if common => 0,
            (_, true) => 3,
            (true, false) => 2,
            _ => i16::from(of_first.has(Marks::SURNAME)),
        };
        if common && !frequent {
            points -= 3;
        }
        if of_first.has(Marks::PLACE.or(Marks::ORGANISATION)) {
            points -= 4;
        }
        if of_first.has(Marks::THING) {
            points -= 5;
        }
        return points;
    }
    let common: Vec<bool> = core.iter().map(|(word, marks)| marks.is_common(word)).collect();
    // The key without the suffix behind it.
    let phrase = if suffixed { marks_of(&core) } else { Marks::of(&name.key) };
    if before < ROLE && phrase.has(Marks::PLACE) || phrase.has(Marks::ORGANISATION) {
        points -= 8;
    }
    if given {
        points += if frequent { 4 } else { 3 };
        if common[0] && !frequent {
            points -= 2;
        }
        if of_first.has(Marks::PLACE) {
            points -= 1;
        }
    } else if of_first.has(Marks::PLACE) && !of_last.has(Marks::SURNAME) {
        points -= 4;
    }
    if first.chars().count() == 1 || core[1..core.len() - 1].iter().any(|(word, _)| word.chars().count() == 1) {
        // "J. Dunn", "Anna M. Dunn".
        points += 3;
    }
    if of_last.has(Marks::SURNAME) {
        points += 2;
    }
    // "Mona Lynn Dunn": the second name is known where the first is not.
    if !given && 2 < core.len() && core[1].1.has(Marks::FREQUENT) {
        points += 2;
    }
    let family_first = is_family_first(paragraph, prose, name);
    if family_first {
        points += 4;
    }
    if core.len() == 2 && !given && of_last.has(Marks::FAMILY_FIRST) && !common[1] {
        points += 2;
    }
    let hyphened = (name.tokens.start as usize..name.tokens.end as usize)
        .any(|at| prose.tokens[at].hints.has(Hints::HYPHEN) && is_hyphened_given_name(prose.word(paragraph, at)));
    if hyphened {
        points += 4;
    }
    let strong_given = frequent && core.len() <= 3;
    for (at, (_, marks)) in core.iter().enumerate() {
        // "Bill Dunn", "Park Joo-ho".
        if at == 0 && (strong_given || family_first) {
            continue;
        }
        if marks.has(Marks::THING) {
            // "Jude Law" but "Law Department": a thing that is a surname too, behind a known given name.
            let surname = 0 < at && at + 1 == core.len() && strong_given && marks.has(Marks::SURNAME);
            points -= if surname { 2 } else { 8 };
        } else if !family_first && common[at] && !marks.has(Marks::GIVEN.or(Marks::SURNAME)) {
            points -= if strong_given && 0 < at { 1 } else { 3 };
        }
    }
    if core.len() > 2 && (marks_of(&core[..2]).has(Marks::PLACE) || marks_of(&core[1..]).has(Marks::PLACE)) {
        points -= 6;
    }
    if !common.contains(&true) {
        points += 1;
        // Two words that are nothing else known: "Romelo Lukanu".
        points += i16::from(core.len() == 2 && !core.iter().any(|(_, marks)| marks.has(Marks::PLACE.or(Marks::THING))));
    }
    let long = core.iter().filter(|(word, _)| word.chars().count() > 1 && !lexicon::is_name_particle(word)).count();
    if long > 4 {
        points -= 4;
    }
    points
}

/// What the lists say of some words together.
fn marks_of(words: &[(&str, Marks)]) -> Marks {
    let words: Vec<&str> = words.iter().map(|it| it.0).collect();
    Marks::of(&words.join(" "))
}

/// Whether `word` is written like "Sung-ho" and "Seung-hee": a capital, a hyphen, a small letter.
pub fn is_hyphened_given_name(word: &str) -> bool {
    let Some((one, two)) = word.split_once(['-', '‐', '‑']) else { return false };
    one.starts_with(char::is_uppercase) && two.starts_with(char::is_lowercase) && two.len() <= 6 && one.len() <= 7
}

/// Whether the name is in the order of China, Korea and Vietnam: a family name of there, then one to three short other words.
fn is_family_first(paragraph: &str, prose: &Prose, name: &NameCandidate) -> bool {
    // Syllables of given names in those languages are short: "Jinping" has seven letters, "Kardashian" ten.
    const LONGEST_LETTERS: usize = 8;
    let words: Vec<&str> = name.words().collect();
    let Some((first, rest)) = words.split_first() else { return false };
    let of_first = Marks::of(first);
    of_first.has(Marks::FAMILY_FIRST)
        && !(name.opens_sentence && of_first.has(Marks::FUNCTION))
        && (1..=3).contains(&rest.len())
        && prose.tokens[name.tokens.start as usize].shape == Shape::Capitalised
        && !prose.word(paragraph, name.tokens.start as usize).contains('-')
        && rest.iter().any(|word| !lexicon::is_common_word(word))
        && rest.iter().all(|word| {
            let letters = word.chars().count();
            // A syllable may happen to be a short word: "Ho Chi Minh".
            (2..=LONGEST_LETTERS).contains(&letters)
                && (!lexicon::is_common_word(word) || letters <= 3 && !lexicon::is_function_word(word))
                && !lexicon::is_thing_noun(word)
                && (lexicon::is_family_first(word) || !lexicon::is_surname(word))
                && lexicon::given_name(word).is_none_or(|given| !given.frequent)
        })
}

/// What stands before it.
fn before(paragraph: &str, prose: &Prose, name: &NameCandidate) -> i16 {
    let start = name.tokens.start as usize;
    let mut points = 0;
    if name.honorific.is_some() {
        points += 6;
    }
    if name.titled {
        points += 4;
    }
    let sentence = &prose.sentences[prose.sentence_of(start)];
    if start == sentence.tokens.start as usize {
        return points;
    }
    let token = &prose.tokens[start - 1];
    let word = lexicon::folds(token.span.of(paragraph));
    if token.kind != Kind::Word {
        // "a 2013 Norda Vista": a year of make.
        if token.kind == Kind::Number {
            return points - 4;
        }
        // "his lawyer, Anna Dunn,": a role and a comma.
        let comma = token.span.of(paragraph) == ",";
        if comma && start >= sentence.tokens.start as usize + 2 && is_role(&lexicon::folds(prose.word(paragraph, start - 2))) {
            points += 3;
        }
        return points;
    }
    if token.shape != Shape::Lower && !(token.shape == Shape::Capitalised && start - 1 == sentence.tokens.start as usize) {
        return points;
    }
    points += match &*word {
        // "the Tom Ashby video" is somebody's; "the Ashby" is not.
        "the" | "a" | "an" | "this" | "each" | "every" => {
            let full = name.key.contains(' ');
            let attributive =
                prose.tokens.get(name.tokens.end as usize).is_some_and(|next| next.kind == Kind::Word && next.shape == Shape::Lower);
            if full && attributive && word == "the" { 0 } else { -5 }
        }
        "in" | "at" | "near" | "into" | "outside" | "inside" | "across" | "throughout" => -3,
        "starring" | "named" | "late" | "nicknamed" => 4,
        "by" | "with" | "whom" | "who" => 1,
        "yearold" => 5,
        // "cable operator Norcom": a trade may be a company's, where the name is one word.
        _ if is_role(&word) => {
            if name.key.contains(' ') || lexicon::is_kin(&word) {
                4
            } else {
                2
            }
        }
        _ if lexicon::is_reporting_verb(&word) => 3,
        _ => 0,
    };
    let two_before = start.checked_sub(2).filter(|&at| at >= sentence.tokens.start as usize).map(|at| prose.word(paragraph, at));
    // "a silver Norda Vista", "her new Kestrel": a describing word behind an article stands before things.
    let article =
        two_before.is_some_and(|it| matches!(it, "a" | "an" | "the" | "his" | "her" | "its" | "their" | "my" | "our" | "another"));
    if article && lexicon::is_common_word(&word) && !is_role(&word) && !matches!(&*word, "late" | "young" | "yearold") && points == 0 {
        points -= 5;
    }
    if word == "by" && two_before.is_some_and(|it| matches!(it, "Photo" | "photo" | "written" | "directed" | "played" | "produced")) {
        points += 3;
    }
    if word == "as" && two_before == Some("identified") {
        points += 4;
    }
    points
}

/// Whether `word` (folded) is a role or relative in the singular or plural.
fn is_role(word: &str) -> bool {
    const ROLES: Marks = Marks::ROLE.or(Marks::TITLE).or(Marks::KIN);
    Marks::of(word).has(ROLES) || word.strip_suffix('s').is_some_and(|singular| Marks::of(singular).has(ROLES))
}

/// What stands behind it.
fn after(paragraph: &str, prose: &Prose, name: &NameCandidate) -> i16 {
    let end = name.tokens.end as usize;
    let word = |at: usize| prose.tokens.get(at).map_or("", |token| token.span.of(paragraph));
    let lower = |at: usize| lexicon::folds(word(at));
    let Some(next) = prose.tokens.get(end) else { return 0 };
    let mut points = 0;
    match next.kind {
        Kind::Possessive if is_role(&lower(end + 1)) => points += 3,
        Kind::Mark if word(end) == "," => points += after_comma(paragraph, prose, end + 1),
        Kind::Mark if word(end) == "(" => {
            if is_party(word(end + 1)) {
                points += 6;
            } else if is_age(prose, paragraph, end + 1) && word(end + 2) == ")" {
                points += 2;
            }
        }
        Kind::Word if next.shape == Shape::Lower => {
            let verb = lower(end);
            let marks = Marks::of(&verb);
            points += match &*verb {
                "is" | "was" | "has" | "had" if lower(end + 1) == "born" => 3,
                // "Smith will go": a thing that can be counted would have an article.
                "is" | "was" | "has" | "had" | "will" | "would" | "did" | "does" => {
                    i16::from(!name.key.contains(' ') && lexicon::is_surname(&name.key)) * 3
                }
                _ if lexicon::is_reporting_verb(&verb) => 3,
                _ if marks.has(Marks::VERB) => 2,
                _ if marks.has(Marks::THING) || matches!(&*verb, "area" | "based" | "newspaper" | "brand" | "firm") => -4,
                _ => 0,
            };
        }
        _ => {}
    }
    points
}

/// What stands behind a name and a comma.
fn after_comma(paragraph: &str, prose: &Prose, at: usize) -> i16 {
    let word = |at: usize| prose.tokens.get(at).map_or("", |token| token.span.of(paragraph));
    if is_age(prose, paragraph, at) && matches!(word(at + 1), "," | "." | ")" | ";" | "and" | "was" | "of" | "from") {
        return 5;
    }
    if matches!(word(at), "who" | "whose" | "whom") {
        return 4;
    }
    if is_party(word(at)) {
        return 6;
    }
    let Some(token) = prose.tokens.get(at) else { return 0 };
    let folded = lexicon::folded(word(at));
    if token.shape != Shape::Lower {
        // "Orrville, Ohio": a town before its state or country.
        let state = lexicon::state(&folded).is_some() && token.kind == Kind::Word;
        let country = lexicon::country(&folded).is_some_and(|(_, form)| form == CountryForm::Name);
        let closes = prose.tokens.get(at + 1).is_none_or(|next| next.kind == Kind::Mark);
        if (state || country) && closes {
            return -5;
        }
    }
    // "Anna Dunn, a senior aide to the minister,": a role before the next comma.
    const LONGEST_TOKENS: usize = 8;
    for next in at..prose.tokens.len().min(at + LONGEST_TOKENS) {
        let token = &prose.tokens[next];
        if token.kind == Kind::Mark && matches!(word(next), "," | "." | ";") || matches!(word(next), "said" | "and" | "who") {
            break;
        }
        if token.kind == Kind::Word && is_role(&lexicon::folds(word(next))) {
            return 3;
        }
    }
    0
}

/// Whether token `at` is a number that can be somebody's age.
fn is_age(prose: &Prose, paragraph: &str, at: usize) -> bool {
    prose.tokens.get(at).is_some_and(|token| {
        token.kind == Kind::Number && token.span.of(paragraph).parse::<u32>().is_ok_and(|years| (1..120).contains(&years))
    })
}

/// "R-Iowa", "D-Calif.", "D": a party behind a lawmaker's name.
fn is_party(word: &str) -> bool {
    matches!(word, "R" | "D" | "R." | "D.") || word.len() > 3 && matches!(word.get(..2), Some("R-" | "D-"))
}

/// Gives a full name in a list a share of its neighbour's evidence: "with Romelo Lukanu, Yannick Orr and Anna Dunn".
pub(super) fn add_neighbours(paragraph: &str, prose: &Prose, names: &mut [NameCandidate]) {
    // A neighbour that is as good as certain.
    const CERTAIN: i16 = 6;
    let own: Vec<i16> = names.iter().map(|name| name.evidence).collect();
    for at in 0..names.len() {
        let beside = |one: usize, two: usize| {
            let between = names[one].tokens.end as usize..names[two].tokens.start as usize;
            (1..=2).contains(&between.len()) && between.clone().all(|token| matches!(prose.word(paragraph, token), "," | "and" | "&"))
        };
        let certain = |other: usize| CERTAIN <= own[other] && names[other].key.contains(' ');
        let before = 0 < at && certain(at - 1) && beside(at - 1, at);
        let after = at + 1 < names.len() && certain(at + 1) && beside(at, at + 1);
        if names[at].key.contains(' ') && 0 < own[at] && (before || after) {
            names[at].evidence += 2;
        }
    }
}
