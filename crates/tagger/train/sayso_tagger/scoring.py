"""Figures of predicted claims against the gold files, by the corpus's scorer, which is given as a path."""

import importlib.util
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path

FIGURES = (
    "relation.partial",
    "relation.content",
    "span.source",
    "span.cue",
    "span.content",
    "exact.content",
    "token.source",
    "token.cue",
    "token.content",
)


def token_sets(claims: list, tokens: list) -> list:
    """What the scorer's `as_token_sets` gives, by binary search: tuning asks for it often."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    out = []
    for claim in claims:
        sets = {
            role: frozenset(i for s, e in claim[role] for i in range(bisect_right(ends, s), bisect_left(starts, e)))
            for role in ("source", "cue", "content")
        }
        if sets["content"]:
            out.append(sets)
    return out


class Gold:
    """The gold claims of a split, read once."""

    def __init__(self, scorer_path, folder):
        specification = importlib.util.spec_from_file_location("scorer", scorer_path)
        self.scorer = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(self.scorer)
        self.articles = {}
        for name, files in self.scorer.gold_files(folder).items():
            tokens = self.scorer.tokens(Path(folder, "text", f"{name}.txt").read_text(encoding="utf-8"))
            annotations = [self.scorer.as_token_sets(self.scorer.read_ann(path), tokens) for path in files]
            self.articles[name] = (tokens, annotations)

    def counts(self, name: str, predicted: list) -> dict:
        """Per figure, (right, predicted, gold) of one article, averaged over its annotators."""
        tokens, annotations = self.articles[name]
        predicted = token_sets(predicted, tokens)
        total = defaultdict(lambda: [0.0, 0.0, 0.0])
        for gold in annotations:
            for figure, row in self.scorer.compare(gold, predicted).items():
                for i in range(3):
                    total[figure][i] += row[i] / len(annotations)
        return total

    def pairs(self, name: str, predicted: list, annotator: int, need_source: bool = True) -> list:
        """(gold, predicted) indices of the claims that relation.partial matches; those without content are not counted."""
        tokens, annotations = self.articles[name]
        candidates = []
        for i, g in enumerate(annotations[annotator]):
            for j, p in enumerate(token_sets(predicted, tokens)):
                common = len(g["content"] & p["content"])
                overlap = common / len(g["content"] | p["content"])
                same_source = bool(g["source"] & p["source"]) or not (g["source"] or p["source"])
                if overlap >= 0.5 and (same_source or not need_source):
                    candidates.append((-overlap, not same_source, i, j))
        out, used_gold, used = [], set(), set()
        for _, _, i, j in sorted(candidates):
            if i not in used_gold and j not in used:
                used_gold.add(i)
                used.add(j)
                out.append((i, j))
        return out

    def matched(self, name: str, predicted: list) -> list:
        """For each predicted claim with content, the share of annotators that have a claim for it."""
        predicted = [claim for claim in predicted if claim["content"]]
        annotators = len(self.articles[name][1])
        shares = [0.0] * len(predicted)
        for annotator in range(annotators):
            for _, j in self.pairs(name, predicted, annotator):
                shares[j] += 1 / annotators
        return shares


def f1(counts: list) -> float:
    right, predicted, gold = counts
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def add_up(rows) -> dict:
    total = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in rows:
        for figure, counts in row.items():
            for i in range(3):
                total[figure][i] += counts[i]
    return {figure: f1(counts) for figure, counts in total.items()}
