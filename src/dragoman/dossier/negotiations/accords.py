"""Accords: the agreements that entries tell of, each with what became of it, report by report.

The stations are its statuses in the order in which they were first reported. A later report that only looks back ("the
truce agreed in May", of one that has collapsed) counts to its station and leads nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.dossier.days import Day, reported_on, span_of
from dragoman.dossier.entries import said
from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.dossier.naming import key_of
from dragoman.dossier.negotiations.agreed import ENDS, VAGUE, Deal, Span, deal_of, exactness, fit
from dragoman.dossier.negotiations.terms import Count, Freeing, numbers
from dragoman.model import Agreement, AgreementType, Entry
from dragoman.model.values import AgreementStatus

MAKING: dict[str, int] = {"proposed": 0, "agreed": 1}
"""The steps by which an accord is made, in order; none comes after it is in force or has ended."""


@dataclass(frozen=True, slots=True)
class Station:
    """A status that an accord was said to have, since it was first reported, and the entries that say so."""

    status: AgreementStatus
    reported: Day | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Accord:
    """One truce, exchange or accord.

    ``declared``, ``begins`` and ``ends`` are the days between which it was, as exactly as any report has them.
    ``durations`` are its lengths as they are told, the first told first: a truce may be prolonged. ``terms`` and
    ``freed`` are the numbers of people that were to be freed, and that were.
    """

    type: tuple[AgreementType, ...]
    parties: tuple[str, ...]
    keys: frozenset[str]
    mediators: tuple[str, ...]
    declared: Span | None
    begins: Span | None
    ends: Span | None
    durations: tuple[str, ...]
    stations: tuple[Station, ...]
    terms: tuple[Count, ...]
    freed: tuple[Count, ...]
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


def accords(entries: Iterable[Entry]) -> list[Accord]:
    """The accords that the entries tell of, in the order in which they begin or were first reported.

    Figures of people freed among the entries are told with the accord that they belong to.
    """
    entries = list(entries)
    told = (deal_of(entry, value) for entry in entries if isinstance(value := said(entry), Agreement))
    clusters: list[list[Deal]] = []
    for each in sorted(told, key=exactness):
        fitting = [(apart, place) for place, other in enumerate(clusters) if (apart := fit(each, other)) is not None]
        if fitting:
            clusters[min(fitting)[1]].append(each)
        else:
            clusters.append([each])
    freeing = Freeing.of(entries)
    return sorted((_accord(cluster, freeing) for cluster in clusters), key=_begins)


def _accord(cluster: Sequence[Deal], freeing: Freeing) -> Accord:
    in_turn = sorted(cluster, key=lambda each: (each.reported or Day.max, each.entry.claim.id))
    entries = tuple(each.entry for each in in_turn)
    names = Counter(name for each in cluster for name in each.agreement.parties)
    by_key = {key: name for each in cluster for name in each.agreement.parties if (key := key_of(each.entry, name))}
    newest = max((each.reported for each in cluster if each.reported), default=None)
    contradicted = len({each.agreement.status for each in cluster if each.reported == newest}) > 1
    terms, freed = numbers(cluster, freeing)
    return Accord(
        tuple(dict.fromkeys(kind for each in in_turn for kind in each.agreement.type)),
        tuple(sorted(by_key.values(), key=lambda name: (-names[name], name))),
        frozenset(by_key),
        tuple(dict.fromkeys(name for each in in_turn for name in each.agreement.mediators)),
        _closest(span_of(each.agreement.declared) for each in cluster),
        _closest(each.begins if each.agreement.start else None for each in cluster),
        _closest(each.ends for each in cluster),
        tuple(dict.fromkeys(each.agreement.duration for each in in_turn if each.agreement.duration)),
        _stations(in_turn),
        terms,
        freed,
        entries,
        (*(("contradicted",) if contradicted else ()), *sourcing(entries, [])),
    )


def _closest(given: Iterable[Span | None]) -> Span | None:
    """The days of the exact times, or else the shortest time that is told."""
    known = [each for each in given if each]
    exact = [each for each in known if (each[1] - each[0]).days < VAGUE]
    if exact:
        return min(first for first, _ in exact), max(last for _, last in exact)
    return min(known, key=lambda each: (each[1] - each[0], each), default=None)


def _stations(cluster: Sequence[Deal]) -> tuple[Station, ...]:
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
    if status == "in_force":
        # While a truce holds, an exchange that is part of it is carried out.
        place = len(found)
        while place and found[place - 1].status == "carried_out":
            place -= 1
        return place - 1 if place and found[place - 1].status == "in_force" else len(found)
    if status in ENDS:
        for place in range(len(found) - 1, -1, -1):
            if found[place].status not in ENDS:
                break
            if found[place].status == status:
                return place
    return len(found)


def _begins(accord: Accord) -> tuple[Day, int, tuple[str, ...]]:
    reported = [day for entry in accord.entries if (day := reported_on(entry))]
    known = accord.begins or accord.declared or accord.ends
    begins = known[0] if known else min(reported, default=Day.max)
    return begins, -len(origins(accord.entries)), accord.parties
