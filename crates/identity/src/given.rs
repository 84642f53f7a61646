//! Given names that are one name in several languages, their pet forms, and whether women or men bear them.

use std::collections::HashMap;

use sayso_domain::Gender;
use serde::Deserialize;

use crate::letters::Letters;

/// The names that one word may stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Given {
    /// Groups of equal names that it is a form of.
    pub(crate) forms: Vec<u16>,
    /// Groups that it is a pet or short form of.
    pub(crate) pets: Vec<u16>,
    /// True if the word is found only by its loose skeleton.
    pub(crate) loosely: bool,
}

impl Given {
    /// Every group, the forms first.
    pub(crate) fn groups(&self) -> impl Iterator<Item = u16> {
        self.forms.iter().chain(&self.pets).copied()
    }
}

#[derive(Debug)]
struct Group {
    /// Skeletons and folded forms, for initials.
    forms: Vec<String>,
    gender: Option<Gender>,
}

/// The table of given names, ready for look-up.
#[derive(Debug)]
pub(crate) struct GivenNames {
    by_skeleton: HashMap<String, Given>,
    by_loose: HashMap<String, Given>,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    male: String,
    female: String,
    either: String,
}

impl GivenNames {
    pub(crate) fn parse(data: &str, letters: &Letters) -> Result<Self, String> {
        let file: File = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut names = Self { by_skeleton: HashMap::new(), by_loose: HashMap::new(), groups: Vec::new() };
        for (list, gender) in
            [(file.male, Some(Gender::Male)), (file.female, Some(Gender::Female)), (file.either, None)]
        {
            for line in list.lines().filter(|line| !line.trim().is_empty()) {
                let group = u16::try_from(names.groups.len()).map_err(|_| "too many given names".to_owned())?;
                let (forms, pets) = line.split_once('|').unwrap_or((line, ""));
                let mut known = Vec::new();
                for (words, pet) in [(forms, false), (pets, true)] {
                    for word in words.split_whitespace() {
                        let skeleton = letters.skeleton(&letters.fold(word));
                        let loose = letters.loose(&skeleton);
                        names.by_skeleton.entry(skeleton.clone()).or_default().add(group, pet);
                        names.by_loose.entry(loose).or_default().add(group, pet);
                        if !pet {
                            known.extend([skeleton, word.to_owned()]);
                        }
                    }
                }
                if known.is_empty() {
                    return Err(format!("{line:?} has no name before the \"|\""));
                }
                names.groups.push(Group { forms: known, gender });
            }
        }
        names.by_loose.values_mut().for_each(|given| given.loosely = true);
        Ok(names)
    }

    /// What a word may stand for, by its two skeletons.
    pub(crate) fn of(&self, skeleton: &str, loose: &str) -> Given {
        self.by_skeleton.get(skeleton).or_else(|| self.by_loose.get(loose)).cloned().unwrap_or_default()
    }

    /// Women's or men's, if it is one of the two only.
    pub(crate) fn gender(&self, given: &Given) -> Option<Gender> {
        let mut genders = given.groups().map(|group| self.groups[usize::from(group)].gender);
        let first = genders.next()??;
        genders.all(|gender| gender == Some(first)).then_some(first)
    }

    /// The forms of the names that a word may stand for, as skeletons and as they are written.
    pub(crate) fn forms<'a>(&'a self, given: &'a Given) -> impl Iterator<Item = &'a str> {
        given.groups().flat_map(|group| &self.groups[usize::from(group)].forms).map(String::as_str)
    }

    /// The group of an Arabic name that is a given name and a family name alike.
    pub(crate) fn family(&self, given: &Given) -> Option<u16> {
        given.forms.iter().copied().find(|group| self.groups[usize::from(*group)].gender.is_none())
    }
}

impl Given {
    fn add(&mut self, group: u16, pet: bool) {
        let list = if pet { &mut self.pets } else { &mut self.forms };
        if !list.contains(&group) {
            list.push(group);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_know_their_forms_and_gender() {
        let letters = Letters::parse(include_str!("../data/romanisation.toml")).unwrap();
        let names = GivenNames::parse(include_str!("../data/given_names.toml"), &letters).unwrap();
        let of = |word: &str| {
            let skeleton = letters.skeleton(&letters.fold(word));
            names.of(&skeleton, &letters.loose(&skeleton))
        };
        assert_eq!(of("Volodymyr").forms, of("Владимир").forms);
        assert_eq!(of("Bill").pets, of("William").forms);
        assert_eq!(names.family(&of("Husayn")), names.family(&of("Hussein")));
        assert_eq!(of("Qwerty"), Given::default());
        let check = |word: &str, gender: Option<Gender>| assert_eq!(names.gender(&of(word)), gender, "{word}");
        check("Olena", Some(Gender::Female));
        check("Dmytro", Some(Gender::Male));
        check("Sasha", None);
        check("Hussein", None);
        check("Qwerty", None);
        assert!(GivenNames::parse("male = '| bill'\nfemale = ''\neither = ''", &letters).is_err());
    }
}
