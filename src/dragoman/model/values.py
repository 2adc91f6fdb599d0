"""What a claim can say: one frozen type for each kind of the codebook, in the codebook's words.

Values that name people or places keep the article's own words; what they resolve to stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Granularity = Literal["decade", "year", "quarter", "month", "week", "weekend", "day", "part_of_day", "time"]
Identification = Literal["named", "institution", "unnamed", "anonymous", "document", "media"]
ActorType = Literal[
    "person", "state", "government", "armed_group", "international_organisation", "agency", "party", "other"
]
PlacePrecision = Literal["site", "city", "region", "country"]
PlaceRole = Literal["dateline", "venue", "event", "mentioned"]


@dataclass(frozen=True, slots=True)
class When:
    """A time as exactly as the words give it: ISO dates, cut to what is known (``2023-11``).

    ``anchor`` says what a relative time was resolved against (``published``, ``text``: a date in the article, ``None``: the
    words are explicit). ``reason`` is given whenever ``resolved`` is false, and only then.
    """

    earliest: str | None = None
    latest: str | None = None
    resolved: bool = False
    granularity: Granularity | None = None
    anchor: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who the article says it has a claim from. ``based_on`` is the chain behind the source, nearest first."""

    name: str
    identification: Identification
    affiliation: str | None = None
    told_to: str | None = None
    based_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Date:
    """A mention of a time, and what it resolves to."""

    when: When


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place. ``country`` is ISO 3166-1 alpha-2; coordinates are degrees, WGS 84."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision | None = None
    role: PlaceRole = "mentioned"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks: named, or a body.

    ``identity`` is the registry's id when it resolves to one; ``aliases`` are the other names that the article uses.
    """

    name: str
    type: ActorType | None = None
    country: str | None = None
    office: str | None = None
    affiliation: str | None = None
    identity: str | None = None
    aliases: tuple[str, ...] = ()


Value = Date | Place | Actor
"""Every value that a claim can carry."""

KINDS: dict[type[Value], str] = {Date: "date", Place: "place", Actor: "actor"}
"""The codebook's name for each type of value."""
