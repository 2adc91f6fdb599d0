"""What claims can be looked up by: actors, places, outcomes, issues.

The index knows, for each subject (by 48 bits of its hash), the readings that have claims about it. It finds candidates,
of which ``subjects_of`` then says the truth; it is made from the claims, and may be made anew.

A name is an actor's where the article resolves it (its actor claims carry the registry's identity, such as
``group/hamas``); any other is its own folded words (``medical workers``). A place is its folded name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sqlalchemy import Connection, insert

from dragoman.ledger.coding import actors_of, places_of
from dragoman.ledger.ids import digest_of
from dragoman.ledger.tables import about
from dragoman.model import Claim
from dragoman.model.values import Actor, Figure, Position
from dragoman.registry import words_of

Subject = tuple[str, str]
"""A sort and a name: ``("actor", "group/hamas")``."""

_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=100_000)
def fold_name(name: str) -> str:
    """A name without case, accents and leading article: what unresolved names compare by."""
    words = words_of(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def identities_of(claims: Iterable[Claim]) -> dict[str, str]:
    """The names that an article's actor claims resolve, folded, with their identities.

    A name that stands for two of them in one article stands for none.
    """
    found: dict[str, set[str]] = {}
    for claim in claims:
        if isinstance(claim.value, Actor) and claim.value.identity:
            for name in (claim.value.name, *claim.value.aliases):
                found.setdefault(fold_name(name), set()).add(claim.value.identity)
    return {name: identities.pop() for name, identities in found.items() if len(identities) == 1}


def subjects_of(claim: Claim, known: Mapping[str, str]) -> Iterator[Subject]:
    """What one claim can be looked up by; ``known`` are the article's identities."""
    value = claim.value
    if isinstance(value, Actor) and value.identity:
        yield "actor", value.identity
    else:
        for name in actors_of(value):
            folded = fold_name(name)
            yield "actor", known.get(folded, folded)
    for name in places_of(value):
        yield "place", fold_name(name)
    match value:
        case Figure():
            yield "outcome", value.outcome
        case Position():
            yield "issue", value.issue


def subject_key(subject: Subject) -> int:
    """What stands for a subject in the index: 48 bits, so that SQLite keeps it in six bytes."""
    return digest_of(*subject) >> 16


def index_claims(connection: Connection, told: Iterable[tuple[int, Claim]], context: Iterable[Claim]) -> None:
    """Index claims, given with the key of their reading. ``context`` are the article's actor claims."""
    known = identities_of(context)
    found = {(subject, reading) for reading, claim in told for subject in subjects_of(claim, known)}
    if found:
        rows = sorted((subject_key(subject), reading) for subject, reading in found)
        connection.execute(insert(about), [{"subject": subject, "reading": reading} for subject, reading in rows])
