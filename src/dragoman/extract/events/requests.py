"""Who asks what of whom: "urged Chad to withdraw", "a demand that", orders to one's own and to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.extract.events.contents import ContentReader
from dragoman.extract.events.telling import Telling
from dragoman.model import EventType

_RALLIED = frozenset({"SUPPORT", "SANCTION", "PROTEST", "MOBILIZE", "ASSAULT"})


class RequestReader(ContentReader):
    """Reads requests, demands and orders."""

    def request(self, verb: int, depth: int) -> Telling | None:
        """What a verb of asking or ordering tells of."""
        tokens, words = self.tokens, self.words
        phrase = self.phrase(verb, words.appeal, words.demand)
        if phrase is None:
            return None
        clauses = self.syntax.clauses(verb)
        if "guilty" in self.syntax.reach(verb):
            return None
        if "about" in self.syntax.reach(verb) and not clauses:
            return None
        if phrase == "insist" and any(self._is_statement(clause) for clause in clauses):
            return None
        asked = self._asked(verb, phrase, clauses)
        if phrase in {"want", "expect"} and self.syntax.is_passive(verb):
            return None
        if phrase in {"want", "expect", "tell"} and not (asked and clauses and self._is_infinitive(clauses[0])):
            return None
        is_order = phrase in {"order", "instruct", "command", "tell"}
        if is_order and asked and any(self.tokens.lemma[clause] in words.coercive for clause in clauses):
            used = frozenset({verb, *clauses})
            foreign = self.words.classes["diplomats"] | self.words.classes["peacekeepers"]
            if any(self.syntax.kinds(noun) & foreign for noun in asked):
                return Telling(verb, "SANCTION", "expel", self.subjects(verb), asked, asked, used, "order")
            return Telling(verb, "COERCE", "restrict", self.subjects(verb), asked, asked, used, "order")
        content = self.content(verb, depth)
        if not clauses and not self._is_asked_for(verb, content):
            return None
        if tokens.lemma[verb] in {"order", "instruct", "command"}:
            return self._ordered(verb, content, asked)
        if phrase in words.clause_only and not clauses and content is None:
            return None
        if content is not None and phrase in words.appeal and self._is_rallied(content, asked) and phrase != "tell":
            # PLOVER's table: rallying support for somebody is SUPPORT, rallying opposition against him ACCUSE
            kind: EventType = "SUPPORT" if content.type == "SUPPORT" else "ACCUSE"
            used = content.used | {verb, *clauses}
            mode = None if kind == "SUPPORT" else "disapprove"
            return Telling(verb, kind, mode, self.subjects(verb), content.recipients, content.owned, used, "rally")
        mode = words.wanted.get(content.type, "change") if content is not None else "change"
        used = frozenset({verb, *clauses}) | (content.used if content is not None else frozenset())
        recipients = asked or tuple(self._bidden(content.owned if content is not None else self.arguments(verb)))
        owned = content.owned if content is not None and content.rule != "noun" else ()
        is_appeal = phrase in words.appeal
        return Telling(
            verb,
            "REQUEST",
            mode,
            self.subjects(verb),
            recipients,
            owned or tuple(self._ousted(verb)),
            used,
            "appeal" if is_appeal else "demand",
        )

    def _is_rallied(self, content: Telling, asked: tuple[int, ...]) -> bool:
        """Whether others are called to something against, or for, a third: "urged Chad to boycott Niger"."""
        others = [noun for noun in content.recipients if noun not in asked]
        return content.type in _RALLIED and any(self.may_act(noun) for noun in others if noun >= 0)

    def _asked(self, verb: int, phrase: str, clauses: list[int]) -> tuple[int, ...]:
        """Of whom something is wanted."""
        if phrase in {"call on", "call upon", "appeal", "plead", "call for"}:
            found = [
                noun for noun in self.syntax.obliques(verb) if self.syntax.cases(noun) & {"on", "upon", "to", "with"}
            ]
        else:
            is_order = phrase in {"order", "instruct", "command"}
            objects = (*self.syntax.indirect(verb), *self.syntax.objects(verb))
            found = [noun for noun in objects if self.may_act(noun) or is_order]
            found += [noun for noun in self.syntax.obliques(verb) if self.syntax.cases(noun) & {"from"}]
        for clause in clauses:
            subject = self.syntax.doer_of(clause)
            if subject is not None:
                found.append(subject)
        return tuple(found)

    def _bidden(self, nouns: Iterable[int]) -> Iterator[int]:
        """Who is to do what is asked for, where a noun says what: "called for talks with", "for an inquiry by"."""
        for noun in nouns:
            for place in ("by", "between", "from", "with", "among"):
                yield from self.syntax.with_preposition(noun, place)
            for inner in self.syntax.with_preposition(noun, "of"):
                yield from self.syntax.with_preposition(inner, "by")
            yield from (child for child in self.tokens.children[noun] if self.tokens.dep[child] == "nmod:poss")

    def _ousted(self, verb: int) -> Iterator[int]:
        """Whose going, or whose doing, is asked for: "the departure of", "an end to the army's raids"."""
        for noun in self.arguments(verb):
            if self.syntax.kinds(noun) & self.words.classes["departures"]:
                yield noun
                yield from self.syntax.with_preposition(noun, "to")

    def _is_statement(self, clause: int) -> bool:
        """ "Insists that the road is open" asks for nothing, "that it be opened" does."""
        finite = [
            clause,
            *(child for child in self.tokens.children[clause] if self.tokens.base[child] in {"aux", "cop"}),
        ]
        subject = self.tokens.subject_of(clause)
        is_wish = subject is not None and self.tokens.tag[subject] in {"NN", "NNP"} and self.tokens.tag[clause] == "VBP"
        if is_wish and len(finite) == 1:
            return False  # "insisted that Chad hand over"
        return any(self.tokens.tag[place] in {"VBZ", "VBP", "VBD"} for place in finite) or any(
            self.tokens.lower[place] in {"will", "would"} for place in finite
        )

    def _is_infinitive(self, clause: int) -> bool:
        return any(self.tokens.lower[child] == "to" for child in self.tokens.children[clause] if child < clause)

    def _is_asked_for(self, verb: int, content: Telling | None) -> bool:
        if content is not None:
            return True
        if self.tokens.lemma[verb] == "demand" and any(
            self.tokens.pos[noun] == "NOUN" for noun in self.syntax.objects(verb)
        ):
            return True
        if self.tokens.lemma[verb] in {"appeal", "plead", "ask", "call"} and any(
            "for" in self.syntax.cases(noun) for noun in self.syntax.obliques(verb)
        ):
            return True
        return any(self.syntax.kinds(noun) & self.words.requested for noun in self.arguments(verb))

    def _ordered(self, verb: int, content: Telling | None, asked: tuple[int, ...]) -> Telling | None:
        """An order to one's own is the deed to come; to others it is a demand."""
        own = (
            any(
                self.syntax.kinds(noun) & (self.words.classes["troops"] | self.words.classes["police"])
                for noun in asked
            )
            or not asked
        )
        clauses = self.syntax.clauses(verb)
        if content is None and (own or not clauses):
            return None
        used = (content.used if content is not None else frozenset(clauses)) | {verb}
        if own and content is not None:
            return replace(content, trigger=verb, actors=self.subjects(verb), used=used, rule="order", realis="planned")
        mode = self.words.wanted.get(content.type, "change") if content is not None else "change"
        return Telling(verb, "REQUEST", mode, self.subjects(verb), asked, (), used, "demand")
