//! Days with a name.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use crate::calendar::{Unit, day, easter, nth_weekday, plus};

/// When a holiday is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Fixed(i8, i8),
    Nth(i8, Weekday, i8),
    Easter(i64),
    /// The Tuesday after the first Monday of November.
    Election,
    Once(Date),
}

/// The holidays, by their index.
#[derive(Debug)]
pub(crate) struct Holidays {
    rules: Vec<Rule>,
    names: Vec<(usize, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    days: BTreeMap<String, String>,
}

impl Holidays {
    /// Reads a list of holidays.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        let file: HolidayFile = toml::from_str(data).map_err(|error| error.to_string())?;
        let (mut rules, mut names) = (Vec::new(), Vec::new());
        for (rule, phrases) in &file.days {
            names.extend(phrases.split(", ").map(|phrase| (rules.len(), phrase.to_owned())));
            rules.push(Rule::parse(rule).ok_or_else(|| format!("{rule:?} names no day"))?);
        }
        Ok(Self { rules, names })
    }

    /// Every name, with its index.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().map(|(index, name)| (*index, name.as_str()))
    }

    /// The holiday of a year; `None` if the year has none.
    pub(crate) fn day(&self, index: usize, year: i16) -> Option<Date> {
        match self.rules.get(index)? {
            Rule::Fixed(month, of_month) => day(year, *month, *of_month),
            Rule::Nth(month, weekday, nth) => nth_weekday(year, *month, *nth, *weekday),
            Rule::Easter(days) => plus(easter(year)?, Unit::Day, *days),
            Rule::Election => plus(nth_weekday(year, 11, 1, Weekday::Monday)?, Unit::Day, 1),
            Rule::Once(date) => Some(*date),
        }
    }

    /// The day of a holiday that was only once.
    pub(crate) fn only_day(&self, index: usize) -> Option<Date> {
        match self.rules.get(index)? {
            Rule::Once(date) => Some(*date),
            _ => None,
        }
    }
}

impl Rule {
    fn parse(text: &str) -> Option<Self> {
        if text == "election" {
            return Some(Self::Election);
        }
        if let Some(days) = text.strip_prefix("easter ") {
            return Some(Self::Easter(days.parse().ok()?));
        }
        if let Ok(date) = text.parse() {
            return Some(Self::Once(date));
        }
        if let Some((month, of_month)) = text.split_once('-').filter(|_| !text.contains(' ')) {
            return Some(Self::Fixed(month.parse().ok()?, of_month.parse().ok()?));
        }
        let mut words = text.split(' ');
        let month = words.next()?.parse().ok()?;
        let weekday = match words.next()? {
            "mon" => Weekday::Monday,
            "tue" => Weekday::Tuesday,
            "wed" => Weekday::Wednesday,
            "thu" => Weekday::Thursday,
            "fri" => Weekday::Friday,
            "sat" => Weekday::Saturday,
            "sun" => Weekday::Sunday,
            _ => return None,
        };
        Some(Self::Nth(month, weekday, words.next()?.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_move() {
        let holidays = Holidays::parse(include_str!("../data/holidays.toml")).unwrap();
        let check = |name: &str, year: i16, expected: &str| {
            let (index, _) = holidays.phrases().find(|(_, phrase)| *phrase == name).unwrap();
            assert_eq!(holidays.day(index, year).unwrap().to_string(), expected, "{name}");
        };
        check("thanksgiving", 1999, "1999-11-25");
        check("memorial day", 2013, "2013-05-27");
        check("good friday", 2013, "2013-03-29");
        check("christmas", 1998, "1998-12-25");
        check("election day", 1998, "1998-11-03");
        check("9/11", 2013, "2001-09-11");
    }
}
