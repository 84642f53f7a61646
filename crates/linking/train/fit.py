"""Fits `data/model.toml` on what `examples/measure.rs` writes.

    fit.py MSRP_TRAIN.tsv PAIRS.tsv APART.tsv MSRP_VAL.tsv > ../data/model.toml

`paraphrase` is fitted on the Microsoft Research Paraphrase Corpus alone (and on its sentences crossed, which say different
things). Its log odds are one feature of `same` (labelled pairs: an echo or a corroboration against all else) and of `about`
(any relation against none). APART are claims of one text by different sources, and of texts of one time: nearly all of
them have no relation. Logistic regression with a ridge; needs numpy.
"""

import sys
from pathlib import Path

import numpy as np

TEXT = 16
CERTAIN = 5.0
SAME = {"REPEATS", "CORROBORATES"}
CROSSED_WEIGHT = 0.2


def logistic(x, y, weight, ridge):
    """Weights, the bias last, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 0
    w = np.zeros(x.shape[1])
    total = weight.sum()
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weight * (p - y)) / total + penalty * w
        hessian = (x * (weight * p * (1 - p) / total + 1e-9)[:, None]).T @ x + np.diag(penalty + 1e-9)
        w -= np.linalg.solve(hessian, gradient)
    return w


def read(path, leading):
    rows = [line.split("\t") for line in Path(path).read_text().splitlines()]
    return np.array([[float(v) for v in row[leading + 1 :]] for row in rows]), rows


def section(name, w):
    print(f"[{name}]\nbias = {w[-1]:.3f}\nweights = [{', '.join(f'{v:.3f}' for v in w[:-1])}]\n")


def without(x, columns):
    x = x.copy()
    x[:, columns] = 0
    return x


train, train_rows = read(sys.argv[1], 1)
train_y = np.array([row[0] == "1" for row in train_rows], float)
train_weight = np.array([CROSSED_WEIGHT if row[0] == "-" else 1.0 for row in train_rows])
pairs, pair_rows = read(sys.argv[2], 4)
apart, apart_rows = read(sys.argv[3], 4)
val, val_rows = read(sys.argv[4], 1)
is_val = np.array([row[0] != "-" for row in val_rows])
val_y = np.array([row[0] == "1" for row in val_rows])[is_val]
pairs = np.vstack([pairs, apart])
relations = [row[1] for row in pair_rows] + ["NONE"] * len(apart)
marks = [row[2] for row in pair_rows] + [row[0] for row in apart_rows]
is_same = np.array([r in SAME for r in relations])
related = np.array([r != "NONE" for r in relations])
sorts = {"crossed": "-", "beside": "~", "apart": "beside", "elsewhere": "elsewhere"}
sorts = {name: np.array([m == mark for m in marks]) for name, mark in sorts.items()}
labelled = ~sum(sorts.values()).astype(bool)
# Pairs without a label are many: each sort weighs as much as a multiple of the labelled ones.
weigh = labelled.astype(float)
weigh[labelled & ~related] = 1.5
for name, times in (("crossed", 1.5), ("beside", 0.7), ("apart", 0.7), ("elsewhere", 1.5)):
    weigh[sorts[name]] = times * labelled.sum() / max(1, sorts[name].sum())

print("# Logistic models, fitted by `train/fit.py`: one weight per feature, in the order of `TEXT_FEATURES` (paraphrase) and")
print("# `FEATURES`; without and with embeddings. `paraphrase`: two texts say the same; `same`: both claims put forward the same")
print("# proposition; `about`: both answer the same question.\n")
for name, cosine in (("words", []), ("embedded", [TEXT - 2, TEXT - 1])):
    drop = [] if cosine else [TEXT - 2, TEXT - 1]
    text = lambda x: without(x[:, :TEXT], drop)
    odds = lambda x: text(x) @ paraphrase[:-1] + paraphrase[-1]
    paraphrase = logistic(text(train), train_y, train_weight, 3e-5)
    section(f"paraphrase.{name}", paraphrase)
    for rows, x, y in (("train", train[train_weight == 1], train_y[train_weight == 1]), ("val", val[is_val], val_y)):
        yes = odds(x) > 0
        right = (yes & (y == 1)).sum()
        sys.stderr.write(f"{name}: msrp {rows} accuracy {(yes == y).mean():.4f} F1 {2 * right / (2 * right + (yes != y).sum()):.4f}\n")
    x = pairs[:, TEXT:].copy()
    x[:, 0] = np.clip(odds(pairs), -CERTAIN, CERTAIN) / CERTAIN
    if not cosine:
        x[:, -1] = 0
    for model, y in (("same", is_same), ("about", related)):
        w = logistic(x, y.astype(float), weigh, 1e-3)
        section(f"{model}.{name}", w)
        q = 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))
        for at in (0.3, 0.5, 0.7):
            share = lambda rows: f"{(q[rows] > at).sum()} of {rows.sum()}"
            none = ", ".join(f"{name} {share(rows)}" for name, rows in sorts.items())
            sys.stderr.write(f"  {model} > {at}: {share(y)}; not {share(~y & labelled)}, {none}\n")
