"""The word lists of ``words.toml``, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from dragoman.model import Stance

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Stance], ...]]
"""Phrases of lemmas with their stance, by their first word."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``words.toml``, words to their stance."""

    verbs: Mapping[str, Stance]
    phrases: Phrases
    needs_complement: frozenset[str]
    particles: frozenset[str]
    nouns: Mapping[str, Stance]
    adjectives: Mapping[str, Stance]
    must: frozenset[str]
    will: frozenset[str]
    negated: Mapping[Stance, Stance]
    conditions: frozenset[str]
    condition_phrases: tuple[tuple[str, ...], ...]
    only_negated: frozenset[str]
    insisting: frozenset[str]
    anaphora: frozenset[str]
    deals: frozenset[str]
    threats: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The English word lists."""
    table = tomllib.loads(files("dragoman.extract.positions").joinpath("words.toml").read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, written in table["phrases"].items():
        for phrase in written:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, cast(Stance, stance)))
    return Lexicon(
        verbs=_by_word(table["verbs"]),
        phrases={first: tuple(found) for first, found in phrases.items()},
        needs_complement=frozenset(table["needs_complement"]),
        particles=frozenset(table["particles"]),
        nouns=_by_word(table["nouns"]),
        adjectives=_by_word(table["adjectives"]),
        must=frozenset(table["modals"]["demands"]),
        will=frozenset(table["modals"]["intends"]),
        negated={cast(Stance, stance): cast(Stance, other) for stance, other in table["negated"].items()},
        conditions=frozenset(table["conditions"]["words"]),
        condition_phrases=tuple(tuple(phrase.split()) for phrase in table["conditions"]["phrases"]),
        only_negated=frozenset(table["conditions"]["only_negated"]),
        insisting=frozenset(table["insisting"]["verbs"]),
        anaphora=frozenset(table["anaphora"]["words"]),
        deals=frozenset(table["anaphora"]["deals"]),
        threats=frozenset(table["threats"]["verbs"]),
    )


def _by_word(lists: Mapping[str, Any]) -> dict[str, Stance]:
    return {word: cast(Stance, stance) for stance, words in lists.items() for word in words}
