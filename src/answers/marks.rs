//! Which places of a file are marked: the gravest first, without looking at those that are beyond the limit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::sync::Arc;

use super::Limits;
use crate::bundle::{Problem, Severity};
use crate::conflicts::{Conflict, Statement};
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// A mark without its words.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'s> {
    /// What is marked (file bytes).
    pub span: Span,
    /// How grave it is.
    pub severity: Severity,
    /// What it is about.
    pub about: About<'s>,
}

/// What a mark is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'s> {
    /// A mistake in the file.
    Problem(&'s Problem),
    /// A statement of a conflict: indices into [`Snapshot::conflicts`] and its statements.
    Statement {
        /// The conflict.
        conflict: u32,
        /// The statement.
        statement: u32,
    },
}

/// The next statement of a dispute in a file: its place, the dispute and the statement (indices as in [`About::Statement`]).
type Next = Reverse<(Place, u32, u32)>;

/// The marks of file `file`, gravest first, then in file order, as many as `limits` allow; and how many more there are.
pub fn marks(snapshot: &Snapshot, file: u32, limits: Limits) -> (Vec<Mark<'_>>, usize) {
    let story = &snapshot.story;
    let problems = snapshot.problems().into_iter().filter(|(it, _)| *it == file).map(|(_, problem)| problem);
    // What comes in no order of its own: problems, and statements of disputes where each has its own severity or is a record's.
    let mut loose: Vec<Mark<'_>> =
        problems.map(|problem| Mark { severity: problem.severity, span: problem.span, about: About::Problem(problem) }).collect();
    let statement = |at: u32, conflict: &Conflict, nth: usize| Mark {
        severity: conflict.severity_at(story, nth),
        span: snapshot.in_file(conflict.statements[nth].place).1,
        about: About::Statement { conflict: at, statement: nth as u32 },
    };
    // The others stand in story order, which is the order of the file: of each dispute only the next one needs to be looked at.
    let articles = (story.articles.partition_point(|it| it.0 < file), story.articles.partition_point(|it| it.0 <= file));
    let mut all = 0;
    let mut nexts: [Vec<Next>; 4] = Default::default();
    for (at, conflict) in (0..).zip(&snapshot.conflicts) {
        let end = behind(&conflict.statements, story.articles.len());
        if conflict.settled.is_some() {
            loose.extend(
                (0..end)
                    .filter(|&nth| story.file_of(conflict.statements[nth].place.article) == file)
                    .map(|nth| statement(at, conflict, nth)),
            );
        } else {
            let (from, to) = (behind(&conflict.statements, articles.0), behind(&conflict.statements, articles.1));
            if from < to {
                all += to - from;
                nexts[conflict.severity as usize].push(Reverse((conflict.statements[from].place, at, from as u32)));
            }
        }
        let records = (end..conflict.statements.len()).filter(|&nth| story.file_of(conflict.statements[nth].place.article) == file);
        loose.extend(records.map(|nth| statement(at, conflict, nth)));
    }
    all += loose.len();
    loose.sort_by_key(|mark| (mark.severity, rank(mark)));
    let mut loose = loose.into_iter().peekable();
    let mut found = Vec::with_capacity(all.min(limits.diagnostics));
    for severity in [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint] {
        let mut nexts = BinaryHeap::from(std::mem::take(&mut nexts[severity as usize]));
        while found.len() < limits.diagnostics {
            let next = nexts.peek().map(|Reverse((_, at, nth))| statement(*at, &snapshot.conflicts[*at as usize], *nth as usize));
            let of_these = |it: &Mark<'_>| it.severity == severity && next.is_none_or(|next| rank(it) < rank(&next));
            match (loose.next_if(of_these), next) {
                (Some(mark), _) => found.push(mark),
                (None, Some(mark)) => {
                    found.push(mark);
                    go_on(&mut nexts, &snapshot.conflicts, articles.1);
                }
                (None, None) => break,
            }
        }
    }
    let rest = all - found.len();
    (found, rest)
}

/// The order among marks as grave as each other: by place, mistakes first.
fn rank(mark: &Mark<'_>) -> (Span, Option<(u32, u32)>) {
    match mark.about {
        About::Problem(_) => (mark.span, None),
        About::Statement { conflict, statement } => (mark.span, Some((conflict, statement))),
    }
}

/// The first dispute's next statement becomes the one after it, as long as that is of an article before `end`.
fn go_on(nexts: &mut BinaryHeap<Next>, conflicts: &[Arc<Conflict>], end: usize) {
    let Some(mut first) = nexts.peek_mut() else { return };
    let Reverse((place, conflict, statement)) = &mut *first;
    *statement += 1;
    let next = conflicts[*conflict as usize].statements.get(*statement as usize);
    match next.filter(|it| (it.place.article as usize) < end) {
        Some(next) => *place = next.place,
        None => drop(PeekMut::pop(first)),
    }
}

/// How many of the statements are of articles before `article`. Mostly that is all or none.
fn behind(statements: &[Statement], article: usize) -> usize {
    let is_before = |it: &Statement| (it.place.article as usize) < article;
    match statements {
        [.., last] if is_before(last) => statements.len(),
        [first, ..] if !is_before(first) => 0,
        _ => statements.partition_point(is_before),
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Limits, Severity, Span, marks};
    use crate::conflicts::Settings;
    use crate::snapshot::Snapshot;
    use crate::{bundle, fixture};

    /// How grave a mark is, where it stands, and the dispute and its statement where it is about one.
    type Plain = (Severity, Span, Option<(u32, u32)>);

    /// Every mark of a file by the letter: all that is to be marked, in order.
    fn slowly(snapshot: &Snapshot, file: u32) -> Vec<Plain> {
        let problems = snapshot.problems().into_iter().filter(|(it, _)| *it == file).map(|(_, it)| (it.severity, it.span, None));
        let statements = (0..).zip(&snapshot.conflicts).flat_map(|(at, conflict)| {
            let here = (0..).zip(&conflict.statements).filter(|(_, it)| snapshot.story.file_of(it.place.article) == file);
            here.map(move |(nth, it)| (conflict.severity_at(&snapshot.story, nth as usize), snapshot.in_file(it.place).1, Some((at, nth))))
        });
        let mut all: Vec<_> = problems.chain(statements).collect();
        all.sort();
        all
    }

    #[track_caller]
    fn check(snapshot: &Snapshot) {
        for file in 0..snapshot.story.own {
            let all = slowly(snapshot, file);
            for most in [0, 1, 3, 7, usize::MAX] {
                let (found, rest) = marks(snapshot, file, Limits { diagnostics: most, related: 8 });
                let about = |about| match about {
                    About::Problem(_) => None,
                    About::Statement { conflict, statement } => Some((conflict, statement)),
                };
                let found: Vec<_> = found.into_iter().map(|it| (it.severity, it.span, about(it.about))).collect();
                assert_eq!(found, all[..all.len().min(most)]);
                assert_eq!(rest, all.len() - found.len());
            }
        }
    }

    /// Two files that dispute what a record says too, with a settled dispute, a draft and mistakes.
    const FIRST: &str = "--- bundle
story: berths
pier: 4

--- article a

They built [14 berths]{fact=berths} and [the old pier]{fact=pier}, [14 berths]{fact=berths}.

--- article b
kind: 7

[12 berths]{fact=berths} it was. [The new pier]{fact=pier}.

--- fact berths
value: 15
";
    const SECOND: &str = "--- bundle
story: berths

--- article c

[A new pier]{fact=pier}, [no berths]{fact=berths}, [9 sheds]{fact=sheds}.

--- article d
role: draft

[14 berths]{fact=berths}, [9 berths]{fact=berths} and [the pier]{fact=pier}. [8 sheds]{fact=sheds}.

--- decision sheds
between: c \"9 sheds\"
between: d \"8 sheds\"
verdict: accept c
";

    #[test]
    fn what_is_marked_is_the_gravest_of_all() {
        let file = |name: &str, text: &str| {
            let (name, id) = (name.to_owned(), "a".to_owned());
            bundle::SourceFile { name, id, form: bundle::Form::Bundle, text: text.into(), given: bundle::Given::default() }
        };
        let files = vec![file("one.bundle", FIRST), file("two.bundle", SECOND)];
        let snapshot = Snapshot::new(files, Settings::default().into());
        assert!(snapshot.conflicts.iter().any(|it| it.settled.is_some()) && 2 < snapshot.conflicts.len(), "{:?}", snapshot.conflicts);
        check(&snapshot);
        check(&fixture::snapshot(FIRST));
        check(&fixture::snapshot(&SECOND.replace("role: draft\n", "")));
    }
}
