"""The word lists of the actor rules: ``words.toml`` and ``given_names.toml``, read once, as sets and phrase tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from dragoman.model import ActorType

TYPES = frozenset(get_args(ActorType))

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their last word, longest first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``words.toml``, under their names there."""

    offices: Phrases
    people: Phrases
    singular_offices: frozenset[str]
    titles: frozenset[str]
    abbreviated_offices: Mapping[str, str]
    female: frozenset[str]
    male: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    speaks_for: frozenset[str]
    no_body_of: frozenset[str]
    sent: frozenset[str]
    same_office: Mapping[str, frozenset[str]]
    bodies: Phrases
    body_types: Mapping[str, ActorType]
    name_types: tuple[tuple[tuple[str, ...], ActorType], ...]
    particles: frozenset[str]
    anaphors: Mapping[str, frozenset[str]]
    documents: frozenset[str]
    media: frozenset[str]
    anonymity: tuple[str, ...]
    anonymous_modifiers: frozenset[str]
    anonymous_complements: tuple[str, ...]
    run_by: frozenset[str]
    officials: frozenset[str]
    speech: frozenset[str]
    places: frozenset[str]
    leaving: frozenset[str]
    towards_actor: frozenset[str]
    quantities: frozenset[str]
    definite: frozenset[str]
    state_things: frozenset[str]
    attitudes: frozenset[str]
    levers: frozenset[str]
    place_verbs: frozenset[str]
    affects: frozenset[str]
    plain_modifiers: frozenset[str]
    deeds: frozenset[str]
    no_surnames: frozenset[str]
    no_first_names: frozenset[str]
    ships: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The English word lists."""
    words, names = _table("words"), _table("given_names")
    sources, grammar = words["sources"], words["grammar"]
    types = {phrase: cast(ActorType, kind) for kind, phrases in words["bodies"].items() for phrase in phrases}
    name_types = words["names"]
    return Lexicon(
        offices=_phrases(words["offices"]),
        people=_phrases(words["people"]),
        singular_offices=frozenset(words["singular_offices"]),
        titles=frozenset(words["titles"]),
        abbreviated_offices=words["abbreviated_offices"],
        female=frozenset(words["female"]),
        male=frozenset(words["male"]),
        female_names=frozenset(names["female"]),
        male_names=frozenset(names["male"]),
        speaks_for=frozenset(words["speaks_for"]),
        no_body_of=frozenset(words["no_body_of"]),
        sent=frozenset(words["sent"]),
        same_office={office: frozenset(others) for office, others in words["same_office"].items()},
        bodies=_phrases(types),
        body_types=types,
        name_types=tuple(
            (tuple(phrase.split()), cast(ActorType, kind))
            for kind, phrases in name_types.items()
            if kind in TYPES
            for phrase in phrases
        ),
        particles=frozenset(name_types["particles"]),
        anaphors={noun: frozenset(kinds) for noun, kinds in words["anaphors"].items()},
        documents=frozenset(sources["documents"]),
        media=frozenset(sources["media"]),
        anonymity=tuple(sources["anonymity"]),
        anonymous_modifiers=frozenset(sources["anonymous_modifiers"]),
        anonymous_complements=tuple(sources["anonymous_complements"]),
        run_by=frozenset(sources["run_by"]),
        officials=frozenset(grammar["officials"]),
        speech=frozenset(grammar["speech"]),
        places=frozenset(grammar["places"]),
        leaving=frozenset(grammar["leaving"]),
        towards_actor=frozenset(grammar["towards_actor"]),
        quantities=frozenset(grammar["quantities"]),
        definite=frozenset(grammar["definite"]),
        state_things=frozenset(grammar["state_things"]),
        attitudes=frozenset(grammar["attitudes"]),
        levers=frozenset(grammar["levers"]),
        place_verbs=frozenset(grammar["place_verbs"]),
        affects=frozenset(grammar["affects"]),
        plain_modifiers=frozenset(grammar["plain_modifiers"]),
        deeds=frozenset(grammar["deeds"]),
        no_surnames=frozenset(name_types["no_surnames"]),
        no_first_names=frozenset(name_types["no_first_names"]),
        ships=frozenset(name_types["ships"]),
    )


def _table(name: str) -> dict[str, Any]:
    text = files("dragoman.extract.actors").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _phrases(phrases: Iterable[str]) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.replace("-", " ").split())
        table.setdefault(words[-1], []).append(words)
    return {last: tuple(sorted(set(found), key=lambda words: -len(words))) for last, found in table.items()}
