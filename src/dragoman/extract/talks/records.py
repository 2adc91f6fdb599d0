"""Mentions → one record for each round, meeting or track: "the talks" again is the same, another round is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.extract.sides import Sides, unique
from dragoman.extract.talks.mentions import Mention
from dragoman.model import When

_FORWARD = frozenset({"planned", "proposed"})
_PAST = frozenset({"last", "previous"})
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
    for mention in mentions:
        found = next((record for record in reversed(records) if _fits(mention, record, frozenset(at_war))), None)
        if found is None:
            found = Record()
            records.append(found)
        found.mentions.append(mention)
    return records


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
    if own and own <= at_war and set(record.all("sides")) & at_war and is_ours:
        return True
    if not mention.is_full and (own & known) - at_war and _is_nested(own & at_war, known & at_war):
        return True
    if not mention.sides and not known_mediators and not mention.is_indefinite and known <= at_war:
        return True
    return not (own and known) or _is_nested(own, known)


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
    if mention.people and any(one.status == "refused" for one in record.mentions):
        return False
    return not _others(dict(mention.people), dict(row for one in record.mentions for row in one.people))


def _others(own: dict[str, str], known: dict[str, str]) -> bool:
    """Whether a side is represented by somebody else."""
    return any(side in known and known[side] != name for side, name in own.items())


def _is_part(mention: Mention, record: Record) -> bool:
    """A meeting on the day of a round or where it is held, by those who take part in it, is a part of the round."""
    if "mediation" in {mention.kind, record.kind}:
        return False
    when, day, venue = record.first("when"), mention.when, record.first("venue")
    same_day = (
        isinstance(when, When)
        and day is not None
        and when.earliest is not None
        and day.earliest is not None
        and when.earliest[:10] == day.earliest[:10]
    )
    same_venue = mention.venue is not None and isinstance(venue, str) and _is_within(mention.venue, venue)
    if not (same_day or same_venue):
        return False
    known = {*record.all("sides"), *record.all("mediators")}
    if mention.kind == "meeting":
        return len(mention.sides) > (0 if same_day else 1) and set(mention.sides) <= known
    return same_day and same_venue and len(known) > 1 and set(mention.sides) <= known


def _apart(mention: Mention, record: Record) -> bool:
    """Whether venue, round or date keep a mention and a record apart."""
    if mention.is_new and not mention.is_bare and mention.round != record.first("round"):
        return True
    venue = record.first("venue")
    if mention.venue and venue is None and (mention.is_indefinite or record.first("round") in _PAST):
        return True
    if mention.venue and isinstance(venue, str) and not _is_within(mention.venue, venue):
        return True
    known, own = record.first("round"), mention.round
    if known and own and known != own:
        return True
    when = record.first("when")
    if isinstance(when, When) and mention.when is not None:
        return not _overlap(when, mention.when)
    statuses = {one.status for one in record.mentions if not one.is_bare}
    if mention.is_bare or not statuses - {None} or mention.status is None:
        return False
    return (mention.status in _FORWARD) != bool(statuses & _FORWARD) and mention.round is not None


def _is_within(one: str, other: str) -> bool:
    """Whether two names of a venue can be the same: "Doha", "Doha, Qatar"."""
    return one == other or one in other.split(", ") or other in one.split(", ")


def _overlap(one: When, other: When) -> bool:
    starts, ends = (one.earliest or "", other.earliest or ""), (one.latest or "9", other.latest or "9")
    return max(starts)[:10] <= min(ends)[:10] or max(starts).startswith(min(ends)[:7])
