"""Periods: stretches of the Gregorian calendar known to the day, the month or only the year, and arithmetic on them.

Years are astronomical (480 BC is -479), the calendar proleptic, weeks begin on Monday (ISO 8601).
"""

from __future__ import annotations

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dragoman.model.values import Granularity

_CYCLE = (
    4000  # a multiple of the 400 years after which dates and weekdays repeat; it makes years before Christ positive
)
_YEARS = range(-3000, 5000)
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The first month of each season: meteorological, of the northern hemisphere."""


class OutOfCalendar(ValueError):
    """A date so far away that the words can't mean it."""


class Stamp(NamedTuple):
    """A year, a month of it or a day of that: ``Stamp(2024, 2)`` is February 2024."""

    year: int
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """As ISO 8601 writes it, cut to what is known."""
        year = f"-{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"
        return "-".join([year, *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    @property
    def first_day(self) -> Stamp:
        """The day that it begins with."""
        return Stamp(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> Stamp:
        """The day that it ends with."""
        month = self.month or 12
        return Stamp(self.year, month, self.day or gregorian.monthrange(self.year + _CYCLE, month)[1])

    @property
    def ordinal(self) -> int:
        """The number of its first day, counted from a day long ago."""
        if self.year not in _YEARS:
            raise OutOfCalendar(self.iso())
        return date(self.year + _CYCLE, self.month or 1, self.day or 1).toordinal()

    @property
    def weekday(self) -> int:
        """Its first day's weekday: Monday is 1."""
        return self.ordinal % 7 or 7

    def plus_days(self, days: int) -> Stamp:
        """The day so many days after its first day."""
        ordinal = self.ordinal + days
        if not date(_YEARS.start + _CYCLE, 1, 1).toordinal() <= ordinal < date(_YEARS.stop + _CYCLE, 1, 1).toordinal():
            raise OutOfCalendar(f"{days} days from {self.iso()}")
        moved = date.fromordinal(ordinal)
        return Stamp(moved.year - _CYCLE, moved.month, moved.day)

    def plus_months(self, months: int) -> Stamp:
        """The month so many months on (and the same day of it, or its last day if it is shorter)."""
        count = self.year * 12 + (self.month or 1) - 1 + months
        moved = Stamp(_checked_year(count // 12), count % 12 + 1)
        return moved if self.day is None else moved._replace(day=min(self.day, moved.last_day.day or 31))

    def plus_years(self, years: int) -> Stamp:
        """The same so many years on."""
        if self.month is None:
            return Stamp(_checked_year(self.year + years))
        return self.plus_months(12 * years)


def _checked_year(year: int) -> int:
    if year not in _YEARS:
        raise OutOfCalendar(str(year))
    return year


def parse_stamp(iso: str) -> Stamp:
    """Read an ISO date cut to what is known (``2024-02``); a time after it is left out.

    Raises:
        ValueError: if it is no such date.
    """
    found = _ISO_DATE.match(iso)
    if found is None:
        raise ValueError(f"not an ISO date: {iso!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    if month is not None:
        date(year or 1, month, day or 1)
    return Stamp(year or 0, month, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the beginning of ``first`` to the end of ``last``; ``part`` and ``clock`` say when on a day."""

    granularity: Granularity
    first: Stamp
    last: Stamp
    part: str | None = None
    clock: str | None = None


def day_period(day: Stamp, part: str | None = None, clock: str | None = None) -> Period:
    """One day, a part of it, or a time on it."""
    granularity: Granularity = "time" if clock else "part_of_day" if part else "day"
    return Period(granularity=granularity, first=day, last=day, part=part, clock=clock)


def month_period(stamp: Stamp) -> Period:
    """The month that a stamp lies in."""
    month = Stamp(stamp.year, stamp.month)
    return Period(granularity="month", first=month, last=month)


def year_period(year: int) -> Period:
    """One year."""
    stamp = Stamp(_checked_year(year))
    return Period(granularity="year", first=stamp, last=stamp)


def week_period(day: Stamp) -> Period:
    """The week, Monday to Sunday, that a day lies in."""
    monday = day.plus_days(1 - day.weekday)
    return Period(granularity="week", first=monday, last=monday.plus_days(6))


def weekend_period(day: Stamp) -> Period:
    """Saturday and Sunday of a day's week."""
    saturday = day.plus_days(6 - day.weekday)
    return Period(granularity="weekend", first=saturday, last=saturday.plus_days(1))


def quarter_period(year: int, quarter: int) -> Period:
    """The months of a quarter, 1 to 4."""
    return Period(granularity="quarter", first=Stamp(year, 3 * quarter - 2), last=Stamp(year, 3 * quarter))


def half_period(year: int, half: int) -> Period:
    """The months of a half-year, 1 or 2."""
    return Period(granularity="half_year", first=Stamp(year, 6 * half - 5), last=Stamp(year, 6 * half))


def season_period(year: int, season: str) -> Period:
    """The months of a season; winter ends in the year after."""
    first = Stamp(year, SEASON_STARTS[season])
    return Period(granularity="season", first=first, last=first.plus_months(2))


def decade_period(year: int) -> Period:
    """The ten years that share a year's first three figures."""
    first = year // 10 * 10
    return Period(granularity="decade", first=Stamp(_checked_year(first)), last=Stamp(first + 9))


def century_period(year: int) -> Period:
    """The hundred years that share a year's first two figures."""
    first = year // 100 * 100
    return Period(granularity="century", first=Stamp(_checked_year(first)), last=Stamp(first + 99))
