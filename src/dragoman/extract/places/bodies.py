"""Names that are no places wherever they stand: "Hamas" is no town in Germany, nor is "Syrian" one in Iran.

The tagger may take the name of a group, a people or a feast for a place, and a gazetteer has a village for every name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from dragoman.extract.places.lexicon import read_lexicon
from dragoman.gazetteer.normal import plain
from dragoman.gazetteer.places import Candidate, Gazetteer
from dragoman.registry import load_registry, words_of

_NO_PLACES = frozenset({"armed_group", "party", "agency", "international_organisation"})


def is_no_place(name: str, gazetteer: Gazetteer) -> bool:
    """Whether ``name`` is that of a body or a people in the registry, a bare direction, or a word of our list.

    A people by whose name the gazetteer has a region ("Amhara") may be that region, and a capital or a place of
    our table that stands for a body ("Brussels") may be itself.
    """
    found = _known_as(name)
    if found == "other" and any(_is_capital(place) for place in gazetteer.find(name)):
        return False
    return found == "other" or (
        found == "people" and not any(place.precision == "region" for place in gazetteer.find(name))
    )


def _is_capital(place: Candidate) -> bool:
    return place.match == "table" or (place.is_capital and place.match == "name")


@lru_cache(maxsize=16384)
def _known_as(name: str) -> Literal["other", "people"] | None:
    lexicon = read_lexicon()
    if plain(name) in lexicon.no_places | lexicon.directions:
        return "other"
    registry, words = load_registry(), words_of(name)
    known = [each for each in registry.names_beginning(words[0]) if each.words == words] if words else []
    if any(each.kind in ("adjective", "people") or each.entry.type in _NO_PLACES for each in known):
        states = any(each.kind in ("name", "capital") and each.entry.type == "state" for each in known)
        return None if states else "other"
    return "people" if any(each.entry.type == "other" for each in known) else None
