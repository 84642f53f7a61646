//! Any text gives places with exact spans, in order, in linear time.

use proptest::prelude::*;
use sayso_domain::{Name, NameKind};
use sayso_places::Places;
use sayso_text::Span;

thread_local! {
    static PLACES: Places = Places::new();
}

/// Checks what must hold for any text and names.
fn check(text: &str, names: &[Name]) {
    let found = PLACES.with(|places| places.find(text, names, None));
    let mut end = 0;
    for place in &found {
        assert!(place.words.start() >= end, "two places share characters in {text:?}");
        assert!(place.words.words(text).is_some_and(|words| !words.trim().is_empty()));
        assert_eq!(place.coordinates.is_some(), place.name.is_some());
        end = place.words.end();
    }
}

#[test]
fn odd_texts() {
    let long = "A".repeat(10_000);
    for text in [
        "",
        " ",
        "\n\n",
        "A",
        "É",
        "Par\u{301}is",
        "Париж",
        "بغداد",
        "東京",
        "Par👮is, T👮xas",
        "St.",
        "St. ",
        "U.S.",
        "'s",
        "’s Paris’s",
        &long,
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_long_line_takes_linear_time() {
    let started = std::time::Instant::now();
    for unit in ["Paris, Texas, ", "St. St. ", "New York and ", "(", "A", "springfield. Springfield "] {
        check(&unit.repeat(1_000_000 / unit.len()), &[]);
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn many_unknown_names_take_linear_time() {
    let started = std::time::Instant::now();
    for unit in ["Korrane said. ", "Korrane, ", "Gen. Korrane, the mayor of ", "Ilsabet Korrane "] {
        let text = unit.repeat(1_000_000 / unit.len());
        let names = text.match_indices("Korrane").filter_map(|(at, name)| Span::new(at, at + name.len()));
        let names: Vec<Name> = names.map(|words| Name { words, kind: NameKind::Place }).collect();
        check(&text, &names);
        let whole = Span::new(0, text.len()).map(|words| Name { words, kind: NameKind::Place });
        check(&text, &Vec::from_iter(whole));
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

fn word() -> impl Strategy<Value = String> {
    let words = [
        "Paris",
        "Texas",
        "Kyiv",
        "Springfield",
        "Lincoln",
        "St.",
        "New",
        "York",
        "County",
        "U.S.",
        "Ky.",
        "D.C.",
        "Smith",
        "Mr.",
        "Russian",
        "Georgia",
        "in",
        "near",
        "the",
        "said",
        "mayor",
        "regions",
        "April",
        "34",
        ",",
        ".",
        "-",
        "(",
        ")",
        "—",
        "\n",
        "\n\n",
        "“",
        "’s",
        "R-",
        "and",
        "Київ",
        "👮",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text, &[]);
    }

    #[test]
    fn runs_of_place_words(words in prop::collection::vec(word(), 0..60), names in prop::collection::vec((0..200_usize, 1..20_usize, 0..4_usize), 0..8)) {
        let text = words.join(" ");
        check(&text, &[]);
        let kinds = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Other];
        let mut named: Vec<Name> = Vec::new();
        for (start, length, kind) in names {
            let Some(words) = Span::new(start, start + length).filter(|span| span.words(&text).is_some_and(|words| !words.trim().is_empty())) else { continue };
            if named.iter().all(|name| !name.words.overlaps(words)) {
                named.push(Name { words, kind: kinds[kind] });
            }
        }
        named.sort_by_key(|name| name.words);
        check(&text, &named);
    }
}
