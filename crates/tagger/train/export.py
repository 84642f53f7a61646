"""Writes the folder of one model: model.onnx and meaning.onnx (int8), vocab.txt, tagger.json and SHA256SUMS, from checkpoints and
tuned settings."""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnx

from sayso_tagger import decode, graph, meaning, model, names, windows


def checksum(path) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("names", help="checkpoint of the head for names")
    parser.add_argument("meaning", help="checkpoint of the encoder of contents")
    parser.add_argument("folder", help="where to write")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--settings", help="settings.json of calibrate.py; without it, no biases and no confidence")
    options = parser.parse_args()
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    tagger = model.load(options.checkpoint)
    onnx.save(graph.tagger(tagger, names.read(options.names, tagger)), folder / "model.onnx")
    onnx.save(graph.meaning(meaning.load(options.meaning)), folder / "meaning.onnx")
    shutil.copyfile(Path(options.bases) / "minilm" / "vocab.txt", folder / "vocab.txt")
    settings = decode.Settings.read(options.settings) if options.settings else decode.Settings()
    description = {
        "name": "sayso-tagger",
        "version": "5",
        "core": windows.CORE,
        "left": windows.LEFT,
        "right": windows.RIGHT,
        "longest": windows.LONGEST,
        **settings.as_dict(),
        "languages": ["en"],
    }
    (folder / "tagger.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    files = ("model.onnx", "meaning.onnx", "vocab.txt", "tagger.json")
    (folder / "SHA256SUMS").write_text("".join(f"{checksum(folder / name)}  {name}\n" for name in files), encoding="utf-8")
    sizes = (f"{name} {(folder / name).stat().st_size / 1e6:.1f} MB" for name in files[:2])
    print(f"wrote {folder}: {', '.join(sizes)}")


if __name__ == "__main__":
    main()
