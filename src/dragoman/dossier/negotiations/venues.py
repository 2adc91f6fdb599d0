"""Whether two venues are one place: "Arusha" and "Arusha, Tanzania", a capital and its country.

What compares are a place's own words and its country, where the name says it or the registry knows it for a capital.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.dossier.naming import key_of, words_key
from dragoman.model import Entry
from dragoman.registry import load_registry, words_of


@dataclass(frozen=True, slots=True)
class Venue:
    """A place by its ``key`` and that of its country, which are the same for a country."""

    key: str
    country: str | None

    def is_with(self, other: Venue) -> bool:
        """Whether both can be one place: the same, or one is the country of the other."""
        return self.key in {other.key, other.country} or other.key == self.country


def venue_of(entry: Entry, name: str | None) -> Venue | None:
    """The place that talks of ``entry`` were held at."""
    key = key_of(entry, name)
    if not name or not key:
        return None
    if key in load_registry().entries:
        return Venue(key, key)
    place, _, country = name.rpartition(",")
    if place:
        return Venue(words_key(place), key_of(entry, country.strip()))
    return Venue(key, _country_of(name))


@lru_cache(maxsize=4096)
def _country_of(name: str) -> str | None:
    """The state whose capital has this name, if it is one's alone."""
    words = words_of(name)
    named = load_registry().names_beginning(words[0]) if words else ()
    found = {each.entry.id for each in named if each.kind == "capital" and each.words == words}
    return found.pop() if len(found) == 1 else None
