//! Times of day: clock times with their zone, and parts of the day.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::timeline::{Grain, Moment};
use crate::mentions::{Paragraph, Relation, TimeMention, When};
use crate::prose::{Kind, Shape};

/// Minutes of a day.
const DAY: i16 = 1440;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The first minute it can mean, after midnight, 0 to 1439.
    pub first: i16,
    /// The last; below [`Clock::first`] where midnight lies between: "night".
    pub last: i16,
    /// Minutes east of UTC, where the text gives a zone or the article's header does; `None` where it is the time of the place.
    pub zone: Option<i16>,
    /// Whether the text says which half of the day: "8:30" is morning or evening.
    pub half: bool,
    /// How many minutes it may be off: "4 p.m." was perhaps 4.20, "4:07 p.m." was not.
    pub slack: i16,
}

impl Clock {
    /// Whether both can be the time of one thing. Of a time with a zone and one without nobody can tell.
    pub fn agrees(&self, other: &Self) -> bool {
        let shift = match (self.zone, other.zone) {
            (Some(here), Some(there)) => here - there,
            (None, None) => 0,
            _ => return true,
        };
        let slack = self.slack.max(other.slack);
        let halves = if self.half && other.half { &[0][..] } else { &[0, DAY / 2][..] };
        halves.iter().any(|half| {
            let first = (other.first + shift + half).rem_euclid(DAY);
            let apart = |from: i16, to: i16| (to - from).rem_euclid(DAY);
            let length = |clock: &Self| apart(clock.first, clock.last);
            // On a circle two stretches meet where one begins within the other or a little behind its end.
            apart(self.first, first) <= length(self) + slack || apart(first, self.first) <= length(other) + slack
        })
    }

    /// Equal times of day give equal strings: "16:00", "18:00..06:00", "19:00Z".
    pub fn normal(&self) -> String {
        let clock = |minutes: i16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let utc = |minutes: i16| (minutes - self.zone.unwrap_or(0)).rem_euclid(DAY);
        let zone = if self.zone.is_some() { "Z" } else { "" };
        if self.first == self.last {
            return format!("{}{zone}", clock(utc(self.first)));
        }
        format!("{}..{}{zone}", clock(utc(self.first)), clock(utc(self.last)))
    }
}

/// What a clock time says, and how it stands to what is told: "just after 7 p.m." is the time itself, "after 7 p.m." is not.
/// `None` for other times and for one whose zone is not known: "8 p.m. ET". `day` is the day that the sentence names, `header`
/// the zone in the article's header and the article's day.
pub(super) fn clock(
    text: &str,
    paragraph: &Paragraph,
    time: &TimeMention,
    day: impl FnOnce() -> Option<Date>,
    header: Option<(&str, Date)>,
) -> Option<(Moment, Relation)> {
    let When::Clock { minutes, zone } = time.when else { return None };
    let prose = &paragraph.reading.prose;
    let word = |at: u32| prose.word(text, at as usize);
    let next = time.tokens.end..(time.tokens.end + 2).min(prose.tokens.len() as u32);
    // "10:30 of the second half" is no time of day; "8 p.m. ET" is one of a zone that is two.
    let of_a_game = next.clone().next().is_some_and(|at| matches!(word(at), "of" | "into"));
    let of_a_zone = zone.is_none()
        && next
            .clone()
            .find(|&at| word(at) != "(")
            .is_some_and(|at| prose.tokens[at as usize].shape == Shape::Capitals && prose.tokens[at as usize].kind == Kind::Word);
    if of_a_game || of_a_zone {
        return None;
    }
    let before = (time.tokens.start.saturating_sub(2)..time.tokens.start).rev().map(word).collect::<Vec<_>>();
    let about = before.first().is_some_and(|it| matches!(*it, "about" | "almost" | "approximately" | "around" | "nearly" | "roughly"));
    let beside = matches!(*before, ["after" | "before", "just" | "shortly" | "soon", ..]);
    let relation = if beside { Relation::On } else { time.relation };
    let slack = match minutes % 60 {
        _ if about || beside => 30,
        // A full hour is often the nearest one.
        0 => 30,
        15 | 30 | 45 => 15,
        part if part % 5 == 0 => 5,
        // Two clocks.
        _ => 2,
    };
    let last = word(time.tokens.end - 1).trim_end_matches('.').to_ascii_lowercase();
    let half = zone.is_some() || !(60..=720).contains(&minutes) || last.ends_with('m') || matches!(&*last, "noon" | "midday" | "midnight");
    let day = day();
    let zone = zone.or_else(|| header.and_then(|(timezone, written)| offset(timezone, day.unwrap_or(written), minutes)));
    Some((moment(Clock { first: minutes, last: minutes, zone, half, slack }, day), relation))
}

/// The part of the day that follows a day, with the tokens of both: "Friday night", "yesterday morning", "this afternoon".
pub(super) fn part_of_day(
    text: &str,
    paragraph: &Paragraph,
    time: &TimeMention,
    day: impl FnOnce() -> Option<Date>,
) -> Option<(Moment, Range<u32>)> {
    if !matches!(time.when, When::Weekday { week: 0, .. } | When::Relative { .. } | When::Day { .. }) {
        return None;
    }
    let prose = &paragraph.reading.prose;
    let part = |at: u32| match prose.word(text, at as usize) {
        "morning" => Some((0, 720)),
        "afternoon" => Some((720, 1080)),
        "evening" => Some((990, 1439)),
        "night" | "tonight" => Some((1080, 360)),
        _ => None,
    };
    let behind = (time.tokens.end < prose.tokens.len() as u32).then_some(time.tokens.end);
    let (end, (first, last)) = [Some(time.tokens.end - 1), behind].into_iter().flatten().find_map(|at| Some((at + 1, part(at)?)))?;
    // An hour more on either side: nobody looks where the afternoon ends.
    let clock = Clock { first, last, zone: None, half: true, slack: 60 };
    Some((moment(clock, day()), time.tokens.start..end))
}

fn moment(clock: Clock, day: Option<Date>) -> Moment {
    let days = day.map(|day| (day, day));
    Moment { year: None, month: None, day: None, weekday: None, days, grain: Grain::Hour, inferred: false, years: None, clock: Some(clock) }
}

/// Minutes east of UTC of a zone on a day at so many minutes after midnight.
fn offset(zone: &str, day: Date, minutes: i16) -> Option<i16> {
    let local = day.at(0, 0, 0, 0).checked_add(i64::from(minutes).minutes()).ok()?;
    let offset = TimeZone::get(zone).ok()?.to_ambiguous_timestamp(local).offset();
    let seconds = match offset {
        jiff::tz::AmbiguousOffset::Unambiguous { offset } => offset.seconds(),
        // Twice or never on that day.
        _ => return None,
    };
    i16::try_from(seconds / 60).ok()
}

#[cfg(test)]
mod tests {
    use super::{Clock, clock, part_of_day};
    use crate::mentions::{Paragraph, ParagraphReading, ParagraphRole};
    use crate::text::Span;

    fn read(text: &str, timezone: Option<&str>) -> Option<Clock> {
        let reading = ParagraphReading::read(text).into();
        let paragraph = Paragraph { span: Span::new(0, text.len() as u32), role: ParagraphRole::Text, reading, carried: None };
        let day = Some(jiff::civil::date(2024, 6, 20));
        let mut found = paragraph.reading.times.iter().filter_map(|time| {
            let clock = clock(text, &paragraph, time, || None, timezone.zip(day)).map(|it| it.0);
            clock.or_else(|| part_of_day(text, &paragraph, time, || day).map(|it| it.0))?.clock
        });
        found.next()
    }

    fn agree(one: &str, other: &str) -> bool {
        let clock = |text| read(text, None).expect("the text has a time of day");
        let (one, other) = (clock(one), clock(other));
        assert_eq!(one.agrees(&other), other.agrees(&one));
        one.agrees(&other)
    }

    #[test]
    fn one_time_of_day_in_several_forms_agrees() {
        assert!(agree("It rang at 7 p.m. sharp.", "It rang at around 7:10pm."));
        assert!(agree("It rang at 8:30 and again.", "It rang at 8.30pm."));
        assert!(agree("It rang at 2am GMT.", "It rang at 9pm EST."));
        assert!(agree("It rang just before midnight.", "It rang at 11:50 p.m. sharp."));
        assert!(agree("It rang on Friday night.", "It rang at 2 a.m. sharp."));
        assert!(agree("It rang on Friday evening.", "It rang at 4 p.m. sharp."));
        assert!(agree("It rang at 7pm GMT.", "It rang at 2am sharp."));
    }

    #[test]
    fn two_times_of_day_differ() {
        assert!(!agree("It rang at 7 p.m. sharp.", "It rang at 8 p.m. sharp."));
        assert!(!agree("It rang at 2:07 p.m. sharp.", "It rang at 2:17 p.m. sharp."));
        assert!(!agree("It rang at 7pm GMT.", "It rang at 9pm GMT."));
        assert!(!agree("It rang on Friday night.", "It rang at 4 p.m. sharp."));
        assert!(!agree("It rang on Friday morning.", "It rang at 4 p.m. sharp."));
    }

    #[test]
    fn a_zone_is_written_or_stands_in_the_header() {
        assert_eq!(read("It rang at 2am sharp.", Some("Asia/Ho_Chi_Minh")).and_then(|it| it.zone), Some(420));
        assert_eq!(read("It rang at 2am GMT.", Some("Asia/Ho_Chi_Minh")).and_then(|it| it.zone), Some(0));
        assert_eq!(read("It rang at 8 p.m. ET.", None), None);
        assert_eq!(read("They scored at 10:30 of the second half.", None), None);
    }

    #[test]
    fn a_time_of_day_is_told_in_one_form() {
        let normal = |text| read(text, None).map(|it| it.normal()).unwrap_or_default();
        assert_eq!(normal("It rang at 7:05 p.m. sharp."), "19:05");
        assert_eq!(normal("It rang at 2am EST."), "07:00Z");
        assert_eq!(normal("It rang on Friday afternoon."), "12:00..18:00");
    }
}
