//! Two quantities of one article that tell of one thing: what the checks on a writer's own slips share.

use super::{Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Likeness, Measured};

/// Two quantities of one article, in text order.
pub(super) struct Twin<'a> {
    /// The first.
    pub(super) one: &'a Measured,
    /// The second.
    pub(super) two: &'a Measured,
    /// What their sentences share.
    likeness: Likeness,
}

/// A number of two digits that stands twice is nearly always one number; "5 million" and "5 billion" stand for many things.
const TELLING_DIGITS: usize = 2;
/// What the words near a telling number share at least, as a part.
const TELLING_NEAR: f32 = 0.25;
/// The same for a single digit.
const PLAIN_NEAR: f32 = 0.6;
/// Shared words (by weight) that two sentences on one thing have at least: a name and a usual word.
const LEAST_SHARED: f32 = 6.0;

/// The pairs of exact quantities of an article (an index into the story's) that `slip` lets through and whose sentences tell of one
/// thing. Neither is explained by another quantity: one that tells the first number again in the second's sentence.
pub(super) fn twins<'a>(input: &Input<'a>, article: u32, slip: impl Fn(&Measured, &Measured) -> bool) -> Vec<Twin<'a>> {
    let mut found = Vec::new();
    let measured = &input.facts.articles[article as usize].measured;
    let exact: Vec<&Measured> = measured.iter().filter(|it| it.is_exact() && it.quantity.low == it.quantity.high).collect();
    for (at, &one) in exact.iter().enumerate() {
        for &two in exact[at + 1..].iter().filter(|&&two| one.sentence != two.sentence && slip(one, two)) {
            let twin = Twin { one, two, likeness: one.context.likeness(&two.context) };
            if twin.is_one_thing() {
                found.push(twin);
            }
        }
    }
    found
}

impl Twin<'_> {
    fn is_one_thing(&self) -> bool {
        let Likeness { near_part, shared, other_names, other_deeds, opposed, .. } = self.likeness;
        let near = if TELLING_DIGITS <= self.digits() { TELLING_NEAR } else { PLAIN_NEAR };
        let same_claim = self.one.claim.open == self.two.claim.open && self.one.claim.quoted == self.two.claim.quoted;
        same_claim && near <= near_part && LEAST_SHARED <= shared && !(other_names || other_deeds || opposed)
    }

    /// The digits of its numbers that carry meaning: two for 5.7 million.
    fn digits(&self) -> usize {
        format!("{:.0}", self.one.quantity.low * 1e4).trim_end_matches('0').len()
    }

    /// As a conflict of `kind`.
    pub(super) fn conflict(&self, input: &Input<'_>, kind: &'static str, subject: &str, reason: &str) -> Conflict {
        let statement = |it: &Measured| Statement { place: it.figure, value: it.quantity.normal(), shown: it.shown(input.read) };
        Conflict {
            kind,
            severity: Severity::Warning,
            confidence: 0.8,
            subject: subject.to_owned(),
            reason: reason.to_owned(),
            remark: None,
            statements: vec![statement(self.one), statement(self.two)],
            settled: None,
        }
    }
}
