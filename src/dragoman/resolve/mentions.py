"""The names in a report's claims → the nodes that they are.

A figure's source "the ministry" and a round's party "Egypt" are strings in the claims' values. Inside an article a name
means the actor or place that its claims of these kinds resolved; a name that no such claim has is looked up in the
registry. What stays without a node stays a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dragoman.model import (
    Actor,
    Agreement,
    Claim,
    Event,
    Figure,
    Place,
    Position,
    Quotation,
    Source,
    Talks,
    Value,
)
from dragoman.registry import Registry, load_registry, words_of
from dragoman.resolve.nodes import Node, node_of_actor, node_of_place

Named = tuple[str, str]
"""A role in the codebook's words (``party``, ``mediator``, ``speaker``…), and the name there."""

PLACES = frozenset({"place", "venue", "where"})
"""The roles whose names are places."""


def names_in(value: Value) -> Iterator[Named]:
    """Every name that a claim's value holds, with its role; a name may come in several roles."""
    match value:
        case Actor():
            yield "actor", value.name
            if value.affiliation:
                yield "affiliation", value.affiliation
        case Place():
            yield "place", value.name
        case Quotation():
            yield from _of_source("speaker", value.speaker)
        case Figure():
            yield from _given(("side", value.side), ("by", value.by), ("place", value.place))
            yield from _of_source("source", value.source)
        case Talks():
            yield from (("party", name) for name in value.parties)
            yield from (("mediator", name) for name in value.mediators)
            yield from (("participant", name) for name in value.participants)
            yield from _given(("venue", value.venue))
            yield from _of_source("source", value.source)
        case Position():
            yield "party", value.party
            yield from _of_source("speaker", value.speaker)
        case Agreement():
            yield from (("party", name) for name in value.parties)
            yield from (("mediator", name) for name in value.mediators)
        case Event():
            yield from _given(("actor", value.actor), ("recipient", value.recipient), ("where", value.where))
        case _:
            return


def find_nodes(claims: Iterable[Claim], registry: Registry | None = None) -> Mapping[Named, Node]:
    """The node of each name in an article's claims that has one, by role and name."""
    registry = registry or load_registry()
    claims = tuple(claims)
    actors: dict[str, Node] = {}
    places: dict[str, Node] = {}
    for claim in claims:
        value = claim.value
        if isinstance(value, Place) and (node := node_of_place(value)):
            places.setdefault(value.name, node)
        elif isinstance(value, Actor) and (node := node_of_actor(value, registry)):
            for name in (value.name, *value.aliases):
                actors.setdefault(name, node)
    found: dict[Named, Node] = {}
    for claim in claims:
        own = node_of_place(claim.value) if isinstance(claim.value, Place) else None
        for role, name in names_in(claim.value):
            node = own or (places.get(name) if role in PLACES else actors.get(name) or _known(name, registry))
            if node is not None:
                found[role, name] = node
    return found


def _of_source(role: str, source: Source | None) -> Iterator[Named]:
    """Who says it, whom they speak for, whom they told, and whom they rest on."""
    if source is None:
        return
    yield role, source.name
    yield from _given(("affiliation", source.affiliation), ("told_to", source.told_to))
    yield from (("based_on", name) for name in source.based_on)


def _given(*named: tuple[str, str | None]) -> Iterator[Named]:
    return ((role, name) for role, name in named if name)


def _known(name: str, registry: Registry) -> Node | None:
    """A body that the registry knows by this name, or a people or state by its adjective ("Palestinians")."""
    words = words_of(name)
    found = {
        known.entry.id
        for known in registry.names_beginning(words[0] if words else "")
        if known.words == words and known.kind in ("name", "adjective", "people")
    }
    if len(found) != 1:
        return None
    (only,) = found
    return Node(only, only)
