"""Mentions → one record for each round, meeting or track: "the talks" again is the same, another round is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from dragoman.extract.sides import Sides, unique
from dragoman.extract.talks.mention import Mention
from dragoman.model import When
from dragoman.registry import load_registry

_FORWARD = frozenset({"planned", "proposed"})
_PAST = frozenset({"last", "previous"})
_ANOTHER = frozenset({"another", "new", "fresh", "further"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
"""Numbers of rounds: one that is not the last is no talks that are told of without a number."""

_NEAR = 3  # sentences from words that name nobody to those that tell who meets


@dataclass(slots=True)
class Record:
    """The mentions gathered for one round, meeting or track."""

    mentions: list[Mention] = field(default_factory=list)

    def first(self, name: str) -> object:
        """The first value that a mention gives for a field."""
        return next((value for mention in self.mentions if (value := getattr(mention, name))), None)

    def all(self, name: str) -> Sides:
        """Every value that mentions give for a field of names."""
        return unique(value for mention in self.mentions for value in getattr(mention, name))

    @property
    def kind(self) -> str:
        """Whether it is a track, a meeting, or told of by its mediators alone."""
        return self.mentions[0].kind

    @property
    def war(self) -> Sides:
        """The pair at war that its words point at, where they do."""
        return next((mention.war for mention in self.mentions if mention.war), ())

    @property
    def is_of_the_war(self) -> bool:
        """Whether it is told of as the war's own talks, whoever of its sides is named: "the ceasefire talks"."""
        return any(mention.has_purpose and not mention.is_full for mention in self.mentions)


def gather(mentions: Iterable[Mention], at_war: Sides = ()) -> list[Record]:
    """One record for each round, meeting or track; a mention that fits an earlier one joins it.

    ``at_war`` are the belligerents: a track with one of them is that of their war, unless the words keep it apart.
    """
    records: list[Record] = []
    mentions = list(mentions)
    last = max((_ORDINALS.index(mention.round) for mention in mentions if mention.round in _ORDINALS), default=0)
    for mention in mentions:
        is_past = mention.round in _ORDINALS[:last]
        fitting = [
            record
            for record in reversed(records)
            if _fits(mention, record, frozenset(at_war)) and not (is_past and record.first("round") != mention.round)
        ]
        there = (record for record in fitting if mention.venue and _is_there(mention, record))
        found = next(there, next(iter(fitting), None))
        if found is None:
            found = Record()
            records.append(found)
        found.mentions.append(mention)
    return records


def _is_there(mention: Mention, record: Record) -> bool:
    """Whether the venue of a mention can be that of a record: "Doha", "Doha, Qatar", "Qatar"."""
    venue = record.first("venue")
    if not isinstance(venue, str) or mention.venue is None:
        return False
    if _is_within(mention.venue, venue):
        return True
    lands = [one.land for one in record.mentions if one.venue == venue]
    wide = {mention.venue, venue} & {_country(mention.land)}
    return mention.land is not None and mention.land in lands and bool(wide)


@cache
def _country(code: str | None) -> str | None:
    """The registry's name of a country."""
    states = (entry for entry in load_registry().entries.values() if entry.type == "state" and entry.country == code)
    entry = next(states, None) if code else None
    return entry.name if entry is not None else None


def _fits(mention: Mention, record: Record, at_war: frozenset[str]) -> bool:
    """Whether a mention tells of the talks of a record."""
    if mention.war and record.war and mention.war != record.war:
        return False
    at_war = frozenset(record.war or mention.war) or at_war
    if record.kind != mention.kind:
        return _is_part(mention, record)
    if mention.kind == "meeting":
        return _is_same_meeting(mention, record)
    if mention.kind == "mediation":
        return True
    if _apart(mention, record):
        return False
    known_mediators = set(record.all("mediators"))
    if known_mediators and mention.mediators and not known_mediators & set(mention.mediators):
        return False
    known = {*record.all("sides"), *known_mediators}
    own = {*mention.sides, *mention.mediators}
    if mention.is_full and at_war and not own & at_war and not known & own & set(record.all("sides")):
        return False
    is_ours = record.is_of_the_war or not record.mentions[0].is_full
    if _is_beside(mention, record, at_war):
        return False
    if own and own <= at_war and set(record.all("sides")) & at_war and is_ours:
        return True
    if not mention.is_full and (own & known) - at_war and _is_nested(own & at_war, known & at_war):
        return True
    if not mention.sides and not known_mediators and not mention.is_indefinite and known <= at_war:
        return True
    return not (own and known) or _is_nested(own, known)


def _is_beside(mention: Mention, record: Record, at_war: frozenset[str]) -> bool:
    """Whether one side's own talks with a third party are told of beside those of both, with nothing to tie them."""
    if not mention.is_full or mention.venue or mention.when or mention.round or len(at_war & set(mention.sides)) != 1:
        return False
    return any(one.is_full and set(one.sides) > at_war for one in record.mentions) and len(mention.sides) == 2


def _is_nested(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def _is_same_meeting(mention: Mention, record: Record) -> bool:
    known = {*record.all("sides"), *record.all("mediators")}
    if not known:
        near = mention.sentence - record.mentions[-1].sentence <= _NEAR
        return near and not _apart(mention, record)
    if mention.is_new or _apart(mention, record) or not set(mention.sides) <= known:
        return False
    if mention.is_many and (len(known) < 3 or record.first("channel") == "phone"):
        return False
    phones = {one.channel == "phone" for one in record.mentions if one.is_full or one.venue}
    if phones and (mention.is_full or mention.venue) and (mention.channel == "phone") not in phones:
        return False
    if mention.people and any(one.status == "refused" for one in record.mentions):
        return False
    if _is_other_time(mention, record) and (mention.when or mention.venue or mention.people):
        return False
    return not _others(dict(mention.people), dict(row for one in record.mentions for row in one.people))


def _others(own: dict[str, str], known: dict[str, str]) -> bool:
    """Whether a side is represented by somebody else."""
    return any(side in known and known[side] != name for side, name in own.items())


def _is_other_time(mention: Mention, record: Record) -> bool:
    """Whether one of a mention and a record is still to come and the other is not."""
    told = {one.status for one in record.mentions if one.status is not None}
    return mention.status is not None and bool(told) and (mention.status in _FORWARD) != bool(told & _FORWARD)


def _is_part(mention: Mention, record: Record) -> bool:
    """A meeting on the day of a round or where it is held, by those who take part in it, is a part of the round."""
    if "mediation" in {mention.kind, record.kind} or mention.channel == "phone":
        return False
    when, day = record.first("when"), mention.when
    same_day = (
        isinstance(when, When)
        and day is not None
        and when.earliest is not None
        and day.earliest is not None
        and when.earliest[:10] == day.earliest[:10]
    )
    same_venue = _is_there(mention, record)
    if not (same_day or same_venue):
        return False
    known = {*record.all("sides"), *record.all("mediators")}
    if not same_day and _is_other_time(mention, record):
        return False
    if mention.kind == "meeting":
        return len(mention.sides) > (0 if same_day else 1) and set(mention.sides) <= known
    is_told = len(known) > 1 and set(mention.sides) <= known
    return is_told and same_venue and (same_day or not (mention.sides or mention.when or mention.round))


def _apart(mention: Mention, record: Record) -> bool:
    """Whether venue, round or date keep a mention and a record apart."""
    if mention.is_new and not mention.is_bare and mention.round != record.first("round"):
        return True
    venue, when = record.first("venue"), record.first("when")
    is_same = mention.round is not None and mention.round == record.first("round") and isinstance(when, When)
    is_same = is_same and mention.when is not None and isinstance(when, When) and _overlap(when, mention.when)
    if mention.venue and venue is None and not is_same and (mention.is_indefinite or record.first("round") in _PAST):
        return True
    if mention.venue and isinstance(venue, str) and not _is_there(mention, record):
        return True
    if mention.is_indefinite and mention.round in _ANOTHER and mention.round == record.first("round"):
        return bool(mention.venue or mention.when) and not is_same
    known, own = record.first("round"), mention.round
    if known and own and known != own:
        return True
    if isinstance(when, When) and mention.when is not None:
        follows = mention.kind == "track" and not mention.is_indefinite and _is_day_after(when, mention.when)
        return not (follows or _overlap(when, mention.when))
    statuses = {one.status for one in record.mentions if not one.is_bare}
    if mention.is_bare or not statuses - {None} or mention.status is None:
        return False
    return (mention.status in _FORWARD) != bool(statuses & _FORWARD) and mention.round is not None


def _is_within(one: str, other: str) -> bool:
    """Whether two names of a venue can be the same: "Doha", "Doha, Qatar"."""
    return one == other or one in other.split(", ") or other in one.split(", ")


def _overlap(one: When, other: When) -> bool:
    if {one.granularity, other.granularity} == {"day", "week"}:
        return _is_near_week(*((one, other) if one.granularity == "day" else (other, one)))
    starts, ends = (one.earliest or "", other.earliest or ""), (one.latest or "9", other.latest or "9")
    return max(starts)[:10] <= min(ends)[:10] or max(starts).startswith(min(ends)[:7])


def _is_day_after(one: When, other: When) -> bool:
    """Whether two days follow each other, as those of one round do."""
    if {one.granularity, other.granularity} - {"day", "part_of_day"} or not (one.latest and other.earliest):
        return False
    first, second = date.fromisoformat(one.latest[:10]), date.fromisoformat(other.earliest[:10])
    return abs(second - first) <= timedelta(days=1)


def _is_near_week(day: When, week: When) -> bool:
    """Whether a day is in a week or beside it: not everybody's week begins on a Monday."""
    if not (day.earliest and week.earliest and week.latest):
        return True
    told, first, last = (date.fromisoformat(one[:10]) for one in (day.earliest, week.earliest, week.latest))
    return first - timedelta(days=1) <= told <= last + timedelta(days=1)
