"""Who threatens whom with what: "threatened to withdraw", "vowed revenge", "warned that Chad would face sanctions"."""

from __future__ import annotations

from dragoman.extract.events.requests import RequestReader
from dragoman.extract.events.telling import Telling

FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "THREATEN"})
"""Types that are threats when they are announced."""
_SUFFERING = frozenset({"face", "pay", "suffer", "risk", "bear", "expect", "meet", "feel"})


class ThreatReader(RequestReader):
    """Reads threats and warnings."""

    def threaten(self, verb: int, depth: int) -> Telling | None:
        """What a verb of threatening or warning tells of."""
        words = self.words
        lemma = self.tokens.lemma[verb]
        if lemma not in words.threaten.verbs:
            return None
        content = self.content(verb, depth)
        strong = lemma == "threaten"
        if content is None and lemma == "warn" and (warned := self._own_warning(verb)) is not None:
            return warned
        nouns = [noun for noun in self.arguments(verb) if self.syntax.kinds(noun) & words.threaten.nominal]
        if content is None and nouns and not strong:
            against = [
                noun
                for noun in (
                    *self.syntax.objects(verb),
                    *self.syntax.with_preposition(verb, "against"),
                    *self.of_noun(nouns[0]),
                )
                if noun not in nouns
            ]
            return Telling(
                verb, "THREATEN", None, self.subjects(verb), tuple(against), (), frozenset({verb, *nouns}), "threaten"
            )
        if content is None:
            objects = tuple(noun for noun in self.syntax.objects(verb) if self.may_act(noun))
            clauses = self.syntax.clauses(verb)
            if strong and self.syntax.objects(verb) + clauses:
                targets = tuple(self.syntax.with_preposition(verb, "against"))
                return Telling(
                    verb,
                    "THREATEN",
                    None,
                    self.subjects(verb),
                    (*targets, *objects),
                    tuple(self.syntax.objects(verb)),
                    frozenset({verb, *clauses}),
                    "threaten",
                )
            return None
        if (
            lemma == "warn"
            and not self._is_own(verb, content)
            and not (content.rule == "noun" and content.type == "PROTEST")
        ):
            return None
        if not strong and content.type in words.cooperation:
            return self.kept(verb, content, "AGREE", None, "promise") if lemma != "warn" else None
        if not strong and content.type not in FORCE:
            return None
        return self.kept(verb, content, "THREATEN", words.threatened.get(content.type), "threaten")

    def _own_warning(self, verb: int) -> Telling | None:
        """ "Warned Chad that it would respond": a threat, whatever it would do."""
        for clause in self.syntax.clauses(verb):
            subject, own = self.tokens.subject_of(clause), self.subjects(verb)
            words = {self.tokens.lower[child] for child in self.tokens.children[clause]}
            if subject is None or not own or not words & (self.words.future | self.words.backshifted):
                continue
            sides = self.syntax.cast.sides_of
            if self.tokens.lemma[clause] in _SUFFERING and self._is_dire(clause):
                return Telling(verb, "THREATEN", None, own, (subject,), (), frozenset({verb, clause}), "threaten")
            if set(sides(own[0])) & set(sides(subject)):
                objects = tuple(noun for noun in self.syntax.objects(verb) if self.may_act(noun))
                return Telling(verb, "THREATEN", None, own, objects, (), frozenset({verb, clause}), "threaten")
        return None

    def _is_dire(self, clause: int) -> bool:
        """ "Would face sanctions", "would pay a heavy price"."""
        return any(self.syntax.kinds(noun) & self.words.threaten.nominal for noun in self.syntax.objects(clause))

    def _is_own(self, verb: int, content: Telling) -> bool:
        """Whether a clause is about its own speaker's deed."""
        own, other = self.subjects(verb), content.actors
        if not own or not other:
            return False
        sides = set(self.syntax.cast.sides_of(own[0]))
        return own[0] == other[0] or bool(sides & set(self.syntax.cast.sides_of(other[0])))
