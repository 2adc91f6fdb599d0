"""Articles as the ledger holds them: put together again from their text and their newest edition."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, select, true

from dragoman.ledger.current import load_readings
from dragoman.ledger.ids import id_of, number_of
from dragoman.ledger.querying import is_newest
from dragoman.ledger.tables import articles, captures, editions, readers, readings, unread
from dragoman.model import Article, Issue, Reader, Unread, UsageError

_ARTICLE = TypeAdapter(Article)
_PORTION = 100
"""Articles that are fetched at a time."""


def find_articles(connection: Connection, as_of: int | None) -> Iterator[Article]:
    """All articles, in the order of their ids."""
    rows = connection.execute(_select(as_of).order_by(articles.c.uid).execution_options(yield_per=_PORTION))
    yield from map(_article_of, rows)


def find_article(connection: Connection, uid: str, as_of: int | None) -> Article:
    """An article by its id.

    Raises:
        UsageError: if there was none at ``as_of``.
    """
    found = connection.execute(_select(as_of).where(articles.c.uid == number_of(uid))).first()
    if found is None:
        raise UsageError(f"{uid}: no such article in this ledger")
    return _article_of(found)


def find_captured(connection: Connection, digest: bytes) -> Article | None:
    """The article that was read from bytes with this digest."""
    held = select(captures.c.article).where(captures.c.digest == digest).limit(1)
    found = connection.execute(_select(None).where(articles.c.key == held.scalar_subquery())).first()
    return None if found is None else _article_of(found)


def is_captured(connection: Connection, digest: bytes, origin: str) -> bool:
    """Whether bytes with this digest were found at ``origin`` before."""
    found = select(captures.c.key).where(captures.c.digest == digest, captures.c.origin == origin)
    return connection.execute(found.limit(1)).first() is not None


def find_key(connection: Connection, uid: str) -> int:
    """The key of an article.

    Raises:
        UsageError: if there is none.
    """
    key: int | None = connection.execute(select(articles.c.key).where(articles.c.uid == number_of(uid))).scalar()
    if key is None:
        raise UsageError(f"{uid}: no such article in this ledger")
    return key


def has_readings(connection: Connection, uid: str, wanted: Iterable[Reader]) -> bool:
    """Whether all of the readers, in their order, have read an article."""
    held = (
        select(readers.c.stage, readers.c.version, readers.c.generation)
        .join_from(readings, readers, readers.c.key == readings.c.reader)
        .join(articles, articles.c.key == readings.c.article)
        .where(articles.c.uid == number_of(uid))
    )
    asked = list(wanted)
    generations = accumulate(reader.version for reader in asked)
    needed = {(reader.name, reader.version, generation) for reader, generation in zip(asked, generations, strict=True)}
    return needed <= {(row.stage, row.version, row.generation) for row in connection.execute(held)}


def find_issues(connection: Connection, uid: str, as_of: int | None) -> list[Issue]:
    """What the current readings of an article left undecided."""
    key = connection.execute(select(articles.c.key).where(articles.c.uid == number_of(uid))).scalar()
    current = sorted(load_readings(connection, [key], as_of), key=lambda one: one.key) if key is not None else ()
    found = [Issue(one.stage, *issue) for one in current for issue in one.line.issues]
    return sorted(found, key=lambda issue: (issue.start is None, issue.start or 0))


def find_unread(connection: Connection, as_of: int | None) -> list[Unread]:
    """The sources that could not be read."""
    known = true() if as_of is None else unread.c.recorded <= as_of
    found = connection.execute(select(unread).where(known).order_by(unread.c.recorded, unread.c.key))
    return [Unread(row.origin, Issue(row.stage, row.message)) for row in found]


def _select(as_of: int | None) -> Any:
    return (
        select(articles.c.uid, articles.c.text, editions)
        .join_from(articles, editions, editions.c.article == articles.c.key)
        .where(is_newest(as_of))
    )


def _article_of(row: Row[Any]) -> Article:
    main = {name: getattr(row, name) for name in ("text", "published", "outlet", "language", "title")}
    return _ARTICLE.validate_json(json.dumps({"id": id_of(row.uid), **main, **json.loads(row.details)}))
