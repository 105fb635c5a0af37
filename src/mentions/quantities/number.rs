//! Numbers alone: digits, words, scales, loose numbers. No unit, no counted thing.

use crate::lexicon::{NumberWord, number_word, vague_number};
use crate::mentions::pieces::Piece;

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::mentions) struct Number {
    /// One past its last piece.
    pub end: usize,
    /// Its value; a loose number's least.
    pub low: f64,
    /// Its value; a loose number's most.
    pub high: f64,
    /// Half a unit of the last digit that carries meaning.
    pub rounding: f64,
    /// Whether it is loose by itself: "dozens", "several".
    pub vague: bool,
    /// Whether it begins with digits.
    pub digits: bool,
    /// What it was multiplied with: 1, or 1e6 for "3 million".
    pub scale: f64,
}

/// The number that begins at piece `at`.
pub(in crate::mentions) fn number(pieces: &[Piece<'_>], at: usize) -> Option<Number> {
    let piece = pieces.get(at)?;
    if piece.is_number() {
        return digits(pieces, at);
    }
    if !piece.lower.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    vague(pieces, at).or_else(|| words(pieces, at))
}

/// The word that goes on from piece `at`, over a hyphen or a blank: (index, word).
fn next_word<'p>(pieces: &[Piece<'p>], at: usize) -> Option<(usize, &'p str)> {
    let piece = pieces.get(at)?;
    if at > 0 && pieces[at - 1].sentence != piece.sentence {
        return None;
    }
    if piece.is_dash() && piece.glued {
        let word = pieces.get(at + 1)?;
        return (word.glued && !word.is_number()).then_some((at + 1, word.lower));
    }
    Some((at, piece.lower))
}

fn digits(pieces: &[Piece<'_>], at: usize) -> Option<Number> {
    let text = pieces[at].text;
    let plain: String = text.chars().filter(|&c| c != ',').collect();
    let mut value: f64 = plain.parse().ok()?;
    let mut end = at + 1;
    let fraction_digits = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let mut rounding = 0.5 * 10_f64.powi(-(fraction_digits as i32));
    if fraction_digits == 0 {
        // Text that went through a tokeniser has "1, 000": only "000" is sure to go on a number.
        while let (Some(comma), Some(group)) = (pieces.get(end), pieces.get(end + 1)) {
            if !(comma.text == "," && comma.glued && group.text == "000" && !group.glued && value < 1_000_000.0) {
                break;
            }
            value *= 1_000.0;
            end += 2;
        }
        rounding = whole_rounding(value);
    }
    let mut number = Number { end, low: value, high: value, rounding, vague: false, digits: true, scale: 1.0 };
    scale(pieces, &mut number);
    Some(number)
}

/// Half a unit of the last digit that carries meaning in a whole number.
///
/// Below 100 every digit does: "20 people" are twenty. From there trailing noughts may be rounding ("1,200" for 1,247), but
/// never more than a twentieth: "1,000" does not stand for 1,400.
pub(in crate::mentions) fn whole_rounding(value: f64) -> f64 {
    if value < 100.0 || value.fract() != 0.0 {
        return 0.5;
    }
    let mut unit = 1.0;
    while value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    (0.5 * unit).min(value / 20.0)
}

/// Multiplies `number` with the scale words after it: "million", "hundred thousand", a glued "m" is left to the caller.
fn scale(pieces: &[Piece<'_>], number: &mut Number) {
    while let Some((at, word)) = next_word(pieces, number.end) {
        let factor = match number_word(word) {
            Some(NumberWord::Scale(factor)) => factor,
            Some(NumberWord::Hundred) if number.low < 100.0 => 100.0,
            Some(NumberWord::Group(factor)) if number.low < 100.0 && number.scale == 1.0 => factor,
            _ => return,
        };
        number.times(factor);
        number.end = at + 1;
    }
}

impl Number {
    /// Multiplies it, with its rounding.
    pub(in crate::mentions) fn times(&mut self, factor: f64) {
        self.low *= factor;
        self.high *= factor;
        // The last written digit carries meaning: "3.5 billion" is good to 50 million, "three dozen" to one.
        self.rounding = if factor < 100.0 { 0.5 } else { self.rounding * factor };
        self.scale *= factor;
    }
}

/// "several" men may be two to one who counts them, ...
const FEWEST_SEVERAL: f64 = 2.0;
/// ... and are called so up to a score; "several hundred" is meant more strictly.
const MOST_SEVERAL: f64 = 19.0;

/// "dozens", "several hundred", "a couple of thousand", "tens of thousands".
fn vague(pieces: &[Piece<'_>], at: usize) -> Option<Number> {
    let first = pieces[at].lower;
    let (word_at, word) = if matches!(first, "a" | "the") { next_word(pieces, at + 1)? } else { (at, first) };
    let (low, high) = vague_number(word)?;
    let with_article = word_at != at;
    match word {
        // "few people" is a statement of its own, "the few" no number.
        "few" | "couple" | "handful" if first != "a" => return None,
        "scores" if pieces.get(word_at + 1)?.lower != "of" => return None,
        _ if with_article && first == "the" => return None,
        _ => {}
    }
    let mut number = Number { end: word_at + 1, low, high, rounding: 0.5, vague: true, digits: false, scale: 1.0 };
    let of = pieces.get(number.end).is_some_and(|it| it.lower == "of");
    let after = pieces.get(number.end + usize::from(of)).map(|it| it.lower);
    let factor = after.and_then(|after| match after {
        "hundred" | "hundreds" => Some(100.0),
        "dozen" | "dozens" => Some(12.0),
        "thousand" | "thousands" => Some(1e3),
        "million" | "millions" => Some(1e6),
        "billion" | "billions" => Some(1e9),
        _ => None,
    });
    if let Some(factor) = factor {
        number.low *= factor;
        number.high *= factor;
        number.scale = factor;
        number.end += usize::from(of) + 1;
    } else if word == "tens" {
        return None;
    } else if matches!(word, "few" | "handful" | "several") {
        (number.low, number.high) = (FEWEST_SEVERAL, MOST_SEVERAL);
    }
    // "hundreds of thousands".
    let of = pieces.get(number.end).is_some_and(|it| it.lower == "of");
    if of && word == "hundreds" && pieces.get(number.end + 1).is_some_and(|it| it.lower == "thousands") {
        number.low *= 1e3;
        number.high *= 1e3;
        number.end += 2;
    }
    Some(number)
}

/// "twenty-one", "one hundred and forty two", "a dozen", "half a million", "two and a half".
fn words(pieces: &[Piece<'_>], at: usize) -> Option<Number> {
    let first = pieces[at].lower;
    if first == "half" {
        let (article, word) = next_word(pieces, at + 1)?;
        let (end, word) = if word == "a" { next_word(pieces, article + 1)? } else { (article, word) };
        let Some(NumberWord::Scale(factor) | NumberWord::Group(factor)) = number_word(word) else { return None };
        return Some(Number {
            end: end + 1,
            low: factor / 2.0,
            high: factor / 2.0,
            rounding: if factor < 100.0 { 0.5 } else { factor / 20.0 },
            vague: false,
            digits: false,
            scale: factor,
        });
    }
    let (mut at, mut word) = (at, first);
    let mut total = 0.0;
    let mut current = 0.0;
    let mut article = false;
    if matches!(word, "a" | "an") {
        (at, word) = next_word(pieces, at + 1)?;
        if !matches!(number_word(word), Some(NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Group(_))) {
            return None;
        }
        current = 1.0;
        article = true;
    }
    let mut kind = number_word(word)?;
    if !article && matches!(kind, NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Group(_)) {
        return None;
    }
    let mut scale = 1.0;
    let mut half = 0.0;
    let mut end;
    loop {
        match kind {
            NumberWord::Small(value) | NumberWord::Ten(value) => current += f64::from(value),
            NumberWord::Hundred => current *= 100.0,
            NumberWord::Group(size) => {
                current *= size;
                scale = size;
            }
            NumberWord::Scale(factor) => {
                total += (current + half) * factor;
                current = 0.0;
                half = 0.0;
                scale = factor;
            }
        }
        end = at + 1;
        let Some((next_at, next)) = next_word(pieces, end) else { break };
        let (next_at, next) = if next == "and" {
            if let Some(after) = half_after(pieces, next_at) {
                half = 0.5;
                end = after;
                let Some((scale_at, word)) = next_word(pieces, end) else { break };
                let Some(scaled @ NumberWord::Scale(_)) = number_word(word) else { break };
                at = scale_at;
                kind = scaled;
                continue;
            }
            // "one hundred and forty" is one number, "two and three" are two.
            if !matches!(kind, NumberWord::Hundred | NumberWord::Scale(_)) {
                break;
            }
            let Some(after) = next_word(pieces, next_at + 1) else { break };
            after
        } else {
            (next_at, next)
        };
        let Some(next_kind) = number_word(next) else { break };
        let goes_on = match (kind, next_kind) {
            (NumberWord::Ten(_), NumberWord::Small(value)) => (1..10).contains(&value),
            (NumberWord::Hundred | NumberWord::Scale(_), NumberWord::Small(_) | NumberWord::Ten(_)) => true,
            (NumberWord::Small(_) | NumberWord::Ten(_), NumberWord::Hundred) => current < 100.0,
            (NumberWord::Small(_) | NumberWord::Ten(_) | NumberWord::Hundred, NumberWord::Scale(_)) => current > 0.0,
            (NumberWord::Small(_) | NumberWord::Ten(_), NumberWord::Group(_)) => total == 0.0,
            _ => false,
        };
        if !goes_on {
            break;
        }
        at = next_at;
        kind = next_kind;
    }
    let value = total + current + half;
    // "three million" carries half a million, "three million two hundred thousand" half a hundred thousand.
    let rounding = if half > 0.0 {
        0.25
    } else if scale >= 100.0 && current == 0.0 {
        let written = value / scale;
        (if written.fract() == 0.0 { whole_rounding(written) } else { 0.25 } * scale).min(value / 4.0)
    } else {
        whole_rounding(value)
    };
    Some(Number { end, low: value, high: value, rounding, vague: false, digits: false, scale })
}

/// The end of "and a half" when it stands at `and_at`.
fn half_after(pieces: &[Piece<'_>], and_at: usize) -> Option<usize> {
    let (article, word) = next_word(pieces, and_at + 1)?;
    let (half, word) = if word == "a" { next_word(pieces, article + 1)? } else { (article, word) };
    (word == "half").then_some(half + 1)
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::mentions::pieces::pieces;
    use crate::prose::Prose;

    fn check(text: &str, expected: &[f64]) {
        let prose = Prose::read(text);
        let lower = text.to_ascii_lowercase();
        let pieces = pieces(text, &lower, &prose);
        let mut found = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            match number(&pieces, at) {
                Some(number) => {
                    found.push(number.low);
                    at = number.end;
                }
                None => at += 1,
            }
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_add_up() {
        check("twenty-one goats, one hundred and forty two hens", &[21.0, 142.0]);
        check("a dozen eggs, two dozen eggs, half a dozen", &[12.0, 24.0, 6.0]);
        check("half a million, two and a half million, a hundred", &[500_000.0, 2_500_000.0, 100.0]);
        check("thirty-five thousand, two-and-a-half-year", &[35_000.0, 2.5]);
        check("two hundred thousand three hundred", &[200_300.0]);
    }

    #[test]
    fn two_numbers_side_by_side_stay_two() {
        check("two and three, nineteen eighty", &[2.0, 3.0, 19.0, 80.0]);
        check("a few hundred, several thousand, tens of thousands", &[200.0, 3_000.0, 20_000.0]);
    }

    #[test]
    fn digits_take_their_scale() {
        check("3.5 billion, 1,247, 60 thousand, 2.5-million", &[3.5e9, 1_247.0, 60_000.0, 2.5e6]);
        check("1, 000 and 5, 100 of them", &[1_000.0, 5.0, 100.0]);
    }

    #[test]
    fn other_words_are_no_numbers() {
        check("a man, the few, an end, hundred", &[]);
    }
}
