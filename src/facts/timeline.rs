//! Times as days of the calendar: weekdays, "yesterday" and "15 months ago" against the article's own date.

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, tz::TimeZone};

use super::Read;
use super::clocks::Clock;
use crate::bundle::{Article, IsoDate};
use crate::lexicon::{Season, WordSet};
use crate::mentions::{ParagraphReading, ParagraphRole, Part, Reading, TimeMention, When};
use crate::text::single_spaced;

/// When the articles of a story were written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    /// By article, an index into [`crate::bundle::Story::articles`]: its day, where anything says so.
    pub days: Vec<Option<Date>>,
}

/// Whether the words round a time tell what was or what will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// What was, or nothing to tell.
    Past,
    /// What will be: "is due on Friday".
    Future,
}

/// How finely a time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A time of day.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A season, or a part of a year.
    Season,
    /// A year or more.
    Year,
}

/// A time as far as it is known: what the words say outright and, where the article's date is known, the days they can mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The year, where written.
    pub year: Option<i16>,
    /// 1 to 12, where written.
    pub month: Option<i8>,
    /// 1 to 31, where written.
    pub day: Option<i8>,
    /// The weekday, where written.
    pub weekday: Option<Weekday>,
    /// First and last day it can mean; `None` where the article's date would be needed and is not known.
    pub days: Option<(Date, Date)>,
    /// How finely it is told.
    pub grain: Grain,
    /// Whether the article's date was needed for [`Moment::days`].
    pub inferred: bool,
    /// First and last year of a span that is written with both: "from 1995 to 2003", "2012-13".
    pub years: Option<(i16, i16)>,
    /// The time of day, where that is what it says; then [`Moment::days`] is the day that the same sentence names.
    pub clock: Option<Clock>,
}

impl Timeline {
    /// Finds the date of each article.
    pub(super) fn gather(read: Read<'_>) -> Self {
        Self { days: (0..read.story.articles.len() as u32).map(|at| day(read, at)).collect() }
    }

    /// Whether the articles may speak of one week: their dates are within six days, or one of them is not known.
    pub fn same_week(&self, one: u32, other: u32) -> bool {
        match (self.days[one as usize], self.days[other as usize]) {
            (Some(one), Some(other)) => days_between(one, other).abs() < 7,
            _ => true,
        }
    }
}

/// When article `at` was written.
pub(super) fn day(read: Read<'_>, at: u32) -> Option<Date> {
    let headers = &read.story.files[read.story.file_of(at) as usize].headers;
    article_date(read.story.article(at), &read.readings[at as usize], headers.date.as_ref().map(|it| it.value.as_str()))
}

/// The days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// An article's day: `published`, else `updated`, else a date that its text gives for itself, else the bundle's. In the
/// article's own time zone where the header has an offset and the article a zone.
pub fn article_date(article: &Article, reading: &Reading, bundle: Option<&str>) -> Option<Date> {
    let header = |value: &str| {
        let date = IsoDate::parse(value)?;
        local_day(&date, article.timezone.as_ref().map(|it| it.value.as_str()))
    };
    let told = [&article.published, &article.updated].into_iter().flatten().find_map(|it| header(&it.value));
    let bundle = bundle.and_then(header);
    told.or_else(|| own_date(&article.body.text, reading, bundle)).or(bundle)
}

/// The day of a moment in the zone it was published for: half past midnight UTC is still yesterday in New York.
fn local_day(date: &IsoDate, zone: Option<&str>) -> Option<Date> {
    let day = date.day()?;
    let (Some(minutes), Some(offset), Some(zone)) = (date.minutes, date.offset, zone) else { return Some(day) };
    let Ok(zone) = TimeZone::get(zone) else { return Some(day) };
    let utc = day.at(0, 0, 0, 0).checked_add((i64::from(minutes) - i64::from(offset)).minutes()).ok()?;
    Some(utc.to_zoned(TimeZone::UTC).ok()?.with_time_zone(zone).date())
}

/// A text says its own date in a dateline or in a line that holds little else ("Published: January 3, 2013"); among the first
/// or last paragraphs.
fn own_date(body: &str, reading: &Reading, bundle: Option<Date>) -> Option<Date> {
    /// Above this many words a line with a date tells something.
    const STAMP_TOKENS: usize = 16;
    let edge = 6;
    let count = reading.paragraphs.len();
    let stamps = reading.paragraphs.iter().enumerate().filter(|&(at, _)| at < edge || at + edge >= count).filter_map(|(_, paragraph)| {
        let prose = &paragraph.reading.prose;
        let text = paragraph.span.of(body);
        let dateline = paragraph.reading.dateline.clone();
        paragraph.reading.times.iter().find_map(|time| {
            let When::Day { year, month, day, .. } = time.when else { return None };
            let in_dateline = dateline.contains(&time.tokens.start);
            let alone = prose.tokens.len() <= STAMP_TOKENS
                && (paragraph.role == ParagraphRole::Furniture || prose.tokens.len() <= time.tokens.len() + 3)
                && year.is_some();
            // "Old mill burns down Published Sunday, May 4 2014, 19:30": the headline and its stamp in one line.
            let start = time.tokens.start as usize;
            let colon = usize::from(0 < start && prose.word(text, start - 1) == ":");
            let before = start.checked_sub(1 + colon);
            let stamped = year.is_some() && before.is_some_and(|at| matches!(prose.word(text, at), "Posted" | "Published" | "Updated"));
            // A dateline leaves the year out; the bundle's date has it.
            let year = year.or(bundle.map(Date::year))?;
            (in_dateline || alone || stamped).then(|| Date::new(year, month, day).ok()).flatten()
        })
    });
    stamps.into_iter().next()
}

/// What a time says in an article that was written on `today`. `None` for a clock time, and for a span that hangs on a date that is
/// not known.
pub fn moment(time: &TimeMention, today: Option<Date>, tense: Tense) -> Option<Moment> {
    let mut moment = Moment {
        year: None,
        month: None,
        day: None,
        weekday: None,
        days: None,
        grain: Grain::Day,
        inferred: true,
        years: None,
        clock: None,
    };
    match time.when {
        When::Weekday { weekday, week } => {
            moment.weekday = Some(weekday);
            moment.days = today.map(|today| on_weekday(today, weekday, week, tense));
        }
        When::Relative { days } => {
            let day = today?.checked_add(i64::from(days).days()).ok()?;
            moment.days = Some((day, day));
        }
        When::Day { year, month, day, weekday } => {
            moment.year = year;
            moment.month = Some(month);
            moment.day = Some(day);
            moment.weekday = weekday;
            moment.inferred = year.is_none();
            let date = match (year, today) {
                (Some(year), _) => Date::new(year, month, day).ok(),
                (None, Some(today)) => nearest_year(today, tense, |year| Date::new(year, month, day).ok()),
                (None, None) => None,
            };
            moment.days = date.map(|date| (date, date));
        }
        When::Month { year, month, turn } => {
            moment.year = year;
            moment.month = Some(month);
            moment.grain = Grain::Month;
            moment.inferred = year.is_none();
            let first = match (year, today) {
                (Some(year), _) => Date::new(year, month, 1).ok(),
                (None, Some(today)) => {
                    let tense = match turn {
                        1 => Tense::Future,
                        _ => tense,
                    };
                    nearest_year(today, tense, |year| Date::new(year, month, 1).ok())
                }
                (None, None) => None,
            };
            moment.days = first.map(|first| (first, first.last_of_month()));
        }
        When::Season { season, year, turn } => {
            moment.year = year;
            moment.grain = Grain::Season;
            moment.inferred = year.is_none();
            moment.days = year.or_else(|| today.map(|today| today.year() + i16::from(turn))).and_then(|year| season_days(season, year));
        }
        When::Year { year } => {
            moment.year = Some(year);
            moment.grain = Grain::Year;
            moment.inferred = false;
            moment.days = years(year, year);
        }
        When::Years { first, last } => {
            moment.grain = Grain::Year;
            moment.inferred = false;
            moment.years = Some((first, last));
            moment.days = years(first, last);
        }
        When::Decade { year } => {
            moment.grain = Grain::Year;
            moment.inferred = false;
            moment.days = years(year, year + 9);
        }
        When::RelativeYear { years: turn } => {
            moment.grain = Grain::Year;
            let year = today?.year() + i16::from(turn);
            moment.days = years(year, year);
        }
        When::RelativeMonth { months } => {
            moment.grain = Grain::Month;
            let day = today?.checked_add(i64::from(months).months()).ok()?;
            moment.days = Some((day.first_of_month(), day.last_of_month()));
        }
        When::RelativeWeek { weeks } => {
            moment.grain = Grain::Week;
            let day = today?.checked_add(i64::from(weeks).weeks()).ok()?;
            // Papers count the week from Sunday or from Monday: both fit.
            let sunday = day.checked_sub(i64::from(day.weekday().to_sunday_zero_offset()).days()).ok()?;
            moment.days = Some((sunday, sunday.checked_add(7.days()).ok()?));
        }
        When::Ago { days_min, days_max, unit_days } => {
            moment.grain = match unit_days {
                days if days < 7.0 => Grain::Day,
                days if days < 30.0 => Grain::Week,
                days if days < 365.0 => Grain::Month,
                _ => Grain::Year,
            };
            let back = |days: f64| today?.checked_sub((days.round() as i64).days()).ok();
            moment.days = Some((back(days_max)?, back(days_min)?));
        }
        When::Clock { .. } => return None,
    }
    moment.days = moment.days.map(|days| narrowed(days, time.part));
    Some(moment)
}

/// "early May" is its first half, "late 2022" the second; a little more, since nobody counts.
fn narrowed((first, last): (Date, Date), part: Option<Part>) -> (Date, Date) {
    let length = days_between(first, last);
    let day = |portion: i32| first.checked_add(i64::from(length * portion / 10).days()).unwrap_or(first);
    match part {
        None => (first, last),
        Some(Part::Early) => (first, day(6)),
        Some(Part::Middle) => (day(2), day(8)),
        Some(Part::Late) => (day(4), last),
    }
}

/// The day a weekday means: for what was, the last such day up to the article's; for what will be, the next.
fn on_weekday(today: Date, weekday: Weekday, week: i8, tense: Tense) -> (Date, Date) {
    let back = i64::from(today.weekday().since(weekday));
    let last = today.checked_sub(back.days()).unwrap_or(today);
    let shifted = |days: i64| last.checked_add(days.days()).unwrap_or(last);
    match (week, tense) {
        // "last Friday" on a Saturday is yesterday to some and eight days ago to others.
        (-1, _) => (shifted(-7), if back == 0 { shifted(-7) } else { last }),
        (1, _) => (shifted(7), shifted(14)),
        (_, Tense::Future) => {
            let day = if back == 0 { last } else { shifted(7) };
            (day, day)
        }
        _ => (last, last),
    }
}

/// A date without its year: the last one up to today for what was, the next for what will be. One that lies within a month
/// ahead is of this year whatever the tense: the sentence that was read as past may be a plan.
fn nearest_year(today: Date, tense: Tense, date: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    const AHEAD_DAYS: i32 = 31;
    let this = date(today.year())?;
    let ahead = days_between(today, this);
    match tense {
        Tense::Past if ahead > AHEAD_DAYS => date(today.year() - 1),
        Tense::Future if ahead < -AHEAD_DAYS => date(today.year() + 1),
        _ => Some(this),
    }
}

fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// A month more on either side: winter begins with the snow.
fn season_days(season: Season, year: i16) -> Option<(Date, Date)> {
    let (first, last) = match season {
        Season::Spring => (Date::new(year, 2, 1), Date::new(year, 6, 30)),
        Season::Summer => (Date::new(year, 5, 1), Date::new(year, 9, 30)),
        Season::Autumn => (Date::new(year, 8, 1), Date::new(year, 12, 31)),
        Season::Winter => (Date::new(year - 1, 11, 1), Date::new(year, 12, 31)),
    };
    Some((first.ok()?, last.ok()?))
}

impl Moment {
    /// Whether both can be the time of one thing, at the coarser grain of the two: what is written is compared part by part, and
    /// days are compared where both are known.
    pub fn agrees(&self, other: &Self) -> bool {
        if let (Some(clock), Some(other)) = (&self.clock, &other.clock) {
            return clock.agrees(other);
        }
        // Of one span told with both ends, both ends are told.
        if let (Some(years), Some(other)) = (self.years, other.years) {
            return years == other;
        }
        let differ = |one: Option<i16>, other: Option<i16>| matches!((one, other), (Some(one), Some(other)) if one != other);
        let month = |it: &Self| it.month.map(i16::from);
        // One weekday by name is one day, whatever day an article was posted.
        if self.grain == Grain::Day && other.grain == Grain::Day && self.weekday.is_some() && self.weekday == other.weekday {
            return !differ(month(self), month(other)) && !differ(self.day.map(i16::from), other.day.map(i16::from));
        }
        // "On Thursday" may be the last or the next one: against a day that is known, only its name counts.
        let named = |it: &Self| it.weekday.filter(|_| it.month.is_none());
        let known = |it: &Self| it.days.filter(|(first, last)| first == last && named(it).is_none()).map(|it| it.0);
        if let (Some(weekday), Some(day)) = (named(self).or(named(other)), known(self).or(known(other)))
            && day.weekday() == weekday
        {
            let (first, last) = self.days.filter(|_| named(self).is_some()).or(other.days).unwrap_or((day, day));
            return days_between(first, day).abs() <= 8 || days_between(last, day).abs() <= 8;
        }
        // "April 9" is one day whatever year an article's date would give it.
        if self.month.is_some() && other.month.is_some() && (self.year.is_none() || other.year.is_none()) {
            return month(self) == month(other) && !differ(self.day.map(i16::from), other.day.map(i16::from));
        }
        if let (Some((first, last)), Some((other_first, other_last))) = (self.days, other.days) {
            return first <= other_last && other_first <= last;
        }
        if differ(self.year, other.year) || differ(month(self), month(other)) {
            return false;
        }
        if self.month.is_some() && other.month.is_some() && differ(self.day.map(i16::from), other.day.map(i16::from)) {
            return false;
        }
        !matches!((self.weekday, other.weekday), (Some(one), Some(two)) if one != two)
    }

    /// How a message names it: "Wednesday 19 June", "Friday", "2002", "about early 2023".
    pub fn shown(&self, words: &str) -> String {
        match (self.weekday, self.days) {
            (Some(weekday), Some((day, last))) if day == last && self.month.is_none() => {
                format!("{} {} {}", crate::lexicon::weekday_name(weekday), day.day(), crate::lexicon::month_name(day.month()))
            }
            _ => single_spaced(words),
        }
    }

    /// Equal moments give equal strings: a day where one is known, else what is written.
    pub fn normal(&self) -> String {
        if let Some(clock) = &self.clock {
            return clock.normal();
        }
        if let Some((first, last)) = self.years {
            return format!("{first}..{last}");
        }
        match self.days {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) if self.grain == Grain::Year && first.year() == last.year() => first.year().to_string(),
            Some((first, last)) if self.grain == Grain::Month && (first.year(), first.month()) == (last.year(), last.month()) => {
                format!("{:04}-{:02}", first.year(), first.month())
            }
            Some((first, last)) => format!("{first}..{last}"),
            None => {
                let weekday = self.weekday.map(crate::lexicon::weekday_name);
                let month = self.month.map(crate::lexicon::month_name);
                let day = self.day.map(|it| it.to_string());
                [weekday, day.as_deref(), month].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// Words that say what will be.
static FUTURE: WordSet = WordSet::of(&[
    "'ll",
    "due",
    "expected",
    "going",
    "plan",
    "planned",
    "planning",
    "plans",
    "scheduled",
    "set",
    "shall",
    "upcoming",
    "will",
    "’ll",
]);
/// Words that say what was. Past forms in -ed are known by their ending.
static PAST: WordSet = WordSet::of(&[
    "began", "broke", "came", "did", "died", "drove", "fell", "flew", "found", "gave", "had", "held", "hit", "left", "lost", "made", "met",
    "said", "sank", "saw", "sent", "shot", "spoke", "struck", "told", "took", "was", "went", "were", "won", "wrote",
]);

/// The tense of the words round `time`: that of the nearest word that tells one.
pub fn tense(paragraph: &str, reading: &ParagraphReading, time: &TimeMention) -> Tense {
    let prose = &reading.prose;
    let sentence = &prose.sentences[prose.sentence_of(time.tokens.start as usize)].tokens;
    let told = |at: u32| {
        let word = |back: u32| at.checked_sub(back).filter(|it| sentence.start <= *it).map(|it| prose.word(paragraph, it as usize));
        let own = word(0)?;
        // "will be opened", "is to be opened", "had to be opened": what tells stands before the "be".
        let past = || PAST.has(own) || (own.len() > 4 && own.ends_with("ed"));
        let is_planned = own == "be" && word(1) == Some("to") && matches!(word(2), Some("is" | "are"));
        if FUTURE.has(own) || is_planned { Some(Tense::Future) } else { (past() && word(1) != Some("be")).then_some(Tense::Past) }
    };
    // The nearest tells; of two as near, the one before the time is the one it belongs to: "said Friday it will".
    let nearest = (1..=sentence.len() as u32).find_map(|distance| {
        let before = time.tokens.start.checked_sub(distance).filter(|&at| sentence.start <= at);
        let behind = Some(time.tokens.end + distance - 1).filter(|&at| at < sentence.end);
        before.and_then(told).or_else(|| behind.and_then(told))
    });
    nearest.unwrap_or(Tense::Past)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Moment, article_date, moment, tense};
    use crate::bundle::{Article, Body, Header};
    use crate::mentions::{ParagraphReading, Reading};
    use crate::text::Span;

    /// A Thursday.
    const TODAY: Date = date(2024, 6, 20);

    fn read(text: &str, today: Option<Date>) -> Moment {
        let reading = ParagraphReading::read(text);
        let time = reading.times.first().expect("the text has a time");
        moment(time, today, tense(text, &reading, time)).expect("the time says something")
    }

    fn days(text: &str) -> String {
        read(text, Some(TODAY)).normal()
    }

    #[test]
    fn a_weekday_is_the_last_such_day_or_the_next() {
        assert_eq!(days("They met on Wednesday."), "2024-06-19");
        assert_eq!(days("They met on Thursday."), "2024-06-20");
        assert_eq!(days("They met on Friday."), "2024-06-14");
        assert_eq!(days("They will meet on Friday."), "2024-06-21");
        assert_eq!(days("The vote is due on Monday."), "2024-06-24");
        assert_eq!(days("She said on Wednesday that they will meet."), "2024-06-19");
    }

    #[test]
    fn what_is_to_be_done_is_still_to_come() {
        assert_eq!(days("The bridge will be opened on Friday."), "2024-06-21");
        assert_eq!(days("The bridge is to be opened on December 3."), "2024-12-03");
        assert_eq!(days("Talks are due to be held in December."), "2024-12");
        assert_eq!(days("The bridge had to be closed on Friday."), "2024-06-14");
        assert_eq!(days("The bridge has been closed since Friday."), "2024-06-14");
    }

    #[test]
    fn relative_times_count_from_the_article() {
        assert_eq!(days("They met yesterday."), "2024-06-19");
        assert_eq!(days("They met last month."), "2024-05");
        assert_eq!(days("They met last year."), "2023");
        assert_eq!(days("They met last September."), "2023-09");
        assert_eq!(days("They met on December 3."), "2023-12-03");
        assert_eq!(days("They will meet on December 3."), "2024-12-03");
    }

    #[test]
    fn without_a_date_a_weekday_keeps_its_name() {
        assert_eq!(read("They met on Friday.", None).normal(), "Friday");
        assert_eq!(read("They met on June 3.", None).normal(), "3 June");
    }

    #[test]
    fn one_day_in_several_forms_agrees() {
        let agree = |one: &str, other: &str| read(one, Some(TODAY)).agrees(&read(other, Some(TODAY)));
        assert!(agree("They met on Wednesday.", "They met yesterday."));
        assert!(agree("They met on Wednesday.", "They met on June 19."));
        assert!(agree("They met on June 19.", "They met in June 2024."));
        assert!(agree("They met in 2023.", "They met last year."));
        // A plan read as past: Monday is the 24th as well as the 17th.
        assert!(agree("The vote on Monday", "The vote on June 24"));
        assert!(agree("It began 24 years ago.", "It has been so since 2000."));
        assert!(!agree("They met on Wednesday.", "They met on Tuesday."));
        assert!(!agree("They met on Wednesday.", "They met on June 18."));
        assert!(!agree("It began over 15 months ago.", "It began in February 2022."));
        assert!(!agree("They met in May.", "They met in August."));
    }

    #[test]
    fn one_weekday_is_one_day_whenever_it_was_posted() {
        let posted_later = read("They met on Wednesday.", Some(date(2024, 6, 26)));
        assert!(read("They met on Wednesday.", Some(TODAY)).agrees(&posted_later));
        assert!(read("Flynn left on April 9.", Some(TODAY)).agrees(&read("Flynn left on April 9.", Some(date(2025, 1, 3)))));
    }

    #[test]
    fn an_article_is_as_old_as_its_header_or_its_own_words() {
        let header = |value: &str| Some(Header { value: value.into(), span: Span::default() });
        let written = |text: &str| {
            let article = Article { body: Body { text: text.into(), ..Body::default() }, ..Article::default() };
            article_date(&article, &Reading::read(text, None), None)
        };
        let sank = "The ferry sank on Friday off the coast of Kellmar, the owner said.";
        assert_eq!(written(&format!("Published: January 3, 2013\n\n{sank}")), Some(date(2013, 1, 3)));
        let headline = "Ferry with forty people aboard sinks off the coast of Kellmar, the owner of the line says";
        assert_eq!(written(&format!("{headline} Published Sunday, May 4 2014, 19:30\n\n{sank}")), Some(date(2014, 5, 4)));
        assert_eq!(written(&format!("{headline} published in a book on May 4, 2014\n\n{sank}")), None);
        let plain = Article::default();
        assert_eq!(article_date(&plain, &Reading::default(), Some("2013-02-01")), Some(date(2013, 2, 1)));
        assert_eq!(article_date(&plain, &Reading::default(), None), None);
        let dated = Article { published: header("2024-06-20T01:30Z"), timezone: header("America/New_York"), ..Article::default() };
        assert_eq!(article_date(&dated, &Reading::default(), None), Some(date(2024, 6, 19)));
    }
}
