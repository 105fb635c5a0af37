//! Hints between the words: the day that is meant, the value that is compared, the name in full.

use jiff::civil::Date;

use crate::facts::{Grain, Moment};
use crate::lexicon::month_name;
use crate::mentions::{Measure, Quantity};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Which hints are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HintKinds {
    /// The day, month or year that "Wednesday" or "15 months ago" means.
    pub dates: bool,
    /// A quantity's value as it is compared.
    pub quantities: bool,
    /// The full name at a short one.
    pub names: bool,
}

impl Default for HintKinds {
    /// Few hints help and many hide the text: of these a reader cannot do the first in the head.
    fn default() -> Self {
        Self { dates: true, quantities: false, names: false }
    }
}

/// A hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it stands behind (file bytes).
    pub span: Span,
    /// What it says.
    pub label: String,
}

/// The hints for what lies in `within` of a file (file bytes), in file order.
pub fn hints(snapshot: &Snapshot, file: u32, within: Span, kinds: HintKinds) -> Vec<Hint> {
    let read = snapshot.read();
    let mut hints = Vec::new();
    let mut hint = |place, label: String| {
        let (in_file, span) = snapshot.in_file(place);
        if in_file == file && within.contains(span) {
            hints.push(Hint { span, label });
        }
    };
    if kinds.dates {
        for happening in snapshot.facts.happenings() {
            let day = snapshot.facts.timeline.days[happening.place.article as usize];
            if let Some(label) = day.and_then(|day| meant(&happening.moment, day)) {
                hint(happening.place, label);
            }
        }
    }
    if kinds.quantities {
        for measured in snapshot.facts.measured() {
            let words = read.text(measured.figure);
            if let Some(label) = value(&measured.quantity, words) {
                hint(measured.figure, label);
            }
        }
    }
    if kinds.names {
        for person in &snapshot.facts.people.persons {
            for place in snapshot.facts.mentions(person) {
                if read.text(place).split_whitespace().count() < person.name.split_whitespace().count() {
                    hint(place, person.name.clone());
                }
            }
        }
    }
    hints.sort_by_key(|it| it.span);
    hints
}

/// "about 12" for "around a dozen", "19,312 m" for "12 miles". `None` where the words say no less: "15", and "15 months", which is
/// compared in days that nobody counts.
fn value(quantity: &Quantity, words: &str) -> Option<String> {
    let label = match quantity.measure {
        Measure::Count | Measure::Age => quantity.shown(words),
        Measure::Duration | Measure::Ordinal | Measure::Score | Measure::Label => return None,
        _ => grouped(&quantity.normal()),
    };
    let bare = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).collect::<String>().to_lowercase();
    (bare(&label) != bare(words)).then_some(label)
}

/// "USD 3000000" as "USD 3,000,000"; digits after a point stay as they are.
fn grouped(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 4);
    let letters: Vec<char> = value.chars().collect();
    let mut fraction = false;
    for (at, letter) in letters.iter().enumerate() {
        let after = letters[at..].iter().take_while(|it| it.is_ascii_digit()).count();
        let inside = 0 < at && letters[at - 1].is_ascii_digit();
        if letter.is_ascii_digit() && inside && !fraction && after % 3 == 0 {
            out.push(',');
        }
        // "10..14" is two numbers, "3.5" is one.
        fraction = if letter.is_ascii_digit() {
            fraction
        } else {
            *letter == '.' && inside && letters.get(at + 1).is_some_and(char::is_ascii_digit)
        };
        out.push(*letter);
    }
    out
}

/// "19 June" for "Wednesday" in an article of that week, with the year where it is not the article's own. `None` where the words
/// say it themselves, and where what they mean is too wide for a hint.
fn meant(moment: &Moment, written: Date) -> Option<String> {
    let (first, last) = moment.days.filter(|_| moment.inferred)?;
    // "Saturday, 8 March" and "in May" lack the year alone, and a reader takes that to be the article's.
    if moment.month.is_some() && first.year() == written.year() {
        return None;
    }
    let year = if first.year() == written.year() { String::new() } else { format!(" {}", first.year()) };
    if first == last {
        return Some(format!("{} {}{year}", first.day(), month_name(first.month())));
    }
    let whole_months = first.day() == 1 && last == last.last_of_month();
    match moment.grain {
        Grain::Month if whole_months && (first.year(), first.month()) == (last.year(), last.month()) => {
            Some(format!("{} {}", month_name(first.month()), first.year()))
        }
        Grain::Year if first.year() == last.year() => Some(first.year().to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{HintKinds, grouped, hints};
    use crate::fixture;
    use crate::text::Span;

    const NEWS: &str = "--- article post\npublished: 2024-06-20\n\nHelen Marsh, the harbour master, closed the port on Wednesday, 15 months after a flood. \
        It had cost around $3 million and a dozen boats. “We had to,” said Marsh. Last month nothing moved, and on June 3, 2024 nothing came.\n";

    /// The text with its hints, each in ⟨⟩ behind what it is about.
    #[track_caller]
    fn check(kinds: HintKinds, expected: &Expect) {
        let snapshot = fixture::snapshot(NEWS);
        let mut told = NEWS.to_owned();
        for hint in hints(&snapshot, 0, Span::new(0, NEWS.len() as u32), kinds).iter().rev() {
            told.insert_str(hint.span.end as usize, &format!(" ⟨{}⟩", hint.label));
        }
        expected.assert_eq(told.split_once("\n\n").map_or("", |(_, body)| body));
    }

    #[test]
    fn a_weekday_gets_its_day_and_a_written_day_nothing() {
        check(
            HintKinds::default(),
            &expect![[r#"
                Helen Marsh, the harbour master, closed the port on Wednesday ⟨19 June⟩, 15 months after a flood. It had cost around $3 million and a dozen boats. “We had to,” said Marsh. Last month ⟨May 2024⟩ nothing moved, and on June 3, 2024 nothing came.
            "#]],
        );
    }

    #[test]
    fn a_day_with_its_month_gets_the_year_where_that_is_another() {
        let hints = |text: &str| {
            let text = format!("--- article post\npublished: 2024-06-20\n\n{text}\n");
            let found = hints(&fixture::snapshot(&text), 0, Span::new(0, text.len() as u32), HintKinds::default());
            found.into_iter().map(|it| (it.span.of(&text).to_owned(), it.label)).collect::<Vec<_>>()
        };
        assert_eq!(hints("The ferry sank on Saturday, 8 June, and a diver died in May."), []);
        assert_eq!(hints("The ferry sank on 8 December."), [("8 December".to_owned(), "8 December 2023".to_owned())]);
    }

    #[test]
    fn values_and_full_names_come_on_request() {
        check(
            HintKinds { dates: false, quantities: true, names: true },
            &expect![[r#"
            Helen Marsh, the harbour master, closed the port on Wednesday, 15 months after a flood. It had cost around $3 million ⟨~USD 3,000,000⟩ and a dozen ⟨12⟩ boats. “We had to,” said Marsh ⟨Helen Marsh⟩. Last month nothing moved, and on June 3, 2024 nothing came.
        "#]],
        );
    }

    #[test]
    fn long_numbers_are_written_in_threes() {
        for (value, shown) in
            [("15", "15"), ("~USD 3000000", "~USD 3,000,000"), ("1000..20000 m", "1,000..20,000 m"), ("1234.56789 kg", "1,234.56789 kg")]
        {
            assert_eq!(grouped(value), shown);
        }
    }

    #[test]
    fn only_what_is_asked_for_is_told() {
        assert_eq!(hints(&fixture::snapshot(NEWS), 0, Span::new(0, 40), HintKinds::default()), []);
    }
}
