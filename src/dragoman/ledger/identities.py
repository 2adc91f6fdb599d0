"""Names ↔ identities: what the articles' actor claims resolve, what the rules join, and what people judged beyond it.

An identity is the registry's (``group/hamas``), a node of ``dragoman.resolve`` (``person/amina-keita@state/ml``), or
the folded name of one that is neither (``medical workers``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sqlalchemy import Connection, bindparam, insert, select, true, update

from dragoman import resolve
from dragoman.ledger.current import load_readings
from dragoman.ledger.ids import digest_of
from dragoman.ledger.indexing import fold_name, node_of
from dragoman.ledger.judging import latest_judgements
from dragoman.ledger.tables import articles, nodes
from dragoman.model.values import Actor
from dragoman.registry import Registry, load_registry
from dragoman.resolve import Joined, Node, Unsure, identify, node_called, node_of_actor

Known = Mapping[str, Node]
"""Folded names of an article with what they resolve to."""

_NODES = ("person/", "body/")
"""How the ids of nodes begin that are not the registry's."""

_PORTION = 200
"""Articles that are gone through at a time."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, or some body, across articles: every name that the rules and people join, and how many articles.

    ``joined`` says which of the ``nodes`` were joined, and why.
    """

    id: str
    names: tuple[str, ...]
    nodes: tuple[str, ...]
    articles: int
    joined: tuple[Joined, ...] = ()


class Resolver:
    """Which nodes are one, by the rules and by what people had judged at ``as_of``.

    It looks at the blocks of the nodes that it is asked for, and at those that judgements name: the cost does not grow
    with the ledger.
    """

    def __init__(self, connection: Connection, as_of: int | None) -> None:
        self._connection = connection
        self._as_of = as_of
        self._of: dict[str, str] = {}
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        judged = [resolve.Judgement(one.first, one.second, one.verdict) for one in latest_judgements(connection, as_of)]
        self._blocks = {_called(one).block for each in judged for one in (each.one, each.other)}
        self._take(identify(self._nodes_of(self._blocks), judged).of)

    def load(self, wanted: Iterable[Node]) -> None:
        """Look at what some nodes may be one with, so that they can be asked for."""
        blocks = {node.block for node in wanted} - self._blocks
        if blocks:
            self._blocks |= blocks
            found = list(self._nodes_of(blocks))
            mates = Counter(node.block for node in found)
            self._take(identify(node for node in found if mates[node.block] > 1).of)

    def identity(self, one: str) -> str:
        """The identity of a node that was loaded, or of a name; their own where nothing joins them to another."""
        return self._of.get(one, one)

    def members(self, one: str) -> Collection[str]:
        """All nodes and names with the same identity as ``one``, which was loaded."""
        return self._members.get(self.identity(one), (one,))

    def _take(self, of: Mapping[str, str]) -> None:
        self._of.update(of)
        for one, identity in of.items():
            self._members[identity].add(one)

    def _nodes_of(self, blocks: Collection[str]) -> Iterator[Node]:
        numbers = [_block_number(block) for block in blocks if _is_shared(block)]
        known = true() if self._as_of is None else nodes.c.since <= self._as_of
        if numbers:
            found = select(nodes.c.id).where(nodes.c.block.in_(numbers), known)
            yield from map(_called, self._connection.execute(found).scalars())


def enter_nodes(connection: Connection, actors: Iterable[Actor], at: int) -> None:
    """Note the nodes of an article's actors that others may be one with, first recorded ``at``."""
    found = {node.id: node for actor in actors if (node := node_of(actor)) and _is_shared(node.block)}
    if not found:
        return
    blocks = {_block_number(node.block) for node in found.values()}
    held = select(nodes.c.id, nodes.c.since).where(nodes.c.block.in_(blocks), nodes.c.id.in_(found))
    known = {row.id: row.since for row in connection.execute(held)}
    new = [
        {"block": _block_number(node.block), "id": node.id, "since": at}
        for _, node in sorted(found.items())
        if node.id not in known
    ]
    if new:
        connection.execute(insert(nodes), new)
    earlier = [
        {"of": _block_number(found[one].block), "one": one, "at": at} for one, since in known.items() if since > at
    ]
    if earlier:
        these = update(nodes).where(nodes.c.block == bindparam("of"), nodes.c.id == bindparam("one"))
        connection.execute(these.values(since=bindparam("at")), earlier)


def find_identities(connection: Connection, as_of: int | None) -> tuple[list[Identity], tuple[Unsure, ...]]:
    """Everybody whom the articles name, those of most articles first; and who may be one and was left apart."""
    found: dict[str, Node] = {}
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for article, actor in _actors(connection, as_of):
        node = node_of(actor)
        if node is not None:
            found[node.id] = node
            names[node.id].update({actor.name, *actor.aliases})
            holders[node.id].add(article)
    judged = latest_judgements(connection, as_of)
    told = identify(found.values(), [resolve.Judgement(one.first, one.second, one.verdict) for one in judged])
    members: defaultdict[str, list[str]] = defaultdict(list)
    for one, identity in told.of.items():
        members[identity].append(one)
    joined: defaultdict[str, list[Joined]] = defaultdict(list)
    for pair in told.joined:
        joined[told.of[pair.one]].append(pair)
    listed = [
        Identity(
            identity,
            tuple(name for name, _ in sum((names[one] for one in group), Counter[str]()).most_common()),
            tuple(sorted(group)),
            len(set[int]().union(*(holders[one] for one in group))),
            tuple(joined[identity]),
        )
        for identity, group in members.items()
    ]
    return sorted(listed, key=lambda each: (-each.articles, each.id)), told.unsure


def _actors(connection: Connection, as_of: int | None) -> Iterator[tuple[int, Actor]]:
    """The actors that articles name, each once, with the article's key."""
    keys = list(connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars())
    for first in range(0, len(keys), _PORTION):
        for reading in load_readings(connection, keys[first : first + _PORTION], as_of, {"actor"}):
            for value in dict.fromkeys(reading.line.values):
                assert isinstance(value, Actor)
                yield reading.article, value


def identity_in(name: str, node: Node | None, resolver: Resolver) -> str | None:
    """What a name stands for that its article resolves to ``node``; ``None`` if neither that nor a judgement does."""
    if node is not None:
        return resolver.identity(node.id)
    folded = fold_name(name)
    return resolver.identity(folded) if len(resolver.members(folded)) > 1 else None


def identities_called(name: str, resolver: Resolver) -> frozenset[str]:
    """All identities that a person may mean by ``name``: an id, or a name of the registry's or of the articles'."""
    meant = {name, fold_name(name), _identity_called(name), *(node.block for node in _nodes_called(name))}
    resolver.load(map(_called, meant))
    return frozenset(meant).union(*(resolver.members(one) for one in meant))


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


@lru_cache(maxsize=100_000)
def _called(one: str) -> Node:
    return node_called(one, _registry())


def _is_shared(block: str) -> bool:
    """Whether a block may have several nodes: not where the name says whose the body is."""
    return block.startswith(_NODES) and "@" not in block


@lru_cache(maxsize=100_000)
def _block_number(block: str) -> int:
    """48 bits of a hash, so that SQLite keeps it in six bytes."""
    return digest_of("block", block) >> 16


@cache
def _registry() -> Registry:
    return load_registry()
