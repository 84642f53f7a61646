"""Tunes the tag biases and the no-source margin on dev, then fits the confidence; writes settings.json.

The biases are searched coordinate by coordinate. The confidence is a logistic regression on the features of decode.py,
true where the claim counts in relation.partial; its calibration error is measured on articles left out of the fit.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np

from sayso_tagger import corpus, decode, pieces, run, scoring

BIAS_STEPS = (0.4, 0.2)
MARGINS = (-1.0, -0.5, 0.5, 1.0)
ENDS_INSIDE = (-1.5, -1.0, -0.5, 0.0)
FOLDS = 10
RIDGE = 1.0


def predictions(articles, found, settings):
    """Per article, its claims and their offsets."""
    out = []
    for article, windows in zip(articles, found):
        claims = decode.claims(article, windows, settings)
        out.append((claims, [claim.offsets(article) for claim in claims]))
    return out


def figures(articles, found, settings, gold) -> dict:
    rows = predictions(articles, found, settings)
    return scoring.add_up(gold.counts(a.name, offsets) for a, (_, offsets) in zip(articles, rows))


def objective(scores: dict) -> float:
    """Relations first; spans and exact contents keep the boundaries honest."""
    spans = scores["span.source"] + scores["span.cue"] + scores["span.content"]
    return scores["relation.partial"] + 0.2 * spans + 0.1 * scores["exact.content"]


def tune(articles, found, gold, settings):
    # one bias for a role's B and one for its I: these are the coordinates
    best = objective(figures(articles, found, settings, gold))
    for step in BIAS_STEPS:
        improved = True
        while improved:
            improved = False
            for coordinates in ((1, 2), (3, 4), (5, 6), (1,), (3,), (5,)):
                for sign in (1, -1):
                    bias = list(settings.tag_bias)
                    for tag in coordinates:
                        bias[tag] = round(bias[tag] + sign * step, 2)
                    candidate = dataclasses.replace(settings, tag_bias=bias)
                    value = objective(figures(articles, found, candidate, gold))
                    if value > best + 1e-5:
                        best, settings, improved = value, candidate, True
        print(f"step {step}: objective {best:.4f} bias {settings.tag_bias}", flush=True)
    others = [("content_end_inside", value) for value in ENDS_INSIDE] + [("no_source_margin", value) for value in MARGINS]
    for name, value in others:
        candidate = dataclasses.replace(settings, **{name: value})
        value = objective(figures(articles, found, candidate, gold))
        if value > best + 1e-5:
            best, settings = value, candidate
    return settings


def fit_logistic(x, y, rounds: int = 30):
    """Weights (the intercept last) of a ridge-regularised logistic regression; `y` may be shares."""
    x = np.c_[x, np.ones(len(x))]
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[-1] = 0
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + penalty * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def fit_confidence(x, y) -> dict:
    weights = fit_logistic(x, y)
    plain = np.clip(decode.logistic(np.c_[x, np.ones(len(x))] @ weights), 1e-6, 1 - 1e-6)
    return {
        "intercept": round(float(weights[-1]), 6),
        "weights": {name: round(float(w), 6) for name, w in zip(decode.FEATURE_NAMES, weights)},
        "calibration": [round(float(w), 6) for w in fit_logistic(np.c_[np.log(plain), np.log(1 - plain)], y)],
    }


def confidences(x, fitted: dict):
    total = x @ np.array(list(fitted["weights"].values())) + fitted["intercept"]
    return decode.calibrated(decode.logistic(total), fitted["calibration"])


def calibration(p, y) -> list:
    """Rows (claims, mean confidence, share right) of ten bins of equal width."""
    rows = []
    for k in range(10):
        inside = (p >= k / 10) & ((p < (k + 1) / 10) | (k == 9))
        if inside.any():
            rows.append((int(inside.sum()), float(p[inside].mean()), float(y[inside].mean())))
    return rows


def expected_error(rows) -> float:
    total = sum(n for n, _, _ in rows)
    return sum(n * abs(p - y) for n, p, y in rows) / total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="checkpoint, model.onnx or a folder that holds one")
    parser.add_argument("settings", help="settings.json to write")
    parser.add_argument("--corpus", required=True, help="dev split: a folder with text/ and attributions/")
    parser.add_argument("--scorer", required=True, help="the corpus's score_attribution.py")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--bf16", action="store_true")
    options = parser.parse_args()
    vocabulary = pieces.load_vocabulary(Path(options.bases) / "minilm" / "vocab.txt")
    articles = corpus.load(options.corpus, pieces.build_tokenizer(vocabulary))
    gold = scoring.Gold(options.scorer, options.corpus)
    model = run.runner(options.model, bf16=options.bf16)
    found = [decode.outputs(article, model) for article in articles]
    untuned = figures(articles, found, decode.Settings(), gold)
    print("untuned", {name: round(untuned[name], 3) for name in scoring.FIGURES}, flush=True)
    settings = tune(articles, found, gold, decode.Settings([0.0, 0.4, 0.8, 0.8, 0.4, -1.0, -0.4], -1.0))
    tuned = figures(articles, found, settings, gold)
    print("tuned", {name: round(tuned[name], 3) for name in scoring.FIGURES}, flush=True)

    rows, right, fold = [], [], []
    for k, (article, (claims, offsets)) in enumerate(zip(articles, predictions(articles, found, settings))):
        scored = [claim for claim, o in zip(claims, offsets) if o["content"]]
        rows += [[claim.features[name] for name in decode.FEATURE_NAMES] for claim in scored]
        right += gold.matched(article.name, offsets)
        fold += [k % FOLDS] * len(scored)
    x, y, fold = np.array(rows), np.array(right), np.array(fold)
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = confidences(x[fold == k], fit_confidence(x[fold != k], y[fold != k]))
    table = calibration(p, y)
    print(f"expected calibration error, articles left out: {expected_error(table):.4f}")
    for n, confidence, share in table:
        print(f"{n:5} claims  confidence {confidence:.3f}  right {share:.3f}")
    settings.confidence = fit_confidence(x, y)
    Path(options.settings).write_text(json.dumps(settings.as_dict(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
