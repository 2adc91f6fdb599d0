"""``dragoman identities``: who is who across articles, and who may be one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console

from dragoman.cli.options import AsOf, LedgerName
from dragoman.cli.views import AsCsv, AsJson, Row, grid, show, text
from dragoman.ledger.identities import Identity
from dragoman.resolve import Unsure

SHOWN = 5
"""Names of an identity that a line shows; ``--csv`` and ``--json`` have them all."""


def identities(
    unsure: Annotated[
        bool, typer.Option("--unsure", help="Only pairs that may be one and were left apart, with the reason.")
    ] = False,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Who is who across articles: each identity with its names; and pairs that may be one, for ``dragoman judge``."""
    from dragoman import open_ledger

    with open_ledger(ledger, create=False) as opened:
        listed, left = opened.identities(as_of=as_of)
    show(
        left if unsure else listed,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write_pairs(console, left) if unsure else _write(console, listed),
        nothing="nobody is unsure in this ledger" if unsure else "nobody is named in this ledger",
    )


def _write(console: Console, listed: list[Identity]) -> None:
    table = grid(4, 6, 2)
    for each in listed:
        more = len(each.names) - SHOWN
        names = ", ".join(each.names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
        table.add_row(text(each.id, "cyan"), text(names), text(f"{each.articles} articles"))
        for pair in each.joined:
            table.add_row(text(""), text(f"{pair.one} and {pair.other}: {pair.reason}", "italic"), text(""))
    console.print(table)


def _write_pairs(console: Console, left: tuple[Unsure, ...]) -> None:
    table = grid(4, 4, 5)
    for pair in left:
        table.add_row(text(pair.one, "cyan"), text(pair.other, "cyan"), text(pair.reason))
    console.print(table)


def _rows(each: Identity | Unsure) -> Iterator[Row]:
    if isinstance(each, Unsure):
        yield {"one": each.one, "other": each.other, "reason": each.reason}
    else:
        joined = [f"{pair.one} = {pair.other}: {pair.reason}" for pair in each.joined]
        yield {
            "identity": each.id,
            "names": each.names,
            "nodes": each.nodes,
            "joined": joined,
            "articles": each.articles,
        }
