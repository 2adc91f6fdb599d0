"""What governs a count in its tree, and what that says has become of those counted: *seized about 250* → abducted."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.counts import Count, is_people
from dragoman.extract.figures.lexicon import Lexicon, Role, VerbRule
from dragoman.model import Outcome

_MOST_STEPS = 6
REACH = 7
"""Tokens after a count in which the words beside it may still tell its fate."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of those counted, the word that says so, and the rule that found it."""

    outcome: Outcome
    cue: int
    rule: str


class Governors:
    """Reads fates off the verbs and nouns that the counts of one article hang on."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def of(self, count: Count, token: int) -> Fate | None:
        """The fate of a count that hangs where ``token`` does: as subject, object or behind a preposition."""
        tokens = self.tokens
        dep, base, governor = tokens.dep[token], tokens.base[token], tokens.head[token]
        if base == "nmod" and tokens.case_of(token) == "of" and tokens.lemma[governor] in self.lexicon.fractions:
            dep, base, governor = tokens.dep[governor], tokens.base[governor], tokens.head[governor]
        if governor == token:
            return None
        if base == "nsubj" or dep in {"nsubjpass", "csubj"}:
            return self._as_subject(count, governor, passive="pass" in dep)
        if base in {"obj", "iobj", "dobj"}:
            return self._as_object(count, governor)
        if base in {"nmod", "obl"} or dep == "pobj":
            return self._as_oblique(count, token, governor)
        return None

    def _as_object(self, count: Count, verb: int, depth: int = 0) -> Fate | None:
        fate = self.by_verb(count, verb, "object", "verb_object") or self._contained(verb)
        if fate is not None or depth > 2:
            return fate
        for child in self.tokens.children[verb]:  # "left 12 people dead"
            if self.tokens.base[child] in {"xcomp", "advcl", "acl"} and child > count.root:
                fate = self.by_state(child, "object_state") or self.by_verb(count, child, "object", "object_verb")
                if fate is not None:
                    return fate
        return None

    def _contained(self, verb: int) -> Fate | None:
        """*The exchange involved 314 prisoners*: the fate that the subject names."""
        subject = self.tokens.subject_of(verb)
        if subject is None or self.tokens.lemma[verb] not in self.lexicon.containing:
            return None
        outcomes = self.lexicon.nouns.get(self.tokens.lemma[subject], ())
        return next((Fate(outcome, subject, "contained") for outcome, _ in outcomes), None)

    def _as_subject(self, count: Count, verb: int, *, passive: bool, depth: int = 0) -> Fate | None:
        """*12 people were killed*, *12 died*, *12 are believed to have been killed*, *12 are missing*."""
        tokens = self.tokens
        passive = passive or self.is_passive(verb)
        role: Role = "object" if passive else "subject"
        fate = self.by_verb(count, verb, role, "passive_subject" if passive else "subject")
        fate = fate or self.by_state(verb, "subject_state") or self.by_condition(count, verb)
        if fate is not None or depth > 3:
            return fate
        for child in sorted(tokens.children[verb], key=lambda child: tokens.base[child] != "xcomp"):
            if tokens.base[child] == "xcomp" or (tokens.base[child] == "conj" and tokens.subject_of(child) is None):
                fate = self._as_subject(
                    count,
                    child,
                    passive=self.is_passive(child)
                    or (tokens.base[child] == "conj" and passive and not self._is_active(child)),
                    depth=depth + 1,
                )
                if fate is not None:
                    return fate
        return None

    def _is_active(self, verb: int) -> bool:
        return any(self.tokens.base[child] == "obj" for child in self.tokens.children[verb])

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive."""
        return any(
            self.tokens.dep[child] in {"aux:pass", "auxpass", "nsubj:pass", "nsubjpass"}
            for child in self.tokens.children[verb]
        )

    def _as_oblique(self, count: Count, token: int, governor: int) -> Fate | None:
        """*the deaths of 12 people*, *40 hostages for 400 prisoners*, *for the release of 12*."""
        tokens, lexicon = self.tokens, self.lexicon
        case = tokens.case_of(token)
        for outcome, prepositions in lexicon.nouns.get(tokens.lemma[governor], ()):
            if case in prepositions and (
                outcome != "freed" or count.head is None or is_people(tokens, count.head, lexicon)
            ):
                return Fate(outcome, governor, "noun_of")
        if case == "of" and tokens.lower[governor].endswith("ing"):
            return self.by_verb(count, governor, "object", "noun_of")
        if case == "for":
            return self._exchanged(token, governor)
        if case == "with" and tokens.pos[governor] == "VERB":
            return self.by_verb(count, governor, "subject", "companion")
        if case == "" and tokens.pos[governor] == "VERB" and governor < token:
            return self._as_object(count, governor)  # a bare number taken for a time: "wounding 30"
        return None

    def _exchanged(self, token: int, governor: int) -> Fate | None:
        """The other side of an exchange: *swapped 12 soldiers for 30 fighters*."""
        for _ in range(_MOST_STEPS):
            lemma = self.tokens.lemma[governor]
            freed = any(rule.outcome == "freed" for rule in self.lexicon.verbs.get(lemma, ()))
            freed = freed or any(
                outcome == "freed" and "for" in by for outcome, by in self.lexicon.nouns.get(lemma, ())
            )
            if freed and (
                self.lexicon.inherent.get(self.tokens.lemma[token]) or is_people(self.tokens, token, self.lexicon)
            ):
                return Fate("freed", governor, "exchange")
            if self.tokens.head[governor] == governor:
                return None
            governor = self.tokens.head[governor]
        return None

    def by_verb(self, count: Count, verb: int, role: Role, rule: str) -> Fate | None:
        """What a verb of the lexicon does to those counted in this role."""
        for entry in self.lexicon.verbs.get(self.tokens.lemma[verb], ()):
            if entry.role == role and self._fits(entry, count, verb):
                return Fate(entry.outcome, verb, f"{rule}:{self.tokens.lemma[verb]}")
        return None

    def _fits(self, entry: VerbRule, count: Count, verb: int) -> bool:
        tokens = self.tokens
        if entry.counted and (
            count.head is None or not {tokens.lemma[count.head], tokens.text[count.head]} & entry.counted
        ):
            return False
        if (
            entry.people
            and count.head is not None
            and count.head != count.root
            and not is_people(tokens, count.head, self.lexicon)
        ):
            return False
        if not entry.companions and not entry.unless:
            return True
        near = self._near(verb, count)
        if entry.unless & near:
            return False
        return not entry.companions or bool(entry.companions & near)

    def _near(self, verb: int, count: Count) -> frozenset[str]:
        """The words that depend on a verb, two steps deep, or follow it before the clause ends."""
        tokens = self.tokens
        found = {verb, *tokens.children[verb]}
        for child in tokens.children[verb]:
            found.update(tokens.children[child])
        for token in range(verb + 1, min(max(verb, count.end) + REACH, len(tokens))):
            if tokens.text[token] in {",", ".", ";"}:
                break
            found.add(token)
        inside = set(range(count.start, count.end)) - {count.head}
        words = {word for token in found - inside for word in (tokens.lower[token], tokens.lemma[token])}
        return frozenset(words | ({"famine-like"} if {"famine", "like"} <= words else set()))

    def by_state(self, token: int, rule: str) -> Fate | None:
        """What a word of state says: *dead*, *missing*."""
        outcome = self.lexicon.states.get(self.tokens.lower[token])
        return None if outcome is None else Fate(outcome, token, rule)

    def by_condition_next(self, count: Count) -> Fate | None:
        """*including around 60 in need of surgery*: the same right behind a number without a noun."""
        following = " ".join(self.tokens.lower[count.end : count.end + REACH]) + " "
        found = (outcome for phrase, outcome in self.lexicon.conditions.items() if following.startswith(f"{phrase} "))
        return next((Fate(outcome, count.end, "condition") for outcome in found), None)

    def by_condition(self, count: Count, verb: int) -> Fate | None:
        """*are in need of food*, *without heat*: a prepositional phrase that says how they fare."""
        tokens = self.tokens
        stop = min(max(verb, count.end) + REACH, len(tokens))
        following = " ".join(tokens.lower[min(verb, count.end) : stop])
        for phrase, outcome in self.lexicon.conditions.items():
            if f" {phrase} " in f" {following} ":
                return Fate(outcome, verb, "condition")
        return None

    def relative(self, count: Count, verb: int) -> Fate | None:
        """*soldiers who died*, *hostages held in a tunnel*, *captives they are still holding*."""
        tokens = self.tokens
        subject = tokens.subject_of(verb)
        is_relative = subject is not None and tokens.lower[subject] in {"who", "that", "which"}
        if tokens.dep[verb] == "acl" or subject is None:
            if not tokens.lower[verb].endswith("ing"):
                fate = self.by_verb(count, verb, "object", "participle") or self._as_subject(count, verb, passive=True)
            else:
                fate = self.by_verb(count, verb, "subject", "participle")
            return fate or self.by_state(verb, "participle") or self.by_condition(count, verb)
        if is_relative:
            return self._as_subject(count, verb, passive=self.is_passive(verb))
        if not any(
            tokens.base[child] == "obj" and tokens.lower[child] not in {"who", "whom", "that"}
            for child in tokens.children[verb]
        ):
            return self.by_verb(count, verb, "object", "relative_object")
        return None
