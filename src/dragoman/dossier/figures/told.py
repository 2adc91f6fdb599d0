"""A figure as it is told: an entry → who claims what of whom, by keys that compare across reports.

"Health officials said 34 civilians had been killed in Zaria since Monday" is told by the health officials, of civilians
killed in Zaria, as of the report's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.dossier.days import Day, day_of
from dragoman.dossier.entries import said
from dragoman.dossier.figures.bounds import Bounds, bounds_of, words
from dragoman.dossier.figures.claimants import claimant_key
from dragoman.dossier.naming import key_of, place_key
from dragoman.model import Entry, Figure, Outcome
from dragoman.registry import words_of

SINCE = 7
"""A running total that is more days older than its report counts from its date on: ministries report by the day."""
NEVER_FALL = frozenset({"killed", "injured", "abducted", "freed"})
"""Outcomes that cannot be undone, so that their running totals only grow; people held or displaced may return."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted. ``side`` and ``place`` are keys that compare, not names; ``people`` is a group."""

    outcome: Outcome
    people: str
    side: str | None
    place: str | None
    total: bool
    """A running total, not the count of one incident or period."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one report. ``claimant`` is ``None`` where the outlet itself says so.

    ``begins`` and ``as_of`` are the days that it counts, from and to; ``as_of`` is the day of the report where the
    words name none (``dated`` is then false).
    """

    entry: Entry
    figure: Figure
    subject: Subject
    claimant: str | None
    bounds: Bounds
    begins: Day | None
    as_of: Day | None
    dated: bool
    reported: Day | None


def figures_told(entries: Iterable[Entry]) -> Iterator[Told]:
    """The figures among the entries that say something of what is so: not what is planned, offered or denied."""
    for told in all_figures(entries):
        if told.figure.realis in {"happened", "ongoing"}:
            yield told


def all_figures(entries: Iterable[Entry]) -> Iterator[Told]:
    """All figures among the entries that nobody rejected."""
    for entry in entries:
        value = said(entry)
        if isinstance(value, Figure):
            yield _told(entry, value)


def _told(entry: Entry, figure: Figure) -> Told:
    reported = day_of(entry.article.published)
    begins = ends = None
    if figure.when is not None and figure.when.resolved:
        begins, ends = day_of(figure.when.earliest), day_of(figure.when.latest, last=True)
    if figure.cumulative and ends is not None and reported is not None and (reported - ends).days > SINCE:
        ends = reported  # "killed since 4 March": the day that the count began, not the one that it goes to
    dated = ends is not None
    if ends is None or (reported is not None and ends > reported):
        ends = reported
    side, place = key_of(entry, figure.side), place_key(entry, figure.place)
    subject = Subject(figure.outcome, group_of(figure.people), side, place, figure.cumulative)
    claimant = claimant_key(entry, figure.source.name, side) if figure.source else None
    return Told(entry, figure, subject, claimant, bounds_of(figure), begins, ends, dated, reported)


@cache
def group_of(people: str) -> str:
    """Who is counted, of the word list's groups: ``"Palestinian children"`` → ``children``; else ``people``."""
    found = set(words_of(people))
    for group, members in words()["groups"].items():
        if found & set(members):
            return str(group)
    return "people"
