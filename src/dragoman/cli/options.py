"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.capture import Source
    from dragoman.model import Unread

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="A file (HTML, text, Markdown; gzip too), a folder, an http(s) address, or - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The publication date (2024-02-08, 2024-02) where a source does not say it."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet, where a source does not say it.")]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="An installed spaCy pipeline to use in place of Dragoman's own.")
]
Workers = Annotated[int, typer.Option(metavar="N", min=1, help="Processes that read at the same time.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also read addresses on this machine and in private networks.")
]
JsonLines = Annotated[bool, typer.Option("--json", help="One JSON object a line for each source, for programs.")]
LedgerName = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="LEDGER",
        help="A file, or postgresql+psycopg://…; else what DRAGOMAN_LEDGER says, else dragoman.db here.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="What the ledger knew then (2024-02-08, 2024-02-08T12:00)."),
]

Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Only what was published by then: how things stood on that day."),
]


def find_named(names: list[str]) -> Iterator[Source | Unread]:
    """The sources that the command line names: a path, an address or ``-``, and never a text."""
    from dragoman import find_sources

    return find_sources(name if name == "-" or "://" in name else Path(name) for name in names)
