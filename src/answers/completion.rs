//! What can be written next: section kinds, header keys and their values, annotations, people's names in a draft.

use std::collections::BTreeSet;

use crate::bundle::{DRAFT_KINDS, Form, KINDS, Role, Section, SectionKind, Story};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// What a proposal stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProposalKind {
    /// A section.
    Section,
    /// A header or an attribute.
    Key,
    /// One of a few words.
    Word,
    /// An id that stands somewhere.
    Id,
    /// A person's name.
    Name,
}

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it is called.
    pub label: String,
    /// What it stands for.
    pub kind: ProposalKind,
    /// What it replaces, up to the cursor (file bytes).
    pub span: Span,
    /// The text.
    pub text: String,
    /// The text with places to fill in (`$1`), where it has any.
    pub snippet: Option<String>,
    /// What it is for, in a few words; may be empty.
    pub detail: String,
}

/// Most names that are proposed for a few letters: more are not looked through.
const MOST_NAMES: usize = 100;

/// What can be written at `offset` of a file (file bytes), in order of use. Empty in plain text and in running text of a source: other
/// people's words are not completed.
pub fn completion(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Proposal> {
    let read = &snapshot.story.files[file as usize];
    if read.source.form == Form::Plain {
        return Vec::new();
    }
    let text = read.text();
    let before = &text[..offset as usize];
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &before[line_start..];
    let desk = Desk { snapshot, file, offset };
    if line.starts_with('-') && "--- ".starts_with(line.trim_end_matches(|it: char| it.is_ascii_lowercase())) {
        return desk.sections(line);
    }
    let Some(section) = read.sections.iter().rfind(|it| it.span.start <= offset) else { return Vec::new() };
    // A header that is being typed has no colon yet, so the text's own blank line says where headers end.
    let from = section.marker.end as usize;
    let in_headers = section.kind != SectionKind::Unmarked
        && from < line_start
        && !text[from..line_start].lines().skip(1).any(|it| it.trim_matches([' ', '\t']).is_empty());
    if in_headers {
        return match line.split_once(':') {
            Some((key, value)) => desk.values(section.kind, &key.to_lowercase(), value.trim_start_matches([' ', '\t'])),
            None => desk.keys(section, line),
        };
    }
    if section.kind == SectionKind::Article { desk.in_text(section, line) } else { Vec::new() }
}

/// Where the cursor stands.
struct Desk<'s> {
    snapshot: &'s Snapshot,
    file: u32,
    offset: u32,
}

impl Desk<'_> {
    /// A proposal in place of the `typed` letters before the cursor.
    fn proposal(&self, kind: ProposalKind, typed: &str, text: impl Into<String>, detail: impl Into<String>) -> Proposal {
        let text = text.into();
        let span = Span::new(self.offset - typed.len() as u32, self.offset);
        Proposal { label: text.trim_end_matches([' ', ':', '=']).to_owned(), kind, span, text, snippet: None, detail: detail.into() }
    }

    fn sections(&self, typed: &str) -> Vec<Proposal> {
        let with_snippet = |kind: SectionKind| {
            let (rest, detail) = match kind {
                SectionKind::Bundle => ("\ntitle: $1\n\n$0", "What holds for the whole file"),
                SectionKind::Article => (" ${1:id}\noutlet: $2\npublished: $3\ntitle: $4\n\n$0", "A report"),
                SectionKind::Person => (" ${1:id}\nname: $2\nalso: $3\n$0", "Somebody, with all their names"),
                SectionKind::Fact => (" ${1:id}\nvalue: $2\nsource: $3\n$0", "What is right"),
                _ => (" ${1:id}\nkind: $2\nbetween: $3 \"$4\"\nverdict: $5\n$0", "How a conflict is settled"),
            };
            let text = format!("--- {}", kind.word());
            let snippet = Some(format!("{text}{rest}"));
            Proposal { snippet, ..self.proposal(ProposalKind::Section, typed, text, detail) }
        };
        // A file has one bundle section, and it has to be the first.
        let first = self.story().files[self.file as usize].sections.iter().find(|it| it.kind != SectionKind::Unmarked);
        let allowed = |kind: &SectionKind| *kind != SectionKind::Bundle || first.is_none_or(|it| self.offset <= it.marker.end);
        SectionKind::NAMED.into_iter().filter(allowed).map(with_snippet).collect()
    }

    fn keys(&self, section: &Section, typed: &str) -> Vec<Proposal> {
        let given: BTreeSet<&str> = section.headers.iter().filter(|it| !it.key.touches(self.offset)).filter_map(|it| it.known).collect();
        let keys = section.kind.keys().iter().filter(|it| it.repeats || !given.contains(it.name));
        keys.map(|it| self.proposal(ProposalKind::Key, typed, format!("{}: ", it.name), it.help)).collect()
    }

    fn values(&self, section: SectionKind, key: &str, typed: &str) -> Vec<Proposal> {
        let words = |words: &[&str]| words.iter().map(|it| self.proposal(ProposalKind::Word, typed, *it, "")).collect::<Vec<_>>();
        let last = typed.rsplit(',').next().unwrap_or_default().trim_start();
        match (section, key) {
            (SectionKind::Article, "role") => words(&["source", "draft"]),
            (SectionKind::Decision, "kind") => words(KINDS),
            (SectionKind::Bundle, "ignore") => {
                KINDS.iter().chain(DRAFT_KINDS).map(|it| self.proposal(ProposalKind::Word, last, *it, "")).collect()
            }
            (SectionKind::Fact, "source") => self.articles(typed, |id| id),
            (SectionKind::Article, "supersedes") => {
                // No article takes its own place.
                let own = self.story().files[self.file as usize].articles.iter().find(|it| it.section.touches(self.offset));
                let own = own.map_or("", |it| it.id.as_str());
                self.articles(typed, |id| id).into_iter().filter(|it| it.text != own).collect()
            }
            (SectionKind::Fact, "value") if typed.starts_with('@') => self.people(&typed[1..]),
            (SectionKind::Decision, "fact") => self.facts(typed),
            (SectionKind::Decision, "between") if !typed.contains([' ', '\t']) => self.articles(typed, |id| format!("{id} \"")),
            (SectionKind::Decision, "verdict") => {
                let mut verdicts = self.articles(typed, |id| format!("accept {id}"));
                verdicts.extend(words(&["both", "dismiss", "value "]));
                verdicts
            }
            _ => Vec::new(),
        }
    }

    fn in_text(&self, section: &Section, line: &str) -> Vec<Proposal> {
        if let Some(at) = line.rfind("]{").filter(|&at| !line[at..].contains('}')) {
            let typed = line[at + 2..].rsplit(' ').next().unwrap_or_default();
            if let Some((key, value)) = typed.split_once('=') {
                return self.attribute(key, value.trim_start_matches('"'));
            }
            let keys =
                [("person=", "Who this is"), ("fact=", "What this states"), ("value=", "Its value"), ("ignore=", "Do not compare this")];
            return keys.iter().map(|(key, detail)| self.proposal(ProposalKind::Key, typed, *key, *detail)).collect();
        }
        let article = section.at.map(|at| &self.story().files[self.file as usize].articles[at as usize]);
        let typed = line.rsplit(|it: char| !it.is_alphanumeric() && !matches!(it, '-' | '\'' | '’')).next().unwrap_or_default();
        if article.is_some_and(|it| it.role == Role::Draft) && typed.starts_with(char::is_uppercase) {
            self.names(typed)
        } else {
            Vec::new()
        }
    }

    fn attribute(&self, key: &str, typed: &str) -> Vec<Proposal> {
        match key {
            "person" => {
                let mut people = self.people(typed);
                people.push(self.proposal(ProposalKind::Word, typed, "none", "Not a person"));
                people
            }
            "fact" => self.facts(typed),
            "ignore" => {
                let words = std::iter::once("all").chain(KINDS.iter().chain(DRAFT_KINDS).copied());
                words.map(|it| self.proposal(ProposalKind::Word, typed, it, "")).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Ids of the story's articles, the file's own first.
    fn articles<T: Into<String>>(&self, typed: &str, written: impl Fn(String) -> T) -> Vec<Proposal> {
        let story = self.story();
        let (own, others): (Vec<u32>, Vec<u32>) = (0..story.articles.len() as u32).partition(|&it| story.file_of(it) == self.file);
        let propose = |it: u32| self.proposal(ProposalKind::Id, typed, written(story.reference(self.file, it)), story.article(it).label());
        own.into_iter().chain(others).map(propose).collect()
    }

    /// Ids of records.
    fn people(&self, typed: &str) -> Vec<Proposal> {
        let records = self.story().persons.iter().map(|&at| self.story().person_record(at));
        let name = |it: &crate::bundle::PersonRecord| it.name.as_ref().map(|it| it.value.clone()).unwrap_or_default();
        records.map(|it| self.proposal(ProposalKind::Id, typed, it.id.clone(), name(it))).collect()
    }

    /// Keys of facts that are marked or have a record, each once.
    fn facts(&self, typed: &str) -> Vec<Proposal> {
        let files = &self.story().files[..self.story().own as usize];
        let records = files.iter().flat_map(|it| &it.facts).map(|it| it.id.as_str());
        let articles = files.iter().flat_map(|it| &it.articles);
        let marked = articles.flat_map(|it| &it.annotations).filter_map(|it| it.fact.as_ref()).map(|it| it.value.as_str());
        // What is being typed is no key yet.
        let keys: BTreeSet<&str> = records.chain(marked).filter(|it| !it.is_empty() && *it != typed).collect();
        keys.into_iter().map(|it| self.proposal(ProposalKind::Id, typed, it, "")).collect()
    }

    /// Full names with a word that begins with these letters. A name that only this draft has is what is being typed.
    fn names(&self, typed: &str) -> Vec<Proposal> {
        let persons = self.snapshot.facts.people.persons.iter();
        let known = persons.filter(|it| {
            let told = it.articles.iter().any(|&it| self.story().article(it).role == Role::Source);
            (it.record.is_some() || told) && it.name.split_whitespace().any(|word| word.starts_with(typed))
        });
        known.take(MOST_NAMES).map(|it| self.proposal(ProposalKind::Name, typed, it.name.clone(), "")).collect()
    }

    fn story(&self) -> &Story {
        &self.snapshot.story
    }
}

#[cfg(test)]
mod tests {
    use super::completion;
    use crate::fixture;

    /// The labels at the cursor.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let (text, at) = fixture::cursor(marked);
        let found = completion(&fixture::snapshot(&text), 0, at);
        assert!(found.iter().all(|it| it.span.end == at), "{found:?}");
        assert_eq!(found.iter().map(|it| it.label.as_str()).collect::<Vec<_>>(), expected);
    }

    const PEOPLE: &str =
        "\n--- article post\n\nHelen Marsh, the harbour master, paid [15]{fact=fees}. Marsh left.\n\n--- person orr\nname: Ada Orr\n";

    #[test]
    fn a_marker_is_completed_to_a_section() {
        check("--<|>", &["--- bundle", "--- article", "--- person", "--- fact", "--- decision"]);
        check("--- article a\n\nNews.\n\n--- pe<|>", &["--- article", "--- person", "--- fact", "--- decision"]);
        check("--- article a\n\nNews -<|>", &[]);
    }

    #[test]
    fn headers_are_those_that_are_not_given_yet() {
        check("--- fact fees\nvalue: 15\nso<|>\n", &["source", "url", "note"]);
        check("--- person orr\nalso: Orr\nal<|>\n", &["name", "also", "not", "role", "born", "died", "pronouns", "same-as", "note"]);
        check("--- person orr\nname: Ada Orr\n\nno<|>", &[]);
    }

    #[test]
    fn values_are_those_a_header_can_have() {
        check("--- article a\nrole: <|>\n", &["source", "draft"]);
        check(
            "--- article a\n\nNews.\n\n--- article b\n\nNews.\n\n--- decision d\nverdict: acc<|>\n",
            &["accept a", "accept b", "both", "dismiss", "value"],
        );
        check("--- article a\ntitle: <|>\n", &[]);
        check("--- article a\n\nNews.\n\n--- article b\nsupersedes: <|>\n", &["a"]);
    }

    #[test]
    fn an_annotation_knows_people_facts_and_kinds() {
        check(&format!("--- article a\n\n[Ada]{{<|>\n{PEOPLE}"), &["person", "fact", "value", "ignore"]);
        check(&format!("--- article a\n\n[Ada]{{person=<|>}}\n{PEOPLE}"), &["orr", "none"]);
        check(&format!("--- article a\n\n[15]{{fact=f<|>}}\n{PEOPLE}"), &["fees"]);
    }

    #[test]
    fn names_are_completed_in_drafts_alone() {
        check(&format!("--- article a\nrole: draft\n\nMrs Ma<|>\n{PEOPLE}"), &["Helen Marsh"]);
        check(&format!("--- article a\nrole: draft\n\nmrs o<|>\n{PEOPLE}"), &[]);
        check(&format!("--- article a\n\nMrs Ma<|>\n{PEOPLE}"), &[]);
    }
}
