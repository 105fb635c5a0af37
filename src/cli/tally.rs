//! How much was read and found: the one line at the end.

use super::failure::Failure;
use super::report::Report;

/// How much was read and found.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    bundles: u64,
    articles: u64,
    words: u64,
    people: u64,
    /// By severity, gravest first.
    found: [u64; 4],
}

impl Tally {
    /// What one report adds.
    pub(super) fn of(report: &Report) -> Self {
        let mut found = [0; 4];
        for severity in report.severities() {
            found[severity as usize] += 1;
        }
        let people = report.people.iter().filter(|named| named.id.is_some() && !named.mentions.is_empty()).count() as u64;
        Self { bundles: 1, articles: report.articles as u64, words: report.words as u64, people, found }
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            bundles: self.bundles + other.bundles,
            articles: self.articles + other.articles,
            words: self.words + other.words,
            people: self.people + other.people,
            found: std::array::from_fn(|at| self.found[at] + other.found[at]),
        }
    }

    /// One line: "5 articles, 4,102 words, 17 people: 6 warnings, 4 notes".
    pub(super) fn line(&self, failures: &[Failure]) -> String {
        let mut read = vec![
            counted(self.articles, "article", "articles"),
            counted(self.words, "word", "words"),
            counted(self.people, "person", "people"),
        ];
        if 1 < self.bundles {
            read.insert(0, counted(self.bundles, "bundle", "bundles"));
        }
        let mut found = self.found();
        if found.is_empty() {
            found.push_str("nothing to report");
        }
        if !failures.is_empty() {
            found.push_str(&format!(", {} could not be read", grouped(failures.len() as u64)));
        }
        format!("{}: {found}", read.join(", "))
    }

    /// What was found, gravest first: "6 warnings, 4 notes"; empty where nothing was.
    pub(super) fn found(&self) -> String {
        let names = [("error", "errors"), ("warning", "warnings"), ("note", "notes"), ("hint", "hints")];
        let found = self.found.iter().zip(names).filter(|(count, _)| **count != 0);
        found.map(|(&count, (one, many))| counted(count, one, many)).collect::<Vec<_>>().join(", ")
    }
}

/// "1 article", "4,102 words".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with a comma after each group of three digits: 2,118.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at != 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
