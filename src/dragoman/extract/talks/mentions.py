"""Words that tell of talks → what each says of them by itself: who, through whom, where, when, which round, status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.extract.dates import when_of
from dragoman.extract.sides import Cast, Sides, unique
from dragoman.extract.talks.lexicon import Lexicon
from dragoman.extract.talks.status import is_argument, status_of
from dragoman.extract.talks.venues import venue_of
from dragoman.extract.topics import topic_weights
from dragoman.model import Channel, Date, Reading, Span, TalksStatus, Topic, When

Kind = Literal["track", "meeting"]

_WITH = frozenset({"with", "between", "among", "alongside", "and"})
_UP = 4  # governors looked at above a word of talks


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of talks. ``is_bare`` is "the talks" with nothing of its own, ``is_new`` "a new round"."""

    anchor: int
    span: Span
    kind: Kind
    sides: Sides
    mediators: Sides
    participants: tuple[str, ...]
    venue: str | None
    when: When | None
    round: str | None
    channel: Channel
    aims: tuple[Topic, ...]
    status: TalksStatus | None
    is_new: bool
    has_purpose: bool
    takes_up_both: bool

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing that would tell one round from another."""
        return not (self.sides or self.mediators or self.venue or self.when or self.round)


class MentionFinder:
    """Finds the mentions of one article."""

    def __init__(self, reading: Reading, cast: Cast, words: Lexicon) -> None:
        self.reading, self.cast, self.tokens, self.words = reading, cast, cast.tokens, words
        self.dates = reading.of_kind("date")
        self.places = {claim.evidence[0].start: claim for claim in reading.of_kind("place")}

    def find(self) -> Iterator[Mention]:
        """The mentions in the order of the text."""
        taken: set[int] = set()
        has_track = False
        for token, lemma in enumerate(self.tokens.lemma):
            kind = self._kind_of(token, lemma)
            if kind is None or token in taken:
                continue
            anchors = self._anchors(token)
            taken.update(anchors)
            has_track = has_track or kind == "track"
            yield self._read(token, anchors, kind)
        if not has_track:
            yield from self._mediated()

    def _mediated(self) -> Iterator[Mention]:
        """An article that speaks of mediators but never of talks: "Oman, which served as a mediator"."""
        for token, lemma in enumerate(self.tokens.lemma):
            if lemma in self.words.mediating_nouns and self.tokens.pos[token] in {"NOUN", "PROPN"}:
                yield self._read(token, (token,), "track")

    def _kind_of(self, token: int, lemma: str) -> Kind | None:
        tokens, words = self.tokens, self.words
        pos = tokens.pos[token]
        if pos in {"NOUN", "PROPN"}:
            if tokens.lower[token] == "talks" or (lemma in words.tracks and lemma != "talk"):
                return None if self._before(token) & words.foreign else self._track(token, lemma)
            return "meeting" if lemma in words.meetings and self._is_meeting(token, lemma) else None
        if pos == "VERB":
            if lemma in words.meets and not self._has_company(token, lemma):
                return None
            is_said = lemma in words.speaks and (self._says_with(token) or "phone" in self._clause(token))
            return "meeting" if lemma in words.meets or is_said else None
        return None

    def _has_company(self, verb: int, lemma: str) -> bool:
        """Whether a verb of meeting has somebody to meet: "met demands" has not, "the foreign ministers met" has."""
        tokens = self.tokens
        objects = [child for child in tokens.children[verb] if tokens.base[child] == "obj"]
        if objects:
            return any(self.cast.sides_of(child) for child in objects)
        return lemma != "host" and tokens.dep[verb] != "amod"

    def _track(self, token: int, lemma: str) -> Kind | None:
        if lemma in self.words.loose and not (self._before(token) & self.words.purposes or self._with(token)):
            return None
        return "track"

    def _is_meeting(self, token: int, lemma: str) -> bool:
        if lemma == "call":
            return bool({"phone", "telephone", "video"} & self._before(token)) or bool(self._with(token))
        return lemma != "visit" or bool({"discuss", "talk"} & self._clause(token))

    def _before(self, token: int) -> set[str]:
        """The lemmas of the words before a noun in its own phrase."""
        first = max(self.tokens.sentences[self.tokens.sentence[token]][0], token - 5)
        found = set()
        for place in range(token - 1, first - 1, -1):
            if self.tokens.pos[place] in {"VERB", "ADP", "PUNCT", "AUX", "PRON", "SCONJ"} and not self.tokens.is_silent(
                place
            ):
                break
            found.add(self.tokens.lemma[place])
        return found

    def _clause(self, token: int) -> set[str]:
        first, last = self.tokens.sentences[self.tokens.sentence[token]]
        return set(self.tokens.lemma[max(first, token - 3) : min(last, token + 8)])

    def _says_with(self, verb: int) -> bool:
        tokens = self.tokens
        near = tokens.lower[verb + 1 : verb + 3]
        return bool({"with"} & set(near)) and bool(self._sides_after(verb))

    def _anchors(self, token: int) -> tuple[int, ...]:
        """The noun and those that it hangs on or holds: "round" of "talks"."""
        tokens, anchors = self.tokens, [token]
        head = tokens.head[token]
        if tokens.lemma[head] in self.words.rounds and head < token and token - head < 6:
            anchors.insert(0, head)
        anchors.extend(
            child
            for child in tokens.children[token]
            if tokens.base[child] == "nmod"
            and tokens.lemma[child] in self.words.tracks
            and tokens.case_of(child) == "of"
        )
        return tuple(anchors)

    def _read(self, token: int, anchors: tuple[int, ...], kind: Kind) -> Mention:
        tokens, cast = self.tokens, self.cast
        governor = self._governor(anchors[0])
        mediators = unique(self._mediators(anchors, governor))
        heads = unique_numbers(self._participants(anchors, governor))
        sides = unique(
            side for head in heads for side in (*cast.sides_of(head), *cast.names.in_phrase(head, self._end(head)))
        )
        if kind == "meeting" and len(sides) < 2 and governor is not None:
            sides = unique((*sides, *(side for head in self._subjects(governor) for side in cast.sides_of(head))))
        if kind == "track":
            sides = unique((*sides, *self._joined_before(token)))
        before = set().union(*(self._before(anchor) for anchor in anchors))
        span = self._span(anchors, governor)
        near = before | {tokens.lemma[child] for anchor in anchors for child in tokens.children[anchor]}
        channel = self._channel(near)
        label = next((word for anchor in anchors for word in self._labels(anchor)), None)
        return Mention(
            token,
            span,
            kind,
            tuple(side for side in sides if side not in mediators),
            mediators,
            tuple(dict.fromkeys(name for head in heads for name in self._person(head))),
            venue_of(cast, self.reading, anchors, governor),
            self._when(anchors, governor, span),
            label,
            channel,
            self._aims(anchors, kind),
            status_of(tokens, self.words, anchors, governor),
            is_new=label in {"new", "another", "next", "fresh"} or ("a" in near and kind == "meeting"),
            has_purpose=bool(before & self.words.purposes),
            takes_up_both=any(cast.is_both(head) for head in heads),
        )

    def _governor(self, anchor: int) -> int | None:
        """The verb that talks are told of with, or the anchor itself if it is one."""
        place = anchor
        for _ in range(_UP):
            if self.tokens.pos[place] == "VERB":
                return place
            if self.tokens.head[place] == place:
                return None
            place = self.tokens.head[place]
        return None

    def _participants(self, anchors: tuple[int, ...], governor: int | None) -> Iterator[int]:
        """The heads of the phrases that say who takes part."""
        tokens, words = self.tokens, self.words
        for anchor in anchors:
            yield from self._with(anchor)
            yield from (child for child in tokens.children[anchor] if tokens.dep[child] in {"nmod:poss", "nsubj"})
        if governor is None:
            return
        lemma = tokens.lemma[governor]
        is_verb = governor in anchors
        is_subject = any(tokens.is_subject(anchor) for anchor in anchors)
        if not (is_verb or (lemma in words.discuss | words.meets and not is_subject)):
            return
        yield from self._subjects(governor)
        yield from self._with(governor)
        if is_verb:
            yield from (child for child in tokens.children[governor] if tokens.base[child] == "obj")

    def _subjects(self, verb: int) -> list[int]:
        """The subject of a verb, its own or that of the verb it hangs on."""
        subject = self.tokens.subject_of(verb)
        if subject is None and self.tokens.base[verb] in {"advcl", "xcomp", "conj", "acl"}:
            above = self.tokens.head[verb]
            owners = [child for child in self.tokens.children[above] if self.tokens.dep[child] == "nmod:poss"]
            subject = self.tokens.subject_of(above) or next(iter(owners), None)
        return [] if subject is None else [subject]

    def _end(self, head: int) -> int:
        """Where a list of names that begins about a head must end."""
        _, last = self.tokens.sentences[self.tokens.sentence[head]]
        return min(last, head + 14)

    def _with(self, head: int) -> list[int]:
        tokens = self.tokens
        return [
            child
            for child in tokens.children[head]
            if child > head and tokens.base[child] in {"nmod", "obl"} and tokens.case_of(child) in _WITH
        ] or self._sides_after(head)

    def _sides_after(self, head: int) -> list[int]:
        """The first side after "with" or "between" where the tree hangs it elsewhere."""
        tokens = self.tokens
        _, last = tokens.sentences[tokens.sentence[head]]
        for place in range(head + 1, min(last, head + 4)):
            if tokens.lower[place] in {"with", "between"}:
                for noun in range(place + 1, min(last, place + 8)):
                    if tokens.pos[noun] in {"NOUN", "PROPN"} and self.cast.side_of_one(noun):
                        return [noun]
            if tokens.pos[place] in {"VERB", "PUNCT"}:
                break
        return []

    def _joined_before(self, token: int) -> Sides:
        """ "Russia-Ukraine talks": two sides before the noun; one alone is what the talks are about."""
        before = self.cast.names.premodifying(token)
        return before if len(before) > 1 else ()

    def _mediators(self, anchors: tuple[int, ...], governor: int | None) -> Iterator[str]:
        tokens, words = self.tokens, self.words
        for anchor in anchors:
            yield from self._bodies_before(anchor)
            for place in range(max(0, anchor - 6), anchor):
                before, _, participle = tokens.text[place].rpartition("-")
                if before and participle.lower() in words.mediating_participles:
                    yield from (side for side in (self.cast.names.side_of_name(before),) if side)
                if tokens.lower[place] in words.mediating_participles and tokens.is_silent(place - 1):
                    yield from self.cast.names.premodifying(place)
            for child in tokens.children[anchor]:
                if tokens.lower[child] in words.mediating_participles and tokens.base[child] == "acl":
                    yield from self._agents(child)
        first, last = tokens.sentences[tokens.sentence[anchors[0]]]
        for place in range(first, last):
            if tokens.lemma[place] in words.mediating_nouns:
                yield from mediators_at(self.cast, place)
        if governor is not None and tokens.lemma[governor] in words.mediating_verbs | {"host"}:
            subject = tokens.subject_of(governor)
            if subject is not None and tokens.dep[subject] == "nsubj":
                yield from self.cast.sides_of(subject)
            yield from self._agents(governor)

    def _bodies_before(self, anchor: int) -> Iterator[str]:
        """ "The UN peace process": an international organisation before talks holds them."""
        for place in range(max(0, anchor - 4), anchor):
            label = self.cast.names.bodies.get(place)
            if label is not None and label.type == "international_organisation":
                yield from (side for side in (self.cast.names.side_of(label),) if side)

    def _agents(self, verb: int) -> Iterator[str]:
        for child in self.tokens.children[verb]:
            if self.tokens.case_of(child) == "by":
                yield from self.cast.sides_of(child)

    def _person(self, head: int) -> Iterator[str]:
        for conjunct in self.cast.names.conjuncts(head):
            found = self.cast.names.index.at(conjunct)
            if found is not None and found[1].type == "person":
                yield found[1].name

    def _when(self, anchors: tuple[int, ...], governor: int | None, span: Span) -> When | None:
        """The date of the talks: in their own phrase, on their verb, or on the verb of what is planned of them."""
        tokens = self.tokens
        found = when_of(self.reading.doc, self.dates, Span(tokens.start[anchors[0]], tokens.end_of(anchors[-1])))
        is_far = governor is None or not is_argument(tokens, anchors, governor)
        if found is not None and is_far and not (span.start <= found.evidence[0].start < span.end):
            found = None
        if found is None and governor is not None and not is_far:
            for child in tokens.children[governor]:
                if tokens.base[child] == "xcomp" and found is None:
                    found = when_of(self.reading.doc, self.dates, Span(tokens.start[child], tokens.end_of(child)))
        when = found.value.when if found is not None and isinstance(found.value, Date) else None
        return when if when is not None and when.resolved else None

    def _channel(self, near: set[str]) -> Channel:
        for channel, words in self.words.channels.items():
            if near & words:
                return channel
        return "unknown"

    def _labels(self, anchor: int) -> list[str]:
        return [
            self.tokens.lower[place]
            for place in range(max(0, anchor - 4), anchor)
            if self.tokens.lower[place] in self.words.round_labels
            and self.tokens.sentence[place] == self.tokens.sentence[anchor]
        ]

    def _aims(self, anchors: tuple[int, ...], kind: Kind) -> tuple[Topic, ...]:
        """The issues of the sentence; of a meeting, what is told right after it too."""
        number = self.tokens.sentence[anchors[0]]
        first, last = self.tokens.sentences[number]
        if kind == "meeting" and number + 1 < len(self.tokens.sentences):
            last = self.tokens.sentences[number + 1][1]
        weights = topic_weights(self.tokens.lemma, range(first, last))
        return tuple(topic for topic, weight in weights.items() if topic != "talks" and weight > 2)

    def _span(self, anchors: tuple[int, ...], governor: int | None) -> Span:
        """The clause that tells of the talks: first to last word under its noun or verb, in its sentence."""
        tokens = self.tokens
        root = governor if governor in anchors else anchors[0]
        assert root is not None
        first, last = tokens.sentences[tokens.sentence[root]]
        inside, frontier = {root}, [root]
        while frontier:
            for child in tokens.children[frontier.pop()]:
                if first <= child < last and child not in inside:
                    inside.add(child)
                    frontier.append(child)
        return Span(tokens.start[min(inside)], tokens.end_of(max(inside)))


def mediators_at(cast: Cast, noun: int) -> Iterator[str]:
    """The sides that a word of mediation is said of: "Qatari mediators", "the mediation of Oman", "mediator Norway"."""
    tokens = cast.tokens
    yield from cast.names.premodifying(noun)
    for child in tokens.children[noun]:
        if tokens.base[child] in {"nmod", "appos", "flat"} and (
            tokens.case_of(child) in {"of", "from", "by"} or tokens.base[child] != "nmod"
        ):
            yield from cast.sides_of(child)
    if noun + 1 < len(tokens) and noun + 1 in cast.names.bodies and tokens.lemma[noun] == "mediator":
        yield from cast.side_of_one(noun + 1)
    for place in range(noun + 1, min(noun + 4, len(tokens))):
        if tokens.lower[place] == "of" and place + 1 in cast.names.bodies:
            yield from cast.sides_of(place + 1)


def unique_numbers(numbers: Iterator[int]) -> list[int]:
    """Numbers without repetition, in order."""
    return list(dict.fromkeys(numbers))
