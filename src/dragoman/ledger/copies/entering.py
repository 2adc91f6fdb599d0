"""A new article → its bands and its likenesses to the articles that the ledger has, in the transaction that adds it.

The cost does not grow with the ledger: a band is kept for its first ``MOST_HOLDERS`` articles only, and no more than
``MOST_COMPARED`` candidates are compared, those first that share the most and the rarest bands. A text that a hundred
pages took is still one story, since each of them is compared with some that came before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, insert, select

from dragoman.ledger.copies.crossing import find_counterpart, find_crossing_bands
from dragoman.ledger.copies.kinship import Text, find_likeness
from dragoman.ledger.copies.loading import load_articles
from dragoman.ledger.copies.signatures import find_bands
from dragoman.ledger.copies.tables import bands, likenesses
from dragoman.ledger.tables import articles, editions
from dragoman.model import Article

MOST_HOLDERS = 64
"""Articles that a band is kept for: it is furniture, or a story that has enough of them, if there are more."""

MOST_COMPARED = 10
"""Candidates compared with a new article, for copies and for translations each."""

_LEAST_RARITY = 0.06
"""What a candidate's shared bands must come to, each counted 1/n of its n holders: three bands that fifty articles have
are furniture, one that two have is worth a look."""

_LEAST_CROSSING = 2
"""Bands that a translation must share of ``crossing.BANDS``: one is shared by any two reports on the same people."""

_THOUSANDTHS = 1000


def enter(connection: Connection, key: int, article: Article) -> None:
    """Enter an article that was just added under ``key``."""
    text = Text(article)
    own, crossing = find_bands(text), find_crossing_bands(text)
    holders = _holders(connection, own | crossing)
    free = sorted(band for band in own | crossing if len(holders.get(band, ())) < MOST_HOLDERS)
    if free:
        connection.execute(insert(bands), [{"band": band, "article": key} for band in free])
    near = _candidates(holders, own)
    far = _in_other_languages(connection, _crossing_candidates(holders, crossing), article.language)
    found = load_articles(connection, {*near, *far})
    rows = [
        *_copies_among(key, text, {name: found[name] for name in near}),
        *_translations_among(key, text, {name: found[name] for name in far}),
    ]
    if rows:
        connection.execute(insert(likenesses), rows)


def enter_all(connection: Connection) -> None:
    """Enter every article of a ledger, in the order of their keys: for a ledger that knows no copies yet."""
    for key in connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars().all():
        enter(connection, key, load_articles(connection, [key])[key])


def _copies_among(key: int, text: Text, candidates: dict[int, Article]) -> Iterable[dict[str, int]]:
    for other, article in candidates.items():
        likeness = find_likeness(*_in_order(text, Text(article)))
        if likeness is not None:
            yield {
                "one": key,
                "other": other,
                "translation": 0,
                "likeness": round(_THOUSANDTHS * likeness.containment),
                "shared": 0,
                "several": int(likeness.several),
                "others": int(likeness.others),
            }


def _translations_among(key: int, text: Text, candidates: dict[int, Article]) -> Iterable[dict[str, int]]:
    for other, article in candidates.items():
        counterpart = find_counterpart(*_in_order(text, Text(article)))
        if counterpart is not None:
            yield {
                "one": key,
                "other": other,
                "translation": 1,
                "likeness": round(_THOUSANDTHS * counterpart.order),
                "shared": len(counterpart.shared),
                "several": 0,
                "others": 0,
            }


def _in_order(one: Text, other: Text) -> tuple[Text, Text]:
    """The two, always in the same order, so that they come out alike whichever came first."""
    return (one, other) if one.article.id < other.article.id else (other, one)


def _holders(connection: Connection, wanted: Collection[int]) -> dict[int, list[int]]:
    """The articles that have each of some bands."""
    found: dict[int, list[int]] = {}
    for band, article in connection.execute(select(bands).where(bands.c.band.in_(wanted))) if wanted else ():
        found.setdefault(band, []).append(article)
    return found


def _candidates(holders: dict[int, list[int]], own: Collection[int]) -> list[int]:
    rarity: Counter[int] = Counter()
    for band in own:
        for article in holders.get(band, ()):
            rarity[article] += 1 / len(holders[band])  # type: ignore[assignment]  # counters hold fractions too
    worth = sorted(rarity.items(), key=lambda item: (-item[1], item[0]))
    return [article for article, sum_ in worth[:MOST_COMPARED] if sum_ >= _LEAST_RARITY]


def _crossing_candidates(holders: dict[int, list[int]], crossing: Collection[int]) -> Counter[int]:
    shared = Counter(article for band in crossing for article in holders.get(band, ()))
    return Counter({article: count for article, count in shared.items() if count >= _LEAST_CROSSING})


def _in_other_languages(connection: Connection, candidates: Counter[int], language: str | None) -> list[int]:
    if not candidates or language is None:
        return []
    found = connection.execute(
        select(editions.c.article)
        .where(editions.c.article.in_(candidates))
        .group_by(editions.c.article)
        .having(func.max(editions.c.language) != language)
    )
    return sorted(found.scalars(), key=lambda article: (-candidates[article], article))[:MOST_COMPARED]
