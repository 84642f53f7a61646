"""Windows as training samples: gold tags and links per window, shuffled batches of like length."""

import random
from dataclasses import dataclass

import numpy as np
import torch

from .pieces import SPECIAL_FEATURE
from .windows import CORE, layout, windows

IGNORED = -100
JITTER = 24  # pieces by which an epoch's core size differs at most


@dataclass
class Sample:
    ids: np.ndarray
    features: np.ndarray
    first: np.ndarray  # True at words' first pieces, the only ones whose tags decoding reads
    tags: np.ndarray  # IGNORED where not `first`, and where there is no annotation
    cue_links: np.ndarray  # [length, length] True from a content piece to its cue's pieces
    source_links: np.ndarray  # [length, length] True from a cue piece to its source's pieces, or to [CLS] for no source
    soft: tuple = ()  # per teacher: (tag logits, pointer vectors)


def sample(article, window, annotator: int, soft=()) -> Sample:
    view = layout(article.pieces, window)
    length = len(view.ids)
    inside = view.piece >= 0
    tags = np.full(length, IGNORED, np.int64)
    words = article.pieces.words[view.piece]
    first = inside & np.r_[True, (words[1:] != words[:-1]) | ~inside[:-1]]
    if window.first > 0 and article.pieces.words[window.first] == article.pieces.words[window.first - 1]:
        first[1] = False
    cue_links = np.zeros((length, length), bool)
    source_links = np.zeros((length, length), bool)
    if article.annotations:
        tags[first] = article.tags[annotator][view.piece[first]]
        position = np.full(len(article.pieces), -1)
        position[view.piece[inside]] = np.flatnonzero(inside)
        for claim in article.annotations[annotator]:
            source, cue, content = (
                position[claim[role]][position[claim[role]] >= 0] for role in ("source", "cue", "content")
            )
            if len(cue) == 0:
                continue
            cue_links[np.ix_(content, cue)] = True
            if len(source):
                source_links[np.ix_(cue, source)] = True
            elif len(claim["source"]) == 0:
                source_links[cue, 0] = True
    return Sample(view.ids, view.features, first, tags, cue_links, source_links, soft)


def epoch_windows(articles, seed: int) -> list:
    """(article, window) pairs of one epoch. The core size varies with the seed, so that windows fall differently."""
    choice = random.Random(seed)
    return [
        (index, window)
        for index, article in enumerate(articles)
        if len(article.pieces)
        for window in windows(article.pieces, core=CORE - choice.randint(0, JITTER))
    ]


def batched(lengths: list, size: int, seed: int) -> list:
    """Lists of indices: shuffled, of like length within a batch, in shuffled order."""
    choice = random.Random(seed)
    order = list(range(len(lengths)))
    choice.shuffle(order)
    pool = size * 40
    batches = []
    for k in range(0, len(order), pool):
        part = sorted(order[k : k + pool], key=lambda i: lengths[i])
        batches += [part[j : j + size] for j in range(0, len(part), size)]
    choice.shuffle(batches)
    return batches


def collate(samples: list) -> dict:
    """Padded tensors of a batch; the soft outputs of each teacher are padded alike."""
    batch, length = len(samples), max(len(s.ids) for s in samples)
    length = -(-length // 16) * 16  # few shapes: the products of each are prepared once
    out = {
        "ids": np.zeros((batch, length), np.int64),
        "features": np.full((batch, length), SPECIAL_FEATURE, np.int64),
        "present": np.zeros((batch, length), bool),
        "first": np.zeros((batch, length), bool),
        "tags": np.full((batch, length), IGNORED, np.int64),
        "cue_links": np.zeros((batch, length, length), bool),
        "source_links": np.zeros((batch, length, length), bool),
    }
    for k, s in enumerate(samples):
        n = len(s.ids)
        out["ids"][k, :n] = s.ids
        out["features"][k, :n] = s.features
        out["present"][k, :n] = True
        out["first"][k, :n] = s.first
        out["tags"][k, :n] = s.tags
        out["cue_links"][k, :n, :n] = s.cue_links
        out["source_links"][k, :n, :n] = s.source_links
    out = {k: torch.from_numpy(v) for k, v in out.items()}
    out["soft"] = []
    for t in range(len(samples[0].soft)):
        tags, pointers = np.zeros((batch, length, 7), np.float32), np.zeros((batch, length, 256), np.float32)
        for k, s in enumerate(samples):
            tags[k, : len(s.ids)], pointers[k, : len(s.ids)] = s.soft[t]
        out["soft"].append((torch.from_numpy(tags), torch.from_numpy(pointers)))
    return out
