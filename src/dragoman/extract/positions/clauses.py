"""What hangs on a word: the tokens that say what is wanted, and how surely they belong to it.

"Chad demanded the release of the prisoners after the raid on its embassy": of ``demanded``, "release" is told more
surely than "raid", which only says when.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dragoman.extract.positions.lexicon import Lexicon
from dragoman.extract.sides import Cast
from dragoman.model import Span

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
_JOINED = frozenset({"parataxis", "punct"})
_NOT_SAID = frozenset({"punct", "mark", "cc", "aux", "cop", "expl", "discourse", "vocative"})
_LEFT_OF = frozenset({"case", "mark", "cc", "punct"})
_COMPLETING = frozenset({"to", "for", "from", "of", "against"})  # "essential to reaching", "opposed to leaving"
_ASKING = frozenset({"what", "how", "why", "whether", "who", "where", "whoever", "whatever"})
_PRICE = frozenset({"exchange", "return"})  # "in exchange for": what is got, not what is given
_MOODS = frozenset({"MD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})

ARGUMENTS = frozenset({"ccomp", "xcomp", "obj", "obl", "iobj"})
CLAUSES = frozenset({"ccomp", "xcomp"})

# How much of a word's say is left behind each relation on the way to it; what is not named keeps all.
_KEPT = {
    "compound": 0.8,
    "nmod": 0.85,
    "obl": 0.9,
    "acl": 0.85,
    "conj": 0.3,
    "appos": 0.4,
    "advcl": 0.4,
    "acl:relcl": 0.15,
}
_KEPT_BESIDE = 0.1  # behind a participle after a comma: "…, saying that": what else somebody did
_KEPT_WHOM = 0.3  # whom a demand is put to, beside what it is on: "urged the negotiators to free…"
_KEPT_ASIDE = 0.15  # behind "after", "during", "because", "despite": it tells of the circumstances


@dataclass(frozen=True, slots=True)
class Said:
    """A token that says what is wanted, and how surely: 1 for the object itself."""

    token: int
    weight: float


class Clauses:
    """The clauses of one article."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast, self.tokens, self.words = cast, cast.tokens, words

    def below(self, head: int) -> list[int]:
        """The tokens under a head in its sentence and voice, in order, with the head; joined clauses left out."""
        tokens = self.tokens
        first, last = self._bounds(head)
        inside, frontier = {head}, [head]
        while frontier:
            for child in tokens.children[frontier.pop()]:
                if child in inside or not first <= child < last or tokens.base[child] in _JOINED:
                    continue
                if tokens.base[child] == "conj" and tokens.head[child] == head:
                    continue
                inside.add(child)
                frontier.append(child)
        return sorted(inside)

    def said(self, head: int) -> list[Said]:
        """The tokens that say what a stance is on, in order: the arguments of a verb, the complements of a noun."""
        tokens = self.tokens
        inside = set(self.below(head))
        found = [Said(head, 1.0)]
        frontier = [(child, self._kept(child)) for child in self._own(head) if child in inside]
        while frontier:
            token, weight = frontier.pop()
            found.append(Said(token, weight))
            frontier.extend((child, weight * self._kept(child)) for child in tokens.children[token] if child in inside)
        return sorted(found, key=lambda one: one.token)

    def _own(self, head: int) -> list[int]:
        """The dependents of a head that say what it is about; its subject is another's."""
        tokens = self.tokens
        left_out = _NOT_SAID | {"nsubj"}
        if tokens.dep[head] != "nsubj:pass" and any(
            tokens.dep[child] == "nsubj:pass" for child in tokens.children[head]
        ):
            left_out = left_out - {"nsubj"}
        return [child for child in tokens.children[head] if tokens.base[child] not in left_out]

    def _kept(self, token: int) -> float:
        """How much of its say a token keeps by the way it hangs on its head."""
        tokens = self.tokens
        marks = {
            tokens.lower[child] for child in tokens.children[token] if tokens.base[child] in {"mark", "case", "advmod"}
        }
        base = tokens.base[token]
        if tokens.lemma[token] in _PRICE and "in" in marks:
            return _KEPT_ASIDE
        if base in {"advcl", "obl", "nmod"} and marks & self.words.asides and (base == "advcl" or marks != {"as"}):
            return _KEPT_ASIDE
        if base in {"obj", "iobj"} and any(
            tokens.base[child] == "xcomp" and child > token for child in tokens.children[tokens.head[token]]
        ):
            return _KEPT_WHOM
        if base == "advcl" and tokens.lemma[tokens.head[token]] in self.words.striving and self.is_infinitive(token):
            return 1.0  # "do everything to avoid…"
        if base == "advcl" and tokens.tag[token] == "VBG" and not marks & _COMPLETING:
            return _KEPT_BESIDE
        relation = tokens.base[token] if base == "acl" and not self.is_relative(token) else tokens.dep[token]
        return _KEPT.get(relation, _KEPT.get(tokens.base[token], 1.0))

    def is_relative(self, clause: int) -> bool:
        """Whether a clause describes its noun: not in "the demand that Chad leave", which parsers take for one too."""
        tokens = self.tokens
        if tokens.dep[clause] != "acl:relcl":
            return False
        return not any(
            tokens.lower[child] == "that" and tokens.base[child] == "mark" for child in tokens.children[clause]
        )

    def _bounds(self, head: int) -> tuple[int, int]:
        """The sentence of a token, cut to the quotation that it stands in."""
        first, last = self.tokens.sentences[self.tokens.sentence[head]]
        voice = self.cast.voice_at(head)
        if voice is not None:
            while first < head and not voice.start <= first:
                first += 1
            last = min(last, max(voice.end, head + 1))
        return first, last

    def span(self, places: Collection[int]) -> Span:
        """From the first to the last of some tokens; blanks and what only joins them to the left are left out."""
        tokens = self.tokens
        inside = sorted(place for place in places if tokens.text[place].strip())
        while len(inside) > 1 and tokens.base[inside[0]] in _LEFT_OF:
            inside.pop(0)
        return Span(tokens.start[inside[0]], tokens.end_of(inside[-1]))

    def is_negated(self, head: int) -> bool:
        """Whether a word is denied, by a word of its own or by one right before it."""
        tokens = self.tokens
        above = tokens.head[head]
        for _ in range(2):  # "denied that it had any intention"
            if tokens.base[head] in {"obj", "ccomp"} and tokens.lemma[above] == "deny":
                return True
            if tokens.base[above] != "ccomp":
                break
            above = tokens.head[above]
        own = [child for child in tokens.children[head] if child < head + 2]
        if any(tokens.lower[child] in NEGATIONS for child in own if tokens.base[child] != "punct"):
            return True
        first, _ = tokens.sentences[tokens.sentence[head]]
        return any(tokens.lower[place] in NEGATIONS for place in range(max(first, head - 3), head))

    def is_conditional(self, head: int, negated: bool) -> bool:
        """Whether what hangs on a word sets a condition: "will stop if…", "not without…"."""
        tokens, words = self.tokens, self.words
        content = [place for place in self.below(head) if place > head and not self._is_aside(place, head)]
        lower = [tokens.lower[place] for place in content]
        for place, word in enumerate(lower):
            if word in words.conditions and (negated or word not in words.only_negated):
                return True
            if any(tuple(lower[place : place + len(phrase)]) == phrase for phrase in words.condition_phrases):
                return True
        return False

    def _is_aside(self, place: int, head: int) -> bool:
        """Whether a token stands in a relative clause or beside a head, which describes and does not condition."""
        tokens = self.tokens
        while place != head and tokens.head[place] != place:
            if tokens.dep[place] in {"acl:relcl", "appos"} or self._kept(place) == _KEPT_BESIDE:
                return True
            place = tokens.head[place]
        return False

    def is_supposed(self, head: int) -> bool:
        """Whether a word stands in a condition or a question itself: "if Chad agrees", "will Chad agree?"."""
        tokens, place = self.tokens, head
        if self.asks_itself(head) or self._is_for_to(head):
            return True
        _, last = tokens.sentences[tokens.sentence[head]]
        if any(tokens.text[token] == "?" for token in range(max(head, last - 3), last)):
            return True
        for _ in range(4):
            if any(
                tokens.lower[child] in self.words.suppositions
                and tokens.base[child] in {"mark", "advmod"}
                and child < place
                for child in tokens.children[place]
            ):
                return True
            if tokens.head[place] == place or tokens.base[place] not in {"advcl", "conj", "ccomp", "xcomp"}:
                return False
            place = tokens.head[place]
        return False

    def _is_for_to(self, head: int) -> bool:
        """ "The need for Chad to accept": an infinitive with a subject of its own."""
        return self.tokens.subject_of(head) is not None and self.is_infinitive(head)

    def is_infinitive(self, clause: int) -> bool:
        """Whether a clause begins with "to"."""
        tokens = self.tokens
        return any(tokens.lower[child] == "to" and tokens.base[child] == "mark" for child in tokens.children[clause])

    def asks_itself(self, head: int) -> bool:
        """Whether nothing has been settled: "what it will do with…", "whether it accepts…"."""
        tokens, place = self.tokens, head
        while tokens.base[place] in {"xcomp", "conj"}:
            place = tokens.head[place]
        if tokens.dep[place] == "acl:relcl" or tokens.head[place] == place:
            return False
        return any(
            tokens.lower[token] in _ASKING
            for token in [*self.below(place)[:2], *tokens.children[place]]
            if token < head
        )

    def modal_of(self, head: int) -> str:
        """The modal of a clause, in lower case, or nothing."""
        tokens = self.tokens
        for child in tokens.children[head]:
            if tokens.base[child] == "aux" and tokens.tag[child] in _MOODS:
                return tokens.lower[child]
        return ""

    def is_wished(self, clause: int, plural: bool = False) -> bool:
        """Whether a clause tells of what ought to be: "that it must leave", "that it leave", not "that it left".

        With ``plural``, "that they leave" too, which could as well tell of what is.
        """
        tokens = self.tokens
        if self.modal_of(clause) in self.words.must | self.words.will | self.words.may:
            return True
        if tokens.lemma[clause] in self.words.needing:
            return any(tokens.base[child] in {"xcomp", "obj"} for child in tokens.children[clause])
        auxiliaries = [child for child in tokens.children[clause] if tokens.base[child] in {"aux", "cop"}]
        if plural and not auxiliaries and tokens.tag[clause] == "VBP":
            return True
        return not any(tokens.tag[child] in _FINITE for child in (clause, *auxiliaries))
