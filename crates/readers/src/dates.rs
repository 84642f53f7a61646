//! Dates as feeds, mails and pages write them for machines: RFC 2822, RFC 3339, and what comes near enough to be certain.

use std::sync::LazyLock;

use jiff::{
    civil::{Date, DateTime, Time},
    tz::{Offset, TimeZone},
};
use sayso_domain::PublicationTime;

/// The time that a text names, as exactly as it does: a day, a moment with its offset, or a local time whose offset is
/// not known. `None` if it names none for certain: 03/04/2026 is two days, and programs write the year 1 or the first
/// second of 1970 where they know nothing.
pub(crate) fn publication_time(given: &str) -> Option<PublicationTime> {
    // A comment, such as the name of a zone after its offset.
    let given = given.split('(').next()?.trim();
    if given.is_empty() || given.len() > 64 {
        return None;
    }
    let time = mail(given).or_else(|| given.parse().ok()).or_else(|| iso(given))?;
    let unset = match &time {
        PublicationTime::Time(moment) => moment.timestamp().as_second() == 0,
        _ => false,
    };
    (!unset && time.date().year() > 1).then_some(time)
}

/// Near RFC 3339: a space before the offset, an offset without a colon or minutes, fractions, no seconds; 20260304.
fn iso(given: &str) -> Option<PublicationTime> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if given.len() == 8 && digits(given) {
        return date(&given[..4], &given[4..6], &given[6..]).map(PublicationTime::Date);
    }
    let (day, rest) = given.split_at_checked(10)?;
    let day: Date = day.parse().ok()?;
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim();
    let end = rest.find(['Z', 'z', '+', '-', ' ']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    moment(day.to_datetime(clock(time)?), zone.trim())
}

/// Near RFC 2822: any day of the week or none, months in full or in another language, a year of two digits, no seconds, names of zones.
fn mail(given: &str) -> Option<PublicationTime> {
    let words: Vec<&str> =
        given.split(|c: char| c.is_ascii_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let starts_with_day = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    // "Wed, 04 Mar 2026" and "March 4, 2026".
    let (day, month, rest) = match *words.as_slice() {
        [_, day, month, ref rest @ ..] if starts_with_day(&day) && month_of(month).is_some() => (day, month, rest),
        [day, month, ref rest @ ..] if starts_with_day(&day) && month_of(month).is_some() => (day, month, rest),
        [_, month, day, ref rest @ ..] if starts_with_day(&day) && month_of(month).is_some() => (day, month, rest),
        [month, day, ref rest @ ..] if starts_with_day(&day) && month_of(month).is_some() => (day, month, rest),
        // "04-Mar-2026"
        [.., joined] if joined.split('-').count() == 3 => return joined_date(joined),
        _ => return None,
    };
    let (year, rest) = rest.split_first()?;
    let year = match (year.len(), year.parse::<i16>().ok()?) {
        (2, year @ 0..70) => year + 2000,
        (2, year @ 70..100) => year + 1900,
        (4, year) => year,
        _ => return None,
    };
    let date = Date::new(year, month_of(month)?, day.parse().ok()?).ok()?;
    match rest {
        [] => Some(PublicationTime::Date(date)),
        [time, zone @ ..] => moment(date.to_datetime(clock(time)?), &zone.join(" ")),
    }
}

fn joined_date(given: &str) -> Option<PublicationTime> {
    let parts: Vec<&str> = given.split('-').collect();
    let [day, month, year] = *parts.as_slice() else { return None };
    let (day, year) = (day.parse().ok()?, year.parse().ok().filter(|_| year.len() == 4)?);
    Date::new(year, month_of(month)?, day).ok().map(PublicationTime::Date)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Names of months, from the text file beside this one, and the number of the month.
static MONTHS: LazyLock<Vec<(&'static str, i8)>> = LazyLock::new(|| {
    let lines = include_str!("months.txt").lines().filter(|line| !line.starts_with('#'));
    let parsed = lines.filter_map(|line| {
        let (number, names) = line.split_once(' ')?;
        Some((number.parse().ok()?, names))
    });
    let names = parsed.flat_map(|(number, names): (i8, &str)| names.split(' ').map(move |name| (name, number)));
    let mut months: Vec<_> = names.collect();
    months.sort_unstable();
    months
});

/// The number of the month that a word names, in full or short.
pub(crate) fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.binary_search_by(|(name, _)| (*name).cmp(&word)).ok()?;
    MONTHS.get(at).map(|(_, number)| *number)
}

/// "8:15", "08:15:30", "08:15:30.250".
fn clock(given: &str) -> Option<Time> {
    let (given, fraction) = given.split_once(['.', ',']).unwrap_or((given, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = given.split(':').collect();
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| (1..=2).contains(&part.len()));
    match *parts.as_slice() {
        [hour, minute] => Time::new(number(hour)?, number(minute)?, 0, 0).ok(),
        [hour, minute, second] => Time::new(number(hour)?, number(minute)?, number(second)?.min(59), 0).ok(),
        _ => None,
    }
}

/// A time in a zone; without one, or with one whose name means several, it is local.
fn moment(time: DateTime, zone: &str) -> Option<PublicationTime> {
    let Some(minutes) = offset_minutes(zone)? else { return Some(PublicationTime::LocalTime(time)) };
    let offset = Offset::from_seconds(minutes * 60).ok()?;
    let zoned = time.to_zoned(TimeZone::fixed(offset)).ok()?;
    Some(PublicationTime::Time(Box::new(zoned)))
}

/// The offset of a zone in minutes: `None` if it is no zone, `Some(None)` if it is not known which.
fn offset_minutes(zone: &str) -> Option<Option<i32>> {
    let hours = |hours: i32| Some(Some(hours * 60));
    let signed = zone.strip_prefix("GMT").or_else(|| zone.strip_prefix("UTC")).unwrap_or(zone);
    if let Some(number) = signed.strip_prefix(['+', '-']) {
        let number = number.replace(':', "");
        // "+2", "+02", "+0200"
        let (hour, minute) = match number.len() {
            1 | 2 => (number.as_str(), "0"),
            4 => number.split_at_checked(2)?,
            _ => return None,
        };
        let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
        if hour > 15 || minute > 59 {
            return None;
        }
        let sign = if signed.starts_with('-') { -1 } else { 1 };
        return Some(Some(sign * (hour * 60 + minute)));
    }
    match zone.to_ascii_uppercase().as_str() {
        "" => Some(None),
        "Z" | "GMT" | "UT" | "UTC" | "WET" => hours(0),
        "CET" | "MEZ" | "WEST" => hours(1),
        "CEST" | "MESZ" | "EET" => hours(2),
        "EEST" | "MSK" => hours(3),
        "JST" | "KST" => hours(9),
        "AEST" => hours(10),
        "AEDT" => hours(11),
        "EDT" => hours(-4),
        "EST" | "CDT" => hours(-5),
        "CST" | "MDT" => hours(-6),
        "MST" | "PDT" => hours(-7),
        "PST" => hours(-8),
        // IST is India, Israel and Ireland; BST Britain and Bangladesh.
        name if name.len() <= 5 && name.bytes().all(|byte| byte.is_ascii_alphabetic()) => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_months_are_told_apart() {
        assert!(MONTHS.windows(2).all(|pair| pair[0].0 != pair[1].0), "a name stands for two months or twice");
        assert!(MONTHS.len() > 150);
    }

    #[test]
    fn dates_are_read_as_they_are_found() {
        let check = |given: &str, expected: Option<&str>| {
            let found = publication_time(given).map(|time| time.to_string());
            assert_eq!(found.as_deref(), expected, "{given}");
        };
        let moment = Some("2026-03-04T08:15:00+02:00");
        check("Wed, 04 Mar 2026 08:15:00 +0200", moment);
        check("2026-03-04T08:15:00+02:00", moment);
        check(" 2026-03-04T08:15:00+0200\n", moment);
        check("2026-03-04 08:15:00 +0200", moment);
        check("2026-03-04 08:15 +02", moment);
        check("2026-03-04T08:15:00.123+0200", Some("2026-03-04T08:15:00.123+02:00"));
        check("Tue, 04 Mar 2026 08:15:00 +0200", moment);
        check("4 March 2026 8:15 EET", moment);
        check("Wednesday, 4 Mar 2026 08:15:00 +02:00", moment);
        check("Wed, 4 Mar 26 08:15:00 +0200", moment);
        check("Wed, 04 Mar 2026 08:15:00 GMT+2", moment);
        check("Mar 4, 2026 08:15 EET", moment);
        check("Wed, 04 Mar 2026 08:15:00 +0200 (EET)", moment);
        check("Wed, 04 Mar 2026\r\n 08:15:00 +0200", moment);
        check("Wed Mar 04 2026 08:15:00 GMT+0200 (Eastern European Standard Time)", moment);
        check("Ср, 04 мар 2026 08:15:00 +0200", moment);
        check("mar, 4 mars 2026 08:15:00 +0200", moment);
        check("Wed, 04 Mar 2026 08:15:00 CET", Some("2026-03-04T08:15:00+01:00"));
        check("Wed, 04 Mar 2026 08:15:00 EST", Some("2026-03-04T08:15:00-05:00"));
        check("Wed, 04 Mar 2026 08:15:00 Z", Some("2026-03-04T08:15:00+00:00"));
        check("2026-03-04T08:15Z", Some("2026-03-04T08:15:00+00:00"));
        check("2026-03-04", Some("2026-03-04"));
        check("20260304", Some("2026-03-04"));
        check("04-Mar-2026", Some("2026-03-04"));
        check("4 Sept. 2026", Some("2026-09-04"));
        check("March 4, 2026", Some("2026-03-04"));
        // The offset is not said, or its name means several.
        check("2026-03-04T08:15", Some("2026-03-04T08:15:00"));
        check("Wed, 04 Mar 2026 08:15:00", Some("2026-03-04T08:15:00"));
        for unknown in ["IST", "XYZ", "B"] {
            check(&format!("Wed, 04 Mar 2026 08:15:00 {unknown}"), Some("2026-03-04T08:15:00"));
        }
        // No date for certain, or none at all.
        for none in [
            "",
            "yesterday",
            "03/04/2026",
            "2026",
            "2026-03",
            "2026-02-30",
            "Wed, 32 Mar 2026 08:15:00 GMT",
            "25:00",
            "Mon, 01 Jan 0001 00:00:00 +0000",
            "0001-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "04 Фвр 2026",
            "4 Ma 2026",
            "Wed, 04 Mar 2026 08:15:00 +9900",
            "Wed, 04 Mar 2026 08:15:00 ?",
            "--",
            ", ,",
            "2026-03-04T08:15:00.12x",
        ] {
            check(none, None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "[0-9A-Za-z:+,. -]{0,40}") {
            if let Some(time) = publication_time(&text) {
                let written = time.to_string();
                prop_assert_eq!(written.parse::<PublicationTime>().map(|back| back.to_string()), Ok(written));
            }
        }

        #[test]
        fn what_is_written_is_read(second in 1_i64..4_000_000_000, hours in -12_i8..13) {
            let moment = jiff::Timestamp::from_second(second).unwrap().to_zoned(TimeZone::fixed(jiff::tz::offset(hours)));
            for text in [moment.strftime("%a, %d %b %Y %H:%M:%S %z"), moment.strftime("%Y-%m-%d %H:%M:%S%z")] {
                let found = publication_time(&text.to_string());
                prop_assert_eq!(found, Some(PublicationTime::Time(Box::new(moment.clone()))));
            }
        }
    }
}
