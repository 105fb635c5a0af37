//! Abbreviations that are written with a full stop.

/// Before a name: a sentence never ends here. Sorted, lower case, without the stop.
const TITLES: &[&str] = &[
    "adm", "asst", "atty", "brig", "capt", "cmdr", "col", "cpl", "dep", "det", "dr", "gen", "gov", "hon", "insp", "lt", "maj", "messrs",
    "mlle", "mme", "mr", "mrs", "ms", "mt", "mx", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "supt", "ven",
];

/// Elsewhere. Sorted, lower case, without the stop.
const OTHERS: &[&str] = &[
    "approx", "apr", "aug", "ave", "blvd", "bros", "co", "corp", "dec", "dept", "dist", "est", "etc", "feb", "ft", "inc", "jan", "jr",
    "jul", "jun", "ltd", "mar", "nos", "nov", "oct", "rd", "sep", "sept", "sr", "st", "univ", "vs",
];

/// The longest of them, "approx" and "messrs", in bytes.
const LONGEST_BYTES: usize = 6;

/// Whether `word` (without its stop) is written with a full stop.
pub fn is_abbreviation(word: &str) -> bool {
    // Asked of the last word of every sentence.
    if LONGEST_BYTES < word.len() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    TITLES.binary_search(&lower.as_str()).is_ok()
        || (OTHERS.binary_search(&lower.as_str()).is_ok()
            && (word.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(word, "etc" | "vs" | "approx" | "ft")))
}

/// Whether `word` (with its stop or without) stands before a name: "Mr.", "Gov.".
pub fn is_title_abbreviation(word: &str) -> bool {
    TITLES.binary_search(&word.trim_end_matches('.').to_ascii_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_BYTES, OTHERS, TITLES};

    #[test]
    fn the_tables_are_sorted() {
        assert!(TITLES.is_sorted());
        assert!(OTHERS.is_sorted());
        assert_eq!(TITLES.iter().chain(OTHERS).map(|it| it.len()).max(), Some(LONGEST_BYTES));
    }
}
