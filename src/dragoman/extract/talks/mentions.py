"""Words that tell of talks → what each says of them by itself: who, through whom, where, when, which round, status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from dragoman.extract.sides import Cast, unique
from dragoman.extract.talks.circumstances import aims_of, channel_of, labels_of, span_of, when_at
from dragoman.extract.talks.company import CompanyReader
from dragoman.extract.talks.lexicon import Lexicon
from dragoman.extract.talks.mention import Kind, Mention
from dragoman.extract.talks.status import goes_on, status_of
from dragoman.extract.talks.venues import site_at, venue_of
from dragoman.extract.talks.whereabouts import Stay, find_stays, nearest_stay
from dragoman.extract.topics import topic_weights
from dragoman.model import Reading

_UP = 4  # governors looked at above a word of talks
_INDEFINITE = frozenset({"a", "an", "another", "several", "new"})
_MANY = frozenset({"three-way", "trilateral", "three", "four-way", "quadrilateral"})
_PURPOSE = frozenset({"for", "on", "over", "about"})
_NEW = frozenset({"new", "another", "next", "fresh"})


class MentionFinder:
    """Finds the mentions of one article."""

    def __init__(self, reading: Reading, cast: Cast, words: Lexicon) -> None:
        self.reading, self.cast, self.tokens, self.words = reading, cast, cast.tokens, words
        self.company = CompanyReader(cast, words)

    @cached_property
    def _stays(self) -> tuple[Stay, ...]:
        return find_stays(self.cast, self.words)

    def find(self) -> Iterator[Mention]:
        """The mentions in the order of the text."""
        taken: set[int] = set()
        has_track = False
        for token, lemma in enumerate(self.tokens.lemma):
            kind = self._kind_of(token, lemma)
            if kind is None or token in taken:
                continue
            anchors = self._anchors(token)
            if self._governor(anchors[0]) in taken and self.tokens.pos[token] != "VERB":
                taken.update(anchors)  # "hosted the rebels for talks" is told of at its verb
                continue
            if kind == "meeting" and len(anchors) > 1:
                kind = "track"
            taken.update(anchors)
            if self.company.is_internal(anchors, self._governor(anchors[0])):
                continue
            mention = self._read(token, anchors, kind)
            if mention.channel == "phone" and kind == "track":
                mention = replace(mention, kind="meeting")
            has_track = has_track or (kind == "track" and not mention.is_bare)
            yield mention
        if not has_track:
            yield from self._mediated()

    def _mediated(self) -> Iterator[Mention]:
        """An article that speaks of mediators but never of talks: "Oman, which served as a mediator"."""
        for token, lemma in enumerate(self.tokens.lemma):
            is_noun = lemma in self.words.mediating_nouns and self.tokens.pos[token] in {"NOUN", "PROPN"}
            if is_noun or (lemma in self.words.go_between and self.tokens.pos[token] == "VERB"):
                yield self._read(token, (token,), "mediation")

    def _kind_of(self, token: int, lemma: str) -> Kind | None:
        tokens, words = self.tokens, self.words
        pos = "NOUN" if self._is_misread(token) else tokens.pos[token]
        if pos in {"NOUN", "PROPN"}:
            if tokens.base[token] == "compound" and tokens.lemma[tokens.head[token]] in words.tracks | words.meetings:
                return None
            if tokens.lower[token] == "talks" or (lemma in words.tracks and lemma != "talk"):
                return None if self._before(token) & words.foreign else self._track(token, lemma)
            return "meeting" if lemma in words.meetings and self._is_meeting(token, lemma) else None
        if pos != "VERB":
            return None
        is_work = (
            lemma == "work"
            and tokens.lower[token + 1 : token + 2] == ["out"]
            and any(tokens.dep[child] == "obl:agent" for child in tokens.children[token])
        )
        if lemma in words.bargains or is_work:
            return "track" if self._is_bargained(token) else None
        if lemma in words.conveys:
            return "track" if self._is_conveyed(token) else None
        if lemma in words.motion:
            return "track" if self._is_sent(token) else None
        if lemma in words.meets:
            return "meeting" if self._has_company(token, lemma) else None
        is_said = lemma in words.speaks and (self._says_with(token) or "phone" in self._clause(token))
        return "meeting" if is_said else None

    def _is_misread(self, token: int) -> bool:
        """ "The Jeddah talks", where the tagger takes the noun for a verb."""
        tokens = self.tokens
        if tokens.lower[token] != "talks" or tokens.pos[token] != "VERB" or not token:
            return False
        is_named = tokens.pos[token - 1] in {"PROPN", "ADJ", "NOUN"}
        return is_named and bool({"the", "these", "those"} & set(tokens.lower[max(0, token - 3) : token]))

    def _has_company(self, verb: int, lemma: str) -> bool:
        """Whether a verb of meeting has somebody to meet: "met demands" has not, "the foreign ministers met" has."""
        tokens = self.tokens
        if tokens.base[verb] in {"amod", "compound"} or any(
            tokens.dep[child] == "nsubj:pass" for child in tokens.children[verb]
        ):
            return False
        objects = [child for child in tokens.children[verb] if tokens.base[child] == "obj"]
        if objects:
            return any(self.cast.sides_of(child) for child in objects) and (lemma != "host" or self._hosts(objects))
        whom = (*self.company.with_whom(verb), *self.company.met_after(verb))
        return lemma != "host" and any(self.cast.sides_of(head) for head in (*self.company.subjects(verb), *whom))

    def _hosts(self, objects: list[int]) -> bool:
        """Whether guests are people: "hosted the president of Chad", not "hosted refugees from Chad"."""
        found = (self.cast.names.index.at(head) for head in objects)
        return any(hit is not None and hit[1].type == "person" for hit in found)

    def _is_bargained(self, verb: int) -> bool:
        """Whether a verb of bargaining tells of talks that there are: it has sides, and nobody only wishes for it."""
        tokens = self.tokens
        heads = (*self.company.subjects(verb), *self.company.with_whom(verb))
        sides = unique(side for head in heads for side in self.cast.sides_of(head))
        agents = tuple(self.company.go_betweens(verb))
        if len(unique((*sides, *agents))) < 2:
            return False
        if tokens.base[verb] == "xcomp" and tokens.lemma[tokens.head[verb]] not in self.words.tries:
            return False
        return not any(tokens.lemma[child] in self.words.modals for child in tokens.children[verb])

    def _is_sent(self, verb: int) -> bool:
        """ "A rebel delegation arrived in Nairobi", in a sentence that says no more of talks."""
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence[verb]]
        if {"talks", "negotiation", "meeting", "meet"} & {*tokens.lower[first:last], *tokens.lemma[first:last]}:
            return False
        subject = tokens.subject_of(verb)
        if subject is None or tokens.lemma[subject] not in self.words.sent:
            return False
        goals = [child for child in tokens.children[verb] if tokens.case_of(child) in {"in", "to"}]
        sides = self.cast.side_of_one(subject)
        labels = (self.cast.names.bodies.get(child) for child in goals)
        own = any(label is not None and self.cast.names.side_of(label) in sides for label in labels)
        return bool(goals) and not own and bool(set(sides) & set(self.cast.belligerents))

    def _is_conveyed(self, verb: int) -> bool:
        """ "A truce proposal was presented to the rebels": a go-between's talks with those that it takes a paper to."""
        tokens = self.tokens
        papers = [child for child in tokens.children[verb] if tokens.dep[child] in {"obj", "nsubj:pass"}]
        if not any(tokens.lemma[child] in self.words.papers for child in papers):
            return False
        to = [side for head in self.company.given_to(verb) for side in self.cast.sides_of(head)]
        is_done = tokens.tag[verb] in {"VBD", "VBN"} and not any(
            tokens.lemma[child] in self.words.modals for child in tokens.children[verb]
        )
        return is_done and bool(set(to) & set(self.cast.belligerents))

    def _is_round(self, noun: int) -> bool:
        """Whether a round is one of talks without saying so: "the first round was held", "a new round in Geneva"."""
        tokens, first = self.tokens, self.tokens.children[noun]
        if any(tokens.case_of(child) == "of" for child in first):
            return any(tokens.lemma[child] in self.words.tracks for child in first if tokens.case_of(child) == "of")
        is_said = bool(labels_of(tokens, self.words, noun)) or any(tokens.case_of(child) == "in" for child in first)
        return is_said and "talks" in tokens.lower and tokens.base[noun] != "compound"

    def _track(self, token: int, lemma: str) -> Kind | None:
        if lemma == "round":
            return "track" if self._is_round(token) else None
        if lemma not in self.words.loose:
            return "track"
        if token in self.cast.names.bodies:
            return None
        before = self._before(token)
        if lemma in self.words.vague and not (before & {"the", "this"} or self._proper_before(token)):
            return None
        above = self.tokens.lemma[self.tokens.head[token]]
        is_led = above in self.words.mediating_verbs and self.tokens.base[token] == "obj"
        is_led = is_led or any(
            self.tokens.base[child] == "acl" and self.tokens.lower[child] in self.words.mediating_participles
            for child in self.tokens.children[token]
        )
        return "track" if is_led or before & self.words.purposes or self.company.with_whom(token) else None

    def _proper_before(self, token: int) -> bool:
        return any(place in self.cast.names.bodies for place in range(max(0, token - 4), token))

    def _is_meeting(self, token: int, lemma: str) -> bool:
        if self._is_internal(token):
            return False
        if lemma == "call":
            return bool({"phone", "telephone", "video"} & self._before(token)) or bool(self.company.with_whom(token))
        return lemma != "visit" or "discuss" in self._following(token)

    def _is_internal(self, token: int) -> bool:
        """Whether those who meet are one body: "a cabinet meeting", "a meeting of security officials"."""
        tokens, words = self.tokens, self.words
        if self._before(token) & words.bodies:
            return True
        of = [child for child in tokens.children[token] if child > token and tokens.case_of(child) == "of"]
        return any(tokens.lemma[place] in words.bodies for place in of) or (
            bool(of) and not any(len(self.cast.sides_of(place)) > 1 for place in of)
        )

    def _before(self, token: int) -> set[str]:
        """The lemmas of the words before a noun in its own phrase."""
        tokens = self.tokens
        first = max(tokens.sentences[tokens.sentence[token]][0], token - 5)
        found = set()
        for place in range(token - 1, first - 1, -1):
            ends = tokens.pos[place] in {"VERB", "ADP", "PUNCT", "AUX", "PRON", "SCONJ"}
            if ends and not tokens.is_silent(place):
                break
            found.add(tokens.lemma[place])
        return found

    def _following(self, token: int) -> list[str]:
        _, last = self.tokens.sentences[self.tokens.sentence[token]]
        return self.tokens.lemma[token:last]

    def _clause(self, token: int) -> set[str]:
        first, last = self.tokens.sentences[self.tokens.sentence[token]]
        return set(self.tokens.lemma[max(first, token - 3) : min(last, token + 14)])

    def _says_with(self, verb: int) -> bool:
        near = self.tokens.lower[verb + 1 : verb + 4]
        return (
            "with" in near
            and "for" not in near
            and any(self.cast.sides_of(head) for head in self.company.with_whom(verb))
        )

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
        tokens, cast, is_meeting = self.tokens, self.cast, kind == "meeting"
        governor = self._governor(anchors[0])
        company = self.company.read(anchors, governor, is_meeting=is_meeting)
        mediators = unique((*self.company.mediators(anchors, governor), *self.company.hosts_of(anchors)))
        sides = company.sides if kind != "mediation" else ()
        before = set().union(*(self._before(anchor) for anchor in anchors))
        span = span_of(tokens, anchors, governor)
        near = before | {tokens.lemma[child] for anchor in anchors for child in tokens.children[anchor]}
        label = next((word for anchor in anchors for word in labels_of(tokens, self.words, anchor)), None)
        is_indefinite = bool(near & _INDEFINITE)
        is_spoken = kind == "meeting" and tokens.pos[token] == "VERB" and self._is_spoken(token)
        channel = "phone" if is_spoken else channel_of(self.words, near)
        if tokens.pos[token] == "VERB" and tokens.lemma[token] in self.words.conveys:
            channel = "indirect"
        venue, land = venue_of(cast, self.reading, anchors, governor, company.heads if is_meeting else ())
        if venue is None and is_meeting and not is_spoken and channel != "phone":
            people = frozenset(name for _, name in company.people)
            stay = nearest_stay(self._stays, tokens.sentence[token], people)
            venue, land = site_at(cast, self.reading, stay) if stay is not None else (None, None)
        about = tuple(self._about(anchors))
        return Mention(
            token,
            tokens.sentence[token],
            span,
            kind,
            tuple(side for side in sides if side not in mediators or is_meeting),
            company.people,
            company.is_full and kind != "mediation",
            tuple(side for side in mediators if side not in sides) if is_meeting else mediators,
            self.company.names(company.heads),
            venue,
            land,
            when_at(self.reading, tokens, anchors, governor, span, is_meeting=is_meeting),
            label if not is_meeting else None,
            channel,
            aims_of(tokens, anchors[0], is_meeting=is_meeting),
            status_of(tokens, self.words, anchors, governor),
            is_new=label in _NEW or (is_indefinite and (is_meeting or label is not None)),
            is_indefinite=is_indefinite,
            has_purpose=bool(before & self.words.purposes) or self._is_for(anchors),
            takes_up_both=any(cast.is_both(head) or self._is_unnamed(head) for head in company.heads),
            is_of_truce="the" in near and bool(before & self.words.truces or self._is_for(anchors)),
            goes_on=goes_on(tokens, anchors, governor),
            is_many=bool(near & _MANY) or tokens.lemma[token] in _MANY,
            war=cast.war_of(sides, about),
        )

    def _about(self, anchors: tuple[int, ...]) -> Iterator[str]:
        """The sides named on talks as their matter: "Yemeni peace talks", "talks on the war in Yemen"."""
        tokens, names = self.tokens, self.cast.names
        for anchor in anchors:
            if tokens.pos[anchor] == "VERB":
                continue
            yield from names.premodifying(anchor)
            frontier = [child for child in tokens.children[anchor] if tokens.case_of(child) in _PURPOSE | {"to", "in"}]
            while frontier:
                child = frontier.pop()
                label = names.bodies.get(child)
                if label is not None and label.kind != "capital" and (side := names.side_of(label)):
                    yield side
                frontier.extend(below for below in tokens.children[child] if tokens.pos[below] != "VERB")

    def _is_unnamed(self, head: int) -> bool:
        """ "A meeting between senior leaders": of both sides, where the words name neither."""
        tokens, words = self.tokens, self.cast.names.words
        is_several = tokens.lemma[head] in words.delegates and tokens.tag[head] == "NNS"
        return is_several and tokens.case_of(head) == "between" and not self.cast.sides_of(head)

    def _is_spoken(self, verb: int) -> bool:
        """Whether a verb tells of speaking from afar: "telephoned", "conferred by video link"."""
        tokens = self.tokens
        if tokens.lemma[verb] in self.words.speaks | self.words.channels["phone"]:
            return True
        by = [child for child in tokens.children[verb] if tokens.case_of(child) in {"by", "via", "over"}]
        return any(tokens.lemma[place] in self.words.channels["phone"] for child in by for place in (child, child - 1))

    def _is_for(self, anchors: tuple[int, ...]) -> bool:
        """ "Negotiations for a truce": a purpose after the noun."""
        tokens = self.tokens
        for anchor in anchors:
            for child in tokens.children[anchor]:
                if child > anchor and tokens.case_of(child) in _PURPOSE:
                    below = [child, *tokens.children[child]]
                    if {"ceasefire", "exchange"} & set(topic_weights(tokens.lemma, sorted(below))):
                        return True
        return False

    def _governor(self, anchor: int) -> int | None:
        """The verb that talks are told of with, or the anchor itself if it is one."""
        place = anchor
        for _ in range(_UP):
            if self.tokens.pos[place] == "VERB" and not self._is_misread(place):
                return place
            if self.tokens.head[place] == place:
                return None
            place = self.tokens.head[place]
        return None
