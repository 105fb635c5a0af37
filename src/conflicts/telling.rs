//! What a reader is told of a dispute, seen from one of its statements.

use std::collections::BTreeMap;

use super::{Conflict, Statement};
use crate::bundle::Story;
use crate::facts::Sources;

/// More than a reader takes in; every one is there in the lists of places that go with a message.
const MOST_TOLD: usize = 8;

/// A dispute sorted for telling: as long as a statement's turn takes only its own words, many statements cost little more than one.
#[derive(Debug)]
pub struct Telling<'s> {
    conflict: &'s Conflict,
    /// The values, each where it is first given.
    sides: Vec<Side<'s>>,
    /// The side of each statement: an index into `sides`.
    side_of: Vec<u32>,
    /// What is said from every statement: what may explain the difference, how few accounts speak, how it was settled.
    end: String,
}

/// Who gives one value.
#[derive(Debug)]
struct Side<'s> {
    /// The first statement that gives it.
    first: u32,
    shown: &'s str,
    /// The labels of the articles that give it, ascending, each with the first of these articles and whether there are others.
    labels: Vec<(&'s str, u32, bool)>,
}

impl<'s> Telling<'s> {
    /// Sorts a dispute.
    pub fn of(conflict: &'s Conflict, story: &'s Story, sources: &Sources) -> Self {
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        let (mut sides, mut side_of): (Vec<Side<'_>>, _) = (Vec::new(), Vec::with_capacity(conflict.statements.len()));
        for (at, Statement { value, shown, place }) in conflict.statements.iter().enumerate() {
            let side = *known.entry(value).or_insert(sides.len() as u32);
            if side as usize == sides.len() {
                sides.push(Side { first: at as u32, shown, labels: Vec::new() });
            }
            sides[side as usize].labels.push((story.article(place.article).label(), place.article, false));
            side_of.push(side);
        }
        for side in &mut sides {
            side.labels.sort_unstable();
            side.labels.dedup_by(|again, kept| {
                let same = again.0 == kept.0;
                kept.2 |= same && again.1 != kept.1;
                same
            });
        }
        let mut end = String::new();
        if let Some(remark) = &conflict.remark {
            end.push_str(". ");
            end.push_str(remark);
        }
        for more in [conflict.standing(sources).copies(), conflict.settlement(story)].into_iter().flatten() {
            end.push_str("; ");
            end.push_str(&more);
        }
        Self { conflict, sides, side_of, end }
    }

    /// The message at statement `here`: see [`Conflict::message`].
    ///
    /// # Panics
    ///
    /// When there is no such statement.
    pub fn message(&self, here: usize) -> String {
        let own = &self.conflict.statements[here];
        let mut message = format!("{}: {} here", self.conflict.subject, own.shown);
        let others = self.sides.iter().enumerate().filter(|(at, _)| *at != self.side_of[here] as usize);
        for (_, side) in others.take(MOST_TOLD) {
            message.push_str(&format!(", {} ", side.shown));
            side.tell(own.place.article, &mut message);
        }
        let more = (self.sides.len() - 1).saturating_sub(MOST_TOLD);
        if 0 < more {
            message.push_str(&format!(" and {more} other {}", if more == 1 { "value" } else { "values" }));
        }
        message.push_str(&self.end);
        message
    }

    /// The other statements as seen from statement `here`: the first of each other value, then the rest, both in story order.
    ///
    /// # Panics
    ///
    /// When there is no such statement.
    pub fn others(&self, here: usize) -> impl Iterator<Item = usize> {
        let own = self.side_of[here] as usize;
        let first = self.sides.iter().enumerate().filter(move |(at, _)| *at != own).map(|(_, side)| side.first as usize);
        let is_first = move |at: usize| self.side_of[at] as usize != own && self.sides[self.side_of[at] as usize].first as usize == at;
        first.chain((0..self.side_of.len()).filter(move |&at| at != here && !is_first(at)))
    }
}

impl Side<'_> {
    /// "in AFP, Post and 3 more": where it is said besides article `own`.
    fn tell(&self, own: u32, message: &mut String) {
        let elsewhere = || self.labels.iter().filter(|(_, article, several)| *several || *article != own).map(|(label, ..)| *label);
        let count = elsewhere().count();
        let more = count.checked_sub(MOST_TOLD + 1).map(|beyond| format!("{} more", beyond + 1));
        let told = elsewhere().take(MOST_TOLD).chain(more.as_deref());
        let last = count.min(MOST_TOLD + 1);
        if last == 0 {
            message.push_str("elsewhere in this article");
        }
        for (at, label) in told.enumerate() {
            message.push_str(match at {
                0 => "in ",
                _ if at + 1 == last => " and ",
                _ => ", ",
            });
            message.push_str(label);
        }
    }
}

impl Conflict {
    /// What a reader is told at statement `here`: subject, the value here, the values there, what may explain them, and how few
    /// accounts speak where articles share a text. Of more than eight other values, or voices for one, the rest are counted.
    ///
    /// # Panics
    ///
    /// When there is no such statement.
    pub fn message(&self, story: &Story, sources: &Sources, here: usize) -> String {
        Telling::of(self, story, sources).message(here)
    }
}

#[cfg(test)]
mod tests {
    use super::Telling;
    use crate::fixture;

    /// What is told at each statement of the only conflict.
    fn told(text: &str) -> Vec<String> {
        let snapshot = fixture::snapshot(text);
        let [conflict] = &*snapshot.conflicts else { panic!("one conflict: {:?}", snapshot.conflicts) };
        let telling = Telling::of(conflict, &snapshot.story, &snapshot.sources);
        (0..conflict.statements.len()).map(|at| telling.message(at)).collect()
    }

    /// An article by this outlet that counts these berths, one sentence each.
    fn article(id: &str, outlet: &str, berths: &[u32]) -> String {
        let told: Vec<_> = berths.iter().map(|it| format!("The harbour gets [{it} berths]{{fact=berths}}.")).collect();
        format!("--- article {id}\noutlet: {outlet}\n\n{}\n\n", told.join(" "))
    }

    #[test]
    fn an_outlet_with_two_articles_still_stands_against_one_of_its_own() {
        let text = format!("{}{}", article("one", "Post", &[15, 12]), article("two", "Post", &[12]));
        assert_eq!(
            told(&text),
            ["berths: 15 here, 12 in Post", "berths: 12 here, 15 elsewhere in this article", "berths: 12 here, 15 in Post",]
        );
    }

    #[test]
    fn of_many_voices_and_values_the_rest_are_counted() {
        let voices: String = (0..12).map(|at| article(&format!("v{at}"), &format!("P{at:02}"), &[12])).collect();
        let text = format!("{}{voices}", article("one", "Post", &[15]));
        assert_eq!(told(&text)[0], "berths: 15 here, 12 in P00, P01, P02, P03, P04, P05, P06, P07 and 4 more");
        let values: String = (0..12).map(|at| article(&format!("v{at}"), &format!("P{at:02}"), &[20 + at])).collect();
        let last = told(&values).pop().unwrap_or_default();
        assert!(last.ends_with(", 27 in P07 and 3 other values"), "{last}");
    }

    #[test]
    fn the_first_of_each_other_value_comes_before_the_rest() {
        let text: String = (0..6).map(|at| article(&format!("v{at}"), "Post", &[20 + at % 3])).collect();
        let snapshot = fixture::snapshot(&text);
        let telling = Telling::of(&snapshot.conflicts[0], &snapshot.story, &snapshot.sources);
        assert_eq!(telling.others(3).collect::<Vec<_>>(), [1, 2, 0, 4, 5]);
        assert_eq!(telling.others(1).collect::<Vec<_>>(), [0, 2, 3, 4, 5]);
    }
}
