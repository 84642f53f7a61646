"""Exports a ledger of the sample reports in every format, and has the files read back.

    export.py SAYSO

Starts `SAYSO up` on ports of its own in a folder that is gone afterwards. Needs what requirements.txt names.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import read_back

SAMPLES = Path(__file__).resolve().parents[2] / "crates/cli/samples"
SERVICES = ("ingest", "extract", "store")
PATIENCE = 60

# What breaks formats: a formula and line ends in the metadata, emoji of several code points, letters beyond the basic
# plane, a script that runs from right to left.
HARD = {
    "uri": "https://hard.example/=1+1?q=%22",
    "title": "=HYPERLINK(\"https://evil.example\") | , 'quoted'",
    "site": "-Hard, \"News\" 👮",
    "authors": ["@A, B", "مراسل"],
    "publishedAt": "2026-03-04",
    "text": "👩‍👩‍👧 VASKERRE — “𝒯he bridge 🌉 is shut, | and مغلق,” said Mayor Ilsabet Korrane 👮.\r\n\r\n"
    "\"=1+1 is what they count,\" the spokesman told reporters on Tuesday. 🤷🏽 He denied that 👩‍🚒 crews had left.",
}


def documents():
    """The documents as lines of proto JSON, and the current text of each by its address."""
    entries = json.loads((SAMPLES / "index.json").read_text(encoding="utf-8"))
    read = lambda name: (SAMPLES / name).read_bytes().decode("utf-8")
    made = [
        {
            "uri": entry["url"],
            "title": entry["title"],
            "site": entry["site"],
            "authors": entry["authors"],
            "publishedAt": entry["published_at"],
            "text": read(entry["file"]),
        }
        for entry in entries
    ] + [HARD]
    return made, {document["uri"]: document["text"] for document in made}


def start(program, folder):
    """A running system, and the address of each service."""
    command = [program, "up", "--data", str(folder / "data")]
    for service in SERVICES:
        command += ["--set", f"{service}_server.address=127.0.0.1:0"]
        command += ["--set", f"{service}_server.address_file={folder / service}"]
    log = open(folder / "up.log", "w")
    up = subprocess.Popen(command, stdout=log, stderr=log)
    deadline = time.monotonic() + PATIENCE
    while not all((folder / service).is_file() for service in SERVICES):
        if up.poll() is not None or time.monotonic() > deadline:
            up.kill()
            sys.exit((folder / "up.log").read_text())
        time.sleep(0.05)
    return up, {service: (folder / service).read_text().strip() for service in SERVICES}


def settle(program, store):
    """Has a person decide on a forecast."""
    listed = subprocess.run([program, "forecasts", "--server", store, "--json", "--limit", "1"],
                            check=True, stdout=subprocess.PIPE, timeout=PATIENCE)
    claim = json.loads(listed.stdout)["claim"]["claim"]["id"]
    decision = ["--outcome", "did-not", "--by", "Ada", "--why", "=\"still\" shut,\nas of 👮 today"]
    subprocess.run([program, "settle", claim, "--server", store, *decision],
                   check=True, stdout=subprocess.DEVNULL, timeout=PATIENCE)


def export(program, store, folder):
    """Exports everything, in every format."""
    def sayso(*arguments, stdout=None):
        command = [program, "export", "--server", store, *arguments]
        subprocess.run(command, check=True, stdout=stdout, stderr=subprocess.DEVNULL, timeout=PATIENCE)

    for name in ("jsonl", "csv", "parquet", "jsonld"):
        sayso("--format", name, "--output", str(folder / f"claims.{name}"))
        # The same, through a pipe.
        with open(folder / "piped", "wb") as piped:
            sayso("--format", name, stdout=piped)
        if (folder / "piped").read_bytes() != (folder / f"claims.{name}").read_bytes():
            sys.exit(f"{name} is another on standard output")
    with open(folder / "claims.jsonl", encoding="utf-8", newline="\n") as file:
        ids = sorted({json.loads(line)["document"]["id"] for line in file})
    for number, document in enumerate(ids):
        page = str(folder / f"{number}.annotations.json")
        sayso("--format", "annotations", "--document", document, "--output", page)


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made, texts = documents()
        (folder / "reports.jsonl").write_text(
            "".join(json.dumps(document) + "\n" for document in made), encoding="utf-8")
        (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        up, addresses = start(program, folder)
        try:
            # Links change what is exported: all of them are there before.
            linked = ["--wait", "--linked", "--store", addresses["store"]]
            ingest = [program, "ingest", "--server", addresses["ingest"], *linked, str(folder / "reports.jsonl")]
            subprocess.run(ingest, check=True, timeout=PATIENCE)
            settle(program, addresses["store"])
            export(program, addresses["store"], folder)
        finally:
            up.send_signal(signal.SIGTERM)
            up.wait(PATIENCE)
        read_back.main(folder)


if __name__ == "__main__":
    for variable in [variable for variable in os.environ if variable.startswith("SAYSO")]:
        del os.environ[variable]
    main(str(Path(sys.argv[1]).resolve()))
