"""What verbs tell of, by themselves or with the noun that they carry: "shelled", "launched an attack on"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dragoman.extract.events.clauses import Syntax
from dragoman.extract.events.lexicon import Deed, Kind, Words, plain
from dragoman.extract.events.telling import Telling

OWNER = -1
"""Stands among recipients for: whose the thing is that the deed is done to."""

_FROM_WHOM = frozenset({"expel", "deport"})
"""Modes in which, if nobody is named who does it, the place that one is sent away from has done it."""
_DECLARING = frozenset({"declare", "establish", "impose", "enforce", "express", "announce"})
_OF_ONES_OWN = frozenset({"RETREAT", "MOBILIZE", "REJECT", "THREATEN", "AGREE"})
"""Types whose nouns name after "of" whose deed it is: "the withdrawal of Chadian troops"."""
_WORDS = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
"""Types that are words: their nouns tell of an event only with who says them."""
_NEVER_DECLARED = frozenset({"ASSAULT"})
_MUTUAL_NOUNS = frozenset({"clash", "battle", "fighting", "skirmish", "firefight"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
_SUFFERED = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_SAID_IS_DONE = frozenset({"SANCTION", "CONCEDE", "COERCE", "ACCUSE", "AID"})
"""What is done by announcing it."""
_OF_DEEDS = ("against", "on", "with", "to", "for", "at", "into", "between", "over", "of")
_OF_NOUNS = ("against", "on", "with", "between", "to", "at", "into", "of", "for", "from")


class DeedReader:
    """Reads verbs and nouns of one article by the entries of ``deeds.toml`` and ``nouns.toml``."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax, self.tokens, self.words = syntax, syntax.tokens, syntax.words

    def deed(self, verb: int, *, with_particle: bool = False) -> Telling | None:
        """What a verb tells of by the first of its entries that fits."""
        lemma = plain(self.tokens.lemma[verb])
        if self.tokens.pos[verb] == "ADJ":  # "was relaxed by": a participle after all
            lemma = next((stem for stem in (lemma[:-2], lemma[:-1]) if stem in self.words.deeds), lemma)
        for deed in self.words.deeds.get(lemma, ()):
            if (deed.rest or not with_particle) and self._fits(deed, verb):
                return self._done(deed, verb)
        return None

    def _fits(self, deed: Deed, verb: int) -> bool:
        syntax = self.syntax
        if deed.rest and not set(deed.rest) <= self._reach(verb, deed):
            return False
        if deed.rest == ("in",) and not self._is_particle(verb, "in"):
            return False
        if deed.company and not self._has_company(deed, verb):
            return False
        if deed.clause and not self._has_clause(verb):
            return False
        objects = syntax.objects(verb)
        if deed.object and not objects:
            return False
        if deed.mode == "ceasefire" and self._is_of_others(objects, verb):
            return False
        if deed.mode == "demo" and any(
            syntax.kinds(noun) & self.words.classes["troops"] for noun in self.subjects(verb)
        ):
            return False
        if deed.alone and objects and not syntax.is_passive(verb):
            return False
        if deed.what and not any(syntax.kinds(noun) & deed.what for noun in objects):
            return deed.what <= frozenset() or (
                bool(deed.rest) and any(syntax.kinds(noun) & deed.what for noun in syntax.obliques(verb))
            )
        if deed.who and not any(syntax.kinds(noun) & deed.who for noun in self.subjects(verb)):
            return False
        return bool(
            deed.what
            or deed.bare
            or objects
            or any(preposition in syntax.cases(noun) for noun in syntax.obliques(verb) for preposition in deed.whom)
        )

    def _is_of_others(self, things: list[int], verb: int) -> bool:
        """ "Stopped eight Chadian attacks" is no ceasefire of those who stopped them."""
        cast = self.syntax.cast
        theirs = {side for noun in things for side in cast.names.premodifying(noun)}
        own = {side for noun in self.subjects(verb) for side in cast.sides_of(noun)}
        return bool(theirs) and bool(self.subjects(verb)) and not theirs & own

    def _is_particle(self, verb: int, word: str) -> bool:
        """ "Took in refugees", not "took in Niger"."""
        tokens, children = self.tokens, self.tokens.children[verb]
        if any(tokens.lower[child] == word and tokens.base[child] in {"compound", "advmod"} for child in children):
            return True
        return any(tokens.base[child] == "obj" and word in self.syntax.cases(child) for child in children)

    def _has_company(self, deed: Deed, verb: int) -> bool:
        """Whether a phrase that an entry asks for stands on the verb; what a "to" clause is about counts as a "to"."""
        syntax = self.syntax
        phrases = [(syntax.cases(noun), noun) for noun in syntax.obliques(verb)]
        phrases += [
            (syntax.cases(noun), noun)
            for thing in syntax.objects(verb)
            for noun in syntax.obliques(thing)
            if noun > verb
        ]
        to = frozenset({"to"})
        phrases += [(to, noun) for clause in syntax.clauses(verb) for noun in syntax.objects(clause) if clause > verb]
        return any(
            preposition in cases and (not nouns or bool(syntax.kinds(noun) & nouns))
            for cases, noun in phrases
            for preposition, nouns in deed.company
        )

    def _has_clause(self, verb: int) -> bool:
        """ "Forced them to leave", "prevented them from leaving"."""
        return any(
            self.tokens.base[child] in {"xcomp", "ccomp", "advcl"} and child > verb and self.tokens.pos[child] == "VERB"
            for child in self.tokens.children[verb]
        )

    def _reach(self, verb: int, deed: Deed) -> Words:
        found = self.syntax.reach(verb)
        if len(deed.rest) > 1 or "responsible" in deed.rest or "accountable" in deed.rest:
            found |= frozenset(
                lemma
                for child in self.tokens.children[verb]
                for grand in self.tokens.children[child]
                for lemma in (self.tokens.lemma[grand],)
            )
        return found

    def _done(self, deed: Deed, verb: int) -> Telling:
        syntax = self.syntax
        objects = [noun for noun in syntax.objects(verb) if self.tokens.lemma[noun] not in deed.rest]
        things = [noun for noun in objects if deed.what and syntax.kinds(noun) & deed.what]
        if deed.rest and deed.what and not things:
            things = [noun for noun in syntax.obliques(verb) if syntax.kinds(noun) & deed.what]
        recipients: list[int] = []
        owned: list[int] = []
        for place in deed.whom:
            match place:
                case "obj":
                    recipients.extend(objects)
                    owned.extend(objects)
                case "owner":
                    owned.extend(things or objects)
                    recipients.append(OWNER)
                case "iobj":
                    recipients.extend(syntax.indirect(verb))
                    if len(objects) > 1 and syntax.is_passive(verb):
                        recipients.append(objects[0])  # "was given asylum"
                case "subj":
                    recipients.extend(syntax.subjects(verb))
                case _:
                    for head in (verb, *self._parts(things or objects)):
                        recipients.extend(syntax.with_preposition(head, place))
        if "for" in deed.whom:  # "set a deadline for Chad to withdraw"
            clauses = [clause for head in (verb, *objects) for clause in syntax.clauses(head)]
            doers = [syntax.doer_of(clause) for clause in clauses if "for" in syntax.marks(clause)]
            recipients.extend(doer for doer in doers if doer is not None)
        further = [noun for noun in syntax.obliques(verb) if noun not in recipients]
        recipients.extend(
            found for noun in further for place in deed.whom for found in syntax.with_preposition(noun, place)
        )
        used = frozenset({verb, *(noun for noun in things if self.kind_of(noun) is not None)})
        actors = self.subjects(verb) if "subj" not in deed.whom else tuple(syntax.with_preposition(verb, "from"))
        if self.tokens.lemma[verb] == "accuse" and not objects:  # a headline's "Chad accused of"
            actors, recipients = (), [*actors]
        if not actors and deed.mode in _FROM_WHOM:
            actors = tuple(noun for place in ("from", "out") for noun in syntax.with_preposition(verb, place))
        return Telling(
            verb,
            deed.type,
            deed.mode,
            actors,
            tuple(recipients),
            tuple(owned),
            used,
            f"verb:{self.tokens.lemma[verb]}",
            deed.mutual,
        )

    def _parts(self, nouns: list[int]) -> Iterator[int]:
        """Some nouns, and what each is a part or number of."""
        for noun in nouns:
            yield noun
            yield from self.syntax.with_preposition(noun, "of")

    def light(self, verb: int) -> Telling | None:
        """ "Launched an attack", "came under attack", "ended the siege": what the noun tells of, as the verb has it."""
        words = self.words
        announced = self.phrase(verb, words.announced)
        phrase = self.phrase(verb, words.perform) or announced
        undergone = self.phrase(verb, words.undergo)
        ended = self.phrase(verb, words.end)
        if phrase is None and undergone is None and ended is None:
            return None
        is_verb_alone = " " not in (phrase or undergone or ended or "")
        if is_verb_alone and any(self.tokens.dep[child] == "compound:prt" for child in self.tokens.children[verb]):
            return None  # "held up a deal"
        candidates = self.syntax.objects(verb)
        candidates += [
            noun
            for noun in self.syntax.obliques(verb)
            if self.syntax.cases(noun) & {"in", "under", "from", "to", "on", "with"}
            and " " in (phrase or undergone or ended or "")
        ]
        for noun in candidates:
            found = self._carried(verb, noun)
            if found is None:
                continue
            if phrase is not None:
                is_told = announced is None or found.type in {"SANCTION", "CONCEDE", "COERCE", "ACCUSE", "AID"}
                return found if is_told else replace(found, realis="planned")
            if undergone is not None:
                doers = tuple(self.doers(noun))
                return (
                    replace(found, actors=doers, recipients=self.subjects(verb), owned=(), rule="undergo")
                    if found.type in {"ASSAULT", "COERCE", "PROTEST"}
                    else None
                )
            return self.turned(found, verb)
        return None

    def _carried(self, verb: int, noun: int) -> Telling | None:
        """What a verb's noun tells of: itself, or the one that it is a number or a part of."""
        for place in (noun, *(child for child in self.tokens.children[noun] if self.tokens.case_of(child) == "of")):
            kind = self.kind_of(place)
            if kind is None or (kind.type in _NEVER_DECLARED and self.tokens.lemma[verb] in _DECLARING):
                continue
            recipients = [
                child
                for preposition in (*_OF_DEEDS, "from")
                for child in (
                    *self.syntax.with_preposition(place, preposition),
                    *self.syntax.with_preposition(verb, preposition),
                )
                if child != place
            ]
            mutual = kind.type in {"CONSULT", "COOPERATE", "AGREE"} or self.tokens.lemma[place] in {
                "clash",
                "battle",
                "fighting",
            }
            is_made = self.tokens.lemma[place] in {"agreement", "deal", "accord", "pact"} and self.tokens.lemma[
                verb
            ] in {"begin", "call"}
            if is_made:
                continue
            clauses = self.syntax.clauses(place) if kind.type == "REQUEST" else []
            recipients = [
                subject for clause in clauses if (subject := self.syntax.doer_of(clause)) is not None
            ] + recipients
            rule = f"light:{self.tokens.lemma[place]}"
            if kind.type == "REQUEST":
                rule = "demand" if self.tokens.lemma[place] in self.words.demand else "appeal"
            used = frozenset({verb, place, *clauses})
            actors = self.subjects(verb) or tuple(self.doers(place))
            if not actors and kind.type in _OF_ONES_OWN:
                actors = tuple(self.syntax.with_preposition(place, "of"))
            return Telling(
                verb,
                kind.type,
                kind.mode,
                actors,
                (*self.syntax.indirect(verb), *(noun for noun in recipients if noun not in actors)),
                (place,),
                used,
                rule,
                mutual,
            )
        return None

    def kind_of(self, noun: int) -> Kind | None:
        """What a noun tells of, the longest phrase first."""
        if self.tokens.pos[noun] not in {"NOUN", "PROPN"}:
            return None
        for length in range(self.words.longest_noun, 0, -1):
            phrase = self.syntax.noun_phrase(noun, length)
            if phrase is not None and phrase in self.words.nothing:
                return None
            if phrase is not None and phrase in self.words.nouns:
                return self.words.nouns[phrase]
        return None

    def noun(self, noun: int) -> Telling | None:
        """A noun that tells of a deed alone: "the shelling of Akkad by the rebels"."""
        kind = self.kind_of(noun)
        if kind is None or not kind.alone:
            return None
        tokens, above = self.tokens, self.tokens.head[noun]
        doers, recipients = tuple(self.doers(noun)), list(self.of_noun(noun))
        clauses = self.syntax.clauses(noun) if kind.type in _OF_ONES_OWN | {"REQUEST", "ACCUSE"} else []
        if tokens.base[noun] == "nsubj" and tokens.lemma[above] in self.words.occurring:
            recipients += [
                found
                for place in ("between", "with", "against")
                for found in self.syntax.with_preposition(above, place)
            ]
        if clauses:
            recipients = [
                subject for clause in clauses if (subject := self.syntax.doer_of(clause)) is not None
            ] + recipients
        if not doers and kind.type in _OF_ONES_OWN:
            doers = tuple(self.syntax.with_preposition(noun, "of"))
        if kind.type in _WORDS and not (doers and (clauses or recipients)):
            return None
        return Telling(
            noun,
            kind.type,
            kind.mode,
            doers,
            tuple(found for found in recipients if found not in doers),
            tuple(found for clause in clauses for found in self.arguments(clause)),
            frozenset({noun, *clauses}),
            f"noun:{self.tokens.lemma[noun]}",
            kind.type == "CONSULT" or self.tokens.lemma[noun] in _MUTUAL_NOUNS,
        )

    def doers(self, noun: int) -> Iterator[int]:
        """Who did what a noun tells of: its "by" and its owner."""
        tokens = self.tokens
        yield from self.syntax.with_preposition(noun, "by")
        yield from (
            agent for child in self.syntax.obliques(noun) for agent in self.syntax.with_preposition(child, "by")
        )
        yield from (child for child in tokens.children[noun] if tokens.dep[child] == "nmod:poss")

    def of_noun(self, noun: int) -> Iterator[int]:
        """Whom a noun's phrases name."""
        for preposition in _OF_NOUNS:
            yield from self.syntax.with_preposition(noun, preposition)

    def arguments(self, head: int) -> list[int]:
        """What a verb is about: its objects and the phrases that stand for them."""
        found = self.syntax.objects(head)
        return [
            *found,
            *(
                noun
                for noun in self.syntax.obliques(head)
                if self.syntax.cases(noun) & {"to", "for", "on", "of", "against"}
            ),
        ]

    def subjects(self, verb: int) -> tuple[int, ...]:
        """Who does it: the subject, or the agent of a passive."""
        if self.syntax.is_passive(verb):
            return tuple(self.syntax.agents(verb))
        return tuple(self.syntax.subjects(verb))

    def phrase(self, verb: int, *lists: Words) -> str | None:
        """The longest entry of the lists that a verb and its particles make."""
        lemma = self.tokens.lemma[verb]
        entries = [entry for words in lists for entry in _by_first_word(words).get(lemma, ())]
        reach = self.syntax.reach(verb) if entries else frozenset()
        return max((entry for entry, rest in entries if rest <= reach), key=len, default=None)

    def may_act(self, noun: int) -> bool:
        """Whether a noun stands for somebody, or a place for those in it."""
        return (
            bool(self.syntax.kinds(noun) & {"#party", "#people", "#places"})
            or plain(self.tokens.lemma[noun]) in self.words.somebody
        )

    def turned(self, content: Telling, verb: int) -> Telling | None:
        """What ending or easing makes of what is told."""
        kind = self.words.turned.get(content.type)
        if kind is None:
            return None
        mode = self.words.turned_modes.get(content.type)
        return replace(
            content,
            trigger=verb,
            type=kind,
            mode=mode,
            used=content.used | {verb},
            rule="end",
            actors=content.actors or self.subjects(verb),
        )

    def is_negated(self, head: int) -> bool:
        """Whether a verb or adjective is denied."""
        tokens = self.tokens
        if any(tokens.lower[child] == "longer" for child in tokens.children[head]):
            return True
        if any(tokens.lower[child] in self.words.negations and child < head + 2 for child in tokens.children[head]):
            return True
        return any(tokens.lower[child] == "no" for noun in self.syntax.objects(head) for child in tokens.children[noun])


@cache
def _by_first_word(words: Words) -> dict[str, list[tuple[str, Words]]]:
    """The entries of a list by their first word, each with the set of its other words."""
    found: dict[str, list[tuple[str, Words]]] = {}
    for entry in sorted(words):
        first, *rest = entry.split()
        found.setdefault(first, []).append((entry, frozenset(rest)))
    return found
