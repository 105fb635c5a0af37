//! One fact changed in a copy of an article is found: over all examples, kind by kind.
//!
//! An easy case (everything round the fact is the same), so an upper bound of what is found in real news and a guard
//! against losing it.

use crate::bundle::Article;
use crate::examples::{Example, examples, section};
use crate::fixture;
use crate::mentions::{Measure, ParagraphRole, Precision, Quantity};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// A change to an article's text.
struct Change {
    /// What is replaced (body bytes).
    span: Span,
    /// What by.
    by: String,
}

/// How many changes were made and which were not found.
#[derive(Default)]
struct Tally {
    made: usize,
    missed: Vec<String>,
}

impl Tally {
    /// Makes each change in a copy of the article; found is what a report sets against the original at that place.
    fn make(&mut self, example: &Example, article: &Article, changes: Vec<Change>) {
        let original = section(article, "original", &article.body.text);
        for Change { span, by } in changes {
            let mut copy = article.body.text.to_string();
            copy.replace_range(span.start as usize..span.end as usize, &by);
            let new = Span::new(span.start, span.start + by.len() as u32);
            let both = fixture::snapshot(&format!("{original}{}", section(article, "copy", &copy)));
            self.made += 1;
            if !disputes(&both, span, new) {
                let line = article.body.text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
                let text = &article.body.text;
                let (before, after) = (&text[line..span.start as usize], &text[span.end as usize..]);
                let after: String = after.chars().take(40).take_while(|&it| it != '\n').collect();
                self.missed.push(format!("{}/{}: {before}[{} -> {by}]{after}", example.name, article.id, span.of(text)));
            }
        }
    }

    /// At least `share` of the changes are found.
    #[track_caller]
    fn reaches(&self, share: f64) {
        let found = self.made - self.missed.len();
        let told = format!("{found} of {} changes are found; not these:\n{}", self.made, self.missed.join("\n"));
        assert!(self.made > 0, "the examples give nothing to change");
        assert!(found as f64 >= share * self.made as f64, "{told}");
    }
}

/// Whether a report has a statement at `original` in the first article and one at `changed` in the second.
fn disputes(snapshot: &Snapshot, original: Span, changed: Span) -> bool {
    let says = |conflict: &crate::conflicts::Conflict, article: u32, span: Span| {
        conflict.statements.iter().any(|it| it.place.article == article && it.place.span.overlaps(span))
    };
    snapshot.conflicts.iter().any(|it| says(it, 0, original) && says(it, 1, changed))
}

/// Every exact quantity of an article's running text that `wanted` lets through, with its number changed.
fn other_numbers(snapshot: &Snapshot, article: &Article, wanted: impl Fn(&Quantity) -> bool) -> Vec<Change> {
    let at = snapshot.story.files[0].articles.iter().position(|it| it.id == article.id).unwrap_or_default();
    let mut changes = Vec::new();
    for paragraph in snapshot.readings[at].paragraphs.iter().filter(|it| it.role == ParagraphRole::Text) {
        for quantity in &paragraph.reading.quantities {
            if quantity.precision == Precision::Exact && wanted(quantity) {
                let span = paragraph.place(quantity.number);
                changes.extend(other_number(span.of(&article.body.text)).map(|by| Change { span, by }));
            }
        }
    }
    changes
}

/// A number clearly unlike `number`, in digits or words as it is. `None` for words that are no plain number.
fn other_number(number: &str) -> Option<String> {
    const WORDS: &[(&str, &str)] = &[
        ("two", "five"),
        ("three", "seven"),
        ("four", "nine"),
        ("five", "two"),
        ("six", "eleven"),
        ("seven", "three"),
        ("eight", "four"),
        ("nine", "five"),
        ("ten", "six"),
        ("eleven", "seven"),
        ("twelve", "eight"),
        ("seventy", "forty"),
    ];
    let first = number.chars().next()?;
    if let Some(digit) = first.to_digit(10) {
        // Another first digit: at least half as much again, or at most two thirds.
        let other = if digit < 5 { digit * 2 } else { digit / 2 };
        return Some(format!("{}{}", other.max(1), &number[1..])).filter(|it| it != number);
    }
    let lower = number.to_lowercase();
    let other = WORDS.iter().find(|(word, _)| *word == lower)?.1;
    Some(if first.is_uppercase() { format!("{}{}", other[..1].to_uppercase(), &other[1..]) } else { other.to_owned() })
}

fn numbers(wanted: impl Fn(&Quantity) -> bool) -> Tally {
    let mut tally = Tally::default();
    for example in examples() {
        for article in example.sources() {
            tally.make(&example, article, other_numbers(&example.snapshot, article, &wanted));
        }
    }
    tally
}

/// Every place where one of `words` stands as a whole word in an article, with what stands there.
fn places_of<'w>(article: &Article, words: &[&'w str]) -> Vec<(Span, &'w str)> {
    let text = &article.body.text;
    let mut places = Vec::new();
    for &word in words {
        for (start, _) in text.match_indices(word) {
            let end = start + word.len();
            let inner = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '-');
            if !inner(text[..start].chars().next_back()) && !inner(text[end..].chars().next()) {
                places.push((Span::new(start as u32, end as u32), word));
            }
        }
    }
    places.sort();
    places
}

#[test]
fn another_count_is_found() {
    numbers(|it| it.measure == Measure::Count && it.counted.is_some()).reaches(0.9);
}

#[test]
fn another_sum_of_money_is_found() {
    numbers(|it| matches!(it.measure, Measure::Money(_))).reaches(0.9);
}

#[test]
fn another_percentage_is_found() {
    numbers(|it| it.measure == Measure::Percent).reaches(0.9);
}

#[test]
fn another_age_is_found() {
    numbers(|it| it.measure == Measure::Age).reaches(0.9);
}

#[test]
fn another_weekday_is_found() {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let mut tally = Tally::default();
    for example in examples() {
        for article in example.sources() {
            let other = |day: &str| DAYS[(DAYS.iter().position(|it| *it == day).unwrap_or_default() + 2) % 7].to_owned();
            let changes = places_of(article, &DAYS).into_iter().map(|(span, day)| Change { span, by: other(day) }).collect();
            tally.make(&example, article, changes);
        }
    }
    tally.reaches(0.75);
}

#[test]
fn another_year_is_found() {
    let years: Vec<String> = (1900..=2024).map(|year| year.to_string()).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    let mut tally = Tally::default();
    for example in examples() {
        for article in example.sources() {
            let other = |year: &str| (year.parse::<u32>().unwrap_or_default() - 7).to_string();
            let changes = places_of(article, &years).into_iter().map(|(span, year)| Change { span, by: other(year) }).collect();
            tally.make(&example, article, changes);
        }
    }
    tally.reaches(0.75);
}

#[test]
fn another_word_in_a_quotation_is_found() {
    let mut tally = Tally::default();
    for example in examples() {
        for (at, article) in example.snapshot.story.files[0].articles.iter().enumerate() {
            let mut changes = Vec::new();
            for paragraph in &example.snapshot.readings[at].paragraphs {
                for quoted in paragraph.reading.quotations.iter().filter(|it| it.closed) {
                    // A word of some length near the middle; short quotations leave nothing to recognise them by.
                    let words: Vec<Span> = quoted
                        .tokens
                        .clone()
                        .map(|token| paragraph.place(paragraph.reading.prose.tokens[token as usize].span))
                        .filter(|span| span.of(&article.body.text).chars().all(char::is_alphabetic))
                        .collect();
                    let middle = words.get(words.len() / 3..).unwrap_or_default();
                    if words.len() >= 7
                        && let Some(&span) =
                            middle.iter().find(|span| span.len() >= 4 && span.of(&article.body.text).chars().all(char::is_lowercase))
                    {
                        changes.push(Change { span, by: "parcel".to_owned() });
                    }
                }
            }
            tally.make(&example, article, changes);
        }
    }
    tally.reaches(0.9);
}

/// An example, one of its articles, and what every name in a copy of it becomes. The first is the one to be disputed.
type Renaming<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

fn renamed(cases: &[Renaming<'_>]) -> Tally {
    let examples = examples();
    let mut tally = Tally::default();
    for &(name, id, names) in cases {
        let example = examples.iter().find(|it| it.name == name).unwrap_or_else(|| panic!("there is no example {name}"));
        let article = example.sources().find(|it| it.id == id).unwrap_or_else(|| panic!("{name} has no article {id}"));
        let text = &article.body.text;
        let start = text.find(names[0].0).unwrap_or_else(|| panic!("{id} does not name {}", names[0].0));
        let mut copy = text.to_string();
        for (from, to) in names {
            copy = copy.replace(from, to);
        }
        tally.made += 1;
        let both = fixture::snapshot(&format!("{}{}", section(article, "original", text), section(article, "copy", &copy)));
        let at = copy.find(names[0].1).unwrap_or_default();
        let original = Span::new(start as u32, (start + names[0].0.len()) as u32);
        if !disputes(&both, original, Span::new(at as u32, (at + names[0].1.len()) as u32)) {
            tally.missed.push(format!("{name}/{id}: {names:?}"));
        }
    }
    tally
}

#[test]
fn another_office_holder_is_found() {
    renamed(&[
        ("state-visit", "meridian", &[("Teodor Vask", "Matei Solgar"), ("Vask", "Solgar")]),
        ("state-visit", "meridian", &[("Mirela Kostan", "Ioana Brasu"), ("Kostan", "Brasu")]),
        ("state-visit", "radio", &[("Anneke Vanderholt", "Lucas Peerboom")]),
        ("results", "ticker", &[("Lena Aldous", "Victor Maines"), ("Aldous", "Maines")]),
        ("results", "brantpost", &[("Rupert Seng", "Victor Maines")]),
        ("cup-final", "sportline", &[("Pia Holm", "Greta Lind")]),
        ("council-vote", "gazette", &[("Judith Orme", "Patrick Dowd"), ("Orme", "Dowd")]),
        ("rail-strike", "agency", &[("Moira Tennant", "Gordon Blyth")]),
        ("quake", "fastwire", &[("Farid Nazmi", "Omar Halim")]),
        ("museum", "lowland", &[("Elke Voorn", "Karin Blom")]),
    ])
    .reaches(0.8);
}

#[test]
fn another_spelling_of_a_name_is_found() {
    renamed(&[
        ("state-visit", "meridian", &[("Anneke Vanderholt", "Anneke Vanderhelt")]),
        ("state-visit", "wireline", &[("Mirela Kostan", "Mirela Kosten"), ("Kostan", "Kosten")]),
        ("ferry", "norlys", &[("Halvard Steen", "Halvard Stein")]),
        ("ferry", "morgen", &[("Berit Lund", "Berit Lunt")]),
        ("harbour-trial", "courtwire", &[("Conrad Peale", "Conrad Peele"), ("Peale", "Peele")]),
        ("storm", "coastline", &[("Ronan Keogh", "Ronan Keough")]),
        ("museum", "lowland", &[("Bram Dekkers", "Bram Dekker")]),
        ("rail-strike", "tribune", &[("Moira Tennant", "Moira Tenant")]),
        ("quiet-bridge", "harbour-news", &[("Walter Amiro", "Walter Amero"), ("Amiro", "Amero")]),
        ("factory-fire", "stadtbote", &[("Karla Demmin", "Karla Demnin")]),
    ])
    // In a name of four letters one letter makes another name, and one that becomes a common word is no name any more.
    .reaches(0.8);
}

#[test]
fn another_place_in_a_family_is_found() {
    renamed(&[
        ("harbour-trial", "courtwire", &[("brother-in-law", "nephew")]),
        ("harbour-trial", "national", &[("half-brother", "brother")]),
        ("harbour-trial", "national", &[("half-brother", "cousin")]),
    ])
    .reaches(0.6);
}

/// The kinds that are reported of a sentence in one article and another sentence in the next.
fn told(one: &str, other: &str) -> Vec<&'static str> {
    let both = fixture::snapshot(&format!("--- article herald\n\n{one}\n\n--- article post\n\n{other}\n"));
    both.conflicts.iter().map(|it| it.kind).collect()
}

#[test]
fn another_word_in_the_name_of_a_firm_is_found() {
    let firm = "The crane was lent by Calder Supply Ltd on Friday.";
    for other in ["Suppliers", "Supplies", "Suply"] {
        assert_eq!(told(firm, &firm.replace("Supply", other)), ["name"], "{other}");
    }
    assert!(told(firm, &firm.replace("Supply", "Support")).is_empty(), "a sister of the firm");
}

#[test]
fn the_two_of_a_deed_the_other_way_round_are_found() {
    for verb in ["beat", "lost to", "was acquired by", "sued", "rescued"] {
        let sentence = |one: &str, two: &str| format!("On Friday {one} {verb} {two} in front of the old harbour office in Kellmar.");
        assert_eq!(told(&sentence("Calder Rovers", "Orsel United"), &sentence("Orsel United", "Calder Rovers")), ["polarity"], "{verb}");
        assert!(told(&sentence("Calder Rovers", "Orsel United"), &sentence("Calder Rovers", "Orsel United")).is_empty(), "{verb}");
    }
}

#[test]
fn a_town_in_another_part_of_the_world_is_found() {
    let sentence = |area: &str| format!("Ada Brenn took the Calder Dawn from Fort Amsel to Mombasa in {area} with forty lorries.");
    for area in ["Ivory Coast", "Texas", "Scandinavia"] {
        assert_eq!(told(&sentence("Kenya"), &sentence(area)), ["place"], "{area}");
    }
    assert!(told(&sentence("Kenya"), &sentence("the Horn of Africa")).is_empty(), "the whole of the part");
}
