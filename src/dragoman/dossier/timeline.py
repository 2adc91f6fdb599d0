"""The timeline: what happened, was said and was agreed, by the day that it is about, each with its realis.

A line is what entries of one kind say in the same terms of the same day; what is planned, proposed, conditional or
denied is told as that and never as done. What was done or said before the day that its words name ("has set a June
deadline", in February) is of the day of its report, and so is what is still planned although that day is past. Lines
without any day come last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from dragoman.dossier.days import Day, reported_on, span_of
from dragoman.dossier.entries import said
from dragoman.dossier.marks import Mark, sourcing
from dragoman.dossier.naming import key_of, place_key
from dragoman.model import (
    Agreement,
    Entry,
    Event,
    Figure,
    Position,
    Quotation,
    Realis,
    Source,
    Talks,
    Value,
    When,
)

KINDS = ("talks", "agreement", "event", "position", "figure")
"""What a timeline tells of; dates, places and actors are in these, and quotations would bury them."""

_TALKS: dict[str, Realis] = {"proposed": "proposed", "planned": "planned", "under_way": "ongoing", "refused": "denied"}
_AGREEMENTS: dict[str, Realis] = {"proposed": "proposed", "rejected": "denied", "in_force": "ongoing"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line. ``first`` to ``last`` are its days; where the words give none they are the report's, and ``dated`` is
    false. ``value`` is what the first of the entries says.
    """

    first: Day | None
    last: Day | None
    dated: bool
    kind: str
    realis: Realis
    value: Value
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


def timeline(entries: Iterable[Entry], kinds: Iterable[str] = KINDS, since: Day | None = None) -> list[Moment]:
    """The moments that the entries tell of, in order; copies and agreeing reports share one.

    ``since`` leaves out what ended before that day, and what has none.
    """
    wanted = frozenset(kinds)
    groups: defaultdict[Hashable, list[tuple[Entry, Value]]] = defaultdict(list)
    for entry in entries:
        value = said(entry)
        if value is not None and entry.claim.kind in wanted:
            groups[_terms(entry, value)].append((entry, value))
    moments = [_moment(group) for group in groups.values()]
    if since is not None:
        moments = [each for each in moments if each.last and each.last >= since]
    return sorted(moments, key=lambda each: (each.first or Day.max, each.last or Day.max, each.kind, _least(each)))


def realis_of(value: Value) -> Realis:
    """Whether a value says that something is so: its own realis, or what its status comes to."""
    match value:
        case Event() | Figure() | Quotation():
            return value.realis
        case Talks():
            return _TALKS.get(value.status, "happened")
        case Agreement():
            return _AGREEMENTS.get(value.status, "happened")
        case _:
            return "happened"


def when_of(value: Value) -> When | None:
    """The time that a value is about."""
    match value:
        case Event() | Figure() | Talks() | Position():
            return value.when
        case Agreement():
            return value.start or value.declared or value.end
        case _:
            return None


def source_of(value: Value) -> Source | None:
    """Who says so, where the value itself tells."""
    match value:
        case Figure() | Talks():
            return value.source
        case Position() | Quotation():
            return value.speaker
        case _:
            return None


def _moment(group: list[tuple[Entry, Value]]) -> Moment:
    entry, value = group[0]
    first, last, dated = _days(entry, value)
    entries = tuple(each for each, _ in group)
    marks = sourcing(entries, [source for _, each in group if (source := source_of(each))])
    return Moment(first, last, dated, entry.claim.kind, realis_of(value), value, entries, marks)


def _days(entry: Entry, value: Value) -> tuple[Day | None, Day | None, bool]:
    days, reported = span_of(when_of(value)), reported_on(entry)
    if days is None or (reported and not _can_be_of(days, reported, realis_of(value))):
        return reported, reported, False
    return *days, True


def _can_be_of(days: tuple[Day, Day], reported: Day, realis: Realis) -> bool:
    """Whether what was so when it was reported can be so of these days: nothing done lies ahead, no plan behind."""
    if realis in {"planned", "proposed"}:
        return days[1] >= reported
    return days[0] <= reported or realis not in {"happened", "ongoing"}


def _terms(entry: Entry, value: Value) -> Hashable:
    """What two entries must share to be one line."""
    days = _days(entry, value)

    def keys(names: Iterable[str | None]) -> frozenset[str | None]:
        return frozenset(key_of(entry, name) for name in names)

    match value:
        case Talks():
            return "talks", days, keys(value.parties), place_key(entry, value.venue), value.status
        case Agreement():
            return "agreement", days, frozenset(value.type), keys(value.parties), value.status, value.duration
        case Event():
            who = key_of(entry, value.actor), key_of(entry, value.recipient)
            return "event", days, value.type, value.mode, who, value.realis
        case Position():
            return "position", days, key_of(entry, value.party), value.issue, value.stance
        case Figure():
            claimant = key_of(entry, value.source.name) if value.source else None
            bounds = value.low, value.high, value.outcome, value.realis
            return "figure", days, bounds, key_of(entry, value.side), place_key(entry, value.place), claimant
        case _:
            return entry.claim.id


def _least(moment: Moment) -> str:
    return min(entry.claim.id for entry in moment.entries)
