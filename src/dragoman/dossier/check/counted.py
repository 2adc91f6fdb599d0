"""Remarks on a draft's figures: agrees with the record, older than it, contradicts it, unknown to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.dossier.check.beside import (
    claimed_by,
    is_at_the_time,
    is_near,
    is_one_claimant,
    is_same_count,
    outside,
    same_day,
)
from dragoman.dossier.check.draft import Draft
from dragoman.dossier.check.remarks import Remark, Verdict
from dragoman.dossier.citing import cite
from dragoman.dossier.figures.bounds import number
from dragoman.dossier.figures.reconcile import CHECKS
from dragoman.dossier.figures.record import Record
from dragoman.dossier.figures.series import LATEST
from dragoman.dossier.figures.sums import group_exceeds_all, part_exceeds_whole, stock_and_flow
from dragoman.dossier.figures.told import Told, figures_told

SHOWN = 3
"""Reports that a remark names; the others are counted."""
INSIDE = (part_exceeds_whole, group_exceeds_all, stock_and_flow)
"""The checks of ``reconcile`` that one text alone can fail."""

assert set(INSIDE) <= set(CHECKS)


def figures(draft: Draft) -> Iterator[Remark]:
    """Each figure of the draft beside the record's figures on the same."""
    for mine in figures_told(draft.entries):
        yield _figure(draft, mine)
        yield from _claimant(draft, mine)


def _claimant(draft: Draft, mine: Told) -> Iterator[Remark]:
    """A remark if the record has the number, but from others than the draft says."""
    theirs = claimed_by(mine, draft.known.counting(mine.subject))
    if theirs and mine.figure.source is not None and theirs[0].figure.source is not None:
        message = f"the record has this number from {theirs[0].figure.source.name}, not {mine.figure.source.name}"
        start, end = _span(mine, "source")
        entries = tuple({one.entry.claim.id: one.entry for one in theirs}.values())
        yield draft.remark("attribution", "changed", start, end, f"{message} ({_names(theirs)})", entries)


def _figure(draft: Draft, mine: Told) -> Remark:
    alike = [one for one in draft.known.by_subject.get(mine.subject, ()) if is_one_claimant(mine, one)]
    near = [one for one in draft.known.counting(mine.subject) if is_near(mine, one)]
    same = [one for one in alike if is_same_count(mine, one)]
    newer = _newer(mine, alike)
    if same and newer and not any(one.as_of == mine.as_of and one.dated == mine.dated for one in same):
        message = f"{number(newer[-1].figure)} by {newer[-1].as_of} ({cite(newer[-1].entry)})"
        return _remark(draft, mine, "older", f"the record has newer: {message}", newer)
    equal = same or [one for one in near if is_same_count(mine, one) and is_one_claimant(mine, one)]
    if equal and (mine.claimant is not None or any(one.claimant is None for one in equal)):
        return _remark(draft, mine, "agrees", f"as in {_names(equal)}", equal)
    against = [one for one in alike if _contradicts(mine, one)]
    if against and len({(one.figure.low, one.figure.high) for one in against}) == 1:
        has = f"the record has {number(against[0].figure)} of the same by the same ({_names(against)})"
        return _remark(draft, mine, "contradicts", has, against)
    beside = same_day(mine, near) or outside(mine, near)
    if beside:
        return _remark(draft, mine, "contradicts", f"{_series(beside)} ({_names(beside)})", beside)
    totals = [one for one in alike if mine.subject.total and is_at_the_time(mine, one)]
    told = next((one for one in (*equal, *totals) if one.claimant), None)
    if mine.figure.source is None and told is not None and told.figure.source is not None:
        message = f"others have {number(told.figure)} from {told.figure.source.name} ({cite(told.entry)})"
        return _remark(draft, mine, "missing", message, [told])
    return _remark(draft, mine, "unknown", "the record has no such figure", [])


def _series(beside: Sequence[Told]) -> str:
    """A claimant's totals that a number does not fit to, the nearest in time first."""
    totals = dict.fromkeys(f"{number(one.figure)} by {one.as_of}" for one in beside)
    return f"the record has from the same claimant {' and '.join(list(totals)[:SHOWN])}"


def _newer(mine: Told, alike: Sequence[Told]) -> list[Told]:
    """The claimant's later totals, the latest last, of those known when the draft is dated."""
    if not mine.subject.total or mine.as_of is None or mine.claimant is None:
        return []
    later = [
        one
        for one in alike
        if one.claimant == mine.claimant
        and one.as_of is not None
        and (mine.reported is None or one.as_of <= mine.reported)
        and one.bounds.low > mine.bounds.high
    ]
    return sorted(later, key=lambda one: one.as_of or LATEST)


def _contradicts(mine: Told, theirs: Told) -> bool:
    """Whether the same claimant is said to give another number of the same place and the very same day."""
    named = mine.claimant is not None and mine.claimant == theirs.claimant and mine.subject.place is not None
    same_day = mine.as_of is not None and mine.as_of == theirs.as_of and mine.begins == theirs.begins
    told = mine.subject.total or (mine.dated and theirs.dated)
    return named and same_day and told and not mine.bounds.meets(theirs.bounds)


def _remark(draft: Draft, mine: Told, verdict: Verdict, message: str, theirs: Sequence[Told]) -> Remark:
    entries = tuple({one.entry.claim.id: one.entry for one in theirs}.values())
    return draft.remark("figure", verdict, *_span(mine, "figure"), message, entries)


def _span(mine: Told, role: str) -> tuple[int, int]:
    """Where in the draft the words stand that play a part in a figure, else the first that there are."""
    evidence = mine.entry.claim.evidence
    piece = next((one for one in evidence if one.role == role), evidence[0])
    return piece.start, piece.end


def _names(told: Sequence[Told]) -> str:
    articles = list(dict.fromkeys(cite(one.entry) for one in told))
    more = f" and {len(articles) - SHOWN} more" if len(articles) > SHOWN else ""
    return ", ".join(articles[:SHOWN]) + more


def arithmetic(draft: Draft) -> Iterator[Remark]:
    """What does not add up inside the draft."""
    record = Record.of(draft.entries)
    for found in (finding for check in INSIDE for finding in check(record)):
        piece = found.entries[0].claim.evidence[0]
        yield draft.remark("arithmetic", "misfit", piece.start, piece.end, f"{found.message}: {found.arithmetic}")
