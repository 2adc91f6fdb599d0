"""The index that claims are found by, made anew from the readings: for a ledger that has none yet."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dragoman.ledger.current import Current, load_texts
from dragoman.ledger.identities import enter_nodes
from dragoman.ledger.ids import id_of
from dragoman.ledger.indexing import marks_of, nodes_of
from dragoman.ledger.marks import enter_marks
from dragoman.ledger.packing import unpack
from dragoman.ledger.tables import (
    arrivals,
    articles,
    claims,
    claims_of_readings,
    packs,
    place_of_claim,
    readers,
    readings,
)
from dragoman.model.values import Actor


def enter_all_claims(connection: Connection) -> None:
    """Enter every claim of a ledger, also those of readings that count no more: they did at some moment."""
    for key in connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars().all():
        _enter(connection, key)


def _enter(connection: Connection, article: int) -> None:
    found = _readings_of(connection, article)
    known = [nodes_of(one.line.values) for one, _ in found if one.kind == "actor"] or [{}]
    marks: dict[int, set[int]] = {pack: set() for _, pack in found}
    for one, pack in found:
        told = claims_of_readings(claims.c.key, claims.c.uid, of=readings.c.key == one.key)
        for key, uid in connection.execute(told):
            assert one.kind is not None
            value = one.line.values[place_of_claim(key)[1]]
            marks[pack].update(*(marks_of(id_of(uid), one.kind, value, names) for names in known))
    for pack, own in marks.items():
        enter_marks(connection, pack, own)
    for one, _ in found:
        enter_nodes(connection, [value for value in one.line.values if isinstance(value, Actor)], one.recorded)


def _readings_of(connection: Connection, article: int) -> list[tuple[Current, int]]:
    """All readings of an article, each with the first time at which it was recorded, and the keys of their packs."""
    text = load_texts(connection, [article])[article]
    packed = connection.execute(select(packs.c.key, packs.c.packed).where(packs.c.article == article))
    lines = {key: unpack(whole, text) for key, whole in packed}
    first = select(func.min(arrivals.c.recorded)).where(arrivals.c.reading == readings.c.key).scalar_subquery()
    rows = connection.execute(
        select(readings, readers.c.stage, first.label("arrived"))
        .join(readers, readers.c.key == readings.c.reader)
        .where(readings.c.article == article)
    )
    return [
        (
            Current(
                row.key,
                article,
                row.stage,
                row.recorded if row.arrived is None else min(row.recorded, row.arrived),
                lines[row.pack][row.line],
            ),
            row.pack,
        )
        for row in rows
    ]
