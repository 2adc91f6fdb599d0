"""Tellings → events: who and whom named, dated and placed; tellings of the same joined, what is no event left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.extract.dates import when_of
from dragoman.extract.events.attitudes import Teller
from dragoman.extract.events.clauses import Syntax
from dragoman.extract.events.meaning import Meaning
from dragoman.extract.events.participants import Participants
from dragoman.extract.events.parties import Namer, Party, join
from dragoman.extract.events.telling import Telling
from dragoman.model import Claim, Date, Event, Issue, Place, Reading, Span, When, make_claim

_NAME = "events"
_WORDS = 14
"""The most tokens after its trigger that an event's words reach."""
_DONE = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "AID", "COOPERATE", "RETREAT", "CONCEDE", "PROTEST", "CONSULT"}
)
"""Types that are deeds rather than words."""
_TWO = frozenset({"SUPPORT", "CONSULT", "COOPERATE"})
_SAID = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_PEOPLE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "CONCEDE"})
"""Types in which people without a name or side can take part: gunmen, protesters, prisoners."""
_SAME_IN_THE_PAST = frozenset(
    {"beat", "hit", "cut", "put", "set", "let", "hurt", "shut", "quit", "burst", "thrust", "spread"}
)
_PARTNERED = frozenset({"with", "between", "against", "to"})
_FINITE = frozenset({"has", "have", "had", "is", "are"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve", "being"})


@dataclass(slots=True)
class Record:
    """One event and all the words that tell of it."""

    event: Event
    evidence: list[tuple[str, Span]]
    within: str | None
    rule: str
    spans: set[Span] = field(default_factory=set)


class EventReader:
    """Reads the events of one article."""

    def __init__(self, reading: Reading, syntax: Syntax) -> None:
        self.reading, self.syntax, self.tokens = reading, syntax, syntax.tokens
        self.cast, self.words = syntax.cast, syntax.words
        self.teller, self.namer = Teller(syntax), Namer(syntax)
        self.participants = Participants(syntax, self.teller, self.namer)
        self.meaning = Meaning(syntax, self.teller)
        self.dates = reading.of_kind("date")
        self.places = reading.of_kind("place")
        self.headlines = [
            (part.start, part.end)
            for part in reading.article.parts
            if part.part in {"headline", "standfirst", "heading"}
        ]

    def read(self) -> Iterator[Claim | Issue]:
        """The events in the order of the text, and what was left undecided."""
        records: dict[object, Record] = {}
        for telling in self._tellings():
            found = self._record(telling)
            if isinstance(found, Issue):
                yield found
            elif found is not None:
                _gather(records, found, frozenset(self.tokens.lemma[token] for token in telling.used))
        for record in records.values():
            yield make_claim(
                self.reading.article, record.event, record.evidence, rule=record.rule, within=record.within
            )

    def _tellings(self) -> list[Telling]:
        """What is told of, without what a telling above it has taken up."""
        found: list[Telling] = []
        for head, pos in enumerate(self.tokens.pos):
            if pos in {"VERB", "AUX", "ADJ", "ADP"}:
                telling = self.teller.tell(head) or self.teller.obligation(head)
                if telling is not None:
                    found.append(telling)
        used = {token for telling in found for token in telling.used if token != telling.trigger}
        kept = [telling for telling in found if telling.trigger not in used]
        taken = {token for telling in kept for token in (*telling.used, *telling.actors, *telling.recipients)}
        for head, pos in enumerate(self.tokens.pos):
            if pos == "NOUN" and (head not in taken or self.tokens.lemma[head] in self.words.attempts):
                telling = self.teller.noun(head)
                if telling is not None and self._is_asserted(telling):
                    kept.append(telling)
        settled = [meant for telling in kept if (meant := self.meaning.settle(telling)) is not None]
        return sorted(settled, key=lambda telling: telling.trigger)

    def _is_asserted(self, telling: Telling) -> bool:
        """Whether a noun that stands alone names both who and whom, or one of them by name."""
        named = {
            party.name: party
            for head in (*telling.actors, *telling.recipients)
            if (party := self.namer.party(head) or self.namer.owner(head)) is not None
        }
        owner = self.namer.owner(telling.trigger)
        if owner is not None:
            named[owner.name] = owner
        tokens, above = self.tokens, self.tokens.head[telling.trigger]
        if (
            tokens.base[telling.trigger] == "nsubj"
            and tokens.lemma[above] in self.words.occurring
            and self._is_finite(above)
        ):
            return bool(named)
        return len(named) > 1 and any(party.is_side for party in named.values())

    def _record(self, telling: Telling) -> Record | Issue | None:
        if self._is_general(telling) or self._is_asked(telling.trigger):
            return None
        actors, recipients = self.participants.who(telling), self.participants.whom(telling)
        if (
            not actors
            and telling.actors
            and not any(self.participants.is_means(head) or self.tokens.pos[head] == "PRON" for head in telling.actors)
        ):
            return None
        if not actors and self._is_unresolved(telling):
            return self._issue(telling)
        own = {part for actor in actors for part in (actor.name, *actor.name.split(" and "))}
        recipients = [party for party in recipients if not set(party.name.split(" and ")) <= own]
        if telling.mutual and len(actors) > 1 and not any(self._is_partner(telling, party) for party in recipients):
            recipients = []
        if telling.mutual and len(actors) > 1 and not recipients:
            actors, recipients = actors[:1], actors[1:]
        if telling.mutual and len(recipients) > 1 and not actors:
            actors, recipients = recipients[:1], recipients[1:]
        recipients = [party for party in recipients if party.name not in {actor.name for actor in actors}]
        if not actors and not recipients:
            return None
        if not self._concerns(telling, actors, recipients):
            return None
        evidence = [("event", self._words(telling))]
        evidence += [("actor", party.span) for party in actors] + [("recipient", party.span) for party in recipients]
        event = Event(
            telling.type,
            join(actors),
            join(recipients),
            mode=telling.mode,
            when=self._when(telling),
            where=self._where(telling),
            realis=telling.realis or "happened",
        )
        voice = self.cast.voice_at(telling.trigger)
        return Record(event, evidence, voice.claim if voice is not None else None, telling.rule)

    def _is_partner(self, telling: Telling, party: Party) -> bool:
        """Whether it is a third beside two who deal with each other: "Chad and Niger agreed with Mali"."""
        return party.head in telling.recipients and bool(self.syntax.cases(party.head) & _PARTNERED)

    def _is_unresolved(self, telling: Telling) -> bool:
        """Whether the words name who acted only by a pronoun that could not be told."""
        return any(self.tokens.pos[head] == "PRON" for head in telling.actors)

    def _issue(self, telling: Telling) -> Issue | None:
        span = self._words(telling)
        return Issue(_NAME, "could not tell who acts here", span.start, span.end)

    def _is_general(self, telling: Telling) -> bool:
        """ "Wars kill civilians", "is engaged in": the simple present tells how things are, but for headlines."""
        tokens, verb = self.tokens, telling.trigger
        if telling.type not in _DONE or telling.realis not in {"happened", None}:
            return False
        if self._is_headline(verb) and any(
            "#party" in self.syntax.kinds(head) or self.syntax.kinds(head) & self.words.bodies
            for head in telling.actors
        ):
            return False
        finite = [verb, *(child for child in tokens.children[verb] if tokens.base[child] in {"aux", "cop"})]
        if any(tokens.tag[place] in {"VBD", "MD"} or tokens.lower[place] in _PERFECT for place in finite):
            return False
        if tokens.tag[verb] == "VBP" and tokens.lemma[verb] in _SAME_IN_THE_PAST:
            return False
        return any(tokens.tag[place] in {"VBZ", "VBP"} for place in finite)

    def _is_asked(self, token: int) -> bool:
        """Whether a token stands in a question."""
        first, last = self.tokens.sentences[self.tokens.sentence[token]]
        return any(self.tokens.text[place] == "?" for place in range(max(first, last - 3), last))

    def _is_headline(self, token: int) -> bool:
        """Whether a token stands in a headline, or in the first sentence of an article."""
        start = self.tokens.start[token]
        return self.tokens.sentence[token] == 0 or any(first <= start < end for first, end in self.headlines)

    def _concerns(self, telling: Telling, actors: list[Party], recipients: list[Party]) -> bool:
        """Whether it names who can be party to a conflict or to its diplomacy: both, where it takes two."""
        is_plain = any(actor.is_side for actor in actors) and (
            self._is_finite(telling.trigger) or telling.realis == "planned"
        )
        if telling.realis not in {"happened", "ongoing"} and not is_plain and not (actors and recipients):
            return False
        if telling.type in _TWO and not is_plain and not (actors and recipients):
            return False
        if telling.rule == "verb:discuss" and not recipients:
            return False
        if telling.type == "CONCEDE" and not actors and not self.syntax.is_passive(telling.trigger):
            return False
        if telling.type in _SAID and not actors:
            is_untold = not telling.actors and self.syntax.is_passive(telling.trigger)
            return is_untold and telling.type != "REQUEST" and any(party.is_side for party in recipients)
        if telling.type == "ASSAULT" and not recipients and telling.mode is None and self._where(telling) is None:
            return telling.rule.startswith("verb:violate")
        return bool(actors or recipients) and (
            telling.type in _PEOPLE or any(party.is_side or self._is_body(party) for party in (*actors, *recipients))
        )

    def _is_finite(self, verb: int) -> bool:
        tokens = self.tokens
        places = [verb, *(child for child in tokens.children[verb] if tokens.base[child] in {"aux", "cop"})]
        return any(tokens.tag[place] in {"VBD", "MD"} or tokens.lower[place] in _FINITE for place in places)

    def _is_body(self, party: Party) -> bool:
        """Whether it is a body, or people of a named nation or group: "prosecutors", "Chadian herders"."""
        kinds = self.syntax.kinds(party.head)
        if party.head in self.cast.names.people and not self.cast.names.premodifying(party.head):
            return False
        if any(self.syntax.kinds(child) & {"#party", "#places"} for child in self.syntax.obliques(party.head)):
            return True
        return "#party" in kinds or bool(kinds & self.words.bodies) or bool(self.cast.names.premodifying(party.head))

    def _words(self, telling: Telling) -> Span:
        """From the trigger to the last word that it took up, its particles too."""
        tokens = self.tokens
        last = min(tokens.sentences[tokens.sentence[telling.trigger]][1], telling.trigger + _WORDS)
        places = {telling.trigger, *(token for token in telling.used if telling.trigger < token < last)}
        places |= {
            child
            for place in tuple(places)
            for child in tokens.children[place]
            if tokens.dep[child] in {"compound:prt", "aux", "aux:pass"}
        }
        places |= {child for child in tokens.children[telling.trigger] if tokens.lower[child] in self.words.negations}
        return Span(tokens.start[min(places)], tokens.end_of(max(places)))

    def _when(self, telling: Telling) -> When | None:
        start = self.tokens.start[telling.trigger]
        claim = when_of(self.reading.doc, self.dates, Span(start, self.tokens.end_of(telling.trigger)))
        return (
            claim.value.when
            if claim is not None and isinstance(claim.value, Date) and claim.value.when.resolved
            else None
        )

    def _where(self, telling: Telling) -> str | None:
        """The place named on the verb, its noun or what is done to: the finest there is."""
        tokens = self.tokens
        heads = [
            telling.trigger,
            *(token for token in telling.used),
            *(head for head in (*telling.recipients, *telling.owned) if head >= 0),
        ]
        for head in heads:
            near = [
                child
                for child in tokens.children[head]
                if tokens.base[child] in {"obl", "nmod"}
                and self.syntax.cases(child) & {"in", "at", "near", "outside", "across", "inside", "around", "on"}
            ]
            for noun in (
                *near,
                *(
                    child
                    for place in near
                    for child in tokens.children[place]
                    if tokens.base[child] in {"nmod", "appos", "flat", "compound"}
                ),
            ):
                place = self._place_at(noun)
                if place is not None:
                    return place
        for head in heads:
            place = self._place_at(head)
            if place is not None and telling.type in {"ASSAULT", "COERCE"}:
                return place
        return None

    def _place_at(self, token: int) -> str | None:
        start = self.tokens.start[token]
        for claim in self.places:
            value = claim.value
            if isinstance(value, Place) and claim.evidence[0].start <= start < claim.evidence[0].end:
                return value.name
        return None


def _gather(records: dict[object, Record], found: Record, content: frozenset[str]) -> None:
    """Join a record to one that tells of the same: all alike, and neither date nor place against it."""
    event = found.event
    is_plain = event.type in _DONE and event.actor is not None and event.recipient is not None
    told = None if is_plain else content
    key = (event.type, event.actor, event.recipient, event.realis, event.mode, event.when, event.where, told)
    known = records.get(key)
    if known is None:
        records[key] = found
    else:
        known.evidence.extend(piece for piece in found.evidence if piece not in known.evidence)
