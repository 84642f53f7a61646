"""Where a model errs on dev: figures by kind of claim, and the kinds of a random sample of errors. Prints no text.

Kinds of claim: by quotation marks (direct: all of the content between them; mixed: some; none) and by cue (a verb of
saying, or anything else). An article annotated more than once is judged against its first annotator.
"""

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

from sayso_tagger import scoring

SAYING = re.compile(
    r"\b(sa(y|ys|id|ying)|t(ell|ells|old|elling)|add(s|ed|ing)?|ask(s|ed|ing)?|repl(y|ies|ied)|answer(s|ed)?|stat(e|es|ed)"
    r"|announc(e|es|ed)|tweet(s|ed)?|wr(ite|ites|ote)|not(e|es|ed)|explain(s|ed)?|insist(s|ed)?|argu(e|es|ed)|claim(s|ed)?"
    r"|according|declar(e|es|ed)|warn(s|ed)?|report(s|ed)?|continu(e|es|ed)|sp(eak|oke)|call(s|ed))\b",
    re.IGNORECASE,
)
ERROR_KINDS = (
    "content missed whole",
    "content found under another cue, or split or merged",
    "content boundary",
    "source missed",
    "source wrong",
    "source where there is none",
    "spurious claim",
)


def kinds(claim: dict, text: str) -> list:
    content = " ".join(text[start:end] for start, end in claim["content"]).strip()
    cue = " ".join(text[start:end] for start, end in claim["cue"])
    if re.search(r"[“”\"]", content):
        whole = re.fullmatch(r"[“\"].*[”\"]?", content, re.DOTALL) and not re.search(
            r"[^\s“”\".,;:]", re.sub(r"[“\"][^“”\"]*([”\"]|$)", "", content)
        )
        quotation = "direct" if whole else "mixed"
    else:
        quotation = "no quotation marks"
    return [quotation, "verb of saying" if SAYING.search(cue) else "other cue"]


def missed_kind(gold: dict, predicted: list) -> str:
    """Why a gold claim is not among the matched."""
    best = max(predicted, key=lambda p: len(p["content"] & gold["content"]), default=None)
    covered = gold["content"] & frozenset().union(*[p["content"] for p in predicted])
    if not covered:
        return "content missed whole"
    if len(best["content"] & gold["content"]) / len(best["content"] | gold["content"]) < 0.5:
        together = len(covered) / len(gold["content"]) > 0.8 or len(best["content"] & gold["content"]) == len(gold["content"])
        return "content found under another cue, or split or merged" if together else "content boundary"
    if not best["source"]:
        return "source missed"
    return "source wrong" if gold["source"] else "source where there is none"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predictions", help="file of evaluate.py --out")
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--scorer", required=True, help="the corpus's score_attribution.py")
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gold = scoring.Gold(options.scorer, options.corpus)
    files = gold.scorer.gold_files(options.corpus)
    right, found, wanted, errors = Counter(), Counter(), Counter(), []
    for line in Path(options.predictions).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name = row["doc"]
        text = Path(options.corpus, "text", f"{name}.txt").read_text(encoding="utf-8")
        predicted = [claim for claim in row["claims"] if claim["content"]]
        sets = scoring.token_sets(predicted, gold.articles[name][0])
        annotated = [
            {role: claim.get(role) or [] for role in ("source", "cue", "content")}
            for claim in gold.scorer.read_ann(files[name][0])
        ]
        annotated = [claim for claim in annotated if claim["content"]]
        gold_sets = gold.articles[name][1][0]
        pairs = gold.pairs(name, predicted, 0)
        for claim in annotated:
            wanted.update(kinds(claim, text))
        for claim in predicted:
            found.update(kinds(claim, text))
        recalled, precise = Counter(), Counter()
        for i, j in pairs:
            recalled.update(kinds(annotated[i], text))
            precise.update(kinds(predicted[j], text))
        right.update({("recall", k): n for k, n in recalled.items()})
        right.update({("precision", k): n for k, n in precise.items()})
        matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
        errors += [missed_kind(g, sets) for i, g in enumerate(gold_sets) if i not in matched]
        everything = frozenset().union(*[g["content"] for g in gold_sets]) if gold_sets else frozenset()
        errors += ["spurious claim" for j, p in enumerate(sets) if j not in used and not p["content"] & everything]
    for kind in ("direct", "mixed", "no quotation marks", "verb of saying", "other cue"):
        precision = right["precision", kind] / max(1, found[kind])
        recall = right["recall", kind] / max(1, wanted[kind])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{kind:20} gold {wanted[kind]:5} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    sample = Counter(random.Random(options.seed).sample(errors, min(options.sample, len(errors))))
    for kind in ERROR_KINDS:
        print(f"{kind:52} all {errors.count(kind):4} sample {sample[kind]:3}")


if __name__ == "__main__":
    main()
