//! What a pattern has read out of the words.

use jiff::civil::Weekday;
use serde::Deserialize;

use crate::calendar::{Part, Season, Unit};

/// Some time before, now, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Reference {
    Past,
    Present,
    Future,
}

/// One value, as the word classes and the rules give it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Year(i16),
    ShortYear(i16),
    Month(i8),
    Day(i8),
    SecondDay(i8),
    Weekday(Weekday),
    Hour(i8),
    Minute(i8),
    Second(i8),
    Military(i16),
    Meridiem(i8),
    Part(Part),
    Season(Season),
    Quarter(i8),
    Half(i8),
    Holiday(usize),
    Decade(i16),
    DecadeOfCentury(i16),
    Century(i16),
    Unit(Unit),
    MoreUnit(Unit),
    Count(f64),
    MoreCount(f64),
    HalfMore,
    Vague,
    Which(i64),
    Direction(i64),
    DayShift(i64),
    Then,
    Fiscal,
    Latest,
    Current,
    Reference(Reference),
}

/// All values of one match.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Captures {
    pub(crate) year: Option<i16>,
    pub(crate) short_year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) second_day: Option<i8>,
    pub(crate) weekday: Option<Weekday>,
    pub(crate) hour: Option<i8>,
    pub(crate) minute: Option<i8>,
    pub(crate) second: Option<i8>,
    pub(crate) meridiem: Option<i8>,
    pub(crate) part: Option<Part>,
    pub(crate) season: Option<Season>,
    pub(crate) quarter: Option<i8>,
    pub(crate) half: Option<i8>,
    pub(crate) holiday: Option<usize>,
    pub(crate) decade: Option<i16>,
    pub(crate) decade_of_century: Option<i16>,
    pub(crate) century: Option<i16>,
    pub(crate) unit: Option<Unit>,
    pub(crate) more_unit: Option<Unit>,
    pub(crate) count: Option<f64>,
    pub(crate) more_count: Option<f64>,
    pub(crate) half_more: bool,
    pub(crate) vague: bool,
    pub(crate) which: Option<i64>,
    pub(crate) direction: Option<i64>,
    pub(crate) day_shift: Option<i64>,
    /// Counted from the time last spoken of, not from the publication.
    pub(crate) then: bool,
    pub(crate) fiscal: bool,
    /// "The latest quarter": the one that the text is about, if it names one.
    pub(crate) latest: bool,
    /// "This quarter": the one that the publication is in.
    pub(crate) current: bool,
    pub(crate) reference: Option<Reference>,
}

impl Captures {
    pub(crate) fn set(&mut self, value: Value) {
        match value {
            Value::Year(year) => self.year = Some(year),
            Value::ShortYear(year) => self.short_year = Some(year),
            Value::Month(month) => self.month = Some(month),
            Value::Day(day) => self.day = Some(day),
            Value::SecondDay(day) => self.second_day = Some(day),
            Value::Weekday(weekday) => self.weekday = Some(weekday),
            Value::Hour(hour) => self.hour = Some(hour),
            Value::Minute(minute) => self.minute = Some(minute),
            Value::Second(second) => self.second = Some(second),
            Value::Military(time) => {
                self.hour = i8::try_from(time / 100).ok();
                self.minute = i8::try_from(time % 100).ok();
            }
            Value::Meridiem(shift) => self.meridiem = Some(shift),
            Value::Part(part) => self.part = Some(part),
            Value::Season(season) => self.season = Some(season),
            Value::Quarter(quarter) => self.quarter = Some(quarter),
            Value::Half(half) => self.half = Some(half),
            Value::Holiday(index) => self.holiday = Some(index),
            Value::Decade(year) => self.decade = Some(year),
            Value::DecadeOfCentury(decade) => self.decade_of_century = Some(decade),
            Value::Century(century) => self.century = Some(century),
            Value::Unit(unit) => self.unit = Some(unit),
            Value::MoreUnit(unit) => self.more_unit = Some(unit),
            Value::Count(count) => self.count = Some(count),
            Value::MoreCount(count) => self.more_count = Some(count),
            Value::HalfMore => self.half_more = true,
            Value::Vague => self.vague = true,
            Value::Which(which) => self.which = Some(which),
            Value::Direction(direction) => self.direction = Some(direction),
            Value::DayShift(days) => self.day_shift = Some(days),
            Value::Then => self.then = true,
            Value::Fiscal => self.fiscal = true,
            Value::Latest => self.latest = true,
            Value::Current => self.current = true,
            Value::Reference(reference) => self.reference = Some(reference),
        }
    }
}

impl Value {
    /// A value as a rule file writes it.
    pub(crate) fn parse(field: &str, text: &str) -> Result<Self, String> {
        let error = || format!("{text:?} is no value of {field}");
        // Enumerations are read as their names in a file.
        fn named<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
            T::deserialize(toml::Value::String(text.to_owned())).ok()
        }
        let value = match field {
            "part" => named(text).map(Self::Part),
            "season" => named(text).map(Self::Season),
            "unit" => named(text).map(Self::Unit),
            "more_unit" => named(text).map(Self::MoreUnit),
            "reference" => named(text).map(Self::Reference),
            "vague" => Some(Self::Vague),
            _ => text.parse().ok().and_then(|number| Self::of_number(field, number)),
        };
        value.ok_or_else(error)
    }

    /// A number as the value of a field; `None` if the field takes no number, or not this one.
    pub(crate) fn of_number(field: &str, number: f64) -> Option<Self> {
        // Rules and number classes hold small whole numbers but for counts.
        let whole = number as i64;
        let small = i8::try_from(whole).ok();
        let year = i16::try_from(whole).ok();
        match field {
            "year" => year.map(Self::Year),
            "short_year" => year.map(Self::ShortYear),
            "month" => small.map(Self::Month),
            "day" => small.map(Self::Day),
            "second_day" => small.map(Self::SecondDay),
            "weekday" => Some(Self::Weekday(Weekday::from_monday_one_offset(small?.clamp(1, 7)).ok()?)),
            "hour" => small.map(Self::Hour),
            "minute" => small.map(Self::Minute),
            "second" => small.map(Self::Second),
            "military" => year.map(Self::Military),
            "meridiem" => small.map(Self::Meridiem),
            "quarter" => small.map(Self::Quarter),
            "half" => small.map(Self::Half),
            "decade" => year.map(Self::Decade),
            "decade_of_century" => year.map(|year| Self::DecadeOfCentury(if year >= 10 { year / 10 } else { year })),
            "century" => year.map(Self::Century),
            "count" => Some(Self::Count(number)),
            "more_count" => Some(Self::MoreCount(number)),
            "half_more" => Some(Self::HalfMore),
            "which" => Some(Self::Which(whole)),
            "direction" => Some(Self::Direction(whole)),
            "day_shift" => Some(Self::DayShift(whole)),
            "then" => Some(Self::Then),
            "fiscal" => Some(Self::Fiscal),
            "latest" => Some(Self::Latest),
            "current" => Some(Self::Current),
            _ => None,
        }
    }
}
