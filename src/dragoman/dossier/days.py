"""Days of entries: when something is said to hold, and when it was reported, as dates that can be compared."""

from __future__ import annotations

import datetime
import re

from dragoman.model import Entry, When

Day = datetime.date


def day_of(date: str | None, *, last: bool = False) -> Day | None:
    """An ISO date, cut to what is known, as a day: the first that it can be, or the ``last``."""
    if not date:
        return None
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", date)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return Day(year, 12, 31) if last else Day(year, 1, 1)
        if day is None:
            following = Day(year + month // 12, month % 12 + 1, 1)
            return following - datetime.timedelta(1) if last else Day(year, month, 1)
        return Day(year, month, day)
    except ValueError:
        return None


def span_of(when: When | None) -> tuple[Day, Day] | None:
    """The days that a time covers, or nothing where it is not resolved at both ends."""
    if when is None or not when.resolved:
        return None
    first, last = day_of(when.earliest), day_of(when.latest, last=True)
    return (first, last) if first and last and first <= last else None


def reported_on(entry: Entry) -> Day | None:
    """The day of the report, the last one that its date can stand for; nothing where it has none."""
    return day_of(entry.article.published, last=True)


def worded(first: Day, last: Day) -> str:
    """Days for people: ``2024-02-08``, ``2024-02-08 – 2024-02-11``, a whole month or year as ``2024-02``, ``2024``."""
    if first == last:
        return str(first)
    following = last + datetime.timedelta(1) if last < Day.max else last
    if first.day == following.day == 1:
        if (first.month, following.month, following.year - first.year) == (1, 1, 1):
            return f"{first.year:04}"
        if following.year * 12 + following.month - first.year * 12 - first.month == 1:
            return f"{first.year:04}-{first.month:02}"
    return f"{first} – {last}"
