//! The second end of a range whose first end was found: "May 3-5", "1990-95". Each end is a time of its own, as in
//! TempEval.

use crate::{
    captures::Captures,
    matcher::{Match, Words},
    rules::Means,
};

/// The other end of the range that `found` begins, if there is one.
pub(crate) fn second_end(words: &Words<'_>, found: &Match) -> Option<Match> {
    let (joint, number) = (words.tokens.get(found.end)?, words.tokens.get(found.end + 1)?);
    let is_joint = match &*joint.lower {
        "-" => joint.glued && number.glued,
        "to" | "through" => !number.glued,
        // "May 3 and 4", not "May 3 and 4 others".
        "and" | "or" => {
            found.captures.day.is_some() && words.tokens.get(found.end + 2).is_none_or(|next| !next.is_word())
        }
        _ => false,
    };
    let figures = number.lower.len() <= 2 && number.lower.bytes().all(|byte| byte.is_ascii_digit());
    if found.means != Means::Calendar || !is_joint || !figures {
        return None;
    }
    // "5 to 7 June": the month behind them belongs to the second, which is a match of its own.
    let month_follows = words.tokens.get(found.end + 2).is_some_and(|next| next.is_word());
    if found.captures.second_day.is_some() && month_follows {
        return None;
    }
    let number: i8 = number.lower.parse().ok()?;
    let captures = &found.captures;
    let end = found.end + 2;
    // "1990-95-2" and "May 3-5%" are something else.
    if words.tokens.get(end).is_some_and(|next| next.glued && matches!(&*next.lower, "-" | "/" | "%" | ":" | "th")) {
        return None;
    }
    let second = match (captures.year, captures.month, captures.day) {
        (Some(year), None, None) if joint.lower == "-" && captures.quarter.is_none() && captures.season.is_none() => {
            let year = year / 100 * 100 + i16::from(number);
            (captures.year < Some(year)).then_some(Captures { year: Some(year), ..Captures::default() })?
        }
        (year, Some(month), Some(day)) if year.is_none() || captures.second_day.is_some() => {
            let fits = (day + 1..=31).contains(&number);
            fits.then_some(Captures { year, month: Some(month), day: Some(number), ..Captures::default() })?
        }
        _ => return None,
    };
    // "May 3-5, 1998": the year belongs to both.
    let end = if captures.day.is_some() && captures.year.is_some() {
        let comma = words.tokens.get(end).is_some_and(|next| next.lower == ",");
        end + usize::from(comma) + 1
    } else {
        end
    };
    let end = end.min(words.tokens.len());
    Some(Match { means: Means::Calendar, captures: second, start: found.end + 1, end, reach: end })
}
