"""Counts how common words of news English are, for `data/rarity.tsv`.

    rarity.py CORPORA > ../data/rarity.tsv

CORPORA is a folder with plain texts (`*.txt`) at any depth. Counted is in how many windows of 200 words a word stands, in
any of them; words that stand mostly with a capital letter are names and left out. The second column is
ln(windows / windows with the word) in tenths; what the table does not list is rarer than all that it lists.
"""

import math
import re
import sys
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
WINDOW = 200
LEAST = 5

windows = Counter()
lower = Counter()
count = 0
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    words = WORD.findall(path.read_text(encoding="utf-8", errors="replace").replace("’", "'"))
    for start in range(0, len(words), WINDOW):
        seen = words[start : start + WINDOW]
        count += 1
        windows.update({word.lower() for word in seen})
        lower.update({word for word in seen if word.islower()})
for word, times in sorted(windows.items(), key=lambda item: (-item[1], item[0])):
    if times >= LEAST and lower[word] * 2 > times:
        print(f"{word}\t{round(10 * math.log(count / times))}")
