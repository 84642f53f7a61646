"""Teachers' outputs over windows, cached as float16: written by soft.py, read by train.py. A pass is a folder of shards."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import corpus
from .windows import Window


@dataclass
class Entry:
    article: str
    window: Window
    soft: tuple  # per teacher: (tag logits [length, 7], pointer vectors [length, 256])


def write(path, folder, entries: list):
    """`entries`: (article name, window, tag logits, pointer vectors). `folder` is the corpus they come from."""
    with open(path, "wb") as file:
        np.savez(
            file,
            folder=np.array(str(folder)),
            articles=np.array([name for name, *_ in entries]),
            windows=np.array([[w.first, w.end, w.core_first, w.core_end] for _, w, *_ in entries]),
            lengths=np.array([len(tags) for _, _, tags, _ in entries]),
            tags=np.concatenate([tags for *_, tags, _ in entries]).astype(np.float16),
            pointers=np.concatenate([pointers for *_, pointers in entries]).astype(np.float16),
        )


def shards(folder):
    for path in sorted(Path(folder).glob("*.npz")):
        with np.load(path) as stored:
            yield {name: stored[name] for name in stored.files}


def read(folders: list) -> list:
    """A list of passes, each a list of entries. Folders over the same windows are teachers of one pass."""
    passes = {}
    for folder in folders:
        entries = []
        for stored in shards(folder):
            ends = np.cumsum(stored["lengths"])[:-1]
            outputs = zip(np.split(stored["tags"], ends), np.split(stored["pointers"], ends))
            for name, row, output in zip(stored["articles"], stored["windows"], outputs):
                entries.append(Entry(str(name), Window(*map(int, row)), (output,)))
        key = tuple((entry.article, entry.window) for entry in entries)
        if key in passes:
            for entry, other in zip(passes[key], entries):
                entry.soft += other.soft
        else:
            passes[key] = entries
    return list(passes.values())


def articles(folder, tokenizer) -> list:
    """A corpus's articles, annotated or not."""
    if (Path(folder) / "attributions").is_dir():
        return corpus.load(folder, tokenizer)
    return corpus.load_texts(Path(folder) / "text", tokenizer)


def all_articles(folders: list, tokenizer) -> dict:
    """The articles that the cached outputs are about, by name."""
    sources = sorted({str(stored["folder"]) for folder in folders for stored in shards(folder)})
    return {article.name: article for source in sources for article in articles(source, tokenizer)}
