//! Offices and roles: "Vietnamese President", "prime minister of Canada", "chief executive of Acme".

use std::ops::Range;

use crate::prose::Prose;

/// How somebody stands to an office. Deputies and vice presidents hold another office: that is in its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Standing {
    /// "President Orr".
    #[default]
    Holder,
    /// "acting", "interim", "caretaker".
    Acting,
    /// "former", "ex-", "then", "late".
    Former,
    /// "-elect", "incoming", "designate", "nominee", "candidate".
    Elect,
}

/// An office or role that the text names.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeMention {
    /// The words of the office, with its country or body where they stand together: "Vietnamese President".
    pub tokens: Range<u32>,
    /// The office in lower case and one spelling: "president", "vice president", "police chief".
    pub title: String,
    /// The country or body in one spelling, where the text gives one: "vietnam", "acme".
    pub body: Option<String>,
    /// How the holder stands to it.
    pub standing: Standing,
    /// The words of the holder's name, where it stands right by the office.
    pub holder: Option<Range<u32>>,
}

/// The offices of one paragraph, in text order.
pub(super) fn offices(_paragraph: &str, _prose: &Prose) -> Vec<OfficeMention> {
    Vec::new()
}
