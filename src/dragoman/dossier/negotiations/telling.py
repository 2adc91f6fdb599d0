"""One report's telling of talks, with keys that compare across reports.

"Envoys of Kenya and the Front met in Arusha on Sunday" is a telling: the parties' keys, the venue, the days, and
the entry with its words. Where the words give no day the day of the report stands in, and ``dated`` is false.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.dossier.days import Day, reported_on, span_of
from dragoman.dossier.entries import said
from dragoman.dossier.naming import key_of
from dragoman.dossier.negotiations.venues import Venue, venue_of
from dragoman.model import Entry, Talks

LONGEST = 62
"""Days. What is said to have gone on for longer is no round but a track, and its days tell nothing of one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Talks as one entry tells of them; ``first`` and ``last`` are ``None`` where nothing dates them."""

    entry: Entry
    talks: Talks
    parties: frozenset[str]
    mediators: frozenset[str]
    venue: Venue | None
    first: Day | None
    last: Day | None
    dated: bool
    reported: Day | None

    @property
    def actors(self) -> frozenset[str]:
        """Everybody at these talks, parties and mediators alike."""
        return self.parties | self.mediators

    @property
    def days(self) -> int | None:
        """How many days it covers, where its words give any."""
        return (self.last - self.first).days + 1 if self.dated and self.first and self.last else None


def tellings(entries: Iterable[Entry]) -> Iterator[Telling]:
    """The talks among the entries that nobody rejected."""
    for entry in entries:
        value = said(entry)
        if isinstance(value, Talks):
            yield _telling(entry, value)


def _telling(entry: Entry, talks: Talks) -> Telling:
    reported = reported_on(entry)
    days = span_of(talks.when)
    dated = days is not None and (days[1] - days[0]).days <= LONGEST
    first, last = days if days and dated else (reported, reported)
    return Telling(
        entry,
        talks,
        _keys(entry, talks.parties),
        _keys(entry, talks.mediators),
        venue_of(entry, talks.venue),
        first,
        last,
        dated,
        reported,
    )


def _keys(entry: Entry, names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names if (key := key_of(entry, name)))
