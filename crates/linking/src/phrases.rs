//! Runs of stems with a meaning each, found where they stand.

use std::{cmp::Reverse, collections::HashMap};

use crate::words::Token;

/// Phrases by their first stem, the longest first.
#[derive(Debug)]
pub(crate) struct Phrases<M> {
    by_first: HashMap<u32, Vec<(Vec<u32>, M)>>,
}

impl<M> Default for Phrases<M> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<M> Phrases<M> {
    /// Adds a phrase of at least one stem.
    pub(crate) fn add(&mut self, stems: Vec<u32>, meaning: M) {
        let Some(first) = stems.first() else { return };
        let phrases = self.by_first.entry(*first).or_default();
        phrases.push((stems, meaning));
        phrases.sort_by_key(|(stems, _)| Reverse(stems.len()));
    }

    /// The longest phrase that stands at `at`, with its number of stems. No mark may part its words.
    pub(crate) fn longest_at<'a>(&'a self, tokens: &[Token], at: usize) -> Option<(usize, &'a M)> {
        self.all_at(tokens, at).next()
    }

    /// All phrases that stand at `at`, the longest first.
    pub(crate) fn all_at<'a, 't>(
        &'a self,
        tokens: &'t [Token],
        at: usize,
    ) -> impl Iterator<Item = (usize, &'a M)> + use<'a, 't, M> {
        let rest = &tokens[at..];
        let phrases = rest.first().and_then(|token| self.by_first.get(&token.stem)).map_or(&[][..], Vec::as_slice);
        phrases.iter().filter_map(move |(stems, meaning)| {
            let run = rest.get(..stems.len())?;
            let joined = run.iter().skip(1).all(|token| !token.after_mark);
            (joined && run.iter().map(|token| token.stem).eq(stems.iter().copied())).then_some((stems.len(), meaning))
        })
    }
}
