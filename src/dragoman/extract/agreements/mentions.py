"""Words that tell of an agreement → its type, parties, length, dates and how it stands, each mention by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.extract.agreements.lexicon import Lexicon
from dragoman.extract.dates import find_durations, when_of
from dragoman.extract.sides import Cast, Sides, unique
from dragoman.model import AgreementType, Date, Reading, Span, When
from dragoman.model.values import AgreementStatus

_ORDER: tuple[AgreementStatus, ...] = (
    "violated", "collapsed", "rejected", "proposed", "expired", "carried_out", "in_force", "agreed",
)  # fmt: skip
_UP = 3  # governors looked at above the noun


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of an agreement."""

    span: Span
    types: tuple[AgreementType, ...]
    parties: Sides
    status: AgreementStatus | None
    when: When | None
    duration: str | None
    is_concrete: bool


class MentionFinder:
    """Finds the mentions of one article."""

    def __init__(self, reading: Reading, cast: Cast, words: Lexicon) -> None:
        self.reading, self.cast, self.tokens, self.words = reading, cast, cast.tokens, words
        self.dates = reading.of_kind("date")
        self.durations = find_durations(reading.doc, reading.article.language)

    def find(self) -> Iterator[Mention]:
        """The mentions in the order of the text, one for each sentence and type at the most."""
        told: set[tuple[int, AgreementType]] = set()
        for token, lemma in enumerate(self.tokens.lemma):
            mention = None
            if self.tokens.pos[token] in {"NOUN", "PROPN"} and lemma in self.words.names:
                mention = self._of_noun(token)
            elif self.tokens.pos[token] == "VERB" and lemma in self.words.agreeing:
                mention = self._of_clause(token)
            if mention is None:
                continue
            keys = {(self.tokens.sentence[token], kind) for kind in mention.types}
            if not keys & told:
                told |= keys
                yield mention

    def _of_noun(self, noun: int) -> Mention | None:
        inside = self._below(noun)
        own = self.words.names[self.tokens.lemma[noun]]
        types = unique_types((own, *(self.words.topics.get(self.tokens.lemma[place]) for place in inside)))
        return self._mention(noun, inside, types) if types else None

    def _of_clause(self, verb: int) -> Mention | None:
        """ "Agreed to halt strikes for a week": an agreement without a noun of its own."""
        tokens = self.tokens
        done = [child for child in tokens.children[verb] if tokens.base[child] in {"xcomp", "ccomp"}]
        if not any(tokens.lemma[child] in self.words.halts for child in done):
            return None
        inside = self._below(verb)
        types = unique_types(self.words.topics.get(tokens.lemma[place]) for place in inside)
        return self._mention(verb, inside, types or ("ceasefire",))

    def _mention(self, head: int, inside: list[int], types: tuple[AgreementType, ...]) -> Mention:
        tokens = self.tokens
        span = Span(tokens.start[inside[0]], tokens.end_of(inside[-1]))
        near = {tokens.lemma[place] for place in (*inside, *self._above(head))}
        parties = self._parties(head, inside)
        found = when_of(self.reading.doc, self.dates, Span(tokens.start[head], tokens.end_of(head)))
        when = (
            found.value.when
            if found is not None and isinstance(found.value, Date) and found.value.when.resolved
            else None
        )
        duration = self._duration(head, span)
        governors = {tokens.lemma[place] for place in self._above(head)}
        is_concrete = bool(duration or governors & self.words.concrete or (when and tokens.pos[head] == "VERB"))
        return Mention(span, types, parties, self._status(near), when, duration, is_concrete)

    def _below(self, head: int) -> list[int]:
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence[head]]
        inside, frontier = {head}, [head]
        while frontier:
            for child in tokens.children[frontier.pop()]:
                if first <= child < last and child not in inside and tokens.base[child] not in {"punct", "parataxis"}:
                    inside.add(child)
                    frontier.append(child)
        return [place for place in sorted(inside) if tokens.text[place].strip()]

    def _above(self, head: int) -> list[int]:
        """What governs the noun, and its auxiliaries: how the agreement stands."""
        tokens, found, place = self.tokens, [], head
        for _ in range(_UP):
            if tokens.head[place] == place:
                break
            place = tokens.head[place]
            found.append(place)
            found.extend(child for child in tokens.children[place] if tokens.base[child] in {"aux", "advmod", "xcomp"})
            if tokens.pos[place] == "VERB":
                break
        case = [child for child in tokens.children[head] if tokens.base[child] == "case"]
        return [*found, *case]

    def _parties(self, head: int, inside: list[int]) -> Sides:
        tokens, cast = self.tokens, self.cast
        if tokens.pos[head] == "VERB":
            subject = tokens.subject_of(head)
            return cast.sides_of(subject) if subject is not None else ()
        found: list[str] = []
        for child in tokens.children[head]:
            if tokens.base[child] in {"nmod", "obl"} and tokens.case_of(child) in {"between", "with"}:
                found.extend(cast.sides_of(child))
        return unique((*found, *(cast.names.premodifying(head) if found else ())))

    def _status(self, near: set[str]) -> AgreementStatus | None:
        return next((status for status in _ORDER if near & self.words.statuses[status]), None)

    def _duration(self, head: int, span: Span) -> str | None:
        """The length said of it: inside its own phrase, or else nowhere."""
        first = max(0, head - 5)
        begin = min(self.tokens.start[first], span.start)
        inside = [one for one in self.durations if begin <= one.span.start and one.span.end <= span.end]
        return next((one.iso for one in inside if one.iso is not None), None)


def unique_types(found: Iterable[AgreementType | None]) -> tuple[AgreementType, ...]:
    """Types without repetition, in order."""
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))
