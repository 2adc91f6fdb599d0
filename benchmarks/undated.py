"""Dates offered to undated reports, measured: dated reports taken for undated ones, and what would be offered to them.

    .venv/bin/python benchmarks/undated.py --data ../shared/data

Once with the official daily tolls of Gaza as the other reports, once with the other news articles (their copies
among them). An offer is right when the report's own date is one of its days. Reads 859 articles: some minutes.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import dragoman
from dragoman.ledger.undated import Dated, Offer, offer_date
from dragoman.model import Citation, Claim, Entry, Evidence, Figure, Report, Source
from dragoman.model.values import Actor

MINISTRY = "gov/gaza-health-ministry"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    news = args.data / "measure/news/news-open.jsonl.gz"
    tolls = args.data / "measure/figures/tfp_casualties_daily.json.gz"
    missing = [path for path in (news, tolls) if not path.exists()]
    if missing:
        print(f"skipped: {missing[0]} is missing")
        return 0
    reports = [figures_of(report) for report in read_reports(news)]
    measure("official tolls", reports, official(tolls))
    measure("other articles", reports, None)
    return 0


def read_reports(news: Path) -> Iterable[Report]:
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["lang"] == "en" and row["date"]:
                yield dragoman.read(row["text"].encode(), published=row["date"], outlet=row["outlet"])


def figures_of(report: Report) -> tuple[Citation, list[Entry]]:
    """An article's figures as a ledger holds them, with the registry's identities of its actors."""
    article = report.article
    cited = Citation(article.id, outlet=article.outlet, published=article.published, published_from="given")
    known = {
        name: claim.value.identity
        for claim in report.claims
        if isinstance(claim.value, Actor) and claim.value.identity
        for name in (claim.value.name, *claim.value.aliases)
    }
    figures = [claim for claim in report.claims if claim.kind == "figure"]
    return cited, [Entry(claim, cited, "", article.id, article.id, known) for claim in figures]


def official(tolls: Path) -> list[Entry]:
    """The ministry's daily totals, each as if reported on its day."""
    ministry = Source("the health ministry", "institution")
    entries = []
    with gzip.open(tolls, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        count, day = row.get("ext_killed_cum") or row.get("killed_cum"), row["report_date"]
        if count:
            figure = Figure(count, count, "killed", "people", cumulative=True, source=ministry)
            claim = Claim(day, "figure", figure, (Evidence("figure", 0, 1, "-"),), None, "official")
            cited = Citation(day, published=day, published_from="given")
            entries.append(Entry(claim, cited, "", day, day, {ministry.name: MINISTRY}))
    return entries


def measure(name: str, reports: Sequence[tuple[Citation, list[Entry]]], others: list[Entry] | None) -> None:
    """Offer a date to each report; without ``others``, those are the other reports."""
    counts: Counter[str] = Counter()
    known = Dated(others) if others is not None else None
    for cited, own in reports:
        if not own:
            continue
        rest = known or Dated(entry for other, entries in reports if other.id != cited.id for entry in entries)
        offer = offer_date(replace(cited, published=None, published_from="unknown"), own, rest, None, {})
        verdict = judge(offer, cited.published)
        counts[verdict] += 1
        if offer is not None:
            print(f"{verdict:12} {cited.published} {offer.earliest} {offer.latest} {'; '.join(offer.reasons)}")
    print(f"{name}: {dict(counts)}")


def judge(offer: Offer | None, published: str | None) -> str:
    if offer is None:
        return "nothing"
    if offer.earliest is None or offer.latest is None:
        return "contradiction"
    day = datetime.date.fromisoformat(published or "")
    return "right" if offer.earliest <= day.isoformat() <= offer.latest else "wrong"


if __name__ == "__main__":
    sys.exit(main())
