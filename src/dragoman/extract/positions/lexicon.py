"""The word lists of ``words.toml``, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from dragoman.model import Stance, Topic

Words = frozenset[str]
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Stance], ...]]
"""Phrases of lemmas with their stance, by their first word."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``words.toml``; what each is for stands there."""

    verbs: Mapping[str, Stance]
    phrases: Phrases
    particles: Words
    needs_complement: Words
    needs_object: Words
    asserting: Words
    perils: Words
    urging: Words
    stressing: Words
    gerunds: Words
    announcing: Words
    idle: Words
    idle_clauses: Words
    courtesies: Words
    needing: Words
    including: Words
    requiring: Words
    unsure: Words
    not_to: Words
    whom: Words
    guests: Words
    lawmakers: Words
    some: Words
    public: Words
    wanting: Words
    states: Words
    striving: Words
    musing: Words
    engaging: Words
    lacking: Words
    documents: Words
    implied: Mapping[tuple[str, ...], Topic]
    nouns: Mapping[str, Stance]
    nouns_with_clause: Words
    only_expressed: Words
    telling: Words
    goals: Words
    hopes: Words
    intentions: Words
    times: Words
    expressed: Mapping[str, Stance]
    expressing: Words
    adjectives: Mapping[str, Stance]
    judging: Words
    falling_short: Words
    turning_down: tuple[tuple[str, ...], ...]
    deeming: Words
    must: Words
    will: Words
    may: Words
    ceasing: Words
    doing: Words
    negated: Mapping[Stance, Stance]
    letting: Words
    doubting: Words
    conditions: Words
    condition_phrases: tuple[tuple[str, ...], ...]
    only_negated: Words
    suppositions: Words
    asides: Words
    anaphora: Words
    deals: Words
    threats: Words
    consequences: Words
    causes: Words


@cache
def lexicon() -> Lexicon:
    """The English word lists."""
    table = tomllib.loads(files("dragoman.extract.positions").joinpath("words.toml").read_text(encoding="utf-8"))
    frames, modals, conditions = table["frames"], table["modals"], table["conditions"]
    return Lexicon(
        verbs=_by_word(table["verbs"]),
        phrases=_phrases(table["phrases"]),
        particles=frozenset(table["particles"]["words"]),
        needs_complement=frozenset(frames["complement"]),
        needs_object=frozenset(frames["object"]),
        asserting=frozenset(frames["asserting"]),
        perils=frozenset(frames["perils"]),
        urging=frozenset(frames["urging"]),
        stressing=frozenset(frames["stressing"]),
        gerunds=frozenset(frames["gerunds"]),
        announcing=frozenset(frames["announcing"]),
        idle=frozenset(frames["idle"]),
        idle_clauses=frozenset(frames["idle_clauses"]),
        courtesies=frozenset(frames["courtesies"]),
        needing=frozenset(frames["needing"]),
        including=frozenset(frames["including"]),
        requiring=frozenset(frames["requiring"]),
        unsure=frozenset(frames["unsure"]),
        not_to=frozenset(frames["not_to"]),
        whom=frozenset(frames["whom"]),
        guests=frozenset(frames["guests"]),
        lawmakers=frozenset(frames["lawmakers"]),
        some=frozenset(frames["some"]),
        public=frozenset(frames["public"]),
        wanting=frozenset(table["wanting"]["verbs"]),
        states=frozenset(frames["states"]),
        striving=frozenset(frames["striving"]),
        musing=frozenset(frames["musing"]),
        engaging=frozenset(frames["engaging"]),
        lacking=frozenset(frames["lacking"]),
        documents=frozenset(frames["documents"]),
        implied={
            tuple(phrase.split()): cast(Topic, issue)
            for issue, phrases in table["implied"].items()
            for phrase in phrases
        },
        nouns=_by_word(table["nouns"]),
        nouns_with_clause=frozenset(table["nouns_with_clause"]["words"]),
        only_expressed=frozenset(table["only_expressed"]["words"]),
        telling=frozenset(table["telling"]["words"]),
        goals=frozenset(table["goals"]["words"]),
        hopes=frozenset(table["goals"]["hopes"]),
        intentions=frozenset(table["goals"]["intentions"]),
        times=frozenset(table["goals"]["times"]),
        expressed=_by_word(table["expressed"]),
        expressing=frozenset(table["expressing"]["verbs"]),
        adjectives=_by_word(table["adjectives"]),
        judging=frozenset(table["judging"]["adjectives"]),
        falling_short=frozenset(table["judging"]["falling_short"]),
        turning_down=tuple(tuple(phrase.split()) for phrase in table["turning_down"]["phrases"]),
        deeming=frozenset(table["deeming"]["verbs"]),
        must=frozenset(modals["demands"]),
        will=frozenset(modals["intends"]),
        may=frozenset(modals["others"]),
        ceasing=frozenset(modals["ceasing"]),
        doing=frozenset(table["doing"]["verbs"]),
        negated={cast(Stance, stance): cast(Stance, other) for stance, other in table["negated"].items()},
        letting=frozenset(table["letting"]["verbs"]),
        doubting=frozenset(table["doubting"]["verbs"]),
        conditions=frozenset(conditions["words"]),
        condition_phrases=tuple(tuple(phrase.split()) for phrase in conditions["phrases"]),
        only_negated=frozenset(conditions["only_negated"]),
        suppositions=frozenset(conditions["suppositions"]),
        asides=frozenset(table["asides"]["words"]),
        anaphora=frozenset(table["anaphora"]["words"]),
        deals=frozenset(table["anaphora"]["deals"]),
        threats=frozenset(table["threats"]["verbs"]),
        consequences=frozenset(table["consequences"]["verbs"]),
        causes=frozenset(table["consequences"]["causes"]),
    )


def _by_word(lists: Mapping[str, Any]) -> dict[str, Stance]:
    return {word: cast(Stance, stance) for stance, words in lists.items() for word in words}


def _phrases(lists: Mapping[str, Any]) -> Phrases:
    phrases: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, written in lists.items():
        for phrase in written:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, cast(Stance, stance)))
    return {first: tuple(found) for first, found in phrases.items()}
