"""The word lists of ``lexicon.toml``, as sets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from dragoman.gazetteer.normal import plain


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One set for each list of the file, under the list's name."""

    directions: frozenset[str]
    no_places: frozenset[str]
    state_nouns: frozenset[str]
    region_nouns: frozenset[str]
    seats: frozenset[str]
    city_nouns: frozenset[str]
    locative_prepositions: frozenset[str]
    near_in: frozenset[str]
    near_words: frozenset[str]
    site_nouns: frozenset[str]
    acting_verbs: frozenset[str]
    addressed_verbs: frozenset[str]
    office_nouns: frozenset[str]
    party_nouns: frozenset[str]
    party_prepositions: frozenset[str]
    aimed_nouns: frozenset[str]
    aimed_prepositions: frozenset[str]
    agency_nouns: frozenset[str]
    venue_words: frozenset[str]
    venue_prepositions: frozenset[str]
    event_words: frozenset[str]


@cache
def read_lexicon() -> Lexicon:
    """The word lists that come with the package; seats in the plain form of their names."""
    table = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    table["seats"] = [plain(name) for name in table["seats"]]
    return Lexicon(**{field.name: frozenset(table[field.name]) for field in fields(Lexicon)})
