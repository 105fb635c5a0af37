//! Words that tell who speaks.

/// Verbs that give somebody's words, in the forms news uses. Sorted, lower case.
const REPORTING: &[&str] = &[
    "accused",
    "acknowledged",
    "added",
    "adding",
    "adds",
    "admitted",
    "advised",
    "affirmed",
    "announced",
    "answered",
    "argued",
    "argues",
    "asked",
    "asking",
    "asks",
    "asserted",
    "branded",
    "called",
    "calling",
    "calls",
    "cautioned",
    "claimed",
    "claiming",
    "claims",
    "commented",
    "complained",
    "conceded",
    "concluded",
    "confirmed",
    "continued",
    "cried",
    "declared",
    "denounced",
    "described",
    "describing",
    "dismissed",
    "emphasised",
    "emphasized",
    "exclaimed",
    "explained",
    "explaining",
    "explains",
    "hailed",
    "insisted",
    "insisting",
    "insists",
    "joked",
    "labeled",
    "labelled",
    "noted",
    "notes",
    "noting",
    "observed",
    "pleaded",
    "pledged",
    "posted",
    "praised",
    "promised",
    "quipped",
    "read",
    "reads",
    "recalled",
    "recalling",
    "remarked",
    "repeated",
    "replied",
    "responded",
    "retorted",
    "said",
    "saying",
    "says",
    "shouted",
    "stated",
    "states",
    "stating",
    "stressed",
    "suggested",
    "telling",
    "tells",
    "testified",
    "thanked",
    "told",
    "tweeted",
    "urged",
    "vowed",
    "warned",
    "warning",
    "warns",
    "whispered",
    "wondered",
    "writes",
    "writing",
    "wrote",
    "yelled",
];

/// Whether `word` gives somebody's words: "said", "told", "tweeted".
pub fn is_reporting_verb(word: &str) -> bool {
    // Asked of every word of a text: letters are compared as they come, without a copy in lower case.
    REPORTING.binary_search_by(|verb| verb.bytes().cmp(word.bytes().map(|it| it.to_ascii_lowercase()))).is_ok()
}

/// Words and marks at which a clause ends or begins. Sorted.
const BOUNDARIES: &[&str] = &[
    "(", ")", ",", ":", ";", "after", "although", "and", "as", "because", "before", "but", "if", "that", "though", "when", "where",
    "whereas", "which", "while", "who", "whose",
];

/// Words and marks at which a clause ends or begins, as written.
pub(super) fn clause_boundaries() -> impl Iterator<Item = &'static str> {
    BOUNDARIES.iter().copied()
}

/// The verbs of [`is_reporting_verb`].
pub(super) fn reporting_verbs() -> impl Iterator<Item = &'static str> {
    REPORTING.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::REPORTING;

    #[test]
    fn the_table_is_sorted() {
        assert!(REPORTING.is_sorted());
    }
}
