//! What mends a mistake in a file: the word that was meant, a line that is missing, a section that serves no more.

use super::super::Spot;
use super::super::words::line_end;
use super::super::writing::{Sections, Written, free_id};
use super::{Action, ActionKind};
use crate::bundle::{ATTRIBUTES, DRAFT_KINDS, File, KINDS, Problem, Section, SectionKind, is_id, nearest, problem_kind};
use crate::snapshot::Snapshot;
use crate::text::{Span, single_spaced};

/// What mends this problem of a file; the likeliest first, and sure only where nothing else can have been meant.
pub(super) fn fixes(snapshot: &Snapshot, file: u32, problem: &Problem) -> Vec<Action> {
    let read = &snapshot.story.files[file as usize];
    let Some(section) = read.sections.iter().rfind(|it| it.span.start <= problem.span.start) else { return Vec::new() };
    let mistake = Mistake { snapshot, file, read, text: read.text(), section, at: problem.span };
    let fixes = match problem.code {
        "unknown-section" => mistake.instead(nearest(mistake.words(), SectionKind::NAMED.map(SectionKind::word))),
        "unknown-header" => mistake.header(),
        "bad-value" => mistake.value(),
        "unknown-id" => mistake.id(),
        "repeated-header" => mistake.without_line(),
        "missing-blank-line" => mistake.blank_line(),
        "no-marker" => mistake.marker(),
        "missing-id" | "duplicate-id" => mistake.new_id(problem.code == "missing-id"),
        "stale-decision" => mistake.without_decision(),
        _ => Vec::new(),
    };
    let code = problem_kind(problem.code).map(|it| it.code);
    fixes.into_iter().map(|it| Action { about: code, ..it }).collect()
}

/// A mistake and where it stands.
struct Mistake<'s> {
    snapshot: &'s Snapshot,
    file: u32,
    read: &'s File,
    text: &'s str,
    section: &'s Section,
    at: Span,
}

impl Mistake<'_> {
    fn words(&self) -> &str {
        self.at.of(self.text)
    }

    fn write(&self, span: Span, text: impl Into<String>) -> Written {
        (Spot { file: self.file, span }, text.into()).into()
    }

    /// The one word that was meant.
    fn instead(&self, meant: Option<&str>) -> Vec<Action> {
        let fix = |meant: &str| Action { sure: true, ..fix(format!("Write '{meant}'"), self.write(self.at, meant)) };
        meant.into_iter().map(fix).collect()
    }

    fn in_body(&self) -> bool {
        self.section.body.contains(self.at) && self.section.body.start < self.section.body.end
    }

    /// An unknown header, or an unknown attribute of an annotation. What is given already was not meant again.
    fn header(&self) -> Vec<Action> {
        if !self.in_body() {
            let given = |name: &str| self.section.headers.iter().any(|it| it.known == Some(name) && !it.header.value.is_empty());
            let meant = nearest(self.words(), self.section.kind.keys().iter().map(|it| it.name));
            return self.instead(meant.filter(|it| !given(it) || self.section.kind.key(it).is_some_and(|it| it.repeats)));
        }
        let annotations = self.read.articles.iter().flat_map(|it| &it.annotations).filter(|it| it.markup.contains(self.at));
        let Some(annotation) = annotations.min_by_key(|it| it.markup.len()) else { return Vec::new() };
        let given = |name: &str| match name {
            "person" => annotation.person.is_some(),
            "fact" => annotation.fact.is_some(),
            "value" => annotation.value.is_some(),
            _ => annotation.ignore.is_some(),
        };
        self.instead(nearest(self.words(), ATTRIBUTES).filter(|it| !given(it)))
    }

    /// A value that is one of a few words.
    fn value(&self) -> Vec<Action> {
        if self.in_body() {
            let ignored = self.text[..self.at.start as usize].trim_end_matches('"').ends_with("ignore=");
            let known = KINDS.iter().chain(DRAFT_KINDS).copied().chain(std::iter::once("all"));
            return if ignored { self.instead(nearest(self.words(), known)) } else { Vec::new() };
        }
        let Some(line) = self.section.headers.iter().find(|it| it.header.span.contains(self.at)) else { return Vec::new() };
        match (self.section.kind, line.known) {
            (SectionKind::Article, Some("role")) => self.instead(nearest(self.words(), ["source", "draft"])),
            (SectionKind::Bundle, Some("ignore")) | (SectionKind::Decision, Some("kind")) => {
                self.instead(nearest(self.words(), KINDS.iter().copied()))
            }
            _ => Vec::new(),
        }
    }

    /// A name that leads nowhere: the nearest one that leads somewhere, or a record for it.
    fn id(&self) -> Vec<Action> {
        let story = &self.snapshot.story;
        if !self.in_body() {
            if let Some(article) = story.elsewhere(self.file, self.words()) {
                return self.instead(Some(&story.reference(self.file, article)));
            }
            return self.instead(nearest(self.words(), self.read.articles.iter().map(|it| it.id.as_str())));
        }
        let mut fixes = self.instead(nearest(self.words(), story.persons.iter().map(|&it| story.person_record(it).id.as_str())));
        let marked = self.read.articles.iter().find_map(|article| {
            let annotation = article.annotations.iter().find(|it| it.person.as_ref().is_some_and(|it| it.span == self.at))?;
            Some(annotation.span.of(&article.body.text))
        });
        if let (Some(name), Some(mut sections)) = (marked, Sections::at_the_end(self.snapshot, self.file)) {
            sections.begin("person", self.words());
            sections.header("name", &single_spaced(name));
            fixes.push(fix(format!("Create a record '{}'", self.words()), sections.written()));
        }
        fixes
    }

    /// A header that is given again: the first counts, so without this one nothing changes.
    fn without_line(&self) -> Vec<Action> {
        let Some(at) = self.section.headers.iter().position(|it| it.key == self.at) else { return Vec::new() };
        let end = match self.section.headers.get(at + 1) {
            Some(next) => next.key.start,
            None => self.next_line(self.section.headers[at].header.span.end),
        };
        let title = format!("Remove this '{}'", self.words());
        vec![fix(title, self.write(Span::new(self.at.start, end), ""))]
    }

    /// Text right under the headers is read as text already: a blank line only says so. Below a header that goes on over lines it
    /// would change what is read.
    fn blank_line(&self) -> Vec<Action> {
        let line = self.text[..self.at.start as usize].rfind(['\n', '\r']).map_or(0, |it| it as u32 + 1);
        let sure = !self.section.headers.iter().any(|it| it.header.span.contains(self.at));
        let insert = self.write(Span::new(line, line), line_end(self.text));
        vec![Action { sure, ..fix("Put a blank line before it", insert) }]
    }

    /// Text without a marker is read as an article with the file's id: a marker line says so.
    fn marker(&self) -> Vec<Action> {
        let Some(article) = self.section.at.map(|at| &self.read.articles[at as usize]).filter(|it| is_id(&it.id)) else {
            return Vec::new();
        };
        let (at, end) = (self.section.marker.start, line_end(self.text));
        let insert = self.write(Span::new(at, at), format!("--- article {}{end}{end}", article.id));
        vec![Action { sure: true, ..fix("Put a marker line above it", insert) }]
    }

    /// An id that nothing of its kind has.
    fn new_id(&self, missing: bool) -> Vec<Action> {
        let ids: Vec<&str> = match self.section.kind {
            SectionKind::Article => self.read.articles.iter().map(|it| it.id.as_str()).collect(),
            SectionKind::Person => self.read.persons.iter().map(|it| it.id.as_str()).collect(),
            SectionKind::Fact => self.read.facts.iter().map(|it| it.id.as_str()).collect(),
            _ => self.read.decisions.iter().map(|it| it.id.as_str()).collect(),
        };
        let kind = self.section.kind.word();
        let outlet = self.section.headers.iter().find(|it| matches!(it.known, Some("outlet" | "name"))).map(|it| it.header.value.as_str());
        let words = if missing { outlet.unwrap_or_default() } else { self.words() };
        let id = free_id(words, kind, |id| ids.contains(&id));
        let title = format!("Call it '{id}'");
        let (span, text) = if missing { (Span::new(self.at.end, self.at.end), format!(" {id}")) } else { (self.at, id) };
        vec![fix(title, self.write(span, text))]
    }

    fn without_decision(&self) -> Vec<Action> {
        vec![fix("Remove this decision", self.write(self.section.span, ""))]
    }

    /// Where the line after the one that holds `offset` begins.
    fn next_line(&self, offset: u32) -> u32 {
        let rest = &self.text[offset as usize..];
        let Some(at) = rest.find(['\n', '\r']) else { return self.text.len() as u32 };
        offset + at as u32 + if rest[at..].starts_with("\r\n") { 2 } else { 1 }
    }
}

fn fix(title: impl Into<String>, edit: Written) -> Action {
    Action::new(ActionKind::Fix, title, vec![edit])
}

#[cfg(test)]
mod tests {
    use super::super::super::writing::applied;
    use super::super::{Signature, actions, fix_all};
    use crate::fixture;
    use crate::text::Span;

    /// What is offered for the mistake at the cursor, and the text after the first of it.
    fn mended(marked: &str) -> (Vec<(String, bool)>, String) {
        let (text, at) = fixture::cursor(marked);
        let fixes: Vec<_> = actions(&fixture::snapshot(&text), 0, Span::new(at, at), &Signature::default());
        let fixes: Vec<_> = fixes.into_iter().filter(|it| it.about.is_some()).collect();
        let after = fixes.first().map_or(text.clone(), |it| applied(&text, &it.edits));
        (fixes.into_iter().map(|it| (it.title, it.sure)).collect(), after)
    }

    #[track_caller]
    fn check(marked: &str, titles: &[(&str, bool)], after: &str) {
        let titles = titles.iter().map(|(title, sure)| ((*title).to_owned(), *sure)).collect();
        assert_eq!(mended(marked), (titles, after.to_owned()));
    }

    #[test]
    fn a_word_that_was_meant_is_put_in() {
        check("--- article a\noutl<|>at: Post\n\nNews.\n", &[("Write 'outlet'", true)], "--- article a\noutlet: Post\n\nNews.\n");
        check("--- artcle<|> a\n\nNews.\n", &[("Write 'article'", true)], "--- article a\n\nNews.\n");
        check("--- article a\nrole: drat<|>\n\nNews.\n", &[("Write 'draft'", true)], "--- article a\nrole: draft\n\nNews.\n");
        check("--- article a\n\n[15]{fact=f ignor<|>=all}.\n", &[("Write 'ignore'", true)], "--- article a\n\n[15]{fact=f ignore=all}.\n");
        check("--- article a\n\n[15]{ignore=mony<|>}.\n", &[("Write 'money'", true)], "--- article a\n\n[15]{ignore=money}.\n");
    }

    #[test]
    fn a_header_that_is_given_already_was_not_meant_again() {
        check("--- article a\noutlet: Post\noutl<|>at: Wire\n\nNews.\n", &[], "--- article a\noutlet: Post\noutlat: Wire\n\nNews.\n");
    }

    #[test]
    fn a_name_that_leads_nowhere_gets_a_record_or_the_nearest() {
        check(
            "--- article a\n\n[Mrs Orr]{person=ada-or<|>} left.\n\n--- person ada-orr\nname: Ada Orr\n",
            &[("Write 'ada-orr'", true), ("Create a record 'ada-or'", false)],
            "--- article a\n\n[Mrs Orr]{person=ada-orr} left.\n\n--- person ada-orr\nname: Ada Orr\n",
        );
        check(
            "--- article a\n\n[Mrs Orr]{person=ada-or<|>} left.\n",
            &[("Create a record 'ada-or'", false)],
            "--- article a\n\n[Mrs Orr]{person=ada-or} left.\n\n--- person ada-or\nname: Mrs Orr\n",
        );
    }

    #[test]
    fn an_article_of_another_file_gets_its_files_name() {
        let north = "--- article a\n\nNews.\n\n--- decision d\nbetween: b \"x\"\nverdict: both\n";
        let south = "--- article b\n\nA x.\n";
        let at = north.find("b \"x").expect("it is there") as u32;
        let titles = |others: &[(&str, &str)]| {
            let files: Vec<_> = [("north.bundle", north)].into_iter().chain(others.iter().copied()).collect();
            let found = actions(&fixture::story(&files), 0, Span::new(at, at), &Signature::default());
            found.into_iter().map(|it| (it.title, it.sure)).collect::<Vec<_>>()
        };
        assert_eq!(titles(&[("south.bundle", south)]), [("Write 'south#b'".to_owned(), true)]);
        assert_eq!(titles(&[("south.bundle", south), ("east.bundle", south)]), [], "either may be meant");
    }

    #[test]
    fn a_line_too_many_goes_and_a_line_too_few_comes() {
        check(
            "--- fact f\r\nvalue: 15\r\nval<|>ue: 16\r\nnote: x\r\n",
            &[("Remove this 'value'", false)],
            "--- fact f\r\nvalue: 15\r\nnote: x\r\n",
        );
        check("--- article a\nNe<|>ws.\n", &[("Put a blank line before it", true)], "--- article a\n\nNews.\n");
        check("Ne<|>ws.\n", &[("Put a marker line above it", true)], "--- article test\n\nNews.\n");
    }

    #[test]
    fn ids_are_made_of_the_outlet_and_numbered() {
        check(
            "--- article<|>\noutlet: South Wire\n\nNews.\n",
            &[("Call it 'south-wire'", false)],
            "--- article south-wire\noutlet: South Wire\n\nNews.\n",
        );
        check(
            "--- fact f\nvalue: 1\n\n--- fact f<|>\nvalue: 1\n",
            &[("Call it 'f-2'", false)],
            "--- fact f\nvalue: 1\n\n--- fact f-2\nvalue: 1\n",
        );
    }

    #[test]
    fn a_stale_decision_can_go() {
        let article = "--- article a\n\nNews.\n\n";
        check(&format!("{article}--- decision d\nbetween: a \"ol<|>d\"\nverdict: both\n"), &[("Remove this decision", false)], article);
    }

    #[test]
    fn all_that_is_sure_is_mended_at_once_and_then_nothing_is_left() {
        let text = "--- article a\noutlat: Post\n\n[15]{ignor=mony}.\n\n--- artcle b\nNews.\n\n--- fact f\nvalue: 1\nvalue: 2\n";
        let all = fix_all(&fixture::snapshot(text), 0).expect("there is something to mend");
        let after = applied(text, &all.edits);
        assert_eq!(after, "--- article a\noutlet: Post\n\n[15]{ignor=mony}.\n\n--- article b\n\nNews.\n\n--- fact f\nvalue: 1\nvalue: 2\n");
        assert_eq!(fix_all(&fixture::snapshot(&after), 0), None);
    }
}
