//! Any text gives a reading: no panic, exact spans, linear time.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;
use sayso_commitment::Commitments;
use sayso_domain::{Attribution, Form, Interval, Kind, PublicationTime, TimeExpression, TimeType};
use sayso_text::{Span, Spans};

/// An attribution with these three parts, one behind the other, and its text.
fn claim(source: &str, cue: &str, content: &str) -> (String, Option<Attribution>) {
    let text = format!("{source} {cue} {content}");
    let span = |start: usize, words: &str| Spans::joined(Span::new(start, start + words.len()).into_iter().collect());
    let (cue_at, content_at) = (source.len() + 1, source.len() + cue.len() + 2);
    let attribution = Attribution::new(&text, span(0, source), span(cue_at, cue), span(content_at, content)).ok();
    (text, attribution)
}

/// Reads it in every form and checks that all spans are words of the text.
fn read(text: &str, attribution: &Attribution, times: &[TimeExpression], published: Option<Date>) {
    let commitments = commitments();
    let published = published.map(PublicationTime::Date);
    for form in Form::ALL {
        let reading = commitments.of_claim(text, attribution, *form, times, published.as_ref());
        let forecast = reading.forecast.unwrap_or_default();
        let mut all = vec![reading.commitment.condition, forecast.basis, forecast.deadline];
        all.extend(reading.commitment.hedges.into_iter().map(|hedge| hedge.words));
        all.extend(commitments.caveats(text, std::slice::from_ref(attribution)));
        for spans in all {
            assert!(spans.words(text).is_some(), "{spans:?} in {text:?}");
        }
        assert!(published.is_some() || forecast.due.is_none());
    }
}

fn commitments() -> &'static Commitments {
    static COMMITMENTS: std::sync::LazyLock<Commitments> = std::sync::LazyLock::new(Commitments::new);
    &COMMITMENTS
}

const WORDS: &str = "if unless not never no will would won't may should must could possible that who which , , . ? “ ” \
    \" — ; and but because the he it I think doubt whether by before within until in for the next coming a two or to \
    three days weeks years 99999999999999999999 7 Friday 2030 soon is are to meeting due expected set had were said \
    vowed denied claims refused rule out likely un\u{301}likely 👮 Київ i\u{307}f so-called - reportedly could not be \
    verified without evidence offering no a claim that asked criticised can't couldn’t more than at least no longer , provided";

fn domain_text() -> impl Strategy<Value = String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    prop::collection::vec((prop::sample::select(words), prop::sample::select(vec![" ", " ", "\n", ""])), 1..60)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #[test]
    fn any_text_is_read(source in any::<String>(), cue in any::<String>(), content in any::<String>()) {
        if let (text, Some(attribution)) = claim(&source, &cue, &content) {
            read(&text, &attribution, &[], Some(date(2026, 3, 9)));
        }
    }

    #[test]
    fn runs_of_its_own_words_are_read(
        cue in domain_text(),
        content in domain_text(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..4), 0..6),
        day in prop::sample::select(vec![None, Some(Date::MIN), Some(date(1, 1, 1)), Some(date(2026, 3, 9)), Some(Date::MAX)]),
    ) {
        if let (text, Some(attribution)) = claim("he", &cue, &content) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let intervals = [
                None,
                Interval::new(DateTime::MIN, DateTime::MAX),
                Interval::new(DateTime::MIN, date(1, 1, 1).into()),
                Interval::new(date(2026, 3, 13).into(), date(2026, 3, 14).into()),
            ];
            let times: Vec<_> = cuts.iter().filter_map(|(a, b, interval)| {
                let (a, b) = (*a.get(&bounds), *b.get(&bounds));
                let words = Span::new(a.min(b), a.max(b))?;
                Some(TimeExpression { words, kind: TimeType::Date, value: None, interval: intervals[*interval] })
            }).collect();
            read(&text, &attribution, &times, day);
        }
    }
}

#[test]
fn the_end_of_the_calendar_leaves_the_deadline_open() {
    let (text, attribution) = claim("He", "said", "it would end within 9000 years, in 99999999999999999999 days");
    let reading = commitments().of_claim(
        &text,
        &attribution.unwrap(),
        Form::Indirect,
        &[],
        Some(&PublicationTime::Date(date(9999, 12, 31))),
    );
    let forecast = reading.forecast.unwrap();
    assert_eq!(forecast.deadline.words(&text).unwrap(), "within 9000 years");
    assert_eq!(forecast.due, None);
}

/// Ten times the text must take far less than a hundred times the time.
fn assert_linear(what: &str, spent: impl Fn(usize) -> Duration) {
    let (one, ten) = (spent(1), spent(10));
    assert!(ten < 40 * one + Duration::from_millis(500), "{what:?}: {one:?}, then {ten:?}");
}

#[test]
fn long_texts_take_linear_time() {
    for unit in [
        "if ",
        "if, ",
        "may ",
        "possible ",
        "Will ",
        "that ",
        "“",
        "“ ",
        "not to ",
        "which ",
        ", which ",
        "within two days ",
        "the next ",
        "a ",
        "could not be verified. ",
        "he thinks ",
        "would. ",
        "👮",
        "x",
        "by ",
        "because ",
        "Київ ",
    ] {
        assert_linear(unit, |times| {
            let (text, attribution) = claim("He", "said", &unit.repeat(20_000 * times / unit.len()));
            let attribution = attribution.unwrap();
            let published = PublicationTime::Date(date(2026, 3, 9));
            let started = Instant::now();
            let reading = commitments().of_claim(&text, &attribution, Form::Mixed, &[], Some(&published));
            assert_eq!(reading.kind, Kind::Statement);
            assert_eq!(commitments().caveats(&text, std::slice::from_ref(&attribution)).len(), 1);
            started.elapsed()
        });
    }
}

#[test]
fn many_claims_and_caveats_take_linear_time() {
    let one = "The army said 40 rebels died. The claims could not be independently verified. ";
    assert_linear(one, |times| {
        let count = 500 * times;
        let text = one.repeat(count);
        let attributions: Vec<Attribution> = (0..count)
            .map(|index| {
                let start = index * one.len();
                let part = |words: &str| {
                    let at = start + one.find(words).unwrap();
                    Spans::from(Span::new(at, at + words.len()).unwrap())
                };
                Attribution::new(&text, part("The army"), part("said"), part("40 rebels died")).unwrap()
            })
            .collect();
        let started = Instant::now();
        let caveats = commitments().caveats(&text, &attributions);
        assert!(caveats.iter().all(|caveat| caveat.pieces().len() == 1));
        started.elapsed()
    });
}
