//! The word lists of `data/`: cues around a name, names of people, common words, demonyms and abbreviations.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::{
    format::fold,
    gazetteer::{Gazetteer, Record},
};

/// Words in small letters, parted by spaces.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Words(HashSet<String>);

impl From<String> for Words {
    fn from(list: String) -> Self {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        Self(lines.flat_map(str::split_whitespace).map(|word| word.replace('_', " ")).collect())
    }
}

impl Words {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The cues of `data/words.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cues {
    pub(crate) before_strongly: Words,
    pub(crate) before_weakly: Words,
    pub(crate) passed_over: Words,
    pub(crate) parties: Words,
    pub(crate) titles: Words,
    pub(crate) roles: Words,
    pub(crate) said: Words,
    pub(crate) streets: Words,
    pub(crate) bodies: Words,
    pub(crate) bodies_of: Words,
    pub(crate) kinds: Words,
    pub(crate) landforms: Words,
    pub(crate) region: Words,
    pub(crate) regions: Words,
    pub(crate) county: Words,
    pub(crate) counties: Words,
    pub(crate) sites: Words,
    pub(crate) directions: Words,
    pub(crate) months: Words,
    pub(crate) never: Words,
    pub(crate) datelines: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemonymFile {
    countries: BTreeMap<String, String>,
    regions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationFile {
    countries: BTreeMap<String, String>,
    regions: BTreeMap<String, String>,
    behind_a_town: BTreeMap<String, String>,
}

/// All lists, ready for look-up.
#[derive(Debug, Clone)]
pub(crate) struct Lists {
    pub(crate) cues: Cues,
    pub(crate) common: Words,
    pub(crate) given: Words,
    pub(crate) family: Words,
    pub(crate) rare_family: Words,
    /// By the folded word.
    pub(crate) demonyms: HashMap<String, Record>,
    /// By the exact form, with its stops.
    pub(crate) abbreviations: HashMap<String, Record>,
    pub(crate) behind_a_town: HashMap<String, Record>,
}

impl Lists {
    /// Reads the embedded lists.
    pub(crate) fn read(gazetteer: &Gazetteer) -> Result<Self, String> {
        let parse = |error: toml::de::Error| error.to_string();
        let cues = toml::from_str(include_str!("../data/words.toml")).map_err(parse)?;
        let demonyms: DemonymFile = toml::from_str(include_str!("../data/demonyms.toml")).map_err(parse)?;
        let short: AbbreviationFile = toml::from_str(include_str!("../data/abbreviations.toml")).map_err(parse)?;
        let mut people = HashMap::new();
        for (list, by_code) in [(&demonyms.countries, true), (&demonyms.regions, false)] {
            for (form, record) in forms(gazetteer, list, by_code)? {
                let folded = fold(&form);
                people.insert(format!("{folded}s"), record);
                people.insert(folded, record);
            }
        }
        let mut abbreviations: HashMap<String, Record> = forms(gazetteer, &short.countries, true)?.collect();
        abbreviations.extend(forms(gazetteer, &short.regions, false)?);
        Ok(Self {
            cues,
            common: include_str!("../data/common_words.txt").to_owned().into(),
            given: include_str!("../data/given_names.txt").to_owned().into(),
            family: include_str!("../data/family_names.txt").to_owned().into(),
            rare_family: include_str!("../data/rare_family_names.txt").to_owned().into(),
            demonyms: people,
            abbreviations,
            behind_a_town: forms(gazetteer, &short.behind_a_town, false)?.collect(),
        })
    }
}

/// Each form of a table, with the country of the code or the region of the name that it stands beside.
fn forms(
    gazetteer: &Gazetteer,
    table: &BTreeMap<String, String>,
    by_code: bool,
) -> Result<impl Iterator<Item = (String, Record)>, String> {
    let mut found = Vec::new();
    for (name, list) in table {
        let record = if by_code { gazetteer.country_coded(name) } else { region(gazetteer, name) };
        let record = record.ok_or_else(|| format!("the gazetteer has no {name:?}"))?;
        found.extend(list.split(", ").map(|form| (form.to_owned(), record)));
    }
    Ok(found.into_iter())
}

/// The most populous of the largest kind of region of that name, or else the most populous place.
fn region(gazetteer: &Gazetteer, name: &str) -> Option<Record> {
    let size = |record: &Record| match gazetteer.feature(*record) {
        ('L', _) => 0,
        ('A', "ADM1") => 1,
        ('P', _) => 2,
        _ => 3,
    };
    gazetteer
        .candidates(gazetteer.named(name)?)
        .filter(|found| !found.alternate)
        .map(|found| found.record)
        .min_by_key(size)
}
