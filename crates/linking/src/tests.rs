//! The tables that the crate comes with, each against the examples that stand in it.

use serde::Deserialize;

use crate::{
    Linking,
    profile::{Facts, Profile, Speaker},
    speakers::Standing,
};

/// Reports all failures of a table at once.
fn report(failures: Vec<String>) {
    assert!(failures.is_empty(), "{} rows fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn words_fall_together_as_their_table_says() {
    #[derive(Deserialize)]
    struct File {
        test: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        same: String,
        other: Option<String>,
    }
    let linking = Linking::new();
    let meaning = |phrase: &str| -> Vec<u32> {
        let tokens = linking.lexicon.tokens(phrase, &linking.identifier);
        let meanings = linking.lexicon.meanings(&tokens);
        meanings.iter().filter(|token| token.weight >= 30).map(|token| token.stem).collect()
    };
    let file: File = toml::from_str(include_str!("../data/words.toml")).unwrap();
    let mut failures = Vec::new();
    for row in file.test {
        let phrases: Vec<&str> = row.same.split(',').collect();
        for phrase in &phrases[1..] {
            if meaning(phrase) != meaning(phrases[0]) {
                failures.push(format!("{:?} and {phrase:?} should be one", phrases[0]));
            }
        }
        if let Some(other) = row.other.filter(|other| meaning(other) == meaning(phrases[0])) {
            failures.push(format!("{:?} and {other:?} should be two", phrases[0]));
        }
    }
    report(failures);
}

#[test]
fn every_outcome_is_the_opposite_of_those_of_the_other_side() {
    #[derive(Deserialize)]
    struct File {
        opposites: Vec<Row>,
        test: Vec<Sentences>,
    }
    #[derive(Deserialize)]
    struct Sentences {
        one: String,
        other: String,
        opposite: bool,
    }
    #[derive(Deserialize)]
    struct Row {
        yes: String,
        no: String,
    }
    let linking = Linking::new();
    let file: File = toml::from_str(include_str!("../data/opposites.toml")).unwrap();
    let mut failures = Vec::new();
    for (row, question) in file.opposites.iter().zip(0_u16..) {
        for (list, yes) in [(&row.yes, true), (&row.no, false)] {
            for phrase in list.split(',').map(str::trim) {
                let tokens = linking.lexicon.tokens(phrase, &linking.identifier);
                let sides = linking.opposites.at(&tokens, 0);
                let whole = sides.iter().find(|(length, side)| *length == tokens.len() && side.question == question);
                if whole.is_none_or(|(_, side)| side.yes != yes) {
                    failures.push(format!("{phrase:?} is no clear answer: {} / {}", row.yes, row.no));
                }
            }
        }
    }
    let profile = |text: &str| {
        let tokens = linking.lexicon.tokens(text, &linking.identifier);
        Profile::new(Facts { outcomes: linking.outcomes(&tokens, text), ..Facts::default() })
    };
    for Sentences { one, other, opposite } in file.test {
        if profile(&one).opposite(&profile(&other)).is_some() != opposite {
            failures.push(format!("{one:?} and {other:?} should {}be opposites", if opposite { "" } else { "not " }));
        }
    }
    report(failures);
}

#[test]
fn sources_stand_to_each_other_as_their_table_says() {
    #[derive(Deserialize)]
    struct File {
        test: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        one: Source,
        other: Source,
        standing: String,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Source {
        words: String,
        name: String,
        kind: String,
        role: String,
        affiliation: String,
        anonymous: bool,
    }
    let linking = Linking::new();
    let profile = |source: &Source, document: &str| {
        let Source { words, name, kind, role, affiliation, anonymous } = source;
        let speaker = Speaker {
            name: name.clone(),
            words: words.clone(),
            kind: kind.parse().ok(),
            role: role.clone(),
            affiliation: affiliation.clone(),
            anonymous: *anonymous,
            ..Speaker::default()
        };
        Profile::new(Facts { document: document.to_owned(), source: speaker, ..Facts::default() })
    };
    let file: File = toml::from_str(include_str!("../data/speakers.toml")).unwrap();
    let mut failures = Vec::new();
    for row in file.test {
        let (one, other) = (profile(&row.one, "1"), profile(&row.other, "2"));
        for (one, other) in [(&one, &other), (&other, &one)] {
            let found = match linking.standing(one, other) {
                Standing::Same(_) => "same",
                Standing::Organisation(_) => "organisation",
                Standing::Relays(_) => "relays",
                Standing::Perhaps(_) => "perhaps",
                Standing::Independent => "independent",
                Standing::Unknown => "unknown",
            };
            if found != row.standing {
                let (one, other) = (one.source().shown(), other.source().shown());
                failures.push(format!("{one:?}, {other:?}: {found}, not {}", row.standing));
            }
        }
    }
    report(failures);
}
