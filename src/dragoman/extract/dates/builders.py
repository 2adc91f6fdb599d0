"""What a rule makes of the words that it captured: functions from values to a term.

A rule names one of `BUILDERS` under ``make``; its captures, and the constants under ``with``, come in as keywords. A
builder returns ``None`` when the values do not go together (31 February), and the rule then does not hold.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import isnan
from typing import Any, Literal

from dragoman.extract.dates.terms import (
    Base,
    Calendar,
    Decade,
    Edge,
    Ending,
    Heading,
    Length,
    Likewise,
    Ordinal,
    Range,
    Recurring,
    Shift,
    Stretch,
    Term,
    Unit,
    Unknowable,
    Vague,
)

_LEAP_YEAR = 2024  # a year in which every day of the calendar occurs
_FIRST_SPOKEN_CENTURY = 17  # "seventeen seventy-six" is a year, "twelve thirty" a time of day
_AFTER_NOON = frozenset({"afternoon", "evening", "night"})


def calendar(
    *,
    year: int | None = None,
    short_year: int | None = None,
    era: int | None = None,
    month: int | None = None,
    day: int | None = None,
    ordinal_day: int | None = None,
    ordinal: int | None = None,
    weekday: int | None = None,
    nth: int | None = None,
    weekday_short: int | None = None,
    season: str | None = None,
    quarter: int | None = None,
    half: int | None = None,
    part: str | None = None,
    which: int | None = None,
    which_adjective: int | None = None,
    which_after: int | None = None,
    holiday: tuple[int, int] | None = None,
) -> Calendar | None:
    """A date as far as its fields are named; ``era`` is -1 for years before Christ."""
    if holiday is not None:
        month, day = holiday
    day = day or ordinal_day or ordinal
    if day is not None and day < 1:
        return None
    if short_year is not None:
        year = (2000 if short_year < 50 else 1900) + short_year
    if year is not None and era == -1:
        year = 1 - year
    if quarter is not None and not 1 <= quarter <= 4:
        return None
    if day is not None and month is not None:
        last = gregorian.monthrange(year if year and 1 <= year <= 9999 else _LEAP_YEAR, month)[1]
        if day > last:
            return None
    return Calendar(
        year=year,
        month=month,
        day=day,
        weekday=weekday or weekday_short,
        nth=nth,
        season=season,
        quarter=quarter,
        half=half,
        part=part,
        which=which if which is not None else which_adjective or which_after,
    )


def numeric_date(*, numeric_date: tuple[int, int, int]) -> Calendar | None:
    """A date in figures: year, month, day."""
    year, month, day = numeric_date
    return calendar(year=year, month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def decade(*, decade: int) -> Decade:
    """``the 1990s``."""
    return Decade(year=decade, unit="decade")


def century(*, ordinal: int, era: int | None = None) -> Decade | None:
    """``the 19th century``: named by its first year as ISO prefixes count (1800)."""
    if ordinal < 1:
        return None
    return Decade(year=-100 * ordinal if era == -1 else 100 * (ordinal - 1), unit="century")


def clock(
    *,
    clock: tuple[int, int] | None = None,
    hour: float = 0,
    minute: int = 0,
    half_day: str | None = None,
    hour_minute: int | None = None,
) -> Calendar | None:
    """A time of day; ``half_day`` is ``am`` or ``pm``, ``hour_minute`` both in four figures (*0730 GMT*)."""
    if clock is not None:
        hour, minute = clock
    if hour_minute is not None:
        hour, minute = divmod(hour_minute, 100)
    if hour not in range(25):
        return None
    if half_day is not None:
        if not 1 <= hour <= 12:
            return None
        hour = _hour_of_day(hour, half_day)
    return Calendar(clock=f"{int(hour) % 24:02d}:{minute:02d}")


def _hour_of_day(hour: float, half_day: str) -> float:
    if half_day == "am":
        return 0 if hour == 12 else hour
    return hour if hour >= 12 else hour + 12


def part_of(*, date: Term, part: str | None = None, clock: Calendar | None = None) -> Term | None:
    """A part or an hour of a day: ``Wednesday night``, ``the morning of 3 May``, ``10 a.m. on Monday``."""
    if not isinstance(date, Calendar | Shift):
        return None
    if clock is not None:
        return replace(date, clock=clock.clock)
    return replace(date, part=part)


def edge_of(*, edge: Edge, date: Term) -> Term | None:
    """The beginning, middle or end of a time: ``early March``, ``the end of the year``."""
    return replace(date, edge=edge) if isinstance(date, Calendar | Shift | Decade) else None


def within(*, date: Term, outer: Term) -> Term | None:
    """A partial date inside a longer time: ``January of that year``, ``the second quarter of 1990``."""
    return replace(date, within=outer) if isinstance(date, Calendar) and date.year is None else None


def shift(*, unit: Unit, base: Base, which: int | None = None, sign: int = 1, part: str | None = None) -> Shift:
    """The unit so many units away: ``last week``, ``the next day``."""
    return Shift(unit=unit, amount=sign if which is None else which, base=base, part=part)


def counted_from(*, length: Length, sign: int, base: Base | Term) -> Shift:
    """A duration away from a base: ``three days ago``, ``two weeks after 3 May``."""
    amount = None if length.low is None or length.low != length.high else sign * length.low
    return Shift(unit=length.unit, amount=amount, base=base, exact=not isinstance(base, str), counted=True)


def day_from(*, date: Term, sign: int) -> Shift:
    """The day before or after a date."""
    return Shift(unit="day", amount=sign, base=date, exact=True)


def named_after(*, sign: int, weekday: int | None = None, month: int | None = None) -> Calendar:
    """The weekday or month next before or after the date in the text: ``the following Friday``."""
    return Calendar(weekday=weekday, month=month, which=sign, base="text")


def same(*, unit: Unit, base: Base, part: str | None = None) -> Shift:
    """The unit that the base lies in: ``this week``, ``that day``."""
    return Shift(unit=unit, amount=0, base=base, part=part)


def deictic(*, deictic: int, part: str | None = None) -> Shift:
    """``yesterday``, ``tomorrow night``."""
    return Shift(unit="day", amount=deictic, base="published", part=part)


def in_that_year(*, season: str | None = None, month: int | None = None) -> Calendar:
    """``that summer``, ``that December``: of the year that the text is in."""
    return Calendar(season=season, month=month, within=Shift(unit="year", amount=0, base="text"))


def in_year_before(*, date: Term) -> Term | None:
    """``the year-earlier third quarter``."""
    return within(date=date, outer=Shift(unit="year", amount=-1, base="published"))


def year_before(*, base: Base) -> Shift:
    """``the year-ago quarter``, ``the year-earlier profit``."""
    return Shift(unit="year", amount=-1, base=base, counted=True)


def ending(*, to_date: Term, length: Length | None = None, date: Term | None = None) -> Term | None:
    """``the nine months ended Sept. 30``, ``its fourth quarter ended Sept. 30``."""
    if isinstance(date, Calendar) and date.quarter is not None:
        return Ending(unit="quarter", amount=1, last=to_date, quarter=date.quarter)
    if length is None or length.low is None or length.low != length.high:
        return None
    return Ending(unit=length.unit, amount=length.low, last=to_date)


def unit_of(*, unit: Unit, date: Term) -> Shift:
    """The unit that a date lies in: ``the week of 3 May``."""
    return Shift(unit=unit, amount=0, base=date)


def likewise(*, within: Term) -> Likewise:
    """``the same period of 2022``, ``the 2022 quarter``."""
    return Likewise(within=within)


def stretch(*, unit: Unit, sign: Literal[-1, 1], number: float = 1, base: Base = "published") -> Stretch:
    """``the past 24 hours``, ``the next few weeks``, ``the past year``."""
    return Stretch(unit=unit, amount=_known(number), sign=sign, base=base)


def ordinal_of(*, unit: Unit, date: Term, ordinal: int) -> Ordinal:
    """``the first week of May``, ``the last day of the year``."""
    return Ordinal(unit=unit, number=ordinal, within=date)


def weekday_which(*, weekday: int, which: int, part: str | None = None) -> Calendar:
    """``last Friday``, ``next Tuesday``."""
    return Calendar(weekday=weekday, which=which, part=part)


def between(*, date: Term, to_date: Term) -> Term | None:
    """From one date to another; the first takes from the second the fields that it lacks (``3 to 5 May 2024``)."""
    if not isinstance(date, Calendar) or not isinstance(to_date, Calendar):
        return Range(first=date, last=to_date)
    if (date.month is None) != (to_date.month is None) and (date.year is None or to_date.year is None):
        return None
    if date.month is not None and date.year is None and date.within is None and to_date.year is not None:
        later_year = to_date.month is not None and date.month > to_date.month
        date = replace(date, year=to_date.year - later_year)
    if date.year is not None and to_date.month is not None and to_date.year is None:
        to_date = replace(to_date, year=date.year + (date.month is not None and date.month > to_date.month))
    return Range(first=date, last=to_date)


def days_of_month(*, day: int, to_day: int, month: int, year: int | None = None) -> Range | None:
    """``3 to 5 May``, ``May 3-5, 2024``."""
    first, last = calendar(day=day, month=month, year=year), calendar(day=to_day, month=month, year=year)
    return Range(first=first, last=last) if first and last and day < to_day else None


def years(*, year: int, to_year: int | None = None, short_year: int | None = None) -> Range | None:
    """``2019-2021``, ``1939-45``."""
    last = to_year if to_year is not None else year // 100 * 100 + (short_year or 0)
    return Range(first=Calendar(year=year), last=Calendar(year=last)) if year < last else None


def length(
    *,
    unit: Unit,
    number: float = 1,
    to_number: float | None = None,
    fraction: float = 0,
    approx: str | None = None,
) -> Length:
    """A duration; ``approx`` ``more`` leaves it open above, ``less`` below."""
    low = _known(number + fraction)
    high = low if to_number is None else _known(to_number)
    return Length(unit=unit, low=None if approx == "less" else low, high=None if approx == "more" else high)


def vague_length(*, units: Unit) -> Length:
    """``weeks``: so many that the words do not say."""
    return Length(unit=units, low=None, high=None)


def recurring(*, unit: Unit, weekday: int | None = None, number: float = 1) -> Recurring:
    """``every day``, ``weekly``, ``every two years``."""
    return Recurring(unit=unit, weekday=weekday, amount=_known(number))


def recurring_named(*, recurring_word: Unit) -> Recurring:
    """``daily``, where a language has many words for it."""
    return Recurring(unit=recurring_word)


def vague(*, vague: Heading) -> Vague:
    """``now``, ``recently``."""
    return Vague(heading=vague)


def unknowable(*, reason: str, **_: Any) -> Unknowable:
    """A time that cannot be worked out, for the reason that the rule gives."""
    return Unknowable(reason=reason)


def edge_of_unit(*, unit: Unit, base: Base, edge: Edge) -> Shift:
    """``later in the week``, ``the year's end``."""
    return Shift(unit=unit, amount=0, base=base, edge=edge)


def edge_of_last(*, unit: Unit, edge: Edge) -> Shift:
    """``since year-end``: that of the year before."""
    return Shift(unit=unit, amount=-1, base="published", edge=edge)


def clock_in_part(*, date: Calendar, part: str) -> Calendar | None:
    """``10:30 in the morning``."""
    if date.clock is None:
        return None
    hour, minute = (int(figure) for figure in date.clock.split(":"))
    later = part in _AFTER_NOON and hour < 12
    return replace(date, clock=f"{hour + 12 * later:02d}:{minute:02d}")


def as_it_is(*, date: Term) -> Term:
    """The same, in more words: ``around 10 p.m.``."""
    return date


def word(*, value: Any) -> Any:
    """Several words that together play one role: ``more than``."""
    return value


def word_weekday(*, weekday: int) -> int:
    """A weekday in two words: ``segunda-feira``."""
    return weekday


def part(*, part: str) -> str:
    """A part of the day, of a day still to be found: ``the early morning``."""
    return part


def number(*, number: float = 0, tens: int = 0, ones: int = 0, factor: int = 1, fraction: float = 0) -> float:
    """A number in several words: ``twenty-five``, ``two hundred``, ``one and a half``; not a number if it is vague."""
    return (tens + ones + (number or 1 if factor > 1 else number) + fraction) * factor


def spoken_year(*, century: int, tens: int = 0, ones: int = 0) -> int | None:
    """``nineteen ninety-one``."""
    return century * 100 + tens + ones if century >= _FIRST_SPOKEN_CENTURY else None


def _known(number: float) -> float | None:
    """A number, or ``None`` for one that is not said (the tables write ``nan``)."""
    return None if isnan(number) else number


def discard(**_: Any) -> bool:
    """Words that look like a time and are none: ``29 years old``."""
    return True


_BUILDERS = (
    as_it_is, between, calendar, century, clock, clock_in_part, counted_from, day_from, days_of_month, decade,
    deictic, discard, edge_of, edge_of_last, edge_of_unit, ending, in_that_year, in_year_before, length, likewise,
    named_after, number, numeric_date, ordinal_of, part, part_of, recurring, recurring_named, same, shift,
    spoken_year, stretch, unit_of, unknowable, vague, vague_length, weekday_which, within, word, word_weekday,
    year_before, years,
)  # fmt: skip
BUILDERS: Mapping[str, Callable[..., Any]] = {builder.__name__: builder for builder in _BUILDERS}
"""Every builder by the name that rules call it."""
WORD_BUILDERS = frozenset({"discard", "number", "part", "spoken_year", "word", "word_weekday"})
"""The builders whose result is a word's value, not yet a time."""
