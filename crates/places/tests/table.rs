//! The table `data/tests.tsv`, row by row, and what the other methods answer.

use sayso_domain::{Name, NameKind, Place};
use sayso_places::Places;
use sayso_text::Span;

/// "the [Zorvath Dam|PLACE]": the sentence without its marks, and the names they mark.
#[allow(clippy::unwrap_used)] // the table is part of this crate
fn unmarked(sentence: &str) -> (String, Vec<Name>) {
    let (mut text, mut names, mut rest) = (String::new(), Vec::new(), sentence);
    while let Some((before, marked)) = rest.split_once('[') {
        let (inside, behind) = marked.split_once(']').unwrap();
        let (words, kind) = inside.split_once('|').unwrap();
        text.push_str(before);
        let kind: NameKind = serde_json::from_str(&format!("{kind:?}")).unwrap();
        names.push(Name { words: Span::new(text.len(), text.len() + words.len()).unwrap(), kind });
        text.push_str(words);
        rest = behind;
    }
    text.push_str(rest);
    (text, names)
}

fn shown(place: &Place) -> String {
    let or_dash = |part: Option<String>| part.unwrap_or_else(|| "-".to_owned());
    [
        or_dash(place.geonames_id.map(|id| id.to_string())),
        or_dash(place.name.clone()),
        or_dash(place.country.clone()),
        or_dash(place.precision.map(|precision| precision.as_str().to_owned())),
    ]
    .join("\t")
}

#[test]
fn the_table_holds() {
    let places = Places::new();
    let mut failures = Vec::new();
    let mut rows = 0;
    for row in include_str!("../data/tests.tsv").lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (sentence, rest) = row.split_once('\t').unwrap();
        let (words, expected) = rest.split_once('\t').unwrap();
        let (text, names) = unmarked(sentence);
        let found = places.find(&text, &names, None);
        let here = Span::of_first(&text, words).unwrap();
        let at = found.iter().find(|place| place.words.overlaps(here));
        let got = at.map_or("no place".to_owned(), |place| {
            let same = place.words == here;
            if same { shown(place) } else { format!("{} ({:?})", shown(place), &text[place.words.range()]) }
        });
        if got != expected {
            failures.push(format!("{sentence}\n  {words}: expected {expected}\n  {words}: got      {got}"));
        }
        rows += 1;
    }
    assert!(rows >= 120, "only {rows} rows");
    assert!(failures.is_empty(), "{} of {rows} rows fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn demonyms_and_countries_and_capitals() {
    let places = Places::new();
    let demonym = |word: &str| places.demonym(word).map(|country| (country.name, country.code));
    assert_eq!(demonym("Ukrainian"), Some(("Ukraine", "UA")));
    assert_eq!(demonym("Palestinians"), Some(("Palestine", "PS")));
    assert_eq!(demonym("Texan"), None);
    assert_eq!(demonym("table"), None);
    let country = |name: &str| places.country(name).map(|country| country.code);
    for (name, code) in [
        ("Ukraine", "UA"),
        ("U.S.", "US"),
        ("the United States", ""),
        ("united states", "US"),
        ("GB", "GB"),
        ("Україна", "UA"),
    ] {
        assert_eq!(country(name).unwrap_or_default(), code, "{name}");
    }
    let text = "Kyiv said no, and so did Berlin, Odesa and Washington.";
    let found = places.find(text, &[], None);
    let capital = |words: &str| {
        let place = found.iter().find(|place| &text[place.words.range()] == words)?;
        places.capital_of(place)
    };
    assert_eq!(capital("Kyiv"), Some("Ukraine"));
    assert_eq!(capital("Berlin"), Some("Germany"));
    assert_eq!(capital("Odesa"), None);
    assert_eq!(capital("Washington"), Some("United States"));
}

#[test]
fn the_outlet_may_tell_where_a_town_is() {
    let places = Places::new();
    let text = "A barn in Springfield burned down.";
    let at = |outlet| places.find(text, &[], outlet)[0].coordinates.unwrap().longitude().round();
    assert_eq!(at(Some("The Chicago Herald")), -90.0);
    assert_eq!(at(Some("The Boston Gazette")), -73.0);
    // "Angeles" and "York" alone are other towns.
    let longitude =
        |outlet| places.find("A barn in Pasadena burned down.", &[], outlet)[0].coordinates.unwrap().longitude();
    assert_eq!(longitude(Some("The Los Angeles Times")).round(), -118.0);
    let at_all =
        |outlet| places.find("A barn in Rochester burned down.", &[], outlet)[0].coordinates.unwrap().longitude();
    assert_eq!(at_all(Some("The New York Chronicle")).round(), -78.0);
}
