"""Words → the calendar day that they name, in English, Spanish, Portuguese and French.

In: a date line or a page's markup. Out: ISO dates, no more precise than the words: "Posted Wednesday, 4 Feb 2026" →
``2026-02-04``. Refuses "04/02/2026" in English, which is two days, and "2 hours ago", which is none.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

_LANGUAGES = ("en", "es", "pt", "fr")
_MORE_MONTHS = {"sept": 9, "set": 9, "setiembre": 9, "febr": 2, "agost": 8, "dec": 12}

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?!\d)"
)
AGO = re.compile(
    r"\b\d+\s*(?:s|sec|m|min|h|hr|d|w|second|minute|hour|day|week|month)s?\.?\s+ago\b|\b(?:just now|yesterday|today)\b"
    r"|\bhace\s+\w+\s+(?:minuto|hora|día|semana|mes)|\bhá\s+\w+\s+(?:minuto|hora|dia|semana|mês)|\bil y a\s+\w+\s+"
    r"(?:minute|heure|jour|semaine|mois)",
    re.I,
)
"""A time told relative to when the page was read."""


@dataclass(frozen=True, slots=True)
class Day:
    """An ISO date, ``None`` if the words could be two days, and where its words stand."""

    iso: str | None
    start: int
    end: int


def find_day(words: str, language: str | None = None) -> Day | None:
    """The first date in ``words`` that has a year; in any ``language`` but English 04/02/2026 is a day in February."""
    found = [day for day in (_written(words), _iso(words), _numeric(words, language)) if day is not None]
    return min(found, key=lambda day: (day.start, -day.end), default=None)


def parse_day(words: str) -> str | None:
    """The ISO date of what markup gives as one: "2024-02-08T07:30:00Z", "Thu, 08 Feb 2024 07:30 GMT", "20240208"."""
    day = find_day(words)
    if day is None and (compact := _COMPACT.search(words)):
        return _valid(compact["year"], compact["month"], compact["day"])
    return day.iso if day else None


def _iso(words: str) -> Day | None:
    for found in _ISO.finditer(words):
        if iso := _valid(found["year"], found["month"], found["day"]):
            return Day(iso, *found.span())
    return None


def _numeric(words: str, language: str | None) -> Day | None:
    for found in _NUMERIC.finditer(words):
        day_first = _valid(found["year"], found["second"], found["first"])
        month_first = _valid(found["year"], found["first"], found["second"]) if found["sign"] == "/" else None
        if day_first is None and month_first is None:
            continue
        if day_first == month_first or month_first is None or (day_first and language not in (None, "en")):
            return Day(day_first, *found.span())
        return Day(month_first if day_first is None else None, *found.span())
    return None


def _written(words: str) -> Day | None:
    months = _months()
    for found in _written_pattern().finditer(words):
        month = months[(found["month"] or found["month2"] or found["month3"]).lower().rstrip(".")]
        day = found["day"] or found["day2"]
        year = found["year"] or found["year2"] or found["year3"]
        iso = _valid(year, str(month), day) if day else f"{year}-{month:02}"
        if iso:
            return Day(iso, *found.span())
    return None


def _valid(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """The names of the months, whole and cut short, as CLDR has them."""
    names = {
        name.lower().rstrip("."): number
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
    return names | _MORE_MONTHS


@cache
def _written_pattern() -> re.Pattern[str]:
    month = "|".join(sorted((re.escape(name) for name in _months()), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<!\w)(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|o)?\.?[\s-]+(?:de\s+|of\s+)?(?P<month>{month})\.?,?"
        rf"[\s-]+(?:de\s+|del\s+)?(?P<year>{year})"
        rf"|(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>{year})"
        rf"|(?P<month3>{month})\.?,?\s+(?:de\s+|del\s+)?(?P<year3>{year}))(?!\w)",
        re.I,
    )
