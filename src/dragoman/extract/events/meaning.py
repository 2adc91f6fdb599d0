"""How a telling is meant: done, going on, planned, offered, conditional or denied; and what the future makes of it.

A meeting to come is an agreement to meet, an attack that somebody says he will make a threat, a refusal in "will not"
a rejection.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from dragoman.extract.events.attitudes import Teller
from dragoman.extract.events.clauses import Syntax
from dragoman.extract.events.lexicon import Words
from dragoman.extract.events.telling import Telling
from dragoman.model import Realis

_STEPS = 6
_STAYING = frozenset({"remain", "stay", "stand", "become"})
_TEMPORAL = frozenset({"after", "since", "while", "when", "by", "as", "and", "with"})
_SAYING = frozenset(
    {
        "say",
        "hint",
        "suggest",
        "indicate",
        "signal",
        "tell",
        "add",
        "vow",
        "pledge",
        "promise",
        "warn",
        "swear",
        "insist",
        "declare",
        "state",
    }
)
_TURNED_BY_WILL = frozenset({"ASSAULT", "PROTEST", "SANCTION", "COERCE"})
_OWN_WILL = frozenset({"AID", "CONSULT", "COOPERATE", "RETREAT", "CONCEDE", "SUPPORT"})
_FORETELLING = _SAYING | {
    "announce",
    "decide",
    "agree",
    "confirm",
    "signal",
    "report",
    "indicate",
    "reveal",
    "conclude",
    "reiterate",
    "stress",
    "write",
    "claim",
}
_ASKING = _SAYING | {
    "conclude",
    "stress",
    "argue",
    "announce",
    "demand",
    "write",
    "emphasize",
    "emphasise",
    "reiterate",
    "think",
    "believe",
}


class Meaning:
    """Settles type and realis of the tellings of one article."""

    def __init__(self, syntax: Syntax, teller: Teller) -> None:
        self.syntax, self.tokens, self.words, self.teller = syntax, syntax.tokens, syntax.words, teller

    def settle(self, telling: Telling) -> Telling | None:
        """The telling as it is meant; ``None`` where it is nobody's deed: a bare wish, an obligation of no one's."""
        verb = telling.trigger
        auxiliaries = self._auxiliaries(verb)
        negated = self.teller.is_negated(verb) and telling.rule != "unwilling"
        if self._is_obliged(auxiliaries):
            return self._must(telling, negated)
        if telling.rule == "must":
            return None
        future = self._is_future(verb, auxiliaries)
        if future:
            return self._will(telling, negated)
        if negated and telling.type in {"AGREE", "CONCEDE"} and auxiliaries & {"could", "can", "ca"}:
            return replace(telling, type="REJECT", rule="could not", realis="happened")
        if negated:
            return self._not(telling, auxiliaries)
        if auxiliaries & self.words.conditional and not self._is_perfect(verb):
            if telling.type in _TURNED_BY_WILL and not auxiliaries & {"can", "ca"} and self._is_said(telling):
                mode = self.words.threatened.get(telling.type)
                return replace(telling, type="THREATEN", mode=mode, rule="may", realis="happened")
            return replace(telling, realis="conditional")
        governed = self._by_governor(verb)
        if governed is None and telling.realis is None and not self._is_asserted(verb):
            return None
        if governed in {"planned", "proposed"} and telling.type in _OWN_WILL and self._is_intended(verb):
            return replace(telling, type="AGREE", mode=None, rule="intends", realis="planned")
        realis = telling.realis or governed or ("ongoing" if self._is_progressive(verb) else "happened")
        return replace(telling, realis=realis)

    def _is_intended(self, verb: int) -> bool:
        """ "Plans to visit", "is due to meet": by whoever would do it."""
        above = self.tokens.head[verb]
        return self.tokens.base[verb] in {"xcomp", "acl", "ccomp", "advcl"} and (
            self.tokens.lemma[above] in self.words.intending and self._is_to(verb)
        )

    def _is_asserted(self, verb: int) -> bool:
        """Whether a verb says that something was or is: finite, or a participle that goes with such a verb."""
        tokens = self.tokens
        tag, base = tokens.tag[verb], tokens.base[verb]
        if tokens.pos[verb] not in {"VERB", "AUX"} or tag in {"VBD", "VBZ", "VBP"} or self._auxiliaries(verb):
            return True
        if any(tokens.base[child] in {"aux", "cop"} for child in tokens.children[verb]):
            return True
        markers = {tokens.lower[child] for child in tokens.children[verb] if tokens.base[child] in {"mark", "case"}}
        if tag == "VB":
            return self.syntax.is_first_to(verb)
        if markers - _TEMPORAL:
            return False
        if (
            base == "conj"
            and tag in {"VBG", "VB"}
            and tokens.pos[tokens.head[verb]] == "VERB"
            and tokens.head[verb] != verb
        ):
            return self._is_asserted(tokens.head[verb])
        if tag == "VBN":
            agents = bool(self.syntax.agents(verb))
            if base == "xcomp" and tokens.lemma[tokens.head[verb]] in _STAYING:
                return self._is_asserted(tokens.head[verb])
            return base in {"root", "conj", "parataxis", "ccomp"} or (base in {"acl", "advcl"} and agents)
        return base in {"advcl", "conj", "acl", "root", "parataxis", "dep", "xcomp"}

    def _is_past(self, verb: int) -> bool:
        """ "Announced that it had struck", "suggested that they attacked"."""
        return self.tokens.tag[verb] == "VBD" or bool(self._auxiliaries(verb) & {"had", "has", "have", "was", "were"})

    def _auxiliaries(self, verb: int) -> Words:
        return frozenset(
            self.tokens.lower[child] for child in self.tokens.children[verb] if self.tokens.base[child] == "aux"
        )

    def _is_perfect(self, verb: int) -> bool:
        return "have" in self._auxiliaries(verb)

    def _is_progressive(self, verb: int) -> bool:
        return self.tokens.tag[verb] == "VBG" and bool(
            self._auxiliaries(verb) & {"is", "are", "'s", "’s", "’re", "'re"}
        )

    def _is_future(self, verb: int, auxiliaries: Words) -> bool:
        """ "Will meet", "said they would meet", "is going to meet", "is about to", "is to meet"."""
        tokens = self.tokens
        if auxiliaries & self.words.future:
            return True
        if auxiliaries & self.words.backshifted and tokens.base[verb] in {"ccomp", "conj", "parataxis"}:
            speaker = self._speaker(verb)
            return (
                speaker is not None
                and tokens.lemma[tokens.head[speaker]] in _FORETELLING
                and not self._is_perfect(verb)
            )
        if self._is_to(verb) and auxiliaries & {"is", "are", "was", "were"} and tokens.tag[verb] == "VB":
            return True
        if self._is_to(verb) and tokens.head[verb] == verb and tokens.subject_of(verb) is not None:
            return True  # a headline's "Chad to withdraw troops"
        above = tokens.head[verb]
        if tokens.base[verb] in {"xcomp", "ccomp"} and above != verb:
            if tokens.lemma[above] == "go" and tokens.tag[above] == "VBG":
                return True
            if tokens.lower[above] == "about" and self._is_to(verb):
                return True
            return (
                tokens.lemma[above] == "be"
                and self._is_to(verb)
                and tokens.lower[above] in {"is", "are", "was", "were", "'s"}
            )
        return False

    def _is_to(self, verb: int) -> bool:
        return any(
            self.tokens.lower[child] == "to" and self.tokens.base[child] == "mark"
            for child in self.tokens.children[verb]
        )

    def _is_obliged(self, auxiliaries: Words) -> bool:
        return bool(auxiliaries & self.words.must) and "have" not in auxiliaries

    def _must(self, telling: Telling, negated: bool) -> Telling | None:
        """ "Said that Chad must withdraw": the speaker asks it of the subject."""
        cast = self.syntax.cast
        asked = telling.actors
        speaker = self._speaker(telling.trigger)
        if speaker is None or self.tokens.lemma[self.tokens.head[speaker]] not in _ASKING:
            return None
        told = [*self.syntax.indirect(self.tokens.head[speaker]), *self.syntax.objects(self.tokens.head[speaker])]
        if asked and self.tokens.pos[asked[0]] == "PRON" and any(self.teller.may_act(noun) for noun in told):
            asked = (told[0],)  # "told Chad that it must"
        if not asked or set(cast.sides_of(speaker)) & set(cast.sides_of(asked[0])):
            return None
        mode = self.words.wanted.get(telling.type, "change")
        if negated or telling.type not in self.words.cooperation:
            mode = "change"
        return replace(
            telling,
            type="REQUEST",
            mode=mode,
            actors=(speaker,),
            recipients=asked,
            owned=(),
            rule="must",
            realis="happened",
            mutual=False,
        )

    def _speaker(self, verb: int) -> int | None:
        """The subject of the verb of speech above a clause."""
        tokens, place = self.tokens, verb
        for _ in range(_STEPS):
            above = tokens.head[place]
            if above == place:
                return None
            if tokens.base[place] in {"ccomp", "parataxis"} and tokens.pos[above] == "VERB":
                return tokens.subject_of(above)
            place = above
        return None

    def _will(self, telling: Telling, negated: bool) -> Telling | None:
        words = self.words
        if negated:
            if telling.type in _OWN_WILL | {"AGREE", "MOBILIZE"}:
                return replace(
                    telling,
                    type="REJECT",
                    mode=words.wanted.get(telling.type),
                    rule="will not",
                    realis="happened",
                    mutual=False,
                )
            return replace(telling, realis="denied")
        if telling.type in _OWN_WILL:
            return replace(telling, type="AGREE", mode=None, rule="will", realis="planned")
        if telling.type in _TURNED_BY_WILL and not self._is_announced(telling.trigger):
            mode, realis = words.threatened.get(telling.type), "happened" if self._is_said(telling) else "planned"
            return replace(telling, type="THREATEN", mode=mode, rule="will", realis=cast(Realis, realis))
        return replace(telling, realis="planned")

    def _is_announced(self, verb: int) -> bool:
        """Whether it is as good as done: "announced that it would expel"."""
        speaker = self._speaker(verb)
        return speaker is not None and self.tokens.lemma[self.tokens.head[speaker]] in {"announce", "decide", "confirm"}

    def _is_said(self, telling: Telling) -> bool:
        """Whether the one who will do it says so."""
        speaker, cast = self._speaker(telling.trigger), self.syntax.cast
        if speaker is None or not telling.actors or self.tokens.lemma[self.tokens.head[speaker]] not in _SAYING:
            return False
        actor = telling.actors[0]
        sides = set(cast.sides_of(speaker))
        return bool(sides & set(cast.sides_of(actor))) or self.tokens.pos[actor] == "PRON"

    def _not(self, telling: Telling, auxiliaries: Words) -> Telling | None:
        if telling.rule in {"reject", "fail", "unwilling"}:
            return None
        if auxiliaries & {"would"} and telling.type in self.words.cooperation:
            return replace(
                telling,
                type="REJECT",
                mode=self.words.wanted.get(telling.type),
                rule="would not",
                realis="happened",
                mutual=False,
            )
        return replace(telling, realis="denied")

    def _by_governor(self, verb: int) -> Realis | None:
        """What the words above a clause make of it: "plans to", "hopes to", "denied that", "if"."""
        tokens, place = self.tokens, verb
        for _ in range(_STEPS):
            if any(
                tokens.base[child] == "mark" and tokens.lower[child] in {"if", "unless", "whether"}
                for child in tokens.children[place]
            ):
                return "conditional"
            base, above = tokens.base[place], tokens.head[place]
            if base == "conj" and tokens.subject_of(place) is not None:
                return None
            if above == place or base in {"acl:relcl", "parataxis"} or tokens.dep[place] == "acl:relcl":
                return None
            if base in {"xcomp", "ccomp", "advcl", "acl", "obj", "obl", "nmod", "nsubj", "csubj"}:
                governs = (
                    base in {"xcomp", "ccomp", "obj", "acl"}
                    or (base == "advcl" and self._is_to(place))
                    or (base in {"obl", "nmod"} and tokens.case_of(place) in {"of", "for", "from", "against", "to"})
                )
                found = self.words.governors.get(tokens.lemma[above]) if governs else None
                if tokens.lemma[above] == "have" and any(
                    tokens.lower[child] == "yet" for child in tokens.children[above]
                ):
                    found = "denied"
                if found in {"planned", "proposed"} and base == "ccomp" and self._is_past(place):
                    return None
                if found is not None:
                    return found
            if tokens.pos[above] in {"VERB", "AUX"}:
                words = self._auxiliaries(above)
                if base in {"xcomp", "obj"} and words & self.words.future:
                    return "planned"
                if base == "nsubj" and words & (self.words.future | self.words.conditional):
                    return "conditional"
                if base in {"xcomp", "obj"} and words & self.words.conditional and "have" not in words:
                    return "conditional"
            if tokens.pos[above] in {"VERB", "AUX"} and base not in {"xcomp", "ccomp", "conj"}:
                return None
            place = above
        return None
