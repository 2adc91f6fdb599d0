"""The word lists of ``words.toml`` and the pairs of ``wars.toml``, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``words.toml``; ``both`` and ``war`` are flattened. ``wars`` are pairs of registry ids."""

    delegates: frozenset[str]
    own_parties: frozenset[str]
    governments: frozenset[str]
    own_voice: frozenset[str]
    groups: frozenset[str]
    collectives: frozenset[str]
    countries: frozenset[str]
    bystanders: frozenset[str]
    former: frozenset[str]
    private: frozenset[str]
    allied: frozenset[str]
    both_words: frozenset[str]
    both_nouns: frozenset[str]
    pair_nouns: frozenset[str]
    leaders: frozenset[str]
    regions: frozenset[str]
    states: frozenset[str]
    mediate: frozenset[str]
    talks: frozenset[str]
    war_nouns: frozenset[str]
    attacks: frozenset[str]
    war_verbs: frozenset[str]
    violence: frozenset[str]
    against: frozenset[str]
    wars: frozenset[frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The English word lists."""
    folder = files("dragoman.extract.sides")
    table = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))
    wars = tomllib.loads(folder.joinpath("wars.toml").read_text(encoding="utf-8"))
    return Lexicon(
        delegates=frozenset(table["delegates"]),
        own_parties=frozenset(table["own_parties"]),
        governments=frozenset(table["governments"]),
        own_voice=frozenset(table["own_voice"]),
        groups=frozenset(table["groups"]),
        collectives=frozenset(table["collectives"]),
        countries=frozenset(table["countries"]),
        bystanders=frozenset(table["bystanders"]),
        former=frozenset(table["former"]),
        private=frozenset(table["private"]),
        allied=frozenset(table["allied"]),
        both_words=frozenset(table["both"]["words"]),
        both_nouns=frozenset(table["both"]["nouns"]),
        pair_nouns=frozenset(table["both"]["pairs"]),
        leaders=frozenset(table["both"]["leaders"]),
        regions=frozenset(table["several"]["regions"]),
        states=frozenset(table["several"]["states"]),
        mediate=frozenset(table["mediate"]),
        talks=frozenset(table["war"]["talks"]),
        war_nouns=frozenset(table["war"]["nouns"]),
        attacks=frozenset(table["war"]["attacks"]),
        war_verbs=frozenset(table["war"]["verbs"]),
        violence=frozenset(word for name in ("nouns", "attacks", "verbs", "violence") for word in table["war"][name]),
        against=frozenset(table["war"]["against"]),
        wars=frozenset(frozenset(pair) for pair in wars["pairs"]),
    )
