//! What a draft says and the sources do not: quotations that none of them has, statements that none of them supports.
//!
//! What they contradict is a conflict like any other. Here silence is the rule: a draft may know more than its sources, so a quotation
//! is told as worth knowing, and a statement only where the desk asks for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Conflict, Settings, settle};
use crate::bundle::{Problem, ProblemKind, Role, Severity, Story, UNSOURCED, UNSUPPORTED};
use crate::facts::{Context, Facts, Place, Quotation, Read, Seam, running_words};
use crate::lexicon::Stem;
use crate::text::Span;

/// How the sources stand to what a draft says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backing {
    /// The draft: an index into [`Story::articles`].
    pub article: u32,
    /// How many of its statements and quotations a source has as well.
    pub supported: u32,
    /// How many open conflicts it takes part in.
    pub contradicted: u32,
    /// Statements that no source supports, in text order.
    pub unsupported: Vec<Place>,
    /// Words within quotation marks that no source has, in text order.
    pub unsourced: Vec<Place>,
}

/// Fewer words between quotation marks are a title, a nickname or a word held at arm's length.
const LEAST_WORDS: usize = 3;
/// Without a speaker it takes this many to be somebody's words, and not a phrase.
const LEAST_UNSPOKEN_WORDS: usize = 5;
/// This part of what the lighter sentence says has to stand in the other for the two to tell of one thing. That is far less than a
/// conflict takes: here the mistake would be to doubt what a source says in other words.
const ALIKE: f32 = 0.3;

/// How the sources stand to each draft of a story that is compared, in story order. Without a source there is nothing to lay a draft
/// against: then it is nothing.
pub fn backings(read: Read<'_>, facts: &Facts, conflicts: &[Arc<Conflict>]) -> Vec<Backing> {
    let compared = |role: Role| {
        let all = 0..read.story.articles.len() as u32;
        all.filter(move |&it| read.story.article(it).role == role && read.story.compared(it)).collect::<Vec<u32>>()
    };
    let drafts = compared(Role::Draft);
    if drafts.is_empty() {
        return Vec::new();
    }
    let sources = compared(Role::Source);
    if sources.is_empty() {
        return Vec::new();
    }
    let desk = Desk { read, facts, conflicts, sources };
    drafts.into_iter().map(|article| desk.backing(article)).collect()
}

/// What a reader is told of it, by file; what is ignored or switched off is left out.
pub fn told(story: &Story, backings: &[Backing], settings: &Settings) -> Vec<(u32, Problem)> {
    let mut problems = Vec::new();
    for backing in backings {
        let unsourced = backing.unsourced.iter().map(|place| (UNSOURCED, *place, "no source has these words"));
        let unsupported = backing.unsupported.iter().map(|place| (UNSUPPORTED, *place, "no source says so"));
        for (kind, place, message) in unsourced.chain(unsupported) {
            if let Some(severity) = severity(kind, settings)
                && !settle::is_ignored(story, place, kind.code)
            {
                let span = story.article(place.article).body.in_file(place.span);
                problems.push((story.file_of(place.article), Problem { severity, ..Problem::new(kind, span, message) }));
            }
        }
    }
    problems
}

/// Makes a warning of each conflict in which a draft says what no source says: the sources may differ, but these are the desk's own
/// words, and nobody else will mend them.
///
/// A kind that is never more than information stays that, as does what a setting has made it, and what the text itself explains.
pub(super) fn warn(story: &Story, conflicts: &mut [Arc<Conflict>], settings: &Settings) {
    if story.articles.len() < 2 || !(0..story.articles.len() as u32).any(|it| story.article(it).role == Role::Draft) {
        return;
    }
    for conflict in conflicts {
        let may_warn = conflict.severity == Severity::Information
            && conflict.remark.is_none()
            && super::check(conflict.kind).is_some_and(|check| check.severity <= Severity::Warning)
            && !settings.severity.contains_key(conflict.kind);
        if may_warn && (0..conflict.statements.len()).any(|at| conflict.is_contradicted_draft(story, at)) {
            Arc::make_mut(conflict).severity = Severity::Warning;
        }
    }
}

/// How grave a kind is. What no source supports is told only on request: a draft has news of its own.
fn severity(kind: &ProblemKind, settings: &Settings) -> Option<Severity> {
    let usual = (kind.code != UNSUPPORTED.code).then_some(kind.severity);
    settings.severity.get(kind.code).copied().unwrap_or(usual)
}

struct Desk<'a> {
    read: Read<'a>,
    facts: &'a Facts,
    conflicts: &'a [Arc<Conflict>],
    /// The articles that a draft is laid against.
    sources: Vec<u32>,
}

impl Desk<'_> {
    fn backing(&self, article: u32) -> Backing {
        let places = self.conflicts.iter().flat_map(|it| &it.statements).map(|it| it.place);
        let disputed: Vec<Span> = places.filter(|it| it.article == article).map(|it| it.span).collect();
        let is_disputed = |span: Span| disputed.iter().any(|it| it.overlaps(span));
        let mut supported = 0;
        let mut unsupported: Vec<Place> = Vec::new();
        for (place, is_supported) in self.statements(article) {
            // What a conflict tells is told already.
            if is_disputed(place.span) {
                continue;
            }
            if is_supported { supported += 1 } else { unsupported.push(place) }
        }
        let mut unsourced = Vec::new();
        let quotations = self.facts.articles[article as usize].quotations.iter();
        let quotations: Vec<&Quotation> = quotations.filter(|it| is_speech(it)).collect();
        // What is said before and after a speech tag is one quotation: a dispute over the one leaves the other to be looked for.
        let told = |span: Span| {
            let pieces = quotations.iter().flat_map(|it| &it.pieces).map(|it| it.span);
            pieces.filter(|it| is_disputed(*it)).any(|it| it.overlaps(span))
        };
        for (quotation, missing) in quotations.iter().zip(self.missing(&quotations, told)) {
            match missing {
                Some(span) => unsourced.push(Place { article, span }),
                None if quotation.pieces.iter().any(|it| is_disputed(it.span)) => {}
                None => supported += 1,
            }
        }
        // Inside a quotation that no source has nothing else is doubted.
        unsupported.retain(|it| !unsourced.iter().any(|quoted: &Place| quoted.span.overlaps(it.span)));
        let contradicted = self.conflicts.iter().filter(|conflict| {
            let mut here = (0..conflict.statements.len()).filter(|&at| conflict.statements[at].place.article == article);
            here.any(|at| conflict.severity_at(self.read.story, at) != Severity::Hint)
        });
        Backing { article, supported, contradicted: contradicted.count() as u32, unsupported, unsourced }
    }

    /// Each number, day, office and age that a draft states, in text order, with whether a source supports it.
    fn statements(&self, article: u32) -> Vec<(Place, bool)> {
        let own = &self.facts.articles[article as usize];
        let sources = || self.sources.iter().map(|&it| &self.facts.articles[it as usize]);
        let alike = |one: &Context, other: &Context| {
            let likeness = one.likeness(other);
            ALIKE <= likeness.part && !likeness.opposed
        };
        let mut statements: Vec<(Place, bool)> = Vec::new();
        for it in &own.measured {
            let fits = |other: &&crate::facts::Measured| {
                it.quantity.measure == other.quantity.measure
                    && it.quantity.compatible(&other.quantity)
                    && alike(&it.context, &other.context)
            };
            statements.push((it.place, sources().flat_map(|it| &it.measured).any(|other| fits(&other))));
        }
        for it in &own.happenings {
            let within = |one: (jiff::civil::Date, jiff::civil::Date), other: (jiff::civil::Date, jiff::civil::Date)| {
                one.0 <= other.1 && other.0 <= one.1
            };
            // A day that nothing dates supports nothing and needs no support.
            let Some(days) = it.moment.days else { continue };
            let mut others = sources().flat_map(|it| &it.happenings);
            let fits = others.any(|other| other.moment.days.is_some_and(|it| within(days, it)) && alike(&it.context, &other.context));
            statements.push((it.place, fits));
        }
        for it in &own.offices {
            let mut others = sources().flat_map(|it| &it.offices);
            let fits = others.any(|other| {
                let body = it.body.is_none() || other.body.is_none() || it.body == other.body;
                it.person == other.person && it.title == other.title && body
            });
            statements.push((it.place, fits));
        }
        for it in &own.ages {
            let mut others = sources().flat_map(|it| &it.ages);
            statements.push((it.place, others.any(|other| it.person == other.person && it.years.abs_diff(other.years) <= 1)));
        }
        // An age is a number as well: what lies over each other is one statement, and one support is enough.
        statements.sort_unstable();
        let mut apart: Vec<(Place, bool)> = Vec::new();
        for (place, fits) in statements {
            match apart.last_mut() {
                Some((last, supported)) if last.span.overlaps(place.span) => {
                    last.span = last.span.cover(place.span);
                    *supported |= fits;
                }
                _ => apart.push((place, fits)),
            }
        }
        apart
    }

    /// For each quotation the first of its sentences that no source has, quoted or not (body bytes), but for those that are `told` of
    /// already. What is left out or put in between ("…", "[the mayor]") divides it.
    fn missing(&self, quotations: &[&Quotation], told: impl Fn(Span) -> bool) -> Vec<Option<Span>> {
        let mut segments: Vec<(usize, Vec<Stem>, Span)> = Vec::new();
        for (at, quotation) in quotations.iter().enumerate() {
            for words in quotation.words.chunk_by(|_, next| next.before == Seam::Within).filter(|it| LEAST_WORDS <= it.len()) {
                let span = words[0].span.cover(words[words.len() - 1].span);
                if !told(span) {
                    segments.push((at, words.iter().map(|it| it.norm).collect(), span));
                }
            }
        }
        let mut found = vec![false; segments.len()];
        let mut by_first: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
        for (at, (_, words, _)) in segments.iter().enumerate() {
            by_first.entry(words[0]).or_default().push(at);
        }
        let mut look = |words: &[Stem]| {
            for (at, word) in words.iter().enumerate() {
                for &segment in by_first.get(word).into_iter().flatten() {
                    found[segment] = found[segment] || words[at..].starts_with(&segments[segment].1);
                }
            }
            found.iter().all(|it| *it)
        };
        // Most are quoted elsewhere too, and those words are at hand; the whole text is gone through only for the others.
        let quoted = self.sources.iter().flat_map(|&it| &self.facts.articles[it as usize].quotations);
        let mut all = segments.is_empty();
        for quotation in quoted {
            all = all || look(&quotation.words.iter().map(|it| it.norm).collect::<Vec<_>>());
        }
        for &source in &self.sources {
            if !all {
                let body = &self.read.story.article(source).body.text;
                let words = running_words(body, &self.read.readings[source as usize]);
                all = look(&words.iter().map(|it| it.norm).collect::<Vec<_>>());
            }
        }
        let first = |quotation: usize| segments.iter().zip(&found).find(|((at, ..), found)| *at == quotation && !**found);
        (0..quotations.len()).map(|quotation| first(quotation).map(|((.., span), _)| *span)).collect()
    }
}

/// Whether words between quotation marks are what somebody said.
fn is_speech(quotation: &Quotation) -> bool {
    let least = if quotation.speaker.is_some() { LEAST_WORDS } else { LEAST_UNSPOKEN_WORDS };
    least <= quotation.words.len()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::bundle::Severity;
    use crate::conflicts::Settings;
    use crate::fixture::{check_conflicts, check_problems, snapshot};
    use crate::snapshot::Snapshot;

    const WIRE: &str = "--- article wire
published: 2024-06-20

Helen Marsh, 51, the harbour master of Kellmar, closed the port on Wednesday. “No ship will leave before the storm has passed,” Marsh said.
The storm sank 12 boats in the harbour.
";

    fn draft(text: &str) -> String {
        format!("{WIRE}\n--- article desk\nrole: draft\npublished: 2024-06-20\n\n{text}\n")
    }

    #[test]
    fn a_quotation_that_no_source_has_is_told() {
        check_problems(&draft(
            "“No ship will leave,” said Marsh. “We have never seen such waves,” Marsh added.
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unsourced: no source has these words",
        ));
    }

    #[test]
    fn behind_words_that_differ_the_rest_of_a_quotation_is_looked_for() {
        check_problems(&draft(
            "“No ship will leave until the storm has passed,” Marsh said. “We have never seen such waves.”
                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unsourced: no source has these words",
        ));
    }

    #[test]
    fn words_left_out_or_put_in_make_no_other_quotation() {
        check_problems(&draft("“No ship will leave … [until] the storm has passed,” Marsh said."));
        check_problems(&draft("Marsh said that “the port” was closed, a “once in a lifetime” storm."));
    }

    #[test]
    fn words_that_a_source_has_without_marks_are_sourced() {
        check_problems(&draft("“The storm sank 12 boats,” Marsh said."));
    }

    #[test]
    fn what_is_ignored_and_what_has_no_sources_is_silent() {
        check_problems(&draft("[“We have never seen such waves,”]{ignore=unsourced} Marsh added."));
        check_problems("--- article desk\nrole: draft\n\n“We have never seen such waves,” Helen Marsh added.\n");
    }

    const TWO_SOURCES: &str = "
--- article wire

The storm sank about 12 boats in the old harbour.
               ^^^^^^^^^^^^^^ against note count
--- article post

The storm sank about 30 boats in the old harbour.
               ^^^^^^^^^^^^^^ against note count
--- article desk
role: draft

";

    #[test]
    fn what_no_source_says_is_a_warning() {
        let draft = "The storm sank about 70 boats in the old harbour.
               ^^^^^^^^^^^^^^ count: number of boats: about 70 here, about 12 in wire, about 30 in post
";
        check_conflicts(&format!("{}{draft}", TWO_SOURCES.replace("note ", "")));
    }

    #[test]
    fn a_draft_that_follows_one_source_is_as_right_as_that_is() {
        let draft = "The storm sank about 30 boats in the old harbour.
               ^^^^^^^^^^^^^^ note count: number of boats: about 30 here, about 12 in wire
";
        check_conflicts(&format!("{TWO_SOURCES}{draft}"));
    }

    #[test]
    fn what_a_setting_says_of_a_kind_holds_in_drafts_too() {
        let text = "--- article wire\n\nThe storm sank about 12 boats in the old harbour.\n\n\
            --- article desk\nrole: draft\n\nThe storm sank about 70 boats in the old harbour.\n";
        let severity = |set: Option<Severity>| {
            let severity = set.map(|it| ("count".to_owned(), Some(it))).into_iter().collect();
            Snapshot::of_story(snapshot(text).story, Arc::new(Settings { severity }))
                .conflicts
                .iter()
                .map(|it| it.severity)
                .collect::<Vec<_>>()
        };
        assert_eq!(severity(None), [Severity::Warning]);
        assert_eq!(severity(Some(Severity::Information)), [Severity::Information]);
    }

    fn with(severity: &[(&str, Option<Severity>)], text: &str) -> Vec<(String, &'static str)> {
        let severity = severity.iter().map(|(kind, severity)| ((*kind).to_owned(), *severity)).collect();
        let plain = snapshot(text);
        let read = Snapshot::of_story(plain.story, Arc::new(Settings { severity }));
        let source = read.story.files[0].text();
        read.problems().into_iter().map(|(_, it)| (it.span.of(source).to_owned(), it.code)).collect()
    }

    #[test]
    fn what_no_source_supports_is_told_on_request() {
        let text = draft("The storm sank 12 boats in the harbour. A flood of 40 centimetres filled the cellars of the town hall.");
        assert_eq!(with(&[], &text), []);
        let on = [("unsupported", Some(Severity::Information))];
        assert_eq!(with(&on, &text), [("40 centimetres".to_owned(), "unsupported")]);
    }

    #[test]
    fn either_kind_has_its_switch() {
        let text = draft("“We have never seen such waves,” Marsh added.");
        assert_eq!(with(&[], &text).len(), 1);
        assert_eq!(with(&[("unsourced", None)], &text), []);
    }

    #[test]
    fn a_draft_is_counted() {
        let text = draft(
            "Helen Marsh, 51, closed the port on Wednesday. The storm sank 15 boats in the harbour. “We have never seen such waves,” she said.",
        );
        let backing = snapshot(&text).backings.remove(0);
        assert_eq!((backing.contradicted, backing.unsourced.len(), backing.unsupported.len()), (1, 1, 0));
        assert_eq!(backing.supported, 2, "the age and the day");
    }
}
