//! Units of measure and currencies. The factors are those of the SI brochure and the international yard and pound; currency
//! codes are ISO 4217.

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// In days.
    Duration,
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In litres.
    Volume,
    /// In kilograms.
    Mass,
    /// In metres per second.
    Speed,
}

/// Days in a month and a year, on average (Gregorian calendar).
pub const MONTH_DAYS: f64 = 30.436_875;
/// See [`MONTH_DAYS`].
pub const YEAR_DAYS: f64 = 365.242_5;

/// Sorted by word: units of one word, lower case, without a full stop, with their size in the dimension's unit.
const UNITS: &[(&str, Dimension, f64)] = &[
    ("acre", Dimension::Area, 4_046.856),
    ("acres", Dimension::Area, 4_046.856),
    ("barrel", Dimension::Volume, 158.987),
    ("barrels", Dimension::Volume, 158.987),
    ("centimeter", Dimension::Length, 0.01),
    ("centimeters", Dimension::Length, 0.01),
    ("centimetre", Dimension::Length, 0.01),
    ("centimetres", Dimension::Length, 0.01),
    ("centuries", Dimension::Duration, 100.0 * YEAR_DAYS),
    ("century", Dimension::Duration, 100.0 * YEAR_DAYS),
    ("cm", Dimension::Length, 0.01),
    ("day", Dimension::Duration, 1.0),
    ("days", Dimension::Duration, 1.0),
    ("decade", Dimension::Duration, 10.0 * YEAR_DAYS),
    ("decades", Dimension::Duration, 10.0 * YEAR_DAYS),
    ("feet", Dimension::Length, 0.304_8),
    ("foot", Dimension::Length, 0.304_8),
    ("fortnight", Dimension::Duration, 14.0),
    ("fortnights", Dimension::Duration, 14.0),
    ("ft", Dimension::Length, 0.304_8),
    ("gallon", Dimension::Volume, 3.785_41),
    ("gallons", Dimension::Volume, 3.785_41),
    ("gram", Dimension::Mass, 0.001),
    ("gramme", Dimension::Mass, 0.001),
    ("grammes", Dimension::Mass, 0.001),
    ("grams", Dimension::Mass, 0.001),
    ("hectare", Dimension::Area, 10_000.0),
    ("hectares", Dimension::Area, 10_000.0),
    ("hour", Dimension::Duration, 1.0 / 24.0),
    ("hours", Dimension::Duration, 1.0 / 24.0),
    ("hr", Dimension::Duration, 1.0 / 24.0),
    ("hrs", Dimension::Duration, 1.0 / 24.0),
    ("inch", Dimension::Length, 0.025_4),
    ("inches", Dimension::Length, 0.025_4),
    ("kg", Dimension::Mass, 1.0),
    ("kgs", Dimension::Mass, 1.0),
    ("kilo", Dimension::Mass, 1.0),
    ("kilogram", Dimension::Mass, 1.0),
    ("kilogramme", Dimension::Mass, 1.0),
    ("kilogrammes", Dimension::Mass, 1.0),
    ("kilograms", Dimension::Mass, 1.0),
    ("kilometer", Dimension::Length, 1_000.0),
    ("kilometers", Dimension::Length, 1_000.0),
    ("kilometre", Dimension::Length, 1_000.0),
    ("kilometres", Dimension::Length, 1_000.0),
    ("kilos", Dimension::Mass, 1.0),
    ("km", Dimension::Length, 1_000.0),
    ("kmh", Dimension::Speed, 1.0 / 3.6),
    ("kms", Dimension::Length, 1_000.0),
    ("knot", Dimension::Speed, 0.514_444),
    ("knots", Dimension::Speed, 0.514_444),
    ("kph", Dimension::Speed, 1.0 / 3.6),
    ("lb", Dimension::Mass, 0.453_592),
    ("lbs", Dimension::Mass, 0.453_592),
    ("liter", Dimension::Volume, 1.0),
    ("liters", Dimension::Volume, 1.0),
    ("litre", Dimension::Volume, 1.0),
    ("litres", Dimension::Volume, 1.0),
    ("meter", Dimension::Length, 1.0),
    ("meters", Dimension::Length, 1.0),
    ("metre", Dimension::Length, 1.0),
    ("metres", Dimension::Length, 1.0),
    ("mi", Dimension::Length, 1_609.344),
    ("mile", Dimension::Length, 1_609.344),
    ("miles", Dimension::Length, 1_609.344),
    ("millimeter", Dimension::Length, 0.001),
    ("millimeters", Dimension::Length, 0.001),
    ("millimetre", Dimension::Length, 0.001),
    ("millimetres", Dimension::Length, 0.001),
    ("min", Dimension::Duration, 1.0 / 1_440.0),
    ("mins", Dimension::Duration, 1.0 / 1_440.0),
    ("minute", Dimension::Duration, 1.0 / 1_440.0),
    ("minutes", Dimension::Duration, 1.0 / 1_440.0),
    ("mm", Dimension::Length, 0.001),
    ("month", Dimension::Duration, MONTH_DAYS),
    ("months", Dimension::Duration, MONTH_DAYS),
    ("mph", Dimension::Speed, 0.447_04),
    ("ounce", Dimension::Mass, 0.028_349_5),
    ("ounces", Dimension::Mass, 0.028_349_5),
    ("pound", Dimension::Mass, 0.453_592),
    ("pounds", Dimension::Mass, 0.453_592),
    ("sec", Dimension::Duration, 1.0 / 86_400.0),
    ("second", Dimension::Duration, 1.0 / 86_400.0),
    ("seconds", Dimension::Duration, 1.0 / 86_400.0),
    ("secs", Dimension::Duration, 1.0 / 86_400.0),
    ("ton", Dimension::Mass, 1_000.0),
    ("tonne", Dimension::Mass, 1_000.0),
    ("tonnes", Dimension::Mass, 1_000.0),
    ("tons", Dimension::Mass, 1_000.0),
    ("week", Dimension::Duration, 7.0),
    ("weeks", Dimension::Duration, 7.0),
    ("yard", Dimension::Length, 0.914_4),
    ("yards", Dimension::Length, 0.914_4),
    ("year", Dimension::Duration, YEAR_DAYS),
    ("years", Dimension::Duration, YEAR_DAYS),
    ("yr", Dimension::Duration, YEAR_DAYS),
    ("yrs", Dimension::Duration, YEAR_DAYS),
];

/// What a unit measures and its size in that dimension's unit. `word` is in lower case. "ton" is taken as a tonne: the short
/// ton is a tenth less, within the rounding of any figure given in tons.
pub fn unit(word: &str) -> Option<(Dimension, f64)> {
    let word = word.trim_end_matches('.');
    UNITS.binary_search_by(|(known, ..)| (*known).cmp(word)).ok().map(|at| (UNITS[at].1, UNITS[at].2))
}

/// Currency signs.
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("₱", "PHP"),
];

/// The currency of a sign; a bare dollar sign is the US dollar's.
pub fn currency_sign(sign: &str) -> Option<&'static str> {
    SIGNS.iter().find(|(known, _)| *known == sign).map(|it| it.1)
}

/// Letters that stand right before or after a dollar sign ("A$", "$A", "US$"), as written.
const DOLLARS: &[(&str, &str)] = &[
    ("A", "AUD"),
    ("AU", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("HK", "HKD"),
    ("NT", "TWD"),
    ("NZ", "NZD"),
    ("R", "BRL"),
    ("S", "SGD"),
    ("US", "USD"),
    ("U.S.", "USD"),
    ("Z", "ZWL"),
];

/// The dollar that letters before or after the sign name.
pub fn dollar(letters: &str) -> Option<&'static str> {
    DOLLARS.iter().find(|(known, _)| *known == letters).map(|it| it.1)
}

/// Codes as written before or after a sum ("USD 5m", "Rs 500").
const CODES: &[(&str, &str)] = &[
    ("AUD", "AUD"),
    ("CAD", "CAD"),
    ("CHF", "CHF"),
    ("CNY", "CNY"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("INR", "INR"),
    ("JPY", "JPY"),
    ("NZD", "NZD"),
    ("RMB", "CNY"),
    ("RM", "MYR"),
    ("Rs", "INR"),
    ("Rs.", "INR"),
    ("USD", "USD"),
];

/// The currency of a code beside a sum, as written.
pub fn currency_code(code: &str) -> Option<&'static str> {
    CODES.iter().find(|(known, _)| *known == code).map(|it| it.1)
}

/// What a sum of money may begin with in front of its digits, as written. What `mentions::quantities` looks at.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    SIGNS.iter().chain(DOLLARS).chain(CODES).map(|it| it.0)
}

/// Sorted by word: names of currencies after a number, with the part of the main unit. "pound" is in [`unit()`] too: which one
/// is meant is for the reader of the sentence.
const NAMES: &[(&str, &str, f64)] = &[
    ("baht", "THB", 1.0),
    ("cent", "USD", 0.01),
    ("cents", "USD", 0.01),
    ("dollar", "USD", 1.0),
    ("dollars", "USD", 1.0),
    ("euro", "EUR", 1.0),
    ("euros", "EUR", 1.0),
    ("franc", "CHF", 1.0),
    ("francs", "CHF", 1.0),
    ("hryvnia", "UAH", 1.0),
    ("hryvnias", "UAH", 1.0),
    ("krone", "NOK", 1.0),
    ("kroner", "NOK", 1.0),
    ("krona", "SEK", 1.0),
    ("kronor", "SEK", 1.0),
    ("lira", "TRY", 1.0),
    ("naira", "NGN", 1.0),
    ("pence", "GBP", 0.01),
    ("peso", "MXN", 1.0),
    ("pesos", "MXN", 1.0),
    ("pound", "GBP", 1.0),
    ("pounds", "GBP", 1.0),
    ("quid", "GBP", 1.0),
    ("rand", "ZAR", 1.0),
    ("ringgit", "MYR", 1.0),
    ("rouble", "RUB", 1.0),
    ("roubles", "RUB", 1.0),
    ("ruble", "RUB", 1.0),
    ("rubles", "RUB", 1.0),
    ("rupee", "INR", 1.0),
    ("rupees", "INR", 1.0),
    ("rupiah", "IDR", 1.0),
    ("shekel", "ILS", 1.0),
    ("shekels", "ILS", 1.0),
    ("won", "KRW", 1.0),
    ("yen", "JPY", 1.0),
    ("yuan", "CNY", 1.0),
    ("zloty", "PLN", 1.0),
];

/// The currency of a name after a number, and how many of the main unit one is. `word` is in lower case.
pub fn currency_name(word: &str) -> Option<(&'static str, f64)> {
    NAMES.iter().find(|(known, ..)| *known == word).map(|it| (it.1, it.2))
}

/// Whose dollars: the adjective before the word.
const DOLLAR_LANDS: &[(&str, &str)] = &[
    ("american", "USD"),
    ("australian", "AUD"),
    ("canadian", "CAD"),
    ("hong kong", "HKD"),
    ("new zealand", "NZD"),
    ("singapore", "SGD"),
    ("u.s.", "USD"),
    ("us", "USD"),
];

/// The currency of "Canadian dollars": `land` is the word or the two words before "dollars", in lower case.
pub fn dollars_of(land: &str) -> Option<&'static str> {
    DOLLAR_LANDS.iter().find(|(known, _)| *known == land).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::{Dimension, UNITS, unit};

    #[test]
    fn the_tables_are_sorted() {
        assert!(UNITS.is_sorted_by_key(|it| it.0));
    }

    #[test]
    fn a_unit_may_end_with_a_stop() {
        assert_eq!(unit("ft."), Some((Dimension::Length, 0.304_8)));
        assert_eq!(unit("goal"), None);
    }
}
