"""Two ledgers → one: everything that another ledger holds and this one does not, by content.

What is the same in both stays one; when it was recorded is kept from both. So merging in any order gives the same, and
merging again changes nothing. Each article goes in one transaction: a merge that was interrupted goes on when it is
done again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from dragoman.ledger.adding import Fresh, Yield, add_yields, digests_of
from dragoman.ledger.articles import find_article
from dragoman.ledger.copies.entering import enter
from dragoman.ledger.current import Current
from dragoman.ledger.identities import enter_nodes
from dragoman.ledger.ids import id_of
from dragoman.ledger.packing import unpack
from dragoman.ledger.querying import claim_of, role_names
from dragoman.ledger.rows import insert_rows
from dragoman.ledger.search.index import enter_text
from dragoman.ledger.tables import (
    arrivals,
    articles,
    captures,
    claims,
    claims_of_readings,
    editions,
    judgements,
    packs,
    place_of_claim,
    readers,
    readings,
    rulings,
    unread,
)
from dragoman.model import Claim, Issue, Reader
from dragoman.model.values import Actor


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought: articles and readings that were not here, judgements and rulings."""

    articles: int = 0
    readings: int = 0
    said: int = 0

    def __add__(self, other: Merged) -> Merged:
        return Merged(self.articles + other.articles, self.readings + other.readings, self.said + other.said)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading of another ledger, with all times at which it was recorded."""

    found: Yield
    digest: int
    times: tuple[int, ...]


def article_keys(other: Connection) -> list[int]:
    """The keys of another ledger's articles, in the order in which they came."""
    return list(other.execute(select(articles.c.key).order_by(articles.c.key)).scalars())


def merge_article(connection: Connection, other: Connection, key: int) -> Merged:
    """Take over one article with its editions, captures and readings."""
    theirs = other.execute(select(articles).where(articles.c.key == key)).one()
    ours = connection.execute(select(articles.c.key).where(articles.c.uid == theirs.uid)).scalar()
    new = ours is None
    if ours is None:
        new_row = {"uid": theirs.uid, "length": theirs.length, "text": theirs.text}
        ours = insert_rows(connection, articles, [new_row])
    for table, same in ((editions, ("digest", "recorded")), (captures, ("digest", "origin", "recorded"))):
        rows = other.execute(select(table).where(table.c.article == key).order_by(table.c.key))
        for row in rows:
            _insert_missing(connection, table, row._asdict() | {"article": ours}, ("article", *same))
    if new:
        article = find_article(other, id_of(theirs.uid), None)
        enter(connection, ours, article)
        enter_text(connection, ours, article.text, article.title)
    held = list(_readings_of(other, key, theirs.text))
    count = _add_missing(connection, (ours, theirs.text), held)
    for digest, known in digests_of(connection, ours).items():
        for reading in held:
            if reading.digest == digest:
                _add_times(connection, known, reading.times)
                named = [claim.value for claim in reading.found.claims if isinstance(claim.value, Actor)]
                enter_nodes(connection, named, reading.times[0])
    return Merged(int(new), count)


def _add_missing(connection: Connection, article: tuple[int, str], held: Sequence[_Reading]) -> int:
    """Add the readings that are not here, those with the same actors together; how many those were."""
    known = digests_of(connection, article[0])
    together: dict[tuple[Claim, ...], list[Fresh]] = {}
    for reading in held:
        if reading.digest not in known:
            fresh = Fresh(reading.found, reading.digest, reading.times[0])
            together.setdefault(_actors_for(reading, held), []).append(fresh)
    for actors, found in together.items():
        add_yields(connection, article, found, actors)
    return sum(map(len, together.values()))


def merge_said(connection: Connection, other: Connection) -> Merged:
    """Take over judgements, rulings, and what could not be read."""
    count = 0
    for table in (judgements, rulings):
        for row in other.execute(select(table).order_by(table.c.made, table.c.uid)):
            count += _insert_missing(connection, table, row._asdict(), ("uid",))
    for row in other.execute(select(unread).order_by(unread.c.key)):
        _insert_missing(connection, unread, row._asdict(), ("origin", "stage", "message", "recorded"))
    return Merged(said=count)


def _insert_missing(connection: Connection, table: Table, row: dict[str, Any], same: Sequence[str]) -> bool:
    known = select(table.c.key).where(*(table.c[name] == row[name] for name in same))
    if connection.execute(known.limit(1)).first() is not None:
        return False
    insert_rows(connection, table, [{name: value for name, value in row.items() if name != "key"}])
    return True


def _readings_of(other: Connection, article: int, text: str) -> Iterator[_Reading]:
    names = role_names(other)
    rows = other.execute(
        select(readings, readers.c.stage, readers.c.version, readers.c.generation)
        .join_from(readings, readers, readers.c.key == readings.c.reader)
        .where(readings.c.article == article)
        .order_by(readings.c.key)
    )
    packed = other.execute(select(packs.c.key, packs.c.packed).where(packs.c.article == article))
    lines = {key: unpack(whole, text) for key, whole in packed}
    for row in rows.all():
        more = other.execute(select(arrivals.c.recorded).where(arrivals.c.reading == row.key)).scalars()
        reading = Current(row.key, article, row.stage, row.recorded, lines[row.pack][row.line])
        told = other.execute(claims_of_readings(*claims.c, of=readings.c.key == row.key).order_by(claims.c.key))
        found = Yield(
            Reader(row.stage, row.version),
            row.generation,
            tuple(
                claim_of(reading, place_of_claim(claim.key)[1], claim.uid, claim.pieces, text, names) for claim in told
            ),
            tuple(Issue(row.stage, *issue) for issue in reading.line.issues),
        )
        yield _Reading(found, row.digest, tuple(sorted({row.recorded, *more})))


def _actors_for(reading: _Reading, held: Sequence[_Reading]) -> tuple[Claim, ...]:
    """The actor claims that a reading was made with: of the newest reading of actors that came before it."""
    fit = [
        other
        for other in held
        if other.found.reader.name == "actors" and other.found.generation <= reading.found.generation
    ]
    return max(fit, key=lambda other: (other.found.generation, other.digest)).found.claims if fit else ()


def _add_times(connection: Connection, reading: int, times: Sequence[int]) -> None:
    """Note when a reading was recorded elsewhere."""
    here = {connection.execute(select(readings.c.recorded).where(readings.c.key == reading)).scalar_one()}
    here.update(connection.execute(select(arrivals.c.recorded).where(arrivals.c.reading == reading)).scalars())
    if new := set(times) - here:
        connection.execute(insert(arrivals), [{"reading": reading, "recorded": time} for time in sorted(new)])
