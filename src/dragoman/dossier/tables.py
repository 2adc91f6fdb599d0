"""Rows of a view → CSV that a spreadsheet opens without running anything in it.

A cell such as ``=HYPERLINK("…")`` in a headline would be run as a formula; a quote in front makes it text (OWASP, *CSV
Injection*). Numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def defuse(cell: object) -> object:
    """The cell, with a quote before text that a spreadsheet would take for a formula."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_RUNS):
        return "'" + cell
    return cell


def write_csv(out: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write ``rows`` under ``columns``; what is not known is left empty, several values are joined by ``; ``."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defuse(_cell(row.get(column))) for column in columns])


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(str(part) for part in value)
    return value
