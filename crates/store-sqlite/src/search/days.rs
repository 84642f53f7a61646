//! Days as terms of an index.
//!
//! The calendar is a tree: a millennium has ten centuries, these have decades, and so on down to the thirds of a month
//! and the days. Any stretch of days is made up of a few of its nodes, the largest that fit. Two stretches share a day if
//! a node of the one is, or lies within, a node of the other.

use std::collections::BTreeSet;

use jiff::civil::Date;

/// The units, from the smallest; each lies within one of the next.
const LEVELS: [char; 7] = ['d', 't', 'm', 'y', 'e', 'c', 'k'];

/// A node of the calendar: its level, and its number among those of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Unit {
    level: usize,
    number: u32,
}

impl Unit {
    /// The unit of a level that a day lies in.
    fn of(date: Date, level: usize) -> Self {
        let year = counted_year(date);
        let month = year * 12 + date.month().unsigned_abs() as u32 - 1;
        let day = date.day().unsigned_abs() as u32 - 1;
        let number = match level {
            0 => month * 31 + day,
            1 => month * 3 + (day / 10).min(2),
            2 => month,
            _ => year / 10_u32.pow(level as u32 - 3),
        };
        Self { level, number }
    }

    fn term(self, field: &str, relation: char) -> String {
        format!("{field}{relation}{}{}", LEVELS[self.level], self.number)
    }
}

/// The year, counted so that none is negative and decades begin with the years that end in 0.
fn counted_year(date: Date) -> u32 {
    // -9999 to 9999.
    (i32::from(date.year()) + 10_000).unsigned_abs()
}

/// The last day of the unit that a day lies in.
fn last_day(date: Date, level: usize) -> Date {
    match level {
        0 => date,
        1 => match date.day() {
            1..=10 => date.with().day(10).build().unwrap_or(date),
            11..=20 => date.with().day(20).build().unwrap_or(date),
            _ => date.last_of_month(),
        },
        2 => date.last_of_month(),
        _ => {
            let years = 10_i32.pow(level as u32 - 3);
            let year = i32::from(date.year()) + 10_000;
            let last = year - year % years + years - 1 - 10_000;
            // The tenth millennium, counted from -10000, ends with the last year there is.
            i16::try_from(last).ok().and_then(|year| Date::new(year, 12, 31).ok()).unwrap_or(Date::MAX)
        }
    }
}

fn is_first(date: Date, level: usize) -> bool {
    date.yesterday().map_or(true, |before| Unit::of(before, level) != Unit::of(date, level))
}

/// The largest units that together are the days from `first` to `last`, each as its first day and its level; none
/// if `last` is earlier.
fn cover(first: Date, last: Date) -> Vec<(Date, usize)> {
    let mut units = Vec::new();
    let mut day = Some(first);
    while let Some(date) = day.filter(|date| *date <= last) {
        let fits = |level: &usize| is_first(date, *level) && last_day(date, *level) <= last;
        // A day fits itself.
        let level = (0..LEVELS.len()).rev().find(fits).unwrap_or(0);
        units.push((date, level));
        day = last_day(date, level).tomorrow().ok();
    }
    units
}

/// "Has a unit that is this one or lies within it", and "has just this unit".
const WITHIN: char = 'w';
const EXACTLY: char = 'x';

/// The terms of a stretch of days.
pub(super) fn terms((first, last): (Date, Date), field: &str, add: &mut impl FnMut(&str)) {
    let mut terms = BTreeSet::new();
    for (date, level) in cover(first, last) {
        terms.extend((level..LEVELS.len()).map(|level| Unit::of(date, level).term(field, WITHIN)));
        // Nothing lies within a day.
        if level > 0 {
            terms.insert(Unit::of(date, level).term(field, EXACTLY));
        }
    }
    terms.iter().for_each(|term| add(term));
}

/// The terms of which a stretch of days has one if it shares a day with this one.
pub(super) fn sharing_a_day((first, last): (Date, Date), field: &str) -> Vec<String> {
    let mut terms = BTreeSet::new();
    for (date, level) in cover(first, last) {
        terms.insert(Unit::of(date, level).term(field, WITHIN));
        terms.extend((level + 1..LEVELS.len()).map(|level| Unit::of(date, level).term(field, EXACTLY)));
    }
    terms.into_iter().collect()
}

/// The terms of which a single day has one if it is one of these.
pub(super) fn among((first, last): (Date, Date), field: &str) -> Vec<String> {
    cover(first, last).into_iter().map(|(date, level)| Unit::of(date, level).term(field, WITHIN)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn stretches_are_made_up_of_the_largest_units() {
        let check = |first: &str, last: &str, expected: &str| {
            let units: String = cover(day(first), day(last)).into_iter().map(|(_, level)| LEVELS[level]).collect();
            assert_eq!(units, expected, "{first} to {last}");
        };
        check("2026-03-04", "2026-03-04", "d");
        check("2026-03-04", "2026-03-03", "");
        check("2026-03-01", "2026-03-31", "m");
        check("2026-02-01", "2026-02-28", "m");
        check("2024-02-01", "2024-02-28", "ttdddddddd");
        check("2026-03-09", "2026-04-10", "ddttt");
        check("2019-12-31", "2030-01-01", "ded");
        check("0000-01-01", "0999-12-31", "k");
        check("-009999-01-01", "9999-12-31", &"k".repeat(20));
        check("9999-12-31", "9999-12-31", "d");
        check("-009999-01-01", "-009999-01-02", "dd");
    }

    #[test]
    fn stretches_that_share_a_day_meet() {
        let edges = [
            "-009999-01-01",
            "-000001-12-31",
            "0000-01-01",
            "1999-12-31",
            "2000-01-01",
            "2025-12-31",
            "2026-01-01",
            "2026-02-28",
            "2026-03-01",
            "2026-03-04",
            "2026-03-10",
            "2026-03-11",
            "2026-03-31",
            "2026-12-31",
            "2029-12-31",
            "2030-01-01",
            "9999-12-30",
            "9999-12-31",
        ]
        .map(day);
        let stretches: Vec<(Date, Date)> = edges
            .iter()
            .flat_map(|first| edges.iter().map(|last| (*first, *last)))
            .filter(|(first, last)| first <= last)
            .collect();
        for stretch in &stretches {
            let mut has = BTreeSet::new();
            terms(*stretch, "a", &mut |term| {
                has.insert(term.to_owned());
            });
            assert!(has.len() < 250, "{stretch:?}: {}", has.len());
            for wanted in &stretches {
                let meets = stretch.0 <= wanted.1 && wanted.0 <= stretch.1;
                assert_eq!(
                    sharing_a_day(*wanted, "a").iter().any(|term| has.contains(term)),
                    meets,
                    "{stretch:?} {wanted:?}"
                );
                if stretch.0 == stretch.1 {
                    assert_eq!(
                        among(*wanted, "a").iter().any(|term| has.contains(term)),
                        meets,
                        "{stretch:?} {wanted:?}"
                    );
                }
            }
        }
    }
}
