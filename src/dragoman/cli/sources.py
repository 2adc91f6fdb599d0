"""``dragoman sources``: on whose word the record rests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.table import Table

from dragoman.cli.options import AsOf, LedgerName, Until
from dragoman.cli.views import AsCsv, AsJson, Row, show, text
from dragoman.dossier.sources import Reliance, Role

HEADINGS: dict[Role, str] = {"outlet": "Outlets", "agency": "Agencies", "speaker": "Speakers"}

SHOWN = 30
"""Lines of each role that are printed; ``--csv`` and ``--json`` have them all."""


def sources(
    until: Until = None, as_of: AsOf = None, ledger: LedgerName = None, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """Outlets, agencies and speakers: how much rests on them, how often anonymous, how deep the relays, what they
    alone report.
    """
    import dragoman

    with dragoman.open_ledger(ledger, create=False) as opened:
        found = dragoman.sources(opened, until=until, as_of=as_of)
    show(
        found,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write(console, found),
        nothing="no sources in this ledger",
    )


def _write(console: Console, found: list[Reliance]) -> None:
    for role, group in groupby(found, key=lambda line: line.role):
        lines = list(group)
        console.print(HEADINGS[role], style="bold")
        table = Table(box=None, pad_edge=False)
        table.add_column("name", style="cyan", overflow="fold")
        for heading in ("reports", "claims", "without a name", "relayed", "deepest chain", "they alone"):
            table.add_column(heading, justify="right")
        for line in lines[:SHOWN]:
            counts = (line.articles, line.claims, line.nameless, line.relayed, line.deepest, len(line.alone))
            table.add_row(text(line.name), *(str(count) for count in counts))
        console.print(table)
        if len(lines) > SHOWN:
            console.print(f"and {len(lines) - SHOWN} more (--csv has them all)")
        console.print()


def _rows(line: Reliance) -> Iterator[Row]:
    yield {
        "role": line.role,
        "name": line.name,
        "reports": line.articles,
        "claims": line.claims,
        "nameless": line.nameless,
        "relayed": line.relayed,
        "deepest": line.deepest,
        "alone": tuple(entry.claim.id for entry in line.alone),
    }
