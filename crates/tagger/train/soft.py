"""Runs a teacher over the windows of a corpus and caches what it says, for train.py --soft.

OUT is a folder of shards; the same command goes on where it was stopped, and another one is refused. The windows follow from --seed alone, so that
several teachers run with one seed can be averaged, and several seeds give several cuts of the same text.
"""

import argparse
import hashlib
import json
import os
from pathlib import Path

import torch

from sayso_tagger import batches, corpus, model, pieces, soft_outputs

SHARD_WINDOWS = 256
BATCH = 16


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher", help="checkpoint of train.py")
    parser.add_argument("out", help="folder to write")
    parser.add_argument("--corpus", required=True, help="folder with text/, and attributions/ if it is annotated")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", default="0/1", help="K/N: every N-th shard from the K-th on, for N runs side by side")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tokenizer = pieces.build_tokenizer(pieces.load_vocabulary(Path(options.bases) / "minilm" / "vocab.txt"))
    articles = soft_outputs.articles(options.corpus, tokenizer)
    entries = batches.epoch_windows(articles, options.seed)
    # by length, so that a batch holds little padding
    entries.sort(key=lambda entry: entry[1].end - entry[1].first)
    tagger = model.load(options.teacher)
    share, runs = (int(x) for x in options.share.split("/"))
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    teacher = hashlib.sha256(Path(options.teacher).read_bytes()).hexdigest()
    about = json.dumps({"teacher": teacher, "corpus": options.corpus, "seed": options.seed})
    origin = out / "about.json"
    if origin.exists() and origin.read_text(encoding="utf-8") != about:
        raise SystemExit(f"{out} holds the outputs of another run; delete it or name another folder")
    origin.write_text(about, encoding="utf-8")
    for number, k in enumerate(range(0, len(entries), SHARD_WINDOWS)):
        path = out / f"{number:04}.npz"
        if number % runs != share or path.exists():
            continue
        shard = []
        part = entries[k : k + SHARD_WINDOWS]
        for j in range(0, len(part), BATCH):
            samples = [batches.sample(articles[index], window, 0) for index, window in part[j : j + BATCH]]
            batch = batches.collate(samples)
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
                tags, pointers = tagger(batch["ids"], batch["features"], batch["present"])
            for (index, window), s, t, p in zip(part[j : j + BATCH], samples, tags, pointers):
                n = len(s.ids)
                shard.append((articles[index].name, window, t[:n].float().numpy(), p[:n].float().numpy()))
        temporary = out / f"{number:04}.partial"
        soft_outputs.write(temporary, options.corpus, shard)
        os.replace(temporary, path)
        print(f"{k + len(part)} of {len(entries)} windows", flush=True)


if __name__ == "__main__":
    main()
