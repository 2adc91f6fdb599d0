"""Words that take a stance → who holds it, on what, in which words. Grammar only: one candidate for each trigger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.extract.positions.lexicon import Lexicon
from dragoman.extract.sides import Cast, Sides, Voice
from dragoman.extract.topics import find_topics
from dragoman.model import Span, Stance, Topic

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
_CUT = frozenset({"parataxis", "punct"})
_ARGUMENTS = frozenset({"ccomp", "xcomp", "obj", "obl"})
_NOT_WILLED = frozenset({"talks", "governance", "justice", "other"})
"""Issues on which "we will" tells of what is to come rather than of what is wanted."""
_SURE = 2.0
_FADING = 0.12
"""How much less a word says of an issue with each word between it and the stance."""


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


class StanceReader:
    """Reads the stances of one article."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast, self.tokens, self.words = cast, cast.tokens, words

    def read(self) -> Iterator[Candidate]:
        """Every stance that names its holder and its issue, in the order of the text."""
        for token, pos in enumerate(self.tokens.pos):
            if pos == "AUX" and self.tokens.base[token] == "aux":
                found = self._modal(token)
            elif pos in {"VERB", "AUX"}:
                found = self._verb(token)
            elif pos in {"NOUN", "PROPN"}:
                found = self._noun(token)
            elif pos == "ADJ":
                found = self._adjective(token)
            else:
                continue
            if found is not None:
                yield from self._parts(found)

    def _parts(self, found: Candidate) -> Iterator[Candidate]:
        """A candidate, and one more for each thing that "and" joins to its object: "wants a truce and the return…"."""
        yield found
        tokens = self.tokens
        for child in tokens.children[found.trigger]:
            if tokens.base[child] not in _ARGUMENTS or found.rule == "modal":
                continue
            for joined in tokens.children[child]:
                if tokens.base[joined] != "conj":
                    continue
                content = self._below(joined)
                issue = self._issue(joined, content)
                if issue is not None and issue != found.issue:
                    yield replace(found, issue=issue, span=self._span(content), strength=found.strength - 1)

    def _verb(self, verb: int) -> Candidate | None:
        tokens, words = self.tokens, self.words
        lemma = tokens.lemma[verb]
        stance = self._phrase(verb) or words.verbs.get(lemma)
        if stance is None:
            return None
        if lemma in words.needs_complement and not self._has_complement(verb):
            return None
        holders = self._holders(verb)
        if holders is None:
            return None
        content = self._below(verb)
        if lemma in words.insisting and self._is_own_will(verb, holders[1]):
            stance = "intends"
        stance = self._turned(verb, stance, content)
        return self._candidate(holders, verb, stance, content, 3, "verb")

    def _is_own_will(self, verb: int, sides: Sides) -> bool:
        """ "Insisted that it would go on": what the holder will do itself."""
        tokens = self.tokens
        for child in tokens.children[verb]:
            subject = tokens.subject_of(child) if tokens.base[child] == "ccomp" else None
            if subject is not None and set(self.cast.sides_of(subject)) & set(sides):
                return any(tokens.lower[aux] in self.words.will for aux in tokens.children[child])
        return False

    def _phrase(self, verb: int) -> Stance | None:
        following = self.tokens.lemma[verb : verb + 7]
        for phrase, stance in self.words.phrases.get(self.tokens.lemma[verb], ()):
            if phrase[1] in self.words.particles and following[1:2] != [phrase[1]]:
                continue
            rest = iter(following)
            if all(word in rest for word in phrase):
                return stance
        return None

    def _has_complement(self, verb: int) -> bool:
        """Whether a verb has a clause, or a "for" or "on", to say what is wanted."""
        tokens = self.tokens
        return any(
            tokens.base[child] in {"ccomp", "xcomp"} or tokens.case_of(child) in {"for", "on", "upon", "to"}
            for child in tokens.children[verb]
        )

    def _turned(self, head: int, stance: Stance, content: list[int]) -> Stance | None:
        """The stance as negation and conditions leave it."""
        negated = self._is_negated(head)
        if self._is_conditional(content, negated or stance == "rejects"):
            return "conditions" if stance in {"accepts", "intends", "open", "offers", "rejects"} else stance
        return self.words.negated.get(stance) if negated else stance

    def _is_negated(self, head: int) -> bool:
        tokens = self.tokens
        if any(tokens.lower[child] in _NEGATIONS and child < head + 2 for child in tokens.children[head]):
            return True
        return any(tokens.lower[place] in _NEGATIONS for place in range(max(0, head - 3), head))

    def _is_conditional(self, content: list[int], negated: bool) -> bool:
        lower = [self.tokens.lower[place] for place in content]
        for place, word in enumerate(lower):
            if word in self.words.conditions and (negated or word not in self.words.only_negated):
                return True
            if any(tuple(lower[place : place + len(phrase)]) == phrase for phrase in self.words.condition_phrases):
                return True
        return False

    def _holders(self, verb: int) -> tuple[int, Sides] | None:
        """The verb's subject and the sides that it stands for."""
        tokens, place = self.tokens, verb
        for _ in range(4):
            subject = tokens.subject_of(place)
            if subject is not None:
                if tokens.dep[subject] == "nsubj:pass":
                    return None
                sides = self.cast.sides_of(subject)
                return (subject, sides) if sides else None
            if tokens.doc[place].tag_ == "VBN" and tokens.base[place] in {"advcl", "acl"}:
                return None
            if tokens.base[place] == "acl" and tokens.dep[place] != "acl:relcl":
                return None
            if tokens.base[place] not in {"conj", "xcomp", "advcl", "acl", "parataxis"}:
                return None
            place = tokens.head[place]
        return None

    def _modal(self, modal: int) -> Candidate | None:
        """ "Israel must…", "we will…" in somebody's words: a demand of the speaker's, an intention of the subject's."""
        tokens, words = self.tokens, self.words
        head = tokens.head[modal]
        voice = self.cast.voice_at(modal)
        if tokens.lower[modal] in words.must:
            return self._demand(head, modal, voice)
        if tokens.lower[modal] not in words.will:
            return None
        subject = tokens.subject_of(head)
        if subject is None or (voice is None and self.cast.author is None):
            return None
        sides = self.cast.sides_of(subject)
        own = voice.side if voice is not None else self.cast.author
        content = self._below(head)
        negated = self._is_negated(head)
        if own not in sides or (tokens.lemma[head] in words.verbs and not negated):
            return None
        if self._is_conditional(content, negated):
            threat = tokens.lemma[head] in words.threats and not negated
            stance: Stance = "warns" if threat else "conditions"
        elif negated:
            stance = "rejects"
        else:
            stance = "warns" if tokens.lemma[head] in words.threats else "intends"
        found = self._candidate((subject, sides), head, stance, content, 1, "modal")
        return None if found is not None and found.issue in _NOT_WILLED and stance == "intends" else found

    def _demand(self, head: int, modal: int, voice: Voice | None) -> Candidate | None:
        side = voice.side if voice is not None else self.cast.author
        if side is None:
            return None
        content = self._below(head)
        negated = self._is_negated(head)
        stance: Stance = (
            "conditions" if negated and self._is_conditional(content, True) else "rejects" if negated else "demands"
        )
        return self._candidate((modal, (side,)), head, stance, content, 1, "modal")

    def _noun(self, noun: int) -> Candidate | None:
        """ "A Hamas demand for…", "its proposal to…"."""
        tokens = self.tokens
        stance = self.words.nouns.get(tokens.lemma[noun])
        if stance is None:
            return None
        sides = self.cast.names.premodifying(noun)
        if not sides:
            owner = next((child for child in tokens.children[noun] if tokens.dep[child] == "nmod:poss"), None)
            sides = self.cast.sides_of(owner) if owner is not None else ()
        if not sides:
            return None
        content = [place for place in self._below(noun) if place >= noun - 4]
        return self._candidate((noun, sides), noun, stance, content, 2, "noun")

    def _adjective(self, adjective: int) -> Candidate | None:
        tokens = self.tokens
        stance = self.words.adjectives.get(tokens.lemma[adjective])
        if stance is None or tokens.base[adjective] in {"amod", "compound"}:
            return None
        content = self._below(adjective)
        if stance in {"demands", "rejects"}:
            voice = self.cast.voice_at(adjective)
            side = voice.side if voice is not None else self.cast.author
            if side is None:
                return None
            return self._candidate((adjective, (side,)), adjective, stance, content, 1, "adjective")
        holders = self._holders(adjective)
        if holders is None:
            return None
        turned = self._turned(adjective, stance, content)
        return self._candidate(holders, adjective, turned, content, 3, "adjective")

    def _below(self, head: int) -> list[int]:
        """The tokens under a head in its sentence, in order, with the head; clauses only joined to it left out."""
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence[head]]
        inside, frontier = {head}, [head]
        while frontier:
            for child in tokens.children[frontier.pop()]:
                if child in inside or not first <= child < last or tokens.base[child] in _CUT:
                    continue
                if tokens.base[child] == "conj" and tokens.head[child] == head and tokens.pos[head] == "VERB":
                    continue
                inside.add(child)
                frontier.append(child)
        return sorted(inside)

    def _candidate(
        self, holders: tuple[int, Sides], head: int, stance: Stance | None, content: list[int], strength: int, rule: str
    ) -> Candidate | None:
        if stance is None:
            return None
        issue = self._issue(head, content)
        if issue is None:
            return None
        holder, sides = holders
        spoken = [place for place in content if place > holder or place >= head] if holder < head else content
        return Candidate(sides, holder, issue, stance, self._span(spoken or content), head, strength, rule)

    def _span(self, places: list[int]) -> Span:
        """From the first to the last of some tokens, blanks left out."""
        inside = [place for place in places if self.tokens.text[place].strip()]
        return Span(self.tokens.start[inside[0]], self.tokens.end_of(inside[-1]))

    def _issue(self, head: int, content: list[int]) -> Topic | None:
        """The one issue that the words raise most plainly, near words before far ones; nothing if none does."""
        near = [place for place in content if place >= head] or content
        tokens = self.tokens
        best = self._plainest(head, near) or self._plainest(head, content)
        if best is None and tokens.dep[head] == "acl:relcl":
            best = self._plainest(tokens.head[head], self._below(tokens.head[head]))
        lemmas = {tokens.lemma[place] for place in near[:8]}
        if best is None and lemmas & (self.words.anaphora | self.words.deals):
            number = tokens.sentence[head]
            if number:
                first, last = tokens.sentences[number - 1]
                best = self._plainest(first, list(range(first, last)))
            if best is None and lemmas & self.words.deals:
                best = self._main_issue
        return best

    def _plainest(self, head: int, places: list[int]) -> Topic | None:
        weights: defaultdict[Topic, float] = defaultdict(float)
        for place, topic, weight in find_topics(self.tokens.lemma, places):
            weights[topic] += weight / (1 + _FADING * abs(place - head))
        if not weights:
            return None
        return max(weights, key=weights.__getitem__)

    @cached_property
    def _main_issue(self) -> Topic | None:
        """What "the deal" of the article is about, where the words beside it do not say."""
        found = Counter(
            topic for _, topic, weight in find_topics(self.tokens.lemma, range(len(self.tokens))) if weight > _SURE
        )
        ranked = [topic for topic, _ in found.most_common() if topic in {"ceasefire", "exchange"}]
        return ranked[0] if ranked else None
