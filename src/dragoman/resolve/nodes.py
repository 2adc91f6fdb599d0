"""An actor or place of one article → the node that it is in every article, or nothing where its name names nobody.

``Actor("Antony J. Blinken", office="Secretary of State")`` is the node ``person/antony-blinken`` of the registry,
whatever the article calls him; "Rear Admiral Amina Keita", whom no registry knows, is ``person/amina-keita``; "Health
Ministry" with the affiliation Hamas is ``body/health-ministry@group/hamas``. "A security official" is no node, nor is
"Health Ministry" by itself: which one is not said. A node depends on its own article alone, so the order of reading
changes nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.model import Actor, Place
from dragoman.registry import Registry, fold, load_registry, person_key
from dragoman.registry.names import split_words


@dataclass(frozen=True, slots=True)
class Node:
    """What names of different articles share if they mean one actor or place.

    ``block`` holds all nodes that could be the same; ``words`` are the name's own (for people also those between first
    and last name); ``side`` is the registry's id of the state, people or body that the article gives it to, if any.
    """

    id: str
    block: str
    words: tuple[str, ...] = ()
    side: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    joining: frozenset[str]
    describing: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    same: Mapping[str, str]


@cache
def _lists() -> _Words:
    table = tomllib.loads(files("dragoman.resolve").joinpath("words.toml").read_text(encoding="utf-8"))
    same = {word: group[0] for group in table["same"] for word in group}
    joining, describing, bodies, titles = (
        frozenset(table[name]) for name in ("joining", "describing", "bodies", "titles")
    )
    return _Words(joining, describing, bodies, titles, same)


def node_of_actor(actor: Actor, registry: Registry | None = None) -> Node | None:
    """The node of an actor as one article has it; ``None`` where the name describes rather than names."""
    if actor.identity is not None:
        return Node(actor.identity, actor.identity)
    registry = registry or load_registry()
    written = split_words(actor.name)
    if not written or fold(written[0]) in _lists().describing:
        return None
    side = _side(actor, registry)
    if actor.type == "person":
        return _person(written, side)
    return _body(actor, written, side, registry)


def node_called(node: str, registry: Registry | None = None) -> Node:
    """The node of a person or body by its id; of a body without its words, which nothing is joined by."""
    registry = registry or load_registry()
    name, _, side = node.partition("@")
    if node in registry.entries or not name.startswith(("person/", "body/")):
        return Node(node, node)
    if name.startswith("body/"):
        return Node(node, name, (), side or None)
    words = tuple(name.removeprefix("person/").split("-"))
    return Node(node, f"person/{words[0]}-{words[-1]}", words[1:-1], side or None)


def node_of_place(place: Place) -> Node | None:
    """The node of a place: its country, or its position to a hundredth of a degree; ``None`` where it has neither."""
    if place.country is None:
        return None
    if place.precision == "country":
        return Node(f"place/{place.country}", f"place/{place.country}")
    if place.latitude is None or place.longitude is None:
        return None
    node = f"place/{place.country}/{place.precision}/{place.latitude:.2f},{place.longitude:.2f}"
    return Node(node, node)


def _person(written: list[str], side: str | None) -> Node | None:
    """First and last name, without what stands before a title; a single name could be anybody's of that name."""
    titles = [place for place, word in enumerate(written[:-1]) if fold(word) in _lists().titles]
    if titles:
        written = written[titles[-1] + 1 :]
    if not written[0][:1].isupper() or fold(written[0]) == "the" or not _is_name(written):
        return None
    key = person_key(tuple(fold(word) for word in written))
    if len(key) < 2:
        return None
    node = f"person/{'-'.join(key)}"
    return Node(f"{node}@{side}" if side else node, f"person/{key[0]}-{key[-1]}", key[1:-1], side)


def _body(actor: Actor, written: list[str], side: str | None, registry: Registry) -> Node | None:
    """A body's words in any order, with the states that its name names; "the ministry" only with whose it is."""
    lists = _lists()
    if len(written) == 1 and actor.name.isupper():
        return None  # an acronym that the article does not spell out: it would be the fuller name's alias
    states, words = _states_and_words(written, registry)
    plain = sorted({lists.same.get(word, word) for word in words if word not in lists.joining})
    own = [word for word in plain if word not in lists.bodies]
    if not plain or (own and not _is_name(written)):
        return None  # in lower case only a body's own words stand: "the health ministry", and it must be said whose
    name = "-".join(plain)
    if states:
        node = f"body/{name}@{'+'.join(sorted(states))}"
        return Node(node, node, tuple(plain))
    if side is None:
        return Node(f"body/{name}", f"body/{name}", tuple(plain)) if own else None
    node = f"body/{name}@{side}"
    return Node(node, f"body/{name}" if own else node, tuple(plain), side)


def _states_and_words(written: list[str], registry: Registry) -> tuple[list[str], list[str]]:
    """The states, peoples and groups that are named inside a body's name, and the words that are left."""
    folded = [fold(word) for word in written]
    states: list[str] = []
    words: list[str] = []
    place = 0
    while place < len(folded):
        rest = tuple(folded[place:])
        known = next(
            (
                name
                for name in registry.names_beginning(folded[place])
                if rest[: len(name.words)] == name.words
                and len(name.words) < len(folded)
                and name.kind != "local"
                and name.entry.type in ("state", "armed_group", "other", "international_organisation")
            ),
            None,
        )
        if known is None:
            words.append(folded[place])
            place += 1
        else:
            states.append(known.entry.id)
            place += len(known.words)
    return list(dict.fromkeys(states)), words


def _side(actor: Actor, registry: Registry) -> str | None:
    """Whose an actor is: what its affiliation stands for, or its country."""
    if actor.affiliation:
        words = tuple(fold(word) for word in split_words(actor.affiliation))
        found = {
            name.entry.id: name.entry
            for name in registry.names_beginning(words[0] if words else "")
            if name.words == words and name.kind != "local"
        }
        if len(found) == 1:
            return registry.side_of(next(iter(found.values()))).id
    return f"state/{actor.country.lower()}" if actor.country else None


def _is_name(written: list[str]) -> bool:
    """Whether every word but the joining ones has a capital: what describes has not."""
    return all(word[:1].isupper() or word[:1].isdigit() or fold(word) in _lists().joining for word in written)
