"""What a stance is on: one of the codebook's issues, by the words that say what is wanted and what they take up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from dragoman.extract.positions.clauses import Clauses, Said
from dragoman.extract.topics import STRONG, find_topics
from dragoman.model import Topic

_FADING = 0.08
"""How much less a word says of an issue with each word between it and the stance."""

_BESIDE = frozenset({"amod", "advmod", "nummod", "compound", "nmod:poss", "det", "case"})
"""What may stand inside a telling phrase: "end the (four-year) war"."""

_RELATIVE = frozenset({"which", "that", "what"})

LEAST = 0.7
"""What a stance must have of one issue: a plain word counts 2, a telling phrase 5, near the stance."""

FAINT = 0.35
"""What is enough where the words raise no issue plainly."""

_POINTING = frozenset({"it", "this", "that"})

_MAIN: tuple[Topic, ...] = ("ceasefire", "exchange")
"""What a deal that the article does not describe is about in the news of talks."""


class Issues:
    """The issues of one article's stances."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.tokens, self.words = clauses, clauses.tokens, clauses.words
        names = clauses.cast.names
        self._names = frozenset(names.bodies) | frozenset(names.people)

    def of(self, head: int, said: Sequence[Said], before: Topic | None = None) -> Topic | None:
        """The one issue that the words raise most plainly, near words before far ones; nothing if none does.

        ``before`` is the issue of the stance told of last, which "this demand" takes up.
        """
        is_verb = self.tokens.pos[head] in {"VERB", "AUX"}
        near = [one for one in said if one.token >= head or not is_verb] or said
        if before is not None and self._takes_up(head):
            return before
        if (
            self.tokens.lemma[head] in self.words.verbs or self.tokens.lemma[head] in self.words.phrases
        ):  # a verb that only takes the stance: "ruled out", "boycotted"
            near = [one for one in near if one.token != head]
            said = [one for one in said if one.token != head]
        best = self._plainest(head, near) or self._plainest(head, said) or self._of_antecedent(head)
        if best is not None:
            return best
        nouns = [one.token for one in said if one.weight > LEAST / 2 and self.tokens.pos[one.token] != "VERB"]
        lemmas = [self.tokens.lemma[token] for token in nouns][:8]
        if self.words.deals & set(lemmas) and not self._describes_its_deal(said):
            return before if self.words.anaphora & set(lemmas) and before else self._deal_before(head) or before
        return self._plainest(head, said, FAINT, STRONG) or (
            self._told_before(head) if self._points_back(head, said) else None
        )

    def _points_back(self, head: int, said: Sequence[Said]) -> bool:
        """Whether what is wanted is only named by a pronoun: "must make it permanent", "this has to end"."""
        tokens = self.tokens
        wanted = {
            head,
            *(child for child in tokens.children[head] if tokens.base[child] in {"xcomp", "ccomp", "csubj"}),
        }
        return any(
            tokens.lower[one.token] in _POINTING
            and tokens.base[one.token] in {"obj", "nsubj"}
            and tokens.head[one.token] in wanted
            for one in said
        )

    def _told_before(self, head: int) -> Topic | None:
        """What the words before a stance tell of most plainly: its own sentence up to it, else the sentence before."""
        tokens, number = self.tokens, self.tokens.sentence[head]
        first = tokens.sentences[number][0]
        before = tokens.sentences[number - 1] if number else (first, first)
        for start, end in ((first, head), before):
            telling = [topic for _, topic, weight in self._topics(range(start, end)) if weight >= STRONG]
            if telling:
                return telling[-1]
        return None

    def _describes_its_deal(self, said: Sequence[Said]) -> bool:
        """Whether a deal is said what it is on, so that it is none of those known: "a resolution to cut taxes"."""
        tokens = self.tokens
        return any(
            tokens.dep[child] == "acl"
            or (tokens.base[child] == "nmod" and tokens.case_of(child) in {"on", "for", "to"})
            for one in said
            if tokens.lemma[one.token] in self.words.deals and tokens.base[one.token] in {"obj", "obl", "nsubj"}
            for child in tokens.children[one.token]
        )

    def _of_antecedent(self, head: int) -> Topic | None:
        """The issue of what a relative clause is about: "the offensive, which Chad opposes"."""
        tokens, place = self.tokens, head
        while tokens.dep[place] != "acl:relcl":
            if tokens.base[place] not in {"ccomp", "xcomp", "conj"}:
                return None
            place = tokens.head[place]
        relative = tokens.head[place]
        objects = [child for child in tokens.children[head] if tokens.base[child] == "obj"]
        if any(tokens.lower[found] not in _RELATIVE for found in objects):
            return None
        found = self._plainest(relative, self.clauses.said(relative))
        if found is None and tokens.base[relative] == "obj":  # "to cede the land, which…"
            found = self._plainest(tokens.head[relative], self.clauses.said(tokens.head[relative]))
        return found

    def _takes_up(self, head: int) -> bool:
        """Whether the object of a word only points back: "rejected this condition", "accepted it"."""
        tokens, anaphora = self.tokens, self.words.anaphora
        objects = [
            child for child in tokens.children[head] if tokens.base[child] == "obj" or tokens.dep[child] == "nsubj:pass"
        ]
        place = head
        while tokens.base[place] in {"ccomp", "xcomp"}:
            place = tokens.head[place]
        if tokens.dep[place] == "acl:relcl" and not objects:
            objects = [tokens.head[place]]
        return any(
            tokens.lemma[one] in anaphora
            for found in objects
            if not any(
                (tokens.dep[child] == "acl" or tokens.base[child] == "nmod") and child > found
                for child in tokens.children[found]
            )
            for one in (found, *tokens.children[found])
        )

    def _plainest(self, head: int, said: Iterable[Said], least: float = LEAST, plainest: float = 0.0) -> Topic | None:
        weights: defaultdict[Topic, float] = defaultdict(float)
        weight_of = {one.token: one.weight for one in said}
        for place, topic, weight in self._topics(sorted(weight_of)):
            weights[topic] += (weight >= plainest) * weight * weight_of[place] / (1 + _FADING * abs(place - head))
        if not weights:
            return None
        best = max(weights, key=weights.__getitem__)
        return best if weights[best] >= least else None

    def _topics(self, places: Sequence[int]) -> list[tuple[int, Topic, float]]:
        """The topics of some tokens: of names only telling ones, and phrases past them ("protect Aleppo civilians")."""
        lemmas = self.tokens.lemma
        telling = [row for row in find_topics(lemmas, places) if row[2] >= STRONG]
        bare = [place for place in places if self.tokens.base[place] not in _BESIDE]
        telling += [row for row in find_topics(lemmas, bare) if row[2] >= STRONG and row not in telling]
        seen = {place for place, _, _ in telling}
        common = [place for place in places if place not in self._names]
        return telling + [row for row in find_topics(lemmas, common) if row[0] not in seen]

    def _deal_before(self, head: int) -> Topic | None:
        """What the deal told of last before a word was on; where none says it, what the article's deals are on."""
        tokens = self.tokens
        for place in range(head - 1, -1, -1):
            if tokens.lemma[place] in self.words.deals:
                found = self._plainest(place, self.clauses.said(place))
                if found is not None:
                    return found
        return self._main

    @cached_property
    def _main(self) -> Topic | None:
        found = Counter(topic for _, topic, weight in self._topics(range(len(self.tokens))) if weight >= STRONG)
        return next((topic for topic, count in found.most_common() if topic in _MAIN and count > 1), None)
