//! Cards for what the format itself says: what a header is for, what a section is, what a kind of report means.

use super::hover::{Card, Markup, escaped};
use crate::bundle::{DRAFT_KINDS, File, KINDS, Section, SectionKind, problem_kind};
use crate::conflicts;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// The card for a marker's word, a header's key or a kind of report at `offset` of a file (file bytes). `None` elsewhere.
pub(super) fn card(snapshot: &Snapshot, file: u32, offset: u32, markup: Markup) -> Option<Card> {
    let read = &snapshot.story.files[file as usize];
    let section = read.sections.iter().rfind(|it| it.span.start <= offset)?;
    kind_of_report(read, section, offset, markup)
        .or_else(|| header(section, offset, markup))
        .or_else(|| marker(read, section, offset, markup))
}

fn header(section: &Section, offset: u32, markup: Markup) -> Option<Card> {
    let line = section.headers.iter().find(|it| it.key.touches(offset))?;
    let key = section.kind.key(line.known?)?;
    let often = if key.repeats { "may stand more than once" } else { "counts once" };
    Some(written(line.key, key.name, &format!("header of a section '{}', {often}", section.kind.word()), key.help, markup))
}

fn marker(read: &File, section: &Section, offset: u32, markup: Markup) -> Option<Card> {
    if !section.marker.touches(offset) || section.kind.word().is_empty() {
        return None;
    }
    let lead = read.words(section.marker).find(section.kind.word())? as u32;
    let word = Span::new(section.marker.start + lead, section.marker.start + lead + section.kind.word().len() as u32);
    let keys: Vec<&str> = section.kind.keys().iter().map(|it| it.name).collect();
    word.touches(offset).then(|| written(word, section.kind.word(), "section", &format!("Headers: {}", keys.join(", ")), markup))
}

/// A kind where one is named: `kind` of a decision, `ignore` of a bundle or an annotation.
fn kind_of_report(read: &File, section: &Section, offset: u32, markup: Markup) -> Option<Card> {
    let named = match section.kind {
        SectionKind::Decision => {
            let line = section.headers.iter().find(|it| it.known == Some("kind") && it.header.span.touches(offset))?;
            line.header.span
        }
        SectionKind::Bundle => read.headers.ignore.iter().map(|it| it.span).find(|it| it.touches(offset))?,
        SectionKind::Article => {
            let article = &read.articles[section.at? as usize];
            let ignored = article.annotations.iter().filter_map(|it| it.ignore.as_ref());
            ignored.map(|it| it.span).find(|it| it.touches(offset))?
        }
        _ => return None,
    };
    let code = read.words(named);
    if !KINDS.contains(&code) && !DRAFT_KINDS.contains(&code) {
        return None;
    }
    let summary = match conflicts::check(code) {
        Some(check) => check.summary.to_owned(),
        None if problem_kind(code)?.code == DRAFT_KINDS[0] => "A draft quotes words that no source has.".to_owned(),
        None => "A draft states what no source supports.".to_owned(),
    };
    Some(written(named, code, "kind of report", &summary, markup))
}

fn written(span: Span, name: &str, what: &str, help: &str, markup: Markup) -> Card {
    let text = match markup {
        Markup::Markdown => format!("**{}** · {}\n\n{}\n", escaped(name), escaped(what), escaped(help)),
        Markup::Plain => format!("{name} · {what}\n{help}\n"),
    };
    Card { span, text }
}

#[cfg(test)]
mod tests {
    use super::super::hover::{Markup, hover};
    use crate::fixture;

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let (text, at) = fixture::cursor(marked);
        let card = hover(&fixture::snapshot(&text), 0, at, Markup::Plain);
        assert_eq!(card.map(|it| it.text).unwrap_or_default(), expected);
    }

    #[test]
    fn a_header_says_what_it_is_for() {
        check(
            "--- article a\npubl<|>ished: 2024-06-20\n\nNews.\n",
            "published · header of a section 'article', counts once\nWhen it was published: 2024-06-20, or 2024-06-20T02:00+07:00\n",
        );
        check(
            "--- person orr\nname: Ada Orr\nalso<|>: Orr\n",
            "also · header of a section 'person', may stand more than once\nOther names, separated by commas\n",
        );
        check("--- article a\ncol<|>our: red\n\nNews.\n", "");
        check("--- article a\npublished: 2024<|>-06-20\n\nNews.\n", "");
    }

    #[test]
    fn a_section_says_which_headers_it_has() {
        check("--- fa<|>ct f\nvalue: 1\n", "fact · section\nHeaders: value, source, url, note\n");
        check("--- fact f<|>\nvalue: 1\n", "");
    }

    #[test]
    fn a_kind_says_what_it_reports() {
        let age = "age · kind of report\nA person's age differs between articles.\n";
        check("--- bundle\nignore: name, ag<|>e\n\n--- article a\n\nNews.\n", age);
        check("--- article a\n\n[15]{ignore=a<|>ge}.\n", age);
        check("--- article a\n\n[15]{ignore=a<|>ll}.\n", "");
        check("--- article a\n\n[15]{ignore=unsourc<|>ed}.\n", "unsourced · kind of report\nA draft quotes words that no source has.\n");
    }
}
