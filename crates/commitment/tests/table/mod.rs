//! Reads the tables of sentences. `data/readings.txt` says how they are written.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use jiff::{
    ToSpan,
    civil::{Date, DateTime, date},
};
use sayso_commitment::Commitments;
use sayso_domain::{Attribution, Form, HedgedBy, Interval, PublicationTime, Stance, TimeExpression, TimeType};
use sayso_text::{Span, Spans};

/// One sentence, with what is expected of it, field by field.
pub(crate) struct Row {
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) expected: BTreeMap<&'static str, String>,
    attribution: Attribution,
    times: Vec<TimeExpression>,
}

impl Row {
    /// What is read of the sentence, in the same fields.
    pub(crate) fn read(&self, commitments: &Commitments) -> BTreeMap<&'static str, String> {
        let published = PublicationTime::Date(date(2026, 3, 9));
        let content = self.attribution.content().words(&self.text).unwrap();
        let form = match (content.starts_with(['“', '"']), content.contains(['“', '"'])) {
            (true, _) => Form::Direct,
            (_, true) => Form::Mixed,
            _ => Form::Indirect,
        };
        let reading = commitments.of_claim(&self.text, &self.attribution, form, &self.times, Some(&published));
        let words = |spans: &Spans| spans.words(&self.text).unwrap().replace(" … ", "; ");
        let commitment = &reading.commitment;
        let code = format!("{}{}", code(commitment.certainty.as_str()), code(commitment.polarity.as_str()));
        let hedges = commitment.hedges.iter().map(|hedge| {
            let reporter = if hedge.by == HedgedBy::Reporter { "*" } else { "" };
            format!("{reporter}{}", words(&hedge.words))
        });
        let forecast = reading.forecast.as_ref();
        BTreeMap::from([
            ("value", if code == "UU" { code } else { code.replace('U', "u") }),
            ("kind", reading.kind.to_string()),
            ("stance", commitment.stance.to_string()),
            ("hedge", hedges.collect::<Vec<_>>().join("; ")),
            ("if", words(&commitment.condition)),
            ("future", forecast.map_or(String::new(), |forecast| words(&forecast.basis))),
            ("by", forecast.map_or(String::new(), |forecast| words(&forecast.deadline))),
            ("due", forecast.and_then(|forecast| forecast.due).map_or(String::new(), shown)),
        ])
    }
}

fn code(name: &str) -> &'static str {
    match name {
        "CERTAIN" => "CT",
        "PROBABLE" => "PR",
        "POSSIBLE" => "PS",
        "POSITIVE" => "+",
        "NEGATIVE" => "-",
        _ => "U",
    }
}

fn shown(interval: Interval) -> String {
    let one = |time: DateTime| time.to_string().replace("T00:00:00", "").replace(":00:00", ":00");
    format!("{}..{}", one(interval.start()), one(interval.end()))
}

/// The rows of a table.
pub(crate) fn rows(data: &str) -> Vec<Row> {
    let lines = data.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(index, line)| row(index + 1, line)).collect()
}

fn row(line: usize, written: &str) -> Row {
    let mut fields = written.split(" | ").map(|field| field.replace("\\n", "\n"));
    let (text, [source, cue, content]) = parts(&fields.next().unwrap());
    let mut expected: BTreeMap<&'static str, String> = BTreeMap::from(
        ["value", "kind", "stance", "hedge", "if", "future", "by", "due"].map(|name| (name, String::new())),
    );
    expected.insert("kind", "STATEMENT".to_owned());
    expected.insert("stance", "NEUTRAL".to_owned());
    for word in fields.next().unwrap().split_whitespace() {
        let stance = word.parse::<Stance>().is_ok();
        let name = if word.len() <= 3 {
            "value"
        } else if stance {
            "stance"
        } else {
            "kind"
        };
        expected.insert(name, word.to_owned());
    }
    let mut times = Vec::new();
    for field in fields {
        let (name, value) = field.split_once(": ").unwrap_or_else(|| panic!("line {line}: {field:?}"));
        if name == "time" {
            times = value.split("; ").map(|time| expression(&text, time)).collect();
        } else {
            let (key, _) = expected.get_key_value(name).unwrap_or_else(|| panic!("line {line}: no field {name:?}"));
            let key = *key;
            expected.insert(key, value.to_owned());
        }
    }
    let attribution = Attribution::new(&text, source, cue, content).unwrap_or_else(|e| panic!("line {line}: {e}"));
    Row { line, text, expected, attribution, times }
}

/// The text without its marks, and the spans of `<source>`, `{cue}` and `[content]`.
pub(crate) fn parts(marked: &str) -> (String, [Spans; 3]) {
    let mut text = String::new();
    let mut pieces: [Vec<Span>; 3] = Default::default();
    let mut start = 0;
    for c in marked.chars() {
        match (c, "<{[".find(c), ">}]".find(c)) {
            (_, Some(_), _) => start = text.len(),
            (_, _, Some(part)) => pieces[part].push(Span::new(start, text.len()).unwrap()),
            (c, ..) => text.push(c),
        }
    }
    (text, pieces.map(|pieces| Spans::new(pieces).unwrap()))
}

/// "a day or two=P2D": words and TIMEX3 value.
fn expression(text: &str, written: &str) -> TimeExpression {
    let (words, value) = written.split_once('=').unwrap();
    let words = Span::of_first(text, words).unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
    let kind = match value {
        _ if value.starts_with('P') && !value.ends_with("REF") => TimeType::Duration,
        _ if value.contains('T') => TimeType::Time,
        _ => TimeType::Date,
    };
    TimeExpression { words, kind, value: Some(value.to_owned()), interval: interval(value) }
}

/// The interval that a TIMEX3 value of a date or time denotes.
fn interval(value: &str) -> Option<Interval> {
    let at = |date: Date| DateTime::from(date);
    let (start, end) = if let Some((day, hour)) = value.split_once('T') {
        let day = day.parse::<Date>().ok()?;
        match hour.get(..2).and_then(|hour| hour.parse::<i64>().ok()) {
            Some(hour) => {
                (at(day) + (hour - i64::from(hour == 24)).hours(), at(day) + (hour + i64::from(hour < 24)).hours())
            }
            None => (at(day), at(day) + 1.day()),
        }
    } else if let Ok(day) = value.parse::<Date>() {
        (at(day), at(day) + 1.day())
    } else {
        let year: i16 = value.get(..4)?.parse().ok()?;
        let months = |first: i8, count: i64| (at(date(year, first, 1)), at(date(year, first, 1)) + count.months());
        match value.get(5..) {
            None => months(1, 12),
            Some("SP") => months(3, 3),
            Some("SU") => months(6, 3),
            Some("FA") => months(9, 3),
            Some("WI") => months(12, 3),
            Some("H1") => months(1, 6),
            Some("H2") => months(7, 6),
            Some(week) if week.starts_with('W') => {
                let (number, weekend) = week.split_at(3);
                let week = jiff::civil::ISOWeekDate::new(year, number[1..].parse().ok()?, jiff::civil::Weekday::Monday);
                let monday = at(week.ok()?.date());
                if weekend.is_empty() { (monday, monday + 7.days()) } else { (monday + 5.days(), monday + 7.days()) }
            }
            Some(month) => months(month.parse().ok()?, 1),
        }
    };
    Interval::new(start, end)
}

/// A text of the table of caveats: without its marks, its attributions, and for each the caveat that is to cover it.
pub(crate) fn caveats(marked: &str) -> (String, Vec<Attribution>, Vec<String>) {
    let (mut text, mut caveat) = (String::new(), String::new());
    let (mut attributions, mut expected) = (Vec::new(), Vec::new());
    let mut open: [Option<Span>; 3] = Default::default();
    let (mut start, mut caveat_start, mut covered) = (0, None, false);
    for c in marked.chars() {
        match (c, "<{[".find(c), ">}]".find(c)) {
            ('^', ..) => match caveat_start.take() {
                Some(from) => caveat = text[from..].to_owned(),
                None => caveat_start = Some(text.len()),
            },
            ('+', ..) => covered = true,
            (_, Some(_), _) => start = text.len(),
            (_, _, Some(part)) => open[part] = Span::new(start, text.len()),
            (c, ..) => text.push(c),
        }
        // A claim is whole when it has all its parts.
        if let [Some(source), Some(cue), Some(content)] = open {
            attributions.push([source, cue, content]);
            expected.push(covered);
            (open, covered) = (Default::default(), false);
        }
    }
    let expected = expected.into_iter().map(|covered| if covered { caveat.clone() } else { String::new() });
    let expected = expected.collect();
    let made = attributions.into_iter().map(|parts| parts.map(Spans::from));
    let attributions = made.map(|[source, cue, content]| Attribution::new(&text, source, cue, content).unwrap());
    let attributions = attributions.collect();
    (text, attributions, expected)
}
