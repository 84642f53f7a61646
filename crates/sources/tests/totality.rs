//! Any text, any names and any attributions give a result, with spans that fit the text, in linear time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Instant;

use proptest::prelude::*;
use sayso_domain::{Attribution, Coordinates, Name, NameKind, Place, PlacePrecision};
use sayso_sources::{Context, Resolved, Sources};
use sayso_text::{Span, Spans};

/// Checks that all spans of a result fit the text.
fn check(text: &str, names: &[Name], attributions: &[Attribution], sources: &Sources) -> Resolved {
    let known = |name: &&Name| name.kind == NameKind::Place || name.words.start().is_multiple_of(3);
    let place = |name: &Name| Place {
        words: name.words,
        geonames_id: None,
        name: Some("Ruritania".to_owned()),
        coordinates: Coordinates::new(50.0, 30.0),
        country: None,
        feature_class: None,
        precision: Some(PlacePrecision::ALL[name.words.end() % PlacePrecision::ALL.len()]),
    };
    let places: Vec<Place> = names.iter().filter(known).map(place).collect();
    let resolved = sources.resolve(text, names, attributions, &Context { places: &places, ..Context::default() });
    let fits = |value: &Option<String>, most: usize| value.as_ref().is_none_or(|value| value.len() <= most);
    assert_eq!(resolved.sources.len(), attributions.len());
    for (source, relays) in &resolved.sources {
        assert!(source.antecedent.words(text).is_some() && source.anonymity_reason.words(text).is_some());
        assert!(relays.iter().all(|relay| relay.words.words(text).is_some_and(|words| !words.is_empty())));
        assert!(source.name.as_ref().is_none_or(|name| !name.is_empty()) && fits(&source.name, 200));
        assert!(fits(&source.role, 300) && fits(&source.affiliation, 300));
        assert!(relays.iter().all(|relay| relay.name.len() <= 200));
    }
    for entity in &resolved.entities {
        assert!(!entity.mentions.is_empty() && entity.mentions.iter().all(|mention| mention.words(text).is_some()));
        assert!(entity.mentions.is_sorted());
        assert!(entity.name.len() <= 200 && fits(&entity.role, 300) && fits(&entity.affiliation, 300));
    }
    resolved
}

/// A claim from three places in the text, cut to character boundaries and kept apart.
fn claim(text: &str, mut cuts: [usize; 6]) -> Option<Attribution> {
    cuts.iter_mut().for_each(|cut| *cut %= text.len() + 1);
    cuts.sort_unstable();
    let part = |start: usize, end: usize| {
        let fits = text.is_char_boundary(start) && text.is_char_boundary(end);
        Span::new(start, end).filter(|_| fits).map(Spans::from).unwrap_or_default()
    };
    Attribution::new(text, part(cuts[0], cuts[1]), part(cuts[2], cuts[3]), part(cuts[4], cuts[5])).ok()
}

fn names(text: &str, places: &[(usize, usize, usize)]) -> Vec<Name> {
    let name = |(start, length, kind): &(usize, usize, usize)| {
        let start = start % (text.len() + 1);
        let words = Span::new(start, start + length)?;
        words.words(text)?;
        Some(Name { words, kind: NameKind::ALL[kind % NameKind::ALL.len()] })
    };
    places.iter().filter_map(name).collect()
}

/// Runs of words of the domain.
fn reports() -> impl Strategy<Value = String> {
    let words = [
        "Jane",
        "Roe",
        "Roe’s",
        "Mr.",
        "Sen.",
        "he",
        "she",
        "they",
        "it",
        "who",
        "I",
        "we",
        "the",
        "a",
        "of",
        "and",
        ",",
        ".",
        "“",
        "”",
        "\"",
        "''",
        "said",
        "told",
        "Reuters",
        "ministry",
        "official",
        "officials",
        "spokesman",
        "campaign",
        "Kremlin",
        "one",
        "percent",
        "of them",
        "his",
        "her",
        "(R-N.Y.)",
        "because",
        "not authorized to",
        "45",
        "’",
        "—",
        "\n",
        "\n\n",
        "Київ",
        "👮🏽",
        "U.S.",
        "34-year-old",
        "is",
        "was",
        "president",
        "tweeted",
        "on Telegram",
        "secretary of state",
        "O’",
        "-",
        "İ",
        "ß",
        "'s",
        "s'",
        "A.",
        "judge",
        "police",
        "city",
        "government",
        "candidates",
        "Dorn",
    ];
    prop::collection::vec((prop::sample::select(words.to_vec()), prop::bool::weighted(0.9)), 0..60).prop_map(|parts| {
        parts.iter().fold(String::new(), |text, (word, space)| text + word + if *space { " " } else { "" })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_gives_a_result(
        text in prop_oneof![any::<String>(), reports()],
        cuts in prop::collection::vec(any::<[usize; 6]>(), 0..12),
        places in prop::collection::vec((any::<usize>(), 1usize..30, any::<usize>()), 0..12),
    ) {
        thread_local!(static SOURCES: Sources = Sources::new());
        let attributions: Vec<Attribution> = cuts.into_iter().filter_map(|cuts| claim(&text, cuts)).collect();
        let names = names(&text, &places);
        SOURCES.with(|sources| {
            let resolved = check(&text, &names, &attributions, sources);
            assert_eq!(resolved, check(&text, &names, &attributions, sources));
        });
    }
}

#[test]
fn strange_texts() {
    let sources = Sources::new();
    let long = "A".repeat(10_000);
    for text in [
        "",
        " ",
        "\n",
        ".",
        "’s",
        "I",
        "-",
        "he said",
        "X said no.",
        "Mr.",
        "the",
        "«Ні», сказала Олена Бондар.",
        "👮🏽 Jane 👩‍🚒 Roe said",
        &long,
    ] {
        let whole = Span::new(0, text.len()).map(Spans::from).unwrap_or_default();
        for (source, content) in [(whole.clone(), Spans::default()), (Spans::default(), whole)] {
            let attributions: Vec<_> = Attribution::new(text, source, Spans::default(), content).into_iter().collect();
            check(text, &names(text, &[(0, text.len().max(1), 0)]), &attributions, &sources);
        }
    }
    // Spans of another text find nothing.
    let name = Name { words: Span::new(50, 60).unwrap(), kind: NameKind::Person };
    assert_eq!(check("Short.", &[name], &[], &sources).entities, []);
}

/// Ten times the text may take ten times as long, and some more for what is slower in a larger memory.
#[test]
fn time_is_linear_in_one_long_line() {
    let sources = Sources::new();
    let units = [
        "Jane Roe and Bill Roe told Reuters that he said the official was late, because Roe’s campaign of the Acme Group “lied” ",
        "he she they it who his her the official one of ",
        "“(\"'' ’s- ",
        "Roe ",
        "A judge and police told Roe and Dorn, the mayor, who said the city of Larkfield police of the candidates ",
    ];
    for unit in units {
        let time = |size: usize| {
            let text = unit.repeat(size / unit.len());
            let word = |at: usize| {
                Span::new(at, at + 1)
                    .filter(|span| text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()))
            };
            let claims = (0..text.len() / 200).filter_map(|at| {
                let (source, content) = (word(at * 200)?, word(at * 200 + 20)?);
                Attribution::new(&text, source.into(), Spans::default(), content.into()).ok()
            });
            let claims: Vec<Attribution> = claims.collect();
            let start = Instant::now();
            check(&text, &[], &claims, &sources);
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (time(15_000).max(0.005), time(150_000));
        assert!(long < short * 30.0, "{unit:?}: {short:.3} s, then {long:.3} s");
    }
}
