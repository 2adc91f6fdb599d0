"""Stances that speakers take with a modal: "Chad must leave", "we will fight on", "an invasion would lead to…"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.positions.candidates import STRUCK, Candidate, Candidates
from dragoman.extract.sides import Sides
from dragoman.model import Stance

_NOT_WILLED = frozenset({"talks", "governance", "justice", "other"})
"""Issues on which "we will" tells of what is to come rather than of what is wanted."""

_HARMED = frozenset({"talks", "ceasefire", "exchange"})
"""Issues that a warning is on when they are what would suffer."""


class Modals:
    """The stances that the modals of one article take, in somebody's words."""

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates
        self.clauses, self.holders = candidates.clauses, candidates.holders
        self.cast, self.tokens, self.words = candidates.cast, candidates.tokens, candidates.words

    def demand(self, modal: int) -> Candidate | None:
        """ "Chad must leave": what is to be done, of somebody who speaks."""
        subject = self.tokens.subject_of(self.tokens.head[modal])
        if self.tokens.lower[modal] not in self.words.must or (subject is not None and subject > modal):
            return None  # "should the talks collapse": a condition
        return self._ought(self.tokens.head[modal], modal)

    def need(self, verb: int) -> Candidate | None:
        """ "The shelling has to stop", "we need them to leave", of somebody who speaks."""
        tokens = self.tokens
        if tokens.lemma[verb] in self.words.requiring:
            return self._ought(verb, verb)
        clause = next((child for child in tokens.children[verb] if tokens.base[child] == "xcomp"), None)
        if tokens.lemma[verb] not in self.words.needing or clause is None or tokens.lower[clause - 1] != "to":
            return None
        if tokens.tag[verb] not in {"VBZ", "VBP", "VBD"} and self.clauses.modal_of(verb) not in self.words.will:
            return None
        voice = self.cast.voice_at(verb)
        if tokens.tag[verb] == "VBD" and (voice is None or voice.direct):
            return None  # "we had to retreat": told, not asked
        return self._ought(clause, verb) if not self.clauses.is_negated(verb) else None

    def _ought(self, head: int, trigger: int) -> Candidate | None:
        side = self.holders.speaking(trigger)
        if side is None or self.candidates.is_inside(head) or self.clauses.asks_itself(head):
            return None
        if any(self.tokens.lower[child] == "have" for child in self.tokens.children[head] if child > trigger):
            return None  # "should have left": too late to ask
        if self.tokens.lemma[head] in self.words.musing and self._is_musing(head):
            return None
        whole = {one.token: one for one in [*self.candidates.subject(trigger), *self.candidates.whole(head)]}
        said = [whole[token] for token in sorted(whole)]
        included = self.clauses.said(head) if self.tokens.lemma[head] in self.words.including else []
        implied = self.candidates.issues.of(head, included) if included else None
        negated = self.clauses.is_negated(head)
        conditional = self.clauses.is_conditional(head, negated)
        stance: Stance = ("conditions" if conditional else "rejects") if negated else "demands"
        return self.candidates.make((trigger, (side,)), head, stance, said, 1, "ought", implied)

    def _is_musing(self, head: int) -> bool:
        """Whether a verb asks for nothing but a thought: not in "must have access", "there must be a pause"."""
        tokens = self.tokens
        if tokens.pos[head] not in {"VERB", "AUX"}:
            return False
        needed = {"have": "obj", "be": "expl"}.get(tokens.lemma[head])
        return needed is None or all(tokens.base[child] != needed for child in tokens.children[head])

    def barred(self, modal: int) -> Candidate | None:
        """ "There can be no peace without…", of somebody who speaks."""
        tokens = self.tokens
        head = tokens.head[modal]
        subject, side = tokens.subject_of(head), self.holders.speaking(modal)
        if tokens.lower[modal] not in self.words.may or tokens.lemma[head] != "be" or subject is None or side is None:
            return None
        if not any(tokens.lower[child] == "no" for child in tokens.children[subject]):
            return None
        stance: Stance = "conditions" if self.clauses.is_conditional(head, True) else "rejects"
        said = self.candidates.whole(head)
        return self.candidates.make((modal, (side,)), head, stance, said, 1, "ought")

    def only(self, modal: int) -> Candidate | None:
        """ "Only a truce can end this", of somebody who speaks: the subject is what is asked for."""
        tokens = self.tokens
        head = tokens.head[modal]
        subject, side = tokens.subject_of(head), self.holders.speaking(modal)
        if tokens.lower[modal] not in self.words.may | self.words.will or subject is None or side is None:
            return None
        if subject > modal or all(tokens.lower[child] != "only" for child in tokens.children[subject]):
            return None
        if self.clauses.is_negated(head) or self.clauses.is_supposed(head):
            return None
        wanted = self.candidates.subject(modal) or self.clauses.said(subject)
        issue = self.candidates.issues.of(subject, wanted)
        return self.candidates.make((modal, (side,)), head, "demands", self.candidates.whole(head), 1, "ought", issue)

    def will(self, modal: int) -> Candidate | None:
        """ "We will…", "it would…" in somebody's words of itself."""
        tokens, words = self.tokens, self.words
        head = tokens.head[modal]
        own = self.holders.speaking(modal)
        subject = tokens.subject_of(head)
        if tokens.lower[modal] not in words.will or subject is None or self.clauses.asks_itself(head):
            return None
        negated = self.clauses.is_negated(head)
        if own is not None and tokens.dep[subject] == "nsubj:pass" and self._is_only(head, negated):
            return self.candidates.make((modal, (own,)), head, "conditions", self.clauses.said(head), 1, "will")
        sides = self.cast.sides_of(subject)
        if own not in sides and not self._says_of_itself(head, sides):
            return None
        if self.clauses.is_supposed(head) or (tokens.lemma[head] in words.verbs and not negated):
            return None
        if tokens.lemma[head] in words.letting or self._is_told_above(head):
            return None
        children = tokens.children[head]
        if any(tokens.lower[child] == "have" and tokens.base[child] == "aux" for child in children):
            return None  # "would have": what did not come
        if any(tokens.lemma[child] in words.idle and tokens.base[child] in {"obj", "obl"} for child in children):
            return None
        negated = negated and tokens.lemma[head] not in words.ceasing
        threat = tokens.lemma[head] in words.threats and not negated
        stance: Stance = "warns" if threat else "rejects" if negated else "intends"
        if self.clauses.is_conditional(head, negated) and not threat:
            stance = "conditions"
        found = self.candidates.make((subject, sides), head, stance, self.clauses.said(head), 1, "will")
        if found is not None and stance == "conditions" and not negated and found.issue in STRUCK:
            return replace(found, stance="warns")
        if found is not None and stance == "intends" and found.issue in _NOT_WILLED:
            return found if found.issue == "talks" and tokens.lemma[head] in words.engaging else None
        return found

    def _is_only(self, head: int, negated: bool) -> bool:
        """ "Will only be freed in exchange for…", "will not be freed until…": a condition."""
        only = any(self.tokens.lower[child] == "only" for child in self.tokens.children[head])
        return (only or negated) and self.clauses.is_conditional(head, True)

    def _is_told_above(self, clause: int) -> bool:
        """Whether the verb that a clause hangs on takes a stance itself: "confirmed it would attend"."""
        above = self.tokens.head[clause]
        if self.tokens.base[clause] != "ccomp":
            return False
        return self.tokens.lemma[above] in self.words.verbs or self.candidates.phrase(above)[1] is not None

    def _says_of_itself(self, clause: int, sides: Sides) -> bool:
        """ "Reaffirmed that it would…": said by whom it is about, whoever tells of it."""
        tokens = self.tokens
        if (
            tokens.base[clause] != "ccomp"
            or tokens.lemma[tokens.head[clause]] not in self.words.asserting | self.words.expressing
        ):
            return False
        subject = tokens.subject_of(tokens.head[clause])
        return subject is not None and bool(set(self.cast.sides_of(subject)) & set(sides))

    def doing(self, auxiliary: int) -> Candidate | None:
        """ "Said it was suspending its attacks": what somebody says that they are doing."""
        tokens = self.tokens
        head = tokens.head[auxiliary]
        if tokens.lemma[auxiliary] != "be" or tokens.tag[head] != "VBG" or tokens.lemma[head] not in self.words.doing:
            return None
        own = self.holders.speaking(auxiliary)
        subject = tokens.subject_of(head)
        if subject is None or own is None or self.clauses.is_negated(head) or self.clauses.is_supposed(head):
            return None
        sides = self.cast.sides_of(subject)
        if own not in sides:
            return None
        return self.candidates.make((subject, sides), head, "intends", self.clauses.said(head), 1, "doing")

    def consequence(self, modal: int) -> Candidate | None:
        """ "Any invasion would lead to a catastrophe", in somebody's words: a warning."""
        tokens, words = self.tokens, self.words
        head = tokens.head[modal]
        side = self.holders.speaking(modal)
        subject = tokens.subject_of(head)
        if side is None or subject is None or tokens.lower[modal] not in words.will | words.may:
            return None
        if tokens.lemma[head] not in words.consequences or tokens.lemma[subject] not in words.causes:
            return None
        if self.clauses.is_negated(head) or self.clauses.is_supposed(head):
            return None
        if tokens.base[head] == "ccomp" and words.verbs.get(tokens.lemma[tokens.head[head]]) == "warns":
            return None  # the warning is told already
        holder = (subject, (side,))
        harmed = self.candidates.make(holder, head, "warns", self.clauses.said(head), 1, "consequence")
        if harmed is not None and harmed.issue in _HARMED:
            return harmed
        return self.candidates.make(holder, head, "warns", self.candidates.subject(head), 1, "consequence")
