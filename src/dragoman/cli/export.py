"""``dragoman export --kind KIND``: the claims of one kind, for other programs."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import AsOf, LedgerName
from dragoman.cli.output import open_console, quiet_when_closed


class Format(StrEnum):
    """What an export is written as."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


def export(
    kind: Annotated[str, typer.Option(metavar="KIND", help="Such as figure, talks, position.", show_default=False)],
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.csv,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to; else standard output.", show_default=False)
    ] = None,
    as_of: AsOf = None,
    ledger: LedgerName = None,
) -> None:
    """Write all claims of one kind, a row each, with their words and where they come from."""
    from dragoman import UsageError, open_ledger
    from dragoman.export.kinds import columns_of, write_parquet, write_rows

    columns_of(kind)
    if form is Format.parquet and out is None:
        raise UsageError("--format parquet needs --out FILE: it is not for reading on a terminal")
    with open_ledger(ledger, create=False) as opened, quiet_when_closed():
        entries = opened.entries(kind=kind, as_of=as_of)
        if form is Format.parquet and out is not None:
            write_parquet(out, kind, entries)
            return
        open_console(as_json=True)
        with ExitStack() as stack:
            try:
                target = stack.enter_context(out.open("w", encoding="utf-8", newline="")) if out else sys.stdout
            except OSError as error:
                raise UsageError(f"{out}: {error.strerror}") from error
            write_rows(target, kind, entries, as_csv=form is Format.csv)
