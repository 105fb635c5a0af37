//! One text in several house styles: what changes here means nothing.

/// Rewrites a text.
type Style = fn(&str) -> String;

/// Each way of writing, with its name.
pub(crate) const STYLES: &[(&str, Style)] = &[
    ("spelling", spelling),
    ("curly quotation marks", curly),
    ("straight quotation marks", straight),
    ("titles", titles),
    ("per cent", per_cent),
    ("per cent sign", per_cent_sign),
    ("hyphens", hyphens),
    ("numerals", numerals),
    ("figures in words", in_words),
    ("compounds without a hyphen", loose_compounds),
    ("times of day", times_of_day),
    ("scales", scales),
    ("days before months", days_first),
    ("short months", short_months),
];

/// All of them at once.
pub(crate) fn all(text: &str) -> String {
    let styles: [Style; 8] = [spelling, straight, curly, titles, per_cent, hyphens, numerals, times_of_day];
    styles.into_iter().fold(text.to_owned(), |text, style| style(&text))
}

/// British and American spelling: each pair is swapped to the one the text does not use.
fn spelling(text: &str) -> String {
    replace_words(
        text,
        &[
            ("defence", "defense"),
            ("harbour", "harbor"),
            ("neighbours", "neighbors"),
            ("neighbour", "neighbor"),
            ("kilometres", "kilometers"),
            ("litres", "liters"),
            ("metres", "meters"),
            ("programme", "program"),
            ("centred", "centered"),
            ("colour", "color"),
            ("labour", "labor"),
            ("organised", "organized"),
            ("cheque", "check"),
            ("grey", "gray"),
            ("instalment", "installment"),
            ("learnt", "learned"),
            ("practised", "practiced"),
            ("towards", "toward"),
            ("travelled", "traveled"),
            ("travelling", "traveling"),
        ],
    )
}

fn curly(text: &str) -> String {
    let mut before = ' ';
    let mut styled = String::with_capacity(text.len());
    for character in text.chars() {
        styled.push(match character {
            '"' if before.is_whitespace() || before == '(' => '“',
            '"' => '”',
            '\'' if before.is_alphanumeric() => '’',
            other => other,
        });
        before = character;
    }
    styled
}

fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

fn titles(text: &str) -> String {
    replace_words(text, &[("Mr", "Mr."), ("Mrs", "Mrs."), ("Ms", "Ms."), ("Dr", "Dr.")])
}

fn per_cent(text: &str) -> String {
    let swapped = text.replace("per cent", "\u{1}").replace("percent ", "per cent ").replace("percent,", "per cent,");
    swapped.replace('\u{1}', "percent")
}

fn per_cent_sign(text: &str) -> String {
    let mut styled = text.to_owned();
    for digit in '0'..='9' {
        for word in [" percent", " per cent"] {
            // "percentage points" is another word.
            for after in [" ", ",", "."] {
                styled = styled.replace(&format!("{digit}{word}{after}"), &format!("{digit}%{after}"));
            }
        }
    }
    styled
}

fn hyphens(text: &str) -> String {
    replace_words(
        text,
        &[("cooperation", "co-operation"), ("cooperate", "co-operate"), ("coordinated", "co-ordinated"), ("email", "e-mail")],
    )
}

/// Figures for words from two to twelve, and for tens.
fn numerals(text: &str) -> String {
    let words = [
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("Four", "4"),
        ("Eleven", "11"),
        ("Twelve", "12"),
        ("Seventy", "70"),
    ];
    replace_words(text, &words)
}

/// Words for figures from three to twelve, where a plain word follows.
fn in_words(text: &str) -> String {
    let words = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let mut styled = String::with_capacity(text.len());
    let mut rest = text.split_inclusive(' ').peekable();
    while let Some(part) = rest.next() {
        let next: &str = rest.peek().map_or("", |it| it.trim_end_matches(|it: char| it.is_whitespace() || it.is_ascii_punctuation()));
        // "9 per cent", "4 million" and "6 a.m." keep their figure in every house.
        let plain = 2 < next.len() && next.bytes().all(|it| it.is_ascii_lowercase());
        let plain = plain && !matches!(next, "per" | "percent" | "million" | "billion");
        let word = part.strip_suffix(' ').and_then(|it| (3..=12).find(|number: &usize| number.to_string() == it));
        match word.filter(|_| plain) {
            Some(number) => styled.push_str(&format!("{} ", words[number - 3])),
            None => styled.push_str(part),
        }
    }
    styled
}

/// "20-year old" for "20-year-old", "a long term plan" for "a long-term plan".
fn loose_compounds(text: &str) -> String {
    ["old", "year", "month", "week", "day", "time", "mile", "foot", "term", "based", "wide"].iter().fold(text.to_owned(), |text, part| {
        let mut styled = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(&format!("-{part}")) {
            let joins = before.ends_with(|it: char| it.is_ascii_lowercase()) && !after.starts_with(|it: char| it.is_alphanumeric());
            styled.push_str(before);
            styled.push_str(if joins { " " } else { "-" });
            styled.push_str(part);
            rest = after;
        }
        styled.push_str(rest);
        styled
    })
}

fn times_of_day(text: &str) -> String {
    text.replace(" a.m.", "am").replace(" p.m.", "pm")
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// "20 June" for "June 20".
fn days_first(text: &str) -> String {
    let mut styled = text.to_owned();
    for month in MONTHS {
        for day in (1..=31).rev() {
            // "June 2025" and "June 20-22" are no day.
            for after in [" ", ",", ".", "\n"] {
                styled = styled.replace(&format!("{month} {day}{after}"), &format!("{day} {month}{after}"));
            }
        }
    }
    styled
}

/// "Jan. 20" for "January 20".
fn short_months(text: &str) -> String {
    let mut styled = text.to_owned();
    for (month, short) in [("January", "Jan."), ("February", "Feb."), ("August", "Aug."), ("October", "Oct."), ("November", "Nov.")] {
        for digit in '1'..='9' {
            styled = styled.replace(&format!("{month} {digit}"), &format!("{short} {digit}"));
        }
    }
    styled
}

/// "$2.6bn" for "$2.6 billion".
fn scales(text: &str) -> String {
    let mut styled = String::with_capacity(text.len());
    for (at, part) in text.split_inclusive(' ').enumerate() {
        let word = part.trim_end().trim_end_matches(|it: char| it.is_ascii_punctuation());
        let short = match word {
            "million" => "m",
            "billion" => "bn",
            _ => "",
        };
        let sum = styled
            .trim_end()
            .rsplit(' ')
            .next()
            .is_some_and(|it| it.starts_with(['$', '£', '€']) && it.ends_with(|it: char| it.is_ascii_digit()));
        if at > 0 && !short.is_empty() && sum {
            styled.truncate(styled.trim_end().len());
            styled.push_str(&part.replacen(word, short, 1));
        } else {
            styled.push_str(part);
        }
    }
    styled
}

/// Whole words for whole words; a hyphen is part of a word, so "two-day" stays.
fn replace_words(text: &str, pairs: &[(&str, &str)]) -> String {
    let inner = |it: char| it.is_alphanumeric() || it == '-';
    let mut styled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(inner) {
        let end = rest[start..].find(|it| !inner(it)).map_or(rest.len(), |length| start + length);
        let word = &rest[start..end];
        styled.push_str(&rest[..start]);
        let other = pairs.iter().find(|(from, _)| *from == word).map_or(word, |(_, to)| to);
        // "Mr." has its full stop already.
        let doubled = other.ends_with('.') && rest[end..].starts_with('.');
        styled.push_str(if doubled { word } else { other });
        rest = &rest[end..];
    }
    styled.push_str(rest);
    styled
}

#[test]
fn styles_change_what_they_say() {
    assert_eq!(curly("He said: \"Don't.\" (\"No.\")"), "He said: “Don’t.” (“No.”)");
    assert_eq!(titles("Mr Lang and Mr. Oak"), "Mr. Lang and Mr. Oak");
    assert_eq!(per_cent("5 percent, 3 per cent"), "5 per cent, 3 percent");
    assert_eq!(per_cent_sign("5 percent, 1.5 percentage points"), "5%, 1.5 percentage points");
    assert_eq!(numerals("two two-day trips"), "2 two-day trips");
    assert_eq!(in_words("4 boats, 4 per cent, 1,247 crates"), "four boats, 4 per cent, 1,247 crates");
    assert_eq!(loose_compounds("a 20-year-old, a long-term plan"), "a 20-year old, a long term plan");
    assert_eq!(days_first("on June 20, 2025, in June 2025"), "on 20 June, 2025, in June 2025");
    assert_eq!(short_months("on January 20"), "on Jan. 20");
    assert_eq!(scales("$2.6 billion, a million"), "$2.6bn, a million");
}
