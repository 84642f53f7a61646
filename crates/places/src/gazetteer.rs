//! The gazetteer: 360,000 places and the names they go by, read in place from two embedded files.

use fst::raw::{CompiledAddr, Output};
use sayso_domain::{Coordinates, PlacePrecision};

use crate::format::{COUNTRIES, FEATURES, MAGIC, NOWHERE, RECORD, ROUGH, degrees, fold, rough};

static NAMES: &[u8] = include_bytes!("../data/names.fst");
static PLACES: &[u8] = include_bytes!("../data/places.bin");

/// GeoNames places of 500 people and more, countries, their regions of two levels, some villages and landforms.
///
/// Nothing is parsed or copied when it is made: both files are searched where they lie in the program.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    names: fst::Map<&'static [u8]>,
    records: &'static [u8],
    lists: &'static [u8],
    spellings: &'static [u8],
}

/// A place of the gazetteer, by its position in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Record(u32);

/// A place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) record: Record,
    /// It usually goes by another name.
    pub(crate) alternate: bool,
}

/// A country: its usual English name and its ISO 3166-1 alpha-2 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Country<'a> {
    /// The usual name in English.
    pub name: &'a str,
    /// Two letters of ISO 3166-1; "XK" for Kosovo.
    pub code: &'a str,
}

/// A walk along the letters of a name; see [`Gazetteer::walk`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Walk {
    at: CompiledAddr,
    output: Output,
}

impl Gazetteer {
    /// The one that comes with the program.
    #[must_use]
    pub fn embedded() -> Self {
        // Both files are made together by `xtask gazetteer`, and a test reads every record of them.
        let Some(gazetteer) = Self::read(NAMES, PLACES) else { unreachable!() };
        gazetteer
    }

    fn read(names: &'static [u8], places: &'static [u8]) -> Option<Self> {
        let rest = places.strip_prefix(MAGIC)?;
        let mut sizes = [0; 3];
        for (size, bytes) in sizes.iter_mut().zip(rest.get(..12)?.chunks_exact(4)) {
            *size = number(bytes) as usize;
        }
        let rest = rest.get(12 + 2 * COUNTRIES..)?;
        let (records, rest) = rest.split_at_checked(sizes[0] * RECORD)?;
        let (lists, spellings) = rest.split_at_checked(sizes[1])?;
        let whole = spellings.len() == sizes[2];
        whole.then_some(Self { names: fst::Map::new(names).ok()?, records, lists, spellings })
    }

    /// Starts a walk at the empty name.
    pub(crate) fn walk(&self) -> Walk {
        let names = self.names.as_fst();
        Walk { at: names.root().addr(), output: Output::zero() }
    }

    /// Goes on by `letters` of a folded name; `None` if no name goes on so.
    pub(crate) fn step(&self, mut walk: Walk, letters: &str) -> Option<Walk> {
        let names = self.names.as_fst();
        for byte in letters.bytes() {
            let node = names.node(walk.at);
            let transition = node.transition(node.find_input(byte)?);
            walk = Walk { at: transition.addr, output: walk.output.cat(transition.out) };
        }
        Some(walk)
    }

    /// The value of the name that ends here; `None` if none does.
    pub(crate) fn end(&self, walk: Walk) -> Option<u64> {
        let node = self.names.as_fst().node(walk.at);
        node.is_final().then(|| walk.output.cat(node.final_output()).value())
    }

    /// The places behind a value of [`Gazetteer::end`], the most populous first.
    pub(crate) fn candidates(&self, value: u64) -> impl Iterator<Item = Candidate> + '_ {
        let (one, many) = if value & 1 == 0 {
            (Some(value >> 1), &[][..])
        } else {
            let list = self.lists.get((value >> 1) as usize..).unwrap_or_default();
            let count = list.first().map_or(0, |count| usize::from(*count));
            (None, list.get(1..1 + 3 * count).unwrap_or_default())
        };
        let many = many.chunks_exact(3).map(|bytes| u64::from(number(bytes)));
        one.into_iter().chain(many).map(|place| Candidate {
            // Records are counted with 23 bits.
            record: Record((place >> 1) as u32),
            alternate: place & 1 == 1,
        })
    }

    /// The value of a name in any spelling that folds to the same; `None` if there is none.
    pub(crate) fn named(&self, name: &str) -> Option<u64> {
        let folded = fold(name);
        (!folded.is_empty()).then_some(())?;
        self.end(self.step(self.walk(), &folded)?)
    }

    /// As [`Gazetteer::named`], for Ukrainian, Russian and Belarusian names in a romanisation of their own.
    pub(crate) fn named_roughly(&self, folded: &str) -> Option<u64> {
        let marked = format!("{ROUGH}{}", rough(folded));
        let end = |key: &str| self.end(self.step(self.walk(), key)?);
        // The file leaves out fallbacks that are a name themselves.
        end(&marked).or_else(|| end(&marked[ROUGH.len_utf8()..]))
    }

    /// The country of that name or ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, name: &str) -> Option<Country<'_>> {
        let coded = || self.country_coded(name);
        let named =
            || self.candidates(self.named(name)?).find(|found| self.precision(found.record) == PlacePrecision::Country);
        let record = coded().or_else(|| Some(named()?.record))?;
        Some(Country { name: self.name(record), code: self.code(record)? })
    }

    /// The country of an ISO 3166-1 alpha-2 code in capitals.
    pub(crate) fn country_coded(&self, code: &str) -> Option<Record> {
        let at = self.codes().chunks_exact(2).position(|known| known == code.as_bytes() && known != [0, 0])?;
        u32::try_from(at).ok().map(Record)
    }

    /// The GeoNames id; `None` for places that the gazetteer has from elsewhere.
    pub(crate) fn id(&self, record: Record) -> Option<u64> {
        let id = number(&self.bytes(record)[..4]);
        (id != 0).then_some(u64::from(id))
    }

    pub(crate) fn coordinates(&self, record: Record) -> Option<Coordinates> {
        let bytes = self.bytes(record);
        Coordinates::new(degrees(number(&bytes[4..7]), 90.0), degrees(number(&bytes[7..10]), 180.0))
    }

    /// The binary logarithm of its population, 0 to 31.
    pub(crate) fn crowd(&self, record: Record) -> f32 {
        f32::from(self.bytes(record)[10]) / 8.0
    }

    /// GeoNames feature class and code.
    pub(crate) fn feature(&self, record: Record) -> (char, &'static str) {
        FEATURES.get(usize::from(self.bytes(record)[11])).copied().unwrap_or(('P', "PPL"))
    }

    pub(crate) fn precision(&self, record: Record) -> PlacePrecision {
        match self.feature(record) {
            ('A', "PCLI") => PlacePrecision::Country,
            ('A' | 'L' | 'H', _) | ('T', "MTS" | "ISL") => PlacePrecision::Region,
            ('P', _) => PlacePrecision::Settlement,
            _ => PlacePrecision::Site,
        }
    }

    /// The smallest region it lies in; `None` for countries and what lies in several.
    pub(crate) fn parent(&self, record: Record) -> Option<Record> {
        let bytes = self.bytes(record);
        let parent = u16::from_le_bytes([bytes[12], bytes[13]]);
        (parent != NOWHERE).then_some(Record(u32::from(parent)))
    }

    pub(crate) fn country_of(&self, record: Record) -> Option<Record> {
        let country = u32::from(self.bytes(record)[14]);
        (country != u32::from(u8::MAX)).then_some(Record(country))
    }

    /// The first-level region it lies in or is.
    pub(crate) fn state_of(&self, record: Record) -> Option<Record> {
        let mut at = record;
        // No region lies more than three deep.
        for _ in 0..3 {
            if self.feature(at) == ('A', "ADM1") {
                return Some(at);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// Whether `place` lies in `region` or in what lies in it.
    pub(crate) fn lies_in(&self, place: Record, region: Record) -> bool {
        let mut at = place;
        for _ in 0..4 {
            match self.parent(at) {
                Some(parent) if parent == region => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    pub(crate) fn name(&self, record: Record) -> &'static str {
        let from = self.spellings.get(number(&self.bytes(record)[15..18]) as usize..).unwrap_or_default();
        let length = from.first().map_or(0, |length| usize::from(*length));
        from.get(1..=length).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()
    }

    /// ISO 3166-1 alpha-2 code of the country it is or lies in.
    pub(crate) fn code(&self, record: Record) -> Option<&'static str> {
        let at = 2 * self.country_of(record)?.0 as usize;
        std::str::from_utf8(self.codes().get(at..at + 2)?).ok()
    }

    /// Whether it is the capital of its country.
    pub(crate) fn is_capital(&self, record: Record) -> bool {
        self.feature(record).1 == "PPLC"
    }

    /// The place of that id among those that go by `name`.
    pub(crate) fn identified(&self, name: &str, id: u64) -> Option<Record> {
        self.candidates(self.named(name)?).map(|found| found.record).find(|record| self.id(*record) == Some(id))
    }

    /// Every place.
    pub(crate) fn records(&self) -> impl Iterator<Item = Record> + use<> {
        // Records are counted with 23 bits.
        (0..self.records.len() / RECORD).map(|at| Record(at as u32))
    }

    fn codes(&self) -> &'static [u8] {
        PLACES.get(MAGIC.len() + 12..MAGIC.len() + 12 + 2 * COUNTRIES).unwrap_or_default()
    }

    /// The bytes of a record; those of the first for one that is not there.
    fn bytes(&self, Record(at): Record) -> &'static [u8] {
        let start = at as usize * RECORD;
        self.records.get(start..start + RECORD).unwrap_or(&self.records[..RECORD])
    }
}

/// A little-endian number of up to four bytes.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_can_be_read() {
        let gazetteer = Gazetteer::embedded();
        let count = gazetteer.records.len() / RECORD;
        assert!(count > 300_000);
        for at in 0..count {
            let record = Record(u32::try_from(at).unwrap());
            assert!(gazetteer.coordinates(record).is_some(), "{record:?}");
            assert!(!gazetteer.name(record).is_empty(), "{record:?}");
            assert!(gazetteer.parent(record).is_none_or(|parent| (parent.0 as usize) < count), "{record:?}");
            assert!(gazetteer.country_of(record).is_none() || gazetteer.code(record).is_some(), "{record:?}");
        }
    }

    #[test]
    fn every_name_leads_to_records() {
        use fst::Streamer;
        let gazetteer = Gazetteer::embedded();
        let mut names = gazetteer.names.stream();
        while let Some((name, value)) = names.next() {
            let known = |found: Candidate| (found.record.0 as usize) < gazetteer.records.len() / RECORD;
            assert!(gazetteer.candidates(value).count() > 0 && gazetteer.candidates(value).all(known), "{name:?}");
        }
    }

    #[test]
    fn regions_hold_what_lies_in_them() {
        let gazetteer = Gazetteer::embedded();
        let find = |name: &str, id: u64| gazetteer.identified(name, id).unwrap();
        let (town, oblast, ukraine) =
            (find("Konstantinovka", 705_104), find("Donetsk Oblast", 709_716), find("Ukraine", 690_791));
        assert!(
            gazetteer.lies_in(town, oblast) && gazetteer.lies_in(town, ukraine) && gazetteer.lies_in(oblast, ukraine)
        );
        assert!(!gazetteer.lies_in(oblast, town));
        assert_eq!(gazetteer.state_of(town), Some(oblast));
        assert_eq!(gazetteer.code(town), Some("UA"));
        assert!(gazetteer.is_capital(find("Kyiv", 703_448)) && !gazetteer.is_capital(town));
    }

    #[test]
    fn a_file_that_is_cut_is_refused() {
        assert!(Gazetteer::read(NAMES, &PLACES[..PLACES.len() - 1]).is_none());
        assert!(Gazetteer::read(NAMES, &PLACES[..100]).is_none());
        assert!(Gazetteer::read(&NAMES[..10], PLACES).is_none());
        assert!(Gazetteer::read(NAMES, b"").is_none());
    }
}
