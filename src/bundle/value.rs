//! Values as annotations, fact records and decisions write them, and whether two can both be right.

use jiff::civil::Date;

use super::date::IsoDate;
use super::header::is_id;
use crate::lexicon::{self, Dimension, Stem};
use crate::text::single_spaced;

/// What a fact's value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `15`, `10..14`, `>10`, `~12`, `$3.5 billion`, `80 %`.
    Number(Number),
    /// `2024-06`, `2024-06-20`, `2024-06-20T02:00+07:00`. A year alone is a [`Value::Number`].
    Date(IsoDate),
    /// `@to-hoa`: a person's id, without the `@`.
    Person(String),
    /// Anything else, as written.
    Text(String),
}

/// A number or an interval with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// How it is meant.
    pub bound: Bound,
    /// The least it can be, in its unit; `-inf` below an upper bound.
    pub low: f64,
    /// The most it can be; `inf` above a lower bound.
    pub high: f64,
    /// Half a unit of the last digit written: 0.05 for "3.5", 50 million for "3.5 billion", 0.5 for "15".
    pub rounding: f64,
    /// Its unit; `None` fits any.
    pub unit: Option<Unit>,
}

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `15`.
    Exact,
    /// `~15`: within 15 %.
    About,
    /// `>15`.
    Over,
    /// `>=15`.
    AtLeast,
    /// `<15`.
    Under,
    /// `<=15`.
    AtMost,
    /// `10..15`.
    Between,
}

/// What a number counts or measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// A currency, ISO 4217.
    Money(String),
    /// Per cent.
    Percent,
    /// A length, a mass, a time ..., in the base unit of its dimension.
    Measure(Dimension),
    /// Things: the stem of the last word.
    Thing(Stem),
}

/// `~12` is 12 give or take this share of it, as `docs/format.md` says.
const ABOUT: f64 = 0.15;

impl Value {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// What to write instead, when it begins as a number, an interval, a date or a person and does not go on as one, or is empty.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("a value is missing".to_owned());
        }
        if let Some(id) = text.strip_prefix('@') {
            return if is_id(id) {
                Ok(Self::Person(id.to_owned()))
            } else {
                Err(format!("'{text}' names no person: write '@' and a record's id"))
            };
        }
        if let Some(date) = date(text)? {
            return Ok(Self::Date(date));
        }
        for (sign, bound) in [
            (">=", Bound::AtLeast),
            ("≥", Bound::AtLeast),
            ("<=", Bound::AtMost),
            ("≤", Bound::AtMost),
            (">", Bound::Over),
            ("<", Bound::Under),
            ("~", Bound::About),
        ] {
            let Some(rest) = text.strip_prefix(sign) else { continue };
            let Some((amount, "")) = amount(rest.trim_start()) else {
                return Err(format!("'{text}' is no number: write '{sign}10', with its unit after it"));
            };
            return Ok(Self::Number(Number::bounded(amount, bound)));
        }
        let Some((first, rest)) = amount(text) else { return Ok(Self::Text(text.to_owned())) };
        let Some(second) = rest.trim_start().strip_prefix("..") else {
            return Ok(if rest.is_empty() { Self::Number(Number::bounded(first, Bound::Exact)) } else { Self::Text(text.to_owned()) });
        };
        let Some((second, "")) = amount(second.trim_start()) else {
            return Err(format!("'{text}' is no interval: write '10..14', with its unit after it"));
        };
        if second.value < first.value {
            return Err(format!("'{text}' ends before it begins: write the smaller number first"));
        }
        let rounding = first.rounding.min(second.rounding);
        let unit = second.unit.or(first.unit);
        Ok(Self::Number(Number { bound: Bound::Between, low: first.value, high: second.value, rounding, unit }))
    }

    /// Whether both can be right at once. Numbers with different units cannot; a missing unit fits any; a bare number against
    /// a date is a year; dates agree at the coarser precision.
    pub fn compatible(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => one.compatible(two),
            (Self::Date(one), Self::Date(two)) => dates_agree(one, two),
            (Self::Number(year), Self::Date(date)) | (Self::Date(date), Self::Number(year)) => {
                year.unit.is_none() && year.low <= f64::from(date.year) && f64::from(date.year) <= year.high
            }
            (Self::Person(one), Self::Person(two)) => one == two,
            (Self::Text(one), Self::Text(two)) => plain_words(one) == plain_words(two),
            _ => false,
        }
    }

    /// Whether it says one thing and no stretch of things.
    pub fn is_exact(&self) -> bool {
        !matches!(self, Self::Number(number) if number.bound != Bound::Exact)
    }

    /// The value for readers, as it was `written`: "about 12", "over 10", "10 to 14".
    pub fn shown(&self, written: &str) -> String {
        let written = single_spaced(written);
        let Self::Number(number) = self else { return written };
        let bare = written.trim_start_matches(['>', '<', '=', '~', '≥', '≤', ' ']);
        match number.bound {
            Bound::Exact => written,
            Bound::About => format!("about {bare}"),
            Bound::Over => format!("over {bare}"),
            Bound::AtLeast => format!("at least {bare}"),
            Bound::Under => format!("under {bare}"),
            Bound::AtMost => format!("at most {bare}"),
            Bound::Between => bare.replacen("..", " to ", 1),
        }
    }

    /// The value for machines: equal values are equal strings. A counted thing is left out.
    pub fn normal(&self) -> String {
        match self {
            Self::Number(number) => {
                let unit = match &number.unit {
                    Some(Unit::Money(currency)) => format!(" {currency}"),
                    Some(Unit::Percent) => " %".to_owned(),
                    Some(Unit::Measure(dimension)) => format!(" {}", base_unit(*dimension)),
                    Some(Unit::Thing(_)) | None => String::new(),
                };
                let (low, high) = (number.low, number.high);
                match number.bound {
                    Bound::Exact => format!("{low}{unit}"),
                    Bound::Over => format!(">{low}{unit}"),
                    Bound::AtLeast => format!(">={low}{unit}"),
                    Bound::Under => format!("<{high}{unit}"),
                    Bound::AtMost => format!("<={high}{unit}"),
                    Bound::About | Bound::Between => format!("{low}..{high}{unit}"),
                }
            }
            Self::Date(date) => {
                let mut normal = format!("{:04}", date.year);
                for part in [date.month, date.day].into_iter().flatten() {
                    normal.push_str(&format!("-{part:02}"));
                }
                if let Some(minutes) = date.minutes {
                    normal.push_str(&format!("T{:02}:{:02}", minutes / 60, minutes % 60));
                }
                match date.offset {
                    Some(0) => normal.push('Z'),
                    Some(offset) => {
                        let sign = if offset < 0 { '-' } else { '+' };
                        normal.push_str(&format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60));
                    }
                    None => {}
                }
                normal
            }
            Self::Person(id) => format!("@{id}"),
            Self::Text(text) => plain_words(text),
        }
    }
}

/// The unit that numbers of this dimension are kept in.
fn base_unit(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Duration => "days",
        Dimension::Length => "m",
        Dimension::Area => "m2",
        Dimension::Volume => "l",
        Dimension::Mass => "kg",
        Dimension::Speed => "m/s",
    }
}

impl Number {
    fn bounded(Amount { value, rounding, unit }: Amount, bound: Bound) -> Self {
        let (low, high) = match bound {
            Bound::Exact | Bound::Between => (value, value),
            Bound::About => (value - value.abs() * ABOUT, value + value.abs() * ABOUT),
            Bound::Over | Bound::AtLeast => (value, f64::INFINITY),
            Bound::Under | Bound::AtMost => (f64::NEG_INFINITY, value),
        };
        Self { bound, low, high, rounding, unit }
    }

    /// A bound agrees with its own limit: "more than 80 per cent" beside "80 per cent" is no dispute. Two numbers agree when
    /// they are equal at the coarser one's last digit: "$3.5 billion" beside "$3.47 billion".
    fn compatible(&self, other: &Self) -> bool {
        let units_fit = match (&self.unit, &other.unit) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        let rounding = self.rounding.max(other.rounding);
        units_fit && self.low - rounding <= other.high && other.low - rounding <= self.high
    }
}

/// A number as written, with its unit.
struct Amount {
    value: f64,
    rounding: f64,
    unit: Option<Unit>,
}

/// A date, unless it is a year alone. `None` when the text does not look like one.
fn date(text: &str) -> Result<Option<IsoDate>, String> {
    let year_first = text.len() > 4 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit) && text.as_bytes()[4] == b'-';
    if year_first {
        if let Some(date) = IsoDate::parse(text) {
            return Ok(Some(date));
        }
        // "2024-25" is a season; with a second hyphen it was meant as a date.
        return if text[5..].bytes().take(3).any(|b| b == b'-') {
            Err(format!("'{text}' is no date: write it as 2024-06-20"))
        } else {
            Ok(None)
        };
    }
    for form in ["%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%A, %B %d, %Y"] {
        if let Ok(day) = Date::strptime(form, text) {
            return Ok(Some(IsoDate { year: day.year(), month: Some(day.month()), day: Some(day.day()), minutes: None, offset: None }));
        }
    }
    // A day without its year would be read as "20 of something called June".
    if Date::strptime("%d %B %Y", format!("{text} 2000")).is_ok() || Date::strptime("%B %d %Y", format!("{text} 2000")).is_ok() {
        return Err(format!("'{text}' has no year: write it as 2024-06-20"));
    }
    Ok(None)
}

/// A power of ten with the words for it. The letters alone are read only after a currency: "$3m", but "3 m" is a length.
const SCALES: &[(&str, f64)] =
    &[("thousand", 1e3), ("million", 1e6), ("mn", 1e6), ("billion", 1e9), ("bn", 1e9), ("trillion", 1e12), ("tn", 1e12)];
const SCALE_LETTERS: &[(&str, f64)] = &[("k", 1e3), ("m", 1e6), ("b", 1e9)];

/// Reads a number with its unit at the start of `text`. What is left is empty, or begins with the `..` of an interval, or is
/// what makes it no number after all. `None` where no number stands there.
fn amount(text: &str) -> Option<(Amount, &str)> {
    let (money, rest) = currency(text);
    let (mut value, mut rounding, mut rest) = number(rest)?;
    let letters = if money.is_some() { SCALE_LETTERS } else { &[] };
    let after = rest.trim_start();
    let word = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    if let Some((_, scale)) = SCALES.iter().chain(letters).find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        value *= scale;
        rounding *= scale;
        rest = &after[word.len()..];
    }
    let end = rest.find("..").unwrap_or(rest.len());
    let (unit, left) = (rest[..end].trim(), &rest[end..]);
    if money.is_some() {
        return Some((Amount { value, rounding, unit: money.map(Unit::Money) }, if unit.is_empty() { left } else { rest }));
    }
    let unit = match unit {
        "" => None,
        "%" | "percent" | "per cent" | "pc" => Some(Unit::Percent),
        // "3rd" and "21st" are places in a row.
        "st" | "nd" | "rd" | "th" if !rest.starts_with(char::is_whitespace) => return Some((Amount { value, rounding, unit: None }, rest)),
        _ if is_currency_code(unit) => Some(Unit::Money(unit.to_owned())),
        _ if unit.starts_with(|c: char| c.is_alphabetic() || c == '°') && !unit.contains(char::is_numeric) => {
            let (named, size) = named_unit(unit);
            value *= size;
            rounding *= size;
            Some(named)
        }
        _ => return Some((Amount { value, rounding, unit: None }, rest)),
    };
    Some((Amount { value, rounding, unit }, left))
}

/// The currency written before a number, and the number.
fn currency(text: &str) -> (Option<String>, &str) {
    let letters = text.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(text.len());
    let sign = &text[letters..letters + text[letters..].chars().next().map_or(0, char::len_utf8)];
    let rest = text[letters + sign.len()..].trim_start();
    if letters == 0 {
        return lexicon::currency_sign(sign).map_or((None, text), |code| (Some(code.to_owned()), rest));
    }
    let (before, after) = text.split_at(letters);
    match lexicon::dollar(before) {
        Some(code) if sign == "$" => (Some(code.to_owned()), rest),
        _ if is_currency_code(before) => (Some(before.to_owned()), after.trim_start()),
        _ => (None, text),
    }
}

/// Three capitals, as in ISO 4217; which of them are currencies changes with the years.
fn is_currency_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// What words after a number name, and how many of the base unit one of them is.
fn named_unit(words: &str) -> (Unit, f64) {
    let lower = words.to_lowercase();
    let last = lower.rsplit(char::is_whitespace).next().unwrap_or(&lower);
    let land = lower.strip_suffix(last).unwrap_or_default().trim();
    if let Some((code, size)) = lexicon::currency_name(last)
        && (land.is_empty() || lexicon::dollars_of(land).is_some())
        // A pound is a sum without its sign only where nothing says that it is a weight; a missing unit fits both.
        && !last.starts_with("pound")
    {
        return (Unit::Money(lexicon::dollars_of(land).unwrap_or(code).to_owned()), size);
    }
    match lexicon::unit(&lower) {
        Some((dimension, size)) => (Unit::Measure(dimension), size),
        None => (Unit::Thing(lexicon::stem(last)), 1.0),
    }
}

/// Reads digits with a sign, commas every three digits and a fraction: the number, half a unit of its last digit, the rest.
fn number(text: &str) -> Option<(f64, f64, &str)> {
    let unsigned = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    let negative = text.starts_with(['-', '−']);
    let bytes = unsigned.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    let mut plain = unsigned[..end].to_owned();
    while end > 0 && bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
        plain.push_str(&unsigned[end + 1..end + 4]);
        end += 4;
    }
    let mut rounding = 0.5;
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        let fraction = run(end + 1);
        plain.push_str(&unsigned[end..=end + fraction]);
        end += fraction + 1;
        rounding *= 0.1_f64.powi(fraction as i32);
    }
    let value: f64 = plain.parse().ok()?;
    // Zero would carry the sign along and differ from itself.
    Some((if negative && value != 0.0 { -value } else { value }, rounding, &unsigned[end..]))
}

/// Dates agree at the coarser precision; two moments when they are one, in whatever zone each is written.
fn dates_agree(one: &IsoDate, two: &IsoDate) -> bool {
    // Minutes after some fixed midnight, in UTC.
    let moment = |it: &IsoDate| {
        let day = it.day()?;
        let days = i64::from(day.since(Date::ZERO).ok()?.get_days());
        Some(days * 24 * 60 + i64::from(it.minutes?) - i64::from(it.offset?))
    };
    let overlap = |first: Date, last: Date, other: &IsoDate| first <= other.last_day() && other.first_day() <= last;
    match (moment(one), moment(two)) {
        (Some(one), Some(two)) => one == two,
        // A moment told with its zone may fall on the day before or after where the other paper counts.
        (Some(_), None) | (None, Some(_)) => {
            let (zoned, bare) = if one.offset.is_some() { (one, two) } else { (two, one) };
            let day = zoned.first_day();
            overlap(day.yesterday().unwrap_or(day), day.tomorrow().unwrap_or(day), bare)
        }
        (None, None) => {
            let clocks_agree = one.minutes.is_none() || two.minutes.is_none() || one.minutes == two.minutes;
            clocks_agree && overlap(one.first_day(), one.last_day(), two)
        }
    }
}

/// The words of `text` as comparisons see them.
fn plain_words(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(lexicon::plain).filter(|word| !word.is_empty()).collect();
    // Signs alone ("???") have no plain words and stand for themselves.
    if words.is_empty() { text.trim().to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::Value;

    fn value(text: &str) -> Value {
        Value::parse(text).expect(text)
    }

    #[test]
    fn every_form_reads_as_its_normal_one() {
        for (text, normal) in [
            ("15", "15"),
            ("15 documents", "15"),
            ("1,247", "1247"),
            ("-5 °C", "-5"),
            ("10..14", "10..14"),
            ("10..14 agreements", "10..14"),
            ("$3.5 billion", "3500000000 USD"),
            ("$3.5m", "3500000 USD"),
            ("EUR 40", "40 EUR"),
            ("40 euros", "40 EUR"),
            ("5 million Canadian dollars", "5000000 CAD"),
            ("2 km", "2000 m"),
            ("3 weeks", "21 days"),
            ("$1 billion..$2 billion", "1000000000..2000000000 USD"),
            ("80 %", "80 %"),
            ("80 per cent", "80 %"),
            (">10", ">10"),
            ("<=3", "<=3"),
            ("~12", "10.2..13.8"),
            ("2000", "2000"),
            ("2024-06", "2024-06"),
            ("20 June 2024", "2024-06-20"),
            ("2024-06-20T02:00+07:00", "2024-06-20T02:00+07:00"),
            ("@to-hoa", "@to-hoa"),
            ("President of Norwald", "president of norwald"),
            ("3rd", "3rd"),
            ("9/11", "911"),
            ("2024-25", "202425"),
        ] {
            assert_eq!(value(text).normal(), normal, "{text}");
        }
    }

    #[test]
    fn a_reader_sees_words_for_signs() {
        for (text, shown) in
            [(">10 documents", "over 10 documents"), ("~12", "about 12"), ("10..14", "10 to 14"), ("<= 3", "at most 3"), ("Hoa", "Hoa")]
        {
            assert_eq!(value(text).shown(text), shown);
        }
    }

    #[test]
    fn a_value_that_breaks_off_says_what_to_write() {
        for text in ["", " ", "10..", "14..10", ">many", "~", "@", "@to hoa", "2024-06-31", "20 June"] {
            assert!(Value::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn values_that_can_both_be_right() {
        for (one, two) in [
            ("15", "15 documents"),
            ("15", "10..15"),
            ("15", ">10"),
            ("10", ">10"),
            ("~12", "13"),
            ("~12", "10..14"),
            ("$3.5 billion", "$3.47 billion"),
            ("80 %", "80"),
            ("80 %", "79.6 %"),
            ("6 miles", "10 km"),
            ("90 minutes", "1.5 hours"),
            ("2024", "2024-06-20"),
            ("2020..2024", "2024-06"),
            ("2024-06", "2024-06-20"),
            ("2024-06-20T02:00+07:00", "2024-06-19T19:00Z"),
            ("2024-06-20T02:00+07:00", "2024-06-19"),
            ("centre of Norwald", "Center of  Norwald"),
            ("@ada", "@ada"),
        ] {
            assert!(value(one).compatible(&value(two)), "{one} and {two}");
            assert!(value(two).compatible(&value(one)), "{two} and {one}");
        }
    }

    #[test]
    fn values_that_cannot() {
        for (one, two) in [
            ("15", "14"),
            ("15", "10..14"),
            ("~12", "15"),
            ("15 documents", "15 agreements"),
            ("$15", "£15"),
            ("6 miles", "6 km"),
            ("80 %", "$80"),
            ("$3.5 billion", "$3.5 million"),
            ("2023", "2024-06-20"),
            ("2024-06-19", "2024-06-20"),
            ("2024-06-20T02:00+07:00", "2024-06-20T02:00Z"),
            ("2024-06-20T02:00+07:00", "2024-06-22"),
            ("Norwald", "Estmark"),
            ("@ada", "@bea"),
            ("fifteen", "15"),
        ] {
            assert!(!value(one).compatible(&value(two)), "{one} and {two}");
            assert!(!value(two).compatible(&value(one)), "{two} and {one}");
        }
    }
}
