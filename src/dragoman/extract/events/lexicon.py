"""The word lists: what verbs and nouns tell of, and the verbs that lend themselves to others; read once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from dragoman.model import EventType, Realis

Words = frozenset[str]

_TAGS = frozenset({"people", "party", "places"})
"""Classes that a noun phrase can be known to be of by more than its words."""

OBJECT_THEN = ("obj", "against", "on", "with", "to", "at")
"""Where the recipient of a verb stands unless its entry says otherwise."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One way in which a verb tells of an event; see the head of ``deeds.toml`` for what the fields ask for."""

    type: EventType
    mode: str | None
    rest: tuple[str, ...]
    what: Words
    who: Words
    company: tuple[tuple[str, Words], ...]
    whom: tuple[str, ...]
    bare: bool
    mutual: bool
    clause: bool
    alone: bool
    object: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun tells of; ``alone`` if it does so without a verb that carries it."""

    type: EventType
    mode: str | None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Attitude:
    """Words that make something of what their clause or object tells of."""

    verbs: Words
    adjectives: Words = frozenset()
    objects: Words = frozenset()
    charges: Words = frozenset()
    nominal: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of the three files, under their names there."""

    deeds: Mapping[str, tuple[Deed, ...]]
    nouns: Mapping[str, Kind]
    longest_noun: int
    classes: Mapping[str, Words]
    perform: Words
    announced: Words
    undergo: Words
    end: Words
    turned: Mapping[EventType, EventType]
    turned_modes: Mapping[EventType, str]
    through: Words
    ongoing: Words
    ends: Words
    endings: Words
    attempts: Words
    prepare: Words
    bound: Words
    travel: Words
    unshared: Words
    occurring: Words
    voicing: Words
    attitude_nouns: Mapping[str, str]
    charging: Words
    blaming: Words
    agree: Attitude
    wilful: Words
    reject: Attitude
    failing: Words
    threaten: Attitude
    appeal: Words
    coercive: Words
    demand: Words
    clause_only: Words
    requested: Words
    wanted: Mapping[EventType, str]
    threatened: Mapping[EventType, str]
    governors: Mapping[str, Realis]
    intending: Words
    future: Words
    backshifted: Words
    conditional: Words
    must: Words
    negations: Words
    cooperation: Words
    nothing: Words
    things: Words
    means: Words
    wielded: Words
    somebody: Words
    plural_somebody: Words
    bodies: Words
    owners: Words
    unpeopled: Words
    quantities: Words


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dragoman.extract.events").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def plain(word: str) -> str:
    """A written entry as the text's words are compared with it: hyphens are spaces."""
    return word.replace("-", " ")


def singular(word: str) -> str:
    """A regular plural as the lists have it, whatever the reader's lemma: "supplies", "bases"."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def lexicon() -> Lexicon:
    """The English word lists."""
    grammar, classes = _read("grammar"), {name: _plain(words) for name, words in _read("classes").items()}
    nouns = _nouns(_read("nouns")["noun"])
    light, request = grammar["light"], grammar["request"]
    auxiliaries, somebody = grammar["auxiliaries"], grammar["somebody"]
    return Lexicon(
        deeds=_deeds(_read("deeds")["deed"], classes, grammar["irregular"]),
        nouns=nouns,
        longest_noun=max(len(noun.split()) for noun in nouns),
        classes=classes,
        perform=frozenset(light["perform"]),
        announced=frozenset(light["announced"]),
        undergo=frozenset(light["undergo"]),
        end=frozenset(light["end"]),
        turned=grammar["turned"],
        turned_modes=grammar["turned_modes"],
        through=frozenset(grammar["through"]["verbs"]),
        ongoing=frozenset(grammar["through"]["ongoing"]),
        ends=frozenset(grammar["through"]["ends"]),
        endings=frozenset(grammar["light"]["endings"]),
        attempts=frozenset(grammar["light"]["attempts"]),
        voicing=frozenset(grammar["attitude_nouns"]["verbs"]),
        attitude_nouns={
            noun: name for name in ("agree", "reject", "threaten") for noun in grammar["attitude_nouns"][name]
        },
        charging=frozenset(grammar["accuse"]["verbs"]),
        blaming=frozenset(grammar["accuse"]["predicates"]),
        travel=frozenset(grammar["travel"]["verbs"]),
        unshared=frozenset(grammar["agree"]["unshared"]),
        occurring=frozenset(grammar["occurring"]["verbs"]),
        bound=frozenset(grammar["attitude_nouns"]["bound"]),
        prepare=frozenset(grammar["prepare"]["verbs"]),
        agree=_attitude(grammar["agree"]),
        wilful=frozenset(grammar["agree"]["wilful"]),
        reject=_attitude(grammar["reject"]),
        failing=frozenset(grammar["reject"]["failing"]),
        threaten=_attitude(grammar["threaten"]),
        appeal=frozenset(request["appeal"]),
        coercive=frozenset(request["coercive"]),
        demand=frozenset(request["demand"]),
        clause_only=frozenset(request["clause_only"]),
        requested=_plain(request["nouns"]),
        wanted=grammar["wanted"],
        threatened=grammar["threatened"],
        governors={
            word: cast(Realis, realis)
            for realis, words in grammar["governors"].items()
            if realis != "intending"
            for word in words
        },
        intending=frozenset(grammar["governors"]["intending"]),
        future=frozenset(auxiliaries["future"]),
        backshifted=frozenset(auxiliaries["backshifted"]),
        conditional=frozenset(auxiliaries["conditional"]),
        must=frozenset(auxiliaries["must"]),
        negations=frozenset(auxiliaries["negations"]),
        cooperation=frozenset(grammar["quad"]["cooperation"]),
        nothing=_plain(grammar["nothing"]["words"]),
        things=_plain(grammar["things"]["words"]),
        means=_plain(grammar["means"]["words"]),
        wielded=frozenset(grammar["means"]["wielded"]),
        somebody=_plain(somebody["words"]).union(*(classes[name] for name in somebody["classes"])),
        plural_somebody=_plain(somebody["plural"]),
        bodies=_plain(somebody["words"]),
        owners=_plain(somebody["owners"]),
        unpeopled=_plain(somebody["unpeopled"]),
        quantities=frozenset(somebody["quantities"]),
    )


def _plain(words: Iterable[str]) -> Words:
    return frozenset(plain(word) for word in words)


def _attitude(table: Mapping[str, Any]) -> Attitude:
    lists = {name: frozenset(table.get(name, ())) for name in ("verbs", "adjectives", "nominal")}
    return Attitude(objects=_plain(table.get("objects", ())), charges=_plain(table.get("charges", ())), **lists)


def _nouns(rows: Iterable[Mapping[str, Any]]) -> dict[str, Kind]:
    return {
        plain(word): Kind(cast(EventType, row["type"]), row.get("mode"), row.get("alone", False))
        for row in rows
        for word in row["words"]
    }


def _deeds(
    rows: Iterable[Mapping[str, Any]], classes: Mapping[str, Words], irregular: Mapping[str, str]
) -> dict[str, tuple[Deed, ...]]:
    """The entries by the lemma of their verb, those with a particle before those without, else as written."""
    found: defaultdict[str, list[Deed]] = defaultdict(list)
    for row in rows:
        what, who = (_expand(row.get(name, ()), classes) for name in ("what", "who"))
        company = tuple(_company(phrase, classes) for phrase in row.get("with", ()))
        for verb in row["verbs"]:
            words = plain(verb).split()
            main = words.pop() if words[0].endswith("ly") else words.pop(0)
            whom = tuple(row.get("whom", OBJECT_THEN))
            flags = {name: row.get(name, False) for name in ("bare", "mutual", "clause", "alone", "object")}
            deed = Deed(row["type"], row.get("mode"), tuple(words), what, who, company, whom, **flags)
            found[main].append(deed)
    found.update({form: found[verb] for form, verb in irregular.items() if verb in found})
    return {verb: tuple(sorted(deeds, key=lambda deed: not deed.rest)) for verb, deeds in found.items()}


def _expand(names: Iterable[str], classes: Mapping[str, Words]) -> Words:
    """Class names with their words beside them: a phrase bears a class's own name where it is known to be of it."""
    found: set[str] = set()
    for name in names:
        found |= classes.get(name, frozenset())
        if name in _TAGS:
            found.add(f"#{name}")
        elif name not in classes:
            found.add(plain(name))
    return frozenset(found)


def _company(phrase: str, classes: Mapping[str, Words]) -> tuple[str, Words]:
    preposition, _, noun = phrase.partition(" ")
    return preposition, _expand([noun], classes) if noun else frozenset()
