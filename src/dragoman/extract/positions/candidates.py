"""From a word that takes a stance to a candidate: what all kinds of trigger share."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.positions.clauses import Clauses, Said
from dragoman.extract.positions.holders import Holder, Holders
from dragoman.extract.positions.issues import Issues
from dragoman.extract.positions.lexicon import Lexicon
from dragoman.extract.sides import Cast, Sides
from dragoman.model import Span, Stance, Topic

CONDITIONAL = frozenset({"accepts", "intends", "open", "offers", "rejects"})

SPOKEN = frozenset({"ought", "will", "doing", "consequence", "judgement"})
"""Rules for what somebody says of a thing: the thing is part of what is said, as is the subject of its clause."""

STRUCK = frozenset({"offensive", "sanctions"})
"""Issues on which what somebody will do if another does something is a threat."""

_HELPING = frozenset({"aux", "cop", "advmod"})

_PART_OF_CONTENT = 0.12
"""Words that say less of what is wanted than this are left out of the content."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stance as one trigger gives it; ``strength`` says how plainly, for the choice among several of one kind."""

    parties: Sides
    holder: int
    issue: Topic
    stance: Stance
    span: Span
    trigger: int
    strength: int
    rule: str


class Candidates:
    """Makes the candidates of one article, in the order of its text."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast, self.tokens, self.words = cast, cast.tokens, words
        self.clauses = Clauses(cast, words)
        self.holders = Holders(self.clauses)
        self.issues = Issues(self.clauses)
        self.last: Candidate | None = None

    def make(
        self,
        holder: Holder,
        head: int,
        stance: Stance | None,
        said: list[Said],
        strength: int,
        rule: str,
        implied: Topic | None = None,
    ) -> Candidate | None:
        """A candidate, if the words say its issue; ``implied`` is the issue of a trigger that says it itself."""
        if stance is None:
            return None
        issue = implied or self.issues.of(head, said, self._before(head))
        if issue is None and stance == "warns" and self.clauses.is_conditional(head, False):
            # of what, only the condition says: "of consequences if troops go in"
            issue = self.issues.of(head, [Said(token, 1.0) for token in self.clauses.below(head)])
        if issue is None:
            return None
        if stance == "offers" and issue == "offensive":  # "pledged to go on until victory": nothing given
            stance = "intends"
        place, sides = holder
        content = [one.token for one in said if one.weight >= _PART_OF_CONTENT]
        if rule in SPOKEN:
            content += [one.token for one in self.subject(head)]
        helping = [child for child in self.tokens.children[head] if self.tokens.base[child] in _HELPING]
        content += [*helping, head]
        if rule not in SPOKEN and place < head:
            content = [token for token in content if token > place]
        span = self.clauses.span(content)
        return Candidate(sides, place, issue, stance, span, head, strength, rule)

    def _before(self, head: int) -> Topic | None:
        """The issue of the stance told of last, if it was just now."""
        sentence = self.tokens.sentence
        if self.last is None or sentence[head] - sentence[self.last.trigger] > 1:
            return None
        return self.last.issue

    def phrase(self, verb: int) -> tuple[tuple[str, ...], Stance | None]:
        """The phrase that begins with a verb, and its stance: "rule out", "stay away"."""
        following = self.tokens.lemma[verb : verb + 7]
        for phrase, stance in self.words.phrases.get(self.tokens.lemma[verb], ()):
            if phrase[1] in self.words.particles and following[1:2] != [phrase[1]]:
                continue
            rest = iter(following)
            if all(word in rest for word in phrase):
                return phrase, stance
        return (), None

    def is_inside(self, verb: int) -> bool:
        """Whether a verb is part of what another one wants: "called on Chad to accept", "vowed to reject"."""
        tokens, place = self.tokens, verb
        if self.clauses.is_supposed(verb):
            return True
        while tokens.base[place] == "conj" and tokens.subject_of(place) is None:
            place = tokens.head[place]
        above = tokens.head[place]
        while tokens.base[place] == "xcomp" and tokens.lemma[above] not in self.words.verbs:
            if tokens.lemma[above] in self.words.unsure | frozenset(self.words.adjectives) or self.phrase(above)[1]:
                return True
            place, above = above, tokens.head[above]
        if tokens.base[place] == "xcomp":
            lemma = tokens.lemma[above]
            return lemma in self.words.verbs or self.phrase(above)[1] is not None or lemma in self.words.adjectives
        if tokens.base[place] == "advcl" and self.clauses.is_infinitive(place):  # "called on Chad to accept"
            return self.phrase(above)[1] == "demands"
        if tokens.base[place] == "ccomp":
            stance = self.words.verbs.get(tokens.lemma[above])
            return stance in {"demands", "offers", "open"} and self.clauses.is_wished(place)
        return False

    def turned(self, head: int, stance: Stance) -> Stance | None:
        """The stance as negation and conditions leave it."""
        negated = self.clauses.is_negated(head)
        if negated and any(self.tokens.lower[child] == "yet" for child in self.tokens.children[head]):
            return None  # "has not yet agreed": nothing is settled
        if self.clauses.is_conditional(head, negated):
            return "conditions" if stance in CONDITIONAL else stance
        if negated and stance == "demands" and self.tokens.lemma[head] not in self.words.wanting:
            return None
        return self.words.negated.get(stance) if negated else stance

    def whole(self, head: int) -> list[Said]:
        """What a clause says, its subject too."""
        whole = {one.token: one for one in [*self.subject(head), *self.clauses.said(head)]}
        return [whole[token] for token in sorted(whole)]

    def subject(self, head: int) -> list[Said]:
        """What the subject of a clause says; of a passive it is said as its object."""
        subject = self.tokens.subject_of(head)
        if subject is None or self.tokens.dep[subject] == "nsubj:pass":
            return []
        return self.clauses.said(subject)
