//! What can be done where the cursor stands: settle a dispute, leave something out of the comparison, say who or what is meant,
//! mend what is written wrong.
//!
//! A source's words are other people's and stay as they were published: what is done to them is an annotation.

mod drafts;
mod facts;
mod fixes;
mod ignore;
mod people;
mod settle;

use super::here;
use super::writing::Written;
use crate::bundle::Form;
use crate::conflicts::Statement;
use crate::snapshot::Snapshot;
use crate::text::Span;

pub use settle::{Signature, settlements};

/// The kind of report that one person's name is spelt in two ways.
const NAME: &str = "name";

/// What sort of thing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionKind {
    /// A finding is done away with.
    Fix,
    /// Something that was meant is said in so many words.
    Rewrite,
    /// Everything in the file that can surely be mended is.
    FixAll,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it is called.
    pub title: String,
    /// What sort of thing it is.
    pub kind: ActionKind,
    /// The code of the finding that it does away with: a conflict's kind, a problem's code. `None` where there is none.
    pub about: Option<&'static str>,
    /// Whether it is surely what is wanted.
    pub sure: bool,
    /// What it writes.
    pub edits: Vec<Written>,
}

impl Action {
    fn new(kind: ActionKind, title: impl Into<String>, edits: Vec<Written>) -> Self {
        Self { title: title.into(), kind, about: None, sure: false, edits }
    }

    /// It does away with findings of this code.
    fn about(self, code: &'static str) -> Self {
        Self { about: Some(code), ..self }
    }
}

/// What can be done about what stands in `span` of a file (file bytes), findings first. A plain text file can hold neither decisions
/// nor annotations: there it is nothing.
pub fn actions(snapshot: &Snapshot, file: u32, span: Span, signature: &Signature) -> Vec<Action> {
    if snapshot.story.files[file as usize].source.form == Form::Plain {
        return Vec::new();
    }
    let touches = |it: Span| it.start <= span.end && span.start <= it.end;
    let mut actions = Vec::new();
    for (at, conflict) in snapshot.conflicts.iter().enumerate() {
        let is_here = |it: &&Statement| {
            let spot = here::spot(snapshot, it.place);
            spot.file == file && touches(spot.span)
        };
        let Some(own) = conflict.statements.iter().find(is_here) else { continue };
        actions.extend(drafts::corrections(snapshot, conflict, own));
        actions.extend(settlements(snapshot, at as u32, file, signature));
        if conflict.kind == NAME
            && let Some(other) = conflict.statements.iter().find(|it| it.value != own.value)
        {
            actions.extend(people::apart(snapshot, file, own.place, other.place).map(|it| it.about(NAME)));
        }
        actions.extend(ignore::ignore(snapshot, file, own.place, conflict.kind));
    }
    let mistakes = snapshot.problems().into_iter().filter(|(it, problem)| *it == file && touches(problem.span));
    for (_, problem) in mistakes {
        actions.extend(fixes::fixes(snapshot, file, problem));
        if let Some((place, kind)) = drafts::doubted(snapshot, file, problem) {
            actions.extend(ignore::ignore(snapshot, file, place, kind));
        }
    }
    if let Some(place) = people::place_of(snapshot, file, span) {
        actions.extend(people::people(snapshot, file, place));
        actions.extend(facts::facts(snapshot, place));
    }
    actions
}

/// Everything in a file that is surely mended, at once. `None` where there is nothing.
pub fn fix_all(snapshot: &Snapshot, file: u32) -> Option<Action> {
    let story = &snapshot.story;
    let mistakes = snapshot.problems().into_iter().filter(|(it, _)| *it == file);
    let sure = mistakes.filter_map(|(_, problem)| fixes::fixes(snapshot, file, problem).into_iter().find(|it| it.sure));
    let statements = snapshot.conflicts.iter().flat_map(|conflict| conflict.statements.iter().map(move |it| (conflict, it)));
    let drafts = statements
        .filter(|(_, it)| story.file_of(it.place.article) == file)
        .filter_map(|(conflict, it)| drafts::corrections(snapshot, conflict, it).into_iter().find(|it| it.sure));
    let mut edits: Vec<Written> = sure.chain(drafts).flat_map(|it| it.edits).collect();
    edits.sort();
    // Two that want the same place wait for each other.
    let mut free = 0;
    edits.retain(|it| {
        let fits = free <= it.spot.span.start;
        if fits {
            free = it.spot.span.end.max(it.spot.span.start + 1);
        }
        fits
    });
    (!edits.is_empty()).then(|| Action { sure: true, ..Action::new(ActionKind::FixAll, "Mend what is surely wrong in this file", edits) })
}
