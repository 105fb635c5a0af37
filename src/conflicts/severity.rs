//! How grave a report is, and every threshold that decides it, with the evidence that set it.
//!
//! A warning is exact on both sides and certain of the event. What is approximate, inferred, explained or a matter of spelling is
//! information. House style and what is settled are hints. A kind whose reports are never certain, as `polarity` and `name`, has no
//! threshold: all its reports are information.
//!
//! The evidence are the bundles of real news that were read word by word (`docs/engine.md` has the figures by kind): of the reports
//! that these thresholds make warnings 13 of 14 are right there, of the others 19 of 20. The thresholds do not divide right from
//! wrong, which the checks do before, but what an editor must look at from what she may.

use crate::bundle::Severity;

/// From here on two sentences tell of one thing beyond doubt: numbers, holders of an office, bearings. Read pair by pair, sentences
/// below it share a clause; from here on they share what was done, to whom and by whom.
pub(super) const SURE: f32 = 0.7;

/// Two quotations, or two sentences with a few words quoted, with this part of their words in common were meant to be the same. Where
/// a third of the stretch differs, two transcripts of one speech are likelier than a slip.
pub(super) const SAME_WORDS: f32 = 0.75;

/// Two times are of one event beyond doubt where so much of the words near them is shared, whatever the verb: sentences with a
/// common verb alone, from 0.6 on, were of two visits or two votes now and then.
pub(super) const ONE_EVENT: f32 = 0.8;

/// Two beginnings, "since 2014", "since 2016", need less: lasting things are few in a story, and each has one beginning.
pub(super) const ONE_BEGINNING: f32 = 0.6;

/// Ages that differ by this many years may have a birthday between two interviews.
pub(super) const BIRTHDAY_YEARS: u16 = 1;

/// The severity of a report that is, or is not, exact on both sides and certain of the event.
pub(super) fn of(exact_and_certain: bool) -> Severity {
    if exact_and_certain { Severity::Warning } else { Severity::Information }
}
