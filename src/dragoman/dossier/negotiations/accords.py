"""Accords: the agreements that entries tell of, each with what became of it, report by report.

Entries are of one accord when a type, the parties (as far as both give them) and the times or the duration (as far as
both give them) agree. The stations are its statuses in the order in which they were first reported. A later report that
only looks back ("the truce agreed in May", of one that has collapsed) counts to its station and leads nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.dossier.days import Day, reported_on, span_of
from dragoman.dossier.entries import said
from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.dossier.naming import key_of
from dragoman.model import Agreement, AgreementType, Entry
from dragoman.model.values import AgreementStatus

TOLERANCE = 3
"""Days between two beginnings of one accord: declared one day, in force the next, reported the day after."""

RETOLD_WITHIN = 120
"""Days between two reports, neither dated by its words, that may be of one accord."""

MAKING: dict[str, int] = {"proposed": 0, "agreed": 1}
"""The steps by which an accord is made, in order; none comes after it is in force or has ended."""

ENDS = frozenset({"carried_out", "expired", "collapsed"})


@dataclass(frozen=True, slots=True)
class Station:
    """A status that an accord was said to have, since it was first reported, and the entries that say so."""

    status: AgreementStatus
    reported: Day | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Accord:
    """One truce, exchange or accord. ``terms`` are the ids of figures, as the entries have them."""

    type: tuple[AgreementType, ...]
    parties: tuple[str, ...]
    keys: frozenset[str]
    mediators: tuple[str, ...]
    start: Day | None
    duration: str | None
    stations: tuple[Station, ...]
    terms: tuple[str, ...]
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    entry: Entry
    agreement: Agreement
    keys: frozenset[str]
    begins: Day | None
    reported: Day | None


def accords(entries: Iterable[Entry]) -> list[Accord]:
    """The accords that the entries tell of, in the order in which they begin or were first reported."""
    told = sorted(
        (_told(entry, value) for entry in entries if isinstance(value := said(entry), Agreement)),
        key=lambda each: (each.reported or Day.max, each.entry.claim.id),
    )
    clusters: list[list[_Told]] = []
    for each in told:
        fitting = [cluster for cluster in clusters if all(_one(each, other) for other in cluster)]
        if fitting:
            fitting[-1].append(each)
        else:
            clusters.append([each])
    return sorted((_accord(cluster) for cluster in clusters), key=_begins)


def _told(entry: Entry, agreement: Agreement) -> _Told:
    keys = frozenset(key for name in agreement.parties if (key := key_of(entry, name)))
    begun = span_of(agreement.start) or span_of(agreement.declared)
    return _Told(entry, agreement, keys, begun[0] if begun else None, reported_on(entry))


def _one(one: _Told, other: _Told) -> bool:
    ours, theirs = one.agreement, other.agreement
    if not set(ours.type) & set(theirs.type):
        return False
    if one.keys and other.keys and not (one.keys <= other.keys or other.keys <= one.keys):
        return False
    if ours.duration and theirs.duration and ours.duration != theirs.duration:
        return False
    if _comes_too_late(one, other) or _comes_too_late(other, one):
        return False
    if one.begins and other.begins:
        return abs((one.begins - other.begins).days) <= TOLERANCE
    if not (one.keys and other.keys):
        return one.entry.article.id == other.entry.article.id
    first, second = one.begins or one.reported, other.begins or other.reported
    return first is not None and second is not None and abs((first - second).days) <= RETOLD_WITHIN


def _comes_too_late(proposed: _Told, other: _Told) -> bool:
    """What is proposed after an accord was made is another accord."""
    return (
        proposed.agreement.status in {"proposed", "rejected"}
        and other.agreement.status not in {"proposed", "rejected"}
        and (proposed.reported or Day.max) > (other.begins or other.reported or Day.max)
    )


def _accord(cluster: Sequence[_Told]) -> Accord:
    entries = tuple(each.entry for each in cluster)
    names = Counter(name for each in cluster for name in each.agreement.parties)
    by_key = {key: name for each in cluster for name in each.agreement.parties if (key := key_of(each.entry, name))}
    stations = _stations(cluster)
    newest = max((each.reported for each in cluster if each.reported), default=None)
    contradicted = len({each.agreement.status for each in cluster if each.reported == newest}) > 1
    return Accord(
        tuple(dict.fromkeys(kind for each in cluster for kind in each.agreement.type)),
        tuple(sorted(by_key.values(), key=lambda name: (-names[name], name))),
        frozenset(by_key),
        tuple(dict.fromkeys(name for each in cluster for name in each.agreement.mediators)),
        min((each.begins for each in cluster if each.begins), default=None),
        next((each.agreement.duration for each in cluster if each.agreement.duration), None),
        stations,
        tuple(dict.fromkeys(term for each in cluster for term in each.agreement.terms)),
        entries,
        (*(("contradicted",) if contradicted else ()), *sourcing(entries, [])),
    )


def _stations(cluster: Sequence[_Told]) -> tuple[Station, ...]:
    found: list[Station] = []
    for each in cluster:
        status = each.agreement.status
        at = _looked_back_at(found, status)
        if at < len(found) and found[at].status == status:
            found[at] = Station(status, found[at].reported, (*found[at].entries, each.entry))
        else:
            found.insert(at, Station(status, each.reported, (each.entry,)))
    return tuple(found)


def _looked_back_at(found: Sequence[Station], status: AgreementStatus) -> int:
    """Where a status belongs: at or before a station that it looks back at, or else at the end.

    What an accord goes through once (being made, ending) is not gone through again because it is told again; that it
    is in force or violated may come back.
    """
    if found and found[-1].status == status:
        return len(found) - 1
    if status in MAKING:
        later = (place for place, each in enumerate(found) if MAKING.get(each.status, len(MAKING)) >= MAKING[status])
        return next(later, len(found))
    if status in ENDS:
        for place in range(len(found) - 1, -1, -1):
            if found[place].status not in ENDS:
                break
            if found[place].status == status:
                return place
    return len(found)


def _begins(accord: Accord) -> tuple[Day, int, tuple[str, ...]]:
    reported = [day for entry in accord.entries if (day := reported_on(entry))]
    return accord.start or min(reported, default=Day.max), -len(origins(accord.entries)), accord.parties
