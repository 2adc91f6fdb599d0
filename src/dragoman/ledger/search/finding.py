"""Search: the articles that have what is asked for, best first, with a snippet and the claims that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Select, select

from dragoman.ledger.copies.standing import find_stories
from dragoman.ledger.ids import id_of
from dragoman.ledger.querying import Wanted, articles_about, citation_of, edition_filters, find_entries, is_newest
from dragoman.ledger.search.index import matches
from dragoman.ledger.search.snippets import Snippet, find_hits_in, find_snippet
from dragoman.ledger.search.terms import Query
from dragoman.ledger.tables import articles, editions
from dragoman.model import Citation, Entry

_PORTION = 20
"""Articles that are looked into at a time."""

_MOST_LOOKED_INTO = 2_000
"""Articles: whoever asks for claims by a word that so many have gets the best of them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has what was asked for.

    ``score`` orders the hits of one search, no more. ``claims`` are the claims of the wanted kind, actor or place in
    whose words it stands; none where no such thing was asked for.
    """

    article: Citation
    score: float
    snippet: Snippet
    story: str
    origin: str
    claims: tuple[Entry, ...] = ()


def find_hits(connection: Connection, query: Query, wanted: Wanted, limit: int) -> list[Hit]:
    """The best ``limit`` articles that meet all of ``wanted``."""
    rows = connection.execute(_select(connection, query, wanted, limit)).all()
    about_claims = wanted.kind is not None or bool(wanted.subjects)
    found = _with_claims(connection, rows, query, wanted) if about_claims else ((row, ()) for row in rows)
    best = list(islice(found, limit))
    stories = find_stories(connection, {row.article for row, _ in best}, wanted.as_of)
    return [_hit(connection, row, claims, query, stories.get(row.article)) for row, claims in best]


def _select(connection: Connection, query: Query, wanted: Wanted, limit: int) -> Select[Any]:
    # Where nothing but words is asked for, the database need not look up every article that has them.
    bare = wanted == Wanted(kind=wanted.kind, include_rejected=wanted.include_rejected)
    found = matches(connection, query, (_MOST_LOOKED_INTO if wanted.kind else limit) if bare else None)
    chosen = (
        select(
            articles.c.key.label("article"),
            articles.c.uid.label("article_uid"),
            editions.c.published,
            editions.c.outlet,
            editions.c.language,
            editions.c.title,
            editions.c.details,
            found.c.score,
        )
        .select_from(
            found.join(articles, articles.c.key == found.c.article).join(editions, editions.c.article == articles.c.key)
        )
        .where(is_newest(wanted.as_of), *edition_filters(wanted))
        .order_by(found.c.score.desc(), editions.c.published.is_(None), editions.c.published.desc(), articles.c.uid)
    )
    if (about := articles_about(connection, wanted)) is not None:
        chosen = chosen.where(articles.c.key.in_(about))
    return chosen.limit(_MOST_LOOKED_INTO)


def _with_claims(
    connection: Connection, rows: Sequence[Any], query: Query, wanted: Wanted
) -> Iterator[tuple[Any, tuple[Entry, ...]]]:
    """The articles that have claims of the wanted sort in whose words something of what is asked for stands."""
    for first in range(0, len(rows), _PORTION):
        portion = rows[first : first + _PORTION]
        entries = find_entries(connection, replace(wanted, among=[row.article for row in portion]))
        claims: dict[str, list[Entry]] = {}
        for uid, group in groupby(entries, key=lambda entry: entry.article.id):
            claims[uid] = [entry for entry in group if _has(entry, query)]
        for row in portion:
            if own := claims.get(id_of(row.article_uid)):
                yield row, tuple(own)


def _has(entry: Entry, query: Query) -> bool:
    return any(find_hits_in(words.words, query) for words in entry.claim.evidence)


def _hit(connection: Connection, row: Any, claims: tuple[Entry, ...], query: Query, story: Any) -> Hit:
    written = connection.execute(select(articles.c.text).where(articles.c.key == row.article)).scalar_one()
    citation = citation_of(row)
    return Hit(
        citation,
        round(float(row.score), 4),
        find_snippet(written, query),
        story.id if story else citation.id,
        story.origin if story else citation.id,
        claims,
    )
