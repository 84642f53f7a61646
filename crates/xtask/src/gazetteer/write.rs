//! Writes the records of a gazetteer in the form that `crates/places/src/format.rs` tells.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::{Result, ensure};

use super::{
    Gazetteer,
    format::{COUNTRIES, FEATURES, MAGIC, NOWHERE, ROUGH, crowd, fold, packed, rough},
    names::{legible, romanised},
};

/// Countries whose names are romanised in many ways.
const ROMANISED: [&str; 3] = ["UA", "RU", "BY"];
/// How many places one name may have; the least populous of more are left out.
const LONGEST_LIST: usize = 255;

impl Gazetteer {
    /// The two files. Regions without any place in them are not found by name: nothing tells where they are.
    pub(super) fn packed(&self) -> Result<(Vec<u8>, Vec<u8>)> {
        let mut keys: BTreeMap<String, BTreeMap<usize, bool>> = BTreeMap::new();
        for (at, record) in self.records.iter().enumerate().filter(|(_, record)| record.at.is_some()) {
            let code = record.country.map_or("", |country| self.codes[country].as_str());
            // Where two languages are used, what sounds like a name in Cyrillic letters is as usual.
            let cyrillic = record.names.iter().filter(|_| ROMANISED.contains(&code)).filter_map(|name| romanised(name));
            let mut sounds: HashSet<String> = cyrillic.map(|name| rough(&fold(&name))).collect();
            sounds.extend(record.names.first().map(|name| rough(&fold(name))));
            for (number, name) in record.names.iter().enumerate().filter(|(_, name)| legible(name)) {
                let key = fold(name);
                if key.chars().count() < 2 {
                    continue;
                }
                let two_languages = ROMANISED.contains(&code);
                let alternate =
                    number >= record.usual && !(two_languages && (!key.is_ascii() || sounds.contains(&rough(&key))));
                // "The Bank", "The Big Easy": what a text means by it is mostly something else.
                if alternate && key.starts_with("the ") {
                    continue;
                }
                if two_languages && key.is_ascii() {
                    let entry = keys.entry(format!("{ROUGH}{}", rough(&key))).or_default();
                    entry.entry(at).and_modify(|known| *known &= alternate).or_insert(alternate);
                }
                keys.entry(key).or_default().entry(at).and_modify(|known| *known &= alternate).or_insert(alternate);
            }
        }
        // A fallback key that is the name itself, of the same places, says nothing new.
        let mut lists = Vec::new();
        let mut names = fst::MapBuilder::memory();
        for (key, found) in &keys {
            if key.strip_prefix(ROUGH).is_some_and(|plain| keys.get(plain).is_some_and(|same| same == found)) {
                continue;
            }
            let mut found: Vec<(usize, bool)> = found.iter().map(|(at, alternate)| (*at, *alternate)).collect();
            found.sort_by_key(|(at, alternate)| (std::cmp::Reverse(self.weight(*at)), *alternate, *at));
            found.truncate(LONGEST_LIST);
            let place = |(at, alternate): (usize, bool)| (at << 1 | usize::from(alternate)) as u64;
            let value = match found[..] {
                [one] => place(one) << 1,
                _ => {
                    let offset = lists.len() as u64;
                    lists.push(u8::try_from(found.len())?);
                    found.iter().for_each(|one| lists.extend_from_slice(&place(*one).to_le_bytes()[..3]));
                    offset << 1 | 1
                }
            };
            names.insert(key, value)?;
        }
        Ok((names.into_inner()?, self.table(&lists)?))
    }

    /// What sorts the places of a name: the most populous first; a landform counts as a million people.
    fn weight(&self, at: usize) -> u64 {
        let record = &self.records[at];
        let class = FEATURES.get(usize::from(record.feature)).map(|(class, _)| *class);
        if matches!(class, Some('L' | 'H' | 'T')) { 1_000_000 } else { record.population }
    }

    fn table(&self, lists: &[u8]) -> Result<Vec<u8>> {
        let mut names: Vec<u8> = Vec::new();
        let mut offsets: HashMap<&str, u32> = HashMap::new();
        let mut records: Vec<u8> = Vec::new();
        for record in &self.records {
            let name = record.names.first().map_or("", String::as_str);
            let offset = match offsets.get(name) {
                Some(offset) => *offset,
                None => {
                    let offset = u32::try_from(names.len())?;
                    names.push(u8::try_from(name.len())?);
                    names.extend_from_slice(name.as_bytes());
                    offsets.insert(name, offset);
                    offset
                }
            };
            let (latitude, longitude) = record.at.unwrap_or_default();
            records.extend_from_slice(&record.id.to_le_bytes());
            records.extend_from_slice(&packed(latitude, 90.0).to_le_bytes()[..3]);
            records.extend_from_slice(&packed(longitude, 180.0).to_le_bytes()[..3]);
            records.extend_from_slice(&[crowd(record.population), record.feature]);
            let parent = record.parent.filter(|parent| *parent < self.codes.len());
            records.extend_from_slice(&parent.map_or(Ok(NOWHERE), u16::try_from)?.to_le_bytes());
            records.push(record.country.map_or(Ok(u8::MAX), u8::try_from)?);
            ensure!(offset < 1 << 24, "the names do not fit three bytes");
            records.extend_from_slice(&offset.to_le_bytes()[..3]);
        }
        ensure!(self.records.len() < 1 << 23, "the records do not fit three bytes");
        let mut table = MAGIC.to_vec();
        for count in [self.records.len(), lists.len(), names.len()] {
            table.extend_from_slice(&u32::try_from(count)?.to_le_bytes());
        }
        let codes = self.codes.iter().map(String::as_bytes).take_while(|code| code.len() == 2);
        let mut codes: Vec<u8> = codes.flatten().copied().collect();
        codes.resize(2 * COUNTRIES, 0);
        Ok([table, codes, records, lists.to_vec(), names].concat())
    }
}
