"""Fits `data/model.toml` on what `examples/measure.rs` writes.

    fit.py MSRP_TRAIN.tsv PAIRS.tsv APART.tsv GROUPS.tsv MSRP_VAL.tsv > ../data/model.toml

`paraphrase` is fitted on the Microsoft Research Paraphrase Corpus alone (and on its sentences crossed, which say different
things). Its log odds are one feature of `relation`, which tells whether two claims put forward the same, what cannot both be
so, or neither: fitted on labelled pairs (the relation of a forecast and what came of it is left out), and on groups of propositions
that the embeddings were not trained on. APART are claims of one text by different sources, and of texts of one time: nearly
all of them have no relation. (Multinomial) logistic regression with a ridge; needs numpy.
"""

import sys
from pathlib import Path

import numpy as np

TEXT, FROM_EMBEDDINGS = 16, 5  # features of a text; how many of the last of a relation come from embeddings
CERTAIN = 5.0
NEITHER, SAME, OPPOSED = 0, 1, 2
CLASSES = {"REPEATS": SAME, "CORROBORATES": SAME, "CONTRADICTS": OPPOSED, "UPDATES": OPPOSED, "NONE": NEITHER}
CLASSES |= {"SAME": SAME, "OPPOSED": OPPOSED, "NEITHER": NEITHER}
CROSSED_WEIGHT = 0.2


def multinomial(x, y, weight, ridge, classes, steps=40):
    """Weights [classes - 1, features + 1] against class 0, the bias last, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    k, d = classes - 1, x.shape[1]
    penalty = np.full(d, ridge)
    penalty[-1] = 1e-9
    w = np.zeros((k, d))
    total = weight.sum()
    target = np.stack([y == c for c in range(1, classes)], 1).astype(float)
    for _ in range(steps):
        z = np.clip(x @ w.T, -30, 30)
        e = np.exp(z)
        p = e / (1 + e.sum(1, keepdims=True))
        gradient = ((p - target) * weight[:, None]).T @ x / total + penalty * w
        hessian = np.zeros((k * d, k * d))
        for a in range(k):
            for b in range(k):
                h = weight * p[:, a] * ((a == b) - p[:, b]) / total
                hessian[a * d : (a + 1) * d, b * d : (b + 1) * d] = (x * h[:, None]).T @ x
        hessian += np.diag(np.tile(penalty, k) + 1e-9)
        w -= np.linalg.solve(hessian, gradient.ravel()).reshape(k, d)
    return w


def probabilities(x, w):
    e = np.exp(np.clip(x @ w[:, :-1].T + w[:, -1], -30, 30))
    return np.hstack([np.ones((len(x), 1)), e]) / (1 + e.sum(1, keepdims=True))


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
train_y = np.array([row[0] == "1" for row in train_rows], int)
train_weight = np.array([CROSSED_WEIGHT if row[0] == "-" else 1.0 for row in train_rows])
pairs, pair_rows = read(sys.argv[2], 4)
apart, apart_rows = read(sys.argv[3], 4)
groups, group_rows = read(sys.argv[4], 1)
val, val_rows = read(sys.argv[5], 1)
is_val = np.array([row[0] != "-" for row in val_rows])
val_y = np.array([row[0] == "1" for row in val_rows])[is_val]
kept = np.array([row[1] != "BEARS_ON" for row in pair_rows])
pairs, pair_rows = pairs[kept], [row for row in pair_rows if row[1] != "BEARS_ON"]
marks = [row[2] for row in pair_rows] + [row[0] for row in apart_rows] + ["group"] * len(groups)
y = np.array([CLASSES[row[1]] for row in pair_rows] + [NEITHER] * len(apart) + [CLASSES[row[0]] for row in group_rows])
pairs = np.vstack([pairs, apart, groups])
sorts = {"crossed": "-", "beside": "~", "apart": "beside", "elsewhere": "elsewhere", "group": "group"}
sorts = {name: np.array([m == mark for m in marks]) for name, mark in sorts.items()}
labelled = ~sum(sorts.values()).astype(bool)
# Pairs without a label are many: each sort weighs as much as a multiple of the labelled ones.
weigh = labelled.astype(float)
weigh[labelled & (y == NEITHER)] = 1.5
for name, times in (("crossed", 1.5), ("beside", 0.7), ("apart", 0.7), ("elsewhere", 1.5), ("group", 1.0)):
    weigh[sorts[name]] = times * labelled.sum() / max(1, sorts[name].sum())

print("# Logistic models, fitted by `train/fit.py`: one weight per feature, in the order of `TEXT_FEATURES` (paraphrase) and")
print("# `FEATURES`; without and with embeddings. `paraphrase`: two texts say the same; `relation`: both claims put forward the same")
print("# proposition, or opposed ones, against neither.\n")
for name, embedded in (("words", False), ("embedded", True)):
    drop = [] if embedded else [TEXT - 2, TEXT - 1]
    text = lambda x: without(x[:, :TEXT], drop)
    odds = lambda x: text(x) @ paraphrase[:-1] + paraphrase[-1]
    (paraphrase,) = multinomial(text(train), train_y, train_weight, 3e-5, 2)
    section(f"paraphrase.{name}", paraphrase)
    for rows, x, wanted in (("train", train[train_weight == 1], train_y[train_weight == 1]), ("val", val[is_val], val_y)):
        yes = odds(x) > 0
        right = (yes & (wanted == 1)).sum()
        sys.stderr.write(f"{name}: msrp {rows} accuracy {(yes == wanted).mean():.4f} F1 {2 * right / (2 * right + (yes != wanted).sum()):.4f}\n")
    x = pairs[:, TEXT:].copy()
    x[:, 0] = np.clip(odds(pairs), -CERTAIN, CERTAIN) / CERTAIN
    if not embedded:
        x[:, -FROM_EMBEDDINGS:] = 0
    w = multinomial(x, y, weigh, 3e-4, 3)
    section(f"relation.{name}.same", w[SAME - 1])
    section(f"relation.{name}.opposed", w[OPPOSED - 1])
    p = probabilities(x, w)
    for kind in ("labelled", "group"):
        rows = labelled if kind == "labelled" else sorts["group"]
        for c, title in ((SAME, "same"), (OPPOSED, "opposed")):
            for at in (0.4, 0.5, 0.6):
                found = rows & (p[:, c] > at) & (p.argmax(1) == c)
                right = (found & (y == c)).sum()
                others = ", ".join(f"{n} {(p[of][:, c] > at).mean():.5f}" for n, of in sorts.items() if n != "group")
                sys.stderr.write(f"  {kind} {title} > {at}: precision {right / max(1, found.sum()):.3f}, recall {right / (rows & (y == c)).sum():.3f}; {others}\n")
