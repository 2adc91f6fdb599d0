"""Copies measured: pairs of articles that share passages, labelled by hand, against what the ledger would say of them.

    .venv/bin/python benchmarks/copies.py --data ../shared/data [--errors]

``labels/copies.jsonl`` says of each pair whether it is a copy, an update (the outlet's next version of a running
story, or its yearly form filled in anew) or only about the same event. Every article goes through bands as in a
ledger, so that a pair that no band brings together is missed here too. Pairs found beyond the labelled ones are
printed, to be looked at.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from dragoman.clean import clean
from dragoman.ledger.copies import Text, find_bands, find_counterpart, find_crossing_bands, find_kinship
from dragoman.model import BadPage, Capture

LABELS = Path(__file__).parent / "labels/copies.jsonl"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--errors", action="store_true", help="print every pair that was judged otherwise than labelled"
    )
    args = parser.parse_args()
    news = args.data / "measure/news/news-open.jsonl.gz"
    if not news.exists():
        print(f"skipped: {news} is missing")
        return 0
    texts = read_texts(news)
    report_copies(texts, errors=args.errors)
    report_altered(texts)
    report_languages(texts)
    return 0


def read_texts(news: Path) -> dict[str, Text]:
    texts = {}
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        page = Capture(row["text"].encode(), f"{row['id']}.txt", url=row["url"])
        try:
            texts[row["id"]] = Text(clean(page, published=row["date"] or None, outlet=row["outlet"]).article)
        except BadPage as error:
            print(f"{row['id']}: {error}", file=sys.stderr)
    return texts


def report_copies(texts: dict[str, Text], *, errors: bool) -> None:
    rows = map(json.loads, LABELS.read_text("utf-8").splitlines())
    labels = {pair(row["a"], row["b"]): row["label"] for row in rows}
    begun = time.process_time()
    bands = {name: find_bands(text) for name, text in texts.items()}
    candidates = meet(bands)
    found = {}
    for one, other in candidates:
        kinship = find_kinship(texts[one], texts[other])
        if kinship is not None:
            found[pair(one, other)] = kinship
    spent = time.process_time() - begun
    stored = sum(map(len, bands.values()))
    print(
        f"{len(texts)} articles, {stored} bands, {len(candidates)} candidates, {1000 * spent / len(texts):.2f} ms each"
    )
    for relation in ("copy", "update"):
        gold = {names for names, label in labels.items() if label == relation}
        mine = {names for names, kinship in found.items() if kinship.relation == relation}
        right = len(gold & mine)
        precision, recall = right / max(len(mine), 1), right / max(len(gold), 1)
        print(f"{relation:7} labelled {len(gold)}  found {len(mine)}  P {precision:.3f}  R {recall:.3f}")
    for names in sorted(labels.keys() | found.keys()):
        mine_of = found[names].relation if names in found else "same event only"
        if names not in labels:
            print("unlabelled", *names, found[names])
        elif errors and mine_of != labels[names]:
            print("labelled", labels[names], "found", mine_of, *names, "a candidate" if names in candidates else "")


def report_altered(texts: dict[str, Text]) -> None:
    """Copies made by a program: each article under another outlet, cut and mixed with another one's paragraphs."""
    chance = random.Random(6)
    long = [name for name, text in texts.items() if len(text.words) >= 150]
    for kept, added in ((1.0, 0.0), (0.6, 0.0), (0.4, 0.0), (1.0, 0.5), (0.7, 0.4), (0.5, 0.5)):
        met = kin = 0
        for name in long:
            altered = alter(texts[name], texts[chance.choice(long)], kept, added, chance)
            if find_bands(texts[name]) & find_bands(altered):
                met += 1
                kinship = find_kinship(texts[name], altered)
                kin += kinship is not None and kinship.relation == "copy"
        print(
            f"kept {kept:.0%}, added {added:.0%}, one word in 40 changed: {len(long)} copies,",
            f"candidates {met / len(long):.3f}, copies {kin / len(long):.3f}",
        )


def alter(text: Text, other: Text, kept: float, added: float, chance: random.Random) -> Text:
    """The first ``kept`` of an article's words, one in 40 another's, with words of another article put between."""
    article = text.article
    words = article.text.split(" ")
    words = words[: max(1, int(kept * len(words)))]
    strange = other.article.text.split()
    for place in range(len(words)):
        if chance.random() < 1 / 40:
            words[place] = chance.choice(strange)
    more = " ".join(strange[: int(added * len(words))])
    middle = len(words) // 2
    mixed = "\n\n".join(("News.", " ".join(words[:middle]), more, " ".join(words[middle:])))
    return Text(replace(article, id="altered", text=mixed, parts=(), outlet="Another outlet"))


def report_languages(texts: dict[str, Text]) -> None:
    """Pairs across languages: none is labelled, so each is printed."""
    begun = time.process_time()
    candidates = meet({name: find_crossing_bands(text) for name, text in texts.items()})
    pairs = [names for names in candidates if len({texts[name].article.language for name in names}) == 2]
    found = {names: match for names in pairs if (match := find_counterpart(*(texts[name] for name in names)))}
    spent = time.process_time() - begun
    languages = Counter(text.article.language for text in texts.values())
    print(f"between languages {dict(languages)}: {len(pairs)} candidates, {len(found)} found,", end=" ")
    print(f"{1000 * spent / len(texts):.2f} ms each")
    for names, match in found.items():
        print("  ", *names, match)


def meet(bands: dict[str, frozenset[int]]) -> set[tuple[str, str]]:
    """The pairs that share a band."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name, numbers in bands.items():
        for number in numbers:
            holders[number].append(name)
    return {pair(one, other) for names in holders.values() for one, other in combinations(names, 2)}


def pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


if __name__ == "__main__":
    sys.exit(main())
