//! Calendar times of every coarseness: their TIMEX3 values, the intervals they denote, and arithmetic with them.
//!
//! Arithmetic that leaves the years 1 to 9999 gives `None`.

use jiff::{
    Span as Length, ToSpan,
    civil::{Date, DateTime, Time, Weekday, date},
};
use sayso_domain::Interval;
use serde::Deserialize;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

/// A part of the day, with the code that TIMEX3 has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Part {
    #[serde(rename = "MO")]
    Morning,
    #[serde(rename = "MI")]
    Midday,
    #[serde(rename = "AF")]
    Afternoon,
    #[serde(rename = "EV")]
    Evening,
    #[serde(rename = "NI")]
    Night,
    #[serde(rename = "DT")]
    Daytime,
}

/// A season of the northern half of the world. Winter is that which begins in the year it is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Season {
    #[serde(rename = "SP")]
    Spring,
    #[serde(rename = "SU")]
    Summer,
    #[serde(rename = "FA")]
    Autumn,
    #[serde(rename = "WI")]
    Winter,
}

/// A calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A minute, or a second if the second part is true.
    Moment(DateTime, bool),
    Part(Date, Part),
    Day(Date),
    /// The week that begins on this Monday (ISO 8601).
    Week(Date),
    /// Saturday and Sunday of the week that begins on this Monday.
    Weekend(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year and quarter, 1 to 4.
    Quarter(i16, i8),
    Season(i16, Season),
    /// Year and half, 1 or 2.
    Half(i16, i8),
    Year(i16),
    /// The first three figures of its years: 199.
    Decade(i16),
    /// The first two figures of its years: 19 is the 20th century.
    Century(i16),
}

/// The Monday of the week that `day` is in.
pub(crate) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok().filter(|monday| monday.year() >= 1)
}

/// The day with this year, month and day, if there is one.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|_| (1..=9999).contains(&year))
}

/// The `weekday` of the week that begins on `monday`.
pub(crate) fn weekday_of(monday: Date, weekday: Weekday) -> Option<Date> {
    plus(monday, Unit::Day, i64::from(weekday.to_monday_zero_offset()))
}

/// A day moved by a number of units.
pub(crate) fn plus(from: Date, unit: Unit, count: i64) -> Option<Date> {
    // Far beyond what the calendar holds; jiff panics on spans that are too long.
    if count.abs() > 10_000_000 {
        return None;
    }
    let month = |months: i64| Length::new().try_months(months.checked_mul(count)?).ok();
    let length = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => Length::new().try_days(count).ok()?,
        Unit::Week | Unit::Weekend => Length::new().try_weeks(count).ok()?,
        Unit::Month => month(1)?,
        Unit::Quarter | Unit::Season => month(3)?,
        Unit::Half => month(6)?,
        Unit::Year => month(12)?,
        Unit::Decade => month(120)?,
        Unit::Century => month(1200)?,
    };
    from.checked_add(length).ok().filter(|to| to.year() >= 1)
}

impl When {
    /// The time of this coarseness that `day` is in.
    pub(crate) fn around(day: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week => Self::Week(monday(day)?),
            Unit::Weekend => Self::Weekend(monday(day)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month + 2) / 3),
            Unit::Season => match month {
                1 | 2 => Self::Season(year.checked_sub(1).filter(|year| *year >= 1)?, Season::Winter),
                3..=5 => Self::Season(year, Season::Spring),
                6..=8 => Self::Season(year, Season::Summer),
                9..=11 => Self::Season(year, Season::Autumn),
                _ => Self::Season(year, Season::Winter),
            },
            Unit::Half => Self::Half(year, (month + 5) / 6),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year / 10),
            Unit::Century => Self::Century(year / 100),
        })
    }

    /// How coarse it is.
    pub(crate) fn unit(self) -> Unit {
        match self {
            Self::Moment(..) => Unit::Minute,
            Self::Part(..) => Unit::Hour,
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Half(..) => Unit::Half,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// Its first day.
    pub(crate) fn first_day(self) -> Option<Date> {
        match self {
            Self::Moment(at, _) => Some(at.date()),
            Self::Part(day, _) | Self::Day(day) | Self::Week(day) => Some(day),
            Self::Weekend(monday) => plus(monday, Unit::Day, 5),
            Self::Month(year, month) => day(year, month, 1),
            Self::Quarter(year, quarter) => day(year, quarter * 3 - 2, 1),
            Self::Season(year, Season::Spring) => day(year, 3, 1),
            Self::Season(year, Season::Summer) => day(year, 6, 1),
            Self::Season(year, Season::Autumn) => day(year, 9, 1),
            Self::Season(year, Season::Winter) => day(year, 12, 1),
            Self::Half(year, half) => day(year, half * 6 - 5, 1),
            Self::Year(year) => day(year, 1, 1),
            Self::Decade(decade) => day((decade * 10).max(1), 1, 1),
            Self::Century(century) => day((century * 100).max(1), 1, 1),
        }
    }

    /// From its first moment to the first after it. `None` where that is beyond the calendar.
    pub(crate) fn interval(self) -> Option<Interval> {
        let midnight = |day: Date| day.to_datetime(Time::midnight());
        if let Self::Moment(at, seconds) = self {
            let length = if seconds { 1.second() } else { 1.minute() };
            return Interval::new(at, at.checked_add(length).ok()?);
        }
        if let Self::Part(on, part) = self {
            // A night ends on the morning after it.
            let (from, hours) = match part {
                Part::Morning => (6, 6),
                Part::Midday => (11, 3),
                Part::Afternoon => (12, 6),
                Part::Evening => (18, 6),
                Part::Night => (20, 10),
                Part::Daytime => (6, 12),
            };
            let start = on.at(from, 0, 0, 0);
            return Interval::new(start, start.checked_add(hours.hours()).ok()?);
        }
        let first = self.first_day()?;
        let end = match self {
            Self::Weekend(_) => plus(first, Unit::Day, 2)?,
            // The decade "0" and the century "0" begin with the year 1.
            Self::Decade(decade) => day(decade * 10 + 10, 1, 1)?,
            Self::Century(century) => day(century * 100 + 100, 1, 1)?,
            other => plus(first, other.unit(), 1)?,
        };
        Interval::new(midnight(first), midnight(end))
    }

    /// This time moved by `count` times its own coarseness.
    pub(crate) fn moved(self, count: i64) -> Option<Self> {
        match self {
            Self::Moment(..) | Self::Part(..) => None,
            Self::Week(monday) => Some(Self::Week(plus(monday, Unit::Week, count)?)),
            Self::Weekend(monday) => Some(Self::Weekend(plus(monday, Unit::Week, count)?)),
            other => Self::around(plus(other.first_day()?, other.unit(), count)?, other.unit()),
        }
    }

    /// This time moved by `count` units, keeping its coarseness: "a year earlier" of a third quarter is a third quarter.
    pub(crate) fn shifted(self, unit: Unit, count: i64) -> Option<Self> {
        match self {
            Self::Part(day, part) => Some(Self::Part(plus(day, unit, count)?, part)),
            Self::Moment(at, seconds) => {
                Some(Self::Moment(plus(at.date(), unit, count)?.to_datetime(at.time()), seconds))
            }
            other => Self::around(plus(other.first_day()?, unit, count)?, other.unit()),
        }
    }

    /// The TIMEX3 value.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Moment(at, true) => format!("{}T{:02}:{:02}:{:02}", at.date(), at.hour(), at.minute(), at.second()),
            Self::Moment(at, false) => format!("{}T{:02}:{:02}", at.date(), at.hour(), at.minute()),
            Self::Part(day, part) => format!("{day}T{}", part.code()),
            Self::Day(day) => day.to_string(),
            Self::Week(monday) => {
                let week = monday.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Weekend(monday) => format!("{}-WE", Self::Week(monday).value()),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.code()),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }
}

impl Part {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

impl Season {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// The `nth` (1 to 5; -1 is the last) `weekday` of a month, as movable holidays are counted.
pub(crate) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, "Astronomical Algorithms", chapter 8).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let year = Some(year).filter(|year| (1583..=9999).contains(year))?;
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Some(date(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_half_open() {
        let check = |when: When, value: &str, interval: Option<(&str, &str)>| {
            let found = when.interval().map(|i| (i.start().to_string(), i.end().to_string()));
            let expected = interval.map(|(start, end)| (format!("{start}T00:00:00"), format!("{end}T00:00:00")));
            assert_eq!((when.value().as_str(), found), (value, expected));
        };
        check(When::Day(date(1998, 11, 20)), "1998-11-20", Some(("1998-11-20", "1998-11-21")));
        check(When::Week(date(1998, 11, 16)), "1998-W47", Some(("1998-11-16", "1998-11-23")));
        check(When::Weekend(date(1998, 11, 16)), "1998-W47-WE", Some(("1998-11-21", "1998-11-23")));
        check(When::Month(1998, 12), "1998-12", Some(("1998-12-01", "1999-01-01")));
        check(When::Quarter(1998, 3), "1998-Q3", Some(("1998-07-01", "1998-10-01")));
        check(When::Season(1998, Season::Winter), "1998-WI", Some(("1998-12-01", "1999-03-01")));
        check(When::Half(1998, 2), "1998-H2", Some(("1998-07-01", "1999-01-01")));
        check(When::Year(1998), "1998", Some(("1998-01-01", "1999-01-01")));
        check(When::Decade(199), "199", Some(("1990-01-01", "2000-01-01")));
        check(When::Century(19), "19", Some(("1900-01-01", "2000-01-01")));
        check(When::Year(9999), "9999", None);
        check(When::Century(0), "00", Some(("0001-01-01", "0100-01-01")));
    }

    #[test]
    fn arithmetic_stays_in_the_calendar() {
        assert_eq!(When::Year(9999).moved(1), None);
        assert_eq!(When::Year(1).moved(-1), None);
        assert_eq!(When::Month(1998, 12).moved(1), Some(When::Month(1999, 1)));
        assert_eq!(When::Quarter(1989, 3).shifted(Unit::Year, -1), Some(When::Quarter(1988, 3)));
        assert_eq!(When::Day(date(2000, 2, 29)).shifted(Unit::Year, 1), Some(When::Day(date(2001, 2, 28))));
        assert_eq!(plus(date(1998, 1, 1), Unit::Century, i64::MAX), None);
        assert_eq!(plus(date(1998, 1, 1), Unit::Century, 9_999_999), None);
        assert_eq!(monday(date(1, 1, 1)), Some(date(1, 1, 1)));
        assert_eq!(day(1998, 2, 30), None);
    }

    #[test]
    fn easter_sundays() {
        for (year, month, day) in [(1998, 4, 12), (2000, 4, 23), (2013, 3, 31), (2024, 3, 31), (2025, 4, 20)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
        assert_eq!(easter(0), None);
    }
}
