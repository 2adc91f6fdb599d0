"""Noun phrases → the sides that they act for.

"Qatari mediators" act for Qatar, "officials from Sudan and Chad" for two states, "the RSF delegation" for the group. A
side is written as the registry's name for the outermost state, group or organisation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile

from dragoman.extract.actors import ActorIndex
from dragoman.extract.actors.clusters import Actor
from dragoman.extract.actors.mentions import Label
from dragoman.extract.sides.lexicon import Lexicon
from dragoman.registry import Entry

Sides = tuple[str, ...]

_SIDED = frozenset({"state", "government", "armed_group", "international_organisation", "party"})
_ARMED = frozenset({"state", "armed_group", "government"})
_FIGHTERS = (["force"], ["forces"], ["fighter"], ["rebel"], ["militia"], ["separatist"], ["troops"])
"""What makes a people a side that fights: "Tigrayan forces"."""

_PREMODIFIERS = frozenset({"ADJ", "PROPN", "NOUN", "CCONJ", "PART", "DET", "NUM"})
_OF = frozenset({"of", "from", "for", "to"})
_APPOSITION = 8  # tokens after a name in which a comma must close what it is said to be
_DEEPEST = 4  # noun phrases nest no deeper in news; a cycle in a hand-made tree must not hang us


class Names:
    """Which token belongs to which name of a side, over one article."""

    def __init__(self, index: ActorIndex, words: Lexicon) -> None:
        self.index = index
        self.tokens = index.tokens
        self.words = words
        self._registry = index.registry
        self.bodies = index.labels
        self.people: dict[int, str | None] = {}
        self._called: dict[str, str] = {}
        described = unique(party for token in range(len(self.tokens)) if (party := self._own_party(token)))
        self._called = {party: name for party in described if (name := self._name_of_party(party))}
        self.own_parties = unique(self._called.get(party, party) for party in described)
        for actor in index.actors:
            if actor.type == "person" and actor.names:
                side = self._side_of_actor(actor) if not self._is_former(actor) else None
                for mention in actor.mentions:
                    self.people.update((token, side) for token in range(mention.start, mention.end))
                    if mention.office is not None:
                        self.people.update((token, side) for token in range(mention.office.start, mention.office.end))
        self.people = {token: side for token, side in self.people.items() if side is None or token not in self.bodies}

    def _is_former(self, actor: Actor) -> bool:
        """Whether the article gives only an office that somebody has left: "the former envoy"."""
        offices = [mention.office for mention in actor.mentions if mention.office is not None]
        lower = self.tokens.lower
        return bool(offices) and all(
            any(word in self.words.former for word in lower[max(0, office.start - 2) : office.head])
            for office in offices
        )

    def _side_of_actor(self, actor: Actor) -> str | None:
        """Whom an actor of the article speaks for."""
        for mention in actor.mentions:
            label = mention.office.label if mention.office is not None else None
            if label is not None and (owner := self._owner(label)) is not None:
                return owner
        if actor.affiliation_entry is not None:
            return self.name_of(actor.affiliation_entry)
        if actor.entry is not None and actor.type != "person":
            return self.name_of(actor.entry) if actor.type in _SIDED else None
        affiliation, side = self.index.affiliation_of(actor)
        return side or (self._side_of_office(affiliation) if affiliation else None)

    def _side_of_office(self, affiliation: str) -> str | None:
        """Whom an office that nothing is known of is of: "US Bureau of…", "Foreign Ministry" where Chad's is named."""
        first, _, rest = affiliation.partition(" ")
        if side := self.side_of_name(first):
            return side if rest else affiliation
        written = affiliation.lower().split()
        if self.words.bystanders & set(written):
            return None
        if written[-1] not in self.words.delegates:
            return affiliation
        lower = self.tokens.lower
        for place in range(len(lower) - len(written)):
            if lower[place : place + len(written)] == written and (before := self.premodifying(place)):
                return before[0]
        return None

    def side_at(self, token: int) -> str | None:
        """The side of the actor that a token, a pronoun too, stands for."""
        found = self.index.at(token)
        return self._side_of_actor(found[1]) if found is not None else None

    def in_phrase(self, first: int, last: int) -> Sides:
        """The sides named from one token to before another, up to the first verb: "envoys of Chad and Egypt"."""
        tokens, found = self.tokens, []
        for place in range(first, last):
            word = tokens.lower[place]
            if tokens.pos[place] in {"VERB", "AUX", "PRON", "SCONJ"} or (
                tokens.pos[place] == "ADP" and word not in _OF
            ):
                break
            if tokens.pos[place] == "PUNCT" and word != "," and not tokens.is_silent(place):
                break
            if self.people.get(place):
                found.append(self.people[place])
            elif place in self.bodies and self._acts_here(place):
                found.append(self.side_of(self.bodies[place]))
        return unique(side for side in found if side)

    def _acts_here(self, place: int) -> bool:
        label = self.bodies[place]
        if label.kind != "adjective":
            return not self._is_place(label, place)
        following = self.tokens.lemma[place + 1 : place + 6]
        if following[:1] and following[0] in self.words.own_parties:
            return False
        return any(lemma in self.words.delegates for lemma in following)

    def name_of(self, entry: Entry) -> str:
        """The side that an entry belongs to, by name."""
        seen = {entry.id}
        while entry.part_of and entry.part_of not in seen and entry.id not in self.words.own_voice:
            entry = self._registry.entries[entry.part_of]
            seen.add(entry.id)
        return entry.name

    def side_of(self, label: Label) -> str | None:
        """The side that a body's name stands for; none for outlets and for organisations that nothing is known of."""
        if (owner := self._owner(label)) is not None:
            return owner
        if label.entry is not None:
            is_people = label.entry.id.startswith("people/")
            return self.name_of(label.entry) if is_people or label.entry.type in _SIDED else None
        known = {name.entry.id: name.entry for name in self._registry.names_beginning(label.name.lower())}
        if len(known) == 1 and (" " in label.name or label.name.isupper()):
            return self.name_of(*known.values())
        return label.name if label.type == "armed_group" else self._by_initials(label.name)

    def _by_initials(self, short: str) -> str | None:
        """The side that a short name stands for: "NCA", of a delegate of the "Norwegian Council of Aid"."""
        if not (short.isupper() and len(short) > 2):
            return None
        named = {side for side in self.people.values() if side and "".join(re.findall(r"\b[A-Z]", side)) == short}
        return named.pop() if len(named) == 1 else None

    def _owner(self, label: Label) -> str | None:
        """Whose a body is that shares the name of an international one: "the Chadian Security Council"."""
        before = self.bodies.get(label.start - 1)
        if label.entry is None or label.entry.type != "international_organisation" or before is None:
            return None
        return self.side_of(before) if before.kind == "adjective" and before.end == label.start else None

    def named_at(self, token: int) -> str | None:
        """The side of the name of a body that a token belongs to."""
        label = self.bodies.get(token)
        return self.side_of(label) if label is not None else None

    @cached_property
    def violent(self) -> frozenset[str]:
        """The sides that sentences about violence name."""
        tokens = self.tokens
        places = (
            place
            for first, last in tokens.sentences
            if self.words.violence & set(tokens.lemma[first:last])
            for place in range(first, last)
        )
        return frozenset(side for place in places if (side := self.named_at(place)))

    def armed_groups(self) -> frozenset[str]:
        """The sides that the article names which are no states."""
        groups = (label for label in set(self.bodies.values()) if label.type == "armed_group")
        return frozenset(side for label in groups if (side := self.side_of(label)))

    def prominence(self) -> Counter[str]:
        """How often the article names each side that can be at war: states, armed groups, parties to a civil war."""
        parties = (self._own_party(token) for token in range(len(self.tokens)))
        named = Counter(self._called.get(party, party) for party in parties if party)
        named.update(
            self.side_of(label) or ""
            for label in set(self.bodies.values())
            if (label.type in _ARMED and not self._is_ally(label))
            or self.tokens.lemma[label.end : label.end + 1] in _FIGHTERS
        )
        return +Counter({side: count for side, count in named.items() if side})

    def known_wars(self) -> Iterator[frozenset[str]]:
        """The pairs of sides that are known to have fought: of ``wars.toml``, or a state and its own group.

        Two states must each be named more than once; beside a group, which has little else to do in the news, its foe
        may be named once.
        """
        registry, named = self._registry, self.prominence()
        states = {entry.country: name for name in named if (entry := registry.find(name)) and entry.type == "state"}
        for name in named:
            entry = registry.find(name)
            if entry is not None and entry.type == "armed_group" and entry.country in states and named[name] > 1:
                yield frozenset((name, states[entry.country]))
        for war in self.words.wars:
            sides = frozenset(self.name_of(registry.entries[side]) for side in war if side in registry.entries)
            if len(sides) == 2 and min(named[side] for side in sides) > 1:
                yield sides

    def side_of_name(self, name: str) -> str | None:
        """The side that a written name stands for, if it stands for one anywhere."""
        entry = self._registry.find(name) or self._registry.find(name.removeprefix("The "))
        return None if entry is None or entry.type not in _SIDED else self.name_of(entry)

    def within(self, start: int, end: int) -> Sides:
        """The sides of the names and delegates between two offsets of the text."""
        tokens = self.tokens
        inside = range(bisect_left(tokens.start, start), bisect_left(tokens.start, end))
        return unique(side for token in inside for side in self.of_phrase(token))

    def acting(self, start: int, end: int) -> Sides:
        """The sides that the noun phrase between two offsets acts for: of "the mother of a Chadian", none."""
        tokens = self.tokens
        first, last = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
        if first >= last:
            return ()
        head = tokens.head_of(first, last)
        return unique(side for one in self.conjuncts(head) if first <= one < last for side in self.of_phrase(one))

    def is_private(self, start: int, end: int) -> bool:
        """Whether the phrase between two offsets is of somebody who speaks for no side: "the widow of an envoy"."""
        tokens = self.tokens
        first, last = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
        return first < last and tokens.lemma[tokens.head_of(first, last)] in self.words.private

    def of_person(self, start: int, end: int) -> str | None:
        """The side of the person named between two offsets of the text."""
        tokens = self.tokens
        inside = range(bisect_left(tokens.start, start), bisect_left(tokens.start, end))
        return next((side for token in inside if (side := self.people.get(token))), None)

    def state_of(self, party: str) -> str | None:
        """The state of a party without a name of its own: Syria's the "Syrian opposition"."""
        described = next((one for one, name in self._called.items() if name == party), party)
        first = described.split()[0]
        for label in self.bodies.values():
            if label.kind == "adjective" and label.name == first:
                return self.side_of(label)
        return None

    def of_phrase(self, head: int, depth: int = 0) -> Sides:
        """The sides that the noun phrase with this head names or acts for; conjuncts are phrases of their own."""
        tokens = self.tokens
        if head in self.people and (self.people[head] or not self._is_envoy(head)):
            side = self.people[head]
            return (side,) if side else ()
        if own := self._own_party(head):
            return (own,)
        label = self.bodies.get(head)
        if label is not None and not self._is_place(label, head):
            side = self.side_of(label)
            if side and (label.kind != "adjective" or tokens.pos[head] != "ADJ" or tokens.base[head] != "amod"):
                return (side,)
        if described := self._described(head):
            return described
        if tokens.lemma[head] not in self.words.delegates and not (label and label.entry):
            return ()
        before = self.premodifying(head)
        return before or unique(self._after(head, depth))

    def _described(self, head: int) -> Sides:
        """ "Kenya, the closest ally of Chad": the name, where the parser took what it is said to be for the head."""
        tokens = self.tokens
        if tokens.pos[head] != "NOUN":
            return ()
        for child in tokens.children[head]:
            label = self.bodies.get(child)
            begins = label is not None and label.kind == "name" and tokens.text[label.end : label.end + 1] == [","]
            named = label is not None and label.kind == "name" and tokens.dep[child] in {"appos", "nmod:desc"}
            is_it = named and child > head and tokens.lemma[head] in self.words.states
            before = begins and tokens.base[child] == "compound" and child < head
            if label is not None and (before or is_it):
                side = self.side_of(label)
                return (side,) if side else ()
        return ()

    def _is_envoy(self, head: int) -> bool:
        """ "The African Union's envoy, former president X": an office of his own beside one that he has left."""
        before = self.tokens.lower[max(0, head - 3) : head]
        return self.tokens.lemma[head] in self.words.delegates and not self.words.former & set(before)

    def _own_party(self, head: int) -> str | None:
        """ "Syrian opposition": a party without a name."""
        if self.tokens.lemma[head] not in self.words.own_parties:
            return None
        before = [place for place in range(max(0, head - 3), head) if place in self.bodies]
        if not before or self.bodies[before[0]].kind != "adjective":
            return None
        party = f"{self.tokens.text[before[0]]} {self.tokens.lower[head]}"
        return self._called.get(party, party)

    def _name_of_party(self, party: str) -> str | None:
        """The body that the article says a party is: "the X Council, Chad's main opposition bloc"."""
        tokens, noun, state = self.tokens, party.split()[-1], self.state_of(party)
        for label in dict.fromkeys(self.bodies.values()):
            if label.kind != "name" or label.type == "state" or tokens.text[label.end : label.end + 1] != [","]:
                continue
            phrase = range(label.end + 1, min(label.end + _APPOSITION, len(tokens)))
            words = list(takewhile(lambda place: tokens.text[place] not in {",", "."}, phrase))
            states = {self.side_of(self.bodies[place]) for place in words if place in self.bodies}
            if state in states and any(tokens.lemma[place] == noun for place in words):
                return self.side_of(label) or label.name
        return None

    def _is_place(self, label: Label, head: int) -> bool:
        """Whether a capital's name is only where something is: "in Cairo", "CAIRO (AFP) -"."""
        if label.kind != "capital":
            return False
        if head in self.tokens.dateline:
            return True
        dep, _ = self.tokens.role(head)
        case = self.tokens.case_of(head)
        if dep.startswith("nsubj") or case in {"between", "with", "by"} or self.tokens.base[head] == "conj":
            return False
        return not any(self.tokens.lower[child] in {"'s", "’s"} for child in self.tokens.children[head])

    def premodifying(self, head: int) -> Sides:
        """The sides named before a head in its own phrase: "Egyptian, Qatari and US", "the United States'"."""
        found: list[str | None] = []
        for place in range(head - 1, -1, -1):
            if place in self.bodies or place in self.people:
                found.append(self._modifier(place))
            elif not self._goes_on(place, head):
                break
        return unique(reversed([side for side in found if side]))

    def _goes_on(self, place: int, head: int) -> bool:
        """Whether a token that is no name is still inside the phrase before a head."""
        tokens = self.tokens
        if tokens.text[place] == "," or tokens.pos[place] == "CCONJ":
            following = place + 2 if tokens.pos[place + 1] == "DET" else place + 1
            return place - 1 in self.bodies and (following in self.bodies or tokens.pos[place + 1] == "CCONJ")
        if tokens.pos[place] == "DET":
            return place + 1 == head or tokens.lower[place] == "the"
        return tokens.pos[place] in _PREMODIFIERS or tokens.is_silent(place) or tokens.lower[place] == "'s"

    def _is_ally(self, label: Label) -> bool:
        """ "The Saudi-backed government" is no Saudi."""
        following = self.tokens.lower[label.end : label.end + 2]
        return following[:1] == ["-"] and bool(self.words.allied & set(following[1:]))

    def _party_at(self, place: int) -> str | None:
        """The party without a name of its own that begins with an adjective: "Syrian opposition (leaders)"."""
        if place + 1 < len(self.tokens) and self.bodies[place].kind == "adjective":
            return self._own_party(place + 1)
        return None

    def _modifier(self, place: int) -> str | None:
        if place in self.bodies and self._is_ally(self.bodies[place]):
            return None
        if place in self.people and (self.people[place] or place not in self.bodies):
            return self.people[place]
        return self._party_at(place) or self.side_of(self.bodies[place])

    def _after(self, head: int, depth: int) -> Iterator[str]:
        """The sides named after a head: "officials from Sudan and Chad", "the head of the RSF"."""
        if depth >= _DEEPEST:
            return
        for child in self.tokens.children[head]:
            is_of = self.tokens.base[child] == "nmod" and self.tokens.case_of(child) in _OF and child > head
            if is_of or (self.tokens.base[child] == "appos" and child > head):
                for conjunct in self.conjuncts(child):
                    yield from self.of_phrase(conjunct, depth + 1)
            elif self.tokens.lower[child] == "close":
                yield from (side for after in self.tokens.children[child] for side in self.of_phrase(after, depth + 1))

    def conjuncts(self, head: int) -> list[int]:
        """A noun and those that "and" joins to it, in order."""
        found, frontier = [head], [head]
        while frontier:
            token = frontier.pop()
            for child in self.tokens.children[token]:
                if self.tokens.base[child] == "conj" and child not in found:
                    found.append(child)
                    frontier.append(child)
        return sorted(found)


def unique(names: Iterable[str]) -> Sides:
    """Names without repetition, in order."""
    return tuple(dict.fromkeys(names))
