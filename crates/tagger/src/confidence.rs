//! How probable it is that an attribution is right: a logistic regression on what the model said of its parts, and beta
//! calibration of what that gives (Kull, Silva Filho, Flach, 2017), both fitted on articles that the model was not trained on.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{decode::Found, link::Linked};

/// The smallest distance to 0 and to 1 at which what the regression gives is calibrated.
const EDGE: f64 = 1e-6;

/// The weights of the regression, by the names of its features; what has no weight does not count.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confidence {
    intercept: f64,
    weights: BTreeMap<Feature, f64>,
    /// Weights of ln p and of ln (1 - p), and the intercept.
    calibration: [f64; 3],
}

/// What the regression looks at: probabilities (geometric means over what there is, 1 where there is nothing), what there
/// is, and how long it is.
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
    ContentWordsLog,
}

impl Confidence {
    /// The probability, from 0 to 1, of one of a window's attributions.
    pub(crate) fn of(&self, linked: &Linked, found: &[Found]) -> f32 {
        let weighted = self.weights.iter().map(|(feature, weight)| weight * feature.of(linked, found));
        let plain = logistic(self.intercept + weighted.sum::<f64>()).clamp(EDGE, 1.0 - EDGE);
        let [right, wrong, intercept] = self.calibration;
        let probability = logistic(right * plain.ln() + wrong * (1.0 - plain).ln() + intercept) as f32;
        // Only what the model said can be no number, and then nothing is known.
        if probability.is_nan() { 0.0 } else { probability }
    }

    /// True if all weights are numbers.
    pub(crate) fn is_finite(&self) -> bool {
        let numbers = self.weights.values().chain(&self.calibration);
        self.intercept.is_finite() && numbers.into_iter().all(|number| number.is_finite())
    }
}

impl Feature {
    fn of(self, linked: &Linked, found: &[Found]) -> f64 {
        let source = linked.source.map(|at| &found[at]);
        let cue = linked.cue.map(|at| &found[at]);
        let contents = || linked.contents.iter().map(|at| &found[*at]);
        match self {
            Self::SourceMean => source.map_or(0.0, |span| span.mean).exp(),
            Self::CueMean => cue.map_or(0.0, |span| span.mean).exp(),
            Self::ContentMean => mean(contents().map(|span| span.mean)).exp(),
            Self::ContentEdges => mean(contents().map(|span| span.edges)).exp(),
            Self::LinkSource => linked.source_score.exp(),
            Self::LinkContent => mean(linked.content_scores.iter().copied()).exp(),
            Self::HasSource => f64::from(u8::from(source.is_some())),
            Self::HasCue => f64::from(u8::from(cue.is_some())),
            Self::ContentWordsLog => (contents().map(|span| span.words).sum::<usize>() as f64).ln_1p(),
        }
    }
}

fn logistic(value: f64) -> f64 {
    1.0 / (1.0 + (-value).exp())
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
        let of = |intercept: f64, weights: &str, calibration: &str| {
            let json =
                format!(r#"{{"intercept": {intercept}, "weights": {{{weights}}}, "calibration": {calibration}}}"#);
            serde_json::from_str::<Confidence>(&json).unwrap().of(&linked, &found)
        };
        let near =
            |found: f32, total: f64| assert!((f64::from(found) - logistic(total)).abs() < 1e-6, "{found} {total}");
        let check = |weights: &str, total: f64| near(of(0.0, weights, "[1, -1, 0]"), total);
        check("", 0.0);
        check(r#""source_mean": 9, "cue_mean": 1, "content_mean": 1"#, 9.0 + (-0.5f64).exp() + (-0.3f64).exp());
        check(
            r#""content_edges": 1, "link_source": 1, "link_content": 1"#,
            (-0.6f64).exp() + (-1.5f64).exp() + (-0.2f64).exp(),
        );
        check(r#""has_source": 9, "has_cue": 2"#, 2.0);
        check(r#""content_words_log": 1"#, 8f64.ln());
        near(of(0.25, "", "[1, -1, 0]"), 0.25);
        near(of(0.25, "", "[2, 0, 0.5]"), 2.0 * logistic(0.25).ln() + 0.5);
        // Even where the regression is beyond doubt there is a number.
        near(of(1e9, "", "[1, -1, 0]"), (1e6f64 - 1.0).ln());
        assert!(serde_json::from_str::<Confidence>(r#"{"intercept": 0, "weights": {"luck": 1}}"#).is_err());
    }
}
