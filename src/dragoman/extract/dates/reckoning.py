"""Reckoning: the calendar arithmetic behind `resolution`, on terms and periods that are already known.

`moved` counts units from a date, `nth` finds the n-th of them in a period, `dated` completes a calendar term by its
year.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from dragoman.extract.dates import periods
from dragoman.extract.dates.periods import Period, Stamp
from dragoman.extract.dates.terms import Calendar, Ending, Ordinal, Shift, Unit
from dragoman.model.values import Granularity

_JUST = 31  # days
SPAN_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""How many months each of the longer units lasts."""


class Unresolved(Exception):
    """What the words say can't be known; the message is the reason. Abstaining is a result, not an error."""


def is_just_ahead(published: Stamp, month: int, day: int) -> bool:
    """Whether a day comes in the weeks after publication."""
    year = published.year + ((month, day) < (published.month or 0, published.day or 0))
    if not is_day(year, month, day):
        return False
    return 0 < Stamp(year, month, day).ordinal - published.ordinal <= _JUST


def is_just_behind(published: Stamp, month: int, day: int) -> bool:
    """Whether a day came in the weeks before publication."""
    year = published.year - ((month, day) > (published.month or 0, published.day or 0))
    if not is_day(year, month, day):
        return False
    return 0 < published.ordinal - Stamp(year, month, day).ordinal <= _JUST


def in_year(period: Period, year: int) -> Period:
    """The same months of another year."""
    years = year - period.first.year
    return replace(period, first=period.first.plus_years(years), last=period.last.plus_years(years))


def nearest_year(published: Stamp, month: int, day: int | None) -> int:
    """The year in which a day or month comes nearest to publication."""
    distance = month - (published.month or month) + ((day or 0) - (published.day or 0) if day else 0) / 31
    return published.year + (distance < -6) - (distance >= 6)


def year_of_weekday(term: Calendar, month: int, year: int) -> int:
    """The year nearest to ``year`` in which the date falls on the weekday that is named with it."""
    if term.weekday is None or term.day is None:
        return year
    for candidate in (year, year + 1, year - 1, year - 2, year + 2):
        if is_day(candidate, month, term.day) and Stamp(candidate, month, term.day).weekday == term.weekday:
            return candidate
    return year


def is_year_before(term: Shift) -> bool:
    """Whether the words compare with a year earlier, as *profits rose in the third quarter from a year ago*."""
    return term.unit == "year" and term.amount == -1 and (term.base == "text" or term.counted)


def is_week_just_ending(term: Shift, start: Stamp) -> bool:
    """Whether *last week* is said on a Sunday: then it is the week that the day ends."""
    last_week = term.unit == "week" and term.amount == -1 and term.base == "published" and not term.counted
    return last_week and start.weekday == 7


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the month has that day in that year."""
    return day <= (Stamp(year, month).last_day.day or 31)


def dated(term: Calendar, year: int) -> Period:
    """The period of a calendar term whose year is known."""
    if term.season is not None:
        return periods.season_period(year, term.season)
    if term.quarter is not None:
        return periods.quarter_period(year, term.quarter)
    if term.half is not None:
        return periods.half_period(year, term.half)
    if term.month is None:
        return periods.year_period(year)
    if term.nth is not None and term.weekday is not None:
        return periods.day_period(nth_weekday(year, term.month, term.weekday, term.nth), term.part, term.clock)
    if term.day is None:
        return periods.month_period(Stamp(year, term.month))
    if not is_day(year, term.month, term.day):
        raise Unresolved("the month has no such day in that year")
    return periods.day_period(Stamp(year, term.month, term.day), term.part, term.clock)


def quarter_near(term: Calendar, published: Stamp, *, ahead: bool) -> Period:
    """Quarters are spoken of when they run or have just ended: ahead only if the last one is long over."""
    period = dated(term, published.year)
    if ahead and period.last.plus_months(3) < Stamp(published.year, published.month):
        return dated(term, published.year + 1)
    if not ahead and period.first > Stamp(published.year, published.month):
        return dated(term, published.year - 1)
    return period


def nth_weekday(year: int, month: int, weekday: int, number: int) -> Stamp:
    """The n-th Monday (1) … Sunday (7) of a month, or its last (-1)."""
    if number < 0:
        last = Stamp(year, month).last_day
        return last.plus_days(-((last.weekday - weekday) % 7))
    first = Stamp(year, month, 1)
    return first.plus_days((weekday - first.weekday) % 7 + 7 * (number - 1))


def ended(term: Ending, end: Period) -> Period:
    """The units that end with a day, or with a month: *the year ended June 30* begins on 1 July."""
    last, after = end.last, end.last.last_day.plus_days(1)
    if term.unit in SPAN_MONTHS:
        first = after.plus_months(-round(SPAN_MONTHS[term.unit] * term.amount))
    elif term.unit in ("day", "week"):
        first = after.plus_days(-round((7 if term.unit == "week" else 1) * term.amount))
    else:
        raise Unresolved(f"a {term.unit} that ends with a {end.granularity}")
    if after.day == 1 and term.unit in SPAN_MONTHS:
        first, last = cut(first, Stamp(1, 1)), cut(last, Stamp(1, 1))
    whole_quarter = term.unit == "quarter" and last.day is None and last.month is not None and last.month % 3 == 0
    granularity: Granularity = "quarter" if whole_quarter else "day" if last.day else "month"
    return Period(granularity=granularity, first=first, last=last)


def moved(start: Stamp, shift: Shift) -> Period:
    """The period so many units from a stamp."""
    unit, amount = shift.unit, shift.amount or 0
    whole = int(amount)
    if unit in ("second", "minute", "hour"):
        return _hours_away(start.first_day, amount / {"second": 3600, "minute": 60, "hour": 1}[unit])
    if unit == "day":
        return periods.day_period(start.plus_days(whole), shift.part, shift.clock)
    if unit in ("week", "weekend"):
        day = start.plus_days(round(7 * amount))
        if shift.exact:
            return periods.day_period(day, shift.part, shift.clock)
        return periods.week_period(day) if unit == "week" else periods.weekend_period(day)
    if amount != whole and unit == "year":
        return periods.month_period(start.plus_months(round(12 * amount)))
    if shift.exact:
        return _exactly(start, unit, whole)
    if unit == "month":
        return periods.month_period(start.plus_months(whole))
    if unit in ("quarter", "season"):
        moved = start.plus_months(3 * whole)
        return periods.quarter_period(moved.year, ((moved.month or 1) + 2) // 3)
    if unit == "year":
        return periods.year_period(start.year + whole)
    if unit == "decade":
        return (
            periods.year_period(start.year + round(10 * amount))
            if shift.counted
            else periods.decade_period(start.year + 10 * whole)
        )
    if unit == "century":
        return periods.century_period(start.year + 100 * whole)
    return periods.month_period(start.plus_months(round(SPAN_MONTHS[unit] * amount)))


def _exactly(start: Stamp, unit: Unit, amount: int) -> Period:
    """So many months or years from a stamp, no more precise than both are."""
    if SPAN_MONTHS[unit] >= 12:
        return periods.year_period(start.year + amount * SPAN_MONTHS[unit] // 12)
    return periods.month_period(start.plus_months(amount * SPAN_MONTHS[unit]))


def _hours_away(day: Stamp, hours: float) -> Period:
    """The days that a time so many hours from some time of a day can fall on."""
    whole_days = hours / 24
    if whole_days == int(whole_days):
        return periods.day_period(day.plus_days(int(whole_days)))
    days = ceil(abs(whole_days))
    near, far = days - 1, days
    first, last = (
        (day.plus_days(-far), day.plus_days(-near)) if hours < 0 else (day.plus_days(near), day.plus_days(far))
    )
    return Period(granularity="day", first=first, last=last)


def cut(stamp: Stamp, like: Stamp) -> Stamp:
    """A stamp cut to the precision of another."""
    return Stamp(stamp.year, stamp.month if like.month else None, stamp.day if like.day else None)


def nth(term: Ordinal, outer: Period) -> Period:
    """The n-th unit of a period, or its last."""
    first, last = outer.first.first_day, outer.last.last_day
    back = term.number < 0
    if term.unit == "day":
        inner = periods.day_period(last if back else first.plus_days(term.number - 1))
    elif term.unit == "week":
        day = last.plus_days(-6) if back else first.plus_days(7 * term.number - 7)
        inner = Period(granularity="week", first=day, last=day.plus_days(6))
    elif term.unit == "weekend":
        saturday = last.plus_days(-((last.weekday - 6) % 7)) if back else first.plus_days((6 - first.weekday) % 7)
        inner = periods.weekend_period(saturday if back else saturday.plus_days(7 * term.number - 7))
    elif term.unit == "month":
        inner = periods.month_period(last if back else first.plus_months(term.number - 1))
    elif term.unit == "quarter" and outer.granularity == "year":
        inner = periods.quarter_period(first.year, 4 if back else min(term.number, 4))
    elif term.unit == "year":
        inner = periods.year_period(last.year if back else first.year + term.number - 1)
    elif term.unit == "decade":
        inner = periods.decade_period(last.year if back else first.year + 10 * (term.number - 1))
    else:
        raise Unresolved(f"a {term.unit} of a {outer.granularity}")
    if inner.first.first_day < first or inner.first.first_day > last:
        raise Unresolved(f"no such {term.unit} in that {outer.granularity}")
    return inner
