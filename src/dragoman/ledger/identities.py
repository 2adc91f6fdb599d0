"""Names ↔ identities: what the articles' actor claims resolve, and what people judged the same on top of it.

An identity is the registry's (``group/hamas``), or the folded name of one that is not resolved (``medical workers``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from sqlalchemy import Connection, select

from dragoman.ledger.coding import KIND_CODES, decode
from dragoman.ledger.indexing import fold_name
from dragoman.ledger.judging import groups_of, head_of, latest_judgements
from dragoman.ledger.tables import claim_values, claims, readings
from dragoman.model.values import Actor
from dragoman.registry import Registry, load_registry

Known = Mapping[str, str]
"""Folded names with their identities."""


def judged_groups(connection: Connection, as_of: int | None) -> Mapping[str, frozenset[str]]:
    """Identities that are judged the same, each with its group; the others are missing."""
    return groups_of(latest_judgements(connection, as_of))


def names_known(connection: Connection, articles: Collection[int]) -> dict[int, Known]:
    """For each article (by key) the names that its actor claims resolve.

    A name that stands for two identities in one article stands for none.
    """
    rows = connection.execute(
        select(readings.c.article, claim_values.c.value)
        .join_from(readings, claims, claims.c.reading == readings.c.key)
        .join(claim_values, claim_values.c.key == claims.c.value)
        .where(readings.c.article.in_(articles), claims.c.kind == KIND_CODES["actor"])
    )
    found: dict[int, dict[str, set[str]]] = {}
    for row in rows:
        identity, names = _resolved(row.value)
        for name in names:
            found.setdefault(row.article, {}).setdefault(name, set()).add(identity)
    return {
        article: {name: identities.pop() for name, identities in names.items() if len(identities) == 1}
        for article, names in found.items()
    }


@lru_cache(maxsize=100_000)
def _resolved(packed: bytes) -> tuple[str, tuple[str, ...]]:
    actor = decode(KIND_CODES["actor"], packed)
    assert isinstance(actor, Actor)
    if actor.identity is None:
        return "", ()
    return actor.identity, tuple(fold_name(name) for name in (actor.name, *actor.aliases))


def identity_in(name: str, known: Known, groups: Mapping[str, frozenset[str]]) -> str | None:
    """What a name in an article stands for; ``None`` if neither the article nor a judgement resolves it."""
    folded = fold_name(name)
    identity = known.get(folded, folded)
    if identity in groups:
        return head_of(groups[identity])
    return known.get(folded)


def identities_called(name: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """All identities that a person may mean by ``name``: an id, or a name of the registry's or of the articles'."""
    meant = {name, fold_name(name), _identity_called(name)}
    return frozenset(meant).union(*(groups.get(one, frozenset()) for one in meant))


def pair_called(first: str, second: str) -> tuple[str, str]:
    """The two identities that a person means by two names; a registry's entry goes before a bare name."""
    return _identity_called(first), _identity_called(second)


def _identity_called(name: str) -> str:
    if name in _registry().entries:
        return name
    entry = _registry().find(name) or _registry().find_person(name)
    return entry.id if entry else fold_name(name)


def name_of(identity: str) -> str:
    """What a person calls an identity: the registry's name, or the folded name itself."""
    entry = _registry().entries.get(identity)
    return entry.name if entry else identity


@cache
def _registry() -> Registry:
    return load_registry()
