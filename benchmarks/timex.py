"""Dragoman's dates in the notation of TIMEX3, for measuring only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.extract.dates.grammar import Mention, find_mentions
from dragoman.extract.dates.lexicon import read_language
from dragoman.extract.dates.periods import Period, Stamp
from dragoman.extract.dates.resolution import Resolution
from dragoman.extract.dates.terms import Calendar, Ending, Length, Range, Recurring, Shift, Stretch, Term, Vague

PARTS = {
    "morning": "TMO", "dawn": "TMO", "midday": "TMI", "afternoon": "TAF", "evening": "TEV", "dusk": "TEV",
    "night": "TNI",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "D", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "E", "century": "C", "season": "M", "half": "M",
}  # fmt: skip
ROUGHLY_AGO = re.compile(
    r"(?i)((?:about|around|almost|nearly|roughly|some|more than|less than|at least|over) .+|[a-z]+s) ago"
)
ENDED = re.compile(r"(.+?),? (?:ended|ending|through|to),? (.+)", re.DOTALL)
ENDS = re.compile(r"(?:from |between )?(.+?)\s*(?:-|–|/| to | and | until | till | through )\s*(.+)")


SPANS = re.compile(r"(.+?)(?: to | or |-|–)(.+)", re.DOTALL)
YEAR_ENDS = ("year-end", "since year-end")
"""The rules of what accounts call *year-end*, a day (*the end of the year* is the year)."""
RECURRING = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
"""How TIMEX2, and gold at times, writes *daily*; TIMEX3 writes P1D."""


@dataclass(frozen=True)
class Timex:
    """A TIMEX3: its words' offsets and its value; ``also`` is the other way in which TIMEX writes a recurring time."""

    start: int
    end: int
    value: str
    also: str = ""


def values_of(text: str, mentions: tuple[Mention, ...], resolutions: tuple[Resolution, ...]) -> list[Timex]:
    """All mentions of a text as TIMEX3."""
    resolved = {resolution.mention: resolution for resolution in resolutions}
    fiscal: dict[int, int] = {}
    found: list[Timex] = []
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        term, period = mention.term, resolved[mention].period if mention in resolved else None
        if isinstance(term, Ending) and term.quarter and period:
            fiscal[period.first.month or 1] = term.quarter
        said = value(term, period)
        if period and mention.rule in YEAR_ENDS:
            said = f"{said}-12-31"
        if period and period.granularity == "quarter" and period.first.month in fiscal:
            said = f"{period.last.year}-Q{fiscal[period.first.month]}"
        if rough := ROUGHLY_AGO.fullmatch(text, start, end):
            said = how_long_ago(rough.group(1), term)
        also = RECURRING.get(term.unit, "") if isinstance(term, Recurring) else ""
        found += _in_parts(text, mention, period) or [Timex(start, end, said, also)]
    return found


def _in_parts(text: str, mention: Mention, period: Period | None) -> list[Timex]:
    """The several TIMEX3 that one mention is: the ends of a range, *two* to *six days*, *the year* ended *30 June*."""
    term, span = mention.term, mention.span
    stamps = (period.first, period.last) if period else (None, None)
    if mention.parts and isinstance(term, Range):
        pairs = zip(mention.parts, stamps, strict=True)
        return [Timex(part.span.start, part.span.end, stamp_value(stamp)) for part, stamp in pairs]
    if isinstance(term, Ending) and (ends := ENDED.fullmatch(text, span.start, span.end)):
        values = [ended_value(term, period), stamp_value(period.last.last_day if period else None)]
    elif isinstance(term, Range) and (ends := ENDS.fullmatch(text, span.start, span.end)):
        values = [stamp_value(stamp) for stamp in stamps]
    elif isinstance(term, Length) and term.low != term.high and (ends := SPANS.fullmatch(text, span.start, span.end)):
        values = [duration(term.unit, term.low), duration(term.unit, term.high)]
    else:
        return []
    return [Timex(ends.start(group), ends.end(group), one) for group, one in zip((1, 2), values, strict=True)]


def value(term: Term, period: Period | None) -> str:
    """The TIMEX3 value of what a mention says and resolves to."""
    if isinstance(term, Vague):
        return f"{term.heading.upper()}_REF"
    if isinstance(term, Length):
        return duration(term.unit, term.low if term.low is not None else term.high)
    if isinstance(term, Stretch):
        return duration(term.unit, term.amount)
    if isinstance(term, Recurring):
        return f"XXXX-WXX-{term.weekday}" if term.weekday else duration(term.unit, term.amount)
    if period is None:
        return unresolved(term)
    return period_value(period, term)


def ended_value(term: Ending, period: Period | None) -> str:
    """*The nine months ended 30 September* last P9M; a quarter is a date, by the number that it is called."""
    if term.unit != "quarter":
        return duration(term.unit, term.amount)
    if period is None:
        return "XXXX"
    return f"{period.last.year}-Q{term.quarter or ((period.last.month or 1) + 2) // 3}"


def how_long_ago(words: str, term: Term) -> str:
    """*About two years ago* is a duration in TIMEX3, *two years ago* a date."""
    language = read_language("en")
    assert language is not None
    lengths = [mention.term for mention in find_mentions(words, language) if isinstance(mention.term, Length)]
    return value(lengths[0] if lengths else term, None)


def unresolved(term: Term) -> str:
    """What TIMEX3 writes where nothing is known."""
    if isinstance(term, Shift) and term.amount is None:
        return "PAST_REF"
    if isinstance(term, Calendar) and term.clock:
        return f"XXXX-XX-XXT{term.clock}"
    return "XXXX"


def duration(unit: str, amount: float | None) -> str:
    """``P2W``; ``PXW`` without a number."""
    time = "T" if unit in ("second", "minute", "hour") else ""
    if amount is not None and unit in ("decade", "century"):
        return f"P{amount * (10 if unit == 'decade' else 100):g}Y"
    if unit == "hour" and amount is not None and amount % 1:
        return f"PT{int(amount)}H{amount % 1 * 60:g}M" if amount > 1 else f"PT{amount * 60:g}M"
    number = "X" if amount is None else f"{amount:g}"
    if amount is not None and unit == "weekend":
        number = f"{2 * amount:g}"
    return f"P{time}{number}{UNITS[unit]}"


def stamp_value(stamp: Stamp | None) -> str:
    """A date as TIMEX3 writes it: years before Christ as BC0480."""
    if stamp is None:
        return "XXXX"
    return stamp.iso() if stamp.year > 0 else f"BC{1 - stamp.year:04d}{stamp._replace(year=1).iso()[4:]}"


def period_value(period: Period, term: Term) -> str:
    """A resolved period."""
    first = stamp_value(period.first)
    if period.granularity == "decade":
        return first[:-1]
    if period.granularity == "century":
        return first[:-2]
    if period.granularity == "quarter":
        return f"{first[:-3]}-Q{((period.first.month or 1) + 2) // 3}"
    if period.granularity == "half_year":
        return f"{first[:-3]}-H{1 if period.first.month == 1 else 2}"
    if period.granularity == "season" and isinstance(term, Calendar) and term.season:
        return f"{first[:-3]}-{SEASONS[term.season]}"
    if period.granularity in ("week", "weekend"):
        return week(period.first) + ("-WE" if period.granularity == "weekend" else "")
    if period.clock:
        return f"{first}T{period.clock}"
    return first + PARTS.get(period.part or "", "")


def week(day: Stamp) -> str:
    """The ISO week of a day."""
    thursday = day.plus_days(4 - day.weekday)
    return f"{stamp_value(Stamp(thursday.year))}-W{(thursday.ordinal - Stamp(thursday.year).ordinal) // 7 + 1:02d}"
