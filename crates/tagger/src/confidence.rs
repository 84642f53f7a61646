//! How probable it is that an attribution is right: a logistic regression on what the model said of its parts, fitted on
//! articles that the model was not trained on.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{decode::Found, link::Linked};

/// The weights of the regression, by the names of its features; what has no weight does not count.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confidence {
    intercept: f64,
    weights: BTreeMap<Feature, f64>,
}

/// What the regression looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Feature {
    SourceMean,
    CueMean,
    ContentMean,
    ContentEdges,
    LinkSource,
    LinkContent,
    HasSource,
    HasCue,
    HasContent,
    ContentWordsLog,
}

impl Confidence {
    /// The probability, from 0 to 1, of one of a window's attributions.
    pub(crate) fn of(&self, linked: &Linked, found: &[Found]) -> f32 {
        let weighted = self.weights.iter().map(|(feature, weight)| weight * feature.of(linked, found));
        let total = self.intercept + weighted.sum::<f64>();
        let probability = (1.0 / (1.0 + (-total).exp())) as f32;
        // Only what the model said can be no number, and then nothing is known.
        if probability.is_nan() { 0.0 } else { probability }
    }

    /// True if all weights are numbers.
    pub(crate) fn is_finite(&self) -> bool {
        self.intercept.is_finite() && self.weights.values().all(|weight| weight.is_finite())
    }
}

impl Feature {
    fn of(self, linked: &Linked, found: &[Found]) -> f64 {
        let source = linked.source.map(|at| &found[at]);
        let cue = linked.cue.map(|at| &found[at]);
        let contents = || linked.contents.iter().map(|at| &found[*at]);
        match self {
            Self::SourceMean => source.map_or(0.0, |span| span.mean),
            Self::CueMean => cue.map_or(0.0, |span| span.mean),
            Self::ContentMean => mean(contents().map(|span| span.mean)),
            Self::ContentEdges => mean(contents().map(|span| span.edges)),
            Self::LinkSource => linked.source_score,
            Self::LinkContent => mean(linked.content_scores.iter().copied()),
            Self::HasSource => f64::from(u8::from(source.is_some())),
            Self::HasCue => f64::from(u8::from(cue.is_some())),
            Self::HasContent => f64::from(u8::from(!linked.contents.is_empty())),
            Self::ContentWordsLog => (contents().map(|span| span.words).sum::<usize>() as f64).ln_1p(),
        }
    }
}

/// The mean; 0 of nothing.
fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len();
    if count == 0 { 0.0 } else { values.sum::<f64>() / count as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::Role;

    #[test]
    fn weights_are_named_and_what_is_absent_does_not_count() {
        let span = |role, words, mean| Found {
            role,
            positions: 1..2,
            pieces: 0..1,
            paragraph: 0,
            words,
            mean,
            edges: 2.0 * mean,
        };
        let found = [span(Role::Cue, 1, -0.5), span(Role::Content, 3, -0.2), span(Role::Content, 4, -0.4)];
        let linked = Linked {
            cue: Some(0),
            contents: vec![1, 2],
            source_score: -1.5,
            content_scores: vec![-0.1, -0.3],
            ..Linked::default()
        };
        let check = |json: &str, total: f64| {
            let confidence: Confidence = serde_json::from_str(json).unwrap();
            let expected = (1.0 / (1.0 + (-total).exp())) as f32;
            assert!((confidence.of(&linked, &found) - expected).abs() < 1e-6, "{json}");
        };
        check(r#"{"intercept": 0.25, "weights": {}}"#, 0.25);
        check(r#"{"intercept": 0, "weights": {"source_mean": 9, "cue_mean": 1, "content_mean": 1}}"#, -0.8);
        check(r#"{"intercept": 0, "weights": {"content_edges": 1, "link_source": 1, "link_content": 1}}"#, -2.3);
        check(r#"{"intercept": 0, "weights": {"has_source": 9, "has_cue": 2, "has_content": 4}}"#, 6.0);
        check(r#"{"intercept": 0, "weights": {"content_words_log": 1}}"#, 8f64.ln());
        assert!(serde_json::from_str::<Confidence>(r#"{"intercept": 0, "weights": {"luck": 1}}"#).is_err());
    }
}
