"""Measure the places: country, distance, and what a mention costs, on mentions labelled by hand.

    .venv/bin/python benchmarks/places.py --data ../shared/data

``benchmarks/labels/places.jsonl`` has one line for each mention of ``measure/news/news-open.jsonl.gz``: article id,
offsets in the article's text, country, latitude, longitude, precision. ``--sample held`` measures the mentions
that were labelled after the rules were written. ``--errors`` prints each miss.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from dragoman import analyse
from dragoman.extract import places
from dragoman.extract.places.context import distance_km
from dragoman.model import Article, Claim, Place, Reading

LABELS = Path(__file__).parent / "labels" / "places.jsonl"
NEWS = Path("measure/news/news-open.jsonl.gz")
NEAR_KM = 50.0


def read_labels(sample: str) -> dict[str, list[dict[str, Any]]]:
    """The labels of each article."""
    labels = defaultdict(list)
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        if sample in {"all", label["sample"]}:
            labels[label["article"]].append(label)
    return labels


def read_articles(path: Path, wanted: set[str]) -> dict[str, Article]:
    """The articles that have labels."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["id"]: Article(row["id"], row["text"], language=row["lang"]) for row in rows if row["id"] in wanted}


def judge(label: dict[str, Any], claims: list[Claim]) -> tuple[bool, bool, bool, Claim | None]:
    """Whether the mention was found, its country is right and it lies where it should; and the claim."""
    over = [c for c in claims if c.evidence[0].start < label["end"] and label["start"] < c.evidence[0].end]
    if not over:
        return False, False, False, None
    value = over[0].value
    if not isinstance(value, Place):
        raise TypeError(f"a claim of places holds a place, not {value!r}")
    right = value.country == label["country"]
    if label["latitude"] is None:
        return True, right, right, over[0]
    if value.latitude is None or value.longitude is None:
        return True, right, False, over[0]
    away = distance_km((value.latitude, value.longitude), (label["latitude"], label["longitude"]))
    return True, right, away <= NEAR_KM, over[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sample", choices=["development", "held", "blind", "all"], default="all")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    news = options.data / NEWS
    if not news.exists():
        print(f"skipped: {news} is not there")
        return
    labels = read_labels(options.sample)
    articles = read_articles(news, set(labels))
    nlp = analyse.load()
    places.extract(Reading(Article("warm", "Kyiv"), nlp("Kyiv")))
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    seconds = words = 0.0
    for name, wanted in labels.items():
        article = articles[name]
        doc = nlp(article.text)
        before = time.process_time()
        out = list(places.extract(Reading(article, doc)))
        seconds += time.process_time() - before
        words += len(doc)
        claims = [claim for claim in out if isinstance(claim, Claim)]
        for label in wanted:
            found, right, near, claim = judge(label, claims)
            for group in ("all", label["precision"]):
                tally[group].update(mentions=1, found=found, country=right, near=near)
            if options.errors and not (right and near):
                said = claim and (claim.value, claim.rule)
                print(f"{article.text[label['start'] : label['end']]!r} {label} -> {said}", file=sys.stderr)
    print(f"{'':10}{'mentions':>9}{'found':>8}{'country':>9}{'≤ 50 km':>9}{'of found: country':>19}{'≤ 50 km':>9}")
    for group, count in sorted(tally.items()):
        whole, some = count["mentions"], max(count["found"], 1)
        country, near = count["country"], count["near"]
        print(
            f"{group:10}{whole:9}{count['found'] / whole:8.3f}{country / whole:9.3f}{near / whole:9.3f}"
            f"{country / some:19.3f}{near / some:9.3f}"
        )
    print(f"{1e6 * seconds / words:.1f} ms for 1,000 tokens")


if __name__ == "__main__":
    main()
