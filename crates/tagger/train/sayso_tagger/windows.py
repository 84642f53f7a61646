"""Windows over a text's pieces: whole paragraphs packed into a core, with context to the left and the right."""

from dataclasses import dataclass

import numpy as np

from .pieces import CLS, FULL_STOP, SEP, SPECIAL_FEATURE, Pieces

CORE, LEFT, RIGHT, LONGEST = 224, 12, 8, 272


@dataclass(frozen=True)
class Window:
    """Ranges of pieces, ends exclusive: what the model sees, and the core it answers for."""

    first: int
    end: int
    core_first: int
    core_end: int


@dataclass
class Layout:
    """A window as the model reads it; `piece[i]` is the piece at position i, -1 for [CLS] and [SEP]."""

    ids: np.ndarray
    features: np.ndarray
    piece: np.ndarray


def units(pieces: Pieces, longest: int) -> list:
    """Paragraphs as (first, end); one longer than `longest` is cut after a full stop, failing that before a word."""
    out = []
    changes = np.flatnonzero(np.diff(pieces.paragraphs)) + 1
    bounds = [0, *changes.tolist(), len(pieces)]
    for first, end in zip(bounds, bounds[1:]):
        while end - first > longest:
            limit = first + longest
            stops = [k for k in range(first + longest // 2 + 1, limit) if pieces.ids[k] == FULL_STOP]
            if stops:
                cut = stops[-1] + 1
            else:
                cut = limit
                while cut > first + 1 and pieces.words[cut] == pieces.words[cut - 1]:
                    cut -= 1
            out.append((first, cut))
            first = cut
        if end > first:
            out.append((first, end))
    return out


def windows(pieces: Pieces, core: int = CORE, left: int = LEFT, right: int = RIGHT, longest: int = LONGEST) -> list:
    parts = units(pieces, core)
    paragraphs = pieces.paragraphs
    out = []
    k = 0
    while k < len(parts):
        core_first, core_end = parts[k]
        used = core_end - core_first
        k += 1
        while k < len(parts) and used + parts[k][1] - parts[k][0] + 1 <= core:
            used += parts[k][1] - parts[k][0] + 1  # one for the [SEP] between
            core_end = parts[k][1]
            k += 1
        first, end = max(0, core_first - left), min(len(pieces), core_end + right)
        while end - first + 2 + paragraphs[end - 1] - paragraphs[first] > longest:
            if first < core_first and core_first - first >= end - core_end:
                first += 1
            elif end > core_end:
                end -= 1
            else:
                first += 1
        out.append(Window(first, end, core_first, core_end))
    return out


def layout(pieces: Pieces, window: Window) -> Layout:
    ids, features, piece = [CLS], [SPECIAL_FEATURE], [-1]
    for i in range(window.first, window.end):
        if i > window.first and pieces.paragraphs[i] != pieces.paragraphs[i - 1]:
            ids.append(SEP)
            features.append(SPECIAL_FEATURE)
            piece.append(-1)
        ids.append(int(pieces.ids[i]))
        features.append(int(pieces.features[i]))
        piece.append(i)
    ids.append(SEP)
    features.append(SPECIAL_FEATURE)
    piece.append(-1)
    return Layout(*(np.array(column, dtype=np.int64) for column in (ids, features, piece)))
