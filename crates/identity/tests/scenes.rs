//! Several documents at once: doubts between namesakes, people's decisions, ids, names to show.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use jiff::civil::date;
use sayso_domain::{DocumentId, Gender, SourceId, SourceKind};
use sayso_identity::{Appearance, Decision, Identifier, Identities, Reason};

/// A scene from lines "document | name | role | affiliation", each part but the first two optional.
fn scene(lines: &str) -> Vec<Appearance> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let mut cells = line.split('|').map(str::trim);
            let mut next = || cells.next().filter(|cell| !cell.is_empty()).map(str::to_owned);
            let document = DocumentId::new(next().unwrap()).unwrap();
            let name = next().unwrap();
            let (role, affiliation) = (next(), next());
            Appearance { role, affiliation, ..Appearance::new(document, name) }
        })
        .collect()
}

fn key(appearances: &[Appearance], document: &str) -> SourceId {
    let appearance = appearances.iter().find(|appearance| appearance.document.as_str() == document).unwrap();
    Identifier::new().key(appearance).unwrap()
}

/// The documents of each identity: "1 2, 3".
fn grouped(appearances: &[Appearance], identities: &Identities) -> String {
    let documents = |at: &usize| appearances[*at].document.as_str();
    let mut groups: Vec<_> = identities
        .list()
        .iter()
        .map(|identity| identity.appearances.iter().map(documents).collect::<Vec<_>>().join(" "))
        .collect();
    groups.sort();
    groups.join(", ")
}

#[test]
fn a_doubt_between_two_joins_neither() {
    let identifier = Identifier::new();
    let check = |lines: &str, expected: &str| {
        let appearances = scene(lines);
        assert_eq!(grouped(&appearances, &identifier.identify(&appearances, &[])), expected, "{lines}");
    };
    check(
        "1 | Olena Zahrai | minister | Ukraine \n 2 | Olena Zahrai | pilot | Poland \n 3 | Olena Zahrai \n 4 | Olena Zahrai",
        "1, 2, 3 4",
    );
    check("1 | George W. Bush \n 2 | George H. W. Bush \n 3 | George Bush", "1, 2, 3");
    check("1 | Vira Zahrai \n 2 | Viktor Zahrai \n 3 | V. Zahrai \n 4 | V. Zahrai", "1, 2, 3 4");
    check("1 | Vira Zahrai \n 2 | Viktor Zahrai \n 3 | Mrs. Zahrai", "1 3, 2");
    check("1 | Vira Zahrai \n 2 | Viktor Zahrai || Ukraine \n 3 | Zahrai | minister | Ukraine", "1, 2 3");
    check("1 | Vira Zahrai \n 2 | Viktor Zahrai \n 3 | Zahrai", "1, 2, 3");
    check("1 | Vira Zahrai \n 2 | Zahrai \n 3 | Загрій", "1 2, 3");
    check(
        "1 | Ministry of Defence || Ukraine \n 2 | Ministry of Defence || Russia \n 3 | Ministry of Defence",
        "1, 2, 3",
    );
    check(
        "1 | John Smith | mayor of Leeds \n 2 | John Smith | mayor of Leeds \n 3 | John Smith \n 4 | Smith",
        "1 2, 3, 4",
    );
}

#[test]
fn a_chain_of_small_steps_joins_no_contradiction() {
    let appearances =
        scene("1 | George W. Bush \n 2 | George Bush || Texas \n 3 | George H. W. Bush \n 4 | G. Bush || Texas");
    let identities = Identifier::new().identify(&appearances, &[]);
    assert!(
        identities
            .list()
            .iter()
            .all(|identity| !(identity.appearances.contains(&0) && identity.appearances.contains(&2)))
    );
}

#[test]
fn peoples_word_wins() {
    let identifier = Identifier::new();
    let appearances = scene(
        "1 | Cassius Clay \n 2 | Muhammad Ali | boxer | United States \n 3 | Olena Zahrai | pilot \n 4 | Olena Zahrai \n 5 | Olena Zahrai",
    );
    let key = |document: &str| key(&appearances, document);
    let check = |decisions: &[Decision], expected: &str| {
        let identities = identifier.identify(&appearances, decisions);
        assert_eq!(grouped(&appearances, &identities), expected, "{decisions:?}");
        identities
    };
    let same = |a: &str, b: &str| Decision::Same(key(a), key(b));
    let different = |a: &str, b: &str| Decision::Different(key(a), key(b));
    check(&[], "1, 2, 3 4 5");
    let merged = check(&[same("1", "2")], "1 2, 3 4 5");
    assert!(merged.links().iter().flatten().any(|link| link.reason == Reason::Decided));
    check(&[different("3", "4")], "1, 2, 3 5, 4");
    check(&[different("3", "4"), same("4", "5")], "1, 2, 3, 4 5");
    let overruled = check(&[same("3", "1"), same("1", "4"), different("3", "4")], "1 4, 2, 3 5");
    assert_eq!(overruled.overruled(), [0]);
    let gone = Decision::Same(SourceId::new("s-gone").unwrap(), key("1"));
    assert_eq!(check(&[gone], "1, 2, 3 4 5").unknown(), [0]);
}

#[test]
fn an_id_is_the_key_of_the_oldest_appearance() {
    let identifier = Identifier::new();
    let on = |document: &str, name: &str, day: i8| Appearance {
        published: (day > 0).then(|| date(2024, 3, day)),
        ..Appearance::new(DocumentId::new(document).unwrap(), name)
    };
    let mut appearances = vec![on("b", "Olena Zahrai", 5), on("c", "Olena Zahrai", 6)];
    let id = |appearances: &[Appearance]| {
        let identities = identifier.identify(appearances, &[]);
        assert_eq!(identities.list().len(), 1);
        assert!(appearances.iter().all(|one| identities.get(&identifier.key(one).unwrap()).is_some()));
        identities.list()[0].id.clone()
    };
    let first = id(&appearances);
    appearances.extend([on("a", "Olena Zahrai", 7), on("0", "Олена Заграй", 0)]);
    assert_eq!(id(&appearances), first, "newer and undated ones change nothing");
    appearances.push(on("d", "Olena Zahrai", 1));
    assert_eq!(id(&appearances), identifier.key(&appearances[4]).unwrap(), "an older one does");
    appearances.remove(0);
    assert_eq!(id(&appearances), identifier.key(&appearances[3]).unwrap());
}

#[test]
fn an_identity_shows_its_best_name_its_aliases_and_positions() {
    let identifier = Identifier::new();
    let mut appearances = scene(
        "1 | BORYS ZAHRAI | foreign secretary | Ukraine
         2 | Zahrai | foreign secretary | Ukraine
         3 | Mr. Borys Zahrai | prime minister | Ukraine
         4 | Борис Заграй | prime minister | Ukraine
         5 | Zahrai | prime minister | Ukraine
         6 | Zahrai | prime minister | Ukraine",
    );
    for (appearance, year) in appearances.iter_mut().zip(2017..) {
        appearance.published = Some(date(year, 1, 1));
        appearance.kind = Some(SourceKind::Person);
        appearance.claims = 2;
    }
    let identities = identifier.identify(&appearances, &[]);
    let [borys] = identities.list() else { panic!("{identities:?}") };
    assert_eq!((borys.name.as_str(), borys.claims, borys.kind), ("Borys Zahrai", 12, Some(SourceKind::Person)));
    let aliases: Vec<_> = borys.aliases.iter().map(|alias| (alias.name.as_str(), alias.appearances)).collect();
    assert_eq!(aliases, [("Zahrai", 3), ("BORYS ZAHRAI", 1), ("Borys Zahrai", 1), ("Борис Заграй", 1)]);
    assert_eq!(borys.gender, Some(Gender::Male));
    let [secretary, minister] = borys.positions.as_slice() else { panic!("{borys:?}") };
    assert_eq!(
        (secretary.role.as_deref(), secretary.days),
        (Some("foreign secretary"), Some((date(2017, 1, 1), date(2018, 1, 1))))
    );
    assert_eq!((minister.role.as_deref(), minister.appearances), (Some("prime minister"), 4));
    let link = identities.links()[3].as_ref().unwrap();
    assert_eq!((link.reason, link.reason.to_string().as_str()), (Reason::Transliteration, "transliteration of"));
    assert!(link.score.get() > 0.5);
}

#[test]
fn a_name_beside_another_is_found_by_either() {
    let identifier = Identifier::new();
    let mut appearances = scene("1 | Zarnitsa Observatory Board \n 2 | ZOB \n 3 | Rava Ensemble (RE)");
    appearances[0].aliases = vec!["ZOB".to_owned()];
    appearances.iter_mut().for_each(|appearance| appearance.kind = Some(SourceKind::Organization));
    let identities = identifier.identify(&appearances, &[]);
    assert_eq!(grouped(&appearances, &identities), "1 2, 3");
    assert_eq!(identities.links()[1].as_ref().unwrap().reason, Reason::SameName);
    assert_eq!(identifier.find(&identities, "ZOB", Some(SourceKind::Organization)).len(), 1);
    assert_eq!(identifier.find(&identities, "the Zarnitsa Observatory Board", None).len(), 1);
    assert!(identifier.find(&identities, "ZOB", Some(SourceKind::Person)).is_empty());
}

#[test]
fn who_is_nobody_gets_no_identity() {
    let identifier = Identifier::new();
    let mut appearances = scene("1 | reportedly \n 2 | this newspaper \n 3 | x");
    appearances[0].kind = Some(SourceKind::Unstated);
    appearances[1].kind = Some(SourceKind::Author);
    appearances[2].name = " \n".to_owned();
    let identities = identifier.identify(&appearances, &[]);
    assert_eq!((identities.list().len(), identities.links()), (0, [None, None, None].as_slice()));
    assert_eq!(identifier.identify(&[], &[]), Identities::default());
}
