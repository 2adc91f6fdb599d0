"""The sides of one article: noun phrases, pronouns and "both sides" resolved over the whole of it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.sides.mentions import Names, Sides, unique
from dragoman.extract.sides.voices import Voice

_SPEAKERS = frozenset({"i", "we", "us", "our", "my", "ours", "me"})
_PEOPLE = frozenset({"he", "she", "him", "her", "his"})
_BODIES = frozenset({"it", "they", "its", "their", "them"})
_SEVERAL = frozenset({"they", "their", "them"})
_RELATIVE = frozenset({"who", "which", "that"})
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_SENTENCES_BACK = 2  # a pronoun further from its antecedent than this is left alone


class Cast:
    """Who acts for whom in an article.

    ``belligerents`` are the two sides of its war, or nothing; ``wars`` the pairs at war that it tells of, this one
    among them; ``author`` the side whose statement the article is.
    """

    def __init__(
        self,
        names: Names,
        voices: tuple[Voice, ...],
        belligerents: Sides,
        author: str | None = None,
        wars: tuple[Sides, ...] = (),
    ) -> None:
        self.names = names
        self.tokens = names.tokens
        self.voices = voices
        self.belligerents = belligerents
        self.author = author
        self.wars = wars
        self._voice_at: dict[int, Voice] = {}
        for voice in voices:
            for token in range(voice.start, voice.end):
                self._voice_at[token] = voice

    def war_of(self, sides: Sides, about: Sides = ()) -> Sides:
        """The pair at war that the ``sides`` at some talks, and those that they are ``about``, point at.

        It is the pair that most of them are in; nothing where several fit, or where only one of many is in it.
        """
        counts = [(len(set(war) & {*sides, *about}), war) for war in self.wars]
        best = max((count for count, _ in counts), default=0)
        if not best or (best == 1 and len(sides) > 2 and not about):
            return ()
        fitting = [war for count, war in counts if count == best]
        if self.belligerents in fitting:
            return self.belligerents
        return fitting[0] if len(fitting) == 1 else ()

    def voice_at(self, token: int) -> Voice | None:
        """The innermost quotation that a token stands in."""
        return self._voice_at.get(token)

    def sides_of(self, head: int) -> Sides:
        """The sides of a noun phrase and of those joined to it, pronouns and "both sides" resolved."""
        return unique(side for conjunct in self.names.conjuncts(head) for side in self.side_of_one(conjunct))

    def side_of_one(self, head: int) -> Sides:
        """The sides of one noun phrase, without its conjuncts."""
        if self.is_both(head):
            return self.belligerents
        if number := self._is_pair(head):
            return self._last_named(head, number)
        if found := self.names.of_phrase(head):
            return found
        word = self.tokens.lower[head]
        if self.tokens.pos[head] in {"NOUN", "PROPN"}:
            return self._taken_up(head)
        if word in _SPEAKERS:
            voice = self.voice_at(head)
            side = voice.side if voice else self.author
            return (side,) if side else ()
        if word in _PEOPLE or word in _BODIES:
            if found := self._reporter(head, people=word in _PEOPLE):
                return found
            side = self.names.side_at(head)
            return (side,) if side else self._antecedent(head, people=word in _PEOPLE)
        if word in _RELATIVE and self.tokens.pos[head] == "PRON":
            return self._relative(head)
        return ()

    def _taken_up(self, head: int) -> Sides:
        """ "The group", "his government": whose it is, by the name before or by a pronoun."""
        tokens, words = self.tokens, self.names.words
        owner = next((child for child in tokens.children[head] if tokens.dep[child] == "nmod:poss"), None)
        if owner is not None:
            known = tokens.lemma[head] in words.delegates | words.countries and tokens.pos[owner] == "PRON"
            return self.side_of_one(owner) if known else ()
        if tokens.lemma[head] in words.delegates and (found := self._of_both(head)):
            return found
        if tokens.lemma[head] not in words.groups or tokens.tag[head] != "NN":
            return ()
        if not any(tokens.lower[child] in {"the", "this"} for child in tokens.children[head]):
            return ()
        for place in range(head - 1, -1, -1):
            if tokens.sentence[head] - tokens.sentence[place] > _SENTENCES_BACK:
                break
            label = self.names.bodies.get(place)
            if label is not None and label.type in {"armed_group", "party"} and (side := self.names.side_of(label)):
                return (side,)
        return ()

    def _reporter(self, pronoun: int, people: bool) -> Sides:
        """ "Chad said it would…": whom a pronoun takes up that is the subject of what somebody says."""
        tokens, place = self.tokens, pronoun
        if tokens.base[pronoun] != "nsubj":
            return ()
        clause = tokens.head[place]
        while tokens.base[clause] == "conj":
            clause = tokens.head[clause]
        if tokens.base[clause] != "ccomp" or self.voice_at(pronoun) != self.voice_at(tokens.head[clause]):
            inside = self.voice_at(pronoun)
            if tokens.base[clause] != "ccomp" or inside is None or inside.direct:
                return ()
        subject = tokens.subject_of(tokens.head[clause])
        if subject is None or subject == pronoun or tokens.pos[subject] == "PRON":
            return ()
        if tokens.lower[pronoun] == "it":
            fits = subject in self.names.bodies or tokens.lemma[subject] in self.names.words.collectives
        else:
            fits = not people or subject in self.names.people
        return self.sides_of(subject) if fits and subject < pronoun else ()

    def is_both(self, head: int) -> bool:
        """Whether a noun phrase takes up both belligerents: "the two sides", "the warring parties"."""
        tokens, words = self.tokens, self.names.words
        if tokens.lemma[head] not in words.both_nouns:
            return False
        return any(tokens.lemma[place] in words.both_words for place in range(max(0, head - 3), head))

    def _is_pair(self, head: int) -> int:
        """How many who were named a noun phrase takes up: "the two leaders", "both countries", "the three powers"."""
        tokens, words = self.tokens, self.names.words
        if tokens.lemma[head] not in words.pair_nouns or tokens.tag[head] != "NNS":
            return 0
        if any(tokens.case_of(child) in {"of", "from"} for child in tokens.children[head]):
            return 0
        before = tokens.lower[max(0, head - 4) : head]
        if "both" in before:
            return 2
        is_definite = bool({"the", "these"} & set(before))
        return next((number for word, number in _NUMBERS.items() if is_definite and word in before), 0)

    def _last_named(self, head: int, number: int) -> Sides:
        """The sides, so many of them, that were named together last; of two, the belligerents if named as lately."""
        tokens, sentence = self.tokens, self.tokens.sentence[head]
        if met := self._last_people(head, number):
            return met
        named: Sides = ()
        near: set[str] = set()
        for back in range(min(_SENTENCES_BACK + 1, sentence) + 1):
            first, last = tokens.sentences[sentence - back]
            found = unique(side for place in range(first, min(last, head)) for side in self._standing_at(place))
            near.update(found)
            if back < _SENTENCES_BACK:
                named = named or (found if len(found) == number else ())
        if number > 2:
            return named
        return self.belligerents if not named or near >= set(self.belligerents) else named

    def _last_people(self, head: int, number: int) -> Sides:
        """Of leaders and ministers, those of whom so many were named by name in this sentence or the last."""
        tokens, sentence = self.tokens, self.tokens.sentence[head]
        if tokens.lemma[head] not in self.names.words.leaders:
            return ()
        for back in range(min(1, sentence) + 1):
            first, last = tokens.sentences[sentence - back]
            people = (self.names.people.get(place) for place in range(first, min(last, head)))
            found = unique(side for side in people if side)
            if len(found) == number:
                return found
        return ()

    def _standing_at(self, place: int) -> Sides:
        """The side of a name that stands in a clause of its own right, not as where something is."""
        side = self.names.people.get(place) or (self.names.named_at(place) if place in self.names.bodies else None)
        return (side,) if side else ()

    def _of_both(self, head: int) -> Sides:
        """ "The foreign ministers of the two countries", "delegates from both sides"."""
        for child in self.tokens.children[head]:
            if child > head and self.tokens.base[child] == "nmod" and self.tokens.case_of(child) in {"of", "from"}:
                if self.is_both(child):
                    return self.belligerents
                if number := self._is_pair(child):
                    return self._last_named(child, number)
        return ()

    def _relative(self, head: int) -> Sides:
        verb = self.tokens.head[head]
        for _ in range(3):
            if self.tokens.dep[verb] == "acl:relcl":
                return self.names.of_phrase(self.tokens.head[verb])
            verb = self.tokens.head[verb]
        return ()

    def _antecedent(self, pronoun: int, people: bool) -> Sides:
        """The nearest subject before a pronoun that it can stand for."""
        number = self.tokens.sentence[pronoun]
        for place in self._back(pronoun):
            if number - self.tokens.sentence[place] > _SENTENCES_BACK:
                break
            if not self.tokens.is_subject(place) or (place in self.names.people) != people:
                continue
            if found := self.names.of_phrase(place) or self._of_both(place):
                joined = self.tokens.base[place] == "conj" and self.tokens.lower[pronoun] in _SEVERAL
                return self.sides_of(self.tokens.head[place]) if joined else found
        return ()

    def _back(self, token: int) -> Iterator[int]:
        inside = self.voice_at(token)
        for place in range(token - 1, -1, -1):
            if self.tokens.pos[place] not in {"NOUN", "PROPN"}:
                continue
            there = self.voice_at(place)
            if inside is None or there is None or there.claim == inside.claim or there.source == inside.source:
                yield place
