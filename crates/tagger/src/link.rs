//! From spans to attributions: which source a cue has, and which cue a content.
//!
//! The model gives every position four vectors. How well one position points to another is the product of its query
//! vector and the other's key vector, made a log probability over the whole window (pointer networks; Vinyals et al.,
//! 2015). A span points to another with the mean, over its positions, of the probability that lies on the other.

use crate::decode::{Found, Role};

/// Numbers of one vector.
pub(crate) const DEPTH: usize = 64;
/// Numbers a position has: content query, cue key, cue query, source key.
pub(crate) const POINTERS: usize = 4 * DEPTH;

/// What products are multiplied by, as in training: 4 / √64.
const SCALE: f32 = 0.5;
/// What it costs a content that a cue is in another paragraph.
const OTHER_PARAGRAPH: f64 = 4.0;

/// The vectors of a window's positions.
#[derive(Debug)]
pub(crate) struct Pointers<'a>(&'a [f32]);

/// One attribution of a window: numbers of its spans, and how well they are linked.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Linked {
    pub(crate) source: Option<usize>,
    pub(crate) cue: Option<usize>,
    pub(crate) contents: Vec<usize>,
    /// Log probability of the source, or of none; 0 without a cue.
    pub(crate) source_score: f64,
    /// Log probability of the cue, per content; empty without a cue.
    pub(crate) content_scores: Vec<f64>,
}

/// Joins the spans of a window: one attribution a cue, in text order, or one a content if there is no cue.
///
/// A cue has the source it points to best if it points there better than to \[CLS\], by `no_source_margin` at least.
pub(crate) fn link(pointers: &Pointers<'_>, found: &[Found], no_source_margin: f64) -> Vec<Linked> {
    let of = |role: Role| -> Vec<usize> { (0..found.len()).filter(|at| found[*at].role == role).collect() };
    let (sources, cues, contents) = (of(Role::Source), of(Role::Cue), of(Role::Content));
    if cues.is_empty() {
        return contents.into_iter().map(|content| Linked { contents: vec![content], ..Linked::default() }).collect();
    }
    let mut linked: Vec<Linked> = Vec::with_capacity(cues.len());
    for cue in &cues {
        let targets: Vec<_> =
            std::iter::once(0..1).chain(sources.iter().map(|s| found[*s].positions.clone())).collect();
        let scores = pointers.scores(Query::CueToSource, found[*cue].positions.clone(), &targets);
        let (none, scores) = (scores[0], &scores[1..]);
        let chosen = best(scores).filter(|best| scores[*best] > none + no_source_margin);
        linked.push(Linked {
            source: chosen.map(|best| sources[best]),
            cue: Some(*cue),
            source_score: chosen.map_or(none, |best| scores[best]),
            ..Linked::default()
        });
    }
    let targets: Vec<_> = cues.iter().map(|cue| found[*cue].positions.clone()).collect();
    for content in contents {
        let mut scores = pointers.scores(Query::ContentToCue, found[content].positions.clone(), &targets);
        for (score, cue) in scores.iter_mut().zip(&cues) {
            *score -= if found[*cue].paragraph == found[content].paragraph { 0.0 } else { OTHER_PARAGRAPH };
        }
        if let Some(best) = best(&scores) {
            linked[best].contents.push(content);
            linked[best].content_scores.push(scores[best]);
        }
    }
    linked
}

/// The first of the highest.
fn best(scores: &[f64]) -> Option<usize> {
    (0..scores.len()).reduce(|highest, at| if scores[at] > scores[highest] { at } else { highest })
}

/// Which vectors are multiplied.
#[derive(Debug, Clone, Copy)]
enum Query {
    ContentToCue,
    CueToSource,
}

impl Query {
    /// Where the query and the key stand among a position's numbers.
    fn offsets(self) -> (usize, usize) {
        match self {
            Self::ContentToCue => (0, DEPTH),
            Self::CueToSource => (2 * DEPTH, 3 * DEPTH),
        }
    }
}

type Positions = std::ops::Range<usize>;

impl<'a> Pointers<'a> {
    /// `vectors`: [`POINTERS`] numbers a position.
    pub(crate) fn new(vectors: &'a [f32]) -> Self {
        Self(vectors)
    }

    /// How well the positions of `from` point to each of `targets`.
    fn scores(&self, query: Query, from: Positions, targets: &[Positions]) -> Vec<f64> {
        let (queries, keys) = query.offsets();
        let count = from.len() as f64;
        let mut sums = vec![0.0; targets.len()];
        let mut row = Vec::with_capacity(self.0.len() / POINTERS);
        for position in from {
            let query = &self.0[position * POINTERS + queries..][..DEPTH];
            row.clear();
            row.extend(self.0.chunks_exact(POINTERS).map(|vectors| dot(query, &vectors[keys..][..DEPTH]) * SCALE));
            let all = log_sum_exp(&row);
            for (sum, target) in sums.iter_mut().zip(targets) {
                *sum += log_sum_exp(&row[target.clone()]) - all;
            }
        }
        sums.into_iter().map(|sum| sum / count).collect()
    }
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    const LANES: usize = 16;
    let mut sums = [0.0; LANES];
    for (one, other) in one.chunks_exact(LANES).zip(other.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum()
}

fn log_sum_exp(scores: &[f32]) -> f64 {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    f64::from(highest) + f64::from(scores.iter().map(|score| (score - highest).exp()).sum::<f32>()).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A span of one position in a paragraph.
    fn span(role: Role, position: usize, paragraph: u32) -> Found {
        Found {
            role,
            positions: position..position + 1,
            pieces: position - 1..position,
            paragraph,
            words: 1,
            mean: 0.0,
            edges: 0.0,
        }
    }

    /// The vectors of `positions` positions in which each of `points`, a place in the query and a place in the key,
    /// has its strength.
    fn vectors(positions: usize, points: &[(Query, usize, usize, f32)]) -> Vec<f32> {
        let mut out = vec![0.0; positions * POINTERS];
        for (number, (query, from, to, strength)) in points.iter().enumerate() {
            let (queries, keys) = query.offsets();
            out[from * POINTERS + queries + number] = *strength;
            out[to * POINTERS + keys + number] = 1.0;
        }
        out
    }

    fn check(
        spans: &[Found],
        points: &[(Query, usize, usize, f32)],
        expected: &[(Option<usize>, Option<usize>, &[usize])],
    ) {
        let vectors = vectors(8, points);
        let linked = link(&Pointers::new(&vectors), spans, 0.0);
        let found: Vec<_> = linked.iter().map(|l| (l.source, l.cue, l.contents.as_slice())).collect();
        assert_eq!(found, expected);
    }

    use Query::{ContentToCue, CueToSource};
    use Role::{Content, Cue, Source};

    #[test]
    fn cues_have_the_source_they_point_to() {
        let spans = [span(Source, 1, 0), span(Cue, 2, 0), span(Content, 3, 0), span(Source, 4, 0), span(Cue, 5, 0)];
        let to_content = (ContentToCue, 3, 5, 9.0);
        check(
            &spans,
            &[(CueToSource, 2, 4, 9.0), (CueToSource, 5, 0, 9.0), to_content],
            &[(Some(3), Some(1), &[]), (None, Some(4), &[2])],
        );
    }

    #[test]
    fn a_cue_in_another_paragraph_is_the_last_resort() {
        let spans = [span(Cue, 1, 0), span(Cue, 3, 1), span(Content, 4, 1)];
        check(&spans, &[(ContentToCue, 4, 1, 7.0)], &[(None, Some(0), &[]), (None, Some(1), &[2])]);
        check(&spans, &[(ContentToCue, 4, 1, 9.0)], &[(None, Some(0), &[2]), (None, Some(1), &[])]);
    }

    #[test]
    fn contents_without_a_cue_stand_alone() {
        let spans = [span(Source, 1, 0), span(Content, 2, 0), span(Content, 4, 1)];
        check(&spans, &[], &[(None, None, &[1]), (None, None, &[2])]);
        check(&[], &[], &[]);
    }
}
