//! Dates as headers and values write them: ISO 8601 of any precision.

use jiff::civil::Date;

/// A year, a month, a day or a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IsoDate {
    /// Four digits.
    pub year: i16,
    /// 1 to 12; `None` where only the year is given.
    pub month: Option<i8>,
    /// 1 to 31 and in the month; `None` where only the month is given.
    pub day: Option<i8>,
    /// Minutes after midnight; `None` where no time is given.
    pub minutes: Option<i16>,
    /// Minutes east of UTC; `None` where no offset is given.
    pub offset: Option<i16>,
}

impl IsoDate {
    /// Reads `2000`, `2024-06`, `2024-06-20`, `2024-06-20T02:00` with `Z`, `+07:00` or nothing after it. Seconds are read and
    /// dropped. `None` for anything else and for a day that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = digits(text, 4)?;
        let mut date = Self { year, month: None, day: None, minutes: None, offset: None };
        let Some(rest) = next(rest, '-') else { return rest.is_empty().then_some(date) };
        let (month, rest) = digits(rest, 2)?;
        Date::new(year, month as i8, 1).ok()?;
        date.month = Some(month as i8);
        let Some(rest) = next(rest, '-') else { return rest.is_empty().then_some(date) };
        let (day, rest) = digits(rest, 2)?;
        Date::new(year, month as i8, day as i8).ok()?;
        date.day = Some(day as i8);
        let Some(rest) = next(rest, 'T').or_else(|| next(rest, ' ')) else { return rest.is_empty().then_some(date) };
        let (minutes, rest) = clock(rest)?;
        date.minutes = Some(minutes);
        if let Some(rest) = next(rest, 'Z') {
            date.offset = Some(0);
            return rest.is_empty().then_some(date);
        }
        let (sign, rest) = match rest.chars().next() {
            None => return Some(date),
            Some('+') => (1, &rest[1..]),
            Some('-') => (-1, &rest[1..]),
            Some(_) => return None,
        };
        let (hours, rest) = digits(rest, 2)?;
        let rest = next(rest, ':').unwrap_or(rest);
        let (minutes, rest) = if rest.is_empty() { (0, rest) } else { digits(rest, 2)? };
        // The world's clocks run from UTC-12 to UTC+14.
        if !rest.is_empty() || hours > 14 || minutes > 59 {
            return None;
        }
        date.offset = Some(sign * (hours * 60 + minutes));
        Some(date)
    }

    /// Its day, where the day is given.
    pub fn day(&self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first day it can stand for.
    pub fn first_day(&self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::ZERO)
    }

    /// The last day it can stand for.
    pub fn last_day(&self) -> Date {
        let first = Date::new(self.year, self.month.unwrap_or(12), 1).unwrap_or(Date::ZERO);
        self.day().unwrap_or_else(|| first.last_of_month())
    }
}

/// The first `count` characters of `text` as a number, when they are digits, and the rest.
fn digits(text: &str, count: usize) -> Option<(i16, &str)> {
    let number = text.get(..count)?;
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((number.parse().ok()?, &text[count..]))
}

fn next(text: &str, mark: char) -> Option<&str> {
    text.strip_prefix(mark)
}

/// Minutes after midnight of `HH:MM`, with seconds and their fraction left out, and the rest.
fn clock(text: &str) -> Option<(i16, &str)> {
    let (hours, rest) = digits(text, 2)?;
    let (minutes, mut rest) = digits(next(rest, ':')?, 2)?;
    if hours > 24 || minutes > 59 || (hours == 24 && minutes > 0) {
        return None;
    }
    if let Some(seconds) = next(rest, ':') {
        let (seconds, after) = digits(seconds, 2)?;
        // 60 is a leap second.
        if seconds > 60 {
            return None;
        }
        rest = next(after, '.').map_or(after, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    Some((hours * 60 + minutes, rest))
}

#[cfg(test)]
mod tests {
    use super::IsoDate;

    #[test]
    fn a_date_has_any_precision() {
        for (text, first, last) in [
            ("2000", "2000-01-01", "2000-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-06-20", "2024-06-20", "2024-06-20"),
            ("2024-06-20T02:00+07:00", "2024-06-20", "2024-06-20"),
            ("2024-06-20T02:00:59.25Z", "2024-06-20", "2024-06-20"),
            ("2024-06-20 02:00", "2024-06-20", "2024-06-20"),
        ] {
            let date = IsoDate::parse(text).expect(text);
            assert_eq!((date.first_day().to_string(), date.last_day().to_string()), (first.to_owned(), last.to_owned()), "{text}");
        }
        assert_eq!(IsoDate::parse("2024-06-20T02:00-03:30").and_then(|it| it.offset), Some(-210));
    }

    #[test]
    fn a_day_that_no_calendar_has_is_no_date() {
        for text in [
            "",
            "24",
            "2024-13",
            "2023-02-29",
            "2024-06-31",
            "2024-6-2",
            "2024-06-20T25:00",
            "2024-06-20T02:00+19:00",
            "20 June 2024",
            "2024-",
            "２０２４",
        ] {
            assert_eq!(IsoDate::parse(text), None, "{text}");
        }
    }
}
