"""What stands about a verb: its subject and object, past passives, control and relative clauses, and its phrases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from dragoman.extract.events.lexicon import Lexicon, Words, plain, singular
from dragoman.extract.sides import Cast

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj"})
_PHRASE = frozenset({"compound", "amod", "flat", "nummod", "conj", "appos", "fixed", "goeswith"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_STEPS = 6
_NO_OBJECTS = frozenset({"by", "with", "from", "against"})
_HAVE = frozenset({"has", "have", "had"})
_MEN = ("men", "women", "man", "woman")
_ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
_SHORT = 5
"""Plurals in "-ers" no longer than this are hardly people: "tiers"."""
_PARTICLES = frozenset({"up", "in", "out", "off", "down", "back", "over"})


class Syntax:
    """Asks the tree of one article what the rules need to know, in terms of token numbers."""

    def __init__(self, cast: Cast, words: Lexicon, dated: frozenset[int] = frozenset()) -> None:
        self.cast, self.tokens, self.words, self.dated = cast, cast.tokens, words, dated
        self._labels = {token.i: token.ent_type_ for token in cast.tokens.doc if token.ent_type_}

    def is_passive(self, verb: int) -> bool:
        """ "Was shelled", "the villages shelled by"."""
        tokens = self.tokens
        children = tokens.children[verb]
        if any(tokens.dep[child] == "aux:pass" for child in children):
            return True
        if any(tokens.dep[child] == "nsubj:pass" for child in children):
            is_bare = not self.agents(verb) and any(tokens.dep[child] == "obj" for child in children)
            has = any(tokens.base[child] == "aux" and tokens.lower[child] in _HAVE for child in children)
            return not (has or is_bare)
        if tokens.pos[verb] == "ADJ":
            return any(tokens.dep[child] == "obl:agent" for child in tokens.children[verb])
        if tokens.tag[verb] != "VBN" or any(tokens.base[child] == "aux" for child in tokens.children[verb]):
            return False
        return tokens.dep[verb] in {"acl", "amod", "advcl"} or bool(self.agents(verb))

    def subjects(self, verb: int) -> Iterator[int]:
        """The subject of a verb, its own or the one that it shares with the verbs above it."""
        place, tokens = verb, self.tokens
        for _ in range(_STEPS):
            own = tokens.subject_of(place)
            own = self._it(place) if own is None else own
            own = self._stray(place) if own is None else own
            if own is not None:
                yield self.antecedent(own)
                return
            base, above = tokens.base[place], tokens.head[place]
            if above == place:
                return
            if base == "acl":
                if place != verb or not self.is_passive(verb):
                    yield from self._of_described(above)
                return
            if base == "xcomp" and (objects := self.controllers(above)):
                yield objects[0]
                return
            if base not in {"xcomp", "conj", "advcl", "parataxis"}:
                return
            if base == "conj" and tokens.pos[above] not in {"VERB", "AUX", "ADJ"}:
                return
            if base == "xcomp" or self.is_passive(place) == self.is_passive(above) or not self.is_passive(above):
                place = above
                continue
            agents = self.agents(above) if verb > above else []
            if agents:
                yield agents[0]
                return
            place = above

    def doer_of(self, clause: int) -> int | None:
        """The subject of a clause, or of the noun's clause in "the call for Chad to withdraw" the noun after "for"."""
        tokens = self.tokens
        own = tokens.subject_of(clause)
        mark = next(
            (child for child in tokens.children[clause] if tokens.lower[child] == "for" and child < clause), None
        )
        if own is not None or mark is None:
            return own
        beside = tokens.children[tokens.head[clause]]
        return next((child for child in beside if mark < child < clause and tokens.pos[child] in _NOMINAL), None)

    def _it(self, verb: int) -> int | None:
        """The "it" of "it plans to", where the reader takes it for that of "it rains"."""
        tokens, children = self.tokens, self.tokens.children[verb]
        if not any(tokens.base[child] == "xcomp" for child in children) or tokens.pos[verb] != "VERB":
            return None
        return next((child for child in children if tokens.base[child] == "expl" and tokens.lower[child] == "it"), None)

    def _stray(self, verb: int) -> int | None:
        """The subject of a finite main verb that the reader gave to a later one: "Chad on Monday urged …, saying"."""
        tokens = self.tokens
        if (
            tokens.tag[verb] not in {"VBD", "VBZ"}
            or tokens.base[verb] not in {"root", "ccomp"}
            or self.is_passive(verb)
        ):
            return None
        first, _ = tokens.sentences[tokens.sentence[verb]]
        for place in range(verb - 1, first - 1, -1):
            if tokens.pos[place] in {"VERB", "AUX"}:
                return None
            if tokens.base[place] == "nsubj":
                return place if tokens.head[place] > verb else None
        return None

    def is_first_to(self, verb: int) -> bool:
        """ "Became the first state to recognise": done, by whoever became it."""
        tokens, noun = self.tokens, self.tokens.head[verb]
        if tokens.base[verb] == "advcl" and tokens.lemma[noun] == "become":
            nouns = [child for child in tokens.children[noun] if child < verb and tokens.pos[child] in _NOMINAL]
        elif tokens.base[verb] == "acl" and tokens.pos[noun] in {"NOUN", "ADJ", "PROPN"}:
            nouns = [noun]
        else:
            return False
        return any(tokens.lower[word] in _ORDINALS for one in nouns for word in (one, *tokens.children[one]))

    def _of_described(self, noun: int) -> Iterator[int]:
        """Whose deed a noun's clause is: the noun's own, or, of a document, that of who put it out."""
        if any(self.is_first_to(child) for child in self.tokens.children[noun]):
            owner = self.tokens.subject_of(noun)
            above = self.tokens.subject_of(self.tokens.head[noun]) if self.tokens.head[noun] != noun else None
            yield from (one for one in (owner, above) if one is not None)
        yield noun
        above = self.tokens.head[noun]
        if self.tokens.base[noun] == "obj" and above != noun:
            yield from self.subjects(above)

    def controllers(self, verb: int) -> list[int]:
        """Whose deed the clause of a verb is, if not the subject's: "urged Chad to", "called on Chad to"."""
        tokens = self.tokens
        known = tokens.lemma[verb] in self.words.demand | self.words.appeal | {
            "allow",
            "let",
            "force",
            "help",
            "permit",
            "call",
            "enable",
        }
        if not known:
            return []
        found = [child for child in tokens.children[verb] if tokens.base[child] in {"obj", "iobj"}]
        found += [child for child in self.obliques(verb) if tokens.case_of(child) in {"on", "upon", "for", "to"}]
        return found

    def antecedent(self, token: int) -> int:
        """What a relative pronoun stands for; any other token itself."""
        tokens = self.tokens
        if tokens.lower[token] not in _RELATIVE or tokens.pos[token] not in {"PRON", "SCONJ"}:
            return token
        place = tokens.head[token]
        for _ in range(3):
            if tokens.dep[place] == "acl:relcl":
                return tokens.head[place]
            place = tokens.head[place]
        return token

    def objects(self, verb: int) -> list[int]:
        """What a verb is done to, past the passive; a relative clause's own noun where it is the object."""
        tokens = self.tokens
        own = [child for child in tokens.children[verb] if tokens.base[child] == "obj" and not self._is_led(child)]
        own = own or self.indirect(verb)
        own = own or [
            child for child in tokens.children[verb] if tokens.base[child] == "xcomp" and tokens.pos[child] == "NOUN"
        ]
        found = [self.antecedent(child) for child in own]
        if self.is_passive(verb):
            passive = "nsubj" if tokens.pos[verb] == "ADJ" else "nsubj:pass"
            subject = next((child for child in tokens.children[verb] if tokens.dep[child] == passive), None)
            if subject is not None:
                return [self.antecedent(subject), *found]
            if tokens.base[verb] == "acl" or tokens.dep[verb] == "amod":
                return [tokens.head[verb], *found]
            return [*self.subjects(verb), *found]
        if not found and tokens.dep[verb] == "acl:relcl" and tokens.subject_of(verb) is not None:
            subject = tokens.subject_of(verb)
            if (
                subject is not None
                and self.antecedent(subject) != tokens.head[verb]
                and not self._is_place_relative(verb)
            ):
                return [tokens.head[verb]]
        return found

    def _is_place_relative(self, verb: int) -> bool:
        return any(self.tokens.lower[child] in {"where", "when", "why"} for child in self.tokens.children[verb])

    def indirect(self, verb: int) -> list[int]:
        """ "Gave Kenya": the first of two objects."""
        return [child for child in self.tokens.children[verb] if self.tokens.base[child] == "iobj"]

    def agents(self, verb: int) -> list[int]:
        """ "By the army"."""
        tokens = self.tokens
        return [
            child
            for child in tokens.children[verb]
            if tokens.base[child] in {"obl", "nmod"} and "by" in self.cases(child)
        ]

    def obliques(self, head: int) -> list[int]:
        """The phrases with a preposition on a verb or noun."""
        tokens = self.tokens
        return [
            child
            for child in tokens.children[head]
            if (tokens.base[child] in {"obl", "nmod"} or (tokens.base[child] == "obj" and self._is_led(child)))
            and child not in self.dated
        ]

    def _is_led(self, noun: int) -> bool:
        """Whether what the reader calls an object has a preposition that no object has."""
        return bool(self.cases(noun) & _NO_OBJECTS)

    def with_preposition(self, head: int, preposition: str) -> list[int]:
        """The nouns that a preposition ties to a head."""
        return [child for child in self.obliques(head) if preposition in self.cases(child)]

    def cases(self, noun: int) -> Words:
        """The prepositions of a noun."""
        tokens = self.tokens
        return frozenset(
            tokens.lower[child] for child in tokens.children[noun] if tokens.base[child] == "case" and child < noun
        )

    def clauses(self, verb: int) -> list[int]:
        """The verbs of what a verb, adjective or noun takes as its clause."""
        tokens = self.tokens
        return [
            child
            for child in tokens.children[verb]
            if tokens.base[child] in {"xcomp", "ccomp"}
            or (tokens.base[child] in {"advcl", "acl"} and self._is_infinitive(child) and child > verb)
        ]

    def marks(self, verb: int) -> Words:
        """The words that open a clause: "that", "for … to"."""
        tokens = self.tokens
        return frozenset(tokens.lower[child] for child in tokens.children[verb] if tokens.base[child] == "mark")

    def _is_infinitive(self, verb: int) -> bool:
        tokens, marks = self.tokens, self.marks(verb)
        return "to" in marks or ("of" in marks and tokens.pos[tokens.head[verb]] == "NOUN")

    def reach(self, verb: int) -> Words:
        """The lemmas that a verb's particles are looked for among: its dependents, and their prepositions."""
        tokens = self.tokens
        found: set[str] = set()
        for child in tokens.children[verb]:
            if tokens.base[child] in {"nsubj", "punct", "conj", "parataxis", "aux", "mark"}:
                continue
            found.add(tokens.lemma[child])
            found.update(self.cases(child))
        return frozenset(found)

    def kinds(self, head: int) -> Words:
        """The lemmas of a noun phrase, single and in pairs, with the names of the classes that it is known to be of."""
        cached = self._kinds.get(head)
        if cached is None:
            cached = self._kinds[head] = self._find_kinds(head)
        return cached

    @cached_property
    def _kinds(self) -> dict[int, Words]:
        return {}

    def _find_kinds(self, head: int) -> Words:
        tokens = self.tokens
        inside, frontier = {head}, [head]
        while frontier:
            for child in tokens.children[frontier.pop()]:
                is_of = tokens.base[child] == "nmod" and tokens.case_of(child) == "of"
                is_office = tokens.dep[child] == "nmod:desc"
                if child not in inside and (tokens.base[child] in _PHRASE or is_of or is_office):
                    inside.add(child)
                    frontier.append(child)
        spoken = [place for place in sorted(inside) if not tokens.is_silent(place)]
        found = {plain(tokens.lemma[place]) for place in spoken} | {tokens.lower[place] for place in spoken}
        found |= {f"{word[:-3]}man" for word in found if word.endswith("men")}
        found |= {singular(tokens.lower[place]) for place in spoken if tokens.tag[place] in {"NNS", "NNPS"}}
        found |= {f"{tokens.lemma[one]} {tokens.lemma[other]}" for one, other in pairwise(spoken)}
        found |= {tag for conjunct in self.cast.names.conjuncts(head) for tag in self._tags(conjunct)}
        return frozenset(found)

    def _tags(self, head: int) -> Iterator[str]:
        tokens = self.tokens
        if tokens.pos[head] == "NUM" or self.is_agentive(head):
            yield "#people"
        if head in self.cast.names.people or self._labels.get(head) == "PER":
            yield "#people"
            yield "#party"
        elif self.cast.side_of_one(head) or tokens.lemma[head] in self.words.classes["peers"]:
            yield "#party"
        label = self.cast.names.bodies.get(head)
        if label is not None and label.kind == "people":
            yield "#people"
        elif label is not None and label.kind != "adjective":
            yield "#party"
        if self._labels.get(head) in {"LOC", "GPE"}:
            yield "#places"
        if self._labels.get(head) == "ORG":
            yield "#party"
        if tokens.pos[head] == "PRON" and tokens.lower[head] not in {
            "it",
            "this",
            "that",
            "which",
            "what",
            "there",
            "itself",
            "these",
            "those",
            "all",
        }:
            yield "#people"
            yield "#party"

    def is_agentive(self, noun: int) -> bool:
        """Whether a plural in "-ers" is people: "squatters", not "borders"."""
        word = self.tokens.lower[noun]
        if self.tokens.pos[noun] == "NOUN" and word.endswith(_MEN) and len(word) > _SHORT:
            return singular(word) not in self.words.unpeopled
        return (
            self.tokens.tag[noun] == "NNS"
            and word.endswith("ers")
            and len(word) > _SHORT
            and singular(word) not in self.words.unpeopled
        )

    def noun_phrase(self, noun: int, length: int) -> str | None:
        """The lemmas of a noun and the words before it, so many in all, or nothing if the sentence has no more."""
        tokens, place = self.tokens, noun
        found: list[str] = []
        first = tokens.sentences[tokens.sentence[noun]][0]
        while place >= first and len(found) < length:
            if not tokens.is_silent(place):
                if place != noun and tokens.pos[place] not in {"NOUN", "PROPN", "ADJ", "VERB", "ADP", "ADV"}:
                    return None
                found.append(plain(tokens.lemma[place]))
            place -= 1
        if len(found) != length:
            return None
        joined = tokens.is_silent(noun + 1) and noun + 2 < len(tokens) if noun + 1 < len(tokens) else False
        if joined and tokens.lower[noun + 2] in _PARTICLES:
            found.insert(0, tokens.lower[noun + 2])  # "sit-in", "pull-out", "build-up"
        return " ".join(reversed(found))
