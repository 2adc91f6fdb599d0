"""Whether two names stand for the same: a name of an entry → a key that compares equal.

``"the Ministry of Health"`` and ``"Health Ministry"`` have one key, and what the ledger or the registry knows has its
identity. A name that neither knows is compared by its words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman.gazetteer import Gazetteer
from dragoman.model import Entry
from dragoman.registry import load_registry, words_of

_EMPTY = frozenset({"the", "a", "an", "of", "in", "for", "and", "s", "its", "their", "his", "her"})
_RUN = re.compile(r"[\w.]+[-‑](?:run|controlled|led|held|backed)\s+", re.IGNORECASE)


LARGER = 10
"""A town this many times as large as each of its namesakes is the one that is meant."""


def key_of(entry: Entry, name: str | None) -> str | None:
    """What ``name`` compares by: the entry's identity for it, else the registry's, else its folded words."""
    if not name:
        return None
    return entry.identities.get(name) or _known(name) or words_key(name)


def place_key(entry: Entry, name: str | None) -> str | None:
    """What a place compares by: as ``key_of``, but "Gaza" and "the Gaza Strip", "Kiev" and "Kyiv" are one place.

    Names that several places bear compare by their words: an entry alone does not say which of them it means.
    """
    if not name:
        return None
    return entry.identities.get(name) or _known(name) or _located(name) or words_key(name)


@lru_cache(maxsize=65536)
def _located(name: str) -> str | None:
    found = _gazetteer().find(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE))
    if not found or found[0].position is None or any(other.people * LARGER > found[0].people for other in found[1:]):
        return None
    latitude, longitude = found[0].position
    return f"place/{found[0].country}/{latitude:.2f},{longitude:.2f}"


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer()


@lru_cache(maxsize=65536)
def _known(name: str) -> str | None:
    registry = load_registry()
    bare = re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)
    for form in dict.fromkeys((name, bare)):
        found = registry.find(form) or registry.find_person(form)
        if found:
            return found.id
    return None


@lru_cache(maxsize=65536)
def words_key(name: str) -> str:
    """A name's words, folded, without articles and prepositions, in order of the alphabet."""
    words = words_of(_RUN.sub("", name))
    return " ".join(sorted(word for word in words if word not in _EMPTY)) or name.casefold()


def key_called(name: str) -> str:
    """What a name that a person gives compares by: an identity as it is, the registry's for a name of it, or words."""
    return name if name in load_registry().entries else _called(name) or words_key(name)


def _called(name: str) -> str | None:
    """The registry's id for a name, a demonym or a people of it, if there is just one."""
    words = words_of(name)
    named = load_registry().names_beginning(words[0]) if words else ()
    found = {each.entry.id for each in named if each.words == words and each.kind != "local"}
    return _known(name) or (found.pop() if len(found) == 1 else None)
