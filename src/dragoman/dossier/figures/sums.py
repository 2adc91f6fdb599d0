"""Checks of figures that belong together: part and whole, taken and freed, agreed and done, one claimant and another.

"240 were taken; 105 have been freed, 23 are dead and 99 are still held" leaves 13 of whom nothing is said.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from dragoman.dossier.days import Day, day_of
from dragoman.dossier.entries import said
from dragoman.dossier.figures.bounds import number, span, words
from dragoman.dossier.figures.findings import Finding, finding
from dragoman.dossier.figures.record import Record
from dragoman.dossier.figures.series import Point, Series
from dragoman.dossier.figures.told import NEVER_FALL, Told
from dragoman.model import Agreement, Entry

DONE = frozenset({"agreed", "in_force", "carried_out", "expired"})
CAPTIVE = frozenset({"hostages", "people", "civilians"})
"""Groups that taken people are called by; soldiers and prisoners have other accounts."""
LEAST_TAKEN = 20
"""Smaller numbers taken are single incidents, whose freed and dead nobody totals."""
MOST_UNTOLD = 0.5
"""An article that leaves more than this share of the taken untold keeps no account of them."""


def part_exceeds_whole(record: Record) -> Iterator[Finding]:
    """A part is larger than its whole, or the parts that cannot overlap are so together."""
    parts: defaultdict[str, list[Told]] = defaultdict(list)
    for one in record.all.values():
        whole = record.all.get(one.figure.part_of or "")
        if whole is None:
            continue
        if one.bounds.low > whole.bounds.high:
            yield _too_large([one], whole)
        else:
            parts[whole.entry.claim.id].append(one)
    for id, told in parts.items():
        apart = _not_overlapping(told)
        if len(apart) > 1 and sum(one.bounds.low for one in apart) > record.all[id].bounds.high:
            yield _too_large(apart, record.all[id])


def _not_overlapping(parts: Iterable[Told]) -> list[Told]:
    """One part for each group with one outcome, of the groups whose members are not counted in others."""
    ages = [group for group in words()["overlap"]["sexes_and_ages"] if group not in {"women", "men"}]
    found: dict[tuple[str, str], Told] = {}
    for one in parts:
        if one.subject.people not in {"people", *ages}:
            found.setdefault((one.subject.people, one.subject.outcome), one)
    outcomes = {outcome for _, outcome in found}
    return list(found.values()) if len(outcomes) == 1 else []


def _too_large(parts: list[Told], whole: Told) -> Finding:
    added = " + ".join(number(part.figure) for part in parts)
    arithmetic = f"{added} > {number(whole.figure)}"
    people = " and ".join(part.figure.people for part in parts)
    message = f"{added} {people} as part of {number(whole.figure)} {whole.figure.people}"
    return finding("part_exceeds_whole", message, arithmetic, (*parts, whole))


def group_exceeds_all(record: Record) -> Iterator[Finding]:
    """A claimant's count of one group is larger than their count of all people, on one day and of one matter."""
    for (subject, day), told in record.by_day.items():
        if subject.people == "people":
            continue
        everyone = replace(subject, people="people")
        for one in told:
            wholes = [other for other in record.by_day.get((everyone, day), ()) if _same_account(one, other)]
            if wholes and all(one.bounds.low > other.bounds.high for other in wholes):
                arithmetic = f"{number(one.figure)} > {number(wholes[0].figure)}"
                message = f"{number(one.figure)} {one.figure.people}, but {number(wholes[0].figure)} people in all"
                yield finding("group_exceeds_all", f"{message} as of {day}", arithmetic, (one, *wholes))


def _same_account(one: Told, other: Told) -> bool:
    """Whether two figures are one claimant's count of the same: a running total, or the same days."""
    same_days = one.subject.total or (one.dated and other.dated and one.begins == other.begins)
    return one.claimant == other.claimant and same_days and one.subject.place is not None


def group_outgrows_all(record: Record) -> Iterator[Finding]:
    """A claimant's total of one group grew by more than their total of all people between the same two days."""
    by_key = {(one.points[0].told[0].claimant, one.subject): one for one in record.totals}
    for (claimant, subject), series in by_key.items():
        whole = by_key.get((claimant, replace(subject, people="people")))
        if claimant is None or whole is None or subject.people == "people" or subject.outcome not in NEVER_FALL:
            continue
        everyone = {point.as_of: point for point in whole.points}
        members = [point for point in series.points if point.as_of in everyone]
        for before, after in pairwise(members):
            rise = after.bounds - before.bounds
            most = everyone[after.as_of].bounds - everyone[before.as_of].bounds
            if rise.low > most.high:
                yield _outgrown(series, (before, after), (everyone[before.as_of], everyone[after.as_of]))


def _outgrown(series: Series, group: tuple[Point, Point], everyone: tuple[Point, Point]) -> Finding:
    (before, after), (all_before, all_after) = group, everyone
    rises = f"{span(after.bounds - before.bounds)} > {span(all_after.bounds - all_before.bounds)}"
    arithmetic = f"{after.number} − {before.number} > {all_after.number} − {all_before.number}: {rises}"
    message = (
        f"{series.people} {series.subject.outcome} up by more than all people from {before.as_of} to {after.as_of}"
    )
    return finding(
        "group_outgrows_all", message, arithmetic, (*after.told, *before.told, *all_after.told, *all_before.told)
    )


def stock_and_flow(record: Record) -> Iterator[Finding]:
    """Of those taken, the freed, the dead and those still held do not add up to all; the remainder is named.

    Article by article: numbers of different days do not add up anyhow.
    """
    for told in record.by_article.values():
        for side in {one.subject.side for one in told}:
            account = [one for one in told if one.subject.side == side and one.subject.people in CAPTIVE]
            yield from _captives(account)


def _captives(account: list[Told]) -> Iterator[Finding]:
    taken, freed, held = (_largest(account, outcome) for outcome in ("abducted", "freed", "held"))
    if taken is None or freed is None or held is None or taken.bounds.low < LEAST_TAKEN:
        return
    dead = _largest([one for one in account if one.subject.people == "hostages"], "killed")
    gone = [freed, held, *([dead] if dead else [])]
    remainder = taken.bounds
    for one in gone:
        remainder -= one.bounds
    if not remainder.excludes_zero or remainder.low > taken.bounds.low * MOST_UNTOLD:
        return
    left = " − ".join(f"{number(one.figure)} {one.subject.outcome}" for one in gone)
    arithmetic = f"{number(taken.figure)} taken − {left} = {span(remainder)}"
    message = f"of {number(taken.figure)} taken, {span(remainder)} unaccounted for"
    yield finding("stock_and_flow", message, arithmetic, (taken, *gone))


def _largest(told: Iterable[Told], outcome: str) -> Told | None:
    found = [one for one in told if one.subject.outcome == outcome and one.bounds.high != float("inf")]
    return max(found, key=lambda one: one.bounds.low, default=None)


def terms_and_freed(record: Record) -> Iterator[Finding]:
    """Other numbers were freed under an exchange than its terms say."""
    freed = [one for one in record.told if one.subject.outcome == "freed"]
    for entry in record.entries:
        value = said(entry)
        if not isinstance(value, Agreement) or "exchange" not in value.type or value.status not in DONE:
            continue
        begins, ends = _period(entry, value)
        for term in (record.all[id] for id in value.terms if id in record.all):
            if term.subject.outcome == "freed" and begins and ends:
                yield from _against_term(term, _freed_under(term, freed, begins, ends))


def _period(entry: Entry, agreement: Agreement) -> tuple[Day | None, Day | None]:
    """From the start of the exchange to its end; only what is over can be compared with its terms."""
    start = next((when for when in (agreement.start, agreement.declared) if when and when.resolved), None)
    begins = day_of(start.earliest) if start else None
    ends = day_of(agreement.end.latest, last=True) if agreement.end and agreement.end.resolved else None
    if ends is None and agreement.status in {"carried_out", "expired"}:
        ends = day_of(entry.article.published)
    return begins, ends


def _freed_under(term: Told, freed: Iterable[Told], begins: Day, ends: Day) -> list[Told]:
    """What was told of people freed between the start of the exchange and a day after its end, largest last."""
    last = ends + datetime.timedelta(1)
    same = (
        one
        for one in freed
        if one.entry.claim.id != term.entry.claim.id
        and (one.subject.people, one.subject.side) == (term.subject.people, term.subject.side)
        and one.as_of is not None
        and begins <= one.as_of <= last
        and (one.subject.total or (one.begins is not None and one.begins <= begins))
    )
    return sorted(same, key=lambda one: one.bounds.low)


def _against_term(term: Told, freed: list[Told]) -> Iterator[Finding]:
    if not freed or freed[-1].bounds.meets(term.bounds):
        return
    done = freed[-1]
    arithmetic = f"{number(done.figure)} freed − {number(term.figure)} agreed = {span(done.bounds - term.bounds)}"
    message = f"{number(term.figure)} {term.figure.people} were to be freed, {number(done.figure)} were by {done.as_of}"
    yield finding("terms_and_freed", message, arithmetic, (term, done))


def claimants_differ(record: Record) -> Iterator[Finding]:
    """Two claimants give numbers for the same day that no rounding brings together."""
    for (subject, day), told in record.by_day.items():
        if not (subject.total or all(one.dated for one in told)) or subject.place is None:
            continue
        by_claimant: dict[str, Told] = {}
        for one in told:
            if one.claimant is not None:
                by_claimant.setdefault(one.claimant, one)
        for one, other in combinations(by_claimant.values(), 2):
            if not one.bounds.meets(other.bounds):
                yield _difference(one, other, day)


def _difference(one: Told, other: Told, day: Day) -> Finding:
    low, high = sorted((one, other), key=lambda told: told.bounds.low)
    names = [told.figure.source.name if told.figure.source else "" for told in (low, high)]
    arithmetic = f"{number(high.figure)} − {number(low.figure)} = {span(high.bounds - low.bounds)}"
    message = f"{low.figure.outcome} as of {day}: {number(low.figure)} ({names[0]}), {number(high.figure)} ({names[1]})"
    return finding("claimants_differ", message, arithmetic, (low, high))
