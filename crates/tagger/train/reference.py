"""Writes reference.jsonl and reference.f16: what this code and the network say of invented texts, for the parity tests
of the inference. The second file holds, window by window, the scores of tags, the pointer vectors and the scores of names,
little-endian. Embeddings are written in steps of 1/127 of their largest component.

The texts are ours (reference_texts.txt, parted by lines of `====`); nothing in them comes from a corpus.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from sayso_tagger import corpus, decode, meaning, names, pieces, run


def texts(path) -> list:
    """The texts of the file, made longer where a part says `repeat N`."""
    out = []
    for part in Path(path).read_bytes().decode("utf-8").split("\n====\n"):
        first, _, rest = part.partition("\n")
        if first.startswith("repeat "):
            part = rest * int(first.removeprefix("repeat "))
        out.append(part)
    return out


def embedded(claim, ids, encoder) -> list:
    """The embedding of a claim's content, from the pieces of its window, quantised."""
    at = [k for span in claim.spans[decode.CONTENT] for k in span.positions]
    if not at:
        return []
    said = encoder(np.r_[pieces.CLS, ids[at][: meaning.LONGEST], pieces.SEP])
    parts = np.concatenate([part / np.linalg.norm(part) for part in np.split(said, [meaning.MEANING])])
    return np.round(parts / np.abs(parts).max() * 127).astype(int).tolist()


def reference(text: str, tokenizer, model, encoder, settings) -> tuple:
    """The row of reference.jsonl, and its part of reference.f16. Decoding starts from the numbers as the file has them."""
    read, said = [], []

    def rounded(ids, features):
        read.append(ids)
        said.append([part.astype("<f2") for part in model(ids, features)])
        return [part.astype(np.float32) for part in said[-1][:2]]

    split = pieces.split(text, tokenizer)
    article = corpus.Article("", text, split)
    found = decode.outputs(article, rounded)
    logits = np.zeros((len(split), names.NAME_TAGS), np.float32)
    claims = []
    for output, ids, (*_, named) in zip(found, read, said):
        core = (output.view.piece >= output.window.core_first) & (output.view.piece < output.window.core_end)
        logits[output.view.piece[core]] = named[core]
        claims += [
            {
                **claim.offsets(article),
                "confidence": round(claim.confidence(settings), 6),
                "embedding": embedded(claim, ids, encoder),
            }
            for claim in decode.claims(article, [output], settings)
        ]
    row = {
        "text": text,
        "pieces": np.stack([split.ids, split.starts, split.ends, split.features], 1).tolist(),
        "windows": [[o.window.first, o.window.end, o.window.core_first, o.window.core_end] for o in found],
        "lengths": [len(tags) for tags, *_ in said],
        "claims": claims,
        "names": names.decode(split, logits),
    }
    return row, b"".join(part.tobytes() for parts in said for part in parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="a model's folder, written by export.py")
    parser.add_argument("out", help="folder to write to")
    options = parser.parse_args()
    tokenizer = pieces.build_tokenizer(pieces.load_vocabulary(Path(options.folder) / "vocab.txt"))
    model = run.onnx_runner(Path(options.folder) / "model.onnx", outputs=("tags", "ptr", "names"))
    encoder = run.meaning_runner(Path(options.folder) / "meaning.onnx")
    settings = decode.Settings.read(Path(options.folder) / "tagger.json")
    out = Path(options.out)
    with open(out / "reference.jsonl", "w", encoding="utf-8") as rows, open(out / "reference.f16", "wb") as numbers:
        for text in texts(Path(__file__).with_name("reference_texts.txt")):
            row, said = reference(text, tokenizer, model, encoder, settings)
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
            numbers.write(said)


if __name__ == "__main__":
    main()
