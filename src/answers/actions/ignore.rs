//! Taking something out of the comparison: one statement, or a kind of report in a whole bundle.

use super::super::Spot;
use super::super::writing::{Written, bracketed};
use super::{Action, ActionKind};
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Ways to hear no more of reports of this `kind`, seen from what is reported at `place` in `file`.
pub(super) fn ignore(snapshot: &Snapshot, file: u32, place: Place, kind: &'static str) -> Vec<Action> {
    let here = bracketed(snapshot, place, &format!("ignore={kind}")).map(|edit| ("Ignore here".to_owned(), edit));
    let bundle = in_bundle(snapshot, file, kind).map(|edit| (format!("Ignore '{kind}' in this bundle"), edit));
    let action = |(title, edit)| Action::new(ActionKind::Fix, title, vec![edit]).about(kind);
    here.into_iter().chain(bundle).map(action).collect()
}

/// The kind in the bundle section's `ignore`. `None` where text before the first marker would become the section's.
fn in_bundle(snapshot: &Snapshot, file: u32, kind: &str) -> Option<Written> {
    let read = &snapshot.story.files[file as usize];
    let text = read.text();
    let insert = |at: u32, text: String| Written::from((Spot { file, span: Span::new(at, at) }, text));
    let line_end = super::super::words::line_end(text);
    if let Some(last) = read.headers.ignore.last() {
        return Some(insert(last.span.end, format!(", {kind}")));
    }
    if let Some(section) = read.headers.section {
        let marker = section.of(text).find(['\n', '\r']).map_or(section.len(), |at| at as u32);
        return Some(insert(section.start + marker, format!("{line_end}ignore: {kind}")));
    }
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let section = format!("--- bundle{line_end}ignore: {kind}{line_end}{line_end}");
    text[start..].starts_with("--- ").then(|| insert(start as u32, section))
}
