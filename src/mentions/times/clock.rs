//! Times of day with their zone: "2am", "7pm GMT", "4:30 a.m. local time", "19:30 BST", "noon".

use super::{Found, When, before};
use crate::lexicon::{bend_before, zone};
use crate::mentions::pieces::Piece;

/// The clock time whose first word is piece `at`.
pub(super) fn clock(pieces: &[Piece<'_>], at: usize) -> Option<Found> {
    let piece = &pieces[at];
    let lower = |at: usize| pieces.get(at).map(|it| it.lower);
    if !piece.is_number() {
        let minutes = match piece.lower {
            "noon" | "midday" => 720,
            "midnight" => 0,
            _ => return None,
        };
        return Some(with_zone(pieces, minutes, at + 1));
    }
    // "0735 GMT", "at 0340 local time", "at about 0340", "1430 hours"; "at 1430 metres" begins with no nought.
    if piece.text.len() == 4
        && (pieces.get(at + 1).is_some_and(|it| zone(it.text.trim_end_matches('.')).is_some())
            || matches!((lower(at + 1), lower(at + 2)), (Some("local"), Some("time")) | (Some("hours" | "hrs"), _)) && is_at(pieces, at)
            || piece.text.starts_with('0') && is_at(pieces, at))
    {
        let (hours, minutes) = (piece.text[..2].parse().ok()?, piece.text[2..].parse().ok()?);
        return minutes_after_midnight(hours, minutes, None).map(|minutes| with_zone(pieces, minutes, at + 1));
    }
    let (hours, minutes, mut end): (i16, i16, usize) = match piece.text.split_once('.') {
        // "7.31pm".
        Some((hours, minutes)) if minutes.len() == 2 => (hours.parse().ok()?, minutes.parse().ok()?, at + 1),
        Some(_) => return None,
        None if piece.text.len() > 2 => return None,
        None => {
            let hours = piece.text.parse().ok()?;
            let colon = pieces.get(at + 1).is_some_and(|it| it.text == ":" && it.glued);
            match pieces.get(at + 2).filter(|it| colon && it.is_number() && it.text.len() == 2) {
                Some(minutes) => (hours, minutes.text.parse().ok()?, at + 3),
                None => (hours, 0, at + 1),
            }
        }
    };
    let half = match lower(end) {
        Some("am" | "a.m.") => Some(false),
        Some("pm" | "p.m.") => Some(true),
        _ => None,
    };
    let o_clock = matches!((lower(end), lower(end + 1)), (Some("o'clock" | "o’clock"), _));
    end += usize::from(half.is_some() || o_clock);
    // "a 3:2 win": two numbers alone are a time only with a zone, after "at" or with minutes that a ratio would not have.
    let colon = end - at >= 3;
    let told = half.is_some()
        || o_clock
        || (colon
            && (pieces.get(end).is_some_and(|it| zone(it.text.trim_end_matches('.')).is_some())
                || matches!(before(pieces, at, 1), Some("at" | "by" | "until" | "," | "around" | "about"))));
    if !told {
        return None;
    }
    minutes_after_midnight(hours, minutes, half).map(|minutes| with_zone(pieces, minutes, end))
}

/// Whether a word for a moment stands before piece `at`: "at", "shortly after", "by about".
fn is_at(pieces: &[Piece<'_>], at: usize) -> bool {
    let words = bend_before(|n| before(pieces, at, n)).map_or(0, |it| it.1);
    0 < words || matches!(before(pieces, at, 1), Some("at" | "by" | "until" | "from" | "since" | "before" | "after"))
}

fn minutes_after_midnight(hours: i16, minutes: i16, afternoon: Option<bool>) -> Option<i16> {
    if !(0..60).contains(&minutes) {
        return None;
    }
    let hours = match afternoon {
        Some(afternoon) if (1..=12).contains(&hours) => hours % 12 + if afternoon { 12 } else { 0 },
        None if (0..24).contains(&hours) => hours,
        _ => return None,
    };
    Some(hours * 60 + minutes)
}

/// Takes the zone behind the time along.
fn with_zone(pieces: &[Piece<'_>], minutes: i16, end: usize) -> Found {
    let open = usize::from(pieces.get(end).is_some_and(|it| it.text == "("));
    match pieces.get(end + open).and_then(|it| zone(it.text.trim_end_matches('.'))) {
        Some(zone) => (When::Clock { minutes, zone: Some(zone) }, end + open + 1),
        None => (When::Clock { minutes, zone: None }, end),
    }
}
