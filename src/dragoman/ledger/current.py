"""The readings that count of some articles: the newest of each extractor, now or as the ledger knew them at a moment.

Newest is the highest generation, then the latest recorded. What a reading yielded is in its line, which is read when it
is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, func, select

from dragoman.ledger.packing import Line, read_line, unpack
from dragoman.ledger.stages import KIND_OF_STAGE
from dragoman.ledger.tables import arrivals, articles, packs, readers, readings


@dataclass(frozen=True)
class Current:
    """A reading of the article with the key ``article``; ``recorded`` is when it was first, here or elsewhere."""

    key: int
    article: int
    stage: str
    recorded: int
    written: str

    @property
    def kind(self) -> str | None:
        """The kind of its claims; ``None`` for a stage that yields none."""
        return KIND_OF_STAGE.get(self.stage)

    @cached_property
    def line(self) -> Line:
        """What it yielded."""
        return read_line(self.kind, self.written)


def load_readings(
    connection: Connection,
    keys: Collection[int],
    as_of: int | None,
    kinds: Collection[str] | None = None,
    texts: Mapping[int, str] | None = None,
) -> Iterator[Current]:
    """The readings that count of the articles with ``keys``: all, or those that yield claims of ``kinds``.

    ``texts`` are those of the articles by their keys, if the caller has them.
    """
    known = {row.key: row for row in connection.execute(select(readers))}
    if kinds is not None:
        known = {key: row for key, row in known.items() if KIND_OF_STAGE.get(row.stage) in kinds}
    rows = connection.execute(select(readings).where(readings.c.article.in_(keys), readings.c.reader.in_(known))).all()
    first = _first_arrivals(connection, keys)
    newest: dict[tuple[int, str], tuple[tuple[int, int, int], tuple[int, ...]]] = {}
    for key, article, reader, digest, recorded, pack, line in rows:
        at = min(recorded, first.get(key, recorded))
        if as_of is not None and at > as_of:
            continue
        rank = (known[reader].generation, at, digest)
        place = article, known[reader].stage
        if place not in newest or rank > newest[place][0]:
            newest[place] = rank, (key, at, pack, line)
    lines = _lines(connection, {chosen[2] for _, chosen in newest.values()}, keys, texts)
    for (article, stage), (_, (key, at, pack, line)) in newest.items():
        yield Current(key, article, stage, at, lines[pack][line])


def load_texts(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    """The texts of articles by their keys."""
    rows = connection.execute(select(articles.c.key, articles.c.text).where(articles.c.key.in_(keys)))
    return {row.key: row.text for row in rows}


def _first_arrivals(connection: Connection, keys: Collection[int]) -> dict[int, int]:
    """When readings were first recorded elsewhere, of those that came by a merge."""
    if connection.execute(select(arrivals.c.reading).limit(1)).first() is None:
        return {}
    found = (
        select(arrivals.c.reading, func.min(arrivals.c.recorded).label("first"))
        .join(readings, readings.c.key == arrivals.c.reading)
        .where(readings.c.article.in_(keys))
        .group_by(arrivals.c.reading)
    )
    return {row.reading: row.first for row in connection.execute(found)}


def _lines(
    connection: Connection, wanted: Collection[int], keys: Collection[int], texts: Mapping[int, str] | None
) -> dict[int, list[str]]:
    if not wanted:
        return {}
    known = load_texts(connection, keys) if texts is None else texts
    rows = connection.execute(select(packs).where(packs.c.key.in_(wanted)))
    return {key: unpack(packed, known[article]) for key, article, packed in rows}
