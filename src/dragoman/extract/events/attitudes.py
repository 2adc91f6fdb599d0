"""What attitudes make of the clause or object below them: "refused to withdraw", "threatened an attack".

"Refused to withdraw its troops" is read from the top: the refusal makes a REJECT of the withdrawal below it, which then
tells of nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.events.clauses import Syntax
from dragoman.extract.events.deeds import OWNER
from dragoman.extract.events.telling import Telling
from dragoman.extract.events.threats import FORCE, ThreatReader
from dragoman.model import Realis

_DEEPEST = 4  # clauses looked into below a verb


class Teller(ThreatReader):
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
        if tokens.pos[head] == "ADJ" and tokens.lower[head].endswith("ed") and self.syntax.is_passive(head):
            return self.deed(head)
        if tokens.pos[head] == "ADJ" or (tokens.pos[head] == "ADP" and tokens.lemma[head] in self.words.blaming):
            return self._predicate(head, depth)
        if tokens.pos[head] not in {"VERB", "AUX"}:
            return None
        if tokens.lower[head] == "opposed" and self.syntax.is_passive(head) and not self.syntax.agents(head):
            found = self._predicate(head, depth)
            return None if found is None else replace(found, actors=tuple(self.syntax.subjects(head)))
        particle = self.deed(head, with_particle=True)
        if particle is not None:
            return particle
        for read in (
            self.request,
            self.threaten,
            self._reject,
            self._agree,
            self._voiced,
            self._charge,
            self._prepare,
            self._stop,
        ):
            found = read(head, depth)
            if found is not None:
                return found
        if tokens.lemma[head] in self.words.travel and (aim := self.through(head, depth)) is not None:
            return aim
        return self.deed(head) or self.light(head) or self.through(head, depth)

    def _reject(self, verb: int, depth: int) -> Telling | None:
        words, tokens = self.words, self.tokens
        phrase = self.phrase(verb, words.reject.verbs)
        if phrase is None:
            return None
        objects = self.syntax.objects(verb) or [
            noun
            for noun in self.syntax.obliques(verb)
            if self.syntax.cases(noun) & {"against", "to", *phrase.split()[1:]}
        ]
        if phrase == "say no":
            objects = [found for head in (verb, *objects) for found in self.syntax.with_preposition(head, "to")]
        if any(self.syntax.kinds(noun) & words.reject.charges for noun in objects):
            return None
        content = self.content(verb, depth)
        clauses = self.syntax.clauses(verb)
        if phrase in {"fail", "deny", "object", "balk", "scoff"}:
            if content is None or phrase == "deny" or content.type not in {"AGREE", "SUPPORT", "CONSULT"}:
                return None
            return replace(self.kept(verb, content, "REJECT", words.wanted.get(content.type), "fail"), mutual=True)
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
                else Telling(verb, "REJECT", None, (), tuple(self._let(clauses)), (), frozenset(clauses), "reject")
            )
            return self.kept(verb, base, "REJECT", mode, "reject", self._defied(verb, clauses))
        if phrase not in words.reject.nominal or not objects:
            return None
        head = objects[0]
        kinds = self.syntax.kinds(head)
        if (content is None or phrase in {"block", "resist", "oppose"}) and not kinds & words.classes["proposals"]:
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
            (*by, OWNER, *others),
            (head,),
            frozenset({verb, *(content.used if content else ())}),
            "unwilling" if phrase == "say no" else "reject",
        )

    def _defied(self, verb: int, clauses: list[int]) -> list[int]:
        """Who wanted it: "refused to resign despite demands by Chad"."""
        asked = self.words.classes["proposals"] | self.words.classes["reforms"]
        return [
            agent
            for head in (verb, *clauses)
            for noun in self.syntax.obliques(head)
            if self.syntax.cases(noun) & {"despite", "spite", "defiance"} and self.syntax.kinds(noun) & asked
            for place in ("by", "from", "of")
            for agent in self.syntax.with_preposition(noun, place)
        ]

    def _agree(self, verb: int, depth: int) -> Telling | None:
        words = self.words
        lemma = self.tokens.lemma[verb]
        if lemma not in words.agree.verbs:
            return None
        if lemma in {"accept", "agree"} and any(
            self.syntax.kinds(noun) & words.classes["reforms"] for noun in self.arguments(verb)
        ):
            return None
        content = self.content(verb, depth)
        clauses = self.syntax.clauses(verb)
        if content is not None and content.type in FORCE and (content.type != "MOBILIZE" or lemma in words.wilful):
            if lemma in words.wilful:
                return self.kept(verb, content, "THREATEN", words.threatened.get(content.type), "threaten")
            return None
        if content is not None and any(self.is_negated(clause) for clause in clauses):
            mode = words.wanted.get(content.type)
            return replace(self.kept(verb, content, "REJECT", mode, "reject"), mutual=False)
        if content is not None:
            return self._agreed(verb, content)
        clauses = [clause for clause in clauses if lemma == "agree" or self.tokens.lemma[clause] not in words.unshared]
        if (
            clauses
            and not self._is_of_another(verb, clauses[0])
            and lemma not in {"accept", "opt", "guarantee", "commit"}
        ):
            empty = Telling(verb, "AGREE", None, (), (), (), frozenset({verb, *clauses}), "agree")
            return self._agreed(verb, empty)
        if lemma in {"undertake", "guarantee", "opt", "volunteer"}:
            return None
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

    def _is_of_another(self, verb: int, clause: int) -> bool:
        """ "Vowed that the guilty would be tried": nothing that the speaker would do."""
        subject, own = self.tokens.subject_of(clause), self.subjects(verb)
        if subject is None or not own or self.tokens.pos[subject] == "PRON" or self.tokens.lemma[verb] == "agree":
            return False
        if self.syntax.is_passive(clause) and not self.is_negated(clause):
            return False
        return not set(self.syntax.cast.sides_of(own[0])) & set(self.syntax.cast.sides_of(subject))

    def _agreed(self, verb: int, content: Telling) -> Telling:
        indirect = [
            noun
            for noun in (*self.syntax.indirect(verb), *self.syntax.with_preposition(verb, "with"))
            if self.may_act(noun)
        ]
        return replace(self.kept(verb, content, "AGREE", None, "agree", indirect), mutual=True)

    def _voiced(self, verb: int, depth: int) -> Telling | None:
        """ "Expressed readiness to", "announced plans to": the attitude of the noun."""
        words = self.words
        if self.phrase(verb, words.voicing) is None:
            return None
        for noun in self.syntax.objects(verb):
            attitude = words.attitude_nouns.get(self.tokens.lemma[noun])
            content = self.content(noun, depth) if attitude is not None else None
            clauses = [
                clause for clause in self.syntax.clauses(noun) if self.tokens.lemma[clause] not in words.unshared
            ]
            if content is None and self.tokens.lemma[noun] in words.bound and clauses:
                content = Telling(noun, "AGREE", None, (), (), (), frozenset(clauses), "agree")
            if content is None:
                continue
            content = replace(content, used=content.used | {noun})
            doers = tuple(self.doers(noun)) or tuple(self.syntax.with_preposition(noun, "of"))
            denied = any(self.tokens.lower[child] == "no" for child in self.tokens.children[noun])
            if self.tokens.lemma[verb] in {"have", "see"} and not denied:
                continue
            if denied and attitude == "agree":
                mode = words.wanted.get(content.type)
                return replace(self.kept(verb, content, "REJECT", mode, "unwilling"), mutual=False)
            is_force = content.type in FORCE
            if attitude == "agree" and not is_force:
                return _by(doers, self.kept(verb, content, "AGREE", None, "agree"))
            if attitude == "reject":
                return _by(doers, self.kept(verb, content, "REJECT", words.wanted.get(content.type), "reject"))
            if attitude == "threaten" and is_force:
                mode = words.threatened.get(content.type)
                return _by(doers, self.kept(verb, content, "THREATEN", mode, "threaten"))
        return None

    def _charge(self, verb: int, depth: int) -> Telling | None:
        """ "Charged that Chad was arming the rebels": what is alleged tells of nothing by itself."""
        del depth
        if self.tokens.lemma[verb] not in self.words.charging or self.syntax.is_passive(verb):
            return None
        clauses = [clause for clause in self.syntax.clauses(verb) if self.tokens.base[clause] == "ccomp"]
        accused = [subject for clause in clauses if (subject := self.tokens.subject_of(clause)) is not None]
        if not accused:
            return None
        used = frozenset({verb, *clauses})
        return Telling(verb, "ACCUSE", "disapprove", self.subjects(verb), tuple(accused), (), used, "charge")

    def _prepare(self, verb: int, depth: int) -> Telling | None:
        """ "Prepared to resume shelling"."""
        if self.phrase(verb, self.words.prepare) is None:
            return None
        content = self.content(verb, depth)
        if content is None or content.type != "ASSAULT":
            return None
        return self.kept(verb, content, "MOBILIZE", "troops", "prepare")

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
        lemma = "opposed" if lemma == "oppose" else lemma
        if lemma in words.blaming:
            return self._blame(adjective)
        if lemma not in words.agree.adjectives | words.reject.adjectives or self.tokens.base[adjective] in {
            "amod",
            "compound",
        }:
            return None
        content = self.content(adjective, depth)
        negated = self.is_negated(adjective)
        if lemma in words.reject.adjectives or negated:
            clauses = self.syntax.clauses(adjective)
            if content is None and clauses and lemma in {"unwilling", "ready", "willing", "prepared"}:
                clauses = [clause for clause in clauses if self.tokens.lemma[clause] not in words.unshared]
                content = Telling(
                    adjective, "AGREE", None, (), (), tuple(self._objects_of(clauses)), frozenset(clauses), ""
                )
                return self.kept(adjective, content, "REJECT", None, "unwilling") if clauses else None
            if content is None or content.type not in words.cooperation:
                return None
            return self.kept(adjective, content, "REJECT", words.wanted.get(content.type), "unwilling")
        if content is None:
            clauses = [
                clause for clause in self.syntax.clauses(adjective) if self.tokens.lemma[clause] not in words.unshared
            ]
            if not clauses or lemma not in {"ready", "willing", "prepared"}:
                return None
            content = Telling(adjective, "AGREE", None, (), (), (), frozenset(clauses), "willing")
        if content.type in FORCE or content.type not in words.cooperation:
            return None
        return self.kept(adjective, content, "AGREE", None, "willing")

    def _let(self, clauses: list[int]) -> Iterator[int]:
        """Whom a refusal keeps from something: "refused to let the inspectors enter"."""
        for clause in clauses:
            if self.tokens.lemma[clause] in {"let", "allow", "permit", "grant", "give", "help", "admit"}:
                yield from self.syntax.objects(clause)
                inner = (self.tokens.subject_of(below) for below in self.syntax.clauses(clause))
                yield from (subject for subject in inner if subject is not None)

    def _objects_of(self, clauses: list[int]) -> Iterator[int]:
        return (noun for clause in clauses for noun in self.arguments(clause))

    def _blame(self, adjective: int) -> Telling | None:
        """ "Said that Chad was responsible": by whoever says so."""
        tokens = self.tokens
        above, accused = tokens.head[adjective], tokens.subject_of(adjective)
        if accused is None or tokens.base[adjective] != "ccomp" or self.is_negated(adjective):
            return None
        speaker = tokens.subject_of(above)
        if speaker is None or tokens.lemma[above] not in {
            "say",
            "claim",
            "insist",
            "believe",
            "state",
            "declare",
            "rule",
            "find",
            "conclude",
        }:
            return None
        return Telling(adjective, "ACCUSE", "disapprove", (speaker,), (accused,), (), frozenset({adjective}), "blame")

    def noun(self, noun: int) -> Telling | None:
        """A noun that tells of a deed alone, or of an attempt at one: "an attempt by rebels to seize"."""
        if self.tokens.lemma[noun] not in self.words.attempts:
            return super().noun(noun)
        doers = tuple(self.doers(noun))
        found = next((told for clause in self.syntax.clauses(noun) if (told := self.tell(clause)) is not None), None)
        if found is None or not doers or found.type not in FORCE:
            return None
        return replace(found, trigger=noun, actors=doers, used=found.used | {noun, found.trigger}, rule="attempt")

    def through(self, verb: int, depth: int) -> Telling | None:
        """ "Began to withdraw": what the clause tells of, by the subject of the whole."""
        lemma = self.tokens.lemma[verb]
        if lemma not in self.words.through | self.words.travel:
            return None
        for clause in self.syntax.clauses(verb):
            found = self.tell(clause, depth + 1)
            if (
                found is not None
                and lemma in self.words.travel
                and lemma not in {"go", "come"}
                and found.type != "CONSULT"
            ):
                continue
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


def _by(doers: tuple[int, ...], telling: Telling) -> Telling:
    """A telling with those who do it, where its verb names none: "the refusal of Chad was confirmed"."""
    if telling.actors or not doers:
        return telling
    return replace(telling, actors=doers, recipients=tuple(one for one in telling.recipients if one not in doers))
