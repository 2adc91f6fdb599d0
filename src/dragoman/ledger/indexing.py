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
from dragoman.model import Claim, Value
from dragoman.model.values import Actor, Figure, Position
from dragoman.registry import words_of
from dragoman.resolve import Node, node_of_actor

Subject = tuple[str, str]
"""A sort and a name: ``("actor", "group/hamas")``."""

_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=100_000)
def fold_name(name: str) -> str:
    """A name without case, accents and leading article: what unresolved names compare by."""
    words = words_of(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def nodes_of(claims: Iterable[Claim]) -> dict[str, Node]:
    """The names, folded, that an article's actor claims resolve, with what they are.

    A name that stands for two of them in one article stands for none.
    """
    found: dict[str, set[Node]] = {}
    for claim in claims:
        if isinstance(claim.value, Actor) and (node := node_of_actor(claim.value)):
            for name in (claim.value.name, *claim.value.aliases):
                found.setdefault(fold_name(name), set()).add(node)
    return {name: nodes.pop() for name, nodes in found.items() if len(nodes) == 1}


def subjects_of(value: Value, known: Mapping[str, Node]) -> Iterator[Subject]:
    """What a claim of that value can be looked up by; ``known`` is what the article's names resolve to.

    A node can also be found by its block: all that could be the same person or body.
    """
    own = node_of_actor(value) if isinstance(value, Actor) else None
    for name in actors_of(value):
        folded = fold_name(name)
        node = own or known.get(folded)
        if node is None:
            yield "actor", folded
        else:
            yield from (("actor", one) for one in dict.fromkeys((node.id, node.block)))
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
    known = nodes_of(context)
    found = {(subject, reading) for reading, claim in told for subject in subjects_of(claim.value, known)}
    if found:
        rows = sorted((subject_key(subject), reading) for subject, reading in found)
        connection.execute(insert(about), [{"subject": subject, "reading": reading} for subject, reading in rows])
