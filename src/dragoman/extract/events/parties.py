"""Noun phrases → who acts or is acted upon: the side where there is one, else the article's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.extract.events.clauses import Syntax
from dragoman.model import Span

_LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "nmod", "advmod", "flat", "case", "punct", "obl", "fixed", "conj", "cc"}
)
_DROPPED = frozenset({"DET", "NUM", "ADV", "PUNCT", "PRON"})
_LONGEST = 12
_HELD = frozenset({"hold", "control", "occupy", "run", "own"})
"""Participles that say whose a place is: "rebel-held"."""
_THEY = frozenset({"they", "them"})
_REPORTED = frozenset({"it", "they", "he", "she"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody, or a place, in an event: the name, and where the words that name it stand."""

    name: str
    span: Span
    head: int
    is_side: bool


def join(parties: Iterable[Party]) -> str | None:
    """Their names as one, without repetition."""
    return " and ".join(dict.fromkeys(party.name for party in parties)) or None


class Namer:
    """Names who the noun phrases of one article stand for."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax, self.cast, self.tokens, self.words = syntax, syntax.cast, syntax.tokens, syntax.words

    def parties(self, head: int) -> list[Party]:
        """Who a noun phrase and those joined to it name; nothing where it is a thing of nobody's."""
        found = [party for one in self.cast.names.conjuncts(head) if (party := self.party(one)) is not None]
        return [part for party in found for part in self._each(party)]

    def _each(self, party: Party) -> list[Party]:
        """ "The presidents of Chad and Niger" are two."""
        sides = self.cast.side_of_one(party.head) if party.is_side else ()
        return [replace(party, name=side) for side in sides] if len(sides) > 1 else [party]

    def party(self, head: int, depth: int = 0) -> Party | None:
        """Who the noun phrase with this head names; nobody, where it is a day or a number."""
        tokens = self.tokens
        if head in self.syntax.dated or not any(letter.isalpha() for letter in tokens.text[head]):
            return None
        if (tokens.lower[head] in self.words.quantities or tokens.pos[head] == "NUM") and depth < 3:
            counted = [
                child
                for child in tokens.children[head]
                if tokens.base[child] == "nmod" and tokens.case_of(child) == "of"
            ]
            for child in sorted(counted, key=lambda noun: tokens.lower[noun] in self.words.quantities):
                inner = self.party(child, depth + 1)
                if inner is not None:
                    return Party(
                        inner.name,
                        Span(self.span(head).start, max(inner.span.end, self.span(head).end)),
                        inner.head,
                        inner.is_side,
                    )
        if tokens.lower[head] in _THEY and (meant := self._meant(head)) is not None:
            return replace(meant, span=self.span(meant.head))
        sides = self.cast.side_of_one(head)
        if sides and self._is_counted(head, depth):
            return Party(self._described(head), self.span(head), head, False)
        if sides:
            return Party(" and ".join(sides), self._naming(head), head, True)
        if (
            plain_lemma(tokens.lemma[head]) in self.words.classes["troops"] | self.words.classes["peers"]
            and (owner := self._named_before(head) or self._possessor(head)) is not None
        ):
            return Party(owner.name, self.span(head), head, True)
        name = self._own_name(head)
        if name is not None:
            return Party(name, self._naming(head), head, False)
        return self._reporter(head) if tokens.lower[head] in _REPORTED else None

    def _meant(self, pronoun: int) -> Party | None:
        """ "The rebels … they": the nearest people before a pronoun in its sentence, where a noun names them."""
        tokens = self.tokens
        first, _ = tokens.sentences[tokens.sentence[pronoun]]
        for place in range(pronoun - 1, first - 1, -1):
            if (
                tokens.tag[place] in {"NNS", "NNPS"}
                and tokens.pos[place] in {"NOUN", "PROPN"}
                and self.is_somebody(place)
            ):
                return self.party(place)
            if place in self.cast.names.bodies and tokens.base[place] != "amod":
                return None
        return None

    def _is_counted(self, head: int, depth: int) -> bool:
        """ "Thousands of Georgians", "two Georgians" are people, not their state."""
        label = self.cast.names.bodies.get(head)
        if label is None or label.kind != "people":
            return False
        return depth > 0 or any(self.tokens.base[child] == "nummod" for child in self.tokens.children[head])

    def _naming(self, head: int) -> Span:
        """Where the words stand that name a noun phrase; for a pronoun those that it takes up, where they are known."""
        head = self._bearer(head)
        found = self.cast.names.index.at(head)
        if self.tokens.pos[head] != "PRON" or found is None:
            return self.span(head)
        before = [mention for mention in found[1].mentions if mention.form != "pronoun" and mention.head < head]
        return self.span(before[-1].head) if before else self.span(head)

    def _bearer(self, head: int) -> int:
        """The pronoun in "his country", "its government", if it is known whom it takes up; any other head itself."""
        tokens, countries = self.tokens, self.cast.names.words.countries
        owner = next((child for child in tokens.children[head] if tokens.dep[child] == "nmod:poss"), head)
        is_known = tokens.pos[owner] == "PRON" and self.cast.names.index.at(owner) is not None
        return owner if tokens.lemma[head] in countries and is_known else head

    def _reporter(self, pronoun: int) -> Party | None:
        """ "The junta said it would…": whoever says so, where the article calls it nothing else."""
        tokens, clause = self.tokens, self.tokens.head[pronoun]
        while tokens.base[clause] == "conj":
            clause = tokens.head[clause]
        subject = tokens.subject_of(tokens.head[clause]) if tokens.base[clause] == "ccomp" else None
        if subject is None or not subject < pronoun or tokens.pos[subject] not in {"NOUN", "PROPN"}:
            return None
        kinds = self.syntax.kinds(subject)
        if tokens.lower[pronoun] == "it" and kinds & (self.words.classes["officials"] | {"#people"}):
            return None
        if tokens.lower[pronoun] in {"he", "she"} and (
            subject in self.cast.names.bodies or tokens.tag[subject] == "NNS"
        ):
            return None
        return self.party(subject)

    def named_as_written(self, head: int) -> Party:
        """A noun phrase by its own words, whatever it stands for."""
        return Party(self._described(head), self.span(head), head, False)

    def owner(self, head: int) -> Party | None:
        """Whose a thing is: "Chadian positions", "the positions of the rebels", "the rebels' positions"."""
        tokens = self.tokens
        if (possessor := self._possessor(head)) is not None:
            return possessor
        before = self._named_before(head)
        if before is not None:
            return before
        for child in tokens.children[head]:
            if tokens.dep[child] == "compound" and self._may_own(child):
                return self.party(child)
        for preposition in ("of", "by", "from", "for"):
            for child in tokens.children[head]:
                if tokens.base[child] == "nmod" and child > head and tokens.case_of(child) == preposition:
                    found = self.party(child) or self.owner(child)
                    if found is not None:
                        return found
        for child in tokens.children[head]:
            if tokens.base[child] not in {"acl", "amod"} or tokens.lemma[child] not in self.words.wielded:
                continue
            agents = self.syntax.agents(child) + [
                agent for place in ("from", "to") for agent in self.syntax.with_preposition(child, place)
            ]
            held = [agent for agent in tokens.children[child] if agent < child and tokens.lemma[child] in _HELD]
            if any(tokens.pos[agent] == "NOUN" and self.is_somebody(agent) for agent in held):
                return self.named_as_written(head)
            agents += held
            if found := next((party for agent in agents if (party := self.party(agent)) is not None), None):
                return found
        return None

    def _possessor(self, head: int) -> Party | None:
        tokens = self.tokens
        owners = (child for child in tokens.children[head] if tokens.dep[child] == "nmod:poss")
        return next((party for child in owners if (party := self.party(child)) is not None), None)

    def _may_own(self, noun: int) -> bool:
        """ "Student demands", "rebel positions": people who stand before what is theirs."""
        lemma = plain_lemma(self.tokens.lemma[noun])
        return self.tokens.pos[noun] == "NOUN" and lemma in self.words.owners

    def _named_before(self, head: int) -> Party | None:
        sides = self.cast.names.premodifying(head)
        if not sides:
            return None
        names = self.cast.names
        if all(
            label.kind == "capital" for place in range(max(0, head - 4), head) if (label := names.bodies.get(place))
        ):
            return None
        first = next(
            (
                place
                for place in range(head - 1, max(-1, head - _LONGEST), -1)
                if place in names.bodies or place in names.people
            ),
            None,
        )
        if first is None:
            return None
        if len(sides) == 2 and self.tokens.pos[first - 1] == "CCONJ" and first > 1:
            before = first - 2  # "the Chadian and Nigerien demands"
            span = Span(self.tokens.start[before], self.tokens.end_of(first))
            return Party(" and ".join(sides), span, first, True)
        return Party(sides[0], Span(self.tokens.start[first], self.tokens.end_of(first)), first, True)

    def _own_name(self, head: int) -> str | None:
        tokens = self.tokens
        found = self.cast.names.index.at(head)
        if tokens.pos[head] == "PRON":
            if found is None:
                return None
            actor = found[1]
            return (
                actor.name
                if actor.names
                else self._described(actor.fullest.head)
                if actor.fullest.head != head
                else None
            )
        if found is not None and found[1].names:
            return found[1].name
        if not self.is_somebody(head):
            return None
        return self._described(head)

    def is_somebody(self, head: int) -> bool:
        """Whether a noun phrase stands for people, a body or a place, not for a thing."""
        kinds = self.syntax.kinds(head)
        tokens = self.tokens
        if kinds & {"#party", "#people", "#places"} and tokens.pos[head] in {"PROPN", "NUM", "ADJ"}:
            return True
        if tokens.pos[head] == "PROPN" and head not in self.syntax.dated and not kinds & self.words.means:
            return True
        lemma = plain_lemma(tokens.lemma[head])
        singular = f"{lemma[:-3]}man" if lemma.endswith("men") else lemma
        if tokens.tag[head] == "NNS" and lemma in self.words.plural_somebody:
            return True
        if tokens.tag[head] == "NNS" and lemma.endswith(("ist", "ian")):
            return True
        if self.syntax.is_agentive(head) or (tokens.text[head].isupper() and tokens.pos[head] == "NOUN"):
            return len(tokens.text[head]) > 1
        return bool({lemma, singular, tokens.lower[head]} & self.words.somebody)

    def _described(self, head: int) -> str:
        """The article's words for somebody without a name, less articles and numbers: "Chadian herders"."""
        tokens = self.tokens
        first, last = self._bounds(head)
        while (
            first < head
            and not tokens.is_silent(first + 1)
            and (
                tokens.pos[first] in _DROPPED
                or tokens.lower[first]
                in {"at", "least", "more", "than", "up", "to", "about", "around", "nearly", "over", "some", "of"}
            )
        ):
            first += 1
        return " ".join(tokens.words(first, last).split())

    def span(self, head: int) -> Span:
        """The words of a noun phrase: from its first modifier to its name's last word and its "of"."""
        first, last = self._bounds(head)
        return Span(self.tokens.start[first], self.tokens.end_of(last - 1))

    def _bounds(self, head: int) -> tuple[int, int]:
        tokens = self.tokens
        opening, closing = tokens.sentences[tokens.sentence[head]]
        first = head
        while first > max(opening, head - _LONGEST) and self._belongs(first - 1, head):
            first -= 1
        while (
            first < head
            and (tokens.pos[first] in {"PUNCT", "ADP", "CCONJ"} or not tokens.text[first].strip())
            and tokens.lower[first] not in {"at", "up", "about", "over", "around"}
        ):
            first += 1
        last = head + 1
        while last < closing and self._follows(last, head):
            last += 1
        while (
            last > head + 1 and tokens.pos[last - 1] in {"PUNCT", "ADP", "DET"} and tokens.text[last - 1] not in {")"}
        ):
            last -= 1
        return first, last

    def _belongs(self, place: int, head: int) -> bool:
        """Whether a token before a head is of its phrase: every step up from it leads there."""
        tokens = self.tokens
        for _ in range(5):
            if place == head:
                return True
            if tokens.base[place] not in _LEFT or tokens.pos[place] == "VERB":
                return False
            place = tokens.head[place]
        return False

    def _follows(self, place: int, head: int) -> bool:
        tokens = self.tokens
        for _ in range(5):
            if place == head:
                return True
            base, above = tokens.base[place], tokens.head[place]
            is_of = base == "nmod" and tokens.case_of(place) == "of"
            inside = base in {"flat", "compound", "det", "amod", "nummod", "fixed"} and above != head
            is_case = base == "case" and tokens.lower[place] == "of"
            if not (is_of or inside or is_case or base == "flat"):
                return False
            place = above
        return False


def plain_lemma(lemma: str) -> str:
    """A lemma as class words are written."""
    return lemma.replace("-", " ")
