//! Dates as pages write them, for machines and for people.
//!
//! What a page writes for machines is mostly ISO 8601 with slips; what it writes for people is a day, a month by name or
//! number, a year and perhaps a time. A date that can be read in two ways ("03/04/2026") is no date: it is never guessed.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{Offset, TimeZone},
};
use sayso_domain::PublicationTime;

use crate::{
    dates::{month_of, publication_time},
    text,
};

/// The longest line in which a date is looked for, in bytes.
const MAX_LINE_BYTES: usize = 200;

/// A date for machines: as feeds write it, or seconds since 1970; else a date for people.
pub(crate) fn machine(value: &str) -> Option<PublicationTime> {
    let value = value.trim();
    let parsed = since_1970(value).or_else(|| publication_time(value)).or_else(|| written(value));
    parsed.filter(|time| plausible(time.date()))
}

/// Nothing was published on the web before it was there; later dates than ours are the publisher's to answer for.
fn plausible(date: Date) -> bool {
    (1991..2200).contains(&date.year())
}

/// Seconds or milliseconds since 1970.
fn since_1970(value: &str) -> Option<PublicationTime> {
    let number: i64 = value.parse().ok().filter(|_| value.bytes().all(|byte| byte.is_ascii_digit()))?;
    let seconds = match value.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let time = Timestamp::from_second(seconds).ok()?;
    Some(PublicationTime::Time(Box::new(time.to_zoned(TimeZone::fixed(Offset::UTC)))))
}

/// The first date in a line for people, with its time if one follows; `None` if there is none or it is ambiguous.
pub(crate) fn written(line: &str) -> Option<PublicationTime> {
    let end = line.floor_char_boundary(MAX_LINE_BYTES);
    let pieces = pieces(line.get(..end)?);
    let (date, after) =
        (0..pieces.len()).find_map(|at| date_at(pieces.get(at..)?).map(|(date, taken)| (date, at + taken)))?;
    if !plausible(date) {
        return None;
    }
    let time = pieces.get(after..).and_then(time_in).or_else(|| time_in(&pieces));
    Some(time.map_or(PublicationTime::Date(date), |time| PublicationTime::LocalTime(DateTime::from_parts(date, time))))
}

/// Whether a line is hardly anything but a date: a date in a sentence is not that of its publication.
pub(crate) fn is_bare(line: &str) -> bool {
    const MAX_WORDS: usize = 9;
    !line.ends_with('.') && text::count_words(line) <= MAX_WORDS && written(line).is_some()
}

/// What a line consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// A number, how many digits it is written with, and the mark right after it.
    Number(i16, usize, char),
    /// A word in lower case.
    Word(String),
}

fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        if let Some(first) = digit(character) {
            let (mut number, mut length) = (first, 1);
            while let Some(next) = characters.peek().copied().and_then(digit) {
                characters.next();
                (number, length) = (number.saturating_mul(10).saturating_add(next), length + 1);
            }
            pieces.push(Piece::Number(number, length, characters.peek().copied().unwrap_or(' ')));
        } else if character.is_alphabetic() {
            let mut word: String = character.to_lowercase().collect();
            while let Some(next) = characters.next_if(|next| next.is_alphabetic() || is_mark(*next)) {
                word.extend(next.to_lowercase());
            }
            pieces.push(Piece::Word(word));
        }
    }
    pieces
}

/// The value of a digit, Arabic-Indic and Persian ones with the rest.
fn digit(character: char) -> Option<i16> {
    let value = match character {
        '0'..='9' => u32::from(character) - u32::from('0'),
        '\u{660}'..='\u{669}' => u32::from(character) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(character) - 0x6F0,
        _ => return None,
    };
    i16::try_from(value).ok()
}

/// Marks that belong to the letter before them.
fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&character) || ('\u{64B}'..='\u{652}').contains(&character)
}

/// Whether a word is the name of a month.
pub(crate) fn is_month(word: &str) -> bool {
    month_of(word).is_some()
}

fn date_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The date at the beginning of the pieces, and how many pieces it takes.
fn date_at(pieces: &[Piece]) -> Option<(Date, usize)> {
    use Piece::{Number, Word};
    let link = |word: &str| matches!(word, "de" | "of" | "del" | "st" | "nd" | "rd" | "th" | "er");
    // Small words between the parts are passed over: "4th of March", "4 de marzo de 2026".
    let kept: Vec<(usize, &Piece)> = pieces
        .iter()
        .take(8)
        .enumerate()
        .filter(|(at, piece)| *at == 0 || !matches!(piece, Word(word) if link(word)))
        .take(3)
        .collect();
    let taken = kept.last()?.0 + 1;
    let [first, second, third] = kept.as_slice() else { return None };
    let date = match (first.1, second.1, third.1) {
        (Number(day, 1 | 2, _), Word(name), Number(year, 4, _)) => date_of(*year, month_of(name)?.into(), *day)?,
        (Word(name), Number(day, 1 | 2, _), Number(year, 4, mark)) if *mark != ':' => {
            date_of(*year, month_of(name)?.into(), *day)?
        }
        (Number(year, 4, _), Word(name), Number(day, 1 | 2, _)) => date_of(*year, month_of(name)?.into(), *day)?,
        (Number(year, 4, '-' | '/' | '.'), Number(month, 1 | 2, '-' | '/' | '.'), Number(day, 1 | 2, _)) => {
            date_of(*year, *month, *day)?
        }
        // The day comes first where days are parted by dots, and everywhere if it can be no month.
        (Number(day, 1 | 2, '.'), Number(month, 1 | 2, '.'), Number(year, 4, _)) => date_of(*year, *month, *day)?,
        (Number(one, 1 | 2, '/' | '-'), Number(two, 1 | 2, '/' | '-'), Number(year, 4, _)) => {
            match (*one > 12, *two > 12) {
                (true, false) => date_of(*year, *two, *one)?,
                (false, true) => date_of(*year, *one, *two)?,
                _ if one == two => date_of(*year, *one, *two)?,
                _ => return None,
            }
        }
        _ => return None,
    };
    Some((date, taken))
}

/// The first time of day in the pieces: "08:15", "8.15 Uhr", "8:15 pm", "08h15".
fn time_in(pieces: &[Piece]) -> Option<Time> {
    let word = |at: usize| match pieces.get(at) {
        Some(Piece::Word(word)) => word.as_str(),
        _ => "",
    };
    pieces.iter().enumerate().find_map(|(at, piece)| {
        let Piece::Number(hour, 1 | 2, mark) = piece else { return None };
        let at = if *mark == 'h' { at + 2 } else { at + 1 };
        let Some(Piece::Number(minute, 2, _)) = pieces.get(at) else { return None };
        let next = word(at + 1);
        let dotted = *mark == '.' && matches!(next, "uhr" | "am" | "pm" | "h");
        if !matches!(mark, ':' | 'h') && !dotted {
            return None;
        }
        let hour = match next {
            "pm" | "p" if *hour < 12 => hour + 12,
            "am" | "a" if *hour == 12 => 0,
            _ => *hour,
        };
        Time::new(hour.try_into().ok()?, (*minute).try_into().ok()?, 0, 0).ok()
    })
}

/// The date in the dateline that a text begins with: "KARSEL, 4 March 2026 (Northwire) – The dam ...".
pub(crate) fn in_dateline(text: &str) -> Option<PublicationTime> {
    const MAX_BYTES: usize = 120;
    let line = text.lines().next()?;
    let begin = line.get(..line.floor_char_boundary(MAX_BYTES))?;
    let end = [" – ", " — ", " -- ", " - ", "—"].iter().filter_map(|mark| begin.find(mark)).min()?;
    match written(begin.get(..end)?)? {
        // A clock time in a dateline is not when it was published.
        PublicationTime::LocalTime(time) => Some(PublicationTime::Date(time.date())),
        time => Some(time),
    }
}

/// The day in an address, `/2026/03/04/` or `/2026-03-04-`.
pub(crate) fn in_path(path: &str) -> Option<PublicationTime> {
    let mut parts = path.split(['/', '-', '_']).peekable();
    while let Some(part) = parts.next() {
        if part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()) {
            let mut rest = parts.clone();
            let (month, day) = (rest.next()?, rest.next()?);
            let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            if two(month) && two(day) {
                let date = format!("{part}-{month}-{day}").parse::<PublicationTime>();
                return date.ok().filter(|time| plausible(time.date()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_for_machines_keep_their_precision() {
        let check = |value: &str, expected: &str| {
            let found = machine(value).map(|time| time.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{value}");
        };
        check("2026-03-04", "2026-03-04");
        check(" 2026-03-04T08:15:00+02:00 ", "2026-03-04T08:15:00+02:00");
        check("2026-03-04T08:15:00.000Z", "2026-03-04T08:15:00+00:00");
        check("2026-03-04T08:15+0200", "2026-03-04T08:15:00+02:00");
        check("2026-03-04 08:15:00 +0200", "2026-03-04T08:15:00+02:00");
        check("2026-03-04T08:15:00+02", "2026-03-04T08:15:00+02:00");
        check("2026-03-04 08:15:00 UTC", "2026-03-04T08:15:00+00:00");
        check("2026-03-04T08:15", "2026-03-04T08:15:00");
        check("2026-03-04T08:15:00.123", "2026-03-04T08:15:00");
        check("20260304", "2026-03-04");
        check("1772612100", "2026-03-04T08:15:00+00:00");
        check("1772612100000", "2026-03-04T08:15:00+00:00");
        check("Wed, 4 Mar 2026 08:15:00 +0200", "2026-03-04T08:15:00+02:00");
        check("Wed Mar 04 2026", "2026-03-04");
        check("0001-01-01T00:00:00Z", "");
        check("Wed Mar 04 2026 08:15:00 GMT+0200 (Eastern European Standard Time)", "2026-03-04T08:15:00+02:00");
        check("2026-13-04", "");
        check("today", "");
        check("", "");
    }

    #[test]
    fn dates_for_people_are_read_in_their_languages() {
        let check = |line: &str, expected: &str| {
            let found = written(line).map(|time| time.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{line}");
        };
        check("Published: Wednesday, March 4, 2026 at 8:15 p.m.", "2026-03-04T20:15:00");
        check("08:15 | 4 Mar. 2026", "2026-03-04T08:15:00");
        check("4th of March 2026", "2026-03-04");
        check("Stand: 4. März 2026, 8.15 Uhr", "2026-03-04T08:15:00");
        check("04.03.2026 - 23:05", "2026-03-04T23:05:00");
        check("Publié le 4 mars 2026 à 08h15", "2026-03-04T08:15:00");
        check("4 de marzo de 2026", "2026-03-04");
        check("4 березня 2026, 08:15", "2026-03-04T08:15:00");
        check("4 марта 2026 г., 08:15", "2026-03-04T08:15:00");
        check("الأربعاء ٤ مارس ٢٠٢٦", "2026-03-04");
        check("4 آذار 2026", "2026-03-04");
        check("2026/03/04", "2026-03-04");
        check("31/03/2026", "2026-03-31");
        check("03/31/2026", "2026-03-31");
        check("03/04/2026", "");
        check("In 2026 the March 4 group", "");
        check("31 February 2026", "");
        check("99999999999 May 2026", "");
    }

    #[test]
    fn datelines_may_carry_the_day() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(in_dateline(text).map(|time| time.to_string()).as_deref(), expected, "{text}");
        };
        check("KARSEL, 4 March 2026 (Northwire) – The dam was opened.", Some("2026-03-04"));
        check("КАРСЕЛЬ, 4 березня 2026 — Дамбу відкрито.", Some("2026-03-04"));
        check("The dam of 4 March 2026 was opened.", None);
        check("The dam was opened.\n4 March 2026 – now", None);
    }

    #[test]
    fn addresses_may_carry_the_day() {
        let check = |path: &str, expected: Option<&str>| {
            assert_eq!(in_path(path).map(|time| time.to_string()).as_deref(), expected, "{path}");
        };
        check("/news/2026/03/04/dam", Some("2026-03-04"));
        check("/2026-03-04-dam.html", Some("2026-03-04"));
        check("/2026/03/dam", None);
        check("/1234/56/78/dam", None);
        check("/2026", None);
    }
}
