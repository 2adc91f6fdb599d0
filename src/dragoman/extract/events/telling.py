"""A telling: what some words say of an event, before anybody is named, dated or placed."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import EventType, Realis


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as its words tell of it, in token numbers.

    ``actors`` and ``recipients`` are heads of noun phrases, nearest first; ``owned`` are things whose owner is the
    recipient; ``used`` tokens that this telling has taken up, so that they tell of nothing else.
    """

    trigger: int
    type: EventType
    mode: str | None
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    owned: tuple[int, ...]
    used: frozenset[int]
    rule: str
    mutual: bool = False
    realis: Realis | None = None
