//! `copydesk people`: who is named, where and how often.

use std::sync::Arc;

use super::args::People;
use super::report::{Named, Report};
use super::tally::counted;
use super::text::listed;
use super::{Outcome, groups};
use crate::conflicts::Settings;
use crate::parallel;
use crate::snapshot::Snapshot;

/// Runs the command.
pub(super) fn run(people: &People) -> Outcome {
    let (groups, mut failures) = groups::read(&people.reading);
    let lists = parallel::map(&groups, people.reading.hands(), |group| {
        let snapshot = Snapshot::of_story(group.story.clone(), Arc::new(Settings::default()));
        list(&Report::new(group.name.clone(), &snapshot, Vec::new(), false))
    });
    failures.extend(groups.into_iter().flat_map(|group| group.failures));
    Outcome { out: lists.concat(), failures, ..Outcome::default() }
}

fn list(report: &Report) -> String {
    let (linked, unlinked): (Vec<_>, Vec<_>) = report.people.iter().partition(|it| it.id.is_some());
    let mut out = format!("{}: {}\n", report.bundle, counted(linked.len() as u64, "person", "people"));
    for person in linked {
        out.push_str(&format!("\n  {}{}\n", person.name, person.id.as_ref().map_or_else(String::new, |id| format!("  @{id}"))));
        for (office, by) in &person.offices {
            let by: Vec<&str> = by.iter().map(String::as_str).collect();
            out.push_str(&format!("    {office} ({})\n", listed(&by)));
        }
        if !person.also.is_empty() {
            out.push_str(&format!("    also: {}\n", person.also.join(", ")));
        }
        out.push_str(&format!("    {}\n", uses(report, person)));
    }
    if !unlinked.is_empty() {
        out.push_str("\n  shared by two people, or nobody's in particular\n");
        for name in unlinked {
            out.push_str(&format!("    {}: {}\n", name.name, uses(report, name)));
        }
    }
    out.push('\n');
    out
}

/// "5 mentions: AFP 3, UPI 2; first talks.bundle:12:40".
fn uses(report: &Report, named: &Named) -> String {
    let Some(first) = named.mentions.first() else { return "in no article".to_owned() };
    let mut by: Vec<(&str, u64)> = Vec::new();
    for mention in &named.mentions {
        match by.iter_mut().find(|(label, _)| *label == mention.label) {
            Some((_, count)) => *count += 1,
            None => by.push((&mention.label, 1)),
        }
    }
    let by: Vec<String> = by.into_iter().map(|(label, count)| format!("{label} {count}")).collect();
    let mentions = counted(named.mentions.len() as u64, "mention", "mentions");
    let spot = first.spot;
    format!("{mentions}: {}; first {}:{}:{}", by.join(", "), report.path(spot), spot.line, spot.column)
}
