"""Articles and what is known of them, as the ledger has them, for copies: by their keys, many at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from dragoman.ledger.copies.chain import Member
from dragoman.ledger.ids import id_of
from dragoman.ledger.tables import articles, editions
from dragoman.model import Article, Part, Upstream

_PORTION = 400
"""Keys in one question to the database."""

_UPSTREAM = TypeAdapter(tuple[Upstream, ...])
_PARTS = TypeAdapter(tuple[Part, ...])


def load_members(connection: Connection, keys: Iterable[int], as_of: int | None = None) -> dict[int, Member]:
    """What the chain needs to know of articles; those that were not known at ``as_of`` are left out."""
    return {key: _member(row) for key, row in _rows(connection, keys, as_of)}


def load_articles(connection: Connection, keys: Iterable[int]) -> dict[int, Article]:
    """Articles with what copies are found by: text, parts, outlet, language, day of publication."""
    return {key: _article(row) for key, row in _rows(connection, keys, None, articles.c.text)}


def portions(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys in lists that the database takes at a time."""
    rest = iter(sorted(keys))
    while portion := list(islice(rest, _PORTION)):
        yield portion


def _rows(connection: Connection, keys: Iterable[int], as_of: int | None, *more: Any) -> Iterator[tuple[int, Any]]:
    """The newest edition of each article with its uid."""
    known = [] if as_of is None else [editions.c.recorded <= as_of]
    for portion in portions(keys):
        rows = connection.execute(
            select(articles.c.uid, editions, *more)
            .join_from(articles, editions, editions.c.article == articles.c.key)
            .where(articles.c.key.in_(portion), *known)
            .order_by(editions.c.article, editions.c.recorded, editions.c.digest)
        )
        yield from {row.article: row for row in rows}.items()  # the last, which is the newest, counts


def _member(row: Any) -> Member:
    details = json.loads(row.details)
    return Member(
        id=id_of(row.uid),
        outlet=row.outlet,
        agency=details.get("agency"),
        published=row.published,
        language=row.language,
        translated_from=details.get("translated_from"),
        url=details.get("url"),
        upstream=_UPSTREAM.validate_python(details.get("upstream", ())),
    )


def _article(row: Any) -> Article:
    parts = _PARTS.validate_python(json.loads(row.details).get("parts", ()))
    return Article(
        id_of(row.uid), row.text, published=row.published, outlet=row.outlet, language=row.language, parts=parts
    )
