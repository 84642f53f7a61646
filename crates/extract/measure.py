"""Scores the times or the places that `sayso extract` finds against a gold file, by a corpus's own scorer.

The gold file has a line of JSON a document, {"doc": NAME, "published": DATE if any, ...}; the texts are NAME.txt in a folder
text/ beside it. Needs nothing but Python.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sayso", help="the command, built with --release")
    parser.add_argument("--gold", required=True, help="times.jsonl or places.jsonl")
    parser.add_argument("--scorer", required=True, help="score_times.py or score_places.py")
    options = parser.parse_args()
    gold = Path(options.gold)
    with tempfile.TemporaryDirectory() as folder:
        documents, found = Path(folder) / "documents.jsonl", Path(folder) / "found.jsonl"
        with open(documents, "w", encoding="utf-8") as out:
            for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
                # Line ends stay as they are, so that offsets stay true.
                with open(gold.parent / "text" / f"{row['doc']}.txt", encoding="utf-8", newline="") as file:
                    document = {"id": row["doc"], "text": file.read(), "language": "en"}
                if row.get("published"):
                    document["publishedAt"] = row["published"]
                out.write(json.dumps(document) + "\n")
        with open(found, "wb") as out:
            subprocess.run([options.sayso, "extract", str(documents), "--format", "spans"], stdout=out, check=True)
        subprocess.run([sys.executable, options.scorer, options.gold, str(found)], check=True)


if __name__ == "__main__":
    main()
