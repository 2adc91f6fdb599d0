"""Words that take a stance → who holds it, on what, in which words. Grammar only: one candidate for each trigger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.extract.positions.clauses import ARGUMENTS, CLAUSES, Clauses, Said
from dragoman.extract.positions.holders import Holder, Holders
from dragoman.extract.positions.issues import Issues
from dragoman.extract.positions.lexicon import Lexicon
from dragoman.extract.sides import Cast, Sides
from dragoman.model import Span, Stance, Topic

_NOT_WILLED = frozenset({"talks", "governance", "justice", "other"})
"""Issues on which "we will" tells of what is to come rather than of what is wanted."""

_CONDITIONAL = frozenset({"accepts", "intends", "open", "offers", "rejects"})


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
        self.clauses = Clauses(cast, words)
        self.holders = Holders(self.clauses)
        self.issues = Issues(self.clauses)
        self._last: Candidate | None = None

    def read(self) -> Iterator[Candidate]:
        """Every stance that names its holder and its issue, in the order of the text."""
        for token, pos in enumerate(self.tokens.pos):
            for rule in self._rules(token, pos):
                found = rule(token)
                if found is not None:
                    self._last = found
                    yield from self._parts(found)
                    break

    def _rules(self, token: int, pos: str) -> Iterator[Callable[[int], Candidate | None]]:
        if pos == "AUX" and self.tokens.base[token] == "aux":
            yield from (self._demand, self._will, self._consequence, self._doing)
        elif pos in {"VERB", "AUX"}:
            yield from (self._verb, self._letting, self._need)
        elif pos in {"NOUN", "PROPN"}:
            yield from (self._noun, self._goal)
        elif pos == "ADJ":
            yield self._adjective

    # What somebody does with a verb: "rejected any talks"

    def _verb(self, verb: int) -> Candidate | None:
        tokens, words = self.tokens, self.words
        lemma = tokens.lemma[verb]
        phrase = self._phrase(verb)
        stance = phrase or words.verbs.get(lemma)
        if stance is None or self._is_inside(verb) or (phrase is None and self._is_idle(verb)):
            return None
        holder = self.holders.of_verb(verb)
        if holder is None:
            return None
        clause = next((child for child in tokens.children[verb] if tokens.base[child] == "ccomp"), None)
        if clause is not None and phrase is None:
            stance = self._by_clause(verb, clause, stance, holder[1])
        if stance is None:
            return None
        said = self.clauses.said(verb)
        if phrase is None and lemma in words.needs_object:
            said = self._arguments_only(verb, said)
        return self._candidate(holder, verb, self._turned(verb, stance), said, 3, "verb")

    def _phrase(self, verb: int) -> Stance | None:
        following = self.tokens.lemma[verb : verb + 7]
        for phrase, stance in self.words.phrases.get(self.tokens.lemma[verb], ()):
            if phrase[1] in self.words.particles and following[1:2] != [phrase[1]]:
                continue
            rest = iter(following)
            if all(word in rest for word in phrase):
                return stance
        return None

    def _is_idle(self, verb: int) -> bool:
        """Whether a verb lacks what makes it a stance, or has what takes it away."""
        tokens, words = self.tokens, self.words
        lemma, children = tokens.lemma[verb], tokens.children[verb]
        if lemma in words.needs_complement and not any(
            tokens.base[child] in CLAUSES or tokens.case_of(child) in {"for", "on", "upon", "to"} for child in children
        ):
            return True
        if lemma in words.needs_object and not self._has_object(verb):
            return True
        for child in children:
            if tokens.base[child] == "obj" or tokens.dep[child] == "nsubj:pass":
                if tokens.lemma[child] in words.idle:
                    return True
            elif tokens.base[child] in CLAUSES and tokens.lemma[child] in words.idle_clauses:
                return True
        return False

    def _has_object(self, verb: int) -> bool:
        """Whether a verb has an object that is no actor, and nothing that only says what its object is like."""
        tokens = self.tokens
        objects = [child for child in tokens.children[verb] if tokens.base[child] == "obj" or tokens.dep[child] == "nsubj:pass"]
        clauses = [child for child in tokens.children[verb] if tokens.base[child] in CLAUSES]
        if not objects:
            return any(tokens.tag[clause] == "VBG" for clause in clauses)
        if clauses or any(tokens.case_of(child) == "as" for child in tokens.children[verb]):
            return False
        return not all(self.cast.names.of_phrase(found) for found in objects)

    def _arguments_only(self, verb: int, said: list[Said]) -> list[Said]:
        tokens = self.tokens
        kept = []
        for one in said:
            place = one.token
            while tokens.head[place] not in {verb, place}:
                place = tokens.head[place]
            if one.token == verb or tokens.base[place] in {"obj", "xcomp", "ccomp"} or tokens.dep[place] == "nsubj:pass":
                kept.append(one)
        return kept

    def _is_inside(self, verb: int) -> bool:
        """Whether a verb is part of what another one wants: "called on Chad to accept", "vowed to reject"."""
        tokens, place = self.tokens, verb
        if self.clauses.is_supposed(verb):
            return True
        while tokens.base[place] == "conj" and tokens.subject_of(place) is None:
            place = tokens.head[place]
        above = tokens.head[place]
        if tokens.base[place] == "xcomp":
            lemma = tokens.lemma[above]
            return lemma in self.words.verbs or self._phrase(above) is not None or lemma in self.words.adjectives
        if tokens.base[place] == "ccomp":
            stance = self.words.verbs.get(tokens.lemma[above])
            return stance in {"demands", "offers", "open"} and self.clauses.is_wished(place)
        return False

    def _by_clause(self, verb: int, clause: int, stance: Stance, sides: Sides) -> Stance | None:
        """The stance of a verb with a clause: on what ought to be, on what its subject will do, or none at all."""
        tokens, words = self.tokens, self.words
        lemma = tokens.lemma[verb]
        subject = tokens.subject_of(clause)
        own = subject is not None and bool(set(self.cast.sides_of(subject)) & set(sides))
        if lemma in words.urging and subject is not None and not own and self.clauses.is_wished(clause):
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
        if not self.clauses.is_wished(clause):
            return None
        if stance == "warns" and modal in {"should", "must"}:
            return "demands" if not self.clauses.is_conditional(clause, True) else "conditions"
        return stance

    def _turned(self, head: int, stance: Stance) -> Stance | None:
        """The stance as negation and conditions leave it."""
        negated = self.clauses.is_negated(head)
        if self.clauses.is_conditional(head, negated or stance == "rejects"):
            return "conditions" if stance in _CONDITIONAL else stance
        return self.words.negated.get(stance) if negated else stance

    def _letting(self, verb: int) -> Candidate | None:
        """ "Would not allow any…": no stance but when denied."""
        tokens = self.tokens
        if tokens.lemma[verb] not in self.words.letting or not self._is_denied(verb) or self._is_inside(verb):
            return None
        holder = self.holders.of_verb(verb)
        if holder is None or (not self.clauses.modal_of(verb) and tokens.base[verb] != "xcomp"):
            return None
        stance: Stance = "conditions" if self.clauses.is_conditional(verb, True) else "rejects"
        return self._candidate(holder, verb, stance, self.clauses.said(verb), 3, "letting")

    def _is_denied(self, verb: int) -> bool:
        """Denied by a word of its own, or by one that stands in front of the clause: "under no circumstances would…"."""
        tokens = self.tokens
        if self.clauses.is_negated(verb):
            return True
        return any(
            tokens.lower[below] in {"no", "never"}
            for child in tokens.children[verb]
            if tokens.base[child] in {"obl", "advmod"} and child < verb
            for below in (child, *tokens.children[child])
        )

    # What is to be done, in somebody's words: "Chad must leave", "we will fight on"

    def _demand(self, modal: int) -> Candidate | None:
        if self.tokens.lower[modal] not in self.words.must:
            return None
        return self._ought(self.tokens.head[modal], modal)

    def _need(self, verb: int) -> Candidate | None:
        """ "The shelling has to stop", "we need them to leave", of somebody who speaks."""
        tokens = self.tokens
        clause = next((child for child in tokens.children[verb] if tokens.base[child] == "xcomp"), None)
        if tokens.lemma[verb] not in self.words.needing or clause is None or tokens.lower[clause - 1] != "to":
            return None
        if tokens.tag[verb] not in {"VBZ", "VBP", "VBD"}:
            return None
        return self._ought(clause, verb) if not self.clauses.is_negated(verb) else None

    def _ought(self, head: int, trigger: int) -> Candidate | None:
        side = self.holders.speaking(trigger)
        if side is None or self._is_inside(head) or self._asks_itself(head):
            return None
        negated = self.clauses.is_negated(head)
        conditional = self.clauses.is_conditional(head, negated)
        stance: Stance = ("conditions" if conditional else "rejects") if negated else "demands"
        return self._candidate((trigger, (side,)), head, stance, self._whole(head), 1, "ought")

    def _asks_itself(self, head: int) -> bool:
        """ "What it will do with…": nothing has been settled."""
        tokens = self.tokens
        asking = {"what", "how", "why", "whether", "who", "whoever", "whatever"}
        return any(tokens.lower[child] in asking and child < head for child in tokens.children[head]) and (
            tokens.dep[head] != "acl:relcl"
        )

    def _whole(self, head: int) -> list[Said]:
        """What a clause says, its subject too."""
        return [Said(token, 1.0) for token in self.clauses.below(head)] if not self._has_asides(head) else [
            Said(one.token, one.weight) for one in sorted([*self.clauses.said(head), *self._subject(head)], key=lambda s: s.token)
        ]

    def _has_asides(self, head: int) -> bool:
        return any(self.tokens.base[child] in {"advcl", "obl", "ccomp"} for child in self.tokens.children[head])

    def _subject(self, head: int) -> list[Said]:
        subject = self.tokens.subject_of(head)
        if subject is None or self.tokens.dep[subject] == "nsubj:pass":
            return []
        return [Said(token, 1.0) for token in self.clauses.below(subject)]

    def _will(self, modal: int) -> Candidate | None:
        """ "We will…", "it would…" in somebody's words of itself."""
        tokens, words = self.tokens, self.words
        head = tokens.head[modal]
        own = self.holders.speaking(modal)
        subject = tokens.subject_of(head)
        if tokens.lower[modal] not in words.will or subject is None or own is None or self._asks_itself(head):
            return None
        sides = self.cast.sides_of(subject)
        negated = self.clauses.is_negated(head)
        if own not in sides or self.clauses.is_supposed(head) or (tokens.lemma[head] in words.verbs and not negated):
            return None
        threat = tokens.lemma[head] in words.threats and not negated
        stance: Stance = "warns" if threat else "rejects" if negated else "intends"
        if self.clauses.is_conditional(head, negated) and not threat:
            stance = "conditions"
        found = self._candidate((subject, sides), head, stance, self.clauses.said(head), 1, "will")
        return None if found is not None and found.issue in _NOT_WILLED and stance == "intends" else found

    def _doing(self, auxiliary: int) -> Candidate | None:
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
        return self._candidate((subject, sides), head, "intends", self.clauses.said(head), 1, "doing")

    def _consequence(self, modal: int) -> Candidate | None:
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
        said = [Said(one.token, 2 * one.weight) for one in self.clauses.said(head)]
        return self._candidate((subject, (side,)), head, "warns", [*self._subject(head), *said], 1, "consequence")

    # What a noun names: "Chad's demand for…", "stressed the need for…", "our priority is to…"

    def _noun(self, noun: int) -> Candidate | None:
        tokens, words = self.tokens, self.words
        lemma = tokens.lemma[noun]
        stance = words.nouns.get(lemma) or words.expressed.get(lemma)
        if stance is None or tokens.base[noun] == "compound" or not self._names_a_stance(noun):
            return None
        holder = self.holders.of_noun(noun)
        if holder is None or (lemma in words.expressed and lemma not in words.nouns and not self._is_object(noun)):
            return None
        said = [one for one in self.clauses.said(noun) if one.token >= noun - 4 and one.weight > _OF_A_NOUN]
        return self._candidate(holder, noun, self._turned_noun(noun, stance), said, 2, "noun")

    def _is_object(self, noun: int) -> bool:
        return self.tokens.base[noun] in {"obj", "conj"}

    def _turned_noun(self, noun: int, stance: Stance) -> Stance | None:
        if self.clauses.is_negated(noun):
            return self.words.negated.get(stance)
        return "conditions" if stance in _CONDITIONAL and self.clauses.is_conditional(noun, False) else stance

    def _names_a_stance(self, noun: int) -> bool:
        """Whether a noun says what it is on: "offer of talks", "truce offer", "threat to attack"."""
        tokens = self.tokens
        for child in tokens.children[noun]:
            base = tokens.base[child]
            if base in {"acl", "ccomp"} and tokens.dep[child] != "acl:relcl":
                return True
            if tokens.lemma[noun] in self.words.nouns_with_clause:
                continue
            if (base == "nmod" and child > noun) or base == "compound":
                return True
        return tokens.lemma[noun] in {"support", "agreement"} and any(
            tokens.base[child] == "nmod" and tokens.case_of(child) in {"for", "to"} for child in tokens.children[noun]
        )

    def _goal(self, noun: int) -> Candidate | None:
        """ "Our priorities are to end the war": the subject names the stance, the predicate says what it is on."""
        tokens = self.tokens
        head = tokens.head[noun]
        if tokens.lemma[noun] not in self.words.goals or tokens.base[noun] != "nsubj":
            return None
        if not any(tokens.base[child] == "cop" for child in tokens.children[head]) and tokens.lemma[head] != "be":
            return None
        holder = self.holders.of_noun(noun)
        if holder is None or self.clauses.is_negated(head):
            return None
        said = [one for one in self.clauses.said(head) if one.token > noun]
        return self._candidate(holder, head, "demands", said, 2, "goal") if said else None

    # What somebody is: "is ready to…", "it is essential that…"

    def _adjective(self, adjective: int) -> Candidate | None:
        tokens = self.tokens
        stance = self.words.adjectives.get(tokens.lemma[adjective])
        if stance is None or tokens.base[adjective] in {"amod", "compound"} or self.clauses.is_supposed(adjective):
            return None
        if stance == "demands" or tokens.lemma[adjective] in {"unacceptable", "inconceivable"}:
            return self._judgement(adjective, stance)
        holder = self.holders.of_verb(adjective)
        if holder is None:
            return None
        stance_now = self._turned(adjective, stance)
        return self._candidate(holder, adjective, stance_now, self.clauses.said(adjective), 3, "adjective")

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
            said = self._whole(adjective)
        if holder is None or self.clauses.is_negated(adjective):
            return None
        return self._candidate(holder, adjective, stance, said, 1, "judgement")

    def _parts(self, found: Candidate) -> Iterator[Candidate]:
        """A candidate, and one more for each thing that "and" joins to its object: "wants a truce and the return…"."""
        yield found
        seen = {found.issue}
        for joined in self._joined(found.trigger):
            said = self.clauses.said(joined)
            issue = self.issues.of(joined, said)
            if issue is not None and issue not in seen and self.tokens.lemma[joined] not in self.words.verbs:
                seen.add(issue)
                span = self.clauses.span([one.token for one in said])
                yield replace(found, issue=issue, span=span, strength=found.strength - 1)

    def _joined(self, head: int) -> Iterator[int]:
        """What is joined by "and" inside the arguments of a word, in order."""
        tokens = self.tokens
        frontier = [child for child in tokens.children[head] if tokens.base[child] in ARGUMENTS | {"nmod"} and child > head]
        if tokens.pos[head] in {"NOUN", "PROPN"}:
            frontier = [child for child in tokens.children[head] if tokens.base[child] in {"nmod", "acl"}]
        while frontier:
            token = frontier.pop(0)
            for child in tokens.children[token]:
                if tokens.base[child] == "conj":
                    yield child
                if tokens.base[child] in {"conj", "obj", "nmod", "xcomp"} and tokens.case_of(child) not in self.words.asides:
                    frontier.append(child)

    def _candidate(
        self, holder: Holder, head: int, stance: Stance | None, said: list[Said], strength: int, rule: str
    ) -> Candidate | None:
        if stance is None:
            return None
        issue = self.issues.of(head, said, self._before(head))
        if issue is None:
            return None
        place, sides = holder
        content = [one.token for one in said if one.weight >= _PART_OF_CONTENT] or [head]
        spoken = [token for token in content if token > place or token >= head] if place < head else content
        return Candidate(sides, place, issue, stance, self.clauses.span(spoken or content), head, strength, rule)



    def _before(self, head: int) -> Topic | None:
        """The issue of the stance told of last, if it was just now."""
        sentence = self.tokens.sentence
        if self._last is None or sentence[head] - sentence[self._last.trigger] > 1:
            return None
        return self._last.issue


_OF_A_NOUN = 0.3
"""A noun is told what it is on by what hangs on it closely, not by a clause about it."""

_PART_OF_CONTENT = 0.12
