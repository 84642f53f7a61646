//! Two persons' names: how the one may mean the bearer of the other, and the keys under which such names meet.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    given::GivenNames,
    person::{PersonName, Persons, Word},
};

/// How much of a name speaks for the other, the best first; the rows of `data/guard.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Match {
    /// Equal but for case, accents and titles.
    Same,
    /// Two spellings of each word, or two languages' forms of the given name.
    Spelling,
    /// A middle name or patronymic is left out of one.
    Middle,
    /// A pet name for the given name.
    Nickname,
    /// An initial for the given name.
    Initial,
    /// A given name or a second family name is left out of one.
    Shortened,
    /// The family name alone.
    Short,
    /// The same words in another order, or spellings that only fall together loosely.
    Loose,
    /// A name in the middle alone.
    Part,
}

/// What two names say of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Match(Match),
    /// One family name, but the given names, middle names or generations differ.
    Conflict,
    Unrelated,
}

/// Compares two names.
pub(crate) fn compare(a: &PersonName, b: &PersonName, persons: &Persons) -> Relation {
    if a.office != b.office && (a.full() || b.full()) {
        return Relation::Unrelated;
    }
    let named_alike = a.words.len() == b.words.len() && a.words.iter().zip(&b.words).all(|(a, b)| a.fold == b.fold);
    let numbered_apart = if a.office && b.office {
        a.generation.is_some() && b.generation.is_some() && a.generation != b.generation
    } else {
        a.generation != b.generation
    };
    if numbered_apart {
        return if a.surname().loose == b.surname().loose { Relation::Conflict } else { Relation::Unrelated };
    }
    if named_alike {
        return Relation::Match(Match::Same);
    }
    match (a.full(), b.full()) {
        (true, true) => full_names(a, b, persons),
        (false, false) => {
            surname(a.surname(), b.surname(), &persons.given).map_or(Relation::Unrelated, Relation::Match)
        }
        (true, false) => short_name(b.surname(), a, persons),
        (false, true) => short_name(a.surname(), b, persons),
    }
}

fn full_names(a: &PersonName, b: &PersonName, persons: &Persons) -> Relation {
    let ((a_last, a_given), (b_last, b_given)) = (split_last(a), split_last(b));
    let by_surname = surname(a_last, b_last, &persons.given).map(|last| {
        let first = given(&a_given[0], &b_given[0], &persons.given).or_else(|| by_pet_name(a, b, &persons.given));
        let middles = a_given[1..].iter().zip(&b_given[1..]).map(|(a, b)| given(a, b, &persons.given));
        let uneven = (a_given.len() != b_given.len()).then_some(Match::Middle);
        middles.chain([first]).try_fold(last.max(uneven.unwrap_or(Match::Same)), |worst, part| Some(worst.max(part?)))
    });
    if let Some(Some(found)) = by_surname {
        return Relation::Match(found);
    }
    if a.joined == b.joined {
        return Relation::Match(Match::Spelling);
    }
    if a.sorted == b.sorted || a.loosely_joined == b.loosely_joined {
        return Relation::Match(Match::Loose);
    }
    let (short, long) = if a.words.len() < b.words.len() { (a, b) } else { (b, a) };
    if short.whole_words() == short.words.len() && is_part(short, long) {
        return Relation::Match(Match::Shortened);
    }
    if by_surname.is_some() { Relation::Conflict } else { Relation::Unrelated }
}

fn split_last(name: &PersonName) -> (&Word, &[Word]) {
    // Called for full names, which have two words.
    let Some((last, given)) = name.words.split_last() else { unreachable!() };
    (last, given)
}

fn short_name(word: &Word, full: &PersonName, persons: &Persons) -> Relation {
    if word.initial {
        return Relation::Unrelated;
    }
    let (last, given) = split_last(full);
    let found = surname(word, last, &persons.given)
        .map(|found| if found == Match::Loose { Match::Loose } else { Match::Short })
        .or_else(|| (persons.stands_first(&given[0]) && word.skeleton == given[0].skeleton).then_some(Match::Short))
        .or_else(|| {
            given[1..]
                .iter()
                .any(|middle| is_middle(middle, persons) && middle.skeleton == word.skeleton)
                .then_some(Match::Part)
        });
    found.map_or(Relation::Unrelated, Relation::Match)
}

/// A second family name or a maiden name, as far as the word shows it.
fn is_middle(word: &Word, persons: &Persons) -> bool {
    !word.initial && word.given.groups().next().is_none() && !persons.is_patronymic(word)
}

fn surname(a: &Word, b: &Word, names: &GivenNames) -> Option<Match> {
    if a.fold == b.fold {
        Some(Match::Same)
    } else if a.initial || b.initial {
        None
    } else if spelled_alike(a, b) || names.family(&a.given).is_some_and(|group| b.given.forms.contains(&group)) {
        Some(Match::Spelling)
    } else {
        (a.loose == b.loose).then_some(Match::Loose)
    }
}

fn spelled_alike(a: &Word, b: &Word) -> bool {
    let also = |a: &Word, b: &Word| a.also.as_ref().is_some_and(|also| *also == b.skeleton);
    a.skeleton == b.skeleton || also(a, b) || also(b, a)
}

fn given(a: &Word, b: &Word, names: &GivenNames) -> Option<Match> {
    if a.fold == b.fold {
        return Some(Match::Same);
    }
    match (a.initial, b.initial) {
        (true, true) => (a.skeleton == b.skeleton).then_some(Match::Spelling),
        (true, false) => stands_for(a, b, names).then_some(Match::Initial),
        (false, true) => stands_for(b, a, names).then_some(Match::Initial),
        (false, false) if spelled_alike(a, b) => Some(Match::Spelling),
        (false, false) => {
            let shared = |a: &[u16], b: &[u16]| a.iter().any(|group| b.contains(group));
            let (a_names, b_names) = (&a.given, &b.given);
            let loosely = a_names.loosely || b_names.loosely;
            if shared(&a_names.forms, &b_names.forms) {
                Some(if loosely { Match::Loose } else { Match::Spelling })
            } else if a_names.groups().any(|group| b_names.groups().any(|other| other == group)) {
                Some(if loosely { Match::Loose } else { Match::Nickname })
            } else {
                (a.loose == b.loose).then_some(Match::Loose)
            }
        }
    }
}

fn stands_for(initial: &Word, name: &Word, names: &GivenNames) -> bool {
    let begins = |form: &str| form.starts_with(&initial.skeleton) || form.starts_with(&initial.fold);
    begins(&name.skeleton) || begins(&name.fold) || names.forms(&name.given).any(begins)
}

fn by_pet_name(a: &PersonName, b: &PersonName, names: &GivenNames) -> Option<Match> {
    let called = |one: &PersonName, other: &PersonName| {
        one.pets.iter().any(|pet| given(pet, &other.words[0], names).is_some_and(|found| found <= Match::Nickname))
    };
    (called(a, b) || called(b, a)).then_some(Match::Nickname)
}

/// True if the short name's words stand in the long one in this order.
fn is_part(short: &PersonName, long: &PersonName) -> bool {
    let mut rest = long.words.iter();
    short.words.iter().all(|word| rest.any(|other| other.skeleton == word.skeleton))
}

/// More words than this are compared but not looked up by their parts.
const MAX_PARTS: usize = 8;

/// The keys of one name: under which it is found, and under which it looks for others.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) found_under: BTreeSet<String>,
    pub(crate) looks_under: BTreeSet<String>,
}

/// The keys of a person's name: two names that [`compare`] joins share one, the fuller being found, the shorter looking.
pub(crate) fn keys(name: &PersonName, persons: &Persons) -> Keys {
    let mut keys = Keys::default();
    let surname = surname_key(name.surname(), persons);
    if name.bare_initials() {
        return keys;
    }
    if !name.full() {
        let office = if name.office { "office" } else { "short" };
        let key = format!("{office} {surname}");
        keys.found_under.insert(key.clone());
        keys.looks_under.insert(key);
        if !name.office {
            keys.looks_under.insert(format!("bearer {surname}"));
        }
        return keys;
    }
    let (_, given) = split_last(name);
    let mut both = BTreeSet::from([format!("joined {}", name.loosely_joined), format!("sorted {}", name.sorted)]);
    for first in name.pets.iter().take(MAX_PARTS).chain(&given[..1]).filter(|word| !word.initial) {
        both.extend(given_keys(first).map(|first| format!("full {surname} {first}")));
    }
    let letters = initial_letters(&given[0], persons);
    let initial = letters.iter().map(|letter| format!("initial {surname} {letter}"));
    keys.found_under.extend(initial.clone());
    if given[0].initial {
        keys.looks_under.extend(initial);
    }
    keys.found_under.insert(format!("bearer {surname}"));
    if persons.stands_first(&given[0]) {
        keys.found_under.insert(format!("bearer {}", surname_key(&given[0], persons)));
    }
    let middles = given[1..].iter().take(MAX_PARTS).filter(|word| is_middle(word, persons));
    keys.found_under.extend(middles.map(|word| format!("bearer {}", surname_key(word, persons))));
    if (3..=MAX_PARTS).contains(&name.words.len()) {
        for (at, first) in name.words.iter().enumerate() {
            let pairs = name.words[at + 1..].iter().map(|last| format!("parts {} {}", first.skeleton, last.skeleton));
            keys.found_under.extend(pairs);
        }
    }
    both.insert(format!("parts {} {}", given[0].skeleton, name.surname().skeleton));
    keys.found_under.extend(both.iter().cloned());
    keys.looks_under.extend(both);
    keys
}

/// The family name's key: the same for all its spellings.
pub(crate) fn surname_key(word: &Word, persons: &Persons) -> String {
    persons.given.family(&word.given).map_or_else(|| word.loose.clone(), |group| format!("#{group}"))
}

/// The given name's keys: one for each name that it may stand for, and one for its letters.
pub(crate) fn given_keys(word: &Word) -> impl Iterator<Item = String> {
    word.given.groups().map(|group| format!("#{group}")).chain([word.loose.clone()])
}

fn initial_letters(word: &Word, persons: &Persons) -> BTreeSet<char> {
    let own = [word.skeleton.as_str(), word.fold.as_str()];
    persons.given.forms(&word.given).chain(own).filter_map(|form| form.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::persons;

    #[test]
    fn names_are_compared() {
        let (persons, letters) = persons();
        let check = |a: &str, b: &str, expected: Relation| {
            let (a_name, b_name) = (persons.parse(a, &letters), persons.parse(b, &letters));
            assert_eq!(compare(&a_name, &b_name, &persons), expected, "{a} / {b}");
            assert_eq!(compare(&b_name, &a_name, &persons), expected, "{b} / {a}");
            if matches!(expected, Relation::Match(_)) {
                let (a_keys, b_keys) = (keys(&a_name, &persons), keys(&b_name, &persons));
                let meet = |one: &Keys, other: &Keys| !one.looks_under.is_disjoint(&other.found_under);
                assert!(meet(&a_keys, &b_keys) || meet(&b_keys, &a_keys), "{a} / {b} never meet");
            }
        };
        use Match::{Initial, Loose, Middle, Nickname, Part, Same, Short, Shortened, Spelling};
        use Relation::{Conflict, Unrelated};
        let matched = Relation::Match;
        check("Gen. Oleksandr Syrskyi", "OLEKSANDR SYRSKYI", matched(Same));
        check("Oleksandr Syrskyi", "Aleksandr Syrskii", matched(Spelling));
        check("Oleksandr Stanislavovych Syrskyi", "Oleksandr Syrskyi", matched(Middle));
        check("Bill Burns", "William Burns", matched(Nickname));
        check("V. Zelensky", "Volodymyr Zelenskyy", matched(Initial));
        check("Pedro Gallo", "Pedro Gallo Ruiz", matched(Shortened));
        check("Syrsky", "Oleksandr Syrskyi", matched(Short));
        check("Valerii Herasymov", "Valery Gerasimov", matched(Loose));
        check("Rodham", "Hillary Rodham Clinton", matched(Part));
        check("Гордієнко Ольга", "Olha Hordiienko", matched(Loose));
        check("Ольга Гончар", "Olha Honchar", matched(Spelling));
        check("Kim Jong-un", "Kim Jongun", matched(Spelling));
        check("Kim", "Kim Jong Un", matched(Short));
        check("Orban Viktor", "Viktor Orban", matched(Loose));
        check("George H. W. Bush", "George W. Bush", Conflict);
        check("Bill Clinton", "Hillary Clinton", Conflict);
        check("Donald Trump", "Donald Trump Jr.", Conflict);
        check("King Charles III", "King Charles", matched(Same));
        check("Pope Francis", "Dick Francis", Unrelated);
        check("Volodymyr", "Volodymyr Zelensky", Unrelated);
        check("Zelensky", "Zelenska", Unrelated);
    }
}
