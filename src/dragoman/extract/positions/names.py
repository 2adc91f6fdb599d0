"""Stances that nouns and adjectives name: "Chad's demand for…", "our priority is to…", "is ready to…"."""

from __future__ import annotations

from dragoman.extract.positions.candidates import CONDITIONAL, Candidate, Candidates
from dragoman.extract.sides import Sides
from dragoman.model import Stance

_OF_A_NOUN = 0.3
"""A noun is told what it is on by what hangs on it closely, not by a clause about it."""


class Names:
    """The stances that the nouns and adjectives of one article name."""

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates
        self.clauses, self.holders = candidates.clauses, candidates.holders
        self.cast, self.tokens, self.words = candidates.cast, candidates.tokens, candidates.words

    def noun(self, noun: int) -> Candidate | None:
        """ "Chad's demand for…", "stressed the need for…"."""
        tokens, words = self.tokens, self.words
        lemma = tokens.lemma[noun]
        stance = words.nouns.get(lemma) or words.expressed.get(lemma)
        if stance is None or tokens.base[noun] == "compound" or not self._names_a_stance(noun):
            return None
        holder = self.holders.expresser(noun) if lemma in words.only_expressed else self.holders.of_noun(noun)
        if holder is None or (lemma in words.only_expressed and self._is_for_an_actor(noun)):
            return None
        clause = next((child for child in tokens.children[noun] if tokens.base[child] in {"acl", "ccomp"}), None)
        if clause is not None and self.clauses.modal_of(clause) in words.will and self._will_itself(clause, holder[1]):
            stance = "intends"
        elif clause is not None and lemma in words.telling and not self._is_doing(clause):
            return None
        said = [one for one in self.clauses.said(noun) if one.token >= noun - 4 and one.weight > _OF_A_NOUN]
        return self.candidates.make(holder, noun, self._turned_noun(noun, stance), said, 2, "noun")

    def _will_itself(self, clause: int, sides: Sides) -> bool:
        subject = self.tokens.subject_of(clause)
        return subject is not None and bool(set(self.cast.sides_of(subject)) & set(sides))

    def _is_for_an_actor(self, noun: int) -> bool:
        """ "Support for Chad", which does not say in what."""
        tokens = self.tokens
        complements = [child for child in tokens.children[noun] if tokens.base[child] == "nmod" and child > noun]
        return bool(complements) and bool(self.cast.names.of_phrase(complements[0]))

    def _is_doing(self, clause: int) -> bool:
        """Whether a clause tells of what its subject is doing or will do: "the announcement that it is leaving"."""
        return self.tokens.tag[clause] == "VBG" or self.clauses.is_wished(clause)

    def _turned_noun(self, noun: int, stance: Stance) -> Stance | None:
        if self.clauses.is_negated(noun):
            return self.words.negated.get(stance)
        return "conditions" if stance in CONDITIONAL and self.clauses.is_conditional(noun, False) else stance

    def _names_a_stance(self, noun: int) -> bool:
        """Whether a noun says what it is on: "offer of talks", "truce offer", "threat to attack"."""
        tokens = self.tokens
        for child in tokens.children[noun]:
            base = tokens.base[child]
            if base in {"acl", "ccomp"} and not self.clauses.is_relative(child):
                return True
            if tokens.lemma[noun] in self.words.nouns_with_clause:
                continue
            about = base == "nmod" and child > noun and tokens.case_of(child) not in self.words.asides
            if about or (base == "compound" and child not in self.cast.names.bodies):
                return True
        return False

    def goal(self, noun: int) -> Candidate | None:
        """ "Our priorities are to end the war": the subject names the stance, the predicate says what it is on."""
        tokens = self.tokens
        head = tokens.head[noun]
        if tokens.lemma[noun] not in self.words.goals or tokens.base[noun] != "nsubj":
            return None
        copular = tokens.lemma[head] == "be" or any(
            tokens.base[child] == "cop" or (tokens.lemma[child] == "be" and tokens.lower[child + 1] == "to")
            for child in tokens.children[head]
            if child < head
        )
        if not copular or tokens.pos[head] in {"ADJ", "ADV"}:
            return None
        holder = self.holders.of_noun(noun)
        children = tokens.children[noun]
        bare = not any(tokens.base[child] == "nmod" for child in children)
        if holder is None and bare and any(tokens.lower[child] == "the" for child in children):
            side = self.holders.speaking(noun)
            holder = (noun, (side,)) if side is not None else None
        if holder is None or self.clauses.is_negated(head):
            return None
        said = [one for one in self.clauses.said(head) if one.token > noun]
        lemma = tokens.lemma[noun]
        stance: Stance = "demands"
        if lemma in self.words.hopes | self.words.intentions:
            stance = "open" if lemma in self.words.hopes else "intends"
        return self.candidates.make(holder, head, stance, said, 2, "goal") if said else None

    def time(self, noun: int) -> Candidate | None:
        """ "It is time to end the war", of somebody who speaks."""
        tokens = self.tokens
        if tokens.lemma[noun] not in self.words.times or all(
            tokens.base[one] != "cop" for one in tokens.children[noun]
        ):
            return None
        side = self.holders.speaking(noun)
        clause = next((child for child in tokens.children[noun] if tokens.base[child] in {"acl", "advcl"}), None)
        if side is None or clause is None or not self.clauses.is_infinitive(clause) or self.clauses.is_negated(noun):
            return None
        return self.candidates.make((noun, (side,)), clause, "demands", self.candidates.whole(clause), 1, "goal")

    def adjective(self, adjective: int) -> Candidate | None:
        """ "Is ready to…", "it is essential that…"."""
        tokens = self.tokens
        stance = self.words.adjectives.get(tokens.lemma[adjective]) or self.words.adjectives.get(
            tokens.lower[adjective]
        )
        if tokens.lemma[adjective] in self.words.falling_short:
            return self._falling_short(adjective)
        if stance is None or tokens.base[adjective] in {"amod", "compound"} or self.clauses.is_supposed(adjective):
            return None
        if stance == "demands" or tokens.lemma[adjective] in self.words.judging:
            return self._judgement(adjective, stance)
        holder = self.holders.of_verb(adjective)
        if holder is None:
            return None
        stance_now = self.candidates.turned(adjective, stance)
        return self.candidates.make(holder, adjective, stance_now, self.clauses.said(adjective), 3, "adjective")

    def participle(self, participle: int) -> Candidate | None:
        """ "Is determined to…": a participle that is an adjective, however the parser tags it."""
        tokens = self.tokens
        is_said = any(tokens.dep[child] in {"cop", "aux:pass"} for child in tokens.children[participle])
        if tokens.tag[participle] != "VBN" or tokens.lower[participle] not in self.words.adjectives or not is_said:
            return None
        return self.adjective(participle)

    def _judgement(self, adjective: int, stance: Stance) -> Candidate | None:
        """ "It is essential that…" in somebody's words; "called it imperative to…"."""
        tokens = self.tokens
        above = tokens.head[adjective]
        if tokens.base[adjective] == "xcomp" and tokens.lemma[above] in self.words.deeming:
            holder = self.holders.of_verb(above)
            said = [*self.clauses.said(above)]
        else:
            side = self.holders.speaking(adjective)
            holder = (adjective, (side,)) if side is not None else None
            said = self.candidates.whole(adjective)
        if holder is None or self.clauses.is_negated(adjective):
            return None
        subject = tokens.subject_of(adjective)
        if stance == "rejects" and subject is not None and tokens.lemma[subject] in self.words.lacking:
            stance = "demands"
        return self.candidates.make(holder, adjective, stance, said, 1, "judgement")

    def _falling_short(self, adjective: int) -> Candidate | None:
        """ "A pause is not enough" in somebody's words: the thing itself is turned down."""
        side = self.holders.speaking(adjective)
        if side is None or self.tokens.subject_of(adjective) is None or not self.clauses.is_negated(adjective):
            return None
        subject = self.candidates.subject(adjective)
        return self.candidates.make((adjective, (side,)), adjective, "rejects", subject, 1, "judgement")

    def turning_down(self, noun: int) -> Candidate | None:
        """ "Giving up the port is out of the question" in somebody's words."""
        tokens = self.tokens
        side, subject = self.holders.speaking(noun), tokens.subject_of(noun)
        if side is None or subject is None or all(tokens.base[child] != "cop" for child in tokens.children[noun]):
            return None
        before = tuple(tokens.lower[max(0, noun - 3) : noun + 1])
        if not any(before[-len(phrase) :] == phrase for phrase in self.words.turning_down):
            return None
        said = self.candidates.subject(noun)
        return self.candidates.make((noun, (side,)), noun, "rejects", said, 1, "judgement")
