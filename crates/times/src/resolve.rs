//! From the values of a match to a type, a TIMEX3 value and an interval.

use jiff::civil::{Date, DateTime, Time, Weekday};
use sayso_domain::{Interval, TimeType};

use crate::{
    calendar::{Part, Season, Unit, When, day, monday, plus, weekday_of},
    captures::{Captures, Reference},
    holidays::Holidays,
    lengths::{length, set, shift, span},
    matcher::Match,
    rules::Means,
    tense::Tense,
};

/// What a time is counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Anchors {
    /// The publisher's day.
    pub(crate) published: Option<Date>,
    /// The publisher's local time, if it is known.
    pub(crate) moment: Option<DateTime>,
    /// The time that was last spoken of.
    pub(crate) running: Option<When>,
    /// That was in the same sentence.
    pub(crate) same_sentence: bool,
    /// The quarter that was last spoken of.
    pub(crate) quarter: Option<When>,
    /// That was in this sentence or one of the three before it.
    pub(crate) quarter_is_near: bool,
    /// The token behind the time last spoken of.
    pub(crate) last_end: usize,
    /// The time is the end of a range that began with the time last spoken of: "Monday to Friday".
    pub(crate) ends_range: bool,
    /// What the words around say.
    pub(crate) tense: Option<Tense>,
}

/// What a time expression means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meaning {
    pub(crate) kind: TimeType,
    pub(crate) value: Option<String>,
    pub(crate) interval: Option<Interval>,
    /// The calendar time, for what follows in the text.
    pub(crate) when: Option<When>,
}

impl Meaning {
    pub(crate) fn of(when: Option<When>, kind: TimeType) -> Self {
        Self { kind, value: when.map(When::value), interval: when.and_then(When::interval), when }
    }

    pub(crate) fn value(kind: TimeType, value: impl Into<String>) -> Self {
        Self { kind, value: Some(value.into()), interval: None, when: None }
    }
}

/// What a match means; `None` if it is no time after all ("30 February").
pub(crate) fn resolve(found: &Match, anchors: &Anchors, holidays: &Holidays) -> Option<Meaning> {
    let captures = &found.captures;
    match found.means {
        Means::Calendar => calendar(captures, anchors, holidays),
        Means::WeekdayOfWeek => {
            let day = (|| {
                let week = plus(monday(anchors.published?)?, Unit::Week, captures.which?)?;
                weekday_of(week, captures.weekday?)
            })();
            Some(Meaning::of(day.map(When::Day), TimeType::Date))
        }
        Means::WeekOf => {
            let Found::When(When::Day(day)) = calendar_day(captures, anchors, holidays) else {
                return Some(Meaning::of(None, TimeType::Date));
            };
            Some(Meaning::of(monday(day).map(When::Week), TimeType::Date))
        }
        Means::YearAgo => {
            let quarter = captures.quarter.map(|quarter| nearest(&|year| Some(When::Quarter(year, quarter)), anchors));
            let named = captures.unit == Some(Unit::Quarter) || captures.unit.is_none();
            let base = quarter.flatten().or(anchors.quarter.filter(|_| named)).or_else(|| {
                When::around(
                    anchors.published?,
                    captures.unit.filter(|unit| *unit != Unit::Quarter).unwrap_or(Unit::Year),
                )
            });
            let meaning = Meaning::of(base.and_then(|base| base.shifted(Unit::Year, -1)), TimeType::Date);
            Some(Meaning { when: None, ..meaning })
        }
        Means::Nothing => None,
        Means::Unit => Some(Meaning::of(unit(captures, anchors), TimeType::Date)),
        Means::Shift => {
            // "A week from Tuesday".
            let from = match captures.weekday {
                Some(weekday) => {
                    anchors.published.and_then(|day| the_weekday(weekday, captures, day, Some(Tense::Future)))
                }
                None => anchors.published.and_then(|day| plus(day, Unit::Day, captures.day_shift.unwrap_or(0))),
            };
            let is_day = captures.weekday.is_some() || captures.day_shift.is_some();
            let unit = captures.unit.map(|unit| if is_day && unit == Unit::Week { Unit::Day } else { unit });
            let count = captures.count.map(|count| if unit == captures.unit { count } else { count * 7.0 });
            Some(shift(&Captures { unit, count, ..*captures }, &Anchors { published: from, ..*anchors }))
        }
        Means::Span => span(captures, anchors),
        Means::Duration => Some(Meaning::value(TimeType::Duration, length(captures)?)),
        Means::Set => set(captures),
        Means::Reference => Some(Meaning::value(TimeType::Date, captures.reference?.code())),
    }
}

impl Reference {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

fn calendar(captures: &Captures, anchors: &Anchors, holidays: &Holidays) -> Option<Meaning> {
    let kind = if captures.hour.is_some() || captures.part.is_some() { TimeType::Time } else { TimeType::Date };
    let when = match calendar_day(captures, anchors, holidays) {
        Found::Nothing => return None,
        Found::Unresolved => None,
        Found::When(when) => Some(when),
    };
    let when = match (when, kind) {
        (Some(When::Day(day)), TimeType::Time) => at_time(day, captures)?,
        (when, _) => when,
    };
    let mut meaning = Meaning::of(when, kind);
    if captures.fiscal {
        // Which months a fiscal year has is not said.
        meaning.interval = None;
    }
    Some(meaning)
}

enum Found {
    /// No such day.
    Nothing,
    /// It depends on what is not known.
    Unresolved,
    When(When),
}

impl From<Option<When>> for Found {
    fn from(when: Option<When>) -> Self {
        when.map_or(Self::Unresolved, Self::When)
    }
}

fn calendar_day(captures: &Captures, anchors: &Anchors, holidays: &Holidays) -> Found {
    let published = anchors.published;
    let year = match (captures.year, captures.short_year) {
        (Some(0), _) => return Found::Nothing,
        (Some(year), _) => Some(year),
        (None, Some(short)) => Some(full_year(short, published)),
        // "July last year".
        (None, None) => match (captures.which, captures.month.or(captures.quarter)) {
            (Some(which), Some(_)) if captures.day.is_some() || captures.quarter.is_some() => {
                let Some(published) = published else { return Found::Unresolved };
                i16::try_from(i64::from(published.year()) + which).ok()
            }
            _ => None,
        },
    };
    let yearly = |of: &dyn Fn(i16) -> Option<When>| -> Found {
        let of: &dyn Fn(i16) -> Option<When> = &|year| Some(year).filter(|year| (1..=9999).contains(year)).and_then(of);
        match (year, captures.which) {
            (Some(year), _) => of(year).map_or(Found::Nothing, Found::When),
            (None, Some(which)) => by_which(of, which, published).into(),
            (None, None) => nearest(of, anchors).into(),
        }
    };
    if let (Some(month), Some(of_month)) = (captures.month, captures.day) {
        // A leap year has every day there is.
        return if day(2000, month, of_month).is_none() {
            Found::Nothing
        } else {
            yearly(&|year| day(year, month, of_month).map(When::Day))
        };
    }
    if let Some(index) = captures.holiday {
        return match holidays.only_day(index) {
            Some(day) => Found::When(When::Day(day)),
            None => yearly(&|year| holidays.day(index, year).map(When::Day)),
        };
    }
    if let Some(month) = captures.month {
        return yearly(&|year| Some(When::Month(year, month)));
    }
    if let Some(quarter) = captures.quarter {
        return yearly(&|year| Some(When::Quarter(year, quarter)));
    }
    if let Some(half) = captures.half {
        return yearly(&|year| Some(When::Half(year, half)));
    }
    if let Some(season) = captures.season {
        return yearly(&|year| Some(When::Season(year, season)));
    }
    if let Some(year) = year {
        return Found::When(When::Year(year));
    }
    if let Some(decade) = captures.decade {
        return Found::When(When::Decade(decade / 10));
    }
    if let Some(decade) = captures.decade_of_century {
        let last = published.map_or(1999, |published| published.year());
        let of_century = last / 100 * 10 + decade;
        return Found::When(When::Decade(if of_century * 10 > last { of_century - 10 } else { of_century }));
    }
    if let Some(century) = captures.century {
        return Found::When(When::Century(century - 1));
    }
    let then = match anchors.running {
        Some(When::Day(day)) => Some(day),
        Some(When::Moment(at, _)) => Some(at.date()),
        Some(When::Part(day, _)) => Some(day),
        _ => None,
    };
    if let Some(weekday) = captures.weekday {
        // "From Sept. 14 to Thursday" does not mean the Thursday after the 14th.
        let is_near = |first: &Date| published.is_none_or(|day| (day - *first).get_days().abs() <= 7);
        if let Some(first) = then.filter(|_| anchors.ends_range && captures.which.is_none()).filter(is_near) {
            return the_weekday(weekday, captures, first, Some(Tense::Future)).map(When::Day).into();
        }
        let base = if captures.then { then.or(published) } else { published };
        return base.and_then(|base| the_weekday(weekday, captures, base, anchors.tense)).map(When::Day).into();
    }
    if captures.then {
        let base = then.or(published).and_then(|day| plus(day, Unit::Day, captures.which.unwrap_or(0)));
        return base.map(When::Day).into();
    }
    if let Some(days) = captures.day_shift {
        return published.and_then(|day| plus(day, Unit::Day, days)).map(When::Day).into();
    }
    // A time of day alone: on the day last spoken of.
    then.or(published).map(When::Day).into()
}

/// '98: the year within the eighty before and the twenty after the publication.
fn full_year(short: i16, published: Option<Date>) -> i16 {
    let last = published.map_or(2039, |published| published.year().saturating_add(20));
    let year = last / 100 * 100 + short;
    if year > last { year - 100 } else { year }.max(1)
}

/// "Last May", "next spring": the nearest before or after that which is now; "this May": of this year.
fn by_which(of: &dyn Fn(i16) -> Option<When>, which: i64, published: Option<Date>) -> Option<When> {
    let published = published?;
    let year = published.year();
    let mut near = (year - 2..=year.saturating_add(2)).filter_map(of);
    let begins = |when: &When| when.first_day();
    let holds = |when: &When| {
        when.interval().is_some_and(|interval| {
            (interval.start()..interval.end()).contains(&published.to_datetime(Time::midnight()))
        })
    };
    match which {
        -1 => near.filter(|when| begins(when).is_some_and(|day| day < published) && !holds(when)).last(),
        // Of the winter that began last year.
        0 => of(year).and_then(|when| match when {
            When::Season(year, Season::Winter) if published.month() <= 4 => of(year - 1),
            when => Some(when),
        }),
        _ => near.find(|when| begins(when).is_some_and(|day| day > published)),
    }
}

/// How much nearer a time must be that the tense speaks against.
const AGAINST_TENSE: i32 = 4;

/// How much nearer a time ahead must be where no word tells: news is mostly of what is behind.
const AHEAD: i32 = 4;

/// The time of this or a neighbouring year that is nearest to the publication, by the tense.
fn nearest(of: &dyn Fn(i16) -> Option<When>, anchors: &Anchors) -> Option<When> {
    let published = anchors.published?;
    let year = published.year();
    let distance = |when: &When| {
        // A month is not spoken of as exactly as a day: the tense says more.
        let against = if when.unit() == Unit::Month { 4 * AGAINST_TENSE } else { AGAINST_TENSE };
        let Some(interval) = when.interval() else { return i32::MAX };
        let (first, end) = (interval.start().date(), interval.end().date());
        let days = |from: Date, to: Date| (to - from).get_days().max(0);
        if first > published {
            let days = days(published, first);
            match anchors.tense {
                Some(Tense::Past) => days * against,
                Some(_) => days,
                None => days * AHEAD,
            }
        } else if end <= published {
            let days = days(end, published);
            // "Will fall before winter" is never said of the winter that is just over.
            if anchors.tense.is_some_and(Tense::is_ahead) && when.unit() == Unit::Season {
                return i32::MAX;
            }
            if anchors.tense.is_some_and(Tense::is_ahead) { days * against } else { days }
        } else {
            0
        }
    };
    (year.saturating_sub(1)..=year.saturating_add(1)).filter(|year| *year >= 1).filter_map(of).min_by_key(distance)
}

fn the_weekday(weekday: Weekday, captures: &Captures, base: Date, tense: Option<Tense>) -> Option<Date> {
    let ahead = i64::from(base.weekday().until(weekday));
    let behind = i64::from(base.weekday().since(weekday));
    let days = match (captures.which, tense) {
        (Some(-1), _) if behind == 0 => -7,
        (Some(-1), _) => -behind,
        (Some(1), _) if ahead == 0 => 7,
        (Some(1), _) | (_, Some(Tense::Future)) => ahead,
        (_, Some(Tense::PerhapsFuture)) if behind > 2 => ahead,
        (_, None) if ahead == 1 => ahead,
        _ => -behind,
    };
    plus(base, Unit::Day, days)
}

/// A day at the hour or in the part that was read.
fn at_time(day: Date, captures: &Captures) -> Option<Option<When>> {
    let Some(hour) = captures.hour else {
        return Some(captures.part.map(|part| When::Part(day, part)));
    };
    let afternoon = match captures.meridiem {
        Some(12) => true,
        Some(_) => false,
        None => matches!(captures.part, Some(Part::Afternoon | Part::Evening | Part::Night)) && hour < 12,
    };
    let hour = match (afternoon, captures.meridiem, hour) {
        (_, Some(_), 13..) => return None,
        (true, _, 12) => 12,
        (true, ..) => hour + 12,
        (false, Some(_), 12) => 0,
        _ => hour,
    };
    let (minute, second) = (captures.minute.unwrap_or(0), captures.second.unwrap_or(0));
    if hour == 24 {
        return Some(plus(day, Unit::Day, 1).map(|day| When::Moment(day.to_datetime(Time::midnight()), false)));
    }
    let time = Time::new(hour, minute, second, 0).ok()?;
    Some(Some(When::Moment(day.to_datetime(time), captures.second.is_some())))
}

/// "Last week", "the previous year".
fn unit(captures: &Captures, anchors: &Anchors) -> Option<When> {
    let unit = captures.unit.unwrap_or(Unit::Year);
    let which = captures.which.unwrap_or(0);
    if captures.then
        && let Some(running) = anchors.running.filter(|running| running.unit() <= unit)
    {
        return When::around(running.first_day()?, unit)?.moved(which);
    }
    if captures.then && unit == Unit::Day {
        return None;
    }
    if unit == Unit::Quarter
        && (which == 0 && !captures.then && !captures.current || captures.latest)
        && anchors.quarter.is_some()
    {
        return anchors.quarter;
    }
    let published = anchors.published?;
    let around = When::around(published, unit)?;
    let is_ahead = anchors.tense.is_some_and(Tense::is_ahead);
    // Reports speak of the quarter that is over.
    if unit == Unit::Quarter && which == 0 && !is_ahead && !captures.current {
        return around.moved(-1);
    }
    // A weekend is spoken of on the days after it, too.
    let early = published.weekday().to_monday_zero_offset() < 3;
    if unit == Unit::Weekend && captures.which.unwrap_or(0) == 0 && !is_ahead && early {
        return around.moved(-1);
    }
    around.moved(which)
}
