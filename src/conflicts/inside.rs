//! Two quantities of one article that tell of one thing: what the checks on a writer's own slips share.

use std::collections::BTreeMap;

use super::{Conflict, Input, Statement};
use crate::bundle::Severity;
use crate::facts::{Likeness, Measured};
use crate::mentions::Quantity;

/// Two quantities of one article, in text order.
pub(super) struct Twin<'a> {
    /// The first.
    pub(super) one: &'a Measured,
    /// The second.
    pub(super) two: &'a Measured,
    /// What their sentences share.
    likeness: Likeness,
}

/// A number of two digits (10 and more) that stands twice is nearly always one number; "5 million" and "5 billion" stand for many things.
const TELLING_DIGITS: u128 = 10;
/// What the words near a telling number share at least, as a part.
const TELLING_NEAR: f32 = 0.25;
/// The same for a single digit.
const PLAIN_NEAR: f32 = 0.6;
/// Shared words (by weight) that two sentences on one thing have at least: a name and a usual word.
const LEAST_SHARED: f32 = 6.0;

/// The pairs of exact quantities of an article (an index into the story's) that `slip` lets through and whose sentences tell of one
/// thing. Neither is explained by another quantity: one that tells the first number again in the second's sentence.
pub(super) fn twins<'a>(input: &Input<'a>, article: u32, slip: impl Fn(&Measured, &Measured) -> bool) -> Vec<Twin<'a>> {
    let measured = &input.facts.articles[article as usize].measured;
    // A slip keeps the digits, and one number told alike a thousand times is none.
    let mut of_digits: BTreeMap<u128, Vec<&Measured>> = BTreeMap::new();
    for it in measured.iter().filter(|it| it.is_exact() && it.quantity.low == it.quantity.high) {
        of_digits.entry(digits(&it.quantity)).or_default().push(it);
    }
    let said = |it: &Measured| (it.quantity.measure, it.quantity.low.to_bits());
    of_digits.retain(|_, told| told.iter().any(|it| said(it) != said(told[0])));
    let mut found = Vec::new();
    for told in of_digits.values() {
        for (at, &one) in told.iter().enumerate() {
            for &two in told[at + 1..].iter().filter(|&&two| one.sentence != two.sentence && slip(one, two)) {
                let twin = Twin { one, two, likeness: one.context.likeness(&two.context) };
                if twin.is_one_thing() {
                    found.push(twin);
                }
            }
        }
    }
    found.sort_by_key(|it| (it.one.place, it.two.place));
    found
}

/// The digits of a number that carry meaning: 57 for 5.7 million. Four decimal places count.
fn digits(quantity: &Quantity) -> u128 {
    let mut digits = (quantity.low * 1e4).round() as u128;
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits
}

impl Twin<'_> {
    fn is_one_thing(&self) -> bool {
        let Likeness { near_part, shared, other_names, other_deeds, opposed, .. } = self.likeness;
        let near = if TELLING_DIGITS <= digits(&self.one.quantity) { TELLING_NEAR } else { PLAIN_NEAR };
        let same_claim = self.one.claim.open == self.two.claim.open && self.one.claim.quoted == self.two.claim.quoted;
        same_claim && near <= near_part && LEAST_SHARED <= shared && !(other_names || other_deeds || opposed)
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
