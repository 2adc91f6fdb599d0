"""Terms: what words say of a time before anything is known of the article they stand in.

``last Friday night`` becomes ``Calendar(weekday=5, which=-1, part="night")``. The grammar makes terms, `resolution`
turns them into periods. A term holds no words of any language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
]
Base = Literal["published", "text", "context"]
"""What a relative time counts from: the publication date, the date that stands before it in the text, or
(``context``) the latter where the text tells of the past at length and the former elsewhere (*the end of the year*).
"""
Edge = Literal["start", "mid", "end"]
Heading = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Fields of the calendar, as many as the words name; ``year`` is astronomical (480 BC is -479).

    ``which`` is -1 for *last*, 0 for *this*, 1 for *next*; ``within`` is the term that the missing fields come from
    (*January of that year*, *the second quarter of 1990*). ``nth`` is the how-manieth ``weekday`` of its month is meant
    (-1 is the last): feasts on a Monday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    part: str | None = None
    clock: str | None = None
    edge: Edge | None = None
    which: int | None = None
    within: Term | None = None
    base: Base = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decade:
    """A decade or a century by its first year: 1990 with ``unit="decade"``."""

    year: int
    unit: Literal["decade", "century"]
    edge: Edge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """So many units from a base: *yesterday*, *last week*, *three days later*. ``amount`` is ``None`` when it is vague.

    ``base`` may itself be a term (*two days after 3 May*). ``exact`` keeps the base's day (*a week after 3 May*);
    without it the result is the whole unit (*the next week*). ``counted`` says that the words count (*a week ago*,
    not *last week*).
    """

    unit: Unit
    amount: float | None
    base: Base | Term
    exact: bool = False
    counted: bool = False
    part: str | None = None
    clock: str | None = None
    edge: Edge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """So many units up to the base or from it on: *the past 24 hours*, *the coming days* (``amount`` ``None``)."""

    unit: Unit
    amount: float | None
    sign: Literal[-1, 1]
    base: Base | Term = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """So many units that end with a day: *the nine months ended Sept. 30*; ``quarter`` is the number it has."""

    unit: Unit
    amount: float
    last: Term
    quarter: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinal:
    """The n-th unit of a longer time: *the first week of May*; -1 is the last."""

    unit: Unit
    number: int
    within: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Likewise:
    """The months that the text spoke of, in another year: *the same period of 2022*, *the 2022 quarter*."""

    within: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From one time to another, both included."""

    first: Term
    last: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A duration; ``low`` and ``high`` are ``None`` where the words leave that side open or say no number."""

    unit: Unit
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A time that comes again and again: *daily*, *every Thursday*, *every two years* (``amount``)."""

    unit: Unit
    weekday: int | None = None
    amount: float | None = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """Words that only point to the past, the present or the future: *now*, *recently*."""

    heading: Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknowable:
    """A time that no calendar arithmetic can settle, and why."""

    reason: str


Term = (
    Calendar | Decade | Shift | Stretch | Ending | Ordinal | Likewise | Range | Length | Recurring | Vague | Unknowable
)
"""Everything that words can say of a time."""
