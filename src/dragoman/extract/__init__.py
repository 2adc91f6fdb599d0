"""Doc → Claims: one module for each kind of claim, with its word lists beside it as data.

``EXTRACTORS`` is the run, and its order is the dependency: an extractor sees the claims of those before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dragoman.extract import actors, agreements, dates, events, figures, places, positions, quotations, talks
from dragoman.model import Claim, Issue, Reading


class Extractor(Protocol):
    """What an extractor module has: the plural of what it yields, a number that grows with its rules, and ``extract``.

    ``extract`` never raises on any text; what it cannot decide it yields as an ``Issue``.
    """

    @property
    def name(self) -> str:
        """The plural of the kind of claim that it yields: ``"dates"``."""

    @property
    def version(self) -> int:
        """Grows when the same article would yield other claims than before."""

    def extract(self, reading: Reading) -> Iterator[Claim | Issue]:
        """The claims of one kind that the article makes, and what stayed undecided."""


ENGLISH_ALONE = frozenset({"actors", "quotations", "figures", "talks", "positions", "agreements", "events"})
"""The extractors whose grammar is that of English; dates and places have tables for the languages that they know."""

EXTRACTORS: tuple[Extractor, ...] = (dates, places, actors, quotations, figures, talks, positions, agreements, events)
