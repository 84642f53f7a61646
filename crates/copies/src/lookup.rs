//! What an index of fingerprints does, wherever it keeps its rows.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

use crate::{Fingerprint, Overlap, overlap};

/// The most documents under one key. A key that has so many stands for common wording: it is neither followed nor added to.
pub const MAX_ROWS: usize = 32;

/// The most documents that a new one is compared with.
pub const MAX_CANDIDATES: usize = 8;

/// With all wording counted the less the more texts have it, this share of the shorter text must be common too. Less than of
/// the whole text, since it is told from the keys alone, which are few.
const REMAINS: f32 = 0.25;

/// The rows that an index holds under the keys of a new text.
///
/// The index has rows (key, document), each once. To take in a text: read its rows, compare it with the texts of the
/// [candidates](Self::candidates) ([`Lookup::copied`]), and add the rows that [are new](Self::new_keys).
#[derive(Debug)]
pub struct Lookup<'f, D> {
    fingerprint: &'f Fingerprint,
    /// Up to [`MAX_ROWS`] documents of each key.
    rows: Vec<(u64, Vec<D>)>,
}

impl<'f, D: Copy + Ord + Hash> Lookup<'f, D> {
    /// Reads the rows of a text. `documents` gives those under a key, any [`MAX_ROWS`] of them if there are more.
    ///
    /// # Errors
    /// What `documents` fails with.
    pub fn new<E>(fingerprint: &'f Fingerprint, documents: impl Fn(u64) -> Result<Vec<D>, E>) -> Result<Self, E> {
        let rows = fingerprint.keys().map(|key| Ok((key, documents(key)?)));
        Ok(Self { fingerprint, rows: rows.collect::<Result<_, E>>()? })
    }

    fn followed(&self) -> impl Iterator<Item = &(u64, Vec<D>)> {
        self.rows.iter().filter(|(_, documents)| documents.len() < MAX_ROWS)
    }

    /// The documents worth comparing, at most [`MAX_CANDIDATES`], those with the most and rarest common wording first.
    #[must_use]
    pub fn candidates(&self) -> Vec<D> {
        let mut weights: HashMap<D, f32> = HashMap::new();
        for (_, documents) in self.followed() {
            for document in documents {
                *weights.entry(*document).or_default() += 1.0 / documents.len() as f32;
            }
        }
        let mut ranked: Vec<(D, f32)> = weights.into_iter().collect();
        ranked.sort_unstable_by(|(one, weight), (other, other_weight)| {
            other_weight.total_cmp(weight).then(one.cmp(other))
        });
        ranked.truncate(MAX_CANDIDATES);
        ranked.into_iter().map(|(document, _)| document).collect()
    }

    /// What the new text and another one have in common if one of them is a copy of the other, and not only by wording that
    /// is common in the index.
    #[must_use]
    pub fn copied(&self, other: &Fingerprint) -> Option<Overlap> {
        let found = overlap(self.fingerprint, other);
        (found.is_copy() && self.shares_more_than_common_wording(other)).then_some(found)
    }

    fn shares_more_than_common_wording(&self, other: &Fingerprint) -> bool {
        // All hashes of both texts up to the last key are known, unless the other's sample ends before.
        let limit = self.rows.last().map_or(0, |(key, _)| *key).min(other.limit().unwrap_or(u64::MAX));
        let (mut own, mut shared) = (0.0, 0.0);
        let mut only_others = other.hashes().partition_point(|hash| *hash <= limit);
        for (key, documents) in self.rows.iter().take_while(|(key, _)| *key <= limit) {
            // The more texts have it, the less it tells.
            let weight = 1.0 - documents.len().min(MAX_ROWS) as f32 / MAX_ROWS as f32;
            own += weight;
            if other.hashes().binary_search(key).is_ok() {
                shared += weight;
                only_others -= 1;
            }
        }
        shared > 0.0 && shared >= REMAINS * own.min(shared + only_others as f32)
    }

    /// The keys that a row is to be added under, ascending. What leads to one of the `same` documents already is not
    /// added: they are those that this is a close copy of ([`Overlap::is_close_copy`]), and its own document with its
    /// earlier wordings. Of other copies all is added: if a long footer makes them, it becomes common wording in time.
    pub fn new_keys(&self, same: &HashSet<D>) -> impl Iterator<Item = u64> {
        self.followed()
            .filter(|(_, documents)| !documents.iter().any(|document| same.contains(document)))
            .map(|(key, _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, convert::Infallible};

    use super::*;

    /// An index in memory, of fingerprints by number.
    #[derive(Default)]
    struct Index {
        texts: Vec<Fingerprint>,
        rows: BTreeMap<u64, Vec<usize>>,
    }

    impl Index {
        fn lookup<'f>(&self, fingerprint: &'f Fingerprint) -> Lookup<'f, usize> {
            let rows = |key| Ok::<_, Infallible>(self.rows.get(&key).cloned().unwrap_or_default());
            let Ok(lookup) = Lookup::new(fingerprint, rows);
            lookup
        }

        /// What the text is a copy of, and how many rows it added.
        fn take_in(&mut self, text: &str) -> (Vec<usize>, usize) {
            let fingerprint = Fingerprint::of(text);
            let lookup = self.lookup(&fingerprint);
            let copied = |number: usize| Some((number, lookup.copied(&self.texts[number])?));
            let found: Vec<(usize, Overlap)> = lookup.candidates().into_iter().filter_map(copied).collect();
            let close = found.iter().filter(|(_, overlap)| overlap.is_close_copy()).map(|(number, _)| *number);
            let keys: Vec<u64> = lookup.new_keys(&close.collect()).collect();
            for key in &keys {
                self.rows.entry(*key).or_default().push(self.texts.len());
            }
            self.texts.push(fingerprint);
            (found.into_iter().map(|(number, _)| number).collect(), keys.len())
        }
    }

    fn words(numbers: std::ops::Range<usize>) -> String {
        numbers.map(|number| format!("w{number} ")).collect()
    }

    #[test]
    fn a_copy_is_found_and_adds_only_what_its_original_lacks() {
        let mut index = Index::default();
        let (found, rows) = index.take_in(&words(0..300));
        assert!(found.is_empty() && (16..40).contains(&rows), "{found:?} {rows}");
        index.take_in(&words(1_000..1_300));

        assert_eq!(index.take_in(&words(0..300)), (vec![0], 0));
        // A third of it, and it inside another text.
        assert_eq!(index.take_in(&words(100..200)).0, [0]);
        let (found, rows) = index.take_in(&words(0..600));
        assert_eq!(found, [0]);
        assert!((5..30).contains(&rows), "{rows}");
        // What was added to it is found under that copy.
        assert_eq!(index.take_in(&words(320..580)).0, [4]);
        assert_eq!(index.take_in("too short to tell by"), (vec![], 0));
    }

    #[test]
    fn common_wording_makes_no_copies() {
        let mut index = Index::default();
        // Two thirds of each text are the same footer.
        let text = |number: usize| format!("{} {}", words(number * 100..number * 100 + 40), words(90_000..90_080));
        let found: Vec<bool> = (0..200).map(|number| !index.take_in(&text(number)).0.is_empty()).collect();
        // It is learned from the first texts that come with it.
        assert!(found.iter().skip(150).all(|found| !found), "{found:?}");
        assert!(index.rows.values().all(|documents| documents.len() <= MAX_ROWS));
        // A copy that comes with the footer is one all the same.
        assert_eq!(index.take_in(&text(199)).0, [199]);
    }

    #[test]
    fn the_rarest_common_wording_comes_first() {
        let fingerprint = Fingerprint::of(&words(0..60));
        let keys: Vec<u64> = fingerprint.keys().collect();
        // Everything leads to documents 10 and up; document 7 has one key of its own.
        let rows = |key| Ok::<_, Infallible>(if key == keys[0] { vec![7] } else { (10..20).collect() });
        let Ok(lookup) = Lookup::new(&fingerprint, rows);
        assert_eq!(lookup.candidates(), [10, 11, 12, 13, 14, 15, 16, 17]);
        let rows = |key| Ok::<_, Infallible>(if key == keys[0] { vec![7] } else { (10..10 + MAX_ROWS).collect() });
        let Ok(lookup) = Lookup::new(&fingerprint, rows);
        assert_eq!(lookup.candidates(), [7]);
        assert_eq!(lookup.new_keys(&HashSet::new()).collect::<Vec<_>>(), [keys[0]]);
        assert_eq!(lookup.new_keys(&HashSet::from([7])).count(), 0);
    }

    #[test]
    fn an_index_that_fails_fails_the_lookup() {
        let fingerprint = Fingerprint::of(&words(0..60));
        assert_eq!(Lookup::<usize>::new(&fingerprint, |_| Err("gone")).err(), Some("gone"));
    }
}
