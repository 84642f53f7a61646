//! The table of examples under `data/`, and what must hold for any text.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use proptest::prelude::*;
use sayso_domain::{Quantity, TimeExpression, TimeType};
use sayso_quantities::{NumberWords, Quantities, tokens};
use sayso_text::Span;

/// A text without its brackets, and the times that they stand around.
fn marked(line: &str) -> (String, Vec<TimeExpression>) {
    let (mut text, mut times, mut open) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        match c {
            '[' => open = text.len(),
            ']' => {
                let words = Span::new(open, text.len()).unwrap();
                times.push(TimeExpression { words, kind: TimeType::Duration, value: None, interval: None });
            }
            _ => text.push(c),
        }
    }
    (text, times)
}

fn row(text: &str, quantity: &Quantity) -> String {
    let words = quantity.words.words(text).unwrap();
    let upper = quantity.upper.map_or("-".to_owned(), |upper| upper.to_string());
    let unit = quantity.unit.as_deref().unwrap_or("-");
    format!("{words}\t{}\t{upper}\t{unit}\t{}", quantity.value, quantity.approximation)
}

#[test]
fn the_examples_are_found() {
    let quantities = Quantities::new();
    let (mut wrong, mut rows) = (String::new(), 0);
    let table = include_str!("../data/examples.tsv");
    let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let sentence = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    for same in lines.chunk_by(|one, other| sentence(one) == sentence(other)) {
        let (text, times) = marked(&sentence(same[0]));
        let whole = Span::new(0, text.len()).unwrap();
        let found: Vec<String> = quantities.find(&text, &[whole], &times).iter().map(|q| row(&text, q)).collect();
        let rest = same.iter().map(|line| line.split_once('\t').unwrap().1.to_owned());
        let expected: Vec<String> = rest.filter(|row| row != "-").collect();
        rows += same.len();
        if found != expected {
            writeln!(wrong, "{text}\n  expected {expected:#?}\n  found {found:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(rows >= 120, "{rows} rows");
}

#[test]
fn only_the_pieces_are_searched() {
    let quantities = Quantities::new();
    let text = "Ten men — 20 women — 30 children.";
    let piece = |words| Span::of_first(text, words).unwrap();
    let within = [piece("Ten men"), piece("30 children"), Span::new(400, 500).unwrap(), Span::new(9, 10).unwrap()];
    let found: Vec<&str> = quantities.find(text, &within, &[]).iter().map(|q| &text[q.words.range()]).collect();
    assert_eq!(found, ["Ten men", "30 children"]);
}

fn check_any(quantities: &Quantities, text: &str) {
    let Some(whole) = Span::new(0, text.len()) else { return };
    let mut at = 0;
    for quantity in quantities.find(text, &[whole], &[]) {
        assert!(quantity.words.words(text).is_some_and(|words| words.trim() == words));
        assert!(quantity.words.start() >= at);
        at = quantity.words.end();
        assert!(quantity.value.is_finite(), "{quantity:?}");
        assert!(quantity.upper.is_none_or(|upper| upper.is_finite() && upper > quantity.value), "{quantity:?}");
        assert!(quantity.unit.as_deref() != Some(""));
    }
}

const WORDS: &str = "a one two half third and million hundred thousand dozen of the 5 300 1,200 0.5 99999999999999999999 - / : . , $ € \
    % km percent men soldiers to between from about nearly at least more than or less minus dozens hundreds several ½ \
    strong - odd + m bn US °C F-16 [ ] 2nd no billion trillion";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_text_has_quantities(
        text in any::<String>(),
        words in prop::collection::vec(prop::sample::select(WORDS.split_whitespace().collect::<Vec<_>>()), 0..40),
    ) {
        thread_local! {
            static QUANTITIES: Quantities = Quantities::new();
            static NUMBERS: NumberWords = NumberWords::new();
        }
        QUANTITIES.with(|quantities| {
            check_any(quantities, &text);
            check_any(quantities, &words.join(" "));
            check_any(quantities, &words.concat());
        });
        NUMBERS.with(|numbers| {
            let text = words.join(" ");
            let row = tokens(&text);
            for at in 0..row.len() {
                if let Some(reading) = numbers.cardinal(&row[at..]) {
                    assert!(reading.value.is_finite() && (1..=row.len() - at).contains(&reading.used));
                }
            }
        });
    }
}

#[test]
fn a_long_line_takes_linear_time() {
    let quantities = Quantities::new();
    let spent = |text: &str| {
        let start = std::time::Instant::now();
        check_any(&quantities, text);
        start.elapsed().as_secs_f64()
    };
    for unit in ["about 300 men ", "two and ", "about ", "$", "9", "9-", "one hundred and ", "5 to ", "several of the "]
    {
        let (short, long) = (unit.repeat(20_000 / unit.len()), unit.repeat(200_000 / unit.len()));
        let (one, ten) = (spent(&short), spent(&long));
        // Ten times the text, far from a hundred times the time.
        assert!(ten < 40.0 * one + 0.5, "{unit:?}: {one} s, then {ten} s");
    }
}
