//! What an index of fingerprints does, wherever it keeps its rows.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

use super::{Fingerprint, Overlap, overlap};

/// The most documents under one key. A key that has so many stands for common wording: it is neither followed nor added to.
pub const MAX_ROWS: usize = 16;

/// The most documents that a new one is compared with.
pub const MAX_CANDIDATES: usize = 8;

/// Common wording is left out; of what remains of the shorter text, at least one part in so many must be common too. Less
/// than of the whole text, since it is told from the keys alone, which are few.
const REMAINS: usize = 3;

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
        let [mut own, mut shared, mut shared_common] = [0; 3];
        for (key, documents) in self.rows.iter().filter(|(key, _)| *key <= limit) {
            let (common, in_other) = (documents.len() >= MAX_ROWS, other.hashes().binary_search(key).is_ok());
            own += usize::from(!common);
            shared += usize::from(!common && in_other);
            shared_common += usize::from(common && in_other);
        }
        let others = other.hashes().partition_point(|hash| *hash <= limit) - shared_common;
        shared > 0 && shared * REMAINS >= own.min(others)
    }

    /// The keys that a row is to be added under, ascending. What leads to one of the `same` documents already is not
    /// added: they are the texts that this is a copy of, or earlier wordings of its own document.
    pub fn new_keys(&self, same: &HashSet<D>) -> impl Iterator<Item = u64> {
        self.followed()
            .filter(|(_, documents)| !documents.iter().any(|document| same.contains(document)))
            .map(|(key, _)| *key)
    }
}
