//! How well a claim fits the words that somebody looks for.
//!
//! The same in every backend, and worked out with additions, multiplications and divisions only, so that it is the same
//! number on every machine.

use crate::Phrase;

/// What ranking looks at of a claim: its terms ([`crate::searchable`]), and how sure the extractor was of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ranked<'a> {
    /// The terms of the source as written.
    pub source: &'a str,
    /// Those of its resolved name.
    pub name: &'a str,
    /// Those of the cue.
    pub cue: &'a str,
    /// Those of the content.
    pub content: &'a str,
    /// [`sayso_domain::Claim::confidence`].
    pub confidence: Option<f32>,
}

/// What a phrase is worth in the content, in the source and in the cue.
const CONTENT: f64 = 4.0;
const SOURCE: f64 = 2.0;
const CUE: f64 = 1.0;

/// What each further occurrence in the content is worth, and how many of them count.
const FURTHER: f64 = 0.25;
const MAX_FURTHER: usize = 3;

/// What it is worth that the phrases stand side by side in the content.
const CLOSENESS: f64 = 2.0;

/// What it is worth that the content is nothing but the phrases.
const SHARE: f64 = 1.0;

/// What it is worth that the extractor was sure; one that does not say counts as half sure.
const CONFIDENCE: f64 = 0.5;

/// How well a claim fits: more is better; millionths. 0 without phrases.
///
/// Counts where each phrase stands (content before source before cue) and how often, how close together they stand in
/// the content, how much of the content they are, and the confidence.
#[must_use]
pub fn relevance(phrases: &[Phrase], claim: Ranked<'_>) -> i64 {
    if phrases.is_empty() {
        return 0;
    }
    let content: Vec<&str> = claim.content.split(' ').collect();
    let mut places = 0.0;
    // Where phrases stand in the content: (first term, number of terms, phrase).
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut in_content = 0;
    for (i, phrase) in phrases.iter().enumerate() {
        let terms: Vec<&str> = phrase.as_str().split(' ').collect();
        let before = found.len();
        found.extend(occurrences(&content, &terms).map(|at| (at, terms.len(), i)));
        let count = found.len() - before;
        let stands_in = |words: &str| occurrences(&words.split(' ').collect::<Vec<_>>(), &terms).next().is_some();
        places += if count > 0 {
            in_content += 1;
            CONTENT + FURTHER * (count - 1).min(MAX_FURTHER) as f64
        } else if stands_in(claim.source) || stands_in(claim.name) {
            SOURCE
        } else if stands_in(claim.cue) {
            CUE
        } else {
            0.0
        };
    }
    found.sort_unstable();
    let mut covered = 0;
    let mut end = 0;
    for (at, length, _) in &found {
        covered += (at + length).saturating_sub(end.max(*at));
        end = end.max(at + length);
    }
    let confidence = f64::from(claim.confidence.unwrap_or(0.5));
    let score = places / phrases.len() as f64
        + CLOSENESS * closeness(&found, phrases.len(), in_content)
        + SHARE * covered as f64 / content.len() as f64
        + CONFIDENCE * confidence;
    // Within 0 and 10.
    #[allow(clippy::cast_possible_truncation)]
    let millionths = (score * 1e6) as i64;
    millionths
}

/// Where a phrase begins in a text.
fn occurrences<'t>(text: &'t [&str], phrase: &'t [&str]) -> impl Iterator<Item = usize> {
    text.windows(phrase.len()).enumerate().filter(move |(_, window)| *window == phrase).map(|(at, _)| at)
}

/// The share that `wanted` phrases are of the shortest stretch that has all of them; 0 unless there are two at least.
fn closeness(found: &[(usize, usize, usize)], phrases: usize, wanted: usize) -> f64 {
    if wanted < 2 {
        return 0.0;
    }
    // How often each phrase, by its number, stands between the two ends.
    let mut inside = vec![0_usize; phrases];
    let (mut different, mut terms, mut first, mut best) = (0, 0, 0, 0.0_f64);
    for (at, length, phrase) in found {
        if inside[*phrase] == 0 {
            different += 1;
            terms += length;
        }
        inside[*phrase] += 1;
        while different == wanted {
            let (start, first_length, first_phrase) = found[first];
            // Phrases may overlap: no stretch counts as shorter than they are.
            best = best.max((terms as f64 / (at + length - start) as f64).min(1.0));
            inside[first_phrase] -= 1;
            if inside[first_phrase] == 0 {
                different -= 1;
                terms -= first_length;
            }
            first += 1;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases;

    fn score(words: &str, claim: Ranked<'_>) -> i64 {
        relevance(&phrases(words), claim)
    }

    #[test]
    fn better_fits_score_higher() {
        let content = |content| Ranked { content, ..Ranked::default() };
        // Each list from the best to the worst.
        let check = |words: &str, claims: &[Ranked<'_>]| {
            let scores: Vec<i64> = claims.iter().map(|claim| score(words, *claim)).collect();
            assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{words}: {scores:?}");
        };
        let elsewhere = Ranked { content: "it holds", ..Ranked::default() };
        check(
            "dam",
            &[
                content("dam"),
                content("dam dam of"),
                content("the dam"),
                content("the dam will hold for a day"),
                Ranked { source: "dam", ..elsewhere },
                Ranked { cue: "dam", ..elsewhere },
                elsewhere,
            ],
        );
        check(
            "dam breaks",
            &[
                content("the dam breaks today at noon"),
                content("breaks the dam today at noon"),
                content("breaks today at noon the dam"),
                Ranked { name: "breaks", ..content("the dam today at noon there") },
            ],
        );
        check("\"the dam\" hold", &[content("hold the dam"), content("hold now the dam")]);
        let sure = |confidence| Ranked { confidence, ..content("the dam") };
        check("dam", &[sure(Some(0.9)), sure(None), sure(Some(0.1))]);
    }

    #[test]
    fn scores_are_bounded() {
        let long = "dam ".repeat(10_000);
        for (words, content) in [("dam", long.trim()), ("dam \"dam dam\" \"dam dam dam\"", long.trim()), ("dam", "")] {
            let score = score(words, Ranked { content, confidence: Some(1.0), ..Ranked::default() });
            assert!((0..10_000_000).contains(&score), "{score}");
        }
        assert_eq!(relevance(&[], Ranked::default()), 0);
    }
}
