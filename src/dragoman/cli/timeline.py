"""``dragoman timeline``: what happened, was said and was agreed, by the day that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dragoman.cli.options import AsOf, LedgerName, Until
from dragoman.cli.views import AsCsv, AsJson, Row, days, grid, ground, rests_on, show, text
from dragoman.describe import describe
from dragoman.dossier.citing import words_of_entry
from dragoman.dossier.pages import timeline_page
from dragoman.dossier.timeline import KINDS, Moment
from dragoman.model import UsageError

KIND_NAMES = ", ".join(KINDS)


def timeline(
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Only what is about somebody.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help=f"Only this kind, several times for several: {KIND_NAMES}.")
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write a page that stands by itself.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what is of that day or later.")
    ] = None,
    until: Until = None,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What happened, was said and was agreed, by the day that it is about; what is only planned is told as that."""
    import dragoman

    for each in kind or ():
        if each not in KINDS:
            raise UsageError(f"kind: {each!r} is none; expected one of {KIND_NAMES}")
    with dragoman.open_ledger(ledger, create=False) as opened:
        found = dragoman.timeline(opened, actor=actor, kinds=kind or KINDS, since=since, until=until, as_of=as_of)
    if html is not None:
        _write_page(html, found, actor)
    show(
        found,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write(console, found),
        nothing="nothing in this ledger" if actor is None else f"nothing about {actor} in this ledger",
    )


def _write_page(html: Path, found: list[Moment], actor: str | None) -> None:
    try:
        html.write_text(timeline_page(found, actor), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{html}: {error.strerror}") from error


def _write(console: Console, found: list[Moment]) -> None:
    table = grid(3, 5, 5)
    for moment in found:
        name, facts = describe(moment.value)
        realis = f" [{moment.realis}]" if moment.realis != "happened" else ""
        line = text(f"{moment.kind}: {', '.join((name, *facts))}{realis}")
        when = days(moment.first, moment.last, dated=moment.dated)
        words = words_of_entry(moment.entries[0])
        table.add_row(text(when, "cyan"), line, ground(words, moment.entries, moment.marks))
    console.print(table)


def _rows(moment: Moment) -> Iterator[Row]:
    name, facts = describe(moment.value)
    yield {
        "first": moment.first,
        "last": moment.last,
        "dated": moment.dated,
        "kind": moment.kind,
        "realis": moment.realis,
        "what": ", ".join((name, *facts)),
        "words": words_of_entry(moment.entries[0]),
        "marks": moment.marks,
        **rests_on(moment.entries),
    }
