//! Keys under which claims that may be related meet.
//!
//! Two related claims seldom share all their words, but nearly always some rare ones: names of places and persons, in the
//! claim or around it, or their source. Claims of one document always meet. Else a key is made of two such words, whatever their order. Of the many words that are
//! rarer than any table lists, those with the least hashes are taken, so that two texts that share some are likely to take
//! the same (the idea of min-wise sampling, Broder 1997). Embeddings add random hyperplanes (Charikar, STOC 2002).

use std::cmp::Reverse;

use sayso_domain::Embedding;

use crate::{Linking, meaning::MEANING, profile::Profile};

/// The most keys of a claim.
pub const MAX_KEYS: usize = 28;

/// How many of the rarest words of a content, and of what stands around it, are paired.
const OWN: usize = 5;
const AROUND: usize = 4;
/// How many words the source is paired with.
const WITH_SOURCE: usize = 4;
/// Bands of an embedding, and the hyperplanes of each.
const BANDS: u64 = 8;
const PLANES: u64 = 9;

#[derive(Clone, Copy)]
#[repr(u8)]
enum Sort {
    Content = 1,
    Words = 2,
    Source = 3,
    Band = 4,
    Document = 5,
}

impl Linking {
    /// Keys that related claims share, so that a ledger compares a claim only with those that share one: at most
    /// [`MAX_KEYS`], each once, the same on every machine. The first are the most telling.
    #[must_use]
    pub fn keys(&self, profile: &Profile) -> Vec<u64> {
        let mut keys = Vec::with_capacity(MAX_KEYS + 8);
        if !profile.stems.is_empty() {
            let all: Vec<u8> = profile.stems.iter().flat_map(|(stem, _)| stem.to_le_bytes()).collect();
            keys.push(hash(Sort::Content, &all));
        }
        if !profile.facts.document.is_empty() {
            keys.push(hash(Sort::Document, profile.facts.document.as_bytes()));
        }
        if let Some(embedding) = &profile.facts.embedding {
            keys.extend((0..BANDS).map(|number| band(embedding, number)));
        }
        let own = rarest(&profile.stems, OWN);
        let around = rarest(&profile.facts.around, AROUND);
        let pair = |sort, one: u32, two: u32| {
            let (less, more) = (one.min(two), one.max(two));
            hash(sort, &[less.to_le_bytes(), more.to_le_bytes()].concat())
        };
        if let Some(source) = self.source_stem(profile) {
            let words = own.iter().take(WITH_SOURCE).chain(around.iter().take(2));
            keys.extend(words.map(|word| pair(Sort::Source, source, *word)));
        }
        for (at, one) in own.iter().enumerate() {
            keys.extend(own[at + 1..].iter().map(|two| pair(Sort::Words, *one, *two)));
        }
        for one in &own[..own.len().min(2)] {
            keys.extend(around.iter().map(|two| pair(Sort::Words, *one, *two)));
        }
        let mut seen = std::collections::HashSet::new();
        keys.retain(|key| seen.insert(*key));
        keys.truncate(MAX_KEYS);
        keys
    }

    /// What a source is known by: of a person the family name, of others the rarest word.
    fn source_stem(&self, profile: &Profile) -> Option<u32> {
        let source = profile.source();
        let tokens = self.lexicon.tokens(source.shown(), &self.identifier);
        if source.name.is_empty() {
            tokens.iter().filter(|token| token.weight > 0).max_by_key(|token| (token.weight, Reverse(token.stem)))
        } else {
            tokens.last()
        }
        .map(|token| token.stem)
    }
}

/// The stems of the rarest words; of equally rare ones those with the least stems, which are hashes.
fn rarest(words: &[(u32, u8)], count: usize) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_unstable_by_key(|(stem, weight)| (Reverse(*weight), *stem));
    words.into_iter().take(count).map(|(stem, _)| stem).collect()
}

/// On which sides of the planes of a band an embedding lies.
fn band(embedding: &Embedding, number: u64) -> u64 {
    let mut sides = 0_u64;
    for plane in 0..PLANES {
        let seed = number * PLANES + plane;
        let side: i32 = embedding
            .components()
            .iter()
            .take(MEANING)
            .zip(0_u64..)
            .map(
                |(component, at)| {
                    if mixed(seed << 32 | at) & 1 == 0 { i32::from(*component) } else { -i32::from(*component) }
                },
            )
            .sum();
        sides = sides << 1 | u64::from(side >= 0);
    }
    hash(Sort::Band, &[number.to_le_bytes(), sides.to_le_bytes()].concat())
}

/// A number that looks random, the same for the same (splitmix64).
fn mixed(at: u64) -> u64 {
    let z = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn hash(sort: Sort, bytes: &[u8]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[sort as u8]);
    hasher.update(bytes);
    let hash = *hasher.finalize().as_bytes();
    u64::from_le_bytes([hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]])
}
