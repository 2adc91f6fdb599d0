"""The word lists of ``words.toml``, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from dragoman.model.values import AgreementStatus, AgreementType


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``words.toml``; ``names`` are nouns with what they settle by themselves."""

    names: Mapping[str, AgreementType | None]
    topics: Mapping[str, AgreementType]
    statuses: Mapping[AgreementStatus, frozenset[str]]
    concrete: frozenset[str]
    wishes: frozenset[str]
    lasting: frozenset[str]
    agreeing: frozenset[str]
    halts: frozenset[str]
    deeds: frozenset[str]
    violence: frozenset[str]
    modals: frozenset[str]
    drafts: frozenset[str]
    papers: frozenset[str]
    weighty: frozenset[str]
    matters: frozenset[str]
    giving: frozenset[str]
    bargaining: frozenset[str]
    making: frozenset[str]
    declaring: frozenset[str]
    brokering: frozenset[str]
    business: frozenset[str]
    meeting: frozenset[str]
    collapsing: frozenset[str]
    prospective: frozenset[str]
    former: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The English word lists."""
    table = tomllib.loads(files("dragoman.extract.agreements").joinpath("words.toml").read_text(encoding="utf-8"))
    names: dict[str, AgreementType | None] = {}
    for kind, words in table["nouns"].items():
        for word in words:
            names[word] = None if kind == "any" else cast(AgreementType, kind)
    return Lexicon(
        names=names,
        topics={word: cast(AgreementType, kind) for kind, words in table["topics"].items() for word in words},
        statuses={
            cast(AgreementStatus, status): frozenset(words)
            for status, words in table["status"].items()
            if status != "collapsing"
        },
        collapsing=frozenset(table["status"]["collapsing"]),
        concrete=frozenset(table["concrete"]["verbs"]),
        wishes=frozenset(table["concrete"]["wishes"]),
        lasting=frozenset(table["length"]["verbs"]),
        agreeing=frozenset(table["clauses"]["verbs"]),
        halts=frozenset(table["clauses"]["halts"]),
        deeds=frozenset(table["clauses"]["deeds"]),
        violence=frozenset(table["clauses"]["violence"]),
        bargaining=frozenset(table["clauses"]["bargaining"]),
        **{name: frozenset(words) for name, words in table["words"].items()},
    )
