"""The index that claims are found by: marks (``dragoman.ledger.indexing``) → the articles that have them.

A mark is a number of 26 bits that stands for "a figure of this place" or "a claim whose id begins so". SQLite keeps
them in an FTS5 index without positions, PostgreSQL as arrays under a GIN index: lists of packs by mark, themselves
packed, in which one more entry takes some two bytes, where rows of their own took twelve. Marks are so short that some
stand for two things: the index finds candidates, and who asks looks at their claims.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, column, false, select, text

from dragoman.ledger.tables import packs

BITS = 25
"""Of marks of subjects: with ten million of them in a ledger, a third of an article too many is found."""

ID_BITS = 15
"""Of marks of ids, which have one more bit above ``BITS``."""

_DIGITS = "0123456789abcdefghijklmnopqrstuv"

_INSERT = {
    "sqlite": "INSERT INTO marks (rowid, words) VALUES (:pack, :marks)",
    "postgresql": "INSERT INTO marks (key, words) VALUES (:pack, CAST(:marks AS INTEGER[]))",
}
_FIND = {
    "sqlite": "SELECT article FROM packs WHERE key IN (SELECT rowid FROM marks WHERE marks MATCH :marked)",
    "postgresql": "SELECT article FROM packs WHERE key IN (SELECT key FROM marks WHERE {ways})",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """What an article must have: of one of the ``ways``, one mark of each of its sets."""

    ways: Sequence[Sequence[Collection[int]]]


def enter_marks(connection: Connection, pack: int, marks: Collection[int]) -> None:
    """Enter the marks of what is in a pack, once."""
    dialect = connection.dialect.name
    told = " ".join(map(_token, sorted(marks))) if dialect == "sqlite" else sorted(marks)
    connection.execute(text(_INSERT[dialect]), {"pack": pack, "marks": told})


def articles_marked(connection: Connection, wanted: Marked) -> Select[tuple[int]]:
    """The keys of the articles that may have what is wanted: of none, if there is no way to it."""
    if not wanted.ways:
        return select(packs.c.article).where(false())
    if connection.dialect.name == "sqlite":
        asked = " OR ".join(f"({_all_of(way)})" for way in wanted.ways)
        found = text(_FIND["sqlite"]).bindparams(bindparam("marked", asked))
    else:
        ways = " OR ".join(f"({' AND '.join(map(_overlaps, way))})" for way in wanted.ways)
        found = text(_FIND["postgresql"].format(ways=ways))
    return select(found.columns(column("article")).subquery("marked").c.article)


def _all_of(way: Sequence[Collection[int]]) -> str:
    return " AND ".join(f"({' OR '.join(map(_quoted, sorted(marks)))})" for marks in way)


def _quoted(mark: int) -> str:
    return f'"{_token(mark)}"'


def _overlaps(marks: Collection[int]) -> str:
    return f"words && ARRAY[{', '.join(map(str, sorted(marks)))}]::INTEGER[]"


def _token(mark: int) -> str:
    """A mark as a word of digits to the base of 32: of a subject five, of an id three."""
    bits = ID_BITS if mark >> BITS else BITS
    return "".join(_DIGITS[mark >> shift & 31] for shift in range(bits - 5, -1, -5))
