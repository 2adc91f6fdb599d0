"""Who claims a figure: the many names of one office → one key.

"The Ministry of Health", "health officials" and "the rebel-run Health Ministry" that count one people's dead are one
office; another country's health ministry is not.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.dossier.figures.bounds import words
from dragoman.dossier.naming import key_of
from dragoman.model import Entry
from dragoman.registry import Registry, load_registry, words_of


def claimant_key(entry: Entry, name: str, counted: str | None) -> str | None:
    """What a claimant compares by; ``counted`` is the key of the people or state whose people are counted."""
    office = office_of(name)
    known = key_of(entry, name)
    if office is None:
        return known
    registry = load_registry()
    own = countries_of(name) | _country(registry, known)
    others = _country(registry, counted)
    if own and others and not own & others:
        return f"{office} of {min(own)}"
    return f"{office} of {min(own & others or others or own, default='')}".removesuffix(" of ")


@lru_cache(maxsize=16384)
def office_of(name: str) -> str | None:
    """The office of the word list that a name means, whatever stands around it."""
    found = set(words_of(name))
    for office, forms in words()["offices"].items():
        if any(set(form) <= found for form in forms):
            return str(office)
    return None


@lru_cache(maxsize=16384)
def countries_of(name: str) -> frozenset[str]:
    """The countries whose states, groups or peoples a name speaks of (ISO codes)."""
    registry = load_registry()
    folded = words_of(name)
    found = (
        known.entry.country
        for place, word in enumerate(folded)
        for known in registry.names_beginning(word)
        if known.entry.country and folded[place : place + len(known.words)] == known.words
    )
    return frozenset(country for country in found if country)


def _country(registry: Registry, key: str | None) -> frozenset[str]:
    known = registry.entries.get(key or "")
    return frozenset({known.country}) if known and known.country else frozenset()
