"""Checks of running totals: that they do not fall, do not outgrow their days, and belong to the series they claim.

"48,181 killed, 26 of them since the last count" after "47,583" leaves 572 that no day tells of.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.dossier.days import Day
from dragoman.dossier.figures.bounds import Bounds, is_exact, number, span, words
from dragoman.dossier.figures.findings import Finding, finding
from dragoman.dossier.figures.record import Record
from dragoman.dossier.figures.series import Point, Series
from dragoman.dossier.figures.told import NEVER_FALL, Subject, Told
from dragoman.registry import words_of

AROUND = 7
"""Steps before and after that say how fast a total usually grows."""
SLOWER = 0.75
"""The pace that this share of the steps around stays under: one or two other leaps nearby do not hide a leap."""
LEAP = 3
"""A step this many times that pace is a leap. Batches added after a review of old files are; a worse day seldom is."""
LEAST_LEAP = 15
"""A smaller rise is no leap whatever came before: totals of small numbers grow in fits."""
ANOTHER = 10
"""A total this many times smaller, told by no claimant, is one of another matter (a city, an attack)."""
MOST_DAYS = 70
"""Steps over a longer gap say nothing about the pace of a day."""


def total_falls(record: Record) -> Iterator[Finding]:
    """A running total is lower than one before it, and no word of it says why.

    Compared with the highest so far, since a rounded number between two exact ones may hide the fall; after a fall,
    from there on, so that a series that begins anew is told once.
    """
    for series in record.totals:
        if series.subject.outcome not in NEVER_FALL:
            continue
        points = _dated(series)
        before = points[0] if points else None
        for after in points[1:]:
            assert before is not None
            fell = after.bounds.high < before.bounds.low and not _is_another_account(series, before, after)
            if fell and not _explained(after):
                yield _fall(series, before, after)
            if fell or after.bounds.low >= before.bounds.low:
                before = after


def _fall(series: Series, before: Point, after: Point) -> Finding:
    arithmetic = f"{after.number} − {before.number} = {span(after.bounds - before.bounds)}"
    message = f"{_claimant(series)}: {before.number} {_what(series)} by {before.as_of}, then {after.number}"
    return finding("total_falls", f"{message} by {after.as_of}", arithmetic, (*after.told, *before.told))


def _is_another_account(series: Series, before: Point, after: Point) -> bool:
    """Whether outlets in their own name speak of something else: they are no one claimant, and count what they like."""
    return series.claimant is None and after.bounds.high * ANOTHER < before.bounds.low


def total_outgrows_days(record: Record) -> Iterator[Finding]:
    """A total grew by another number than the counts that its claimant gave for the same days.

    A count of more days than lie between two totals is the most that the total can have grown, one of fewer the least.
    """
    for series in record.totals:
        counts = record.counts.get(_key(series), [])
        confirmed = False
        for before, after in pairwise(_dated(series)) if counts else ():
            rise = after.bounds - (_firm(before) if confirmed else before.bounds)
            confirmed = False
            for count in _counts_to(after, counts):
                confirmed = confirmed or _confirms(before, after, count)
                remainder = rise - count.bounds
                too_much = remainder.low > 0 and _reaches(count, before)
                too_little = remainder.high < 0 and _lies_within(count, before)
                if (too_much or too_little) and not _explained(after):
                    yield _outgrown(series, before, after, count, remainder)
                    break


def _confirms(before: Point, after: Point, count: Told) -> bool:
    """Whether a total that looks rounded is exact: the one before and the count of the days make it, to the one."""
    low, added = after.told[0].figure.low, count.figure.low
    return low is not None and added is not None and _rise(before, after) == added and _reaches(count, before)


def _firm(point: Point) -> Bounds:
    """The bounds of a total as it stands, without what it may be rounded by."""
    figure = point.told[0].figure
    return replace(point.bounds, low=float(figure.low or 0), high=float(figure.high or figure.low or 0))


def _outgrown(series: Series, before: Point, after: Point, count: Told, remainder: Bounds) -> Finding:
    days = number(count.figure)
    arithmetic = f"{after.number} − {before.number} − {days} = {span(remainder)}"
    totals = f"from {before.number} ({before.as_of}) to {after.number} ({after.as_of}) {_what(series)}"
    message = f"{_claimant(series)}: {totals}, but {days} since {count.begins}: {span(remainder)} unaccounted for"
    return finding("total_outgrows_days", message, arithmetic, (*after.told, *before.told, count))


def _counts_to(after: Point, counts: Sequence[Told]) -> list[Told]:
    """The claimant's counts of the days up to a total; nothing if they differ among themselves for the same days."""
    found = [one for one in counts if one.as_of == after.as_of]
    for one in found:
        if any(not one.bounds.meets(other.bounds) for other in found if other.begins == one.begins):
            return []
    return found


def _reaches(count: Told, before: Point) -> bool:
    """Whether a count goes back to the earlier total at least.

    "The past 24 hours" on the 9th reach from the 8th to the 9th; "on the 9th" is the 9th alone, and as much.
    """
    assert count.begins is not None
    assert before.as_of is not None
    return count.begins <= before.as_of or (count.begins == count.as_of and _next(before.as_of) == count.as_of)


def _lies_within(count: Told, before: Point) -> bool:
    """Whether a count begins no earlier than the earlier total."""
    assert count.begins is not None
    assert before.as_of is not None
    return count.begins >= before.as_of


def _next(day: Day) -> Day:
    return day + datetime.timedelta(1)


def total_leaps(record: Record) -> Iterator[Finding]:
    """A total grew many times faster than in the days around, and the counts of the days do not tell of it."""
    for series in record.totals:
        if series.subject.outcome not in NEVER_FALL:
            continue
        counts = record.counts.get(_key(series), [])
        steps = [pair for pair in pairwise(_dated(series)) if _days(*pair) > 0]
        paces = [_rise(*pair) / _days(*pair) for pair in steps]
        for place, (before, after) in enumerate(steps):
            if _days(before, after) > MOST_DAYS or _explained(after):
                continue
            if any(_reaches(count, before) for count in _counts_to(after, counts)):
                continue
            around = paces[max(0, place - AROUND) : place] + paces[place + 1 : place + 1 + AROUND]
            sure = (after.bounds - before.bounds).low
            if len(around) < AROUND or sure < LEAST_LEAP:
                continue
            usual = sorted(around)[int(SLOWER * len(around))]
            if sure / _days(before, after) > LEAP * max(usual, 1.0):
                yield _leap(series, before, after, statistics.median(around))


def _leap(series: Series, before: Point, after: Point, usual: float) -> Finding:
    days, rise = _days(before, after), _rise(before, after)
    arithmetic = f"{after.number} − {before.number} = {rise:,.0f} in {days} days, {usual:,.0f} a day around them"
    message = f"{_claimant(series)}: {_what(series)} up by {rise:,.0f} from {before.as_of} to {after.as_of}, a leap"
    return finding("total_leaps", message, arithmetic, (*after.told, *before.told))


def not_in_series(record: Record) -> Iterator[Finding]:
    """A total laid at somebody's door that does not fit between what several reports have from them.

    Only where the totals before and after it are each told by two independent origins; a lone report against a lone
    report is a difference between reports, and ``claimants_differ`` or ``total_falls`` shows it.
    """
    for series in record.totals:
        if series.claimant is None:
            continue
        points = _dated(series, all_points=True)
        firm = [point for point in points if point.origins > 1]
        for point in points:
            assert point.as_of is not None
            if point.origins > 1:
                continue
            before = [other for other in firm if other.as_of and other.as_of <= point.as_of]
            after = [other for other in firm if other.as_of and other.as_of >= point.as_of]
            if before and after and _outside(point, before[-1], after[0]):
                yield _not_in_series(series, point, before[-1], after[0])


def _outside(point: Point, before: Point, after: Point) -> bool:
    return point.bounds.high < before.bounds.low or point.bounds.low > after.bounds.high


def _not_in_series(series: Series, point: Point, before: Point, after: Point) -> Finding:
    between = f"{before.number} ({before.as_of}) and {after.number} ({after.as_of})"
    message = f"{point.number} {_what(series)} laid to {_claimant(series)} on {point.as_of}, whose series has {between}"
    arithmetic = f"{point.number} is not between {before.number} and {after.number}"
    return finding("not_in_series", message, arithmetic, (*point.told, *before.told, *after.told))


def digits_slipped(record: Record) -> Iterator[Finding]:
    """Two counts to the one, of the same day and subject, whose digits are swapped, or of which one lacks a digit."""
    for (subject, day), told in record.by_day.items():
        exact = {one.figure.low: one for one in told if is_exact(one.figure) and (one.figure.low or 0) >= 100}
        numbers = sorted(number for number in exact if number is not None)
        for place, low in enumerate(numbers):
            for high in numbers[place + 1 :]:
                how = slip(low, high)
                if how:
                    message = f"{low:,} and {high:,} {subject.outcome} as of {day}: {how}"
                    yield finding("digits_slipped", message, f"{low:,} / {high:,}", (exact[low], exact[high]))


def slip(one: int, other: int) -> str | None:
    """How the digits of two numbers may have been mistaken for each other, if at all."""
    low, high = str(one), str(other)
    if len(low) == len(high):
        apart = [place for place in range(len(low)) if low[place] != high[place]]
        swapped = len(apart) == 2 and apart[1] == apart[0] + 1
        return (
            "two digits transposed"
            if swapped and low[apart[0]] == high[apart[1]] and sorted(low) == sorted(high)
            else None
        )
    if len(high) - len(low) == 1 and any(high[:place] + high[place + 1 :] == low for place in range(len(high))):
        return "a digit lost"
    return None


def _dated(series: Series, *, all_points: bool = False) -> list[Point]:
    """The points with a day, in order. Of several on one day, the one that most origins give, then the highest."""
    points = [point for point in series.points if point.as_of is not None and not _is_vague(point)]
    if all_points:
        return points
    best: dict[Day, Point] = {}
    for point in points:
        assert point.as_of is not None
        other = best.get(point.as_of)
        if other is None or (point.origins, point.bounds.low) > (other.origins, other.bounds.low):
            best[point.as_of] = point
    return list(best.values())


def _is_vague(point: Point) -> bool:
    """Whether the number is a word such as "hundreds", which no total is compared by."""
    return point.told[0].figure.high is None and point.told[0].figure.qualifier is None


def _explained(point: Point) -> bool:
    reasons = set(words()["reasons"]["revised"])
    return any(reasons & set(words_of(piece.words)) for one in point.told for piece in one.entry.claim.evidence)


def _key(series: Series) -> tuple[str | None, Subject]:
    return series.points[0].told[0].claimant, series.subject


def _days(before: Point, after: Point) -> int:
    assert before.as_of is not None
    assert after.as_of is not None
    return (after.as_of - before.as_of).days


def _rise(before: Point, after: Point) -> float:
    return float((after.told[0].figure.low or 0) - (before.told[0].figure.low or 0))


def _claimant(series: Series) -> str:
    return series.claimant or "reports in their own name"


def _what(series: Series) -> str:
    where = f" in {series.place}" if series.place else ""
    return f"{series.people} {series.subject.outcome}{where}"
