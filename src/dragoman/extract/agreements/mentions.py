"""Words that tell of an agreement → its type, parties, length, dates and how it stands, each mention by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.extract.agreements.lexicon import Lexicon
from dragoman.extract.dates import Duration, find_durations, when_of
from dragoman.extract.sides import Cast, Sides, unique
from dragoman.model import AgreementType, Date, Reading, Span, When
from dragoman.model.values import AgreementStatus

_ORDER: tuple[AgreementStatus, ...] = (
    "violated", "collapsed", "rejected", "proposed", "expired", "carried_out", "in_force", "agreed",
)  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_ORDINALS = frozenset({"first", "second", "third", "latter", "former", "previous", "last"})
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

    @cached_property
    def _durations(self) -> tuple[Duration, ...]:
        """The durations of the article: read when the first agreement is found, which most articles have none of."""
        return find_durations(self.reading.doc, self.reading.article.language)

    def find(self) -> Iterator[Mention]:
        """The mentions in the order of the text, one for each sentence and type at the most."""
        told: set[tuple[int, AgreementType]] = set()
        for token, lemma in enumerate(self.tokens.lemma):
            mention = None
            if self.tokens.pos[token] in {"NOUN", "PROPN"} and lemma in self.words.names:
                mention = self._of_noun(token) if not self._is_price(token) else None
            elif lemma in _ORDINALS and self.tokens.base[token] == "nsubj":
                mention = self._of_ordinal(token)
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

    def _is_price(self, noun: int) -> bool:
        """ "In exchange for prisoners": what is given, not what was agreed."""
        return self.tokens.lower[noun] == "exchange" and self.tokens.lower[max(0, noun - 1)] in {"in", "return"}

    def _of_ordinal(self, token: int) -> Mention | None:
        """ "The first, lasting a week": one of those told of in the sentence before."""
        tokens = self.tokens
        number = tokens.sentence[token]
        if not number or tokens.lower[max(0, token - 1)] != "the":
            return None
        first, last = tokens.sentences[number - 1]
        named = [
            self.words.names[tokens.lemma[place]]
            for place in range(first, last)
            if tokens.lemma[place] in self.words.names
        ]
        types = unique_types(
            (*named, *(self.words.topics.get(tokens.lemma[place]) for place in self._below(tokens.head[token])))
        )
        return self._mention(token, self._below(tokens.head[token]), types) if unique_types(named) else None

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
        parties = self._parties(head)
        found = when_of(self.reading.doc, self.dates, Span(tokens.start[head], tokens.end_of(head)))
        when = (
            found.value.when
            if found is not None and isinstance(found.value, Date) and found.value.when.resolved
            else None
        )
        duration = self._duration(head, span)
        governors = {tokens.lemma[place] for place in self._above(head)}
        is_clause = tokens.pos[head] == "VERB"
        if is_clause:
            near -= self.words.halts
        is_told = is_clause or (bool(governors & self.words.concrete) and not self._is_hoped(head))
        is_concrete = bool((duration or when or is_told) and not (governors & self.words.wishes))
        return Mention(span, types, parties, self._status(near), when, duration, is_concrete)

    def _is_hoped(self, head: int) -> bool:
        """ "Willing to reach a ceasefire": what is only wished for, and not told of as one that there is."""
        tokens, verb = self.tokens, self.tokens.head[head]
        definite = any(tokens.lower[child] in _DEFINITE for child in tokens.children[head])
        none = any(tokens.lower[child] in {"no", "any"} for child in tokens.children[head])
        if tokens.pos[head] == "VERB" or definite:
            return False
        return none or tokens.doc[verb].tag_ == "VB" or tokens.lemma[verb] in self.words.wishes

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

    def _parties(self, head: int) -> Sides:
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
        end = span.end
        above = self.tokens.head[head]
        if self.tokens.lemma[above] in self.words.lasting and above != head:
            end = self.tokens.end_of(self._below(above)[-1])
        inside = [one for one in self._durations if span.start <= one.span.start and one.span.end <= end]
        return next((one.iso for one in inside if one.iso is not None), None)


def unique_types(found: Iterable[AgreementType | None]) -> tuple[AgreementType, ...]:
    """Types without repetition, in order."""
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))
