//! Sentences and what is read from them.

use super::{Measure, Precision, Quantity};
use crate::mentions::ParagraphReading;

/// Each quantity as `words = value [counted]`.
fn told(text: &str) -> Vec<String> {
    let reading = ParagraphReading::read(text);
    reading
        .quantities
        .iter()
        .filter(|it| it.measure != Measure::Label)
        .map(|it| {
            let words = reading.prose.span(it.tokens.start as usize, it.tokens.end as usize - 1).of(text);
            let counted = it.counted.map_or(String::new(), |it| format!(" [{}]", reading.prose.word(text, it.token as usize)));
            format!("{words} = {}{counted}", it.normal())
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

fn one(text: &str) -> Quantity {
    let mut found = ParagraphReading::read(text).quantities.into_vec();
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn counts_with_their_things() {
    check("They signed around a dozen cooperation agreements.", &["around a dozen = ~12 [agreements]"]);
    check("Five people were killed and 20 others hurt.", &["Five = 5 [people]", "20 = 20 [others]"]);
    check("The fire killed at least five.", &["at least five = >=5"]);
    check("Three long-serving Brindle council members quit.", &["Three = 3 [members]"]);
    check(
        "Police found seven rifles, 2,500 rounds and two weapons charges.",
        &["seven = 7 [rifles]", "2,500 = 2500 [rounds]", "two = 2 [charges]"],
    );
    check("One woman shot at him; two of the girls fled.", &["One = 1 [woman]", "two = 2 [girls]"]);
    check("At Marsh End 64 drivers stayed away.", &["64 = 64 [drivers]"]);
    check("12 Norse and 11 Welsh sailors took seven AK-47 rifles.", &["12 = 12 [sailors]", "11 = 11 [sailors]", "seven = 7 [rifles]"]);
    check("23 heavily armed Norse and Welsh brigands", &["23 = 23 [brigands]"]);
    check("Nearly 40, the harbour office said.", &["Nearly 40 = <~40"]);
    check("A 405-page report named 12 injured.", &["405 = 405 [page]", "12 = 12 [injured]"]);
}

#[test]
fn loose_numbers_have_two_ends() {
    check("Dozens of goats and several hundred sheep", &["Dozens = ~24..99 [goats]", "several hundred = ~300..900 [sheep]"]);
    check("A couple of boats, a few hens", &["A couple = ~2..3 [boats]", "a few = ~2..19 [hens]"]);
}

#[test]
fn money_in_all_its_forms() {
    check("$3.5 billion, £1.2m, 2m euros", &["$3.5 billion = USD 3500000000", "£1.2m = GBP 1200000", "2m euros = EUR 2000000"]);
    check(
        "€60,000, US$5, A$667,000, $A667,000",
        &["€60,000 = EUR 60000", "US$5 = USD 5", "A$667,000 = AUD 667000", "$A667,000 = AUD 667000"],
    );
    check("103 million euros or 40 Canadian dollars", &["103 million euros = EUR 103000000", "40 Canadian dollars = CAD 40"]);
    check("a $50-billion loan of $3-4 million", &["$50-billion = USD 50000000000", "$3-4 million = USD 3000000..4000000"]);
}

#[test]
fn shares() {
    check("more than 80 per cent, 3.5%, 12 percent", &["more than 80 per cent = >=80 %", "3.5% = 3.5 %", "12 percent = 12 %"]);
    check("It fell two percentage points.", &["two percentage points = 2 points"]);
    check("two thirds of voters, half of them", &["two thirds = ~66.6667 %", "half = ~50 %"]);
    check(
        "cut by a quarter of a point, half a percentage point",
        &["a quarter of a point = 0.25 points", "half a percentage point = 0.5 points"],
    );
    check("a third man in the second half of the game", &["third = 3. [man]", "second = 2. [half]"]);
}

#[test]
fn ages() {
    check(
        "Dunn, 71, met a 16-month-old boy and a sixty-one-year-old.",
        &["71 = 71 years old", "16-month-old = 1.3333 years old", "sixty-one-year-old = 61 years old"],
    );
    check("Two girls, aged 15 and 12, came.", &["Two = 2 [girls]", "15 = 15 years old", "12 = 12 years old"]);
    check("He died at the age of 66. Cary Orr, 36, of Brindle", &["66 = 66 years old", "36 = 36 years old"]);
    check("Cary Orr, who is 36, was 12 when his father left.", &["36 = 36 years old", "12 = 12"]);
    check("The guard, Cary Orr, is 36 and lives in Brindle.", &["36 = 36 years old"]);
    check("The number of guards was 36 and is 12.", &["36 = 36", "12 = 12"]);
}

#[test]
fn measures_in_base_units() {
    check(
        "a 24- to 30-foot dhow, millions of dollars",
        &["24- to 30-foot = 7.3152..9.144 m", "millions of dollars = ~USD 2000000..9999000"],
    );
    check("10 km, six miles, 90 nautical miles", &["10 km = 10000 m", "six miles = 9656.064 m", "90 nautical miles = 166680 m"]);
    check("a 5.8-magnitude quake, a magnitude 6.1 shock", &["5.8-magnitude = 5.8 magnitude", "6.1 = 6.1 magnitude"]);
    check("A magnitude-7.8 quake, an 8.1-magnitude shock", &["7.8 = 7.8 magnitude", "8.1-magnitude = 8.1 magnitude"]);
    check("at 60 miles per hour, 96 km/h", &["60 miles per hour = 26.8224 m/s", "96 km/h = 26.6667 m/s"]);
    check("two hours and 30 minutes; 1hr 4 mins", &["two hours and 30 minutes = 0.1042 days", "1hr 4 mins = 0.0444 days"]);
    check("a two-and-a-half-day term, 3 degrees Celsius", &["two-and-a-half-day = 2.5 days", "3 degrees Celsius = 3 C"]);
    check("The sea stood at 31.5C on Friday, or 90F at noon.", &["31.5C = 31.5 C", "90F = 32.2222 C"]);
    check("a rise of 4.5 percent over two years", &["4.5 percent = 4.5 %", "over two years = 730.485 days"]);
    check("She waited for over two years.", &["over two years = >=730.485 days"]);
    check("a 100m race, 1.2m people", &["100m = 100 m", "1.2m = 1200000 [people]"]);
}

#[test]
fn ranges_are_one_value() {
    check("seven to 75 years, 10-12 boats", &["seven to 75 years = 2556.6975..27393.1875 days", "10-12 = 10..12 [boats]"]);
    check("between 10 and 15 per cent, 6 to 10 goats", &["10 and 15 per cent = 10..15 %", "6 to 10 = 6..10 [goats]"]);
}

#[test]
fn votes_and_scores_are_kept_apart() {
    check("The bill passed 396-9.", &["396-9 = 396-9"]);
    check("Brindle won 3-1 and lost 1-3.", &["3-1 = 3-1", "1-3 = 1-3"]);
    check("Brindle beat Marsh End 2-1 at home.", &["2-1 = 2-1"]);
    assert!(one("They won 3-1.").compatible(&one("They lost 1-3.")));
    assert!(!one("They won 3-1.").compatible(&one("They won 3-2.")));
}

#[test]
fn names_and_references_measure_nothing() {
    for text in [
        "a Boeing 737",
        "the G7 leaders",
        "an F-16",
        "a Kozak-2 truck",
        "a 4x4 truck",
        "Route 66",
        "No. 2 in the list",
        "page 12",
        "Covid-19",
        "the 9/11 attacks",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn one_is_mostly_no_number() {
    check("No one knows one another; the one we saw is one of them. One day, one side left.", &[]);
    check("One soldier died.", &["One = 1 [soldier]"]);
}

#[test]
fn ordinals_are_no_counts() {
    check("the 21st boat and the third goat", &["21st = 21. [boat]", "third = 3. [goat]"]);
}

#[test]
fn approximators_bend() {
    assert_eq!(one("about 20 goats").interval(), (17.0, 23.0));
    assert_eq!(one("around a dozen goats").interval(), (10.0, 14.0));
    assert_eq!(one("over 10 goats").interval(), (10.0, 15.0));
    assert_eq!(one("nearly 100 goats").precision, Precision::Nearly);
    assert_eq!(one("no more than 100 goats").precision, Precision::AtMost);
    assert_eq!(one("10 or more goats").precision, Precision::AtLeast);
}

#[test]
fn rounding_and_bounds_are_no_difference() {
    let agree = |a: &str, b: &str| assert!(one(a).compatible(&one(b)), "{a} / {b}");
    let differ = |a: &str, b: &str| assert!(!one(a).compatible(&one(b)), "{a} / {b}");
    agree("$3.5 billion", "$3.47 billion");
    differ("$2.6 million", "$3.0 million");
    agree("over 10 agreements", "15 agreements");
    agree("over 10 agreements", "around a dozen agreements");
    differ("around a dozen agreements", "15 agreements");
    differ("15 documents", "16 documents");
    differ("20 documents", "23 documents");
    agree("1,200 people", "1,247 people");
    differ("1,000 people", "1,400 people");
    agree("10 km away", "six miles away");
    differ("10 feet", "10 metres");
    differ("eight days", "eight weeks");
    differ("$3 million", "$3 billion");
    differ("10 to 12 goats", "10 to 18 goats");
    agree("10 to 12 goats", "11 goats");
    differ("$3 million", "€3 million");
}

#[test]
fn a_message_names_it_shortly() {
    let shown = |text: &str| {
        let reading = ParagraphReading::read(text);
        let quantity = &reading.quantities[0];
        quantity.shown(reading.prose.span(quantity.tokens.start as usize, quantity.tokens.end as usize - 1).of(text))
    };
    assert_eq!(shown("around a dozen agreements"), "about 12");
    assert_eq!(shown("more than 10 agreements"), "over 10");
    assert_eq!(shown("At least 1,247 goats"), "at least 1,247");
    assert_eq!(shown("$3.5 billion"), "$3.5 billion");
    assert_eq!(shown("fifteen goats"), "15");
    assert_eq!(shown("Dozens of goats"), "dozens");
    assert_eq!(shown("the 71-year-old"), "71");
}

#[test]
fn over_is_a_bound_of_a_number_and_what_two_quarrel_over_is_not() {
    check("The row over $4 million went on.", &["$4 million = USD 4000000"]);
    check("They argued over 14 hectares.", &["14 hectares = 140000 m2"]);
    check("The balloon rose above 14 villages.", &["14 = 14 [villages]"]);
    check("The row cost over $4 million.", &["over $4 million = >=USD 4000000"]);
    check("The river rose above three metres.", &["above three metres = >=3 m"]);
}

#[test]
fn an_hour_in_four_figures_counts_nothing() {
    check("It left at 0340 local time, at around 1430 hours and by about 0410.", &[]);
    check("It has 1430 local sailors.", &["1430 = 1430 [sailors]"]);
}
