"""What the commands of the dossier share: options, rows for spreadsheets, and lines that lead to their reports."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from textwrap import shorten
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.output import open_console, plain, quiet_when_closed
from dragoman.dossier.citing import backing, cite, references
from dragoman.dossier.days import worded
from dragoman.dossier.tables import write_csv
from dragoman.model import Entry, UsageError

AsJson = Annotated[bool, typer.Option("--json", help="JSON, for programs: every line with the claims it rests on.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="A table for spreadsheets, a row for each line.")]
Between = Annotated[
    str | None,
    typer.Option(metavar="A,B", help="Only those between these parties, by name or identity.", show_default=False),
]

Row = Mapping[str, object]

WORDS = 240
"""Characters of the words that a line shows."""


def names_in(given: str | None) -> list[str]:
    """The names of ``--between A,B``.

    Raises:
        UsageError: if one is empty.
    """
    names = [name.strip() for name in given.split(",")] if given is not None else []
    if not all(names):
        raise UsageError(f"between: {given!r} has an empty name; expected names like Israel,Hamas")
    return names


def show(
    found: Sequence[Any],
    *,
    as_json: bool,
    as_csv: bool,
    row: Callable[[Any], Iterable[Row]],
    write: Callable[[Console], None],
    nothing: str,
) -> None:
    """Print a view as JSON (``found`` itself), as CSV (the rows of each of its lines), or by ``write`` for people.

    Raises:
        UsageError: if both formats are asked for.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv: one of them at a time")
    console = open_console(as_json=as_json or as_csv)
    with quiet_when_closed():
        if as_json:
            print(json.dumps(as_objects(found), ensure_ascii=False), flush=True)
        elif as_csv:
            rows = [each for line in found for each in row(line)]
            if rows:
                write_csv(sys.stdout, list(rows[0]), rows)
        elif not found:
            console.print(text(nothing))
        else:
            write(console)


def as_objects(value: Any) -> Any:
    """Values of the dossier as JSON has them: entries as references, days as ISO dates, the rest field by field."""
    if isinstance(value, Entry):
        return references([value])[0]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_objects(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_objects(each) for key, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(as_objects(each) for each in value)
    if isinstance(value, tuple | list):
        return [as_objects(each) for each in value]
    return value


def days(first: datetime.date | None, last: datetime.date | None, *, dated: bool = True) -> str:
    """``2024-02-08``, ``2024-02-08 – 2024-02-11``, ``2024-02``; ``reported 2024-02-08`` of the reports' day."""
    if first is None or last is None:
        return "undated"
    return worded(first, last) if dated else f"reported {worded(first, last)}"


def rests_on(entries: Sequence[Entry]) -> dict[str, object]:
    """The columns that every row of a table ends with: how many reports and origins, and the claims."""
    return {
        "reports": len({entry.article.id for entry in entries}),
        "origins": len({entry.origin for entry in entries}),
        "claims": tuple(entry.claim.id for entry in entries),
    }


def sourced(entries: Sequence[Entry], marks: Sequence[str] = ()) -> str:
    """``3 reports, 1 origin · stale · The Courier 2024-02-08 · 5c11d6bc75d1d29c``, for the end of a line.

    That it is single-sourced its one origin says already.
    """
    first = entries[0]
    told = (mark for mark in marks if mark != "single-sourced")
    return " · ".join([backing(entries), *told, cite(first), first.claim.id])


def grid(*ratios: int) -> Table:
    """A table without lines, its columns as wide as ``ratios`` say."""
    table = Table.grid(padding=(0, 2), expand=True)
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold")
    return table


def ground(words: str, entries: Sequence[Entry], marks: Sequence[str] = ()) -> Text:
    """The words that a line rests on (the beginning of many: ``dragoman why`` has all), and where they come from."""
    line = text(f"“{shorten(words, WORDS, placeholder=' …')}”", "italic")
    return Text(" ").join((line, text(sourced(entries, marks))))


def text(line: str, style: str = "") -> Text:
    """A line of text that is safe on a terminal: white space as blanks, nothing that steers it."""
    return plain(" ".join(line.split()), style)
