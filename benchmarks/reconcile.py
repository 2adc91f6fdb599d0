"""Reconciliation measured: the official daily series as if reported, and the breaks in them that were found by hand.

    .venv/bin/python benchmarks/reconcile.py --data ../shared/data [--errors]

Each row of a series is one report of its day: the running totals that it gives and, where it does, the count of the
days since the last one. Days on which nothing was published are no reports. A batch that a committee added to the total
on top of the days' dead is in the total and not in the days' count, as in the ministry's bulletins.

``labels/breaks.jsonl`` lists the true breaks. A finding is right when a break of its series lies on its day; findings
of several checks on one day count once. The share of false alarms is of all points.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.dossier.figures import CHECKS, Finding, reconcile
from dragoman.model import Article, Citation, Entry, Figure, Outcome, Source, Span, When, make_claim

LABELS = Path(__file__).parent / "labels" / "breaks.jsonl"


@dataclass(frozen=True)
class Column:
    """A column of running totals, and what its figures would be called in a report."""

    name: str
    outcome: Outcome
    people: str
    daily: str | None = None


@dataclass(frozen=True)
class Table:
    file: str
    day: str
    place: str
    side: str
    source: str
    columns: tuple[Column, ...]


GAZA = Table(
    "tfp_casualties_daily.json.gz",
    "report_date",
    "Gaza",
    "Palestinians",
    "Health Ministry",
    (
        Column("killed_cum", "killed", "Palestinians", "killed"),
        Column("injured_cum", "injured", "Palestinians", "injured"),
        Column("killed_children_cum", "killed", "children"),
        Column("killed_women_cum", "killed", "women"),
        Column("med_killed_cum", "killed", "medics"),
        Column("press_killed_cum", "killed", "journalists"),
        Column("civdef_killed_cum", "killed", "volunteers"),
    ),
)
HUNGER = Table(
    GAZA.file,
    "report_date",
    "Gaza",
    "Palestinians",
    "Health Ministry",
    (Column("famine_cum", "killed", "Palestinians"), Column("child_famine_cum", "killed", "children")),
)
AID_SEEKERS = Table(
    GAZA.file,
    "report_date",
    "Gaza",
    "Palestinians",
    "Health Ministry",
    (
        Column("aid_seeker_killed_cum", "killed", "Palestinians"),
        Column("aid_seeker_injured_cum", "injured", "Palestinians"),
    ),
)
VERIFIED = Table(
    "tfp_west_bank_daily.json.gz",
    "report_date",
    "West Bank",
    "Palestinians",
    "the UN",
    (
        Column("verified.killed_cum", "killed", "Palestinians", "verified.killed"),
        Column("verified.killed_children_cum", "killed", "children", "verified.killed_children"),
        Column("verified.injured_cum", "injured", "Palestinians", "verified.injured"),
        Column("verified.injured_children_cum", "injured", "children", "verified.injured_children"),
    ),
)
WEST_BANK = Table(
    "tfp_west_bank_daily.json.gz",
    "report_date",
    "West Bank",
    "Palestinians",
    "the UN",
    (
        Column("killed_cum", "killed", "Palestinians"),
        Column("killed_children_cum", "killed", "children"),
        Column("injured_cum", "injured", "Palestinians"),
        Column("injured_children_cum", "injured", "children"),
    ),
)
LEBANON = Table(
    "tfp_lebanon_casualties_daily.json.gz",
    "report_date",
    "Lebanon",
    "Lebanon",
    "Health Ministry",
    (
        Column("killed_cum_reported", "killed", "people", "killed"),
        Column("injured_cum_reported", "injured", "people", "injured"),
    ),
)
UKRAINE = Table(
    "ukr_russia_losses_personnel.json.gz",
    "date",
    "Ukraine",
    "Russia",
    "General Staff",
    (Column("personnel", "killed", "soldiers"),),
)
TABLES = (GAZA, HUNGER, AID_SEEKERS, WEST_BANK, VERIFIED, LEBANON, UKRAINE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="print every miss and every false alarm")
    args = parser.parse_args()
    figures = args.data / "measure" / "figures"
    if not figures.exists():
        print(f"skipped: {figures} is missing")
        return 0
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    points = found = false = 0
    by_kind: Counter[tuple[str, bool]] = Counter()
    by_check: Counter[tuple[str, bool]] = Counter()
    for table in TABLES:
        rows = _rows(figures / table.file, table)
        names = {column.name for column in table.columns}
        own = [label for label in labels if label["file"] == table.file and label["series"] in names]
        breaks = {(label["series"], label["day"]): label for label in own}
        entries = [entry for row in rows for entry in _entries(table, row)]
        points += sum(1 for entry in entries if isinstance(entry.claim.value, Figure) and entry.claim.value.cumulative)
        alarms = _alarms(table, reconcile(entries))
        for key, checks in sorted(alarms.items()):
            by_check.update((check, key in breaks) for check in checks)
            if key not in breaks:
                false += 1
                if args.errors:
                    print("false", table.file, *key, *(finding.message for finding in checks.values()), sep=" | ")
        for key, label in breaks.items():
            found += key in alarms
            by_kind[label["kind"], key in alarms] += 1
            if key not in alarms and args.errors:
                print("missed", label)
    print(f"checks {len(CHECKS)}  points {points}  breaks {len(labels)}  found {found}")
    print(f"false alarms {false}  share of points {false / points:.4f}")
    for kind in sorted({kind for kind, _ in by_kind}):
        print(f"  {kind}: found {by_kind[kind, True]}, missed {by_kind[kind, False]}")
    for check in sorted({check for check, _ in by_check}):
        print(f"  {check}: right {by_check[check, True]}, false {by_check[check, False]}")
    return 0


def _rows(path: Path, table: Table) -> list[dict[str, Any]]:
    """The rows that were reports: not the days that the series' keeper filled in."""
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        rows = json.load(opened)
    told = [row for row in rows if row.get("report_source") != "missing"]
    if table is WEST_BANK:  # the rows that were filled in have the UN's verified counts of that day nonetheless
        told = [row for row in told if row["flash_source"] != "fill"]
    return [row | {f"verified.{name}": count for name, count in (row.get("verified") or {}).items()} for row in told]


def _entries(table: Table, row: dict[str, Any]) -> Iterator[Entry]:
    day = row[table.day]
    article = Article(f"{table.file}:{day}", f"Report of {day}", published=day, published_from="given")
    citation = Citation(article.id, published=day, published_from="given")
    for column in table.columns:
        total = row.get(column.name)
        if total is not None:
            yield _entry(article, citation, _figure(table, column, total, None))
        daily = row.get(column.daily) if column.daily else None
        if daily is not None:
            begins = datetime.date.fromisoformat(day) - datetime.timedelta(hours=row.get("report_period", 24))
            counted = daily - (row.get("killed_committee", 0) if column.outcome == "killed" else 0)
            when = When(begins.isoformat(), day, resolved=True, granularity="day")
            yield _entry(article, citation, _figure(table, column, counted, when))


def _figure(table: Table, column: Column, count: int, when: When | None) -> Figure:
    source = Source(table.source, "institution")
    return Figure(
        count,
        count,
        column.outcome,
        column.people,
        side=table.side,
        place=table.place,
        when=when,
        cumulative=when is None,
        source=source,
    )


def _entry(article: Article, citation: Citation, figure: Figure) -> Entry:
    claim = make_claim(article, figure, [("figure", Span(0, 6))], rule="series")
    return Entry(claim, citation, article.published or "", article.id, article.id)


def _alarms(table: Table, findings: tuple[Finding, ...]) -> dict[tuple[str, str], dict[str, Finding]]:
    """The findings by series and day: the day of the figure that each names first."""
    found: defaultdict[tuple[str, str], dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        entry = finding.entries[0]
        figure = entry.claim.value
        assert isinstance(figure, Figure)
        for column in table.columns:
            if (column.outcome, column.people) == (figure.outcome, figure.people):
                found[column.name, entry.article.published or ""][finding.check] = finding
    return found


if __name__ == "__main__":
    sys.exit(main())
