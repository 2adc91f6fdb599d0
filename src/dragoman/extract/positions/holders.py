"""Whose stance it is: the subject of the verb that takes it, the owner of the noun that names it, or who speaks."""

from __future__ import annotations

from functools import cached_property

from dragoman.extract.positions.clauses import Clauses
from dragoman.extract.sides import Sides

Holder = tuple[int, Sides]
"""The token that names whose stance it is, and the sides that it stands for."""

_DEEPEST = 4
_CONTROLLED = frozenset({"conj", "xcomp", "advcl", "acl", "parataxis"})
_OWNERS = frozenset({"by", "from", "of", "among"})


class Holders:
    """The holders of the stances of one article."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.cast, self.tokens, self.words = clauses, clauses.cast, clauses.tokens, clauses.words

    def of_verb(self, verb: int) -> Holder | None:
        """A verb's subject, the agent of a passive, or the subject that it shares with the verb above it."""
        tokens, place, joined = self.tokens, verb, False
        if self._is_undergone(verb):  # "pressed by Chad to leave"
            return self._agent(verb)
        for _ in range(_DEEPEST):
            subject = tokens.subject_of(place)
            if subject is not None and tokens.dep[subject] == "nsubj:pass" and not joined:
                return self._named(subject) if self._is_state(place) else self._agent(place)
            if subject is not None:
                found = self._named(subject)
                somebody = subject in self.cast.names.people
                if found or somebody or not joined or tokens.base[place] != "ccomp":
                    return found
                joined = False  # the parser joined it to what is said, not to the saying: "said A was B and called…"
            elif tokens.dep[place] == "acl:relcl":
                return None
            elif tokens.base[place] == "acl" and tokens.tag[place] == "VBG":
                return self._of_document(tokens.head[place])
            elif not self._shares_subject(place):
                return None
            else:
                joined = joined or tokens.base[place] == "conj"
            place = tokens.head[place]
        return None

    def _is_undergone(self, verb: int) -> bool:
        """A participle of what is done to somebody: "crammed into tents and threatened by famine"."""
        tokens = self.tokens
        if tokens.tag[verb] != "VBN" or tokens.subject_of(verb) is not None:
            return False
        above = tokens.head[verb]
        perfect = [
            child for place in (verb, above) for child in tokens.children[place] if tokens.lemma[child] == "have"
        ]
        return tokens.base[verb] in {"conj", "acl", "advcl"} and not any(
            tokens.base[child] == "aux" for child in perfect
        )

    def _of_document(self, noun: int) -> Holder | None:
        """Whose paper it is: "the envoys issued a statement calling for…", "a UN resolution demanding…"."""
        if self.tokens.lemma[noun] not in self.words.documents:
            return None
        if before := self.cast.names.premodifying(noun):
            return noun, before
        if self.tokens.base[noun] != "obj":
            return None
        subject = self.tokens.subject_of(self.tokens.head[noun])
        return self._named(subject) if subject is not None and self.tokens.dep[subject] == "nsubj" else None

    def _is_state(self, verb: int) -> bool:
        """ "Is opposed to", "is committed to": a passive in form only."""
        tokens = self.tokens
        return tokens.lemma[verb] in self.words.states and any(
            tokens.case_of(child) == "to" or (tokens.base[child] == "xcomp" and child > verb)
            for child in tokens.children[verb]
        )

    def _agent(self, verb: int) -> Holder | None:
        for child in self.tokens.children[verb]:
            if self.tokens.dep[child] == "obl:agent" or self.tokens.case_of(child) == "by":
                return self._named(child)
        return None

    def _named(self, head: int) -> Holder | None:
        if self.tokens.lemma[head] in self.words.lawmakers or self._is_some(head):
            return None
        if self.tokens.lower[head] == "who" and self._is_of_a_people(head):
            return None
        sides = self._writers(head) if self.tokens.lower[head] == "it" else ()
        sides = sides or self._several(head) or self.cast.sides_of(head) or self._writers(head)
        return (head, sides) if sides else None

    def _several(self, head: int) -> Sides:
        """ "European allies", "Gulf states": several states at once, under the name that the article has for them."""
        tokens, words = self.tokens, self.cast.names.words
        if tokens.lemma[head] not in words.states or tokens.tag[head] not in {"NNS", "NNPS"}:
            return ()
        before = tokens.lower[head - 1] if head else ""
        return (f"{tokens.text[head - 1]} {tokens.lower[head]}",) if before in words.regions else ()

    def _writers(self, head: int) -> Sides:
        """Whose a paper is: "the UN resolution"; of "the resolution" and "it", as the last one told of."""
        tokens, documents = self.tokens, self.words.documents
        if tokens.lower[head] == "it":
            subject = self._subject_before(head)
            return self._writers(subject) if subject is not None and tokens.lemma[subject] in documents else ()
        if tokens.lemma[head] not in documents:
            return ()
        for place in range(head, -1, -1):
            if tokens.lemma[place] in documents and (found := self.cast.names.premodifying(place)):
                return found
        return ()

    def _subject_before(self, token: int) -> int | None:
        """The subject of the sentence before."""
        tokens = self.tokens
        number = tokens.sentence[token]
        if not number:
            return None
        first, last = tokens.sentences[number - 1]
        return next((place for place in range(first, last) if tokens.is_main_subject(place)), None)

    def _is_of_a_people(self, relative: int) -> bool:
        """ "Kenyans who fled…": some of a people."""
        tokens, place = self.tokens, relative
        for _ in range(_DEEPEST):
            is_relative, place = tokens.dep[place] == "acl:relcl", tokens.head[place]
            if is_relative:
                break
        return tokens.tag[place] in {"NNS", "NNPS"} and place in self.cast.names.bodies

    def _is_some(self, head: int) -> bool:
        """Whether a people's name is only some of them: "most Kenyans", "54 percent of Kenyans", "Kenyans who fled"."""
        tokens = self.tokens
        if tokens.tag[head] not in {"NNS", "NNPS"}:
            return False
        return any(
            tokens.dep[child] in {"nummod", "acl:relcl"} or tokens.lower[child] in self.words.some
            for child in tokens.children[head]
        )

    def _shares_subject(self, place: int) -> bool:
        """Whether a verb without a subject takes that of the verb above it: not in "called on Chad to leave"."""
        tokens = self.tokens
        base = tokens.base[place]
        if base not in _CONTROLLED or (base in {"advcl", "acl"} and tokens.tag[place] != "VBG"):
            return False
        if base == "acl":
            return False
        above = tokens.children[tokens.head[place]]
        return base != "xcomp" or not any(
            tokens.base[child] in {"obj", "iobj"} or tokens.case_of(child) in {"on", "upon"}
            for child in above
            if child < place
        )

    def of_noun(self, noun: int) -> Holder | None:
        """The owner of a noun: "Chad's demand", "its demand", "the demand of Chad", "Chad expressed opposition"."""
        tokens = self.tokens
        owner = next((child for child in tokens.children[noun] if tokens.dep[child] == "nmod:poss"), None)
        if owner is not None:
            return self._possessor(owner, noun)
        if any(tokens.lower[child] in self.words.public for child in tokens.children[noun]):
            return None
        if before := self.cast.names.premodifying(noun):
            return noun, before
        for child in tokens.children[noun]:
            if tokens.base[child] == "nmod" and tokens.case_of(child) in _OWNERS and (found := self._named(child)):
                return found
        return self.expresser(noun)

    def _possessor(self, owner: int, noun: int) -> Holder | None:
        """A possessive's side; a pronoun takes up the subject of its own clause: "Chad repeated its demand"."""
        tokens = self.tokens
        if tokens.pos[owner] == "PRON" and tokens.case_of(noun) == "for":  # "chided Chad for its…"
            objects = [child for child in tokens.children[tokens.head[noun]] if tokens.base[child] == "obj"]
            if objects and (found := self._named(objects[0])):
                return found
        if tokens.pos[owner] == "PRON" and tokens.base[noun] in {"obj", "obl"}:
            subject = tokens.subject_of(tokens.head[noun])
            if subject is not None and ((found := self._named(subject)) or tokens.pos[subject] == "NOUN"):
                return found
        return self._named(owner)

    def expresser(self, noun: int) -> Holder | None:
        """Who expresses, gives or shows what a noun names: "voiced scepticism about", "stressed the need for"."""
        tokens = self.tokens
        place = noun
        while tokens.base[place] == "conj":
            place = tokens.head[place]
        verb = tokens.head[place]
        if (
            tokens.base[place] != "obj"
            or tokens.lemma[verb] not in self.words.expressing
            or self.clauses.is_negated(verb)
        ):
            return None
        return self.of_verb(verb)

    def speaking(self, token: int) -> str | None:
        """The side in whose words a token stands; that of the article's author outside of quotations."""
        voice = self.cast.voice_at(token)
        if voice is None:
            return self.cast.author
        return None if voice.source is not None and voice.source.name in self._lawmakers else voice.side

    @cached_property
    def _lawmakers(self) -> frozenset[str]:
        """The people of the article whose office is a seat in a parliament."""
        return frozenset(
            actor.name
            for actor in self.cast.names.index.actors
            for mention in actor.mentions
            if mention.office is not None and self.tokens.lemma[mention.office.head] in self.words.lawmakers
        )
