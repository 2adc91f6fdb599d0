"""The word lists of ``words.toml``, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from dragoman.model import Channel, TalksStatus


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``words.toml``, under their names there."""

    tracks: frozenset[str]
    loose: frozenset[str]
    purposes: frozenset[str]
    foreign: frozenset[str]
    meetings: frozenset[str]
    business: frozenset[str]
    sent: frozenset[str]
    meets: frozenset[str]
    speaks: frozenset[str]
    rounds: frozenset[str]
    discuss: frozenset[str]
    vague: frozenset[str]
    bodies: frozenset[str]
    bargains: frozenset[str]
    tries: frozenset[str]
    modals: frozenset[str]
    offers: frozenset[str]
    ranks: frozenset[str]
    motion: frozenset[str]
    conveys: frozenset[str]
    papers: frozenset[str]
    truces: frozenset[str]
    asks: frozenset[str]
    collectives: frozenset[str]
    lands: frozenset[str]
    go_between: frozenset[str]
    mediating_verbs: frozenset[str]
    mediating_participles: frozenset[str]
    mediating_nouns: frozenset[str]
    statuses: Mapping[TalksStatus, frozenset[str]]
    lack: frozenset[str]
    outcomes: frozenset[str]
    deal: frozenset[str]
    yields: frozenset[str]
    phrases: Mapping[tuple[str, str], TalksStatus]
    channels: Mapping[Channel, frozenset[str]]
    round_labels: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The English word lists."""
    table = tomllib.loads(files("dragoman.extract.talks").joinpath("words.toml").read_text(encoding="utf-8"))
    lists = (
        "tracks", "loose", "purposes", "foreign", "meetings", "meets", "speaks", "rounds", "discuss", "vague", "bodies",
        "bargains", "tries", "modals", "motion", "truces", "conveys", "papers", "lands", "collectives", "asks",
        "business", "sent", "offers", "ranks",
    )  # fmt: skip
    return Lexicon(
        **{name: frozenset(table[name]) for name in lists},
        mediating_verbs=frozenset(table["mediation"]["verbs"]),
        go_between=frozenset(table["mediation"]["go_between"]),
        mediating_participles=frozenset(table["mediation"]["participles"]),
        mediating_nouns=frozenset(table["mediation"]["nouns"]),
        statuses={
            cast(TalksStatus, status): frozenset(words)
            for status, words in table["status"].items()
            if status not in {"lack", "outcomes", "deal", "yields"}
        },
        lack=frozenset(table["status"]["lack"]),
        outcomes=frozenset(table["status"]["outcomes"]),
        deal=frozenset(table["status"]["deal"]),
        yields=frozenset(table["status"]["yields"]),
        phrases={
            (verb, after): cast(TalksStatus, status)
            for status, words in table["phrases"].items()
            for verb, after in map(str.split, words)
        },
        channels={cast(Channel, channel): frozenset(words) for channel, words in table["channel"].items()},
        round_labels=frozenset(table["round"]["labels"]),
    )
