"""``dragoman export``: the claims of one kind, or the whole ledger in FollowTheMoney's terms, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from dragoman.cli.options import AsOf, LedgerName
from dragoman.cli.output import open_console, quiet_when_closed


class Format(StrEnum):
    """What an export is written as."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    ftm = "ftm"
    ftm_statements = "ftm-statements"


class Columns(StrEnum):
    """Whose names the columns bear, where not ours."""

    plover = "plover"
    mend = "mend"


def export(
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Such as figure, talks, position.", show_default=False)
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.csv,
    columns: Annotated[
        Columns | None,
        typer.Option(help="Name the columns as PLOVER's data (events) or MEND (talks) does.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to; else standard output.", show_default=False)
    ] = None,
    as_of: AsOf = None,
    ledger: LedgerName = None,
) -> None:
    """Write all claims of one kind, a row each, with their words and where they come from, or all of the ledger."""
    from dragoman import UsageError, open_ledger
    from dragoman.export.kinds import columns_of, write_parquet, write_rows
    from dragoman.export.naming import NAMINGS

    if form in (Format.ftm, Format.ftm_statements):
        if kind or columns:
            raise UsageError(f"--format {form} is of the whole ledger: it takes no --kind and no --columns")
        _follow_the_money(form, out, as_of, ledger)
        return
    naming = NAMINGS[columns] if columns else None
    if kind is None:
        if naming is None:
            raise UsageError("--kind is needed: which claims to export")
        kind = naming.kind
    columns_of(kind)
    if naming and kind != naming.kind:
        raise UsageError(f"--columns {columns} is for --kind {naming.kind}, not {kind}")
    if form is Format.parquet and out is None:
        raise UsageError("--format parquet needs --out FILE: it is not for reading on a terminal")
    with open_ledger(ledger, create=False) as opened, quiet_when_closed():
        entries = opened.entries(kind=kind, as_of=as_of)
        if form is Format.parquet and out is not None:
            write_parquet(out, kind, entries, naming=naming)
            return
        with _open(out) as target:
            write_rows(target, kind, entries, as_csv=form is Format.csv, naming=naming)


def _follow_the_money(form: Format, out: Path | None, as_of: str | None, ledger: str | None) -> None:
    from dragoman import open_ledger
    from dragoman.export.follow_the_money import find_entities, write_entities, write_statements

    write = write_entities if form is Format.ftm else write_statements
    with open_ledger(ledger, create=False) as opened, quiet_when_closed(), _open(out) as target:
        write(target, find_entities(opened, as_of=as_of))


@contextmanager
def _open(out: Path | None) -> Iterator[TextIO]:
    from dragoman import UsageError

    open_console(as_json=True)
    if out is None:
        yield sys.stdout
        return
    try:
        file = out.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}") from error
    with file:
        yield file
