"""Words that tell of an agreement → its type, parties, length, dates and how it stands, each mention by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.extract.agreements.lexicon import Lexicon
from dragoman.extract.agreements.status import is_modal, status_of, verb_above
from dragoman.extract.dates import Duration, find_durations, when_of
from dragoman.extract.sides import Cast, Sides, unique
from dragoman.model import AgreementType, Date, Reading, Span, When
from dragoman.model.values import AgreementStatus

_DEFINITE = frozenset({"the", "this", "that", "its", "their", "these"})
_ORDINALS = frozenset({"first", "second", "third", "latter", "former", "previous", "last"})
_ANOTHER = frozenset(
    {"another", "second", "new", "further", "fresh", "future", "third", "next", "extension", "continuation"}
)
_EXTENDING = frozenset({"extend", "prolong", "renew"})
_UP = 3  # governors looked at above the noun
_TREATIES = frozenset({"treaty", "accord", "accords"})
_CONTENT = frozenset({"acl", "nmod", "advcl", "xcomp", "ccomp", "appos"})
_TERMS = frozenset({"for", "on", "to", "over"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of an agreement.

    ``is_new`` tells of another one than before, ``is_named`` by a proper name of its own ("the Lomé Accords"), and
    one that ``refers`` tells what a deal told of before settles ("under the deal, the army pledged to free…").
    """

    span: Span
    types: tuple[AgreementType, ...]
    parties: Sides
    status: AgreementStatus | None
    when: When | None
    duration: str | None
    is_concrete: bool
    is_definite: bool
    is_new: bool
    is_named: bool
    refers: bool
    sentence: int


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
            mention = self._at(token, lemma)
            if mention is None:
                continue
            keys = {(self.tokens.sentence[token], kind) for kind in mention.types}
            if not keys & told or (mention.duration and mention.is_concrete):
                told |= keys
                yield mention

    def _at(self, token: int, lemma: str) -> Mention | None:
        tokens, words = self.tokens, self.words
        if lemma == "exchange" and self._is_price(token):
            return self._of_price(token)
        if tokens.pos[token] in {"NOUN", "PROPN"} and lemma in words.names:
            return None if self._is_price(token) else self._of_noun(token)
        if lemma in _ORDINALS and tokens.base[token] == "nsubj":
            return self._of_ordinal(token)
        if tokens.pos[token] == "VERB" and lemma in words.agreeing:
            return self._of_clause(token)
        return None

    def _of_noun(self, noun: int) -> Mention | None:
        tokens, words = self.tokens, self.words
        if tokens.base[noun] == "compound" and tokens.lemma[tokens.head[noun]] in words.names:
            return None  # "a truce deal" is told of at its head
        inside = self._below(noun)
        own = words.names[tokens.lemma[noun]]
        found = [words.topics.get(tokens.lemma[place]) for place in (*inside, *self._terms(noun))]
        freed = {tokens.lemma[place] for place in self._terms(noun)} & words.deeds
        types = unique_types((own, *found, "exchange" if freed else None))
        if tokens.lemma[noun] in words.drafts and not words.weighty & set(types):
            types = ()
        if not types:
            types = self._other(noun, inside)
        return self._mention(noun, inside, types) if types else None

    def _terms(self, noun: int) -> list[int]:
        """What an agreement was reached for, where that hangs on the verb: "a deal was reached for the release of"."""
        verb = verb_above(self.tokens, noun)
        if verb is None or self.tokens.lemma[verb] not in self.words.statuses["agreed"]:
            return []
        terms = [child for child in self.tokens.children[verb] if self.tokens.case_of(child) in _TERMS and child > noun]
        return [place for child in terms for place in self._below(child)]

    def _other(self, noun: int, inside: list[int]) -> tuple[AgreementType, ...]:
        """A proposal or paper between named sides about what wars are also settled by: land, guarantees, sanctions."""
        tokens, words = self.tokens, self.words
        lemmas = [tokens.lemma[place] for place in inside]
        if tokens.lemma[noun] in words.papers and set(lemmas) & words.matters and self._parties(noun):
            return ("other",)
        return ()

    def _is_price(self, noun: int) -> bool:
        """ "In exchange for prisoners": what is given, not what was agreed."""
        return self.tokens.lower[noun] in {"exchange", "return"} and self.tokens.lower[max(0, noun - 1)] == "in"

    def _of_price(self, token: int) -> Mention | None:
        """ "Negotiate freedom for captives in exchange for prisoners": an exchange without a noun of its own."""
        tokens, words = self.tokens, self.words
        first, last = tokens.sentences[tokens.sentence[token]]
        before = [place for place in range(first, token) if tokens.lemma[place] in words.bargaining]
        if not before or tokens.lower[token + 1 : token + 2] != ["for"]:
            return None
        captives = {words.topics.get(tokens.lemma[place]) for place in range(token, last)}
        freed = set(tokens.lemma[token:last]) & words.deeds
        if "exchange" not in captives and not freed:
            return None
        inside = [place for place in range(before[-1] + 1, last) if tokens.text[place].strip()]
        return self._mention(before[-1], inside, ("exchange",), told="proposed")

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
        below = self._below(tokens.head[token])
        types = unique_types((*named, *(self.words.topics.get(tokens.lemma[place]) for place in below)))
        return self._mention(token, below, types, told="expired") if unique_types(named) else None

    def _of_clause(self, verb: int) -> Mention | None:
        """ "Agreed to halt strikes for a week": an agreement without a noun of its own."""
        tokens, words = self.tokens, self.words
        done = [
            child
            for child in tokens.children[verb]
            if tokens.base[child] in {"xcomp", "ccomp"} and tokens.lemma[child] in words.halts
        ]
        if not done:
            return None
        objects = [place for child in tokens.children[done[0]] for place in self._below(child)]
        lemmas = {tokens.lemma[place] for place in objects}
        if tokens.lemma[done[0]] in words.deeds:
            captives = {words.topics.get(lemma) for lemma in lemmas}
            types: tuple[AgreementType, ...] = ("exchange",) if "exchange" in captives else ()
        else:
            types = ("ceasefire",) if lemmas & words.violence else ()
        is_going_on = tokens.lemma[verb] == "announce" or tokens.tag[done[0]] == "VBG"
        told: AgreementStatus = "in_force" if is_going_on else "agreed"
        return self._mention(verb, self._below(verb), types, told=told) if types else None

    def _mention(
        self, head: int, inside: list[int], types: tuple[AgreementType, ...], told: AgreementStatus | None = None
    ) -> Mention:
        tokens, words = self.tokens, self.words
        span = Span(tokens.start[inside[0]], tokens.end_of(inside[-1]))
        found = when_of(self.reading.doc, self.dates, Span(tokens.start[head], tokens.end_of(head)))
        value = found.value if found is not None else None
        when = value.when if isinstance(value, Date) and value.when.resolved else None
        duration = self._duration(head, span) if types != ("exchange",) else None
        governors = {tokens.lemma[place] for place in self._above(head)}
        status = told
        if told is None or told == "agreed":
            facts = {"is_dated": when is not None, "has_length": duration is not None}
            by_words = status_of(tokens, words, head, **facts)
            status = by_words if told is None or by_words == "violated" else told
        is_extended = bool(governors & _EXTENDING) and not governors & words.modals
        if is_extended:
            status = "agreed"
        if self._is_denied(head):
            status = "proposed"
        elif status == "proposed" and when is not None and self._is_past(when) and not self._may_be(head):
            status = "expired" if duration else "agreed"
        is_over = status == "expired" and any(tokens.lower[child] in _DEFINITE for child in tokens.children[head])
        is_treaty = tokens.lemma[head] in _TREATIES and len(self._parties(head)) > 1
        is_told = (
            told is not None or is_over or is_treaty or (bool(governors & words.concrete) and not self._is_hoped(head))
        )
        is_wished = bool(governors & words.wishes) or (tokens.case_of(head) in {"without", "for"} and not duration)
        own = {tokens.lower[child] for child in tokens.children[head] if child < head}
        has_facts = duration or when or is_told or is_extended or status == "violated"
        is_concrete = bool(has_facts and not is_wished and not self._is_empty(head, types, duration))
        return Mention(
            span,
            types,
            self._parties(head),
            status,
            when,
            duration,
            is_concrete,
            bool(own & _DEFINITE),
            bool(own & _ANOTHER) or is_extended or bool(governors & {"extension", "continuation"}),
            self._is_named(head),
            self._refers(head),
            tokens.sentence[head],
        )

    def _is_past(self, when: When) -> bool:
        """Whether a time lies before the article's own, by the day or month that both are known to."""
        published = self.reading.article.published
        if published is None or when.latest is None:
            return False
        known = min(len(published), len(when.latest), len("2024-02-08"))
        return when.latest[:known] < published[:known]

    def _may_be(self, head: int) -> bool:
        verb = verb_above(self.tokens, head)
        return self.tokens.lemma[head] in self.words.drafts or (
            verb is not None and is_modal(self.tokens, self.words, verb)
        )

    def _is_empty(self, head: int, types: tuple[AgreementType, ...], duration: str | None) -> bool:
        """Whether it is none at all, or one of which nothing is told: "no truce", "a peace proposal"."""
        tokens = self.tokens
        if any(tokens.lower[child] in {"no", "any"} for child in tokens.children[head]):
            return True
        if tokens.lemma[head] in _TREATIES and len(self._parties(head)) < 2:
            return True
        terms = [child for child in tokens.children[head] if child > head and tokens.base[child] in _CONTENT]
        is_vague = types == ("peace",) and tokens.lemma[head] not in _TREATIES
        is_vague = is_vague and not any(tokens.lower[child] in _DEFINITE for child in tokens.children[head])
        return (is_vague or tokens.lemma[head] in self.words.drafts) and not (duration or terms)

    def _is_named(self, head: int) -> bool:
        """Whether it has a proper name: "the Lomé Accords", "the Kampala peace accords"."""
        tokens = self.tokens
        if tokens.lemma[head] not in _TREATIES:
            return False
        before = [child for child in tokens.children[head] if child < head]
        return any(tokens.pos[child] == "PROPN" and child not in self.cast.names.bodies for child in before)

    def _refers(self, head: int) -> bool:
        """Whether its sentence puts it under a deal that was told of before."""
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence[head]]
        return any(
            tokens.lemma[place] in self.words.papers
            and tokens.case_of(place) == "under"
            and any(tokens.lower[child] in _DEFINITE for child in tokens.children[place])
            for place in range(first, last)
            if place != head
        )

    def _is_denied(self, head: int) -> bool:
        """ "An agreement had been reached, but no agreement had been reached": told, and denied in one sentence."""
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence[head]]
        return any(
            tokens.lower[place] == "no" and tokens.lemma[tokens.head[place]] == tokens.lemma[head]
            for place in range(first, last)
            if tokens.head[place] != head
        )

    def _is_hoped(self, head: int) -> bool:
        """ "Willing to reach a ceasefire": what is only wished for, and not told of as one that there is."""
        tokens, verb = self.tokens, self.tokens.head[head]
        definite = any(tokens.lower[child] in _DEFINITE for child in tokens.children[head])
        none = any(tokens.lower[child] in {"no", "any"} for child in tokens.children[head])
        if tokens.pos[head] == "VERB" or definite:
            return False
        if none or tokens.lemma[verb] in self.words.wishes:
            return True
        return tokens.doc[verb].tag_ == "VB" and not is_modal(tokens, self.words, verb)

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
        clauses = [child for child in tokens.children[head] if tokens.base[child] == "acl"]
        return [*found, *clauses]

    def _parties(self, head: int) -> Sides:
        tokens, cast = self.tokens, self.cast
        if tokens.pos[head] == "VERB":
            subject = tokens.subject_of(head)
            if subject is None or tokens.lemma[head] not in self.words.agreeing:
                return ()
            named = [child for child in tokens.children[subject] if tokens.base[child] == "appos"]
            sides = unique(side for place in (subject, *named) for side in cast.sides_of(place))
            return sides or self._group_in(subject)
        found: list[str] = []
        for child in tokens.children[head]:
            if tokens.base[child] in {"nmod", "obl"} and tokens.case_of(child) in {"between", "with"}:
                found.extend(cast.sides_of(child))
        if not found and tokens.lower[head + 1 : head + 2] in (["with"], ["between"]):
            after = (place for place in range(head + 2, min(head + 8, len(tokens))) if tokens.pos[place] == "PROPN")
            found.extend(cast.sides_of(next(after, head)))
        if found:
            owners = (child for child in tokens.children[head] if tokens.dep[child] == "nmod:poss")
            found.extend(side for owner in owners for side in cast.sides_of(owner))
            return unique((*found, *cast.names.premodifying(head)))
        if tokens.lemma[head] not in self.words.papers:
            return ()
        return self._giver(head) or self._concerned(head)

    def _group_in(self, subject: int) -> Sides:
        """The one armed group that a long subject names: "one faction of the alliance, the X Brigade, announced"."""
        bodies = self.cast.names.bodies
        labels = {bodies[place] for place in self._below(subject) if place in bodies}
        return unique(
            side for label in labels if label.type == "armed_group" and (side := self.cast.names.side_of(label))
        )[:1]

    def _concerned(self, head: int) -> Sides:
        """The sides that a paper names about what wars are settled by: "a text on Chad's guarantees for Sudan"."""
        inside = self._below(head)
        if not {self.tokens.lemma[place] for place in inside} & self.words.matters:
            return ()
        sides = unique(side for place in inside if (side := self.cast.names.named_at(place)))
        return sides if len(sides) == 2 else ()

    def _giver(self, head: int) -> Sides:
        """ "Chad presented Sudan with a proposal": who gives a paper, and to whom."""
        verb = self.tokens.head[head]
        if self.tokens.lemma[verb] not in self.words.giving:
            return ()
        subject = self.tokens.subject_of(verb)
        objects = [child for child in self.tokens.children[verb] if self.tokens.base[child] in {"obj", "iobj"}]
        heads = [*([subject] if subject is not None else []), *(child for child in objects if child != head)]
        sides = unique(side for place in heads for side in self.cast.sides_of(place))
        return sides if len(sides) > 1 else ()

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
