#!/usr/bin/env python3
"""Find the numbers of data/weights.toml: coordinate ascent on articles whose places are known.

usage: tune.py SCORE GOLD.jsonl TEXTS WEIGHTS.toml [--names NAMES.jsonl] [--rounds N] [--docs DOCS.txt] [--table TESTS.tsv]

SCORE is the built example `score`. Each number in turn is moved up and down by a step; a move is kept if the sum of the
found F1, the accuracy within 161 km and a third of the share of exact ids rises, in the mean over a run without names
and, with --names, one with them. Where neither helps the step is halved. Lines that say "by hand" stay. WEIGHTS is rewritten after each round.
DOCS lists the articles to use, one a line: hold the others back. TESTS is data/tests.tsv: the share of its rows that hold
counts too, so that the weights suit more than one kind of news. Standard library only.
"""
import argparse
import json
import math
import re
import pathlib
import subprocess
import tempfile

NUMBER = re.compile(r"^(\w+) = (-?[\d.]+)(.*)$")


def km(a, b):
    la, lb = math.radians(a["lat"]), math.radians(b["lat"])
    d = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b["lon"] - a["lon"]) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(d)))


def objective(gold, predicted):
    """As score_places.py: F1 + accuracy within 161 km + exact / 3."""
    found = near = same = guesses = total = 0
    for doc, places in gold.items():
        guessed = predicted.get(doc, [])
        total, guesses = total + len(places), guesses + len(guessed)
        free = list(range(len(guessed)))
        for place in places:
            hit = next((j for j in free if guessed[j]["start"] < place["end"] and guessed[j]["end"] > place["start"]), None)
            if hit is None:
                continue
            free.remove(hit)
            found += 1
            near += km(guessed[hit], place) <= 161
            same += str(guessed[hit]["geonames_id"]) == str(place.get("geonames_id"))
    if not found:
        return 0.0, (0, 0, 0)
    f1, near, same = 2 * found / (guesses + total), near / found, same / found
    return f1 + near + same / 3, (f1, near, same)


def table(path, folder):
    """Writes the sentences of a table as texts with names; returns their rows as (doc, start, end, id)."""
    rows, names, docs = [], {}, {}
    for line in open(path, encoding="utf-8"):
        if not line.strip() or line.startswith("#"):
            continue
        sentence, words, expected = line.rstrip("\n").split("\t")[:3]
        doc = docs.setdefault(sentence, f"row{len(docs):04}")
        found = []
        text = ""
        for piece in re.split(r"(\[[^\]]*\])", sentence):
            marked = re.fullmatch(r"\[(.*)\|(\w+)\]", piece)
            if marked:
                found.append({"start": len(text), "end": len(text) + len(marked[1]), "kind": marked[2]})
            text += marked[1] if marked else piece
        (folder / f"{doc}.txt").write_text(text, encoding="utf-8")
        names[doc] = found
        start = text.index(words)
        rows.append((doc, start, start + len(words), expected))
    lines = [json.dumps({"doc": doc, "names": found}) for doc, found in names.items()]
    (folder / "names.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return rows


def holding(rows, predicted):
    """The share of the table's rows that hold."""
    right = 0
    for doc, start, end, expected in rows:
        over = [place for place in predicted.get(doc, []) if place["start"] < end and place["end"] > start]
        if expected == "no place":
            right += not over
        elif expected == "-":
            right += all(place["geonames_id"] is None for place in over)
        else:
            right += any(str(place["geonames_id"]) == expected for place in over)
    return right / len(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("score"), parser.add_argument("gold"), parser.add_argument("texts"), parser.add_argument("weights")
    parser.add_argument("--names"), parser.add_argument("--rounds", type=int, default=4), parser.add_argument("--docs")
    parser.add_argument("--table")
    options = parser.parse_args()
    gold = {line["doc"]: line["places"] for line in map(json.loads, open(options.gold, encoding="utf-8"))}
    if options.docs:
        docs = set(open(options.docs, encoding="utf-8").read().split())
        gold = {doc: places for doc, places in gold.items() if doc in docs}
    lines = open(options.weights, encoding="utf-8").read().splitlines()
    numbers = [i for i, line in enumerate(lines) if NUMBER.match(line) and "by hand" not in line]
    steps = {i: max(0.25, abs(float(NUMBER.match(lines[i])[2])) / 3) for i in numbers}
    only = tempfile.NamedTemporaryFile("w", suffix=".docs")
    only.write("\n".join(gold)), only.flush()

    folder = pathlib.Path(tempfile.mkdtemp())
    rows = table(options.table, folder) if options.table else []

    def predict(weights, *arguments):
        command = [options.score, *arguments, "--weights", weights]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return {line["doc"]: line["places"] for line in map(json.loads, out.splitlines())}

    def run(lines):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as weights:
            weights.write("\n".join(lines)), weights.flush()
            results = []
            for names in [[], ["--names", options.names]][: 2 if options.names else 1]:
                results.append(objective(gold, predict(weights.name, options.texts, "--only", only.name, *names)))
            held = holding(rows, predict(weights.name, str(folder), "--names", str(folder / "names.jsonl"))) if rows else 0.0
        return sum(value for value, _ in results) / len(results) + held, [parts for _, parts in results] + [held]

    best, parts = run(lines)
    print(f"start {best:.4f}", parts, flush=True)
    for number in range(options.rounds):
        before = best
        for i in numbers:
            name, value, rest = NUMBER.match(lines[i]).groups()
            for sign in (1, -1):
                tried = list(lines)
                tried[i] = f"{name} = {float(value) + sign * steps[i]:.3f}{rest}"
                result, tried_parts = run(tried)
                if result > best + 1e-4:
                    best, parts, lines = result, tried_parts, tried
                    break
            else:
                steps[i] /= 2
        open(options.weights, "w", encoding="utf-8").write("\n".join(lines) + "\n")
        print(f"round {number + 1}: {best:.4f}", parts, flush=True)
        if best - before < 2e-4:
            break


if __name__ == "__main__":
    main()
