"""Days of entries: when something is said to hold, and when it was reported, as dates that can be compared."""

from __future__ import annotations

import calendar
import datetime

from dragoman.model import Entry, When

Day = datetime.date


def first_day(iso: str | None) -> Day | None:
    """The first day that an ISO date, however short (``2024-02``), can stand for."""
    return _day(iso, last=False)


def last_day(iso: str | None) -> Day | None:
    """The last day that an ISO date, however short, can stand for."""
    return _day(iso, last=True)


def span_of(when: When | None) -> tuple[Day, Day] | None:
    """The days that a time covers, or nothing where it is not resolved at both ends."""
    if when is None or not when.resolved:
        return None
    first, last = first_day(when.earliest), last_day(when.latest)
    return (first, last) if first and last and first <= last else None


def reported_on(entry: Entry) -> Day | None:
    """The day of the report, the last one that its date can stand for; nothing where it has none."""
    return last_day(entry.article.published)


def _day(iso: str | None, *, last: bool) -> Day | None:
    if not iso:
        return None
    year, month, day = [*(int(part) for part in iso[:10].split("-")), 0, 0][:3]
    try:
        if not month:
            return Day(year, 12, 31) if last else Day(year, 1, 1)
        if not day:
            return Day(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return Day(year, month, day)
    except ValueError:
        return None
