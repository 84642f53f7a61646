"""From the model's outputs to claims: Viterbi over words, spans, links, confidence."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np

from .corpus import ROLES, Article
from .model import POINTER, POINTER_SCALE, TAG_COUNT
from .windows import Layout, Window, layout, windows

SOURCE, CUE, CONTENT = range(3)
OTHER_PARAGRAPH = 4.0  # what a cue in another paragraph costs a content
IMPOSSIBLE = -1e9
FEATURE_NAMES = (
    "source_mean",
    "cue_mean",
    "content_mean",
    "content_edges",
    "link_source",
    "link_content",
    "has_source",
    "has_cue",
    "content_words_log",
)


@dataclass
class Settings:
    tag_bias: list = field(default_factory=lambda: [0.0] * TAG_COUNT)
    content_end_inside: float = 0.0
    no_source_margin: float = 0.0
    confidence: dict = field(default_factory=lambda: {"intercept": 0.0, "weights": {}, "calibration": [1.0, -1.0, 0.0]})

    def as_dict(self) -> dict:
        return dict(self.__dict__)

    @classmethod
    def read(cls, path):
        stored = json.loads(Path(path).read_text(encoding="utf-8"))
        return cls(*(stored[name] for name in ("tag_bias", "content_end_inside", "no_source_margin", "confidence")))


@dataclass
class Output:
    """What the model says of one window: log probabilities [length, 7], pointer vectors [length, 256]."""

    window: Window
    view: Layout
    tags: np.ndarray
    pointers: np.ndarray

    @cached_property
    def links(self) -> tuple:
        """Log probabilities [length, length] of content -> cue and of cue -> source."""
        content_query, cue_key, cue_query, source_key = np.split(self.pointers, 4, -1)
        scale = np.float32(POINTER_SCALE)
        return log_softmax(content_query @ cue_key.T * scale), log_softmax(cue_query @ source_key.T * scale)


@dataclass
class Span:
    role: int
    words: list  # positions in the window of each word's first piece
    positions: np.ndarray  # positions in the window of all its pieces
    first: int  # pieces of the article, both included
    last: int
    paragraph: int
    mean: float  # mean log probability of its tags
    edges: float  # mean log probability of the tag of its first word and of the word after it


@dataclass
class Claim:
    spans: dict  # {role: [Span]}
    features: dict

    def offsets(self, article: Article) -> dict:
        pieces = article.pieces
        return {
            name: [[int(pieces.starts[s.first]), int(pieces.ends[s.last])] for s in self.spans[role]]
            for role, name in enumerate(ROLES)
        }

    def confidence(self, settings: Settings) -> float:
        weights = settings.confidence["weights"]
        total = settings.confidence["intercept"] + sum(w * self.features[name] for name, w in weights.items())
        return float(calibrated(logistic(total), settings.confidence["calibration"]))


def logistic(x):
    return 1 / (1 + np.exp(-x))


def calibrated(p, calibration: list):
    """Beta calibration (Kull, Silva Filho, Flach, 2017): weights of ln p and of ln (1 - p), and the intercept."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    right, wrong, intercept = calibration
    return logistic(right * np.log(p) + wrong * np.log(1 - p) + intercept)


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def log_sum_exp(x, axis):
    highest = x.max(axis, keepdims=True)
    return np.squeeze(highest, axis) + np.log(np.exp(x - highest).sum(axis))


def outputs(article: Article, run) -> list:
    """`run(ids, features)` gives the tag logits and pointer vectors of one window, without a batch axis."""
    out = []
    for window in windows(article.pieces) if len(article.pieces) else []:
        view = layout(article.pieces, window)
        tags, pointers = run(view.ids, view.features)
        out.append(Output(window, view, log_softmax(tags.astype(np.float32)), pointers.astype(np.float32)))
    return out


def may_follow(tag: int, following: int) -> bool:
    """What goes on must have begun. No annotated source or cue touches another, no content one of a single word:
    without this rule a span whose start is in doubt ("also said") falls apart into two."""
    if following == 0:
        return True
    if following % 2 == 0:
        return tag in (following, following - 1)
    return tag != following and (following == 5 or tag != following + 1)


def transitions():
    """0 where a tag may follow another, IMPOSSIBLE where not."""
    tags = range(TAG_COUNT)
    return np.array([[0.0 if may_follow(tag, following) else IMPOSSIBLE for following in tags] for tag in tags])


TRANSITIONS = transitions()
COLUMNS = np.arange(TAG_COUNT)


# 1 where a content ends, else 0
CONTENT_ENDS = np.array([[float(tag in (5, 6) and following != 6) for following in range(TAG_COUNT)] for tag in range(TAG_COUNT)])


def viterbi(scores: np.ndarray, inside: np.ndarray) -> list:
    """The best allowed row of tags; among equals the lowest tag. `inside[t]` is what it adds that a content ends before word t."""
    best = scores[0] + TRANSITIONS[0]  # what may come first is what may come after O
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, len(scores)):
        candidates = best[:, None] + TRANSITIONS
        if inside[t]:
            candidates = candidates + inside[t] * CONTENT_ENDS
        back[t] = candidates.argmax(0)
        best = candidates[back[t], COLUMNS] + scores[t]
    tags = [int(best.argmax())]
    for t in range(len(scores) - 1, 0, -1):
        tags.append(int(back[t][tags[-1]]))
    return tags[::-1]


def spans(article: Article, output: Output, settings: Settings) -> list:
    """The spans of a window's core."""
    pieces, window, view = article.pieces, output.window, output.view
    core = [k for k, i in enumerate(view.piece.tolist()) if window.core_first <= i < window.core_end]
    bias = np.array(settings.tag_bias, np.float32)
    paragraphs, numbers = pieces.paragraphs[view.piece].tolist(), pieces.words[view.piece].tolist()
    out = []
    for paragraph, part in groupby(core, key=paragraphs.__getitem__):
        words = [list(word) for _, word in groupby(part, key=numbers.__getitem__)]
        first = [word[0] for word in words]
        marks = pieces.marks[view.piece[first]]
        # a phrase rarely ends between two words with no mark at either
        inside = settings.content_end_inside * (1 - np.maximum(marks, np.r_[1, marks[:-1]]))
        tags = viterbi(output.tags[first] + bias, inside)
        begin = 0
        while begin < len(tags):
            if tags[begin] == 0:
                begin += 1
                continue
            end = begin + 1
            while end < len(tags) and tags[end] == (tags[begin] + 1) // 2 * 2:
                end += 1
            chosen = [output.tags[first[k], tags[k]] for k in range(begin, min(end + 1, len(tags)))]
            out.append(
                Span(
                    role=(tags[begin] - 1) // 2,
                    words=first[begin:end],
                    positions=np.array([k for word in words[begin:end] for k in word]),
                    first=int(view.piece[words[begin][0]]),
                    last=int(view.piece[words[end - 1][-1]]),
                    paragraph=int(paragraph),
                    mean=float(np.mean(chosen[: end - begin])),
                    edges=float(np.mean([chosen[0], *chosen[end - begin :]])),
                )
            )
            begin = end
    return out


def link(output: Output, found: list, settings: Settings) -> list:
    """Joins the spans of one window's core into claims: one per cue, then one per content when there is no cue."""
    to_cue, to_source = output.links
    sources, cues, contents = ([s for s in found if s.role == role] for role in range(3))

    def mass(rows, span):
        return float(log_sum_exp(rows[:, span.positions], 1).mean())

    claims = []
    for cue in cues:
        rows = to_source[cue.positions]
        chosen, score = [], float(rows[:, 0].mean())
        if sources:
            scores = [mass(rows, source) for source in sources]
            best = int(np.argmax(scores))
            if scores[best] > score + settings.no_source_margin:
                chosen, score = [sources[best]], scores[best]
        claims.append(({SOURCE: chosen, CUE: [cue], CONTENT: []}, score, []))
    loose = []
    for content in contents:
        if not cues:
            loose.append(({SOURCE: [], CUE: [], CONTENT: [content]}, 0.0, []))
            continue
        rows = to_cue[content.positions]
        scores = [mass(rows, cue) - OTHER_PARAGRAPH * (cue.paragraph != content.paragraph) for cue in cues]
        best = int(np.argmax(scores))
        claims[best][0][CONTENT].append(content)
        claims[best][2].append(scores[best])
    return [Claim(s, confidence_features(s, source, content)) for s, source, content in claims + loose]


def confidence_features(spans_by_role: dict, link_source: float, link_content: list) -> dict:
    """Probabilities (geometric means, 1 where there is nothing), what there is, and how long it is."""

    def probability(values):
        return float(np.exp(np.mean(values))) if values else 1.0

    source, cue, content = (spans_by_role[role] for role in range(3))
    return {
        "source_mean": probability([s.mean for s in source]),
        "cue_mean": probability([s.mean for s in cue]),
        "content_mean": probability([s.mean for s in content]),
        "content_edges": probability([s.edges for s in content]),
        "link_source": probability([link_source]),
        "link_content": probability(link_content),
        "has_source": float(bool(source)),
        "has_cue": float(bool(cue)),
        "content_words_log": float(np.log1p(sum(len(s.words) for s in content))),
    }


def claims(article: Article, found: list, settings: Settings) -> list:
    """The claims of an article from its windows' outputs, in the order of the windows."""
    return [claim for output in found for claim in link(output, spans(article, output, settings), settings)]
