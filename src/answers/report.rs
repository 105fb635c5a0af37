//! A story on one page, in Markdown: what is disputed, what was settled, who is named.

use std::fmt::Write as _;

use super::hover::escaped;
use super::overview::{self, Disputed};
use super::{sources, words};
use crate::snapshot::Snapshot;

/// The report on a story, in Markdown; lines end in `\n`.
pub fn report(snapshot: &Snapshot) -> String {
    let story = &snapshot.story;
    let disputes = overview::disputes(snapshot);
    let people = overview::people(snapshot);
    let title = story.files.iter().find_map(|file| file.headers.title.as_ref()).map_or("Report", |it| it.value.as_str());
    let (settled, open): (Vec<_>, Vec<_>) = disputes.iter().partition(|it| it.settled.is_some());
    let mut page = format!(
        "# {}\n\n{}, {} named; {} in dispute, {} settled.\n",
        escaped(title),
        words::counted(story.articles.len(), "article"),
        if people.len() == 1 { "1 person".to_owned() } else { format!("{} people", people.len()) },
        words::counted(open.len(), "fact"),
        settled.len(),
    );
    for (heading, disputes) in [("In dispute", open), ("Settled", settled)] {
        if disputes.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {heading}\n");
        for disputed in disputes {
            dispute(&mut page, snapshot, disputed);
        }
    }
    if !people.is_empty() {
        page.push_str("\n## People\n\n| name | | named in |\n|---|---|---|\n");
        for listed in people {
            let articles: Vec<String> = listed.articles.iter().map(|it| format!("{} ({})", it.label, it.mentions)).collect();
            let role = listed.roles.first().map_or("", String::as_str);
            let _ = writeln!(page, "| {} | {} | {} |", escaped(&listed.person.name), escaped(role), escaped(&articles.join(", ")));
        }
    }
    page
}

/// The page on the dispute with this id, in Markdown. `None` when there is none any more.
pub fn comparison_page(snapshot: &Snapshot, id: &str) -> Option<String> {
    let asked = overview::disputes(snapshot).into_iter().find(|it| it.id == id)?;
    let mut page = String::new();
    dispute(&mut page, snapshot, &asked);
    Some(page.trim_start().replacen("###", "#", 1))
}

fn dispute(page: &mut String, snapshot: &Snapshot, disputed: &Disputed<'_>) {
    let conflict = disputed.conflict;
    let _ = write!(page, "\n### {}\n\n", escaped(&conflict.subject));
    page.push_str("| outlet | says | in its words |\n|---|---|---|\n");
    for said in &disputed.statements {
        let _ = writeln!(page, "| {} | {} | {} |", escaped(&said.label), escaped(&said.shown), escaped(&said.sentence));
    }
    let accounts = sources::accounts_line(snapshot, conflict);
    let notes = [Some(conflict.reason.clone()), conflict.remark.clone(), accounts, disputed.settled.clone()];
    for note in notes.into_iter().flatten() {
        let _ = write!(page, "\n{}\n", escaped(&note));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::report;
    use crate::fixture::snapshot;

    #[test]
    fn a_report_has_what_is_open_what_is_settled_and_who_is_named() {
        let snapshot = snapshot(
            "\
--- bundle
title: The harbour of Marlow

--- article north
outlet: Northern Post

The council promised [15 berths]{fact=berths} and [two cranes]{fact=cranes}.

--- article south

The harbour gets [12 berths]{fact=berths} and [three cranes]{fact=cranes}.

--- decision cranes
kind: fact
between: north \"two cranes\"
between: south \"three cranes\"
verdict: accept south
by: A. Reed
",
        );
        expect![[r#"
            # The harbour of Marlow

            2 articles, 0 people named; 1 fact in dispute, 1 settled.

            ## In dispute

            ### berths

            | outlet | says | in its words |
            |---|---|---|
            | Northern Post | 15 | The council promised 15 berths and two cranes. |
            | south | 12 | The harbour gets 12 berths and three cranes. |

            all are marked as the fact berths, and their values cannot all be right

            ## Settled

            ### cranes

            | outlet | says | in its words |
            |---|---|---|
            | Northern Post | 2 | The council promised 15 berths and two cranes. |
            | south | 3 | The harbour gets 12 berths and three cranes. |

            all are marked as the fact cranes, and their values cannot all be right

            settled: 3 (south), A. Reed
        "#]]
        .assert_eq(&report(&snapshot));
    }

    #[test]
    fn a_story_without_a_dispute_has_a_short_report() {
        expect![[r#"
            # Report

            1 article, 0 people named; 0 facts in dispute, 0 settled.
        "#]]
        .assert_eq(&report(&snapshot("--- article north\n\nIt rained.\n")));
    }
}
