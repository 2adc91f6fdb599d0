"""Stances that verbs take: "rejected any talks", "warned that it would…", "would not allow…"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.positions.candidates import STRUCK, Candidate, Candidates
from dragoman.extract.positions.clauses import CLAUSES, Said
from dragoman.extract.sides import Sides
from dragoman.model import Stance


class Verbs:
    """The stances that the verbs of one article take."""

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates
        self.clauses, self.holders = candidates.clauses, candidates.holders
        self.cast, self.tokens, self.words = candidates.cast, candidates.tokens, candidates.words

    def verb(self, verb: int) -> Candidate | None:
        """ "Rejected any talks": what the subject of a verb takes to what hangs on it."""
        tokens, words = self.tokens, self.words
        lemma = tokens.lemma[verb]
        words_of, phrase = self.candidates.phrase(verb)
        stance = phrase or words.verbs.get(lemma)
        if self._is_only_possible(verb):  # "should agree", "may agree": nobody's doing yet
            return None
        if phrase is None and self._only_expresses(verb):
            return None
        if stance is None or self.candidates.is_inside(verb) or (phrase is None and self._is_idle(verb)):
            return None
        holder = self.holders.of_verb(verb)
        if holder is None:
            return None
        clause = next((child for child in tokens.children[verb] if tokens.base[child] == "ccomp"), None)
        if clause is not None and phrase is None:
            stance = self._by_clause(verb, clause, stance, holder[1])
        if stance is None or (phrase is None and lemma in words.stressing and not self._stresses_a_need(verb)):
            return None
        said = self.clauses.said(verb)
        if phrase is None and lemma in words.needs_object:
            arguments = self._arguments_only(verb, said)
            said = arguments if self.candidates.issues.of(verb, arguments) else said
        if (stance in {"warns", "intends"} or lemma in words.wanting) and self._warns_off(verb):
            stance = "rejects"
        implied = words.implied.get(words_of)
        turned = self.candidates.turned(verb, stance)
        found = self.candidates.make(holder, verb, turned, said, 3, "verb", implied)
        if found is not None and turned == "conditions" and stance in {"intends", "offers"} and found.issue in STRUCK:
            return replace(found, stance="warns")  # "promised sanctions if…"
        return found

    def _is_only_possible(self, verb: int) -> bool:
        """Whether it is nobody's doing yet: "should agree", "must meet, ruling out…", "a figure in planning…"."""
        tokens, words, place = self.tokens, self.words, verb
        marks = {tokens.lower[child] for child in tokens.children[verb] if tokens.base[child] == "mark"}
        if tokens.tag[verb] == "VBG" and marks & words.gerunds:
            return True
        if self.clauses.is_negated(verb) and self.clauses.modal_of(verb) in words.may:
            return False  # "cannot accept"
        for _ in range(3):
            if self.clauses.modal_of(place) in words.must | words.may:
                return True
            if tokens.subject_of(place) is not None or tokens.base[place] not in {"advcl", "conj", "xcomp"}:
                return False
            place = tokens.head[place]
        return False

    def _only_expresses(self, verb: int) -> bool:
        """Whether a verb's object names the stance, as in "underscored its support for", so that the noun tells it."""
        tokens, words = self.tokens, self.words
        return tokens.lemma[verb] in words.expressing and any(
            tokens.base[child] == "obj"
            and (tokens.lemma[child] in words.nouns or tokens.lemma[child] in words.expressed)
            for child in tokens.children[verb]
        )

    def _stresses_a_need(self, verb: int) -> bool:
        """Whether what is stressed can be asked for: a clause, or a noun that says so."""
        tokens, words = self.tokens, self.words
        clause = next((child for child in tokens.children[verb] if tokens.base[child] in CLAUSES), None)
        if clause is not None:
            return tokens.lemma[clause] not in words.verbs or tokens.subject_of(clause) is None
        return any(
            tokens.lemma[child] in words.nouns or tokens.lemma[child] in words.expressed
            for child in tokens.children[verb]
            if tokens.base[child] == "obj"
        )

    def _warns_off(self, verb: int) -> bool:
        """ "Warned them not to return": what is not to be."""
        tokens = self.tokens
        return any(
            tokens.lower[place] == "not" and tokens.lower[place + 1 : place + 2] == ["to"]
            for child in tokens.children[verb]
            if tokens.base[child] in CLAUSES
            for place in range(verb, child)
        )

    def _is_idle(self, verb: int) -> bool:
        """Whether a verb lacks what makes it a stance, or has what takes it away."""
        tokens, words = self.tokens, self.words
        lemma, children = tokens.lemma[verb], tokens.children[verb]
        cases = {"for", "on", "upon"} if lemma in words.not_to else {"for", "on", "upon", "to"}
        if lemma in words.needs_complement and not any(
            tokens.base[child] in CLAUSES or tokens.case_of(child) in cases or self._is_asked(child)
            for child in children
        ):
            return True
        if lemma in words.needs_object and not self._has_object(verb):
            return True
        if lemma in words.whom and not self._says_more(verb):
            return True
        for child in children:
            if tokens.base[child] == "obj" or tokens.dep[child] == "nsubj:pass":
                if tokens.lemma[child] in words.idle or (lemma == "welcome" and tokens.lemma[child] in words.guests):
                    return True
                if lemma in words.announcing and tokens.lemma[child] in words.deals:
                    return True
            elif tokens.base[child] in CLAUSES:
                only_said = words.courtesies if lemma in words.wanting else frozenset()
                if tokens.lemma[child] in words.idle_clauses | only_said:
                    return True
        return False

    def _is_asked(self, clause: int) -> bool:
        """ "Pressed by Chad to leave", where the parser has the infinitive as an adverbial."""
        return self.tokens.base[clause] == "advcl" and self.clauses.is_infinitive(clause)

    def _says_more(self, verb: int) -> bool:
        """Whether a verb has more beside it than the actor that it is done to."""
        tokens = self.tokens
        for child in tokens.children[verb]:
            if tokens.base[child] in CLAUSES or (tokens.base[child] == "obl" and child > verb):
                return True
            if tokens.base[child] == "obj" and not self.cast.names.of_phrase(child):
                return True
        return False

    def _has_object(self, verb: int) -> bool:
        """Whether a verb has an object that is no actor, and nothing that only says what its object is like."""
        tokens = self.tokens
        objects = [
            child for child in tokens.children[verb] if tokens.base[child] == "obj" or tokens.dep[child] == "nsubj:pass"
        ]
        clauses = [child for child in tokens.children[verb] if tokens.base[child] in CLAUSES]
        if not objects:
            return any(tokens.tag[clause] == "VBG" for clause in clauses)
        if clauses or any(tokens.case_of(child) == "as" for child in tokens.children[verb]):
            return False
        return any(
            not self.cast.names.of_phrase(found)
            or any(tokens.dep[child] == "acl" and tokens.tag[child] == "VBG" for child in tokens.children[found])
            for found in objects
        )

    def _arguments_only(self, verb: int, said: list[Said]) -> list[Said]:
        tokens = self.tokens
        kept = []
        for one in said:
            place = one.token
            while tokens.head[place] not in {verb, place}:
                place = tokens.head[place]
            if (
                one.token == verb
                or tokens.base[place] in {"obj", "xcomp", "ccomp"}
                or tokens.dep[place] == "nsubj:pass"
            ):
                kept.append(one)
        return kept

    def _by_clause(self, verb: int, clause: int, stance: Stance, sides: Sides) -> Stance | None:
        """The stance of a verb with a clause: on what ought to be, on what its subject will do, or none at all."""
        tokens, words = self.tokens, self.words
        lemma = tokens.lemma[verb]
        if lemma == "expect":  # what one thinks will be
            return None
        subject = tokens.subject_of(clause)
        own = subject is not None and bool(set(self.cast.sides_of(subject)) & set(sides))
        if lemma in words.urging and subject is not None and not own and self.clauses.is_wished(clause, plural=True):
            return "demands"
        if lemma not in words.asserting:
            return stance
        modal = self.clauses.modal_of(clause)
        if own and modal in words.will:
            negated = self.clauses.is_negated(clause)
            return ("rejects" if negated else "intends") if stance != "warns" else stance
        if stance == "intends":
            progressive = own and tokens.tag[clause] == "VBG"
            return stance if progressive else None
        if not self.clauses.is_wished(clause) and not self._insists(verb, clause):
            peril = any(tokens.lemma[place] in words.perils for place in (clause, *self.clauses.below(clause)))
            return stance if stance == "warns" and peril else None
        if modal in words.may and stance != "warns":  # "suggested that it could": a guess
            return None
        if stance == "warns" and modal in {"should", "must"}:
            return "demands" if not self.clauses.is_conditional(clause, True) else "conditions"
        return stance

    def _insists(self, verb: int, clause: int) -> bool:
        """ "Is insisting that they are left out": what ought to be, in the form of what is."""
        tokens = self.tokens
        return tokens.tag[verb] == "VBG" and any(
            tokens.dep[child] == "aux:pass" and tokens.tag[child] in {"VBP", "VBZ"} for child in tokens.children[clause]
        )

    def letting(self, verb: int) -> Candidate | None:
        """ "Would not allow any…": no stance but when denied."""
        tokens = self.tokens
        if tokens.lemma[verb] not in self.words.letting or not self._is_denied(verb) or self.candidates.is_inside(verb):
            return None
        holder = self.holders.of_verb(verb)
        if holder is None or (not self.clauses.modal_of(verb) and tokens.base[verb] != "xcomp"):
            return None
        stance: Stance = "conditions" if self.clauses.is_conditional(verb, True) else "rejects"
        return self.candidates.make(holder, verb, stance, self.clauses.said(verb), 3, "letting")

    def _is_denied(self, verb: int) -> bool:
        """Denied by a word of its own, or by one in front of the clause: "under no circumstances would…"."""
        tokens = self.tokens
        if self.clauses.is_negated(verb):
            return True
        return any(
            tokens.lower[below] in {"no", "never"}
            for child in tokens.children[verb]
            if tokens.base[child] in {"obl", "advmod"} and child < verb
            for below in (child, *tokens.children[child])
        )

    def doubting(self, verb: int) -> Candidate | None:
        """ "Does not believe that the war can be settled while…": what somebody rules out."""
        tokens = self.tokens
        if tokens.lemma[verb] not in self.words.doubting or not self.clauses.is_negated(verb):
            return None
        clause = next((child for child in tokens.children[verb] if tokens.base[child] == "ccomp"), None)
        if clause is None or self.clauses.modal_of(clause) not in self.words.may | self.words.must:
            return None
        holder = self.holders.of_verb(verb)
        if holder is None or self.candidates.is_inside(verb):
            return None
        below = [Said(token, 1.0) for token in self.clauses.below(clause)]
        return self.candidates.make(holder, verb, "rejects", below, 2, "letting")
