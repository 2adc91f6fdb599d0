"""What a claim can say: one frozen type for each kind of the codebook, in the codebook's words.

Values that name people or places keep the article's own words; what they resolve to stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Granularity = Literal[
    "century",
    "decade",
    "year",
    "half_year",
    "season",
    "quarter",
    "month",
    "week",
    "weekend",
    "day",
    "part_of_day",
    "time",
]
Identification = Literal["named", "institution", "unnamed", "anonymous", "document", "media"]
ActorType = Literal[
    "person", "state", "government", "armed_group", "international_organisation", "agency", "party", "other"
]
Manner = Literal["direct", "indirect", "mixed"]
Realis = Literal["happened", "ongoing", "planned", "proposed", "conditional", "denied"]
Outcome = Literal[
    "killed",
    "injured",
    "missing",
    "abducted",
    "held",
    "freed",
    "detained",
    "displaced",
    "deployed",
    "affected",
    "other",
]
Channel = Literal["direct", "indirect", "phone", "unknown"]
TalksStatus = Literal["proposed", "planned", "under_way", "paused", "refused", "held", "ended_without_deal", "agreed"]
Topic = Literal[
    "ceasefire",
    "exchange",
    "withdrawal",
    "aid",
    "displaced",
    "offensive",
    "governance",
    "territory",
    "security",
    "sanctions",
    "justice",
    "talks",
    "other",
]
"""The codebook's issues: what is talked about and what positions are on (an ``Issue`` here is a doubt, not a topic).
"""
Stance = Literal["demands", "offers", "accepts", "rejects", "open", "conditions", "intends", "warns"]
AgreementType = Literal["ceasefire", "exchange", "aid", "withdrawal", "framework", "peace", "other"]
AgreementStatus = Literal[
    "proposed", "agreed", "in_force", "carried_out", "expired", "violated", "collapsed", "rejected"
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
PlacePrecision = Literal["site", "city", "region", "country"]
PlaceRole = Literal["dateline", "venue", "event", "mentioned"]


@dataclass(frozen=True, slots=True)
class When:
    """A time as exactly as the words give it: ISO dates, cut to what is known (``2023-11``).

    ``anchor`` says what a relative time was resolved against (``published``, ``text``: a date in the article,
    ``None``: the words are explicit). ``reason`` is given whenever ``resolved`` is false, and only then.
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


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words or thoughts that the article lays at somebody's door; ``speaker`` is ``None`` where the article names
    none.
    """

    speaker: Source | None
    cue: str | None
    manner: Manner
    realis: Realis = "happened"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people, or of what the talks bargain over, and what has become of them.

    ``low`` and ``high`` are whole numbers, equal for an exact count, one of them ``None`` when the count is open.
    ``part_of`` is the id of the figure that this one is a part of.
    """

    low: int | None
    high: int | None
    outcome: Outcome
    people: str
    qualifier: str | None = None
    side: str | None = None
    place: str | None = None
    by: str | None = None
    when: When | None = None
    realis: Realis = "happened"
    cumulative: bool = False
    part_of: str | None = None
    share: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Talks:
    """One round, meeting or track of negotiation that the article tells of."""

    parties: tuple[str, ...]
    status: TalksStatus
    mediators: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    venue: str | None = None
    channel: Channel = "unknown"
    round: str | None = None
    aims: tuple[Topic, ...] = ()
    when: When | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What a party, or somebody who speaks for it, wants, offers, accepts or refuses."""

    party: str
    speaker: Source
    issue: Topic
    stance: Stance
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A truce, exchange or accord. ``duration`` is ISO 8601 (``P7D``); ``terms`` are ids of figures."""

    type: tuple[AgreementType, ...]
    parties: tuple[str, ...]
    status: AgreementStatus
    mediators: tuple[str, ...] = ()
    declared: When | None = None
    start: When | None = None
    end: When | None = None
    duration: str | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did to somebody, in PLOVER's types and modes."""

    type: EventType
    actor: str | None
    recipient: str | None
    mode: str | None = None
    when: When | None = None
    where: str | None = None
    realis: Realis = "happened"


Value = Date | Place | Actor | Quotation | Figure | Talks | Position | Agreement | Event
"""Every value that a claim can carry."""

KINDS: dict[type[Value], str] = {
    Date: "date",
    Place: "place",
    Actor: "actor",
    Quotation: "quotation",
    Figure: "figure",
    Talks: "talks",
    Position: "position",
    Agreement: "agreement",
    Event: "event",
}
"""The codebook's name for each type of value."""
