"""What the clause or object below a verb tells of, for those that make something of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.events.deeds import DeedReader
from dragoman.extract.events.telling import Telling
from dragoman.model import EventType


class ContentReader(DeedReader):
    """A reader of deeds that looks below attitudes."""

    def tell(self, head: int, depth: int = 0) -> Telling | None:
        """What a verb or predicate tells of, ``depth`` clauses below the one that is asked for."""
        raise NotImplementedError

    def content(self, head: int, depth: int) -> Telling | None:
        """What the clause, else the object or the phrase with "to" or "for", of a verb tells of."""
        for clause in self.syntax.clauses(head):
            found = self.tell(clause, depth + 1)
            if found is not None:
                return replace(found, used=found.used | {clause})
        for noun in self.arguments(head):
            if self.tokens.lemma[noun] in self.words.endings and (found := self._ended(noun)) is not None:
                return found
            kind = self.kind_of(noun)
            if kind is not None:
                owned = (noun,)
                return Telling(
                    noun, kind.type, kind.mode, (), tuple(self.of_noun(noun)), owned, frozenset({noun}), "noun"
                )
        return None

    def _ended(self, noun: int) -> Telling | None:
        """ "An easing of the ban on", "the lifting of sanctions against"."""
        for place in ("of", "to"):
            for inner in self.syntax.with_preposition(noun, place):
                kind = self.kind_of(inner)
                if kind is not None:
                    used = frozenset({noun, inner})
                    found = Telling(noun, kind.type, kind.mode, (), tuple(self.of_noun(inner)), (inner,), used, "noun")
                    return self.turned(found, noun)
        return None

    def kept(
        self, verb: int, content: Telling, kind: EventType, mode: str | None, rule: str, recipients: Iterable[int] = ()
    ) -> Telling:
        """A telling of what a verb makes of its content, with the content's recipients behind its own."""
        objects = tuple(
            noun
            for preposition in ("against", "with", "to")
            for noun in self.syntax.with_preposition(verb, preposition)
            if self.may_act(noun)
        )
        found = (*recipients, *objects, *content.recipients)
        return Telling(
            verb,
            kind,
            mode,
            self.subjects(verb),
            tuple(dict.fromkeys(found)),
            content.owned,
            content.used | {verb},
            rule,
            content.mutual,
        )
