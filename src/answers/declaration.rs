//! Where somebody or something is first told here, and everywhere that tells it.

use super::{Spot, here};
use crate::bundle::Annotation;
use crate::snapshot::Snapshot;

/// Where what stands at `offset` of a file (file bytes) is first told in the same article: a person's first mention, a disputed
/// fact's first statement. In a record, in the whole story. `None` where nothing is, or it is told nowhere.
pub fn declaration(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Spot> {
    let article = snapshot.at(file, offset).map(|(article, _)| article);
    let is_here = |it: u32| article.is_none_or(|article| article == it);
    let place = if let Some(named) = here::person(snapshot, file, offset) {
        snapshot.facts.mentions(named.person).find(|it| is_here(it.article))
    } else {
        let disputed = here::disputed(snapshot, file, offset).into_iter().next()?;
        disputed.conflict.statements.iter().map(|it| it.place).filter(|it| is_here(it.article)).min()
    };
    Some(here::spot(snapshot, place?))
}

/// Every statement of the fact at `offset` of a file (file bytes), that one included, in file order: those of a dispute, else those
/// that are marked as the same fact. Empty where nothing is.
pub fn implementation(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Spot> {
    let mut found: Vec<Spot> = match here::disputed(snapshot, file, offset).first() {
        Some(disputed) => disputed.conflict.statements.iter().map(|it| here::spot(snapshot, it.place)).collect(),
        None => fact_at(snapshot, file, offset).map(|fact| marked_as(snapshot, fact)).unwrap_or_default(),
    };
    found.sort_unstable();
    found.dedup();
    found
}

/// The key of the fact that is marked at `offset`, or whose record begins there.
fn fact_at(snapshot: &Snapshot, file: u32, offset: u32) -> Option<&str> {
    let read = &snapshot.story.files[file as usize];
    let record = read.facts.iter().find(|it| it.id_span.touches(offset)).map(|it| it.id.as_str());
    let marked = || {
        let all = read.articles.iter().flat_map(|it| &it.annotations);
        // Annotations nest: the innermost is meant.
        let here = all.filter(|it| it.fact.is_some() && it.markup.touches(offset)).min_by_key(|it| it.markup.len())?;
        here.fact.as_ref().map(|it| it.value.as_str())
    };
    record.or_else(marked)
}

/// The words that are marked as a fact, all over the story.
fn marked_as(snapshot: &Snapshot, fact: &str) -> Vec<Spot> {
    let story = &snapshot.story;
    let is_it = |it: &&Annotation| it.fact.as_ref().is_some_and(|it| it.value == fact);
    let files = story.files[..story.own as usize].iter().enumerate();
    let articles = files.flat_map(|(file, read)| read.articles.iter().map(move |it| (file as u32, it)));
    articles
        .flat_map(|(file, it)| it.annotations.iter().filter(is_it).map(move |mark| Spot { file, span: it.body.in_file(mark.span) }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{declaration, implementation};
    use crate::fixture;

    #[track_caller]
    fn check(marked: &str, first: Option<u32>, all: &[&str]) {
        let (text, at) = fixture::cursor(marked);
        let snapshot = fixture::snapshot(&text);
        assert_eq!(declaration(&snapshot, 0, at).map(|it| it.span.start), first);
        let found: Vec<&str> = implementation(&snapshot, 0, at).into_iter().map(|it| it.span.of(&text)).collect();
        assert_eq!(found, all);
    }

    #[test]
    fn a_name_leads_to_the_first_mention_in_its_own_article() {
        let text = "--- article a\n\n[Ada Orr]{person=orr} left.\n\n--- article b\n\n[Orr]{person=orr} left. [O<|>rr]{person=orr} wept.\n\n--- person orr\nname: Ada Orr\n";
        check(text, text.find("Orr]{person=orr} left. [").map(|at| at as u32), &[]);
    }

    #[test]
    fn a_record_leads_to_the_first_mention_of_all() {
        check("--- article a\n\n[Ada Orr]{person=orr} left.\n\n--- person o<|>rr\nname: Ada Orr\n", Some(16), &[]);
    }

    #[test]
    fn a_fact_leads_to_all_its_statements_disputed_or_not() {
        check("--- article a\n\n[15]{fact=f}.\n\n--- article b\n\n[1<|>2]{fact=f}.\n", Some(46), &["15", "12"]);
        check("--- article a\n\n[15]{fact=f}.\n\n--- article b\n\n[1<|>5]{fact=f}.\n", None, &["15", "15"]);
    }

    #[test]
    fn other_words_lead_nowhere() {
        check("--- article a\n\nThe fer<|>ry left.\n", None, &[]);
    }
}
