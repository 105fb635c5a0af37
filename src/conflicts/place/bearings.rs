//! Which side of a place: "20 miles east of Kellmar", "20 miles west of Kellmar".

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use super::{CHECK, key, name_end};
use crate::conflicts::disputes::{Dispute, Fact, disputed};
use crate::conflicts::kept::Keeper;
use crate::conflicts::linked::{self, Key, Linked, Members, Stale};
use crate::conflicts::moved::Said;
use crate::conflicts::roll::Change;
use crate::conflicts::severity::{self, SURE};
use crate::conflicts::{Conflict, Input, Statement};
use crate::facts::{Context, Likeness, Place};
use crate::lexicon::Stem;
use crate::mentions::{ParagraphReading, Quantity};
use crate::prose::{Kind, Prose, Shape};
use crate::text::single_spaced;

/// A side of a place that an article gives.
struct Bearing {
    place: Place,
    /// Steps to the north and to the east, -1 to 1 each: south-west is (-1, -1).
    side: (i8, i8),
    /// Whether it lies outside the place: "east of Kellmar", not "eastern Kellmar".
    outside: bool,
    /// The words of the place it is a side of.
    name: Place,
    /// That place in one spelling.
    anchor: Stem,
    /// How far from the place, where the text says so right before the side.
    distance: Option<Quantity>,
    context: Context,
}

impl PartialEq for Bearing {
    fn eq(&self, other: &Self) -> bool {
        (self.side, self.outside, self.anchor, &self.distance, &self.context)
            == (other.side, other.outside, other.anchor, &other.distance, &other.context)
    }
}

impl Fact for Bearing {
    fn bucket(&self) -> impl Hash {
        (self.anchor, self.outside)
    }

    fn context(&self) -> &Context {
        &self.context
    }

    fn told_at(&self) -> Place {
        self.place
    }

    fn said(&self) -> Vec<Said> {
        vec![(0, self.place.span), (0, self.name.span)]
    }

    fn value(&self) -> Key {
        linked::key(self.side)
    }

    fn compatible(&self, other: &Self) -> bool {
        !opposite(self.side, other.side)
    }

    fn same_fact(&self, other: &Self, likeness: &Likeness) -> f32 {
        same_fact(self, other, likeness)
    }
}

/// What is known of the sides of places.
#[derive(Default)]
pub(super) struct Bearings(Linked<Bearing, Arc<Conflict>>);

impl Keeper for Bearings {
    /// Reports one spot that lies on opposite sides of one place.
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        let report = |members: &Members<'_, Bearing>| {
            let told = |dispute: Dispute| change.told(conflict(input, &members.entries, &dispute));
            disputed(members).into_iter().map(told).collect()
        };
        self.0.update(change, &change.turn.changed, |article| gather(input, article), &Stale::none(), report);
        found.extend(self.0.reports().cloned());
    }
}

fn conflict(input: &Input<'_>, bearings: &[&Bearing], dispute: &Dispute) -> Conflict {
    let statement = |&at: &usize| {
        let words = single_spaced(input.read.text(bearings[at].place));
        Statement { place: bearings[at].place, value: words.to_lowercase().replace('-', ""), shown: words }
    };
    // A storm or a quake may strike both halves of a town; nothing is both 20 miles east and 20 miles west of it.
    let exact = bearings[dispute.pair.0].outside;
    Conflict {
        kind: CHECK.code,
        severity: severity::of(exact && SURE <= dispute.sureness),
        confidence: f64::from(dispute.sureness),
        subject: format!("side of {}", input.read.text(bearings[dispute.pair.0].name)),
        reason: "both sentences tell of the same spot, and it cannot lie on both sides".to_owned(),
        remark: None,
        statements: dispute.items.iter().map(statement).collect(),
        settled: None,
    }
}

/// How sure it is that both tell of one spot, 0 to 1: as with numbers, whose weights these are.
fn same_fact(one: &Bearing, two: &Bearing, likeness: &Likeness) -> f32 {
    if likeness.other_deeds || likeness.other_names {
        return 0.0;
    }
    let mut sum = -4.6 + 3.0 * likeness.near_part + 2.0 * likeness.part + 0.12 * likeness.shared.min(25.0);
    match (&one.distance, &two.distance) {
        // The same distance from the same place is hardly chance; another one is another spot or another slip.
        (Some(one), Some(two)) if one.compatible(two) => sum += 1.5,
        (Some(_), Some(_)) => sum -= 1.0,
        _ => {}
    }
    1.0 / (1.0 + (-sum).exp())
}

/// Whether no spot lies on both sides: on one axis they are opposite, on the other they do not agree.
fn opposite(one: (i8, i8), two: (i8, i8)) -> bool {
    let (north, east) = (one.0 * two.0, one.1 * two.1);
    north < 0 && east <= 0 || east < 0 && north <= 0
}

/// The side that a word names and whether it is an adjective: "east", "north-western".
fn side(word: &str) -> Option<((i8, i8), bool)> {
    // Asked of every word: the first letter settles it for most.
    if !word.starts_with(['e', 'n', 's', 'w', 'E', 'N', 'S', 'W']) {
        return None;
    }
    let plain = word.replace('-', "").to_lowercase();
    let (plain, adjective) = plain.strip_suffix("ern").map_or((plain.as_str(), false), |it| (it, true));
    let side = match plain {
        "north" => (1, 0),
        "south" => (-1, 0),
        "east" => (0, 1),
        "west" => (0, -1),
        "northeast" => (1, 1),
        "northwest" => (1, -1),
        "southeast" => (-1, 1),
        "southwest" => (-1, -1),
        _ => return None,
    };
    Some((side, adjective))
}

/// Every side of a place in an article's running text, in text order.
fn gather(input: &Input<'_>, article: u32) -> Vec<Bearing> {
    let mut found = Vec::new();
    for (paragraph, text) in input.read.text_paragraphs(article) {
        let prose = &paragraph.reading.prose;
        for at in 0..prose.tokens.len() {
            let Some((side, outside, name)) = bearing(text, prose, at) else { continue };
            let tokens = at as u32..name.end as u32;
            found.push(Bearing {
                place: Place { article, span: paragraph.place_of(&tokens) },
                side,
                outside,
                name: Place { article, span: paragraph.place_of(&(name.start as u32..name.end as u32)) },
                anchor: Stem::of_plain(&key(text, prose, name.start, name.end)),
                distance: distance(&paragraph.reading, at as u32),
                context: Context::of(text, &paragraph.reading, prose.sentence_of(at), &tokens),
            });
        }
    }
    found
}

/// The side named at token `at`, whether it lies outside, and the tokens of the place.
fn bearing(text: &str, prose: &Prose, at: usize) -> Option<((i8, i8), bool, Range<usize>)> {
    let token = &prose.tokens[at];
    // "West Kellmar" and "Northern Ireland" are names of their own.
    if token.kind != Kind::Word || token.shape != Shape::Lower {
        return None;
    }
    let (side, adjective) = side(token.span.of(text))?;
    let word = |at: usize| if at < prose.tokens.len() { prose.word(text, at) } else { "" };
    let mut start = at + 1;
    if !adjective {
        if word(start) != "of" {
            return None;
        }
        start += 1;
    }
    if word(start) == "the" && !adjective {
        start += 1;
    }
    if start >= prose.tokens.len() {
        return None;
    }
    let end = name_end(text, prose, start)?;
    // "western Kellmar's", "eastern Kellmar police": still the same side of Kellmar.
    Some((side, !adjective, start..end))
}

/// The distance that ends right before token `at`.
fn distance(reading: &ParagraphReading, at: u32) -> Option<Quantity> {
    let it = reading.quantities.iter().find(|it| it.tokens.end == at || it.counted.is_some_and(|counted| counted.token + 1 == at))?;
    Some(it.clone())
}

#[cfg(test)]
mod tests {
    use super::{opposite, side};
    use crate::fixture::check_conflicts;

    #[test]
    fn sides_that_exclude_each_other() {
        let of = |word: &str| side(word).expect("it is a side").0;
        for (one, two) in [("east", "west"), ("north", "southern"), ("north-east", "southwest"), ("northeast", "west")] {
            assert!(opposite(of(one), of(two)), "{one} and {two}");
        }
        for (one, two) in [("east", "eastern"), ("north", "north-east"), ("northeast", "northwest"), ("north", "east")] {
            assert!(!opposite(of(one), of(two)), "{one} and {two}");
        }
    }

    #[test]
    fn one_spot_east_and_west() {
        check_conflicts(
            "
--- article herald

The trawler Aurora sent a distress call at noon from 20 miles east of Kellmar, the coast guard said.
                                                              ^^^^^^^^^^^^^^^ against place
--- article post

At noon the trawler Aurora was 20 miles west of Kellmar when it sent a distress call.
                                        ^^^^^^^^^^^^^^^ place: side of Kellmar: west of Kellmar here, east of Kellmar in herald
",
        );
    }

    #[test]
    fn two_spots_on_two_sides() {
        check_conflicts(
            "
--- article herald

The trawler Aurora sent a distress call at noon from 20 miles east of Kellmar, the coast guard said.

--- article post

Farmers 40 miles west of Kellmar lost their sheep to the flood.
",
        );
    }

    #[test]
    fn a_report_that_tells_of_both_sides_explains_the_difference() {
        check_conflicts(
            "
--- article herald

The storm broke windows in eastern Kellmar on Friday.

--- article post

The storm broke windows in eastern Kellmar on Friday. The storm broke windows in western Kellmar on Saturday.
",
        );
    }
}
