//! Records: what the desk knows of people and facts, and what it has decided.

use super::header::Header;
use crate::text::{Excerpt, Span};

/// A person record.
#[derive(Debug, Clone, Default)]
pub struct PersonRecord {
    /// The id; where the marker has none, a name that no id can have.
    pub id: Excerpt,
    /// The id in the marker line (file bytes).
    pub id_span: Span,
    /// The whole section (file bytes).
    pub section: Span,
    /// `name`, where given.
    pub name: Option<Header>,
    /// Every name under `also`.
    pub also: Vec<Header>,
    /// Every name under `not`.
    pub not: Vec<Header>,
    /// Every `role`.
    pub roles: Vec<RoleHeld>,
    /// `born`, ISO 8601 of any precision.
    pub born: Option<Header>,
    /// `died`.
    pub died: Option<Header>,
    /// `pronouns`.
    pub pronouns: Option<Header>,
    /// Every `same-as`.
    pub same_as: Vec<Header>,
    /// `note`.
    pub note: Option<Header>,
    /// The section's body: free notes.
    pub notes: String,
}

/// `ROLE[, from DATE][, to DATE]` of a record.
#[derive(Debug, Clone)]
pub struct RoleHeld {
    /// The role as written, without its dates.
    pub role: Header,
    /// First day, ISO 8601 of any precision.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A fact record.
#[derive(Debug, Clone, Default)]
pub struct FactRecord {
    /// The key; where the marker has none, a name that no id can have.
    pub id: Excerpt,
    /// The id in the marker line (file bytes).
    pub id_span: Span,
    /// The whole section (file bytes).
    pub section: Span,
    /// `value`, one that [`super::Value::parse`] reads.
    pub value: Option<Header>,
    /// `source`, an article's id.
    pub source: Option<Header>,
    /// `url`.
    pub url: Option<Header>,
    /// `note`.
    pub note: Option<Header>,
    /// The section's body: free notes.
    pub notes: String,
}

/// What the desk has decided about one conflict.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// The id; where the marker has none, a name that no id can have.
    pub id: Excerpt,
    /// The id in the marker line (file bytes).
    pub id_span: Span,
    /// The whole section (file bytes).
    pub section: Span,
    /// `kind`, a conflict kind.
    pub kind: Option<Header>,
    /// `fact`, a fact's key.
    pub fact: Option<Header>,
    /// Every `between`.
    pub between: Vec<Between>,
    /// `verdict`, with its place (file bytes).
    pub verdict: Option<(Verdict, Span)>,
    /// `by`.
    pub by: Option<Header>,
    /// `on`, ISO 8601 of any precision.
    pub on: Option<Header>,
    /// `note`.
    pub note: Option<Header>,
    /// The section's body: free notes.
    pub notes: String,
}

/// One side of a decision: `ARTICLE "exact words"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// The article's id, or `FILE#ID`.
    pub article: String,
    /// The words, as they read without markup.
    pub words: String,
    /// The whole value in the file (file bytes).
    pub span: Span,
}

/// How a conflict was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This article is right.
    Accept(String),
    /// This value is right.
    Value(String),
    /// Each stands.
    Both,
    /// Not the same fact.
    Dismiss,
}

impl Between {
    /// Reads `ARTICLE "exact words"`. `None` when it is not of this form.
    pub(super) fn read(header: &Header) -> Option<Self> {
        let opens = header.value.match_indices('"').map(|it| it.0).find(|&at| header.value[..at].ends_with([' ', '\t']))?;
        let (article, words) = (header.value[..opens].trim_end(), header.value[opens + 1..].trim_end().strip_suffix('"')?.trim());
        // An id has no blank in it; the name of its file may.
        let blanks = article.rsplit('#').next().is_none_or(|id| id.contains([' ', '\t']));
        (!article.is_empty() && !blanks && !words.is_empty()).then(|| Self {
            article: article.to_owned(),
            words: words.to_owned(),
            span: header.span,
        })
    }
}

impl Verdict {
    /// Reads `accept ARTICLE`, `value VALUE`, `both` or `dismiss`. `None` when it is none of them.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
        let rest = rest.trim();
        match (word, rest.is_empty()) {
            ("accept", false) => Some(Self::Accept(rest.to_owned())),
            ("value", false) => Some(Self::Value(rest.to_owned())),
            ("both", true) => Some(Self::Both),
            ("dismiss", true) => Some(Self::Dismiss),
            _ => None,
        }
    }
}

impl RoleHeld {
    /// Reads `ROLE[, from DATE][, to DATE]`, and the dates that are none (file bytes). Only what a digit follows is a date:
    /// "Ambassador, to the islands" is a role.
    pub(super) fn read(header: &Header, is_date: impl Fn(&str) -> bool) -> (Self, Vec<String>) {
        let mut role = header.value.as_str();
        let (mut from, mut to, mut wrong) = (None, None, Vec::new());
        loop {
            let cut = [(", from ", &mut from), (", to ", &mut to)]
                .into_iter()
                .filter(|(_, slot)| slot.is_none())
                .filter_map(|(word, slot)| Some((role.rfind(word)?, word, slot)))
                .max_by_key(|(at, ..)| *at);
            let Some((at, word, slot)) = cut else { break };
            let date = role[at + word.len()..].trim();
            if !date.starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            if is_date(date) {
                *slot = Some(date.to_owned());
            } else {
                wrong.push(date.to_owned());
                *slot = Some(String::new());
            }
            role = role[..at].trim_end();
        }
        let given = |slot: Option<String>| slot.filter(|date| !date.is_empty());
        // The role is the value's beginning; where lines were joined, the value's bytes are not the file's and all of it is named.
        let unbroken = header.span.len() as usize == header.value.len();
        let span = if unbroken { Span::new(header.span.start, header.span.start + role.len() as u32) } else { header.span };
        (Self { role: Header { value: role.into(), span }, from: given(from), to: given(to) }, wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::{Between, Header, RoleHeld, Verdict};
    use crate::bundle::IsoDate;
    use crate::text::Span;

    fn header(value: &str) -> Header {
        Header { value: value.into(), span: Span::new(0, value.len() as u32) }
    }

    #[test]
    fn a_role_keeps_its_dates_apart() {
        for (text, role, from, to) in [
            ("Mayor of Norwald", "Mayor of Norwald", None, None),
            ("Mayor, from 2020", "Mayor", Some("2020"), None),
            ("Mayor, from 2020-01, to 2024-05-22", "Mayor", Some("2020-01"), Some("2024-05-22")),
            ("Ambassador, to the islands, to 2024", "Ambassador, to the islands", None, Some("2024")),
            ("Envoy, from the north", "Envoy, from the north", None, None),
        ] {
            let (read, wrong) = RoleHeld::read(&header(text), |date| IsoDate::parse(date).is_some());
            assert_eq!((read.role.value.as_str(), read.from.as_deref(), read.to.as_deref()), (role, from, to), "{text}");
            assert!(wrong.is_empty(), "{text}");
        }
        let (read, wrong) = RoleHeld::read(&header("Mayor, from 2020-13"), |date| IsoDate::parse(date).is_some());
        assert_eq!((read.from, wrong), (None, vec!["2020-13".to_owned()]));
    }

    #[test]
    fn a_side_of_a_decision_is_an_article_with_words() {
        let side = Between::read(&header("upi \"he said \"no\" twice\"")).expect("it is well formed");
        assert_eq!((side.article.as_str(), side.words.as_str()), ("upi", "he said \"no\" twice"));
        let side = Between::read(&header("the talks [1]#upi \"15\"")).expect("a file may have blanks in its name");
        assert_eq!((side.article.as_str(), side.words.as_str()), ("the talks [1]#upi", "15"));
        for text in
            ["upi", "upi words", "the upi \"15\"", "a#the upi \"15\"", " \"15\"", "upi \"words", "\"words\"", "upi \"\"", "upi \" \""]
        {
            assert_eq!(Between::read(&header(text)), None, "{text}");
        }
    }

    #[test]
    fn a_verdict_has_one_of_four_forms() {
        assert_eq!(Verdict::read("accept upi"), Some(Verdict::Accept("upi".to_owned())));
        assert_eq!(Verdict::read("value about 12"), Some(Verdict::Value("about 12".to_owned())));
        assert_eq!(Verdict::read("both"), Some(Verdict::Both));
        assert_eq!(Verdict::read("dismiss"), Some(Verdict::Dismiss));
        for text in ["accept", "value", "both upi", "reject", ""] {
            assert_eq!(Verdict::read(text), None, "{text}");
        }
    }
}
