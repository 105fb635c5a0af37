//! Countries by name, adjective and seat of government.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Marks;

/// How a word names a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountryForm {
    /// "Vietnam".
    Name,
    /// "Vietnamese".
    Adjective,
    /// "Lima": the capital, or a seat that stands for the government ("Kremlin").
    Seat,
}

pub(super) static COUNTRIES: LazyLock<BTreeMap<&'static str, (&'static str, CountryForm)>> = LazyLock::new(|| {
    let mut countries = BTreeMap::new();
    let text: &'static str = include_str!("countries.txt");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('|');
        let name = columns.next().unwrap_or_default();
        countries.insert(name, (name, CountryForm::Name));
        for form in [CountryForm::Name, CountryForm::Adjective, CountryForm::Seat] {
            for word in columns.next().unwrap_or_default().split(',').filter(|word| !word.is_empty()) {
                countries.entry(word).or_insert((name, form));
            }
        }
    }
    countries
});

/// The country that `phrase` (folded words joined by one space) names, by its key "vietnam", and how; `None` for anything else.
pub fn country(phrase: &str) -> Option<(&'static str, CountryForm)> {
    if Marks::of(phrase).has(Marks::COUNTRY) { COUNTRIES.get(phrase).copied() } else { None }
}

/// States and provinces that news names as bodies with offices of their own, and how they are abbreviated after a town. Sorted
/// by name; abbreviations without stops, in lower case.
pub(super) const STATES: &[(&str, &[&str])] = &[
    ("alabama", &["ala", "al"]),
    ("alaska", &["ak"]),
    ("arizona", &["ariz", "az"]),
    ("arkansas", &["ark", "ar"]),
    ("california", &["calif", "ca"]),
    ("colorado", &["colo", "co"]),
    ("connecticut", &["conn", "ct"]),
    ("delaware", &["del", "de"]),
    ("florida", &["fla", "fl"]),
    ("hawaii", &["hi"]),
    ("idaho", &["id"]),
    ("illinois", &["ill", "il"]),
    ("indiana", &["ind", "in"]),
    ("iowa", &["ia"]),
    ("kansas", &["kan", "ks"]),
    ("kentucky", &["ky"]),
    ("louisiana", &["la"]),
    ("maine", &["me"]),
    ("maryland", &["md"]),
    ("massachusetts", &["mass", "ma"]),
    ("michigan", &["mich", "mi"]),
    ("minnesota", &["minn", "mn"]),
    ("mississippi", &["miss", "ms"]),
    ("missouri", &["mo"]),
    ("montana", &["mont", "mt"]),
    ("nebraska", &["neb", "ne"]),
    ("nevada", &["nev", "nv"]),
    ("new hampshire", &["nh"]),
    ("new jersey", &["nj"]),
    ("new mexico", &["nm"]),
    ("new south wales", &["nsw"]),
    ("new york", &["ny"]),
    ("north carolina", &["nc"]),
    ("north dakota", &["nd"]),
    ("ohio", &["oh"]),
    ("oklahoma", &["okla", "ok"]),
    ("ontario", &["ont"]),
    ("oregon", &["ore", "or"]),
    ("pennsylvania", &["pa", "penn"]),
    ("quebec", &["que"]),
    ("queensland", &["qld"]),
    ("rhode island", &["ri"]),
    ("south carolina", &["sc"]),
    ("south dakota", &["sd"]),
    ("tennessee", &["tenn", "tn"]),
    ("texas", &["tex", "tx"]),
    ("utah", &["ut"]),
    ("vermont", &["vt"]),
    ("victoria", &["vic"]),
    ("virginia", &["va"]),
    ("washington state", &["wash", "wa"]),
    ("west virginia", &["wva"]),
    ("wisconsin", &["wis", "wi"]),
    ("wyoming", &["wyo", "wy"]),
];

/// The state that `phrase` names: "ohio", or after a town "calif" and "ny". `None` for anything else.
pub fn state(phrase: &str) -> Option<&'static str> {
    if !Marks::of(phrase).has(Marks::STATE) {
        return None;
    }
    STATES.iter().find(|(name, short)| *name == phrase || short.contains(&phrase)).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_name_adjective_and_seat() {
        assert_eq!(country("vietnam"), Some(("vietnam", CountryForm::Name)));
        assert_eq!(country("north korean"), Some(("north korea", CountryForm::Adjective)));
        assert_eq!(country("kremlin"), Some(("russia", CountryForm::Seat)));
        assert_eq!(country("us"), Some(("united states", CountryForm::Name)));
        assert_eq!(country("dunn"), None);
        assert_eq!(state("calif"), Some("california"));
    }
}
