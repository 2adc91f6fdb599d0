"""Entries of one kind → rows of plain columns, as CSV, JSON Lines or Parquet.

A figure's row has ``id``, ``outlet``, ``published``, ``words``…, then its fields: ``low``, ``high``, ``when_earliest``,
``source_name``. CSV is for spreadsheets: several values are joined by ``; ``, and what would run as a formula is made
text. In JSON Lines and Parquet they are lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from types import UnionType
from typing import Any, TextIO, get_args, get_origin, get_type_hints

from dragoman.dossier.tables import write_csv
from dragoman.export.naming import Naming
from dragoman.model import Entry, UsageError
from dragoman.model.values import KINDS, Source, When

_COMMON: Mapping[str, type] = {
    "id": str,
    "article": str,
    "outlet": str,
    "agency": str,
    "published": str,
    "published_from": str,
    "language": str,
    "title": str,
    "url": str,
    "recorded": str,
    "story": str,
    "origin": str,
    "within": str,
    "rule": str,
    "ruling": str,
    "start": int,
    "end": int,
    "words": str,
}
_PORTION = 10_000
"""Rows of a Parquet row group."""

_NESTED = {When, Source}


def columns_of(kind: str, naming: Naming | None = None) -> dict[str, type]:
    """The columns of a kind and what they hold: ``str``, ``int``, ``float``, ``bool`` or ``list`` (of text).

    ``naming`` gives those of another database's names; it is of that kind.

    Raises:
        UsageError: if there is no such kind.
    """
    types = {name: type_ for type_, name in KINDS.items()}
    if kind not in types:
        raise UsageError(f"kind: {kind!r} is none; expected one of {', '.join(types)}")
    columns = dict(_COMMON) | dict(_columns(types[kind], ""))
    return naming.rename(columns) if naming else columns


def row_of(entry: Entry, naming: Naming | None = None) -> dict[str, object]:
    """The row of one entry, as ``columns_of`` its kind says."""
    row = _row_of(entry)
    return naming.row(entry, row) if naming else row


def _row_of(entry: Entry) -> dict[str, object]:
    claim, article = entry.claim, entry.article
    first = claim.evidence[0]
    return {
        "id": claim.id,
        "article": article.id,
        "outlet": article.outlet,
        "agency": article.agency,
        "published": article.published,
        "published_from": article.published_from,
        "language": article.language,
        "title": article.title,
        "url": article.url,
        "recorded": entry.recorded,
        "story": entry.story,
        "origin": entry.origin,
        "within": claim.within,
        "rule": claim.rule,
        "ruling": entry.ruling.verdict if entry.ruling else None,
        "start": first.start,
        "end": first.end,
        "words": " … ".join(evidence.words for evidence in claim.evidence),
        **dict(_flatten(claim.value, "")),
    }


def write_rows(out: TextIO, kind: str, entries: Iterable[Entry], *, as_csv: bool, naming: Naming | None = None) -> None:
    """Write entries of one kind as CSV, or as JSON Lines."""
    columns = columns_of(kind, naming)
    rows = (row_of(entry, naming) for entry in entries)
    if as_csv:
        write_csv(out, list(columns), rows)
        return
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_parquet(path: Path, kind: str, entries: Iterable[Entry], *, naming: Naming | None = None) -> None:
    """Write entries of one kind as a Parquet file.

    Raises:
        UsageError: if pyarrow is not installed, or the file cannot be written.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow, which comes with dragoman[parquet]") from error
    arrow = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    arrow[list] = pyarrow.list_(pyarrow.string())
    schema = pyarrow.schema([(name, arrow[type_]) for name, type_ in columns_of(kind, naming).items()])
    rows: list[dict[str, object]] = []
    try:
        with parquet.ParquetWriter(path, schema) as writer:
            for entry in entries:
                rows.append(row_of(entry, naming))
                if len(rows) >= _PORTION:
                    writer.write_table(pyarrow.Table.from_pylist(rows, schema))
                    rows.clear()
            writer.write_table(pyarrow.Table.from_pylist(rows, schema))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def _columns(type_: type, before: str) -> Iterator[tuple[str, type]]:
    hints = get_type_hints(type_)
    for field in fields(type_):
        held = _held(hints[field.name])
        if held in _NESTED:
            yield from _columns(held, f"{before}{field.name}_")
        else:
            yield before + field.name, held


def _held(hint: Any) -> type:
    """What a column holds: of ``str | None`` text, of ``tuple[str, ...]`` a list, of ``Literal["a"]`` text."""
    if isinstance(hint, UnionType) or (get_origin(hint) is not None and type(None) in get_args(hint)):
        return _held(next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) is tuple:
        return list
    return hint if isinstance(hint, type) else str


def _flatten(value: Any, before: str) -> Iterator[tuple[str, object]]:
    hints = get_type_hints(type(value))
    for field in fields(value):
        held, item = _held(hints[field.name]), getattr(value, field.name)
        if held not in _NESTED:
            yield before + field.name, list(item) if isinstance(item, tuple) else item
        elif item is None:
            yield from ((name, None) for name, _ in _columns(held, f"{before}{field.name}_"))
        else:
            yield from _flatten(item, f"{before}{field.name}_")
