"""Dragoman's dates in the notation of TIMEX3, for measuring only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.extract.dates.grammar import Mention, find_mentions
from dragoman.extract.dates.lexicon import read_language
from dragoman.extract.dates.periods import Period, Stamp
from dragoman.extract.dates.resolution import Resolution
from dragoman.extract.dates.terms import Calendar, Length, Range, Recurring, Shift, Stretch, Term, Vague

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
ENDS = re.compile(r"(?:from |between )?(.+?)\s*(?:-|–|/| to | and | until | till | through )\s*(.+)")


@dataclass(frozen=True)
class Timex:
    """A TIMEX3: its words' offsets and its value."""

    start: int
    end: int
    value: str


def values_of(text: str, mentions: tuple[Mention, ...], resolutions: tuple[Resolution, ...]) -> list[Timex]:
    """All mentions of a text as TIMEX3."""
    resolved = {resolution.mention: resolution for resolution in resolutions}
    found = []
    for mention in mentions:
        period = resolved[mention].period if mention in resolved else None
        if mention.parts and isinstance(mention.term, Range):
            for part, stamp in zip(mention.parts, (period.first, period.last) if period else (None, None), strict=True):
                found.append(Timex(part.span.start, part.span.end, stamp_value(stamp)))
        elif isinstance(mention.term, Range) and (ends := ENDS.fullmatch(text, mention.span.start, mention.span.end)):
            for group, stamp in zip((1, 2), (period.first, period.last) if period else (None, None), strict=True):
                found.append(Timex(ends.start(group), ends.end(group), stamp_value(stamp)))
        elif rough := ROUGHLY_AGO.fullmatch(text, mention.span.start, mention.span.end):
            found.append(Timex(mention.span.start, mention.span.end, how_long_ago(rough.group(1), mention.term)))
        else:
            found.append(Timex(mention.span.start, mention.span.end, value(mention.term, period)))
    return found


def value(term: Term, period: Period | None) -> str:
    """The TIMEX3 value of what a mention says and resolves to."""
    if isinstance(term, Vague):
        return f"{term.heading.upper()}_REF"
    if isinstance(term, Length):
        return duration(term.unit, term.low if term.low is not None else term.high)
    if isinstance(term, Stretch):
        return duration(term.unit, term.amount)
    if isinstance(term, Recurring):
        return f"XXXX-WXX-{term.weekday}" if term.weekday else duration(term.unit, 1)
    if period is None:
        return unresolved(term)
    return period_value(period, term)


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
