"""What attitudes make of the clause or object below them: "refused to withdraw", "threatened an attack".

"Refused to withdraw its troops" is read from the top: the refusal makes a REJECT of the withdrawal below it, which then
tells of nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.events.clauses import Syntax
from dragoman.extract.events.deeds import DeedReader
from dragoman.extract.events.telling import Telling
from dragoman.model import EventType, Realis

_DEEPEST = 4  # clauses looked into below a verb
_RALLIED = frozenset({"SUPPORT", "SANCTION", "PROTEST", "MOBILIZE", "ASSAULT"})
_FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "THREATEN"})


class Teller(DeedReader):
    """Reads what the verbs, adjectives and nouns of one article tell of."""

    def __init__(self, syntax: Syntax) -> None:
        super().__init__(syntax)
        self._known: dict[int, Telling | None] = {}

    def tell(self, head: int, depth: int = 0) -> Telling | None:
        """What a verb or predicate tells of, its clause and object taken into account."""
        if head not in self._known or depth == 0:
            self._known[head] = self._tell(head, depth) if depth < _DEEPEST else None
        return self._known[head]

    def _tell(self, head: int, depth: int) -> Telling | None:
        tokens = self.tokens
        if tokens.pos[head] == "ADJ":
            return self._predicate(head, depth)
        if tokens.pos[head] not in {"VERB", "AUX"}:
            return None
        for read in (self._request, self._threaten, self._reject, self._agree, self._stop):
            found = read(head, depth)
            if found is not None:
                return found
        return self.deed(head) or self.light(head) or self.through(head, depth)

    def _content(self, head: int, depth: int) -> Telling | None:
        """What the clause, else the object or the phrase with "to" or "for", of a verb tells of."""
        for clause in self.syntax.clauses(head):
            found = self.tell(clause, depth + 1)
            if found is not None:
                return replace(found, used=found.used | {clause})
        for noun in self.arguments(head):
            kind = self.kind_of(noun)
            if kind is not None:
                owned = (noun,)
                return Telling(
                    noun, kind.type, kind.mode, (), tuple(self.of_noun(noun)), owned, frozenset({noun}), "noun"
                )
        return None

    def _request(self, verb: int, depth: int) -> Telling | None:
        tokens, words = self.tokens, self.words
        phrase = self.phrase(verb, words.appeal | words.demand)
        if phrase is None:
            return None
        clauses = self.syntax.clauses(verb)
        if "about" in self.syntax.reach(verb) and not clauses:
            return None
        asked = self._asked(verb, phrase, clauses)
        content = self._content(verb, depth)
        if not clauses and not self._is_asked_for(verb, content):
            return None
        if tokens.lemma[verb] in {"order", "instruct", "command"}:
            return self._ordered(verb, content, asked)
        if phrase in words.clause_only and not clauses and content is None:
            return None
        if content is not None and phrase in words.appeal and content.type in _RALLIED:
            # PLOVER's table: rallying support for somebody is SUPPORT, rallying opposition against him ACCUSE
            kind: EventType = "SUPPORT" if content.type == "SUPPORT" else "ACCUSE"
            used = content.used | {verb, *clauses}
            mode = None if kind == "SUPPORT" else "disapprove"
            return Telling(verb, kind, mode, self.subjects(verb), content.recipients, content.owned, used, "rally")
        mode = words.wanted.get(content.type, "change") if content is not None else "change"
        used = frozenset({verb, *clauses}) | (content.used if content is not None else frozenset())
        recipients = asked or (content.owned if content is not None else ())
        is_appeal = phrase in words.appeal
        return Telling(
            verb,
            "REQUEST",
            mode,
            self.subjects(verb),
            tuple(asked),
            tuple(recipients),
            used,
            "appeal" if is_appeal else "demand",
        )

    def _asked(self, verb: int, phrase: str, clauses: list[int]) -> tuple[int, ...]:
        """Of whom something is wanted."""
        tokens = self.tokens
        if phrase in {"call on", "call upon", "appeal", "plead", "call for"}:
            found = [
                noun for noun in self.syntax.obliques(verb) if self.syntax.cases(noun) & {"on", "upon", "to", "with"}
            ]
        else:
            found = [noun for noun in (*self.syntax.indirect(verb), *self.syntax.objects(verb)) if self.may_act(noun)]
            found += [noun for noun in self.syntax.obliques(verb) if self.syntax.cases(noun) & {"from"}]
        for clause in clauses:
            subject = tokens.subject_of(clause)
            if subject is not None:
                found.append(subject)
        return tuple(found)

    def _is_asked_for(self, verb: int, content: Telling | None) -> bool:
        if content is not None:
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

    def _threaten(self, verb: int, depth: int) -> Telling | None:
        words = self.words
        lemma = self.tokens.lemma[verb]
        if lemma not in words.threaten.verbs:
            return None
        content = self._content(verb, depth)
        strong = lemma == "threaten"
        if content is None:
            objects = tuple(noun for noun in self.syntax.objects(verb) if self.may_act(noun))
            clauses = self.syntax.clauses(verb)
            if strong and self.syntax.objects(verb) + clauses:
                against = tuple(self.syntax.with_preposition(verb, "against"))
                return Telling(
                    verb,
                    "THREATEN",
                    None,
                    self.subjects(verb),
                    (*against, *objects),
                    tuple(self.syntax.objects(verb)),
                    frozenset({verb, *clauses}),
                    "threaten",
                )
            return None
        if lemma == "warn" and not self._is_own(verb, content):
            return None
        if not strong and content.type in words.cooperation:
            return self._kept(verb, content, "AGREE", None, "promise") if lemma != "warn" else None
        if not strong and content.type not in _FORCE:
            return None
        return self._kept(verb, content, "THREATEN", words.threatened.get(content.type), "threaten")

    def _is_own(self, verb: int, content: Telling) -> bool:
        """Whether a clause is about its own speaker's deed."""
        own, other = self.subjects(verb), content.actors
        if not own or not other:
            return False
        sides = set(self.syntax.cast.sides_of(own[0]))
        return own[0] == other[0] or bool(sides & set(self.syntax.cast.sides_of(other[0])))

    def _kept(
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

    def _reject(self, verb: int, depth: int) -> Telling | None:
        words, tokens = self.words, self.tokens
        phrase = self.phrase(verb, words.reject.verbs)
        if phrase is None:
            return None
        objects = self.syntax.objects(verb)
        if any(self.syntax.kinds(noun) & words.reject.charges for noun in objects):
            return None
        content = self._content(verb, depth)
        clauses = self.syntax.clauses(verb)
        if phrase in {"fail", "deny", "object", "balk", "scoff"}:
            if content is None or phrase == "deny" or content.type not in {"AGREE", "SUPPORT", "CONSULT"}:
                return None
            return replace(self._kept(verb, content, "REJECT", words.wanted.get(content.type), "fail"), mutual=True)
        if clauses:
            if any(
                tokens.lemma[clause]
                in {
                    "comment",
                    "say",
                    "give",
                    "elaborate",
                    "answer",
                    "name",
                    "discuss",
                    "confirm",
                    "identify",
                    "speak",
                    "respond",
                    "provide",
                    "be",
                }
                and content is None
                for clause in clauses
            ):
                return None
            mode = words.wanted.get(content.type) if content is not None else None
            base = (
                content
                if content is not None
                else Telling(verb, "REJECT", None, (), (), (), frozenset(clauses), "reject")
            )
            return self._kept(verb, base, "REJECT", mode, "reject")
        if phrase not in words.reject.nominal or not objects:
            return None
        head = objects[0]
        kinds = self.syntax.kinds(head)
        if content is None and not kinds & words.classes["proposals"]:
            return None
        mode = words.wanted.get(content.type) if content is not None else None
        by = tuple(
            noun for preposition in ("by", "from", "of") for noun in self.syntax.with_preposition(head, preposition)
        )
        others = () if content is None else content.recipients
        return Telling(
            verb,
            "REJECT",
            mode,
            self.subjects(verb),
            (*by, *others),
            (head,),
            frozenset({verb, *(content.used if content else ())}),
            "reject",
        )

    def _agree(self, verb: int, depth: int) -> Telling | None:
        words = self.words
        lemma = self.tokens.lemma[verb]
        if lemma not in words.agree.verbs:
            return None
        if lemma == "accept" and any(
            self.syntax.kinds(noun) & words.classes["reforms"] for noun in self.syntax.objects(verb)
        ):
            return None
        content = self._content(verb, depth)
        clauses = self.syntax.clauses(verb)
        if content is not None and content.type in _FORCE and (content.type != "MOBILIZE" or lemma in words.wilful):
            if lemma in words.wilful:
                return self._kept(verb, content, "THREATEN", words.threatened.get(content.type), "threaten")
            return None
        if content is not None:
            return self._agreed(verb, content)
        if clauses and lemma not in {"accept", "opt", "guarantee", "commit"}:
            empty = Telling(verb, "AGREE", None, (), (), (), frozenset({verb, *clauses}), "agree")
            return self._agreed(verb, empty)
        nouns = [
            noun
            for noun in self.arguments(verb)
            if self.syntax.kinds(noun) & words.agree.objects
            or (lemma == "agree" and self.syntax.cases(noun) & {"to", "on"})
        ]
        if not nouns:
            return None
        owned = tuple(nouns) if lemma == "accept" else ()
        empty = Telling(verb, "AGREE", None, (), tuple(self.of_noun(nouns[0])), owned, frozenset({verb}), "agree")
        return self._agreed(verb, empty)

    def _agreed(self, verb: int, content: Telling) -> Telling:
        indirect = [
            noun
            for noun in (*self.syntax.indirect(verb), *self.syntax.with_preposition(verb, "with"))
            if self.may_act(noun)
        ]
        return replace(self._kept(verb, content, "AGREE", None, "agree", indirect), mutual=True)

    def _stop(self, verb: int, depth: int) -> Telling | None:
        """ "Stopped sending aid": the type turns."""
        if self.tokens.lemma[verb] not in self.words.ends:
            return None
        content = next(
            (found for clause in self.syntax.clauses(verb) if (found := self.tell(clause, depth + 1)) is not None), None
        )
        return None if content is None else self.turned(content, verb)

    def _predicate(self, adjective: int, depth: int) -> Telling | None:
        """ "Is willing to withdraw", "opposed to the plan"."""
        words, lemma = self.words, self.tokens.lemma[adjective]
        if lemma not in words.agree.adjectives | words.reject.adjectives or self.tokens.base[adjective] in {
            "amod",
            "compound",
        }:
            return None
        content = self._content(adjective, depth)
        negated = self.is_negated(adjective)
        if lemma in words.reject.adjectives or negated:
            if content is None or content.type not in words.cooperation:
                return None
            return self._kept(adjective, content, "REJECT", words.wanted.get(content.type), "unwilling")
        if content is None or content.type in _FORCE or content.type not in words.cooperation:
            return None
        return self._kept(adjective, content, "AGREE", None, "willing")

    def through(self, verb: int, depth: int) -> Telling | None:
        """ "Began to withdraw": what the clause tells of, by the subject of the whole."""
        lemma = self.tokens.lemma[verb]
        if lemma not in self.words.through:
            return None
        for clause in self.syntax.clauses(verb):
            found = self.tell(clause, depth + 1)
            if found is not None:
                realis: Realis | None = "ongoing" if lemma in self.words.ongoing else found.realis
                return replace(found, trigger=verb, used=found.used | {verb, clause}, realis=realis)
        return None

    def obligation(self, auxiliary: int) -> Telling | None:
        """ "Must ensure", of a verb that tells of nothing by itself."""
        tokens = self.tokens
        head = tokens.head[auxiliary]
        if (
            tokens.lower[auxiliary] not in self.words.must
            or tokens.base[auxiliary] != "aux"
            or self.tell(head) is not None
        ):
            return None
        return Telling(head, "REQUEST", "change", self.subjects(head), (), (), frozenset({head}), "must")
