"""Positions read by eye: the sample that was judged, and how many of its positions were right.

    .venv/bin/python benchmarks/positions.py --data ../shared/data            # the verdicts, and changes
    .venv/bin/python benchmarks/positions.py --data ../shared/data --print    # each with its words

The sample is 100 English articles of `measure/news/news-open.jsonl.gz` about Gaza, Syria, Ukraine and what the White
House says of wars, drawn at random (`random.Random(2026)`) from those not read while the rules were written;
their ids are in `labels/positions-sample.txt`. Every position that came out was judged by hand: `right`, or what is
wrong with it. Verdicts hold an article's id, offsets and what was claimed, no words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman import pipeline
from dragoman.model import Claim, Position

LABELS = Path(__file__).parent / "labels"
SETS = {
    "gaza_lexis": "Gaza",
    "guardian_sdf": "Syria",
    "ukraine2026_crawl": "Ukraine",
    "semeval2025t10_en": "Ukraine",
    "whitehouse": "White House",
}

Key = tuple[str, str, str, str]
"""Article, party, issue, stance: there is one record for each."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--print", action="store_true", help="print every position of the sample with its words")
    args = parser.parse_args()
    verdicts = read_verdicts()
    report_verdicts(verdicts)
    news = args.data / "measure/news/news-open.jsonl.gz"
    if not news.exists():
        print(f"skipped: {news} is missing")
        return 0
    now: set[Key] = set()
    for article, claim in find_positions(news):
        value = claim.value
        assert isinstance(value, Position)
        key = (article["id"], value.party, value.issue, value.stance)
        now.add(key)
        if args.print:
            words = " ".join(claim.evidence[0].words.split())
            print(f"{'|'.join(key)}  {verdicts.get(key, 'not judged')}  {claim.evidence[0].start}  {words}")
    report_changes(verdicts, now)
    return 0


def read_verdicts() -> dict[Key, str]:
    rows = [json.loads(line) for line in (LABELS / "positions.jsonl").read_text("utf-8").splitlines()]
    return {(row["article"], row["party"], row["issue"], row["stance"]): row["verdict"] for row in rows}


def find_positions(news: Path) -> Iterator[tuple[dict[str, Any], Claim]]:
    """The positions of the sample's articles as they are read now."""
    sample = set((LABELS / "positions-sample.txt").read_text("utf-8").split())
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        articles = [article for article in map(json.loads, lines) if article["id"] in sample]
    for article in articles:
        report = pipeline.read(article["text"].encode(), published=article.get("date") or None)
        for claim in report.claims:
            if claim.kind == "position":
                yield article, claim


def report_verdicts(verdicts: dict[Key, str]) -> None:
    kinds = ("right", "none", "issue", "stance", "party")
    print(f"{'as judged':12}", *(f"{kind:>7}" for kind in (*kinds, "all", "share")))
    for name in (*dict.fromkeys(SETS.values()), "all"):
        of = Counter(kind for key, kind in verdicts.items() if name in {SETS[key[0].partition(":")[0]], "all"})
        share = f"{of['right'] / of.total():.3f}" if of else "-"
        print(f"{name:12}", *(f"{of[kind]:7}" for kind in kinds), f"{of.total():7}", f"{share:>7}")


def report_changes(verdicts: dict[Key, str], now: set[Key]) -> None:
    kept = Counter(kind == "right" for key, kind in verdicts.items() if key in now)
    gone = Counter(kind == "right" for key, kind in verdicts.items() if key not in now)
    print(f"now: {kept[True]} of the right and {kept[False]} of the wrong ones are still there; ", end="")
    print(
        f"{gone[True]} right and {gone[False]} wrong ones are gone; {len(now - verdicts.keys())} are new and not judged"
    )


if __name__ == "__main__":
    sys.exit(main())
