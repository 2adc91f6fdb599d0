"""Words that tell of an agreement → its type, parties, length, dates and how it stands, each mention by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.extract.agreements.lexicon import Lexicon
from dragoman.extract.agreements.parties import PartyReader, below
from dragoman.extract.agreements.status import is_modal, is_supposed, status_of, verb_above
from dragoman.extract.agreements.telling import DEFINITE, UP, Telling
from dragoman.extract.dates import Duration, find_durations, when_of
from dragoman.extract.sides import Cast, Sides
from dragoman.model import AgreementType, Date, Reading, Span, Talks, When
from dragoman.model.values import AgreementStatus

_ORDINALS = frozenset({"first", "second", "third", "latter", "former", "previous", "last"})
_ANOTHER = frozenset(
    {"another", "second", "new", "further", "fresh", "future", "third", "next", "extension", "continuation"}
)
_EXTENDING = frozenset({"extend", "prolong", "renew"})
_SWAPPING = frozenset({"exchange", "swap"})
_WARS = frozenset({"war", "conflict", "fighting", "bloodshed", "hostility"})
_ENDING = frozenset({"end", "stop", "halt"})
_BARE = 4  # words of a noun phrase that has no content of its own
_GENERIC = frozenset({"deal", "agreement", "accord", "pact"})
_CALM = frozenset({"calm", "quiet", "phase", "stage", "period", "extension", "break", "respite", "lull"})
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
    is_generic: bool
    sentence: int


class MentionFinder:
    """Finds the mentions of one article."""

    def __init__(self, reading: Reading, cast: Cast, words: Lexicon) -> None:
        self.reading, self.cast, self.tokens, self.words = reading, cast, cast.tokens, words
        self.dates = reading.of_kind("date")
        self.parties = PartyReader(cast, words)
        self.telling = Telling(cast, words)

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
        if tokens.pos[token] == "VERB" and lemma in _SWAPPING and (mention := self._of_swap(token)):
            return mention
        if tokens.pos[token] == "VERB" and lemma in words.agreeing:
            return self._of_clause(token)
        return None

    def _of_swap(self, verb: int) -> Mention | None:
        """ "Chad and Sudan exchanged 40 prisoners": an exchange that was carried out, or is to be."""
        tokens, words = self.tokens, self.words
        objects = [child for child in tokens.children[verb] if tokens.base[child] in {"obj", "nsubj"}]
        swapped = [place for child in objects if tokens.dep[child] != "nsubj" for place in self._below(child)]
        parties = self.parties.of(verb)
        above = tokens.lemma[tokens.head[verb]] in words.agreeing and tokens.base[verb] == "xcomp"
        if above or "exchange" not in {words.topics.get(tokens.lemma[place]) for place in swapped} or len(parties) < 2:
            return None
        is_to_be = is_modal(tokens, words, verb) or tokens.tag[verb] == "VB"
        return self._mention(verb, self._below(verb), ("exchange",), told="agreed" if is_to_be else "carried_out")

    def _of_noun(self, noun: int) -> Mention | None:
        tokens, words = self.tokens, self.words
        if tokens.base[noun] == "compound" and tokens.lemma[tokens.head[noun]] in words.names:
            return None  # "a truce deal" is told of at its head
        inside = self._below(noun)
        own = words.names[tokens.lemma[noun]]
        found = [words.topics.get(tokens.lemma[place]) for place in (*inside, *self._terms(noun))]
        freed = {tokens.lemma[place] for place in self._terms(noun)} & words.deeds
        types = unique_types((own, *found, "exchange" if freed else None))
        lemmas = {tokens.lemma[place] for place in inside}
        if own is None and lemmas & _ENDING and lemmas & _WARS:
            types = unique_types((*types, "ceasefire"))
        is_signed = own == "framework" and tokens.lemma[tokens.head[noun]] in words.making
        if tokens.lemma[noun] in words.drafts and not (words.weighty & set(types) or is_signed):
            types = ()
        if not types:
            types = self._other(noun, inside)
        return self._mention(noun, inside, types) if types else None

    def _terms(self, noun: int) -> list[int]:
        """What an agreement was reached for, where that hangs on the verb: "a deal was reached for the release of"."""
        verb = verb_above(self.tokens, noun)
        if verb is None or self.tokens.lemma[verb] not in self.words.statuses["agreed"]:
            return []
        children = [child for child in self.tokens.children[verb] if child > noun]
        terms = [child for child in children if self.tokens.case_of(child) in _TERMS or self._is_aim(child)]
        return [place for child in terms for place in self._below(child)]

    def _is_aim(self, verb: int) -> bool:
        """ "Signed a declaration to end the fighting"."""
        tokens = self.tokens
        is_to = any(tokens.lower[child] == "to" and child < verb for child in tokens.children[verb])
        return is_to and tokens.pos[verb] == "VERB" and tokens.base[verb] in {"advcl", "xcomp"}

    def _other(self, noun: int, inside: list[int]) -> tuple[AgreementType, ...]:
        """A proposal or paper between named sides about what wars are also settled by: land, guarantees, sanctions."""
        tokens, words = self.tokens, self.words
        lemmas = [tokens.lemma[place] for place in inside]
        if tokens.lemma[noun] not in words.papers:
            return ()
        parties, verb = self.parties.of(noun), verb_above(tokens, noun)
        if set(lemmas) & words.matters and parties:
            return ("other",)
        if set(lemmas) & words.business or verb is None or not set(self._doing(noun, verb)) & words.statuses["agreed"]:
            return ()
        is_taken_up = any(tokens.lower[child] in DEFINITE for child in tokens.children[noun]) and len(inside) < _BARE
        if is_taken_up or is_modal(tokens, words, verb) or is_supposed(tokens, verb):
            return ()
        is_ours = len(parties) > 1 and bool(set(parties) & self._known)
        return ("other",) if is_ours or (tokens.lemma[verb] in words.brokering and self._known) else ()

    def _doing(self, noun: int, verb: int) -> Iterator[str]:
        """The verbs on a deal: that over it, and those of the clauses about it."""
        yield self.tokens.lemma[verb]
        yield from (
            self.tokens.lemma[child] for child in self.tokens.children[noun] if self.tokens.base[child] == "acl"
        )

    @cached_property
    def _known(self) -> frozenset[str]:
        """The sides that fight, and those that talk: deals of others are not the war's."""
        values = [claim.value for claim in self.reading.of_kind("talks")]
        told = (side for value in values if isinstance(value, Talks) for side in (*value.parties, *value.mediators))
        return frozenset((*self.cast.belligerents, *told))

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
            return self._of_deed(verb)
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

    def _of_deed(self, verb: int) -> Mention | None:
        """ "Chad and Sudan agreed to reopen the border": what two agreed to do, if it is more than to meet."""
        tokens, words = self.tokens, self.words
        deeds = [
            child for child in tokens.children[verb] if tokens.base[child] == "xcomp" and tokens.tag[child] == "VB"
        ]
        is_done = tokens.lemma[verb] == "agree" and tokens.tag[verb] != "VB" and not is_modal(tokens, words, verb)
        if not (deeds and is_done) or tokens.lemma[deeds[0]] in words.meeting:
            return None
        inside = self._below(verb)
        lemmas = {tokens.lemma[place] for place in inside}
        parties = self.parties.of(verb)
        if len(parties) < 2 or not set(parties) & self._known or lemmas & words.business or lemmas & set(words.names):
            return None
        return self._mention(verb, inside, ("other",), told="agreed")

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
        if self.telling.is_denied(head):
            status = "proposed"
        elif status == "proposed" and when is not None and self._is_past(when) and not self._may_be(head):
            status = "expired" if duration else "agreed"
        if status == "agreed" and tokens.lemma[head] in _TREATIES and self.telling.is_of_old(head):
            status = "in_force"
        is_over = status == "expired" and any(tokens.lower[child] in DEFINITE for child in tokens.children[head])
        is_treaty = tokens.lemma[head] in _TREATIES and len(self.parties.of(head)) > 1
        is_told = (
            told is not None
            or is_over
            or is_treaty
            or (status == "agreed" and "negotiate" in governors)
            or self.telling.has_terms(head)
            or (bool(governors & words.concrete) and not self.telling.is_hoped(head))
        )
        is_wished = bool(governors & words.wishes) or (tokens.case_of(head) in {"without", "for"} and not duration)
        own = {tokens.lower[child] for child in tokens.children[head] if child < head}
        has_facts = duration or when or is_told or is_extended or status == "violated"
        is_concrete = bool(has_facts and not is_wished and not self._is_empty(head, types, duration))
        is_concrete = is_concrete and not self.telling.is_resolved(head)
        return Mention(
            span,
            types,
            self.parties.of(head),
            status,
            when,
            duration,
            is_concrete,
            bool(own & DEFINITE),
            bool(own & _ANOTHER) or is_extended or bool(governors & {"extension", "continuation"}),
            self._is_named(head),
            self.telling.refers(head),
            bool(own & {"the", "this", "that"}) and tokens.lemma[head] in _GENERIC,
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
        if tokens.lemma[head] in _TREATIES and len(self.parties.of(head)) < 2:
            return True
        terms = [child for child in tokens.children[head] if child > head and tokens.base[child] in _CONTENT]
        is_vague = types == ("peace",) and tokens.lemma[head] not in _TREATIES
        is_vague = is_vague and not any(tokens.lower[child] in DEFINITE for child in tokens.children[head])
        return (is_vague or tokens.lemma[head] in self.words.drafts) and not (duration or terms)

    def _is_named(self, head: int) -> bool:
        """Whether it has a proper name: "the Lomé Accords", "the Kampala peace accords"."""
        tokens = self.tokens
        if tokens.lemma[head] not in _TREATIES:
            return False
        before = [child for child in tokens.children[head] if child < head]
        return any(tokens.pos[child] == "PROPN" and child not in self.cast.names.bodies for child in before)

    def _below(self, head: int) -> list[int]:
        return below(self.tokens, head)

    def _above(self, head: int) -> list[int]:
        """What governs the noun, and its auxiliaries: how the agreement stands."""
        tokens, found, place = self.tokens, [], head
        for _ in range(UP):
            if tokens.head[place] == place:
                break
            place = tokens.head[place]
            found.append(place)
            found.extend(child for child in tokens.children[place] if tokens.base[child] in {"aux", "advmod", "xcomp"})
            if tokens.pos[place] == "VERB":
                break
        clauses = [child for child in tokens.children[head] if tokens.base[child] == "acl"]
        return [*found, *clauses]

    def _duration(self, head: int, span: Span) -> str | None:
        """The length said of it: inside its own phrase, or else nowhere."""
        end = span.end
        above = self.tokens.head[head]
        if self.tokens.lemma[above] in self.words.lasting and above != head:
            end = self.tokens.end_of(self._below(above)[-1])
        inside = [
            one
            for one in self._durations
            if span.start <= one.span.start and one.span.end <= end and self._is_own_length(head, one.span)
        ]
        return next((one.iso for one in inside if one.iso is not None), None)

    def _is_own_length(self, head: int, span: Span) -> bool:
        """Whether a length is of nothing else: not "six hours a day", "five days of clashes", "a six-week war"."""
        tokens, words = self.tokens, self.words
        after = bisect_left(tokens.start, span.end)
        before = bisect_left(tokens.start, span.start) - 1
        if before > head and tokens.pos[before] == "NOUN":
            return False  # "hours a day"
        if tokens.lower[after : after + 1] in (["a"], ["per"], ["each"], ["every"]):
            return tokens.lower[after + 1 : after + 2] not in (["day"], ["week"], ["month"])
        while tokens.lower[after : after + 1] and tokens.lower[after] in {"-", "long", "of"}:
            after += 1
        while after < len(tokens) and tokens.pos[after] == "ADJ":
            after += 1
        is_noun = after < len(tokens) and tokens.pos[after] == "NOUN"
        return not is_noun or after == head or tokens.lemma[after] in {*words.names, *words.topics, *_CALM}


def unique_types(found: Iterable[AgreementType | None]) -> tuple[AgreementType, ...]:
    """Types without repetition, in order."""
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))
