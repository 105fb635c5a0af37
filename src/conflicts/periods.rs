//! The stretch of time that a number is of: "in the third quarter", "last year", "in March".

use std::ops::Range;

use jiff::civil::Date;

use crate::facts::{Grain, Moment, is_said_of, moment, quantity_before, tense};
use crate::mentions::{Measure, ParagraphReading, Relation, When};

/// Articles whose day nobody knows are taken to be of one day: "last year" in one is not "this year" in another.
const SOME_DAY: Date = Date::constant(2001, 6, 15);

/// The stretch of time that a number is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Period {
    /// The part of a year or a game.
    pub(super) turn: Option<Turn>,
    /// A week or more of the calendar.
    moment: Option<Moment>,
    /// Whether it is a year as written: what two years that differ say, the rule on years knows better.
    is_year: bool,
    /// Whether the article's day is known.
    dated: bool,
}

/// A part of a year or a game: "the third quarter", "the first half", "full-year".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// How many of them there are: 4, 2 or 1.
    parts: u8,
    /// Which it is, from 1; `None` for "the quarter".
    pub(super) nth: Option<u8>,
    /// Whether its article told of another before: "In the second quarter it was 390 million", after all of the third.
    aside: bool,
}

impl Period {
    /// The period of the quantity at tokens `value` of `sentence`, in an article of that day. `None` where none is told.
    ///
    /// What stands behind it, before the next quantity, is its own; else what stands nearest before it and is no other quantity's.
    pub(super) fn of(
        text: &str,
        reading: &ParagraphReading,
        sentence: &Range<u32>,
        value: &Range<u32>,
        day: Option<Date>,
    ) -> Option<Box<Self>> {
        let numbers = reading.quantities_in(sentence).iter().filter(|it| !matches!(it.measure, Measure::Label | Measure::Ordinal));
        let next = numbers.map(|it| it.tokens.start).find(|&it| value.end <= it).unwrap_or(sentence.end);
        let is_own = |at: u32| value.end <= at && at < next;
        let is_free = |at: u32| at < value.start && quantity_before(text, reading, sentence, at).is_none();
        let is_told = |at: u32| (is_own(at) || is_free(at)) && is_said_of(text, reading, sentence, at, value);

        let turns = || sentence.clone().filter_map(|at| Some((at, turn(text, reading, sentence, at)?))).filter(|(at, _)| is_told(*at));
        let turn = turns().find(|(at, _)| is_own(*at)).or_else(|| turns().next_back()).map(|(_, turn)| turn);

        let times = || reading.times_in(sentence).iter().filter(|it| it.relation == Relation::On && is_told(it.tokens.start));
        let time = times().find(|it| is_own(it.tokens.start)).or_else(|| times().next_back());
        let time = time.filter(|it| !matches!(it.when, When::Ago { .. }));
        let moment = time.and_then(|it| moment(it, Some(day.unwrap_or(SOME_DAY)), tense(text, reading, it)));
        let moment = moment.filter(|it| Grain::Week <= it.grain);
        let is_year = time.is_some_and(|it| matches!(it.when, When::Year { .. } | When::Years { .. } | When::Decade { .. }));
        (turn.is_some() || moment.is_some()).then(|| Box::new(Self { turn, moment, is_year, dated: day.is_some() }))
    }

    /// Tells that the article's own turn is the `own`th.
    pub(super) fn beside(&mut self, own: u8) {
        if let Some(turn) = &mut self.turn {
            turn.aside = turn.nth.is_some_and(|nth| nth != own);
        }
    }

    /// Whether the two have no day in common. Symmetric.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        if let (Some(one), Some(two)) = (self.turn, other.turn)
            && one.is_apart(two)
        {
            return true;
        }
        let comparable = self.dated == other.dated && !(self.is_year && other.is_year);
        comparable && matches!((&self.moment, &other.moment), (Some(one), Some(two)) if !one.agrees(two))
    }
}

impl Turn {
    fn is_apart(self, other: Self) -> bool {
        let alone = |aside: Self, other: Self| aside.aside && other.nth.is_none();
        self.parts != other.parts
            || matches!((self.nth, other.nth), (Some(one), Some(two)) if one != two)
            || alone(self, other)
            || alone(other, self)
    }
}

/// The turn whose last word is token `at`: "third quarter", "second-half", "full-year", "the quarter".
fn turn(text: &str, reading: &ParagraphReading, sentence: &Range<u32>, at: u32) -> Option<Turn> {
    let word = reading.prose.word(text, at as usize);
    let before = || if sentence.start < at { reading.prose.word(text, at as usize - 1) } else { "" };
    let (which, part) = word.split_once(['-', '‐', '‑']).unwrap_or_else(|| (before(), word));
    let parts = match part {
        "quarter" => 4,
        "half" => 2,
        "year" => 1,
        _ => return None,
    };
    let nth = match which {
        "first" | "First" | "opening" => Some(1),
        "second" | "Second" => Some(2),
        "third" | "Third" if parts == 4 => Some(3),
        "fourth" | "Fourth" | "final" if parts == 4 => Some(4),
        // "a quarter of them" and "half the crew" are shares.
        "the" | "this" if parts == 4 => None,
        "full" | "Full" if parts == 1 => None,
        _ => return None,
    };
    // "the third year" is one of many.
    (parts != 1 || nth.is_none()).then_some(Turn { parts, nth, aside: false })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::Period;
    use crate::mentions::ParagraphReading;

    fn period(text: &str, value: &str, day: Option<Date>) -> Option<Box<Period>> {
        let reading = ParagraphReading::read(text);
        let value =
            reading.quantities.iter().find(|it| it.number.of(text).starts_with(value)).expect("the text has the number").tokens.clone();
        let sentence = reading.prose.sentences[reading.prose.sentence_of(value.start as usize)].tokens.clone();
        Period::of(text, &reading, &sentence, &value, day)
    }

    /// Whether the 30 of one sentence and the 45 of another are of two periods.
    fn are_apart(one: &str, two: &str) -> bool {
        let day = Some(date(2024, 2, 11));
        matches!((period(one, "30", day), period(two, "45", day)), (Some(one), Some(two)) if one.is_apart(&two) && two.is_apart(&one))
    }

    #[test]
    fn two_periods_are_two_matters() {
        assert!(are_apart("Last year Kellmar handled 30 ships.", "This year Kellmar handled 45 ships."));
        assert!(are_apart("Kellmar handled 30 ships in March.", "In April the port handled 45 ships."));
        assert!(are_apart("Norda earned $30 million in the first quarter.", "Norda earned $45 million in the second quarter."));
        assert!(are_apart("Third-quarter profit was $30 million.", "Full-year profit was $45 million."));
        assert!(are_apart("Orr scored 30 points in the first half.", "Orr scored 45 points in the second half."));
    }

    #[test]
    fn one_period_is_one_matter() {
        assert!(!are_apart("Last year Kellmar handled 30 ships.", "In 2023 Kellmar handled 45 ships."));
        assert!(!are_apart("Norda earned $30 million in the quarter.", "Norda earned $45 million in the second quarter."));
        assert!(!are_apart("A quarter of the crew loaded 30 ships.", "Half the crew loaded 45 ships."));
        // What two years that differ say is told by the rule on years.
        assert!(!are_apart("Kellmar handled 30 ships in 2020.", "Kellmar handled 45 ships in 2021."));
    }

    #[test]
    fn the_period_of_another_number_is_not_its_own() {
        let (may, june) = ("Kellmar handled 30 ships in May and 7 in June.", "Kellmar handled 45 ships in June.");
        assert!(are_apart(may, june));
        assert!(!are_apart("Kellmar handled 30 ships, up from 7 in May.", june));
        assert!(period("Profit was $7 million, up from $30 million a quarter ago.", "30", None).is_none());
    }

    #[test]
    fn articles_without_a_day_are_of_one_day() {
        let of = |text: &str, number: &str, day| period(text, number, day).expect("the text has a period");
        let last = of("Last year Kellmar handled 30 ships.", "30", None);
        assert!(last.is_apart(&of("This year Kellmar handled 45 ships.", "45", None)));
        assert!(!last.is_apart(&of("This year Kellmar handled 45 ships.", "45", Some(date(2024, 2, 11)))));
    }
}
