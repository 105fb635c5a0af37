//! Parts of the world: countries, the states of some, and regions that hold several.

use super::{CountryForm, country, state};

/// A part of the world that holds towns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// A state or province: "ohio".
    State(&'static str),
    /// "kenya".
    Country(&'static str),
    /// "horn of africa", by its place in the table.
    Region(usize),
}

/// Regions with the countries that any part of lies in them, each sorted. Source: our own table of common knowledge; where usage
/// differs the wider sense, so that nothing is ruled out that some map has.
const REGIONS: &[(&str, &[&str])] = &[
    ("baltics", &["estonia", "latvia", "lithuania"]),
    ("baltic states", &["estonia", "latvia", "lithuania"]),
    (
        "balkans",
        &[
            "albania",
            "bosnia",
            "bulgaria",
            "croatia",
            "greece",
            "kosovo",
            "moldova",
            "montenegro",
            "north macedonia",
            "romania",
            "serbia",
            "slovenia",
            "turkey",
        ],
    ),
    ("caucasus", &["armenia", "azerbaijan", "georgia", "iran", "russia", "turkey"]),
    ("central america", &["belize", "costa rica", "el salvador", "guatemala", "honduras", "mexico", "nicaragua", "panama"]),
    ("central asia", &["afghanistan", "kazakhstan", "kyrgyzstan", "mongolia", "tajikistan", "turkmenistan", "uzbekistan"]),
    ("great lakes of africa", &["burundi", "congo", "kenya", "malawi", "rwanda", "tanzania", "uganda"]),
    ("gulf states", &["bahrain", "iran", "iraq", "kuwait", "oman", "qatar", "saudi arabia", "united arab emirates"]),
    ("horn of africa", &["djibouti", "eritrea", "ethiopia", "kenya", "somalia", "south sudan", "sudan"]),
    ("iberia", &["andorra", "france", "portugal", "spain"]),
    ("levant", &["cyprus", "egypt", "iraq", "israel", "jordan", "lebanon", "palestine", "syria", "turkey"]),
    ("maghreb", &["algeria", "libya", "mauritania", "morocco", "tunisia"]),
    ("north africa", &["algeria", "chad", "egypt", "libya", "mali", "mauritania", "morocco", "niger", "sudan", "tunisia"]),
    (
        "sahel",
        &[
            "algeria",
            "burkina faso",
            "cameroon",
            "chad",
            "eritrea",
            "ethiopia",
            "gambia",
            "mali",
            "mauritania",
            "niger",
            "nigeria",
            "senegal",
            "south sudan",
            "sudan",
        ],
    ),
    ("scandinavia", &["denmark", "finland", "greenland", "iceland", "norway", "sweden"]),
    (
        "south america",
        &[
            "argentina",
            "bolivia",
            "brazil",
            "chile",
            "colombia",
            "ecuador",
            "france",
            "guyana",
            "panama",
            "paraguay",
            "peru",
            "suriname",
            "trinidad and tobago",
            "uruguay",
            "venezuela",
        ],
    ),
    (
        "southeast asia",
        &[
            "brunei",
            "cambodia",
            "china",
            "east timor",
            "india",
            "indonesia",
            "laos",
            "malaysia",
            "myanmar",
            "papua new guinea",
            "philippines",
            "singapore",
            "thailand",
            "vietnam",
        ],
    ),
    (
        "west africa",
        &[
            "benin",
            "burkina faso",
            "cameroon",
            "cape verde",
            "chad",
            "gambia",
            "ghana",
            "guinea",
            "guineabissau",
            "ivory coast",
            "liberia",
            "mali",
            "mauritania",
            "morocco",
            "niger",
            "nigeria",
            "senegal",
            "sierra leone",
            "togo",
        ],
    ),
];

/// States of other countries than the United States.
const ABROAD: &[(&str, &str)] = &[
    ("new south wales", "australia"),
    ("ontario", "canada"),
    ("quebec", "canada"),
    ("queensland", "australia"),
    ("victoria", "australia"),
];

/// Two names that one town may lie under: a part of the other, a land that two claim, a name it had.
const EITHER: &[(&str, &str)] = &[
    ("armenia", "azerbaijan"),
    ("britain", "england"),
    ("britain", "northern ireland"),
    ("britain", "scotland"),
    ("britain", "wales"),
    ("china", "hong kong"),
    ("china", "macau"),
    ("china", "taiwan"),
    ("denmark", "greenland"),
    ("georgia", "russia"),
    ("india", "pakistan"),
    ("ireland", "northern ireland"),
    ("israel", "palestine"),
    ("israel", "syria"),
    ("kosovo", "serbia"),
    ("puerto rico", "united states"),
    ("russia", "ukraine"),
    ("south sudan", "sudan"),
];

/// The part of the world that `phrase` (folded words joined by one space) names: "calif", "kenya", "horn of africa". `None` for
/// anything else, and for what is a state and a country, a union of countries or a country no more.
pub fn area(phrase: &str) -> Option<Area> {
    if matches!(phrase, "georgia" | "european union" | "eu" | "soviet union" | "ussr") {
        return None;
    }
    let region = REGIONS.iter().position(|it| it.0 == phrase).map(Area::Region);
    let named = country(phrase).filter(|it| it.1 == CountryForm::Name).map(|it| Area::Country(it.0));
    region.or(named).or_else(|| state(phrase).map(Area::State))
}

/// Whether no town lies in both.
pub fn are_apart(one: Area, other: Area) -> bool {
    let held = |region: usize| REGIONS[region].1;
    let nation = |state: &str| ABROAD.iter().find(|it| it.0 == state).map_or("united states", |it| it.1);
    match (one, other) {
        (Area::State(here), Area::State(there)) => here != there,
        (Area::State(state), other) | (other, Area::State(state)) => are_apart(Area::Country(nation(state)), other),
        (Area::Country(here), Area::Country(there)) => {
            here != there && !EITHER.contains(&(here, there)) && !EITHER.contains(&(there, here))
        }
        (Area::Country(country), Area::Region(region)) | (Area::Region(region), Area::Country(country)) => {
            let lies_in = |it: &&'static str| !are_apart(Area::Country(country), Area::Country(it));
            !held(region).iter().any(lies_in)
        }
        (Area::Region(here), Area::Region(there)) => !held(here).iter().any(|it| held(there).contains(it)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ABROAD, EITHER, REGIONS, are_apart, area};
    use crate::lexicon::{country, state};

    #[test]
    fn the_tables_name_what_is_known() {
        for (region, countries) in REGIONS {
            assert!(countries.is_sorted(), "{region}");
            assert!(countries.iter().all(|it| *it == "palestine" || country(it).is_some_and(|known| known.0 == *it)), "{region}");
        }
        assert!(EITHER.iter().all(|(one, two)| one < two) && EITHER.is_sorted());
        assert!(ABROAD.iter().all(|(part, whole)| state(part).is_some() && country(whole).is_some()));
    }

    #[test]
    fn what_no_town_lies_in_both_of() {
        let apart = |one: &str, two: &str| are_apart(area(one).expect("it is an area"), area(two).expect("it is an area"));
        for (one, two) in
            [("ohio", "texas"), ("kenya", "ghana"), ("horn of africa", "ivory coast"), ("maghreb", "baltics"), ("ohio", "france")]
        {
            assert!(apart(one, two) && apart(two, one), "{one} and {two}");
        }
        for (one, two) in [("ohio", "us"), ("england", "britain"), ("sahel", "mali"), ("balkans", "levant"), ("russia", "ukraine")] {
            assert!(!apart(one, two) && !apart(two, one), "{one} and {two}");
        }
        assert_eq!((area("georgia"), area("washington"), area("french")), (None, None, None));
    }
}
