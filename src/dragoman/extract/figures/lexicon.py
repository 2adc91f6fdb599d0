"""The words that say what becomes of people, read from ``lexicon.toml``."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from dragoman.model import Outcome

Role = Literal["object", "subject"]


@dataclass(frozen=True, slots=True)
class VerbRule:
    """What a verb does to its object or subject; see ``lexicon.toml`` for the conditions."""

    outcome: Outcome
    role: Role
    people: bool
    companions: frozenset[str]
    unless: frozenset[str]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of ``lexicon.toml``, by lemma."""

    verbs: Mapping[str, tuple[VerbRule, ...]]
    nouns: Mapping[str, tuple[tuple[Outcome, frozenset[str]], ...]]
    states: Mapping[str, Outcome]
    conditions: Mapping[str, Outcome]
    inherent: Mapping[str, Outcome]
    people: frozenset[str]
    groups: frozenset[str]
    things: frozenset[str]
    bargained: frozenset[str]
    troops: frozenset[str]
    fewest_troops: int
    toll_nouns: frozenset[str]
    toll_verbs: frozenset[str]
    toll_outcomes: Mapping[str, Outcome]
    bare_tolls: frozenset[str]
    strict_tolls: frozenset[str]
    counting: frozenset[str]
    setting: frozenset[str]
    shares: frozenset[str]
    passing: frozenset[str]
    remaining: frozenset[str]
    fractions: frozenset[str]
    containing: frozenset[str]


@cache
def read_lexicon() -> Lexicon:
    """The lexicon, read once."""
    table = tomllib.loads(files("dragoman.extract.figures").joinpath("lexicon.toml").read_text("utf-8"))
    verbs: defaultdict[str, list[VerbRule]] = defaultdict(list)
    for entry in table["verb"]:
        rule = VerbRule(
            outcome=cast(Outcome, entry["outcome"]),
            role=cast(Role, entry["role"]),
            people=entry.get("people", False),
            companions=frozenset(entry.get("with", ())),
            unless=frozenset(entry.get("without", ())),
            counted=frozenset(word.lower() for word in entry.get("of", ())),
        )
        for lemma in entry["lemmas"]:
            verbs[lemma].append(rule)
    nouns: defaultdict[str, list[tuple[Outcome, frozenset[str]]]] = defaultdict(list)
    for entry in table["noun"]:
        for lemma in entry["lemmas"]:
            nouns[lemma].append((cast(Outcome, entry["outcome"]), frozenset(entry["by"])))
    return Lexicon(
        verbs={lemma: tuple(rules) for lemma, rules in verbs.items()},
        nouns={lemma: tuple(rules) for lemma, rules in nouns.items()},
        states=_by_word(table["states"]),
        conditions=_by_word(table["conditions"]),
        inherent=_by_word(table["nouns"]),
        people=frozenset(table["people"]["words"]),
        groups=frozenset(table["groups"]["words"]),
        things=frozenset(table["things"]["words"]),
        bargained=frozenset(table["bargained"]["words"]),
        troops=frozenset(table["troops"]["words"]),
        fewest_troops=table["troops"]["fewest"],
        toll_nouns=frozenset(table["tolls"]["nouns"]),
        toll_verbs=frozenset(table["tolls"]["verbs"]),
        toll_outcomes=table["tolls"]["outcomes"],
        bare_tolls=frozenset(table["tolls"]["alone"]),
        strict_tolls=frozenset(table["tolls"]["strict"]),
        counting=frozenset(table["counters"]["verbs"]),
        setting=frozenset(table["counters"]["setting"]),
        shares=frozenset(table["shares"]["words"]),
        passing=frozenset(table["passing"]["lemmas"]),
        remaining=frozenset(table["remaining"]["lemmas"]),
        fractions=frozenset(table["fractions"]["lemmas"]),
        containing=frozenset(table["containing"]["verbs"]),
    )


def _by_word(groups: Mapping[str, Any]) -> dict[str, Outcome]:
    return {word: cast(Outcome, outcome) for outcome, words in groups.items() for word in words}
