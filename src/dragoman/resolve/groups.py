"""Nodes that could be one → identities: what is sure is joined, what is not stays apart and is listed.

In a block, two people with the same first and last name are one unless the names between them or their sides
contradict each other. One whom the articles give to no side joins the others if these all have one side; among two
("the minister of that name, and the rebel") it stays by itself, and that is told. A person's judgement goes before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from dragoman.resolve.nodes import Node

Opinion = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two nodes or identities; of several about the same pair the caller passes the last."""

    one: str
    other: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two nodes that may be one, and why that was left open."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Two nodes that were joined, and why."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identities:
    """``of`` maps each node's id to its identity: the least id among those that it was joined with, nodes first.

    ``joined`` has the pairs that made it so, as many as are needed.
    """

    of: Mapping[str, str]
    unsure: tuple[Unsure, ...]
    joined: tuple[Joined, ...] = ()


def identify(nodes: Iterable[Node], judgements: Iterable[Judgement] = ()) -> Identities:
    """Join nodes into identities. The order of the nodes does not matter, nor do nodes of other blocks.

    Judgements go before the rules, the last of them first. "Same" joins whatever its two ids stand for, unless that
    brings together two that are judged different; "different" and "unsure" keep apart what the rules would join.
    """
    judged = tuple(judgements)
    different = {frozenset((each.one, each.other)) for each in judged if each.opinion == "different"}
    apart = different | {frozenset((each.one, each.other)) for each in judged if each.opinion == "unsure"}
    groups = _Groups()
    unsure: list[Unsure] = []
    joined: list[Joined] = []
    for each in reversed(judged):
        groups.add(each.one)
        groups.add(each.other)
        if each.opinion == "same" and groups.join(each.one, each.other, different):
            joined.append(Joined(each.one, each.other, "judged the same"))
        elif each.opinion == "unsure":
            unsure.append(Unsure(each.one, each.other, "judged unsure"))
    blocks: defaultdict[str, dict[str, Node]] = defaultdict(dict)
    for node in nodes:
        blocks[node.block][node.id] = node
        groups.add(node.id)
    for _, block in sorted(blocks.items()):
        members = [block[key] for key in sorted(block)]
        for one, other in combinations(members, 2):
            reason = _doubt(one, other, members)
            if reason is None:
                if groups.join(one.id, other.id, apart):
                    joined.append(Joined(one.id, other.id, _likeness(one, other)))
            elif reason:
                unsure.append(Unsure(one.id, other.id, reason))
    of = {node: groups.least(node) for node in groups}
    left = tuple(
        each
        for each in dict.fromkeys(unsure)
        if of[each.one] != of[each.other] and frozenset((each.one, each.other)) not in different
    )
    return Identities(of, left, tuple(joined))


def _doubt(one: Node, other: Node, block: Sequence[Node]) -> str | None:
    """Why two nodes of a block are not joined: ``None`` if they are one, ``""`` if they are surely two."""
    if not _same_words(one, other):
        return ""
    if not _same_side(one, other):
        return f"one name on two sides, {one.side} and {other.side}"
    for third in block:
        if _compatible(third, one) != _compatible(third, other):
            return f"the name also fits {third.id}, which cannot be both"
    return None


def _likeness(one: Node, other: Node) -> str:
    """Why two nodes of a block are one."""
    name = "one name" if one.words == other.words else "one name, shorter and fuller"
    if one.side is None and other.side is None:
        return name
    if one.side == other.side:
        return f"{name}, both of {one.side}"
    sides = sorted(side for side in (one.side, other.side) if side)
    return f"{name}, of {' and '.join(sides)}" + ("" if len(sides) == 2 else ", the only side that it is given")


def _compatible(one: Node, other: Node) -> bool:
    return _same_words(one, other) and _same_side(one, other)


def _same_words(one: Node, other: Node) -> bool:
    return not one.block.startswith("person/") or _agree(one.words, other.words)


def _same_side(one: Node, other: Node) -> bool:
    """Whether both could be one's side: two states contradict each other, a state and an employer do not."""
    if one.side is None or other.side is None or one.side == other.side:
        return True
    if not one.block.startswith("person/"):
        return False
    return one.side.split("/")[0] != other.side.split("/")[0]


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the names between first and last name can be one person's: all of the fewer, in order, among the more."""
    fewer, more = sorted((one, other), key=len)
    rest = iter(more)
    return all(word in rest for word in fewer)


class _Groups:
    """Disjoint sets of ids."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._parent))

    def add(self, node: str) -> None:
        self._parent.setdefault(node, node)

    def least(self, node: str) -> str:
        while self._parent[node] != node:
            node = self._parent[node]
        return node

    def join(self, one: str, other: str, apart: Iterable[frozenset[str]]) -> bool:
        """Join two sets under their least id, unless they are one or that joins what was said to be apart."""
        first, second = sorted((self.least(one), self.least(other)), key=lambda each: ("/" not in each, each))
        if first == second:
            return False
        for pair in apart:
            ends = {self.least(node) for node in pair if node in self._parent}
            if ends == {first, second}:
                return False
        self._parent[second] = first
        return True
