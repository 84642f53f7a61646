"""Trains the encoder of contents, together with the network that compares two of its embeddings: whether two contents mean the same,
cannot both be so, or neither.

GROUPS are texts of groups of propositions, `../../linking/train/groups` (its README tells the format). One group in HELD_BACK is not
trained on: what comparing makes of the network's answer is fitted on those. The encoder starts from MiniLM; its first part keeps
the cosines that MiniLM and MPNet give on average, also for sentences of PAIRS, whose labels are not read.
"""

import argparse
import re
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from sayso_tagger import base, meaning, pieces

HELD_BACK = 8
SAME, OPPOSED, NEITHER = range(3)
CLASS_WEIGHTS = torch.tensor([1.5, 1.0, 0.7])
GROUPS, STRANGERS, SENTENCES = 16, 120, 48  # in a step
COSINES = 5.0  # weight of the cosines in the loss


def read_groups(paths) -> list:
    """[(held back, [(sort, proposition)])]"""
    out = []
    for path in sorted(paths):
        for block in re.split(r"\n\s*\n", Path(path).read_text(encoding="utf-8")):
            lines = [(line[0], line[1:].strip()) for line in block.splitlines() if line[:1] in tuple("@=!^~")]
            anchors = [words for sort, words in lines if sort == "@"]
            if len(anchors) == 1:
                held = zlib.crc32(anchors[0].encode()) % HELD_BACK == 0
                out.append((held, [(sort, words.strip('"“” ')) for sort, words in lines]))
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


def pairs_of(group: list, first: int) -> list:
    """(one, other, class, weight) of the lines of a group, the first of which is number `first`."""
    numbers = range(len(group))
    found = [(i, j, label(group[i][0], group[j][0])) for i in numbers for j in numbers[i + 1 :]]
    return [(first + i, first + j, *told) for i, j, told in found if told]


def as_told(words: str, choice) -> str:
    """The words of a proposition as a content may hold them: a sentence, part of one, a quotation."""
    capital = words[0].upper() + words[1:]
    forms = (f"{capital}.", f"{words}.", f"“{words}”", f'"{capital},"', capital, words, words, words)
    return forms[choice.integers(len(forms))]


@torch.no_grad()
def measure(encoder, comparison, groups: list, tokenizer) -> str:
    encoder.eval(), comparison.eval()
    scores, wanted = [], []
    for group in groups:
        vectors = meaning.embedded(encoder, [words for _, words in group], tokenizer)
        told = [pair for pair in pairs_of(group, 0) if pair[3] == 1]
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
    encoder.train(), comparison.train()
    return "; ".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="checkpoint of the encoder to write")
    parser.add_argument("comparison", help="the network that compares, to write: ../../linking/data/meaning.f32")
    parser.add_argument("--groups", nargs="+", required=True, help="texts of groups")
    parser.add_argument("--pairs", required=True, help="table of pairs: label, two ids, two sentences")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 1, 3, 5], help="layers of MiniLM to keep")
    parser.add_argument("--feed-forward", type=int, default=1536)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    choice = np.random.default_rng(options.seed)
    bases = Path(options.bases)
    vocabulary = pieces.load_vocabulary(bases / "minilm" / "vocab.txt")
    tokenizer = pieces.build_tokenizer(vocabulary)
    groups = {False: [], True: []}
    for held, lines in read_groups(options.groups):
        groups[held].append(lines)
    rows = Path(options.pairs).read_text(encoding="utf-8-sig").splitlines()[1:]
    sentences = [sentence for row in rows for sentence in row.split("\t")[3:5]]
    print(f"{len(groups[False])} groups, {len(groups[True])} held back, {len(sentences)} sentences", flush=True)

    # What several encoders say, side by side: its cosine is the mean of theirs.
    texts = sorted({words for group in groups[False] for _, words in group} | set(sentences))
    teachers = base.minilm(bases / "minilm").eval(), base.mpnet(bases / "mpnet", vocabulary).eval()
    with torch.no_grad():
        parts = [meaning.embedded(lambda *rows: meaning.pooled(teacher, *rows), texts, tokenizer) for teacher in teachers]
        wanted = torch.cat([F.normalize(part, dim=1) for part in parts], 1) / len(teachers) ** 0.5
    number = {text: k for k, text in enumerate(texts)}
    print("teachers done", flush=True)

    network = base.narrowed(base.minilm(bases / "minilm"), options.layers, options.feed_forward)
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = options.dropout
    network.requires_grad_(True)
    for table in (network.word_table, network.position_table, network.feature_table):
        table.requires_grad_(False)
    encoder, comparison = meaning.Encoder(network), meaning.Comparison()
    # The first part starts as the axes along which most of what the encoder says lies.
    with torch.no_grad():
        sample = [texts[k] for k in choice.permutation(len(texts))[:2500]]
        states = meaning.embedded(lambda *rows: meaning.pooled(network.eval(), *rows), sample, tokenizer)
        encoder.meaning.weight.copy_(torch.linalg.svd(F.normalize(states, dim=1), full_matrices=False)[2][: meaning.MEANING])
    encoder.train()

    body = [parameter for parameter in network.parameters() if parameter.requires_grad]
    heads = [*encoder.meaning.parameters(), *encoder.stance.parameters(), *comparison.parameters()]
    rates = [options.rate, options.head_rate]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rates[0]}, {"params": heads, "lr": rates[1]}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=options.steps + 1, pct_start=0.1)
    waiting = []
    for step in range(options.steps):
        if len(waiting) < GROUPS:
            waiting += choice.permutation(len(groups[False])).tolist()
        drawn, waiting = waiting[:GROUPS], waiting[GROUPS:]
        words, pairs = [], []
        for k in drawn:
            pairs += pairs_of(groups[False][k], len(words))
            words += [line for _, line in groups[False][k]]
        # Lines so far apart stand in two groups.
        pairs += [(i, j, NEITHER, 0.3) for i, j in choice.integers(0, len(words), (STRANGERS, 2)).tolist() if abs(i - j) > 12]
        one, other, classes, weights = zip(*pairs)
        first = 2 * choice.integers(0, len(sentences) // 2, SENTENCES // 2)
        read = [sentences[k + side] for k in first for side in (0, 1)]
        vectors = meaning.embedded(encoder, [as_told(line, choice) for line in words] + read, tokenizer)
        classes = torch.tensor(classes)
        weights = torch.tensor(weights) * CLASS_WEIGHTS[classes]
        compared = F.cross_entropy(comparison(vectors[list(one)], vectors[list(other)]), classes, reduction="none")
        teacher = wanted[[number[text] for text in words + read]]
        about = vectors[:, : meaning.MEANING]
        cosines = F.mse_loss(about @ about.T, teacher @ teacher.T)
        loss = (compared * weights).sum() / weights.sum() + COSINES * cosines
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 200 == 0:
            told = measure(encoder, comparison, groups[True], tokenizer)
            print(f"step {step + 1} of {options.steps}, loss {loss.item():.3f}; held back: {told}", flush=True)
    meaning.save(encoder, options.out)
    comparison.save(options.comparison)


if __name__ == "__main__":
    main()
