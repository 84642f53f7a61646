"""Measures the embeddings of a model's folder: how well they tell, with words that two sentences share or without, whether the two
say the same (pairs with a label; a logistic regression fitted on TRAIN, judged on VAL); their cosines for pairs that do, that do
not, and for strangers; and how near a content in its article is to the same words by themselves."""

import argparse
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from sayso_tagger import corpus, pieces, run, windows
from sayso_tagger.embedding import MEANING

WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*\d|\d")
SUFFIX = re.compile(r"(?<=...)(?:ing|ed|ies|es|s|ly)$")
SHARES = (5, 25, 50, 75, 95)  # percentiles that are shown


def stems(text: str) -> list:
    words = (re.sub(r"['’]s$", "", word.lower()) for word in WORD.findall(text))
    return [SUFFIX.sub("", word) if len(word) > 4 else word for word in words]


def shared_words(one: str, other: str, rarity) -> list:
    """Weighted F1 and containment of stems, plain F1 of stems and of bigrams, numbers on one side only, lengths."""
    texts = [stems(one), stems(other)]
    counts = [Counter(text) for text in texts]
    bigrams = [Counter(zip(text, text[1:])) for text in texts]
    numbers = [{word for word in text if word[0].isdigit()} for text in texts]

    def weight(stems_):
        return sum(rarity(stem) * count for stem, count in stems_.items())

    common, weights = weight(counts[0] & counts[1]), [weight(count) + 1e-9 for count in counts]
    lengths = [len(text) for text in texts]
    more = [bool(numbers[0] - numbers[1]), bool(numbers[1] - numbers[0])]
    return [
        2 * common / sum(weights),
        common / min(weights),
        common / max(weights),
        2 * (counts[0] & counts[1]).total() / max(1, sum(lengths)),
        2 * (bigrams[0] & bigrams[1]).total() / max(1, sum(count.total() for count in bigrams)),
        sum(more),
        all(more),
        min(lengths) / max(1, *lengths),
        abs(lengths[0] - lengths[1]) / 20,
    ]


def fitted(features, labels):
    """A logistic regression on features of mean 0 and deviation 1: a function to log odds."""
    mean, deviation = features.mean(0), features.std(0) + 1e-9
    inputs, wanted = torch.tensor((features - mean) / deviation, dtype=torch.float64), torch.tensor(labels, dtype=torch.float64)
    weights = torch.zeros(inputs.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        odds = inputs @ weights[:-1] + weights[-1]
        out = F.binary_cross_entropy_with_logits(odds, wanted) + 1e-3 * weights[:-1].square().sum()
        out.backward()
        return out

    optimizer.step(loss)
    found = weights.detach().numpy()
    return lambda rows: (rows - mean) / deviation @ found[:-1] + found[-1]


def scores(said, labels) -> tuple:
    """Accuracy and F1."""
    return (said == labels).mean(), 2 * (said & labels).sum() / (said.sum() + labels.sum())


def quantised(sum_) -> np.ndarray:
    """The part for cosines, of length 1, after the whole went through 8 bits."""
    meaning = np.round(sum_ / np.abs(sum_).max() * 127)[:MEANING]
    return meaning / np.linalg.norm(meaning)


class Embedder:
    def __init__(self, folder):
        self.tokenizer = pieces.build_tokenizer(pieces.load_vocabulary(Path(folder) / "vocab.txt"))
        self.model = run.onnx_runner(Path(folder) / "model.onnx", outputs=("embed",))

    def contents(self, text: str, contents: list):
        """(embedding, pieces) of each content, [(start, end)], that lies in one window."""
        split = pieces.split(text, self.tokenizer)
        for window in windows.windows(split):
            layout = windows.layout(split, window)
            (vectors,) = self.model(layout.ids, layout.features)
            core = (layout.piece >= window.core_first) & (layout.piece < window.core_end)
            for content in contents:
                inside = np.zeros(len(split), bool)
                for start, end in content:
                    inside |= (split.starts < end) & (split.ends > start)
                at = core & inside[layout.piece]
                if 0 < at.sum() == inside.sum():
                    yield content, quantised(vectors[at].sum(0)), int(at.sum())

    def alone(self, text: str):
        return next(embedding for _, embedding, _ in self.contents(text, [[(0, len(text))]]))


def shares(cosines) -> str:
    return " ".join(f"{share:.2f}" for share in np.percentile(cosines, SHARES)) + f"  ({len(cosines)})"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="a model's folder, written by export.py")
    parser.add_argument("--pairs", nargs=2, required=True, metavar=("TRAIN", "VAL"), help="tables: label, two ids, two sentences")
    parser.add_argument("--corpus", required=True, help="a split with text/ and attributions/")
    options = parser.parse_args()
    embedder = Embedder(options.folder)
    tables = [
        [row.split("\t") for row in Path(path).read_text(encoding="utf-8-sig").splitlines()[1:]] for path in options.pairs
    ]
    labels = [np.array([row[0] == "1" for row in table]) for table in tables]
    seen = Counter(stem for row in tables[0] for sentence in row[3:5] for stem in set(stems(sentence)))
    words = [
        np.array([shared_words(*row[3:5], lambda stem: math.log((2 * len(tables[0]) + 1) / (seen[stem] + 1))) for row in table])
        for table in tables
    ]
    embeddings = [np.array([[embedder.alone(sentence) for sentence in row[3:5]] for row in table]) for table in tables]
    cosines = [(pairs[:, 0] * pairs[:, 1]).sum(1) for pairs in embeddings]
    for name, (train, val) in {
        "words": words,
        "cosine": [part[:, None] for part in cosines],
        "words and cosine": [np.c_[part, cosine] for part, cosine in zip(words, cosines)],
    }.items():
        odds = fitted(train, labels[0])
        threshold = max(np.linspace(-1.5, 1.5, 121), key=lambda t: scores(odds(train) > t, labels[0])[0])
        print("%-17s accuracy %.3f  F1 %.3f  (train %.3f, %.3f)" % (name, *scores(odds(val) > threshold, labels[1]), *scores(odds(train) > threshold, labels[0])))
    print("cosines, percentiles", *SHARES)
    for name, part, label in (("train", cosines[0], labels[0]), ("val", cosines[1], labels[1])):
        print(f"{name}, the same    {shares(part[label])}\n{name}, not the same {shares(part[~label])}")
    choice = np.random.default_rng(1)
    flat = embeddings[0].reshape(-1, embeddings[0].shape[-1])
    one, other = choice.integers(0, len(flat), (2, 20000))
    apart = one // 2 != other // 2
    print("strangers", shares((flat[one[apart]] * flat[other[apart]]).sum(1)))

    inside, alone, lengths = [], [], []
    for path in sorted(Path(options.corpus, "text").glob("*.txt")):
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        annotations = sorted(Path(options.corpus, "attributions").glob(f"{path.stem}_*.ann"))[:1]
        contents = [sorted(one["content"]) for annotation in annotations for one in corpus.read_attributions(annotation)]
        for content, embedding, length in embedder.contents(text, [content for content in contents if content]):
            inside.append(embedding)
            alone.append(embedder.alone(" ".join(text[start:end] for start, end in content)))
            lengths.append(length)
    inside, alone, lengths = np.array(inside), np.array(alone), np.array(lengths)
    near = (inside * alone).sum(1)
    print("in the article against alone", shares(near), f" mean {near.mean():.3f}")
    for name, part in (("to 6 pieces", lengths <= 6), ("7 to 15", (lengths > 6) & (lengths < 16)), ("longer", lengths > 15)):
        print(f"  {name}: mean {near[part].mean():.3f} ({part.sum()})")
    every = alone @ inside.T
    print(f"alone, nearest to itself in the article among all contents: {(every.argmax(1) == np.arange(len(every))).mean():.3f}")


if __name__ == "__main__":
    main()
