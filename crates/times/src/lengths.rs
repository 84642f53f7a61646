//! Lengths of time, and what is counted in them: "two days", "two days ago", "the past two days", "every two days".

use jiff::{
    ToSpan,
    civil::{DateTime, Time},
};
use sayso_domain::{Interval, TimeType};

use crate::{
    calendar::{Unit, When, plus},
    captures::{Captures, Reference},
    resolve::{Anchors, Meaning},
};

/// "Two days ago", "a year earlier".
pub(crate) fn shift(captures: &Captures, anchors: &Anchors) -> Meaning {
    let Some(direction) = captures.direction else { return Meaning::of(None, TimeType::Date) };
    let Some(count) = amount(captures) else {
        let reference = if direction < 0 { Reference::Past } else { Reference::Future };
        return Meaning::value(TimeType::Date, reference.code());
    };
    let unit = captures.unit.unwrap_or(Unit::Day);
    // Across sentences, "a year earlier" is mostly a year before the publication.
    let near = anchors.same_sentence || unit < Unit::Month || direction > 0;
    let base = anchors.running.filter(|_| captures.then && near);
    // What came later than nothing is not known.
    let published = anchors.published.filter(|_| !captures.then || direction < 0);
    let day = base.and_then(When::first_day).or(published);
    let when = (|| {
        if unit <= Unit::Hour {
            let seconds = count
                * match unit {
                    Unit::Hour => 3600.0,
                    Unit::Minute => 60.0,
                    _ => 1.0,
                };
            let seconds = (seconds.abs() < 1e9).then_some(seconds as i64 * direction)?;
            let moment = match base {
                Some(When::Moment(at, _)) => Some(at),
                Some(_) => None,
                None => anchors.moment.filter(|_| !captures.then),
            };
            if let Some(moment) = moment {
                return Some(When::Moment(moment.checked_add(seconds.seconds()).ok()?, false));
            }
            // Without the time of day only whole days can be counted.
            return (seconds % 86_400 == 0).then(|| plus(day?, Unit::Day, seconds / 86_400)).flatten().map(When::Day);
        }
        // Half years are months, half weeks days.
        let (unit, whole) = match (unit, count.fract() == 0.0) {
            (_, true) => (unit, count),
            (Unit::Year, false) => (Unit::Month, (count * 12.0).round()),
            (Unit::Decade, false) => (Unit::Year, (count * 10.0).round()),
            (Unit::Century, false) => (Unit::Year, (count * 100.0).round()),
            (Unit::Week, false) => (Unit::Day, (count * 7.0).round()),
            (_, false) => (unit, count.round()),
        };
        let steps = (whole.abs() < 1e9).then_some(whole as i64 * direction)?;
        // The third quarter and "a year earlier", or, in a report on a quarter, "a year ago".
        let kept = base
            .or(anchors.quarter.filter(|_| anchors.quarter_is_near))
            .filter(|base| unit == Unit::Year && matches!(base, When::Quarter(..) | When::Month(..)));
        if let Some(kept) = kept {
            return kept.shifted(unit, steps);
        }
        let coarse = if unit >= Unit::Decade { Unit::Year } else { unit };
        When::around(plus(day?, unit, steps)?, coarse)
    })();
    match when {
        // How long it was is known, when it was is not.
        None if unit <= Unit::Hour => Meaning { value: length(captures), ..Meaning::of(None, TimeType::Duration) },
        Some(When::Moment(..)) => Meaning { when: None, ..Meaning::of(when, TimeType::Time) },
        _ => Meaning { when: None, ..Meaning::of(when, TimeType::Date) },
    }
}

/// "The past two months", "the next few days": a length of time that begins or ends with the publication.
pub(crate) fn span(captures: &Captures, anchors: &Anchors) -> Option<Meaning> {
    let captures =
        Captures { vague: captures.count.is_none() && captures.unit.is_some() && captures.vague, ..*captures };
    let counted = Captures { count: captures.count.or((!captures.vague).then_some(1.0)), ..captures };
    let mut meaning = Meaning::value(TimeType::Duration, length(&counted)?);
    meaning.interval = (|| {
        let (unit, steps) = (counted.unit?, amount(&counted)?);
        let steps = (steps.fract() == 0.0 && steps < 1e9).then_some(steps as i64 * counted.direction?)?;
        let published = anchors.published?.to_datetime(Time::midnight());
        let (from, other) = match (unit, anchors.moment) {
            (Unit::Hour | Unit::Minute | Unit::Second, Some(moment)) => {
                let seconds = match unit {
                    Unit::Hour => 3600,
                    Unit::Minute => 60,
                    _ => 1,
                };
                (moment, moment.checked_add(steps.checked_mul(seconds)?.seconds()).ok()?)
            }
            // Without the time of day only whole days can be counted.
            (Unit::Hour, None) if steps % 24 == 0 => (published, later(published, Unit::Day, steps / 24)?),
            (unit, _) => (published, later(published, unit, steps)?),
        };
        if from < other { Interval::new(from, other) } else { Interval::new(other, from) }
    })();
    Some(meaning)
}

fn later(from: DateTime, unit: Unit, count: i64) -> Option<DateTime> {
    Some(plus(from.date(), unit, count)?.to_datetime(from.time()))
}

/// How many units; `None` if that is vague.
fn amount(captures: &Captures) -> Option<f64> {
    let half = if captures.half_more { 0.5 } else { 0.0 };
    captures.count.map(|count| count + half).filter(|_| !captures.vague)
}

/// The TIMEX3 value of a length of time: "P2D", "PT1H30M", "PXY". Decades, centuries and quarters are counted in years and
/// months, as ISO 8601 has no unit for them; without a number they are "PXDE", "PXCE" and "PXQ", as in TimeBank. `None` for
/// a length that no number can hold.
pub(crate) fn length(captures: &Captures) -> Option<String> {
    let Some(unit) = captures.unit else { return Some("PXX".to_owned()) };
    let (prefix, code, factor) = match unit {
        Unit::Second => ("PT", "S", 1.0),
        Unit::Minute => ("PT", "M", 1.0),
        Unit::Hour => ("PT", "H", 1.0),
        Unit::Day => ("P", "D", 1.0),
        Unit::Weekend => ("P", "D", 2.0),
        Unit::Week => ("P", "W", 1.0),
        Unit::Month => ("P", "M", 1.0),
        Unit::Quarter => ("P", "M", 3.0),
        Unit::Season => ("P", "M", 3.0),
        Unit::Half => ("P", "M", 6.0),
        Unit::Year => ("P", "Y", 1.0),
        Unit::Decade => ("P", "Y", 10.0),
        Unit::Century => ("P", "Y", 100.0),
    };
    let Some(count) = amount(captures) else {
        let code = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            Unit::Quarter => "Q",
            _ => code,
        };
        return Some(format!("{prefix}X{code}"));
    };
    let count = count * factor;
    if !(0.0..1e12).contains(&count) {
        return None;
    }
    let whole = count.trunc();
    let (smaller, parts) = match unit {
        Unit::Minute => ("S", 60.0),
        Unit::Hour => ("M", 60.0),
        Unit::Year | Unit::Decade | Unit::Century => ("M", 12.0),
        Unit::Day => ("TH", 24.0),
        Unit::Week => ("", 7.0),
        _ => ("", 0.0),
    };
    let rest = (count.fract() * parts).round();
    if let (Some(more), Some(unit)) = (captures.more_count, captures.more_unit) {
        let more = length(&Captures { count: Some(more), unit: Some(unit), ..Captures::default() })?;
        let more = more.trim_start_matches('P');
        let more = if prefix == "PT" { more.trim_start_matches('T') } else { more };
        return Some(format!("{prefix}{whole}{code}{more}"));
    }
    Some(match (rest > 0.0, smaller) {
        (false, _) => format!("{prefix}{}{code}", if count.fract() == 0.0 { whole } else { count }),
        (true, "") if unit == Unit::Week => format!("P{}D", (count * 7.0).round()),
        (true, "TH") => format!("PT{}H", (count * 24.0).round()),
        (true, _) if whole == 0.0 => format!("{prefix}{rest}{smaller}"),
        (true, _) => format!("{prefix}{whole}{code}{rest}{smaller}"),
    })
}

pub(crate) fn set(captures: &Captures) -> Option<Meaning> {
    let value = if let Some(weekday) = captures.weekday {
        let part = captures.part.map(|part| format!("T{}", part.code())).unwrap_or_default();
        format!("XXXX-WXX-{}{part}", weekday.to_monday_one_offset())
    } else if let Some(part) = captures.part {
        format!("XXXX-XX-XXT{}", part.code())
    } else if let Some(month) = captures.month {
        format!("XXXX-{month:02}")
    } else if let Some(season) = captures.season {
        format!("XXXX-{}", season.code())
    } else {
        let count = captures.count.or((!captures.vague).then_some(1.0));
        length(&Captures { count, ..*captures })?
    };
    Some(Meaning::value(TimeType::Set, value))
}
