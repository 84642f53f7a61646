"""Prints the figures of a model on a split, and writes its claims where --out says."""

import argparse
import json
from pathlib import Path

from sayso_tagger import corpus, decode, pieces, run, scoring


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="checkpoint, model.onnx or a folder that holds one")
    parser.add_argument("--settings", help="settings.json or tagger.json (the folder's own)")
    parser.add_argument("--corpus", required=True, help="a split: a folder with text/ and attributions/")
    parser.add_argument("--scorer", required=True, help="the corpus's score_attribution.py")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--out", help="predictions to write, in the scorer's format")
    options = parser.parse_args()
    settings = decode.Settings.read(options.settings or Path(options.model) / "tagger.json")
    tokenizer = pieces.build_tokenizer(pieces.load_vocabulary(Path(options.bases) / "minilm" / "vocab.txt"))
    articles = corpus.load(options.corpus, tokenizer)
    gold = scoring.Gold(options.scorer, options.corpus)
    model = run.runner(options.model)
    rows, predicted = [], []
    for article in articles:
        claims = decode.claims(article, decode.outputs(article, model), settings)
        predicted.append({"doc": article.name, "claims": [claim.offsets(article) for claim in claims]})
        rows.append(gold.counts(article.name, predicted[-1]["claims"]))
    for figure, value in scoring.add_up(rows).items():
        print(f"{figure:22} {value:.4f}")
    if options.out:
        Path(options.out).write_text("".join(json.dumps(row) + "\n" for row in predicted), encoding="utf-8")


if __name__ == "__main__":
    main()
