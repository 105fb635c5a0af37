//! How a conflict was settled, in words.

use jiff::civil::Date;

use crate::bundle::Verdict;
use crate::conflicts::Conflict;
use crate::snapshot::Snapshot;

/// "settled: 15 (UPI), M. Ortiz, 21 June 2024"; `None` for a conflict that is open.
pub(super) fn settlement(snapshot: &Snapshot, conflict: &Conflict) -> Option<String> {
    let (file, at) = conflict.settled?;
    let decision = &snapshot.story.files[file as usize].decisions[at as usize];
    let (verdict, _) = decision.verdict.as_ref()?;
    let verdict = match verdict {
        Verdict::Accept(id) => accepted(snapshot, conflict, id),
        Verdict::Value(value) => value.clone(),
        Verdict::Both => "each stands".to_owned(),
        Verdict::Dismiss => "not the same fact".to_owned(),
    };
    let mut settled = format!("settled: {verdict}");
    for more in [decision.by.as_ref().map(|by| by.value.clone()), decision.on.as_ref().map(|on| day(&on.value))].into_iter().flatten() {
        if !more.is_empty() {
            settled.push_str(", ");
            settled.push_str(&more);
        }
    }
    Some(settled)
}

/// The value that an article gives, with its outlet.
fn accepted(snapshot: &Snapshot, conflict: &Conflict, id: &str) -> String {
    let story = &snapshot.story;
    let article = conflict.settled.and_then(|(file, _)| story.resolve(file, id));
    match conflict.statements.iter().find(|it| Some(it.place.article) == article) {
        Some(statement) => format!("{} ({})", statement.shown, story.article(statement.place.article).label()),
        None => id.to_owned(),
    }
}

/// "21 June 2024" for "2024-06-21"; anything else as written.
fn day(written: &str) -> String {
    written.parse::<Date>().map_or_else(|_| written.to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_reads_as_a_day_and_other_notes_as_they_are() {
        assert_eq!(day("2024-06-21"), "21 June 2024");
        assert_eq!(day("last Friday"), "last Friday");
    }
}
