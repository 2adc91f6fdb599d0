"""Weekdays that do not fit their dates: "Monday, 14 May 2025" was a Wednesday."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from dragoman.dossier.check.draft import Draft
from dragoman.dossier.check.remarks import Remark
from dragoman.dossier.days import Day, day_of

_DAYS = "|".join(calendar.day_name)
_MONTHS = (
    {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    | {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_PATTERN = re.compile(
    rf"\b(?P<weekday>{_DAYS}),?\s+(?:(?:the\s+)?{_ORDINAL.format(1)}\s+(?:of\s+)?(?P<month1>{_MONTH})\b"
    rf"|(?P<month2>{_MONTH})\b\.?\s+{_ORDINAL.format(2)})\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)


def weekdays(draft: Draft) -> Iterator[Remark]:
    """Weekdays beside a date; without a year, the one that brings the date nearest to the draft's own counts."""
    for found in _PATTERN.finditer(draft.article.text):
        day = _date(found, day_of(draft.article.published))
        if day is None:
            continue
        right = calendar.day_name[day.weekday()]
        if right.lower() != found["weekday"].lower():
            message = f"{day.isoformat()} is a {right}"
            yield draft.remark("date", "misfit", found.start(), found.end(), message)


def _date(found: re.Match[str], published: Day | None) -> Day | None:
    month = _MONTHS[(found["month1"] or found["month2"]).lower()]
    day = int(found["day1"] or found["day2"])
    if found["year"]:
        return _day(int(found["year"]), month, day)
    if published is None:
        return None
    near = (_day(published.year + years, month, day) for years in (-1, 0, 1))
    return min((one for one in near if one), key=lambda one: abs(one - published), default=None)


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
