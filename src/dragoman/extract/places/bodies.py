"""Names that are no places wherever they stand: "Hamas" is no town in Germany, nor is "Syrian" one in Iran.

The tagger may take the name of a group, a people or a feast for a place, and a gazetteer has a village for every name.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.extract.places.lexicon import read_lexicon
from dragoman.extract.places.normal import plain
from dragoman.registry import load_registry, words_of

_NO_PLACES = frozenset({"armed_group", "party", "agency", "international_organisation"})


@lru_cache(maxsize=16384)
def is_no_place(name: str) -> bool:
    """Whether ``name`` is that of a body or a people in the registry, a bare direction, or a word of our list."""
    lexicon = read_lexicon()
    if plain(name) in lexicon.no_places | lexicon.directions:
        return True
    registry, words = load_registry(), words_of(name)
    if not words:
        return False
    known = [each for each in registry.names_beginning(words[0]) if each.words == words]
    if any(each.kind in ("name", "capital") and each.entry.type not in _NO_PLACES for each in known):
        return False
    return any(each.kind in ("adjective", "people") or each.entry.type in _NO_PLACES for each in known)
