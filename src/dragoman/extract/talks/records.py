"""Mentions → one record for each round, meeting or track, with who bargains and who mediates told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.extract.sides import Cast, Sides, unique
from dragoman.extract.talks.lexicon import Lexicon
from dragoman.extract.talks.mentions import Mention, mediators_at
from dragoman.model import Channel, Talks, TalksStatus, When

_FORWARD = frozenset({"planned", "proposed"})


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


def gather(mentions: Iterable[Mention]) -> list[Record]:
    """One record for each round, meeting or track; a mention that fits an earlier one joins it."""
    records: list[Record] = []
    for mention in mentions:
        found = next((record for record in reversed(records) if _fits(mention, record)), None)
        if found is None:
            found = Record()
            records.append(found)
        found.mentions.append(mention)
    return records


def _fits(mention: Mention, record: Record) -> bool:
    """Whether a mention tells of the talks of a record."""
    first = record.mentions[0]
    sides = record.all("sides")
    if first.kind != mention.kind:
        return _is_part(mention, record)
    if mention.kind == "meeting":
        return (
            not mention.is_new
            and not _apart(mention, record)
            and set(mention.sides) <= {*sides, *record.all("mediators")}
        )
    if _apart(mention, record):
        return False
    known = {*sides, *record.all("mediators")}
    own = {*mention.sides, *mention.mediators}
    return not (own and known) or own <= known or known <= own


def _is_part(mention: Mention, record: Record) -> bool:
    """A meeting on the day of a round, by those who take part in it, is a part of the round."""
    when, day = record.first("when"), mention.when
    if mention.kind != "meeting" or not isinstance(when, When) or day is None:
        return False
    known = {*record.all("sides"), *record.all("mediators")}
    same_day = when.earliest is not None and day.earliest is not None and when.earliest[:10] == day.earliest[:10]
    return same_day and len(mention.sides) > 0 and set(mention.sides) <= known


def _apart(mention: Mention, record: Record) -> bool:
    """Whether venue, round or date keep a mention and a record apart."""
    if mention.is_new and not mention.is_bare and record.mentions and mention.round != record.first("round"):
        return True
    for name in ("venue", "round"):
        known, own = record.first(name), getattr(mention, name)
        if known and own and known != own:
            return True
    when = record.first("when")
    if isinstance(when, When) and mention.when is not None:
        return not _overlap(when, mention.when)
    statuses = {one.status for one in record.mentions}
    if mention.is_bare or not statuses - {None} or mention.status is None:
        return False
    return (mention.status in _FORWARD) != bool(statuses & _FORWARD) and mention.round is not None


def _overlap(one: When, other: When) -> bool:
    starts, ends = (one.earliest or "", other.earliest or ""), (one.latest or "9", other.latest or "9")
    return max(starts)[:10] <= min(ends)[:10] or max(starts).startswith(min(ends)[:7])


class Casting:
    """Tells parties from mediators over one article, and makes the values of records."""

    def __init__(self, cast: Cast, words: Lexicon, records: Iterable[Record]) -> None:
        self.cast = cast
        tokens = cast.tokens
        told = (side for record in records for side in record.all("mediators"))
        named = (
            side
            for token, lemma in enumerate(tokens.lemma)
            if lemma in words.mediating_nouns
            for side in mediators_at(cast, token)
        )
        self.mediators = unique(side for side in (*named, *told) if side not in cast.belligerents)

    def value_of(self, record: Record) -> Talks | None:
        """What a record says; nothing where it does not say enough to be talks about the war."""
        is_track = record.mentions[0].kind == "track"
        sides, mediators = (
            record.all("sides"),
            [side for side in record.all("mediators") if side not in self.cast.belligerents],
        )
        parties = [side for side in sides if side not in mediators]
        if self.cast.belligerents:
            outsiders = [side for side in parties if side not in self.cast.belligerents]
            if set(parties) & set(self.cast.belligerents) or set(outsiders) & set(self.mediators) or not is_track:
                parties = [side for side in parties if side not in outsiders]
                mediators.extend(side for side in outsiders if side not in mediators)
        else:
            third = [side for side in parties if side in self.mediators]
            if len(third) < len(parties):
                parties = [side for side in parties if side not in third]
                mediators.extend(third)
        if is_track and self._is_between_belligerents(record, parties):
            parties = list(self.cast.belligerents)
        if is_track and len(parties) > 1 and not mediators:
            mediators = list(self.mediators)
        mediators = [side for side in mediators if side not in parties]
        if not self._is_told(record, parties, mediators):
            return None
        return Talks(
            tuple(parties),
            self._status(record),
            tuple(mediators),
            record.all("participants"),
            _text(record.first("venue")),
            _channel(record, parties, mediators),
            _text(record.first("round")),
            tuple(dict.fromkeys(aim for mention in record.mentions for aim in mention.aims)),
            _when(record),
        )

    def _is_between_belligerents(self, record: Record, parties: list[str]) -> bool:
        """Whether talks with no parties of their own are those of the article's war."""
        if parties and not any(mention.takes_up_both for mention in record.mentions):
            return False
        if record.all("mediators") or set(record.all("sides")) & set(self.mediators):
            return True
        mentions = record.mentions
        if any(mention.round and mention.kind == "track" for mention in mentions):
            return True
        return any(
            mention.has_purpose or mention.takes_up_both or "ceasefire" in mention.aims or "exchange" in mention.aims
            for mention in mentions
        )

    def _is_told(self, record: Record, parties: list[str], mediators: list[str]) -> bool:
        """Whether there is enough to say who talks, and that it is about the war."""
        if not parties and not mediators:
            return False
        mentions = record.mentions
        if mentions[0].kind == "meeting":
            return len(parties) + len(mediators) > 1 and any(mention.aims for mention in mentions)
        if all(mention.is_bare and not mention.has_purpose for mention in mentions):
            return False
        return len(parties) + len(mediators) > 1 or any(mention.aims for mention in mentions)

    def _status(self, record: Record) -> TalksStatus:
        statuses = [mention.status for mention in record.mentions if mention.status is not None and not mention.is_bare]
        for telling in ("ended_without_deal", "refused"):
            if telling in statuses:
                return telling
        return statuses[0] if statuses else "under_way" if record.mentions[0].kind == "track" else "held"


def _channel(record: Record, parties: list[str], mediators: list[str]) -> Channel:
    for mention in record.mentions:
        if mention.channel == "phone" or (mention.channel != "unknown" and len(parties) > 1):
            return mention.channel
    if (mediators and len(parties) < 2) or (mediators and len(parties) == 2 and record.mentions[0].kind == "track"):
        return "indirect"
    return "direct" if len(parties) > 1 and record.mentions[0].kind == "meeting" else "unknown"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _when(record: Record) -> When | None:
    value = record.first("when")
    return value if isinstance(value, When) else None
