"""Turns a table of sentence pairs (MSRP's columns: label, two ids, two sentences) into unannotated texts for soft.py:
OUT/text/*.txt, a sentence a paragraph, the first sentences of the pairs apart from the second ones."""

import argparse
from pathlib import Path

SENTENCES = 40  # in a text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table")
    parser.add_argument("out")
    options = parser.parse_args()
    rows = [row.split("\t") for row in Path(options.table).read_text(encoding="utf-8-sig").splitlines()[1:]]
    folder = Path(options.out, "text")
    folder.mkdir(parents=True, exist_ok=True)
    for column in (3, 4):
        sentences = [row[column].strip() for row in rows if len(row) > column and row[column].strip()]
        for k in range(0, len(sentences), SENTENCES):
            text = "\n\n".join(sentences[k : k + SENTENCES]) + "\n"
            (folder / f"{column}-{k:05}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
