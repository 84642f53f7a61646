//! Lengths of time in words: "a day or two", "48 hours", "the next few weeks".

use std::collections::{BTreeMap, HashMap};

use jiff::{Span, civil::Date};
use serde::Deserialize;

use crate::{modality::WordSet, words::Word};

/// A unit of time, with the next larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// What a vague plural of this unit runs up to: "days" is less than a week.
    fn larger(self) -> Self {
        match self {
            Self::Minute => Self::Hour,
            Self::Hour => Self::Day,
            Self::Day => Self::Week,
            Self::Week | Self::Fortnight => Self::Month,
            Self::Month => Self::Year,
            Self::Year => Self::Decade,
            Self::Decade | Self::Century => Self::Century,
        }
    }

    /// `date` and so many of this unit later, in whole days; `None` past the end of the calendar.
    fn after(self, date: Date, count: i64, round_up: bool) -> Option<Date> {
        let days =
            |per_day: i64| if round_up { count.checked_add(per_day - 1) } else { Some(count) }.map(|n| n / per_day);
        let span = Span::new();
        let span = match self {
            Self::Minute => span.try_days(days(1_440)?),
            Self::Hour => span.try_days(days(24)?),
            Self::Day => span.try_days(count),
            Self::Week => span.try_weeks(count),
            Self::Fortnight => span.try_weeks(count.checked_mul(2)?),
            Self::Month => span.try_months(count),
            Self::Year => span.try_years(count),
            Self::Decade => span.try_years(count.checked_mul(10)?),
            Self::Century => span.try_years(count.checked_mul(100)?),
        };
        date.checked_add(span.ok()?).ok()
    }
}

/// A length of time, as a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    least: i64,
    most: i64,
    unit: Unit,
    /// "days": more than one, and less than the next larger unit.
    vague: bool,
    /// "the next two days", "the days ahead": counted from the time of saying.
    pub(crate) ahead: bool,
}

impl Length {
    /// The length that a TIMEX3 value of one number and one unit names: "P18M", "PT48H".
    pub(crate) fn of_value(value: &str) -> Option<Self> {
        let (value, of_day) = match value.strip_prefix("PT") {
            Some(value) => (value, true),
            None => (value.strip_prefix('P')?, false),
        };
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = match (&value[number.len()..], of_day) {
            ("M", true) => Unit::Minute,
            ("H", true) => Unit::Hour,
            ("D", false) => Unit::Day,
            ("W", false) => Unit::Week,
            ("M", false) => Unit::Month,
            ("Y", false) => Unit::Year,
            _ => return None,
        };
        let count = number.parse().ok()?;
        Some(Self { least: count, most: count, unit, vague: false, ahead: false })
    }

    /// The first day on which it can have passed.
    pub(crate) fn least_after(self, date: Date) -> Option<Date> {
        if self.vague { Some(date) } else { self.unit.after(date, self.least, false) }
    }

    /// The last day on which it can have passed.
    pub(crate) fn most_after(self, date: Date) -> Option<Date> {
        if self.vague { self.unit.larger().after(date, 1, true) } else { self.unit.after(date, self.most, true) }
    }
}

/// The words of lengths of time.
#[derive(Debug)]
pub(crate) struct Lengths {
    numbers: HashMap<String, i64>,
    /// True for plurals.
    units: HashMap<String, (Unit, bool)>,
    determiners: WordSet,
    few: WordSet,
    more: WordSet,
    ahead: WordSet,
    spanning: WordSet,
    or_so: WordSet,
}

/// The section of the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LengthFile {
    numbers: BTreeMap<String, i64>,
    units: BTreeMap<String, (Unit, String)>,
    determiners: String,
    few: String,
    more: String,
    ahead: String,
    spanning: String,
    or_so: String,
}

impl Lengths {
    pub(crate) fn new(file: LengthFile) -> Self {
        let mut units = HashMap::new();
        for (singular, (unit, plural)) in file.units {
            units.insert(singular, (unit, false));
            units.insert(plural, (unit, true));
        }
        Self {
            numbers: file.numbers.into_iter().collect(),
            units,
            determiners: WordSet::new(&file.determiners),
            few: WordSet::new(&file.few),
            more: WordSet::new(&file.more),
            ahead: WordSet::new(&file.ahead),
            spanning: WordSet::new(&file.spanning),
            or_so: WordSet::new(&file.or_so),
        }
    }

    fn number(&self, word: &Word) -> Option<i64> {
        let digits = || word.lower.replace(',', "").parse().ok().filter(|number| *number >= 0);
        self.numbers.get(&word.lower).copied().or_else(digits)
    }

    fn unit(&self, word: &Word) -> Option<(Unit, bool)> {
        self.units.get(&word.lower).copied()
    }

    /// The length of time that begins at word `at`, and where it ends.
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<(usize, Length)> {
        let mut next = at;
        let is = |at: usize, forms: &[&str]| words.get(at).is_some_and(|word| forms.contains(&word.lower.as_str()));
        let has = |at: usize, words_of: &WordSet| words.get(at).is_some_and(|word| words_of.has(word));
        if has(next, &self.determiners) {
            next += 1;
        }
        let mut ahead = false;
        while has(next, &self.ahead) {
            (ahead, next) = (true, next + 1);
        }
        let few = if is(next, &["a"]) && is(next + 1, &["few"]) {
            next += 2;
            true
        } else if has(next, &self.few) && !is(next + 1, &["of"]) {
            next += 1;
            true
        } else {
            false
        };
        let (mut least, mut most, mut counted) = (1, 1, false);
        if let Some(number) = words.get(next).and_then(|word| self.number(word)) {
            let tens = (20..100).contains(&number) && number % 10 == 0 && is(next + 1, &["-"]);
            let ones = words.get(next + 2).filter(|_| tens).and_then(|word| self.number(word));
            // "twenty-five" is one number, "twenty-thirty" two.
            let ones = ones.filter(|ones| (1..10).contains(ones));
            let number = number + ones.unwrap_or(0);
            (least, most, counted) = (number, number, true);
            next += if ones.is_some() { 3 } else { 1 };
            // "a couple of", "half a", "a hundred".
            while let Some(number) = words.get(next).and_then(|word| self.number(word)) {
                (least, most) = (number.max(least), number.max(least));
                next += 1;
            }
            if is(next, &["of"]) {
                next += 1;
            }
            let upper = words.get(next + 1).and_then(|word| self.number(word));
            let joined =
                is(next, &["or", "to", "-", "–", "—"]) || is(next, &["and"]) && at > 0 && is(at - 1, &["between"]);
            if let Some(upper) = upper.filter(|upper| joined && *upper >= least) {
                (most, next) = (upper, next + 2);
            }
        }
        while has(next, &self.ahead) || has(next, &self.more) {
            next += 1;
        }
        if is(next, &["-"]) {
            return None;
        }
        let (unit, plural) = words.get(next).and_then(|word| self.unit(word))?;
        next += 1;
        // "a month-long stay".
        if is(next, &["-"]) {
            return None;
        }
        // "the next week" is a week of the calendar, but "over the next week" and "the next week or so" are seven days.
        let or_so = is(next, &["or"]) && has(next + 1, &self.or_so);
        let spans =
            ahead && (or_so || matches!(unit, Unit::Decade | Unit::Century) || at > 0 && has(at - 1, &self.spanning));
        if !counted && !plural && !spans {
            return None;
        }
        if or_so {
            if let Some(number) = words.get(next + 1).and_then(|word| self.number(word)).filter(|n| *n > least) {
                most = number;
            }
            next += 2;
        }
        if has(next, &self.ahead) {
            (ahead, next) = (true, next + 1);
        }
        Some((next, Length { least, most, unit, vague: few || !counted && plural, ahead }))
    }
}
