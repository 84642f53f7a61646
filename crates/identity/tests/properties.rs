//! What holds for any names and any decisions.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, sync::LazyLock};

use jiff::civil::date;
use proptest::prelude::*;
use sayso_domain::{DocumentId, Gender, SourceId, SourceKind};
use sayso_identity::{Appearance, Decision, Identifier, Identities};

static IDENTIFIER: LazyLock<Identifier> = LazyLock::new(Identifier::new);

fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "Oleksandr", "Aleksandr", "Sasha", "O.", "Olena", "Syrskyi", "Syrsky", "Сирський", "Zahrai", "John", "Smith", "Gen.",
            "Mrs.", "Jr.", "III", "von", "al-Assad", "Kim", "Jong-un", "Pope", "Francis", "Ministry", "of", "Defence",
            "Ukraine’s", "U.N.", "Ltd.", "🙂", "習近平", "\"Sasha\"", ",",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(word, 0..5).prop_map(|words| words.join(" "))
}

fn appearance() -> impl Strategy<Value = Appearance> {
    let role = prop::sample::select(vec!["", "president", "mayor of Leeds", "rancher", "US ambassador to Ukraine"]);
    let affiliation = prop::sample::select(vec!["", "Ukraine", "Russia", "Tesla", "Russian army"]);
    let kinds: Vec<_> = SourceKind::ALL.iter().copied().map(Some).chain([None; 4]).collect();
    let gender = prop::sample::select(vec![None, None, Some(Gender::Female), Some(Gender::Male)]);
    (0..12_u8, name(), name(), role, affiliation, prop::sample::select(kinds), gender, 0..5_i8).prop_map(
        |(document, name, alias, role, affiliation, kind, gender, day)| Appearance {
            aliases: if alias.len() % 3 == 0 { vec![alias] } else { vec![] },
            kind,
            gender,
            role: (!role.is_empty()).then(|| role.to_owned()),
            affiliation: (!affiliation.is_empty()).then(|| affiliation.to_owned()),
            published: (day > 0).then(|| date(2024, 1, day)),
            claims: 1,
            ..Appearance::new(DocumentId::new(format!("d{document}")).unwrap(), name)
        },
    )
}

/// Appearances, and decisions as pairs of places in their list.
fn case() -> impl Strategy<Value = (Vec<Appearance>, Vec<(bool, prop::sample::Index, prop::sample::Index)>)> {
    let decision = (any::<bool>(), any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (prop::collection::vec(appearance(), 1..24), prop::collection::vec(decision, 0..6))
}

fn decisions(
    identifier: &Identifier,
    appearances: &[Appearance],
    pairs: &[(bool, prop::sample::Index, prop::sample::Index)],
) -> Vec<Decision> {
    let key = |index: &prop::sample::Index| identifier.key(&appearances[index.index(appearances.len())]);
    let decide = |(same, a, b): &(bool, prop::sample::Index, prop::sample::Index)| {
        let (a, b) = (key(a)?, key(b)?);
        Some(if *same { Decision::Same(a, b) } else { Decision::Different(a, b) })
    };
    pairs.iter().filter_map(decide).collect()
}

fn ids(identities: &Identities) -> BTreeSet<&SourceId> {
    identities.list().iter().map(|identity| &identity.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_appearance_has_one_identity_and_people_are_obeyed((appearances, pairs) in case()) {
        let identifier = &*IDENTIFIER;
        let decisions = decisions(identifier, &appearances, &pairs);
        let identities = identifier.identify(&appearances, &decisions);
        let mut seen = vec![0; appearances.len()];
        for identity in identities.list() {
            prop_assert!(!identity.name.is_empty());
            for at in &identity.appearances {
                seen[*at] += 1;
                let link = identities.links()[*at].as_ref().unwrap();
                prop_assert_eq!(&link.identity, &identity.id);
                prop_assert_eq!(identities.get(&link.key), Some(identity));
            }
        }
        for (at, appearance) in appearances.iter().enumerate() {
            prop_assert_eq!(seen[at], usize::from(identifier.key(appearance).is_some()));
        }
        for (at, decision) in decisions.iter().enumerate() {
            if !identities.overruled().contains(&at) {
                let (a, b, same) = match decision {
                    Decision::Same(a, b) => (a, b, true),
                    Decision::Different(a, b) => (a, b, false),
                };
                prop_assert_eq!(identities.get(a).unwrap().id == identities.get(b).unwrap().id, same);
            }
        }
        if let Some(last) = decisions.len().checked_sub(1) {
            let contradicts_itself = matches!(&decisions[last], Decision::Different(a, b) if a == b);
            prop_assert!(contradicts_itself || !identities.overruled().contains(&last), "the last word stands");
        }
    }

    #[test]
    fn order_changes_nothing_and_a_rebuild_is_equal((appearances, pairs) in case(), by in any::<prop::sample::Index>()) {
        let identifier = &*IDENTIFIER;
        let decisions = decisions(identifier, &appearances, &pairs);
        let identities = identifier.identify(&appearances, &decisions);
        prop_assert_eq!(&identifier.identify(&appearances, &decisions), &identities);
        let mut turned = appearances.clone();
        turned.rotate_left(by.index(appearances.len()));
        turned.reverse();
        let again = identifier.identify(&turned, &decisions);
        let plain = |list: &[Appearance], identities: &Identities| {
            let mut links: Vec<_> = list.iter().cloned().zip(identities.links().to_vec()).collect();
            links.sort_by(|a, b| a.0.cmp(&b.0));
            let shown: Vec<_> =
                identities.list().iter().map(|one| (one.id.clone(), one.name.clone(), one.aliases.clone(), one.positions.clone())).collect();
            (links, shown)
        };
        prop_assert_eq!(plain(&turned, &again), plain(&appearances, &identities));
    }

    #[test]
    fn strangers_change_no_id((appearances, pairs) in case()) {
        let identifier = &*IDENTIFIER;
        let decisions = decisions(identifier, &appearances, &pairs);
        let identities = identifier.identify(&appearances, &decisions);
        let strangers = ["Wolfram Quittenbaum", "Quittenbaum", "Zebrowska Iga", "Blorg Ltd."];
        let strangers = strangers.map(|name| Appearance::new(DocumentId::new("stranger").unwrap(), name));
        let more = identifier.identify(&[&appearances[..], &strangers].concat(), &decisions);
        prop_assert!(ids(&identities).is_subset(&ids(&more)));
        prop_assert_eq!(identities.links(), &more.links()[..appearances.len()]);
    }

    #[test]
    fn any_text_is_a_name(name in "\\PC{0,40}", role in "\\PC{0,40}", affiliation in "\\PC{0,40}") {
        let identifier = &*IDENTIFIER;
        let appearance = |kind: SourceKind| Appearance {
            kind: Some(kind),
            role: Some(role.clone()),
            affiliation: Some(affiliation.clone()),
            aliases: vec![role.clone()],
            ..Appearance::new(DocumentId::new("d").unwrap(), name.as_str())
        };
        let appearances = [appearance(SourceKind::Person), appearance(SourceKind::OfficialBody)];
        let identities = identifier.identify(&appearances, &[]);
        let _ = identifier.find(&identities, &name, None);
    }
}

#[test]
fn odd_names_are_names_too() {
    let identifier = &*IDENTIFIER;
    let long = [
        "x".repeat(10_000),
        "x ".repeat(10_000),
        "J.".repeat(10_000),
        "-".repeat(10_000),
        "(".repeat(10_000),
        "я".repeat(10_000),
    ];
    let odd = ["A", "👮", "...", "'", "’s", "\u{301}", "III", "Jr.", "von", "al-", "ﷺ", "ᏣᎳᎩ", "\u{0}", "İ"];
    let names = long.iter().map(String::as_str).chain(odd);
    let appearances: Vec<_> = names
        .flat_map(|name| ["a", "b"].map(|document| Appearance::new(DocumentId::new(document).unwrap(), name)))
        .collect();
    let identities = identifier.identify(&appearances, &[]);
    assert!(identities.links().iter().all(Option::is_some));
    for name in long {
        let _ = identifier.find(&identities, &name, Some(SourceKind::Person));
        let _ = identifier.find(&identities, &name, Some(SourceKind::Organization));
    }
}

/// A step that takes time with the square of a name's length would not come to its end here.
#[test]
fn a_very_long_name_takes_time_in_proportion_to_its_length() {
    let identifier = &*IDENTIFIER;
    for part in ["x", "Oleksandr Syrskyi ", "J.", "the ", "Іван-", "(\"", ", ", "abdul ", "von ", "General "] {
        let name = part.repeat(100_000 / part.len());
        let appearance = |kind| Appearance {
            kind: Some(kind),
            role: Some(name.clone()),
            affiliation: Some(name.clone()),
            ..Appearance::new(DocumentId::new("d").unwrap(), name.as_str())
        };
        let appearances = [SourceKind::Person, SourceKind::OfficialBody].map(appearance);
        assert_eq!(identifier.identify(&appearances, &[]).list().len(), 2);
    }
}
