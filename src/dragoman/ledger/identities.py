"""Names ↔ identities: what the articles' actor claims resolve, and what people judged the same on top of it.

An identity is the registry's (``group/hamas``), a node of ``dragoman.resolve`` (``person/amina-keita@state/ml``), or
the folded name of one that is neither (``medical workers``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sqlalchemy import Connection, select, true

from dragoman import resolve
from dragoman.ledger.coding import KIND_CODES, decode
from dragoman.ledger.indexing import fold_name
from dragoman.ledger.judging import groups_of, head_of, latest_judgements
from dragoman.ledger.tables import claim_values, claims, readings
from dragoman.model.values import Actor
from dragoman.registry import Registry, load_registry
from dragoman.resolve import Node, Unsure, identify, node_of_actor

Known = Mapping[str, Node]
"""Folded names with what they resolve to."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, or some body, across articles: every name that the rules and people join, and how many articles."""

    id: str
    names: tuple[str, ...]
    nodes: tuple[str, ...]
    articles: int


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
    found: dict[int, dict[str, set[Node]]] = {}
    for row in rows:
        node, names = _resolved(row.value)
        if node is None:
            continue
        for name in names:
            found.setdefault(row.article, {}).setdefault(fold_name(name), set()).add(node)
    return {
        article: {name: nodes.pop() for name, nodes in names.items() if len(nodes) == 1}
        for article, names in found.items()
    }


def find_identities(connection: Connection, as_of: int | None) -> tuple[list[Identity], tuple[Unsure, ...]]:
    """Everybody whom the articles name, those of most articles first; and who may be one and was left apart."""
    rows = connection.execute(
        select(readings.c.article, claim_values.c.value)
        .join_from(readings, claims, claims.c.reading == readings.c.key)
        .join(claim_values, claim_values.c.key == claims.c.value)
        .where(claims.c.kind == KIND_CODES["actor"], true() if as_of is None else readings.c.recorded <= as_of)
        .distinct()
    )
    nodes: dict[str, Node] = {}
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        node, called = _resolved(row.value)
        if node is not None:
            nodes[node.id] = node
            names[node.id].update(called)
            articles[node.id].add(row.article)
    judged = latest_judgements(connection, as_of)
    found = identify(nodes.values(), [resolve.Judgement(one.first, one.second, one.verdict) for one in judged])
    members: defaultdict[str, list[str]] = defaultdict(list)
    for one, identity in found.of.items():
        members[identity].append(one)
    listed = [
        Identity(
            identity,
            tuple(name for name, _ in sum((names[one] for one in group), Counter[str]()).most_common()),
            tuple(sorted(group)),
            len(set[int]().union(*(articles[one] for one in group))),
        )
        for identity, group in members.items()
    ]
    return sorted(listed, key=lambda each: (-each.articles, each.id)), found.unsure


@lru_cache(maxsize=100_000)
def _resolved(packed: bytes) -> tuple[Node | None, tuple[str, ...]]:
    actor = decode(KIND_CODES["actor"], packed)
    assert isinstance(actor, Actor)
    return node_of_actor(actor), (actor.name, *actor.aliases)


def identity_in(name: str, known: Known, groups: Mapping[str, frozenset[str]]) -> str | None:
    """What a name in an article stands for; ``None`` if neither the article nor a judgement resolves it."""
    folded = fold_name(name)
    node = known.get(folded)
    identity = node.id if node else folded
    if identity in groups:
        return head_of(groups[identity])
    return node.id if node else None


def identities_called(name: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """All identities that a person may mean by ``name``: an id, or a name of the registry's or of the articles'."""
    meant = {name, fold_name(name), _identity_called(name), *(node.block for node in _nodes_called(name))}
    return frozenset(meant).union(*(groups.get(one, frozenset()) for one in meant))


def pair_called(first: str, second: str) -> tuple[str, str]:
    """The two identities that a person means by two names; a registry's entry goes before a bare name."""
    return _identity_called(first), _identity_called(second)


def _identity_called(name: str) -> str:
    if name in _registry().entries or name.startswith(_NODES):
        return name
    entry = _registry().find(name) or _registry().find_person(name)
    return entry.id if entry else next((node.id for node in _nodes_called(name)), fold_name(name))


def _nodes_called(name: str) -> list[Node]:
    """The nodes that ``name`` may be of where the registry does not know it: a person's, or a body's."""
    if _registry().find(name) or _registry().find_person(name):
        return []
    found = (node_of_actor(Actor(name, "person")), node_of_actor(Actor(name, "other")))
    return [node for node in found if node is not None]


def name_of(identity: str) -> str:
    """What a person calls an identity: the registry's name, a node's words, or the folded name itself."""
    entry = _registry().entries.get(identity)
    if entry is not None:
        return entry.name
    if identity.startswith(_NODES):
        return identity.partition("/")[2].partition("@")[0].replace("-", " ")
    return identity


_NODES = ("person/", "body/")
"""How the ids of nodes begin that are not the registry's."""


@cache
def _registry() -> Registry:
    return load_registry()
