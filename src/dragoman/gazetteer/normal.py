"""The forms under which place names are looked up.

``plain`` takes away what spelling varies freely in (case, accents, hyphens, apostrophes); ``folded`` takes away what a
script's many romanisations vary in, by the rules of ``spelling.toml``: "Deir ez-Zor" and "Deir al-Zour" fold alike.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_DROPPED = re.compile(r"['’‘ʼʻ`´′.]")
_SAINT = re.compile(r"\bst(?= )")
_SPACED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """How one script's romanisations are folded, and the countries whose names are written in it."""

    name: str
    countries: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """What ``spelling.toml`` says."""

    letters: dict[int, str]
    profiles: tuple[Profile, ...]


@cache
def read_spelling() -> Spelling:
    """The spelling rules that come with the package."""
    table = tomllib.loads(files(__package__).joinpath("spelling.toml").read_text("utf-8"))
    profiles = tuple(
        Profile(
            entry["name"],
            frozenset(entry["countries"]),
            tuple((re.compile(pattern), replacement) for pattern, replacement in entry["rules"]),
        )
        for entry in table["profile"]
    )
    return Spelling(str.maketrans(table["letters"]), profiles)


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """``name`` in lower case without accents, apostrophes, stops and hyphens: "Sana'a" is "sanaa".

    "St" is written out.
    """
    if name.isascii():
        bare = name.lower()
    else:
        apart = unicodedata.normalize("NFKD", name.casefold()).casefold()  # "🄰" is a capital only now
        bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
        bare = bare.translate(read_spelling().letters)
    return _SAINT.sub("saint", _SPACED.sub(" ", _DROPPED.sub("", bare)).strip())


def folded(name: str, profile: Profile) -> str:
    """The plain form of ``name`` with the profile's rules applied in order, but for any that would leave nothing."""
    form = plain(name)
    for pattern, replacement in profile.rules:
        form = pattern.sub(replacement, form) or form
    return form
