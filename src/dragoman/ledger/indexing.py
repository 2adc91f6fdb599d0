"""What claims can be looked up by: actors, places, outcomes, issues, the months for which they hold, their ids.

Each of these is a mark, a number that derives from it and from the kind of claim (``dragoman.ledger.marks``). Marks
find the articles that may have such a claim, of which ``subjects_of`` then says the truth; they are made from the
claims, and may be made anew.

A name is an actor's where the article resolves it (its actor claims carry the registry's identity, such as
``group/hamas``); any other is its own folded words (``medical workers``). A place is its folded name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from dragoman.ledger.coding import KIND_CODES, actors_of, holds, places_of
from dragoman.ledger.ids import digest_of, number_of
from dragoman.ledger.marks import BITS, ID_BITS
from dragoman.model import Value
from dragoman.model.values import Actor, Figure, Position
from dragoman.registry import words_of
from dragoman.resolve import Node, node_called, node_of_actor

Subject = tuple[str, str]
"""A sort and a name: ``("actor", "group/hamas")``."""

Days = tuple[int | None, int | None]
"""From and to, counted from 0001-01-01; an end that is open or unknown is ``None``."""

HOLDING = ("figure", "talks", "position", "agreement", "event")
"""The kinds of claims that hold for a time."""

KINDS_ABOUT = {
    "actor": ("actor", "quotation", "figure", "talks", "position", "agreement", "event"),
    "place": ("place", "figure", "talks", "event"),
    "outcome": ("figure",),
    "issue": ("position",),
}
"""The kinds of claims that can be about a subject, by its sort."""

_ARTICLES = frozenset({"the", "a", "an"})
_MONTH = 30.4375  # days
_MOST_MONTHS = 24  # marks of a claim that holds for long
_MOST_ASKED = 120


@lru_cache(maxsize=100_000)
def fold_name(name: str) -> str:
    """A name without case, accents and leading article: what unresolved names compare by."""
    words = words_of(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


@lru_cache(maxsize=100_000)
def node_of(actor: Actor) -> Node | None:
    """The node of an actor, remembered: names repeat from article to article."""
    return node_of_actor(actor)


def nodes_of(values: Iterable[Value]) -> dict[str, Node]:
    """The names, folded, that an article's actors resolve, with what they are.

    A name that stands for two of them in one article stands for none.
    """
    found: dict[str, Node] = {}
    several: set[str] = set()
    for value in dict.fromkeys(values):
        if isinstance(value, Actor) and (node := node_of(value)):
            for name in (value.name, *value.aliases):
                folded = fold_name(name)
                if found.setdefault(folded, node).id != node.id:
                    several.add(folded)
    return {name: node for name, node in found.items() if name not in several}


def subjects_of(value: Value, known: Mapping[str, Node]) -> Iterator[Subject]:
    """What a claim of that value can be looked up by; ``known`` is what the article's names resolve to.

    A node can also be found by its block: all that could be the same person or body.
    """
    for sort in KINDS_ABOUT:
        yield from subjects_of_sort(sort, value, known)


def subjects_of_sort(sort: str, value: Value, known: Mapping[str, Node]) -> Iterator[Subject]:
    """What a claim of that value can be looked up by of one sort; see ``subjects_of``."""
    match sort, value:
        case "actor", _:
            own = node_of(value) if isinstance(value, Actor) else None
            for name in actors_of(value):
                folded = fold_name(name)
                node = own or known.get(folded)
                if node is None:
                    yield sort, folded
                else:
                    yield from ((sort, one) for one in dict.fromkeys((node.id, node.block)))
        case "place", _:
            yield from ((sort, fold_name(name)) for name in places_of(value))
        case "outcome", Figure():
            yield sort, value.outcome
        case "issue", Position():
            yield sort, value.issue
        case "outcome" | "issue", _:
            return
        case _:
            raise ValueError(f"{sort!r} is no sort of subject; expected one of {', '.join(KINDS_ABOUT)}")


def marks_of(uid: str, kind: str, value: Value, known: Mapping[str, Node]) -> set[int]:
    """What a claim can be found by, from its id, kind and value."""
    subjects = set(subjects_of(value, known))
    sorts = {sort: [one for one in subjects if one[0] == sort] for sort in ("place", "outcome")}
    return {
        mark_of_id(uid),
        _mark(kind),
        *(_mark_of_subject(kind, subject) for subject in subjects),
        *(_mark(kind, *place, *outcome) for place, outcome in product(sorts["place"], sorts["outcome"])),
        *(_mark(kind, "month", month) for month in _months(holds(value), _MOST_MONTHS)),
    }


def mark_of_id(uid: str) -> int:
    """What claims whose ids begin with the same bits are found by."""
    return 1 << BITS | (number_of(uid) >> 64 - ID_BITS & (1 << ID_BITS) - 1)


def ways_to(
    kind: str | None, subjects: Sequence[Collection[Subject]], held: Days | None
) -> list[list[frozenset[int]]] | None:
    """The marks that claims of a kind about some subjects have; ``None`` if every article may have them.

    One way for each kind, and in each a set of which the article must have one mark, for each of ``subjects`` (and for
    the time for which the claims hold).
    """
    if kind is None and not subjects and held is None:
        return None
    return [_way(each, subjects, held) for each in kinds_about(kind, subjects, timed=held is not None)]


def kinds_about(kind: str | None, subjects: Sequence[Collection[Subject]], *, timed: bool) -> tuple[str, ...]:
    """The kinds of claims that can be about all of some subjects, and, if ``timed``, hold for a time."""
    fit = [set(KINDS_ABOUT[next(iter(alternatives))[0]]) for alternatives in subjects]
    fit += [set(HOLDING)] if timed else []
    return tuple(each for each in KIND_CODES if (kind is None or each == kind) and all(each in kinds for kinds in fit))


def _way(kind: str, subjects: Sequence[Collection[Subject]], held: Days | None) -> list[frozenset[int]]:
    by_sort = {next(iter(alternatives))[0]: alternatives for alternatives in subjects}
    if by_sort.keys() >= {"place", "outcome"}:  # a figure's place and outcome have a mark together
        pairs = product(by_sort.pop("place"), by_sort.pop("outcome"))
        way = [frozenset(_mark(kind, *place, *outcome) for place, outcome in pairs)]
    else:
        way = []
    way += [frozenset(_mark_of_subject(kind, one) for one in alternatives) for alternatives in by_sort.values()]
    if held is not None and None not in held and (months := set(_months(held, _MOST_ASKED))) != {_LONG}:
        way.append(frozenset(_mark(kind, "month", month) for month in months | {_LONG}))
    return way or [frozenset({_mark(kind)})]


def _mark_of_subject(kind: str, subject: Subject) -> int:
    """Who may be the same person or body has the same mark."""
    sort, name = subject
    return _mark(kind, sort, node_called(name).block if sort == "actor" else name)


_LONG = "long"


def _months(held: Days, most: int) -> Iterator[str]:
    """The months, of equal length, that a time reaches into; ``long`` for an open or a long one, nothing for none."""
    first, last = held
    if first is None and last is None:
        return
    if first is None or last is None or (last - first) / _MONTH > most:
        yield _LONG
        return
    yield from map(str, range(int(first / _MONTH), int(last / _MONTH) + 1))


@lru_cache(maxsize=100_000)
def _mark(*parts: str) -> int:
    return digest_of(*parts) & (1 << BITS) - 1
