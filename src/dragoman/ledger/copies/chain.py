"""The articles of one story → who took the text from whom, as far as that is known, and the article that it goes back
to.

In: articles that are copies or versions of one text, and how they are kin. Out: a ``Story`` with a directed chain. A
page says whom it took from by linking there, by crediting an agency, by calling itself a translation; days of
publication tell the rest. Two pages of one day that credit nobody, or the same third, stay undecided: the chain
abstains, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.ledger.folding import fold
from dragoman.model import Upstream
from dragoman.registry import load_registry

Relation = Literal["copy", "update", "translation"]

_LINK, _CREDIT, _TRANSLATION, _LATER = range(4)  # how sure a direction is, surest first


@dataclass(frozen=True, slots=True)
class Member:
    """What the chain needs to know of an article; the fields are those of ``Article``."""

    id: str
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    language: str | None = None
    translated_from: str | None = None
    url: str | None = None
    upstream: tuple[Upstream, ...] = ()


@dataclass(frozen=True, slots=True)
class Kin:
    """Two articles that are kin; ``one`` has the smaller id. ``likeness`` is containment, or shared order between
    languages."""

    one: str
    other: str
    relation: Relation
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """``taker`` took its text from ``giver``, and by what that is known."""

    taker: str
    giver: str
    relation: Relation
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two articles are kin, but which came first is not known."""

    one: str
    other: str
    relation: Relation
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """One text in all its copies and versions.

    ``id`` is the smallest of its articles' ids, whatever the order in which they came. ``origin`` is the article that
    the others go back to; where several could be, ``certain`` is false and the one published first stands for them.
    ``members`` begins with the origin; the others follow by day. ``credited`` is the agency that the text is said to
    come from, if none of the articles is the agency's own.
    """

    id: str
    origin: str
    certain: bool
    members: tuple[str, ...]
    chain: tuple[Taken, ...]
    undecided: tuple[Undecided, ...]
    credited: str | None = None


@dataclass(frozen=True, slots=True)
class _Direction:
    taker: str
    giver: str
    sureness: int
    reason: str


def tell_story(members: Iterable[Member], kin: Iterable[Kin]) -> Story:
    """The story of some articles that are all kin, directly or through one another."""
    known = {member.id: member for member in members}
    pairs = sorted(kin, key=lambda pair: (pair.one, pair.other))
    directed: list[tuple[_Direction, Kin]] = []
    undecided = []
    for pair in pairs:
        direction = _direct(known[pair.one], known[pair.other])
        if isinstance(direction, str):
            undecided.append(Undecided(pair.one, pair.other, pair.relation, pair.likeness, direction))
        else:
            directed.append((direction, pair))
    chain = _choose(directed, known)
    roots = sorted(known.keys() - {taken.taker for taken in chain}, key=lambda name: _first(known[name]))
    return Story(
        id=min(known),
        origin=roots[0],
        certain=len(roots) == 1,
        members=tuple(sorted(known, key=lambda name: (name != roots[0], _first(known[name])))),
        chain=chain,
        undecided=tuple(undecided),
        credited=_credited(known.values()),
    )


def group(kin: Iterable[Kin]) -> list[frozenset[str]]:
    """The articles that are kin to one another, directly or through others; each in one group."""
    leaders: dict[str, str] = {}

    def lead(name: str) -> str:
        while leaders.setdefault(name, name) != name:
            leaders[name] = leaders[leaders[name]]
            name = leaders[name]
        return name

    for pair in kin:
        one, other = sorted((lead(pair.one), lead(pair.other)))
        leaders[other] = one
    groups: dict[str, set[str]] = {}
    for name in leaders:
        groups.setdefault(lead(name), set()).add(name)
    return [frozenset(groups[leader]) for leader in sorted(groups)]


def _direct(one: Member, other: Member) -> _Direction | str:
    """Who took from whom, or why that is not known."""
    for sureness, sign in ((_LINK, _links_to), (_CREDIT, _credits), (_TRANSLATION, _translates)):
        reasons = [sign(taker, giver) for taker, giver in ((one, other), (other, one))]
        if all(reasons):
            return "each says that it has it from the other"
        for (taker, giver), reason in zip(((one, other), (other, one)), reasons, strict=True):
            if reason is None:
                continue
            if sureness != _LINK and _later(giver, taker):
                return f"{reason}, but was published before it"
            return _Direction(taker.id, giver.id, sureness, reason)
    shared = {_source(name) for name in _sources(one)} & {_source(name) for name in _sources(other)}
    if shared:
        return "both credit the same source"
    for taker, giver in ((one, other), (other, one)):
        if _later(taker, giver):
            return _Direction(taker.id, giver.id, _LATER, f"published on {taker.published}, after {giver.published}")
    if one.published is None or other.published is None:
        return "not both are dated, and neither credits the other"
    return "published on the same day, and neither credits the other"


def _links_to(taker: Member, giver: Member) -> str | None:
    pages = {_page(page.url) for page in taker.upstream if page.url}
    return "links to its page" if giver.url and _page(giver.url) in pages else None


def _credits(taker: Member, giver: Member) -> str | None:
    """Whether the taker names the giver's outlet; nothing if both are that outlet's."""
    if giver.outlet is None or (taker.outlet and _source(taker.outlet) == _source(giver.outlet)):
        return None
    named = [name for name in _sources(taker) if _source(name) == _source(giver.outlet)]
    return f"credits {named[0]}" if named else None


def _translates(taker: Member, giver: Member) -> str | None:
    if taker.language == giver.language or taker.translated_from is None:
        return None
    return "says that it is a translation" if taker.translated_from in (giver.language, "unknown") else None


def _later(one: Member, other: Member) -> bool:
    """Whether ``one`` was certainly published after ``other``: a month compares only with another month."""
    if not one.published or not other.published:
        return False
    least = min(len(one.published), len(other.published))
    return one.published[:least] > other.published[:least]


def _sources(member: Member) -> list[str]:
    names = [member.agency, *(page.name for page in member.upstream)]
    return [name for name in names if name]


def _source(name: str) -> str:
    """The registry's id of an outlet or agency, or its folded name."""
    known = load_registry().find(name)
    return known.id if known else fold(name)


def _page(address: str) -> str:
    """An address without what differs between links to one page."""
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[?#].*$|/+$", "", address.casefold()).rstrip("/")


def _first(member: Member) -> tuple[str, str]:
    """Sorts by day of publication, the undated last."""
    return (member.published or "9999", member.id)


def _choose(directed: list[tuple[_Direction, Kin]], known: Mapping[str, Member]) -> tuple[Taken, ...]:
    """For each article the one that it took from: the surest sign, then the likest, then the latest before it; no
    circles."""

    def by_worth(item: tuple[_Direction, Kin]) -> tuple[object, ...]:
        direction, pair = item
        days = known[direction.giver].published or ""
        return (direction.sureness, -round(pair.likeness, 3), [-ord(sign) for sign in days], direction.giver)

    givers: dict[str, str] = {}
    chain = []
    for direction, pair in sorted(directed, key=by_worth):
        if direction.taker in givers or _goes_back_to(direction.giver, direction.taker, givers):
            continue
        givers[direction.taker] = direction.giver
        chain.append(Taken(direction.taker, direction.giver, pair.relation, pair.likeness, direction.reason))
    return tuple(sorted(chain, key=lambda taken: (_first(known[taken.taker]), taken.giver)))


def _goes_back_to(name: str, root: str, givers: Mapping[str, str]) -> bool:
    while name != root and name in givers:
        name = givers[name]
    return name == root


def _credited(members: Iterable[Member]) -> str | None:
    """The agency that most of the articles credit, unless one of them is its own page."""
    members = list(members)
    outlets = {_source(member.outlet) for member in members if member.outlet}
    names = [member.agency for member in members if member.agency and _source(member.agency) not in outlets]
    return max(sorted(set(names)), key=names.count) if names else None
