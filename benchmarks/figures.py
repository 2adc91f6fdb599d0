"""Figures measured: number reading, and the tolls of Gaza articles against the official series.

    .venv/bin/python benchmarks/figures.py --data ../shared/data [--errors]

Numbers: news sentences whose quantities were annotated by hand. A value is right when the sentence has it as a
quantity; a range counts as its two ends, a vague count (*tens of thousands*) as the decade that the annotators give it.

Tolls: every running total of people killed that an article has from health authorities, next to the official count of
its date and the two days before; right when one of the three is within 2 %. Misses are printed, each to be looked at.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman import pipeline
from dragoman.extract.figures import Number, find_numbers
from dragoman.model import Figure

HEALTH = re.compile(r"\bhealth\b", re.IGNORECASE)
LEAST_TOLL = 2000
"""Smaller totals under a health ministry's name are of one place or one group."""
TOLERANCE = 0.02


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="print every sentence with a value too many or too few")
    args = parser.parse_args()
    measure = args.data / "measure"
    for report, needed in (
        (report_numbers, [measure / "newsquant.json"]),
        (report_tolls, [measure / "news/news-open.jsonl.gz", measure / "figures/tfp_casualties_daily.json.gz"]),
    ):
        missing = [path for path in needed if not path.exists()]
        if missing:
            print(f"skipped: {missing[0]} is missing")
        else:
            report(*needed, errors=args.errors)
    return 0


def report_numbers(path: Path, *, errors: bool) -> None:
    found = missed = spurious = 0
    for sentence in json.loads(path.read_text("utf-8")):
        gold = Counter(value for quantity in sentence["quantities"] for value in _values(quantity["value"]))
        mine = Counter(value for number in find_numbers(sentence["text"]) for value in _read(number))
        found += (gold & mine).total()
        missed += (gold - mine).total()
        spurious += (mine - gold).total()
        if errors and gold != mine:
            print(sentence["text"], "| missed", *(gold - mine), "| spurious", *(mine - gold))
    precision, recall = found / (found + spurious), found / (found + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"values {found + missed}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def _read(number: Number) -> list[float]:
    """A number's values; the codebook counts *thousands* from 2,000, these annotators from 1,000 to 10,000."""
    values = [float(value) for value in number.values]
    return [values[0] / 2, values[0] * 5] if number.vague else [round(value, 4) for value in values]


def _values(written: str) -> list[float]:
    """``"10000.0-100000.0"`` → both ends; of a vague count's decade ("1000000-10000000") too."""
    return [round(float(part), 4) for part in str(written).split("-") if part]


def report_tolls(news: Path, series: Path, *, errors: bool) -> None:
    del errors  # misses are always printed: each needs a look
    official = {day["report_date"]: day["killed_cum"] for day in _load(series) if day.get("killed_cum")}
    right = total = 0
    for article in _gaza_articles(news):
        near = [official[day] for day in _days_before(article["date"]) if day in official]
        for toll in _tolls(article) if near else ():
            total += 1
            low = toll.low or 0
            said = low - 1 if toll.high is None and low % 10 == 1 else low  # "more than 27,000" is 27,001 or more
            if any(abs(said - count) <= TOLERANCE * count for count in near):
                right += 1
            else:
                print("miss", article["id"], article["date"], toll.qualifier, said, toll.people, "official", near)
    print(f"tolls {total}  within {TOLERANCE:.0%} {right}  share {right / max(total, 1):.3f}")


def _load(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        return json.load(opened)


def _gaza_articles(news: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if article["lang"] == "en" and (article["date"] or "") > "2023-10-09" and "Gaza" in article["text"]:
                yield article


def _days_before(date: str) -> list[str]:
    published = datetime.date.fromisoformat(date)
    return [(published - datetime.timedelta(days)).isoformat() for days in range(3)]


def _tolls(article: dict[str, Any]) -> Iterator[Figure]:
    if not HEALTH.search(article["text"]):
        return
    report = pipeline.read(article["text"].encode(), published=article["date"], outlet=article["outlet"])
    for claim in report.claims:
        value = claim.value
        if not isinstance(value, Figure) or value.source is None or not HEALTH.search(value.source.name):
            continue
        is_total = value.cumulative and value.part_of is None and (value.low or 0) >= LEAST_TOLL
        if value.outcome == "killed" and is_total:
            yield value


if __name__ == "__main__":
    sys.exit(main())
