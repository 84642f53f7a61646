"""Articles and their attributions, read from a folder of BRAT files (PolNeAR's layout)."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from . import pieces as piece_module
from .pieces import Pieces

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


@dataclass
class Article:
    name: str
    text: str
    pieces: Pieces
    annotations: list = field(default_factory=list)  # one per annotator: a list of {role: array of piece indices}
    tags: list = field(default_factory=list)  # one per annotator: a tag per piece


def read_attributions(path) -> list:
    """[{role: [(start, end), ...]}], one per attribution. A text bound may hold odd line separators: split at \\n alone."""
    spans, events = {}, []
    for row in Path(path).read_text(encoding="utf-8").split("\n"):
        columns = row.split("\t")
        if re.fullmatch(r"T\d+", columns[0]):
            offsets = columns[1].split(" ", 1)[1]
            spans[columns[0]] = [tuple(int(x) for x in part.split()) for part in offsets.split(";")]
        elif re.fullmatch(r"E\d+", columns[0]):
            events.append(columns[1].split()[1:])
    attributions = []
    for event in events:
        attribution = {role: [] for role in ROLES}
        for argument in event:
            role, reference = argument.split(":")
            role = role.rstrip("0123456789").lower()
            if role in attribution:
                attribution[role] += spans[reference]
        attributions.append(attribution)
    return attributions


def covered(pieces: Pieces, spans: list) -> np.ndarray:
    """Indices of the pieces of every word that the spans touch."""
    touched = np.zeros(len(pieces), bool)
    for start, end in spans:
        touched |= (pieces.starts < end) & (pieces.ends > start)
    return np.flatnonzero(np.isin(pieces.words, pieces.words[touched]))


def tags_of(pieces: Pieces, claims: list) -> np.ndarray:
    """A tag per piece. A span begins anew at a paragraph's start, as decoding goes by paragraph."""
    tags = np.zeros(len(pieces), np.int64)
    for claim in claims:
        for r, role in enumerate(ROLES):
            for k, i in enumerate(claim[role]):
                goes_on = (
                    k > 0 and claim[role][k - 1] == i - 1 and pieces.paragraphs[i] == pieces.paragraphs[i - 1]
                )
                tags[i] = 2 + 2 * r if goes_on else 1 + 2 * r
    return tags


def load(folder, tokenizer) -> list:
    """Articles with their annotations; texts without annotation files are left out."""
    folder = Path(folder)
    files = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[re.sub(r"_[0-9a-f]{4}$", "", path.stem)].append(path)
    articles = []
    for name, paths in files.items():
        article = read_text(folder / "text" / f"{name}.txt", tokenizer)
        for path in paths:
            claims = [
                {role: covered(article.pieces, claim[role]) for role in ROLES} for claim in read_attributions(path)
            ]
            article.annotations.append(claims)
            article.tags.append(tags_of(article.pieces, claims))
        articles.append(article)
    return articles


def read_text(path, tokenizer) -> Article:
    # newline="" keeps \r, so that offsets stay true
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return Article(Path(path).stem, text, piece_module.split(text, tokenizer))


def load_texts(folder, tokenizer) -> list:
    """Articles without annotations: every .txt file of a folder."""
    return [read_text(path, tokenizer) for path in sorted(Path(folder).glob("*.txt"))]
