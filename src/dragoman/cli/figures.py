"""``dragoman figures``: who has claimed what number, as of when, and whether the figures add up."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.options import AsOf, LedgerName, Until
from dragoman.cli.output import open_console, plain, quiet_when_closed

if TYPE_CHECKING:
    from dragoman.dossier.asking import Figures
    from dragoman.dossier.figures import Finding, Point, Series
    from dragoman.dossier.figures.told import Told

SHOWN = 20
"""Series that are printed for people unless all are asked for; programs get all."""

APART = "told as a total, but counted from a later day, or too few for one"
"""Instead of "in all", of what is set apart from a series of totals."""


def figures(
    ledger: LedgerName = None,
    outcome: Annotated[str | None, typer.Option(metavar="OUTCOME", help="Only these: killed, injured, freed…")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this place.")] = None,
    side: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this side's people.")] = None,
    claimant: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this source claims.")] = None,
    until: Until = None,
    as_of: AsOf = None,
    show_all: Annotated[bool, typer.Option("--all", help=f"Print all series, not the {SHOWN} longest.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A row for each point of a series.")] = False,
) -> None:
    """Figures as series, by claimant, as-of date and as reported, and what does not add up."""
    import dragoman

    with dragoman.open_ledger(ledger, create=False) as opened, quiet_when_closed():
        found = dragoman.figures(
            opened, outcome=outcome, place=place, side=side, claimant=claimant, until=until, as_of=as_of
        )
        console = open_console(as_json=as_json or as_csv)
        if as_json:
            _print_json(found)
        elif as_csv:
            _print_csv(found)
        else:
            _print(console, found, len(found.series) if show_all else SHOWN, placed=place is not None)


def _print_json(found: Figures) -> None:
    from dragoman.dossier.figures.telling import finding_object, series_object

    told = {
        "series": [series_object(series) for series in found.series],
        "findings": [finding_object(finding) for finding in found.findings],
    }
    print(json.dumps(told, ensure_ascii=False))


def _print_csv(found: Figures) -> None:
    from dragoman.dossier.figures.telling import COLUMNS, rows
    from dragoman.dossier.tables import write_csv

    write_csv(sys.stdout, COLUMNS, (row for series in found.series for row in rows(series)))


def _print(console: Console, found: Figures, count: int, *, placed: bool) -> None:
    if not found.series:
        console.print("no such figures")
    for series in found.series[:count]:
        _print_series(console, series, placed=placed)
    if len(found.series) > count:
        console.print(f"\nand {len(found.series) - count} more series; --all shows them")
    _print_findings(console, found.findings)


def _print_series(console: Console, series: Series, *, placed: bool) -> None:
    subject = series.subject
    side = series.side if series.side and series.side not in series.people else None
    where = series.place or ("place not told" if placed else None)
    total = None if not subject.total else APART if series.apart else "in all"
    what = [series.people, side, subject.outcome, where, total]
    console.print()
    console.print(plain(", ".join(part for part in what if part), "bold"))
    console.print(plain(f"says {series.claimant}" if series.claimant else "told by outlets in their own name"))
    table = Table.grid(padding=(0, 2), expand=True)
    for ratio in (2, 3, 3, 3, 6):
        table.add_column(ratio=ratio, overflow="fold")
    for point in series.points:
        table.add_row(*_line(point))
        for part in point.parts:
            table.add_row(*_part(part))
    console.print(table)


def _line(point: Point) -> Iterable[Text]:
    from dragoman.dossier.citing import backing, cite, words_of_entry

    first = point.entries[0]
    return (
        plain(str(point.as_of or "undated")),
        plain(point.number, "cyan"),
        plain(backing(point.entries)),
        plain(", ".join(mark for mark in point.marks if mark != "single-sourced"), "red"),
        plain(f"“{words_of_entry(first)}” {cite(first)}", "italic"),
    )


def _part(part: Told) -> Iterable[Text]:
    """A line on some of a point's people: ``of them 29 killed``."""
    from dragoman.dossier.citing import cite, words_of_entry
    from dragoman.dossier.figures.bounds import number

    of_them = f"of them {number(part.figure)} {part.subject.outcome}"
    return (
        plain(""),
        plain(of_them, "cyan"),
        Text(),
        Text(),
        plain(f"“{words_of_entry(part.entry)}” {cite(part.entry)}"),
    )


def _print_findings(console: Console, findings: Iterable[Finding]) -> None:
    from dragoman.dossier.citing import cite, words_of_entry

    told = list(findings)
    if told:
        console.print()
        console.print(plain("Does not add up", "bold"))
    for finding in told:
        console.print(plain(f"{finding.check.replace('_', ' ')}: {finding.message}"))
        console.print(plain(f"    {finding.arithmetic}", "cyan"))
        for entry in finding.entries:
            console.print(plain(f"    “{words_of_entry(entry)}” {cite(entry)}  {entry.claim.id}", "italic"))
