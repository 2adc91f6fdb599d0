"""Words that take a stance → who holds it, on what, in which words. Grammar only: one candidate for each trigger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dragoman.extract.positions.candidates import SPOKEN, Candidate, Candidates
from dragoman.extract.positions.clauses import ARGUMENTS
from dragoman.extract.positions.lexicon import Lexicon
from dragoman.extract.positions.modals import Modals
from dragoman.extract.positions.names import Names
from dragoman.extract.positions.verbs import Verbs
from dragoman.extract.sides import Cast

_ABOUT = frozenset({"of", "for", "to", "on", "about", "from"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})

Rule = Callable[[int], Candidate | None]


class StanceReader:
    """Reads the stances of one article."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.candidates = Candidates(cast, words)
        self.tokens, self.words, self.clauses = cast.tokens, words, self.candidates.clauses
        self.names = frozenset(cast.names.bodies) | frozenset(cast.names.people)
        verbs, modals, names = Verbs(self.candidates), Modals(self.candidates), Names(self.candidates)
        self._of_auxiliaries: tuple[Rule, ...] = (
            modals.demand,
            modals.barred,
            modals.only,
            modals.will,
            modals.consequence,
            modals.doing,
        )
        self._of_verbs: tuple[Rule, ...] = (verbs.verb, verbs.letting, verbs.doubting, modals.need, names.participle)
        self._of_nouns: tuple[Rule, ...] = (names.noun, names.goal, names.time, names.turning_down)
        self._of_adjectives: tuple[Rule, ...] = (names.adjective,)

    def read(self) -> Iterator[Candidate]:
        """Every stance that names its holder and its issue, in the order of the text."""
        for token in range(len(self.tokens)):
            for rule in self._rules(token):
                found = rule(token)
                if found is not None:
                    for part in self._parts(found):
                        self.candidates.last = part
                        yield part
                    break

    def _rules(self, token: int) -> tuple[Rule, ...]:
        pos = self.tokens.pos[token]
        if pos == "AUX" and self.tokens.base[token] == "aux":
            return self._of_auxiliaries
        if pos in {"VERB", "AUX"}:
            return self._of_verbs
        if pos in {"NOUN", "PROPN"}:
            return self._of_nouns
        return self._of_adjectives if pos == "ADJ" else ()

    def _parts(self, found: Candidate) -> Iterator[Candidate]:
        """A candidate, and one more for each thing that "and" joins to its object: "wants a truce and the return…"."""
        yield found
        seen = {found.issue}
        joined_verbs = found.rule in SPOKEN | {"goal"}
        for joined in (*self._joined(found.trigger), *(self._verbs_joined(found.trigger) if joined_verbs else ())):
            if self.clauses.asks_itself(joined):
                continue
            said = self.clauses.said(joined)
            issue = self.candidates.issues.of(joined, said)
            taking = self.tokens.lemma[joined] in self.words.verbs and not self.candidates.is_inside(joined)
            if issue is not None and issue not in seen and not taking:
                seen.add(issue)
                span = self.clauses.span([one.token for one in said])
                yield replace(found, issue=issue, span=span, strength=found.strength - 1)

    def _verbs_joined(self, head: int) -> Iterator[int]:
        """The verbs joined to one under the same modal: "must withdraw and free the prisoners"."""
        tokens = self.tokens
        for child in tokens.children[head]:
            alike = tokens.base[child] == "conj" and tokens.tag[child] == tokens.tag[head]
            if alike and tokens.subject_of(child) is None:
                yield child
                yield from self._verbs_joined(child)

    def _joined(self, head: int) -> Iterator[int]:
        """What is joined by "and" inside the arguments of a word, in order."""
        tokens = self.tokens
        frontier = [
            child
            for child in tokens.children[head]
            if child > head
            and (
                tokens.base[child] in ARGUMENTS | {"nmod"}
                or (tokens.base[child] == "advcl" and self.clauses.is_infinitive(child))
            )
        ]
        if tokens.pos[head] in {"NOUN", "PROPN"}:
            frontier = [
                child
                for child in tokens.children[head]
                if tokens.base[child] == "acl" or (tokens.base[child] == "nmod" and tokens.case_of(child) in _ABOUT)
            ]
        while frontier:
            token = frontier.pop(0)
            if token in self.names:  # "to defend Chad and our people": whose, not what
                continue
            for child in tokens.children[token]:
                told = tokens.tag[child] in _FINITE  # "…and led to": an act of its own
                if tokens.base[child] == "conj" and not told and tokens.case_of(child) in {"", tokens.case_of(token)}:
                    yield child
                if (
                    tokens.base[child] in {"conj", "obj", "nmod", "xcomp", "acl"}
                    and tokens.dep[child] != "acl:relcl"
                    and tokens.case_of(child) not in self.words.asides
                ):
                    frontier.append(child)
