"""Writes reference.jsonl: what this code says of invented texts, for the parity tests of the inference.

The texts are ours (reference_texts.txt, parted by lines of `====`); nothing in them comes from a corpus.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from sayso_tagger import corpus, decode, pieces, run


def texts(path) -> list:
    """The texts of the file, made longer where a part says `repeat N`."""
    out = []
    for part in Path(path).read_bytes().decode("utf-8").split("\n====\n"):
        first, _, rest = part.partition("\n")
        if first.startswith("repeat "):
            part = rest * int(first.removeprefix("repeat "))
        out.append(part)
    return out


def reference(text: str, tokenizer, model, settings) -> dict:
    split = pieces.split(text, tokenizer)
    article = corpus.Article("", text, split)
    found = decode.outputs(article, model)
    spans = [span for output in found for span in decode.spans(article, output, settings)]
    return {
        "text": text,
        "pieces": np.stack([split.ids, split.starts, split.ends, split.features], 1).tolist(),
        "windows": [[o.window.first, o.window.end, o.window.core_first, o.window.core_end] for o in found],
        "spans": [[corpus.ROLES[s.role], int(split.starts[s.first]), int(split.ends[s.last])] for s in spans],
        "claims": [
            {**claim.offsets(article), "confidence": round(claim.confidence(settings), 6)}
            for claim in decode.claims(article, found, settings)
        ],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="a model's folder, written by export.py")
    parser.add_argument("out", help="reference.jsonl to write")
    options = parser.parse_args()
    tokenizer = pieces.build_tokenizer(pieces.load_vocabulary(Path(options.folder) / "vocab.txt"))
    model = run.onnx_runner(Path(options.folder) / "model.onnx")
    settings = decode.Settings.read(Path(options.folder) / "tagger.json")
    with open(options.out, "w", encoding="utf-8") as file:
        for text in texts(Path(__file__).with_name("reference_texts.txt")):
            file.write(json.dumps(reference(text, tokenizer, model, settings), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
