//! Phrases: patterns of words in the data files, found in sentences.
//!
//! A pattern is a line of words: `a|b` is one of them, `(a|b)` one of them or nothing, `*ed` a word that ends so, `*`
//! any word. Words in braces are those that are shown; without braces all are. `it is {possible} that` shows "possible".

use std::{collections::HashMap, ops::Range};

use crate::words::Word;

#[derive(Debug)]
struct Element {
    any: Vec<String>,
    optional: bool,
    shown: bool,
}

impl Element {
    fn matches(&self, word: &Word) -> bool {
        self.any.iter().any(|form| match form.strip_prefix('*') {
            Some("") => !word.is_mark(),
            Some(end) => word.lower.len() > end.len() + 1 && word.lower.ends_with(end),
            None => *form == word.lower,
        })
    }
}

/// Patterns with what each of them means.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    patterns: Vec<(Vec<Element>, T)>,
    /// Which patterns begin with a word.
    by_first: HashMap<String, Vec<usize>>,
    /// For each first byte, the lengths of the words that patterns begin with, a bit each: most words need no look-up.
    lengths: [u32; 256],
}

/// A pattern that was found.
#[derive(Debug, Clone)]
pub(crate) struct Found<T> {
    /// Which words of the sentence.
    pub(crate) range: Range<usize>,
    /// Those of them that are shown.
    pub(crate) shown: Range<usize>,
    pub(crate) meaning: T,
}

impl<T: Copy> Phrases<T> {
    /// Reads lists of patterns, one a line.
    ///
    /// # Errors
    /// A line that begins with something that could be any word or nothing.
    pub(crate) fn parse<'d>(lists: impl IntoIterator<Item = (&'d str, T)>) -> Result<Self, String> {
        let mut phrases = Self { patterns: Vec::new(), by_first: HashMap::new(), lengths: [0; 256] };
        for (list, meaning) in lists {
            for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let elements = elements(line);
                let first = elements.first().filter(|first| !first.optional);
                let first = first.filter(|first| first.any.iter().all(|word| !word.starts_with('*')));
                let first = first.ok_or_else(|| format!("{line:?} must begin with a word"))?;
                for word in &first.any {
                    let (byte, length) = shape(word);
                    phrases.lengths[byte] |= length;
                    phrases.by_first.entry(word.clone()).or_default().push(phrases.patterns.len());
                }
                phrases.patterns.push((elements, meaning));
            }
        }
        Ok(phrases)
    }

    /// The longest pattern that begins at word `at`.
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<Found<T>> {
        let mut best: Option<Found<T>> = None;
        for found in self.each(words, at) {
            if best.as_ref().is_none_or(|best| best.range.end < found.range.end) {
                best = Some(found);
            }
        }
        best
    }

    /// The patterns that begin at word `at`, in the order of the lists.
    fn each<'f>(&'f self, words: &'f [Word], at: usize) -> impl Iterator<Item = Found<T>> + 'f {
        let known = |word: &&Word| {
            let (byte, length) = shape(&word.lower);
            self.lengths[byte] & length != 0
        };
        let word = words.get(at).filter(known);
        let indices = word.and_then(|word| self.by_first.get(&word.lower)).map_or(&[][..], Vec::as_slice);
        indices.iter().filter_map(move |index| {
            let (elements, meaning) = &self.patterns[*index];
            let (end, shown) = run(elements, words, at)?;
            Some(Found { range: at..end, shown: shown.unwrap_or(at..end), meaning: *meaning })
        })
    }

    /// All patterns in a sentence, the longest at each place, without overlap.
    pub(crate) fn all(&self, words: &[Word]) -> Vec<Found<T>> {
        let (mut out, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let found = self.at(words, at);
            at = found.as_ref().map_or(at + 1, |found| found.range.end);
            out.extend(found);
        }
        out
    }

    /// The longest pattern that ends right before word `end`.
    pub(crate) fn before(&self, words: &[Word], end: usize) -> Option<Found<T>> {
        const LONGEST: usize = 8;
        (end.saturating_sub(LONGEST)..end).find_map(|at| self.each(words, at).find(|found| found.range.end == end))
    }
}

/// The first byte of a word, and a bit for its length.
fn shape(word: &str) -> (usize, u32) {
    (word.bytes().next().map_or(0, usize::from), 1 << word.len().min(31))
}

/// Where the elements end if they stand at `at`, and what they show.
fn run(elements: &[Element], words: &[Word], at: usize) -> Option<(usize, Option<Range<usize>>)> {
    let Some((first, rest)) = elements.split_first() else { return Some((at, None)) };
    let taken = words.get(at).filter(|word| first.matches(word)).and_then(|_| {
        let (end, shown) = run(rest, words, at + 1)?;
        let ours = first.shown.then_some(at..at + 1);
        let shown = match (ours, shown) {
            (Some(ours), Some(shown)) => Some(ours.start..shown.end),
            (ours, shown) => ours.or(shown),
        };
        Some((end, shown))
    });
    taken.or_else(|| if first.optional { run(rest, words, at) } else { None })
}

fn elements(line: &str) -> Vec<Element> {
    let mut shown = false;
    line.split_whitespace()
        .map(|part| {
            shown |= part.starts_with('{');
            let element_shown = shown;
            shown &= !part.ends_with('}');
            let part = part.trim_matches(['{', '}']);
            let optional = part.starts_with('(');
            let any = part.trim_matches(['(', ')']).split('|').map(str::to_owned).collect();
            Element { any, optional, shown: element_shown }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use sayso_text::Span;

    use super::*;
    use crate::words::words_at;

    #[test]
    fn the_longest_pattern_counts_and_shows_its_words() {
        let phrases = Phrases::parse([("it is (quite) {possible} that\nit is", 1), ("must have *ed|been", 2)]).unwrap();
        let check = |text: &str, expected: &[(&str, i32)]| {
            let words = words_at(text, Span::new(0, text.len()).unwrap());
            let shown =
                |range: Range<usize>| words[range].iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ");
            let found = phrases.all(&words);
            let found: Vec<_> = found.iter().map(|found| (shown(found.shown.clone()), found.meaning)).collect();
            let found: Vec<_> = found.iter().map(|(words, meaning)| (words.as_str(), *meaning)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("It is quite possible that he must have called.", &[("possible", 1), ("must have called", 2)]);
        check("It is possible; it’s possible that", &[("it is", 1), ("possible", 1)]);
        check("must have", &[]);
        assert!(Phrases::parse([("(a) b", ())]).is_err());
        assert!(Phrases::parse([("* b", ())]).is_err());
    }
}
