//! The tables of examples under `data/`, and what must hold for any text.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use jiff::civil::{DateTime, Time};
use proptest::prelude::*;
use sayso_domain::{Attribution, Interval, Name, NameKind, PublicationTime, TimeExpression};
use sayso_text::{Span, Spans};
use sayso_times::Times;

/// An interval as the table writes it: start/end, midnight left out.
fn shown(interval: Option<Interval>) -> String {
    let at = |moment: DateTime| match moment.time() {
        time if time == Time::midnight() => moment.date().to_string(),
        time => format!("{}T{:02}:{:02}", moment.date(), time.hour(), time.minute()),
    };
    interval.map_or("-".to_owned(), |interval| format!("{}/{}", at(interval.start()), at(interval.end())))
}

fn row(text: &str, time: &TimeExpression) -> String {
    let words = time.words.words(text).unwrap().replace('\n', "\\n");
    format!("{words}\t{}\t{}\t{}", time.kind, time.value.as_deref().unwrap_or("-"), shown(time.interval))
}

#[test]
fn the_examples_are_found() {
    let times = Times::new();
    let (mut wrong, mut rows) = (String::new(), 0);
    let table = include_str!("../data/examples.tsv");
    let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let key = |line: &str| line.split('\t').take(2).collect::<Vec<_>>().join("\t");
    for same in lines.chunk_by(|one, other| key(one) == key(other)) {
        let mut columns = same[0].split('\t');
        let (sentence, published) = (columns.next().unwrap(), columns.next().unwrap());
        let text = sentence.replace("\\n", "\n");
        let found = times.find(&text, &[], published.parse::<PublicationTime>().ok().as_ref());
        let found: Vec<String> = found.iter().map(|time| row(&text, time)).collect();
        let expected: Vec<String> =
            same.iter().map(|line| line.splitn(3, '\t').nth(2).unwrap().to_owned()).filter(|row| row != "-").collect();
        rows += same.len();
        if found != expected {
            writeln!(wrong, "{sentence} ({published})\n  expected {expected:#?}\n  found {found:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(rows >= 200, "{rows} rows");
}

#[test]
fn a_time_within_a_name_is_none() {
    let text = "The Sunday Times said on Friday that May Day was quiet.";
    let name = |words: &str, kind| {
        let start = text.find(words).unwrap();
        Name { words: Span::new(start, start + words.len()).unwrap(), kind }
    };
    let found = |names: &[Name]| -> Vec<&str> {
        let times = Times::new().find(text, names, "2013-03-20".parse().ok().as_ref());
        times.iter().map(|time| time.words.words(text).unwrap()).collect()
    };
    assert_eq!(found(&[]), ["The Sunday", "Friday", "May Day"]);
    let names = [name("Sunday Times", NameKind::Organization), name("May Day", NameKind::Person)];
    assert_eq!(found(&names), ["Friday", "May Day"]);
    assert_eq!(found(&[name("Sunday Times", NameKind::Place)]), ["The Sunday", "Friday", "May Day"]);
}

/// A text with its parts marked: `{source}`, `<cue>` and `[content]`.
fn marked(line: &str) -> (String, [Spans; 3]) {
    let (mut text, mut parts, mut open) = (String::new(), [Vec::new(), Vec::new(), Vec::new()], 0);
    for c in line.chars() {
        match ("{<[".find(c), "}>]".find(c)) {
            (Some(_), _) => open = text.len(),
            (_, Some(part)) => parts[part].push(Span::new(open, text.len()).unwrap()),
            _ => text.push(c),
        }
    }
    (text, parts.map(|pieces| Spans::new(pieces).unwrap()))
}

#[test]
fn the_times_of_claims_are_told_apart() {
    let times = Times::new();
    let mut wrong = String::new();
    for line in include_str!("../data/claims.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [sentence, published, said, content] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line:?}") };
        let (text, [source, cue, pieces]) = marked(sentence);
        let published = published.parse::<PublicationTime>().ok();
        let attribution = Attribution::new(&text, source, cue, pieces).unwrap();
        let all = times.find(&text, &[], published.as_ref());
        let claim = times.of_claim(&text, &attribution, &all, published.as_ref());
        let words = |times: &[TimeExpression]| match times {
            [] => "-".to_owned(),
            some => some.iter().map(|time| time.words.words(&text).unwrap()).collect::<Vec<_>>().join(", "),
        };
        let found = (words(claim.said.as_slice()), words(&claim.content));
        if found != (said.to_owned(), content.to_owned()) {
            writeln!(wrong, "{sentence}\n  expected {:?}\n  found {found:?}", (said, content)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn check_any(times: &Times, text: &str, published: Option<&PublicationTime>) {
    let found = times.find(text, &[], published);
    let mut at = 0;
    for time in &found {
        assert!(time.words.words(text).is_some_and(|words| words.trim() == words));
        assert!(time.words.start() >= at);
        at = time.words.end();
        assert!(time.value.as_deref().is_none_or(|value| !value.is_empty() && value.len() < 40), "{time:?}");
        assert!(time.interval.is_none() || time.value.is_some());
    }
    if let (Some(first), Some(cue)) = (found.first(), found.get(1)) {
        let parts = (Spans::default(), cue.words.into(), first.words.into());
        let attribution = Attribution::new(text, parts.0, parts.1, parts.2).unwrap();
        let _ = times.of_claim(text, &attribution, &found, published);
    }
}

const WORDS: &str = "the a on in last next this previous week day days year May March 3 31 32 1998 0001 9999 - / : , . a.m. \
    Friday said will two half and of quarter ago later earlier 99999999 century 1990 s '80s every ' \u{2019}s Q3 Christmas \
    yesterday noon to or ½ 20130320 decade from early seconds hundred second first";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_text_has_times(
        text in any::<String>(),
        words in prop::collection::vec(prop::sample::select(WORDS.split_whitespace().collect::<Vec<_>>()), 0..40),
        year in prop::sample::select(vec!["0001-01-01", "2013-03-20", "9999-12-31", "2012-02-29", "-"]),
    ) {
        thread_local! {
            static TIMES: Times = Times::new();
        }
        let published = year.parse().ok();
        TIMES.with(|times| {
            check_any(times, &text, published.as_ref());
            check_any(times, &words.join(" "), published.as_ref());
            check_any(times, &words.concat(), published.as_ref());
        });
    }
}

#[test]
fn a_long_line_takes_linear_time() {
    let times = Times::new();
    let published = "2013-03-20".parse().ok();
    let spent = |text: &str| {
        let start = std::time::Instant::now();
        check_any(&times, text, published.as_ref());
        start.elapsed().as_secs_f64()
    };
    for unit in ["On the 3rd of May he said ", "two and ", "the first ", "(\"", "9", "in the 1990s-", "a"] {
        let (short, long) = (unit.repeat(20_000 / unit.len()), unit.repeat(200_000 / unit.len()));
        let (one, ten) = (spent(&short), spent(&long));
        // Ten times the text, far from a hundred times the time.
        assert!(ten < 40.0 * one + 0.5, "{unit:?}: {one} s, then {ten} s");
    }
}
