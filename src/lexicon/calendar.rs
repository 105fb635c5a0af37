//! Months, weekdays, seasons and the letters of time zones. Ours; the offsets of zone letters as used in English news.

use jiff::civil::Weekday;

/// Months by full name and by abbreviation, lower case, without a full stop.
const MONTHS: &[(&str, i8)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// The month a word names, 1 to 12. `word` is in lower case; a full stop at its end is let pass.
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    MONTHS.iter().find(|(known, _)| *known == word).map(|it| it.1)
}

/// The month's English name.
///
/// # Panics
///
/// When `month` is not 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    NAMES[month as usize - 1]
}

/// Weekdays by full name and by abbreviation, lower case, without a full stop.
const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday),
    ("mon", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("tues", Weekday::Tuesday),
    ("tue", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("wed", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("thurs", Weekday::Thursday),
    ("thur", Weekday::Thursday),
    ("thu", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("fri", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sat", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
    ("sun", Weekday::Sunday),
];

/// The weekday a word names. `word` is in lower case; a full stop at its end is let pass.
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    WEEKDAYS.iter().find(|(known, _)| *known == word).map(|it| it.1)
}

/// The weekday's English name.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The words that a time may begin with, in lower case and without a full stop; a number apart. What `mentions::times` looks at.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    const OTHERS: &[&str] = &[
        "autumn",
        "between",
        "days",
        "decades",
        "from",
        "last",
        "midday",
        "midnight",
        "months",
        "next",
        "noon",
        "spring",
        "summer",
        "this",
        "today",
        "tomorrow",
        "tonight",
        "weeks",
        "winter",
        "years",
        "yesterday",
    ];
    MONTHS.iter().map(|it| it.0).chain(WEEKDAYS.iter().map(|it| it.0)).chain(OTHERS.iter().copied())
}

/// A season of the northern year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// The season a word names. "fall" is left out: the verb is commoner. `word` is in lower case.
pub fn season(word: &str) -> Option<Season> {
    match word {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        _ => None,
    }
}

/// Letters that stand for one offset in English news, in minutes east of UTC. "IST" and "CST" are American or Asian by turns
/// and "BST" is British: the American reading of CST is kept (US agencies write it), IST is left out.
const ZONES: &[(&str, i16)] = &[
    ("AEDT", 660),
    ("AEST", 600),
    ("BST", 60),
    ("CDT", -300),
    ("CEST", 120),
    ("CET", 60),
    ("CST", -360),
    ("EDT", -240),
    ("EEST", 180),
    ("EET", 120),
    ("EST", -300),
    ("GMT", 0),
    ("HKT", 480),
    ("JST", 540),
    ("KST", 540),
    ("MDT", -360),
    ("MSK", 180),
    ("MST", -420),
    ("NZDT", 780),
    ("NZST", 720),
    ("PDT", -420),
    ("PST", -480),
    ("SGT", 480),
    ("UTC", 0),
    ("WIB", 420),
];

/// Minutes east of UTC for a zone's letters, as written. `None` for letters that stand for no one offset ("ET" is two).
pub fn zone(letters: &str) -> Option<i16> {
    ZONES.binary_search_by(|(known, _)| (*known).cmp(letters)).ok().map(|at| ZONES[at].1)
}

#[cfg(test)]
mod tests {
    use super::{ZONES, month, zone};

    #[test]
    fn the_tables_are_sorted() {
        assert!(ZONES.is_sorted_by_key(|it| it.0));
    }

    #[test]
    fn words_are_found() {
        assert_eq!(month("sept."), Some(9));
        assert_eq!(zone("GMT"), Some(0));
        assert_eq!(zone("ET"), None);
    }
}
