"""The head for names: a small network on the encoder's layers, which it leaves as they are. It says where names begin and go
on, by kind."""

import gzip
import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .model import Tagger

KINDS = ("PERSON", "ORGANIZATION", "PLACE", "OTHER")
NAME_TAGS = 1 + 2 * len(KINDS)  # O, then B and I of each kind
WIDTH = 128  # hidden units
FIRST_LAYER = 1  # the output of the second layer is the lowest that is used


class NameHead(nn.Module):
    def __init__(self, layers: int, hidden: int, dropout: float = 0.1):
        super().__init__()
        self.parts = layers - FIRST_LAYER
        self.mix = nn.Linear(self.parts * hidden, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(WIDTH, NAME_TAGS)

    def forward(self, states):
        """`states`: the layers' outputs side by side, [.., parts * hidden]. Logits [.., 9]."""
        return self.out(self.dropout(F.gelu(self.mix(states))))


def states(tagger: Tagger, ids, features):
    """What the head reads of one window: [1, length, parts * hidden]."""
    length = ids.shape[1]
    x = tagger.word_table(ids) + tagger.feature_table(features) + tagger.position_table.weight[:length]
    x = tagger.embedding_norm(x)
    kept = []
    for layer in tagger.layers:
        x = layer(x, None)
        kept.append(x)
    return torch.cat(kept[FIRST_LAYER:], -1)


def save(head: NameHead, path):
    torch.save(head.state_dict(), path)


def read(path, tagger: Tagger) -> NameHead:
    head = NameHead(tagger.config.layers, tagger.config.hidden)
    head.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return head.eval()


def corenlp_names(path) -> dict:
    """{article: [(start, end, kind)]} of a file of CoreNLP's annotations (a JSON line an article, gzipped)."""
    kinds = {"PERSON": "PERSON", "ORGANIZATION": "ORGANIZATION", "LOCATION": "PLACE", "MISC": "OTHER"}
    out = {}
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            names = []
            for sentence in row["sentences"]:
                open_name = None
                for start, end, _, tag, *_ in sentence["tokens"]:
                    kind = kinds.get(tag)
                    if kind and open_name and open_name[2] == kind:
                        open_name[1] = end
                    else:
                        open_name = [start, end, kind] if kind else None
                        names += [open_name] if kind else []
            out[row["doc"]] = [tuple(name) for name in names]
    return out


def tags_of(pieces, spans: list) -> np.ndarray:
    """A tag per piece, from (start, end, kind)."""
    tags = np.zeros(len(pieces), np.int64)
    for start, end, kind in spans:
        first = np.searchsorted(pieces.ends, start, "right")
        last = np.searchsorted(pieces.starts, end, "left")
        begun = 1 + 2 * KINDS.index(kind)
        tags[first:last] = begun + 1
        tags[first : first + 1] = begun
    return tags


def word_starts(pieces) -> np.ndarray:
    """True at the first piece of each word: only that one is asked."""
    if not len(pieces):
        return np.zeros(0, bool)
    return np.r_[True, pieces.words[1:] != pieces.words[:-1]]


def decode(pieces, logits) -> list:
    """(start, end, kind) of the best row of tags over the words, in which a span is begun before it goes on (Viterbi).

    `logits`: a row a piece; those of words' first pieces count. As decode.rs does it: paragraph by paragraph.
    """
    starts = np.flatnonzero(word_starts(pieces))
    scores = torch.log_softmax(torch.as_tensor(logits, dtype=torch.float64), -1).numpy()
    count = scores.shape[1]
    allowed = np.array([[n == 0 or n % 2 == 1 or t in (n, n - 1) for n in range(count)] for t in range(count)])
    out = []
    for paragraph in np.unique(pieces.paragraphs):
        words = starts[pieces.paragraphs[starts] == paragraph]
        best = np.where(np.arange(count) == 0, 0.0, -np.inf)
        back = []
        for word in words:
            options = np.where(allowed, best[:, None], -np.inf)
            back.append(options.argmax(0))
            best = options.max(0) + scores[word]
        tag = int(best.argmax())
        tags = []
        for origin in reversed(back):
            tags.append(tag)
            tag = int(origin[tag])
        tags.reverse()
        ends = np.append(starts, len(pieces))[np.searchsorted(starts, words) + 1]
        for k, (word, end, tag) in enumerate(zip(words, ends, tags)):
            if tag % 2 == 1:
                out.append([int(pieces.starts[word]), int(pieces.ends[end - 1]), KINDS[tag // 2]])
            elif tag:
                out[-1][1] = int(pieces.ends[end - 1])
    return [tuple(name) for name in out]


