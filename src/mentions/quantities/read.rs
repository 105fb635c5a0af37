//! From pieces to quantities: currency, number, range, unit, approximator, counted thing.

use super::bends::{is_during, is_preposition};
use super::head::head;
use super::label::{is_label, is_near_score_word, is_score, make_rows};
use super::number::{Number, number};
use super::unit::{Unit, unit_at};
use super::{Measure, Precision, Quantity};
use crate::lexicon::{Bend, Hints, bend_before, currency_code, currency_sign, dollar, month, ordinal_word, parts_of_whole, weekday};
use crate::mentions::TimeMention;
use crate::mentions::pieces::Piece;
use crate::prose::{Prose, Shape};
use crate::text::Span;

/// What is read from.
pub(super) struct Reader<'p> {
    /// The paragraph.
    pub paragraph: &'p str,
    /// The same in lower case (ASCII letters only).
    pub lower: &'p str,
    /// Its tokens and sentences.
    pub prose: &'p Prose,
    /// Its pieces.
    pub pieces: &'p [Piece<'p>],
    /// Its times: none of their words is read.
    pub times: &'p [TimeMention],
}

/// A quantity and one past its last piece.
type Found = (Quantity, usize);

/// The quantities, in text order.
pub(super) fn read(reader: &Reader<'_>) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    let mut times = reader.times.iter().peekable();
    // "ages 47 and 48", "games 7 and 12": the next number is what the one before it is while only "and", "or" and commas stand between.
    let mut series = None;
    while at < reader.pieces.len() {
        let piece = &reader.pieces[at];
        while times.next_if(|time| time.tokens.end <= piece.token).is_some() {}
        if times.peek().is_some_and(|time| time.tokens.contains(&piece.token)) {
            at += 1;
            continue;
        }
        let begun = if piece.is_number_or(Hints::NUMBER) { reader.quantity(at) } else { None };
        let Some((mut quantity, end)) = begun else {
            if series.is_some() && !matches!(piece.lower, "and" | "or" | "," | "to") {
                series = None;
            }
            at += 1;
            continue;
        };
        let is_count = quantity.measure == Measure::Count;
        match series {
            Some(Measure::Age) if is_count && quantity.high < 120.0 => {
                quantity.measure = Measure::Age;
                quantity.counted = None;
                quantity.modifiers.clear();
            }
            Some(Measure::Label) if is_count && quantity.counted.is_none() => quantity.measure = Measure::Label,
            _ => {}
        }
        series = Some(quantity.measure).filter(|it| matches!(it, Measure::Age | Measure::Label));
        found.push(quantity);
        at = end;
    }
    share_heads(reader, &mut found);
    make_rows(reader.prose, &mut found);
    found
}

/// "12 Somali and 11 Yemeni pirates": the first number counts what the second does.
fn share_heads(reader: &Reader<'_>, found: &mut [Quantity]) {
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &after[0]);
        if first.measure != Measure::Count || second.measure != Measure::Count || first.counted.is_some() || second.counted.is_none() {
            continue;
        }
        let between = first.tokens.end as usize..second.tokens.start as usize;
        // At most an adjective or two and the conjunction; "12 in Aden and 11 pirates" has a preposition between.
        let joined = between.len() <= 3
            && between.clone().last().is_some_and(|at| matches!(reader.prose.tokens[at].span.of(reader.lower), "and" | "or"));
        if joined
            && between
                .take(1)
                .all(|at| reader.prose.tokens[at].shape != Shape::Lower || reader.prose.tokens[at].span.of(reader.lower) == "and")
        {
            first.counted = second.counted;
        }
    }
}

impl Reader<'_> {
    fn lower(&self, at: usize) -> Option<&str> {
        self.pieces.get(at).map(|it| it.lower)
    }

    /// The word `n` before piece `at`, in its sentence.
    fn before(&self, at: usize, n: usize) -> Option<&Piece<'_>> {
        let piece = &self.pieces[at.checked_sub(n)?];
        (piece.sentence == self.pieces[at].sentence).then_some(piece)
    }

    fn quantity(&self, at: usize) -> Option<Found> {
        let (start, currency) = self.currency_before(at).map_or((at, None), |(start, currency)| (start, Some(currency)));
        let Some(number) = number(self.pieces, start) else {
            return if currency.is_none() { self.fraction(at).or_else(|| self.ordinal_in_words(at)) } else { None };
        };
        if currency.is_none() {
            if let Some(found) = self.fraction(at).or_else(|| self.ordinal_in_digits(at, &number)) {
                return Some(found);
            }
            // "beat Marsh End 2-1": a score behind a name, which alone would make "2" part of the name.
            if let Some(found) = self.pair_of_numbers(at, &number)
                && found.0.measure == Measure::Score
                && found.0.low < 100.0
                && is_near_score_word(self.pieces, at, found.1)
            {
                return Some(found);
            }
            if is_label(self.pieces, at, &number) {
                return Some(self.label(at, number.end));
            }
            if let Some(found) = self.pair_of_numbers(at, &number) {
                return Some(found);
            }
        }
        let mut number = number;
        self.glued_scale(&mut number, currency.is_some());
        let range = self.upper_end(at, &number, currency.is_some());
        let last = range.unwrap_or(number);
        let mut unit = currency
            .map(|currency| Unit { measure: Measure::Money(currency), factor: 1.0, shift: 0.0, end: last.end })
            .or_else(|| self.unit(at, &last));
        if let Some(Unit { end, .. }) = &mut unit
            && currency.is_some()
            && let Some(after) = self.lower(*end)
            && matches!(after, "dollars" | "euros")
        {
            *end += 1;
        }
        // "2 x", "4x4", "1080p": letters right behind the digits that are no unit.
        if unit.is_none() && number.digits && self.pieces.get(last.end).is_some_and(|it| it.glued && it.kind == crate::prose::Kind::Word) {
            return Some(self.label(at, last.end + 1));
        }
        if unit.is_none()
            && number.low == 1.0
            && number.high == 1.0
            && range.is_none()
            && self.pieces[at].lower == "one"
            && self.is_pronoun(at, number.end)
        {
            return None;
        }
        // "One day the bridge broke": some day, not a span of one.
        if self.pieces[at].lower == "one" && self.lower(number.end) == Some("day") && self.before(at, 1).is_none() {
            return None;
        }
        Some(self.build(at, start, &number, range, unit))
    }

    /// The currency that stands before the number: (first piece of the number, its currency).
    fn currency_before(&self, at: usize) -> Option<(usize, &'static str)> {
        let piece = &self.pieces[at];
        let is_number = |at: usize| self.pieces.get(at).is_some_and(Piece::is_number);
        if let Some(currency) = currency_sign(piece.text) {
            if is_number(at + 1) {
                return Some((at + 1, currency));
            }
            // "$A667,000".
            let letters = self.pieces.get(at + 1)?;
            return if piece.text == "$" && is_number(at + 2) { dollar(letters.text).map(|currency| (at + 2, currency)) } else { None };
        }
        // "US$5", "A$667,000".
        if let Some(currency) = dollar(piece.text)
            && self.lower(at + 1) == Some("$")
            && self.pieces[at + 1].glued
            && is_number(at + 2)
        {
            return Some((at + 2, currency));
        }
        let currency = currency_code(piece.text)?;
        is_number(at + 1).then_some((at + 1, currency))
    }

    /// "2m", "1.2bn", "500k": a scale glued to the digits. Without a currency "m" and "k" are a scale only before a plural
    /// ("1.2m people"), else metres and thousands of metres ("100m sprint").
    fn glued_scale(&self, number: &mut Number, money: bool) {
        let Some(letter) = self.pieces.get(number.end).filter(|it| it.glued && number.digits && number.scale == 1.0) else { return };
        let factor = match letter.lower {
            "m" | "mn" => 1e6,
            "b" => 1e9,
            "k" => 1e3,
            "t" => 1e12,
            _ => return,
        };
        let next = self.lower(number.end + 1);
        let counted = next.is_some_and(|it| {
            crate::lexicon::currency_name(it).is_some() || (it.len() > 3 && it.ends_with('s') && !it.ends_with("ss")) || it == "people"
        });
        if money || (counted && matches!(letter.lower, "m" | "mn" | "k")) {
            number.times(factor);
            number.end += 1;
        }
    }

    /// The number a range goes up to: "10 to 15", "10-12", "two or three", "between 10 and 15", "$3-4 billion".
    fn upper_end(&self, at: usize, first: &Number, money: bool) -> Option<Number> {
        if first.vague {
            return None;
        }
        let joint = self.pieces.get(first.end)?;
        // "a 24- to 30-foot dhow".
        let open = joint.is_dash() && joint.glued && self.pieces.get(first.end + 1).is_some_and(|it| it.lower == "to" && !it.glued);
        let first = &Number { end: first.end + usize::from(open), ..*first };
        let joint = self.pieces.get(first.end)?;
        let between = (1..=2).any(|n| self.before(at, n).is_some_and(|it| it.lower == "between"));
        let joined = match joint.lower {
            "to" | "or" => true,
            "and" => between,
            _ => joint.is_dash() && joint.glued,
        };
        if !joined || joint.sentence != self.pieces[at].sentence {
            return None;
        }
        let mut from = first.end + 1;
        if money && currency_sign(self.pieces.get(from)?.text).is_some() {
            from += 1;
        }
        let mut second = number(self.pieces, from).filter(|it| !it.vague)?;
        if self.pieces[from].sentence != joint.sentence || (joint.is_dash() && !self.pieces[from].glued) {
            return None;
        }
        self.glued_scale(&mut second, money);
        // "10 to 15 million": the scale is written once.
        let least = if first.scale == 1.0 && first.low < second.low / second.scale { first.low * second.scale } else { first.low };
        (least < second.high).then_some(Number { low: least, rounding: second.rounding.max(first.rounding), ..second })
    }

    /// Two numbers that are no range: a vote, a score, a date in digits, a telephone number.
    fn pair_of_numbers(&self, at: usize, first: &Number) -> Option<Found> {
        if !first.digits && self.lower(first.end) != Some("to") {
            return None;
        }
        let joint = self.pieces.get(first.end)?;
        let next = self.pieces.get(first.end + 1)?;
        if joint.text == "/" && joint.glued && next.glued && next.is_number() {
            return Some(self.label(at, first.end + 2));
        }
        let dash = joint.is_dash() && joint.glued && next.glued && next.is_number();
        if !dash && joint.lower != "to" {
            return None;
        }
        let second = number(self.pieces, first.end + 1)?;
        if second.vague || second.scale != 1.0 || first.scale != 1.0 || next.sentence != joint.sentence {
            return None;
        }
        let third = self.pieces.get(second.end).is_some_and(|it| it.is_dash() && it.glued)
            && self.pieces.get(second.end + 1).is_some_and(|it| it.glued && it.is_number());
        if dash && third {
            return Some(self.label(at, second.end + 2));
        }
        let measured = unit_at(self.pieces, second.end, second.high).is_some();
        if measured || !is_score(self.pieces, at, second.end, first.low, second.low) || (joint.lower == "to" && first.low == second.low) {
            return None;
        }
        // "down from 50 to 20": a fall, not a score.
        if joint.lower == "to" && (1..=3).any(|n| self.before(at, n).is_some_and(|it| matches!(it.lower, "from" | "fell" | "cut" | "down")))
        {
            return None;
        }
        let mut found = self.build(at, at, first, None, None);
        found.0.high = second.low;
        found.0.measure = Measure::Score;
        found.0.counted = None;
        found.0.modifiers.clear();
        found.0.tokens.end = self.pieces[second.end - 1].token + 1;
        found.0.number = self.pieces[at].span.cover(self.pieces[second.end - 1].span);
        Some((found.0, second.end))
    }

    /// The unit after a number, or an age or magnitude that the words before it say.
    fn unit(&self, at: usize, number: &Number) -> Option<Unit> {
        // "millions of dollars".
        if number.vague
            && self.lower(number.end) == Some("of")
            && let Some(unit) = unit_at(self.pieces, number.end + 1, number.high)
        {
            return Some(unit);
        }
        if let Some(unit) = unit_at(self.pieces, number.end, number.high) {
            return Some(unit);
        }
        let plain = |measure| Some(Unit { measure, factor: 1.0, shift: 0.0, end: number.end });
        let word = |n: usize| self.before(at, n).map(|it| it.lower);
        let (first, second) = (word(1), word(2));
        if first == Some("magnitude") || (second == Some("magnitude") && matches!(first, Some("of" | "-"))) {
            return plain(Measure::Magnitude);
        }
        let whole = number.low >= 1.0 && number.high < 120.0 && number.low.fract() == 0.0 && number.scale == 1.0;
        if !whole {
            return None;
        }
        if matches!(first, Some("aged" | "ages" | "age"))
            || (second == Some("age") && first == Some("of"))
            || (first == Some("between") && matches!(second, Some("aged" | "ages")))
        {
            return plain(Measure::Age);
        }
        if self.is_apposition(at, number) || self.is_said_of_somebody(at, number) { plain(Measure::Age) } else { None }
    }

    /// "Dunn, who is 71", "Dunn was 40 when": an age after a form of "be", not "the count was 71".
    fn is_said_of_somebody(&self, at: usize, number: &Number) -> bool {
        let (Some(verb), Some(subject)) = (self.before(at, 1), self.before(at, 2)) else { return false };
        if !(number.digits && matches!(verb.lower, "is" | "was" | "turned" | "turns")) {
            return false;
        }
        let after = self.pieces.get(number.end).filter(|it| it.sentence == self.pieces[at].sentence).map(|it| it.lower);
        match subject.lower {
            "who" | "he" | "she" => {
                matches!(after, None | Some("," | "." | ";" | "and" | "but" | "when" | "at" | "on" | "in" | "this" | "next"))
            }
            // "Dunn, the guard, is 71 and": the name may be closed off by a comma.
            _ => {
                let name = if subject.text == "," { self.before(at, 3) } else { Some(subject) };
                name.is_some_and(|it| it.is_capitalised() && it.text.len() > 1 && weekday(it.lower).is_none() && month(it.lower).is_none())
                    && matches!(after, Some("and" | "when" | "at"))
            }
        }
    }

    /// "Dunn, 71, said": an age between commas behind a name.
    fn is_apposition(&self, at: usize, number: &Number) -> bool {
        let (Some(comma), Some(name)) = (self.before(at, 1), self.before(at, 2)) else { return false };
        let named = name.is_capitalised() && name.text.len() > 1 && month(name.lower).is_none() && weekday(name.lower).is_none();
        if !(number.digits && comma.text == "," && comma.glued && named) {
            return false;
        }
        match self.pieces.get(number.end) {
            None => true,
            Some(after) if after.sentence != self.pieces[at].sentence => true,
            Some(after) => matches!(after.lower, "," | "." | ";" | ")" | "and" | "who" | "of" | "from" | "was" | "has" | "is"),
        }
    }

    /// "a third of", "two thirds", "three-quarters of": a share, as per cent.
    fn fraction(&self, at: usize) -> Option<Found> {
        let piece = &self.pieces[at];
        let skip_dash = |at: usize| if self.pieces.get(at).is_some_and(|it| it.is_dash() && it.glued) { at + 1 } else { at };
        let (count, part_at) = match piece.lower {
            "half" => (1.0, at),
            "a" | "one" => (1.0, skip_dash(at + 1)),
            "two" => (2.0, skip_dash(at + 1)),
            "three" => (3.0, skip_dash(at + 1)),
            "four" => (4.0, skip_dash(at + 1)),
            _ => return None,
        };
        let parts = parts_of_whole(self.lower(part_at)?)?;
        // "a quarter of a point", "half a percentage point".
        if let Some(end) = self.point(part_at + 1) {
            let value = count / parts;
            let number = Number { end, low: value, high: value, rounding: 0.005, vague: false, digits: false, scale: 1.0 };
            let unit = Unit { measure: Measure::PercentPoint, factor: 1.0, shift: 0.0, end };
            return Some(self.build(at, at, &number, None, Some(unit)));
        }
        let after = self.lower(part_at + 1);
        // "the first half of the match", "a third man", "a quarter past": only a share of something counts.
        let ordinal_before = self
            .before(at, 1)
            .is_some_and(|it| ordinal_word(it.lower).is_some() || matches!(it.lower, "other" | "latter" | "a" | "and" | "-"));
        let share = after == Some("of") || (count > 1.0 && after != Some("-")) || (piece.lower == "half" && after == Some("the"));
        if !share || ordinal_before || count >= parts {
            return None;
        }
        // "half of the season" is a time.
        if matches!(self.lower(part_at + 2), Some("a" | "an"))
            && self.lower(part_at + 3).is_some_and(|it| crate::lexicon::number_word(it).is_some())
        {
            return None;
        }
        let value = 100.0 * count / parts;
        let number = Number { end: part_at + 1, low: value, high: value, rounding: 0.5, vague: false, digits: false, scale: 1.0 };
        let unit = Unit { measure: Measure::Percent, factor: 1.0, shift: 0.0, end: part_at + 1 };
        let (mut quantity, end) = self.build(at, at, &number, None, Some(unit));
        // A share told in thirds and halves is a rounded one.
        if quantity.precision == Precision::Exact {
            quantity.precision = Precision::About;
        }
        Some((quantity, end))
    }

    /// One past "of a point", "of a percentage point" or "a percentage point" at piece `at`. "half a point" is a score of games as well.
    fn point(&self, at: usize) -> Option<usize> {
        let of = self.lower(at) == Some("of");
        let from = at + usize::from(of);
        match (self.lower(from), self.lower(from + 1), self.lower(from + 2)) {
            (Some("a"), Some("percentage"), Some("point")) => Some(from + 3),
            (Some("a"), Some("point"), _) if of => Some(from + 2),
            _ => None,
        }
    }

    fn ordinal_in_digits(&self, at: usize, number: &Number) -> Option<Found> {
        let ending = self.pieces.get(number.end)?;
        if !(number.digits && number.scale == 1.0 && ending.glued && matches!(ending.lower, "st" | "nd" | "rd" | "th")) {
            return None;
        }
        let number = Number { end: number.end + 1, ..*number };
        Some(self.ordinal(at, &number))
    }

    fn ordinal_in_words(&self, at: usize) -> Option<Found> {
        let value = f64::from(ordinal_word(self.pieces[at].lower)?);
        // "30 seconds", "a second later" hold the unit; "first" is as often an adverb.
        if value < 3.0 && !self.before(at, 1).is_some_and(|it| matches!(it.lower, "the" | "his" | "her" | "their" | "its")) {
            return None;
        }
        let number = Number { end: at + 1, low: value, high: value, rounding: 0.5, vague: false, digits: false, scale: 1.0 };
        Some(self.ordinal(at, &number))
    }

    fn ordinal(&self, at: usize, number: &Number) -> Found {
        let unit = Unit { measure: Measure::Ordinal, factor: 1.0, shift: 0.0, end: number.end };
        let (mut quantity, end) = self.build(at, at, number, None, Some(unit));
        self.count(&mut quantity, end, true);
        (quantity, end)
    }

    fn label(&self, at: usize, end: usize) -> Found {
        let number = Number { end, low: 0.0, high: 0.0, rounding: 0.5, vague: false, digits: true, scale: 1.0 };
        let unit = Unit { measure: Measure::Label, factor: 1.0, shift: 0.0, end };
        let (mut quantity, end) = self.build(at, at, &number, None, Some(unit));
        if let Ok(value) = self.pieces[at].text.replace(',', "").parse() {
            quantity.low = value;
            quantity.high = value;
        }
        (quantity, end)
    }

    /// Whether "one" at `at` stands for somebody or something rather than for a number.
    fn is_pronoun(&self, at: usize, end: usize) -> bool {
        let before = self.before(at, 1).map(|it| it.lower);
        if matches!(
            before,
            Some(
                "no" | "the"
                    | "this"
                    | "that"
                    | "which"
                    | "any"
                    | "every"
                    | "each"
                    | "some"
                    | "only"
                    | "a"
                    | "last"
                    | "first"
                    | "next"
                    | "another"
                    | "-"
            )
        ) {
            return true;
        }
        let from = self.pieces[end - 1].token as usize + 1;
        let to = self.prose.sentences[self.pieces[at].sentence as usize].tokens.end as usize;
        matches!(self.lower(end), Some("of" | "another")) || head(self.paragraph, self.lower, self.prose, from, to, true).is_none()
    }

    /// Puts the parts together. `at` is the first piece (the currency), `start` the number's first.
    fn build(&self, at: usize, start: usize, first: &Number, range: Option<Number>, unit: Option<Unit>) -> Found {
        let last = range.unwrap_or(*first);
        let low = range.map_or(first.low, |range| range.low);
        let (factor, shift) = unit.map_or((1.0, 0.0), |unit| (unit.factor, unit.shift));
        let mut end = unit.map_or(last.end, |unit| unit.end.max(last.end));
        let bend = bend_before(|n| self.before(at, n).map(|it| it.lower))
            .filter(|&(_, words)| !is_preposition(self.pieces, at, words, unit.is_some()));
        let mut first_piece = at;
        let mut precision = if range.is_some() { Precision::Range } else { Precision::Exact };
        if let Some((bend, words)) = bend {
            // In "over the past", "around 5pm" no number follows; "no more than" and the rest belong to the quantity.
            first_piece -= words;
            let during = matches!(unit, Some(Unit { measure: Measure::Duration, .. })) && is_during(self.pieces, at, words);
            if range.is_none() && !during {
                precision = match bend {
                    Bend::About => Precision::About,
                    Bend::AtLeast => Precision::AtLeast,
                    Bend::AtMost => Precision::AtMost,
                    Bend::Nearly => Precision::Nearly,
                    Bend::Plain => Precision::Exact,
                };
            }
        }
        if first.vague {
            precision = Precision::About;
        }
        // "12 or so", "12 or more", "40-odd", "10+".
        let after = |n: usize| self.lower(end + n);
        if precision == Precision::Exact {
            match (after(0), after(1)) {
                (Some("or"), Some("so")) | (Some("-"), Some("odd")) => {
                    precision = Precision::About;
                    end += 2;
                }
                (Some("or"), Some("more")) => {
                    precision = Precision::AtLeast;
                    end += 2;
                }
                (Some("+"), _) => {
                    precision = Precision::AtLeast;
                    end += 1;
                }
                _ => {}
            }
        }
        let tokens = self.pieces[first_piece].token..self.pieces[end - 1].token + 1;
        let number = Span::new(self.pieces[start].span.start, self.pieces[last.end - 1].span.end);
        let mut quantity = Quantity {
            tokens,
            number,
            low: low * factor + shift,
            high: last.high * factor + shift,
            rounding: (last.rounding * factor).abs(),
            precision,
            measure: unit.map_or(Measure::Count, |unit| unit.measure),
            counted: None,
            modifiers: Vec::new(),
        };
        if matches!(quantity.measure, Measure::Age | Measure::Percent) && precision == Precision::Exact {
            // "aged 100" and "100 per cent" are not rounded to tens.
            quantity.rounding = quantity.rounding.min(0.5 * factor);
        }
        if unit.is_none() {
            self.count(&mut quantity, end, false);
        } else {
            end = self.smaller_unit(&mut quantity, unit, end);
        }
        (quantity, end)
    }

    /// "two hours and 30 minutes", "6 feet 2 inches", "1hr 4 mins": adds the smaller unit.
    fn smaller_unit(&self, quantity: &mut Quantity, unit: Option<Unit>, end: usize) -> usize {
        let Some(large) = unit.filter(|it| matches!(it.measure, Measure::Duration | Measure::Length | Measure::Mass)) else { return end };
        if quantity.low != quantity.high {
            return end;
        }
        let from = if matches!(self.lower(end), Some("and" | ",")) { end + 1 } else { end };
        let Some(number) = number(self.pieces, from).filter(|it| !it.vague) else { return end };
        if self.pieces[from].sentence != self.pieces[end - 1].sentence {
            return end;
        }
        let Some(small) = unit_at(self.pieces, number.end, number.high) else { return end };
        if small.measure != large.measure || small.factor >= large.factor {
            return end;
        }
        quantity.low += number.low * small.factor;
        quantity.high = quantity.low;
        quantity.rounding = number.rounding * small.factor;
        quantity.tokens.end = self.pieces[small.end - 1].token + 1;
        small.end
    }

    /// Looks for the counted thing behind the quantity.
    fn count(&self, quantity: &mut Quantity, end: usize, one: bool) {
        let sentence = self.pieces[end - 1].sentence as usize;
        let to = self.prose.sentences[sentence].tokens.end as usize;
        let one = one || (quantity.low == 1.0 && quantity.high == 1.0);
        let hyphen = self.pieces.get(end).is_some_and(|it| it.is_dash() && it.glued);
        if hyphen && let Some(noun) = self.pieces.get(end + 1).filter(|it| it.glued && it.kind == crate::prose::Kind::Word) {
            // "a 405-page report", "a 32-bit version": pages and bits.
            quantity.counted = Some(super::Counted { stem: crate::lexicon::stem(noun.text), token: noun.token });
            return;
        }
        let from = self.pieces[end - 1].token as usize + 1;
        if let Some(found) = head(self.paragraph, self.lower, self.prose, from, to, one) {
            quantity.counted = Some(found.counted);
            quantity.modifiers = found.modifiers;
        }
    }
}
