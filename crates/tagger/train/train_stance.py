"""Trains the second part of the head for sentence embeddings, together with the network that compares two embeddings: whether two
contents mean the same, cannot both be so, or neither.

GROUPS are texts of groups of propositions, `../../linking/train/groups` (its README tells the format). One group in HELD_BACK is not
trained on: what comparing makes of the network's answer is fitted on those. The first part stays as it is.
"""

import argparse
import re
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from sayso_tagger import embedding, model, pieces
from train_embedding import Spans

HELD_BACK = 4
UNITS = 32  # hidden units of the network that compares
SAME, OPPOSED, NEITHER = range(3)
CLASS_WEIGHTS = torch.tensor([1.5, 1.0, 0.7])
GROUPS, STRANGERS = 20, 120  # in a step
REPORTS = (
    "{}",
    "The mayor said on Tuesday that {}.",
    "According to officials in the capital, {}. The ministry did not comment.",
    "“{}”, the spokeswoman told reporters at a briefing.",
    "She said {}, adding that she had seen it herself.",
    "{}, the company said in a statement on Friday.",
)


class Comparison(nn.Module):
    """Three scores of two embeddings, from the products and the distances of their components; symmetric."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Linear(2 * embedding.EMBEDDING, UNITS)
        self.out = nn.Linear(UNITS, 3)
        self.dropout = nn.Dropout(0.2)

    def forward(self, one, other):
        inputs = torch.cat([one * other * embedding.MEANING, (one - other).abs() * embedding.MEANING**0.5], -1)
        return self.out(self.dropout(F.relu(self.mix(inputs))))

    def save(self, path):
        """Of each hidden unit its weights and its bias, then of each class: 32 bits each, little end first."""
        layers = [torch.cat([layer.weight, layer.bias[:, None]], 1).detach().numpy() for layer in (self.mix, self.out)]
        Path(path).write_bytes(b"".join(layer.astype("<f4").tobytes() for layer in layers))


def read_groups(paths) -> list:
    """[(held back, [(sort, proposition)])]"""
    out = []
    for path in sorted(paths):
        for block in re.split(r"\n\s*\n", Path(path).read_text(encoding="utf-8")):
            lines = [(line[0], line[1:].strip()) for line in block.splitlines() if line[:1] in tuple("@=!^~")]
            anchors = [words for sort, words in lines if sort == "@"]
            if len(anchors) == 1:
                held = zlib.crc32(anchors[0].encode()) % HELD_BACK == 0
                out.append((held, [(sort, words.strip('"“”')) for sort, words in lines]))
    return out


def label(one: str, other: str):
    """What two lines of a group are to each other, and how much that counts; `None` if the group does not tell."""
    sorts = {one, other}
    if sorts <= {"@", "="}:
        return SAME, 1.0
    if "!" in sorts and sorts - {"!"} and sorts <= {"@", "=", "!"}:
        return OPPOSED, 1.0
    if "^" in sorts and sorts <= {"@", "=", "^"}:
        return OPPOSED, 0.4
    if "~" in sorts and sorts <= {"@", "=", "~"}:
        return NEITHER, 1.0
    return (NEITHER, 0.2) if sorts == {"!", "~"} else None


def pairs_of(sorts: str, first: int) -> list:
    """(one, other, class, weight) of the lines of a group, the first of which is number `first`."""
    found = [(i, j, label(sorts[i], sorts[j])) for i in range(len(sorts)) for j in range(i + 1, len(sorts))]
    return [(first + i, first + j, *told) for i, j, told in found if told]


class Embedder:
    def __init__(self, meaning, stance):
        self.meaning, self.stance = meaning, stance

    def __call__(self, states: list):
        lengths = [len(part) for part in states]
        rows = torch.from_numpy(np.concatenate(states)).float()
        with torch.no_grad():
            weights, first = self.meaning.weights(rows), embedding.pooled(self.meaning(rows), lengths)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = self.stance(rows)
        return torch.cat([first, embedding.pooled(vectors.float() * weights, lengths)], 1)


@torch.no_grad()
def measure(embedder, comparison, groups: list) -> str:
    embedder.stance.eval(), comparison.eval()
    scores, wanted = [], []
    for sorts, lines in groups:
        vectors, told = embedder([states[-1] for states in lines]), pairs_of(sorts, 0)
        told = [pair for pair in told if pair[3] == 1]
        if told:
            one, other, classes, _ = zip(*told)
            scores.append(comparison(vectors[list(one)], vectors[list(other)]))
            wanted += classes
    scores, wanted = torch.cat(scores).softmax(1).numpy(), np.array(wanted)
    found = scores.argmax(1)

    def area(score, positive):
        rank = score.argsort().argsort() + 1
        return (rank[positive].sum() - positive.sum() * (positive.sum() + 1) / 2) / (positive.sum() * (~positive).sum())

    out = [f"{len(wanted)} pairs, accuracy {(found == wanted).mean():.3f}"]
    for number, name in ((SAME, "same"), (OPPOSED, "opposed")):
        right = ((found == number) & (wanted == number)).sum()
        shown = area(scores[:, number], wanted == number)
        out.append(f"{name}: precision {right / max(1, (found == number).sum()):.3f}, recall {right / (wanted == number).sum():.3f}, AUC {shown:.3f}")
    embedder.stance.train(), comparison.train()
    return "; ".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagger", help="checkpoint of the network")
    parser.add_argument("meaning", help="checkpoint of the first part")
    parser.add_argument("out", help="checkpoint of the second part to write")
    parser.add_argument("comparison", help="the network that compares, to write: ../../linking/data/meaning.f32")
    parser.add_argument("--groups", nargs="+", required=True, help="texts of groups")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    choice = np.random.default_rng(options.seed)
    tagger = model.load(options.tagger)
    spans = Spans(tagger, pieces.build_tokenizer(pieces.load_vocabulary(Path(options.bases) / "minilm" / "vocab.txt")))

    groups = {False: [], True: []}
    for held, lines in read_groups(options.groups):
        read = []
        for sort, words in lines:
            first = len(spans.states)
            for number in [0, *(1 + choice.permutation(len(REPORTS) - 1)[:2])]:
                before, after = REPORTS[number].split("{}")
                told = words if before[-1:] == " " else words[0].upper() + words[1:]
                spans.read(before + told + after, [[(len(before), len(before) + len(told))]])
            if len(spans.states) > first:
                read.append((sort, spans.states[first:]))
        groups[held].append(("".join(sort for sort, _ in read), [states for _, states in read]))
    print(f"{len(groups[False])} groups, {len(groups[True])} held back, {len(spans.states)} spans", flush=True)

    stance = embedding.StanceHead(tagger.config.layers, tagger.config.hidden)
    sample = torch.from_numpy(np.concatenate(spans.states[::20])).float()
    stance.mean.copy_(sample.mean(0))
    stance.deviation.copy_(sample.std(0) + 1e-3)
    comparison = Comparison()
    embedder = Embedder(embedding.read(embedding.MeaningHead, options.meaning, tagger), stance)
    parameters = [*stance.parameters(), *comparison.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=options.steps + 1, pct_start=0.1)
    for step in range(options.steps):
        states, pairs = [], []
        for k in choice.choice(len(groups[False]), GROUPS, replace=False):
            sorts, lines = groups[False][k]
            pairs += pairs_of(sorts, len(states))
            states += [line[choice.integers(len(line))] for line in lines]
        # Lines so far apart stand in two groups.
        pairs += [(i, j, NEITHER, 0.3) for i, j in choice.integers(0, len(states), (STRANGERS, 2)).tolist() if abs(i - j) > 12]
        one, other, classes, weights = zip(*pairs)
        vectors, classes = embedder(states), torch.tensor(classes)
        weights = torch.tensor(weights) * CLASS_WEIGHTS[classes]
        loss = F.cross_entropy(comparison(vectors[list(one)], vectors[list(other)]), classes, reduction="none")
        loss = (loss * weights).sum() / weights.sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 100 == 0:
            print(f"step {step + 1} of {options.steps}, loss {loss.item():.3f}; held back: {measure(embedder, comparison, groups[True])}", flush=True)
    embedding.save(stance, options.out)
    comparison.save(options.comparison)


if __name__ == "__main__":
    main()
