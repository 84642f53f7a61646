"""Trains the first part of the head for sentence embeddings: what its embedding of a sentence, a clause or a content in its article has to do with
that of another shall be what two sentence encoders, MiniLM and MPNet, make of the two read by themselves.

Nothing is labelled: of PAIRS only the sentences are read, each as a text of its own. The network stays as it is, so its states
are worked out once, and kept in memory (some 5 GB).
"""

import argparse
import re
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from sayso_tagger import base, corpus, embedding, model, names, pieces, windows

ARTICLE_WINDOWS, ALONE, PAIRS = 14, 24, 48  # in a step: windows of articles, spans read by themselves, pairs of sentences
SPANS = 10  # of a window at most
WORDS = range(4, 81)  # of a span
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“A-Z])")
CLAUSE_END = re.compile(r"(?:[,;:—]| that| who| which| and| but| because| while| as| to)\s+")


def candidates(text: str, choice) -> list:
    """Sentences of a text, and up to two runs of one to three clauses of each: [[(start, end)]]."""
    out = []
    for line in re.finditer(r"[^\n]+", text):
        ends = [match.end() for match in SENTENCE_END.finditer(line.group())]
        for start, end in zip([0, *ends], [*ends, len(line.group())]):
            bounds = [start, *(match.end() for match in CLAUSE_END.finditer(line.group(), start, end)), end]
            runs = [(a, b) for k, a in enumerate(bounds) for b in bounds[k + 1 : k + 4] if (a, b) != (start, end)]
            runs = [runs[k] for k in choice.permutation(len(runs))[:2]]
            out += [[(line.start() + a, line.start() + b)] for a, b in [(start, end), *runs]]
    return out


class Spans:
    """Spans to be embedded: their words, and the network's states of their pieces."""

    def __init__(self, tagger, tokenizer):
        self.tagger, self.tokenizer = tagger, tokenizer
        self.words, self.states, self.groups = [], [], []
        self.mean, self.deviation = 0.0, 1.0

    @torch.inference_mode()
    def read(self, text: str, chosen=None, choice=None):
        """Adds the spans of a text, [[(start, end)]], a group a window; without any, the text's first window as one span."""
        split = pieces.split(text, self.tokenizer)
        core = windows.CORE - int(choice.integers(24)) if choice else windows.CORE
        for window in windows.windows(split, core=core)[: 1 if chosen is None else None]:
            layout = windows.layout(split, window)
            found = []
            for span in [[(0, len(text))]] if chosen is None else chosen:
                inside = np.zeros(len(split), bool)
                for start, end in span:
                    inside |= (split.starts < end) & (split.ends > start)
                at = np.flatnonzero((layout.piece >= 0) & inside[layout.piece])
                words = " ".join(" ".join(text[start:end].split()) for start, end in span)
                if chosen is None or len(at) == inside.sum() and len(words.split()) in WORDS:
                    found.append((at, words))
            if choice:
                found = [found[k] for k in choice.permutation(len(found))[:SPANS]]
            if found:
                ids, features = (torch.from_numpy(row)[None] for row in (layout.ids, layout.features))
                with torch.autocast("cpu", torch.bfloat16):
                    states = names.states(self.tagger, ids, features)[0].half().numpy()
                self.groups.append(range(len(self.words), len(self.words) + len(found)))
                self.states += [states[at] for at, _ in found]
                self.words += [words for _, words in found]

    def standardise(self, sample):
        """Lets the head see states of mean 0 and deviation 1, until it is `folded`."""
        states = torch.from_numpy(np.concatenate([self.states[k] for k in sample])).float()
        self.mean, self.deviation = states.mean(0), states.std(0) + 1e-3

    def folded(self, head):
        """The head that says the same of the states as they are."""
        head.mix.weight.data /= self.deviation
        head.mix.bias.data -= head.mix.weight.data @ self.mean
        return head

    def vectors(self, head, numbers: list):
        """Embeddings of the spans with these numbers."""
        states = [self.states[k] for k in numbers]
        with torch.autocast("cpu", torch.bfloat16):
            vectors = head((torch.from_numpy(np.concatenate(states)).float() - self.mean) / self.deviation)
        return embedding.pooled(vectors, [len(part) for part in states])


@torch.inference_mode()
def sentence_embeddings(encoder, texts: list, tokenizer, batch: int = 64):
    """The mean of an encoder's last states over each text, of length 1."""
    rows = [[pieces.CLS, *encoded.ids[: encoder.config.positions - 2], pieces.SEP] for encoded in tokenizer.encode_batch(texts, add_special_tokens=False)]
    order = sorted(range(len(rows)), key=lambda k: len(rows[k]))
    out = torch.zeros(len(rows), encoder.config.hidden)
    for first in range(0, len(order), batch):
        part = order[first : first + batch]
        length = -(-max(len(rows[k]) for k in part) // 8) * 8
        ids = torch.tensor([rows[k] + [0] * (length - len(rows[k])) for k in part])
        present = torch.tensor([[at < len(rows[k]) for at in range(length)] for k in part])
        with torch.autocast("cpu", torch.bfloat16):
            states = encoder.encode(ids, torch.zeros_like(ids), present).float()
        out[part] = F.normalize((states * present[..., None]).sum(1), dim=-1)
    return out


def loss_of(found, wanted, axes, first_pair: int):
    """`found`, `wanted`: embeddings of the step's spans; from `first_pair` on, each two are a pair."""
    cosines, wanted_cosines = found @ found.T, wanted @ wanted.T
    apart = 1 - torch.eye(len(found))
    # Most are strangers; what counts are degrees of nearness.
    off = ((cosines - wanted_cosines) ** 2 * (1 + 8 * wanted_cosines.clamp(min=0) ** 2) * apart).sum() / apart.sum()
    pairs = F.mse_loss(*((rows[first_pair::2] * rows[first_pair + 1 :: 2]).sum(1) for rows in (found, wanted)))
    direction = 1 - (found * F.normalize(wanted @ axes, dim=-1)).sum(1).mean()
    return 20 * off + 5 * pairs + 0.5 * direction


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagger", help="checkpoint of the network")
    parser.add_argument("out", help="checkpoint of the head to write")
    parser.add_argument("--corpus", required=True, help="folder with text/ and attributions/")
    parser.add_argument("--news", nargs="*", default=[], help="folders with text/")
    parser.add_argument("--pairs", required=True, help="table of pairs: label, two ids, two sentences")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--articles", type=int, default=250, help="of each folder of --news; of --corpus 2.5 times as many")
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    choice = np.random.default_rng(options.seed)
    tagger = model.load(options.tagger)
    vocabulary = pieces.load_vocabulary(Path(options.bases) / "minilm" / "vocab.txt")
    tokenizer = pieces.build_tokenizer(vocabulary)
    spans = Spans(tagger, tokenizer)

    for folder, most in [(options.corpus, options.articles * 5 // 2), *((news, options.articles) for news in options.news)]:
        paths = sorted(Path(folder, "text").glob("*.txt"))
        for k in choice.permutation(len(paths))[:most]:
            with open(paths[k], encoding="utf-8", newline="") as file:
                text = file.read()
            contents = [
                sorted(attribution["content"])
                for path in sorted(Path(folder, "attributions").glob(f"{paths[k].stem}_*.ann"))[:1]
                for attribution in corpus.read_attributions(path)
                if attribution["content"]
            ]
            spans.read(text, candidates(text, choice) + contents, choice)
    articles = len(spans.groups)
    first = len(spans.words)
    for row in Path(options.pairs).read_text(encoding="utf-8-sig").splitlines()[1:]:
        for sentence in row.split("\t")[3:5]:
            spans.read(sentence)
    pairs = (len(spans.words) - first) // 2
    alone = len(spans.words)
    for k in choice.permutation(first)[:6000]:
        spans.read(spans.words[k])
    print(f"{articles} windows of articles, {len(spans.words)} spans", flush=True)

    # What several encoders say, side by side: its cosine is the mean of theirs.
    encoders = base.minilm(Path(options.bases) / "minilm"), base.mpnet(Path(options.bases) / "mpnet", vocabulary)
    wanted = torch.cat([sentence_embeddings(encoder.eval(), spans.words, tokenizer) for encoder in encoders], 1)
    wanted /= len(encoders) ** 0.5
    axes = torch.linalg.svd(wanted[torch.from_numpy(choice.permutation(len(wanted))[:12000])], full_matrices=False)[2]
    axes = axes[: embedding.MEANING].T
    print("encoders done", flush=True)

    spans.standardise(choice.permutation(len(spans.words))[:500])
    head = embedding.MeaningHead(tagger.config.layers, tagger.config.hidden)
    optimizer = torch.optim.AdamW(head.parameters(), lr=options.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=options.steps + 1, pct_start=0.1)
    for step in range(options.steps):
        numbers = [k for g in choice.choice(articles, ARTICLE_WINDOWS, replace=False) for k in spans.groups[g]]
        numbers += choice.integers(alone, len(spans.words), ALONE).tolist()
        drawn = choice.choice(pairs, PAIRS, replace=False)
        first_pair = len(numbers)
        numbers += [first + 2 * k + side for k in drawn.tolist() for side in (0, 1)]
        loss = loss_of(spans.vectors(head, numbers), wanted[numbers], axes, first_pair)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 250 == 0:
            print(f"step {step} of {options.steps}, loss {loss.item():.4f}", flush=True)
    embedding.save(spans.folded(head), options.out)


if __name__ == "__main__":
    main()
