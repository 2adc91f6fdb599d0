"""Who takes part in talks, and who mediates: words on talks → the heads of the phrases that say so, and their sides.

"Talks between Chad and Sudan, brokered by Kenya" has the company of two and a mediator; "he met the Chadian minister"
that of a pronoun and an object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.extract.sides import Cast, Sides, Tokens, unique
from dragoman.extract.talks.lexicon import Lexicon

_WITH = frozenset({"with", "between", "among", "alongside", "and", "involving", "amongst"})
_BESIDE = frozenset({"with", "alongside", "along", "and", "together"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "det"})
_ASIDE = frozenset({"before", "after", "ahead", "since", "following", "despite", "during"})
_VISITORS = frozenset({"by", "of"})
_NEAR = 9  # tokens after "by" in which those who did it are named, whatever the tree makes of them
_LIST = 14  # tokens that a list of names after "between" may run on for


@dataclass(frozen=True, slots=True)
class Company:
    """Who takes part by a telling of talks; ``people`` are (side, name); ``is_full`` where all are named together."""

    heads: tuple[int, ...]
    sides: Sides
    people: tuple[tuple[str, str], ...]
    is_full: bool


class CompanyReader:
    """Reads who takes part in talks told of at ``anchors`` with the verb ``governor``."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast, self.tokens, self.words = cast, cast.tokens, words

    def read(self, anchors: tuple[int, ...], governor: int | None, *, is_meeting: bool) -> Company:
        """The company at some words of talks."""
        named = list(self._named(anchors, is_meeting))
        heads = [*named, *self._acting(anchors, governor)]
        sides = self._sides(heads)
        if is_meeting and len(sides) < 2 and governor is not None:
            heads.extend(self.subjects(governor))
            sides = self._sides(heads)
        if is_meeting and len(sides) == 1:
            heads.extend(self._told_before(anchors[0], sides))
            sides = self._sides(heads)
        if len(sides) == 1 and governor is not None and sides[0] in (self.cast.belligerents or sides):
            sides = unique((*sides, *self._reached(governor)))
        if not is_meeting:
            sides = unique((*sides, *self._joined_before(anchors[-1])))
        heads = list(dict.fromkeys(heads))
        people = tuple(dict.fromkeys(row for head in heads for row in self._people(head)))
        joint = [head for head in named if _hangs_on(self.tokens, anchors, head)]
        is_full = len(self._sides(joint)) > 1 or any(len(self._sides([head])) > 1 for head in heads)
        return Company(tuple(heads), sides, people, is_full)

    def names(self, heads: Iterable[int]) -> tuple[str, ...]:
        """The people of some phrases, by name or description."""
        return tuple(dict.fromkeys(name for head in heads for name in self._persons(head)))

    def _sides(self, heads: Iterable[int]) -> Sides:
        cast = self.cast
        return unique(
            side
            for head in heads
            for side in (*self._collectives(head), *cast.sides_of(head), *cast.names.in_phrase(head, self._end(head)))
        )

    def _collectives(self, head: int) -> Iterator[str]:
        """ "Western powers": several states that the article does not name one by one."""
        tokens = self.tokens
        for noun in self.cast.names.conjuncts(head):
            before = noun - 1
            if (
                tokens.lemma[noun] in self.words.collectives
                and tokens.tag[noun] == "NNS"
                and tokens.pos[before] == "ADJ"
                and tokens.head[before] == noun
                and not self.cast.side_of_one(noun)
                and before not in self.cast.names.bodies
                and tokens.lemma[before] not in self.words.ranks
            ):
                yield tokens.words(before, noun + 1)

    def _named(self, anchors: tuple[int, ...], is_meeting: bool) -> Iterator[int]:
        """Those that the noun of talks itself names: "between A and B", "their talks", "a visit by ministers"."""
        tokens = self.tokens
        for anchor in anchors:
            yield from self.with_whom(anchor)
            for child in tokens.children[anchor]:
                is_visitor = is_meeting and child > anchor and tokens.case_of(child) in _VISITORS
                if is_visitor or tokens.dep[child] in {"nmod:poss", "nsubj"}:
                    yield child
                elif tokens.dep[child] == "acl:relcl" and tokens.lemma[child] in self.words.discuss:
                    subjects = self.subjects(child)
                    yield from (subject for subject in subjects if not tokens.dep[subject].endswith("pass"))
                    yield from self.with_whom(child)
            if tokens.lemma[anchor] == "visit":
                yield from self._hosts(anchor)
            if tokens.lemma[anchor] == "call":
                yield from self.given_to(anchor)

    def _acting(self, anchors: tuple[int, ...], governor: int | None) -> Iterator[int]:
        """Those that the verb of talks names: its subject, whom it is with, and whom a verb of meeting meets."""
        tokens, words = self.tokens, self.words
        if governor is None or self.tokens.case_of(anchors[0]) in _ASIDE:
            return
        is_verb = governor in anchors
        is_subject = any(tokens.is_subject(anchor) for anchor in anchors)
        if tokens.lemma[governor] in words.motion and tokens.case_of(anchors[0]) == "for":
            yield from self.subjects(governor)  # "flew to Nairobi for talks"
        if not (is_verb or (tokens.lemma[governor] in words.discuss | words.meets and not is_subject)):
            return
        yield from self.subjects(governor)
        yield from self.with_whom(governor)
        if is_verb:
            yield from (
                child
                for child in tokens.children[governor]
                if tokens.base[child] == "obj" and tokens.lemma[governor] not in words.bargains
            )
            yield from self.met_after(governor)
        if is_verb and tokens.lemma[governor] in words.speaks | words.conveys:
            yield from self.given_to(governor)

    def given_to(self, verb: int) -> list[int]:
        """Whom something is told or given to; the name right after "to" where the tree hangs it elsewhere."""
        tokens = self.tokens
        found = [child for child in tokens.children[verb] if tokens.case_of(child) == "to"]
        if found or tokens.lower[verb + 1 : verb + 2] != ["to"]:
            return found
        _, last = tokens.sentences[tokens.sentence[verb]]
        return [place for place in range(verb + 2, min(last, verb + 5)) if self.cast.side_of_one(place)][:1]

    def met_after(self, verb: int) -> list[int]:
        """Who stands right after a verb of meeting that the tree gives no object: "after meeting Chad's premier"."""
        tokens = self.tokens
        if tokens.lemma[verb] != "meet" or any(tokens.base[child] == "obj" for child in tokens.children[verb]):
            return []
        _, last = tokens.sentences[tokens.sentence[verb]]
        for place in range(verb + 1, min(last, verb + 6)):
            if tokens.pos[place] not in {"DET", "ADJ", "PROPN", "NOUN", "PART"}:
                break
            is_head = tokens.pos[place] in {"NOUN", "PROPN"} and tokens.base[place] not in {"nmod", "compound", "amod"}
            if is_head:
                return [place] if self.cast.side_of_one(place) else []
        return []

    def _hosts(self, visit: int) -> Iterator[int]:
        """The state whose capital a visit goes to."""
        for child in self.tokens.children[visit]:
            label = self.cast.names.bodies.get(child)
            if self.tokens.case_of(child) == "to" and label is not None and label.kind == "capital":
                yield child

    def _reached(self, verb: int) -> Iterator[str]:
        """Where somebody goes for talks: "flew to Chad for talks"."""
        tokens, names = self.tokens, self.cast.names
        if tokens.lemma[verb] not in self.words.motion:
            return
        for child in tokens.children[verb]:
            label = names.bodies.get(child)
            if label is not None and label.type == "state" and tokens.case_of(child) in {"in", "to"}:
                yield from (side for side in (names.side_of(label),) if side and side not in self.cast.belligerents)

    def is_internal(self, anchors: tuple[int, ...], governor: int | None) -> bool:
        """Whether those who talk are of one side: "the minister's talks with the army"."""
        if governor is None:
            return False
        with_whom = self._sides(head for anchor in anchors for head in self.with_whom(anchor))
        doing = self._sides(self.subjects(governor))
        return len(with_whom) == 1 and with_whom == doing

    def hosts_of(self, anchors: tuple[int, ...]) -> Sides:
        """The sides of the capitals that visits go to."""
        names = self.cast.names
        found = (
            names.side_of(names.bodies[host])
            for anchor in anchors
            if self.tokens.lemma[anchor] == "visit"
            for host in self._hosts(anchor)
        )
        return unique(side for side in found if side)

    def subjects(self, verb: int) -> list[int]:
        """The subject of a verb, its own or that of the verb it hangs on."""
        tokens = self.tokens
        for _ in range(4):
            subject = tokens.subject_of(verb)
            if subject is not None:
                return [subject]
            above = tokens.head[verb]
            asked = [child for child in tokens.children[above] if tokens.base[child] == "obj" and child < verb]
            if tokens.base[verb] == "xcomp" and asked and tokens.lemma[above] in self.words.asks:
                return asked[:1]
            if above == verb or tokens.base[verb] not in {"advcl", "xcomp", "conj", "acl"}:
                return []
            if tokens.pos[above] in {"VERB", "AUX"}:
                verb = above
                continue
            owners = [child for child in tokens.children[above] if tokens.dep[child] == "nmod:poss"]
            if owners or tokens.tag[verb] in {"VBN", "VBD"} or tokens.pos[tokens.head[above]] != "VERB":
                return owners[:1] or ([above] if tokens.base[verb] == "acl" else [])
            verb = tokens.head[above]
        return []

    def _told_before(self, anchor: int, known: Sides) -> Iterator[int]:
        """The nearest subject before a meeting in its sentence, where only one side of it is named yet."""
        tokens = self.tokens
        first, _ = tokens.sentences[tokens.sentence[anchor]]
        for place in range(anchor - 1, first - 1, -1):
            if tokens.is_subject(place) and tokens.pos[place] in {"NOUN", "PROPN", "PRON"}:
                sides = self.cast.side_of_one(place)
                if sides and not set(sides) & set(known):
                    yield place
                    return

    def _end(self, head: int) -> int:
        _, last = self.tokens.sentences[self.tokens.sentence[head]]
        return min(last, head + _LIST)

    def with_whom(self, head: int) -> list[int]:
        """The phrases after "with" or "between" on a word."""
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
        for place in range(head + 1, min(last, head + 5)):
            if tokens.lower[place] in {"with", "between"}:
                for noun in range(place + 1, min(last, place + 8)):
                    if tokens.pos[noun] in {"NOUN", "PROPN"} and self.cast.side_of_one(noun):
                        return [self._phrase_of(noun)]
            if tokens.pos[place] == "VERB" or (tokens.pos[place] == "PUNCT" and place > head + 1):
                break
        return []

    def _phrase_of(self, noun: int) -> int:
        """The head of the phrase that a name only modifies: the adviser of "the US national security adviser"."""
        tokens = self.tokens
        while tokens.base[noun] in {"compound", "amod", "flat"} and tokens.head[noun] > noun:
            noun = tokens.head[noun]
        return noun

    def _joined_before(self, token: int) -> Sides:
        """ "Russia-Ukraine talks": two sides before the noun; one alone is what the talks are about."""
        before = self.cast.names.premodifying(token)
        return before if len(before) > 1 else ()

    def _persons(self, head: int) -> Iterator[str]:
        """The people of a phrase: by the fullest name of those who are named, as written of others."""
        tokens, names = self.tokens, self.cast.names
        for conjunct in names.conjuncts(head):
            found = names.index.at(conjunct)
            if found is not None and found[1].type == "person" and found[1].names:
                yield found[1].name
            elif tokens.lemma[conjunct] in names.words.delegates and tokens.pos[conjunct] == "NOUN":
                before = [
                    child
                    for child in tokens.children[conjunct]
                    if child < conjunct and tokens.base[child] in _MODIFIERS
                ]
                yield tokens.words(min((*before, conjunct)), conjunct + 1)

    def _people(self, head: int) -> Iterator[tuple[str, str]]:
        """The named people of a phrase with the side that each acts for."""
        names = self.cast.names
        for conjunct in names.conjuncts(head):
            found = names.index.at(conjunct)
            if found is not None and found[1].type == "person" and found[1].names:
                for side in self.cast.side_of_one(conjunct):
                    yield side, found[1].name

    def mediators(self, anchors: tuple[int, ...], governor: int | None) -> Iterator[str]:
        """Who mediates by the words on talks and by those of their sentence."""
        tokens, words, names = self.tokens, self.words, self.cast.names
        for anchor in anchors:
            yield from self._bodies_before(anchor)
            yield from self._involved(anchor)
            for place in range(max(0, anchor - 6), anchor):
                before, _, participle = tokens.text[place].rpartition("-")
                if before and participle.lower() in words.mediating_participles:
                    yield from (side for side in (names.side_of_name(before),) if side)
                if tokens.lower[place] in words.mediating_participles and tokens.is_silent(place - 1):
                    yield from names.premodifying(place)
            for child in tokens.children[anchor]:
                if tokens.lower[child] in words.mediating_participles and tokens.base[child] == "acl":
                    yield from self._agents(child)
                    joined = (one for one in tokens.children[child] if tokens.base[one] == "conj")
                    yield from (side for one in joined for side in self._agents(one))
        first, last = tokens.sentences[tokens.sentence[anchors[0]]]
        for place in range(first, last):
            if tokens.lemma[place] in words.mediating_nouns:
                yield from mediators_at(self.cast, place)
            elif tokens.lemma[place] in words.go_between and tokens.pos[place] == "VERB":
                yield from self.go_betweens(place)
        if governor is not None and tokens.lemma[governor] in words.mediating_verbs | {"host"}:
            yield from self.go_betweens(governor)

    def go_betweens(self, verb: int) -> Iterator[str]:
        """Who mediates by a verb of mediating: "Kenya brokered", "seeking to broker", "brokered by Kenya"."""
        agents = list(self._agents(verb))
        yield from agents
        if not agents and self.tokens.tag[verb] != "VBN":
            for subject in self.subjects(verb):
                if not self.tokens.dep[subject].endswith("pass"):
                    yield from self._sides([subject])

    def _bodies_before(self, anchor: int) -> Iterator[str]:
        """ "The UN peace process": an international organisation before talks holds them."""
        for place in range(max(0, anchor - 4), anchor):
            label = self.cast.names.bodies.get(place)
            if label is not None and label.type == "international_organisation":
                yield from (side for side in (self.cast.names.side_of(label),) if side)

    def _involved(self, anchor: int) -> Iterator[str]:
        """ "Its involvement in mediation talks": whose part in mediation is told of."""
        tokens, above = self.tokens, self.tokens.head[anchor]
        beside = {tokens.lemma[child] for child in tokens.children[anchor]}
        if tokens.pos[above] == "NOUN" and "mediation" in beside:
            for child in tokens.children[above]:
                if tokens.dep[child] == "nmod:poss":
                    yield from self.cast.sides_of(child)

    def _agents(self, verb: int) -> Iterator[str]:
        tokens, found = self.tokens, False
        for child in tokens.children[verb]:
            if tokens.case_of(child) == "by":
                found = True
                yield from self.cast.sides_of(child)
        if not found and tokens.lower[verb + 1 : verb + 2] == ["by"]:  # the tree hangs them elsewhere
            yield from self.cast.names.in_phrase(verb + 2, min(self._end(verb), verb + _NEAR))


def _hangs_on(tokens: Tokens, anchors: tuple[int, ...], head: int) -> bool:
    """Whether a phrase hangs on the noun of talks itself, not on a clause about it."""
    return tokens.head[head] in anchors


def mediators_at(cast: Cast, noun: int) -> Iterator[str]:
    """The sides that a word of mediation is said of: "Qatari mediators", "the mediation of Oman", "mediator Norway"."""
    tokens = cast.tokens
    yield from cast.names.premodifying(noun)
    for child in tokens.children[noun]:
        case = tokens.case_of(child)
        if tokens.base[child] in {"appos", "flat"} or (
            tokens.base[child] == "nmod" and case in {"of", "from", "by", *_BESIDE}
        ):
            yield from cast.sides_of(child)
    if noun + 1 < len(tokens) and noun + 1 in cast.names.bodies and tokens.lemma[noun] == "mediator":
        yield from cast.side_of_one(noun + 1)
    for place in range(noun + 1, min(noun + 4, len(tokens))):
        if tokens.lower[place] == "of" and place + 1 in cast.names.bodies:
            yield from cast.sides_of(place + 1)
    if tokens.case_of(noun) == "as":
        yield from _serving(cast, noun)


def _serving(cast: Cast, noun: int) -> Iterator[str]:
    """ "Kenya, which served as a mediator alongside Norway": the subject of the verb, and those beside it."""
    tokens = cast.tokens
    verb = tokens.head[noun]
    subject = tokens.subject_of(verb)
    if subject is not None:
        yield from cast.sides_of(subject)
    for child in (*tokens.children[verb], *tokens.children[noun]):
        if child > noun and tokens.case_of(child) in _BESIDE:
            yield from cast.sides_of(child)
