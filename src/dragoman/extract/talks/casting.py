"""A record → its value: who bargains and who mediates told apart over the whole article, and how the talks stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.extract.sides import Cast, Sides, unique
from dragoman.extract.talks.company import CompanyReader, mediators_at
from dragoman.extract.talks.lexicon import Lexicon
from dragoman.extract.talks.mention import Mention
from dragoman.extract.talks.records import Record
from dragoman.extract.topics import topic_weights
from dragoman.model import Channel, Source, Talks, TalksStatus, When

_OURS = frozenset({"ceasefire", "exchange"})
_OF_PEACE = frozenset({"security", "governance"})
"""What states also confer on that are at no war."""

_NOT_OF_WAR = frozenset({"sanctions", "justice", "other"})
_DAYS = frozenset({"day", "part_of_day", "time"})
_LEAD = 6  # sentences, the headline among them, in which a report on talks says that it is one
_SUMMIT = 3  # third states that confer among themselves are the sides of their summit


class Casting:
    """Tells parties from mediators over one article, and makes the values of records."""

    def __init__(self, cast: Cast, words: Lexicon, records: Iterable[Record], published: str | None = None) -> None:
        self.cast, self.words = cast, words
        self.published = published
        records = tuple(records)
        self.peace = _about_peace(cast)
        self.main = next((record for record in records if record.kind == "track"), None)
        self.is_report = any(number < _LEAD for number in self.peace) or any(map(self._is_of_both, records))
        tokens, company = cast.tokens, CompanyReader(cast, words)
        told = (side for record in records for side in (*record.all("mediators"), *self._outsiders(record)))
        named = (
            side
            for token, lemma in enumerate(tokens.lemma)
            if lemma in words.mediating_nouns
            for side in mediators_at(cast, token)
        )
        brokered = (
            side
            for token, lemma in enumerate(tokens.lemma)
            if lemma in words.go_between and tokens.pos[token] == "VERB" and not self._is_only_offered(token)
            for side in company.go_betweens(token)
        )
        self.mediators = unique(side for side in (*named, *brokered, *told) if side not in cast.belligerents)

    def _is_only_offered(self, verb: int) -> bool:
        """ "Offered to mediate", "had attempted to broker", "would broker": who does not mediate by these words."""
        tokens = self.cast.tokens
        above = tokens.head[verb]
        is_offer = tokens.base[verb] == "xcomp" and tokens.lemma[above] in self.words.offers
        return is_offer or any(tokens.lemma[child] in self.words.modals for child in tokens.children[verb])

    def _at_war(self, record: Record) -> Sides:
        """The two who fight in the war that a record is about: the one it points at, or else the article's."""
        return record.war or self.cast.belligerents

    def _is_of_both(self, record: Record) -> bool:
        """Whether a record names both who fight as those who talk."""
        return (
            record.kind == "track"
            and bool(self._at_war(record))
            and set(self._at_war(record)) <= set(record.all("sides"))
        )

    def _outsiders(self, record: Record) -> Iterator[str]:
        """Third parties that talk together with both who fight: "talks between Chad, Sudan and Kenya"."""
        sides, at_war = record.all("sides"), self._at_war(record)
        if record.kind == "track" and at_war and set(at_war) <= set(sides):
            yield from (side for side in sides if side not in at_war and not self._is_armed(side))

    def _is_armed(self, side: str) -> bool:
        """Whether a side is an armed group or a people: a party to something, seldom a go-between."""
        entry = self.cast.names.index.registry.find(side)
        return entry is not None and (entry.type == "armed_group" or entry.id.startswith("people/"))

    def value_of(self, record: Record) -> Talks | None:
        """What a record says; nothing where it does not say enough to be talks about the war."""
        parties, mediators = self._roles(record)
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
            self._source(record),
        )

    def _roles(self, record: Record) -> tuple[list[str], list[str]]:
        """The parties and the mediators of a record."""
        at_war = self._at_war(record)
        mediators = [side for side in record.all("mediators") if side not in at_war]
        parties = [side for side in record.all("sides") if side not in mediators]
        third = self._third_parties(record, parties)
        parties = [side for side in parties if side not in third]
        mediators.extend(third)
        if (record.kind != "meeting" or not parties) and self._is_between_belligerents(record, parties, mediators):
            parties = list(at_war)
        is_ours = not at_war or set(parties) <= set(at_war)
        is_carried = any(mention.channel == "indirect" for mention in record.mentions)
        if (
            (len(parties) > 1 or is_carried)
            and is_ours
            and not mediators
            and (record.kind != "meeting" or not record.all("sides"))
            and not self._is_past(record)
        ):
            mediators = list(self.mediators)
        return parties, [side for side in mediators if side not in parties]

    def _is_past(self, record: Record) -> bool:
        """Whether a record is an earlier round of its own: who mediates now may not have done so then."""
        told, main = self._status(record), self.main
        if record is main or told in {"planned", "under_way", "proposed", "paused"} or main is None:
            return False
        venue, when = record.first("venue"), record.first("when")
        return (venue is not None and venue != main.first("venue")) or (when is not None and when != main.first("when"))

    def _third_parties(self, record: Record, sides: list[str]) -> list[str]:
        """Those of the sides of a record that do not fight: they mediate, host or carry messages."""
        at_war = self._at_war(record)
        if at_war:
            outsiders = [side for side in sides if side not in at_war and not self._is_armed(side)]
            is_called = any(mention.channel == "phone" for mention in record.mentions)
            if len(outsiders) == len(sides) >= _SUMMIT and record.kind == "meeting" and not is_called:
                return []
            is_sole = len(sides) == 1 and any(_OURS & set(mention.aims) for mention in record.mentions)
            is_mediated = is_sole or record.all("mediators") or set(outsiders) & set(self.mediators)
            if set(sides) & set(at_war) or is_mediated or record.kind == "meeting":
                return outsiders
            return []
        author = self.cast.author
        third = [side for side in sides if side in self.mediators or (side == author and len(sides) > 1)]
        if record.kind == "meeting":
            third.extend(side for side in sides if side not in third and side not in self.cast.names.violent)
            return third
        return third if len(third) < len(sides) else []

    def _is_between_belligerents(self, record: Record, parties: list[str], mediators: list[str]) -> bool:
        """Whether talks that do not name all their parties are those of the article's war."""
        mentions, at_war = record.mentions, self._at_war(record)
        if any(mention.takes_up_both for mention in mentions):
            return True
        if record.kind == "meeting":
            return not mediators and any(mention.channel == "direct" for mention in mentions)
        if len(parties) == 1 and parties[0] in at_war:
            others = [side for side in mentions[0].sides if side not in at_war and side not in self.mediators]
            if mentions[0].is_full and (mentions[0].round or others):
                return False
            return record.is_of_the_war or not (mediators or record.all("sides")[1:])
        if parties or (mentions[0].is_full and not set(mentions[0].sides) & set(at_war)):
            return False
        if record.kind == "mediation" or mediators or set(record.all("sides")) & set(self.mediators):
            return True
        if any((mention.round or mention.venue) and mention.kind == "track" for mention in mentions):
            return True
        return any(mention.has_purpose or _OURS & set(mention.aims) for mention in mentions)

    def _is_told(self, record: Record, parties: list[str], mediators: list[str]) -> bool:
        """Whether there is enough to say who talks, and that it is about the war."""
        mentions, named, at_war = record.mentions, len(parties) + len(mediators), self._at_war(record)
        aims = {aim for mention in mentions for aim in mention.aims} - _NOT_OF_WAR
        if record.kind == "mediation":
            return bool(mediators) and named > 1 and bool(aims or at_war)
        if not aims and any(self._is_business(mention) for mention in mentions):
            return False
        if record.kind == "meeting":
            fighting = set(parties) & set(at_war)
            is_ours = len(fighting) > 1 or (fighting and (self.is_report or set(mediators) & set(self.mediators)))
            if not at_war:
                aims -= _OF_PEACE
            return named > 1 and bool(is_ours or aims or any(self._is_on_errand(mention) for mention in mentions))
        if not named or all(mention.is_bare and not mention.has_purpose for mention in mentions):
            return False
        if not record.all("sides") and not any(mention.is_real for mention in mentions):
            return False
        if named > 1 and at_war and not set(parties) & set(at_war):
            return bool(aims or mediators)
        return named > 1 or (not mediators and bool(set(parties) & set(at_war)))

    def _is_business(self, mention: Mention) -> bool:
        """Whether its sentence or the next speaks of trade and the like."""
        tokens = self.cast.tokens
        first, last = tokens.sentences[mention.sentence]
        return bool(self.words.business & set(tokens.lemma[first:last]))

    def _is_on_errand(self, mention: Mention) -> bool:
        """Whether somebody who meets is told of elsewhere as at work on a truce: an envoy on his tour."""
        index = self.cast.names.index
        people = {name for _, name in mention.people}
        for actor in index.actors:
            if actor.type == "person" and actor.names and actor.name in people:
                told = {self.cast.tokens.sentence[one.start] for one in actor.mentions}
                if (told - {mention.sentence}) & self.peace:
                    return True
        return False

    def _status(self, record: Record) -> TalksStatus:
        """How a record stands: by its words, then by its day: what is still to come is planned."""
        told, when = self._told_status(record), _when(record)
        if when is None or self.published is None:
            return told
        if told in {"held", "under_way"} and when.earliest is not None and _is_before(self.published, when.earliest):
            return "planned"
        return told

    def _told_status(self, record: Record) -> TalksStatus:
        """How a record stands by what tells most of it, unless it failed, was refused or goes on."""
        ranked = sorted(record.mentions, key=lambda mention: (mention.is_bare, -mention.detail))
        statuses = [status for mention in ranked if (status := mention.status or self._by_day(mention)) is not None]
        own = [mention.status for mention in ranked if mention.status is not None and not mention.is_bare]
        for telling in ("ended_without_deal", "refused"):
            if telling in own:
                return telling
        if statuses:
            goes_on = any(mention.goes_on for mention in record.mentions)
            return "under_way" if statuses[0] == "held" and goes_on else statuses[0]
        return "held" if record.kind == "meeting" else "under_way"

    def _by_day(self, mention: Mention) -> TalksStatus | None:
        """ "Wednesday's talks", of a Wednesday that is over, were held, whatever verb they are told of with."""
        when = mention.when
        if when is None or when.granularity != "day" or when.latest is None or self.published is None:
            return None
        return "held" if _is_before(when.latest, self.published) else None

    def _source(self, record: Record) -> Source | None:
        """Whose words all of a record stands in; nothing where the outlet itself tells of it."""
        voices = [self.cast.voice_at(mention.anchor) for mention in record.mentions if not mention.is_bare]
        if not voices or any(voice is None for voice in voices):
            return None
        return voices[0].source if voices[0] is not None else None


def _channel(record: Record, parties: list[str], mediators: list[str]) -> Channel:
    named = {mention.channel for mention in record.mentions}
    for channel in ("phone", "direct", "indirect"):
        if channel in named and (channel != "direct" or len(parties) > 1):
            return "direct" if channel == "direct" else "phone" if channel == "phone" else "indirect"
    if record.kind == "meeting":
        return "indirect" if mediators else "direct" if len(parties) > 1 else "unknown"
    together = any(len(mention.sides) > 2 and set(parties) <= set(mention.sides) for mention in record.mentions)
    if len(parties) > 1 and together:
        return "direct"
    return "indirect" if mediators else "unknown"


def _about_peace(cast: Cast) -> frozenset[int]:
    """The sentences that speak of a truce or an exchange."""
    tokens = cast.tokens
    return frozenset(
        number
        for number, (first, last) in enumerate(tokens.sentences)
        if _OURS & set(topic_weights(tokens.lemma, range(first, last)))
    )


def _is_before(one: str, other: str) -> bool:
    """Whether a day or month is before another, as far as both are known."""
    known = min(len(one), len(other), len("2024-02-08"))
    return one[:known] < other[:known]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _when(record: Record) -> When | None:
    """The first day that is told, or else the first week, month or year."""
    told = [mention.when for mention in record.mentions if mention.when is not None]
    return next((when for when in told if when.granularity in _DAYS), next(iter(told), None))
