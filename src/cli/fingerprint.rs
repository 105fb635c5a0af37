//! What tells one finding from another whatever is edited around it: its kind, its subject, the articles and their words.
//!
//! No line, offset, path or name of a bundle goes in, so a finding keeps its fingerprint when text is put before it, when its
//! file moves, and when it comes through standard input.

use std::fmt;

use super::report::{Fault, Finding, Report, Said};
use crate::lexicon::plain;

/// The identity of a finding, or of one statement in it. Shown as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fingerprint(u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Fingerprint {
    /// One that [`fmt::Display`] wrote; `None` for anything else.
    pub(super) fn read(text: &str) -> Option<Self> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }

    /// FNV-1a with 64 bits, as it must be the same in every version of the program; a separator stands between the parts.
    fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for part in parts {
            for byte in part.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(hash)
    }
}

/// The identity of what one article says in a finding.
pub(super) fn of_statement(report: &Report, finding: &Finding, said: &Said) -> Fingerprint {
    Fingerprint::of([finding.kind, &normal(&finding.subject), &said.article, &normal(report.text(said.spot))])
}

/// The identities of all that is said in a finding, sorted.
pub(super) fn of_statements(report: &Report, finding: &Finding) -> Vec<Fingerprint> {
    let mut all: Vec<Fingerprint> = finding.statements.iter().map(|said| of_statement(report, finding, said)).collect();
    all.sort_unstable();
    all
}

/// The identity of a finding: that of its statements, in whatever order they stand.
pub(super) fn of_finding(report: &Report, finding: &Finding) -> Fingerprint {
    let parts: Vec<String> = of_statements(report, finding).iter().map(ToString::to_string).collect();
    Fingerprint::of(parts.iter().map(String::as_str))
}

/// The identity of a mistake in a file.
pub(super) fn of_fault(report: &Report, fault: &Fault) -> Fingerprint {
    // "the first is on line 12" moves with every edit above it.
    let message: String = fault.message.chars().filter(|c| !c.is_ascii_digit()).collect();
    Fingerprint::of([fault.code, &normal(&message), &normal(report.text(fault.spot))])
}

/// Words without case, diacritics, hyphens, quotation marks and regional spelling; figures keep the signs inside them, so that
/// 3.5 is not 35.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric());
        let figure = trimmed.contains(|c: char| c.is_ascii_digit());
        let word = if figure { trimmed.to_lowercase() } else { plain(trimmed) };
        if !word.is_empty() {
            normal.push_str(&word);
            normal.push(' ');
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, normal};

    #[test]
    fn house_style_is_no_other_finding() {
        assert_eq!(normal("“15  Documents”\nof co-operation"), normal("15 documents of cooperation,"));
        assert_eq!(normal("Tô Vân's defence"), normal("To Van’s defense"));
    }

    #[test]
    fn another_figure_is_another_finding() {
        assert_ne!(normal("3.5 tonnes"), normal("35 tonnes"));
        assert_ne!(normal("12-15"), normal("1215"));
    }

    #[test]
    fn parts_are_kept_apart_and_the_digits_can_be_read_back() {
        assert_ne!(Fingerprint::of(["ab", "c"]), Fingerprint::of(["a", "bc"]));
        let one = Fingerprint::of(["count", "boats"]);
        assert_eq!(one.to_string(), "30a509aefec34939");
        assert_eq!(Fingerprint::read(&one.to_string()), Some(one));
        assert_eq!(Fingerprint::read("+123456789abcdef"), None);
    }
}
