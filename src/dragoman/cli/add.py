"""``dragoman add SOURCE...``: read reports into a ledger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import (
    AllowPrivate,
    JsonLines,
    LedgerName,
    Model,
    Outlet,
    Published,
    Sources,
    Workers,
    find_named,
)
from dragoman.cli.output import open_console, quiet_when_closed, show_progress, tell

if TYPE_CHECKING:
    from dragoman.ledger import Added


def add(
    sources: Sources,
    ledger: LedgerName = None,
    as_json: JsonLines = False,
    published: Published = None,
    outlet: Outlet = None,
    model: Model = None,
    workers: Workers = 1,
    allow_private: AllowPrivate = False,
) -> None:
    """Read reports into a ledger; what it holds already is not read again."""
    from dragoman import add_many, open_ledger

    found = list(find_named(sources))
    with open_ledger(ledger) as opened:
        outcomes = add_many(
            opened, found, published=published, outlet=outlet, model=model, workers=workers, allow_private=allow_private
        )
        with quiet_when_closed():
            counts = _print_added(outcomes, len(found), as_json=as_json)
    raise typer.Exit(2 if counts["unread"] == counts.total() else 0)


def _print_added(outcomes: Iterable[Added], count: int, *, as_json: bool) -> Counter[str]:
    """Print what became of each source as it comes; how often each of that was."""
    console = open_console(as_json=as_json)
    counts: Counter[str] = Counter()
    claims = 0
    with show_progress(console, count, "Adding") as advance:
        for added in outcomes:
            counts[added.status] += 1
            claims += added.claims
            _print_one(console, added, as_json=as_json)
            advance()
    if count > 1 and not as_json:
        told = [f"{counts[status]} {name}" for status, name in _NAMES.items() if counts[status]]
        console.print(f"{', '.join(told)}; {claims} claims added")
    return counts


_NAMES = {"new": "new", "newer reading": "read anew", "known": "known already", "unread": "not readable"}


def _print_one(console: Console, added: Added, *, as_json: bool) -> None:
    if added.status == "unread":
        tell(f"{added.origin}: {added.reason}")
    if as_json:
        print(json.dumps(asdict(added), ensure_ascii=False), flush=True)
    elif added.status != "unread":
        claims = f", {added.claims} claims" if added.claims else ""
        console.print(Text(f"{added.article}  {_NAMES[added.status]}{claims}  {added.origin}"), soft_wrap=True)
